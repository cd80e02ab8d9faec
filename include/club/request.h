/*
 * Requests that carry a name are done once, however often they are sent: a line that broke before
 * the answer came may be sent again. Names are the member's own.
 */
#ifndef TONFALL_CLUB_REQUEST_H
#define TONFALL_CLUB_REQUEST_H

#include "base/span.h"
#include "club/club.h"

enum { REQUEST_NAME = 64 }; /* bytes */

/* What the request was answered when it came before; 0: it did not, or has no name. ERR_LIMIT for
 * a name that is too long. */
bool request_find(struct club *club, const struct actor *actor, struct span name, long long *id,
		  struct err *err);
/* In the transaction that does it. */
bool request_keep(struct club *club, const struct actor *actor, struct span name, long long id,
		  struct err *err);

#endif
