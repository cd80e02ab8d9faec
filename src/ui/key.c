#include "ui/key.h"

#include <stdlib.h>
#include <string.h>

#include "text/utf8.h"

static const struct {
	const char *name;
	enum key_code code;
} names[] = {
	{ "Enter", KEY_ENTER },	  { "Tab", KEY_TAB },	     { "Backspace", KEY_BACKSPACE },
	{ "Esc", KEY_ESCAPE },	  { "Up", KEY_UP },	     { "Down", KEY_DOWN },
	{ "Left", KEY_LEFT },	  { "Right", KEY_RIGHT },    { "Home", KEY_HOME },
	{ "End", KEY_END },	  { "PageUp", KEY_PAGE_UP }, { "PageDown", KEY_PAGE_DOWN },
	{ "Insert", KEY_INSERT }, { "Delete", KEY_DELETE },
};

static bool read_name(const char *name, struct key *key)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i].name, name) == 0) {
			key->code = names[i].code;
			return true;
		}
	if (name[0] == 'F' && name[1] >= '1' && name[1] <= '9') {
		long number = strtol(name + 1, NULL, 10);
		key->code = (enum key_code)(KEY_F1 + number - 1);
		return number <= 12;
	}
	struct span text = strcmp(name, "Space") == 0 ? SPAN(" ") : span_of(name);
	struct utf8_point point = utf8_at(text, 0);
	key->code = KEY_CHARACTER;
	key->point = point.value;
	return point.length > 0 && point.length == text.length && point.value != UTF8_INVALID;
}

bool key_parse(const char *name, struct key *key)
{
	*key = (struct key){ 0 };
	while (name[0] && name[1] == '-' && name[2]) {
		unsigned modifier = name[0] == 'C'   ? KEY_CTRL
				    : name[0] == 'M' ? KEY_ALT
				    : name[0] == 'S' ? KEY_SHIFT
						     : 0;
		if (modifier == 0)
			return false;
		key->modifiers |= modifier;
		name += 2;
	}
	return read_name(name, key);
}

void key_name(const struct key *key, struct str *out)
{
	str_clear(out);
	(void)str_format(out, "%s%s%s", key->modifiers & KEY_CTRL ? "C-" : "",
			 key->modifiers & KEY_ALT ? "M-" : "",
			 key->modifiers & KEY_SHIFT ? "S-" : "");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].code == key->code) {
			(void)str_add(out, span_of(names[i].name));
			return;
		}
	if (key->code >= KEY_F1 && key->code <= KEY_F12)
		(void)str_format(out, "F%d", (int)(key->code - KEY_F1 + 1));
	else if (key->code == KEY_CHARACTER && key->point == ' ')
		(void)str_add(out, SPAN("Space"));
	else if (key->code == KEY_CHARACTER)
		(void)str_add_point(out, key->point);
	else
		str_clear(out);
}

bool key_equal(const struct key *a, const struct key *b)
{
	return a->code == b->code && a->modifiers == b->modifiers &&
	       (a->code != KEY_CHARACTER || a->point == b->point);
}
