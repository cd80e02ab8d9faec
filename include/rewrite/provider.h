/*
 * How to talk to an endpoint: one row a kind. To add one, add a row.
 */
#ifndef TONFALL_REWRITE_PROVIDER_H
#define TONFALL_REWRITE_PROVIDER_H

#include <stdbool.h>

#include "base/err.h"
#include "base/span.h"
#include "base/str.h"

struct provider_prompt {
	const char *model;
	struct span system, user; /* system may be empty: then it is left out */
	bool stream;
};

enum provider_end {
	PROVIDER_GOES_ON,
	PROVIDER_ENDED,	    /* as it should */
	PROVIDER_LENGTH,    /* cut by the model's limit */
	PROVIDER_FILTERED,  /* refused by the service */
	PROVIDER_ERROR,	    /* an error object: *err says what */
	PROVIDER_MALFORMED, /* not what it should be */
};

struct provider {
	const char *name;
	const char *path; /* added to the endpoint unless it ends so */
	void (*body)(const struct provider_prompt *prompt, struct str *out);
	/* The header that carries the key, "Authorization: Bearer " or "x-api-key: ". */
	const char *key_header;
	const char *const *headers; /* further ones, NULL-terminated, or NULL */
	/* Adds the text of one streamed event, or of a whole answer, to *text: bytes as the model
	 * sent them, half a character or half a surrogate pair (3 bytes) at their ends included. */
	enum provider_end (*event)(struct span event, struct span data, struct str *text,
				   struct err *err);
	enum provider_end (*whole)(struct span body, struct str *text, struct err *err);
};

/* NULL when there is no such row; NULL or "" gives the first. */
const struct provider *provider_find(const char *name);
/* endpoint + path without doubling either; a query (Azure's ?api-version=…) stays behind them. */
void provider_url(const struct provider *provider, const char *endpoint, struct str *url);

#endif
