#include "club/club.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "club/audit.h"
#include "club/schema.h"
#include "club/submission.h"

const char *const club_roles[CLUB_ROLES + 1] = { "author", "coach", "admin", NULL };

/* Kinds of public keys that sshd of today takes; no DSA. */
static const char *const key_kinds[] = {
	"ssh-ed25519",
	"ssh-rsa",
	"ecdsa-sha2-nistp256",
	"ecdsa-sha2-nistp384",
	"ecdsa-sha2-nistp521",
	"sk-ssh-ed25519@openssh.com",
	"sk-ecdsa-sha2-nistp256@openssh.com",
	NULL,
};

enum { KEY_KIND = 48, KEY_BLOB = 8192 };

/* ---- life ---- */

static struct club *adopt(struct db *db, const char *path, struct err *err)
{
	if (!db)
		return NULL;
	struct club *club = mem_alloc(sizeof *club);
	club->db = db;
	club->path = mem_copy(span_of(path));
	club->audit = audit_open(path, err);
	if (club->audit)
		return club;
	club_close(club);
	return NULL;
}

struct club *club_create(const char *path, struct err *err)
{
	return adopt(schema_create(path, err), path, err);
}

struct club *club_open(const char *path, struct err *err)
{
	return adopt(schema_open(path, err), path, err);
}

void club_close(struct club *club)
{
	if (!club)
		return;
	audit_close(club->audit);
	db_close(club->db);
	free(club->path);
	free(club);
}

/* ---- members ---- */

bool club_name_is_valid(const char *name)
{
	size_t length = strlen(name);
	if (length == 0 || length >= CLUB_NAME)
		return false;
	for (size_t i = 0; i < length; i++) {
		bool letter =
			(name[i] >= 'a' && name[i] <= 'z') || (name[i] >= '0' && name[i] <= '9');
		if (!letter && (i == 0 || !strchr("._-", name[i])))
			return false;
	}
	return true;
}

static bool is_key_kind(struct span kind)
{
	for (int i = 0; key_kinds[i]; i++)
		if (span_equal(span_of(key_kinds[i]), kind))
			return true;
	return false;
}

static bool is_base64(struct span blob)
{
	for (size_t i = 0; i < blob.length; i++) {
		char c = blob.at[i];
		bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			    (c >= '0' && c <= '9') || c == '+' || c == '/' || c == '=';
		if (!good)
			return false;
	}
	return blob.length >= 16 && blob.length < KEY_BLOB;
}

/* "ssh-ed25519 AAAA… comment": the comment goes no further than here. */
static bool parse_key(const char *line, struct span *kind, struct span *blob, struct err *err)
{
	struct span rest = span_trim(span_of(line));
	if (span_find(rest, SPAN("\n"), 0) == rest.length && span_next(&rest, ' ', kind) &&
	    span_next(&rest, ' ', blob) && is_key_kind(*kind) && is_base64(*blob))
		return true;
	return err_set(err, ERR_INPUT,
		       _("That is no public key; give one line such as `ssh-ed25519 AAAA…`."));
}

static void fill(struct member *member, const struct db_rows *rows)
{
	*member = (struct member){ .id = db_integer(rows, 0),
				   .role = (enum club_role)db_integer(rows, 2),
				   .is_active = db_integer(rows, 3) != 0 };
	(void)snprintf(member->name, sizeof member->name, "%.*s", SPAN_ARGS(db_text(rows, 1)));
}

bool club_member(struct club *club, const char *name, struct member *member, struct err *err)
{
	struct db_rows *rows =
		db_query(club->db, err, schema_sql(SQL_MEMBER_BY_NAME), "t", span_of(name));
	bool found = db_next(rows);
	if (found)
		fill(member, rows);
	if (!db_end(rows, err))
		return false;
	return (found && member->is_active) ||
	       err_set(err, ERR_DENIED, _("%.40s is no member of this club."), name);
}

static const struct actor operator_ = { .member = { .name = "operator" }, .source = "local" };

static bool add_key(struct club *club, long long member, struct span kind, struct span blob,
		    struct err *err)
{
	struct err why;
	if (db_run(club->db, &why, schema_sql(SQL_KEY_ADD), "itti", member, kind, blob,
		   (long long)clock_wall()))
		return true;
	if (why.code == ERR_INPUT) /* it does not fit with what is there */
		return err_set(err, ERR_BUSY, _("A member has this key already."));
	return err_set(err, why.code, "%s", why.text);
}

bool club_add(struct club *club, const char *name, enum club_role role, const char *key,
	      struct err *err)
{
	struct span kind, blob;
	struct member member;
	if (!club_name_is_valid(name))
		return err_set(err, ERR_INPUT,
			       _("A member's name is 1 to 32 of a-z, 0-9, dot, _ and -."));
	if (key && !parse_key(key, &kind, &blob, err))
		return false;
	if (!db_begin(club->db, err))
		return false;
	bool done = db_run(club->db, err, schema_sql(SQL_MEMBER_ADD), "tii", span_of(name),
			   (long long)role, (long long)clock_wall()) &&
		    club_member(club, name, &member, err);
	if (done && key)
		done = add_key(club, member.id, kind, blob, err);
	done = done && audit_add(club->audit, &operator_, "add", member.id, name, err);
	return db_settle(club->db, done, err);
}

bool club_remove(struct club *club, const char *name, struct err *err)
{
	struct member member;
	if (!club_member(club, name, &member, err) || !db_begin(club->db, err))
		return false;
	bool done = db_run(club->db, err, schema_sql(SQL_MEMBER_REMOVE), "i", member.id) &&
		    db_run(club->db, err, schema_sql(SQL_KEY_REMOVE_ALL), "i", member.id) &&
		    db_run(club->db, err, schema_sql(SQL_PROGRESS_CLEAR), "i", member.id) &&
		    audit_add(club->audit, &operator_, "remove", member.id, name, err);
	return db_settle(club->db, done, err);
}

bool club_list(struct club *club, struct members *members, struct err *err)
{
	struct db_rows *rows = db_query(club->db, err, schema_sql(SQL_MEMBER_LIST), "");
	arr_clear(members);
	while (db_next(rows) && members->count < CLUB_MEMBERS)
		fill(arr_add(members), rows);
	return db_end(rows, err);
}

bool club_keys(struct club *club, const char *kind, const char *blob, club_key_function *each,
	       void *context, struct err *err)
{
	char name[CLUB_NAME], own_kind[KEY_KIND], own_blob[KEY_BLOB];
	struct db_rows *rows = kind ? db_query(club->db, err, schema_sql(SQL_KEY_BY_BLOB), "tt",
					       span_of(kind), span_of(blob))
				    : db_query(club->db, err, schema_sql(SQL_KEY_LIST), "");
	while (db_next(rows)) {
		(void)snprintf(name, sizeof name, "%.*s", SPAN_ARGS(db_text(rows, 0)));
		(void)snprintf(own_kind, sizeof own_kind, "%.*s", SPAN_ARGS(db_text(rows, 1)));
		(void)snprintf(own_blob, sizeof own_blob, "%.*s", SPAN_ARGS(db_text(rows, 2)));
		if (!each(context, name, own_kind, own_blob))
			break;
	}
	return db_end(rows, err);
}

/* ---- who may ---- */

static bool is_invited(struct club *club, long long submission, long long member, bool *invited,
		       struct err *err)
{
	struct db_rows *rows =
		db_query(club->db, err, schema_sql(SQL_READER_HAS), "ii", submission, member);
	*invited = db_next(rows);
	return db_end(rows, err);
}

static bool relate(struct club *club, const struct member *member,
		   const struct submission *submission, enum club_relation *relation,
		   struct err *err)
{
	bool invited = false;
	*relation = RELATION_NONE;
	if (!submission)
		*relation = member->role == ROLE_AUTHOR	 ? RELATION_AUTHOR
			    : member->role == ROLE_COACH ? RELATION_COACH
							 : RELATION_NONE;
	else if (submission->author == member->id)
		*relation = RELATION_AUTHOR;
	else if (member->role == ROLE_COACH)
		*relation = RELATION_COACH;
	else if (!is_invited(club, submission->id, member->id, &invited, err))
		return false;
	else if (invited)
		*relation = RELATION_INVITED;
	return true;
}

bool club_may(struct club *club, const struct actor *actor, const struct submission *submission,
	      enum club_action action, enum club_state *next, struct err *err)
{
	enum club_relation relation;
	enum club_state unchanged;
	struct member now;
	/* Somebody may have been removed, or be a coach no more, while connected. */
	if (!club_member(club, actor->member.name, &now, err) ||
	    !relate(club, &now, submission, &relation, err))
		return false;
	if (!submission)
		return workflow_may(relation, STATE_WHOLE, action, next) ||
		       err_set(err, ERR_DENIED,
			       action == ACTION_SURVEY
				       ? _("How many have finished which lesson is for coaches.")
				       : _("Only lessons of authors are counted."));
	if (!workflow_may(relation, submission->state, ACTION_READ, &unchanged))
		return err_set(err, ERR_MISSING, _("There is no submission %lld for you."),
			       submission->id);
	if (workflow_may(relation, submission->state, action, next))
		return true;
	return err_set(err, ERR_DENIED,
		       _("That cannot be done with it in this state, or not by you."));
}
