#include "patience.h"

#include <sys/random.h>

bool patience_lasts(const struct http_answer *answer, struct span body, int tries)
{
	bool is_busy = answer->status == 408 || answer->status == 429 || answer->status >= 500;
	bool is_unreached = answer->status == 0 && answer->err.code == ERR_NET;
	/* A quota that is used up does not come back in a minute. */
	bool is_final = span_find(body, SPAN("insufficient_quota"), 0) < body.length;
	return (is_busy || is_unreached) && !is_final && tries < PATIENCE_TRIES &&
	       answer->retry_after <= PATIENCE_WAIT_S;
}

/* As much again by chance, so that many who were refused together do not come back together. */
static int64_t spread_out(int64_t pause)
{
	uint32_t chance = 0;
	if (getrandom(&chance, sizeof chance, GRND_NONBLOCK) != sizeof chance)
		return pause;
	return pause + (int64_t)(chance % (uint64_t)(pause + 1));
}

int64_t patience_pause(const struct http_answer *answer, int64_t least_ms, int tries)
{
	int64_t pause = spread_out(least_ms << (tries - 1)), asked = answer->retry_after * 1000;
	return asked > pause ? asked : pause;
}
