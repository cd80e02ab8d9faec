/*
 * Own posts out of files: a text file is one post; of LinkedIn's data export, Shares.csv has the
 * posts and Comments.csv the comments. The two quote differently, which is undone here. Headers in
 * another language are taken by their place.
 */
#ifndef TONFALL_VOICE_IMPORT_H
#define TONFALL_VOICE_IMPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/span.h"

/* `date` is "2026-05-11 15:17:30" (UTC) or empty. Return false to stop. */
typedef bool import_each(void *context, struct span text, struct span date);

/* `name` tells tables (.csv) from texts. False with *err when it cannot be read to its end; what
 * was handed over before that holds. Empty posts are left out. */
bool import_read(struct span bytes, const char *name, import_each *each, void *context,
		 struct err *err);

#endif
