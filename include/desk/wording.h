/*
 * What the dictionary says of the words in view: asks the worker, remembers its answers, and asks
 * for suggestions. The speller is made here and used on the worker only. Nothing in here waits.
 */
#ifndef TONFALL_DESK_WORDING_H
#define TONFALL_DESK_WORDING_H

#include "desk/layout.h"
#include "io/worker.h"
#include "lang/speller.h"

struct wording;

/* `changed` is called on the loop when verdicts came. `speller` is borrowed; NULL: one is made. */
struct wording *wording_new(struct worker *worker, struct speller *speller,
			    void (*changed)(void *context), void *context);
/* After the worker has ended. */
void wording_free(struct wording *wording);
/* From now on the worker is asked; before, it is only noted what is to be asked. */
void wording_open(struct wording *wording);
/* For jobs of the worker. */
struct speller *wording_speller(const struct wording *wording);

/* Fills in the verdicts of the words; notes those that are missing. `text`: the stretch's; the
 * word that ends at or holds the offset `typed` in it is still being typed and not asked about (0:
 * none is). What is in no language that is checked is left alone. */
void wording_judge(struct wording *wording, struct layout_stretch *words, struct span text,
		   size_t typed);
/* Asks the worker for what is missing. */
void wording_ask(struct wording *wording);
/* All lines are to be judged again. */
void wording_judge_again(struct wording *wording);
/* The person added the word to their own. */
void wording_learn(struct wording *wording, enum language language, struct span word);
/* Why words could not be checked; "" when they can. */
const char *wording_trouble(const struct wording *wording);

/* Asks for other words; `answer` is called on the loop, with the words in it, or why there are none
 * (a missing thesaurus). */
enum wording_kind { WORDING_SUGGESTIONS, WORDING_SYNONYMS };
typedef void wording_answer(void *context, size_t start, struct span word,
			    const struct words *words, const struct err *err);
void wording_suggest(struct wording *wording, enum wording_kind kind, enum language language,
		     size_t start, struct span word, const struct around *around,
		     wording_answer *answer, void *context);

#endif
