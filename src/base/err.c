#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool err_set(struct err *err, enum err_code code, const char *format, ...)
{
	if (!err)
		return false;
	va_list args;
	va_start(args, format);
	err->code = code;
	/* A sentence too long for the status line is cut there. */
	(void)vsnprintf(err->text, sizeof err->text, format, args);
	va_end(args);
	return false;
}

static enum err_code code_of(int number)
{
	switch (number) {
	case ENOENT:
	case ENOTDIR:
	case ENXIO:
		return ERR_MISSING;
	case EACCES:
	case EPERM:
	case EROFS:
		return ERR_DENIED;
	case EBUSY:
	case EAGAIN:
		return ERR_BUSY;
	case EFBIG:
	case ENAMETOOLONG:
	case EMFILE:
	case ENFILE:
		return ERR_LIMIT;
	}
	return ERR_IO;
}

bool err_system(struct err *err, const char *format, ...)
{
	int number = errno;
	if (!err)
		return false;
	va_list args;
	va_start(args, format);
	int written = vsnprintf(err->text, sizeof err->text, format, args);
	va_end(args);
	err->code = code_of(number);
	if (written < 0 || (size_t)written >= sizeof err->text)
		return false;
	char reason[96];
	const char *words = strerror_r(number, reason, sizeof reason);
	(void)snprintf(err->text + written, sizeof err->text - (size_t)written, ": %s", words);
	return false;
}
