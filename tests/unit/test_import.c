#include "voice/import.h"

#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/str.h"
#include "unit.h"
#include "voice/csv.h"
#include "voice/posts.h"

/* What came, as "date|text" a line; line ends inside as /. */
static bool note(void *context, struct span text, struct span date)
{
	struct str *out = context;
	(void)str_format(out, "%.*s|", SPAN_ARGS(date));
	for (size_t i = 0; i < text.length; i++)
		(void)str_add_byte(out, text.at[i] == '\n' ? '/' : text.at[i]);
	(void)str_add_byte(out, '\n');
	return true;
}

static void expect(const char *name, struct span bytes, const char *posts, const char *complaint)
{
	struct str out = { 0 };
	struct err err = { 0 };
	bool read = import_read(bytes, name, note, &out, &err);
	assert_string_equal(str_text(&out), posts);
	assert_int_equal(read, complaint == NULL);
	if (complaint && !strstr(err.text, complaint))
		fail_msg("not in the sentence: %s\n%s", complaint, err.text);
	str_release(&out);
}

#define SHARES "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n"

static void shares_come_with_their_lines_mended(void **state)
{
	(void)state;
	/* As LinkedIn writes it: the whole field quoted, each inner line end with "" around it. */
	expect("Shares.csv",
	       SPAN(SHARES
		    "2026-05-11 15:17:30,https://x,\"Zeile 1\"\"\n\"\"Zeile 2\"\"\n\"\"\"\"\n"
		    "\"\"Ende\",\"\",\"\",MEMBER_NETWORK\n"
		    "2025-07-01 14:33:22,https://y,Ein Satz.,,,MEMBER_NETWORK\n"
		    "2025-07-01 14:33:23,https://z,,,,MEMBER_NETWORK\n"),
	       "2026-05-11 15:17:30|Zeile 1/Zeile 2//Ende\n"
	       "2025-07-01 14:33:22|Ein Satz.\n",
	       NULL);
}

static void a_share_with_plain_line_ends_stays_as_it_is(void **state)
{
	(void)state;
	expect("shares.CSV",
	       SPAN(SHARES "2026-05-11 15:17:30,u,\"Er sagte \"\"Ja\"\"\nund ging.\",,,X\n"),
	       "2026-05-11 15:17:30|Er sagte \"Ja\"/und ging.\n", NULL);
}

static void comments_have_backslashes(void **state)
{
	(void)state;
	expect("Comments.csv",
	       SPAN("\xef\xbb\xbf"
		    "Date,Link,Message\r\n2026-01-02 03:04:05,https://x,\"\\\"Ja\\\", sagte sie\n"
		    "und ging \\\\ heim\"\r\n2026-01-02 03:04:06,https://y,Kurz und gut\r\n"),
	       "2026-01-02 03:04:05|\"Ja\", sagte sie/und ging \\ heim\n"
	       "2026-01-02 03:04:06|Kurz und gut\n",
	       NULL);
}

static void headers_in_another_language_are_taken_by_place(void **state)
{
	(void)state;
	expect("Kommentare.csv",
	       SPAN("Datum,Link,Nachricht\n2026-01-02,https://x,\"Ein \\\"Wort\\\"\"\n"),
	       "2026-01-02|Ein \"Wort\"\n", NULL);
	expect("Beiträge.csv", SPAN("Datum,A,Text,B,C,D\n2026-01-02,x,Hallo,,,\n"),
	       "2026-01-02|Hallo\n", NULL);
	expect("fehlt.csv", SPAN("DATE,sharecommentary\n2026-01-02,Hallo\n2026-01-03\n"),
	       "2026-01-02|Hallo\n", NULL);
	expect("Connections.csv", SPAN("First Name,Last Name\nA,B\n"), "", "neither");
}

static void a_text_file_is_one_post(void **state)
{
	(void)state;
	expect("post.txt", SPAN("\xef\xbb\xbf Eins,\r\nzwei\r\xff\n"), "|Eins,/zwei\n", NULL);
	expect("leer.txt", SPAN(" \n"), "", NULL);
}

static void hostile_tables_end_in_a_sentence(void **state)
{
	(void)state;
	struct str wide = { 0 }, big = { 0 };
	(void)str_add(&wide, SPAN("Date,Link,Message\n1,2,drei"));
	for (int i = 0; i < 5000; i++)
		(void)str_add(&wide, SPAN(",,\"x\""));
	expect("a.csv", str_span(&wide), "1|drei\n", NULL);
	(void)str_add(&big, SPAN("Date,Link,Message\n1,2,\""));
	while (big.length < CSV_FIELD_CEILING + 100)
		(void)str_add(&big, SPAN("Text "));
	(void)str_add_byte(&big, '"');
	expect("a.csv", str_span(&big), "", "row 2");
	expect("a.csv", SPAN("Date,Link,Message\n1,2,\"offen\n3,4,5\n"), "", "never closes");
	expect("a.csv", SPAN(""), "", NULL);
	expect("a.csv", SPAN("\"\",\"\"\"\0\"\n,,\n"), "", "neither");
	str_release(&big);
	str_release(&wide);
}

/* ---- the folder of own posts ---- */

#define POST                                                                                     \
	"Heute habe ich gelernt, dass ich meine Texte selber schreiben muss, wenn sie nach mir " \
	"klingen sollen. Das ist nicht schwer, aber es braucht Zeit, und die nehme ich mir "     \
	"jetzt. "

static void posts_are_kept_once_in_the_open_and_can_be_forgotten(void **state)
{
	(void)state;
	char home[] = "/tmp/tonfall-posts-XXXXXX";
	enum posts_kept kept;
	enum language language;
	struct str folder = { 0 }, passages = { 0 };
	struct err err = { 0 };
	size_t count;
	assert_non_null(mkdtemp(home));
	(void)setenv("XDG_DATA_HOME", home, 1);
	assert_true(posts_keep(SPAN(POST), SPAN("2026-05-11 15:17:30"), &kept, &language, &err));
	assert_int_equal(kept, POSTS_NEW);
	assert_int_equal(language, LANGUAGE_DE);
	assert_true(posts_keep(SPAN(POST), SPAN(""), &kept, &language, &err));
	assert_int_equal(kept, POSTS_KNOWN);
	assert_true(posts_keep(SPAN("Zu kurz."), SPAN("2026"), &kept, &language, &err));
	assert_int_equal(kept, POSTS_SHORT);
	assert_true(posts_keep(SPAN(POST POST), SPAN("../../etc/x"), &kept, &language, &err));
	assert_int_equal(kept, POSTS_NEW);
	struct profile *profile = posts_profile(LANGUAGE_DE, &err);
	assert_int_equal(profile_posts(profile), 2);
	assert_true(profile_is_learning(profile));
	profile_free(profile);
	assert_int_equal(posts_passages(LANGUAGE_DE, 3, 10, 200, &passages), 1);
	assert_int_equal(span_find(str_span(&passages), SPAN("Heute habe ich"), 0), 0);
	assert_int_equal(posts_passages(LANGUAGE_FR, 3, 10, 200, &passages), 0);
	assert_true(posts_forget(LANGUAGE_DE, &count, &err));
	assert_int_equal(count, 2);
	assert_int_not_equal(access(posts_folder(&folder, LANGUAGE_DE), F_OK), 0);
	assert_true(posts_forget(LANGUAGE_DE, &count, &err));
	assert_int_equal(count, 0);
	(void)unsetenv("XDG_DATA_HOME");
	str_release(&passages);
	str_release(&folder);
}

static int prepare(void **state)
{
	(void)state;
	(void)setenv("TONFALL_DATADIR", ".", 1);
	i18n_init("en");
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shares_come_with_their_lines_mended),
		cmocka_unit_test(a_share_with_plain_line_ends_stays_as_it_is),
		cmocka_unit_test(comments_have_backslashes),
		cmocka_unit_test(headers_in_another_language_are_taken_by_place),
		cmocka_unit_test(a_text_file_is_one_post),
		cmocka_unit_test(hostile_tables_end_in_a_sentence),
		cmocka_unit_test(posts_are_kept_once_in_the_open_and_can_be_forgotten),
	};
	return cmocka_run_group_tests(tests, prepare, NULL);
}
