#include "base/log.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"

enum { LOG_LINE = 1000 };

static void escape(char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < 0x20 || *text == 0x7f)
			*text = '?';
}

void log_line(const char *area, const char *format, ...)
{
	const char *path = getenv("TONFALL_LOG");
	if (!path || !*path)
		return;
	char text[LOG_LINE], line[LOG_LINE + 64];
	va_list args;
	va_start(args, format);
	(void)vsnprintf(text, sizeof text, format, args);
	va_end(args);
	escape(text);
	int length =
		snprintf(line, sizeof line, "%lld %s: %s\n", (long long)clock_wall(), area, text);
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return;
	/* A log that cannot be written must not stop the writing. */
	(void)!write(fd, line, (size_t)length);
	(void)close(fd);
}
