/*
 * Which form an answer has. By what it is, not by what it says: whole answers come where a stream
 * was asked for, streams come as text/plain, and error objects as event streams.
 */
#ifndef TONFALL_REWRITE_FORM_H
#define TONFALL_REWRITE_FORM_H

#include <stdbool.h>

#include "base/span.h"

enum form { FORM_UNKNOWN, FORM_EVENTS, FORM_WHOLE };

/* Of an answer that begins with `head`; unknown only while more is to come (!is_all). `type` is its
 * content type. */
enum form form_of(struct span head, const char *type, bool is_all);

#endif
