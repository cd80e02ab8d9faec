/*
 * HTTP requests on the loop, by libcurl's multi interface (loaded on first need). https, or http to
 * loopback; certificates verified; no redirect is followed; no cookies, no netrc, no compression.
 * Nothing here writes a request, a header or a key to a log.
 * Rules and reasons: libcurl-security(3).
 */
#ifndef TONFALL_IO_HTTP_H
#define TONFALL_IO_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/span.h"
#include "io/loop.h"

struct http;
struct http_call;

struct http_request {
	const char *url;
	const char *const *headers; /* "Name: value", NULL-terminated; copied, wiped after use */
	struct span body;	    /* POST when it has bytes, else GET; copied */
	bool allow_plain;	    /* http to hosts other than loopback */
	int64_t connect_ms;	    /* 0: 10 s */
	int64_t total_ms;	    /* 0: 180 s */
	size_t most_bytes;	    /* of the answer's body; 0: 4 MiB */
};

struct http_answer {
	int status;	       /* 0 when there was none */
	char content_type[64]; /* lower case, without parameters */
	int64_t retry_after;   /* seconds, -1 when not said */
	struct err err;	       /* ERR_NONE when the transfer ended as it should */
};

/* `data` gets body bytes as they come (return false to end it); `done` is called exactly once
 * unless the call was cancelled; the call is gone after it. */
struct http_handlers {
	bool (*data)(void *context, struct http_call *call, struct span bytes);
	void (*done)(void *context, struct http_call *call, const struct http_answer *answer);
	void *context;
};

/* Loads libcurl; false with the package to install when it is missing. */
struct http *http_new(struct loop *loop, struct err *err);
void http_free(struct http *http);

/* NULL with *err when the URL is not allowed or malformed; then no handler is called. */
struct http_call *http_send(struct http *http, const struct http_request *request,
			    const struct http_handlers *handlers, struct err *err);
/* No handler is called any more. */
void http_cancel(struct http_call *call);
/* The status once the headers are there, else 0. */
int http_status(const struct http_call *call);
const char *http_content_type(const struct http_call *call);

/* Is the URL one that may be asked (scheme, host)? The sentence says why not. */
bool http_url_is_allowed(const char *url, bool allow_plain, struct err *err);

#endif
