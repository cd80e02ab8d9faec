/* The language that the author chose for a draft, kept beside the other notes on it (PATH_STATE
 * languages/ID). */
#ifndef TONFALL_DESK_PIN_H
#define TONFALL_DESK_PIN_H

#include <stdbool.h>

#include "base/err.h"
#include "lang/language.h"

/* LANGUAGE_NONE: it is guessed. */
enum language pin_read(const char *id);
bool pin_keep(const char *id, enum language language, struct err *err);

#endif
