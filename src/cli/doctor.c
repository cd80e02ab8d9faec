/*
 * `tonfall doctor`: lines of what is there and what is not, each with what to do about it. It only
 * looks: nothing is changed, and the network is asked only on this machine or by --network.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/library.h"
#include "base/path.h"
#include "cli/cli.h"
#include "club/care.h"
#include "coach/coach.h"
#include "desk/keymap.h"
#include "desk/settings.h"
#include "io/http.h"
#include "lang/dictionary.h"
#include "lang/speller.h"
#include "text/grapheme.h"
#include "ui/terminfo.h"
#include "ui/theme.h"

enum { NAME_COLUMNS = 18, ASK_MS = 3000, ANSWER_MOST = 1 << 20 };

/* What a line says: it is well, it wants doing, or it is only good to know. */
enum mark { WELL, WANTS_DOING, KNOW };

struct doctor {
	struct settings settings;
	bool network;
	int troubles;
};

static void head(const char *title)
{
	(void)printf("\n%s\n", title);
}

static void line(struct doctor *doctor, enum mark mark, const char *what, const char *found)
{
	static const char *const signs[] = { "✓", "✗", "·" };
	int gap = NAME_COLUMNS - grapheme_columns(span_of(what));
	doctor->troubles += mark == WANTS_DOING;
	(void)printf("  %s %s%*s %s\n", signs[mark], what, gap > 0 ? gap : 0, "", found);
}

/* A mistake in a data file, below the line of what it is in. */
static void report(void *context, const char *path, int at, const char *expected)
{
	struct doctor *doctor = context;
	struct str shown = { 0 };
	doctor->troubles++;
	(void)path_for_person(&shown, path);
	if (at)
		(void)printf("  ✗ %s:%d: %s\n", str_text(&shown), at, expected);
	else
		(void)printf("  ✗ %s: %s\n", str_text(&shown), expected);
	str_release(&shown);
}

/* ---- this machine ---- */

static void check_terminal(struct doctor *doctor)
{
	const char *name = getenv("TERM");
	struct terminfo info = { .colours = 0 };
	bool known = name && *name && terminfo_open(&info, name);
	struct str found = { 0 };
	if (!name || !*name)
		(void)str_add(&found, span_of(_("not set; the desk treats it as xterm-256color")));
	else if (!known)
		(void)str_format(&found,
				 _("%s is not known here; install the package ncurses-term"), name);
	else
		(void)str_format(&found,
				 info.colours > 2 ? _("%s, %d colours") : _("%s, two colours"),
				 name, info.colours);
	line(doctor, known ? WELL : WANTS_DOING, _("Terminal (TERM)"), str_text(&found));
	str_release(&found);
	if (known)
		terminfo_close(&info);
}

static void check_locale(struct doctor *doctor)
{
	struct str found = { 0 };
	const char *speaks = language_name(language_of_person());
	bool installed = i18n_locale_is_installed();
	(void)str_format(&found,
			 installed ? _("%s; messages in: %s")
				   : _("%s is not installed, which does no harm; messages in: %s"),
			 i18n_locale(), speaks);
	line(doctor, installed ? WELL : KNOW, _("Locale"), str_text(&found));
	str_release(&found);
}

/* The nearest folder that exists must let us write. */
static bool can_be_made(const char *path)
{
	struct str folder = { 0 }, parent = { 0 };
	struct file_stamp stamp = { 0 };
	(void)str_add(&folder, span_of(path));
	while (file_stat(str_text(&folder), &stamp, NULL) && !stamp.exists &&
	       strcmp(path_folder(&parent, str_text(&folder)), str_text(&folder)) != 0) {
		str_clear(&folder);
		(void)str_add(&folder, str_span(&parent));
	}
	bool writable = stamp.exists && file_is_writable(str_text(&folder));
	str_release(&folder);
	str_release(&parent);
	return writable;
}

static void check_folder(struct doctor *doctor, enum path_place place, const char *what)
{
	struct str path = { 0 }, found = { 0 };
	bool writable = can_be_made(path_in(&path, place, NULL));
	(void)path_for_person(&found, str_text(&path));
	if (!writable)
		(void)str_format(&found, ": %s",
				 _("cannot be written; look at its owner and mode"));
	line(doctor, writable ? WELL : WANTS_DOING, what, str_text(&found));
	str_release(&found);
	str_release(&path);
}

static void check_library(struct doctor *doctor, const char *soname, const char *package,
			  const char *what)
{
	struct err err;
	bool found = library_load(soname, package, NULL, 0, &err);
	line(doctor, found ? WELL : WANTS_DOING, what, found ? soname : err.text);
}

static void check_machine(struct doctor *doctor)
{
	head(_("This machine"));
	check_terminal(doctor);
	check_locale(doctor);
	check_folder(doctor, PATH_DATA, _("Your drafts"));
	check_folder(doctor, PATH_STATE, _("Rescued words"));
}

/* ---- spelling ---- */

static void check_dictionaries(struct doctor *doctor)
{
	struct str aff = { 0 }, dic = { 0 };
	struct speller *speller = speller_new();
	head(_("Spelling"));
	check_library(doctor, "libhunspell-1.7.so.0", "libhunspell-1.7-0", "Hunspell");
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		struct err err = { 0 };
		if (dictionary_find((enum language)i, &aff, &dic, &err))
			(void)speller_load(speller, (enum language)i, &err);
		bool well = err.code == ERR_NONE;
		line(doctor, well ? WELL : WANTS_DOING, language_name((enum language)i),
		     well ? str_text(&dic) : err.text);
	}
	speller_free(speller);
	str_release(&aff);
	str_release(&dic);
}

/* ---- the coach and the settings ---- */

static void check_rules(struct doctor *doctor)
{
	struct coach *coach = coach_new();
	const struct pack_complaints *complaints = coach_complaints(coach);
	size_t rules = coach_packs(coach)->rules.count;
	const char *platform = doctor->settings.platform;
	struct str path = { 0 }, folder = { 0 };
	head(_("Coach"));
	(void)path_for_person(&folder, path_in(&path, PATH_SHARED, "rules"));
	str_clear(&path);
	(void)str_format(&path, _("%zu from %s"), rules, str_text(&folder));
	line(doctor, rules ? WELL : WANTS_DOING, _("Rules"), str_text(&path));
	for (size_t i = 0; i < complaints->count; i++)
		report(doctor, complaints->at[i].path, complaints->at[i].line,
		       complaints->at[i].text);
	if (!platform_find(coach_platforms(coach), platform))
		line(doctor, WANTS_DOING, _("Platform"),
		     _("is not known; `tonfall config set platform linkedin` takes the usual one"));
	str_release(&path);
	str_release(&folder);
	coach_free(coach);
}

static void check_settings(struct doctor *doctor)
{
	struct str path = { 0 }, shown = { 0 };
	struct file_stamp stamp = { 0 };
	struct theme theme;
	struct err err;
	const char *name;
	head(_("Settings"));
	bool exists = file_stat(settings_path(&path), &stamp, NULL) && stamp.exists;
	(void)path_for_person(&shown, str_text(&path));
	if (!exists)
		(void)str_add(&shown, span_of(_(": not there, so everything is as usual")));
	line(doctor, KNOW, _("File"), str_text(&shown));
	settings_read(&doctor->settings, report, doctor);
	struct keymap keymap = { 0 };
	keymap_read(&keymap, report, doctor);
	keymap_release(&keymap);
	name = doctor->settings.ui_theme;
	if (*name && !theme_read(&theme, name, report, doctor, &err))
		line(doctor, WANTS_DOING, _("Colours"), err.text);
	str_release(&path);
	str_release(&shown);
}

/* ---- the language model ---- */

struct asking {
	struct loop *loop;
	struct http_answer answer;
};

static bool on_data(void *context, struct http_call *call, struct span bytes)
{
	(void)context, (void)call, (void)bytes; /* that it answers is enough */
	return true;
}

static void on_done(void *context, struct http_call *call, const struct http_answer *answer)
{
	struct asking *asking = context;
	(void)call;
	asking->answer = *answer;
	loop_stop(asking->loop);
}

/* Asks for the list of models, without a key: any answer says that somebody is there. */
static bool answers(const struct settings *settings, struct err *err)
{
	struct asking asking = { .loop = loop_new(err) };
	struct http_handlers handlers = { on_data, on_done, &asking };
	struct str url = { 0 };
	if (!asking.loop)
		return false;
	const char *slash = span_ends(span_of(settings->rewrite_endpoint), SPAN("/")) ? "" : "/";
	(void)str_format(&url, "%s%smodels", settings->rewrite_endpoint, slash);
	struct http_request request = { .url = str_text(&url),
					.allow_plain = settings->rewrite_allow_plain,
					.connect_ms = ASK_MS,
					.total_ms = ASK_MS,
					.most_bytes = ANSWER_MOST };
	struct http *http = http_new(asking.loop, err);
	bool sent = http && http_send(http, &request, &handlers, err);
	if (sent)
		loop_run(asking.loop);
	if (sent && asking.answer.status == 0)
		*err = asking.answer.err;
	http_free(http);
	loop_free(asking.loop);
	str_release(&url);
	return sent && asking.answer.status != 0;
}

static bool is_on_this_machine(const char *endpoint)
{
	static const char *const places[] = { "://127.", "://localhost", "://[::1]" };
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (strstr(endpoint, places[i]))
			return true;
	return false;
}

static void check_key(struct doctor *doctor)
{
	const char *variable = doctor->settings.rewrite_key_env;
	struct str found = { 0 };
	if (!*variable)
		return;
	const char *key = getenv(variable);
	(void)str_format(&found, key && *key ? _("in the variable %s") : _("%s is not set"),
			 variable);
	line(doctor, key && *key ? WELL : WANTS_DOING, _("Key"), str_text(&found));
	str_release(&found);
}

static void check_model(struct doctor *doctor)
{
	const struct settings *settings = &doctor->settings;
	const char *endpoint = settings->rewrite_endpoint;
	struct err err = { 0 };
	head(_("Language model (only a rewrite needs one)"));
	check_library(doctor, "libcurl.so.4", "libcurl4", "curl");
	if (!*endpoint) {
		line(doctor, KNOW, _("Address"),
		     _("none set; with Ollama on this machine: `tonfall config set "
		       "rewrite.endpoint http://127.0.0.1:11434/v1`"));
		return;
	}
	bool allowed = http_url_is_allowed(endpoint, settings->rewrite_allow_plain, &err);
	line(doctor, allowed ? WELL : WANTS_DOING, _("Address"), allowed ? endpoint : err.text);
	if (!*settings->rewrite_model)
		line(doctor, WANTS_DOING, _("Model"),
		     _("none named; `tonfall config set rewrite.model NAME`"));
	check_key(doctor);
	if (!allowed)
		return;
	if (!doctor->network && !is_on_this_machine(endpoint)) {
		line(doctor, KNOW, _("Answer"), _("not asked; `tonfall doctor --network` asks"));
		return;
	}
	bool there = answers(settings, &err);
	line(doctor, there ? WELL : WANTS_DOING, _("Answer"), there ? _("it answers") : err.text);
}

/* ---- a club ---- */

static void on_club(void *context, bool is_well, const char *what, const char *found)
{
	line(context, is_well ? WELL : WANTS_DOING, what, found);
}

static void check_club(struct doctor *doctor, const char *path)
{
	head(_("Club"));
	check_library(doctor, "libsqlite3.so.0", "libsqlite3-0", "SQLite");
	check_library(doctor, "libseccomp.so.2", "libseccomp2", "seccomp");
	care_look(path, on_club, doctor);
}

const struct cli_option doctor_options[] = {
	{ "--club PATH", N_("looks a club over as well: its file, its rights, its audit") },
	{ "--network", N_("asks the language model too when it is not on this machine") },
	{ 0 },
};

int cli_doctor(int argc, char **argv)
{
	struct doctor doctor = { 0 };
	const char *club = NULL;
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], "--network") == 0)
			doctor.network = true;
		else if (strcmp(argv[i], "--club") == 0 && i + 1 < argc)
			club = argv[++i];
		else
			return cli_usage(_("doctor takes no %s"), argv[i]);
	(void)printf("Tonfall %s\n", TONFALL_VERSION);
	check_settings(&doctor);
	check_machine(&doctor);
	check_dictionaries(&doctor);
	check_rules(&doctor);
	check_model(&doctor);
	if (club)
		check_club(&doctor, club);
	settings_release(&doctor.settings);
	(void)printf("\n%s\n", doctor.troubles
				       ? _("Some things want doing; the lines with ✗ say what.")
				       : _("Everything is there."));
	return doctor.troubles ? 1 : 0;
}
