/* Which models an endpoint has, asked when it does not know the one that is set. */
#ifndef TONFALL_REWRITE_MODELS_H
#define TONFALL_REWRITE_MODELS_H

#include "base/span.h"
#include "base/str.h"
#include "rewrite/provider.h"

enum {
	MODELS_MS = 5000,
	MODELS_CEILING = 1 << 20, /* bytes of the list */
	MODELS_SHOWN = 110,	  /* bytes of names */
};

/* The address of the list beside the one that is asked: …/v1/models. */
void models_url(const struct provider *provider, const char *url, struct str *out);
/* {"data": [{"id": "…"}]} as "a, b, c …", fit to be shown; empty when it is no such list. */
void models_names(struct span body, struct str *out);

#endif
