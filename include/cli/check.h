/* `tonfall check`: hints for files or standard input, as text or JSON. */
#ifndef TONFALL_CLI_CHECK_H
#define TONFALL_CLI_CHECK_H

#include "cli/cli.h"

int cli_check(int argc, char **argv);

extern const struct cli_option check_options[];

#endif
