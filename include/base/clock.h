/*
 * Time from one place, so that tests can hold it still.
 */
#ifndef TONFALL_BASE_CLOCK_H
#define TONFALL_BASE_CLOCK_H

#include <stdint.h>

/* ms that only ever grow, from an unspecified start. */
int64_t clock_ms(void);
/* CPU time that this thread has used, in µs. */
int64_t clock_cpu_us(void);
/* Seconds since 1970. $TONFALL_TEST_TIME (seconds) holds it still. */
int64_t clock_wall(void);
/* Local time of day as "14:02" into text. */
const char *clock_time_of_day(int64_t wall, char text[6]);

#endif
