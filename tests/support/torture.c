#include "unit.h"

#include "torture.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/file.h"

/* The long form tries each of the first calls, then leaves out a part of what was; the short one
 * goes in leaps. */
enum { EACH = 60, PART = 40, LEAP = 20 };

const char *const torture_kinds[TORTURE_KINDS] = { "alloc", "open", "read",
						   "write", "sync", "rename" };

void torture_init(struct torture *torture)
{
	*torture = (struct torture){ .library = "" };
	(void)snprintf(torture->library, sizeof torture->library, "LD_PRELOAD=%s",
		       home_source("build/torture/failing.so"));
	(void)snprintf(torture->log, sizeof torture->log, "TORTURE_LOG=/tmp/tonfall-torture-%ld",
		       (long)getpid());
}

static const char *log_path(const struct torture *torture)
{
	return torture->log + strlen("TORTURE_LOG=");
}

void torture_release(struct torture *torture)
{
	(void)unlink(log_path(torture));
}

void torture_arm(struct torture *torture, struct home *home, const char *kind, long at, bool stays)
{
	(void)snprintf(torture->fault, sizeof torture->fault, "TORTURE=%s:%ld%s", kind ? kind : "-",
		       at, stays ? "+" : "");
	torture->environment[0] = torture->library;
	torture->environment[1] = torture->log;
	torture->environment[2] = torture->fault;
	torture->environment[3] = *torture->plan ? torture->plan : NULL;
	(void)unlink(log_path(torture));
	home->environment = torture->environment;
}

void torture_share(struct torture *torture, const char *path)
{
	(void)snprintf(torture->plan, sizeof torture->plan, "TORTURE_PLAN=%s", path);
}

struct torture_plan *torture_map(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(ftruncate(fd, sizeof(struct torture_plan)), 0);
	void *plan =
		mmap(NULL, sizeof(struct torture_plan), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	assert_true(plan != MAP_FAILED);
	(void)close(fd);
	return plan;
}

void torture_aim(struct torture_plan *plan, int kind, long at, bool stays)
{
	plan->at = atomic_load(&plan->counts[kind]) + at;
	plan->stays = stays;
	*plan->where = '\0';
	atomic_store(&plan->kind, kind);
}

void torture_disarm(struct home *home)
{
	home->environment = NULL;
}

static struct span read_log(const struct torture *torture, struct str *text)
{
	(void)file_read(log_path(torture), 1 << 16, text, NULL, NULL);
	return str_span(text);
}

bool torture_was_hit(const struct torture *torture, struct str *where)
{
	struct str text = { 0 };
	bool hit = span_starts(read_log(torture, &text), SPAN("hit "));
	if (where)
		str_clear(where);
	if (where && hit)
		(void)str_add(where, span_trim(str_span(&text)));
	str_release(&text);
	return hit;
}

long torture_count(const struct torture *torture, const char *kind)
{
	struct str text = { 0 };
	struct span rest = read_log(torture, &text), line;
	long count = -1;
	while (span_next(&rest, '\n', &line))
		if (span_starts(line, span_of(kind)))
			count = strtol(line.at + strlen(kind), NULL, 10);
	str_release(&text);
	return count;
}

bool torture_is_long(void)
{
	const char *form = getenv("TONFALL_TORTURE");
	return form && strcmp(form, "long") == 0;
}

long torture_next(long at, long count)
{
	long next = at + 1;
	if (torture_is_long() && at >= EACH)
		next += at / PART;
	else if (!torture_is_long())
		next += at * LEAP;
	return next <= count ? next : 0;
}
