/* Between file.c and file_save.c: the one place that makes a stamp. */
#ifndef TONFALL_BASE_FILE_STAMP_H
#define TONFALL_BASE_FILE_STAMP_H

#include <sys/stat.h>

#include "base/file.h"

struct file_stamp file_stamp_of(const struct stat *status);

#endif
