/* The results as tables in Markdown: medians with their ranges, the promises, and where others win.
 */
#ifndef TONFALL_BENCH_REPORT_H
#define TONFALL_BENCH_REPORT_H

#include "cases.h"
#include "samples.h"

/* By case, program, figure. */
typedef struct samples results[][PROGRAMS][FIGURES];

void report_case(results all, size_t index);
/* Returns how many promises are not kept. */
int report_promises(results all);
void report_others(results all);

#endif
