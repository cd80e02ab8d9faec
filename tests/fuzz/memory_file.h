/* Bytes as a file that has no place on the disk, for readers that take a path. */
#ifndef TONFALL_TESTS_MEMORY_FILE_H
#define TONFALL_TESTS_MEMORY_FILE_H

#include <assert.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/file.h"

struct memory_file {
	int fd; /* -1: not made yet; kept from one run to the next */
	char path[32];
};

static inline void memory_file_set(struct memory_file *file, struct span bytes)
{
	if (file->fd < 0)
		file->fd = memfd_create("fuzz", MFD_CLOEXEC);
	assert(file->fd >= 0 && ftruncate(file->fd, 0) == 0 && lseek(file->fd, 0, SEEK_SET) == 0);
	(void)snprintf(file->path, sizeof file->path, "/proc/self/fd/%d", file->fd);
	bool done = file_write(file->fd, bytes);
	assert(done);
}

#endif
