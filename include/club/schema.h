/*
 * The club's file: all SQL of the program stands in club/schema.c, one row a statement, so that a
 * second kind of database can take its place. Migrations run in order when the file is opened; a
 * file of a newer program, or of another, is refused and left alone.
 */
#ifndef TONFALL_CLUB_SCHEMA_H
#define TONFALL_CLUB_SCHEMA_H

#include "base/err.h"
#include "io/db.h"

enum sql {
	SQL_MEMBER_ADD,
	SQL_MEMBER_BY_NAME,
	SQL_MEMBER_BY_ID,
	SQL_MEMBER_LIST,
	SQL_MEMBER_REMOVE,
	SQL_KEY_ADD,
	SQL_KEY_LIST,
	SQL_KEY_BY_BLOB,
	SQL_KEY_REMOVE_ALL,
	SQL_SUBMISSION_ADD,
	SQL_SUBMISSION_GET,
	SQL_SUBMISSION_COUNT,
	SQL_SUBMISSION_STATE,
	SQL_SUBMISSION_REVISED,
	SQL_SUBMISSION_OF,
	SQL_SUBMISSION_INBOX,
	SQL_SUBMISSION_WAITING,
	SQL_SUBMISSION_INVITED,
	SQL_REVISION_ADD,
	SQL_REVISION_GET,
	SQL_COMMENT_ADD,
	SQL_COMMENT_GET,
	SQL_COMMENT_LIST,
	SQL_COMMENT_COUNT,
	SQL_COMMENT_SEND,
	SQL_COMMENT_EDIT,
	SQL_COMMENT_RESOLVE,
	SQL_READER_ADD,
	SQL_READER_HAS,
	SQL_SEEN_SET,
	SQL_SEEN_GET,
	SQL_ADVICE_ADD,
	SQL_ADVICE_LIST,
	SQL_REQUEST_GET,
	SQL_REQUEST_ADD,
	SQL_PROGRESS_CLEAR,
	SQL_PROGRESS_ADD,
	SQL_PROGRESS_GROUP,
	SQL_COUNT,
};

/* The text of a statement; its address is its name for io/db. */
const char *schema_sql(enum sql sql);

/* Opens a club's file and brings it up to date; ERR_INPUT when it is another program's or of a
 * newer Tonfall. */
struct db *schema_open(const char *path, struct err *err);
/* The same without changing anything: an older one stays so. Its version into *version. */
struct db *schema_look(const char *path, long long *version, struct err *err);
/* That of this program. */
int schema_version(void);
/* Makes a new one; ERR_BUSY when there is a file. */
struct db *schema_create(const char *path, struct err *err);

#endif
