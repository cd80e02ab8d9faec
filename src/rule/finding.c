#include "rule/finding.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "rule/pack.h"
#include "text/grapheme.h"

enum { QUOTE_MOST = 40 }; /* graphemes */

const char *const severity_names[SEVERITY_COUNT + 1] = { "note", "hint", "warn", "block", NULL };

const char *const family_names[FAMILY_COUNT + 1] = {
	"length",   "fold",  "hook",  "substance", "discussion", "format", "clarity",
	"language", "trust", "voice", "spelling",  "prompt",	 "post",   NULL,
};

void finding_release(struct finding *finding)
{
	free(finding->word);
	free(finding->replacement);
}

void findings_clear(struct findings *findings)
{
	for (size_t i = 0; i < findings->count; i++)
		finding_release(&findings->at[i]);
	arr_clear(findings);
}

void findings_release(struct findings *findings)
{
	findings_clear(findings);
	arr_release(findings);
}

/* What a coach would say first: what may harm somebody, then as the families stand. */
static int family_rank(const struct finding *finding)
{
	return finding->rule->family == FAMILY_TRUST ? -1 : (int)finding->rule->family;
}

static int in_order(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;
	if (x->rule->severity != y->rule->severity)
		return y->rule->severity - x->rule->severity;
	if (family_rank(x) != family_rank(y))
		return family_rank(x) - family_rank(y);
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return strcmp(x->rule->id, y->rule->id);
}

void findings_sort(struct findings *findings)
{
	if (findings->count)
		qsort(findings->at, findings->count, sizeof *findings->at, in_order);
}

void findings_cut(struct findings *findings, size_t most)
{
	while (findings->count > most)
		finding_release(&findings->at[--findings->count]);
}

/* Quotation marks inside of quotation marks are the small ones, in the sentence's language. */
static struct span inner_mark(struct span grapheme)
{
	static const struct {
		struct span outer, inner;
	} marks[] = {
		{ SPAN("«"), SPAN("‹") },
		{ SPAN("»"), SPAN("›") },
		{ SPAN("“"), SPAN("‘") },
		{ SPAN("”"), SPAN("’") },
	};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (span_equal(grapheme, marks[i].outer))
			return marks[i].inner;
	return grapheme;
}

/* With the mark that closes what was opened in it. */
static size_t closed_end(struct span text, size_t start, size_t end)
{
	static const struct {
		struct span open, close;
	} pairs[] = { { SPAN("«"), SPAN("»") }, { SPAN("“"), SPAN("”") } };
	struct span quote = span_slice(text, start, end), rest = span_slice(text, end, text.length);
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (span_find(quote, pairs[i].open, 0) < quote.length &&
		    span_find(quote, pairs[i].close, 0) == quote.length &&
		    span_starts(rest, pairs[i].close))
			return end + pairs[i].close.length;
	return end;
}

static void add_quote(const struct finding *finding, struct span text, struct str *out)
{
	size_t end = closed_end(text, finding->start, finding->end);
	struct span quote =
		finding->word ? span_of(finding->word) : span_slice(text, finding->start, end);
	size_t at = 0;
	for (int i = 0; i < QUOTE_MOST && at < quote.length; i++) {
		struct grapheme grapheme = grapheme_next(quote, at, 0);
		(void)str_add(out, inner_mark(span_slice(quote, at, at + grapheme.length)));
		at += grapheme.length;
	}
	if (at < quote.length)
		(void)str_add(out, span_of("…"));
}

/* "{1|one word|# words}": the form for the figure, which stands for #, by the grammar of the
 * person's language: French says "0 mot". Returns the bytes read, 0 when it is no such thing. */
static size_t add_form(const struct finding *finding, struct span rest, enum language person,
		       struct str *out)
{
	if (rest.length < 4 || rest.at[1] < '1' || rest.at[1] > '3' || rest.at[2] != '|')
		return 0;
	size_t end = span_find(rest, SPAN("}"), 0);
	size_t bar = span_find(rest, SPAN("|"), 3);
	if (end == rest.length || bar > end)
		return 0;
	long value = finding->figures[rest.at[1] - '1'];
	bool one = value == 1 || (value == 0 && person == LANGUAGE_FR);
	struct span form = one ? span_slice(rest, 3, bar) : span_slice(rest, bar + 1, end);
	size_t sign = span_find(form, SPAN("#"), 0);
	char number[32];
	(void)str_add(out, span_slice(form, 0, sign));
	if (sign < form.length)
		(void)str_format(out, "%s%.*s", i18n_number(value, number),
				 SPAN_ARGS(span_slice(form, sign + 1, form.length)));
	return end + 1;
}

/* What stands in braces at the start of `rest`; returns the bytes read, 0 when it is text. */
static size_t add_brace(const struct finding *finding, struct span rest, enum language person,
			struct span text, struct str *out)
{
	char number[32];
	if (span_starts(rest, SPAN("{word}"))) {
		add_quote(finding, text, out);
		return 6;
	}
	if (rest.length >= 3 && rest.at[1] >= '1' && rest.at[1] <= '3' && rest.at[2] == '}') {
		long value = finding->figures[rest.at[1] - '1'];
		(void)str_add(out, span_of(i18n_number(value, number)));
		return 3;
	}
	return add_form(finding, rest, person, out);
}

void finding_sentence(const struct finding *finding, enum finding_part part, enum language person,
		      struct span text, struct str *out)
{
	struct span rest = span_of(rule_text(finding->rule, part, person));
	str_clear(out);
	while (rest.length) {
		size_t brace = span_find(rest, SPAN("{"), 0);
		(void)str_add(out, span_slice(rest, 0, brace));
		rest = span_slice(rest, brace, rest.length);
		size_t read = rest.length ? add_brace(finding, rest, person, text, out) : 0;
		if (rest.length && read == 0) {
			(void)str_add(out, span_slice(rest, 0, 1));
			read = 1;
		}
		rest = span_slice(rest, read, rest.length);
	}
}

void finding_evidence(const struct rule *rule, struct str *out)
{
	/* In the order of evidence_kinds and confidences. */
	static const char *const kinds[] = { N_("Study"), N_("Platform"), N_("Law"),
					     N_("House rule") };
	static const char *const trust[] = { N_("well supported"), N_("supported in part"),
					     N_("a pointer, no more") };
	const struct rule_evidence *evidence = rule_evidence_of(rule);
	const char *source = rule_source(evidence, language_of_person());
	str_clear(out);
	if (!source)
		return;
	(void)str_format(out, _("%s: %s"), _(kinds[evidence->kind]), source);
	if (evidence->year)
		(void)str_format(out, " (%ld)", evidence->year);
	(void)str_format(out, " · %s", _(trust[evidence->confidence]));
}
