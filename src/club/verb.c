#include "club/verb.h"

#include <string.h>

#include "base/i18n.h"
#include "club/comment.h"
#include "club/submission.h"
#include "club/tally.h"
#include "io/json.h"

/* One verb being run: what was asked, and the answer being written. */
struct call {
	struct club *club;
	const struct actor *actor;
	struct member now; /* as the club knows them when the verb begins */
	bool is_removed;
	const struct json *line;
	struct json_writer writer;
	struct str out;
};

/* ---- what was asked ---- */

static struct span text_of(const struct call *call, const char *name)
{
	return json_text_of(call->line, name);
}

static long long number_of(const struct call *call, const char *name)
{
	long long number = json_integer_of(call->line, name);
	return number >= 0 ? number : 0;
}

/* ---- what is answered ---- */

static void write_submission(struct json_writer *w, const char *key, const struct submission *s)
{
	json_write_begin(w, key, '{');
	json_write_integer(w, "id", s->id);
	json_write_string(w, "author", span_of(s->author_name));
	json_write_string(w, "title", span_of(s->title));
	json_write_string(w, "language", span_of(s->language));
	json_write_string(w, "topic", span_of(s->topic));
	json_write_string(w, "state", span_of(workflow_states[s->state]));
	json_write_integer(w, "revision", s->revision);
	json_write_string(w, "ready_hash", span_of(s->ready_hash));
	json_write_integer(w, "waiting_since", s->waiting_since);
	json_write_integer(w, "changed", s->changed);
	json_write_bool(w, "first", s->is_first);
	json_write_integer(w, "open_threads", s->open_threads);
	json_write_end(w, '}');
}

static const char *const place_names[] = { "exact", "moved", "changed", "gone" };

static void write_place(struct json_writer *w, const struct anchor *anchor, struct span text)
{
	struct anchor_place place = anchor_find(anchor, text);
	json_write_string(w, "quote", str_span(&anchor->quote));
	json_write_string(w, "before", str_span(&anchor->before));
	json_write_string(w, "after", str_span(&anchor->after));
	json_write_integer(w, "position", (long long)anchor->position);
	json_write_string(w, "place", span_of(place_names[place.state]));
	json_write_integer(w, "start", (long long)place.start);
	json_write_integer(w, "end", (long long)place.end);
}

static void write_comment(struct json_writer *w, const struct comment *c, struct span text)
{
	json_write_begin(w, NULL, '{');
	json_write_integer(w, "id", c->id);
	json_write_integer(w, "parent", c->parent);
	json_write_integer(w, "revision", c->revision);
	json_write_string(w, "author", span_of(c->author_name));
	json_write_string(w, "kind", span_of(comment_kinds[c->kind]));
	json_write_string(w, "body", str_span(&c->body));
	if (c->anchor.quote.length)
		write_place(w, &c->anchor, text);
	if (c->proposes)
		json_write_string(w, "words", str_span(&c->words));
	json_write_bool(w, "sent", c->is_sent);
	json_write_bool(w, "resolved", c->is_resolved);
	json_write_integer(w, "created", c->created);
	json_write_end(w, '}');
}

/* ---- the verbs ---- */

static bool do_submit(struct call *call, struct err *err)
{
	struct submission submission;
	struct hand_in what = { .id = number_of(call, "id"),
				.title = text_of(call, "title"),
				.language = text_of(call, "language"),
				.topic = text_of(call, "topic"),
				.text = text_of(call, "text"),
				.request = text_of(call, "request") };
	if (!submission_hand_in(call->club, call->actor, &what, &submission, err))
		return false;
	write_submission(&call->writer, "submission", &submission);
	return true;
}

static bool write_list(struct call *call, enum submission_list list, struct err *err)
{
	struct submissions found = { 0 };
	long long more;
	bool done = submission_list(call->club, call->actor, list, &found, &more, err);
	if (done) {
		json_write_begin(&call->writer, "submissions", '[');
		for (size_t i = 0; i < found.count; i++)
			write_submission(&call->writer, NULL, &found.at[i]);
		json_write_end(&call->writer, ']');
		json_write_integer(&call->writer, "more", more);
	}
	arr_release(&found);
	return done;
}

static bool do_status(struct call *call, struct err *err)
{
	return write_list(call, LIST_OWN, err);
}

static bool do_inbox(struct call *call, struct err *err)
{
	bool coach = call->now.role == ROLE_COACH;
	return write_list(call, coach ? LIST_INBOX : LIST_INVITED, err);
}

static bool do_show(struct call *call, struct err *err)
{
	struct submission submission;
	struct str text = { 0 };
	struct comments comments = { 0 };
	long long id = number_of(call, "id"), revision = number_of(call, "revision"), seen = 0;
	bool done = submission_get(call->club, call->actor, id, &submission, err) &&
		    submission_text(call->club, call->actor, id, revision, &text, err) &&
		    comment_list(call->club, call->actor, id, &comments, err) &&
		    submission_seen(call->club, call->actor, id, &seen, err);
	if (done) {
		/* A full disk keeps nobody from reading. */
		(void)submission_look(call->club, call->actor, id, submission.revision, NULL);
		write_submission(&call->writer, "submission", &submission);
		json_write_integer(&call->writer, "seen", seen);
		json_write_string(&call->writer, "text", str_span(&text));
		json_write_begin(&call->writer, "comments", '[');
		for (size_t i = 0; i < comments.count; i++)
			write_comment(&call->writer, &comments.at[i], str_span(&text));
		json_write_end(&call->writer, ']');
	}
	comments_release(&comments);
	str_release(&text);
	return done;
}

static enum comment_kind kind_of(struct span name)
{
	for (int i = 0; comment_kinds[i]; i++)
		if (span_equal(span_of(comment_kinds[i]), name))
			return (enum comment_kind)i;
	return COMMENT_IDEA;
}

/* "quote" and, where it stands more than once, "at": its offset in the revision. */
static bool place(const struct call *call, struct comment *what, struct err *err)
{
	struct span quote = text_of(call, "quote");
	struct str text = { 0 };
	if (quote.length == 0)
		return true;
	bool done = submission_text(call->club, call->actor, what->submission, what->revision,
				    &text, err);
	size_t at = done ? span_find(str_span(&text), quote, (size_t)number_of(call, "at")) : 0;
	if (done && at >= text.length)
		done = err_set(err, ERR_INPUT, _("These words do not stand in the text."));
	if (done)
		anchor_take(&what->anchor, str_span(&text), at, at + quote.length);
	str_release(&text);
	return done;
}

static bool fill_comment(const struct call *call, struct comment *what, struct err *err)
{
	struct submission submission;
	*what = (struct comment){ .submission = number_of(call, "id"),
				  .revision = number_of(call, "revision"),
				  .parent = number_of(call, "parent"),
				  .kind = kind_of(text_of(call, "kind")) };
	if (!submission_get(call->club, call->actor, what->submission, &submission, err))
		return false;
	if (what->revision == 0)
		what->revision = submission.revision;
	(void)str_add(&what->body, text_of(call, "body"));
	what->proposes = json_member(call->line, "words") != NULL;
	(void)str_add(&what->words, text_of(call, "words"));
	return place(call, what, err);
}

static bool do_comment(struct call *call, struct err *err)
{
	struct comment what;
	long long id = 0;
	bool done = fill_comment(call, &what, err);
	what.is_sent = !json_bool(json_member(call->line, "wait"), false);
	done = done &&
	       comment_add(call->club, call->actor, &what, text_of(call, "request"), &id, err);
	if (done)
		json_write_integer(&call->writer, "comment", id);
	comment_release(&what);
	return done;
}

static bool do_send(struct call *call, struct err *err)
{
	long long sent;
	if (!comment_send(call->club, call->actor, number_of(call, "id"), &sent, err))
		return false;
	json_write_integer(&call->writer, "sent", sent);
	return true;
}

static bool do_edit(struct call *call, struct err *err)
{
	return comment_edit(call->club, call->actor, number_of(call, "comment"),
			    text_of(call, "body"), err);
}

static bool do_resolve(struct call *call, struct err *err)
{
	return comment_resolve(call->club, call->actor, number_of(call, "comment"),
			       !json_bool(json_member(call->line, "reopen"), false), err);
}

static bool do_action(struct call *call, enum club_action action, struct err *err)
{
	struct submission submission;
	if (!submission_act(call->club, call->actor, number_of(call, "id"), action,
			    number_of(call, "revision"), &submission, err))
		return false;
	write_submission(&call->writer, "submission", &submission);
	return true;
}

static bool do_approve(struct call *call, struct err *err)
{
	return do_action(call, ACTION_APPROVE, err);
}

static bool do_publish(struct call *call, struct err *err)
{
	return do_action(call, ACTION_PUBLISH, err);
}

static bool do_withdraw(struct call *call, struct err *err)
{
	return do_action(call, ACTION_WITHDRAW, err);
}

static bool do_invite(struct call *call, struct err *err)
{
	char name[CLUB_NAME];
	struct span reader = text_of(call, "reader");
	if (reader.length >= sizeof name)
		return err_set(err, ERR_INPUT,
			       _("A member's name is 1 to 32 of a-z, 0-9, dot, _ and -."));
	memcpy(name, reader.at, reader.length);
	name[reader.length] = '\0';
	if (!submission_invite(call->club, call->actor, number_of(call, "id"), name, err))
		return false;
	json_write_string(&call->writer, "reader", reader);
	return true;
}

static bool do_whoami(struct call *call, struct err *err)
{
	(void)err;
	json_write_string(&call->writer, "name", span_of(call->now.name));
	json_write_string(&call->writer, "role", span_of(club_roles[call->now.role]));
	return true;
}

static bool write_advice(void *context, struct span body)
{
	struct call *call = context;
	json_write_string(&call->writer, NULL, body);
	return true;
}

/* With a body it is kept for the rule; without, what was kept for it is listed. */
static bool do_advice(struct call *call, struct err *err)
{
	struct span rule = text_of(call, "rule"), body = text_of(call, "body");
	if (body.length)
		return advice_add(call->club, call->actor, rule, body, err);
	json_write_begin(&call->writer, "advice", '[');
	bool done = advice_list(call->club, call->actor, rule, write_advice, call, err);
	json_write_end(&call->writer, ']');
	return done;
}

static bool tell_lessons(struct call *call, const struct json *list, struct err *err)
{
	struct span lessons[TALLY_LESSONS];
	size_t count = json_count(list);
	if (json_string(list, &lessons[0]))
		return err_set(err, ERR_USAGE, _("lessons is an array of ids."));
	for (size_t i = 0; i < count && i < TALLY_LESSONS; i++)
		if (!json_string(json_item(list, i), &lessons[i]))
			lessons[i] = SPAN(""); /* no lesson; refused as such */
	return tally_tell(call->club, call->actor, lessons, count, err);
}

static void write_tally(void *context, struct span lesson, long long people)
{
	struct call *call = context;
	json_write_begin(&call->writer, NULL, '{');
	json_write_string(&call->writer, "lesson", lesson);
	json_write_integer(&call->writer, "people", people);
	json_write_end(&call->writer, '}');
}

/* With lessons an author's own are told; without, what the group has finished is listed. */
static bool do_progress(struct call *call, struct err *err)
{
	const struct json *told = json_member(call->line, "lessons");
	if (told)
		return tell_lessons(call, told, err);
	json_write_begin(&call->writer, "group", '[');
	bool done = tally_list(call->club, call->actor, write_tally, call, err);
	json_write_end(&call->writer, ']');
	return done;
}

const struct verb verbs[] = {
	{ "whoami", "", "Who one is here: name, role.", do_whoami },
	{ "submit", "title, text; language, topic, id (to hand in again), request",
	  "Hands in, or hands in again what is one's own: submission.", do_submit },
	{ "status", "", "One's own: submissions.", do_status },
	{ "inbox", "",
	  "For coaches what waits, the longest first; for others what they were invited to read: "
	  "submissions, more.",
	  do_inbox },
	{ "show", "id; revision", "What one may read: submission, seen, text, comments.", do_show },
	{ "comment", "id, body or words; revision, parent, kind, quote, at, wait, request",
	  "By coaches and those who were invited; with a parent an answer, by the author too: "
	  "comment. With wait it is sent by send.",
	  do_comment },
	{ "send", "id", "Sends what one has waiting there; the author's turn: sent.", do_send },
	{ "edit", "comment, body", "One's own, while nobody has answered.", do_edit },
	{ "resolve", "comment; reopen", "By the author or a coach: a thread is settled.",
	  do_resolve },
	{ "approve", "id, revision", "By a coach, for the newest revision only: ready: submission.",
	  do_approve },
	{ "publish", "id", "By the author: it is out: submission.", do_publish },
	{ "withdraw", "id", "By the author: nobody else sees it any more: submission.",
	  do_withdraw },
	{ "invite", "id, reader", "By the author: another member may read: reader.", do_invite },
	{ "advice", "rule; body", "Of a coach's own: kept with body, else listed: advice.",
	  do_advice },
	{ "progress", "; lessons",
	  "With lessons (an array of ids, which may be empty): all that an author has finished, in "
	  "the place of what was told before. Without, for coaches: group, each lesson that five "
	  "authors or more have finished, with people: so many at least, in steps of five.",
	  do_progress },
	{ 0 },
};

/* ---- a line ---- */

static const char *code_of(enum err_code code)
{
	static const char *const names[] = {
		[ERR_NONE] = "none",	 [ERR_MISSING] = "missing",
		[ERR_DENIED] = "denied", [ERR_INPUT] = "input",
		[ERR_LIMIT] = "limit",	 [ERR_BUSY] = "busy",
		[ERR_IO] = "io",	 [ERR_UNSYNCED] = "io",
		[ERR_NET] = "net",	 [ERR_CANCELLED] = "cancelled",
		[ERR_USAGE] = "usage",
	};
	return names[code];
}

static void begin_answer(struct call *call, bool ok)
{
	str_clear(&call->out);
	call->writer = (struct json_writer){ .out = &call->out };
	json_write_begin(&call->writer, NULL, '{');
	json_write_integer(&call->writer, "version", 1);
	json_write_bool(&call->writer, "ok", ok);
}

static bool dispatch(struct call *call, struct err *err)
{
	struct span verb = text_of(call, "verb");
	if (json_integer(json_member(call->line, "version"), 0) != 1)
		return err_set(err, ERR_INPUT,
			       _("This hub speaks version 1 of the verbs; update your Tonfall."));
	/* Somebody may have been removed, or have another role, while connected. */
	if (!club_member(call->club, call->actor->member.name, &call->now, err)) {
		call->is_removed = err->code == ERR_DENIED;
		return false;
	}
	for (const struct verb *row = verbs; row->name; row++)
		if (span_equal(span_of(row->name), verb))
			return row->run(call, err);
	return err_set(err, ERR_USAGE, _("There is no such verb."));
}

bool verb_run(struct club *club, const struct actor *actor, struct span line, struct str *out)
{
	struct call call = { .club = club, .actor = actor };
	struct err err = { 0 };
	struct json *json = json_parse(line, &err);
	call.line = json;
	str_init(&call.out, VERB_LINE * 4);
	begin_answer(&call, true);
	bool done = json && dispatch(&call, &err);
	if (done && call.out.full)
		done = err_set(&err, ERR_LIMIT, _("The answer is too long for one line."));
	if (!done) {
		begin_answer(&call, false);
		json_write_string(&call.writer, "code",
				  span_of(call.is_removed ? "removed" : code_of(err.code)));
		json_write_string(&call.writer, "error", span_of(err.text));
	}
	json_write_end(&call.writer, '}');
	(void)str_add_byte(&call.out, '\n');
	(void)str_add(out, str_span(&call.out));
	str_release(&call.out);
	json_free(json);
	return done;
}
