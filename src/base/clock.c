#include "base/clock.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int64_t clock_cpu_us(void)
{
	struct timespec now;
	/* Fails only for a clock that does not exist. */
	(void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t clock_wall(void)
{
	const char *held = getenv("TONFALL_TEST_TIME");
	if (held && *held) {
		char *end;
		errno = 0;
		long long seconds = strtoll(held, &end, 10);
		if (!*end && !errno)
			return seconds;
	}
	return time(NULL);
}

const char *clock_time_of_day(int64_t wall, char text[6])
{
	time_t seconds = (time_t)wall;
	struct tm local;
	if (!localtime_r(&seconds, &local)) {
		(void)snprintf(text, 6, "--:--");
		return text;
	}
	/* Two digits by construction; the remainders only tell the compiler so. */
	(void)snprintf(text, 6, "%02d:%02d", (unsigned char)local.tm_hour % 24,
		       (unsigned char)local.tm_min % 60);
	return text;
}
