#include "club/submission.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "club/audit.h"
#include "club/request.h"
#include "club/schema.h"
#include "text/utf8.h"

static void copy(char *to, size_t room, struct span from)
{
	(void)snprintf(to, room, "%.*s",
		       SPAN_ARGS(span_slice(from, 0, utf8_boundary(from, room - 1))));
}

static void fill(struct submission *s, const struct db_rows *rows)
{
	*s = (struct submission){ .id = db_integer(rows, 0),
				  .author = db_integer(rows, 1),
				  .state = (enum club_state)db_integer(rows, 6),
				  .revision = db_integer(rows, 7),
				  .waiting_since = db_integer(rows, 9),
				  .changed = db_integer(rows, 10),
				  .is_first = db_integer(rows, 11) != 0,
				  .open_threads = db_integer(rows, 12) };
	copy(s->author_name, sizeof s->author_name, db_text(rows, 2));
	copy(s->title, sizeof s->title, db_text(rows, 3));
	copy(s->language, sizeof s->language, db_text(rows, 4));
	copy(s->topic, sizeof s->topic, db_text(rows, 5));
	copy(s->ready_hash, sizeof s->ready_hash, db_text(rows, 8));
}

/* Without asking whether the member may. */
static bool fetch(struct club *club, long long id, struct submission *submission, struct err *err)
{
	struct db_rows *rows = db_query(club->db, err, schema_sql(SQL_SUBMISSION_GET), "i", id);
	bool found = db_next(rows);
	if (found)
		fill(submission, rows);
	if (!db_end(rows, err))
		return false;
	return found || err_set(err, ERR_MISSING, _("There is no submission %lld for you."), id);
}

bool submission_get(struct club *club, const struct actor *actor, long long id,
		    struct submission *submission, struct err *err)
{
	enum club_state next;
	return fetch(club, id, submission, err) &&
	       club_may(club, actor, submission, ACTION_READ, &next, err);
}

bool submission_text(struct club *club, const struct actor *actor, long long id, long long revision,
		     struct str *text, struct err *err)
{
	struct submission submission;
	if (!submission_get(club, actor, id, &submission, err))
		return false;
	if (revision == 0)
		revision = submission.revision;
	struct db_rows *rows =
		db_query(club->db, err, schema_sql(SQL_REVISION_GET), "ii", id, revision);
	bool found = db_next(rows);
	str_clear(text);
	if (found)
		(void)str_add(text, db_text(rows, 0));
	if (!db_end(rows, err))
		return false;
	return found || err_set(err, ERR_MISSING, _("There is no version %lld of it."), revision);
}

/* ---- handing in ---- */

static bool is_printable(struct span text)
{
	for (size_t i = 0; i < text.length; i++)
		if ((unsigned char)text.at[i] < 0x20 || text.at[i] == 0x7f)
			return false;
	return utf8_is_valid(text);
}

static bool is_fit(const struct hand_in *what, struct err *err)
{
	if (span_trim(what->text).length == 0)
		return err_set(err, ERR_INPUT, _("There is no text to hand in yet."));
	if (what->text.length > SUBMISSION_TEXT)
		return err_set(err, ERR_LIMIT,
			       _("The text is over 256 kB; hand in a shorter one."));
	if (!utf8_is_valid(what->text))
		return err_set(err, ERR_INPUT, _("The text is not UTF-8; save it anew first."));
	if (what->title.length >= SUBMISSION_TITLE || what->topic.length >= SUBMISSION_TOPIC ||
	    what->language.length >= 8 || !is_printable(what->title) ||
	    !is_printable(what->topic) || !is_printable(what->language))
		return err_set(
			err, ERR_LIMIT,
			_("Title or topic is too long or has characters that are not text."));
	return true;
}

static bool count_own(struct club *club, const struct actor *actor, struct err *err)
{
	struct db_rows *rows =
		db_query(club->db, err, schema_sql(SQL_SUBMISSION_COUNT), "i", actor->member.id);
	long long count = db_next(rows) ? db_integer(rows, 0) : 0;
	if (!db_end(rows, err))
		return false;
	return count < SUBMISSION_MOST ||
	       err_set(err, ERR_LIMIT, _("You have handed in as many texts as this club keeps."));
}

static bool add_new(struct club *club, const struct actor *actor, const struct hand_in *what,
		    long long *id, struct err *err)
{
	long long now = clock_wall();
	if (!count_own(club, actor, err) ||
	    !db_run(club->db, err, schema_sql(SQL_SUBMISSION_ADD), "itttiiii", actor->member.id,
		    what->title, what->language, what->topic, (long long)STATE_WAITING, now, now,
		    now))
		return false;
	*id = db_last_id(club->db);
	return true;
}

static bool set_state(struct club *club, const struct submission *submission, enum club_state state,
		      const char *hash, struct err *err)
{
	long long now = clock_wall();
	bool waits = state == STATE_WAITING && submission->state == STATE_WAITING;
	return db_run(club->db, err, schema_sql(SQL_SUBMISSION_STATE), "itiii", (long long)state,
		      span_of(hash), waits ? (long long)submission->waiting_since : now, now,
		      submission->id);
}

static bool add_revision(struct club *club, const struct actor *actor, long long id,
			 const struct hand_in *what, struct err *err)
{
	char hash[DIGEST_TEXT];
	struct submission submission;
	enum club_state next;
	if (!fetch(club, id, &submission, err) ||
	    !club_may(club, actor, &submission, ACTION_REVISE, &next, err))
		return false;
	if (submission.revision >= SUBMISSION_REVISIONS)
		return err_set(err, ERR_LIMIT,
			       _("This text was handed in too often; begin a new one."));
	long long number = submission.revision + 1;
	return digest_text(what->text, SPAN(""), hash, err) &&
	       db_run(club->db, err, schema_sql(SQL_REVISION_ADD), "iitti", id, number, what->text,
		      span_of(hash), (long long)clock_wall()) &&
	       db_run(club->db, err, schema_sql(SQL_SUBMISSION_REVISED), "tttii", what->title,
		      what->language, what->topic, number, id) &&
	       set_state(club, &submission, next, "", err);
}

/* Is this the text of the newest version? */
static bool is_newest(struct club *club, const struct actor *actor, long long id, struct span text,
		      bool *same, struct err *err)
{
	struct str newest;
	str_init(&newest, SUBMISSION_TEXT);
	bool done = submission_text(club, actor, id, 0, &newest, err);
	*same = span_equal(str_span(&newest), text);
	str_release(&newest);
	return done;
}

/* A request that was done before is done with; one whose text was changed since then hands in a
 * new version of what it made. */
static bool revise(struct club *club, const struct actor *actor, const struct hand_in *what,
		   long long before, bool *changes, struct err *err)
{
	bool same;
	if (!is_newest(club, actor, before, what->text, &same, err))
		return false;
	*changes = !same;
	return same || add_revision(club, actor, before, what, err);
}

static bool hand_in_new(struct club *club, const struct actor *actor, const struct hand_in *what,
			long long *id, struct err *err)
{
	*id = what->id;
	return (*id || add_new(club, actor, what, id, err)) &&
	       add_revision(club, actor, *id, what, err) &&
	       request_keep(club, actor, what->request, *id, err);
}

bool submission_hand_in(struct club *club, const struct actor *actor, const struct hand_in *what,
			struct submission *submission, struct err *err)
{
	long long id, before;
	struct member now;
	bool changes = true;
	if (!is_fit(what, err) || !db_begin(club->db, err))
		return false;
	bool done = club_member(club, actor->member.name, &now, err) &&
		    request_find(club, actor, what->request, &before, err);
	if (done && before)
		done = revise(club, actor, what, id = before, &changes, err);
	else
		done = done && hand_in_new(club, actor, what, &id, err);
	done = done && submission_get(club, actor, id, submission, err) &&
	       (!changes || audit_add(club->audit, actor, "hand-in", id, "done", err));
	return db_settle(club->db, done, err);
}

/* ---- what becomes of it ---- */

static bool hash_of(struct club *club, const struct submission *submission, char hash[DIGEST_TEXT],
		    struct err *err)
{
	struct db_rows *rows = db_query(club->db, err, schema_sql(SQL_REVISION_GET), "ii",
					submission->id, submission->revision);
	bool found = db_next(rows);
	copy(hash, DIGEST_TEXT, found ? db_text(rows, 1) : SPAN(""));
	return db_end(rows, err);
}

/* *after is what becomes of it: once it is kept nothing may fail any more. */
static bool act(struct club *club, const struct actor *actor, long long id, enum club_action action,
		long long revision, struct submission *after, struct err *err)
{
	struct submission submission;
	enum club_state next;
	char hash[DIGEST_TEXT] = "";
	if (!fetch(club, id, &submission, err) ||
	    !club_may(club, actor, &submission, action, &next, err))
		return false;
	if (action == ACTION_APPROVE && revision > submission.revision)
		return err_set(err, ERR_MISSING, _("There is no version %lld of it."), revision);
	if (action == ACTION_APPROVE && revision != submission.revision)
		return err_set(err, ERR_BUSY,
			       _("The author has handed in a newer version; look at that first."));
	if (action == ACTION_APPROVE && !hash_of(club, &submission, hash, err))
		return false;
	return set_state(club, &submission, next, hash, err) && fetch(club, id, after, err) &&
	       audit_add(club->audit, actor, workflow_actions[action], id, "done", err);
}

bool submission_act(struct club *club, const struct actor *actor, long long id,
		    enum club_action action, long long revision, struct submission *submission,
		    struct err *err)
{
	if (!db_begin(club->db, err))
		return false;
	return db_settle(club->db, act(club, actor, id, action, revision, submission, err), err);
}

bool submission_invite(struct club *club, const struct actor *actor, long long id,
		       const char *reader, struct err *err)
{
	struct submission submission;
	struct member member;
	enum club_state next;
	if (!db_begin(club->db, err))
		return false;
	bool done = fetch(club, id, &submission, err) &&
		    club_may(club, actor, &submission, ACTION_INVITE, &next, err) &&
		    club_member(club, reader, &member, err) &&
		    db_run(club->db, err, schema_sql(SQL_READER_ADD), "ii", id, member.id) &&
		    audit_add(club->audit, actor, "invite", id, reader, err);
	return db_settle(club->db, done, err);
}

/* ---- lists ---- */

static struct db_rows *query_list(struct club *club, const struct actor *actor,
				  enum submission_list list, struct err *err)
{
	switch (list) {
	case LIST_OWN:
		return db_query(club->db, err, schema_sql(SQL_SUBMISSION_OF), "ii",
				actor->member.id, (long long)SUBMISSION_LIST);
	case LIST_INBOX:
		return db_query(club->db, err, schema_sql(SQL_SUBMISSION_INBOX), "ii",
				(long long)STATE_WAITING, (long long)SUBMISSION_INBOX);
	case LIST_INVITED:
		return db_query(club->db, err, schema_sql(SQL_SUBMISSION_INVITED), "ii",
				actor->member.id, (long long)SUBMISSION_LIST);
	}
	return NULL;
}

static bool count_waiting(struct club *club, long long *count, struct err *err)
{
	struct db_rows *rows = db_query(club->db, err, schema_sql(SQL_SUBMISSION_WAITING), "i",
					(long long)STATE_WAITING);
	*count = db_next(rows) ? db_integer(rows, 0) : 0;
	return db_end(rows, err);
}

bool submission_list(struct club *club, const struct actor *actor, enum submission_list list,
		     struct submissions *out, long long *more, struct err *err)
{
	struct member now;
	long long all;
	arr_clear(out);
	*more = 0;
	if (!club_member(club, actor->member.name, &now, err))
		return false;
	if (list == LIST_INBOX && now.role != ROLE_COACH)
		return err_set(err, ERR_DENIED, _("The inbox is for coaches."));
	struct db_rows *rows = query_list(club, actor, list, err);
	while (db_next(rows)) {
		struct submission one;
		enum club_state next;
		fill(&one, rows);
		/* What was withdrawn is gone for those who were invited. */
		if (list != LIST_INVITED ||
		    workflow_may(RELATION_INVITED, one.state, ACTION_READ, &next))
			*arr_add(out) = one;
	}
	if (!db_end(rows, err))
		return false;
	if (list != LIST_INBOX || out->count < SUBMISSION_INBOX)
		return true;
	if (!count_waiting(club, &all, err))
		return false;
	*more = all - (long long)out->count;
	return true;
}

bool submission_seen(struct club *club, const struct actor *actor, long long id,
		     long long *revision, struct err *err)
{
	struct db_rows *rows =
		db_query(club->db, err, schema_sql(SQL_SEEN_GET), "ii", id, actor->member.id);
	*revision = db_next(rows) ? db_integer(rows, 0) : 0;
	return db_end(rows, err);
}

bool submission_look(struct club *club, const struct actor *actor, long long id, long long revision,
		     struct err *err)
{
	struct submission submission;
	return submission_get(club, actor, id, &submission, err) &&
	       db_run(club->db, err, schema_sql(SQL_SEEN_SET), "iii", id, actor->member.id,
		      revision);
}
