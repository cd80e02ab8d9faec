/*
 * Questions of the desk to its club, each for the draft that is on the desk, and what is kept of
 * their answers. Answers come on the loop; one for a draft that has left the desk is dropped.
 *
 * The state folder has, by the draft's id: club/ID.shown, the club and its last answer;
 * club/ID.waits, the club and a hand-in that waits to get through.
 */
#ifndef TONFALL_DESK_ERRAND_H
#define TONFALL_DESK_ERRAND_H

#include <stdbool.h>

#include "base/span.h"
#include "base/str.h"
#include "io/json.h"

struct desk;
struct err;

/* The club that is asked: "here" in a session on the hub, else USER@HOST; "" for none. */
const char *errand_place(const struct desk *desk);
/* Why there is no club to ask; NULL when there is one. */
const char *errand_why_not(const struct desk *desk);

/* Called on the loop with an answer that says yes. */
typedef void errand_done(struct desk *desk, const struct json *answer, struct span line);
/* Sends what waits, then the line; a failure is told. */
void errand_ask(struct desk *desk, struct span line, errand_done *done);
/* A line with a number in it: {"verb":VERB, KEY:NUMBER}. */
void errand_ask_number(struct desk *desk, const char *verb, const char *key, long long number,
		       errand_done *done);
/* A hand-in, which was kept as "waits" before: that goes when it got through, and the answer is
 * kept as "shown". */
void errand_hand_in(struct desk *desk, struct span line, errand_done *done);
/* Begins a line; the caller ends its object. */
void errand_begin(struct json_writer *writer, struct str *line, const char *verb);
/* A name that makes a line happen once, however often it is sent. */
void errand_add_request(struct json_writer *writer);

/* The line to the club, opened; false when it was told why not. */
bool errand_open(struct desk *desk);
/* An answer that says no, told; in a session whose member was removed that is its end. */
void errand_refused(struct desk *desk, const struct json *answer);

/* ---- what is kept for the draft on the desk, and this club ---- */

void errand_keep(struct desk *desk, const char *suffix, struct span line);
bool errand_find(struct desk *desk, const char *suffix, struct str *line);
/* The draft is about to get another id: what is kept goes with it. */
void errand_follow(const struct desk *desk, const char *id);

#endif
