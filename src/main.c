#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/complete.h"
#include "desk/desk.h"

/* Half a result is none: a full disk must not look like success. */
static int end(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	return cli_usage(_("standard output cannot be written (%s); the result is not whole"),
			 strerror(errno));
}

int main(int argc, char **argv)
{
	i18n_init(NULL);
	const char *first = argc > 1 ? argv[1] : NULL;
	if (first && strcmp(first, "--help") == 0)
		return end(cli_help());
	if (first && strcmp(first, "--version") == 0)
		return end(cli_version());
	if (first && strcmp(first, "--complete") == 0)
		return end(cli_complete(argc - 2, argv + 2));
	const struct subcommand *subcommand = first ? subcommand_find(first) : NULL;
	if (subcommand)
		return end(subcommand_run(subcommand, argc - 1, argv + 1));
	if (first && first[0] == '-' && strcmp(first, "--") != 0)
		return cli_usage(_("there is no option %s; `tonfall --help` lists what there is"),
				 first);
	const char *path = first && strcmp(first, "--") == 0 ? argv[2] : first;
	if (argc > (path == first ? 2 : 3))
		return cli_usage(_("one draft at a time, please: tonfall FILE"));
	return desk_run(path);
}
