#include "io/relay.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/i18n.h"

enum { CALLS_MOST = 64, PATIENCE_S = 5 };

static bool address_of(const char *path, struct sockaddr_un *address)
{
	*address = (struct sockaddr_un){ .sun_family = AF_UNIX };
	int length = snprintf(address->sun_path, sizeof address->sun_path, "%s", path);
	return length > 0 && (size_t)length < sizeof address->sun_path;
}

static int connect_to(const char *path)
{
	struct sockaddr_un address;
	if (!address_of(path, &address))
		return -1;
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0)
		return fd;
	if (fd >= 0)
		(void)close(fd); /* nothing was said */
	return -1;
}

int relay_listen(const char *path, struct err *err)
{
	struct sockaddr_un address;
	int fd = connect_to(path);
	if (fd >= 0) {
		(void)close(fd); /* only asked */
		(void)err_set(err, ERR_BUSY, _("Another process serves this club already."));
		return -1;
	}
	if (!address_of(path, &address)) {
		(void)err_set(err, ERR_LIMIT, _("The path of the club is too long for a socket."));
		return -1;
	}
	(void)unlink(path); /* of a process that was killed; else it fails below */
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	mode_t before = umask(0177);
	bool done = fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof address) == 0 &&
		    listen(fd, CALLS_MOST) == 0;
	(void)umask(before);
	if (done)
		return fd;
	(void)err_system(err, _("The club's socket cannot be made"));
	if (fd >= 0)
		(void)close(fd); /* nobody called */
	return -1;
}

/* ---- a message with three files ---- */

union ancillary {
	struct cmsghdr header;
	char room[CMSG_SPACE(RELAY_FILES * sizeof(int))];
};

static bool send_call(int line, struct span words)
{
	static const int files[RELAY_FILES] = { 0, 1, 2 };
	union ancillary ancillary = { .room = { 0 } };
	struct iovec bytes = { .iov_base = (char *)words.at, .iov_len = words.length };
	struct msghdr message = { .msg_iov = &bytes,
				  .msg_iovlen = 1,
				  .msg_control = &ancillary,
				  .msg_controllen = sizeof ancillary.room };
	ancillary.header = (struct cmsghdr){ .cmsg_level = SOL_SOCKET,
					     .cmsg_type = SCM_RIGHTS,
					     .cmsg_len = CMSG_LEN(sizeof files) };
	memcpy(CMSG_DATA(&ancillary.header), files, sizeof files);
	return words.length <= RELAY_WORDS &&
	       sendmsg(line, &message, MSG_NOSIGNAL) == (ssize_t)words.length;
}

static bool take_call(int line, struct relay_call *call)
{
	char words[RELAY_WORDS];
	union ancillary ancillary = { .room = { 0 } };
	struct iovec bytes = { .iov_base = words, .iov_len = sizeof words };
	struct msghdr message = { .msg_iov = &bytes,
				  .msg_iovlen = 1,
				  .msg_control = &ancillary,
				  .msg_controllen = sizeof ancillary.room };
	ssize_t length = recvmsg(line, &message, MSG_CMSG_CLOEXEC);
	const struct cmsghdr *header = length > 0 ? CMSG_FIRSTHDR(&message) : NULL;
	if (!header || header->cmsg_type != SCM_RIGHTS ||
	    header->cmsg_len != CMSG_LEN(sizeof call->files) || (message.msg_flags & MSG_TRUNC))
		return false;
	memcpy(call->files, CMSG_DATA(header), sizeof call->files);
	return str_add(&call->words, (struct span){ words, (size_t)length });
}

static bool is_of_this_user(int line)
{
	struct ucred peer;
	socklen_t length = sizeof peer;
	return getsockopt(line, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 &&
	       peer.uid == getuid();
}

bool relay_accept(int listener, struct relay_call *call)
{
	struct timeval patience = { .tv_sec = PATIENCE_S };
	struct pollfd poller = { .fd = listener, .events = POLLIN };
	bool called = poll(&poller, 1, RELAY_TURN_MS) == 1;
	*call = (struct relay_call){ .line = called ? accept4(listener, NULL, NULL, SOCK_CLOEXEC)
						    : -1,
				     .files = { -1, -1, -1 } };
	str_init(&call->words, RELAY_WORDS);
	if (call->line >= 0 && is_of_this_user(call->line) &&
	    setsockopt(call->line, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) == 0 &&
	    take_call(call->line, call))
		return true;
	relay_release(call);
	return false;
}

void relay_release(struct relay_call *call)
{
	for (int i = 0; i < RELAY_FILES; i++)
		if (call->files[i] >= 0)
			(void)close(call->files[i]); /* a copy of the caller's */
	if (call->line >= 0)
		(void)close(call->line); /* nothing is on its way */
	str_release(&call->words);
	*call = (struct relay_call){ .line = -1, .files = { -1, -1, -1 } };
}

/* ---- who called ---- */

static bool is_readable(int line)
{
	struct pollfd poller = { .fd = line, .events = POLLIN };
	return poll(&poller, 1, PATIENCE_S * 1000) == 1;
}

int relay_call(const char *path, struct span words)
{
	int line = connect_to(path);
	char taken;
	if (line >= 0 && send_call(line, words) && is_readable(line) && read(line, &taken, 1) == 1)
		return line;
	if (line >= 0)
		(void)close(line); /* it was not heard */
	return -1;
}

int relay_wait(int line)
{
	sigset_t resized;
	struct signalfd_siginfo told;
	unsigned char status = 1;
	(void)sigemptyset(&resized); /* valid sets and numbers cannot fail */
	(void)sigaddset(&resized, SIGWINCH);
	(void)sigprocmask(SIG_BLOCK, &resized, NULL);
	int signals = signalfd(-1, &resized, SFD_CLOEXEC);
	for (;;) {
		struct pollfd fds[] = { { line, POLLIN, 0 }, { signals, POLLIN, 0 } };
		if (poll(fds, 2, -1) < 0 && errno != EINTR)
			return 1;
		if (fds[1].revents && read(signals, &told, sizeof told) == sizeof told &&
		    send(line, &(char){ RELAY_RESIZED }, 1, MSG_NOSIGNAL) != 1)
			return 1;
		if (!fds[0].revents)
			continue;
		return read(line, &status, 1) == 1 ? status : 1;
	}
}
