/*
 * What a service says about an error, made fit to be shown: at most QUOTE_MOST bytes, one line, no
 * control characters, and no piece of the key.
 */
#ifndef TONFALL_REWRITE_QUOTE_H
#define TONFALL_REWRITE_QUOTE_H

#include "base/span.h"

enum { QUOTE_MOST = 120 };

void quote_make(struct span said, struct span key, char quote[QUOTE_MOST + 1]);

#endif
