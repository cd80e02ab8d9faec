/*
 * The author's own posts, kept in the open: plain text files in PATH_DATA voice/<lang>/, one a
 * post, named by date and content. Whoever deletes one takes it out of the profile. The profile is
 * made from the newest of them each time; nothing else is stored.
 */
#ifndef TONFALL_VOICE_POSTS_H
#define TONFALL_VOICE_POSTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/span.h"
#include "base/str.h"
#include "voice/profile.h"

enum posts_kept { POSTS_NEW, POSTS_KNOWN, POSTS_SHORT, POSTS_FOREIGN, POSTS_KEPT_COUNT };

const char *posts_folder(struct str *out, enum language language);

/* Keeps a post in the folder of its language. *kept: new, there already, too short (or long) to
 * learn from, or in none of the four languages; the last two are not kept. `date` may be empty. */
bool posts_keep(struct span text, struct span date, enum posts_kept *kept, enum language *language,
		struct err *err);

/* The calibrated profile; with no posts it is one that learns. NULL with *err. When a post could
 * not be read, it is there without that post, and *err tells of it; else err->code is ERR_NONE. */
struct profile *posts_profile(enum language language, struct err *err);

/* Up to `most` of the newest posts that have between `least` and `longest` bytes, parted by a
 * line with *** ; returns how many. */
size_t posts_passages(enum language language, size_t most, size_t least, size_t longest,
		      struct str *out);

/* Deletes them all; *count says how many there were. */
bool posts_forget(enum language language, size_t *count, struct err *err);

#endif
