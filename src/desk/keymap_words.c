/* The keys that sentences of the program name. */
#include <string.h>

#include "base/i18n.h"
#include "desk/keymap.h"

static bool is_word_byte(char c)
{
	unsigned char byte = (unsigned char)c;
	return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= 'a' && byte <= 'z') || byte >= 0x80;
}

/* Does the sentence name that key where `text` starts? "C-p." does, "C-PageUp" does not. */
static bool names_key(struct span text, struct span key)
{
	if (!span_starts(text, key))
		return false;
	return text.length == key.length || !is_word_byte(text.at[key.length]);
}

/* The command whose own key the sentence names there; *length: of its name. */
static const struct command *command_named(struct span text, size_t *length)
{
	const struct command *command, *found = NULL;
	*length = 0;
	for (int i = 0; (command = command_at(i)); i++) {
		struct span rest = span_of(command->keys), key;
		while (span_next(&rest, ' ', &key))
			if (key.length > *length && names_key(text, key)) {
				*length = key.length;
				found = command;
			}
	}
	return found;
}

static bool has_key(const char *names, struct span key)
{
	struct span rest = span_of(names), name;
	while (span_next(&rest, ' ', &name))
		if (span_equal(name, key))
			return true;
	return false;
}

static void add_key(const struct keymap *keymap, const struct command *command, struct span key,
		    bool is_format, struct str *out)
{
	const char *names = keymap_names(keymap, command);
	if (!has_key(names, key))
		key = (struct span){ names, strcspn(names, " ") };
	if (key.length == 0)
		(void)str_format(out, "«%s»", _(command->title));
	for (size_t i = 0; i < key.length; i++) {
		if (is_format && key.at[i] == '%')
			(void)str_add_byte(out, '%');
		(void)str_add_byte(out, key.at[i]);
	}
}

static const char *in_words(const struct keymap *keymap, const char *text, bool is_format,
			    struct str *out)
{
	struct span rest = span_of(text);
	if (!keymap->is_own)
		return text;
	str_clear(out);
	for (size_t at = 0, length; at < rest.length; at += length) {
		bool begins =
			strchr("CMSF", rest.at[at]) && rest.at[at] &&
			(at == 0 || (!is_word_byte(rest.at[at - 1]) && rest.at[at - 1] != '-'));
		const struct command *command =
			begins ? command_named(span_slice(rest, at, rest.length), &length) : NULL;
		if (command) {
			add_key(keymap, command, span_slice(rest, at, at + length), is_format, out);
		} else {
			length = 1;
			(void)str_add_byte(out, rest.at[at]);
		}
	}
	return str_text(out);
}

const char *keymap_in_words(const struct keymap *keymap, const char *text, struct str *out)
{
	return in_words(keymap, text, false, out);
}

const char *keymap_in_format(const struct keymap *keymap, const char *format, struct str *out)
{
	return in_words(keymap, format, true, out);
}
