/*
 * The file of a journal as the disk has it: begun whole or not at all, then only appended to. What
 * runs here may take long; it runs on a thread of its own (desk/journal.c).
 */
#ifndef TONFALL_DESK_JOURNAL_DISK_H
#define TONFALL_DESK_JOURNAL_DISK_H

#include <stdbool.h>

#include "base/span.h"

struct journal_disk {
	int fd; /* -1: no file is open */
};

/* All return false with errno. Bringing bytes to the disk is left to the caller (file_sync on a
 * copy of the descriptor, and the folder after a begin), so that later ones need not wait. */
bool journal_disk_begin(struct journal_disk *disk, const char *path, struct span records);
bool journal_disk_append(struct journal_disk *disk, struct span records);
/* None there is fine. */
bool journal_disk_remove(struct journal_disk *disk, const char *path);
void journal_disk_close(struct journal_disk *disk);
bool journal_disk_sync_folder(const char *folder);

#endif
