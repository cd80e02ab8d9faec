/* The formats of `tonfall check`, and what it says of copied texts. */
#include "unit.h"

#include <sys/wait.h>

#include "base/file.h"
#include "command.h"
#include "io/json.h"

static const char pack[] =
	"- id: clarity.house\n"
	"  phrases: [leveragen]\n"
	"  severity: warn\n"
	"  replace: nutzen\n"
	"  message: {de: Hauswort, fr: mot maison, it: parola di casa, en: A house word.}\n"
	"  why: {en: Why.}\n"
	"  evidence: {kind: house, source: our list, year: 2026, confidence: high}\n";

static const char post[] = "Grüezi 👋🏽 zusammen.\n\nÄh 👋🏽 wir leveragen das.\n";

static int set_up(void **state)
{
	struct home *home = calloc(1, sizeof *home);
	if (!home)
		return -1;
	home_init(home);
	(void)home_write(home, ".config/tonfall/rules/house.yaml", pack);
	*state = home;
	return 0;
}

static int tear_down(void **state)
{
	home_release(*state);
	free(*state);
	return 0;
}

static struct span member(const struct json *object, const char *name)
{
	struct span text = { "", 0 };
	assert_true(json_string(json_member(object, name), &text));
	return text;
}

static struct json *parse(const struct command_result *result)
{
	struct err err;
	struct json *json = json_parse(span_of(result->out), &err);
	if (!json)
		fail_msg("%s: %.200s", err.text, result->out);
	return json;
}

/* The first hint of a rule. */
static const struct json *hint_of(const struct json *root, const char *rule)
{
	const struct json *hints = json_member(json_item(json_member(root, "files"), 0), "hints");
	for (size_t i = 0; i < json_count(hints); i++)
		if (span_equal(member(json_item(hints, i), "rule"), span_of(rule)))
			return json_item(hints, i);
	fail_msg("no hint of %s", rule);
	return NULL;
}

static void json_gives_bytes_lines_columns_and_replacements(void **state)
{
	struct command_result result;
	RUN(*state, &result, post, "check", "--lang", "de", "--format", "json", "-");
	struct json *root = parse(&result);
	const struct json *hint = hint_of(root, "clarity.house");
	struct span replacement;
	size_t at = (size_t)(strstr(post, "leveragen") - post);
	assert_int_equal((int)json_number(json_member(hint, "start"), -1), (int)at);
	assert_int_equal((int)json_number(json_member(hint, "end"), -1), (int)at + 9);
	assert_int_equal((int)json_number(json_member(hint, "line"), -1), 3);
	assert_int_equal((int)json_number(json_member(hint, "column"), -1), 10);
	assert_span(member(hint, "quote"), "leveragen");
	assert_span(member(hint, "message"), "A house word.");
	assert_true(json_string(json_item(json_member(hint, "replacements"), 0), &replacement));
	assert_span(replacement, "nutzen");
	assert_span(member(json_member(hint, "evidence"), "kind"), "house");
	json_free(root);
	command_release(&result);
}

static const struct json *praise_of(const struct json *root)
{
	return json_member(json_item(json_member(root, "files"), 0), "praise");
}

static void json_says_what_is_good_where_no_hint_speaks_of_it(void **state)
{
	struct command_result result;
	RUN(*state, &result, "Gestern rief Nadia an.\n\nSie hatte einen Einwand.\n", "check",
	    "--lang", "de", "--format", "json", "-");
	struct json *root = parse(&result);
	const struct json *good = json_item(praise_of(root), 0);
	assert_int_equal((int)json_count(praise_of(root)), 1);
	assert_span(member(good, "rule"), "hook.scene");
	assert_span(member(good, "quote"), "Gestern");
	assert_span(member(good, "message"), "a moment one can see");
	assert_int_equal((int)json_number(json_member(good, "end"), -1), 7);
	json_free(root);
	command_release(&result);
	RUN(*state, &result, "Gestern durfte ich auf die Bühne.\n\nEs war voll.\n", "check",
	    "--lang", "de", "--format", "json", "-");
	root = parse(&result);
	assert_int_equal((int)json_count(praise_of(root)), 0);
	json_free(root);
	command_release(&result);
}

static void json_gives_the_band_with_its_drivers_from_thirty_words_on(void **state)
{
	struct command_result result;
	struct str text = { 0 };
	for (int i = 0; i < 8; i++)
		(void)str_add(&text, SPAN("Der Server stand heute lange still. "));
	RUN(*state, &result, str_text(&text), "check", "--format", "json", "-");
	struct json *root = parse(&result);
	const struct json *measures =
		json_member(json_item(json_member(root, "files"), 0), "measures");
	const struct json *readability = json_member(measures, "readability");
	assert_span(member(readability, "formula"), "amstad");
	assert_span(member(readability, "band"), "plain");
	assert_true(json_bool(json_member(readability, "indicative"), false));
	assert_true(json_count(json_member(readability, "longest_sentences")) > 0);
	assert_true(json_count(json_member(readability, "longest_words")) > 0);
	assert_int_equal((int)json_number(json_member(measures, "words"), -1), 48);
	json_free(root);
	command_release(&result);
	str_release(&text);
}

static void the_same_input_gives_the_same_bytes(void **state)
{
	static const char *const formats[] = { "text", "json", "sarif" };
	for (size_t i = 0; i < 3; i++) {
		struct command_result first, second;
		RUN(*state, &first, NULL, "check", "--format", formats[i],
		    home_source("tests/samples/de-mitteilung.txt"),
		    home_source("tests/samples/en-polished.txt"));
		RUN(*state, &second, NULL, "check", "--format", formats[i],
		    home_source("tests/samples/de-mitteilung.txt"),
		    home_source("tests/samples/en-polished.txt"));
		assert_true(strlen(first.out) > 200);
		assert_string_equal(first.out, second.out);
		command_release(&first);
		command_release(&second);
	}
}

/* Ends the test when the log is not valid by the schema; false: there is nothing to validate with.
 */
static bool is_validated(struct home *home, const char *log)
{
	char command[300], line[200] = "";
	(void)snprintf(command, sizeof command, "sh tests/tools/sarif.sh '%s' 2>&1",
		       home_write(home, "log.sarif", log));
	FILE *pipe = popen(command, "r");
	assert_non_null(pipe);
	for (size_t length; (length = strlen(line)) + 1 < sizeof line &&
			    fgets(line + length, (int)(sizeof line - length), pipe);)
		;
	int status = pclose(pipe);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 77) {
		print_message("SARIF was not validated: %s", line);
		return false;
	}
	if (status != 0)
		fail_msg("not valid: %s", line);
	return true;
}

static void sarif_is_valid_by_its_schema(void **state)
{
	struct command_result result;
	const char *path = home_write(*state, "ein Entwurf «ä».txt", post);
	RUN(*state, &result, NULL, "check", "--format", "sarif", path,
	    home_source("tests/samples/de-heikel.txt"),
	    home_source("tests/samples/en-polished.txt"));
	assert_non_null(strstr(result.out, "\"insertedContent\""));
	bool validated = is_validated(*state, result.out);
	command_release(&result);
	if (!validated)
		skip();
}

/* A rule left out of one file and hints cut from another: one notification each. */
static void sarif_tells_of_what_was_left_out_in_notifications_valid_by_its_schema(void **state)
{
	struct command_result result;
	struct str slow = { 0 }, long_text = { 0 };
	(void)home_write(*state, ".config/tonfall/rules/trap.yaml",
			 "- id: clarity.trap\n  pattern: '(a+)+c'\n  message: {en: T}\n"
			 "- id: clarity.aaa\n  phrases: [tomate]\n  message: {en: Tomato.}\n");
	for (int i = 0; i < 1500; i++)
		(void)str_add_byte(&slow, 'a');
	(void)str_add(&slow, SPAN("-c"));
	for (int i = 0; i < 1100; i++)
		(void)str_add(&long_text, SPAN("Die Tomate ist rot und rund.\n"));
	(void)home_write(*state, "slow.txt", str_text(&slow));
	(void)home_write(*state, "long.txt", str_text(&long_text));
	RUN(*state, &result, NULL, "check", "--only", "clarity", "--lang", "de", "--format",
	    "sarif", "slow.txt", "long.txt");
	struct json *root = parse(&result);
	const struct json *run = json_item(json_member(root, "runs"), 0);
	const struct json *told = json_member(json_item(json_member(run, "invocations"), 0),
					      "toolExecutionNotifications");
	assert_int_equal(json_count(told), 2);
	assert_span(member(json_member(json_item(told, 0), "message"), "text"),
		    "The rule clarity.trap took too long and was left out.");
	assert_span(member(json_item(told, 1), "level"), "warning");
	json_free(root);
	bool validated = is_validated(*state, result.out);
	command_release(&result);
	str_release(&slow);
	str_release(&long_text);
	if (!validated)
		skip();
}

static void a_rule_that_takes_too_long_is_named_and_the_rest_speaks(void **state)
{
	struct command_result result;
	struct str text = { 0 };
	struct home *home = *state;
	(void)home_write(home, ".config/tonfall/rules/trap.yaml",
			 "- id: clarity.trap\n  pattern: '(a+)+c'\n  message: {en: T}\n");
	for (int i = 0; i < 1500; i++)
		(void)str_add_byte(&text, 'a');
	(void)str_add(&text, SPAN("-c leveragen"));
	RUN(home, &result, str_text(&text), "check", "--only", "clarity", "--lang", "de",
	    "--format", "json", "-");
	assert_non_null(strstr(result.err, "the rule clarity.trap took too long"));
	assert_non_null(strstr(result.out, "\"left_out\":\"clarity.trap\""));
	assert_non_null(strstr(result.out, "clarity.house"));
	command_release(&result);
	str_release(&text);
}

/* 1,100 times what only hints, and behind it one warning. */
static void more_than_a_thousand_hints_are_cut_by_weight_and_place_and_it_is_said(void **state)
{
	static const char *const formats[][2] = {
		{ "json", "\"cut\":true" },
		{ "sarif", "There are more hints than these" },
		{ "text", "clarity.house" },
	};
	struct str text = { 0 };
	struct command_result result;
	(void)home_write(*state, ".config/tonfall/rules/many.yaml",
			 "- id: clarity.aaa\n  phrases: [tomate]\n  severity: hint\n"
			 "  message: {en: Tomato.}\n");
	for (int i = 0; i < 1100; i++)
		(void)str_add(&text, SPAN("Die Tomate ist rot und rund.\n"));
	(void)str_add(&text, SPAN("Wir leveragen das nun.\n"));
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		RUN(*state, &result, str_text(&text), "check", "--only", "clarity", "--lang", "de",
		    "--format", formats[i][0], "-");
		assert_int_equal(result.status, 1);
		assert_non_null(strstr(result.out, formats[i][1]));
		assert_non_null(strstr(result.out, "clarity.house"));
		assert_non_null(strstr(result.err, "there are more hints than are shown"));
		command_release(&result);
	}
	RUN(*state, &result, str_text(&text), "check", "--only", "clarity", "--lang", "de", "-");
	assert_non_null(strstr(result.out, "-:999:5: hint clarity.aaa"));
	assert_null(strstr(result.out, "-:1000:5: hint clarity.aaa"));
	command_release(&result);
	str_release(&text);
}

static void options_may_stand_behind_the_files_and_carry_their_value(void **state)
{
	struct command_result result;
	const char *path = home_write(*state, "post.txt", post);
	RUN(*state, &result, NULL, "check", path, "--only=clarity", "--lang", "de", "--ui-lang",
	    "fr");
	assert_int_equal(result.status, 1);
	assert_non_null(strstr(result.out, "clarity.house: mot maison"));
	assert_null(strstr(result.out, "length."));
	command_release(&result);
}

static void what_is_copied_from_a_folder_is_marked_with_its_source(void **state)
{
	static const char handed_out[] =
		"Unsere neue Filiale in Bern öffnet am Montag ihre Türen für alle Gäste.\n";
	struct command_result result;
	char text[300];
	struct home *home = *state;
	(void)home_write(home, "texte/filiale.txt", handed_out);
	(void)snprintf(text, sizeof text, "Ja.\n\n%s", handed_out);
	RUN(home, &result, text, "check", "--only", "trust", "--against", home_path(home, "texte"),
	    "-");
	assert_int_equal(result.status, 1);
	assert_non_null(strstr(result.out, "-:3:1: warn trust.copy:"));
	assert_non_null(strstr(result.out, "filiale.txt"));
	command_release(&result);
	RUN(home, &result, text, "check", "--against", home_path(home, "nirgends"), "-");
	assert_int_equal(result.status, 2);
	assert_non_null(strstr(result.err, "There is no folder"));
	command_release(&result);
}

static void an_own_post_again_is_said_and_a_quotation_is_no_copy(void **state)
{
	static const char old[] = "Am Montag stand der Server still und niemand im Haus wusste "
				  "zuerst warum das so war.\n";
	struct command_result result;
	char text[300];
	struct home *home = *state;
	(void)home_write(home, "eigene/alt.txt", old);
	(void)snprintf(text, sizeof text, "%sHeute auch.\n", old);
	RUN(home, &result, text, "check", "--only", "substance", "--own", home_path(home, "eigene"),
	    "-");
	assert_non_null(strstr(result.out, "substance.again"));
	command_release(&result);
	(void)snprintf(text, sizeof text, "Sie sagte: «%.*s»\n", (int)strlen(old) - 1, old);
	RUN(home, &result, text, "check", "--only", "trust", "--against", home_path(home, "eigene"),
	    "-");
	assert_null(strstr(result.out, "trust.copy"));
	command_release(&result);
}

/* The pack that README.md shows, without its indent. */
static void take_example(struct str *out)
{
	struct str readme = { 0 };
	assert_true(file_read("README.md", 1 << 20, &readme, NULL, NULL));
	struct span rest = str_span(&readme), line;
	bool inside = false;
	while (span_next(&rest, '\n', &line)) {
		inside |= span_starts(line, SPAN("    - id: clarity.house"));
		if (inside && line.length == 0)
			break;
		if (inside) {
			(void)str_add(out, span_slice(line, 4, line.length));
			(void)str_add_byte(out, '\n');
		}
	}
	str_release(&readme);
}

static void the_rule_that_the_readme_shows_works_as_it_says(void **state)
{
	struct command_result result;
	struct str example = { 0 };
	take_example(&example);
	assert_true(example.length > 200);
	RUN(*state, &result, NULL, "rules", "test",
	    home_write(*state, "my.yaml", str_text(&example)));
	assert_non_null(strstr(result.out, "1 rules, 2 examples, 0 complaints"));
	assert_int_equal(result.status, 0);
	command_release(&result);
	str_release(&example);
}

static void a_bad_example_that_a_rule_misses_fails_its_test(void **state)
{
	struct command_result result;
	const char *path = home_write(*state, "my.yaml",
				      "- id: hook.a\n  language: de\n  phrases: [x]\n"
				      "  message: {en: A}\n  evidence: {source: {en: B}}\n"
				      "  bad: [Ein Satz.]\n");
	RUN(*state, &result, NULL, "rules", "test", path);
	assert_int_equal(result.status, 1);
	assert_non_null(strstr(result.out, "my.yaml:1: hook.a: says nothing of a bad example"));
	assert_non_null(strstr(result.out, "hook.a: no why in de, fr, it, en"));
	assert_non_null(strstr(result.out, "hook.a: no source in de, fr, it"));
	command_release(&result);
}

/* One mistake each, and what `rules test` says of it. */
static void each_mistake_in_a_pack_is_told_with_its_line_and_what_to_do(void **state)
{
	static const struct {
		const char *fields, *told;
	} rows[] = {
		{ "  lang: de\n",
		  ":2: the key \"lang\" is not known; expected one of: id, language" },
		{ "  severity: error\n",
		  ":2: “severity” is \"error\"; expected one of: note, hint" },
		{ "\tphrases: [a]\n", ":2: this is not YAML: " },
		{ "  phrases: []\n", ":1: the rule has neither phrases nor pattern nor check" },
		{ "  phrases: ['(wir|ihr']\n", "a bracket opens and does not close" },
		{ "  phrases: ['*ung ist']\n", "it must begin with a word" },
		{ "  phrases: ['ab* ist']\n", "its first word needs three letters before *" },
		{ "  phrases: ['wir (sind|)']\n", "a choice is empty; [a] is one or none" },
		{ "  phrases: ['[wir]']\n", "one word must stand in it outside of [ ]" },
		{ "  pattern: '(a'\n", "the pattern is wrong at character 2" },
		{ "  phrases: [a]\n  lesson: no.such\n", ":1: hook.a: there is no lesson no.such" },
		{ "  phrases: [wir]\n  good: [Wir sind da.]\n", "speaks of a good example" },
		{ "  pattern: '(x+x+)+y'\n  bad: [xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx or y]\n",
		  ":1: hook.a: its pattern takes too long on an example; make it simpler" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct command_result result;
		char text[400];
		(void)snprintf(text, sizeof text, "- id: hook.a\n%s  message: {en: A}\n",
			       rows[i].fields);
		RUN(*state, &result, NULL, "rules", "test", home_write(*state, "my.yaml", text));
		assert_int_equal(result.status, 1);
		if (!strstr(result.out, rows[i].told))
			fail_msg("«%s» is not in:\n%s", rows[i].told, result.out);
		command_release(&result);
	}
}

static void rules_explain_tells_all_in_the_language_of_the_person(void **state)
{
	static const char *const environment[] = { "LANGUAGE=fr", "LC_ALL=fr_CH.UTF-8", NULL };
	struct command_result result;
	struct home *home = *state;
	home->environment = environment;
	RUN(home, &result, NULL, "rules", "explain", "trust.quiet");
	assert_int_equal(result.status, 0);
	assert_non_null(strstr(result.out, "Un chiffre avant sa publication\u00a0?"));
	assert_non_null(strstr(result.out, "Droit : Règlement de cotation SIX"));
	assert_non_null(strstr(result.out, "Der Umsatz wird um 12 % steigen."));
	command_release(&result);
}

static void what_is_put_aside_is_numbered_and_called_back(void **state)
{
	static const char *const place = ".local/share/tonfall/silenced.yaml";
	struct command_result result;
	struct home *home = *state;
	(void)home_write(home, place,
			 "- rule: hook.cliche\n  quote: wir freuen uns\n  after: riesig auf\n"
			 "  reason: so sind wir\n  since: 2026-11-24\n"
			 "- rule: format.link\n  for-good: true\n");
	RUN(home, &result, NULL, "rules", "silenced");
	assert_non_null(strstr(result.out, "1  2026-11-24  hook.cliche"));
	assert_non_null(strstr(result.out, "«wir freuen uns» riesig auf · so sind wir"));
	assert_non_null(strstr(result.out, "everywhere"));
	command_release(&result);
	RUN(home, &result, NULL, "rules", "recall", "1");
	assert_int_equal(result.status, 0);
	command_release(&result);
	char *left = home_read(home, place);
	assert_null(strstr(left, "hook.cliche"));
	assert_non_null(strstr(left, "format.link"));
	free(left);
	RUN(home, &result, NULL, "rules", "recall", "7");
	assert_int_equal(result.status, 2);
	command_release(&result);
}

static void a_list_with_a_mistake_is_not_written_over(void **state)
{
	static const char *const place = ".local/share/tonfall/silenced.yaml";
	static const char broken[] = "- rule: a\n  moon: full\n- rule: hook.cliche\n";
	struct command_result result;
	struct home *home = *state;
	(void)home_write(home, place, broken);
	RUN(home, &result, NULL, "rules", "recall", "1");
	assert_int_equal(result.status, 2);
	assert_non_null(strstr(result.err, "silenced.yaml:2:"));
	command_release(&result);
	char *left = home_read(home, place);
	assert_string_equal(left, broken);
	free(left);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(json_gives_bytes_lines_columns_and_replacements),
		TEST(json_says_what_is_good_where_no_hint_speaks_of_it),
		TEST(json_gives_the_band_with_its_drivers_from_thirty_words_on),
		TEST(the_same_input_gives_the_same_bytes),
		TEST(sarif_is_valid_by_its_schema),
		TEST(sarif_tells_of_what_was_left_out_in_notifications_valid_by_its_schema),
		TEST(a_rule_that_takes_too_long_is_named_and_the_rest_speaks),
		TEST(more_than_a_thousand_hints_are_cut_by_weight_and_place_and_it_is_said),
		TEST(options_may_stand_behind_the_files_and_carry_their_value),
		TEST(what_is_copied_from_a_folder_is_marked_with_its_source),
		TEST(the_rule_that_the_readme_shows_works_as_it_says),
		TEST(a_bad_example_that_a_rule_misses_fails_its_test),
		TEST(each_mistake_in_a_pack_is_told_with_its_line_and_what_to_do),
		TEST(rules_explain_tells_all_in_the_language_of_the_person),
		TEST(what_is_put_aside_is_numbered_and_called_back),
		TEST(a_list_with_a_mistake_is_not_written_over),
		TEST(an_own_post_again_is_said_and_a_quotation_is_no_copy),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
