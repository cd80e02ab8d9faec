/*
 * Sentences for what can go wrong with a service: what happened, and what the person can do.
 */
#ifndef TONFALL_REWRITE_FAILURE_H
#define TONFALL_REWRITE_FAILURE_H

#include "base/err.h"
#include "rewrite/provider.h"

struct failure {
	int status;	   /* of HTTP */
	const char *quote; /* what the service says, made by quote.h; "" for nothing */
	const char *url, *model;
	const char *key_env; /* NULL or "" when there is none */
};

/* For a status that is no success. */
void failure_of_status(const struct failure *failure, struct err *err);
/* For an end of a successful answer that is not as it should be. */
void failure_of_end(enum provider_end end, const struct failure *failure, struct err *err);

#endif
