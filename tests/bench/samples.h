/* Measured values, and what is told of them. */
#ifndef TONFALL_BENCH_SAMPLES_H
#define TONFALL_BENCH_SAMPLES_H

#include <stddef.h>

enum { SAMPLES_MOST = 6000 };

struct samples {
	double at[SAMPLES_MOST];
	size_t count;
};

void samples_add(struct samples *samples, double value);
/* 0.5 is the median; 0 when there is none. Sorts them. */
double samples_quantile(struct samples *samples, double share);

#endif
