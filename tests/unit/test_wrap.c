#include "unit.h"

#include <time.h>

#include "text/grapheme.h"
#include "text/utf8.h"
#include "text/wrap.h"
#include "text_samples.h"

/* The rows, each followed by |. */
static void assert_rows(struct span line, int columns, const char *expected)
{
	struct str out = { 0 };
	for (size_t at = 0; at < line.length;) {
		size_t end = wrap_row_end(line, at, columns);
		(void)str_add(&out, span_slice(line, at, end));
		(void)str_add_byte(&out, '|');
		at = end;
	}
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
}

static void rows_break_between_words(void **state)
{
	(void)state;
	assert_rows(SPAN("Letzte Woche fragte mich"), 12, "Letzte Woche |fragte mich|");
	assert_rows(SPAN("Letzte Woche fragte mich"), 11, "Letzte |Woche |fragte mich|");
	assert_rows(SPAN("eins zwei"), 4, "eins |zwei|");
	assert_rows(SPAN("eins zwei"), 5, "eins |zwei|");
	assert_rows(SPAN("über größe"), 4, "über |größ|e|");
	assert_rows(SPAN("漢字漢字"), 5, "漢字|漢字|");
	assert_rows(SPAN("Ja. Alle. Nein"), 9, "Ja. Alle. |Nein|");
	assert_rows(SPAN(""), 5, "");
}

static void white_space_hangs_over_the_edge(void **state)
{
	(void)state;
	assert_rows(SPAN("eins      zwei"), 5, "eins      |zwei|");
	assert_rows(SPAN("eins\t\tzwei"), 4, "eins\t\t|zwei|");
	assert_rows(SPAN("eins      "), 4, "eins      |");
	assert_rows(SPAN("eins\u2003\u2003zwei"), 4, "eins\u2003\u2003|zwei|");
	assert_rows(SPAN("      eins"), 4, "      |eins|");
}

static void breaks_are_where_unicode_allows_them(void **state)
{
	(void)state;
	assert_rows(SPAN("die AHV-Nummer"), 8, "die AHV-|Nummer|");
	assert_rows(SPAN("um\u00a0acht Uhr"), 6, "um\u00a0ach|t Uhr|");
	assert_rows(SPAN("am 1.\u00a0August frei"), 11, "am |1.\u00a0August |frei|");
	assert_rows(SPAN("kostet 5 % mehr"), 8, "kostet 5 |% mehr|");
	assert_rows(SPAN("oui\u202f! et"), 4, "oui\u202f|! et|");
	assert_rows(SPAN("er (sie) sagt"), 4, "er |(sie|) |sagt|");
	assert_rows(SPAN("ab, cd; ef"), 3, "ab, |cd; |ef|");
	assert_rows(SPAN("wow!toll da"), 6, "wow!|toll |da|");
	assert_rows(SPAN("so ( wie"), 6, "so |( wie|");
	assert_rows(SPAN("so z.B. heute"), 6, "so |z.B. |heute|");
	assert_rows(SPAN("die Kolleg:innen"), 12, "die |Kolleg:innen|");
	assert_rows(SPAN("漢漢,漢"), 5, "漢漢,|漢|");
}

static void a_word_longer_than_the_row_is_cut_between_graphemes(void **state)
{
	(void)state;
	assert_rows(SPAN("Donaudampf"), 4, "Dona|udam|pf|");
	assert_rows(SPAN("👩‍👩‍👧👍🏽"), 3, "👩‍👩‍👧|👍🏽|");
	assert_rows(SPAN("漢字"), 1, "漢|字|");
	assert_rows(SPAN("u\u0308u\u0308u\u0308"), 2, "u\u0308u\u0308|u\u0308|");
}

/* Columns and graphemes of a row without the white space that hangs at its end. */
static int columns_of(struct span row, size_t *graphemes)
{
	int column = 0, inked = 0;
	size_t count = 0;
	for (size_t at = 0; at < row.length;) {
		struct grapheme grapheme = grapheme_next(row, at, column);
		uint32_t point = utf8_at(row, at).value;
		bool hangs = point == ' ' || point == '\t' || point == 0x2003 || point == 0x3000;
		column += grapheme.columns;
		count++;
		if (!hangs || grapheme.length > utf8_at(row, at).length) {
			inked = column;
			*graphemes = count;
		}
		at += grapheme.length;
	}
	return inked;
}

static void check_line(struct span line, int columns)
{
	for (size_t at = 0; at < line.length;) {
		size_t end = wrap_row_end(line, at, columns), graphemes = 0;
		assert_in_range(end, at + 1, line.length);
		assert_true(grapheme_is_boundary(line, end));
		int wide = columns_of(span_slice(line, at, end), &graphemes);
		if (wide > columns && graphemes > 1)
			fail_msg("a row of %d in %d columns: «%.*s»", wide, columns,
				 (int)(end - at), line.at + at);
		at = end;
	}
	assert_int_equal(wrap_row_end(line, line.length, columns), line.length);
}

static void rows_of_any_bytes_cover_all_and_stay_within_their_width(void **state)
{
	(void)state;
	uint64_t seed = 41;
	struct str line = { 0 };
	for (int columns = 1; columns <= 100; columns++)
		for (int round = 0; round < 20; round++) {
			str_clear(&line);
			sample_add(&line, &seed, 20 + sample_below(&seed, 600), true);
			check_line(str_span(&line), columns);
		}
	str_release(&line);
}

/* As rows_break_between_words says it, slowly: greedy words, each with its spaces. */
static size_t naive_row_end(struct span line, size_t at, size_t columns)
{
	size_t end = at;
	while (end < line.length) {
		size_t word = end;
		while (word < line.length && line.at[word] != ' ')
			word++;
		if (word - at > columns)
			return end > at ? end : at + columns;
		for (end = word; end < line.length && line.at[end] == ' ';)
			end++;
	}
	return end;
}

static void plain_words_wrap_as_a_naive_reference_does(void **state)
{
	(void)state;
	uint64_t seed = 43;
	struct str line = { 0 };
	for (int round = 0; round < 2000; round++) {
		str_clear(&line);
		(void)str_add_byte(&line, 'x');
		while (line.length < 200) {
			for (size_t i = sample_below(&seed, 12); i > 0; i--)
				(void)str_add_byte(&line, (char)('a' + sample_below(&seed, 26)));
			if (line.length && line.at[line.length - 1] != ' ' &&
			    sample_below(&seed, 6) == 0)
				(void)str_add_byte(&line, ".,;:"[sample_below(&seed, 4)]);
			for (size_t i = sample_below(&seed, 3); i > 0; i--)
				(void)str_add_byte(&line, ' ');
		}
		struct span all = str_span(&line);
		size_t columns = 1 + sample_below(&seed, 60);
		for (size_t at = 0, end; at < all.length; at = end) {
			end = wrap_row_end(all, at, (int)columns);
			size_t expected = naive_row_end(all, at, columns);
			if (end != expected)
				fail_msg("%zu columns: «%.*s» should be «%.*s» of «%s»", columns,
					 (int)(end - at), all.at + at, (int)(expected - at),
					 all.at + at, all.at + at);
		}
	}
	str_release(&line);
}

static void a_row_of_a_long_line_costs_a_row(void **state)
{
	(void)state;
	struct str line = { 0 };
	while (line.length < 1 << 20)
		(void)str_add(&line, SPAN("Früher hiess es «Ja, das geht», heute: AHV-Nummer? "));
	clock_t start = clock();
	int rows = 0;
	for (size_t at = 0; at < line.length; rows++)
		at = wrap_row_end(str_span(&line), at, 72);
	print_message("1 MB in %d rows, %.2f us a row\n", rows,
		      (double)(clock() - start) * 1e6 / CLOCKS_PER_SEC / rows);
	assert_true(rows > 10000);
	str_clear(&line);
	while (line.length < 1 << 20)
		(void)str_add_byte(&line, 'x');
	assert_int_equal(wrap_row_end(str_span(&line), 7, 80), 87);
	assert_int_equal(wrap_row_end(str_span(&line), 7, 5000), 5007);
	str_release(&line);
}

/* ---- LineBreakTest.txt ---- */

static bool is_one_of(uint32_t point, const char *points)
{
	struct span all = span_of(points);
	for (size_t at = 0; at < all.length; at += utf8_at(all, at).length)
		if (utf8_at(all, at).value == point)
			return true;
	return false;
}

/* The point before `at`, marks and spaces on the way left out. */
static uint32_t base_before(struct span text, size_t at)
{
	struct utf8_point point = utf8_before(text, at);
	while (point.length && is_one_of(point.value, " \u0308")) {
		at -= point.length;
		point = utf8_before(text, at);
	}
	return point.value;
}

/* Where rows break otherwise than the file says, and why. */
static bool is_meant(struct span text, size_t at)
{
	static const char brackets[] = "(){}[]\u2329\u232a";
	uint32_t before = base_before(text, at), after = utf8_at(text, at).value;
	/* What a reader sees as one character is never cut, not even a space with an accent. */
	if (!grapheme_is_boundary(text, at))
		return true;
	/* Spaces at the beginning of a line are no row of their own. */
	if (span_trim(span_slice(text, 0, at)).length == 0 || before == ' ')
		return true;
	/* What an object is in a post nobody knows. */
	if (before == 0xfffc || after == 0xfffc)
		return true;
	/* 1.5, z.B.2, 10:30, a/1 stay whole (LB25 as the file's note 8 leaves open). */
	if (is_one_of(before, ".,:;/") && (after < 0x2e80 || after >= 0x10000))
		return true;
	/* So do 100(%) and $(5). */
	if ((is_one_of(before, "%$\\") && is_one_of(after, brackets)) ||
	    (is_one_of(after, "%$") && is_one_of(before, brackets)))
		return true;
	/* Nobody puts a dot on half a flag. */
	if (is_one_of(before, "\U0001f1e6") && is_one_of(after, "\U0001f1e6"))
		return true;
	/* LB14, LB16 behind spaces: the library has them for other brackets only. */
	return is_one_of(before, brackets) && text.at[at - 1] == ' ';
}

static bool rows_agree(struct span text, const char *breaks)
{
	bool agree = true;
	/* A row knows lines only. */
	for (size_t at = 0; at < text.length; at += utf8_at(text, at).length)
		if (is_one_of(utf8_at(text, at).value, "\n\v\f\r\xc2\x85\u2028\u2029"))
			return true;
	for (size_t at = 1; at < text.length; at++)
		if (wrap_may_break(text, at) != (breaks[at] == '1'))
			agree &= is_meant(text, at);
	return agree;
}

static void lines_break_where_unicode_says(void **state)
{
	(void)state;
	int lines, differ = sample_run_break_test("/usr/share/unicode/auxiliary/LineBreakTest.txt",
						  rows_agree, &lines);
	if (differ < 0)
		skip();
	assert_true(lines > 7000);
	assert_int_equal(differ, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_break_between_words),
		cmocka_unit_test(white_space_hangs_over_the_edge),
		cmocka_unit_test(breaks_are_where_unicode_allows_them),
		cmocka_unit_test(a_word_longer_than_the_row_is_cut_between_graphemes),
		cmocka_unit_test(rows_of_any_bytes_cover_all_and_stay_within_their_width),
		cmocka_unit_test(plain_words_wrap_as_a_naive_reference_does),
		cmocka_unit_test(lines_break_where_unicode_says),
		cmocka_unit_test(a_row_of_a_long_line_costs_a_row),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
