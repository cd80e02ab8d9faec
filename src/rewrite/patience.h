/*
 * Whether a service that did not answer is asked again, and when.
 */
#ifndef TONFALL_REWRITE_PATIENCE_H
#define TONFALL_REWRITE_PATIENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "io/http.h"

enum {
	PATIENCE_TRIES = 3,
	PATIENCE_WAIT_S = 60, /* a service that asks for more is not waited for */
};

/* After the try number `tries`; `body` is what it said. Only while no text has come. */
bool patience_lasts(const struct http_answer *answer, struct span body, int tries);
/* ms before the next try: what the service asks for, but at least twice `least_ms` each time. */
int64_t patience_pause(const struct http_answer *answer, int64_t least_ms, int tries);

#endif
