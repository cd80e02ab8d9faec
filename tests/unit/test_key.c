/* What terminals send, byte for byte, and what it means. */
#include "unit.h"

#include "text_samples.h"
#include "ui/key_decoder.h"

/* The sequences of xterm (also with modifyOtherKeys), tmux, screen, the linux console, rxvt, PuTTY,
 * kitty and foot; by their manuals and terminfo. */
static const struct {
	const char *bytes, *name;
} rows[] = {
	/* plain, control, alt */
	{ "a", "a" },
	{ "\xc3\xbc", "ü" },
	{ "\xf0\x9f\x9a\x82", "🚂" },
	{ " ", "Space" },
	{ "\r", "Enter" },
	{ "\n", "Enter" },
	{ "\t", "Tab" },
	{ "\x7f", "Backspace" },
	{ "\b", "Backspace" },
	{ "\x13", "C-s" },
	{ "\x1a", "C-z" },
	{ "\x1f", "C-_" },
	{ "\033a", "M-a" },
	{ "\033A", "M-a" },
	{ "\033\xc3\xbc", "M-ü" },
	{ "\033\r", "M-Enter" },
	{ "\033\x7f", "M-Backspace" },
	{ "\033\x13", "C-M-s" },
	{ "\033[Z", "S-Tab" },
	/* arrows and their neighbours: xterm, tmux, kitty, foot */
	{ "\033[A", "Up" },
	{ "\033[B", "Down" },
	{ "\033[C", "Right" },
	{ "\033[D", "Left" },
	{ "\033OA", "Up" },
	{ "\033OD", "Left" },
	{ "\033[H", "Home" },
	{ "\033[F", "End" },
	{ "\033OH", "Home" },
	{ "\033OF", "End" },
	{ "\033[1;2A", "S-Up" },
	{ "\033[1;3A", "M-Up" },
	{ "\033[1;5C", "C-Right" },
	{ "\033[1;6D", "C-S-Left" },
	{ "\033[1;7D", "C-M-Left" },
	{ "\033[1;5H", "C-Home" },
	{ "\033[1;6F", "C-S-End" },
	{ "\033[2~", "Insert" },
	{ "\033[3~", "Delete" },
	{ "\033[3;5~", "C-Delete" },
	{ "\033[5~", "PageUp" },
	{ "\033[6;2~", "S-PageDown" },
	/* screen, linux console, PuTTY: home and end by number */
	{ "\033[1~", "Home" },
	{ "\033[4~", "End" },
	/* rxvt */
	{ "\033[7~", "Home" },
	{ "\033[8~", "End" },
	{ "\033[a", "S-Up" },
	{ "\033Oa", "C-Up" },
	{ "\033Od", "C-Left" },
	{ "\033[3^", "C-Delete" },
	{ "\033[3$", "S-Delete" },
	{ "\033[3@", "C-S-Delete" },
	{ "\033\033[A", "M-Up" },
	{ "\033\033OC", "M-Right" },
	/* function keys: xterm, VT220 and PuTTY, linux console */
	{ "\033OP", "F1" },
	{ "\033OS", "F4" },
	{ "\033[P", "F1" },
	{ "\033[11~", "F1" },
	{ "\033[14~", "F4" },
	{ "\033[15~", "F5" },
	{ "\033[17~", "F6" },
	{ "\033[21~", "F10" },
	{ "\033[23~", "F11" },
	{ "\033[24~", "F12" },
	{ "\033[[A", "F1" },
	{ "\033[[E", "F5" },
	{ "\033[1;2R", "S-F3" },
	{ "\033[1;5P", "C-F1" },
	{ "\033[15;2~", "S-F5" },
	{ "\033[24;5~", "C-F12" },
	/* modifyOtherKeys in both forms, kitty's form with details */
	{ "\033[27;5;105~", "C-i" },
	{ "\033[27;2;13~", "S-Enter" },
	{ "\033[105;5u", "C-i" },
	{ "\033[13;5u", "C-Enter" },
	{ "\033[97;5u", "C-a" },
	{ "\033[65;6u", "C-S-a" },
	{ "\033[97:65;6u", "C-S-a" },
	{ "\033[97;5:1u", "C-a" },
	{ "\033[9;5u", "C-Tab" },
	{ "\033[27u", "Esc" },
	{ "\033[127;3u", "M-Backspace" },
	{ "\033[228u", "ä" },
	{ "\033[1;5:1A", "C-Up" },
};

static void press(struct key_decoder *decoder, const char *bytes, size_t length)
{
	key_decoder_feed(decoder, (struct span){ bytes, length });
}

static void every_sequence_of_the_table_is_its_key(void **state)
{
	struct str name = { 0 };
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct key_decoder *decoder = key_decoder_new();
		struct key key;
		press(decoder, rows[i].bytes, strlen(rows[i].bytes));
		if (!key_decoder_next(decoder, &key))
			fail_msg("%s: nothing came", rows[i].name);
		key_name(&key, &name);
		assert_string_equal(str_text(&name), rows[i].name);
		assert_false(key_decoder_next(decoder, &key));
		assert_false(key_decoder_waits(decoder));
		key_decoder_free(decoder);
	}
	str_release(&name);
}

static void it_does_not_matter_in_which_pieces_bytes_come(void **state)
{
	struct str name = { 0 };
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		/* A lone ESC before a sequence waits for a time, not for a byte. */
		struct key_decoder *decoder = key_decoder_new();
		struct key key = { 0 };
		size_t length = strlen(rows[i].bytes);
		bool twice = strncmp(rows[i].bytes, "\033\033", 2) == 0;
		for (size_t at = 0; at < length && !twice; at++) {
			press(decoder, rows[i].bytes + at, 1);
			bool came = key_decoder_next(decoder, &key);
			if (came != (at + 1 == length))
				fail_msg("%s: byte %zu", rows[i].name, at);
		}
		key_name(&key, &name);
		if (!twice)
			assert_string_equal(str_text(&name), rows[i].name);
		key_decoder_free(decoder);
	}
	str_release(&name);
}

static void names_and_keys_are_each_others_inverse(void **state)
{
	struct str name = { 0 };
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct key key;
		assert_true(key_parse(rows[i].name, &key));
		key_name(&key, &name);
		assert_string_equal(str_text(&name), rows[i].name);
	}
	struct key key;
	assert_false(key_parse("X-a", &key));
	assert_false(key_parse("F13", &key));
	assert_false(key_parse("", &key));
	assert_false(key_parse("ab", &key));
	str_release(&name);
}

static struct key only_key(const char *bytes, struct key_decoder *decoder)
{
	struct key key, more;
	press(decoder, bytes, strlen(bytes));
	assert_true(key_decoder_next(decoder, &key));
	assert_false(key_decoder_next(decoder, &more));
	return key;
}

static void a_lone_escape_is_a_key_once_nothing_followed(void **state)
{
	struct key_decoder *decoder = key_decoder_new();
	struct key key;
	(void)state;
	press(decoder, "\033", 1);
	assert_false(key_decoder_next(decoder, &key));
	assert_true(key_decoder_waits(decoder));
	key_decoder_timeout(decoder);
	assert_true(key_decoder_next(decoder, &key));
	assert_int_equal(key.code, KEY_ESCAPE);
	key_decoder_free(decoder);
}

static void the_mouse_is_read(void **state)
{
	struct key_decoder *decoder = key_decoder_new();
	struct key key, more;
	(void)state;
	key = only_key("\033[<0;12;5M", decoder);
	assert_int_equal(key.code, KEY_PRESS);
	assert_int_equal(key.button, 1);
	assert_int_equal(key.column, 11);
	assert_int_equal(key.row, 4);
	assert_int_equal(only_key("\033[<0;12;5m", decoder).code, KEY_RELEASE);
	assert_int_equal(only_key("\033[<32;13;5M", decoder).code, KEY_DRAG);
	assert_int_equal(only_key("\033[<64;1;1M", decoder).code, KEY_WHEEL_UP);
	assert_int_equal(only_key("\033[<65;1;1M", decoder).code, KEY_WHEEL_DOWN);
	key = only_key("\033[<20;1;1M", decoder);
	assert_int_equal(key.modifiers, KEY_SHIFT | KEY_CTRL);
	/* sideways, a further button, off the screen */
	press(decoder, "\033[<66;1;1M\033[<128;1;1M\033[<0;0;1M", 30);
	assert_false(key_decoder_next(decoder, &more));
	key_decoder_free(decoder);
}

static void answers_of_the_terminal_never_become_text(void **state)
{
	static const char *const answers[] = {
		"\033[?62;22c",	       "\033[>41;354;0c",
		"\033[24;80R",	       "\033[0n",
		"\033[?2026;2$y",      "\033[8;24;80t",
		"\033]11;rgb:0/0/0\a", "\033]52;c;aGFsbG8=\033\\",
		"\033P1+r544e\033\\",  "\033[?1u",
	};
	(void)state;
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		struct key_decoder *decoder = key_decoder_new();
		assert_int_equal(only_key(answers[i], decoder).code, KEY_REPLY);
		key_decoder_free(decoder);
	}
}

static void a_key_let_go_is_no_key(void **state)
{
	struct key_decoder *decoder = key_decoder_new();
	struct key key;
	(void)state;
	press(decoder, "\033[97;5:3u\033[1;1:3A", 17);
	assert_false(key_decoder_next(decoder, &key));
	assert_false(key_decoder_waits(decoder));
	key_decoder_free(decoder);
}

static void a_marked_paste_is_one_event_whatever_is_in_it(void **state)
{
	struct key_decoder *decoder = key_decoder_new();
	struct key key;
	(void)state;
	press(decoder, "\033[200~ein\rTe\033[Axt\x13", 18);
	assert_false(key_decoder_next(decoder, &key));
	press(decoder, " mehr\033[20", 9);
	assert_false(key_decoder_next(decoder, &key));
	press(decoder, "1~x", 3);
	assert_true(key_decoder_next(decoder, &key));
	assert_int_equal(key.code, KEY_PASTE);
	assert_false(key.is_plain);
	assert_span(key.text, "ein\rTe\033[Axt\x13 mehr");
	assert_true(key_decoder_next(decoder, &key));
	assert_int_equal(key.point, 'x');
	key_decoder_free(decoder);
}

static void text_that_comes_at_once_is_a_paste(void **state)
{
	struct key_decoder *decoder = key_decoder_new();
	(void)state;
	struct key key = only_key("Zwei Zeilen,\rzu schnell f\xc3\xbcr Finger", decoder);
	assert_int_equal(key.code, KEY_PASTE);
	assert_true(key.is_plain);
	assert_span(key.text, "Zwei Zeilen,\rzu schnell für Finger");
	press(decoder, "Ein Titel, den ein Skript tippt\r", 32);
	assert_true(key_decoder_next(decoder, &key));
	assert_span(key.text, "Ein Titel, den ein Skript tippt");
	assert_true(key_decoder_next(decoder, &key));
	assert_int_equal(key.code, KEY_ENTER);
	key_decoder_free(decoder);
}

static void a_few_characters_at_once_are_keys(void **state)
{
	struct key_decoder *decoder = key_decoder_new();
	struct key key;
	int count = 0;
	(void)state;
	press(decoder, "langsame Leitung", 16);
	for (; key_decoder_next(decoder, &key); count++)
		assert_int_equal(key.code, KEY_CHARACTER);
	assert_int_equal(count, 16);
	key_decoder_free(decoder);
}

/* No bytes hang it, and what it takes it takes in order. */
static void any_bytes_make_events_and_an_end(void **state)
{
	uint64_t seed = 3;
	(void)state;
	for (int round = 0; round < 2000; round++) {
		struct key_decoder *decoder = key_decoder_new();
		struct key key;
		char bytes[64];
		for (int part = 0; part < 4; part++) {
			size_t length = sample_below(&seed, sizeof bytes);
			for (size_t i = 0; i < length; i++)
				bytes[i] =
					sample_below(&seed, 3)
						? "\033[;:<0127~uMmOP\xc3\xbc$?]\a\\"[sample_below(
							  &seed, 22)]
						: (char)sample_below(&seed, 256);
			press(decoder, bytes, length);
			while (key_decoder_next(decoder, &key))
				assert_int_not_equal(key.code, KEY_NOTHING);
		}
		key_decoder_timeout(decoder);
		for (int i = 0; key_decoder_next(decoder, &key); i++)
			assert_true(i < 300);
		key_decoder_free(decoder);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_sequence_of_the_table_is_its_key),
		cmocka_unit_test(it_does_not_matter_in_which_pieces_bytes_come),
		cmocka_unit_test(names_and_keys_are_each_others_inverse),
		cmocka_unit_test(a_lone_escape_is_a_key_once_nothing_followed),
		cmocka_unit_test(the_mouse_is_read),
		cmocka_unit_test(answers_of_the_terminal_never_become_text),
		cmocka_unit_test(a_key_let_go_is_no_key),
		cmocka_unit_test(a_marked_paste_is_one_event_whatever_is_in_it),
		cmocka_unit_test(text_that_comes_at_once_is_a_paste),
		cmocka_unit_test(a_few_characters_at_once_are_keys),
		cmocka_unit_test(any_bytes_make_events_and_an_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
