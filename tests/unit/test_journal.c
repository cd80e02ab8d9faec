/*
 * The journal's bytes, cut and spoiled anywhere, and a disk that fails. The `write` below stands
 * before that of the C library, because the program's code is linked into this test.
 */
#include "unit.h"

#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "desk/journal.h"
#include "desk/journal_file.h"
#include "home.h"

static int write_fails; /* errno of every write to a file, 0: none */

ssize_t write(int fd, const void *bytes, size_t length)
{
	/* Eight bytes are the bell of a worker. */
	if (write_fails && fd > 2 && length != 8) {
		errno = write_fails;
		return -1;
	}
	return syscall(SYS_write, fd, bytes, length);
}

/* ---- bytes ---- */

enum { EDITS = 40 };

/* A journal and the text after each of its edits; states[0] is the text at the start. */
struct script {
	struct str bytes;
	struct str states[EDITS + 1];
};

static unsigned chance(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245 + 12345;
	return (*seed >> 16) % below;
}

static void add_edit(void *context, const struct buffer *buffer, const struct change *change)
{
	struct str *records = context;
	(void)buffer;
	assert_true(journal_add_edit(records, change));
}

static void edit_at_random(struct buffer *buffer, unsigned *seed)
{
	static const char *const words[] = { "a", "Zug", "\n", "🚂", "ß", "", "\xff" };
	size_t length = buffer_length(buffer);
	size_t at = chance(seed, (unsigned)length + 1);
	size_t removed = chance(seed, 3) ? 0 : chance(seed, (unsigned)(length - at) + 1) % 5;
	const char *word = words[chance(seed, sizeof words / sizeof *words)];
	assert_true(buffer_replace(buffer, at, removed, span_of(word), NULL));
}

static void make_script(struct script *script, unsigned seed)
{
	char path[] = "/home/x/post.txt";
	struct journal_head head = { .path = path,
				     .stamp = { .exists = true, .size = 7, .modified = -3 },
				     .started = 1234567890 };
	struct span start = SPAN("Am Anfang.\n");
	struct str records = { 0 };
	struct buffer *buffer = buffer_new();
	*script = (struct script){ .bytes = { 0 } };
	(void)str_add(&script->bytes, journal_magic());
	journal_add_head(&records, &head);
	journal_add_text(&records, &start, 1);
	assert_true(buffer_replace(buffer, 0, 0, start, NULL));
	buffer_listen(buffer, add_edit, &records);
	(void)str_add(&script->states[0], start);
	for (int i = 1; i <= EDITS; i++) {
		edit_at_random(buffer, &seed);
		(void)str_add(&script->states[i], buffer_text(buffer));
	}
	journal_seal(&records);
	(void)str_add(&script->bytes, str_span(&records));
	str_release(&records);
	buffer_free(buffer);
}

static void release_script(struct script *script)
{
	str_release(&script->bytes);
	for (int i = 0; i <= EDITS; i++)
		str_release(&script->states[i]);
}

static void what_was_written_is_read(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= 200; seed++) {
		struct script script;
		struct journal_state read;
		make_script(&script, seed);
		assert_true(journal_replay(str_span(&script.bytes), &read, NULL));
		assert_string_equal(read.head.path, "/home/x/post.txt");
		assert_int_equal(read.head.started, 1234567890);
		assert_int_equal(read.head.stamp.modified, -3);
		assert_false(read.is_torn);
		assert_string_equal(str_text(&read.text), str_text(&script.states[EDITS]));
		journal_state_release(&read);
		release_script(&script);
	}
}

/* The text is one that stood there once, not before number `from`; returns its number. */
static int number_of(const struct script *script, const struct journal_state *read, int from)
{
	for (int i = from; i <= EDITS; i++)
		if (span_equal(str_span(&read->text), str_span(&script->states[i])))
			return i;
	fail_msg("this text never stood there: %s", str_text(&read->text));
	return -1;
}

static void cut_at_any_byte_all_whole_edits_before_are_there(void **state)
{
	struct script script;
	int last = 0;
	(void)state;
	make_script(&script, 7);
	for (size_t length = 0; length <= script.bytes.length; length++) {
		struct journal_state read;
		if (journal_replay(span_slice(str_span(&script.bytes), 0, length), &read, NULL)) {
			last = number_of(&script, &read, last);
			journal_state_release(&read);
		}
	}
	assert_string_equal(str_text(&script.states[last]), str_text(&script.states[EDITS]));
	release_script(&script);
}

static void a_spoiled_byte_ends_the_reading_and_invents_nothing(void **state)
{
	struct script script;
	(void)state;
	make_script(&script, 11);
	for (size_t at = 0; at < script.bytes.length; at++)
		for (int bit = 0; bit < 8; bit++) {
			struct journal_state read;
			script.bytes.at[at] ^= (char)(1 << bit);
			if (journal_replay(str_span(&script.bytes), &read, NULL)) {
				(void)number_of(&script, &read, 0);
				assert_true(read.is_torn);
				journal_state_release(&read);
			}
			script.bytes.at[at] ^= (char)(1 << bit);
		}
	release_script(&script);
}

/* ---- a disk that fails ---- */

struct told {
	int troubles, recoveries;
};

static void tell(void *context, const struct err *trouble)
{
	struct told *told = context;
	told->troubles += trouble != NULL;
	told->recoveries += trouble == NULL;
}

static void assert_journal(const char *path, const char *expected)
{
	struct str bytes = { 0 };
	struct journal_state read;
	assert_true(file_read(path, 1 << 20, &bytes, NULL, NULL));
	assert_true(journal_replay(str_span(&bytes), &read, NULL));
	assert_string_equal(str_text(&read.text), expected);
	journal_state_release(&read);
	str_release(&bytes);
}

struct rig {
	struct home home;
	struct loop *loop;
	struct buffer *buffer;
	struct journal *journal;
	struct told told;
	const char *path;
};

static void set_up_rig(struct rig *rig)
{
	*rig = (struct rig){ .told = { 0 } };
	home_init(&rig->home);
	rig->loop = loop_new(NULL);
	rig->buffer = buffer_new();
	rig->path = home_path(&rig->home, "journal/x.journal");
	rig->journal = journal_new(rig->loop, rig->buffer, rig->path, tell, &rig->told);
}

static void tear_down_rig(struct rig *rig)
{
	buffer_free(rig->buffer);
	loop_free(rig->loop);
	home_release(&rig->home);
}

static void add(struct rig *rig, const char *text)
{
	assert_true(
		buffer_replace(rig->buffer, buffer_length(rig->buffer), 0, span_of(text), NULL));
}

static void a_full_disk_is_told_and_nothing_is_lost_when_there_is_room_again(void **state)
{
	struct rig rig;
	(void)state;
	set_up_rig(&rig);
	write_fails = ENOSPC;
	add(&rig, "Eins. ");
	while (rig.told.troubles == 0)
		(void)loop_turn(rig.loop, 100);
	add(&rig, "Zwei. ");
	write_fails = 0;
	while (rig.told.recoveries == 0)
		(void)loop_turn(rig.loop, 100);
	assert_journal(rig.path, "Eins. Zwei. ");
	assert_true(journal_free(rig.journal));
	tear_down_rig(&rig);
}

static void a_write_that_fails_in_the_middle_leaves_what_was_there(void **state)
{
	struct rig rig;
	(void)state;
	set_up_rig(&rig);
	add(&rig, "Eins. ");
	journal_flush(rig.journal);
	while (access(rig.path, F_OK) != 0)
		(void)loop_turn(rig.loop, 10);
	write_fails = EIO;
	add(&rig, "Zwei. ");
	while (rig.told.troubles == 0)
		(void)loop_turn(rig.loop, 100);
	assert_journal(rig.path, "Eins. ");
	write_fails = 0;
	/* The end tries once more. */
	assert_true(journal_free(rig.journal));
	assert_journal(rig.path, "Eins. Zwei. ");
	tear_down_rig(&rig);
}

static void an_end_that_cannot_write_says_so(void **state)
{
	struct rig rig;
	(void)state;
	set_up_rig(&rig);
	write_fails = EROFS;
	add(&rig, "Eins. ");
	assert_false(journal_free(rig.journal));
	write_fails = 0;
	tear_down_rig(&rig);
}

static void a_save_takes_the_journal_away_and_the_next_key_begins_one(void **state)
{
	struct rig rig;
	(void)state;
	set_up_rig(&rig);
	add(&rig, "Eins. ");
	journal_flush(rig.journal);
	while (access(rig.path, F_OK) != 0)
		(void)loop_turn(rig.loop, 10);
	journal_drop(rig.journal, rig.path);
	while (access(rig.path, F_OK) == 0)
		(void)loop_turn(rig.loop, 10);
	add(&rig, "Zwei. ");
	assert_true(journal_free(rig.journal));
	assert_journal(rig.path, "Eins. Zwei. ");
	tear_down_rig(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_written_is_read),
		cmocka_unit_test(cut_at_any_byte_all_whole_edits_before_are_there),
		cmocka_unit_test(a_spoiled_byte_ends_the_reading_and_invents_nothing),
		cmocka_unit_test(a_full_disk_is_told_and_nothing_is_lost_when_there_is_room_again),
		cmocka_unit_test(a_write_that_fails_in_the_middle_leaves_what_was_there),
		cmocka_unit_test(an_end_that_cannot_write_says_so),
		cmocka_unit_test(a_save_takes_the_journal_away_and_the_next_key_begins_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
