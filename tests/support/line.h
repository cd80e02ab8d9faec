/*
 * A bad line between a client and a server on loopback: a TCP proxy that delays what it carries,
 * lets it trickle, and cuts connections after a number of bytes.
 */
#ifndef TONFALL_TESTS_LINE_H
#define TONFALL_TESTS_LINE_H

#include <stdbool.h>

enum line_way { LINE_UP, LINE_DOWN, LINE_WAYS }; /* to the server, to the client */

enum line_end {
	LINE_RESETS, /* both sides get RST; what they did not read yet is gone */
	LINE_ENDS,   /* both sides get FIN */
	LINE_STALLS, /* nothing comes any more, and nobody is told */
};

struct line_terms {
	int latency_ms;	     /* each way */
	int piece;	     /* at most so many bytes at once, 0: as they come */
	int pause_ms;	     /* between pieces of a way */
	long cut[LINE_WAYS]; /* a connection ends after so many bytes of a way; 0: never */
	enum line_end end;
	int connections; /* that these terms are for, a good line for those after; 0: all */
};

struct line;

/* To 127.0.0.1:port. Ends the test when it cannot be. */
struct line *line_new(int port);
void line_free(struct line *line);
int line_port(const struct line *line);
/* For connections from now on; NULL: a good line. */
void line_set(struct line *line, const struct line_terms *terms);
/* What the newest connection has carried this way so far, in bytes. */
long line_carried(struct line *line, enum line_way way);
/* Waits until `count` connections have been made in all, and none is open; false after `ms`. */
bool line_is_quiet(struct line *line, long count, int ms);

#endif
