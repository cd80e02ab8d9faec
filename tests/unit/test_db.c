/* Where a club's file may lie. The kernel's answer about the disk is this test's to give. */
#include "unit.h"

#include <sys/vfs.h>
#include <unistd.h>

#include "base/i18n.h"
#include "home.h"
#include "io/db.h"

static long disk; /* what kind there is, as of statfs(2) */
static char asked[64];

int statfs(const char *path, struct statfs *where)
{
	(void)snprintf(asked, sizeof asked, "%s", path);
	*where = (struct statfs){ .f_type = disk };
	return 0;
}

/* Numbers of linux/magic.h, and of fs/smb/client/cifsfs.h for CIFS. */
static const struct {
	const char *name;
	long type;
	bool is_network;
} disks[] = {
	{ "NFS", 0x6969, true },
	{ "SMB", 0x517b, true },
	{ "CIFS", 0xff534d42, true },
	{ "SMB2", 0xfe534d42, true },
	{ "SMB2, signed", -0x1acb2be, true },
	{ "ext4", 0xef53, false },
	{ "xfs", 0x58465342, false },
	{ "btrfs", 0x9123683e, false },
	{ "tmpfs", 0x01021994, false },
};

static void a_club_is_refused_on_a_network_drive_and_only_there(void **state)
{
	struct err err;
	const char *path = home_path(*state, "club.db");
	i18n_init("en");
	for (size_t i = 0; i < sizeof disks / sizeof *disks; i++) {
		err = (struct err){ 0 };
		disk = disks[i].type;
		struct db *db = db_open(path, DB_CREATE, &err);
		bool is_refused = !db && err.code == ERR_IO &&
				  strstr(err.text, "A club cannot lie on a network drive");
		if (is_refused != disks[i].is_network || (access(path, F_OK) != 0) != !db)
			fail_msg("%s: %s", disks[i].name, db ? "opened" : err.text);
		db_close(db);
		(void)unlink(path);
	}
	/* It is the folder that counts: the file may not be there yet. */
	assert_string_equal(asked, ((struct home *)*state)->folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOME_TEST(a_club_is_refused_on_a_network_drive_and_only_there),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
