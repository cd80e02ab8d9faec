#include "club/comment.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "club/audit.h"
#include "club/request.h"
#include "club/schema.h"
#include "club/submission.h"
#include "text/utf8.h"

const char *const comment_kinds[COMMENT_KINDS + 1] = { "praise", "question", "idea", "must", NULL };

void comment_release(struct comment *comment)
{
	str_release(&comment->body);
	str_release(&comment->words);
	anchor_release(&comment->anchor);
	*comment = (struct comment){ 0 };
}

void comments_release(struct comments *comments)
{
	for (size_t i = 0; i < comments->count; i++)
		comment_release(&comments->at[i]);
	arr_release(comments);
}

static void fill(struct comment *c, const struct db_rows *rows)
{
	*c = (struct comment){ .id = db_integer(rows, 0),
			       .submission = db_integer(rows, 1),
			       .revision = db_integer(rows, 2),
			       .author = db_integer(rows, 3),
			       .parent = db_integer(rows, 5),
			       .kind = (enum comment_kind)db_integer(rows, 6),
			       .proposes = db_integer(rows, 12) != 0,
			       .is_sent = db_integer(rows, 14) != 0,
			       .is_resolved = db_integer(rows, 15) != 0,
			       .created = db_integer(rows, 16),
			       .changed = db_integer(rows, 17) };
	c->anchor.position = (size_t)db_integer(rows, 8);
	(void)snprintf(c->author_name, sizeof c->author_name, "%.*s", SPAN_ARGS(db_text(rows, 4)));
	(void)str_add(&c->body, db_text(rows, 7));
	(void)str_add(&c->anchor.quote, db_text(rows, 9));
	(void)str_add(&c->anchor.before, db_text(rows, 10));
	(void)str_add(&c->anchor.after, db_text(rows, 11));
	(void)str_add(&c->words, db_text(rows, 13));
}

static bool fetch(struct club *club, long long id, struct comment *comment, struct err *err)
{
	struct db_rows *rows = db_query(club->db, err, schema_sql(SQL_COMMENT_GET), "i", id);
	bool found = db_next(rows);
	if (found)
		fill(comment, rows);
	if (!db_end(rows, err))
		return false;
	return found || err_set(err, ERR_MISSING, _("There is no comment %lld for you."), id);
}

/* May the member do this to the submission? *submission and *next are filled in. */
static bool may(struct club *club, const struct actor *actor, long long id, enum club_action action,
		struct submission *submission, enum club_state *next, struct err *err)
{
	return submission_get(club, actor, id, submission, err) &&
	       club_may(club, actor, submission, action, next, err);
}

/* ---- adding ---- */

static bool is_fit(const struct comment *what, struct err *err)
{
	if (span_trim(str_span(&what->body)).length == 0 && !what->proposes)
		return err_set(err, ERR_INPUT, _("The comment is empty."));
	if (what->body.length > COMMENT_BODY || what->words.length > COMMENT_BODY ||
	    what->anchor.quote.length > ANCHOR_QUOTE_MOST ||
	    what->anchor.before.length > ANCHOR_CONTEXT * 2 ||
	    what->anchor.after.length > ANCHOR_CONTEXT * 2)
		return err_set(err, ERR_LIMIT, _("The comment is over 4096 bytes; say it in two."));
	if (!utf8_is_valid(str_span(&what->body)) || !utf8_is_valid(str_span(&what->words)) ||
	    !utf8_is_valid(str_span(&what->anchor.quote)))
		return err_set(err, ERR_INPUT, _("The comment is not UTF-8."));
	return true;
}

static bool has_room(struct club *club, long long submission, struct err *err)
{
	struct db_rows *rows =
		db_query(club->db, err, schema_sql(SQL_COMMENT_COUNT), "i", submission);
	long long count = db_next(rows) ? db_integer(rows, 0) : 0;
	if (!db_end(rows, err))
		return false;
	return count < COMMENT_MOST ||
	       err_set(err, ERR_LIMIT, _("There are too many comments on this text."));
}

/* A reply goes into a thread of the same submission that was sent; threads have one level. */
static bool check_parent(struct club *club, const struct comment *what, struct err *err)
{
	struct comment parent = { 0 };
	if (what->parent == 0)
		return true;
	bool done = fetch(club, what->parent, &parent, err);
	bool fits = done && parent.submission == what->submission && parent.parent == 0 &&
		    parent.is_sent;
	comment_release(&parent);
	return fits || (done && err_set(err, ERR_MISSING, _("There is no comment %lld for you."),
					what->parent));
}

static bool insert(struct club *club, const struct actor *actor, const struct comment *what,
		   struct err *err)
{
	long long now = clock_wall();
	return db_run(club->db, err, schema_sql(SQL_COMMENT_ADD), "iiiiititttitiii",
		      what->submission, what->revision, actor->member.id, what->parent,
		      (long long)what->kind, str_span(&what->body),
		      (long long)what->anchor.position, str_span(&what->anchor.quote),
		      str_span(&what->anchor.before), str_span(&what->anchor.after),
		      (long long)what->proposes, str_span(&what->words), 0LL, now, now);
}

/* ---- sending ---- */

/* A coach who says something gives the author the turn; others change no state. */
static bool turn(struct club *club, const struct actor *actor, const struct submission *submission,
		 struct err *err)
{
	enum club_state next;
	long long now = clock_wall();
	if (!club_may(club, actor, submission, ACTION_COMMENT, &next, err))
		return err->code == ERR_DENIED; /* else it could not be found out */
	if (next == submission->state)
		return true;
	return db_run(club->db, err, schema_sql(SQL_SUBMISSION_STATE), "itiii", (long long)next,
		      SPAN(""), now, now, submission->id);
}

static bool send_waiting(struct club *club, const struct actor *actor, long long id,
			 long long *sent, struct err *err)
{
	struct submission submission;
	enum club_state next;
	bool done = may(club, actor, id, ACTION_REPLY, &submission, &next, err) &&
		    db_run(club->db, err, schema_sql(SQL_COMMENT_SEND), "iii",
			   (long long)clock_wall(), id, actor->member.id);
	*sent = done ? db_changes(club->db) : 0;
	return done && (*sent == 0 || (turn(club, actor, &submission, err) &&
				       audit_add(club->audit, actor, "comment", id, "done", err)));
}

bool comment_send(struct club *club, const struct actor *actor, long long id, long long *sent,
		  struct err *err)
{
	return db_begin(club->db, err) &&
	       db_settle(club->db, send_waiting(club, actor, id, sent, err), err);
}

static bool add_new(struct club *club, const struct actor *actor, const struct comment *what,
		    long long newest, long long *id, struct err *err)
{
	if (!has_room(club, what->submission, err) || !check_parent(club, what, err))
		return false;
	if (what->revision < 1 || what->revision > newest)
		return err_set(err, ERR_INPUT, _("There is no version %lld of it."),
			       what->revision);
	if (!insert(club, actor, what, err))
		return false;
	*id = db_last_id(club->db);
	return true;
}

bool comment_add(struct club *club, const struct actor *actor, const struct comment *what,
		 struct span request, long long *id, struct err *err)
{
	struct submission submission;
	enum club_state next;
	long long sent;
	enum club_action action = what->parent ? ACTION_REPLY : ACTION_COMMENT;
	if (!is_fit(what, err) || !db_begin(club->db, err))
		return false;
	bool done = may(club, actor, what->submission, action, &submission, &next, err) &&
		    request_find(club, actor, request, id, err);
	if (done && *id == 0) /* else it came before */
		done = add_new(club, actor, what, submission.revision, id, err) &&
		       request_keep(club, actor, request, *id, err);
	done = done && (!what->is_sent || send_waiting(club, actor, what->submission, &sent, err));
	return db_settle(club->db, done, err);
}

/* ---- changing ---- */

static bool is_answered(struct club *club, const struct actor *actor, const struct comment *comment,
			bool *answered, struct err *err)
{
	struct comments all = { 0 };
	*answered = false;
	bool done = comment_list(club, actor, comment->submission, &all, err);
	for (size_t i = 0; done && i < all.count; i++)
		*answered |= all.at[i].parent == comment->id;
	comments_release(&all);
	return done;
}

static bool own(struct club *club, const struct actor *actor, long long id, struct comment *comment,
		struct err *err)
{
	struct submission submission;
	if (!fetch(club, id, comment, err) ||
	    !submission_get(club, actor, comment->submission, &submission, err))
		return false;
	return comment->author == actor->member.id ||
	       err_set(err, ERR_DENIED, _("This comment is somebody else's."));
}

bool comment_edit(struct club *club, const struct actor *actor, long long id, struct span body,
		  struct err *err)
{
	struct comment comment = { 0 };
	bool answered;
	if (span_trim(body).length == 0 || body.length > COMMENT_BODY || !utf8_is_valid(body))
		return err_set(err, ERR_LIMIT, _("A comment is UTF-8 text of 1 to 4096 bytes."));
	if (!db_begin(club->db, err))
		return false;
	bool done = own(club, actor, id, &comment, err) &&
		    is_answered(club, actor, &comment, &answered, err);
	if (done && answered)
		done = err_set(err, ERR_DENIED,
			       _("It was answered; write another one below instead."));
	done = done &&
	       db_run(club->db, err, schema_sql(SQL_COMMENT_EDIT), "tii", body,
		      (long long)clock_wall(), id) &&
	       audit_add(club->audit, actor, "edit", id, "done", err);
	comment_release(&comment);
	return db_settle(club->db, done, err);
}

bool comment_resolve(struct club *club, const struct actor *actor, long long id, bool resolved,
		     struct err *err)
{
	struct comment comment = { 0 };
	struct submission submission;
	enum club_state next;
	if (!db_begin(club->db, err))
		return false;
	bool done = fetch(club, id, &comment, err) &&
		    may(club, actor, comment.submission, ACTION_RESOLVE, &submission, &next, err);
	if (done && (!comment.is_sent || comment.parent))
		done = err_set(err, ERR_INPUT, _("Only a thread that was sent can be resolved."));
	done = done &&
	       db_run(club->db, err, schema_sql(SQL_COMMENT_RESOLVE), "iii", (long long)resolved,
		      (long long)clock_wall(), id) &&
	       audit_add(club->audit, actor, "resolve", id, resolved ? "resolved" : "reopened",
			 err);
	comment_release(&comment);
	return db_settle(club->db, done, err);
}

bool comment_list(struct club *club, const struct actor *actor, long long id, struct comments *out,
		  struct err *err)
{
	struct submission submission;
	if (!submission_get(club, actor, id, &submission, err))
		return false;
	struct db_rows *rows =
		db_query(club->db, err, schema_sql(SQL_COMMENT_LIST), "ii", id, actor->member.id);
	while (db_next(rows))
		fill(arr_add(out), rows);
	return db_end(rows, err);
}

/* ---- advice ---- */

bool advice_add(struct club *club, const struct actor *actor, struct span rule, struct span body,
		struct err *err)
{
	struct member now;
	if (!club_member(club, actor->member.name, &now, err))
		return false;
	if (now.role != ROLE_COACH)
		return err_set(err, ERR_DENIED, _("Advice is kept for coaches."));
	if (body.length == 0 || body.length > COMMENT_BODY || rule.length == 0 ||
	    rule.length > 100 || !utf8_is_valid(body) || !utf8_is_valid(rule))
		return err_set(err, ERR_LIMIT, _("A comment is UTF-8 text of 1 to 4096 bytes."));
	return db_run(club->db, err, schema_sql(SQL_ADVICE_ADD), "itt", now.id, rule, body);
}

bool advice_list(struct club *club, const struct actor *actor, struct span rule,
		 advice_function *each, void *context, struct err *err)
{
	struct db_rows *rows = db_query(club->db, err, schema_sql(SQL_ADVICE_LIST), "iti",
					actor->member.id, rule, (long long)ADVICE_LIST);
	while (db_next(rows) && each(context, db_text(rows, 0)))
		;
	return db_end(rows, err);
}
