/*
 * A hub as it stands on a server: an account of its own, the program installed for it, and a real
 * sshd on loopback that knows the members by their keys. Needs root and sshd; without them the test
 * is skipped. One at a time on a machine.
 */
#ifndef TONFALL_TESTS_HUB_H
#define TONFALL_TESTS_HUB_H

#include <sys/types.h>

#include "home.h"
#include "terminal.h"

enum hub_keys {
	HUB_COMMAND, /* sshd asks `tonfall hub keys` */
	HUB_FILE,    /* the keys are written to authorized_keys */
};

struct hub {
	struct home home; /* of the members: their keys */
	int port;
	int through; /* the port of a line to it (line.h) that ssh takes instead; 0: none */
	pid_t sshd, host;
	uid_t uid;
	gid_t gid;
	enum hub_keys keys;
	char language[8];	 /* of a member's terminal; "": English */
	const char *environment; /* of hub_set_environment */
};

/* False, having said why, where it cannot be: skip the test then. The sshd_config is the part for
 * the hub in README.md, with this hub's paths. */
bool hub_start(struct hub *hub, enum hub_keys keys);
void hub_stop(struct hub *hub);

/* A hub as a test's *state, taken down also when the test fails: the next one waits for it. Where
 * no hub can be there are no members either, and hub_of skips the test. */
int hub_set_up(void **state, enum hub_keys keys);
int hub_tear_down(void **state);
struct hub *hub_of(void **state);

/* A member with a key pair of their own; `role` as for `tonfall hub add`. */
void hub_add(struct hub *hub, const char *name, const char *role);
/* Starts the process that holds the dictionaries for all sessions (`tonfall hub serve`): one more
 * process of the hub, until hub_stop. */
void hub_serve(struct hub *hub);
/* What sessions and a host are started with from now on: "NAME=value NAME=value" of plain letters,
 * which the hub keeps a pointer to; NULL: nothing more. Connections that stand are cut off. */
void hub_set_environment(struct hub *hub, const char *environment);
/* At a member's own desk: this hub in the settings, by an ssh that is cut off while the file "down"
 * lies in `home`. While the file "cut" lies there it is cut off when the hub has answered; the
 * answers are in the file. */
void hub_at_home(struct hub *hub, struct home *home, const char *name);
/* `tonfall hub ARGUMENTS… --club …` as the hub's account; what it said replaces *out. */
int hub_run(struct hub *hub, struct str *out, const char *const *arguments);

/* ssh as a member, `words` behind the host; its exit status. `options` are put before the host. */
int hub_ssh(struct hub *hub, const char *name, const char *const *options, const char *const *words,
	    struct span input, struct str *out);
/* One verb by ssh; the answer replaces *out. */
void hub_ask(struct hub *hub, const char *name, const char *line, struct str *out);
/* ssh with a terminal: the desk of that member. */
struct terminal *hub_terminal(struct hub *hub, const char *name, const char *term, int rows,
			      int columns);
/* The setting club.ssh that lets a desk on this machine ask the hub as that member. */
const char *hub_ssh_setting(struct hub *hub, const char *name, struct str *out);
/* The club's file; the folder of the hub that is root's, and all may read. */
const char *hub_club(void);
const char *hub_folder(void);
/* Calls `each` for every process of the hub's account; how many there are. */
int hub_walk(const struct hub *hub, void (*each)(void *context, pid_t pid), void *context);
int hub_processes(const struct hub *hub);

#endif
