#include "samples.h"

#include <stdlib.h>

void samples_add(struct samples *samples, double value)
{
	if (samples->count < SAMPLES_MOST)
		samples->at[samples->count++] = value;
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

double samples_quantile(struct samples *samples, double share)
{
	if (samples->count == 0)
		return 0;
	qsort(samples->at, samples->count, sizeof *samples->at, ascending);
	return samples->at[(size_t)((double)(samples->count - 1) * share)];
}
