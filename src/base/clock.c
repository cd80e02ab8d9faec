#include "base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int64_t clock_ms(void)
{
	struct timespec now;
	(void)clock_gettime(CLOCK_MONOTONIC, &now); /* cannot fail for this clock */
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t clock_wall(void)
{
	const char *held = getenv("TONFALL_TEST_TIME");
	return held ? strtoll(held, NULL, 10) : (int64_t)time(NULL);
}

const char *clock_time_of_day(int64_t wall, char text[6])
{
	time_t seconds = (time_t)wall;
	struct tm local;
	if (!localtime_r(&seconds, &local) || !strftime(text, 6, "%H:%M", &local))
		text[0] = '\0';
	return text;
}
