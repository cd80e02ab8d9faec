/*
 * What a session of a club gives up before it reads a byte from its member: root, core dumps,
 * environment, other programs, and every path but those named. One account serves all members, so
 * what one session could do, all could. What the kernel cannot give up is named, not passed over.
 */
#ifndef TONFALL_IO_JAIL_H
#define TONFALL_IO_JAIL_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

struct jail {
	const char *const
		*read; /* files and folders, NULL-terminated; those missing are left out */
	const char *const *write; /* folders */
	const char *home;	  /* becomes $HOME and the XDG folders' root */
};

/* ERR_DENIED for root and set-uid: to be asked before anything is opened. */
bool jail_refuse_power(struct err *err);
/* Files that are open stay so. Call before threads start. *missing gets one line for each
 * protection that this kernel lacks; the others hold. */
bool jail_enter(const struct jail *jail, struct str *missing, struct err *err);

#endif
