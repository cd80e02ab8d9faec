#include "cli/learn.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "desk/desk.h"
#include "io/json.h"
#include "lesson/lesson.h"
#include "lesson/progress.h"
#include "lesson/rubric.h"

enum { ANSWER_MOST = 1 << 20 };

static void report(void *context, const char *path, int line, const char *expected)
{
	(void)context; /* standard error is everybody's */
	if (line)
		(void)fprintf(stderr, "tonfall: %s:%d: %s\n", path, line, expected);
	else
		(void)fprintf(stderr, "tonfall: %s: %s\n", path, expected);
}

static int fail(const struct err *err)
{
	(void)fprintf(stderr, "tonfall: %s\n", err->text);
	return 2;
}

/* ---- --list ---- */

static int list(void)
{
	static const char *const signs[] = { "·", "▸", "–", "✓" };
	struct lessons lessons;
	struct progress progress;
	struct err err;
	int track = -1;
	lessons_read(&lessons, report, NULL);
	if (!progress_read(&progress, &err))
		(void)fprintf(stderr, "tonfall: %s\n", err.text);
	for (size_t i = 0; i < lessons.list.count; i++) {
		const struct lesson *lesson = &lessons.list.at[i];
		/* In the person's language; of one that is not there in it, what there is. */
		if (lesson != lesson_find(&lessons, span_of(lesson->id), language_of_person()))
			continue;
		if (lesson->track != track)
			(void)printf("%s%s\n", track < 0 ? "" : "\n",
				     lesson_track_title((enum lesson_track)lesson->track));
		track = lesson->track;
		(void)printf("  %s %-24s %s (%ld min)\n", signs[progress_of(&progress, lesson->id)],
			     lesson->id, lesson->title, lesson->minutes);
	}
	progress_release(&progress);
	lessons_release(&lessons);
	return 0;
}

/* ---- --grade ---- */

struct grading {
	const char *target, *path;
	bool json;
	enum language language;
};

static void write_criterion(struct json_writer *w, const struct criterion *criterion,
			    const struct lesson_step *step, struct span text)
{
	const char *id = criterion->rule->id;
	long needed = 0;
	for (size_t i = 0; step && i < step->needs.count; i++)
		if (strcmp(lesson_need(step, i)->criterion, id) == 0)
			needed = lesson_need(step, i)->least;
	json_write_begin(w, NULL, '{');
	json_write_string(w, "id", span_of(id));
	json_write_integer(w, "points", criterion->points);
	json_write_integer(w, "needed", needed);
	json_write_integer(w, "start", (long long)criterion->start);
	json_write_integer(w, "end", (long long)criterion->end);
	json_write_string(w, "quote", span_slice(text, criterion->start, criterion->end));
	json_write_string(w, "message",
			  span_of(criterion_sentence(criterion, language_of_person())));
	json_write_end(w, '}');
}

static void print_json(const struct grade *grade, const struct lesson *lesson,
		       const struct lesson_step *step, struct span text, bool passed)
{
	struct str out = { 0 };
	struct json_writer w = { .out = &out, .indent = 2 };
	json_write_begin(&w, NULL, '{');
	json_write_integer(&w, "version", 1);
	if (lesson) {
		json_write_string(&w, "lesson", span_of(lesson->id));
		json_write_string(&w, "step", span_of(step->id));
		json_write_bool(&w, "passed", passed);
	}
	json_write_integer(&w, "points", grade->points);
	json_write_integer(&w, "most", grade->most);
	json_write_begin(&w, "criteria", '[');
	for (size_t i = 0; i < grade->count; i++)
		if (lesson || criterion_counts(&grade->at[i]))
			write_criterion(&w, &grade->at[i], step, text);
	json_write_end(&w, ']');
	json_write_end(&w, '}');
	(void)printf("%s\n", str_text(&out));
	str_release(&out);
}

/* Of the whole rubric, or of what the step needs, in the lesson's words where it has its own. */
static void print_text(const struct grade *grade, const struct lesson_step *step, bool passed)
{
	static const char *const signs[] = { "·", "○", "✓" };
	for (size_t i = 0; !step && i < grade->count; i++)
		if (criterion_counts(&grade->at[i]))
			(void)printf("%s %s\n", signs[grade->at[i].points],
				     criterion_sentence(&grade->at[i], language_of_person()));
	for (size_t i = 0; step && i < step->needs.count; i++) {
		const struct lesson_need *need = lesson_need(step, i);
		const struct criterion *criterion = grade_find(grade, need->criterion);
		if (criterion)
			(void)printf("%s %s\n", signs[criterion->points],
				     need_sentence(need, criterion, language_of_person()));
	}
	if (step)
		(void)printf("\n%s\n", passed ? step->reason : _("Not there yet."));
}

/* "prompts.task" or "prompts.task.write": the lesson, and one step of it or its first. */
static const struct lesson *find_target(const struct lessons *lessons, struct span target,
					enum language language, const struct lesson_step **step)
{
	const struct lesson *lesson = lesson_find(lessons, target, language);
	*step = lesson ? lesson_step(lesson, 0) : NULL;
	if (lesson)
		return lesson;
	size_t dot = target.length;
	while (dot && target.at[dot - 1] != '.')
		dot--;
	lesson = dot ? lesson_find(lessons, span_slice(target, 0, dot - 1), language) : NULL;
	size_t index =
		lesson ? lesson_step_find(lesson, span_slice(target, dot, target.length)) : 0;
	if (!lesson || index == lesson_step_count(lesson))
		return NULL;
	*step = lesson_step(lesson, index);
	return lesson;
}

static int grade_text(const struct grading *grading, struct span text)
{
	struct lessons lessons;
	struct grade grade;
	const struct lesson_step *step = NULL;
	enum language wanted = grading->language ? grading->language : language_of_person();
	bool any = strcmp(grading->target, "prompt") == 0;
	lessons_read(&lessons, report, NULL);
	const struct lesson *lesson =
		any ? NULL : find_target(&lessons, span_of(grading->target), wanted, &step);
	if (!any && !lesson) {
		lessons_release(&lessons);
		return cli_usage(_("there is no lesson %s; `tonfall learn --list` names them all"),
				 grading->target);
	}
	struct rubric *rubric = rubric_new();
	cli_complain_of(&rubric_packs(rubric)->complaints);
	rubric_grade(rubric, text, grading->language, &grade);
	bool passed = !step || grade_passes(&grade, step, NULL);
	if (grading->json)
		print_json(&grade, lesson, step, text, passed);
	else
		print_text(&grade, step, passed);
	rubric_free(rubric);
	lessons_release(&lessons);
	return passed ? 0 : 1;
}

static int grade_file(const struct grading *grading)
{
	struct str text;
	struct err err;
	str_init(&text, ANSWER_MOST);
	bool done =
		strcmp(grading->path, "-") == 0
			? file_read_fd(STDIN_FILENO, _("standard input"), ANSWER_MOST, &text, &err)
			: file_read(grading->path, ANSWER_MOST, &text, NULL, &err);
	int status = done ? grade_text(grading, str_span(&text)) : fail(&err);
	str_release(&text);
	return status;
}

/* LESSON[.STEP] FILE, with --format and --lang anywhere. */
static int grade(int argc, char **argv)
{
	struct grading grading = { 0 };
	for (int i = 0; i < argc; i++) {
		bool has_value = i + 1 < argc;
		if (strcmp(argv[i], "--format") == 0 && has_value &&
		    (strcmp(argv[i + 1], "json") == 0 || strcmp(argv[i + 1], "text") == 0))
			grading.json = strcmp(argv[++i], "json") == 0;
		else if (strcmp(argv[i], "--lang") == 0 && has_value &&
			 language_from(span_of(argv[i + 1])) != LANGUAGE_NONE)
			grading.language = language_from(span_of(argv[++i]));
		else if (argv[i][0] == '-' && argv[i][1])
			return cli_usage(_("learn --grade does not know %s"), argv[i]);
		else if (!grading.target)
			grading.target = argv[i];
		else if (!grading.path)
			grading.path = argv[i];
		else
			return cli_usage(_("one answer at a time, please"));
	}
	if (!grading.path)
		return cli_usage(_("usage: tonfall learn --grade LESSON[.STEP] FILE|-"));
	return grade_file(&grading);
}

/* ---- --check ---- */

static int check(const char *path)
{
	if (!lessons_check(path, report, NULL))
		return 1;
	(void)printf(_("%s: a sound lesson; its model answers pass, its bad ones do not\n"), path);
	return 0;
}

const struct cli_option learn_options[] = {
	{ "LESSON", N_("opens it on the desk; without one, the list of lessons") },
	{ "--list", N_("all lessons, and how far you are") },
	{ "--grade LESSON[.STEP] FILE|-", N_("what an answer shows and what is missing") },
	{ "--grade prompt FILE|-", N_("any prompt by the whole rubric") },
	{ "--format text|json", N_("for --grade: lines, or points with their places") },
	{ "--lang de|fr|it|en", N_("for --grade: the language of the answer") },
	{ "--check FILE", N_("a lesson of your own: what is wrong in it, line by line") },
	{ 0 },
};

int cli_learn(int argc, char **argv)
{
	if (argc == 1 || (argc == 2 && argv[1][0] != '-'))
		return desk_learn(argc == 2 ? argv[1] : NULL);
	if (argc == 2 && strcmp(argv[1], "--list") == 0)
		return list();
	if (argc == 3 && strcmp(argv[1], "--check") == 0)
		return check(argv[2]);
	if (argc > 1 && strcmp(argv[1], "--grade") == 0)
		return grade(argc - 2, argv + 2);
	return cli_usage(_("usage: tonfall learn [LESSON] | --list | --grade LESSON[.STEP] "
			   "FILE|- | --check FILE"));
}
