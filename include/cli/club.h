/* `tonfall submit`, `status`, `inbox`, `show`, `comment` …: the club from the shell. */
#ifndef TONFALL_CLI_CLUB_H
#define TONFALL_CLI_CLUB_H

#include "cli/cli.h"

/* One function for all: argv[0] says which. */
int cli_club(int argc, char **argv);

extern const struct cli_option club_options[];

#endif
