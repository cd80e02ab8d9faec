#include "cli/rewrite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/path.h"
#include "cli/cli.h"
#include "desk/asking.h"
#include "desk/consent.h"
#include "io/loop.h"
#include "lang/analysis.h"
#include "rewrite/rewrite.h"
#include "text/utf8.h"

enum { TEXT_CEILING = 1 << 20 };

struct options {
	const char *task, *prompt, *path;
	enum language language;
	size_t from, to; /* bytes; to 0: the end */
	bool has_selection, shows_request;
};

struct running {
	struct options options;
	struct settings settings;
	struct tasks tasks;
	struct task own;
	struct mask mask;
	struct str text, url, body, answer;
	struct loop *loop;
	struct http *http;
	struct rewrite *rewrite;
	int told_wait;
};

/* ---- options ---- */

static int usage(void)
{
	return cli_usage(
		_("usage: tonfall rewrite --task T | --prompt TEXT [--select A:B] [--lang L] "
		  "[--show-request] FILE|-"));
}

/* "12:340": bytes from, to; the end may be left out. */
static bool read_selection(struct options *options, const char *value)
{
	char *end;
	if (*value < '0' || *value > '9')
		return false;
	options->from = strtoull(value, &end, 10);
	if (*end++ != ':')
		return false;
	options->to = *end ? strtoull(end, &end, 10) : 0;
	options->has_selection = true;
	return *end == '\0' && (options->to == 0 || options->to > options->from);
}

static bool read_option(struct options *options, const char *name, const char *value)
{
	if (strcmp(name, "--task") == 0)
		options->task = value;
	else if (strcmp(name, "--prompt") == 0)
		options->prompt = value;
	else if (strcmp(name, "--select") == 0)
		return read_selection(options, value);
	else if (strcmp(name, "--lang") == 0)
		return (options->language = language_from(span_of(value))) != LANGUAGE_NONE;
	else
		return false;
	return true;
}

static bool read_options(int argc, char **argv, struct options *options)
{
	int i = 1;
	*options = (struct options){ .language = LANGUAGE_NONE };
	for (; i < argc && argv[i][0] == '-' && argv[i][1] == '-'; i++) {
		if (strcmp(argv[i], "--show-request") == 0) {
			options->shows_request = true;
			continue;
		}
		if (i + 1 >= argc || !read_option(options, argv[i], argv[i + 1]))
			return false;
		i++;
	}
	if (i + 1 != argc || (!options->task) == (!options->prompt))
		return false;
	options->path = argv[i];
	return true;
}

/* ---- the text ---- */

static bool is_border(struct span text, size_t at)
{
	return at >= text.length || ((unsigned char)text.at[at] & 0xc0) != 0x80;
}

static bool read_text(struct running *running, struct span *selected, struct err *err)
{
	const struct options *options = &running->options;
	const char *path = options->path;
	if (strcmp(path, "-") == 0 ? !file_read_fd(STDIN_FILENO, _("standard input"), TEXT_CEILING,
						   &running->text, err)
				   : !file_read(path, TEXT_CEILING, &running->text, NULL, err))
		return false;
	struct span text = str_span(&running->text);
	if (!utf8_is_valid(text))
		return err_set(err, ERR_INPUT,
			       _("%s is no UTF-8 text (byte %zu): save it as UTF-8."), path,
			       utf8_invalid_at(text));
	size_t to = options->to ? options->to : text.length;
	if (options->from > text.length || to > text.length || !is_border(text, options->from) ||
	    !is_border(text, to))
		return err_set(err, ERR_USAGE,
			       _("--select %zu:%zu is not within the text, or cuts a character."),
			       options->from, to);
	*selected = span_slice(text, options->from, to);
	return true;
}

static enum language language_of(const struct options *options, struct span text)
{
	struct analysis analysis = { .words = 0 };
	struct analysis_options how = { .pinned = options->language };
	analysis_run(&analysis, text, &how);
	enum language language = analysis.language;
	analysis_release(&analysis);
	return language;
}

/* ---- the task ---- */

static void report_mistake(void *context, const char *path, int line, const char *expected)
{
	(void)context;
	(void)cli_usage("%s:%d: %s", path_name(path), line, expected);
}

static const struct task *find_task(struct running *running, struct err *err)
{
	if (running->options.prompt) {
		task_init_own(&running->own, span_of(running->options.prompt));
		return &running->own;
	}
	asking_read_tasks(&running->tasks, report_mistake, NULL);
	const struct task *task = task_find(&running->tasks, running->options.task);
	struct str names = { 0 };
	for (size_t i = 0; !task && i < running->tasks.count; i++)
		(void)str_format(&names, "%s%s", i ? ", " : "", running->tasks.at[i].id);
	if (!task)
		(void)err_set(err, ERR_USAGE, _("There is no task %s; there are: %s"),
			      running->options.task, str_text(&names));
	str_release(&names);
	return task;
}

/* ---- sending ---- */

static void changed(void *context)
{
	struct running *running = context;
	int seconds = rewrite_wait_seconds(running->rewrite);
	switch (rewrite_state(running->rewrite)) {
	case REWRITE_WAITING:
		if (seconds != running->told_wait)
			(void)fprintf(stderr, _("tonfall: next try in %d s\n"), seconds);
		running->told_wait = seconds;
		return;
	case REWRITE_CONNECTING:
	case REWRITE_STREAMING:
		return;
	case REWRITE_DONE:
	case REWRITE_PARTIAL:
	case REWRITE_FAILED:
		loop_stop(running->loop);
		return;
	}
}

static bool run(struct running *running, struct err *err)
{
	struct rewrite_settings settings = asking_settings(&running->settings);
	running->loop = loop_new(err);
	if (!running->loop)
		return false;
	running->http = http_new(running->loop, err);
	if (!running->http)
		return false;
	running->rewrite =
		rewrite_start(running->http, running->loop, &settings, str_span(&running->url),
			      str_span(&running->body), changed, running, err);
	if (!running->rewrite)
		return false;
	loop_run(running->loop);
	mask_restore(&running->mask, rewrite_text(running->rewrite), &running->answer);
	if (rewrite_state(running->rewrite) == REWRITE_DONE)
		return true;
	*err = *rewrite_error(running->rewrite);
	return false;
}

static bool print(const struct str *text)
{
	return fwrite(str_text(text), 1, text->length, stdout) == text->length &&
	       putchar('\n') != EOF && fflush(stdout) == 0;
}

/* What came of it, also when it broke off: then the exit status and the sentence say so. */
static bool work(struct running *running, struct err *err)
{
	struct span text;
	bool reads_file = strcmp(running->options.path, "-") != 0;
	if (!read_text(running, &text, err))
		return false;
	if (reads_file && !running->options.shows_request &&
	    consent_is_barred(running->options.path))
		return err_set(err, ERR_DENIED, "%s",
			       _("This draft is marked as never to be sent; nothing was."));
	const struct task *task = find_task(running, err);
	if (!task || !asking_request(&running->settings, task, language_of(&running->options, text),
				     text, &running->mask, &running->url, &running->body, err))
		return false;
	if (running->options.shows_request) {
		(void)printf("POST %s\n\n", str_text(&running->url));
		return print(&running->body);
	}
	bool done = run(running, err);
	if (running->answer.length && !print(&running->answer))
		return false;
	return done;
}

static void release(struct running *running)
{
	rewrite_free(running->rewrite);
	http_free(running->http);
	loop_free(running->loop);
	str_release(&running->answer);
	str_release(&running->body);
	str_release(&running->url);
	str_release(&running->text);
	mask_release(&running->mask);
	task_release(&running->own);
	tasks_release(&running->tasks);
	settings_release(&running->settings);
}

const struct cli_option rewrite_options[] = {
	{ "--task T",
	  N_("correct, shorter, plainer, openings, closings, interview, translate-fr …") },
	{ "--prompt TEXT", N_("your own instruction instead of a task") },
	{ "--select A:B", N_("only bytes A to B of the text") },
	{ "--lang de|fr|it|en", N_("language of the text; guessed without it") },
	{ "--show-request", N_("prints what would be sent and sends nothing") },
	{ 0 },
};

int cli_rewrite(int argc, char **argv)
{
	struct running running = { .told_wait = 0 };
	struct err err = { 0 };
	if (!read_options(argc, argv, &running.options))
		return usage();
	settings_read(&running.settings, report_mistake, NULL);
	bool done = work(&running, &err);
	bool is_partial = !done && running.answer.length > 0;
	release(&running);
	if (done)
		return 0;
	(void)cli_usage("%s", err.text);
	return is_partial ? 1 : 2;
}
