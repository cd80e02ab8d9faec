/* `tonfall rewrite`: one rewrite to standard output; --show-request sends nothing. */
#ifndef TONFALL_CLI_REWRITE_H
#define TONFALL_CLI_REWRITE_H

#include "cli/cli.h"

int cli_rewrite(int argc, char **argv);

extern const struct cli_option rewrite_options[];

#endif
