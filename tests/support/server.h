/*
 * An HTTP server on loopback that plays scripts: bytes with pauses between them, one script a
 * connection, whatever was asked. It keeps what it was sent.
 */
#ifndef TONFALL_TESTS_SERVER_H
#define TONFALL_TESTS_SERVER_H

#include <stdbool.h>
#include <stddef.h>

enum { SERVER_STEPS = 12 };

struct server_step {
	const char *bytes; /* NULL ends the script */
	int pause_ms;	   /* before them */
};

struct server_script {
	struct server_step steps[SERVER_STEPS];
	bool resets;  /* ends with RST instead of FIN */
	bool hangs;   /* never ends by itself */
	bool repeats; /* the last step again and again */
};

struct server;

/* The scripts live as long as the server; connections beyond the last get the last. */
struct server *server_new(const struct server_script *scripts, size_t count);
void server_free(struct server *server);
int server_port(const struct server *server);
/* Connections that asked something so far. */
size_t server_requests(const struct server *server);
/* All bytes of all requests, NUL-terminated; after the scripts have been played. */
const char *server_received(const struct server *server);

#endif
