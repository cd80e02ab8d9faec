/*
 * Server-sent events (WHATWG HTML, 9.2): bytes in any pieces, events out. LF, CR and CR LF end
 * lines, also across pieces; one BOM is skipped; an event that the end cuts off is dropped.
 */
#ifndef TONFALL_IO_SSE_H
#define TONFALL_IO_SSE_H

#include <stdbool.h>

#include "base/err.h"
#include "base/span.h"
#include "base/str.h"

enum { SSE_CEILING = 1 << 20 }; /* bytes of one event */

struct sse {
	struct str line, data, event;
	bool after_cr, begun, has_data;
	/* Return false to stop. `event` is "message" when the stream names none. */
	bool (*each)(void *context, struct span event, struct span data);
	void *context;
};

void sse_init(struct sse *sse, bool (*each)(void *context, struct span event, struct span data),
	      void *context);
void sse_release(struct sse *sse);
/* False when `each` stopped it or an event was over the ceiling (then *err says so). */
bool sse_feed(struct sse *sse, struct span bytes, struct err *err);

#endif
