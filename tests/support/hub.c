#include "unit.h"

#include "hub.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"

enum { PATIENCE_MS = 20000, WORDS_MOST = 40, TEXT_MOST = 8 << 20 };

/* sshd wants the program that it asks in folders that are root's alone, so not below /tmp. */
#define ROOT "/var/lib/tonfall-test"
static const char account[] = "tonfall-test", sshd_program[] = "/usr/sbin/sshd";
static const char program[] = ROOT "/bin/tonfall", club[] = ROOT "/home/club.db";

const char *hub_club(void)
{
	return club;
}

const char *hub_folder(void)
{
	return ROOT;
}

/* ---- running ---- */

struct run {
	const char *const *argv;
	uid_t uid; /* 0: as the test */
	gid_t gid;
	struct span input;
};

static void become(const struct run *run, int in, int out)
{
	if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0)
		_exit(126);
	if (run->uid && (setgid(run->gid) != 0 || setuid(run->uid) != 0))
		_exit(126);
	(void)alarm(60);
	(void)execvp(run->argv[0], (char *const *)run->argv); /* which leaves them as they are */
	_exit(127);
}

/* Input and output are files without a name, so that nobody waits for anybody. */
static int run_to_end(const struct run *run, struct str *out)
{
	FILE *in = tmpfile(), *said = tmpfile();
	int status = 0;
	struct err err;
	assert_true(in && said);
	assert_int_equal(fwrite(run->input.at ? run->input.at : "", 1, run->input.length, in),
			 run->input.length);
	(void)fflush(in);
	rewind(in);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0)
		become(run, fileno(in), fileno(said));
	assert_int_equal(waitpid(child, &status, 0), child);
	rewind(said);
	str_clear(out);
	if (!file_read_fd(fileno(said), "answer", TEXT_MOST, out, &err))
		fail_msg("%s", err.text);
	(void)fclose(in);
	(void)fclose(said);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void must(const char *const *argv)
{
	struct str out = { 0 };
	if (run_to_end(&(struct run){ .argv = argv }, &out) != 0)
		fail_msg("%s: %s", argv[0], str_text(&out));
	str_release(&out);
}

#define MUST(...) must((const char *const[]){ __VA_ARGS__, NULL })

/* One for the whole process: a set-up that failed must not keep the next one waiting for it. */
static int lock = -1;

static void take_lock(void)
{
	if (lock < 0)
		lock = open("/tmp/tonfall-hub-test.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	assert_int_equal(flock(lock, LOCK_EX), 0);
}

/* ---- setting up ---- */

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *at)
{
	(void)status, (void)kind, (void)at;
	return remove(path);
}

/* What a test that was killed has left goes as well. */
static void remove_all(void)
{
	(void)nftw(ROOT, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	if (getpwnam(account))
		MUST("userdel", "--force", account);
}

static bool is_possible(void)
{
	if (geteuid() == 0 && access(sshd_program, X_OK) == 0)
		return true;
	print_message("skipped: a hub needs root (for its account) and openssh-server\n");
	return false;
}

/* What watches the program under test cannot watch a session, for its walls: the release then,
 * unless the watching was built for them (tests/tools/counting.c, unlimited.c). */
static const char *program_to_install(void)
{
	static const char release[] = "build/release/tonfall";
	const char *built = getenv("TONFALL_HUB_PROGRAM");
	if (built)
		return built;
	return access(release, X_OK) == 0 ? release : home_program();
}

static void install_program(struct hub *hub)
{
	MUST("useradd", "--system", "--shell", "/bin/sh", "--password", "*", "--home-dir",
	     ROOT "/home", account);
	struct passwd *entry = getpwnam(account);
	assert_non_null(entry);
	hub->uid = entry->pw_uid;
	hub->gid = entry->pw_gid;
	MUST("install", "-d", ROOT, ROOT "/bin", ROOT "/share");
	MUST("install", "-d", "-m", "700", "-o", account, "-g", account, ROOT "/home");
	MUST("install", "-m", "755", program_to_install(), program);
	MUST("cp", "-rL", "build/share/tonfall", ROOT "/share/tonfall");
}

static void replace_all(struct str *text, const char *from, const char *to)
{
	size_t at = 0;
	while ((at = span_find(str_span(text), span_of(from), at)) < text->length) {
		assert_true(str_replace(text, at, strlen(from), span_of(to)));
		at += strlen(to);
	}
}

/* README.md's lines for sshd_config, from "Match User" to the end of the block. */
static void take_snippet(struct str *out)
{
	struct str readme = { 0 };
	assert_true(file_read("README.md", 1 << 20, &readme, NULL, NULL));
	size_t from = span_find(str_span(&readme), SPAN("    Match User tonfall\n"), 0);
	size_t to = span_find(str_span(&readme), SPAN("\n\n"), from);
	assert_true(to < readme.length);
	(void)str_add(out, span_slice(str_span(&readme), from, to));
	(void)str_add_byte(out, '\n');
	str_release(&readme);
	replace_all(out, "/usr/local/bin/tonfall", program);
	replace_all(out, "/var/lib/tonfall/club.db", club);
	replace_all(out, "User tonfall\n", "User tonfall-test\n");
}

static void write_config(struct hub *hub)
{
	struct str config = { 0 }, snippet = { 0 };
	(void)str_format(&config,
			 "Port %d\nListenAddress 127.0.0.1\nHostKey %s\nPidFile none\nUsePAM no\n"
			 "MaxStartups 100:30:300\nLoginGraceTime 30\n"
			 "Subsystem sftp internal-sftp\nStrictModes no\n",
			 hub->port, home_path(&hub->home, "host"));
	if (hub->environment)
		(void)str_format(&config, "SetEnv %s\n", hub->environment);
	take_snippet(&snippet);
	if (hub->keys == HUB_FILE) {
		replace_all(&snippet, "AuthorizedKeysFile none",
			    "AuthorizedKeysFile " ROOT "/keys");
		replace_all(&snippet, "AuthorizedKeysCommand ", "#");
		replace_all(&snippet, "AuthorizedKeysCommandUser", "#");
	}
	(void)str_add(&config, str_span(&snippet));
	(void)home_write(&hub->home, "sshd_config", str_text(&config));
	str_release(&snippet);
	str_release(&config);
	/* Where the system has not started one yet. */
	MUST("install", "-d", "-m", "755", "/run/sshd");
	MUST(sshd_program, "-t", "-f", home_path(&hub->home, "sshd_config"));
}

/* A port that is free now; sshd takes it a moment later. */
static int free_port(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
				       .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t length = sizeof address;
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &length), 0);
	(void)close(fd);
	return ntohs(address.sin_port);
}

static bool answers(int port)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
				       .sin_port = htons((uint16_t)port),
				       .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	bool done = connect(fd, (struct sockaddr *)&address, sizeof address) == 0;
	(void)close(fd);
	return done;
}

static void start_sshd(struct hub *hub)
{
	int64_t until = clock_ms() + PATIENCE_MS;
	hub->sshd = fork();
	assert_true(hub->sshd >= 0);
	if (hub->sshd == 0) {
		int log = open(home_path(&hub->home, "log"), O_WRONLY | O_CREAT, 0600);
		(void)dup2(log, 2);
		(void)execl(sshd_program, sshd_program, "-D", "-e", "-f",
			    home_path(&hub->home, "sshd_config"), (char *)NULL);
		_exit(127);
	}
	while (!answers(hub->port)) {
		assert_true(clock_ms() < until);
		(void)poll(NULL, 0, 20);
	}
}

bool hub_start(struct hub *hub, enum hub_keys keys)
{
	struct str out = { 0 };
	*hub = (struct hub){ .keys = keys };
	if (!is_possible())
		return false;
	take_lock();
	remove_all();
	home_init(&hub->home);
	hub->port = free_port();
	install_program(hub);
	MUST("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", home_path(&hub->home, "host"));
	write_config(hub);
	assert_int_equal(hub_run(hub, &out, (const char *const[]){ "init", NULL }), 0);
	str_release(&out);
	start_sshd(hub);
	return true;
}

static void end_sshd(struct hub *hub)
{
	(void)kill(hub->sshd, SIGTERM);
	(void)waitpid(hub->sshd, NULL, 0);
	hub->sshd = 0;
}

void hub_set_environment(struct hub *hub, const char *environment)
{
	hub->environment = environment;
	end_sshd(hub);
	write_config(hub);
	start_sshd(hub);
}

/* ---- members ---- */

int hub_run(struct hub *hub, struct str *out, const char *const *arguments)
{
	const char *argv[WORDS_MOST] = { program, "hub" };
	size_t count = 2;
	for (size_t i = 0; arguments[i] && count + 4 < WORDS_MOST; i++)
		argv[count++] = arguments[i];
	argv[count++] = "--club";
	argv[count++] = club;
	return run_to_end(&(struct run){ .argv = argv, .uid = hub->uid, .gid = hub->gid }, out);
}

/* All keys again: what the keeper of a hub without AuthorizedKeysCommand does. */
static void write_keys(struct hub *hub)
{
	struct str keys = { 0 };
	assert_int_equal(hub_run(hub, &keys, (const char *const[]){ "keys", NULL }), 0);
	assert_true(file_save(ROOT "/keys", str_span(&keys), NULL, NULL));
	str_release(&keys);
}

void hub_add(struct hub *hub, const char *name, const char *role)
{
	struct str out = { 0 }, public = { 0 };
	if (!hub->sshd)
		return;
	MUST("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "a \"comment\"", "-f",
	     home_path(&hub->home, name));
	(void)str_format(&public, "%s.pub", home_path(&hub->home, name));
	MUST("install", "-m", "644", str_text(&public), ROOT "/key.pub");
	const char *const add[] = { "add", name, ROOT "/key.pub", "--role", role, NULL };
	if (hub_run(hub, &out, add) != 0)
		fail_msg("%s", str_text(&out));
	if (hub->keys == HUB_FILE)
		write_keys(hub);
	str_release(&public);
	str_release(&out);
}

/* ---- ssh ---- */

/* The words of an ssh as a member; the strings live until the next call. */
static size_t ssh_words(struct hub *hub, const char *name, const char *argv[WORDS_MOST])
{
	static char key[160], port[16];
	(void)snprintf(key, sizeof key, "%s", home_path(&hub->home, name));
	(void)snprintf(port, sizeof port, "%d", hub->through ? hub->through : hub->port);
	const char *const words[] = { "ssh",
				      "-F",
				      "none",
				      "-o",
				      "UserKnownHostsFile=/dev/null",
				      "-o",
				      "StrictHostKeyChecking=no",
				      "-o",
				      "BatchMode=yes",
				      "-o",
				      "LogLevel=ERROR",
				      "-o",
				      "IdentitiesOnly=yes",
				      "-p",
				      port,
				      "-i",
				      key };
	enum { WORDS = sizeof words / sizeof *words };
	memcpy(argv, words, sizeof words);
	return WORDS;
}

static void add_words(const char *argv[WORDS_MOST], size_t *count, const char *const *words)
{
	for (size_t i = 0; words && words[i] && *count + 1 < WORDS_MOST; i++)
		argv[(*count)++] = words[i];
	argv[*count] = NULL;
}

static const char *const host[] = { "tonfall-test@127.0.0.1", NULL };

int hub_ssh(struct hub *hub, const char *name, const char *const *options, const char *const *words,
	    struct span input, struct str *out)
{
	const char *argv[WORDS_MOST];
	size_t count = ssh_words(hub, name, argv);
	add_words(argv, &count, options);
	add_words(argv, &count, host);
	add_words(argv, &count, words);
	return run_to_end(&(struct run){ .argv = argv, .input = input }, out);
}

void hub_ask(struct hub *hub, const char *name, const char *line, struct str *out)
{
	struct str input = { 0 };
	(void)str_format(&input, "%s\n", line);
	int status = hub_ssh(hub, name, NULL, (const char *const[]){ "verbs", NULL },
			     str_span(&input), out);
	if (status != 0)
		fail_msg("%s: status %d: %s", line, status, str_text(out));
	str_release(&input);
}

struct terminal *hub_terminal(struct hub *hub, const char *name, const char *term, int rows,
			      int columns)
{
	const char *argv[WORDS_MOST];
	char variable[64], language[32];
	size_t count = ssh_words(hub, name, argv);
	(void)snprintf(variable, sizeof variable, "TERM=%s", term);
	(void)snprintf(language, sizeof language, "LANG=%s.UTF-8",
		       *hub->language ? hub->language : "en_US");
	const char *const environment[] = { variable, "LC_ALL", language, NULL };
	add_words(argv, &count, (const char *const[]){ "-t", "-o", "SendEnv=LANG", NULL });
	add_words(argv, &count, host);
	hub->home.environment = environment;
	struct terminal *terminal = terminal_start(&hub->home, rows, columns, argv);
	hub->home.environment = NULL;
	return terminal;
}

const char *hub_ssh_setting(struct hub *hub, const char *name, struct str *out)
{
	const char *argv[WORDS_MOST];
	size_t count = ssh_words(hub, name, argv);
	str_clear(out);
	for (size_t i = 0; i < count; i++)
		(void)str_format(out, "%s%s", i ? " " : "", argv[i]);
	return str_text(out);
}

void hub_serve(struct hub *hub)
{
	int64_t until = clock_ms() + PATIENCE_MS;
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		if (setgid(hub->gid) == 0 && setuid(hub->uid) == 0)
			(void)execl(program, program, "hub", "serve", "--club", club, (char *)NULL);
		_exit(127);
	}
	hub->host = child;
	while (access(ROOT "/home/club.db.host", F_OK) != 0) {
		assert_true(clock_ms() < until);
		(void)poll(NULL, 0, 20);
	}
}

void hub_at_home(struct hub *hub, struct home *home, const char *name)
{
	struct str script = { 0 }, words = { 0 }, settings = { 0 };
	(void)hub_ssh_setting(hub, name, &words);
	(void)str_format(&script,
			 "cd '%s' || exit 255\n[ -e down ] && exit 255\n[ -e slow ] && sleep 1\n",
			 home->folder);
	/* The hub takes the line and does what it says. */
	(void)str_format(&script, "[ -e cut ] && { head -n 1 | %s \"$@\" >>cut; exit 255; }\n",
			 str_text(&words));
	(void)str_format(&script, "exec %s \"$@\"\n", str_text(&words));
	(void)str_format(&settings, "club.hub: \"tonfall-test@127.0.0.1\"\nclub.ssh: \"sh %s\"\n",
			 home_write(home, "ssh.sh", str_text(&script)));
	(void)home_write(home, ".config/tonfall/settings.yaml", str_text(&settings));
	str_release(&settings);
	str_release(&words);
	str_release(&script);
}

/* By what the kernel says of it: the files in /proc of a process that may not be looked into are
 * root's. One that has ended, and only waits for its parent to know, is nobody's. */
static uid_t owner_of(const char *pid)
{
	char path[64], line[128];
	long uid = -1;
	(void)snprintf(path, sizeof path, "/proc/%.20s/status", pid);
	FILE *file = fopen(path, "r");
	while (file && fgets(line, sizeof line, file) && strncmp(line, "State:\tZ", 8) != 0)
		if (strncmp(line, "Uid:", 4) == 0)
			uid = strtol(line + 4, NULL, 10);
	if (file)
		(void)fclose(file);
	return (uid_t)uid;
}

int hub_walk(const struct hub *hub, void (*each)(void *context, pid_t pid), void *context)
{
	DIR *folder = opendir("/proc");
	int count = 0;
	assert_non_null(folder);
	for (struct dirent *entry; (entry = readdir(folder));) {
		pid_t pid = (pid_t)strtol(entry->d_name, NULL, 10);
		if (pid <= 0 || owner_of(entry->d_name) != hub->uid)
			continue;
		count++;
		if (each)
			each(context, pid);
	}
	(void)closedir(folder);
	return count;
}

int hub_processes(const struct hub *hub)
{
	return hub_walk(hub, NULL, NULL);
}

/* Those that a failed test has left. */
static void end_process(void *context, pid_t pid)
{
	(void)context;
	(void)kill(pid, SIGKILL);
}

void hub_stop(struct hub *hub)
{
	if (!hub->sshd)
		return;
	end_sshd(hub);
	int64_t until = clock_ms() + PATIENCE_MS;
	while (hub_walk(hub, end_process, NULL) > 0 && clock_ms() < until) {
		if (hub->host && waitpid(hub->host, NULL, WNOHANG) == hub->host)
			hub->host = 0;
		(void)poll(NULL, 0, 20);
	}
	if (hub->host)
		(void)waitpid(hub->host, NULL, 0); /* ended with the others */
	hub->host = 0;
	remove_all();
	home_release(&hub->home);
	(void)flock(lock, LOCK_UN); /* it is ours */
}

int hub_set_up(void **state, enum hub_keys keys)
{
	struct hub *hub = calloc(1, sizeof *hub);
	*state = hub;
	if (!hub)
		return -1;
	(void)hub_start(hub, keys);
	return 0;
}

int hub_tear_down(void **state)
{
	hub_stop(*state);
	free(*state);
	return 0;
}

struct hub *hub_of(void **state)
{
	struct hub *hub = *state;
	if (!hub->sshd)
		skip();
	return hub;
}
