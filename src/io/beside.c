#include "io/beside.h"

void beside_start(struct beside *beside, void *(*work)(void *context), void *context)
{
	beside->is_running = pthread_create(&beside->thread, NULL, work, context) == 0;
	if (!beside->is_running)
		(void)work(context);
}

void beside_end(struct beside *beside)
{
	if (beside->is_running)
		(void)pthread_join(beside->thread, NULL); /* it was made, and is waited for once */
	beside->is_running = false;
}
