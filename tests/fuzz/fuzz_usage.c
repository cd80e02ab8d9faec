/* The checks of typography and usage on any bytes: the first says the language. A finding lies in
 * the text, and what it offers leaves valid UTF-8 valid. */
#include <stdint.h>
#include <stdlib.h>

#include "coach/coach.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static struct coach *coach;

static void close_coach(void)
{
	coach_free(coach);
}

static void try_change(struct span text, const struct finding *finding)
{
	struct str changed = { 0 };
	if (finding->start > finding->end || finding->end > text.length)
		abort();
	if (!finding->replacement)
		return;
	(void)str_add(&changed, text);
	(void)str_replace(&changed, finding->start, finding->end - finding->start,
			  span_of(finding->replacement));
	if (utf8_is_valid(text) && !utf8_is_valid(str_span(&changed)))
		abort();
	str_release(&changed);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct report report = { .text = NULL };
	if (length == 0)
		return 0;
	if (!coach) {
		(void)setenv("TONFALL_DATADIR", ".", 0);
		coach = coach_new();
		(void)atexit(close_coach);
	}
	struct coach_options options = { .pinned = (enum language)(bytes[0] % LANGUAGE_COUNT),
					 .families = 1u << FAMILY_LANGUAGE };
	coach_run(coach, (struct span){ (const char *)bytes + 1, length - 1 }, &options, &report);
	for (size_t i = 0; i < report.findings.count; i++)
		try_change(report.analysis.text, &report.findings.at[i]);
	report_release(&report);
	return 0;
}
