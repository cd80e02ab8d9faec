#include "rewrite/rewrite.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "failure.h"
#include "incoming.h"
#include "models.h"
#include "patience.h"
#include "quote.h"
#include "rewrite/provider.h"
#include "secret.h"

enum {
	FIRST_TEXT_MS = 120000,
	STALL_MS = 30000,
	WHOLE_MS = 180000,
	PAUSE_MS = 1000,
	STREAM_CEILING = 16 << 20, /* of events: a few hundred bytes for each word */
	HEADER_ROOM = SECRET_ROOM + 64,
	MOST_HEADERS = 8,
};

struct rewrite {
	struct http *http;
	struct loop *loop;
	const struct provider *provider;
	char *url, *model, *key_env;
	struct str body;
	bool allow_plain;
	int64_t first_text_ms, stall_ms, pause_ms, deadline; /* ms; the last by clock_ms */
	struct secret secret;				     /* wiped when the rewrite has ended */
	void (*changed)(void *context);
	void *context;

	enum rewrite_state state;
	struct err err;
	int tries;
	int64_t wait_until;
	struct http_call *call;
	int text_timer, whole_timer, wait_timer, notice_timer;

	struct incoming incoming; /* also the list of models */
};

static void try_once(struct rewrite *rewrite);
static bool ask_models(struct rewrite *rewrite, const struct err *err);

/* ---- telling ---- */

static void notice(void *context)
{
	struct rewrite *rewrite = context;
	rewrite->notice_timer = 0;
	rewrite->changed(rewrite->context); /* may free it */
}

/* From a timer, so that `changed` is called once a turn and may free the rewrite. */
static void tell(struct rewrite *rewrite)
{
	if (!rewrite->notice_timer)
		rewrite->notice_timer = loop_timer(rewrite->loop, 0, notice, rewrite);
}

/* ---- ending ---- */

static void cancel_timer(struct rewrite *rewrite, int *timer)
{
	loop_cancel(rewrite->loop, *timer);
	*timer = 0;
}

/* Nothing of it runs any more, and the key is gone. */
static void stop(struct rewrite *rewrite)
{
	cancel_timer(rewrite, &rewrite->text_timer);
	cancel_timer(rewrite, &rewrite->whole_timer);
	cancel_timer(rewrite, &rewrite->wait_timer);
	http_cancel(rewrite->call);
	rewrite->call = NULL;
	secret_wipe(&rewrite->secret);
}

/* With *err why it is not whole; text that came stays usable. */
static void end_badly(struct rewrite *rewrite, const struct err *err)
{
	stop(rewrite);
	reply_end(&rewrite->incoming.reply);
	rewrite->err = *err;
	rewrite->state = rewrite_text(rewrite).length ? REWRITE_PARTIAL : REWRITE_FAILED;
	tell(rewrite);
}

static void end_of_time(void *context)
{
	struct rewrite *rewrite = context;
	struct err err;
	rewrite->whole_timer = 0;
	(void)err_set(&err, ERR_LIMIT, "%s",
		      _("The answer took too long and was stopped. Select a shorter part."));
	end_badly(rewrite, &err);
}

static void no_text(void *context)
{
	struct rewrite *rewrite = context;
	struct err err;
	rewrite->text_timer = 0;
	(void)err_set(&err, ERR_NET, "%s",
		      rewrite->incoming.reply.raw.length
			      ? _("No more text came; the connection was closed.")
			      : _("No text came. A local model may still be loading: try again."));
	end_badly(rewrite, &err);
}

static void wait_for_text(struct rewrite *rewrite, int64_t ms)
{
	loop_cancel(rewrite->loop, rewrite->text_timer);
	rewrite->text_timer = loop_timer(rewrite->loop, ms, no_text, rewrite);
}

/* ---- trying again ---- */

static void wait_on(void *context)
{
	struct rewrite *rewrite = context;
	int64_t left = rewrite->wait_until - clock_ms();
	rewrite->wait_timer = 0;
	if (left <= 0) {
		try_once(rewrite);
		return;
	}
	/* Each second, so that the wait can be shown. */
	rewrite->wait_timer =
		loop_timer(rewrite->loop, left < 1000 ? left : 1000, wait_on, rewrite);
	tell(rewrite);
}

static void try_again(struct rewrite *rewrite, const struct http_answer *answer)
{
	rewrite->wait_until =
		clock_ms() + patience_pause(answer, rewrite->pause_ms, rewrite->tries);
	rewrite->state = REWRITE_WAITING;
	wait_on(rewrite);
}

/* ---- what comes ---- */

static void text_came(void *context)
{
	struct rewrite *rewrite = context;
	wait_for_text(rewrite, rewrite->stall_ms);
	rewrite->state = REWRITE_STREAMING;
	tell(rewrite);
}

static bool take_data(void *context, struct http_call *call, struct span bytes)
{
	struct rewrite *rewrite = context;
	int status = http_status(call);
	if (status >= 200 && status < 300)
		return incoming_take(&rewrite->incoming, bytes, http_content_type(call));
	return incoming_keep(&rewrite->incoming, bytes); /* of an error the beginning is enough */
}

/* ---- how it ended ---- */

static struct failure describe(const struct rewrite *rewrite, int status,
			       char quote[QUOTE_MOST + 1])
{
	quote_make(incoming_complaint(&rewrite->incoming), span_of(rewrite->secret.text), quote);
	return (struct failure){
		.status = status,
		.quote = quote,
		.url = rewrite->url,
		.model = rewrite->model,
		.key_env = rewrite->key_env,
	};
}

static void end_by_status(struct rewrite *rewrite, const struct http_answer *answer)
{
	struct err err;
	char quote[QUOTE_MOST + 1];
	if (answer->status == 0) {
		end_badly(rewrite, &answer->err);
		return;
	}
	incoming_fail(&rewrite->incoming);
	struct failure failure = describe(rewrite, answer->status, quote);
	failure_of_status(&failure, &err);
	if (answer->retry_after > PATIENCE_WAIT_S)
		(void)err_set(&err, ERR_BUSY,
			      _("The service wants %lld seconds of peace; try again after that."),
			      (long long)answer->retry_after);
	if (answer->status != 404 || !ask_models(rewrite, &err))
		end_badly(rewrite, &err);
}

static void end_of_answer(struct rewrite *rewrite, const struct http_answer *answer)
{
	struct incoming *incoming = &rewrite->incoming;
	struct err err = answer->err;
	char quote[QUOTE_MOST + 1];
	if (incoming_finish(incoming, answer->content_type, err.code == ERR_NONE)) {
		stop(rewrite);
		rewrite->state = REWRITE_DONE;
		tell(rewrite);
		return;
	}
	if (incoming_is_too_long(incoming))
		(void)err_set(&err, ERR_LIMIT, "%s",
			      _("The answer is much longer than a post and was stopped."));
	else if (incoming->said.code == ERR_LIMIT)
		err = incoming->said; /* of an event over the ceiling */
	else if (incoming->end != PROVIDER_GOES_ON || err.code == ERR_NONE) {
		struct failure failure = describe(rewrite, answer->status, quote);
		failure_of_end(incoming->end, &failure, &err);
	}
	end_badly(rewrite, &err);
}

static void take_end(void *context, struct http_call *call, const struct http_answer *answer)
{
	struct rewrite *rewrite = context;
	(void)call; /* gone after this */
	rewrite->call = NULL;
	cancel_timer(rewrite, &rewrite->text_timer);
	if (rewrite->incoming.reply.raw.length == 0 &&
	    patience_lasts(answer, str_span(&rewrite->incoming.body), rewrite->tries)) {
		try_again(rewrite, answer);
		return;
	}
	if (answer->status >= 200 && answer->status < 300)
		end_of_answer(rewrite, answer);
	else
		end_by_status(rewrite, answer);
}

/* ---- asking ---- */

/* The request without headers and times, which are the same for all. */
static bool send_request(struct rewrite *rewrite, struct http_request request,
			 const struct http_handlers *handlers, struct err *err)
{
	const char *headers[MOST_HEADERS] = { "Content-Type: application/json",
					      "Accept: text/event-stream, application/json" };
	char line[HEADER_ROOM];
	size_t count = 2;
	for (const char *const *at = rewrite->provider->headers; at && *at; at++) {
		assert(count + 2 < MOST_HEADERS);
		headers[count++] = *at;
	}
	if (*rewrite->secret.text) {
		(void)snprintf(line, sizeof line, "%s%s", rewrite->provider->key_header,
			       rewrite->secret.text); /* fits: HEADER_ROOM */
		headers[count++] = line;
	}
	int64_t left = rewrite->deadline - clock_ms();
	if (!request.total_ms || request.total_ms > left)
		request.total_ms = left > 1 ? left : 1;
	request.headers = headers;
	request.allow_plain = rewrite->allow_plain;
	rewrite->call = http_send(rewrite->http, &request, handlers, err);
	explicit_bzero(line, sizeof line);
	return rewrite->call != NULL;
}

/* ---- which models there are ---- */

static bool take_models(void *context, struct http_call *call, struct span bytes)
{
	struct rewrite *rewrite = context;
	(void)call;
	return incoming_keep(&rewrite->incoming, bytes);
}

static void end_models(void *context, struct http_call *call, const struct http_answer *answer)
{
	struct rewrite *rewrite = context;
	struct err err = rewrite->err;
	struct str names = { 0 };
	(void)call; /* gone after this */
	rewrite->call = NULL;
	if (answer->status == 200)
		models_names(str_span(&rewrite->incoming.body), &names);
	if (names.length)
		(void)err_set(&err, ERR_MISSING,
			      _("There is no model %.40s there (404). rewrite.model may be: %s"),
			      rewrite->model, str_text(&names));
	str_release(&names);
	end_badly(rewrite, &err);
}

/* The sentence waits until the list has come, or has not. */
static bool ask_models(struct rewrite *rewrite, const struct err *err)
{
	struct http_handlers handlers = { take_models, end_models, rewrite };
	struct str url = { 0 };
	rewrite->err = *err;
	str_clear(&rewrite->incoming.body);
	models_url(rewrite->provider, rewrite->url, &url);
	struct http_request request = { .url = str_text(&url),
					.total_ms = MODELS_MS,
					.most_bytes = MODELS_CEILING };
	bool sent = send_request(rewrite, request, &handlers, NULL);
	str_release(&url);
	return sent;
}

/* ---- trying ---- */

static bool begin_try(struct rewrite *rewrite, struct err *err)
{
	rewrite->tries++;
	rewrite->state = REWRITE_CONNECTING;
	incoming_clear(&rewrite->incoming);
	struct http_handlers handlers = { take_data, take_end, rewrite };
	struct http_request request = { .url = rewrite->url,
					.body = str_span(&rewrite->body),
					.most_bytes = STREAM_CEILING };
	if (!send_request(rewrite, request, &handlers, err))
		return false;
	wait_for_text(rewrite, rewrite->first_text_ms);
	tell(rewrite);
	return true;
}

static void try_once(struct rewrite *rewrite)
{
	struct err err;
	if (!begin_try(rewrite, &err))
		end_badly(rewrite, &err);
}

static void secret_came(void *context, const struct err *err)
{
	struct rewrite *rewrite = context;
	if (err->code == ERR_NONE)
		try_once(rewrite);
	else
		end_badly(rewrite, err);
}

/* The first try, or the command that gives the key for it. */
static bool begin(struct rewrite *rewrite, const char *key_command, struct err *err)
{
	struct secret_source source = { .env = rewrite->key_env, .command = key_command };
	if (!secret_get(&rewrite->secret, rewrite->loop, &source, secret_came, rewrite, err))
		return false;
	return secret_is_coming(&rewrite->secret) || begin_try(rewrite, err);
}

/* ---- life ---- */

static int64_t or_usual(int64_t ms, int64_t usual)
{
	return ms > 0 ? ms : usual;
}

static struct rewrite *make(struct http *http, struct loop *loop,
			    const struct rewrite_settings *settings)
{
	struct rewrite *rewrite = mem_alloc(sizeof *rewrite);
	int64_t whole = or_usual(settings->whole_ms, WHOLE_MS);
	*rewrite = (struct rewrite){
		.http = http,
		.loop = loop,
		.provider = provider_find(settings->provider),
		.model = mem_copy(span_of(settings->model)),
		.allow_plain = settings->allow_plain,
		.stall_ms = or_usual(settings->stall_ms, STALL_MS),
		.pause_ms = or_usual(settings->pause_ms, PAUSE_MS),
		.deadline = clock_ms() + whole,
	};
	/* Without a stream the first text is all of it. */
	rewrite->first_text_ms =
		settings->stream ? or_usual(settings->first_text_ms, FIRST_TEXT_MS) : whole;
	if (settings->key_env && *settings->key_env)
		rewrite->key_env = mem_copy(span_of(settings->key_env));
	incoming_init(&rewrite->incoming, rewrite->provider, text_came, rewrite);
	rewrite->whole_timer = loop_timer(loop, whole, end_of_time, rewrite);
	return rewrite;
}

struct rewrite *rewrite_start(struct http *http, struct loop *loop,
			      const struct rewrite_settings *settings, struct span url,
			      struct span body, void (*changed)(void *context), void *context,
			      struct err *err)
{
	if (!provider_find(settings->provider)) {
		(void)err_set(err, ERR_INPUT, _("There is no provider %s; check rewrite.provider."),
			      settings->provider);
		return NULL;
	}
	struct rewrite *rewrite = make(http, loop, settings);
	rewrite->url = mem_copy(url);
	(void)str_add(&rewrite->body, body); /* was in a str of the same ceiling */
	rewrite->changed = changed;
	rewrite->context = context;
	if (begin(rewrite, settings->key_command, err))
		return rewrite;
	rewrite_free(rewrite);
	return NULL;
}

void rewrite_free(struct rewrite *rewrite)
{
	if (!rewrite)
		return;
	stop(rewrite);
	cancel_timer(rewrite, &rewrite->notice_timer);
	incoming_release(&rewrite->incoming);
	str_release(&rewrite->body);
	free(rewrite->key_env);
	free(rewrite->model);
	free(rewrite->url);
	free(rewrite);
}

enum rewrite_state rewrite_state(const struct rewrite *rewrite)
{
	return rewrite->state;
}

struct span rewrite_text(const struct rewrite *rewrite)
{
	return reply_text(&rewrite->incoming.reply);
}

const struct err *rewrite_error(const struct rewrite *rewrite)
{
	return &rewrite->err;
}

int rewrite_wait_seconds(const struct rewrite *rewrite)
{
	int64_t left = rewrite->wait_until - clock_ms();
	return rewrite->state == REWRITE_WAITING && left > 0 ? (int)((left + 999) / 1000) : 0;
}
