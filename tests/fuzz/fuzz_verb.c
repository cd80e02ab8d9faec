/* Lines of verbs, against a club with a member, a text and a comment; the answer is one line of
 * JSON. */
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/i18n.h"
#include "club/verb.h"
#include "io/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct club *club;
static struct actor actor = { .source = "fuzz" };
static char path[64];

static void run(struct span line)
{
	struct str answer;
	str_init(&answer, VERB_LINE * 4 + 1);
	(void)verb_run(club, &actor, line, &answer);
	struct json *json = json_parse(span_trim(str_span(&answer)), NULL);
	assert(json && answer.at[answer.length - 1] == '\n');
	json_free(json);
	str_release(&answer);
}

static void clean(void)
{
	char name[80];
	static const char *const suffixes[] = { "", "-wal", "-shm", ".audit" };
	club_close(club);
	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
		(void)snprintf(name, sizeof name, "%s%s", path, suffixes[i]);
		(void)unlink(name);
	}
}

static void begin(void)
{
	struct err err;
	i18n_init("en");
	(void)snprintf(path, sizeof path, "/tmp/tonfall-fuzz-%ld.db", (long)getpid());
	club = club_create(path, &err);
	assert(club && club_add(club, "anna", ROLE_AUTHOR, NULL, &err) &&
	       club_add(club, "carl", ROLE_COACH, NULL, &err));
	assert(club_member(club, "anna", &actor.member, &err));
	run(SPAN("{\"version\":1,\"verb\":\"submit\",\"title\":\"T\",\"text\":\"One two three\"}"));
	assert(club_member(club, "carl", &actor.member, &err));
	run(SPAN("{\"version\":1,\"verb\":\"comment\",\"id\":1,\"quote\":\"two\",\"body\":\"B\"}"));
	(void)atexit(clean);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span line = { (const char *)data, size };
	struct err err;
	if (!club)
		begin();
	assert(club_member(club, size % 2 ? "anna" : "carl", &actor.member, &err));
	run(line);
	return 0;
}
