#include "desk/keymap.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"

enum { COMMANDS_MOST = 256, KEYS_MOST = 8, FILE_CEILING = 1 << 20, NAME_MOST = 32 };

/* While the file is read. */
struct reading {
	struct keymap *keymap;
	struct span text;
	const char *path;
	yaml_report *report;
	void *context;
	size_t count;				   /* of commands */
	struct yaml_strings wanted[COMMANDS_MOST]; /* by index of the command */
};

static const char *keymap_path(struct str *out)
{
	return path_in(out, PATH_CONFIG, "keys.yaml");
}

const struct command *keymap_command(const struct keymap *keymap, const struct key *key)
{
	for (size_t i = 0; i < keymap->rows.count; i++)
		if (key_equal(&keymap->rows.at[i].key, key))
			return keymap->rows.at[i].command;
	return NULL;
}

const char *keymap_names(const struct keymap *keymap, const struct command *command)
{
	for (size_t i = 0; i < keymap->names.count; i++)
		if (keymap->names.at[i].command == command)
			return keymap->names.at[i].names;
	return "";
}

static size_t count_commands(void)
{
	size_t count = 0;
	while (command_at((int)count))
		count++;
	assert(count <= COMMANDS_MOST);
	return count;
}

/* ---- the person's file ---- */

/* The line that speaks of a command, 0 when it cannot be told. */
static int line_of(struct span text, const char *id)
{
	struct span line;
	for (int number = 1; span_next(&text, '\n', &line); number++) {
		struct span rest = span_slice(line, strlen(id), line.length);
		if (span_starts(line, span_of(id)) && span_starts(span_trim(rest), SPAN(":")))
			return number;
	}
	return 0;
}

__attribute__((format(printf, 3, 4))) static void complain(const struct reading *reading,
							   const struct command *command,
							   const char *format, ...)
{
	char sentence[256];
	va_list args;
	va_start(args, format);
	/* A sentence too long for the status line is cut by it all the same. */
	(void)vsnprintf(sentence, sizeof sentence, format, args);
	va_end(args);
	reading->report(reading->context, reading->path, line_of(reading->text, command->id),
			sentence);
}

/* A key that writes or leaves could never do so again. */
static bool is_needed(const struct key *key)
{
	return (key->code == KEY_CHARACTER && (key->modifiers & (KEY_CTRL | KEY_ALT)) == 0) ||
	       (key->code == KEY_ESCAPE && key->modifiers == 0);
}

static const char *title_of(const struct command *command)
{
	return *command->title ? _(command->title) : command->id;
}

/* False, and reported, when the key is none, is needed, or has been given away in the file. */
static bool check(const struct reading *reading, const struct command *command, const char *name,
		  struct key *key)
{
	if (!key_parse(name, key)) {
		complain(reading, command, _("\"%s\" is no key; keys are C-s, M-x, F4, S-Up …"),
			 name);
		return false;
	}
	if (is_needed(key)) {
		complain(reading, command, _("%s is needed for writing; use it with C- or M-."),
			 name);
		return false;
	}
	const struct command *other = keymap_command(reading->keymap, key);
	if (other && other != command)
		complain(reading, command, _("%s already belongs to “%s”."), name, title_of(other));
	return !other;
}

static void add_row(struct keymap *keymap, const struct command *command, const struct key *key)
{
	*arr_add(&keymap->rows) = (struct keymap_row){ .command = command, .key = *key };
}

/* The command's keys of the file; it keeps its own where one of them is wrong. */
static bool take_wanted(struct reading *reading, const struct command *command,
			const struct yaml_strings *wanted)
{
	struct keymap *keymap = reading->keymap;
	size_t before = keymap->rows.count;
	for (size_t i = 0; i < wanted->count && i < KEYS_MOST; i++) {
		struct key key;
		if (!*wanted->at[i])
			continue;
		if (!check(reading, command, wanted->at[i], &key)) {
			keymap->rows.count = before;
			return false;
		}
		add_row(keymap, command, &key);
	}
	return true;
}

static void make_fields(struct yaml_field *fields, size_t count)
{
	for (size_t i = 0; i < count; i++)
		fields[i] = (struct yaml_field){ .key = command_at((int)i)->id,
						 .type = YAML_STRINGS,
						 .offset = i * sizeof(struct yaml_strings) };
	fields[count] = (struct yaml_field){ 0 };
}

/* Which commands the file speaks of, with an empty list too. */
static bool is_named(const struct reading *reading, const struct command *command)
{
	return line_of(reading->text, command->id) > 0;
}

static void read_file(struct reading *reading, bool *has_own)
{
	struct yaml_field fields[COMMANDS_MOST + 1];
	make_fields(fields, reading->count);
	/* What could not be read was reported; the commands' own keys hold. */
	(void)yaml_parse_map(reading->text, reading->path, fields, reading->wanted, reading->report,
			     reading->context);
	for (size_t i = 0; i < reading->count; i++) {
		const struct command *command = command_at((int)i);
		has_own[i] = is_named(reading, command) &&
			     take_wanted(reading, command, &reading->wanted[i]);
	}
	yaml_release(fields, reading->wanted);
}

/* ---- the commands' own keys ---- */

static bool has_row(const struct keymap *keymap, const struct command *command)
{
	for (size_t i = 0; i < keymap->rows.count; i++)
		if (keymap->rows.at[i].command == command)
			return true;
	return false;
}

/* A key that the file gave away is not taken back; who loses the last one is told of. */
static void take_standard(struct reading *reading, const struct command *command)
{
	struct span rest = span_of(command->keys), part;
	const struct command *other = NULL;
	while (span_next(&rest, ' ', &part)) {
		char name[NAME_MOST];
		struct key key;
		(void)snprintf(name, sizeof name, "%.*s", SPAN_ARGS(part));
		if (!key_parse(name, &key))
			continue;
		const struct command *taken = keymap_command(reading->keymap, &key);
		if (taken)
			other = taken;
		else
			add_row(reading->keymap, command, &key);
	}
	if (other && !has_row(reading->keymap, command))
		complain(reading, other,
			 _("“%s” has no key any more; the list of all commands still has it."),
			 title_of(command));
}

static char *names_of(const struct keymap *keymap, const struct command *command)
{
	struct str names = { 0 }, name = { 0 };
	for (size_t i = 0; i < keymap->rows.count; i++) {
		if (keymap->rows.at[i].command != command)
			continue;
		str_clear(&name);
		key_name(&keymap->rows.at[i].key, &name);
		(void)str_format(&names, "%s%s", names.length ? " " : "", str_text(&name));
	}
	str_release(&name);
	return str_take(&names);
}

static void add_names(struct keymap *keymap)
{
	const struct command *command;
	for (int i = 0; (command = command_at(i)); i++)
		*arr_add(&keymap->names) =
			(struct keymap_names){ command, names_of(keymap, command) };
}

void keymap_read(struct keymap *keymap, yaml_report *report, void *context)
{
	struct str path = { 0 }, text = { 0 };
	bool has_own[COMMANDS_MOST] = { false };
	struct err err = { 0 };
	*keymap = (struct keymap){ .rows = { 0 } };
	struct reading reading = { .keymap = keymap,
				   .path = keymap_path(&path),
				   .report = report,
				   .context = context,
				   .count = count_commands() };
	if (file_read(reading.path, FILE_CEILING, &text, NULL, &err)) {
		reading.text = str_span(&text);
		keymap->is_own = true;
		read_file(&reading, has_own);
	} else if (err.code != ERR_MISSING) {
		report(context, reading.path, 0, err.text);
	}
	for (size_t i = 0; i < reading.count; i++)
		if (!has_own[i])
			take_standard(&reading, command_at((int)i));
	add_names(keymap);
	str_release(&text);
	str_release(&path);
}

void keymap_release(struct keymap *keymap)
{
	for (size_t i = 0; i < keymap->names.count; i++)
		free(keymap->names.at[i].names);
	arr_release(&keymap->names);
	arr_release(&keymap->rows);
}
