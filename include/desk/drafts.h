/*
 * The list of drafts: those in the drafts' folder, and words anywhere that were typed and not
 * saved. Nothing is opened to make it but the first part of each file.
 */
#ifndef TONFALL_DESK_DRAFTS_H
#define TONFALL_DESK_DRAFTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arr.h"
#include "base/str.h"

struct desk;

enum { DRAFTS_MOST = 500 };

struct drafts_entry {
	char *path;  /* NULL: words without a file */
	char *id;    /* NULL where path says it */
	char *title; /* the first words, else the file's name */
	int64_t time;
	size_t words;
	bool is_waiting; /* words that were not saved */
	bool is_open;	 /* in another window */
};

struct drafts ARR(struct drafts_entry);

void drafts_release(struct drafts *drafts);

/* The list on the screen; false (and nothing shown) when there is no draft at all. */
bool drafts_show(struct desk *desk);

#endif
