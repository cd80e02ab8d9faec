/*
 * What went wrong, as a code for the program and one sentence for the person.
 * A function that may fail for reasons outside the program returns bool and takes a
 * struct err * last; it may be NULL when the caller does not want to know.
 * The sentence says what happened, what is safe and what to do next; it fits a status line.
 */
#ifndef TONFALL_BASE_ERR_H
#define TONFALL_BASE_ERR_H

#include <stdbool.h>

enum err_code {
	ERR_NONE,
	ERR_MISSING,   /* a file, package, program or setting is not there */
	ERR_DENIED,    /* the system does not allow it */
	ERR_INPUT,     /* foreign bytes are not what they should be */
	ERR_LIMIT,     /* too long, too deep, too slow, too many */
	ERR_BUSY,      /* somebody else has it, or changed it */
	ERR_IO,	       /* the disk or the terminal */
	ERR_UNSYNCED,  /* it is written and in its place, but the disk does not confirm it */
	ERR_NET,       /* the other side of a connection */
	ERR_CANCELLED, /* the person wanted no more of it */
	ERR_USAGE,     /* the command line */
};

struct err {
	enum err_code code;
	char text[256];
};

/* Fills *err (NULL is fine) and returns false, so that `return err_set(…)` reads well. */
bool err_set(struct err *err, enum err_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* As err_set, with ": " and the system's words for errno at the end; the code follows errno. */
bool err_system(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
