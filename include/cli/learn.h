/* `tonfall learn`: lists lessons, grades an answer without a screen, checks a coach's own lesson.
 */
#ifndef TONFALL_CLI_LEARN_H
#define TONFALL_CLI_LEARN_H

int cli_learn(int argc, char **argv);

#endif
