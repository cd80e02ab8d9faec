#include "rule/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "lang/fold.h"
#include "text/utf8.h"

/* The limit counts anew from each place where a match may begin, so what a subject can take is
 * their product: some 20 ms. A pattern that is no trap stays under 100. */
enum { MATCH_LIMIT = 2000, SUBJECT_MOST = 2000, KNOWN = 4096 };

struct pattern {
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *limits;
	bool is_of_letters; /* whatever it matches */
	uint32_t least;	    /* letters of a match */
	/* Keys of words that it does not match: most words of a text come again. */
	uint64_t known[KNOWN];
};

/* Does it match nothing but letters: is it made of \b, \p{L…}, letters, classes of letters, groups
 * and quantifiers? */
static bool is_of_letters(struct span pattern)
{
	for (size_t at = 0; at < pattern.length;) {
		struct span rest = span_slice(pattern, at, pattern.length);
		struct utf8_point point = utf8_at(pattern, at);
		if (span_starts(rest, SPAN("\\b")) || span_starts(rest, SPAN("(?:")))
			at += span_starts(rest, SPAN("(?:")) ? 3 : 2;
		else if (span_starts(rest, SPAN("\\p{L")))
			at += span_find(rest, SPAN("}"), 0) + 1;
		else if (point.value == '{')
			at += strspn(rest.at + 1, "0123456789,") + 1;
		else if (fold_is_letter(point.value) || (point.value && point.value < 0x80 &&
							 strchr("})|?*+[]", (int)point.value)))
			at += point.length;
		else
			return false;
	}
	return true;
}

struct pattern *pattern_new(const char *text, struct err *err)
{
	int number;
	PCRE2_SIZE at;
	uint32_t options =
		PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_MULTILINE | PCRE2_MATCH_INVALID_UTF;
	pcre2_code *code =
		pcre2_compile((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED, options, &number, &at, NULL);
	if (!code) {
		PCRE2_UCHAR reason[120];
		(void)pcre2_get_error_message(number, reason, sizeof reason);
		(void)err_set(err, ERR_INPUT, _("the pattern is wrong at character %zu: %s"), at,
			      (char *)reason);
		return NULL;
	}
	struct pattern *pattern = mem_alloc(sizeof *pattern);
	pattern->code = code;
	(void)pcre2_pattern_info(code, PCRE2_INFO_MINLENGTH, &pattern->least);
	pattern->is_of_letters = pattern->least > 0 && is_of_letters(span_of(text));
	pattern->data = pcre2_match_data_create_from_pattern(code, NULL);
	pattern->limits = pcre2_match_context_create(NULL);
	if (!pattern->data || !pattern->limits)
		mem_run_out();
	(void)pcre2_set_match_limit(pattern->limits, MATCH_LIMIT);
	(void)pcre2_set_depth_limit(pattern->limits, MATCH_LIMIT);
	return pattern;
}

void pattern_free(struct pattern *pattern)
{
	if (!pattern)
		return;
	pcre2_match_context_free(pattern->limits);
	pcre2_match_data_free(pattern->data);
	pcre2_code_free(pattern->code);
	free(pattern);
}

const unsigned char *pattern_first(const struct pattern *pattern)
{
	const unsigned char *first = NULL;
	(void)pcre2_pattern_info(pattern->code, PCRE2_INFO_FIRSTBITMAP, &first);
	return first;
}

static enum pattern_result find(struct pattern *pattern, struct span subject, size_t from,
				uint32_t how, size_t *start, size_t *end)
{
	int found = pcre2_match(pattern->code, (PCRE2_SPTR)subject.at, subject.length, from, how,
				pattern->data, pattern->limits);
	if (found == PCRE2_ERROR_NOMATCH)
		return PATTERN_NONE;
	if (found < 0)
		return PATTERN_TOO_SLOW;
	const PCRE2_SIZE *places = pcre2_get_ovector_pointer(pattern->data);
	*start = places[0];
	*end = places[1];
	return PATTERN_FOUND;
}

/* What may be part of a letter. */
static bool is_letter_byte(char byte)
{
	return (unsigned char)byte >= 0x80 || fold_is_letter((unsigned char)byte);
}

/* In a run of letters with a character before it, of that length, and one behind. */
static enum pattern_result find_in_run(struct pattern *pattern, struct span run, size_t before,
				       size_t *start, size_t *end)
{
	uint64_t key = 14695981039346656037u + before; /* FNV-1a */
	for (size_t i = 0; i < run.length; i++)
		key = (key ^ (unsigned char)run.at[i]) * 1099511628211u;
	uint64_t *known = &pattern->known[(key ^ key >> 32) % KNOWN];
	if (*known == key)
		return PATTERN_NONE;
	enum pattern_result result = find(pattern, run, before, 0, start, end);
	if (result == PATTERN_NONE)
		*known = key;
	return result;
}

/* One run of letters after the other, with a character on either side for \b: PCRE2 looks at a
 * subject to its end before it begins, and tries every place. */
static enum pattern_result find_letters(struct pattern *pattern, struct span subject, size_t from,
					size_t *start, size_t *end)
{
	while (from < subject.length) {
		size_t stop = from, before = from ? utf8_before(subject, from).length : 0;
		while (stop < subject.length && is_letter_byte(subject.at[stop]))
			stop++;
		struct span run =
			span_slice(subject, from - before, stop + utf8_at(subject, stop).length);
		enum pattern_result result = stop > from && stop - from >= pattern->least
						     ? find_in_run(pattern, run, before, start, end)
						     : PATTERN_NONE;
		*start += from - before;
		*end += from - before;
		if (result != PATTERN_NONE)
			return result;
		for (from = stop; from < subject.length && !is_letter_byte(subject.at[from]);)
			from++;
	}
	return PATTERN_NONE;
}

enum pattern_result pattern_find(struct pattern *pattern, struct span text, size_t from,
				 size_t *start, size_t *end)
{
	struct span subject = span_slice(text, 0, SUBJECT_MOST);
	if (from >= subject.length)
		return PATTERN_NONE;
	return pattern->is_of_letters ? find_letters(pattern, subject, from, start, end)
				      : find(pattern, subject, from, 0, start, end);
}

enum pattern_result pattern_find_at(struct pattern *pattern, struct span text, size_t at,
				    size_t *end)
{
	struct span subject = span_slice(text, 0, SUBJECT_MOST);
	size_t start;
	return at < subject.length ? find(pattern, subject, at, PCRE2_ANCHORED, &start, end)
				   : PATTERN_NONE;
}
