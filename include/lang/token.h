/* The tokens of a text, for analysis.c alone. */
#ifndef TONFALL_LANG_TOKEN_H
#define TONFALL_LANG_TOKEN_H

#include "lang/analysis.h"

/* Adds the tokens of `text`, without flags that depend on sentences. Linear. */
void token_scan(struct span text, struct tokens *tokens);

#endif
