#include "io/jail.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <seccomp.h>

#include "base/i18n.h"
#include "base/library.h"

enum {
	FILES_MOST = 64,
	MEMORY_BYTES = 512 << 20,
};

/* Of one file: the club's own grows with all its members. */
static const rlim_t file_bytes = (rlim_t)4 << 30;

/* ---- what a client may say ---- */

/* TERM from a compiled-in list, else "vt100". */
static const char *jail_term(const char *said)
{
	static const char *const known[] = {
		"xterm",
		"xterm-256color",
		"xterm-color",
		"tmux",
		"tmux-256color",
		"screen",
		"screen-256color",
		"linux",
		"vt100",
		"vt220",
		"rxvt",
		"rxvt-unicode",
		"rxvt-unicode-256color",
		"xterm-kitty",
		"foot",
		"alacritty",
		"putty",
		"putty-256color",
		"konsole",
		"konsole-256color",
		"gnome",
		"gnome-256color",
		"xterm-ghostty",
		"wezterm",
		"st-256color",
		"ansi",
	};
	for (size_t i = 0; said && i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i], said) == 0)
			return known[i];
	return "vt100";
}

/* "de", "fr", "it" or "en" of LC_ALL, LC_MESSAGES or LANG, by their letters only; "en" when they
 * say another. */
static const char *jail_language(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	static const char *const languages[] = { "de", "fr", "it", "en" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		if (!value || !*value)
			continue;
		for (size_t k = 0; k < sizeof languages / sizeof *languages; k++)
			if (strncmp(value, languages[k], 2) == 0 &&
			    (value[2] == '\0' || value[2] == '_' || value[2] == '.'))
				return languages[k];
		return "en";
	}
	return "en";
}

/* ---- giving up ---- */

bool jail_refuse_power(struct err *err)
{
	if (geteuid() == 0 || getuid() == 0)
		return err_set(
			err, ERR_DENIED,
			_("A session of the club does not run as root; give it an account."));
	if (geteuid() != getuid() || getegid() != getgid())
		return err_set(err, ERR_DENIED, _("A session of the club does not run set-uid."));
	return true;
}

static bool limit(int resource, rlim_t most, struct err *err)
{
	struct rlimit now;
	if (getrlimit(resource, &now) != 0)
		return err_system(err, _("The session's limits cannot be read"));
	if (now.rlim_max != RLIM_INFINITY && now.rlim_max < most)
		most = now.rlim_max;
	struct rlimit then = { most, most };
	return setrlimit(resource, &then) == 0 ||
	       err_system(err, _("The session's limits cannot be set"));
}

static bool set_limits(struct err *err)
{
	return limit(RLIMIT_CORE, 0, err) && limit(RLIMIT_NOFILE, FILES_MOST, err) &&
	       limit(RLIMIT_FSIZE, file_bytes, err) && limit(RLIMIT_AS, MEMORY_BYTES, err);
}

static bool set_environment(const char *home, struct err *err)
{
	/* Both are strings of our own, not the environment's. */
	const char *term = jail_term(getenv("TERM")), *language = jail_language();
	if (clearenv() != 0 || setenv("TERM", term, 1) != 0 ||
	    setenv("LANGUAGE", language, 1) != 0 || setenv("LC_ALL", "C.UTF-8", 1) != 0 ||
	    setenv("HOME", home, 1) != 0 || setenv("PATH", "/nonexistent", 1) != 0 ||
	    setenv("TERMINFO_DIRS", "/usr/share/terminfo:/lib/terminfo:/etc/terminfo", 1) != 0)
		return err_system(err, _("The session's environment cannot be set"));
	return true;
}

/* ---- Landlock (landlock(7)); glibc has no wrappers ---- */

static const uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;

/* Everything that the first version of Landlock knows, but to execute, which nothing gets. */
static const uint64_t writing = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR |
				LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |
				LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
				LANDLOCK_ACCESS_FS_REMOVE_DIR;

static const uint64_t file_rights = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE;

static void allow(int rules, const char *path, uint64_t rights)
{
	struct stat what;
	int fd = open(path, O_PATH | O_CLOEXEC);
	if (fd < 0)
		return; /* what is not there needs no right */
	if (fstat(fd, &what) == 0 && !S_ISDIR(what.st_mode))
		rights &= file_rights;
	struct landlock_path_beneath_attr beneath = { .allowed_access = rights, .parent_fd = fd };
	/* A right that is not given is one less. */
	(void)syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
	(void)close(fd);
}

static bool lock_paths(const struct jail *jail)
{
	struct landlock_ruleset_attr attributes = {
		.handled_access_fs = writing | LANDLOCK_ACCESS_FS_EXECUTE |
				     LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_SOCK |
				     LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
				     LANDLOCK_ACCESS_FS_MAKE_SYM
	};
	int rules = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
	if (rules < 0)
		return false;
	for (size_t i = 0; jail->read[i]; i++)
		allow(rules, jail->read[i], reading);
	for (size_t i = 0; jail->write[i]; i++)
		allow(rules, jail->write[i], writing);
	bool done = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	(void)close(rules);
	return done;
}

/* ---- system calls ---- */

struct seccomp {
	scmp_filter_ctx (*init)(uint32_t);
	int (*add)(scmp_filter_ctx, uint32_t, int, unsigned, const struct scmp_arg_cmp *);
	int (*load)(scmp_filter_ctx);
	void (*release)(scmp_filter_ctx);
};

/* No other program, no look into other processes, no sockets, no changes of who one is. */
static const int refused[] = {
	SYS_execve,
	SYS_execveat,
	SYS_ptrace,
	SYS_process_vm_readv,
	SYS_process_vm_writev,
	SYS_socket,
	SYS_connect,
	SYS_bind,
	SYS_mount,
	SYS_unshare,
	SYS_setns,
	SYS_bpf,
	SYS_keyctl,
	SYS_perf_event_open,
	SYS_userfaultfd,
	SYS_setuid,
	SYS_setgid,
	SYS_setreuid,
	SYS_setresuid,
	SYS_setgroups,
	SYS_pidfd_open,
	SYS_pidfd_getfd,
	SYS_kcmp,
	SYS_symlink,
	SYS_symlinkat,
};

static bool lock_calls(void)
{
	struct seccomp lib;
	const struct library_symbol symbols[] = {
		{ "seccomp_init", &lib.init },
		{ "seccomp_rule_add_array", &lib.add },
		{ "seccomp_load", &lib.load },
		{ "seccomp_release", &lib.release },
	};
	if (!library_load("libseccomp.so.2", "libseccomp2", symbols, 4, NULL))
		return false;
	scmp_filter_ctx filter = lib.init(SCMP_ACT_ALLOW);
	bool done = filter != NULL;
	for (size_t i = 0; done && i < sizeof refused / sizeof *refused; i++)
		done = lib.add(filter, SCMP_ACT_ERRNO(EPERM), refused[i], 0, NULL) == 0;
	/* Signals go to oneself only: kill(getpid(), …) is what raise does. */
	struct scmp_arg_cmp other = { .arg = 0, .op = SCMP_CMP_NE, .datum_a = (uint64_t)getpid() };
	done = done && lib.add(filter, SCMP_ACT_ERRNO(EPERM), SYS_kill, 1, &other) == 0 &&
	       lib.load(filter) == 0;
	if (filter)
		lib.release(filter);
	return done;
}

bool jail_enter(const struct jail *jail, struct str *missing, struct err *err)
{
	if (!jail_refuse_power(err) || !set_limits(err))
		return false;
	if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return err_system(err, _("The session cannot give up its privileges"));
	if (!set_environment(jail->home, err))
		return false;
	if (!lock_paths(jail))
		(void)str_add(missing, SPAN("landlock\n"));
	if (!lock_calls())
		(void)str_add(missing, SPAN("seccomp\n"));
	return true;
}
