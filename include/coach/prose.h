/* What the checks of typography and usage share: where a sign stands, and what to put there. */
#ifndef TONFALL_COACH_PROSE_H
#define TONFALL_COACH_PROSE_H

#include "coach/check.h"

/* The language of the sentence there; between two sentences that of the text. */
enum language prose_language(const struct check_context *c, size_t at);
/* Inside a link, an address, a tag, a mention, a number to call or code: not prose. */
bool prose_is_foreign(const struct check_context *c, size_t at);
/* The token that covers the offset, NULL when none does. */
const struct token *prose_token(const struct check_context *c, size_t at);

/* The code point that ends or begins at `at`; 0 at the ends of the text. */
uint32_t prose_before(const struct check_context *c, size_t at);
uint32_t prose_after(const struct check_context *c, size_t at);
bool prose_is_digit(uint32_t point);
/* Space, tab, no-break and narrow no-break space; not a line end. */
bool prose_is_space(uint32_t point);
/* White space of any kind, or the end of the text (0). */
bool prose_is_gap(uint32_t point);

/* A finding over [start, end) with what to put there, which it takes over. At most `most` (a limit
 * of the rule, else 5) of a rule in a text; {1} says how many there are. */
void prose_found(const struct check_context *c, struct findings *findings, size_t start, size_t end,
		 struct str *replacement);
void prose_found_text(const struct check_context *c, struct findings *findings, size_t start,
		      size_t end, const char *replacement);
/* One more of those that were found already, without a finding of its own. */
void prose_count(const struct check_context *c, struct findings *findings);

#endif
