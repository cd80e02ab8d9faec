#include "line.h"

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"

enum { CONNECTIONS = 16, PIECES = 64, PIECE = 1024, LOOK_MS = 10 };

/* One direction of a connection: pieces that were read and are not due yet. */
struct way {
	struct {
		int64_t due;
		size_t length;
		char bytes[PIECE];
	} pieces[PIECES];
	size_t first, count, sent; /* `sent` of the first */
	int64_t last_due;
	long carried;
	bool has_ended; /* nothing more is to be read */
};

struct connection {
	int fds[LINE_WAYS]; /* way w is read from fds[w] and goes to the other; -1: none */
	struct line_terms terms;
	struct way ways[LINE_WAYS];
	bool stalls;
};

struct line {
	pthread_t thread;
	pthread_mutex_t mutex; /* of the terms and figures */
	struct line_terms terms;
	long carried[LINE_WAYS], made;
	int listener, stop[2], port, server;
	struct connection *newest, connections[CONNECTIONS];
};

/* ---- a connection ---- */

static struct sockaddr_in loopback(int port)
{
	return (struct sockaddr_in){ .sin_family = AF_INET,
				     .sin_port = htons((uint16_t)port),
				     .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
}

static void close_both(struct connection *c, bool resets)
{
	struct linger linger = { .l_onoff = 1, .l_linger = 0 };
	for (int way = 0; way < LINE_WAYS; way++) {
		if (resets)
			(void)setsockopt(c->fds[way], SOL_SOCKET, SO_LINGER, &linger,
					 sizeof linger);
		(void)close(c->fds[way]);
		c->fds[way] = -1;
	}
}

static void cut(struct connection *c)
{
	if (c->terms.end == LINE_STALLS)
		c->stalls = true;
	else
		close_both(c, c->terms.end == LINE_RESETS);
}

static void take_connection(struct line *line)
{
	struct sockaddr_in at = loopback(line->server);
	struct connection *c = NULL;
	int client = accept4(line->listener, NULL, NULL, SOCK_CLOEXEC);
	int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	for (size_t i = 0; !c && i < CONNECTIONS; i++)
		if (line->connections[i].fds[0] < 0)
			c = &line->connections[i];
	if (!c || client < 0 || connect(server, (struct sockaddr *)&at, sizeof at) != 0) {
		(void)close(client), (void)close(server);
		return;
	}
	*c = (struct connection){ .fds = { client, server }, .terms = line->terms };
	line->newest = c;
	line->made++;
	if (line->terms.connections && --line->terms.connections == 0)
		line->terms = (struct line_terms){ 0 };
	line->carried[LINE_UP] = line->carried[LINE_DOWN] = 0;
}

static void read_piece(struct connection *c, int index)
{
	struct way *way = &c->ways[index];
	size_t most = c->terms.piece > 0 && c->terms.piece < PIECE ? (size_t)c->terms.piece : PIECE;
	size_t at = (way->first + way->count) % PIECES;
	ssize_t got = recv(c->fds[index], way->pieces[at].bytes, most, MSG_DONTWAIT);
	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	way->has_ended = got <= 0;
	if (got <= 0)
		return;
	int64_t due = clock_ms() + c->terms.latency_ms;
	if (due < way->last_due + c->terms.pause_ms)
		due = way->last_due + c->terms.pause_ms;
	way->pieces[at].due = way->last_due = due;
	way->pieces[at].length = (size_t)got;
	way->count++;
}

/* False when the other side is gone. */
static bool send_pieces(struct line *line, struct connection *c, int index)
{
	struct way *way = &c->ways[index];
	while (way->count && way->pieces[way->first].due <= clock_ms()) {
		const char *bytes = way->pieces[way->first].bytes + way->sent;
		size_t length = way->pieces[way->first].length - way->sent;
		long left = c->terms.cut[index] - way->carried;
		if (c->terms.cut[index] && left < (long)length)
			length = (size_t)left;
		ssize_t sent = send(c->fds[!index], bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (sent < 0)
			return errno == EAGAIN || errno == EINTR;
		way->carried += sent;
		if (line->newest == c)
			line->carried[index] = way->carried;
		way->sent += (size_t)sent;
		if (c->terms.cut[index] && way->carried >= c->terms.cut[index]) {
			cut(c);
			return true;
		}
		if (way->sent < way->pieces[way->first].length)
			continue;
		way->sent = 0;
		way->first = (way->first + 1) % PIECES;
		way->count--;
	}
	if (way->has_ended && way->count == 0)
		(void)shutdown(c->fds[!index], SHUT_WR);
	return true;
}

static void serve(struct line *line, struct connection *c)
{
	bool stands = true, has_ended = true;
	for (int way = 0; way < LINE_WAYS && stands && c->fds[0] >= 0 && !c->stalls; way++) {
		if (!c->ways[way].has_ended && c->ways[way].count < PIECES)
			read_piece(c, way);
		stands = send_pieces(line, c, way);
		has_ended = has_ended && c->ways[way].has_ended && c->ways[way].count == 0;
	}
	if (c->fds[0] >= 0 && !c->stalls && (!stands || has_ended))
		close_both(c, !stands);
}

/* ---- all of them ---- */

/* What is waited for on this connection; the next piece that is due shortens *wait_ms. */
static void add_waits(struct connection *c, struct pollfd *fds, int *wait_ms)
{
	for (int way = 0; way < LINE_WAYS; way++) {
		struct way *w = &c->ways[way];
		bool reads = c->fds[0] >= 0 && !c->stalls && !w->has_ended && w->count < PIECES;
		fds[way] = (struct pollfd){ reads ? c->fds[way] : -1, POLLIN, 0 };
		if (c->fds[0] < 0 || c->stalls || w->count == 0)
			continue;
		int64_t left = w->pieces[w->first].due - clock_ms();
		if (left < 1)
			left = 1; /* its receiver is slow */
		if (*wait_ms < 0 || left < *wait_ms)
			*wait_ms = (int)left;
	}
}

static void *run(void *context)
{
	struct line *line = context;
	struct pollfd fds[2 + CONNECTIONS * LINE_WAYS] = { { line->stop[0], POLLIN, 0 },
							   { line->listener, POLLIN, 0 } };
	do {
		int wait_ms = -1;
		for (size_t i = 0; i < CONNECTIONS; i++)
			add_waits(&line->connections[i], &fds[2 + i * LINE_WAYS], &wait_ms);
		(void)poll(fds, sizeof fds / sizeof *fds, wait_ms);
		(void)pthread_mutex_lock(&line->mutex);
		if (fds[1].revents)
			take_connection(line);
		for (size_t i = 0; i < CONNECTIONS; i++)
			serve(line, &line->connections[i]);
		(void)pthread_mutex_unlock(&line->mutex);
	} while (!fds[0].revents);
	return NULL;
}

struct line *line_new(int port)
{
	struct line *line = mem_alloc(sizeof *line);
	struct sockaddr_in at = loopback(0);
	socklen_t size = sizeof at;
	line->server = port;
	for (size_t i = 0; i < CONNECTIONS; i++)
		line->connections[i].fds[0] = -1;
	line->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool stands = pipe(line->stop) == 0 && pthread_mutex_init(&line->mutex, NULL) == 0 &&
		      bind(line->listener, (struct sockaddr *)&at, size) == 0 &&
		      listen(line->listener, CONNECTIONS) == 0 &&
		      getsockname(line->listener, (struct sockaddr *)&at, &size) == 0 &&
		      pthread_create(&line->thread, NULL, run, line) == 0;
	assert(stands);
	line->port = ntohs(at.sin_port);
	return line;
}

void line_free(struct line *line)
{
	if (!line)
		return;
	(void)!write(line->stop[1], "x", 1); /* wakes the thread */
	(void)pthread_join(line->thread, NULL);
	for (size_t i = 0; i < CONNECTIONS; i++)
		if (line->connections[i].fds[0] >= 0)
			close_both(&line->connections[i], false);
	(void)close(line->stop[0]);
	(void)close(line->stop[1]);
	(void)close(line->listener);
	(void)pthread_mutex_destroy(&line->mutex);
	free(line);
}

int line_port(const struct line *line)
{
	return line->port;
}

void line_set(struct line *line, const struct line_terms *terms)
{
	(void)pthread_mutex_lock(&line->mutex);
	line->terms = terms ? *terms : (struct line_terms){ 0 };
	(void)pthread_mutex_unlock(&line->mutex);
}

long line_carried(struct line *line, enum line_way way)
{
	(void)pthread_mutex_lock(&line->mutex);
	long carried = line->carried[way];
	(void)pthread_mutex_unlock(&line->mutex);
	return carried;
}

static bool is_open(struct line *line)
{
	for (size_t i = 0; i < CONNECTIONS; i++)
		if (line->connections[i].fds[0] >= 0)
			return true;
	return false;
}

bool line_is_quiet(struct line *line, long count, int ms)
{
	int64_t until = clock_ms() + ms;
	bool is_quiet = false;
	while (!is_quiet && clock_ms() < until) {
		(void)poll(NULL, 0, LOOK_MS);
		(void)pthread_mutex_lock(&line->mutex);
		is_quiet = line->made >= count && !is_open(line);
		(void)pthread_mutex_unlock(&line->mutex);
	}
	return is_quiet;
}
