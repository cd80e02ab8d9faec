#include "io/http.h"

#include "base/str.h"
#include "server.h"
#include "unit.h"

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: Text/Plain; charset=utf-8\r\nConnection: close\r\n"

struct heard {
	struct loop *loop;
	struct str body;
	struct http_answer answer;
	int status_at_data, times_done;
	bool stops, cancels;
};

static bool hear(void *context, struct http_call *call, struct span bytes)
{
	struct heard *heard = context;
	heard->status_at_data = http_status(call);
	str_add(&heard->body, bytes);
	if (heard->cancels) {
		http_cancel(call);
		loop_stop(heard->loop);
	}
	return !heard->stops;
}

static void end(void *context, struct http_call *call, const struct http_answer *answer)
{
	struct heard *heard = context;
	(void)call;
	heard->answer = *answer;
	heard->times_done++;
	loop_stop(heard->loop);
}

/* One request to the script, until it has ended. */
static struct heard ask(const struct server_script *script, struct http_request request, bool stops,
			char **received)
{
	struct heard heard = { .loop = loop_new(NULL), .stops = stops };
	struct server *server = server_new(script, 1);
	struct http *http = http_new(heard.loop, NULL);
	char url[64];
	struct err err = { 0 };
	struct http_handlers handlers = { hear, end, &heard };
	(void)snprintf(url, sizeof url, "http://127.0.0.1:%d/v1", server_port(server));
	request.url = url;
	assert_non_null(http);
	if (!http_send(http, &request, &handlers, &err))
		fail_msg("%s", err.text);
	loop_run(heard.loop);
	http_free(http);
	if (received)
		*received = strdup(server_received(server));
	server_free(server);
	loop_free(heard.loop);
	return heard;
}

static void the_answer_comes_with_status_type_and_body(void **state)
{
	(void)state;
	static const struct server_script script = { .steps = { { HEAD "\r\nhel", 0 },
								{ "lo", 20 } } };
	static const char *const headers[] = { "X-Key: k1", NULL };
	char *received;
	struct heard heard =
		ask(&script, (struct http_request){ .headers = headers, .body = SPAN("{}") }, false,
		    &received);
	assert_int_equal(heard.answer.err.code, ERR_NONE);
	assert_int_equal(heard.answer.status, 200);
	assert_int_equal(heard.status_at_data, 200);
	assert_string_equal(heard.answer.content_type, "text/plain");
	assert_true(heard.answer.retry_after == -1);
	assert_span(str_span(&heard.body), "hello");
	assert_non_null(strstr(received, "POST /v1 HTTP/1.1"));
	assert_non_null(strstr(received, "X-Key: k1"));
	assert_null(strcasestr(received, "accept-encoding"));
	free(received);
	str_release(&heard.body);
}

static void a_redirect_is_an_answer_and_not_followed(void **state)
{
	(void)state;
	static const struct server_script nobody = { .steps = { { HEAD "\r\nx", 0 } } };
	struct server *second = server_new(&nobody, 1);
	char head[160];
	(void)snprintf(head, sizeof head,
		       "HTTP/1.1 307 Go\r\nLocation: http://127.0.0.1:%d/\r\nConnection: "
		       "close\r\nContent-Length: 0\r\n\r\n",
		       server_port(second));
	struct server_script script = { .steps = { { head, 0 } } };
	struct heard heard =
		ask(&script, (struct http_request){ .body = SPAN("secret") }, false, NULL);
	assert_int_equal(heard.answer.status, 307);
	assert_int_equal(server_requests(second), 0);
	server_free(second);
	str_release(&heard.body);
}

static void an_answer_over_the_ceiling_is_stopped(void **state)
{
	(void)state;
	static const struct server_script script = {
		.steps = { { HEAD "\r\n", 0 }, { "0123456789", 0 } }, .repeats = true
	};
	struct heard heard = ask(&script, (struct http_request){ .most_bytes = 1000 }, false, NULL);
	assert_int_equal(heard.answer.err.code, ERR_LIMIT);
	assert_true(heard.body.length <= 1000);
	str_release(&heard.body);
}

static void the_whole_time_is_limited(void **state)
{
	(void)state;
	static const struct server_script script = { .steps = { { HEAD "\r\nx", 0 } },
						     .hangs = true };
	struct heard heard = ask(&script, (struct http_request){ .total_ms = 80 }, false, NULL);
	assert_int_equal(heard.answer.err.code, ERR_LIMIT);
	assert_int_equal(heard.answer.status, 200);
	str_release(&heard.body);
}

static void a_reset_connection_is_an_error_of_the_net(void **state)
{
	(void)state;
	static const struct server_script script = {
		.steps = { { HEAD "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", 0 } }
	};
	struct heard heard = ask(&script, (struct http_request){ 0 }, false, NULL);
	assert_int_equal(heard.answer.err.code, ERR_NET);
	assert_span(str_span(&heard.body), "abc");
	str_release(&heard.body);
}

static void a_handler_that_returns_false_ends_it(void **state)
{
	(void)state;
	static const struct server_script script = { .steps = { { HEAD "\r\nx", 0 } },
						     .hangs = true };
	struct heard heard = ask(&script, (struct http_request){ 0 }, true, NULL);
	assert_int_equal(heard.answer.err.code, ERR_CANCELLED);
	assert_int_equal(heard.times_done, 1);
	str_release(&heard.body);
}

static void after_a_cancel_no_handler_is_called(void **state)
{
	(void)state;
	static const struct server_script script = { .steps = { { HEAD "\r\nx", 0 },
								{ "y", 10 } } };
	struct heard heard = { .loop = loop_new(NULL), .cancels = true };
	struct server *server = server_new(&script, 1);
	struct http *http = http_new(heard.loop, NULL);
	struct http_handlers handlers = { hear, end, &heard };
	char url[64];
	(void)snprintf(url, sizeof url, "http://localhost:%d/", server_port(server));
	assert_non_null(http_send(http, &(struct http_request){ .url = url }, &handlers, NULL));
	loop_run(heard.loop);
	for (int i = 0; i < 5; i++)
		(void)loop_turn(heard.loop, 10);
	http_cancel(http_send(http, &(struct http_request){ .url = url }, &handlers, NULL));
	assert_int_equal(heard.times_done, 0);
	assert_span(str_span(&heard.body), "x");
	http_free(http);
	server_free(server);
	loop_free(heard.loop);
	str_release(&heard.body);
}

static void retry_after_is_read_as_seconds(void **state)
{
	(void)state;
	static const struct server_script script = {
		.steps = { { "HTTP/1.1 429 No\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n", 0 } }
	};
	struct heard heard = ask(&script, (struct http_request){ 0 }, false, NULL);
	assert_int_equal(heard.answer.status, 429);
	assert_true(heard.answer.retry_after == 7);
}

static const struct {
	const char *url;
	bool allow_plain, allowed;
} urls[] = {
	{ "https://example.org/v1", false, true },
	{ "http://example.org/v1", false, false },
	{ "http://example.org/v1", true, true },
	{ "http://localhost:11434/v1", false, true },
	{ "http://LOCALHOST/v1", false, true },
	{ "http://127.0.0.1/", false, true },
	{ "http://127.9.9.9/", false, true },
	{ "http://0x7f.1/", false, true }, /* curl makes 127.0.0.1 of it */
	{ "http://[::1]:80/", false, true },
	{ "http://127.0.0.1.example.org/", false, false },
	{ "http://localhost.example.org/", false, false },
	{ "http://127.0.0.1@example.org/", true, false },
	{ "https://key@example.org/", false, false },
	{ "http://[::ffff:10.0.0.1]/", false, false },
	{ "http://128.0.0.1/", false, false },
	{ "file:///etc/passwd", true, false },
	{ "ftp://localhost/", true, false },
	{ "gopher://localhost/", true, false },
	{ "https://", false, false },
	{ "", false, false },
	{ "https://exa mple.org/", false, false },
	{ "https://example.org\r\nX: y/", false, false },
};

static void each_address_is_judged_by_scheme_and_host(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++) {
		struct err err = { 0 };
		bool allowed = http_url_is_allowed(urls[i].url, urls[i].allow_plain, &err);
		if (allowed != urls[i].allowed)
			fail_msg("%s: %s", urls[i].url, err.text);
		assert_true(allowed == (err.code == ERR_NONE));
	}
}

static void a_header_with_a_line_break_is_refused(void **state)
{
	(void)state;
	struct loop *loop = loop_new(NULL);
	struct http *http = http_new(loop, NULL);
	static const char *const headers[] = { "X: a\r\nY: b", NULL };
	struct http_handlers handlers = { hear, end, NULL };
	struct http_request request = { .url = "http://127.0.0.1:1/", .headers = headers };
	struct err err = { 0 };
	assert_null(http_send(http, &request, &handlers, &err));
	assert_int_equal(err.code, ERR_INPUT);
	http_free(http);
	loop_free(loop);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_answer_comes_with_status_type_and_body),
		cmocka_unit_test(a_redirect_is_an_answer_and_not_followed),
		cmocka_unit_test(an_answer_over_the_ceiling_is_stopped),
		cmocka_unit_test(the_whole_time_is_limited),
		cmocka_unit_test(a_reset_connection_is_an_error_of_the_net),
		cmocka_unit_test(a_handler_that_returns_false_ends_it),
		cmocka_unit_test(after_a_cancel_no_handler_is_called),
		cmocka_unit_test(retry_after_is_read_as_seconds),
		cmocka_unit_test(each_address_is_judged_by_scheme_and_host),
		cmocka_unit_test(a_header_with_a_line_break_is_refused),
	};
	/* A proxy that nobody reaches: what goes to loopback may not ask it. */
	(void)setenv("http_proxy", "http://127.0.0.1:9", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
