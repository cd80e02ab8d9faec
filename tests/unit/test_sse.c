#include "io/sse.h"

#include "unit.h"

struct seen {
	struct str all; /* "event|data;" for each */
	int left;	/* events until it says stop; -1: never */
};

static bool note(void *context, struct span event, struct span data)
{
	struct seen *seen = context;
	str_format(&seen->all, "%.*s|%.*s;", SPAN_ARGS(event), SPAN_ARGS(data));
	return seen->left < 0 || --seen->left > 0;
}

static const struct {
	const char *bytes, *events;
} streams[] = {
	{ "data: a\n\n", "message|a;" },
	{ "data:a\r\n\r\ndata: b\r\rdata:  c\n\n", "message|a;message|b;message| c;" },
	{ "\xef\xbb\xbf"
	  "data: bom\n\n",
	  "message|bom;" },
	{ "\xef\xbb\xbf\xef\xbb\xbf"
	  "data: two\n\n",
	  "" },
	{ "event: x\ndata: 1\ndata: 2\n\ndata: 3\n\n", "x|1\n2;message|3;" },
	{ ": keep-alive\n\n: again\ndata: k\n\n", "message|k;" },
	{ "data\n\n", "message|;" },
	{ "data\ndata\n\n", "message|\n;" },
	{ "event: only\n\ndata: n\n\n", "message|n;" },
	{ "id: 1\nretry: 5\nother: x\ndata: d\n\n", "message|d;" },
	{ "event: x\r\ndata: 1\r\ndata: 2\r\n\r\n", "x|1\n2;" },
	{ "data: cut off\n", "" },
	{ "data: cut off", "" },
	{ "data: a:b: c\n\n", "message|a:b: c;" },
	{ "data: [DONE]\n\n", "message|[DONE];" },
};

static void each_stream_gives_its_events_in_pieces_of_any_size(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof streams / sizeof streams[0]; i++) {
		struct span all = span_of(streams[i].bytes);
		for (size_t size = 1; size <= all.length; size++) {
			struct seen seen = { .left = -1 };
			struct sse sse;
			sse_init(&sse, note, &seen);
			for (size_t at = 0; at < all.length; at += size)
				assert_true(sse_feed(&sse, span_slice(all, at, at + size), NULL));
			assert_span(str_span(&seen.all), streams[i].events);
			sse_release(&sse);
			str_release(&seen.all);
		}
	}
}

static void the_reader_can_stop_it(void **state)
{
	(void)state;
	struct seen seen = { .left = 1 };
	struct sse sse;
	sse_init(&sse, note, &seen);
	assert_false(sse_feed(&sse, SPAN("data: a\n\ndata: b\n\n"), NULL));
	assert_span(str_span(&seen.all), "message|a;");
	sse_release(&sse);
	str_release(&seen.all);
}

static void an_event_over_the_ceiling_is_refused(void **state)
{
	(void)state;
	static const char *const lines[] = { "data: 0123456789012345678901234567890123456789\n",
					     "0123456789012345678901234567890123456789" };
	for (size_t i = 0; i < 2; i++) {
		struct seen seen = { .left = -1 };
		struct err err = { 0 };
		struct sse sse;
		sse_init(&sse, note, &seen);
		int fed = 0;
		while (fed < 100000 && sse_feed(&sse, span_of(lines[i]), &err))
			fed++;
		assert_in_range(fed, 20000, 30000);
		assert_int_equal(err.code, ERR_LIMIT);
		sse_release(&sse);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_stream_gives_its_events_in_pieces_of_any_size),
		cmocka_unit_test(the_reader_can_stop_it),
		cmocka_unit_test(an_event_over_the_ceiling_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
