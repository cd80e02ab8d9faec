#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/library.h"
#include "base/path.h"
#include "cli/cli.h"
#include "coach/coach.h"
#include "desk/settings.h"
#include "io/http.h"
#include "lang/dictionary.h"

/* A line of the examination; returns how many things want doing (0 or 1). */
static int line(bool well, const char *what, const char *found)
{
	(void)printf("%s  %-22s %s\n", well ? "✓" : "✗", what, found);
	return well ? 0 : 1;
}

static int check_dictionaries(void)
{
	int trouble = 0;
	struct str aff = { 0 }, dic = { 0 };
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		struct err err;
		bool found = dictionary_find((enum language)i, &aff, &dic, &err);
		trouble += line(found, language_name((enum language)i),
				found ? str_text(&dic) : err.text);
	}
	str_release(&aff);
	str_release(&dic);
	return trouble;
}

static int check_library(const char *soname, const char *package, const char *what)
{
	struct err err;
	bool found = library_load(soname, package, NULL, 0, &err);
	return line(found, what, found ? soname : err.text);
}

static int check_rules(void)
{
	struct coach *coach = coach_new();
	const struct pack_complaints *complaints = coach_complaints(coach);
	char count[64];
	(void)snprintf(count, sizeof count, _("%zu rules"), coach_packs(coach)->rules.count);
	bool well = coach_packs(coach)->rules.count > 0 && complaints->count == 0;
	int trouble = line(well, _("Rules of the coach"), count);
	for (size_t i = 0; i < complaints->count; i++)
		(void)printf("     %s:%d: %s\n", complaints->at[i].path, complaints->at[i].line,
			     complaints->at[i].text);
	coach_free(coach);
	return trouble;
}

static void report(void *context, const char *path, int at, const char *expected)
{
	int *trouble = context;
	*trouble += 1;
	(void)printf("✗  %s:%d: %s\n", path, at, expected);
}

static int check_settings(void)
{
	int trouble = 0;
	struct settings settings;
	struct str path = { 0 };
	settings_read(&settings, report, &trouble);
	(void)line(trouble == 0, _("Settings"), settings_path(&path));
	const char *endpoint = settings.rewrite_endpoint;
	struct err err;
	if (!*endpoint)
		(void)printf("·  %-22s %s\n", _("Language model"),
			     _("none set; only C-r needs one"));
	else
		trouble += line(http_url_is_allowed(endpoint, settings.rewrite_allow_plain, &err),
				_("Language model"), endpoint);
	str_release(&path);
	settings_release(&settings);
	return trouble;
}

static int check_terminal(void)
{
	const char *term = getenv("TERM");
	return line(term && *term, _("Terminal (TERM)"), term && *term ? term : _("not set"));
}

int cli_doctor(int argc, char **argv)
{
	if (argc > 1)
		return cli_usage(_("doctor takes no %s"), argv[1]);
	struct str shared = { 0 };
	struct file_stamp stamp = { 0 };
	(void)path_in(&shared, PATH_SHARED, "rules");
	bool found = file_stat(str_text(&shared), &stamp, NULL) && stamp.exists;
	int trouble = line(found, _("Program data"), str_text(&shared));
	str_release(&shared);
	trouble += check_dictionaries();
	trouble += check_library("libhunspell-1.7.so.0", "libhunspell-1.7-0", _("Spelling"));
	trouble += check_library("libcurl.so.4", "libcurl4", _("Network"));
	trouble += check_rules();
	trouble += check_settings();
	trouble += check_terminal();
	(void)printf("%s\n", trouble ? _("Some things want doing; the lines with ✗ say what.")
				     : _("Everything is there."));
	return trouble ? 1 : 0;
}
