#include "cli/club.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "club/retry.h"
#include "club/submission.h"
#include "club/verb.h"
#include "desk/group.h"
#include "desk/handing.h"
#include "desk/lock.h"
#include "desk/review.h"
#include "desk/settings.h"
#include "io/json.h"
#include "io/remote.h"
#include "lang/language.h"
#include "text/grapheme.h"

enum { LIMIT_MS = 30000 };

/* The command line. */
struct order {
	const char *club, *hub, *as;
	const char *id, *revision, *title, *topic, *kind, *quote, *words, *reader;
	const char *rest; /* FILE or the words of a comment */
	bool json, tells;
};

static int fail(const struct err *err)
{
	(void)fprintf(stderr, "tonfall: %s\n", err->text);
	return 2;
}

static const char **slot_of(struct order *order, const char *name)
{
	const struct {
		const char *name;
		const char **slot;
	} rows[] = {
		{ "--club", &order->club },
		{ "--hub", &order->hub },
		{ "--as", &order->as },
		{ "--id", &order->id },
		{ "--revision", &order->revision },
		{ "--title", &order->title },
		{ "--topic", &order->topic },
		{ "--kind", &order->kind },
		{ "--quote", &order->quote },
		{ "--words", &order->words },
		{ "--reader", &order->reader },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (strcmp(rows[i].name, name) == 0)
			return rows[i].slot;
	return NULL;
}

/* What is neither an option nor an id is the rest; false when it makes no sense. */
static bool read_order(int argc, char **argv, struct order *order)
{
	for (int i = 1; i < argc; i++) {
		const char **slot = slot_of(order, argv[i]);
		if (strcmp(argv[i], "--format") == 0 && i + 1 < argc)
			order->json = strcmp(argv[++i], "json") == 0;
		else if (strcmp(argv[i], "--tell") == 0)
			order->tells = true;
		else if (slot && i + 1 < argc)
			*slot = argv[++i];
		else if (slot || (argv[i][0] == '-' && argv[i][1]))
			return false;
		else if (!order->id && strspn(argv[i], "0123456789") == strlen(argv[i]))
			order->id = argv[i];
		else if (!order->rest)
			order->rest = argv[i];
		else
			return false;
	}
	return true;
}

/* ---- the line ---- */

static void add_number(struct json_writer *w, const char *key, const char *value)
{
	if (value)
		json_write_integer(w, key, strtoll(value, NULL, 10));
}

static void add_text(struct json_writer *w, const char *key, const char *value)
{
	if (value)
		json_write_string(w, key, span_of(value));
}

static bool add_draft(struct json_writer *w, const struct order *order, struct err *err)
{
	struct str text;
	str_init(&text, SUBMISSION_TEXT + 1);
	bool done = order->rest &&
		    (strcmp(order->rest, "-") == 0
			     ? file_read_fd(STDIN_FILENO, _("standard input"), SUBMISSION_TEXT,
					    &text, err)
			     : file_read(order->rest, SUBMISSION_TEXT, &text, NULL, err));
	if (!order->rest)
		(void)err_set(err, ERR_USAGE, _("name the draft: tonfall submit FILE"));
	if (done) {
		json_write_string(w, "title",
				  order->title ? span_of(order->title)
					       : handing_title(str_span(&text)));
		json_write_string(w, "language",
				  span_of(language_tag(language_guess(str_span(&text)).language)));
		json_write_string(w, "topic", span_of(order->topic ? order->topic : ""));
		json_write_string(w, "text", str_span(&text));
	}
	str_release(&text);
	return done;
}

/* One's own lessons, or none where that was not agreed to. */
static bool make_telling(bool agreed, struct str *line, struct err *err)
{
	bool done = group_line(agreed, line, err);
	if (done && !agreed)
		(void)fprintf(stderr, "tonfall: %s\n",
			      _("club.progress is off: what was told is taken back"));
	(void)str_add_byte(line, '\n');
	return done;
}

/* Repeated after an answer that was cut off, it still happens once; a file that was changed before
 * it is handed in again becomes a new version of it. What cannot be kept is sent all the same. */
static void add_request(struct json_writer *w, const struct order *order, bool submits,
			struct retry *retry)
{
	struct str place = { 0 }, file = { 0 }, id = { 0 };
	struct err err;
	(void)str_format(&place, "%s %s", order->club ? order->club : order->hub,
			 order->as ? order->as : "");
	if (submits && !order->id && strcmp(order->rest, "-") != 0)
		lock_id(order->rest, &id, &file);
	if (!retry_begin(retry, str_text(&place), file.length ? str_span(&file) : str_span(w->out),
			 &err))
		(void)fail(&err);
	json_write_string(w, "request", span_of(retry->name));
	str_release(&file);
	str_release(&id);
	str_release(&place);
}

static bool make_line(const char *verb, const struct order *order, struct str *line,
		      struct retry *retry, struct err *err)
{
	struct json_writer w = { .out = line };
	bool comments = strcmp(verb, "comment") == 0, submits = strcmp(verb, "submit") == 0;
	json_write_begin(&w, NULL, '{');
	json_write_integer(&w, "version", 1);
	json_write_string(&w, "verb", span_of(verb));
	add_number(&w, strcmp(verb, "resolve") == 0 ? "comment" : "id", order->id);
	add_number(&w, "revision", order->revision);
	add_text(&w, "kind", order->kind);
	add_text(&w, "quote", order->quote);
	add_text(&w, "words", order->words);
	add_text(&w, "reader", order->reader);
	if (comments)
		add_text(&w, "body", order->rest);
	bool done = !submits || add_draft(&w, order, err);
	if (done && (submits || comments))
		add_request(&w, order, submits, retry);
	json_write_end(&w, '}');
	(void)str_add_byte(line, '\n');
	return done;
}

/* ---- the answer ---- */

/* Foreign words on a terminal: what is no text comes as text/grapheme.h draws it. */
static void print_safely(struct span text)
{
	for (size_t at = 0; at < text.length;) {
		struct grapheme g = grapheme_next(text, at, 0);
		struct grapheme_cell cells[GRAPHEME_CELLS];
		struct span bytes = span_slice(text, at, at + g.length);
		struct str out = { 0 };
		int count = g.kind == GRAPHEME_ESCAPED
				    ? grapheme_draw(bytes, &g, cells, GRAPHEME_CELLS)
				    : 0;
		for (int i = 0; i < count; i++)
			(void)str_add_point(&out, cells[i].points[0]);
		(void)fwrite(count ? str_text(&out) : bytes.at, 1,
			     count ? out.length : bytes.length, stdout);
		str_release(&out);
		at += g.length;
	}
}

static void print_submission(const struct json *s)
{
	(void)printf("%5lld  %-11s ", json_integer_of(s, "id"),
		     review_state_word(json_text_of(s, "state")));
	print_safely(json_text_of(s, "author"));
	(void)printf("  ");
	print_safely(json_text_of(s, "title"));
	if (json_bool(json_member(s, "first"), false))
		(void)printf("  %s", _("(first post)"));
	if (json_integer_of(s, "open_threads"))
		(void)printf(i18n_plural("  %lld open", "  %lld open",
					 (unsigned long)json_integer_of(s, "open_threads")),
			     json_integer_of(s, "open_threads"));
	(void)printf("\n");
}

static void print_comment(const struct json *c)
{
	struct span quote = json_text_of(c, "quote"), place = json_text_of(c, "place");
	(void)printf("%s%5lld  %s  ", json_integer_of(c, "parent") ? "      " : "",
		     json_integer_of(c, "id"), review_kind_word(json_text_of(c, "kind")));
	print_safely(json_text_of(c, "author"));
	if (json_bool(json_member(c, "resolved"), false))
		(void)printf("  %s", _("resolved"));
	if (quote.length) {
		(void)printf("\n       «");
		print_safely(quote);
		(void)printf("»%s", span_equal(place, SPAN("changed")) ? _(" (changed since)")
				    : span_equal(place, SPAN("gone"))
					    ? _(" (no longer in the text)")
					    : "");
	}
	(void)printf("\n       ");
	print_safely(json_text_of(c, "body"));
	if (json_member(c, "words")) {
		(void)printf("\n       → ");
		print_safely(json_text_of(c, "words"));
	}
	(void)printf("\n");
}

/* Headings and labels as the desk draws them mean nothing here. */
static void print_group(const struct json *answer)
{
	struct str page = { 0 };
	group_page(answer, &page);
	struct span rest = str_span(&page), line, label;
	while (span_next(&rest, '\n', &line)) {
		if (span_starts(line, SPAN("# ")))
			line = span_slice(line, 2, line.length);
		else if (span_find(line, SPAN("\t"), 0) < line.length &&
			 span_next(&line, '\t', &label))
			(void)printf("  %.*s: ", SPAN_ARGS(label));
		print_safely(line);
		(void)printf("\n");
	}
	str_release(&page);
}

static void print_answer(const struct json *answer)
{
	const struct json *list = json_member(answer, "submissions");
	const struct json *comments = json_member(answer, "comments");
	if (json_member(answer, "group"))
		print_group(answer);
	if (json_member(answer, "submission"))
		print_submission(json_member(answer, "submission"));
	for (size_t i = 0; i < json_count(list); i++)
		print_submission(json_item(list, i));
	if (list && json_count(list) == 0)
		(void)printf("%s\n", _("Nothing here."));
	if (json_integer_of(answer, "more") > 0)
		(void)printf(i18n_plural("… and %lld more that waits less long.",
					 "… and %lld more that wait less long.",
					 (unsigned long)json_integer_of(answer, "more")),
			     json_integer_of(answer, "more")),
			(void)printf("\n");
	if (json_member(answer, "text")) {
		(void)printf("\n");
		print_safely(json_text_of(answer, "text"));
		(void)printf("\n");
	}
	for (size_t i = 0; i < json_count(comments); i++)
		print_comment(json_item(comments, i));
}

static int tell(const struct json *answer, struct span line, bool raw)
{
	bool ok = json_bool(json_member(answer, "ok"), false);
	if (raw) {
		(void)fwrite(line.at, 1, line.length, stdout);
		(void)printf("\n");
	} else if (ok) {
		print_answer(answer);
	} else {
		(void)fprintf(stderr, "tonfall: ");
		(void)fflush(stdout);
		(void)fprintf(stderr, "%.*s\n", SPAN_ARGS(json_text_of(answer, "error")));
	}
	return ok ? 0 : 1;
}

/* ---- asking ---- */

static bool ask_here(const struct order *order, struct span line, struct str *answer,
		     struct err *err)
{
	struct actor actor = { .source = "local" };
	const char *name = order->as ? order->as : getenv("USER");
	struct club *club = club_open(order->club, err);
	bool done = club && club_member(club, name ? name : "", &actor.member, err);
	if (done)
		(void)verb_run(club, &actor, line, answer); /* refusals are in the answer */
	club_close(club);
	return done;
}

static bool ask(const struct order *order, const struct settings *settings, struct span line,
		struct str *answer, struct err *err)
{
	if (order->club)
		return ask_here(order, line, answer, err);
	return remote_ask(&(struct remote){ settings->club_ssh, order->hub, LIMIT_MS, -1 }, line,
			  answer, err);
}

/* The exit status. */
static int ask_and_tell(const char *verb, const struct order *order,
			const struct settings *settings)
{
	struct err err = { 0 };
	struct str line, said = { 0 };
	struct retry retry = { 0 };
	struct json *answer = NULL;
	int status;
	str_init(&line, VERB_LINE);
	bool done = order->tells ? make_telling(settings->club_progress, &line, &err)
				 : make_line(verb, order, &line, &retry, &err);
	if (done && ask(order, settings, str_span(&line), &said, &err))
		answer = json_parse(span_trim(str_span(&said)), &err);
	retry_end(&retry, answer);
	status = answer ? tell(answer, span_trim(str_span(&said)), order->json) : fail(&err);
	if (*retry.hash && !answer && err.code == ERR_NET)
		(void)fprintf(stderr, "tonfall: %s\n",
			      _("Repeat the command: what the hub has already is not done twice."));
	json_free(answer);
	str_release(&said);
	str_release(&line);
	return status;
}

const struct cli_option club_options[] = {
	{ "--hub USER@HOST | --club PATH", N_("where the club is; else the setting club.hub") },
	{ "--as NAME", N_("with --club: which member; else $USER") },
	{ "--title, --topic TEXT", N_("submit: else the first line, and none") },
	{ "--id N", N_("submit: hand in again what has this number") },
	{ "--kind praise|question|idea|must", N_("comment: what kind") },
	{ "--quote WORDS", N_("comment: the words it is about") },
	{ "--words WORDS", N_("comment: what could stand there instead") },
	{ "--tell", N_("progress: lets your own count, where club.progress is on; else takes them "
		       "back") },
	{ "--format text|json", N_("lines to read, or the hub's own answer") },
	{ 0 },
};

int cli_club(int argc, char **argv)
{
	struct order order = { 0 };
	struct settings settings;
	struct err err;
	if (!read_order(argc, argv, &order))
		return cli_usage(_("`tonfall %s --help` says what it takes"), argv[0]);
	if (order.tells && strcmp(argv[0], "progress") != 0)
		return cli_usage(_("--tell is for tonfall progress"));
	settings_read(&settings, NULL, NULL);
	if (!order.hub)
		order.hub = settings.club_hub;
	bool is_asked = order.club || *order.hub;
	if (!is_asked)
		(void)err_set(&err, ERR_MISSING,
			      _("Which club? --hub USER@HOST, or `tonfall config set club.hub "
				"USER@HOST` once for all."));
	int status = is_asked ? ask_and_tell(argv[0], &order, &settings) : fail(&err);
	settings_release(&settings);
	return status;
}
