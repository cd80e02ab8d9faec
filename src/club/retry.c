#include "club/retry.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "club/kept.h"

enum { PLACE_MOST = 4096 };

static const char folder[] = "requests", suffix[] = ".name";

void retry_name(char name[RETRY_NAME])
{
	uint64_t chance = (uint64_t)clock_wall();
	/* Without chance the time has to do: it only must not be twice the same by one member. */
	(void)!getrandom(&chance, sizeof chance, 0);
	(void)snprintf(name, RETRY_NAME, "%016" PRIx64, chance);
}

/* ---- what is kept ---- */

struct sweep {
	int64_t since, oldest_time; /* ns since 1970 */
	char *oldest;
	size_t count;
};

static bool look_at(void *context, const char *path)
{
	struct sweep *sweep = context;
	struct file_stamp stamp;
	if (!file_stat(path, &stamp, NULL) || !stamp.exists)
		return true;
	if (stamp.modified < sweep->since) {
		(void)unlink(path); /* one that stays is met again */
		return true;
	}
	if (!sweep->oldest || stamp.modified < sweep->oldest_time) {
		free(sweep->oldest);
		sweep->oldest = mem_copy(span_of(path));
		sweep->oldest_time = stamp.modified;
	}
	sweep->count++;
	return true;
}

/* Room for one more. */
static void make_room(void)
{
	const int64_t day = 24LL * 60 * 60 * 1000000000;
	struct sweep sweep = { .since = clock_wall() * 1000000000 - RETRY_DAYS * day };
	struct str path = { 0 };
	(void)file_each(kept_path(folder, &path), suffix, look_at, &sweep, NULL);
	if (sweep.count >= RETRY_KEPT)
		(void)unlink(sweep.oldest);
	free(sweep.oldest);
	str_release(&path);
}

static const char *file_of(const struct retry *retry, struct str *out)
{
	(void)str_format(out, "%s/%s%s", folder, retry->hash, suffix);
	return str_text(out);
}

static bool find(struct retry *retry, const char *file, const char *place)
{
	struct str name = { 0 };
	bool found = kept_find(file, place, PLACE_MOST, &name) && name.length + 1 == RETRY_NAME;
	if (found)
		memcpy(retry->name, str_text(&name), RETRY_NAME);
	str_release(&name);
	return found;
}

bool retry_begin(struct retry *retry, const char *place, struct span content, struct err *err)
{
	struct str key = { 0 }, file = { 0 };
	*retry = (struct retry){ 0 };
	(void)str_format(&key, "%s\n", place);
	bool done = digest_text(str_span(&key), content, retry->hash, err);
	make_room();
	if (!done || !find(retry, file_of(retry, &file), place)) {
		retry_name(retry->name);
		done = done && kept_save(str_text(&file), place, span_of(retry->name), err);
	}
	if (!done)
		*retry->hash = '\0';
	str_release(&file);
	str_release(&key);
	return done;
}

/* ---- the answer ---- */

bool retry_is_wanted(const struct json *answer)
{
	struct span code;
	return json_string(json_member(answer, "code"), &code) &&
	       (span_equal(code, SPAN("busy")) || span_equal(code, SPAN("io")) ||
		span_equal(code, SPAN("removed")));
}

void retry_end(const struct retry *retry, const struct json *answer)
{
	struct str file = { 0 };
	if (*retry->hash && answer && !retry_is_wanted(answer))
		kept_remove(file_of(retry, &file));
	str_release(&file);
}
