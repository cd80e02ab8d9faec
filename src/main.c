#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/cli.h"
#include "desk/desk.h"

static int help(void)
{
	(void)printf("%s\n\n", _("Tonfall: a writing desk for people who post in their own name."));
	(void)printf("  tonfall [FILE]\n      %s\n", _("opens the desk on a draft"));
	for (const struct subcommand *row = subcommands; row->name; row++)
		(void)printf("  tonfall %s %s\n      %s\n", row->name, row->usage, _(row->help));
	(void)printf("  tonfall --help | --version\n\n%s\n",
		     _("In the desk, C-p lists all commands and F1 helps."));
	return 0;
}

int main(int argc, char **argv)
{
	i18n_init(NULL);
	const char *first = argc > 1 ? argv[1] : NULL;
	if (first && strcmp(first, "--help") == 0)
		return help();
	if (first && strcmp(first, "--version") == 0) {
		(void)printf("tonfall %s\n", TONFALL_VERSION);
		return 0;
	}
	const struct subcommand *subcommand = first ? subcommand_find(first) : NULL;
	if (subcommand)
		return subcommand->run(argc - 1, argv + 1);
	if (first && first[0] == '-' && strcmp(first, "--") != 0)
		return cli_usage(_("there is no option %s; `tonfall --help` lists what there is"),
				 first);
	const char *path = first && strcmp(first, "--") == 0 ? argv[2] : first;
	if (argc > (path == first ? 2 : 3))
		return cli_usage(_("one draft at a time, please: tonfall FILE"));
	return desk_run(path);
}
