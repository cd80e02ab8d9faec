/*
 * Which key does what: the commands' own keys, and over them those of the person's keys.yaml in the
 * configuration folder, which gives a command other keys (or none):
 *
 *	find: [C-f, F4]
 *	copy-post: M-x
 *	join: []
 *
 * What is wrong there is reported by line, and the command keeps its own keys.
 */
#ifndef TONFALL_DESK_KEYMAP_H
#define TONFALL_DESK_KEYMAP_H

#include <stdbool.h>

#include "base/arr.h"
#include "base/str.h"
#include "base/yaml.h"
#include "desk/command.h"
#include "ui/key.h"

struct keymap_row {
	const struct command *command;
	struct key key;
};

struct keymap_names {
	const struct command *command;
	char *names; /* separated by spaces, "" when it has none */
};

struct keymap {
	struct ARR(struct keymap_row) rows;
	struct ARR(struct keymap_names) names; /* of all commands */
	bool is_own;			       /* the person has a file of keys */
};

void keymap_read(struct keymap *keymap, yaml_report *report, void *context);
void keymap_release(struct keymap *keymap);

/* NULL when no command has that key. */
const struct command *keymap_command(const struct keymap *keymap, const struct key *key);
/* "C-f F4"; "" when it has none. */
const char *keymap_names(const struct keymap *keymap, const struct command *command);
/* Sentences of the program name the commands' own keys ("C-s saves"): this gives the sentence with
 * the keys that the person has instead, and the command's title where it has none. Returns `text`
 * itself when nothing is to be changed, else str_text(out); `out` is used for nothing else. */
const char *keymap_in_words(const struct keymap *keymap, const char *text, struct str *out);
/* The same for a format: a % in a key is doubled. */
const char *keymap_in_format(const struct keymap *keymap, const char *format, struct str *out);

#endif
