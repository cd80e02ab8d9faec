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
#include "desk/settings.h"
#include "desk/wording.h"
#include "io/worker.h"
#include "rule/silence.h"
#include "text/buffer.h"
#include "text/mark.h"

enum {
	COACHING_PAUSE_MS = 250,  /* without a key before a post is read again; longer texts wait */
	COACHING_READS = 1 << 17, /* bytes; of a longer text the beginning */
	COACHING_LATEST_MS = 2000, /* after which it is read again while typing goes on; the same */
};

struct coaching;

/* What a coaching is made of. */
struct coaching_parts {
	struct loop *loop;
	struct worker *worker;
	struct buffer *buffer;
	struct speller *speller;	 /* with dictionaries, borrowed; NULL: one is made */
	const struct settings *settings; /* platform, the author's house: copied */
	const char *draft; /* the name of its file, which is no earlier post; NULL: none */
	/* Is the rule about a habit of the author, which is no hint? NULL: none is. */
	bool (*is_habit)(void *context, const char *rule);
	void (*changed)(void *context); /* on the loop: there is something new to draw */
	void *context;
};

struct coaching *coaching_new(const struct coaching_parts *parts);
void coaching_free(struct coaching *coaching);
/* What is a habit has become known: the list of hints is made anew. */
void coaching_list_hints(struct coaching *coaching);

/* The language that the author chose; LANGUAGE_NONE: guessed. Reads the text again. */
void coaching_pin(struct coaching *coaching, enum language language);
enum language coaching_pinned(const struct coaching *coaching);
/* Of the text: pinned, else the report's, else a guess at its beginning. */
enum language coaching_language(const struct coaching *coaching);
/* Why the text is in none of the languages that are checked; OTHER_NONE: it is in one. */
enum language_other coaching_other(const struct coaching *coaching);

/* Where the post is for; an id that is not known gives the first. Reads the text again. */
void coaching_choose_platform(struct coaching *coaching, const char *id);
const struct platforms *coaching_platforms(const struct coaching *coaching);
/* What the platform counts, at this moment; and its limit. */
size_t coaching_characters(const struct coaching *coaching);
const struct platform *coaching_platform(const struct coaching *coaching);

/* False until the first frame was shown: nobody is there yet to ask about words. */
bool coaching_judges(const struct coaching *coaching);
/* Fills in the verdicts of words of the line that starts at `start`; notes those that are missing.
 * The word that ends or goes on at `typed` is left alone: it is not done yet, and each of its
 * letters would be a question. SIZE_MAX: nothing is being typed. */
void coaching_judge(struct coaching *coaching, size_t start, struct layout_stretch *words,
		    size_t typed);
/* Asks the worker for them: after a frame, which should not wait for another thread to wake. */
void coaching_ask(struct coaching *coaching);
/* The person added the word to their own. */
void coaching_learn(struct coaching *coaching, enum language language, struct span word);

/* The last report, NULL before the first. Its text may be older than the buffer's. */
const struct report *coaching_report(const struct coaching *coaching);
/* Where finding `index` of the report is in the buffer now; false when its words are gone. */
bool coaching_place(const struct coaching *coaching, size_t index, size_t *start, size_t *end);
/* Where F3 stops: first the hints to be shown, one a rule, by weight, then place; behind them the
 * misspelled words. coaching_stop gives the finding's index, -1 past the end. */
size_t coaching_hints(const struct coaching *coaching);
size_t coaching_stops(const struct coaching *coaching);
int coaching_stop(const struct coaching *coaching, size_t index);
/* Complaints about packs; 0 before they were read. */
size_t coaching_complaints(const struct coaching *coaching, const struct pack_complaint **first);
/* Why words cannot be checked ("" when they can). */
const char *coaching_trouble(const struct coaching *coaching);

/* Asks for other words; `answer` is called on the loop, with the words in it. */
void coaching_suggest(struct coaching *coaching, enum wording_kind kind, enum language language,
		      size_t start, struct span word, wording_answer *answer, void *context);

/* *opened, an index of a hint or -1, follows its hint into each new report. */
void coaching_follow(struct coaching *coaching, int *opened);

/* Puts hint `index` of the report aside, here or (the rule) for good; it leaves the report, and
 * the indexes behind it move up. False: it could not be written down, and stays. */
bool coaching_silence(struct coaching *coaching, size_t index, bool for_good, struct span reason,
		      struct err *err);
/* Calls an entry of the list back. */
bool coaching_call_back(struct coaching *coaching, size_t index, struct err *err);
const struct silences *coaching_silences(const struct coaching *coaching);
/* How many hints of this text are put aside. */
size_t coaching_silenced(const struct coaching *coaching);

#endif
