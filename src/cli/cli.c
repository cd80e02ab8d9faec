#include "cli/cli.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/check.h"
#include "cli/rewrite.h"
#include "cli/rules.h"
#include "cli/voice.h"

const struct subcommand subcommands[] = {
	{ "check", "[OPTION…] FILE…|-", N_("hints for files, without a screen"), cli_check },
	{ "rewrite", "--task T [OPTION…] FILE|-",
	  N_("a proposal of a language model, without a screen"), cli_rewrite },
	{ "rules", "list|explain ID|test", N_("what the coach knows"), cli_rules },
	{ "voice", "learn FILE…|show|compare FILE|-|forget",
	  N_("how you write, and how far a text is from it"), cli_voice },
	{ "config", "list|get NAME|set NAME VALUE|path", N_("settings"), cli_config },
	{ "doctor", "", N_("what is installed and found, and what to do about it"), cli_doctor },
	{ 0 },
};

const struct subcommand *subcommand_find(const char *name)
{
	for (const struct subcommand *row = subcommands; row->name; row++)
		if (strcmp(row->name, name) == 0)
			return row;
	return NULL;
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
