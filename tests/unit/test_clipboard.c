#include "unit.h"

#include "desk/clipboard.h"

static void assert_sequence(const char *text, enum clipboard_way way, const char *expected)
{
	struct str out = { 0 };
	clipboard_sequence(&out, span_of(text), way);
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
}

static void base64_is_that_of_the_rfc(void **state)
{
	(void)state;
	/* RFC 4648, section 10. */
	static const char *const rows[][2] = {
		{ "", "" },
		{ "f", "Zg==" },
		{ "fo", "Zm8=" },
		{ "foo", "Zm9v" },
		{ "foob", "Zm9vYg==" },
		{ "fooba", "Zm9vYmE=" },
		{ "foobar", "Zm9vYmFy" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char expected[64];
		(void)snprintf(expected, sizeof expected, "\033]52;c;%s\a", rows[i][1]);
		assert_sequence(rows[i][0], CLIPBOARD_DIRECT, expected);
	}
}

static void tmux_gets_it_for_itself_and_to_hand_on(void **state)
{
	(void)state;
	assert_sequence("foo", CLIPBOARD_TMUX,
			"\033]52;c;Zm9v\a\033Ptmux;\033\033]52;c;Zm9v\a\033\\");
}

static void screen_gets_pieces_that_it_can_take(void **state)
{
	(void)state;
	struct str out = { 0 };
	char text[400];
	memset(text, 'a', sizeof text);
	clipboard_sequence(&out, (struct span){ text, sizeof text }, CLIPBOARD_SCREEN);
	struct span rest = str_span(&out);
	int pieces = 0;
	while (rest.length) {
		assert_true(span_starts(rest, SPAN("\033P")));
		size_t end = span_find(rest, SPAN("\033\\"), 0);
		assert_true(end <= 2 + 240);
		rest = span_slice(rest, end + 2, rest.length);
		pieces++;
	}
	assert_int_equal(pieces, 3);
	str_release(&out);
}

static void assert_post(const char *text, const char *expected)
{
	struct str out = { 0 };
	clipboard_post(&out, span_of(text));
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
}

static void the_finished_text_has_clean_ends_and_single_blank_lines(void **state)
{
	(void)state;
	assert_post("", "");
	assert_post(" \n\n", "");
	assert_post("\n\nEins.  \n\n\n\t\nZwei.\t\n Drei.\n\n", "Eins.\n\nZwei.\n Drei.");
	assert_post("\xef\xbb\xbf"
		    "Eins.\r\nZwei.\r\n",
		    "Eins.\nZwei.");
	assert_post("Vor\xffher 🚂", "Vorher 🚂");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(base64_is_that_of_the_rfc),
		cmocka_unit_test(tmux_gets_it_for_itself_and_to_hand_on),
		cmocka_unit_test(screen_gets_pieces_that_it_can_take),
		cmocka_unit_test(the_finished_text_has_clean_ends_and_single_blank_lines),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
