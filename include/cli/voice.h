/* `tonfall voice`: own posts into the profile; what it holds; how far a text is from it. */
#ifndef TONFALL_CLI_VOICE_H
#define TONFALL_CLI_VOICE_H

#include "cli/cli.h"

int cli_voice(int argc, char **argv);

extern const struct cli_option voice_options[];

#endif
