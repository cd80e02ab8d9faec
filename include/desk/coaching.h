/*
 * The desk's side of the coach: asks the worker for verdicts on the words in view and, when typing
 * pauses, for a report on the whole text; keeps the findings at their places while the author types
 * on. Nothing in here waits.
 */
#ifndef TONFALL_DESK_COACHING_H
#define TONFALL_DESK_COACHING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "coach/coach.h"
#include "desk/layout.h"
#include "io/worker.h"
#include "lang/verdicts.h"
#include "text/buffer.h"
#include "text/mark.h"

enum {
	COACHING_PAUSE_MS = 250,   /* without a key before the text is read again */
	COACHING_READS = 1 << 17,  /* bytes; of a longer text the beginning */
	COACHING_LATEST_MS = 2000, /* after which it is read again while typing goes on */
};

struct coaching;

/* `changed` is called on the loop when there is something new to draw. */
struct coaching *coaching_new(struct loop *loop, struct worker *worker, struct buffer *buffer,
			      const char *platform, void (*changed)(void *context), void *context);
void coaching_free(struct coaching *coaching);

/* The language that the author chose; LANGUAGE_NONE: guessed. Reads the text again. */
void coaching_pin(struct coaching *coaching, enum language language);
enum language coaching_pinned(const struct coaching *coaching);
/* Of the text: pinned, else the report's, else a guess at its beginning. */
enum language coaching_language(const struct coaching *coaching);

/* What the platform counts, at this moment; and its limit. */
size_t coaching_characters(const struct coaching *coaching);
const struct platform *coaching_platform(const struct coaching *coaching);

/* False until the first frame was shown: nobody is there yet to ask about words. */
bool coaching_judges(const struct coaching *coaching);
/* Fills in the verdicts of the line's words; asks for those that are missing. The word that ends or
 * goes on at `typed` is left alone: it is not done yet, and each of its letters would be a
 * question. SIZE_MAX: nothing is being typed. */
void coaching_judge(struct coaching *coaching, struct layout_line *line, size_t typed);
/* The person added the word to their own. */
void coaching_learn(struct coaching *coaching, enum language language, struct span word);

/* The last report, NULL before the first. Its text may be older than the buffer's. */
const struct report *coaching_report(const struct coaching *coaching);
/* Where finding `index` of the report is in the buffer now; false when its words are gone. */
bool coaching_place(const struct coaching *coaching, size_t index, size_t *start, size_t *end);
/* Complaints about packs; 0 before they were read. */
size_t coaching_complaints(const struct coaching *coaching, const struct pack_complaint **first);
/* Why words cannot be checked ("" when they can). */
const char *coaching_trouble(const struct coaching *coaching);

/* Asks for suggestions; `answer` is called on the loop, with the words in it. */
typedef void coaching_answer(void *context, size_t start, struct span word,
			     const struct words *words);
void coaching_suggest(struct coaching *coaching, enum language language, size_t start,
		      struct span word, coaching_answer *answer, void *context);

#endif
