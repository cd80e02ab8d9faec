#include "lesson/criteria.h"

const struct check_row *const criteria_tables[] = { criteria_prompt, criteria_post, NULL };

void criterion_give(const struct check_context *context, struct findings *findings, size_t start,
		    size_t end, int points)
{
	struct finding *finding = check_found(context, findings, start, end);
	if (finding)
		finding->figures[2] = points;
}
