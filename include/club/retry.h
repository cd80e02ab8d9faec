/*
 * The asker's half of club/request.h: names for requests, and the name again of one whose answer
 * did not come, so that it happens once when a person repeats a command. Until the hub has answered
 * the state folder has club/requests/HASH.name, by the hash of what is asked of which club.
 */
#ifndef TONFALL_CLUB_RETRY_H
#define TONFALL_CLUB_RETRY_H

#include "base/err.h"
#include "base/span.h"
#include "io/digest.h"
#include "io/json.h"

enum {
	RETRY_NAME = 17, /* bytes of a name, with the NUL */
	RETRY_KEPT = 100,
	RETRY_DAYS = 30,
};

struct retry {
	char name[RETRY_NAME];
	char hash[DIGEST_TEXT]; /* "": the name is not kept */
};

/* A name that no other request of the member has. */
void retry_name(char name[RETRY_NAME]);

/* The name that the same `content` for the same `place` has, when it was not answered, for
 * RETRY_DAYS; else a new one. Of more than RETRY_KEPT names the oldest goes. Gives a name in any
 * case; false when it could not be kept. */
bool retry_begin(struct retry *retry, const char *place, struct span content, struct err *err);
/* After an answer the same content is another request; one that says "later" is none. */
void retry_end(const struct retry *retry, const struct json *answer);
/* Would the hub take the same request another time? */
bool retry_is_wanted(const struct json *answer);

#endif
