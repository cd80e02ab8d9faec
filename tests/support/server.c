#include "server.h"

#include <arpa/inet.h>
#include <assert.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/mem.h"

enum { RECEIVED_MOST = 256 << 10, PATIENCE_MS = 5000 };

struct server {
	const struct server_script *scripts;
	size_t count;
	pthread_t thread;
	int listener, stop[2], port;
	atomic_size_t requests;
	char *received;
	size_t length;
};

/* False when the server shall stop. */
static bool rest(struct server *server, int ms)
{
	struct pollfd stop = { server->stop[0], POLLIN, 0 };
	return poll(&stop, 1, ms) == 0;
}

/* False when nothing more can be read, or the server shall stop. */
static bool receive(struct server *server, int fd)
{
	struct pollfd fds[2] = { { fd, POLLIN, 0 }, { server->stop[0], POLLIN, 0 } };
	if (poll(fds, 2, PATIENCE_MS) <= 0 || fds[1].revents)
		return false;
	ssize_t got =
		recv(fd, server->received + server->length, RECEIVED_MOST - server->length - 1, 0);
	if (got <= 0)
		return false;
	server->length += (size_t)got;
	server->received[server->length] = '\0';
	return true;
}

static bool is_whole(const char *request)
{
	const char *end = strstr(request, "\r\n\r\n");
	const char *length = strcasestr(request, "content-length:");
	if (!end)
		return false;
	return !length || length > end || strlen(end + 4) >= strtoul(length + 15, NULL, 10);
}

static bool play_step(struct server *server, int fd, const struct server_step *step)
{
	size_t length = strlen(step->bytes);
	if (step->pause_ms && !rest(server, step->pause_ms))
		return false;
	return send(fd, step->bytes, length, MSG_NOSIGNAL) == (ssize_t)length;
}

static void play(struct server *server, int fd, const struct server_script *script)
{
	size_t i = 0;
	while (i < SERVER_STEPS && script->steps[i].bytes)
		if (!play_step(server, fd, &script->steps[i++]))
			return;
	while (script->repeats && i > 0 && rest(server, 0))
		if (!play_step(server, fd, &script->steps[i - 1]))
			return;
	if (script->hangs)
		(void)rest(server, -1);
	struct linger linger = { .l_onoff = 1, .l_linger = 0 };
	if (script->resets)
		(void)setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}

static void serve(struct server *server, int fd)
{
	size_t start = server->length;
	while (!is_whole(server->received + start))
		if (!receive(server, fd))
			return;
	size_t index = atomic_fetch_add(&server->requests, 1);
	play(server, fd, &server->scripts[index < server->count ? index : server->count - 1]);
}

static void *run(void *context)
{
	struct server *server = context;
	struct pollfd fds[2] = { { server->listener, POLLIN, 0 }, { server->stop[0], POLLIN, 0 } };
	while (poll(fds, 2, -1) > 0 && !fds[1].revents) {
		int fd = accept(server->listener, NULL, NULL);
		if (fd < 0)
			continue;
		serve(server, fd);
		(void)close(fd);
	}
	return NULL;
}

struct server *server_new(const struct server_script *scripts, size_t count)
{
	struct server *server = mem_alloc(sizeof *server);
	struct sockaddr_in at = { .sin_family = AF_INET,
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof at;
	server->scripts = scripts;
	server->count = count;
	server->received = mem_alloc(RECEIVED_MOST);
	server->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool stands = pipe(server->stop) == 0 &&
		      bind(server->listener, (struct sockaddr *)&at, size) == 0 &&
		      listen(server->listener, 8) == 0 &&
		      getsockname(server->listener, (struct sockaddr *)&at, &size) == 0 &&
		      pthread_create(&server->thread, NULL, run, server) == 0;
	assert(stands);
	server->port = ntohs(at.sin_port);
	return server;
}

void server_free(struct server *server)
{
	if (!server)
		return;
	(void)!write(server->stop[1], "x", 1); /* wakes the thread */
	(void)pthread_join(server->thread, NULL);
	(void)close(server->stop[0]);
	(void)close(server->stop[1]);
	(void)close(server->listener);
	free(server->received);
	free(server);
}

int server_port(const struct server *server)
{
	return server->port;
}

size_t server_requests(const struct server *server)
{
	return atomic_load(&server->requests);
}

const char *server_received(const struct server *server)
{
	return server->received;
}
