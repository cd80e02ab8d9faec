/*
 * The club's rules through its own functions, on a real file: who may, what becomes of a
 * submission, what is remembered, and what a tampered audit gives away.
 */
#include "unit.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/file.h"
#include "base/path.h"
#include "club/audit.h"
#include "club/care.h"
#include "club/comment.h"
#include "club/submission.h"
#include "club/tally.h"
#include "club/verb.h"

static const char key_a[] = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA "
			    "anna\"@laptop";

struct world {
	char folder[64], path[96];
	struct club *club;
	struct actor anna, berta, carl; /* author, author, coach */
};

static void load(struct world *w, const char *name, struct actor *actor)
{
	struct err err;
	*actor = (struct actor){ .source = "test" };
	assert_true(club_member(w->club, name, &actor->member, &err));
}

static int open_world(void **state)
{
	struct world *w = calloc(1, sizeof *w);
	struct err err = { 0 };
	i18n_init("en");
	(void)snprintf(w->folder, sizeof w->folder, "/tmp/tonfall-club-XXXXXX");
	assert_non_null(mkdtemp(w->folder));
	(void)snprintf(w->path, sizeof w->path, "%s/club.db", w->folder);
	w->club = club_create(w->path, &err);
	if (!w->club)
		print_message("%s\n", err.text);
	assert_non_null(w->club);
	assert_true(club_add(w->club, "anna", ROLE_AUTHOR, key_a, &err));
	assert_true(club_add(w->club, "berta", ROLE_AUTHOR, NULL, &err));
	assert_true(club_add(w->club, "carl", ROLE_COACH, NULL, &err));
	load(w, "anna", &w->anna);
	load(w, "berta", &w->berta);
	load(w, "carl", &w->carl);
	*state = w;
	return 0;
}

static int close_world(void **state)
{
	struct world *w = *state;
	char command[128];
	static const char *const names[] = { "",      "-wal",	   "-shm",     ".audit",
					     ".copy", ".copy-wal", ".copy-shm" };
	club_close(w->club);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		(void)snprintf(command, sizeof command, "%s%s", w->path, names[i]);
		(void)unlink(command);
	}
	(void)rmdir(w->folder);
	free(w);
	return 0;
}

static struct submission hand_in(struct world *w, long long id, const char *text)
{
	struct submission submission;
	struct err err = { 0 };
	struct hand_in what = { .id = id,
				.title = SPAN("Kabel"),
				.language = SPAN("de-CH"),
				.topic = SPAN("IT"),
				.text = span_of(text) };
	bool done = submission_hand_in(w->club, &w->anna, &what, &submission, &err);
	if (!done)
		print_message("%s\n", err.text);
	assert_true(done);
	return submission;
}

static bool can(struct world *w, const struct actor *actor, long long id, enum club_action action,
		long long revision)
{
	struct submission submission;
	struct err err = { 0 };
	return submission_act(w->club, actor, id, action, revision, &submission, &err);
}

static long long say(struct world *w, const struct actor *actor, long long submission,
		     long long revision, const char *body)
{
	struct comment what = { .submission = submission,
				.revision = revision,
				.kind = COMMENT_QUESTION };
	struct err err = { 0 };
	long long id = 0, sent;
	(void)str_add(&what.body, span_of(body));
	bool done = comment_add(w->club, actor, &what, SPAN(""), &id, &err) &&
		    comment_send(w->club, actor, submission, &sent, &err);
	comment_release(&what);
	return done ? id : 0;
}

static void ready_holds_for_one_revision_only(void **state)
{
	struct world *w = *state;
	struct submission s = hand_in(w, 0, "Eins.");
	assert_int_equal(s.revision, 1);
	assert_true(can(w, &w->carl, s.id, ACTION_APPROVE, 1));
	s = hand_in(w, s.id, "Zwei.");
	assert_int_equal(s.revision, 2);
	assert_int_equal(s.state, STATE_WAITING);
	assert_string_equal(s.ready_hash, "");
	assert_false(can(w, &w->carl, s.id, ACTION_APPROVE, 1));
	assert_true(can(w, &w->carl, s.id, ACTION_APPROVE, 2));
}

static void only_the_author_publishes_and_withdraws(void **state)
{
	struct world *w = *state;
	struct submission s = hand_in(w, 0, "Text.");
	assert_false(can(w, &w->carl, s.id, ACTION_PUBLISH, 1));
	assert_false(can(w, &w->berta, s.id, ACTION_WITHDRAW, 1));
	assert_true(can(w, &w->anna, s.id, ACTION_PUBLISH, 1));
	assert_true(can(w, &w->anna, s.id, ACTION_WITHDRAW, 1));
}

static void what_is_withdrawn_is_gone_for_the_coach(void **state)
{
	struct world *w = *state;
	struct submission s = hand_in(w, 0, "Text."), seen;
	struct err err = { 0 };
	assert_true(submission_get(w->club, &w->carl, s.id, &seen, &err));
	assert_true(can(w, &w->anna, s.id, ACTION_WITHDRAW, 1));
	assert_false(submission_get(w->club, &w->carl, s.id, &seen, &err));
	assert_int_equal(err.code, ERR_MISSING);
	assert_true(submission_get(w->club, &w->anna, s.id, &seen, &err));
}

static void another_author_sees_nothing_until_invited(void **state)
{
	struct world *w = *state;
	struct submission s = hand_in(w, 0, "Text."), seen;
	struct err err = { 0 };
	struct str text = { 0 };
	assert_false(submission_get(w->club, &w->berta, s.id, &seen, &err));
	assert_int_equal(err.code, ERR_MISSING);
	assert_false(submission_text(w->club, &w->berta, s.id, 0, &text, &err));
	assert_true(submission_invite(w->club, &w->anna, s.id, "berta", &err));
	assert_true(submission_text(w->club, &w->berta, s.id, 0, &text, &err));
	assert_string_equal(str_text(&text), "Text.");
	assert_false(submission_invite(w->club, &w->berta, s.id, "carl", &err));
	str_release(&text);
}

static void a_removed_member_can_do_nothing_while_connected(void **state)
{
	struct world *w = *state;
	struct submission s = hand_in(w, 0, "Text."), seen;
	struct err err = { 0 };
	assert_true(club_remove(w->club, "carl", &err));
	assert_false(submission_get(w->club, &w->carl, s.id, &seen, &err));
	assert_int_equal(err.code, ERR_DENIED);
	assert_int_equal(say(w, &w->carl, s.id, 1, "Warum?"), 0);
}

static void a_request_that_comes_twice_happens_once(void **state)
{
	struct world *w = *state;
	struct submission a, b;
	struct err err = { 0 };
	struct hand_in what = { .title = SPAN("T"),
				.language = SPAN("de-CH"),
				.topic = SPAN(""),
				.text = SPAN("Text."),
				.request = SPAN("4f2c") };
	assert_true(submission_hand_in(w->club, &w->anna, &what, &a, &err));
	assert_true(submission_hand_in(w->club, &w->anna, &what, &b, &err));
	assert_int_equal(a.id, b.id);
	assert_int_equal(b.revision, 1);
}

/* Changed before it was repeated, since nobody knew that it had got through. */
static void a_request_that_comes_again_with_other_words_is_a_new_version(void **state)
{
	struct world *w = *state;
	struct submission a, b;
	struct str text = { 0 };
	struct err err = { 0 };
	struct hand_in what = { .title = SPAN("T"),
				.language = SPAN("de-CH"),
				.topic = SPAN(""),
				.text = SPAN("Text."),
				.request = SPAN("4f2c") };
	assert_true(submission_hand_in(w->club, &w->anna, &what, &a, &err));
	what.text = SPAN("Neu.");
	for (int i = 0; i < 2; i++) {
		assert_true(submission_hand_in(w->club, &w->anna, &what, &b, &err));
		assert_int_equal(a.id, b.id);
		assert_int_equal(b.revision, 2);
	}
	assert_true(submission_text(w->club, &w->anna, a.id, 0, &text, &err));
	assert_string_equal(str_text(&text), "Neu.");
	str_release(&text);
}

static void comments_wait_until_they_are_sent_together(void **state)
{
	struct world *w = *state;
	struct submission s = hand_in(w, 0, "Um 7.40 Uhr stand der Server still.");
	struct comment what = { .submission = s.id, .revision = 1, .kind = COMMENT_PRAISE };
	struct comments seen = { 0 };
	struct err err = { 0 };
	long long id, sent;
	(void)str_add(&what.body, SPAN("Starker Anfang."));
	anchor_take(&what.anchor, SPAN("Um 7.40 Uhr stand der Server still."), 0, 11);
	assert_true(comment_add(w->club, &w->carl, &what, SPAN(""), &id, &err));
	assert_true(comment_list(w->club, &w->anna, s.id, &seen, &err));
	assert_int_equal(seen.count, 0);
	assert_true(comment_send(w->club, &w->carl, s.id, &sent, &err));
	assert_int_equal(sent, 1);
	assert_true(comment_list(w->club, &w->anna, s.id, &seen, &err));
	assert_int_equal(seen.count, 1);
	assert_string_equal(str_text(&seen.at[0].anchor.quote), "Um 7.40 Uhr");
	assert_true(submission_get(w->club, &w->anna, s.id, &s, &err));
	assert_int_equal(s.state, STATE_COMMENTED);
	comments_release(&seen);
	comment_release(&what);
}

static void the_author_answers_and_resolves_but_cannot_change_the_words(void **state)
{
	struct world *w = *state;
	struct submission s = hand_in(w, 0, "Text.");
	struct comment reply = { .submission = s.id, .revision = 1 };
	struct err err = { 0 };
	long long id = say(w, &w->carl, s.id, 1, "Warum?"), answer, sent;
	assert_true(id > 0);
	assert_false(comment_edit(w->club, &w->anna, id, SPAN("Anders."), &err));
	reply.parent = id;
	(void)str_add(&reply.body, SPAN("Weil."));
	assert_true(comment_add(w->club, &w->anna, &reply, SPAN(""), &answer, &err));
	assert_true(comment_send(w->club, &w->anna, s.id, &sent, &err));
	assert_false(comment_edit(w->club, &w->carl, id, SPAN("Wozu?"), &err));
	assert_true(comment_resolve(w->club, &w->anna, id, true, &err));
	assert_true(submission_get(w->club, &w->anna, s.id, &s, &err));
	assert_int_equal(s.open_threads, 0);
	comment_release(&reply);
}

static void the_inbox_has_the_longest_waiting_first_and_marks_a_first_post(void **state)
{
	long long more;
	struct world *w = *state;
	struct submissions list = { 0 };
	struct err err = { 0 };
	(void)setenv("TONFALL_TEST_TIME", "1000", 1);
	struct submission first = hand_in(w, 0, "Eins.");
	(void)setenv("TONFALL_TEST_TIME", "2000", 1);
	struct submission second = hand_in(w, 0, "Zwei.");
	(void)setenv("TONFALL_TEST_TIME", "3000", 1);
	(void)hand_in(w, first.id, "Eins, neu.");
	(void)unsetenv("TONFALL_TEST_TIME");
	assert_false(submission_list(w->club, &w->anna, LIST_INBOX, &list, &more, &err));
	assert_true(submission_list(w->club, &w->carl, LIST_INBOX, &list, &more, &err));
	assert_int_equal(list.count, 2);
	assert_int_equal(list.at[0].id, first.id);
	assert_true(list.at[0].is_first);
	assert_int_equal(list.at[1].id, second.id);
	assert_false(list.at[1].is_first);
	arr_release(&list);
}

static bool note_key(void *context, const char *name, const char *kind, const char *blob)
{
	(void)snprintf(context, 256, "%s %s %.8s", name, kind, blob);
	return true;
}

static void advice_is_kept_for_its_coach_and_its_rule(void **state)
{
	struct world *w = *state;
	struct str out = { 0 };
	static const char keep[] = "{\"version\":1,\"verb\":\"advice\",\"rule\":\"hook.cliche\","
				   "\"body\":\"Begin with a scene.\"}";
	static const char list[] = "{\"version\":1,\"verb\":\"advice\",\"rule\":\"hook.cliche\"}";
	assert_true(verb_run(w->club, &w->carl, span_of(keep), &out));
	assert_true(verb_run(w->club, &w->carl, span_of(keep), &out));
	str_clear(&out);
	assert_true(verb_run(w->club, &w->carl, span_of(list), &out));
	assert_string_equal(str_text(&out),
			    "{\"version\":1,\"ok\":true,\"advice\":[\"Begin with a scene.\"]}\n");
	str_clear(&out);
	assert_false(verb_run(w->club, &w->anna, span_of(keep), &out));
	assert_true(verb_run(w->club, &w->anna, span_of(list), &out));
	assert_non_null(strstr(str_text(&out), "\"advice\":[]"));
	str_release(&out);
}

/* "prompts.task 5, prompts.tone 10" as the coach sees it. */
static void see_lesson(void *context, struct span lesson, long long people)
{
	struct str *seen = context;
	(void)str_format(seen, "%s%.*s %lld", seen->length ? ", " : "", SPAN_ARGS(lesson), people);
}

static void assert_group(struct world *w, const char *expected)
{
	struct str seen = { 0 };
	struct err err = { 0 };
	assert_true(tally_list(w->club, &w->carl, see_lesson, &seen, &err));
	assert_string_equal(str_text(&seen), expected);
	str_release(&seen);
}

static bool tell(struct world *w, const char *name, const struct span *lessons, size_t count)
{
	struct actor actor;
	struct err err = { 0 };
	load(w, name, &actor);
	return tally_tell(w->club, &actor, lessons, count, &err);
}

/* author-1, author-2 … */
static const char *author_name(int number, char name[CLUB_NAME])
{
	(void)snprintf(name, CLUB_NAME, "author-%d", number);
	return name;
}

static void add_authors_who_tell(struct world *w, int from, int to, const struct span *lessons,
				 size_t count)
{
	char name[CLUB_NAME];
	struct err err = { 0 };
	for (int i = from; i <= to; i++) {
		assert_true(club_add(w->club, author_name(i, name), ROLE_AUTHOR, NULL, &err));
		assert_true(tell(w, name, lessons, count));
	}
}

static void a_coach_sees_a_lesson_from_five_authors_on_and_in_fives(void **state)
{
	struct world *w = *state;
	const struct span lessons[] = { SPAN("prompts.task"), SPAN("prompts.tone") };
	char name[CLUB_NAME];
	assert_group(w, "");
	add_authors_who_tell(w, 1, 4, lessons, 1);
	assert_group(w, "");
	assert_true(tell(w, author_name(1, name), lessons, 1)); /* twice counts once */
	assert_group(w, "");
	add_authors_who_tell(w, 5, 5, lessons, 2);
	assert_group(w, "prompts.task 5");
	add_authors_who_tell(w, 6, 9, lessons, 2);
	assert_group(w, "prompts.task 5, prompts.tone 5");
	add_authors_who_tell(w, 10, 10, lessons, 1);
	assert_group(w, "prompts.task 10, prompts.tone 5");
}

static void what_was_told_is_taken_back_by_its_author_and_with_the_member(void **state)
{
	struct world *w = *state;
	const struct span lesson = SPAN("prompts.task");
	char name[CLUB_NAME];
	struct err err = { 0 };
	add_authors_who_tell(w, 1, 5, &lesson, 1);
	assert_group(w, "prompts.task 5");
	assert_true(tell(w, author_name(3, name), NULL, 0));
	assert_group(w, "");
	assert_true(tell(w, author_name(3, name), &lesson, 1));
	assert_group(w, "prompts.task 5");
	assert_true(club_remove(w->club, author_name(4, name), &err));
	assert_group(w, "");
	/* Who comes back begins with nothing told. */
	assert_true(club_add(w->club, author_name(4, name), ROLE_AUTHOR, NULL, &err));
	assert_group(w, "");
	/* Nor does one count who is no author any more. */
	assert_true(tell(w, author_name(4, name), &lesson, 1));
	assert_group(w, "prompts.task 5");
	assert_true(club_add(w->club, author_name(5, name), ROLE_COACH, NULL, &err));
	assert_group(w, "");
}

static void only_authors_tell_and_only_coaches_see_and_the_audit_knows_nothing(void **state)
{
	struct world *w = *state;
	const struct span lesson = SPAN("prompts.task");
	const struct span wrong[] = { SPAN(""), SPAN("Prompts"), SPAN("a b"), SPAN("a\033") };
	struct span many[TALLY_LESSONS + 1];
	struct str audit = { 0 }, path = { 0 };
	struct err err = { 0 };
	assert_true(club_add(w->club, "dora", ROLE_ADMIN, NULL, &err));
	assert_true(tell(w, "anna", &lesson, 1));
	assert_false(tell(w, "carl", &lesson, 1));
	assert_false(tell(w, "dora", &lesson, 1));
	struct actor dora;
	load(w, "dora", &dora);
	assert_false(tally_list(w->club, &dora, see_lesson, &audit, &err));
	assert_int_equal(err.code, ERR_DENIED);
	assert_false(tally_list(w->club, &w->anna, see_lesson, &audit, &err));
	assert_int_equal(err.code, ERR_DENIED);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(tell(w, "anna", &wrong[i], 1));
	for (size_t i = 0; i <= TALLY_LESSONS; i++)
		many[i] = lesson;
	assert_false(tell(w, "anna", many, TALLY_LESSONS + 1));
	assert_int_equal(audit.length, 0);
	(void)str_format(&path, "%s.audit", w->path);
	assert_true(file_read(str_text(&path), 1 << 20, &audit, NULL, &err));
	assert_null(strstr(str_text(&audit), "tell"));
	assert_null(strstr(str_text(&audit), "prompts"));
	str_release(&path);
	str_release(&audit);
}

static void keys_are_kept_without_their_comment_and_bad_ones_are_refused(void **state)
{
	struct world *w = *state;
	char seen[256] = "";
	struct err err = { 0 };
	assert_true(club_keys(w->club, NULL, NULL, note_key, seen, &err));
	assert_string_equal(seen, "anna ssh-ed25519 AAAAC3Nz");
	assert_false(club_add(w->club, "dora", ROLE_AUTHOR, key_a, &err));
	assert_int_equal(err.code, ERR_BUSY);
	assert_false(
		club_add(w->club, "dora", ROLE_AUTHOR, "ssh-ed25519 AAAA\ncommand=\"sh\"", &err));
	assert_false(club_add(w->club, "Dora\n", ROLE_AUTHOR, NULL, &err));
	assert_false(club_add(w->club, "../dora", ROLE_AUTHOR, NULL, &err));
}

static void unfit_texts_are_refused_with_a_sentence(void **state)
{
	struct world *w = *state;
	struct submission s;
	struct err err = { 0 };
	struct hand_in what = { .title = SPAN("T"), .language = SPAN("de"), .text = SPAN(" \n") };
	assert_false(submission_hand_in(w->club, &w->anna, &what, &s, &err));
	what.text = SPAN("\xff\xfe");
	assert_false(submission_hand_in(w->club, &w->anna, &what, &s, &err));
	what.text = SPAN("Text.");
	what.title = SPAN("a\x1b]0;x");
	assert_false(submission_hand_in(w->club, &w->anna, &what, &s, &err));
	char *long_text = calloc(1, SUBMISSION_TEXT + 2);
	memset(long_text, 'a', SUBMISSION_TEXT + 1);
	what.title = SPAN("T");
	what.text = (struct span){ long_text, SUBMISSION_TEXT + 1 };
	assert_false(submission_hand_in(w->club, &w->anna, &what, &s, &err));
	assert_int_equal(err.code, ERR_LIMIT);
	free(long_text);
}

static void the_audit_gives_a_changed_or_cut_line_away(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };
	char path[128];
	long long lines;
	struct submission s = hand_in(w, 0, "Text.");
	assert_true(can(w, &w->anna, s.id, ACTION_WITHDRAW, 1));
	assert_true(audit_verify(w->path, &lines, &err));
	assert_true(lines >= 5);
	(void)snprintf(path, sizeof path, "%s.audit", w->path);
	int fd = open(path, O_RDWR);
	assert_int_equal(pwrite(fd, "9", 1, 7), 1);
	assert_false(audit_verify(w->path, &lines, &err));
	assert_int_equal(pwrite(fd, "1", 1, 7), 1);
	assert_true(audit_verify(w->path, &lines, &err));
	off_t size = lseek(fd, 0, SEEK_END);
	assert_int_equal(ftruncate(fd, size - 3), 0);
	assert_false(audit_verify(w->path, &lines, &err));
	(void)close(fd);
}

static void a_backup_opens_as_a_club_and_is_whole(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };
	char path[128];
	(void)hand_in(w, 0, "Text.");
	(void)snprintf(path, sizeof path, "%s.copy", w->path);
	assert_true(db_backup(w->club->db, path, &err));
	struct stat mode;
	assert_int_equal(stat(path, &mode), 0);
	assert_int_equal(mode.st_mode & 0777, 0600);
	struct db *db = db_open(path, DB_EXISTING, &err);
	assert_non_null(db);
	assert_true(db_verify(db, &err));
	db_close(db);
	assert_false(db_backup(w->club->db, path, &err));
}

static void a_foreign_file_is_refused_and_left_alone(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };
	char path[128];
	(void)snprintf(path, sizeof path, "%s.copy", w->path);
	int fd = open(path, O_CREAT | O_RDWR, 0600);
	assert_int_equal(write(fd, "kein Verein", 11), 11);
	(void)close(fd);
	assert_null(club_open(path, &err));
	assert_int_equal(err.code, ERR_INPUT);
	assert_null(club_create(path, &err));
	assert_int_equal(err.code, ERR_BUSY);
}

static void another_programs_database_is_refused_byte_for_byte(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };
	struct str before = { 0 }, after = { 0 };
	char path[128];
	(void)snprintf(path, sizeof path, "%s.copy", w->path);
	struct db *db = db_open(path, DB_CREATE, &err);
	assert_true(
		db_script(db, "PRAGMA journal_mode=DELETE; CREATE TABLE diary(words TEXT)", &err));
	db_close(db);
	assert_true(file_read(path, 1 << 20, &before, NULL, &err));
	assert_null(club_open(path, &err));
	assert_int_equal(err.code, ERR_INPUT);
	assert_true(file_read(path, 1 << 20, &after, NULL, &err));
	assert_true(span_equal(str_span(&before), str_span(&after)));
	str_release(&before);
	str_release(&after);
}

struct seen {
	int well, ill;
	char last[160];
};

static void see(void *context, bool is_well, const char *what, const char *found)
{
	struct seen *seen = context;
	(void)what;
	seen->well += is_well;
	seen->ill += !is_well;
	if (!is_well)
		(void)snprintf(seen->last, sizeof seen->last, "%s", found);
}

static void expect_ill(const char *path, const char *words)
{
	struct seen seen = { 0 };
	care_look(path, see, &seen);
	assert_true(seen.ill >= 1); /* the log beside the file has its rights */
	if (!strstr(seen.last, words))
		fail_msg("no %s in %s", words, seen.last);
}

static void care_says_what_is_wrong_with_a_club_and_changes_nothing(void **state)
{
	struct world *w = *state;
	struct seen seen = { 0 };
	struct err err;
	char path[160];
	struct str folder = { 0 };
	(void)path_folder(&folder, w->path);
	assert_true(db_script(w->club->db, "PRAGMA wal_checkpoint(TRUNCATE)", &err));
	care_look(w->path, see, &seen);
	assert_int_equal(seen.ill, 0);
	assert_true(seen.well >= 5);
	assert_int_equal(chmod(w->path, 0644), 0);
	expect_ill(w->path, "chmod 600");
	assert_int_equal(chmod(w->path, 0600), 0);
	assert_int_equal(chmod(str_text(&folder), 0755), 0);
	expect_ill(w->path, "chmod 700");
	assert_int_equal(chmod(str_text(&folder), 0700), 0);
	(void)snprintf(path, sizeof path, "%s.audit", w->path);
	assert_int_equal(truncate(path, 40), 0);
	expect_ill(w->path, "cut");
	(void)snprintf(path, sizeof path, "%s.none", w->path);
	expect_ill(path, "hub init");
	str_release(&folder);
}

#define WORLD_TEST(name) cmocka_unit_test_setup_teardown(name, open_world, close_world)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(ready_holds_for_one_revision_only),
		WORLD_TEST(only_the_author_publishes_and_withdraws),
		WORLD_TEST(what_is_withdrawn_is_gone_for_the_coach),
		WORLD_TEST(another_author_sees_nothing_until_invited),
		WORLD_TEST(a_removed_member_can_do_nothing_while_connected),
		WORLD_TEST(a_request_that_comes_twice_happens_once),
		WORLD_TEST(a_request_that_comes_again_with_other_words_is_a_new_version),
		WORLD_TEST(comments_wait_until_they_are_sent_together),
		WORLD_TEST(the_author_answers_and_resolves_but_cannot_change_the_words),
		WORLD_TEST(the_inbox_has_the_longest_waiting_first_and_marks_a_first_post),
		WORLD_TEST(advice_is_kept_for_its_coach_and_its_rule),
		WORLD_TEST(a_coach_sees_a_lesson_from_five_authors_on_and_in_fives),
		WORLD_TEST(what_was_told_is_taken_back_by_its_author_and_with_the_member),
		WORLD_TEST(only_authors_tell_and_only_coaches_see_and_the_audit_knows_nothing),
		WORLD_TEST(keys_are_kept_without_their_comment_and_bad_ones_are_refused),
		WORLD_TEST(unfit_texts_are_refused_with_a_sentence),
		WORLD_TEST(the_audit_gives_a_changed_or_cut_line_away),
		WORLD_TEST(a_backup_opens_as_a_club_and_is_whole),
		WORLD_TEST(a_foreign_file_is_refused_and_left_alone),
		WORLD_TEST(another_programs_database_is_refused_byte_for_byte),
		WORLD_TEST(care_says_what_is_wrong_with_a_club_and_changes_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
