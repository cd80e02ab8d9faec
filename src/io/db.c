#include "io/db.h"

#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/i18n.h"
#include "base/library.h"
#include "base/mem.h"
#include "base/str.h"

enum {
	BUSY_MS = 10000,
	STATEMENTS_MOST = 128,
	CELL_MOST = 8 << 20, /* bytes of one value */
	BACKUP_PAGES = 256,  /* a step: others write in between */
};

/* Disks of other machines, by their numbers in linux/magic.h: NFS, SMB, CIFS, SMB2. */
static const uint32_t networks[] = { 0x6969, 0x517b, 0xff534d42, 0xfe534d42 };

/* What is used of the library. */
struct functions {
	int (*open_v2)(const char *, sqlite3 **, int, const char *);
	int (*close_v2)(sqlite3 *);
	int (*exec)(sqlite3 *, const char *, int (*)(void *, int, char **, char **), void *,
		    char **);
	int (*prepare_v3)(sqlite3 *, const char *, int, unsigned, sqlite3_stmt **, const char **);
	int (*finalize)(sqlite3_stmt *);
	int (*step)(sqlite3_stmt *);
	int (*reset)(sqlite3_stmt *);
	int (*clear_bindings)(sqlite3_stmt *);
	int (*bind_int64)(sqlite3_stmt *, int, sqlite3_int64);
	int (*bind_text)(sqlite3_stmt *, int, const char *, int, void (*)(void *));
	int (*bind_null)(sqlite3_stmt *, int);
	sqlite3_int64 (*column_int64)(sqlite3_stmt *, int);
	const void *(*column_blob)(sqlite3_stmt *, int);
	int (*column_bytes)(sqlite3_stmt *, int);
	int (*errcode)(sqlite3 *);
	const char *(*errmsg)(sqlite3 *);
	int (*busy_timeout)(sqlite3 *, int);
	int (*limit)(sqlite3 *, int, int);
	int (*changes)(sqlite3 *);
	sqlite3_int64 (*last_id)(sqlite3 *);
	int (*autocommit)(sqlite3 *);
	sqlite3_backup *(*backup_init)(sqlite3 *, const char *, sqlite3 *, const char *);
	int (*backup_step)(sqlite3_backup *, int);
	int (*backup_finish)(sqlite3_backup *);
};

struct statement {
	const char *sql; /* by its address */
	sqlite3_stmt *handle;
};

struct db_rows {
	struct db *db;
	sqlite3_stmt *handle;
	int last; /* what the last step said */
};

struct db {
	struct functions sqlite;
	sqlite3 *handle;
	struct statement statements[STATEMENTS_MOST];
	size_t count;
};

static bool load(struct functions *f, struct err *err)
{
	const struct library_symbol symbols[] = {
		{ "sqlite3_open_v2", &f->open_v2 },
		{ "sqlite3_close_v2", &f->close_v2 },
		{ "sqlite3_exec", &f->exec },
		{ "sqlite3_prepare_v3", &f->prepare_v3 },
		{ "sqlite3_finalize", &f->finalize },
		{ "sqlite3_step", &f->step },
		{ "sqlite3_reset", &f->reset },
		{ "sqlite3_clear_bindings", &f->clear_bindings },
		{ "sqlite3_bind_int64", &f->bind_int64 },
		{ "sqlite3_bind_text", &f->bind_text },
		{ "sqlite3_bind_null", &f->bind_null },
		{ "sqlite3_column_int64", &f->column_int64 },
		{ "sqlite3_column_blob", &f->column_blob },
		{ "sqlite3_column_bytes", &f->column_bytes },
		{ "sqlite3_errcode", &f->errcode },
		{ "sqlite3_errmsg", &f->errmsg },
		{ "sqlite3_busy_timeout", &f->busy_timeout },
		{ "sqlite3_limit", &f->limit },
		{ "sqlite3_changes", &f->changes },
		{ "sqlite3_last_insert_rowid", &f->last_id },
		{ "sqlite3_get_autocommit", &f->autocommit },
		{ "sqlite3_backup_init", &f->backup_init },
		{ "sqlite3_backup_step", &f->backup_step },
		{ "sqlite3_backup_finish", &f->backup_finish },
	};
	return library_load("libsqlite3.so.0", "libsqlite3-0", symbols,
			    sizeof symbols / sizeof *symbols, err);
}

/* ---- failures ---- */

/* Says in the person's words what the library's code means. */
static bool fail(struct db *db, struct err *err)
{
	switch (db->sqlite.errcode(db->handle) & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_set(err, ERR_BUSY,
			       _("The club is busy just now; nothing was changed. Try again."));
	case SQLITE_FULL:
		return err_set(err, ERR_IO,
			       _("The disk is full; nothing was changed. Free some space."));
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return err_set(err, ERR_DENIED, _("The club's file may not be written here."));
	case SQLITE_NOTADB:
		return err_set(err, ERR_INPUT, _("This file is no club."));
	case SQLITE_CORRUPT:
		return err_set(err, ERR_INPUT,
			       _("The club's file is damaged; bring back the last backup."));
	case SQLITE_CANTOPEN:
		return err_set(err, ERR_MISSING, _("The club's file cannot be opened."));
	case SQLITE_TOOBIG:
		return err_set(err, ERR_LIMIT, _("That is too long; nothing was changed."));
	case SQLITE_CONSTRAINT:
		return err_set(err, ERR_INPUT, _("That does not fit with what is there."));
	default: /* the rest is the disk's: I/O errors of many kinds */
		return err_set(err, ERR_IO, _("The club's file failed: %s."),
			       db->sqlite.errmsg(db->handle));
	}
}

/* ---- life ---- */

static bool is_on_network(const char *path)
{
	struct statfs where;
	char folder[PATH_MAX];
	const char *slash = strrchr(path, '/');
	size_t length = slash ? (size_t)(slash - path) : 0;
	if (length >= sizeof folder)
		return false;
	memcpy(folder, path, length);
	folder[length] = '\0';
	if (statfs(length ? folder : slash ? "/" : ".", &where) != 0)
		return false;
	for (size_t i = 0; i < sizeof networks / sizeof *networks; i++)
		if ((uint32_t)where.f_type == networks[i]) /* signed on some machines */
			return true;
	return false;
}

/* The library would make it with the umask's mode; a club is for one user only. */
static bool make_private(const char *path, struct err *err)
{
	int fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return err_system(err, _("The club's file cannot be made"));
	(void)close(fd); /* nothing was written */
	return true;
}

static bool set_up(struct db *db, enum db_open how, struct err *err)
{
	(void)db->sqlite.busy_timeout(db->handle, BUSY_MS); /* only fails on a NULL handle */
	(void)db->sqlite.limit(db->handle, SQLITE_LIMIT_LENGTH, CELL_MOST); /* gives the old one */
	/* The file remembers the log; one that is there, and may be another program's, is not
	 * written to. */
	if (how == DB_CREATE && !db_script(db, "PRAGMA journal_mode=WAL", err))
		return false;
	return db_script(db,
			 "PRAGMA synchronous=FULL;"
			 "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;"
			 "PRAGMA cell_size_check=ON;",
			 err);
}

struct db *db_open(const char *path, enum db_open how, struct err *err)
{
	struct db *db = mem_alloc(sizeof *db);
	bool done = load(&db->sqlite, err);
	if (done && is_on_network(path))
		done = err_set(err, ERR_IO,
			       _("A club cannot lie on a network drive; its locks fail there."));
	if (done && how == DB_CREATE)
		done = make_private(path, err);
	if (done &&
	    db->sqlite.open_v2(path, &db->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
			       NULL) != SQLITE_OK)
		done = fail(db, err);
	if (done && set_up(db, how, err))
		return db;
	db_close(db);
	return NULL;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	for (size_t i = 0; i < db->count; i++)
		(void)db->sqlite.finalize(db->statements[i].handle); /* repeats an old failure */
	if (db->handle)
		(void)db->sqlite.close_v2(db->handle); /* always OK by its contract */
	free(db);
}

/* ---- statements ---- */

bool db_script(struct db *db, const char *sql, struct err *err)
{
	return db->sqlite.exec(db->handle, sql, NULL, NULL, NULL) == SQLITE_OK || fail(db, err);
}

static sqlite3_stmt *prepare(struct db *db, const char *sql, struct err *err)
{
	for (size_t i = 0; i < db->count; i++)
		if (db->statements[i].sql == sql)
			return db->statements[i].handle;
	sqlite3_stmt *handle;
	if (db->count == STATEMENTS_MOST) {
		(void)err_set(err, ERR_LIMIT, _("The club has too many questions open."));
		return NULL;
	}
	if (db->sqlite.prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL) !=
	    SQLITE_OK) {
		(void)fail(db, err);
		return NULL;
	}
	db->statements[db->count++] = (struct statement){ sql, handle };
	return handle;
}

static bool bind(struct db *db, sqlite3_stmt *handle, const char *types, va_list args)
{
	int status = SQLITE_OK;
	for (int i = 1; *types && status == SQLITE_OK; types++, i++) {
		if (*types == 'i') {
			status = db->sqlite.bind_int64(handle, i, va_arg(args, long long));
		} else if (*types == 't') {
			struct span text = va_arg(args, struct span);
			status = text.length > CELL_MOST
					 ? SQLITE_TOOBIG
					 : db->sqlite.bind_text(handle, i,
								text.length ? text.at : "",
								(int)text.length, SQLITE_TRANSIENT);
		} else {
			status = db->sqlite.bind_null(handle, i);
		}
	}
	return status == SQLITE_OK;
}

static void finish(struct db *db, sqlite3_stmt *handle)
{
	(void)db->sqlite.reset(handle); /* repeats what step said */
	(void)db->sqlite.clear_bindings(handle);
}

static sqlite3_stmt *start(struct db *db, struct err *err, const char *sql, const char *types,
			   va_list args)
{
	sqlite3_stmt *handle = prepare(db, sql, err);
	if (!handle)
		return NULL;
	if (bind(db, handle, types, args))
		return handle;
	(void)err_set(err, ERR_LIMIT, _("That is too long; nothing was changed."));
	finish(db, handle);
	return NULL;
}

bool db_run(struct db *db, struct err *err, const char *sql, const char *types, ...)
{
	va_list args;
	va_start(args, types);
	sqlite3_stmt *handle = start(db, err, sql, types, args);
	va_end(args);
	if (!handle)
		return false;
	int status = db->sqlite.step(handle);
	bool done = status == SQLITE_DONE || status == SQLITE_ROW || fail(db, err);
	finish(db, handle);
	return done;
}

long long db_changes(const struct db *db)
{
	return db->sqlite.changes(db->handle);
}

long long db_last_id(const struct db *db)
{
	return db->sqlite.last_id(db->handle);
}

struct db_rows *db_query(struct db *db, struct err *err, const char *sql, const char *types, ...)
{
	va_list args;
	va_start(args, types);
	sqlite3_stmt *handle = start(db, err, sql, types, args);
	va_end(args);
	if (!handle)
		return NULL;
	struct db_rows *rows = mem_alloc(sizeof *rows);
	*rows = (struct db_rows){ .db = db, .handle = handle, .last = SQLITE_ROW };
	return rows;
}

bool db_next(struct db_rows *rows)
{
	if (!rows || rows->last != SQLITE_ROW)
		return false;
	rows->last = rows->db->sqlite.step(rows->handle);
	return rows->last == SQLITE_ROW;
}

long long db_integer(const struct db_rows *rows, int column)
{
	return rows->db->sqlite.column_int64(rows->handle, column);
}

struct span db_text(const struct db_rows *rows, int column)
{
	const char *at = rows->db->sqlite.column_blob(rows->handle, column);
	int length = rows->db->sqlite.column_bytes(rows->handle, column);
	return at ? (struct span){ at, (size_t)length } : SPAN("");
}

bool db_end(struct db_rows *rows, struct err *err)
{
	if (!rows)
		return false; /* db_query has said why */
	bool done = rows->last == SQLITE_DONE || rows->last == SQLITE_ROW || fail(rows->db, err);
	finish(rows->db, rows->handle);
	free(rows);
	return done;
}

/* ---- transactions ---- */

bool db_begin(struct db *db, struct err *err)
{
	return db_script(db, "BEGIN IMMEDIATE", err);
}

bool db_commit(struct db *db, struct err *err)
{
	if (db_script(db, "COMMIT", err))
		return true;
	/* What was written but could not be synced may be found by who opens the file next. */
	bool is_unknown = (db->sqlite.errcode(db->handle) & 0xff) == SQLITE_IOERR;
	db_rollback(db);
	if (is_unknown)
		(void)err_set(
			err, ERR_IO,
			_("The club's disk failed, and perhaps it was done all the same: look "
			  "before you repeat it."));
	return false;
}

void db_rollback(struct db *db)
{
	/* The library may have rolled back by itself. */
	if (!db->sqlite.autocommit(db->handle))
		(void)db_script(db, "ROLLBACK", NULL);
}

bool db_settle(struct db *db, bool done, struct err *err)
{
	if (done)
		return db_commit(db, err);
	db_rollback(db);
	return false;
}

/* ---- care ---- */

bool db_backup(struct db *db, const char *path, struct err *err)
{
	struct stat there;
	if (lstat(path, &there) == 0)
		return err_set(err, ERR_BUSY, _("There is a file of that name; choose another."));
	struct db *copy = db_open(path, DB_CREATE, err);
	if (!copy)
		return false;
	sqlite3_backup *backup = db->sqlite.backup_init(copy->handle, "main", db->handle, "main");
	int status = backup ? SQLITE_OK : SQLITE_ERROR;
	while (status == SQLITE_OK)
		status = db->sqlite.backup_step(backup, BACKUP_PAGES);
	if (backup)
		(void)db->sqlite.backup_finish(backup); /* repeats what step said */
	bool done = status == SQLITE_DONE || fail(copy, err);
	db_close(copy);
	if (!done)
		(void)unlink(path); /* half a copy is none */
	return done;
}

static bool is_clean(struct db *db, const char *sql, const char *expected, struct err *err)
{
	struct db_rows *rows = db_query(db, err, sql, "");
	bool clean = true;
	struct str first = { 0 };
	while (db_next(rows) && clean) {
		clean = *expected && span_equal(db_text(rows, 0), span_of(expected));
		(void)str_add(&first, db_text(rows, 0));
	}
	bool done = db_end(rows, err);
	if (done && !clean)
		done = err_set(err, ERR_INPUT,
			       _("The club's file is damaged (%.80s); bring back the last backup."),
			       str_text(&first));
	str_release(&first);
	return done;
}

bool db_verify(struct db *db, struct err *err)
{
	return is_clean(db, "PRAGMA integrity_check(1)", "ok", err) &&
	       is_clean(db, "PRAGMA foreign_key_check", "", err);
}
