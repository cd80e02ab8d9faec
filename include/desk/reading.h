/*
 * The last report of the coach, kept at its places while the author types on: each finding has a
 * mark; what was put aside is taken out; what is left gives the stops that F3 walks.
 */
#ifndef TONFALL_DESK_READING_H
#define TONFALL_DESK_READING_H

#include <stdbool.h>
#include <stddef.h>

#include "coach/coach.h"
#include "rule/silence.h"
#include "text/buffer.h"
#include "text/mark.h"

/* The lengths of an edit that came while a report was being made. */
struct reading_edit {
	size_t at, removed, inserted;
};

struct reading_edits ARR(struct reading_edit);
struct reading_stops ARR(int);

struct reading {
	struct report *report; /* NULL before the first */
	struct marks marks;
	int *places; /* mark of each finding */
	struct reading_stops stops;
	size_t hints;	 /* of the stops, those before the misspelled words */
	size_t silenced; /* in the report */
	int *opened;	 /* an index of the report that somebody keeps; NULL: nobody */
	struct reading_edits edits;
	bool (*is_habit)(void *context, const char *rule); /* NULL: none is */
	void *context;
};

/* The buffer outlives it. */
void reading_init(struct reading *reading, struct buffer *buffer,
		  bool (*is_habit)(void *context, const char *rule), void *context);
void reading_release(struct reading *reading);

/* While a report is being made the edits are noted, so that its findings find their places. */
void reading_begin(struct reading *reading);
void reading_note(struct reading *reading, const struct change *change);
/* The new report, which becomes the reading's, in place of the old one; the hint that is open stays
 * open. */
void reading_take(struct reading *reading, const struct report *report,
		  const struct silences *silences);
/* Takes what is silenced out of the report; marks and places follow. */
void reading_hush(struct reading *reading, const struct silences *silences);
/* One hint a rule (the findings are sorted, so its first place stands for all), then the
 * misspelled words one by one. There must be a report. */
void reading_find_stops(struct reading *reading);
/* Where finding `index` is in the buffer now; false when its words are gone. */
bool reading_place(const struct reading *reading, size_t index, size_t *start, size_t *end);

#endif
