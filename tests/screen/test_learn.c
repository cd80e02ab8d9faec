/*
 * The lessons as a learner meets them: opened by their title, answered badly, then with the model
 * answer, to the end of each lesson and in all four languages.
 */
#include "unit.h"

#include "lesson/lesson.h"
#include "author.h"

static const char lessons_key[] = "\033l", check[] = "\x07", hint[] = "\033i", model[] = "\033x";
static const char reset[] = "\0330", leave[] = "\033q", all[] = "\x01";

/* Words of the desk in each language. */
static const struct {
	enum language language;
	const char *locale, *lessons, *exercise, *works, *not_yet;
} words[] = {
	{ LANGUAGE_DE, "LANGUAGE=de", "Lektionen", "Aufgabe", "Das stimmt so", "Noch nicht ganz:" },
	{ LANGUAGE_FR, "LANGUAGE=fr", "Leçons", "Exercice", "C’est bon.", "Pas encore :" },
	{ LANGUAGE_IT, "LANGUAGE=it", "Lezioni", "Esercizio", "Così va bene", "Non ancora:" },
	{ LANGUAGE_EN, "LANGUAGE=en", "Lessons", "Exercise", "That works", "Not there yet:" },
};

struct learner {
	struct home home;
	const char *environment[2];
	struct terminal *terminal;
	size_t spoken; /* index in words */
};

static void start(struct learner *l, size_t spoken, int rows, int columns)
{
	*l = (struct learner){ .spoken = spoken };
	home_init(&l->home);
	l->environment[0] = words[spoken].locale;
	l->home.environment = l->environment;
	(void)home_write(&l->home, "post.txt", "Mein Entwurf.\n");
	l->terminal = terminal_new(&l->home, rows, columns, home_path(&l->home, "post.txt"));
	terminal_wait(l->terminal, "Mein Entwurf.");
}

static void finish(struct learner *l)
{
	terminal_free(l->terminal);
	home_release(&l->home);
}

/* Opens a lesson by typing its title into the list, and reads its page. */
static void begin(struct learner *l, const char *title)
{
	struct str typed = { 0 };
	author_press(l->terminal, lessons_key, words[l->spoken].lessons);
	terminal_press(l->terminal, title);
	/* In the line that is typed: a key behind it at once would be taken for a part of a paste.
	 */
	(void)str_format(&typed, "› %s", title);
	terminal_wait(l->terminal, str_text(&typed));
	str_release(&typed);
	author_press(l->terminal, KEY_ENTER, words[l->spoken].exercise);
	author_press(l->terminal, KEY_ENTER, "M-q");
}

/* Takes the place of what stands there, as a paste. */
static void answer(struct learner *l, const char *text)
{
	struct str keys = { 0 };
	(void)str_format(&keys, "%s\033[200~%s\033[201~", all, text);
	terminal_press(l->terminal, str_text(&keys));
	str_release(&keys);
}

static void on_mistake(void *context, const char *path, int line, const char *expected)
{
	(void)context;
	fail_msg("%s:%d: %s", path, line, expected);
}

static void read_lessons(struct lessons *lessons)
{
	(void)setenv("TONFALL_DATADIR", "build/share/tonfall", 1);
	(void)setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
	lessons_read(lessons, on_mistake, NULL);
	assert_true(lessons->list.count > 0);
}

static void play_step(struct learner *l, const struct lesson_step *step)
{
	answer(l, "\x1b[31m\xff ?");
	author_press(l->terminal, check, words[l->spoken].not_yet);
	answer(l, step->model);
	author_press(l->terminal, check, words[l->spoken].works);
}

static void play(size_t spoken)
{
	struct lessons lessons;
	struct learner l;
	read_lessons(&lessons);
	for (size_t i = 0; i < lessons.list.count; i++) {
		const struct lesson *lesson = &lessons.list.at[i];
		if (lesson->language != (int)words[spoken].language)
			continue;
		start(&l, spoken, 40, 120);
		begin(&l, lesson->title);
		for (size_t k = 0; k < lesson_step_count(lesson); k++) {
			if (k > 0) {
				author_press(l.terminal, check, words[spoken].exercise);
				terminal_press(l.terminal, KEY_ENTER);
			}
			play_step(&l, lesson_step(lesson, k));
		}
		finish(&l);
	}
	lessons_release(&lessons);
}

/* Not the name of the practice file, also where nothing is written yet. */
static void the_title_line_names_the_lesson_of_an_empty_answer(void **state)
{
	(void)state;
	struct lessons lessons;
	struct learner l;
	struct str wanted = { 0 };
	read_lessons(&lessons);
	const struct lesson *lesson =
		lesson_find(&lessons, SPAN("prompts.voice"), words[0].language);
	assert_non_null(lesson);
	start(&l, 0, 40, 120);
	begin(&l, lesson->title);
	answer(&l, "");
	terminal_press(l.terminal, "\x7f");
	(void)str_format(&wanted, "Tonfall · %s", lesson->title);
	terminal_wait(l.terminal, str_text(&wanted));
	assert_false(terminal_shows(l.terminal, ".txt"));
	str_release(&wanted);
	finish(&l);
	lessons_release(&lessons);
}

static void every_lesson_is_played_to_its_end_in_german(void **state)
{
	(void)state;
	play(0);
}

static void every_lesson_is_played_to_its_end_in_french(void **state)
{
	(void)state;
	play(1);
}

static void every_lesson_is_played_to_its_end_in_italian(void **state)
{
	(void)state;
	play(2);
}

static void every_lesson_is_played_to_its_end_in_english(void **state)
{
	(void)state;
	play(3);
}

static void leaving_comes_back_to_the_draft_and_goes_on_later(void **state)
{
	struct learner l;
	(void)state;
	start(&l, 3, TERMINAL_ROWS, TERMINAL_COLUMNS);
	begin(&l, "One task, one verb");
	answer(&l, "Cut my draft to 100 words.");
	author_press(l.terminal, check, "That works");
	author_press(l.terminal, check, "Exercise 2 of 2");
	terminal_press(l.terminal, KEY_ENTER);
	author_press(l.terminal, leave, "Mein Entwurf.");
	begin(&l, "One task, one verb");
	terminal_wait(l.terminal, "Exercise 2 of 2");
	finish(&l);
}

static void the_model_comes_after_trying_and_hints_one_by_one(void **state)
{
	struct learner l;
	(void)state;
	start(&l, 3, 40, 120);
	begin(&l, "For whom?");
	author_press(l.terminal, model, "Try first");
	author_press(l.terminal, hint, "Hint 1 of 3");
	author_press(l.terminal, check, "Not there yet:");
	author_press(l.terminal, model, "A model answer");
	finish(&l);
}

/* It would be told to take out what is not there. */
static void an_empty_answer_is_asked_for_and_not_graded(void **state)
{
	struct learner l;
	(void)state;
	start(&l, 3, 30, 110);
	begin(&l, "Why you");
	author_press(l.terminal, check, "Nothing to check yet: write your answer, then C-g.");
	assert_false(terminal_shows(l.terminal, "stock phrase"));
	author_press(l.terminal, "Hello.", "Hello.");
	author_press(l.terminal, check, "Not there yet");
	finish(&l);
}

static void deleting_everything_breaks_nothing_and_reset_is_one_key(void **state)
{
	struct learner l;
	(void)state;
	start(&l, 3, 40, 120);
	begin(&l, "For whom?");
	terminal_press(l.terminal, KEY_ALL);
	terminal_press(l.terminal, KEY_BACKSPACE);
	terminal_wait_gone(l.terminal, "for LinkedIn.");
	author_press(l.terminal, check, "Nothing to check yet");
	author_press(l.terminal, reset, "for LinkedIn.");
	finish(&l);
}

/* Every word of the page can be reached, if need be by scrolling. */
static void read_whole(struct learner *l, const char *last_words)
{
	for (int i = 0; i < 40 && !terminal_shows(l->terminal, last_words); i++) {
		terminal_press(l->terminal, KEY_DOWN);
		terminal_drain(l->terminal, 20);
	}
	terminal_wait(l->terminal, last_words);
}

static void nothing_of_a_lesson_is_cut_off_in_a_small_window(void **state)
{
	struct learner l;
	(void)state;
	start(&l, 3, 16, 60);
	author_press(l.terminal, lessons_key, "Lessons");
	terminal_press(l.terminal, "What never goes in");
	terminal_press(l.terminal, KEY_ENTER);
	read_whole(&l, "instruction whole.");
	terminal_press(l.terminal, KEY_ENTER);
	author_press(l.terminal, check, "Not there yet");
	read_whole(&l, "is a business secret.");
	finish(&l);
}

static void a_damaged_progress_file_is_kept_and_said(void **state)
{
	struct learner l;
	(void)state;
	start(&l, 3, TERMINAL_ROWS, TERMINAL_COLUMNS);
	(void)home_write(&l.home, ".local/state/tonfall/lessons.yaml", "- lesson: [\n\x01");
	author_press(l.terminal, lessons_key, "Lessons");
	author_press(l.terminal, KEY_ESCAPE, "could not be read");
	finish(&l);
}

/* ---- ways in: a hint names its lesson ---- */

static void a_hint_names_its_lesson_and_one_key_opens_it(void **state)
{
	struct learner l;
	(void)state;
	start(&l, 3, 40, 120);
	terminal_press(l.terminal, KEY_ALL);
	terminal_press(l.terminal, "\033[200~I'm thrilled to announce that we are proud to share "
				   "this.\n\nIt was a fine day.\n\nThanks for reading.\n\033[201~");
	terminal_wait(l.terminal, "[M-5 Lesson]");
	terminal_press(l.terminal, "\033OR\033h");
	terminal_wait(l.terminal, "“Start in the middle” explains it; the key l opens it.");
	terminal_press(l.terminal, "l");
	terminal_wait(l.terminal, "Exercise");
	terminal_press(l.terminal, KEY_ENTER);
	terminal_press(l.terminal, leave);
	terminal_wait(l.terminal, "It was a fine day.");
	terminal_wait(l.terminal, "[M-5 Lesson]");
	terminal_press(l.terminal, "\0335");
	terminal_wait(l.terminal, "Start in the middle");
	finish(&l);
}

static void words_without_a_file_wait_while_a_lesson_is_open(void **state)
{
	struct learner l = { .spoken = 3 };
	(void)state;
	home_init(&l.home);
	l.environment[0] = words[3].locale;
	l.home.environment = l.environment;
	l.terminal = terminal_new(&l.home, 40, 120, NULL);
	terminal_wait(l.terminal, "Coach");
	terminal_press(l.terminal, "On Monday the lift stood still.");
	terminal_wait(l.terminal, "stood still.");
	begin(&l, "For whom?");
	terminal_press(l.terminal, leave);
	terminal_wait(l.terminal, "On Monday the lift stood still.");
	begin(&l, "One thing you know");
	terminal_wait(l.terminal, "On Monday the lift stood still.");
	finish(&l);
}

static void the_rewrite_gate_names_the_lesson_on_what_not_to_send(void **state)
{
	struct learner l;
	(void)state;
	l = (struct learner){ .spoken = 3 };
	home_init(&l.home);
	l.environment[0] = words[3].locale;
	l.home.environment = l.environment;
	(void)home_write(&l.home, ".config/tonfall/settings.yaml",
			 "rewrite.endpoint: http://127.0.0.1:9/v1\nrewrite.model: m1\n");
	(void)home_write(&l.home, "post.txt", "Mein Entwurf.\n");
	l.terminal = terminal_new(&l.home, 40, 120, home_path(&l.home, "post.txt"));
	terminal_wait(l.terminal, "Mein Entwurf.");
	terminal_press(l.terminal, "\x12");
	terminal_wait(l.terminal, "What should it do?");
	terminal_press(l.terminal, KEY_ENTER);
	terminal_wait(l.terminal, "the lesson “What never goes in” says it");
	terminal_press(l.terminal, "l");
	terminal_wait(l.terminal, "Exercise");
	terminal_press(l.terminal, KEY_ENTER);
	terminal_press(l.terminal, leave);
	terminal_wait(l.terminal, "Mein Entwurf.");
	finish(&l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(leaving_comes_back_to_the_draft_and_goes_on_later),
		cmocka_unit_test(the_model_comes_after_trying_and_hints_one_by_one),
		cmocka_unit_test(an_empty_answer_is_asked_for_and_not_graded),
		cmocka_unit_test(deleting_everything_breaks_nothing_and_reset_is_one_key),
		cmocka_unit_test(nothing_of_a_lesson_is_cut_off_in_a_small_window),
		cmocka_unit_test(a_damaged_progress_file_is_kept_and_said),
		cmocka_unit_test(a_hint_names_its_lesson_and_one_key_opens_it),
		cmocka_unit_test(words_without_a_file_wait_while_a_lesson_is_open),
		cmocka_unit_test(the_rewrite_gate_names_the_lesson_on_what_not_to_send),
		cmocka_unit_test(the_title_line_names_the_lesson_of_an_empty_answer),
		cmocka_unit_test(every_lesson_is_played_to_its_end_in_german),
		cmocka_unit_test(every_lesson_is_played_to_its_end_in_french),
		cmocka_unit_test(every_lesson_is_played_to_its_end_in_italian),
		cmocka_unit_test(every_lesson_is_played_to_its_end_in_english),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
