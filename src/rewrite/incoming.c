#include "incoming.h"

/* ---- what comes ---- */

static bool take_event(void *context, struct span event, struct span data)
{
	struct incoming *incoming = context;
	size_t before = incoming->reply.raw.length;
	incoming->end =
		incoming->provider->event(event, data, &incoming->reply.raw, &incoming->said);
	if (incoming->reply.raw.length > before) {
		reply_decode(&incoming->reply);
		incoming->came(incoming->context);
	}
	return incoming->end == PROVIDER_GOES_ON && !incoming->reply.raw.full;
}

bool incoming_take(struct incoming *incoming, struct span bytes, const char *type)
{
	if (incoming->form == FORM_EVENTS)
		return sse_feed(&incoming->sse, bytes, &incoming->said);
	if (!str_add(&incoming->body, bytes))
		return false;
	if (incoming->form == FORM_UNKNOWN)
		incoming->form = form_of(str_span(&incoming->body), type, false);
	return incoming->form != FORM_EVENTS ||
	       sse_feed(&incoming->sse, str_span(&incoming->body), &incoming->said);
}

bool incoming_keep(struct incoming *incoming, struct span bytes)
{
	return str_add(&incoming->body, bytes);
}

/* ---- its end ---- */

static bool is_whole(const struct incoming *incoming, bool is_unbroken)
{
	if (incoming->reply.raw.full || !reply_text(&incoming->reply).length)
		return false;
	if (incoming->end == PROVIDER_ENDED)
		return true;
	/* Some services close without saying that it is the end: then the marker says it. */
	return incoming->end == PROVIDER_GOES_ON && is_unbroken && !reply_is_open(&incoming->reply);
}

bool incoming_finish(struct incoming *incoming, const char *type, bool is_unbroken)
{
	if (incoming->form == FORM_UNKNOWN)
		incoming->form = form_of(str_span(&incoming->body), type, true);
	if (incoming->form == FORM_WHOLE && is_unbroken)
		incoming->end = incoming->provider->whole(str_span(&incoming->body),
							  &incoming->reply.raw, &incoming->said);
	reply_end(&incoming->reply);
	return is_whole(incoming, is_unbroken);
}

void incoming_fail(struct incoming *incoming)
{
	struct str text = { 0 }; /* of an error there is none */
	incoming->end =
		incoming->provider->whole(str_span(&incoming->body), &text, &incoming->said);
	str_release(&text);
}

bool incoming_is_too_long(const struct incoming *incoming)
{
	return incoming->reply.raw.full || incoming->body.full;
}

struct span incoming_complaint(const struct incoming *incoming)
{
	struct span said = span_of(incoming->said.code ? incoming->said.text : "");
	/* A body that is not of the service's kind is quoted itself, unless it is a web page. */
	bool is_foreign = !said.length || incoming->end == PROVIDER_MALFORMED;
	if (is_foreign && incoming->form != FORM_EVENTS)
		said = span_trim(str_span(&incoming->body));
	return span_starts(said, SPAN("<")) || span_starts(said, SPAN("{")) ? SPAN("") : said;
}

/* ---- life ---- */

void incoming_init(struct incoming *incoming, const struct provider *provider,
		   void (*came)(void *context), void *context)
{
	*incoming = (struct incoming){ .provider = provider, .came = came, .context = context };
	str_init(&incoming->body, INCOMING_BODY);
	reply_init(&incoming->reply);
	sse_init(&incoming->sse, take_event, incoming);
}

void incoming_release(struct incoming *incoming)
{
	sse_release(&incoming->sse);
	reply_release(&incoming->reply);
	str_release(&incoming->body);
}

void incoming_clear(struct incoming *incoming)
{
	incoming->form = FORM_UNKNOWN;
	incoming->end = PROVIDER_GOES_ON;
	incoming->said = (struct err){ 0 };
	str_clear(&incoming->body);
	reply_clear(&incoming->reply);
	sse_release(&incoming->sse);
	sse_init(&incoming->sse, take_event, incoming);
}
