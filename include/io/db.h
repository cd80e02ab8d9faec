/*
 * A database in one file, by SQLite (loaded on first need): write-ahead log, every commit synced
 * (synchronous FULL: with NORMAL a power cut loses commits that were acknowledged), foreign keys
 * checked, a busy writer waited for. One thread, one handle. Statements are prepared once and kept
 * by the address of their text: pass literals or table entries.
 *
 * Values are given by a string of types: 'i' long long, 't' struct span, 'n' NULL (no argument).
 */
#ifndef TONFALL_IO_DB_H
#define TONFALL_IO_DB_H

#include <stdbool.h>

#include "base/err.h"
#include "base/span.h"

struct db;
struct db_rows;

enum db_open { DB_EXISTING, DB_CREATE };

/* ERR_INPUT when it is no database, ERR_DENIED when it may not be written, ERR_IO on a network file
 * system (its locks cannot be trusted). A new file gets mode 0600. */
struct db *db_open(const char *path, enum db_open how, struct err *err);
void db_close(struct db *db);

/* Several statements without values: schema and pragmas. */
bool db_script(struct db *db, const char *sql, struct err *err);
/* One statement that gives no rows. */
bool db_run(struct db *db, struct err *err, const char *sql, const char *types, ...);
/* Number of rows that the last db_run changed; the id of the row it inserted. */
long long db_changes(const struct db *db);
long long db_last_id(const struct db *db);

/* Starts a query; NULL with *err when it cannot. Ends with db_end in any case. */
struct db_rows *db_query(struct db *db, struct err *err, const char *sql, const char *types, ...);
/* The next row; false at the end or on failure (db_end tells which). */
bool db_next(struct db_rows *rows);
/* Of the row; text until the next db_next or db_end. NULL gives 0 and the empty span. */
long long db_integer(const struct db_rows *rows, int column);
struct span db_text(const struct db_rows *rows, int column);
/* False with *err when the query failed midway. */
bool db_end(struct db_rows *rows, struct err *err);

/* A write transaction: begin takes the write lock at once. Commit that fails has rolled back; after
 * an error of the disk it says that it may be done all the same. */
bool db_begin(struct db *db, struct err *err);
bool db_commit(struct db *db, struct err *err);
void db_rollback(struct db *db);
/* Commits what was done, or rolls back what was not; true when it is done and kept. */
bool db_settle(struct db *db, bool done, struct err *err);

/* A whole copy to a new file (mode 0600) while others go on writing. */
bool db_backup(struct db *db, const char *path, struct err *err);
/* SQLite's own check of every page and of the foreign keys; the sentence says what is wrong. */
bool db_verify(struct db *db, struct err *err);

#endif
