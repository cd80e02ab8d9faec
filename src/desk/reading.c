#include "desk/reading.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"

bool reading_place(const struct reading *reading, size_t index, size_t *start, size_t *end)
{
	const struct mark *mark = mark_get(&reading->marks, reading->places[index]);
	const struct finding *finding = &reading->report->findings.at[index];
	if (!mark || (mark->start == mark->end && finding->start != finding->end))
		return false;
	*start = mark->start;
	*end = mark->end;
	return true;
}

/* Gives each finding a mark, moved by what was typed since its text was taken. */
static void place_findings(struct reading *reading)
{
	struct findings *findings = &reading->report->findings;
	marks_clear(&reading->marks);
	free(reading->places);
	reading->places = mem_alloc(findings->count * sizeof *reading->places);
	for (size_t i = 0; i < findings->count; i++) {
		struct mark mark = { .start = findings->at[i].start,
				     .end = findings->at[i].end,
				     .start_side = MARK_AFTER,
				     .end_side = MARK_BEFORE };
		for (size_t k = 0; k < reading->edits.count; k++) {
			const struct reading_edit *edit = &reading->edits.at[k];
			/* Only lengths matter to a mark. */
			struct change change = { .at = edit->at,
						 .removed = { NULL, edit->removed },
						 .inserted = { NULL, edit->inserted } };
			mark_move(&mark, &change);
		}
		reading->places[i] = mark_add(&reading->marks, mark.start, mark.end);
	}
}

static bool is_stop(const struct reading *reading, const struct rule *rule)
{
	if (reading->is_habit && reading->is_habit(reading->context, rule->id))
		return false;
	for (size_t i = 0; i < reading->stops.count; i++)
		if (reading->report->findings.at[reading->stops.at[i]].rule == rule)
			return false;
	return true;
}

void reading_find_stops(struct reading *reading)
{
	const struct findings *findings = &reading->report->findings;
	reading->stops.count = 0;
	for (size_t i = 0; i < findings->count; i++)
		if (findings->at[i].rule->family != FAMILY_SPELLING &&
		    is_stop(reading, findings->at[i].rule))
			*arr_add(&reading->stops) = (int)i;
	reading->hints = reading->stops.count;
	for (size_t i = 0; i < findings->count; i++)
		if (findings->at[i].rule->family == FAMILY_SPELLING &&
		    findings->at[i].rule->severity >= SEVERITY_WARN)
			*arr_add(&reading->stops) = (int)i;
}

void reading_hush(struct reading *reading, const struct silences *silences)
{
	struct report *report = reading->report;
	size_t kept = 0;
	for (size_t i = 0; report && i < report->findings.count; i++) {
		struct finding *finding = &report->findings.at[i];
		if (silence_of(silences, finding, &report->analysis)) {
			mark_remove(&reading->marks, reading->places[i]);
			finding_release(finding);
			reading->silenced++;
			continue;
		}
		report->findings.at[kept] = *finding;
		reading->places[kept++] = reading->places[i];
	}
	if (!report)
		return;
	report->findings.count = kept;
	reading_find_stops(reading);
}

/* Which hint of the report is the one of that rule that is nearest to where it was; -1: none. */
static int same_hint(const struct reading *reading, const struct rule *rule, size_t was)
{
	int found = -1;
	size_t best = SIZE_MAX, start, end;
	const struct findings *findings = &reading->report->findings;
	for (size_t i = 0; i < findings->count; i++) {
		if (findings->at[i].rule != rule || !reading_place(reading, i, &start, &end))
			continue;
		size_t distance = start > was ? start - was : was - start;
		if (distance < best) {
			best = distance;
			found = (int)i;
		}
	}
	return found;
}

void reading_take(struct reading *reading, const struct report *report,
		  const struct silences *silences)
{
	const struct rule *rule = NULL;
	size_t start = 0, end;
	if (reading->report && reading->opened && *reading->opened >= 0) {
		rule = reading->report->findings.at[*reading->opened].rule;
		(void)reading_place(reading, (size_t)*reading->opened, &start, &end);
	}
	if (reading->report)
		report_release(reading->report);
	else
		reading->report = mem_alloc(sizeof *reading->report);
	*reading->report = *report;
	reading->silenced = 0;
	place_findings(reading);
	reading_hush(reading, silences);
	if (reading->opened)
		*reading->opened = rule ? same_hint(reading, rule, start) : -1;
}

void reading_begin(struct reading *reading)
{
	reading->edits.count = 0;
}

void reading_note(struct reading *reading, const struct change *change)
{
	*arr_add(&reading->edits) = (struct reading_edit){ change->at, change->removed.length,
							   change->inserted.length };
}

void reading_init(struct reading *reading, struct buffer *buffer,
		  bool (*is_habit)(void *context, const char *rule), void *context)
{
	*reading = (struct reading){ .is_habit = is_habit, .context = context };
	marks_init(&reading->marks, buffer);
}

void reading_release(struct reading *reading)
{
	marks_release(&reading->marks);
	arr_release(&reading->edits);
	arr_release(&reading->stops);
	free(reading->places);
	if (reading->report)
		report_release(reading->report);
	free(reading->report);
}
