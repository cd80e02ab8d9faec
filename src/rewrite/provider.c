#include "rewrite/provider.h"

#include <stddef.h>

#include "base/i18n.h"
#include "io/json.h"

enum { ANTHROPIC_MOST_TOKENS = 8192 };

static const struct {
	const char *reason;
	enum provider_end end;
} ends[] = {
	{ "length", PROVIDER_LENGTH },
	{ "max_tokens", PROVIDER_LENGTH },
	{ "model_context_window_exceeded", PROVIDER_LENGTH },
	{ "content_filter", PROVIDER_FILTERED },
	{ "refusal", PROVIDER_FILTERED },
};

/* Reasons that are not in the table ("stop", "end_turn", whatever comes next) are a good end. */
static enum provider_end end_of(const struct json *reason)
{
	struct span name;
	if (!json_string(reason, &name) || name.length == 0)
		return PROVIDER_GOES_ON;
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
		if (span_equal(name, span_of(ends[i].reason)))
			return ends[i].end;
	return PROVIDER_ENDED;
}

static enum provider_end malformed(struct err *err)
{
	(void)err_set(err, ERR_INPUT, "%s",
		      _("The service answered with something that is not of its kind."));
	return PROVIDER_MALFORMED;
}

/* {"error": {"message": …}}, {"error": "…"} or {"message": …, "detail": …}: services differ. */
static enum provider_end error_of(const struct json *root, struct err *err)
{
	const struct json *error = json_member(root, "error");
	struct span message;
	if (!json_string(error, &message) &&
	    !json_string(json_member(error, "message"), &message) &&
	    !json_string(json_member(root, "message"), &message) &&
	    !json_string(json_member(root, "detail"), &message))
		message = SPAN("");
	if (span_trim(message).length == 0)
		message = SPAN("?");
	(void)err_set(err, ERR_NET, "%.*s", SPAN_ARGS(message));
	return PROVIDER_ERROR;
}

static bool is_error(const struct json *root)
{
	const struct json *error = json_member(root, "error");
	return error && !json_is_null(error);
}

/* A string, or a list of parts of which those of text count. */
static void add_content(const struct json *content, struct str *text)
{
	struct span words;
	if (json_string(content, &words))
		(void)str_add(text, words); /* text->full tells the caller */
	for (size_t i = 0; i < json_count(content); i++)
		if (json_string(json_member(json_item(content, i), "text"), &words))
			(void)str_add(text, words);
}

static void write_message(struct json_writer *w, const char *role, struct span content)
{
	json_write_begin(w, NULL, '{');
	json_write_string(w, "role", span_of(role));
	json_write_string(w, "content", content);
	json_write_end(w, '}');
}

/* No temperature: newer models refuse the request when it is there. */
static void openai_body(const struct provider_prompt *prompt, struct str *out)
{
	struct json_writer w = { .out = out, .indent = 2 };
	json_write_begin(&w, NULL, '{');
	json_write_string(&w, "model", span_of(prompt->model));
	json_write_begin(&w, "messages", '[');
	if (prompt->system.length)
		write_message(&w, "system", prompt->system);
	write_message(&w, "user", prompt->user);
	json_write_end(&w, ']');
	json_write_bool(&w, "stream", prompt->stream);
	json_write_end(&w, '}');
}

static void anthropic_body(const struct provider_prompt *prompt, struct str *out)
{
	struct json_writer w = { .out = out, .indent = 2 };
	json_write_begin(&w, NULL, '{');
	json_write_string(&w, "model", span_of(prompt->model));
	json_write_integer(&w, "max_tokens", ANTHROPIC_MOST_TOKENS);
	if (prompt->system.length) /* an empty one is refused */
		json_write_string(&w, "system", prompt->system);
	json_write_begin(&w, "messages", '[');
	write_message(&w, "user", prompt->user);
	json_write_end(&w, ']');
	json_write_bool(&w, "stream", prompt->stream);
	json_write_end(&w, '}');
}

/* A streamed piece has "delta", a whole answer "message"; some services stream the latter. Usage
 * comes in an object without choices. */
static enum provider_end openai_read(const struct json *root, struct str *text, struct err *err)
{
	if (is_error(root))
		return error_of(root, err);
	const struct json *choice = json_item(json_member(root, "choices"), 0);
	const struct json *delta = json_member(choice, "delta");
	if (!delta)
		delta = json_member(choice, "message");
	add_content(json_member(delta, "content"), text);
	return end_of(json_member(choice, "finish_reason"));
}

static enum provider_end openai_event(struct span event, struct span data, struct str *text,
				      struct err *err)
{
	if (span_equal(span_trim(data), SPAN("[DONE]")))
		return PROVIDER_ENDED;
	struct json *root = json_parse(data, NULL);
	if (!root)
		return malformed(err);
	enum provider_end end = span_equal(event, SPAN("error")) ? error_of(root, err)
								 : openai_read(root, text, err);
	json_free(root);
	return end;
}

static enum provider_end openai_whole(struct span body, struct str *text, struct err *err)
{
	struct json *root = json_parse(body, NULL);
	if (!root)
		return malformed(err);
	enum provider_end end;
	if (json_count(json_member(root, "choices")) > 0) {
		end = openai_read(root, text, err);
		/* A whole answer is over, also when it gives no reason. */
		end = end == PROVIDER_GOES_ON ? PROVIDER_ENDED : end;
	} else {
		end = is_error(root) || json_member(root, "message") || json_member(root, "detail")
			      ? error_of(root, err)
			      : malformed(err);
	}
	json_free(root);
	return end;
}

static bool is_type(const struct json *root, struct span type)
{
	struct span name;
	return json_string(json_member(root, "type"), &name) && span_equal(name, type);
}

static enum provider_end anthropic_read(const struct json *root, struct str *text, struct err *err)
{
	const struct json *delta = json_member(root, "delta");
	if (is_error(root) || is_type(root, SPAN("error")))
		return error_of(root, err);
	if (is_type(root, SPAN("message_stop")))
		return PROVIDER_ENDED;
	if (is_type(root, SPAN("message_delta")))
		return end_of(json_member(delta, "stop_reason"));
	if (is_type(root, SPAN("content_block_delta")))
		add_content(json_member(delta, "text"), text);
	return PROVIDER_GOES_ON;
}

static enum provider_end anthropic_event(struct span event, struct span data, struct str *text,
					 struct err *err)
{
	(void)event; /* each object names its type itself */
	struct json *root = json_parse(data, NULL);
	if (!root)
		return malformed(err);
	enum provider_end end = anthropic_read(root, text, err);
	json_free(root);
	return end;
}

static enum provider_end anthropic_whole(struct span body, struct str *text, struct err *err)
{
	struct json *root = json_parse(body, NULL);
	if (!root)
		return malformed(err);
	enum provider_end end;
	if (is_type(root, SPAN("message"))) {
		add_content(json_member(root, "content"), text);
		end = end_of(json_member(root, "stop_reason"));
		end = end == PROVIDER_GOES_ON ? PROVIDER_ENDED : end;
	} else {
		end = is_error(root) ? error_of(root, err) : malformed(err);
	}
	json_free(root);
	return end;
}

static const char *const anthropic_headers[] = { "anthropic-version: 2023-06-01", NULL };

static const struct provider providers[] = {
	{
		.name = "openai",
		.path = "/chat/completions",
		.body = openai_body,
		.key_header = "Authorization: Bearer ",
		.event = openai_event,
		.whole = openai_whole,
	},
	{
		.name = "azure",
		.path = "/chat/completions",
		.body = openai_body,
		.key_header = "api-key: ",
		.event = openai_event,
		.whole = openai_whole,
	},
	{
		.name = "anthropic",
		.path = "/messages",
		.body = anthropic_body,
		.key_header = "x-api-key: ",
		.headers = anthropic_headers,
		.event = anthropic_event,
		.whole = anthropic_whole,
	},
};

const struct provider *provider_find(const char *name)
{
	if (!name || !*name)
		return &providers[0];
	for (size_t i = 0; i < sizeof providers / sizeof providers[0]; i++)
		if (span_equal(span_of(name), span_of(providers[i].name)))
			return &providers[i];
	return NULL;
}

void provider_url(const struct provider *provider, const char *endpoint, struct str *url)
{
	struct span all = span_trim(span_of(endpoint));
	size_t mark = span_find(all, SPAN("?"), 0);
	struct span base = span_slice(all, 0, mark), query = span_slice(all, mark, all.length);
	while (span_ends(base, SPAN("/")))
		base.length--;
	(void)str_add(url, base);
	if (!span_ends(base, span_of(provider->path)))
		(void)str_add(url, span_of(provider->path));
	(void)str_add(url, query);
}
