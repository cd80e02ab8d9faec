#include "rewrite/rewrite.h"

#include "base/clock.h"
#include "server.h"
#include "unit.h"

#define KEY	"sk-canary-0123456789"
#define CLOSE	"Connection: close\r\n\r\n"
#define EVENTS	"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" CLOSE
#define CHUNKED "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" CLOSE
#define JSON	"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" CLOSE
#define PLAIN	"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n" CLOSE
#define BAD(status, more, body) \
	"HTTP/1.1 " status " Bad\r\nContent-Type: application/json\r\n" more CLOSE body
#define PIECE(text) "data: {\"choices\":[{\"delta\":{\"content\":\"" text "\"}}]}\n\n"
#define STOP	    "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
#define DONE	    "data: [DONE]\n\n"
#define WHOLE(text) \
	"{\"choices\":[{\"message\":{\"content\":\"" text "\"},\"finish_reason\":\"stop\"}]}"
#define OK_ANSWER                                                          \
	{                                                                  \
		.steps = { { JSON WHOLE("<<<TEXT\\nGut.\\nTEXT>>>"), 0 } } \
	}

struct trial {
	const char *name;
	struct server_script scripts[3];
	size_t count, requests;
	enum rewrite_state state;
	const char *text;
	const char *error; /* a part of the sentence */
	bool whole;	   /* no stream was asked for */
};

static const struct trial trials[] = {
	{ "a stream in pieces",
	  { { .steps = { { EVENTS PIECE("<<<TE"), 0 },
			 { PIECE("XT\\nGrü"), 10 },
			 { PIECE("ezi \\ud83d") PIECE("\\ude00 ihr.\\nTEXT>"), 10 },
			 { PIECE(">>") STOP DONE, 10 } } } },
	  1,
	  1,
	  REWRITE_DONE,
	  "Grüezi 😀 ihr.",
	  "",
	  false },
	{ "UTF-8 cut between network pieces",
	  { { .steps = { { EVENTS "data: {\"choices\":[{\"delta\":{\"content\":\"<<<TEXT\\nZ\xc3",
			   0 },
			 { "\xbcrich\\nTEXT>>>\"}}]}\n\n" DONE, 20 } } } },
	  1,
	  1,
	  REWRITE_DONE,
	  "Zürich",
	  "",
	  false },
	{ "UTF-8 cut between events, and a bad byte",
	  { { .steps = { { EVENTS PIECE("<<<TEXT\\nZ\xc3") PIECE("\xbcrich\xff!\\nTEXT>>>") DONE,
			   0 } } } },
	  1,
	  1,
	  REWRITE_DONE,
	  "Zürich\xef\xbf\xbd!",
	  "",
	  false },
	{ "a whole answer although a stream was asked",
	  { OK_ANSWER },
	  1,
	  1,
	  REWRITE_DONE,
	  "Gut.",
	  "",
	  false },
	{ "a stream although none was asked",
	  { { .steps = { { EVENTS PIECE("<<<TEXT\\nGut.\\nTEXT>>>") STOP, 0 } } } },
	  1,
	  1,
	  REWRITE_DONE,
	  "Gut.",
	  "",
	  true },
	{ "a stream as text/plain",
	  { { .steps = { { PLAIN ": hi\n\n" PIECE("<<<TEXT\\nGut.\\nTEXT>>>") STOP, 0 } } } },
	  1,
	  1,
	  REWRITE_DONE,
	  "Gut.",
	  "",
	  false },
	{ "text and end without [DONE], usage without choices",
	  { { .steps = { { EVENTS PIECE(
				   "<<<TEXT\\nGut.\\nTEXT>>>") "data: "
							       "{\"choices\":[],\"usage\":{\"total_"
							       "tokens\":3}}\n\n",
			   0 } } } },
	  1,
	  1,
	  REWRITE_DONE,
	  "Gut.",
	  "",
	  false },
	{ "markers left out, in a code fence",
	  { { .steps = { { JSON WHOLE("```text\\nGut.\\n```"), 0 } } } },
	  1,
	  1,
	  REWRITE_DONE,
	  "Gut.",
	  "",
	  false },
	{ "thinking and chatter before the text",
	  { { .steps = { { JSON WHOLE("<think>TEXT>>> "
				      "hm</think>Gern:\\n<<<TEXT\\nGut.\\nTEXT>>>\\nPasst?"),
			   0 } } } },
	  1,
	  1,
	  REWRITE_DONE,
	  "Gut.",
	  "",
	  false },
	{ "control bytes from the model",
	  { { .steps = { { JSON WHOLE("<<<TEXT\\nG\\u001b[31mut\\u0007.\\nTEXT>>>"), 0 } } } },
	  1,
	  1,
	  REWRITE_DONE,
	  "G[31mut.",
	  "",
	  false },
	{ "a cut connection",
	  { { .steps = { { CHUNKED "31\r\n"
				   "data: {\"choices\":[{\"delta\":{\"content\":\"Halb\"}}]}\n"
				   "\r\n"
				   "1\r\n\n\r\n",
			   0 } } } },
	  1,
	  1,
	  REWRITE_PARTIAL,
	  "Halb",
	  "failed",
	  false },
	{ "a stream that ends inside the text",
	  { { .steps = { { EVENTS PIECE("<<<TEXT\\nHalb"), 0 } } } },
	  1,
	  1,
	  REWRITE_PARTIAL,
	  "Halb",
	  "broke off",
	  false },
	{ "the model's length limit",
	  { { .steps = { { EVENTS PIECE("<<<TEXT\\nHalb") "data: "
							  "{\"choices\":[{\"delta\":{},\"finish_"
							  "reason\":"
							  "\"length\"}]}\n\n",
			   0 } } } },
	  1,
	  1,
	  REWRITE_PARTIAL,
	  "Halb",
	  "length limit",
	  false },
	{ "an error after 200 and some text",
	  { { .steps = { { EVENTS PIECE(
				   "<<<TEXT\\nHalb") "data: {\"error\":{\"message\":\"gone\"}}\n\n",
			   0 } } } },
	  1,
	  1,
	  REWRITE_PARTIAL,
	  "Halb",
	  "«gone»",
	  false },
	{ "an error after 200",
	  { { .steps = { { EVENTS "data: {\"error\":{\"message\":\"gone\"}}\n\n", 0 } } } },
	  1,
	  1,
	  REWRITE_FAILED,
	  "",
	  "«gone»",
	  false },
	{ "an error object as an event stream",
	  { { .steps = { { EVENTS "{\"error\":{\"message\":\"gone\"}}", 0 } } } },
	  1,
	  1,
	  REWRITE_FAILED,
	  "",
	  "«gone»",
	  false },
	{ "no text at all",
	  { { .steps = { { EVENTS STOP DONE, 0 } } } },
	  1,
	  1,
	  REWRITE_FAILED,
	  "",
	  "without any text",
	  false },
	{ "keep-alives only, then nothing",
	  { { .steps = { { EVENTS, 0 }, { ": ping\n\n", 20 } }, .repeats = true } },
	  1,
	  1,
	  REWRITE_FAILED,
	  "",
	  "No text came",
	  false },
	{ "text, then keep-alives only",
	  { { .steps = { { EVENTS PIECE("<<<TEXT\\nHalb"), 0 }, { ": ping\n\n", 20 } },
	      .repeats = true } },
	  1,
	  1,
	  REWRITE_PARTIAL,
	  "Halb",
	  "No more text",
	  false },
	{ "a slow stream, its pieces in time",
	  { { .steps = { { EVENTS PIECE("<<<TEXT\\na"), 0 },
			 { PIECE("b"), 60 },
			 { PIECE("c"), 60 },
			 { PIECE("d"), 60 },
			 { PIECE("e"), 60 },
			 { PIECE("f"), 60 },
			 { PIECE("g\\nTEXT>>>") STOP, 60 } } } },
	  1,
	  1,
	  REWRITE_DONE,
	  "abcdefg",
	  "",
	  false },
	{ "silence before the head",
	  { { .steps = { { "", 0 } }, .hangs = true } },
	  1,
	  1,
	  REWRITE_FAILED,
	  "",
	  "No text came",
	  false },
	{ "a filter",
	  { { .steps = { { EVENTS "data: "
				  "{\"choices\":[{\"delta\":{},\"finish_reason\":\"content_"
				  "filter\"}]}\n\n",
			   0 } } } },
	  1,
	  1,
	  REWRITE_FAILED,
	  "",
	  "filter",
	  false },
	{ "not JSON",
	  { { .steps = { { JSON "hello there", 0 } } } },
	  1,
	  1,
	  REWRITE_FAILED,
	  "",
	  "«hello there»",
	  false },
	{ "a web page",
	  { { .steps = { { PLAIN "<html><b>Login</b>", 0 } } } },
	  1,
	  1,
	  REWRITE_FAILED,
	  "",
	  "rewrite.endpoint",
	  false },
	{ "a bad event",
	  { { .steps = { { EVENTS "data: {oops\n\n", 0 } } } },
	  1,
	  1,
	  REWRITE_FAILED,
	  "",
	  "rewrite.provider",
	  false },
	{ "an endless line",
	  { { .steps = { { EVENTS "data: ", 0 },
			 { "0123456789012345678901234567890123456789"
			   "0123456789012345678901234567890123456789012345678901234567890123456789",
			   0 } },
	      .repeats = true } },
	  1,
	  1,
	  REWRITE_FAILED,
	  "",
	  "more than",
	  false },
	{ "an endless text",
	  { { .steps = { { EVENTS, 0 },
			 { PIECE("0123456789012345678901234567890123456789"
				 "01234567890123456789012345678901234567890123456789012345678901234"
				 "56789"),
			   0 } },
	      .repeats = true } },
	  1,
	  1,
	  REWRITE_PARTIAL,
	  NULL,
	  "much longer",
	  false },
	{ "401 with the key in it",
	  { { .steps = { { BAD("401", "", "{\"error\":{\"message\":\"bad " KEY "\"}}"), 0 } } } },
	  1,
	  1,
	  REWRITE_FAILED,
	  "",
	  "rewrite.key-env (now: TONFALL_TEST_KEY)",
	  false },
	{ "400 with the key in it",
	  { { .steps = { { BAD("400", "", "{\"error\":{\"message\":\"no\\u001b " KEY " so\"}}"),
			   0 } } } },
	  1,
	  1,
	  REWRITE_FAILED,
	  "",
	  "«no … so»",
	  false },
	{ "403",
	  { { .steps = { { BAD("403", "", "{}"), 0 } } } },
	  1,
	  1,
	  REWRITE_FAILED,
	  "",
	  "use m1 (403)",
	  false },
	{ "404 with a list of models",
	  { { .steps = { { BAD("404", "", "{}"), 0 } } },
	    { .steps = { { JSON "{\"data\":[{\"id\":\"llama\"},{\"id\":"
				"\"mis\\u001btral\"}]}",
			   0 } } } },
	  2,
	  2,
	  REWRITE_FAILED,
	  "",
	  "no model m1 there (404). rewrite.model may be: llama, mis tral",
	  false },
	{ "404",
	  { { .steps = { { BAD("404", "", "{}"), 0 } } } },
	  1,
	  2,
	  REWRITE_FAILED,
	  "",
	  "rewrite.model (m1)",
	  false },
	{ "429 with an hour to wait",
	  { { .steps = { { BAD("429", "Retry-After: 3600\r\n", "{}"), 0 } } } },
	  1,
	  1,
	  REWRITE_FAILED,
	  "",
	  "3600 seconds",
	  false },
	{ "429 without credit",
	  { { .steps = { { BAD("429", "",
			       "{\"error\":{\"code\":\"insufficient_quota\",\"message\":\"pay\"}}"),
			   0 } } } },
	  1,
	  1,
	  REWRITE_FAILED,
	  "",
	  "«pay»",
	  false },
	{ "429, then an answer",
	  { { .steps = { { BAD("429", "Retry-After: garbage\r\n", "{}"), 0 } } }, OK_ANSWER },
	  2,
	  2,
	  REWRITE_DONE,
	  "Gut.",
	  "",
	  false },
	{ "408, then an answer",
	  { { .steps = { { BAD("408", "", "{}"), 0 } } }, OK_ANSWER },
	  2,
	  2,
	  REWRITE_DONE,
	  "Gut.",
	  "",
	  false },
	{ "500, then an answer",
	  { { .steps = { { BAD("500", "", "oops"), 0 } } }, OK_ANSWER },
	  2,
	  2,
	  REWRITE_DONE,
	  "Gut.",
	  "",
	  false },
	{ "a reset before the head, then an answer",
	  { { .steps = { { NULL, 0 } }, .resets = true }, OK_ANSWER },
	  2,
	  2,
	  REWRITE_DONE,
	  "Gut.",
	  "",
	  false },
	{ "503 for ever",
	  { { .steps = { { BAD("503", "", "{\"error\":\"full\"}"), 0 } } } },
	  1,
	  3,
	  REWRITE_FAILED,
	  "",
	  "(503)",
	  false },
};

struct watch {
	struct rewrite *rewrite;
	struct loop *loop;
	int changes, waits;
	bool showed_marker, frees;
};

static void watch_change(void *context)
{
	struct watch *watch = context;
	watch->changes++;
	if (watch->frees) {
		rewrite_free(watch->rewrite);
		watch->rewrite = NULL;
		loop_stop(watch->loop);
		return;
	}
	struct span text = rewrite_text(watch->rewrite);
	watch->showed_marker |= span_find(text, SPAN("TEXT"), 0) < text.length ||
				span_find(text, SPAN("<<"), 0) < text.length;
	watch->waits += rewrite_state(watch->rewrite) == REWRITE_WAITING;
	if (rewrite_state(watch->rewrite) >= REWRITE_DONE)
		loop_stop(watch->loop);
}

static struct rewrite_settings settings_for(bool whole)
{
	return (struct rewrite_settings){
		.model = "m1",
		.key_env = "TONFALL_TEST_KEY",
		.stream = !whole,
		.first_text_ms = 300,
		.stall_ms = 120,
		.whole_ms = 5000,
		.pause_ms = 5,
	};
}

static struct rewrite *start(struct watch *watch, struct http *http, const struct server *server,
			     const struct rewrite_settings *settings, struct err *err)
{
	char url[64];
	(void)snprintf(url, sizeof url, "http://127.0.0.1:%d/v1/chat/completions",
		       server_port(server));
	watch->rewrite = rewrite_start(http, watch->loop, settings, span_of(url), SPAN("{}"),
				       watch_change, watch, err);
	return watch->rewrite;
}

static void run_trial(const struct trial *trial)
{
	struct watch watch = { .loop = loop_new(NULL) };
	struct http *http = http_new(watch.loop, NULL);
	struct server *server = server_new(trial->scripts, trial->count);
	struct rewrite_settings settings = settings_for(trial->whole);
	struct err err = { 0 };
	if (!start(&watch, http, server, &settings, &err))
		fail_msg("%s: %s", trial->name, err.text);
	loop_run(watch.loop);
	const char *said = rewrite_error(watch.rewrite)->text;
	if (rewrite_state(watch.rewrite) != trial->state || !strstr(said, trial->error))
		fail_msg("%s: state %d, «%s»", trial->name, (int)rewrite_state(watch.rewrite),
			 said);
	if (trial->text && !span_equal(rewrite_text(watch.rewrite), span_of(trial->text)))
		fail_msg("%s: %.*s", trial->name, SPAN_ARGS(rewrite_text(watch.rewrite)));
	if (server_requests(server) != trial->requests)
		fail_msg("%s: %zu requests", trial->name, server_requests(server));
	/* After a 404 the second request is for the list of models, at once. */
	bool waits = trial->requests > 1 && strncmp(trial->name, "404", 3) != 0;
	assert_true((watch.waits > 0) == waits);
	assert_null(strstr(said, "canary"));
	assert_false(watch.showed_marker);
	rewrite_free(watch.rewrite);
	http_free(http);
	server_free(server);
	loop_free(watch.loop);
}

static void each_service_good_or_bad_ends_in_a_text_or_a_sentence(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof trials / sizeof trials[0]; i++)
		run_trial(&trials[i]);
}

/* Nested 10,000 deep, and 6 MB without a line end. */
static void a_hostile_answer_ends_in_a_sentence(void **state)
{
	(void)state;
	enum { DEEP = 10000, LONG = 6 << 20 };
	static const char filler[] = { '[', 'a' };
	static const size_t lengths[] = { DEEP, LONG };
	for (int i = 0; i < 2; i++) {
		size_t head = strlen(JSON);
		char *answer = malloc(head + lengths[i] + 1);
		memcpy(answer, JSON, head);
		memset(answer + head, filler[i], lengths[i]);
		answer[head + lengths[i]] = '\0';
		const struct trial trial = { .name = "hostile",
					     .scripts = { { .steps = { { answer, 0 } } } },
					     .count = 1,
					     .requests = 1,
					     .state = REWRITE_FAILED,
					     .text = "",
					     .error = "answer" };
		run_trial(&trial);
		free(answer);
	}
}

static void the_key_goes_to_the_endpoint_and_not_where_it_points(void **state)
{
	(void)state;
	static const struct server_script answer = OK_ANSWER;
	struct server *second = server_new(&answer, 1);
	for (int status = 301; status <= 308; status++) {
		char head[160];
		(void)snprintf(head, sizeof head,
			       "HTTP/1.1 %d Go\r\nLocation: http://127.0.0.1:%d/\r\n" CLOSE, status,
			       server_port(second));
		struct server_script script = { .steps = { { head, 0 } } };
		struct server *first = server_new(&script, 1);
		struct watch watch = { .loop = loop_new(NULL) };
		struct http *http = http_new(watch.loop, NULL);
		struct rewrite_settings settings = settings_for(false);
		assert_non_null(start(&watch, http, first, &settings, NULL));
		loop_run(watch.loop);
		assert_int_equal(rewrite_state(watch.rewrite), REWRITE_FAILED);
		assert_non_null(strstr(rewrite_error(watch.rewrite)->text, "another address"));
		assert_non_null(
			strstr(server_received(first), "Authorization: Bearer " KEY "\r\n"));
		rewrite_free(watch.rewrite);
		http_free(http);
		server_free(first);
		loop_free(watch.loop);
	}
	assert_int_equal(server_requests(second), 0);
	server_free(second);
}

static const struct {
	const char *command, *env, *header, *error;
} keys[] = {
	{ "printf 'k-1\\nmore'", NULL, "Authorization: Bearer k-1\r\n", NULL },
	{ "echo \"k-2\" ", "TONFALL_TEST_NONE", "Authorization: Bearer k-2\r\n", NULL },
	{ "echo k-3", "TONFALL_TEST_KEY", "Authorization: Bearer " KEY "\r\n", NULL },
	{ NULL, NULL, NULL, NULL },
	{ "false", NULL, NULL, "status 1" },
	{ "true", NULL, NULL, "no key" },
	{ "tonfall-no-such-program", NULL, NULL, "could not be started" },
	{ "echo 'a", NULL, NULL, "quote" },
	{ "echo 'a b'", NULL, NULL, "characters" },
	{ NULL, "TONFALL_TEST_NONE", NULL, "TONFALL_TEST_NONE" },
};

static void the_key_comes_from_the_variable_or_the_command(void **state)
{
	(void)state;
	static const struct server_script answer = OK_ANSWER;
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		struct watch watch = { .loop = loop_new(NULL) };
		struct http *http = http_new(watch.loop, NULL);
		struct server *server = server_new(&answer, 1);
		struct rewrite_settings settings = settings_for(false);
		struct err err = { 0 };
		settings.key_env = keys[i].env;
		settings.key_command = keys[i].command;
		if (start(&watch, http, server, &settings, &err)) {
			loop_run(watch.loop);
			err = *rewrite_error(watch.rewrite);
		}
		if (keys[i].error && !strstr(err.text, keys[i].error))
			fail_msg("%zu: %s", i, err.text);
		assert_int_equal(server_requests(server), keys[i].error ? 0 : 1);
		if (keys[i].header)
			assert_non_null(strstr(server_received(server), keys[i].header));
		else
			assert_null(strstr(server_received(server), "Authorization"));
		rewrite_free(watch.rewrite);
		http_free(http);
		server_free(server);
		loop_free(watch.loop);
	}
}

static void freeing_it_in_its_own_notice_or_at_any_time_is_fine(void **state)
{
	(void)state;
	static const struct server_script slow = {
		.steps = { { EVENTS PIECE("<<<TEXT\\nHalb"), 0 } }, .hangs = true
	};
	for (int turns = 0; turns < 8; turns++) {
		struct watch watch = { .loop = loop_new(NULL), .frees = turns == 0 };
		struct http *http = http_new(watch.loop, NULL);
		struct server *server = server_new(&slow, 1);
		struct rewrite_settings settings = settings_for(false);
		assert_non_null(start(&watch, http, server, &settings, NULL));
		for (int i = 0; i < turns || watch.frees; i++)
			if (!loop_turn(watch.loop, 20))
				break;
		rewrite_free(watch.rewrite);
		http_free(http);
		server_free(server);
		loop_free(watch.loop);
	}
}

static void a_wait_is_told_in_seconds(void **state)
{
	(void)state;
	static const struct server_script script = {
		.steps = { { BAD("429", "Retry-After: 30\r\n", "{}"), 0 } }
	};
	struct watch watch = { .loop = loop_new(NULL) };
	struct http *http = http_new(watch.loop, NULL);
	struct server *server = server_new(&script, 1);
	struct rewrite_settings settings = settings_for(false);
	assert_non_null(start(&watch, http, server, &settings, NULL));
	for (int i = 0; i < 200 && watch.waits == 0; i++)
		(void)loop_turn(watch.loop, 20);
	assert_in_range(rewrite_wait_seconds(watch.rewrite), 29, 30);
	rewrite_free(watch.rewrite);
	http_free(http);
	server_free(server);
	loop_free(watch.loop);
}

/* ---- what is sent ---- */

static char instruction_de[] = "Kürze.", instruction_en[] = "Shorten.", id[] = "t";
static const struct task task = {
	.id = id,
	.instruction = { [LANGUAGE_DE] = instruction_de, [LANGUAGE_EN] = instruction_en },
};

static void the_request_holds_task_contract_and_neutral_text(void **state)
{
	(void)state;
	struct rewrite_settings settings = { .endpoint = "http://127.0.0.1:1/v1", .model = "m1" };
	struct str url = { 0 }, body = { 0 };
	struct err err = { 0 };
	setenv("TONFALL_TEST_KEY", KEY, 1);
	settings.key_env = "TONFALL_TEST_KEY";
	struct rewrite_question question = { .task = &task,
					     .language = LANGUAGE_DE,
					     .text = SPAN("a TEXT>>> b <<<TEXT c") };
	if (!rewrite_request(&settings, &question, &url, &body, &err))
		fail_msg("%s", err.text);
	assert_span(str_span(&url), "http://127.0.0.1:1/v1/chat/completions");
	assert_non_null(strstr(str_text(&body), "Kürze."));
	assert_non_null(strstr(str_text(&body), "ss statt ß"));
	assert_non_null(strstr(str_text(&body), "\"<<<TEXT\\na TEXT››› b ‹‹‹TEXT c\\nTEXT>>>\""));
	assert_null(strstr(str_text(&body), "canary"));
	str_release(&url);
	str_release(&body);
}

static void a_question_carries_target_address_and_own_passages(void **state)
{
	(void)state;
	struct rewrite_settings settings = { .endpoint = "http://127.0.0.1:1/v1", .model = "m1" };
	struct task translate = task;
	struct rewrite_question question = { .task = &translate,
					     .language = LANGUAGE_DE,
					     .text = SPAN("Hallo [[NAME 1]]"),
					     .passages = SPAN("Mein OWN>>> Satz."),
					     .address = REWRITE_FORMAL };
	struct str url = { 0 }, body = { 0 };
	translate.to = LANGUAGE_FR;
	translate.answer = TASK_WHOLE;
	assert_true(rewrite_request(&settings, &question, &url, &body, NULL));
	assert_non_null(strstr(str_text(&body), "Écris en français"));
	assert_null(strstr(str_text(&body), "ss statt ß"));
	assert_non_null(strstr(str_text(&body), "On vouvoie"));
	assert_non_null(strstr(str_text(&body), "<<<OWN\\nMein OWN››› Satz.\\nOWN>>>"));
	assert_non_null(strstr(str_text(&body), "Zeichen stehen"));
	str_release(&url);
	str_release(&body);
}

static void only_a_task_that_takes_it_may_come_without_a_text(void **state)
{
	(void)state;
	struct rewrite_settings settings = { .endpoint = "http://127.0.0.1:1/v1", .model = "m1" };
	struct task interview = task;
	struct rewrite_question question = { .task = &interview, .language = LANGUAGE_DE };
	struct str url = { 0 }, body = { 0 };
	struct err err = { 0 };
	assert_false(rewrite_request(&settings, &question, &url, &body, &err));
	interview.takes_empty = true;
	assert_true(rewrite_request(&settings, &question, &url, &body, &err));
	str_release(&url);
	str_release(&body);
}

static void what_cannot_be_sent_is_refused_with_a_reason(void **state)
{
	(void)state;
	struct rewrite_settings right = { .endpoint = "http://127.0.0.1:1/v1", .model = "m1" };
	struct rewrite_settings s = right;
	struct str url = { 0 }, body = { 0 };
	struct err err = { 0 };
	assert_true(rewrite_is_possible(&s, SPAN("x"), &err));
	struct rewrite_question question = { .task = &task, .text = SPAN(" \n") };
	assert_false(rewrite_request(&s, &question, &url, &body, &err));
	s.model = "";
	assert_false(rewrite_is_possible(&s, SPAN("x"), &err));
	assert_int_equal(err.code, ERR_MISSING);
	assert_non_null(strstr(err.text, "11434"));
	s = right;
	s.longest = 4;
	assert_true(rewrite_is_possible(&s, SPAN("1234"), &err));
	assert_false(rewrite_is_possible(&s, SPAN("12345"), &err));
	assert_int_equal(err.code, ERR_LIMIT);
	s = right;
	s.provider = "nobody";
	assert_false(rewrite_is_possible(&s, SPAN("x"), &err));
	s = right;
	s.endpoint = "http://example.org/v1";
	question.text = SPAN("x");
	assert_false(rewrite_request(&s, &question, &url, &body, &err));
	assert_int_equal(err.code, ERR_DENIED);
	str_release(&url);
	str_release(&body);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_service_good_or_bad_ends_in_a_text_or_a_sentence),
		cmocka_unit_test(a_hostile_answer_ends_in_a_sentence),
		cmocka_unit_test(the_key_goes_to_the_endpoint_and_not_where_it_points),
		cmocka_unit_test(the_key_comes_from_the_variable_or_the_command),
		cmocka_unit_test(freeing_it_in_its_own_notice_or_at_any_time_is_fine),
		cmocka_unit_test(a_wait_is_told_in_seconds),
		cmocka_unit_test(the_request_holds_task_contract_and_neutral_text),
		cmocka_unit_test(a_question_carries_target_address_and_own_passages),
		cmocka_unit_test(only_a_task_that_takes_it_may_come_without_a_text),
		cmocka_unit_test(what_cannot_be_sent_is_refused_with_a_reason),
	};
	(void)setenv("TONFALL_TEST_KEY", KEY, 1);
	(void)unsetenv("TONFALL_TEST_NONE");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
