/* Any bytes as a lesson file of somebody's own: it is read or refused, leaks nothing, stays in
 * bounds, and what was read can be walked through. */
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/span.h"
#include "lesson/lesson.h"

static void report(void *context, const char *path, int line, const char *expected)
{
	(void)path;
	(void)line;
	/* Reads the sentence to its end. */
	for (; *expected; expected++)
		*(unsigned char *)context ^= (unsigned char)*expected;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const languages[] = { "language: de\n", "" };
	unsigned char sum = 0;
	for (size_t i = 0; i < 2; i++) {
		char path[] = "/tmp/tonfall-lesson-XXXXXX";
		int fd = mkstemp(path);
		if (fd < 0)
			abort();
		struct span head = span_of(languages[i]);
		bool done = write(fd, head.at, head.length) == (ssize_t)head.length &&
			    write(fd, data, size) == (ssize_t)size;
		(void)close(fd); /* a short write only makes another input */
		if (done)
			(void)lessons_check(path, report, &sum); /* both answers are fine */
		(void)unlink(path);
	}
	return 0;
}
