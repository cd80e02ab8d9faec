#include "rewrite/rewrite.h"

#include "base/clock.h"
#include "service_answers.h"
#include "unit.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_service_good_or_bad_ends_in_a_text_or_a_sentence),
		cmocka_unit_test(a_hostile_answer_ends_in_a_sentence),
		cmocka_unit_test(the_key_goes_to_the_endpoint_and_not_where_it_points),
		cmocka_unit_test(the_key_comes_from_the_variable_or_the_command),
		cmocka_unit_test(freeing_it_in_its_own_notice_or_at_any_time_is_fine),
		cmocka_unit_test(a_wait_is_told_in_seconds),
	};
	(void)setenv("TONFALL_TEST_KEY", KEY, 1);
	(void)unsetenv("TONFALL_TEST_NONE");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
