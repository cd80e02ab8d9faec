/*
 * What README.md shows works as it stands there: every command, and the worked examples for those
 * who add something.
 */
#include "unit.h"

#include <limits.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "command.h"
#include "terminal.h"

static struct home home;
static struct str readme;

/* A line for the shell, in the test's home; $SOURCES is where this repository lies. */
static int run(const char *line)
{
	int status = -1;
	pid_t child = fork();
	if (child == 0) {
		(void)unsetenv("MAKEFLAGS"); /* of the make that runs the tests */
		(void)setenv("HOME", home.folder, 1);
		if (chdir(home.folder) != 0)
			_exit(126);
		(void)execl("/bin/sh", "sh", "-c", line, (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void must(const char *line)
{
	int status = run(line);
	if (status != 0)
		fail_msg("status %d: %s", status, line);
}

/* With the program first in the PATH, its data, and what the commands speak of. */
static int set_up(void **state)
{
	struct str path = { 0 };
	(void)state;
	home_init(&home);
	(void)str_format(&path, "%s", home_program());
	(void)setenv("PROGRAM", str_text(&path), 1);
	*strrchr(path.at, '/') = '\0';
	struct str with = { 0 };
	(void)str_format(&with, "%s:%s", path.at, getenv("PATH"));
	(void)setenv("PATH", str_text(&with), 1);
	(void)setenv("SOURCES", home_source("."), 1);
	(void)setenv("LC_ALL", "C.UTF-8", 1);
	str_release(&path);
	str_release(&with);
	must("cp $SOURCES/tests/samples/de-recruiting.txt post.txt && cp post.txt draft.txt");
	must("mkdir posts medienmitteilungen && cp $SOURCES/tests/data/posts/*.txt posts");
	must("cp $SOURCES/tests/samples/de-mitteilung.txt medienmitteilungen");
	must("printf 'Date,ShareCommentary\\n2026-01-02,Ein Satz von mir.\\n' >Shares.csv");
	must("echo 'Schreib drei Sätze über meinen Montag.' >my.txt");
	return file_read("README.md", 1 << 20, &readme, NULL, NULL) ? 0 : 1;
}

static int clean_up(void **state)
{
	(void)state;
	str_release(&readme);
	home_release(&home);
	return 0;
}

/* The lines of code, without their indent, that begin with one of two words; how many there were.
 */
static int each_line(const char *word, const char *other, void (*act)(const char *line))
{
	struct span rest = str_span(&readme), line;
	int count = 0;
	while (span_next(&rest, '\n', &line)) {
		struct span code = span_slice(line, 4, line.length);
		if (!span_starts(line, SPAN("    ")) ||
		    !(span_starts(code, span_of(word)) || span_starts(code, span_of(other))))
			continue;
		struct str text = { 0 };
		(void)str_add(&text, code);
		act(str_text(&text));
		str_release(&text);
		count++;
	}
	return count;
}

static void run_command(const char *line)
{
	struct str whole = { 0 };
	(void)str_format(&whole, "%s", line);
	size_t comment = span_find(str_span(&whole), SPAN("   #"), 0);
	(void)str_replace(&whole, comment, whole.length - comment, SPAN(""));
	(void)str_format(&whole, " >out 2>err");
	int status = run(str_text(&whole));
	char *err = home_read(&home, "err");
	if (status != 0 && status != 1)
		fail_msg("%s: status %d: %s", line, status, err);
	free(err);
	str_release(&whole);
}

static void every_command_of_the_program_runs(void **state)
{
	(void)state;
	assert_true(each_line("tonfall ", "tonfall ", run_command) >= 10);
}

static void name_target(const char *line)
{
	struct str whole = { 0 };
	const char *target = strstr(line, "make ") + strlen("make ");
	(void)str_format(&whole, "grep -q '^%.*s:' $SOURCES/Makefile", (int)strcspn(target, " \n"),
			 target);
	must(str_text(&whole));
	str_release(&whole);
}

static void every_target_of_make_is_there(void **state)
{
	(void)state;
	assert_true(each_line("make ", "sudo make ", name_target) >= 4);
}

/* ---- the hub's account, as root ---- */

static struct str script;

static void add_line(const char *line)
{
	(void)str_format(&script, "%s\n", line);
}

static void the_hub_is_set_up_by_the_lines_for_it(void **state)
{
	static const char account[] = "tonfall-readme";
	(void)state;
	if (geteuid() != 0)
		skip();
	/* The lines for root, for another account and folder than a hub that may be here. */
	str_clear(&script);
	assert_int_equal(each_line("useradd ", "install -d ", add_line), 2);
	assert_int_equal(each_line("runuser ", "runuser ", add_line), 3);
	struct str lines = { 0 };
	(void)str_add(&lines, str_span(&script));
	for (size_t at = 0;
	     (at = span_find(str_span(&lines), SPAN("tonfall"), at)) < lines.length;) {
		bool is_program = span_starts(span_slice(str_span(&lines), at, lines.length),
					      SPAN("tonfall hub"));
		(void)str_replace(&lines, at, strlen("tonfall"),
				  is_program ? SPAN("/var/lib/tonfall-readme-bin/bin/tonfall")
					     : span_of(account));
		at += is_program ? 39 : strlen(account);
	}
	(void)home_write(&home, "hub.sh", str_text(&lines));
	must("ssh-keygen -q -t ed25519 -N '' -f lea && ssh-keygen -q -t ed25519 -N '' -f tim");
	must("d=/var/lib/tonfall-readme-bin; rm -rf $d /var/lib/tonfall-readme; mkdir -p $d/bin "
	     "$d/share;"
	     "userdel tonfall-readme 2>/dev/null; cp $PROGRAM $d/bin/;"
	     "cp -rL $SOURCES/build/share/tonfall $d/share/; chmod -R a+rX $d");
	int status = run("sh -e hub.sh >out 2>err");
	int listed =
		run("runuser -u tonfall-readme -- /var/lib/tonfall-readme-bin/bin/tonfall hub list "
		    "--club /var/lib/tonfall-readme/club.db >list && grep -q lea list && grep -q "
		    "tim list");
	must("rm -rf /var/lib/tonfall-readme-bin /var/lib/tonfall-readme; userdel tonfall-readme");
	char *err = home_read(&home, "err");
	if (status != 0)
		fail_msg("%s", err);
	free(err);
	assert_int_equal(listed, 0);
	str_release(&lines);
	str_release(&script);
}

/* ---- worked examples ---- */

/* The code that begins with this line, to the next blank one, without its indent. */
static const char *take_block(struct str *out, const char *first)
{
	struct span rest = str_span(&readme), line;
	bool inside = false;
	str_clear(out);
	while (span_next(&rest, '\n', &line)) {
		inside |= span_starts(line, SPAN("    ")) &&
			  span_starts(span_slice(line, 4, line.length), span_of(first));
		if (inside && line.length == 0)
			break;
		if (inside) {
			(void)str_add(out, span_slice(line, 4, line.length));
			(void)str_add_byte(out, '\n');
		}
	}
	if (out->length == 0)
		fail_msg("README.md shows no %s", first);
	return str_text(out);
}

static void the_theme_is_read_without_a_complaint(void **state)
{
	struct str block = { 0 };
	(void)state;
	(void)home_write(&home, ".config/tonfall/themes/evening.yaml",
			 take_block(&block, "text: {foreground"));
	must("tonfall config set ui.theme evening");
	/* It speaks of a theme only when something is wrong with it. */
	must("tonfall doctor >out 2>&1; ! grep -i 'evening\\|theme' out");
	must("tonfall config set ui.theme gibtesnicht; tonfall doctor >out 2>&1; grep -q "
	     "gibtesnicht out");
	must("tonfall config set ui.theme ''");
	str_release(&block);
}

static void the_lesson_is_checked_without_a_complaint(void **state)
{
	struct str block = { 0 };
	(void)state;
	(void)home_write(&home, "my-lesson.yaml", take_block(&block, "id: own.kitchen"));
	must("tonfall learn --check my-lesson.yaml >out 2>&1");
	str_release(&block);
}

static void the_rule_of_the_manual_passes_its_examples(void **state)
{
	(void)state;
	must("sed -n '/^... example: a test runs it$/,/^... end$/p' $SOURCES/man/tonfall-rules.5 | "
	     "grep -v '^\\.' >house.yaml && grep -q clarity.house house.yaml");
	must("tonfall rules test house.yaml >out 2>&1 && grep -q ' 0 complaints' out");
	must("mkdir -p .config/tonfall/rules && cp house.yaml .config/tonfall/rules");
	must("echo 'We leverage the new server, and it paid.' | tonfall check - >out; grep -q "
	     "clarity.house out");
}

/* Puts both parts of the example where it says, into a copy of the file. */
static void write_command(void)
{
	struct str source = { 0 }, function = { 0 }, row = { 0 };
	assert_true(file_read("src/desk/commands_line.c", 1 << 20, &source, NULL, NULL));
	(void)take_block(&function, "static void run_hello");
	(void)take_block(&row, "\t{ \"hello\"");
	size_t end = span_find(str_span(&source), SPAN("\n\t{ 0 },\n"), 0);
	(void)str_replace(&source, end + 1, 0, str_span(&row));
	size_t table = span_find(str_span(&source), SPAN("const struct command commands_line"), 0);
	(void)str_replace(&source, table, 0, str_span(&function));
	(void)home_write(&home, "commands_line.c", str_text(&source));
	str_release(&source);
	str_release(&function);
	str_release(&row);
}

static void the_command_is_compiled_and_found_in_the_palette(void **state)
{
	(void)state;
	write_command();
	must("cd $SOURCES && make -s MODE=${MODE:-release} --eval='flags: ; @echo \"$(CPPFLAGS) "
	     "$(CFLAGS)\" "
	     ">$(OUT).c; echo \"$(LDFLAGS) $(LDLIBS)\" >$(OUT).l; echo $(B) >$(OUT).b' flags "
	     "OUT=$HOME/flags");
	must("cd $SOURCES && eval gcc $(cat ~/flags.c) -c -o ~/commands_line.o ~/commands_line.c");
	must("cd $SOURCES && b=$(cat ~/flags.b) && gcc -o ~/tonfall $b/obj/main.o "
	     "~/commands_line.o "
	     "$b/libtonfall.a $(cat ~/flags.l)");
	struct str data = { 0 };
	(void)str_format(&data, "TONFALL_DATADIR=%s", home_source("build/share/tonfall"));
	const char *const with_data[] = { str_text(&data), NULL };
	struct home desk = home;
	desk.environment = with_data;
	const char *const argv[] = { home_path(&home, "tonfall"), "post.txt", NULL };
	struct terminal *terminal = terminal_start(&desk, 30, 100, argv);
	terminal_wait(terminal, "Coach");
	terminal_press(terminal, "\x10");
	terminal_wait(terminal, "Save");
	terminal_press(terminal, "Say hello");
	terminal_wait(terminal, "Say hello");
	terminal_press(terminal, "\r");
	terminal_wait(terminal, "Hello from a new command.");
	terminal_free(terminal);
	str_release(&data);
}

static void every_picture_is_there(void **state)
{
	(void)state;
	must("cd $SOURCES && grep -o '(docs/pictures/[a-z]*.svg)' README.md | tr -d '()' | "
	     "while read -r f; do [ -s \"$f\" ] || exit 1; done");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_command_of_the_program_runs),
		cmocka_unit_test(every_target_of_make_is_there),
		cmocka_unit_test(the_hub_is_set_up_by_the_lines_for_it),
		cmocka_unit_test(the_theme_is_read_without_a_complaint),
		cmocka_unit_test(the_lesson_is_checked_without_a_complaint),
		cmocka_unit_test(the_rule_of_the_manual_passes_its_examples),
		cmocka_unit_test(the_command_is_compiled_and_found_in_the_palette),
		cmocka_unit_test(every_picture_is_there),
	};
	return cmocka_run_group_tests(tests, set_up, clean_up);
}
