/*
 * The audit: one line of JSON for each change, in a file that is only added to, each line with the
 * hash of the one before. A line that was changed, cut or taken out is found by audit_verify; it is
 * evident, not impossible. Never a word of a draft, never a key.
 */
#ifndef TONFALL_CLUB_AUDIT_H
#define TONFALL_CLUB_AUDIT_H

#include "club/club.h"

/* Beside the club's file: PATH.audit, mode 0600. */
struct audit *audit_open(const char *club_path, struct err *err);
void audit_close(struct audit *audit);

/* One line, synced before it returns. `object` names what it was about, `outcome` "done" or why
 * not. */
bool audit_add(struct audit *audit, const struct actor *actor, const char *verb, long long object,
	       const char *outcome, struct err *err);
/* Reads the whole chain; *lines is how many are good. The sentence names the first bad line. */
bool audit_verify(const char *club_path, long long *lines, struct err *err);

#endif
