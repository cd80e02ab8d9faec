#include "club/care.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/path.h"
#include "club/audit.h"
#include "club/schema.h"

struct look {
	const char *path;
	care_found *found;
	void *context;
};

static void tell(const struct look *look, bool is_well, const char *what, const char *found)
{
	look->found(look->context, is_well, what, found);
}

/* One account's alone: no right of a group or of others, and the owner is who looks (or root). */
static void look_at_rights(const struct look *look, const char *path, const char *what,
			   const char *right)
{
	struct stat status;
	struct str found = { 0 };
	if (stat(path, &status) != 0)
		return; /* a log that is not there is none */
	bool is_private = (status.st_mode & 077) == 0;
	bool is_own = geteuid() == 0 || status.st_uid == geteuid();
	(void)str_format(&found, "%s %04o", path_name(path), (unsigned)(status.st_mode & 07777));
	if (!is_private)
		(void)str_format(&found, _("; others get at it: chmod %s %s"), right, path);
	else if (!is_own)
		(void)str_format(&found, "; %s",
				 _("it is another account's; run this as that one"));
	tell(look, is_private && is_own, what, str_text(&found));
	str_release(&found);
}

static void look_at_all_rights(const struct look *look)
{
	static const char *const suffixes[] = { "", "-wal", "-shm", ".audit" };
	struct str path = { 0 };
	look_at_rights(look, path_folder(&path, look->path), _("Its folder"), "700");
	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
		str_clear(&path);
		(void)str_format(&path, "%s%s", look->path, suffixes[i]);
		look_at_rights(look, str_text(&path), _("Its rights"), "600");
	}
	str_release(&path);
}

static void look_at_file(const struct look *look)
{
	struct err err;
	struct str found = { 0 };
	long long version;
	struct db *db = schema_look(look->path, &version, &err);
	if (!db) {
		tell(look, false, _("Club"), err.text);
		return;
	}
	(void)str_format(&found, _("%s, version %lld of %d"), look->path, version,
			 schema_version());
	tell(look, true, _("Club"), str_text(&found));
	bool whole = db_verify(db, &err);
	tell(look, whole, _("Its pages"), whole ? _("all whole") : err.text);
	db_close(db);
	str_release(&found);
}

static void look_at_audit(const struct look *look)
{
	struct err err;
	struct str found = { 0 };
	long long lines;
	bool well = audit_verify(look->path, &lines, &err);
	if (well)
		(void)str_format(&found, _("%lld lines, each follows from the one before"), lines);
	tell(look, well, _("Its audit"), well ? str_text(&found) : err.text);
	str_release(&found);
}

void care_look(const char *club_path, care_found *found, void *context)
{
	struct look look = { club_path, found, context };
	struct file_stamp stamp;
	struct err err;
	bool there = file_stat(club_path, &stamp, &err);
	if (!there || !stamp.exists) {
		tell(&look, false, _("Club"),
		     there ? _("there is no such file; `tonfall hub init` makes one") : err.text);
		return;
	}
	look_at_file(&look);
	look_at_all_rights(&look);
	look_at_audit(&look);
}
