/*
 * Commands: rows, one table for each subject (src/desk/commands_*.c). Keys, palette, help and
 * README follow them. To add one, add a row to the table of its subject.
 */
#ifndef TONFALL_DESK_COMMAND_H
#define TONFALL_DESK_COMMAND_H

#include <stdbool.h>

struct desk;

struct command {
	const char *id;	   /* NULL ends the table */
	const char *title; /* N_(), "" for those that only have keys */
	const char *keys;  /* names, separated by spaces; see desk/keymap.h */
	const char *help;  /* N_() */
	/* NULL when it can be done now, else why not. NULL function: always. */
	const char *(*why_not)(const struct desk *desk);
	void (*run)(struct desk *desk, int value);
	int value;
};

extern const struct command commands_club[], commands_edit[], commands_file[], commands_find[],
	commands_hint[], commands_learn[], commands_line[], commands_mode[], commands_rewrite[],
	commands_word[];

/* All rows of all tables in order; NULL past the end. */
const struct command *command_at(int index);
/* NULL when there is none of that id. */
const struct command *command_find(const char *id);

void command_run(struct desk *desk, const struct command *command);
/* Opens the list of all commands; the help page. */
void command_palette(struct desk *desk);
void command_help(struct desk *desk);

#endif
