#include "coach/check.h"

#include "base/mem.h"

static void found_copy(const struct check_context *c, struct findings *findings, size_t start,
		       size_t end, const char *source)
{
	bool own = start == end;
	double share = own ? check_more_of(c)->copies->own_share : check_more_of(c)->copies->share;
	struct finding *finding = check_found(c, findings, start, end);
	if (!finding)
		return;
	finding->figures[0] = (long)(share * 100 + 0.5);
	finding->word = mem_copy(span_of(source));
}

/* Every passage when most of the text is one; else the long ones. */
static void copied_text(const struct check_context *c, struct findings *findings)
{
	const struct copies *copies = check_more_of(c)->copies;
	bool most = copies->share * 100 >= rule_limit(c->rule, "share", 60);
	for (size_t i = 0; i < copies->passages.count; i++) {
		const struct copied *passage = &copies->passages.at[i];
		if (most || (double)passage->words >= rule_limit(c->rule, "words", 25))
			found_copy(c, findings, passage->start, passage->end, passage->source);
	}
}

static void repeated_text(const struct check_context *c, struct findings *findings)
{
	const struct copies *copies = check_more_of(c)->copies;
	if (copies->own_source && copies->own_share * 100 >= rule_limit(c->rule, "share", 80))
		found_copy(c, findings, 0, 0, copies->own_source);
}

const struct check_row check_rows_copy[] = {
	{ "copied_text", copied_text },
	{ "repeated_text", repeated_text },
	{ NULL, NULL },
};
