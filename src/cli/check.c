#include "cli/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "coach/coach.h"
#include "io/json.h"
#include "text/grapheme.h"
#include "text/utf8.h"

enum { FILE_MOST = 64 << 20, SUGGESTIONS = 5 };

struct options {
	struct coach_options coach;
	bool json;
	int fail_on;
	int first; /* index of the first file in argv */
};

struct place {
	const char *text;	/* of the report; NULL: none yet */
	size_t at, start, line; /* start: of the line */
};

struct checking {
	struct place last;
	struct options options;
	struct coach *coach;
	struct report report;
	struct str out;
	struct json_writer writer;
	bool found, failed;
};

/* ---- the command line ---- */

static int index_in(const char *const *names, struct span name)
{
	for (int i = 0; names[i]; i++)
		if (span_equal(span_of(names[i]), name))
			return i;
	return -1;
}

static bool read_families(const char *value, unsigned *families)
{
	struct span rest = span_of(value), name;
	while (span_next(&rest, ',', &name)) {
		int family = index_in(family_names, name);
		if (family < 0)
			return false;
		*families |= 1u << family;
	}
	return *families != 0;
}

const struct cli_option check_options[] = {
	{ "--only FAMILY,…", N_("only hints of these families: length, hook, spelling …") },
	{ "--format text|json", N_("a line for each hint, or all that is known of them") },
	{ "--lang de|fr|it|en", N_("the language of the text; else it is guessed") },
	{ "--platform NAME", N_("where the post is for; linkedin is the usual one") },
	{ "--ui-lang de|fr|it|en", N_("the language of the hints; else that of the system") },
	{ "--fail-on block|warn|hint|note", N_("from which weight on the exit status is 1: warn") },
	{ "-", N_("standard input") },
	{ 0 },
};

static bool is_option(const char *name)
{
	size_t length = strlen(name);
	for (const struct cli_option *row = check_options; row->name; row++)
		if (strncmp(row->name, name, length) == 0 && row->name[length] == ' ')
			return true;
	return false;
}

/* One option with its value; false when either is not known. */
static bool read_option(struct options *options, const char *name, const char *value)
{
	static const char *const formats[] = { "text", "json", NULL };
	int index;
	if (strcmp(name, "--only") == 0)
		return read_families(value, &options->coach.families);
	if (strcmp(name, "--platform") == 0) {
		options->coach.platform = value;
		return true;
	}
	if (strcmp(name, "--lang") == 0) {
		options->coach.pinned = language_from(span_of(value));
		return options->coach.pinned != LANGUAGE_NONE;
	}
	if (strcmp(name, "--ui-lang") == 0) {
		if (language_from(span_of(value)) == LANGUAGE_NONE)
			return false;
		i18n_init(value);
		return true;
	}
	if (strcmp(name, "--format") == 0 && (index = index_in(formats, span_of(value))) >= 0) {
		options->json = index == 1;
		return true;
	}
	if (strcmp(name, "--fail-on") == 0 &&
	    (index = index_in(severity_names, span_of(value))) >= 0) {
		options->fail_on = index;
		return true;
	}
	return false;
}

static bool read_options(int argc, char **argv, struct options *options)
{
	int i = 1;
	*options = (struct options){ .fail_on = SEVERITY_WARN };
	for (; i < argc && argv[i][0] == '-' && argv[i][1] == '-'; i += 2) {
		if (!argv[i][2]) {
			i++;
			break;
		}
		if (!is_option(argv[i]))
			return cli_usage(_("there is no option %s; `tonfall check --help` lists "
					   "what there is"),
					 argv[i]) == 0;
		if (i + 1 >= argc)
			return cli_usage(_("%s needs a value; `tonfall check --help` says which"),
					 argv[i]) == 0;
		if (!read_option(options, argv[i], argv[i + 1]))
			return cli_usage(_("%s cannot be “%s”; `tonfall check --help` says what it "
					   "can be"),
					 argv[i], argv[i + 1]) == 0;
	}
	options->first = i;
	if (i >= argc)
		return cli_usage(_("check what? Name a file, or - for standard input")) == 0;
	return true;
}

/* ---- places ---- */

/* Where a finding stands. They come in few runs of ascending offsets, so counting goes on from the
 * last one. */
static void place(struct checking *checking, size_t at, size_t *line, size_t *column)
{
	const struct report *report = &checking->report;
	struct place *last = &checking->last;
	if (last->text != report->text || last->at > at)
		*last = (struct place){ .text = report->text, .line = 1 };
	for (; last->at < at; last->at++)
		if (report->text[last->at] == '\n') {
			last->line++;
			last->start = last->at + 1;
		}
	*line = last->line;
	*column = grapheme_count((struct span){ report->text + last->start, at - last->start }) + 1;
}

/* ---- text ---- */

/* Foreign text is drawn, never obeyed: controls and the like come out as ^X or <U+202E>. */
static void add_safe(struct str *out, struct span text)
{
	for (size_t at = 0; at < text.length;) {
		struct grapheme grapheme = grapheme_next(text, at, 0);
		struct span bytes = span_slice(text, at, at + grapheme.length);
		struct grapheme_cell cells[GRAPHEME_CELLS];
		at += grapheme.length;
		if (grapheme.kind == GRAPHEME_PLAIN || grapheme.kind == GRAPHEME_SEQUENCE) {
			(void)str_add(out, bytes);
			continue;
		}
		int count = grapheme_draw(bytes, &grapheme, cells, GRAPHEME_CELLS);
		for (int i = 0; i < count; i++)
			(void)str_add_point(out, cells[i].points[0]);
		if (grapheme.kind == GRAPHEME_NEWLINE)
			(void)str_add_byte(out, ' ');
	}
}

static void write_text(struct checking *checking, const char *path)
{
	const struct report *report = &checking->report;
	struct str sentence = { 0 };
	for (size_t i = 0; i < report->findings.count; i++) {
		const struct finding *finding = &report->findings.at[i];
		size_t line, column;
		place(checking, finding->start, &line, &column);
		add_safe(&checking->out, span_of(path));
		(void)str_format(&checking->out, ":%zu:%zu: %s %s: ", line, column,
				 severity_names[finding->rule->severity], finding->rule->id);
		finding_sentence(finding, FINDING_MESSAGE, language_of_person(),
				 report->analysis.text, &sentence);
		add_safe(&checking->out, str_span(&sentence));
		(void)str_add_byte(&checking->out, '\n');
	}
	str_release(&sentence);
}

/* ---- JSON ---- */

static void write_measures(struct json_writer *w, const struct measures *m)
{
	json_write_begin(w, "measures", '{');
	json_write_integer(w, "characters", (long long)m->characters);
	json_write_integer(w, "limit", (long long)m->limit);
	json_write_integer(w, "words", (long long)m->words);
	json_write_integer(w, "sentences", (long long)m->sentences);
	json_write_integer(w, "paragraphs", (long long)m->paragraphs);
	json_write_integer(w, "reading_seconds", m->reading_seconds);
	json_write_begin(w, "fold", '{');
	json_write_integer(w, "mobile", (long long)m->fold_mobile);
	json_write_integer(w, "desktop", (long long)m->fold_desktop);
	json_write_end(w, '}');
	json_write_end(w, '}');
}

static void write_replacements(struct checking *checking, const struct finding *finding,
			       struct span quote)
{
	struct json_writer *w = &checking->writer;
	struct words words = { 0 };
	json_write_begin(w, "replacements", '[');
	if (finding->replacement)
		json_write_string(w, NULL, span_of(finding->replacement));
	else if (strcmp(finding->rule->id, "spelling.unknown") == 0 ||
		 strcmp(finding->rule->id, "spelling.name") == 0)
		speller_suggest(checking->options.coach.speller, finding->language, quote,
				SUGGESTIONS, &words);
	for (size_t i = 0; i < words.count; i++)
		json_write_string(w, NULL, span_of(words.at[i]));
	json_write_end(w, ']');
	words_release(&words);
}

static void write_hint(struct checking *checking, const struct finding *finding)
{
	static const char *const parts[] = { "message", "why", "fix", "keep" };
	const struct report *report = &checking->report;
	struct json_writer *w = &checking->writer;
	struct span quote = span_slice(report->analysis.text, finding->start, finding->end);
	const struct rule *rule = finding->rule;
	struct str sentence = { 0 };
	size_t line, column;
	place(checking, finding->start, &line, &column);
	json_write_begin(w, NULL, '{');
	json_write_string(w, "rule", span_of(rule->id));
	json_write_string(w, "severity", span_of(severity_names[rule->severity]));
	json_write_integer(w, "start", (long long)finding->start);
	json_write_integer(w, "end", (long long)finding->end);
	json_write_integer(w, "line", (long long)line);
	json_write_integer(w, "column", (long long)column);
	json_write_string(w, "quote", quote);
	for (int i = 0; i < FINDING_PART_COUNT; i++) {
		finding_sentence(finding, (enum finding_part)i, language_of_person(),
				 report->analysis.text, &sentence);
		json_write_string(w, parts[i], str_span(&sentence));
	}
	const struct rule_evidence *evidence = rule_evidence_of(rule);
	json_write_begin(w, "evidence", '{');
	json_write_string(w, "kind", span_of(evidence_kinds[evidence->kind]));
	json_write_string(w, "source", span_of(evidence->source));
	json_write_string(w, "confidence", span_of(confidences[evidence->confidence]));
	json_write_end(w, '}');
	write_replacements(checking, finding, quote);
	json_write_end(w, '}');
	str_release(&sentence);
}

static void write_json(struct checking *checking, const char *path)
{
	const struct report *report = &checking->report;
	struct json_writer *w = &checking->writer;
	json_write_begin(w, NULL, '{');
	json_write_string(w, "path", span_of(path));
	json_write_string(w, "platform", span_of(report->platform->id));
	json_write_string(w, "language", span_of(language_tag(report->analysis.language)));
	json_write_begin(w, "sentences", '[');
	for (size_t i = 0; i < report->analysis.sentences.count; i++) {
		const struct sentence *sentence = &report->analysis.sentences.at[i];
		json_write_begin(w, NULL, '{');
		json_write_integer(w, "start", (long long)sentence->start);
		json_write_integer(w, "end", (long long)sentence->end);
		json_write_string(w, "language", span_of(language_tag(sentence->language)));
		json_write_end(w, '}');
	}
	json_write_end(w, ']');
	write_measures(w, &report->measures);
	json_write_begin(w, "hints", '[');
	for (size_t i = 0; i < report->findings.count; i++)
		write_hint(checking, &report->findings.at[i]);
	json_write_end(w, ']');
	json_write_end(w, '}');
}

/* ---- files ---- */

static bool read_text(const char *path, struct str *text, struct err *err)
{
	if (strcmp(path, "-") == 0)
		return file_read_fd(STDIN_FILENO, _("standard input"), FILE_MOST, text, err);
	return file_read(path, FILE_MOST, text, NULL, err);
}

static void check_file(struct checking *checking, const char *path)
{
	struct str text = { 0 };
	struct err err = { 0 };
	bool readable = read_text(path, &text, &err);
	if (readable && !utf8_is_valid(str_span(&text)))
		readable = err_set(&err, ERR_INPUT, _("%s is no UTF-8 text (byte %zu)."), path,
				   utf8_invalid_at(str_span(&text)));
	if (!readable) {
		(void)cli_usage("%s", err.text);
		checking->failed = true;
		str_release(&text);
		return;
	}
	coach_run(checking->coach, str_span(&text), &checking->options.coach, &checking->report);
	str_release(&text);
	if (checking->report.spelling.code != ERR_NONE)
		(void)fprintf(stderr, "tonfall: %s\n", checking->report.spelling.text);
	for (size_t i = 0; i < checking->report.findings.count; i++)
		checking->found |=
			checking->report.findings.at[i].rule->severity >= checking->options.fail_on;
	if (checking->options.json)
		write_json(checking, path);
	else
		write_text(checking, path);
}

/* A rule that could not be read is missing from the answer: that must be known. */
static void tell_complaints(const struct coach *coach)
{
	const struct pack_complaints *complaints = coach_complaints(coach);
	for (size_t i = 0; i < complaints->count; i++)
		cli_complain(NULL, complaints->at[i].path, complaints->at[i].line,
			     complaints->at[i].text);
}

static bool has_platform(const struct checking *checking)
{
	const char *name = checking->options.coach.platform;
	if (!name || platform_find(coach_platforms(checking->coach), name))
		return true;
	return cli_usage(_("there is no platform %s; rules/platforms.yaml names them"), name) == 0;
}

int cli_check(int argc, char **argv)
{
	struct checking checking = { .found = false };
	if (!read_options(argc, argv, &checking.options))
		return 2;
	checking.options.coach.speller = speller_new();
	checking.coach = coach_new();
	tell_complaints(checking.coach);
	if (!has_platform(&checking)) {
		coach_free(checking.coach);
		speller_free(checking.options.coach.speller);
		return 2;
	}
	checking.writer = (struct json_writer){ .out = &checking.out };
	if (checking.options.json) {
		json_write_begin(&checking.writer, NULL, '{');
		json_write_integer(&checking.writer, "version", 1);
		json_write_begin(&checking.writer, "files", '[');
	}
	for (int i = checking.options.first; i < argc; i++)
		check_file(&checking, argv[i]);
	if (checking.options.json) {
		json_write_end(&checking.writer, ']');
		json_write_end(&checking.writer, '}');
		(void)str_add_byte(&checking.out, '\n');
	}
	if (checking.out.full)
		checking.failed = cli_usage(_("the result is too long; check fewer files at once"));
	else
		/* Whether it could be written is asked at the end, for all subcommands. */
		(void)fwrite(str_text(&checking.out), 1, checking.out.length, stdout);
	report_release(&checking.report);
	coach_free(checking.coach);
	speller_free(checking.options.coach.speller);
	str_release(&checking.out);
	return checking.failed ? 2 : checking.found ? 1 : 0;
}
