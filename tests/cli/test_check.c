/* `tonfall check` on input that is not as it should be: said once, and the rest is checked. */
#include "unit.h"

#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"

static const char good[] = "Am 3. Mai sass ich im Zug nach Bern und las den Vertrag.\n";

static void assert_says(const char *text, const char *sentence)
{
	if (!strstr(text, sentence))
		fail_msg("not said: %s; but: %s", sentence, text);
}

static void assert_not_checked(const struct home *home, const char *path, const char *sentence)
{
	struct command_result result;
	RUN(home, &result, NULL, "check", path);
	assert_int_equal(result.status, 2);
	assert_string_equal(result.out, "");
	assert_says(result.err, sentence);
	assert_string_equal(strchr(result.err, '\n'), "\n");
	command_release(&result);
}

static void what_cannot_be_read_is_said_in_one_line(void **state)
{
	struct home *home = *state;
	home->obeys_modes = true;
	assert_not_checked(home, home_path(home, "nicht.txt"), "There is no file “");
	assert_not_checked(home, home->folder, "is a folder; name a file in it.");
	assert_not_checked(home, "/dev/zero", "“/dev/zero” is a device, not a text file.");
	assert_int_equal(chmod(home_write(home, "geheim.txt", "x"), 0), 0);
	assert_not_checked(home, home_path(home, "geheim.txt"), "Permission denied");
}

static void a_file_over_64_mebibytes_is_not_read(void **state)
{
	const char *path = home_path(*state, "gross.txt");
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	assert_true(fd >= 0);
	assert_int_equal(ftruncate(fd, (64 << 20) + 1), 0);
	assert_int_equal(close(fd), 0);
	assert_not_checked(*state, path, "has more than 67,108,864 bytes");
}

static void bytes_that_are_no_utf_8_are_refused_with_their_place(void **state)
{
	const char *path = home_write(*state, "roh.txt",
				      "Gr\xfc"
				      "ezi\n");
	assert_not_checked(*state, path, "is no UTF-8 text (byte 2): save it as UTF-8.");
}

static void the_files_after_a_bad_one_are_checked(void **state)
{
	struct command_result result;
	const char *path =
		home_write(*state, "post.txt", "Das ist ein Fehlre im Satz, den ich las.\n");
	RUN(*state, &result, NULL, "check", "--only", "spelling", "/nonexistent", path);
	assert_int_equal(result.status, 2);
	assert_says(result.err, "There is no file “/nonexistent”.");
	assert_says(result.out, ":1:13: warn spelling.unknown:");
	command_release(&result);
}

static void the_status_tells_whether_something_was_found(void **state)
{
	struct command_result result;
	RUN(*state, &result, good, "check", "--only", "spelling", "-");
	assert_int_equal(result.status, 0);
	command_release(&result);
	RUN(*state, &result, "Das ist ein Fehlre im Satz, den ich las.\n", "check", "--only",
	    "spelling", "-");
	assert_int_equal(result.status, 1);
	command_release(&result);
	RUN(*state, &result, "Das ist ein Fehlre im Satz, den ich las.\n", "check", "--only",
	    "spelling", "--fail-on", "block", "-");
	assert_int_equal(result.status, 0);
	command_release(&result);
}

static void a_text_in_no_language_is_left_alone_and_it_is_said_why(void **state)
{
	struct command_result result;
	static const char dialect[] =
		"Mir händ geschter e super Sitzig gha, das isch würkli guet.\n";
	RUN(*state, &result, dialect, "check", "--only", "spelling", "-");
	assert_int_equal(result.status, 0);
	assert_string_equal(result.out, "");
	assert_says(result.err, "tonfall: -: This looks like Swiss German dialect");
	command_release(&result);
	RUN(*state, &result, dialect, "check", "--format", "json", "--only", "spelling", "-");
	assert_says(result.out, "\"language\":\"und\",\"language_reason\":\"This looks like Swiss");
	command_release(&result);
}

static void the_words_of_a_hashtag_are_looked_at(void **state)
{
	struct command_result result;
	RUN(*state, &result,
	    "Wir freuen uns auf die Arbeit im Betrieb.\n\n#DigitaleTransformatoin #KIStrategie "
	    "#FutureOfWork #Zwixbro\n",
	    "check", "--only", "spelling", "-");
	assert_int_equal(result.status, 0);
	assert_string_equal(result.out, "-:3:10: note spelling.tag: “Transformatoin” in the "
					"hashtag: a slip?\n");
	command_release(&result);
}

static void an_empty_text_is_checked_without_a_word(void **state)
{
	struct command_result result;
	RUN(*state, &result, "", "check", "--only", "spelling", "-");
	assert_int_equal(result.status, 0);
	assert_string_equal(result.out, "");
	assert_string_equal(result.err, "");
	command_release(&result);
}

static void control_bytes_of_a_text_do_not_reach_the_terminal(void **state)
{
	struct command_result result;
	RUN(*state, &result, "Ich sah Fehl\033[31mre\033]0;x\007 und \xe2\x80\xaegnatS hier.\n",
	    "check", "-");
	assert_null(strchr(result.out, '\033'));
	assert_null(strchr(result.out, '\007'));
	assert_null(strstr(result.out, "\xe2\x80\xae"));
	command_release(&result);
}

static void a_missing_dictionary_names_its_package_and_the_rest_is_checked(void **state)
{
	static const char *const environment[] = { "TONFALL_DICPATH=/nonexistent", NULL };
	struct command_result result;
	struct home *home = *state;
	home->environment = environment;
	RUN(home, &result, good, "check", "-");
	assert_says(result.err, "No dictionary for Deutsch (CH) in /nonexistent; the package "
				"hunspell-de-ch-frami has one.");
	assert_says(result.out, "length.short");
	command_release(&result);
}

static void a_word_list_that_cannot_be_read_is_told_and_the_rest_is_checked(void **state)
{
	struct command_result result;
	(void)home_write(*state, ".local/share/tonfall/words/de.txt/oops", "");
	RUN(*state, &result, good, "check", "-");
	assert_says(result.err, "A word list was left out: “");
	assert_says(result.err, "words/de.txt” is a folder");
	assert_says(result.out, "length.short");
	command_release(&result);
}

static void a_word_list_that_is_not_utf_8_is_told_and_its_good_lines_count(void **state)
{
	struct command_result result;
	(void)home_write(*state, ".local/share/tonfall/words/de.txt", "Z\xfcrifoo\nZwixbrolung\n");
	RUN(*state, &result, "Die Zwixbrolung kam am Montag zu uns.\n", "check", "--only",
	    "spelling", "-");
	assert_says(result.err, "words/de.txt” are known: save it as UTF-8.");
	assert_string_equal(result.out, "");
	command_release(&result);
}

static void what_is_hard_to_read_names_both_its_drivers(void **state)
{
	static const char hard[] =
		"Verantwortungsbewusste Führungspersönlichkeiten gewährleisten "
		"leistungsorientierte "
		"Rahmenbedingungen innerhalb komplexer Organisationsstrukturen. ";
	struct command_result result;
	struct str text = { 0 };
	for (int i = 0; i < 6; i++)
		(void)str_add(&text, span_of(hard));
	(void)str_add_byte(&text, '\n');
	RUN(*state, &result, str_text(&text), "check", "--only", "clarity", "-");
	assert_says(result.out,
		    "sentences of up to 8 words, words like “Führungspersönlichkeiten”.");
	command_release(&result);
	str_release(&text);
}

static void a_broken_pack_is_told_with_its_line_and_the_other_entries_work(void **state)
{
	struct command_result result;
	(void)home_write(*state, ".config/tonfall/rules/eigene.yaml",
			 "- id: hook.falsch\n"
			 "  where: nirgends\n"
			 "  phrases: [im Zug]\n"
			 "- id: hook.richtig\n"
			 "  phrases: [im Zug]\n"
			 "  message: {de: Zug., fr: Train., it: Treno., en: Train.}\n");
	RUN(*state, &result, good, "check", "--only", "hook", "-");
	assert_says(result.err, "eigene.yaml:2: “where” is \"nirgends\"; expected one of:");
	assert_says(result.out, "hook.richtig: Train.");
	assert_null(strstr(result.out, "hook.falsch"));
	command_release(&result);
}

static void without_rules_it_is_said_that_nothing_was_looked_for(void **state)
{
	static const char *const environment[] = { "TONFALL_DATADIR=/nonexistent", NULL };
	struct command_result result;
	struct home *home = *state;
	home->environment = environment;
	RUN(home, &result, good, "check", "-");
	assert_says(result.err, "there are no rules, so the coach is silent");
	command_release(&result);
}

enum { FILES = 90 };

/* Files of several languages, some with a slip, and one that is not there. */
static void write_files(const struct home *home, const char **paths)
{
	static const char *const texts[] = {
		good,
		"Das ist ein Fehlre im Satz, den ich las.\n",
		"We waited for the trian on Monday, and it never came.\n",
		"",
		"Le rapport annule de la société est arrivé hier matin.\n",
		"Ich ha hüt nöd chöne cho, will mer dihei händ müesse warte.\n",
	};
	for (size_t i = 0; i < FILES; i++) {
		char name[20];
		(void)snprintf(name, sizeof name, "post-%zu.txt", i);
		paths[i] = strdup(i == 50 ? "/nonexistent"
					  : home_write(home, name,
						       texts[i % (sizeof texts / sizeof *texts)]));
	}
}

/* Many files are checked by as many processes as there are processors: with one, by itself. */
static void many_files_give_the_same_by_one_process_and_by_several(void **state)
{
	static const char *const formats[] = { "text", "json", "sarif" };
	const char *arguments[FILES + 6] = { "check", "--only", "spelling,language", "--format" };
	struct command_result several, one;
	cpu_set_t all, first;
	write_files(*state, arguments + 5);
	assert_int_equal(sched_getaffinity(0, sizeof all, &all), 0);
	CPU_ZERO(&first);
	for (int i = 0; CPU_COUNT(&first) == 0 && i < CPU_SETSIZE; i++)
		if (CPU_ISSET(i, &all))
			CPU_SET(i, &first);
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		arguments[4] = formats[i];
		command_run_program(*state, arguments, NULL, &several);
		assert_int_equal(sched_setaffinity(0, sizeof first, &first), 0);
		command_run_program(*state, arguments, NULL, &one);
		assert_int_equal(sched_setaffinity(0, sizeof all, &all), 0);
		assert_int_equal(several.status, 2);
		assert_int_equal(one.status, 2);
		assert_non_null(strstr(several.out, "post-85.txt"));
		assert_string_equal(several.out, one.out);
		assert_string_equal(several.err, one.err);
		command_release(&several);
		command_release(&one);
	}
	for (size_t i = 0; i < FILES; i++)
		free((char *)arguments[5 + i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOME_TEST(what_cannot_be_read_is_said_in_one_line),
		HOME_TEST(a_file_over_64_mebibytes_is_not_read),
		HOME_TEST(bytes_that_are_no_utf_8_are_refused_with_their_place),
		HOME_TEST(the_files_after_a_bad_one_are_checked),
		HOME_TEST(many_files_give_the_same_by_one_process_and_by_several),
		HOME_TEST(the_status_tells_whether_something_was_found),
		HOME_TEST(a_text_in_no_language_is_left_alone_and_it_is_said_why),
		HOME_TEST(the_words_of_a_hashtag_are_looked_at),
		HOME_TEST(an_empty_text_is_checked_without_a_word),
		HOME_TEST(control_bytes_of_a_text_do_not_reach_the_terminal),
		HOME_TEST(a_missing_dictionary_names_its_package_and_the_rest_is_checked),
		HOME_TEST(what_is_hard_to_read_names_both_its_drivers),
		HOME_TEST(a_word_list_that_cannot_be_read_is_told_and_the_rest_is_checked),
		HOME_TEST(a_word_list_that_is_not_utf_8_is_told_and_its_good_lines_count),
		HOME_TEST(a_broken_pack_is_told_with_its_line_and_the_other_entries_work),
		HOME_TEST(without_rules_it_is_said_that_nothing_was_looked_for),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
