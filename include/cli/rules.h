/* `tonfall rules`: what the coach knows; runs the examples of packs. */
#ifndef TONFALL_CLI_RULES_H
#define TONFALL_CLI_RULES_H

#include "cli/cli.h"

int cli_rules(int argc, char **argv);

extern const struct cli_option rules_options[];

#endif
