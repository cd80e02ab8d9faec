/*
 * One rewrite: the request that will be sent (to be shown first, byte for byte), then the running
 * call, its text as it streams in, and how it ended. Knows providers by a table
 * (rewrite/provider.h). It never touches the author's text; the proposal (rewrite/proposal.h) is
 * made from its answer.
 */
#ifndef TONFALL_REWRITE_REWRITE_H
#define TONFALL_REWRITE_REWRITE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/span.h"
#include "base/str.h"
#include "io/http.h"
#include "lang/language.h"
#include "rewrite/task.h"

/* Where and how; rewrite_start copies what it needs of the strings. */
struct rewrite_settings {
	const char *endpoint; /* "http://127.0.0.1:11434/v1": the path is added if missing */
	const char *model;
	const char *provider;	 /* row of the provider table; NULL or "": "openai" */
	const char *key_env;	 /* name of an environment variable, or NULL */
	const char *key_command; /* run without a shell by words, first line of its output; or NULL;
				  * asked when the variable is not set */
	bool allow_plain;	 /* http beyond loopback */
	bool stream;
	long longest; /* bytes of text that may be sent; 0: 24,000 */
	/* ms, 0 for the usual: until the first text (120 s: local models load slowly), between
	 * pieces of text (30 s, keep-alives do not count), all tries together (180 s), and the
	 * least pause before another try (1 s). */
	int64_t first_text_ms, stall_ms, whole_ms, pause_ms;
};

enum rewrite_address { REWRITE_ADDRESS_AS_IS, REWRITE_INFORMAL, REWRITE_FORMAL };

/* What is asked. All but the task may be empty. */
struct rewrite_question {
	const struct task *task;
	enum language language; /* of the text */
	struct span text;
	struct span passages; /* own writing to keep to, if the author allows */
	enum rewrite_address address;
};

/* ERR_MISSING with how to set one (an Ollama on this machine as the example) when there is no
 * endpoint or model; ERR_LIMIT when the text is too long (refused, never cut). */
bool rewrite_is_possible(const struct rewrite_settings *settings, struct span text,
			 struct err *err);

/* The URL and the exact body that will be sent, for the gate; no key is in either. ERR_INPUT when
 * there is no text and the task needs one. */
bool rewrite_request(const struct rewrite_settings *settings,
		     const struct rewrite_question *question, struct str *url, struct str *body,
		     struct err *err);

/* The same for a prompt as it stands, as a chat would get it: only the sentence on placeholders
 * goes along, where it has some. */
bool rewrite_plain_request(const struct rewrite_settings *settings, enum language language,
			   struct span prompt, struct str *url, struct str *body, struct err *err);

enum rewrite_state {
	REWRITE_CONNECTING,
	REWRITE_STREAMING, /* text is coming */
	REWRITE_WAITING,   /* will be tried again by itself */
	REWRITE_DONE,	   /* whole answer */
	REWRITE_PARTIAL,   /* cut before its end; the text so far is there, err says why */
	REWRITE_FAILED,	   /* nothing usable, err says why */
};

struct rewrite;

/* Starts; `changed` is called by the loop, at most once a turn, when state or text changed, and may
 * free the rewrite. The http outlives it. Busy services (408, 429, 5xx, no connection) are asked up
 * to three times, never again once text came. */
struct rewrite *rewrite_start(struct http *http, struct loop *loop,
			      const struct rewrite_settings *settings, struct span url,
			      struct span body, void (*changed)(void *context), void *context,
			      struct err *err);
/* Cancels if it runs. */
void rewrite_free(struct rewrite *rewrite);

enum rewrite_state rewrite_state(const struct rewrite *rewrite);
/* What has come so far: valid UTF-8, without markers of the contract; until the next turn. */
struct span rewrite_text(const struct rewrite *rewrite);
const struct err *rewrite_error(const struct rewrite *rewrite);
int rewrite_wait_seconds(const struct rewrite *rewrite);

#endif
