#include "club/schema.h"

#include <stdio.h>

#include "base/file.h"
#include "base/i18n.h"

enum { APPLICATION_ID = 0x546f6e66 }; /* "Tonf" */

/* A row brings the schema from its index to the next version. Rows are never changed, only added.
 */
static const char *const migrations[] = {
	"CREATE TABLE member(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
	" role INTEGER NOT NULL, active INTEGER NOT NULL DEFAULT 1, created INTEGER NOT NULL);"
	"CREATE TABLE key(id INTEGER PRIMARY KEY, member INTEGER NOT NULL REFERENCES member(id),"
	" kind TEXT NOT NULL, blob TEXT NOT NULL UNIQUE, created INTEGER NOT NULL);"
	"CREATE TABLE submission(id INTEGER PRIMARY KEY, author INTEGER NOT NULL REFERENCES "
	"member(id), title TEXT NOT NULL, language TEXT NOT NULL, topic TEXT NOT NULL,"
	" state INTEGER NOT NULL, revision INTEGER NOT NULL, ready_hash TEXT,"
	" waiting_since INTEGER NOT NULL, created INTEGER NOT NULL, changed INTEGER NOT NULL);"
	"CREATE INDEX submission_waiting ON submission(state, waiting_since);"
	"CREATE INDEX submission_author ON submission(author, changed);"
	"CREATE TABLE revision(submission INTEGER NOT NULL REFERENCES submission(id),"
	" number INTEGER NOT NULL, text TEXT NOT NULL, hash TEXT NOT NULL,"
	" created INTEGER NOT NULL, PRIMARY KEY(submission, number)) WITHOUT ROWID;"
	"CREATE TABLE comment(id INTEGER PRIMARY KEY, submission INTEGER NOT NULL REFERENCES "
	"submission(id), revision INTEGER NOT NULL, author INTEGER NOT NULL REFERENCES member(id),"
	" parent INTEGER REFERENCES comment(id), kind INTEGER NOT NULL, body TEXT NOT NULL,"
	" position INTEGER NOT NULL, quote TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT "
	"NULL,"
	" words TEXT, sent INTEGER NOT NULL, resolved INTEGER NOT NULL DEFAULT 0,"
	" created INTEGER NOT NULL, changed INTEGER NOT NULL);"
	"CREATE INDEX comment_submission ON comment(submission, id);"
	"CREATE TABLE reader(submission INTEGER NOT NULL REFERENCES submission(id),"
	" member INTEGER NOT NULL REFERENCES member(id), PRIMARY KEY(submission, member)) WITHOUT "
	"ROWID;"
	"CREATE TABLE seen(submission INTEGER NOT NULL REFERENCES submission(id),"
	" member INTEGER NOT NULL REFERENCES member(id), revision INTEGER NOT NULL,"
	" PRIMARY KEY(submission, member)) WITHOUT ROWID;"
	"CREATE TABLE advice(id INTEGER PRIMARY KEY, coach INTEGER NOT NULL REFERENCES member(id),"
	" rule TEXT NOT NULL, body TEXT NOT NULL, UNIQUE(coach, rule, body));"
	"CREATE TABLE request(id TEXT NOT NULL, member INTEGER NOT NULL REFERENCES member(id),"
	" answer TEXT NOT NULL, created INTEGER NOT NULL, PRIMARY KEY(member, id)) WITHOUT ROWID;"
	"CREATE TABLE progress(member INTEGER NOT NULL REFERENCES member(id), lesson TEXT NOT NULL,"
	" state INTEGER NOT NULL, PRIMARY KEY(member, lesson)) WITHOUT ROWID;",
	/* For the lists: open threads and whether it is an author's first, without the rows. */
	"CREATE INDEX comment_open ON comment(submission) WHERE sent AND NOT resolved AND parent IS"
	" NULL;"
	"CREATE INDEX submission_first ON submission(author);",
};

enum { VERSION = sizeof migrations / sizeof *migrations };

#define SUBMISSION                                                                           \
	"SELECT s.id, s.author, m.name, s.title, s.language, s.topic, s.state, s.revision,"  \
	" coalesce(s.ready_hash, ''), s.waiting_since, s.changed,"                           \
	" NOT EXISTS(SELECT 1 FROM submission o WHERE o.author = s.author AND o.id < s.id)," \
	" (SELECT count(*) FROM comment c WHERE c.submission = s.id AND c.sent AND NOT"      \
	" c.resolved AND c.parent IS NULL)"                                                  \
	" FROM submission s JOIN member m ON m.id = s.author "

#define COMMENT                                                                           \
	"SELECT c.id, c.submission, c.revision, c.author, m.name, coalesce(c.parent, 0)," \
	" c.kind, c.body, c.position, c.quote, c.before, c.after, c.words IS NOT NULL,"   \
	" coalesce(c.words, ''), c.sent, c.resolved, c.created, c.changed"                \
	" FROM comment c JOIN member m ON m.id = c.author "

static const char *const statements[SQL_COUNT] = {
	[SQL_MEMBER_ADD] =
		"INSERT INTO member(name, role, created) VALUES(?, ?, ?) ON CONFLICT(name)"
		" DO UPDATE SET role = excluded.role, active = 1",
	[SQL_MEMBER_BY_NAME] = "SELECT id, name, role, active FROM member WHERE name = ?",
	[SQL_MEMBER_BY_ID] = "SELECT id, name, role, active FROM member WHERE id = ?",
	[SQL_MEMBER_LIST] = "SELECT id, name, role, active FROM member ORDER BY name",
	[SQL_MEMBER_REMOVE] = "UPDATE member SET active = 0 WHERE id = ?",
	[SQL_KEY_ADD] = "INSERT INTO key(member, kind, blob, created) VALUES(?, ?, ?, ?)",
	[SQL_KEY_LIST] = "SELECT m.name, k.kind, k.blob FROM key k JOIN member m ON m.id = k.member"
			 " WHERE m.active ORDER BY m.name, k.id",
	[SQL_KEY_BY_BLOB] = "SELECT m.name, k.kind, k.blob FROM key k JOIN member m ON m.id ="
			    " k.member WHERE m.active AND k.kind = ? AND k.blob = ?",
	[SQL_KEY_REMOVE_ALL] = "DELETE FROM key WHERE member = ?",
	[SQL_SUBMISSION_ADD] =
		"INSERT INTO submission(author, title, language, topic, state, revision,"
		" waiting_since, created, changed) VALUES(?, ?, ?, ?, ?, 0, ?, ?, ?)",
	[SQL_SUBMISSION_GET] = SUBMISSION "WHERE s.id = ?",
	[SQL_SUBMISSION_COUNT] = "SELECT count(*) FROM submission WHERE author = ?",
	[SQL_SUBMISSION_STATE] =
		"UPDATE submission SET state = ?, ready_hash = ?, waiting_since = ?,"
		" changed = ? WHERE id = ?",
	[SQL_SUBMISSION_REVISED] = "UPDATE submission SET title = ?, language = ?, topic = ?,"
				   " revision = ? WHERE id = ?",
	[SQL_SUBMISSION_OF] = SUBMISSION "WHERE s.author = ? ORDER BY s.changed DESC, s.id LIMIT ?",
	[SQL_SUBMISSION_INBOX] =
		SUBMISSION "WHERE s.state = ? ORDER BY s.waiting_since, s.id LIMIT ?",
	[SQL_SUBMISSION_WAITING] = "SELECT count(*) FROM submission WHERE state = ?",
	[SQL_SUBMISSION_INVITED] = SUBMISSION
	"JOIN reader r ON r.submission = s.id WHERE r.member = ? ORDER BY s.changed DESC, s.id"
	" LIMIT ?",
	[SQL_REVISION_ADD] = "INSERT INTO revision(submission, number, text, hash, created)"
			     " VALUES(?, ?, ?, ?, ?)",
	[SQL_REVISION_GET] =
		"SELECT text, hash, created FROM revision WHERE submission = ? AND number = ?",
	[SQL_COMMENT_ADD] =
		"INSERT INTO comment(submission, revision, author, parent, kind, body, position,"
		" quote, before, after, words, sent, created, changed)"
		" VALUES(?, ?, ?, nullif(?, 0), ?, ?, ?, ?, ?, ?, iif(?, ?, NULL), ?, ?, ?)",
	[SQL_COMMENT_GET] = COMMENT "WHERE c.id = ?",
	[SQL_COMMENT_LIST] =
		COMMENT "WHERE c.submission = ? AND (c.sent OR c.author = ?) ORDER BY c.id",
	[SQL_COMMENT_COUNT] = "SELECT count(*) FROM comment WHERE submission = ?",
	[SQL_COMMENT_SEND] = "UPDATE comment SET sent = 1, changed = ? WHERE submission = ? AND"
			     " author = ? AND NOT sent",
	[SQL_COMMENT_EDIT] = "UPDATE comment SET body = ?, changed = ? WHERE id = ?",
	[SQL_COMMENT_RESOLVE] = "UPDATE comment SET resolved = ?, changed = ? WHERE id = ?",
	[SQL_READER_ADD] = "INSERT OR IGNORE INTO reader(submission, member) VALUES(?, ?)",
	[SQL_READER_HAS] = "SELECT 1 FROM reader WHERE submission = ? AND member = ?",
	[SQL_SEEN_SET] = "INSERT INTO seen(submission, member, revision) VALUES(?, ?, ?)"
			 " ON CONFLICT(submission, member) DO UPDATE SET revision ="
			 " excluded.revision",
	[SQL_SEEN_GET] = "SELECT revision FROM seen WHERE submission = ? AND member = ?",
	[SQL_ADVICE_ADD] = "INSERT OR IGNORE INTO advice(coach, rule, body) VALUES(?, ?, ?)",
	[SQL_ADVICE_LIST] = "SELECT body FROM advice WHERE coach = ? AND rule = ? ORDER BY id DESC"
			    " LIMIT ?",
	[SQL_REQUEST_GET] = "SELECT answer FROM request WHERE member = ? AND id = ?",
	[SQL_REQUEST_ADD] = "INSERT INTO request(id, member, answer, created) VALUES(?, ?, ?, ?)",
	[SQL_PROGRESS_CLEAR] = "DELETE FROM progress WHERE member = ?",
	/* The state is of a plan that was dropped: what is there was finished. */
	[SQL_PROGRESS_ADD] =
		"INSERT OR IGNORE INTO progress(member, lesson, state) VALUES(?, ?, 1)",
	[SQL_PROGRESS_GROUP] =
		"SELECT p.lesson, count(*) / ? * ? FROM progress p JOIN member m ON m.id ="
		" p.member WHERE m.active AND m.role = ? GROUP BY p.lesson HAVING count(*) >= ?"
		" ORDER BY p.lesson",
};

const char *schema_sql(enum sql sql)
{
	return statements[sql];
}

static bool read_number(struct db *db, const char *sql, long long *number, struct err *err)
{
	struct db_rows *rows = db_query(db, err, sql, "");
	*number = db_next(rows) ? db_integer(rows, 0) : 0;
	return db_end(rows, err);
}

static bool migrate(struct db *db, long long version, struct err *err)
{
	char pragma[80];
	bool done = db_begin(db, err);
	for (long long i = version; done && i < VERSION; i++)
		done = db_script(db, migrations[i], err);
	(void)snprintf(pragma, sizeof pragma, "PRAGMA user_version=%d; PRAGMA application_id=%d",
		       (int)VERSION, (int)APPLICATION_ID);
	done = done && db_script(db, pragma, err);
	return db_settle(db, done, err);
}

static bool is_club(struct db *db, long long *version, struct err *err)
{
	long long application;
	if (!read_number(db, "PRAGMA user_version", version, err) ||
	    !read_number(db, "PRAGMA application_id", &application, err))
		return false;
	if (application != APPLICATION_ID)
		return err_set(err, ERR_INPUT, _("This file is no club; it was left as it is."));
	if (*version > VERSION)
		return err_set(err, ERR_INPUT,
			       _("This club is of a newer Tonfall; update this program first."));
	return true;
}

/* A club that two programs open at once is migrated by the first; the second finds it done. */
static bool bring_up_to_date(struct db *db, struct err *err)
{
	long long version;
	return is_club(db, &version, err) && (version == VERSION || migrate(db, version, err));
}

int schema_version(void)
{
	return VERSION;
}

struct db *schema_look(const char *path, long long *version, struct err *err)
{
	struct db *db = db_open(path, DB_EXISTING, err);
	if (db && is_club(db, version, err))
		return db;
	db_close(db);
	return NULL;
}

struct db *schema_open(const char *path, struct err *err)
{
	struct db *db = db_open(path, DB_EXISTING, err);
	if (db && bring_up_to_date(db, err))
		return db;
	db_close(db);
	return NULL;
}

struct db *schema_create(const char *path, struct err *err)
{
	struct file_stamp stamp;
	if (!file_stat(path, &stamp, err))
		return NULL;
	if (stamp.exists) {
		(void)err_set(err, ERR_BUSY, _("There is a file of that name; choose another."));
		return NULL;
	}
	struct db *db = db_open(path, DB_CREATE, err);
	if (db && migrate(db, 0, err))
		return db;
	db_close(db);
	return NULL;
}
