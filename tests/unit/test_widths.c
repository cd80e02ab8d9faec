/*
 * No message of the desk is wider than its place, in any language. The places are calls and table
 * rows of src/desk that a message stands in; how it is drawn there is seen by screen/test_places.c.
 */
#include "unit.h"

#include <glob.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/str.h"
#include "desk/desk.h"

enum {
	SMALL = DESK_COLUMNS - 14, /* within the frame of an overlay, in the smallest window */
	USUAL = 80 - 14,	   /* at 80 columns; in a smaller window keys are left out */
	PANEL = DESK_PANEL - 1,
	KEY = 18, /* beside its key; those that lead to all others have room in any window */
	STATUS = 3 * (DESK_COLUMNS - 2), /* rows of the status line, words broken off and values */
};

/* A message that stands in this argument (from 0) of what begins so; "" of a file: in any. */
static const struct place {
	const char *file, *begin;
	int argument, columns;
} places[] = {
	{ "", "overlay_page(", 1, SMALL },
	{ "", "overlay_list(", 1, SMALL },
	{ "", "overlay_input(", 1, SMALL },
	{ "", "overlay_page(", 3, USUAL },
	{ "", "overlay_list(", 2, USUAL },
	{ "", "overlay_input(", 3, USUAL },
	{ "", "overlay_item(", 1, SMALL + 2 - 5 },
	{ "", "desk_say(", 1, STATUS },
	{ "commands_", "{ \"", 1, SMALL + 2 - 5 },
	{ "panel_checklist.c", "{ FAMILY_", 1, 11 },
	{ "panel_checklist.c", "{ FAMILY_", 2, PANEL - 14 },
	{ "panel_checklist.c", "str_add(", 1, PANEL - 14 },
	{ "panel_checklist.c", "draw_words(", 2, PANEL - 14 },
	{ "panel_rewrite.c", "keys[] = {", -1, 25 },
	{ "panel.c", "canvas_text(", 5, PANEL },
	{ "learning_page.c", "draw_keys(", 4, PANEL },
	{ "review.c", "keys[] = {", -1, PANEL },
	{ "review.c", "keys[READING_KEYS][2] = {", -1, KEY },
	{ "screen_frame.c", "key_line[] = {", -1, KEY },
	{ "find.c", " item(", 1, KEY },
	{ "find.c", " option(", 1, KEY },
};

static const char *const languages[] = { "de", "fr", "it", "en" };

/* Where the string literal that starts there ends, behind its quotation mark. */
static size_t string_end(struct span source, size_t at)
{
	for (at++; at < source.length && source.at[at] != '"'; at++)
		at += source.at[at] == '\\';
	return at + 1;
}

/* The bytes that a literal stands for. */
static void add_literal(struct span literal, struct str *out)
{
	for (size_t i = 1; i + 1 < literal.length; i++) {
		char c = literal.at[i];
		if (c == '\\')
			c = literal.at[++i] == 'n' ? '\n' : literal.at[i];
		(void)str_add_byte(out, c);
	}
}

/* Columns of the message in that language; a value in it is taken for one of three columns. */
static int columns_of(const char *message)
{
	struct str shown = { 0 };
	for (const char *text = i18n_text(message); *text; text++) {
		if (*text == '%' && text[1] != '%') {
			(void)str_add(&shown, SPAN("000"));
			text += 1 + strcspn(text + 1, "sduc");
			continue;
		}
		(void)str_add_byte(&shown, *text);
	}
	int columns = grapheme_columns(str_span(&shown));
	str_release(&shown);
	return columns;
}

/* Of the keys below an overlay those before the last are left out in a smaller window; where there
 * are two, none is. */
static int room_of(const struct place *place, const char *message)
{
	size_t first = span_find(span_of(message), SPAN(" · "), 0), length = strlen(message);
	bool may_lose =
		first < length && span_find(span_of(message), SPAN(" · "), first + 1) < length;
	return place->columns == USUAL && !may_lose ? SMALL : place->columns;
}

static void expect_room(const struct place *place, const char *path, const char *message)
{
	int room = room_of(place, message);
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
		i18n_init(languages[i]);
		if (columns_of(message) > room)
			fail_msg("%s, %s: %d columns, room for %d: %s", path, languages[i],
				 columns_of(message), room, i18n_text(message));
	}
}

/* The message whose first literal starts at `at`, with those behind it; where it ends. */
static size_t take_message(struct span source, size_t at, struct str *message)
{
	str_clear(message);
	while (at < source.length && source.at[at] == '"') {
		size_t end = string_end(source, at);
		add_literal(span_slice(source, at, end), message);
		at = end + strspn(source.at + end, " \t\n");
	}
	return at;
}

/* From behind the opening bracket to its closing one. Returns how many messages stand there. */
static size_t look_at(const struct place *place, const char *path, struct span source, size_t at)
{
	struct str message = { 0 };
	size_t count = 0;
	int depth = 1, argument = 0;
	while (at < source.length && depth > 0) {
		struct span rest = span_slice(source, at, source.length);
		bool marked = span_starts(rest, SPAN("_(\"")) || span_starts(rest, SPAN("N_(\""));
		if (marked) {
			at = take_message(source, at + span_find(rest, SPAN("\""), 0), &message);
			depth++;
			if (place->argument < 0 || place->argument == argument) {
				expect_room(place, path, str_text(&message));
				count++;
			}
			continue;
		}
		if (source.at[at] == '"') {
			at = string_end(source, at);
			continue;
		}
		depth += strchr("({", source.at[at]) != NULL;
		depth -= strchr(")}", source.at[at]) != NULL;
		argument += depth == 1 && source.at[at] == ',';
		at++;
	}
	str_release(&message);
	return count;
}

static size_t look_through(const struct place *place, const char *path)
{
	struct str source = { 0 };
	size_t count = 0, at = 0;
	assert_true(file_read(path, 1 << 20, &source, NULL, NULL));
	struct span all = str_span(&source), begin = span_of(place->begin);
	while ((at = span_find(all, begin, at)) < all.length) {
		/* What begins with a quotation mark is looked at from there on. */
		bool quoted = begin.at[begin.length - 1] == '"';
		at += begin.length - quoted;
		count += look_at(place, path, all, at);
	}
	str_release(&source);
	return count;
}

static void every_message_has_room_where_it_stands(void **state)
{
	(void)state;
	glob_t files;
	(void)setenv("TONFALL_DATADIR", "build/share/tonfall", 1);
	assert_int_equal(glob("src/desk/*.c", 0, NULL, &files), 0);
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		size_t count = 0;
		for (size_t k = 0; k < files.gl_pathc; k++)
			if (strstr(files.gl_pathv[k], places[i].file))
				count += look_through(&places[i], files.gl_pathv[k]);
		/* A place that no message stands in is a mistake of this table. */
		if (count == 0)
			fail_msg("nothing in %s begins with %s", places[i].file, places[i].begin);
	}
	globfree(&files);
}

/* In the checklist, beside its family; hints end there between words and are told whole below. */
static void praise_has_room_beside_its_family(void **state)
{
	struct packs packs = { 0 };
	size_t count = 0;
	(void)state;
	packs_read(&packs, "build/share/tonfall/rules");
	packs_finish(&packs);
	for (size_t i = 0; i < packs.rules.count; i++)
		for (int k = LANGUAGE_DE; k < LANGUAGE_COUNT && packs.rules.at[i]->praise; k++) {
			const char *text =
				rule_text(packs.rules.at[i], FINDING_MESSAGE, (enum language)k);
			if (grapheme_columns(span_of(text)) > PANEL - 14)
				fail_msg("%s, %s: %s", packs.rules.at[i]->id,
					 language_code((enum language)k), text);
			count++;
		}
	assert_true(count > 0);
	packs_release(&packs);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_message_has_room_where_it_stands),
		cmocka_unit_test(praise_has_room_beside_its_family),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
