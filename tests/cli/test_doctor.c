/* `tonfall doctor`: what it finds, what it says of it, and its status. */
#include "unit.h"

#include <sys/stat.h>

#include "command.h"
#include "server.h"

/* The line with `what` must begin with the sign and hold `found`. */
static void assert_line(const char *out, const char *sign, const char *what, const char *found)
{
	struct span rest = span_of(out), line;
	while (span_next(&rest, '\n', &line)) {
		char text[512];
		(void)snprintf(text, sizeof text, "%.*s", SPAN_ARGS(line));
		if (strstr(text, what) && strstr(text, found) && strncmp(text, "  ", 2) == 0 &&
		    strncmp(text + 2, sign, strlen(sign)) == 0)
			return;
	}
	fail_msg("no line with %s %s %s in:\n%s", sign, what, found, out);
}

static void run_in(struct home *home, const char *const *environment, int status,
		   struct command_result *result)
{
	home->environment = environment;
	RUN(home, result, NULL, "doctor");
	if (result->status != status)
		fail_msg("status %d:\n%s%s", result->status, result->out, result->err);
	assert_string_equal(result->err, "");
}

static void where_all_is_well_it_says_so(void **state)
{
	struct command_result result;
	run_in(*state, NULL, 0, &result);
	assert_line(result.out, "✓", "Deutsch (CH)", ".dic");
	assert_line(result.out, "✓", "Rules", "/rules");
	assert_line(result.out, "✓", "Terminal (TERM)", "xterm-256color, 256 colours");
	assert_line(result.out, "·", "Address", "none set");
	assert_null(strstr(result.out, "✗"));
	assert_non_null(strstr(result.out, "\nEverything is there.\n"));
	command_release(&result);
}

static void a_missing_dictionary_is_named_with_its_package(void **state)
{
	static const char *const environment[] = { "TONFALL_DICPATH=/nonexistent", NULL };
	struct command_result result;
	run_in(*state, environment, 1, &result);
	assert_line(result.out, "✗", "Italiano (CH)", "the package hunspell-it has one");
	assert_non_null(strstr(result.out, "the lines with ✗ say what"));
	command_release(&result);
}

static void a_word_list_that_cannot_be_read_is_named(void **state)
{
	struct command_result result;
	(void)home_write(*state, ".local/share/tonfall/words/it.txt/oops", "");
	run_in(*state, NULL, 1, &result);
	assert_line(result.out, "✗", "Italiano (CH)", "A word list was left out");
	command_release(&result);
}

static void an_unknown_terminal_is_named(void **state)
{
	static const char *const environment[] = { "TERM=wunderkiste-9000", NULL };
	struct command_result result;
	run_in(*state, environment, 1, &result);
	assert_line(result.out, "✗", "Terminal (TERM)", "wunderkiste-9000 is not known here");
	command_release(&result);
}

static void a_locale_that_is_not_installed_does_no_harm(void **state)
{
	static const char *const environment[] = { "LC_ALL=it_XX.UTF-8", NULL };
	struct command_result result;
	run_in(*state, environment, 0, &result);
	assert_line(result.out, "·", "it_XX.UTF-8", "Italiano");
	command_release(&result);
}

static void mistakes_in_settings_packs_and_themes_have_file_and_line(void **state)
{
	struct command_result result;
	(void)home_write(*state, ".config/tonfall/settings.yaml",
			 "fold: tablet\nui.theme: mein\nplatform: moon\n");
	(void)home_write(*state, ".config/tonfall/themes/mein.yaml", "good: {colour: red}\n");
	(void)home_write(*state, ".config/tonfall/rules/eigene.yaml",
			 "- id: hook.x\n  where: nirgends\n");
	(void)home_write(*state, ".config/tonfall/keys.yaml", "\nsave: C-Blau\n");
	run_in(*state, NULL, 1, &result);
	assert_line(result.out, "✗", "~/.config/tonfall/settings.yaml:1:", "mobile, desktop");
	assert_line(result.out, "✗", "~/.config/tonfall/themes/mein.yaml:1:", "colour");
	assert_line(result.out, "✗", "~/.config/tonfall/rules/eigene.yaml:2:", "nirgends");
	assert_line(result.out, "✗", "~/.config/tonfall/keys.yaml:2:", "C-Blau");
	assert_line(result.out, "✗", "Platform", "is not known");
	command_release(&result);
}

static void a_folder_that_cannot_be_written_is_named(void **state)
{
	struct command_result result;
	struct home *home = *state;
	home->obeys_modes = true;
	(void)home_write(home, ".local/share/x", "");
	assert_int_equal(chmod(home_path(home, ".local/share"), 0555), 0);
	run_in(home, NULL, 1, &result);
	assert_line(result.out, "✗", "Your drafts", "~/.local/share/tonfall: cannot be written");
	assert_line(result.out, "✓", "Rescued words", "~/.local/state/tonfall");
	command_release(&result);
}

static void set_endpoint(const struct home *home, const char *address)
{
	char text[256];
	(void)snprintf(text, sizeof text, "rewrite.endpoint: %s\nrewrite.model: m\n", address);
	(void)home_write(home, ".config/tonfall/settings.yaml", text);
}

static void a_model_on_this_machine_is_asked(void **state)
{
	static const struct server_script scripts[] = {
		{ .steps = { { "HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\n{}", 0 } } },
	};
	struct command_result result;
	struct server *server = server_new(scripts, 1);
	char address[64];
	(void)snprintf(address, sizeof address, "http://127.0.0.1:%d/v1", server_port(server));
	set_endpoint(*state, address);
	run_in(*state, NULL, 0, &result);
	assert_line(result.out, "✓", "Answer", "it answers");
	assert_non_null(strstr(server_received(server), "GET /v1/models "));
	command_release(&result);
	server_free(server);
}

static void a_model_that_is_down_wants_doing(void **state)
{
	struct command_result result;
	set_endpoint(*state, "http://127.0.0.1:1/v1");
	run_in(*state, NULL, 1, &result);
	assert_line(result.out, "✗", "Answer", "Nobody answers at 127.0.0.1");
	command_release(&result);
}

static void a_model_elsewhere_is_asked_only_when_told_so(void **state)
{
	struct command_result result;
	set_endpoint(*state, "https://model.invalid/v1");
	run_in(*state, NULL, 0, &result);
	assert_line(result.out, "·", "Answer", "not asked; `tonfall doctor --network` asks");
	command_release(&result);
	RUN(*state, &result, NULL, "doctor", "--network");
	assert_int_equal(result.status, 1);
	assert_line(result.out, "✗", "Answer", "model.invalid");
	command_release(&result);
}

static void a_key_is_looked_for_and_never_shown(void **state)
{
	static const char *const without[] = { NULL };
	static const char *const with[] = { "MY_KEY=sk-geheim", NULL };
	struct command_result result;
	(void)home_write(*state, ".config/tonfall/settings.yaml",
			 "rewrite.endpoint: https://model.invalid/v1\nrewrite.model: m\n"
			 "rewrite.key-env: MY_KEY\n");
	run_in(*state, without, 1, &result);
	assert_line(result.out, "✗", "Key", "MY_KEY is not set");
	command_release(&result);
	run_in(*state, with, 0, &result);
	assert_line(result.out, "✓", "Key", "in the variable MY_KEY");
	assert_null(strstr(result.out, "geheim"));
	command_release(&result);
}

static void a_club_is_looked_over_when_asked(void **state)
{
	struct home *home = *state;
	struct command_result result;
	RUN(home, &result, NULL, "doctor", "--club", home_path(home, "none.db"));
	assert_int_equal(result.status, 1);
	assert_line(result.out, "✗", "Club", "hub init");
	command_release(&result);
	assert_int_equal(chmod(home->folder, 0700), 0);
	RUN(home, &result, NULL, "hub", "init", "--club", home_path(home, "club.db"));
	assert_int_equal(result.status, 0);
	command_release(&result);
	RUN(home, &result, NULL, "doctor", "--club", home_path(home, "club.db"));
	assert_int_equal(result.status, 0);
	assert_line(result.out, "✓", "Its pages", "all whole");
	assert_line(result.out, "✓", "Its rights", "club.db.audit 0600");
	command_release(&result);
	assert_int_equal(chmod(home_path(home, "club.db"), 0640), 0);
	RUN(home, &result, NULL, "doctor", "--club", home_path(home, "club.db"));
	assert_int_equal(result.status, 1);
	assert_line(result.out, "✗", "Its rights", "chmod 600");
	command_release(&result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOME_TEST(where_all_is_well_it_says_so),
		HOME_TEST(a_missing_dictionary_is_named_with_its_package),
		HOME_TEST(a_word_list_that_cannot_be_read_is_named),
		HOME_TEST(an_unknown_terminal_is_named),
		HOME_TEST(a_locale_that_is_not_installed_does_no_harm),
		HOME_TEST(mistakes_in_settings_packs_and_themes_have_file_and_line),
		HOME_TEST(a_folder_that_cannot_be_written_is_named),
		HOME_TEST(a_model_on_this_machine_is_asked),
		HOME_TEST(a_model_that_is_down_wants_doing),
		HOME_TEST(a_model_elsewhere_is_asked_only_when_told_so),
		HOME_TEST(a_key_is_looked_for_and_never_shown),
		HOME_TEST(a_club_is_looked_over_when_asked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
