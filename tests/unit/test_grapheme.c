#include "unit.h"

#include <locale.h>
#include <wchar.h>

#include "text/grapheme.h"
#include "text/utf8.h"
#include "text_samples.h"

/* Appends what is drawn, cell by cell; a wide cell is followed by "~". */
static const char *drawn(struct span bytes, struct str *out)
{
	struct grapheme_cell cells[GRAPHEME_CELLS];
	struct grapheme grapheme = grapheme_next(bytes, 0, 0);
	int count = grapheme_draw(bytes, &grapheme, cells, GRAPHEME_CELLS);
	str_clear(out);
	for (int i = 0; i < count; i++) {
		for (int j = 0; j < GRAPHEME_POINTS && cells[i].points[j]; j++)
			(void)str_add_point(out, cells[i].points[j]);
		if (cells[i].columns == 2)
			(void)str_add_byte(out, '~');
	}
	return str_text(out);
}

static const struct {
	struct span bytes;
	enum grapheme_kind kind;
	int columns;
	const char *drawn;
} clusters[] = {
	{ SPAN("a"), GRAPHEME_PLAIN, 1, "a" },
	{ SPAN("ü"), GRAPHEME_PLAIN, 1, "ü" },
	{ SPAN("u\u0308"), GRAPHEME_PLAIN, 1, "u\u0308" },
	{ SPAN("漢"), GRAPHEME_PLAIN, 2, "漢~" },
	{ SPAN("…"), GRAPHEME_PLAIN, 1, "…" },
	{ SPAN("\n"), GRAPHEME_NEWLINE, 0, "" },
	{ SPAN("\r\n"), GRAPHEME_NEWLINE, 0, "" },
	{ SPAN("\r"), GRAPHEME_NEWLINE, 0, "" },
	{ SPAN("\t"), GRAPHEME_TAB, 4, "    " },
	{ SPAN("\u00a0"), GRAPHEME_SPACE, 1, " " },
	{ SPAN("\u202f"), GRAPHEME_SPACE, 1, " " },
	{ SPAN("\u2009"), GRAPHEME_SPACE, 1, " " },
	{ SPAN("\u3000"), GRAPHEME_SPACE, 2, "  " },
	/* what must be seen and never obeyed */
	{ SPAN("\0"), GRAPHEME_ESCAPED, 2, "^@" },
	{ SPAN("\x1b"), GRAPHEME_ESCAPED, 2, "^[" },
	{ SPAN("\x7f"), GRAPHEME_ESCAPED, 2, "^?" },
	{ SPAN("\xff"), GRAPHEME_ESCAPED, 4, "<FF>" },
	{ SPAN("\xc2\x9b"), GRAPHEME_ESCAPED, 8, "<U+009B>" },
	{ SPAN("\u00ad"), GRAPHEME_ESCAPED, 8, "<U+00AD>" },
	{ SPAN("\u202e"), GRAPHEME_ESCAPED, 8, "<U+202E>" },
	{ SPAN("\u200b"), GRAPHEME_ESCAPED, 8, "<U+200B>" },
	{ SPAN("\u2028"), GRAPHEME_ESCAPED, 8, "<U+2028>" },
	{ SPAN("\ufe0f"), GRAPHEME_ESCAPED, 8, "<U+FE0F>" },
	{ SPAN("\ue000"), GRAPHEME_ESCAPED, 8, "<U+E000>" },
	{ SPAN("\ufdd0"), GRAPHEME_ESCAPED, 8, "<U+FDD0>" },
	{ SPAN("\U000e0041"), GRAPHEME_ESCAPED, 9, "<U+E0041>" },
	{ SPAN("\U0010ffff"), GRAPHEME_ESCAPED, 10, "<U+10FFFF>" },
	{ SPAN("a\u200d"), GRAPHEME_ESCAPED, 9, "a<U+200D>" },
	{ SPAN("a\U000e0041"), GRAPHEME_ESCAPED, 10, "a<U+E0041>" },
	{ SPAN("a\U000e0041\U000e0042"), GRAPHEME_ESCAPED, 11, "a<U+E0041>˖" },
	{ SPAN("👍\U000e0041"), GRAPHEME_ESCAPED, 11, "👍~<U+E0041>" },
	{ SPAN("漢\ufe00"), GRAPHEME_ESCAPED, 10, "漢~<U+FE00>" },
	/* what terminals do not agree about */
	{ SPAN("👍"), GRAPHEME_PLAIN, 2, "👍~" },
	{ SPAN("👍\ufe0f"), GRAPHEME_PLAIN, 2, "👍~" },
	{ SPAN("👍🏽"), GRAPHEME_SEQUENCE, 3, "👍~˖" },
	{ SPAN("👩\u200d👩\u200d👧"), GRAPHEME_SEQUENCE, 3, "👩~˖" },
	{ SPAN("🏳\ufe0f\u200d🌈"), GRAPHEME_SEQUENCE, 2, "🏳˖" },
	{ SPAN("❤"), GRAPHEME_PLAIN, 1, "❤" },
	{ SPAN("❤\ufe0f"), GRAPHEME_SEQUENCE, 2, "❤˖" },
	{ SPAN("❤\ufe0e"), GRAPHEME_PLAIN, 1, "❤" },
	{ SPAN("🇨🇭"), GRAPHEME_PLAIN, 2, "🇨🇭" },
	{ SPAN("🇨"), GRAPHEME_PLAIN, 1, "🇨" },
	{ SPAN("1\ufe0f\u20e3"), GRAPHEME_PLAIN, 1, "1\u20e3" },
	{ SPAN("1\ufe0f"), GRAPHEME_ESCAPED, 9, "1<U+FE0F>" },
	{ SPAN("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"),
	  GRAPHEME_SEQUENCE, 3, "🏴~˖" },
	{ SPAN("🏴\U000e0067\U000e0062"), GRAPHEME_ESCAPED, 12, "🏴~<U+E0067>˖" },
	{ SPAN("🏴\U000e007f"), GRAPHEME_ESCAPED, 11, "🏴~<U+E007F>" },
	{ SPAN("🏴\U000e0067\U000e007f\U000e0041"), GRAPHEME_ESCAPED, 12, "🏴~<U+E0067>˖" },
	/* marks */
	{ SPAN("\u0301"), GRAPHEME_PLAIN, 1, "◌\u0301" },
	{ SPAN(" \u0301"), GRAPHEME_PLAIN, 1, "◌\u0301" },
	{ SPAN("e\u0301\u0302\u0303"), GRAPHEME_PLAIN, 1, "e\u0301\u0302\u0303" },
	{ SPAN("e\u0301\u0302\u0303\u0304"), GRAPHEME_SEQUENCE, 2, "e\u0301\u0302\u0303˖" },
	{ SPAN("e\u0301\u0302\u0303\u0304\u200d"), GRAPHEME_ESCAPED, 2, "e\u0301\u0302\u0303˖" },
	{ SPAN("\u0915\u093f"), GRAPHEME_PLAIN, 2, "\u0915\u093f" },
	{ SPAN("\u1112\u1161\u11ab"), GRAPHEME_PLAIN, 2, "\u1112\u1161\u11ab~" },
};

static void each_kind_of_cluster_is_drawn_as_promised(void **state)
{
	(void)state;
	struct str out = { 0 };
	for (size_t i = 0; i < sizeof clusters / sizeof *clusters; i++) {
		struct grapheme grapheme = grapheme_next(clusters[i].bytes, 0, 0);
		assert_string_equal(drawn(clusters[i].bytes, &out), clusters[i].drawn);
		assert_int_equal(grapheme.length, clusters[i].bytes.length);
		assert_int_equal(grapheme.columns, clusters[i].columns);
		assert_int_equal(grapheme.kind, clusters[i].kind);
	}
	str_release(&out);
}

static bool breaks_agree(struct span text, const char *breaks)
{
	bool agree = true;
	for (size_t at = 0, start = 0; at <= text.length; at++) {
		bool expected = breaks[at] == '1';
		agree &= grapheme_is_boundary(text, at) == expected;
		if (expected && at > 0)
			agree &= grapheme_before(text, at) == start &&
				 start + grapheme_next(text, start, 0).length == at;
		start = expected ? at : start;
	}
	return agree;
}

/* Lines that may differ: the file is of Unicode 15, libunistring 1.0 of Unicode 14. */
enum { KNOWN_TO_DIFFER = 0 };

static void clusters_end_where_unicode_says(void **state)
{
	(void)state;
	int lines,
		differ = sample_run_break_test("/usr/share/unicode/auxiliary/GraphemeBreakTest.txt",
					       breaks_agree, &lines);
	if (differ < 0)
		skip();
	print_message("%d of %d lines differ\n", differ, lines);
	assert_true(lines > 500);
	assert_in_range(differ, 0, KNOWN_TO_DIFFER);
}

/* Emoji that the C library has not heard of. */
static bool is_coming(uint32_t point)
{
	return point >= 0x1f300 && point <= 0x1faff && wcwidth((wchar_t)point) < 0;
}

/* Nothing drawn may be a control, invisible or a half; base and columns as the C library, a source
 * of its own, has them. */
static void check_cells(const struct grapheme *grapheme, const struct grapheme_cell *cells,
			int count, uint32_t of)
{
	int columns = 0;
	for (int i = 0; i < count; i++) {
		columns += cells[i].columns;
		int columns_of_base =
			is_coming(cells[i].points[0]) ? 2 : wcwidth((wchar_t)cells[i].points[0]);
		if (columns_of_base != cells[i].columns)
			fail_msg("U+%04X: base %x is not %d wide", of, cells[i].points[0],
				 cells[i].columns);
		for (int j = 1; j < GRAPHEME_POINTS && cells[i].points[j]; j++)
			if (wcwidth((wchar_t)cells[i].points[j]) != 0)
				fail_msg("U+%04X: %x is no mark", of, cells[i].points[j]);
		for (int j = 0; j < GRAPHEME_POINTS && cells[i].points[j]; j++) {
			uint32_t c = cells[i].points[j];
			if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x61c ||
			    (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
			    (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || c == 0x180e ||
			    (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xfff9 && c <= 0xfffb) ||
			    (c >= 0xe000 && c <= 0xf8ff) || c >= 0xe0000 ||
			    (c >= 0xd800 && c < 0xe000) || (c & 0xfffe) == 0xfffe)
				fail_msg("U+%04X: draws U+%04X", of, c);
		}
	}
	if (columns != grapheme->columns)
		fail_msg("U+%04X: %d columns drawn, %d said", of, columns, grapheme->columns);
}

static void no_point_reaches_the_terminal_as_a_control(void **state)
{
	(void)state;
	struct grapheme_cell cells[GRAPHEME_CELLS];
	struct str text = { 0 };
	for (uint32_t point = 0; point <= 0x10ffff; point++) {
		str_clear(&text);
		(void)str_add_point(&text, point);
		struct span bytes = str_span(&text);
		struct grapheme grapheme = grapheme_next(bytes, 0, 0);
		bytes.length = grapheme.length; /* a surrogate is three invalid bytes */
		int count = grapheme_draw(bytes, &grapheme, cells, GRAPHEME_CELLS);
		check_cells(&grapheme, cells, count, point);
		if (grapheme.columns == 0 && point != '\n' && point != '\r')
			fail_msg("U+%04X is not to be seen", point);
	}
	str_release(&text);
}

/* General category by UnicodeData.txt, a source of its own: no Cc, Cf, Co, Cs, Zl, Zp is plain. */
static void whatever_unicode_calls_a_format_is_escaped(void **state)
{
	(void)state;
	FILE *file = fopen("/usr/share/unicode/UnicodeData.txt", "r");
	if (!file)
		skip();
	char line[1024];
	struct str text = { 0 };
	int seen = 0;
	while (fgets(line, sizeof line, file)) {
		struct span rest = span_of(line), number, name, category;
		(void)span_next(&rest, ';', &number);
		(void)span_next(&rest, ';', &name);
		(void)span_next(&rest, ';', &category);
		unsigned long point = strtoul(line, NULL, 16);
		bool is_odd = category.at[0] == 'C' || span_equal(category, SPAN("Zl")) ||
			      span_equal(category, SPAN("Zp"));
		if (!is_odd || point == '\n' || point == '\r' || point == '\t')
			continue;
		str_clear(&text);
		(void)str_add_point(&text, (unsigned)point);
		if (grapheme_next(str_span(&text), 0, 0).kind != GRAPHEME_ESCAPED)
			fail_msg("U+%04lX is not escaped", point);
		seen++;
	}
	(void)fclose(file);
	str_release(&text);
	assert_true(seen > 200);
}

static void any_cluster_of_any_bytes_is_drawn_as_wide_as_it_is_said_to_be(void **state)
{
	(void)state;
	uint64_t seed = 99;
	struct str text = { 0 };
	struct grapheme_cell cells[GRAPHEME_CELLS];
	for (int round = 0; round < 500; round++) {
		str_clear(&text);
		sample_add(&text, &seed, 300, false);
		struct span all = str_span(&text);
		int column = 0;
		size_t count = 0;
		for (size_t at = 0; at < all.length; count++) {
			struct grapheme grapheme = grapheme_next(all, at, column);
			struct span bytes = span_slice(all, at, at + grapheme.length);
			assert_true(grapheme.length > 0);
			int drew = grapheme_draw(bytes, &grapheme, cells, GRAPHEME_CELLS);
			check_cells(&grapheme, cells, drew, utf8_at(bytes, 0).value);
			column += grapheme.columns;
			at += grapheme.length;
		}
		assert_int_equal(grapheme_count(all), count);
		assert_int_equal(grapheme_columns(all), column);
	}
	str_release(&text);
}

static void backwards_finds_the_same_clusters_as_forwards(void **state)
{
	(void)state;
	uint64_t seed = 7;
	struct str text = { 0 };
	for (int round = 0; round < 300; round++) {
		str_clear(&text);
		sample_add(&text, &seed, 300, false);
		struct span all = str_span(&text);
		for (size_t at = 0; at < all.length;) {
			size_t end = at + grapheme_next(all, at, 0).length;
			for (size_t i = at + 1; i <= end; i++) {
				assert_int_equal(grapheme_before(all, i), at);
				assert_int_equal(grapheme_is_boundary(all, i), i == end);
			}
			at = end;
		}
	}
	str_release(&text);
}

/* All emoji of the system's emoji-test.txt, and three of Unicode 16, are pictures, not escapes. */
static void every_emoji_is_drawn_as_one(void **state)
{
	static const struct span later[] = { SPAN("\U0001fae9"), SPAN("\U0001fa89"),
					     SPAN("\U0001fadf") };
	(void)state;
	FILE *file = fopen("/usr/share/unicode/emoji/emoji-test.txt", "r");
	if (!file)
		skip();
	char line[1024];
	struct str text = { 0 };
	int seen = 0;
	while (fgets(line, sizeof line, file)) {
		str_clear(&text);
		for (char *at = line, *end; strtoul(at, &end, 16) > 0 && end > at; at = end)
			(void)str_add_point(&text, (uint32_t)strtoul(at, NULL, 16));
		if (text.length == 0 || !strstr(line, "qualified"))
			continue;
		struct grapheme grapheme = grapheme_next(str_span(&text), 0, 0);
		if (grapheme.length != text.length || grapheme.kind == GRAPHEME_ESCAPED ||
		    grapheme.columns > 3)
			fail_msg("%d columns, kind %d: %s", grapheme.columns, grapheme.kind, line);
		seen++;
	}
	(void)fclose(file);
	str_release(&text);
	assert_true(seen > 3000);
	for (size_t i = 0; i < sizeof later / sizeof *later; i++) {
		struct grapheme grapheme = grapheme_next(later[i], 0, 0);
		assert_int_equal(grapheme.kind, GRAPHEME_PLAIN);
		assert_int_equal(grapheme.columns, 2);
	}
}

static void a_tab_goes_to_the_next_stop(void **state)
{
	(void)state;
	assert_int_equal(grapheme_next(SPAN("\t"), 0, 1).columns, 3);
	assert_int_equal(grapheme_next(SPAN("\t"), 0, 3).columns, 1);
	assert_int_equal(grapheme_next(SPAN("\t"), 0, 4).columns, 4);
	assert_int_equal(grapheme_columns(SPAN("ab\tc")), 5);
}

static void a_heap_of_marks_costs_no_more_than_its_first_bytes(void **state)
{
	(void)state;
	struct str text = { 0 };
	(void)str_add(&text, SPAN("Z"));
	for (int i = 0; i < 100000; i++)
		(void)str_add(&text, SPAN("\u0301"));
	struct span all = str_span(&text);
	struct grapheme first = grapheme_next(all, 0, 0);
	assert_in_range(first.length, 200, 256);
	assert_int_equal(first.columns, 2);
	size_t before = grapheme_before(all, all.length);
	assert_in_range(all.length - before, 1, 260);
	assert_int_equal(utf8_boundary(all, before), before);
	str_release(&text);
}

static void no_more_cells_are_drawn_than_asked_for(void **state)
{
	(void)state;
	struct grapheme_cell cells[2];
	struct grapheme escaped = grapheme_next(SPAN("\u202e"), 0, 0);
	assert_int_equal(grapheme_draw(SPAN("\u202e"), &escaped, cells, 2), 2);
	struct grapheme tab = grapheme_next(SPAN("\t"), 0, 0);
	assert_int_equal(grapheme_draw(SPAN("\t"), &tab, cells, 2), 2);
	struct grapheme plain = grapheme_next(SPAN("a"), 0, 0);
	assert_int_equal(grapheme_draw(SPAN("a"), &plain, cells, 0), 0);
	assert_int_equal(grapheme_next(SPAN(""), 0, 0).length, 0);
}

int main(void)
{
	if (!setlocale(LC_ALL, "C.UTF-8"))
		return 1;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_kind_of_cluster_is_drawn_as_promised),
		cmocka_unit_test(clusters_end_where_unicode_says),
		cmocka_unit_test(no_point_reaches_the_terminal_as_a_control),
		cmocka_unit_test(whatever_unicode_calls_a_format_is_escaped),
		cmocka_unit_test(any_cluster_of_any_bytes_is_drawn_as_wide_as_it_is_said_to_be),
		cmocka_unit_test(backwards_finds_the_same_clusters_as_forwards),
		cmocka_unit_test(every_emoji_is_drawn_as_one),
		cmocka_unit_test(a_tab_goes_to_the_next_stop),
		cmocka_unit_test(a_heap_of_marks_costs_no_more_than_its_first_bytes),
		cmocka_unit_test(no_more_cells_are_drawn_than_asked_for),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
