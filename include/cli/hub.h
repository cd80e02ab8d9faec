/* `tonfall hub`: runs a club for others over SSH. */
#ifndef TONFALL_CLI_HUB_H
#define TONFALL_CLI_HUB_H

#include "cli/cli.h"

int cli_hub(int argc, char **argv);

extern const struct cli_option hub_options[];

#endif
