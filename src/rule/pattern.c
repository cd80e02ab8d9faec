#include "rule/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"

/* The limit counts anew from each place where a match may begin, so what a subject can take is
 * their product: some 20 ms. A pattern that is no trap stays under 100. */
enum { MATCH_LIMIT = 2000, SUBJECT_MOST = 2000 };

struct pattern {
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *limits;
};

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
	pattern->data = pcre2_match_data_create_from_pattern(code, NULL);
	pattern->limits = pcre2_match_context_create(NULL);
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

enum pattern_result pattern_find(struct pattern *pattern, struct span text, size_t from,
				 size_t *start, size_t *end)
{
	struct span subject = span_slice(text, 0, SUBJECT_MOST);
	if (from >= subject.length)
		return PATTERN_NONE;
	int found = pcre2_match(pattern->code, (PCRE2_SPTR)subject.at, subject.length, from, 0,
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
