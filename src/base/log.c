#include "base/log.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"

enum { MESSAGE_MOST = 1024, LINE_MOST = 8 << 10 };

static bool is_control(const char *at, bool after_c2)
{
	unsigned char byte = (unsigned char)*at;
	/* C1 controls are 80 to 9f behind c2; elsewhere these bytes are parts of letters. */
	return byte < 0x20 || byte == 0x7f || byte == '\\' ||
	       (after_c2 && byte >= 0x80 && byte < 0xa0);
}

static void add_escaped(struct str *line, struct span text)
{
	bool after_c2 = false;
	for (size_t i = 0; i < text.length; i++) {
		if (is_control(text.at + i, after_c2))
			str_format(line, "\\x%02x", (unsigned)(unsigned char)text.at[i]);
		else
			str_add_byte(line, text.at[i]);
		after_c2 = (unsigned char)text.at[i] == 0xc2;
	}
}

static void add_time(struct str *line)
{
	time_t now = (time_t)clock_wall();
	struct tm utc;
	char text[sizeof "2026-11-24T14:02:00Z "];
	if (gmtime_r(&now, &utc) && strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ ", &utc))
		str_add(line, span_of(text));
}

void log_line(const char *area, const char *format, ...)
{
	const char *path = getenv("TONFALL_LOG");
	if (!path || !*path)
		return;
	char message[MESSAGE_MOST];
	va_list args;
	va_start(args, format);
	int length = vsnprintf(message, sizeof message, format, args);
	va_end(args);
	if (length < 0)
		return;

	struct str line;
	str_init(&line, LINE_MOST);
	add_time(&line);
	str_add(&line, span_of(area));
	str_add(&line, SPAN(": "));
	add_escaped(&line, span_of(message));
	str_add_byte(&line, '\n');
	/* O_NONBLOCK: a pipe that nobody reads must not stop the desk. */
	int fd =
		open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0600);
	if (fd >= 0) {
		/* A log that cannot be written has nobody to tell. */
		(void)!write(fd, str_text(&line), line.length);
		(void)close(fd);
	}
	str_release(&line);
}
