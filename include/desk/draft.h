/*
 * The draft's file: opened (or new), saved, never overwritten unasked. Your file holds your post
 * and nothing else; what else belongs to a draft (lock, journal, earlier versions) lies in the
 * state folder under its id.
 */
#ifndef TONFALL_DESK_DRAFT_H
#define TONFALL_DESK_DRAFT_H

#include <stdbool.h>

#include "base/err.h"
#include "base/file.h"
#include "base/str.h"

struct desk;

/* A draft that was read and is not on the desk yet. */
struct draft {
	char *path; /* NULL: without a file */
	char *id;   /* NULL: by chance */
	struct str text;
	struct file_stamp stamp;
};

/* Reads the file at `path` (NULL or missing: an empty draft). `id` names a draft without a file
 * whose journal is waiting; else NULL. */
bool draft_read(struct draft *draft, const char *path, const char *id, struct err *err);
void draft_release(struct draft *draft);
/* Puts it on the desk, whose editor is empty or released; takes it over. */
bool draft_put(struct desk *desk, struct draft *draft, struct err *err);
/* Gives up lock and editor. The journal has gone before. */
void draft_close(struct desk *desk);

/* Saves; asks for a name first when there is none, and before it overwrites what another program
 * wrote. False when it is not saved (yet); the status line says why. */
bool draft_save(struct desk *desk);
/* Saves under its name and asks nothing. */
bool draft_write(struct desk *desk);
/* Asks for another name: the text is saved there and goes on there; the old file stays. */
void draft_save_as(struct desk *desk);
/* Asks for another name for the file itself. */
void draft_rename(struct desk *desk);
/* Keeps unsaved text in a file of its own when the program has to end and the journal cannot be
 * written; adds the sentence that says where it is, or that it is lost. */
void draft_rescue(struct desk *desk, struct str *sentence);

/* "~/x" is what a person types for a file at home. */
void draft_expand(const char *typed, struct str *out);
/* Where new drafts are. */
const char *draft_folder(struct str *out);

#endif
