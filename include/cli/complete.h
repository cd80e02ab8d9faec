/*
 * What may be typed next on the shell's command line, for completions/: `tonfall --complete WORD…`,
 * the words behind "tonfall" up to the one at hand, which may be empty. All of it comes from the
 * tables of subcommands, settings, families and from the data; the shell takes what fits.
 */
#ifndef TONFALL_CLI_COMPLETE_H
#define TONFALL_CLI_COMPLETE_H

/* Prints a line for each: the word, a tab, what it is. Nothing where only a file could follow. */
int cli_complete(int count, char **words);

#endif
