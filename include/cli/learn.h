/* `tonfall learn`: lists lessons, grades an answer without a screen, checks a coach's own lesson.
 */
#ifndef TONFALL_CLI_LEARN_H
#define TONFALL_CLI_LEARN_H

#include "cli/cli.h"

int cli_learn(int argc, char **argv);

extern const struct cli_option learn_options[];

#endif
