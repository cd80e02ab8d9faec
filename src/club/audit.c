#include "club/audit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "io/digest.h"
#include "io/json.h"

enum { AUDIT_MOST = 1 << 30, LINE_MOST = 1024, TAIL = 4096 };

struct audit {
	int fd;
};

static void path_of(const char *club_path, struct str *out)
{
	str_clear(out);
	(void)str_format(out, "%s.audit", club_path);
}

struct audit *audit_open(const char *club_path, struct err *err)
{
	struct str path = { 0 };
	path_of(club_path, &path);
	int fd = open(str_text(&path), O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	str_release(&path);
	if (fd < 0) {
		(void)err_system(err, _("The club's audit cannot be opened"));
		return NULL;
	}
	struct audit *audit = mem_alloc(sizeof *audit);
	audit->fd = fd;
	return audit;
}

void audit_close(struct audit *audit)
{
	if (!audit)
		return;
	(void)close(audit->fd); /* every line was synced */
	free(audit);
}

/* The last whole line, from at most TAIL bytes before the end. What stands behind it was left by a
 * process that was killed, or by a full disk, before it did what it had begun to write of: it is
 * taken out. */
static bool last_line(int fd, char line[TAIL], struct span *out, struct err *err)
{
	off_t size = lseek(fd, 0, SEEK_END);
	if (size < 0)
		return err_system(err, _("The club's audit cannot be read"));
	off_t from = size > TAIL ? size - TAIL : 0;
	ssize_t length = pread(fd, line, TAIL, from);
	if (length < 0)
		return err_system(err, _("The club's audit cannot be read"));
	struct span text = { line, (size_t)length };
	while (text.length && text.at[text.length - 1] != '\n')
		text.length--;
	if (text.length < (size_t)length && ftruncate(fd, from + (off_t)text.length) != 0)
		return err_system(err, _("The club's audit cannot be written; nothing was done"));
	if (text.length)
		text.length--;
	size_t start = text.length;
	while (start && text.at[start - 1] != '\n')
		start--;
	*out = span_slice(text, start, text.length);
	return true;
}

/* The number of a line: the value of its first member. */
static long long number_of(struct span line)
{
	long long number = 0;
	size_t at = span_find(line, SPAN("\"seq\":"), 0) + 6;
	for (; at < line.length && line.at[at] >= '0' && line.at[at] <= '9'; at++)
		number = number * 10 + (line.at[at] - '0');
	return number;
}

static void write_line(struct str *out, long long number, const struct actor *actor,
		       const char *verb, long long object, const char *outcome,
		       const char previous[DIGEST_TEXT])
{
	struct json_writer w = { .out = out };
	json_write_begin(&w, NULL, '{');
	json_write_integer(&w, "seq", number);
	json_write_integer(&w, "time", clock_wall());
	json_write_string(&w, "actor", span_of(actor->member.name));
	json_write_string(&w, "source", span_of(actor->source ? actor->source : "local"));
	json_write_string(&w, "verb", span_of(verb));
	json_write_integer(&w, "object", object);
	json_write_string(&w, "outcome", span_of(outcome));
	json_write_string(&w, "previous", span_of(previous));
	json_write_end(&w, '}');
	(void)str_add_byte(out, '\n');
}

static bool append(int fd, struct span line, struct err *err)
{
	ssize_t written = write(fd, line.at, line.length);
	if (written == (ssize_t)line.length && fdatasync(fd) == 0)
		return true;
	if (written >= 0 && written < (ssize_t)line.length)
		errno = ENOSPC;
	return err_system(err, _("The club's audit cannot be written; nothing was done"));
}

bool audit_add(struct audit *audit, const struct actor *actor, const char *verb, long long object,
	       const char *outcome, struct err *err)
{
	char tail[TAIL], previous[DIGEST_TEXT] = "";
	struct span last;
	struct str line;
	str_init(&line, LINE_MOST);
	/* Sessions are processes of their own: one at a time reads the end and adds to it. */
	bool locked = flock(audit->fd, LOCK_EX) == 0;
	bool done = locked ? last_line(audit->fd, tail, &last, err)
			   : err_system(err, _("The club's audit is not free"));
	if (done && last.length)
		done = digest_text(last, SPAN(""), previous, err);
	if (done) {
		write_line(&line, last.length ? number_of(last) + 1 : 1, actor, verb, object,
			   outcome, previous);
		done = append(audit->fd, str_span(&line), err);
	}
	if (locked)
		(void)flock(audit->fd, LOCK_UN); /* it is ours, so it cannot fail */
	str_release(&line);
	return done;
}

/* ---- verify ---- */

static bool check_line(struct span line, long long number, const char *previous, struct err *err)
{
	struct json *json = json_parse(line, NULL);
	struct span said = SPAN("");
	bool read = json && json_string(json_member(json, "previous"), &said);
	bool good = read && span_equal(said, span_of(previous)) &&
		    json_integer(json_member(json, "seq"), -1) == number;
	json_free(json);
	return good ||
	       err_set(err, ERR_INPUT,
		       _("Line %lld of the audit does not follow from the one before it."), number);
}

bool audit_verify(const char *club_path, long long *lines, struct err *err)
{
	struct str path = { 0 }, text;
	char previous[DIGEST_TEXT] = "";
	str_init(&text, AUDIT_MOST);
	path_of(club_path, &path);
	bool done = file_read(str_text(&path), AUDIT_MOST, &text, NULL, err);
	struct span rest = str_span(&text), line;
	*lines = 0;
	if (done && text.length && text.at[text.length - 1] != '\n')
		done = err_set(err, ERR_INPUT,
			       _("The last line of the audit is cut, as by a process that was "
				 "killed; the next entry takes it out."));
	while (done && span_next(&rest, '\n', &line)) {
		if (line.length == 0 && rest.length == 0)
			break;
		done = check_line(line, *lines + 1, previous, err) &&
		       digest_text(line, SPAN(""), previous, err);
		*lines += done;
	}
	str_release(&text);
	str_release(&path);
	return done;
}
