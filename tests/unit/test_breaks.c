/*
 * Our tokens and sentences beside the words and sentences of Unicode (UAX #29), over Unicode's own
 * tests. Where we part from them we do so on purpose: each row of a table is one such rule, put to
 * Unicode's result; with all rules it must be ours exactly. How many lines a rule changes is fixed,
 * so that neither a rule nor a difference comes or goes unseen.
 */
#include "unit.h"

#include "base/arr.h"
#include "lang/analysis.h"
#include "lang/fold.h"
#include "text/grapheme.h"
#include "text/utf8.h"
#include "text_samples.h"

struct piece {
	size_t start, end;
};

struct pieces ARR(struct piece);

static uint32_t point_at(struct span text, size_t at)
{
	return utf8_at(text, at).value;
}

static size_t behind(struct span text, size_t at)
{
	return at + utf8_at(text, at).length;
}

static bool is_mark(uint32_t c)
{
	return c >= 0x300 && c < 0x370;
}

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(uint32_t c)
{
	return fold_is_letter(c) && !is_mark(c);
}

static bool is_picture(uint32_t c)
{
	return c != UTF8_INVALID && (c >= 0x1f000 || (c >= 0x2300 && c < 0x3000));
}

/* The point behind `at` that is no mark and not invisible. */
static uint32_t next_seen(struct span text, size_t at)
{
	do
		at = behind(text, at);
	while (is_mark(point_at(text, at)) || fold_is_format(point_at(text, at)));
	return point_at(text, at);
}

static uint32_t last_seen(struct span text, size_t at)
{
	struct utf8_point point;
	do {
		point = utf8_before(text, at);
		at -= point.length;
	} while (point.length && (is_mark(point.value) || fold_is_format(point.value)));
	return point.length ? point.value : 0;
}

/* Is a mark among the marks and invisible points from `at` on? */
static bool has_mark(struct span text, size_t at)
{
	while (fold_is_format(point_at(text, at)))
		at = behind(text, at);
	return is_mark(point_at(text, at));
}

static bool has(struct span text, struct piece word, bool (*is)(uint32_t))
{
	for (size_t at = word.start; at < word.end; at = behind(text, at))
		if (is(point_at(text, at)))
			return true;
	return false;
}

static bool is_seen(uint32_t c)
{
	return is_letter(c) || is_digit(c) || is_picture(c);
}

/* ---- words: what a rule takes out of a word, or which words it makes one ---- */

/* What is invisible belongs to a word when letters of it follow. */
static bool is_invisible(struct span text, struct piece word, size_t at)
{
	size_t next = at;
	if (is_picture(point_at(text, word.start)))
		return false;
	while (fold_is_format(point_at(text, next)))
		next = behind(text, next);
	bool is_number = is_digit(point_at(text, word.start));
	return next > at && (is_number || !(fold_is_letter(point_at(text, next)) ||
					    is_digit(point_at(text, next))));
}

/* _ is a sign of the text around a word (_so_, 1_1), and within one only beside letters. */
static bool is_underscore(struct span text, struct piece word, size_t at)
{
	uint32_t c = point_at(text, at);
	size_t next = behind(text, at);
	if (is_mark(c) || fold_is_format(c))
		return last_seen(text, at) == '_' || last_seen(text, at) == 0;
	return c == '_' &&
	       !(is_letter(point_at(text, word.start)) && is_seen(last_seen(text, at)) &&
		 (is_letter(point_at(text, next)) || is_digit(point_at(text, next))));
}

/* A colon parts words (Ziel: in Bern) but where the ending of a gender form follows it at once. */
static bool is_colon(struct span text, struct piece word, size_t at)
{
	uint32_t next = point_at(text, behind(text, at));
	(void)word;
	if (point_at(text, at) == ':')
		return !(next >= 'a' && next <= 'z');
	return last_seen(text, at) == ':' && is_mark(point_at(text, at));
}

/* The signs within numbers stand right between their digits, and an apostrophe has no marks. */
static bool is_loose_sign(struct span text, struct piece word, size_t at)
{
	uint32_t c = point_at(text, at), before = last_seen(text, at);
	(void)word;
	if (is_mark(c) || fold_is_format(c))
		return (before == '\'' && has_mark(text, at)) ||
		       ((before == '.' || before == ',' || before == '\'') &&
			is_digit(next_seen(text, at)));
	if (c != '\'' && c != '.' && c != ',')
		return false;
	return is_digit(before) ? !is_digit(point_at(text, behind(text, at)))
				: has_mark(text, behind(text, at));
}

/* Quotation marks stand for gershayim in no text of our four languages. */
static bool is_hebrew_quote(struct span text, struct piece word, size_t at)
{
	(void)word;
	return point_at(text, at) == '"' ||
	       (point_at(text, at) == '\'' && !is_seen(next_seen(text, at)));
}

/* Letters of any two scripts make one word: we do not read the languages that part them. */
static bool are_of_two_scripts(struct span text, struct piece left, struct piece right)
{
	return left.end == right.start && !has(text, left, is_picture) &&
	       !has(text, right, is_picture);
}

/* The same behind an apostrophe. */
static bool are_elided(struct span text, struct piece left, struct piece right)
{
	size_t at = left.end + 1;
	if (left.end >= text.length || text.at[left.end] != '\'')
		return false;
	while (fold_is_format(point_at(text, at)))
		at = behind(text, at);
	return right.start == at && is_letter(point_at(text, at)) &&
	       !is_digit(point_at(text, left.start));
}

/* 10:30 is one time. */
static bool are_time(struct span text, struct piece left, struct piece right)
{
	return right.start == left.end + 1 && text.at[left.end] == ':' &&
	       is_digit((unsigned char)text.at[left.end - 1]) &&
	       is_digit((unsigned char)text.at[right.start]);
}

static const struct word_rule {
	const char *reason;
	bool (*is_outside)(struct span text, struct piece word, size_t at);
	bool (*are_one)(struct span text, struct piece left, struct piece right);
	int lines;
} word_rules[] = {
	{ "a picture is a token, as long as its grapheme", NULL, NULL, 12 },
	{ "signs in numbers stand right between digits", is_loose_sign, NULL, 34 },
	{ "a colon parts words but before a gender ending", is_colon, NULL, 10 },
	{ "an underscore joins letters only", is_underscore, NULL, 74 },
	{ "quotation marks are none of Hebrew", is_hebrew_quote, NULL, 4 },
	{ "letters of two scripts are one word", NULL, are_of_two_scripts, 32 },
	{ "the same behind an apostrophe", NULL, are_elided, 2 },
	{ "a time is one number", NULL, are_time, 5 },
	{ "what is invisible does not end a word", is_invisible, NULL, 94 },
};

enum { WORD_RULES = sizeof word_rules / sizeof *word_rules };

static int word_lines[WORD_RULES];

/* A word without what is outside of it: the pieces that are left and hold something seen. */
static bool cut(const struct word_rule *rule, struct span text, struct piece word,
		struct pieces *out)
{
	struct piece piece = { word.start, word.start };
	bool changed = false;
	for (size_t at = word.start; at <= word.end; at = behind(text, at)) {
		bool is_end = at == word.end;
		bool outside = !is_end && rule->is_outside(text, word, at);
		changed |= outside;
		if (outside || is_end) {
			piece.end = at;
			if (has(text, piece, is_seen))
				*arr_add(out) = piece;
			piece.start = behind(text, at);
		}
		if (is_end)
			break;
	}
	return changed;
}

/* Words between its pictures, each of which is a grapheme that may end behind the word. */
static bool cut_pictures(struct span text, struct piece word, struct pieces *out)
{
	size_t behind_last = out->count ? out->at[out->count - 1].end : 0;
	bool changed = behind_last > word.start;
	struct piece piece = { changed ? behind_last : word.start, word.end };
	for (size_t at = piece.start; at < word.end;) {
		size_t end = behind(text, at);
		if (is_picture(point_at(text, at))) {
			end = at + grapheme_next(text, at, 0).length;
			struct piece before = { piece.start, at };
			if (has(text, before, is_seen))
				*arr_add(out) = before;
			*arr_add(out) = (struct piece){ at, end };
			changed |= at > word.start || end != word.end;
			piece.start = end;
		}
		at = end;
	}
	if (has(text, piece, is_seen))
		*arr_add(out) = piece;
	return changed;
}

static bool apply(const struct word_rule *rule, struct span text, struct pieces *words)
{
	struct pieces out = { 0 };
	bool changed = false;
	for (size_t i = 0; i < words->count; i++) {
		struct piece word = words->at[i];
		if (rule->is_outside) {
			changed |= cut(rule, text, word, &out);
		} else if (!rule->are_one) {
			changed |= cut_pictures(text, word, &out);
		} else if (out.count && rule->are_one(text, out.at[out.count - 1], word)) {
			out.at[out.count - 1].end = word.end;
			changed = true;
		} else {
			*arr_add(&out) = word;
		}
	}
	arr_release(words);
	*words = out;
	return changed;
}

static bool is_same(const struct pieces *words, const struct tokens *tokens)
{
	bool same = words->count == tokens->count;
	for (size_t i = 0; same && i < words->count; i++)
		same = words->at[i].start == tokens->at[i].start &&
		       words->at[i].end == tokens->at[i].end;
	return same;
}

static bool words_agree(struct span text, const char *breaks)
{
	struct analysis a = { 0 };
	struct analysis_options options = { .pinned = LANGUAGE_NONE };
	struct pieces words = { 0 };
	for (size_t at = 0, end; at < text.length; at = end) {
		for (end = at + 1; breaks[end] != '1';)
			end++;
		if (has(text, (struct piece){ at, end }, is_seen))
			*arr_add(&words) = (struct piece){ at, end };
	}
	analysis_run(&a, text, &options);
	for (size_t i = 0; i < WORD_RULES; i++)
		word_lines[i] += apply(&word_rules[i], text, &words);
	bool agrees = is_same(&words, &a.tokens);
	arr_release(&words);
	analysis_release(&a);
	return agrees;
}

static void words_differ_from_unicode_s_by_these_rules_only(void **state)
{
	(void)state;
	int lines, differ = sample_run_break_test("/usr/share/unicode/auxiliary/WordBreakTest.txt",
						  words_agree, &lines);
	if (differ < 0)
		skip();
	assert_true(lines > 1500);
	assert_int_equal(differ, 0);
	for (size_t i = 0; i < WORD_RULES; i++) {
		if (word_lines[i] != word_rules[i].lines)
			fail_msg("%d lines: %s", word_lines[i], word_rules[i].reason);
		assert_true(word_rules[i].lines > 0);
	}
}

/* ---- sentences: where Unicode begins one and we do not ---- */

/* A line ends at a line feed, as in the text on the screen; other signs for it are shown. */
static bool is_behind_other_line_end(struct span text, size_t at)
{
	return last_seen(text, at) == 0x85;
}

/* Signs of other scripts than ours end none. */
static bool is_behind_foreign_stop(struct span text, size_t at)
{
	return last_seen(text, at) == 0x3002;
}

/* Without a space it is no end: swisscom.ch, 14.30, .env, oui!non */
static bool is_without_space(struct span text, size_t at)
{
	uint32_t before = last_seen(text, at);
	return before != ' ' && before != 0xa0 && before != '\t' && before != '\n';
}

/* Behind an abbreviation (etc.) one begins only with a word that often does (The), as it is: not
 * with a bracket, a mark or something invisible before it or in it. */
static bool is_behind_abbreviation(struct span text, size_t at)
{
	while (at > 0 && text.at[at - 1] != '.')
		at--;
	return at > 0 && last_seen(text, at - 1) == 'c';
}

static const struct sentence_rule {
	const char *reason;
	bool (*is_none)(struct span text, size_t at);
	int breaks;
} sentence_rules[] = {
	{ "a line ends at a line feed only", is_behind_other_line_end, 18 },
	{ "stops of other scripts end no sentence", is_behind_foreign_stop, 2 },
	{ "a sentence begins behind a space", is_without_space, 18 },
	{ "an abbreviation ends none but before a common word", is_behind_abbreviation, 5 },
};

enum { SENTENCE_RULES = sizeof sentence_rules / sizeof *sentence_rules };

static int sentence_breaks[SENTENCE_RULES];

/* The first point of a sentence that is seen; its end when there is none. */
static size_t seen_from(struct span text, size_t at, size_t end)
{
	for (uint32_t c; at < end; at = behind(text, at)) {
		c = point_at(text, at);
		if (c > ' ' && c != 0xa0 && !is_mark(c) && !fold_is_format(c))
			break;
	}
	return at < end ? at : end;
}

static bool is_explained(struct span text, size_t at)
{
	for (size_t i = 0; i < SENTENCE_RULES; i++)
		if (sentence_rules[i].is_none(text, at))
			return ++sentence_breaks[i];
	return false;
}

/* Of ours the first from number *i on that has something seen: where that is. */
static size_t next_of_ours(const struct analysis *a, size_t *i)
{
	for (; *i < a->sentences.count; ++*i) {
		const struct sentence *s = &a->sentences.at[*i];
		size_t seen = seen_from(a->text, s->start, s->end);
		if (seen < s->end)
			return seen;
	}
	return a->text.length;
}

/* Each of ours begins where one of Unicode's does, and the others are explained. */
static bool sentences_agree(struct span text, const char *breaks)
{
	struct analysis a = { 0 };
	struct analysis_options options = { .pinned = LANGUAGE_NONE };
	size_t met = 0;
	bool agrees = true;
	analysis_run(&a, text, &options);
	for (size_t at = 0, end; at < text.length && agrees; at = end) {
		for (end = at + 1; breaks[end] != '1';)
			end++;
		size_t seen = seen_from(text, at, end);
		if (seen < end && next_of_ours(&a, &met) == seen)
			met++;
		else if (seen < end)
			agrees = is_explained(text, at);
	}
	agrees &= next_of_ours(&a, &met) == text.length;
	analysis_release(&a);
	return agrees;
}

static void sentences_differ_from_unicode_s_by_these_rules_only(void **state)
{
	(void)state;
	int lines,
		differ = sample_run_break_test("/usr/share/unicode/auxiliary/SentenceBreakTest.txt",
					       sentences_agree, &lines);
	if (differ < 0)
		skip();
	assert_true(lines > 400);
	assert_int_equal(differ, 0);
	for (size_t i = 0; i < SENTENCE_RULES; i++) {
		if (sentence_breaks[i] != sentence_rules[i].breaks)
			fail_msg("%d breaks: %s", sentence_breaks[i], sentence_rules[i].reason);
		assert_true(sentence_rules[i].breaks > 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_differ_from_unicode_s_by_these_rules_only),
		cmocka_unit_test(sentences_differ_from_unicode_s_by_these_rules_only),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
