#include "cli/cli.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/check.h"
#include "cli/club.h"
#include "cli/hub.h"
#include "cli/learn.h"
#include "cli/rewrite.h"
#include "cli/rules.h"
#include "cli/voice.h"
#include "desk/settings.h"

const struct subcommand subcommands[] = {
	{ "check", "[OPTION…] FILE…|-", N_("hints for files, without a screen"), cli_check,
	  check_options },
	{ "rewrite", "--task T | --prompt TEXT [OPTION…] FILE|-",
	  N_("a proposal of a language model, without a screen"), cli_rewrite, rewrite_options },
	{ "rules", "[list | explain ID | test [PACK] | silenced | recall N]",
	  N_("what the coach knows"), cli_rules, rules_options },
	{ "voice", "learn FILE… | show | compare FILE|- | forget",
	  N_("how you write, and how far a text is from it"), cli_voice, voice_options },
	{ "config", "[list | get NAME | set NAME VALUE | path]", N_("settings"), cli_config,
	  config_options },
	{ "learn", "[LESSON] | --list | --grade LESSON[.STEP] FILE|- | --check FILE",
	  N_("lessons: writing prompts, and the first post"), cli_learn, learn_options },
	{ "submit", "[--hub USER@HOST] FILE|-", N_("hands a draft in to your coach"), cli_club,
	  club_options },
	{ "status", "", N_("what you handed in, and how it stands"), cli_club, club_options },
	{ "inbox", "", N_("what waits for a coach, the longest first"), cli_club, club_options },
	{ "show", "ID", N_("a text that was handed in, with its comments"), cli_club,
	  club_options },
	{ "comment", "ID TEXT", N_("says something about it, or about its words"), cli_club,
	  club_options },
	{ "resolve", "COMMENT", N_("a thread is settled"), cli_club, club_options },
	{ "approve", "ID --revision N", N_("nothing more to say about this version"), cli_club,
	  club_options },
	{ "publish", "ID", N_("it is out"), cli_club, club_options },
	{ "withdraw", "ID", N_("takes it back; coaches see nothing of it any more"), cli_club,
	  club_options },
	{ "invite", "ID --reader NAME", N_("lets another member read it"), cli_club, club_options },
	{ "progress", "[--tell]",
	  N_("for coaches: how many have finished which lesson, without names"), cli_club,
	  club_options },
	{ "hub", "init | add | remove | list | keys | session | audit | backup",
	  N_("a club for others over SSH"), cli_hub, hub_options },
	{ "doctor", "[--network] [--club PATH]",
	  N_("what is installed and found, and what to do about it"), cli_doctor, doctor_options },
	{ 0 },
};

const struct subcommand *subcommand_find(const char *name)
{
	for (const struct subcommand *row = subcommands; row->name; row++)
		if (strcmp(row->name, name) == 0)
			return row;
	return NULL;
}

/* What is wrong in the file is told by those who read it for more than this. */
void cli_speak(void)
{
	struct settings settings;
	settings_read(&settings, NULL, NULL);
	if (*settings.ui_language)
		i18n_init(settings.ui_language);
	settings_release(&settings);
}

static void print_row(const struct subcommand *row)
{
	(void)printf("  tonfall %s%s%s\n      %s\n", row->name, *row->usage ? " " : "", row->usage,
		     _(row->help));
}

int cli_help(void)
{
	cli_speak();
	(void)printf("%s\n\n", _("Tonfall: a writing desk for people who post in their own name."));
	(void)printf("  tonfall [FILE]\n      %s\n", _("opens the desk on a draft"));
	for (const struct subcommand *row = subcommands; row->name; row++)
		print_row(row);
	(void)printf("  tonfall --help | --version\n\n%s\n%s\n",
		     _("`tonfall COMMAND --help` says more of one of them."),
		     _("In the desk, C-p lists all commands and F1 helps."));
	return 0;
}

int cli_version(void)
{
	(void)printf("tonfall %s\n", TONFALL_VERSION);
	return 0;
}

static int help_of(const struct subcommand *row)
{
	print_row(row);
	for (const struct cli_option *option = row->options; option && option->name; option++)
		(void)printf("%s  %s\n      %s\n", option == row->options ? "\n" : "", option->name,
			     _(option->help));
	return 0;
}

int subcommand_run(const struct subcommand *row, int argc, char **argv)
{
	cli_speak();
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strcmp(argv[i], "--help") == 0)
			return help_of(row);
		if (strcmp(argv[i], "--version") == 0)
			return cli_version();
	}
	return row->run(argc, argv);
}

void cli_complain(void *context, const char *path, int line, const char *expected)
{
	(void)context;
	if (line)
		(void)fprintf(stderr, "%s:%d: %s\n", path, line, expected);
	else
		(void)fprintf(stderr, "%s: %s\n", path, expected);
}

void cli_complain_of(const struct pack_complaints *complaints)
{
	for (size_t i = 0; i < complaints->count; i++)
		cli_complain(NULL, complaints->at[i].path, complaints->at[i].line,
			     complaints->at[i].text);
}

int cli_usage(const char *format, ...)
{
	va_list args;
	(void)fputs("tonfall: ", stderr);
	va_start(args, format);
	(void)vfprintf(stderr, format, args);
	va_end(args);
	(void)fputc('\n', stderr);
	return 2;
}
