#include "cli/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "cli/cli.h"
#include "cli/hints.h"
#include "desk/copying.h"
#include "desk/settings.h"
#include "io/beside.h"
#include "io/crew.h"
#include "lang/lexicon.h"
#include "text/utf8.h"

enum {
	FILE_MOST = 64 << 20,
	/* Files from which on several processes check them; those that this one checks before, so
	 * that the dictionaries are loaded once; and how many are a piece of work. */
	SHARED_LEAST = 64,
	SHARED_FIRST = 8,
	SHARED_PIECE = 8,
};

struct options {
	struct coach_options coach;
	const struct hints_format *format;
	int fail_on;
	int files;		   /* they stand in argv[1 … files] */
	const char *against, *own; /* NULL: what the settings say */
};

/* What is to be told of a file, besides the hints that are written. */
struct checked {
	bool is_read, is_cut_off, found;
	bool has_comma;	    /* between it and what was written before */
	struct err trouble; /* why it was not read, or not all of it looked for */
	enum language_other other;
	struct engine_limits limits;
	size_t length; /* of what is written */
};

struct checking {
	struct options options;
	char **paths;
	struct coach *coach;
	struct copying copying;
	struct report report;
	struct hints_out out;
	struct err told; /* what was said last of the dictionaries */
	bool found, failed, needs_comma;
};

/* ---- the command line ---- */

static bool read_only(struct options *options, const char *value)
{
	struct span rest = span_of(value), name;
	while (span_next(&rest, ',', &name)) {
		int family = 0;
		while (family_names[family] && !span_equal(span_of(family_names[family]), name))
			family++;
		if (!family_names[family])
			return false;
		options->coach.families |= 1u << family;
	}
	return options->coach.families != 0;
}

static bool read_format(struct options *options, const char *value)
{
	options->format = hints_format_find(value);
	return options->format != NULL;
}

static bool read_lang(struct options *options, const char *value)
{
	options->coach.pinned = language_from(span_of(value));
	return options->coach.pinned != LANGUAGE_NONE;
}

static bool read_platform(struct options *options, const char *value)
{
	options->coach.platform = value;
	return true;
}

static bool read_ui_lang(struct options *options, const char *value)
{
	enum language language = language_from(span_of(value));
	(void)options;
	if (language == LANGUAGE_NONE)
		return false;
	i18n_init(language_code(language));
	return true;
}

static bool read_fail_on(struct options *options, const char *value)
{
	for (int i = 0; severity_names[i]; i++)
		if (strcmp(severity_names[i], value) == 0) {
			options->fail_on = i;
			return true;
		}
	return false;
}

static bool read_against(struct options *options, const char *value)
{
	options->against = value;
	return true;
}

static bool read_own(struct options *options, const char *value)
{
	options->own = value;
	return true;
}

const struct cli_option check_options[] = {
	{ "--only FAMILY,…", N_("only hints of these families: length, hook, spelling …") },
	{ "--format text|json|sarif", N_("a line for each hint, or all that is known of them") },
	{ "--lang de|fr|it|en", N_("the language of the text; else it is guessed") },
	{ "--platform NAME", N_("where the post is for; linkedin is the usual one") },
	{ "--ui-lang de|fr|it|en", N_("the language of the hints; else that of the system") },
	{ "--fail-on block|warn|hint|note", N_("from which weight on the exit status is 1: warn") },
	{ "--against FOLDER", N_("marks what is copied from the texts in there") },
	{ "--own FOLDER", N_("says when a post repeats one of yours in there") },
	{ "-", N_("standard input") },
	{ 0 },
};

/* In the order of check_options. */
static bool (*const readers[])(struct options *options, const char *value) = {
	read_only,    read_format,  read_lang,	  read_platform,
	read_ui_lang, read_fail_on, read_against, read_own,
};

/* The row of `--name`; -1 when there is none. */
static int option_of(struct span name)
{
	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
		const char *row = check_options[i].name;
		if (span_equal((struct span){ row, strcspn(row, " ") }, name))
			return (int)i;
	}
	return -1;
}

/* `--name value` or `--name=value` at argv[*at]; leaves *at on the last it used. */
static bool read_option(int argc, char **argv, int *at, struct options *options)
{
	struct span name = { argv[*at], strcspn(argv[*at], "=") };
	int row = option_of(name);
	if (row < 0)
		return cli_usage(_("there is no option %s; `tonfall check --help` lists what there "
				   "is"),
				 argv[*at]) == 0;
	const char *value = name.at[name.length] ? name.at + name.length + 1 : NULL;
	if (!value && *at + 1 >= argc)
		return cli_usage(_("%s needs a value; `tonfall check --help` says which"),
				 argv[*at]) == 0;
	if (!value)
		value = argv[++*at];
	return readers[row](options, value) ||
	       cli_usage(_("%.*s cannot be “%s”; `tonfall check --help` says what it can be"),
			 SPAN_ARGS(name), value) == 0;
}

/* Options may stand anywhere before `--`; the files move to the front of argv. */
static bool read_options(int argc, char **argv, struct options *options)
{
	bool only_files = false;
	*options =
		(struct options){ .fail_on = SEVERITY_WARN, .format = hints_format_find("text") };
	for (int i = 1; i < argc; i++) {
		bool is_option = argv[i][0] == '-' && argv[i][1] && !only_files;
		if (is_option && strcmp(argv[i], "--") == 0)
			only_files = true;
		else if (!is_option)
			argv[++options->files] = argv[i];
		else if (!read_option(argc, argv, &i, options))
			return false;
	}
	return options->files > 0 ||
	       cli_usage(_("check what? Name a file, or - for standard input")) == 0;
}

/* ---- files ---- */

static bool read_text(const char *path, struct str *text, struct err *err)
{
	bool read = strcmp(path, "-") == 0
			    ? file_read_fd(STDIN_FILENO, _("standard input"), FILE_MOST, text, err)
			    : file_read(path, FILE_MOST, text, NULL, err);
	if (!read || utf8_is_valid(str_span(text)))
		return read;
	return err_set(err, ERR_INPUT, _("%s is no UTF-8 text (byte %zu): save it as UTF-8."), path,
		       utf8_invalid_at(str_span(text)));
}

/* What was not looked for must be known; the same trouble is told once. */
static void tell_trouble(struct checking *checking, const char *path, const struct checked *checked)
{
	if (checked->trouble.code != ERR_NONE &&
	    strcmp(checked->trouble.text, checking->told.text) != 0) {
		checking->told = checked->trouble;
		(void)fprintf(stderr, "tonfall: %s\n", checked->trouble.text);
	}
	if (checked->other != OTHER_NONE)
		(void)fprintf(stderr, "tonfall: %s: %s\n", path, language_reason(checked->other));
	if (checked->limits.slow)
		(void)fprintf(stderr,
			      _("tonfall: %s: the rule %s took too long and was left out.\n"), path,
			      checked->limits.slow);
	if (checked->limits.is_cut)
		(void)fprintf(stderr,
			      _("tonfall: %s: there are more hints than are shown, the weightiest "
				"and first are; mend those and check again.\n"),
			      path);
	if (checked->limits.slow || checked->limits.is_cut)
		*arr_add(&checking->out.unsaid) = (struct unsaid){
			path,
			checked->limits.slow ? mem_copy(span_of(checked->limits.slow)) : NULL,
			checked->limits.is_cut,
		};
}

/* Its hints stand in checking->out.text then, which was empty, without a comma before them. */
static struct checked check_file(struct checking *checking, const char *path)
{
	struct checked checked = { .is_read = false };
	struct report *report = &checking->report;
	struct str text = { 0 };
	if (!read_text(path, &text, &checked.trouble)) {
		str_release(&text);
		return checked;
	}
	coach_run(checking->coach, str_span(&text), &checking->options.coach, report);
	str_release(&text);
	const struct findings *findings = &report->findings;
	for (size_t i = 0; i < findings->count; i++)
		checked.found |= findings->at[i].rule->severity >= checking->options.fail_on;
	checked.is_read = true;
	checked.trouble = report->spelling;
	checked.other = report->analysis.other;
	checked.limits = report->limits;
	checking->out.writer.needs_comma = false;
	checking->options.format->file(&checking->out, path, report);
	checked.has_comma = checking->out.writer.needs_comma;
	checked.length = checking->out.text.length;
	checked.is_cut_off = checking->out.text.full;
	return checked;
}

/* In the order of the files. Whether it could be written is asked at the end, for all subcommands.
 */
static void take_file(struct checking *checking, const char *path, const struct checked *checked,
		      struct span text)
{
	if (!checked->is_read) {
		(void)cli_usage("%s", checked->trouble.text);
		checking->failed = true;
		return;
	}
	checking->found |= checked->found;
	tell_trouble(checking, path, checked);
	if (checked->has_comma && checking->needs_comma)
		(void)fputc(',', stdout);
	checking->needs_comma |= checked->has_comma;
	if (checked->is_cut_off)
		checking->failed =
			cli_usage(_("the result is too long; check fewer files at once"));
	(void)fwrite(text.at, 1, text.length, stdout);
}

static void write_out(struct checking *checking)
{
	(void)fwrite(str_text(&checking->out.text), 1, checking->out.text.length, stdout);
	str_clear(&checking->out.text);
}

static void check_here(struct checking *checking, int from, int to)
{
	for (int i = from; i < to; i++) {
		struct checked checked = check_file(checking, checking->paths[i]);
		take_file(checking, checking->paths[i], &checked, str_span(&checking->out.text));
		str_clear(&checking->out.text);
	}
}

/* ---- many files, by several processes ---- */

/* The files of a piece that several processes work at. */
static int piece_start(const struct checking *checking, size_t piece)
{
	int start = SHARED_FIRST + (int)piece * SHARED_PIECE;
	return start < checking->options.files ? start : checking->options.files;
}

static void check_piece(void *context, size_t piece, struct str *given)
{
	struct checking *checking = context;
	int end = piece_start(checking, piece + 1);
	for (int i = piece_start(checking, piece); i < end; i++) {
		struct checked checked = check_file(checking, checking->paths[i]);
		(void)str_add(given, (struct span){ (const char *)&checked, sizeof checked });
		/* The id itself: a copy may have read rules that this process has not. */
		if (checked.limits.slow)
			(void)str_add(given, (struct span){ checked.limits.slow,
							    strlen(checked.limits.slow) + 1 });
		(void)str_add(given, str_span(&checking->out.text));
		str_clear(&checking->out.text);
	}
}

static void take_piece(void *context, size_t piece, struct span given)
{
	struct checking *checking = context;
	int end = piece_start(checking, piece + 1);
	for (int i = piece_start(checking, piece); i < end; i++) {
		struct checked checked;
		memcpy(&checked, given.at, sizeof checked);
		given = span_slice(given, sizeof checked, given.length);
		if (checked.limits.slow) {
			checked.limits.slow = given.at;
			given = span_slice(given, strlen(given.at) + 1, given.length);
		}
		take_file(checking, checking->paths[i], &checked,
			  span_slice(given, 0, checked.length));
		given = span_slice(given, checked.length, given.length);
	}
}

/* Standard input is read once, by this process. */
static bool can_share(const struct checking *checking)
{
	for (int i = 0; i < checking->options.files; i++)
		if (strcmp(checking->paths[i], "-") == 0)
			return false;
	return checking->options.files >= SHARED_LEAST && crew_processors() > 1;
}

static void check_files(struct checking *checking)
{
	bool shared = can_share(checking);
	int here = shared ? SHARED_FIRST : checking->options.files;
	check_here(checking, 0, here);
	if (!shared)
		return;
	const struct crew crew = { check_piece, take_piece, checking };
	struct err err;
	size_t pieces = (size_t)(checking->options.files - here + SHARED_PIECE - 1) / SHARED_PIECE;
	(void)fflush(stdout);
	if (!crew_run(&crew, pieces, crew_processors(), &err)) {
		(void)cli_usage("%s", err.text);
		checking->failed = true;
	}
}

/* ---- what it is checked with ---- */

static bool has_platform(const struct checking *checking)
{
	const char *name = checking->options.coach.platform;
	if (!name || platform_find(coach_platforms(checking->coach), name))
		return true;
	return cli_usage(_("there is no platform %s; rules/platforms.yaml names them"), name) == 0;
}

/* The dictionary of the language that was asked for is read while the rules are; what is wrong with
 * it is told with the first text. One of many files needs the other spelling as well. */
static void *load_dictionary(void *context)
{
	const struct options *options = &((struct checking *)context)->options;
	const struct coach_options *coach = &options->coach;
	struct err err;
	if (speller_load(coach->speller, coach->pinned, &err) && options->files >= SHARED_LEAST)
		(void)lexicon_knows_variant(speller_lexicon(coach->speller, coach->pinned),
					    SPAN("stem"));
	return NULL;
}

static bool open_coach(struct checking *checking)
{
	struct options *options = &checking->options;
	struct settings settings;
	struct err err;
	struct beside beside = { .is_running = false };
	bool spells = !options->coach.families || options->coach.families >> FAMILY_SPELLING & 1;
	options->coach.speller = speller_new();
	if (spells && options->coach.pinned != LANGUAGE_NONE)
		beside_start(&beside, load_dictionary, checking);
	checking->coach =
		options->format->lists_rules ? coach_new() : coach_new_for(options->coach.pinned);
	beside_end(&beside);
	cli_complain_of(coach_complaints(checking->coach));
	settings_read(&settings, cli_complain, NULL);
	coach_set_house(checking->coach, settings.trust_employer, settings.trust_products);
	bool done = copying_add(&checking->copying, ECHO_HANDED_OUT,
				options->against ? options->against : settings.trust_against, NULL,
				&err) &&
		    copying_add(&checking->copying, ECHO_OWN,
				options->own ? options->own : settings.trust_own, NULL, &err);
	if (!done)
		(void)cli_usage("%s", err.text);
	settings_release(&settings);
	options->coach.no_figures = !options->format->shows_figures;
	options->coach.find_copies = copying_find;
	options->coach.copies_context = &checking->copying;
	checking->out.packs = coach_packs(checking->coach);
	checking->out.speller = options->coach.speller;
	checking->out.writer.out = &checking->out.text;
	return done && has_platform(checking);
}

static void close_coach(struct checking *checking)
{
	report_release(&checking->report);
	copying_release(&checking->copying);
	for (size_t i = 0; i < checking->out.unsaid.count; i++)
		free(checking->out.unsaid.at[i].slow);
	arr_release(&checking->out.unsaid);
	/* A dictionary is 100,000 allocations: freeing them takes a tenth of a short check. */
	mem_leave(checking->coach);
	mem_leave(checking->options.coach.speller);
	str_release(&checking->out.text);
}

int cli_check(int argc, char **argv)
{
	struct checking checking = { .paths = argv + 1 };
	if (!read_options(argc, argv, &checking.options))
		return 2;
	if (open_coach(&checking)) {
		checking.options.format->begin(&checking.out);
		write_out(&checking);
		check_files(&checking);
		checking.options.format->end(&checking.out);
		write_out(&checking);
	} else {
		checking.failed = true;
	}
	close_coach(&checking);
	return checking.failed ? 2 : checking.found ? 1 : 0;
}
