/*
 * The answer of a service as it comes in: events or one whole body, known by what it is
 * (form.h), read by the row of the provider into the text of a reply. Of an error the beginning is
 * kept. Knows nothing of times and tries.
 */
#ifndef TONFALL_REWRITE_INCOMING_H
#define TONFALL_REWRITE_INCOMING_H

#include <stdbool.h>

#include "base/err.h"
#include "base/span.h"
#include "base/str.h"
#include "form.h"
#include "io/sse.h"
#include "reply.h"
#include "rewrite/provider.h"

enum { INCOMING_BODY = 1 << 20 }; /* bytes of what is no event */

struct incoming {
	const struct provider *provider;
	void (*came)(void *context); /* more text of the reply */
	void *context;
	enum form form;
	struct str body; /* a whole answer, an error, or the head of what is not known yet */
	struct sse sse;
	struct reply reply;
	enum provider_end end;
	struct err said; /* by the provider, about `end` */
};

void incoming_init(struct incoming *incoming, const struct provider *provider,
		   void (*came)(void *context), void *context);
void incoming_release(struct incoming *incoming);
/* For another try. */
void incoming_clear(struct incoming *incoming);

/* Bytes of a success, whose content type is `type`; false when no more are wanted. */
bool incoming_take(struct incoming *incoming, struct span bytes, const char *type);
/* Bytes of anything else; false when there is no room for them. */
bool incoming_keep(struct incoming *incoming, struct span bytes);

/* All of a success has come, as far as it went; `is_unbroken`: to its end. True when the reply is
 * whole. */
bool incoming_finish(struct incoming *incoming, const char *type, bool is_unbroken);
/* All of an error has come. */
void incoming_fail(struct incoming *incoming);

bool incoming_is_too_long(const struct incoming *incoming);
/* What the service says is wrong, to be quoted; empty when it says nothing for people. */
struct span incoming_complaint(const struct incoming *incoming);

#endif
