/*
 * Heavy libraries on first need. libcurl costs 5 ms and Hunspell 1 ms of every start when they
 * are linked (measured), and most starts need neither before the first frame.
 */
#ifndef TONFALL_BASE_LIBRARY_H
#define TONFALL_BASE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct library_symbol {
	const char *name;
	void *slot; /* address of a function pointer */
};

/* Loads `soname` (such as "libcurl.so.4") and fills the slots; the library stays loaded.
 * When it is missing, *err names `package` (Debian) as what to install. Thread-safe when each
 * library is asked for by one thread only. */
bool library_load(const char *soname, const char *package, const struct library_symbol *symbols,
		  size_t count, struct err *err);

#endif
