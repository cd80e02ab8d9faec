#include "desk/journal_disk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/path.h"
#include "base/str.h"
#include "desk/journal_file.h"

void journal_disk_close(struct journal_disk *disk)
{
	if (disk->fd >= 0)
		(void)close(disk->fd); /* what was written is synced by another descriptor */
	disk->fd = -1;
}

bool journal_disk_sync_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool synced = fd >= 0 && file_sync(fd);
	if (fd >= 0)
		(void)close(fd); /* only synced */
	return synced;
}

static bool write_new(struct journal_disk *disk, const char *temporary, struct span records)
{
	disk->fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	return disk->fd >= 0 && file_write(disk->fd, journal_magic()) &&
	       file_write(disk->fd, records);
}

/* A file of its own first: until it is whole, the one before it stays. Only where there is one,
 * that means on the disk too, and has to be waited for. */
bool journal_disk_begin(struct journal_disk *disk, const char *path, struct span records)
{
	struct str folder = { 0 }, temporary = { 0 };
	journal_disk_close(disk);
	(void)str_format(&temporary, "%s.new", path);
	bool done = file_make_folder(path_folder(&folder, path), NULL) &&
		    write_new(disk, str_text(&temporary), records) &&
		    (access(path, F_OK) != 0 || file_sync(disk->fd)) &&
		    rename(str_text(&temporary), path) == 0;
	int number = errno;
	str_release(&folder);
	str_release(&temporary);
	errno = number;
	return done;
}

/* A file whose folder was deleted takes bytes without a word: that is asked for. */
bool journal_disk_append(struct journal_disk *disk, struct span records)
{
	struct stat status;
	if (disk->fd < 0 || !file_write(disk->fd, records) || fstat(disk->fd, &status) != 0)
		return false;
	errno = ENOENT;
	return status.st_nlink > 0;
}

bool journal_disk_remove(struct journal_disk *disk, const char *path)
{
	journal_disk_close(disk);
	return unlink(path) == 0 || errno == ENOENT || errno == ENOTDIR;
}
