/*
 * Whole files: read with a limit, saved atomically.
 * A save is the old bytes or the new bytes, never a mix: temporary file in the same folder,
 * fsync, rename, fsync of the folder. Mode, owner, group, symbolic links stay. In place only
 * where a rename would lose something (hard links, a folder that cannot be written).
 */
#ifndef TONFALL_BASE_FILE_H
#define TONFALL_BASE_FILE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"
#include "base/span.h"
#include "base/str.h"

/* What a file was when it was read or written last, to notice that somebody else changed it. */
struct file_stamp {
	bool exists;
	bool is_pipe; /* it can be read, and nothing can be saved there */
	dev_t device;
	ino_t inode;
	off_t size;
	int64_t modified; /* ns since 1970 */
};

/* Reads a regular file, or a pipe, whole. ERR_MISSING when there is none, ERR_INPUT for a folder or
 * a device, ERR_LIMIT when it has more than `limit` bytes, ERR_DENIED when it may not be read.
 * *stamp (NULL is fine) says what was read. *out is replaced. */
bool file_read(const char *path, size_t limit, struct str *out, struct file_stamp *stamp,
	       struct err *err);
/* The same for an open descriptor, standard input for one; it is not closed. */
bool file_read_fd(int fd, const char *name, size_t limit, struct str *out, struct err *err);

/* Saves atomically; *stamp (NULL is fine) is set to the new file's. New files get mode 0644 less
 * the umask. On failure the old file is as it was and *err says why; but ERR_UNSYNCED says that the
 * new one is there, *stamp too, and might be gone after a power cut. */
bool file_save(const char *path, struct span bytes, struct file_stamp *stamp, struct err *err);

/* The same for the program's own files, whose folders are made where they are missing. */
bool file_keep(const char *path, struct span bytes, struct err *err);

/* For those who write piece by piece: all bytes, or false with errno; to the disk, or false with
 * errno. After a failed file_sync the pages may be gone: write them anew to another file. */
bool file_write(int fd, struct span bytes);
bool file_sync(int fd);

/* Missing files give exists = false, which is no error. */
bool file_stat(const char *path, struct file_stamp *stamp, struct err *err);
bool file_stamp_equal(const struct file_stamp *a, const struct file_stamp *b);
/* May the file (or, when missing, its folder) be written? */
bool file_is_writable(const char *path);

/* Makes a folder and its parents, mode 0700. */
bool file_make_folder(const char *path, struct err *err);

/* Calls `each` for every regular file in `folder` whose name ends in `suffix`, in byte order of
 * the names; a missing folder has none. Stops when `each` returns false. At most 10,000 files. */
bool file_each(const char *folder, const char *suffix,
	       bool (*each)(void *context, const char *path), void *context, struct err *err);

#endif
