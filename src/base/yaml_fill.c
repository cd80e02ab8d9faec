#include "yaml_fill.h"

#include <assert.h>
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

/* PAIRS_MOST keeps the search for duplicate keys short on hostile files. */
enum { TOLD_MOST = 100, FIELDS_MOST = 256, PAIRS_MOST = 4096, SHOWN_BYTES = 48 };

bool yaml_tell(struct yaml_source *source, int line, const char *format, ...)
{
	if (!source->report || source->told > TOLD_MOST)
		return false;
	if (source->told++ == TOLD_MOST) {
		source->report(source->context, source->path, line,
			       _("there are more mistakes; they are not listed"));
		return false;
	}
	char sentence[512];
	va_list args;
	va_start(args, format);
	/* A sentence that is too long is cut. */
	(void)vsnprintf(sentence, sizeof sentence, format, args);
	va_end(args);
	source->report(source->context, source->path, line, sentence);
	return false;
}

/* Length of the UTF-8 sequence at `at`; libyaml lets only valid ones pass. */
static size_t sequence_length(const unsigned char *at)
{
	if (*at < 0x80)
		return 1;
	return *at < 0xe0 ? 2 : *at < 0xf0 ? 3 : 4;
}

static bool is_control(const unsigned char *at)
{
	return at[0] < 0x20 || at[0] == 0x7f || (at[0] == 0xc2 && at[1] < 0xa0);
}

const char *yaml_describe(const struct yaml_node *node, char text[64])
{
	if (node->kind != YAML_IS_SCALAR || node->is_empty || !node->text) {
		const char *what = node->kind == YAML_IS_LIST  ? _("a list")
				   : node->kind == YAML_IS_MAP ? _("a map")
							       : _("empty");
		(void)snprintf(text, 64, "%s", what);
		return text;
	}
	const unsigned char *at = (const unsigned char *)node->text;
	size_t filled = 0;
	text[filled++] = '"';
	while (*at && filled + sequence_length(at) <= SHOWN_BYTES) {
		size_t length = sequence_length(at);
		if (is_control(at))
			text[filled++] = '?';
		else
			for (size_t i = 0; i < length; i++)
				text[filled++] = (char)at[i];
		at += length;
	}
	(void)snprintf(text + filled, 64 - filled, *at ? "…\"" : "\"");
	return text;
}

static bool tell_expected(struct yaml_source *source, const struct yaml_field *field,
			  const struct yaml_node *node, const char *expected)
{
	char found[64];
	return yaml_tell(source, node->line, _("“%s” is %s; expected %s"), field->key,
			 yaml_describe(node, found), expected);
}

static bool is_text(const struct yaml_node *node)
{
	return node->kind == YAML_IS_SCALAR && !node->is_empty;
}

static char *take_text(struct yaml_node *node)
{
	char *text = node->text;
	node->text = NULL;
	return text;
}

static bool tell_range(struct yaml_source *source, const struct yaml_field *field,
		       const struct yaml_node *node, const char *what)
{
	char expected[128];
	if (field->min == 0 && field->max == 0)
		return tell_expected(source, field, node, what);
	(void)snprintf(expected, sizeof expected, _("%s from %.15g to %.15g"), what, field->min,
		       field->max);
	return tell_expected(source, field, node, expected);
}

static bool in_range(const struct yaml_field *field, double value)
{
	return (field->min == 0 && field->max == 0) || (value >= field->min && value <= field->max);
}

/* Only these bytes, so that strtol and strtod take no blanks, hexadecimals, "inf" or "nan". */
static bool has_only(const struct yaml_node *node, const char *bytes)
{
	return is_text(node) && *node->text && node->text[strspn(node->text, bytes)] == '\0';
}

static bool fill_integer(struct yaml_source *source, const struct yaml_field *field,
			 const struct yaml_node *node, long *slot)
{
	char *end = NULL;
	long value = 0;
	errno = 0;
	if (has_only(node, "+-0123456789"))
		value = strtol(node->text, &end, 10);
	if (!end || *end || errno || !in_range(field, (double)value))
		return tell_range(source, field, node, _("a whole number"));
	*slot = value;
	return true;
}

static bool fill_number(struct yaml_source *source, const struct yaml_field *field,
			const struct yaml_node *node, double *slot)
{
	char *end = NULL;
	double value = 0;
	if (has_only(node, "+-.0123456789eE"))
		value = strtod(node->text, &end); /* LC_NUMERIC is "C" (base/i18n.c) */
	if (!end || *end || !isfinite(value) || !in_range(field, value))
		return tell_range(source, field, node, _("a number"));
	*slot = value;
	return true;
}

static bool fill_bool(struct yaml_source *source, const struct yaml_field *field,
		      const struct yaml_node *node, bool *slot)
{
	static const char *const words[] = { "false", "no", "true", "yes" };
	for (size_t i = 0; is_text(node) && i < sizeof words / sizeof *words; i++)
		if (strcmp(node->text, words[i]) == 0) {
			*slot = i >= 2;
			return true;
		}
	return tell_expected(source, field, node, _("true or false"));
}

/* The index of the choice that the node names; -1, and a report, when it names none. */
static int choice_of(struct yaml_source *source, const struct yaml_field *field,
		     const struct yaml_node *node)
{
	struct str expected = { 0 };
	str_add(&expected, span_of(_("one of: ")));
	for (int i = 0; field->choices[i]; i++) {
		const char *choice = field->choices[i];
		if (is_text(node) && strcmp(node->text, choice) == 0) {
			str_release(&expected);
			return i;
		}
		str_format(&expected, i ? ", %s" : "%s", *choice ? choice : "\"\"");
	}
	(void)tell_expected(source, field, node, str_text(&expected));
	str_release(&expected);
	return -1;
}

static bool fill_choice(struct yaml_source *source, const struct yaml_field *field,
			const struct yaml_node *node, int *slot)
{
	int choice = choice_of(source, field, node);
	if (choice >= 0)
		*slot = choice;
	return choice >= 0;
}

static bool fill_string(struct yaml_source *source, const struct yaml_field *field,
			struct yaml_node *node, char **slot)
{
	if (field->choices && choice_of(source, field, node) < 0)
		return false;
	if (!is_text(node))
		return tell_expected(source, field, node, _("a text"));
	free(*slot);
	*slot = take_text(node);
	return true;
}

static void release_strings(struct yaml_strings *strings)
{
	for (size_t i = 0; i < strings->count; i++)
		free(strings->at[i]);
	arr_release(strings);
}

static void release_pairs(struct yaml_pairs *pairs)
{
	for (size_t i = 0; i < pairs->count; i++) {
		free(pairs->at[i].key);
		free(pairs->at[i].value);
	}
	arr_release(pairs);
}

static void release_list(const struct yaml_field *field, struct yaml_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		yaml_release(field->fields, (char *)list->at + i * field->size);
	free(list->at);
	*list = (struct yaml_list){ 0 };
}

static bool fill_strings(struct yaml_source *source, const struct yaml_field *field,
			 struct yaml_node *node, struct yaml_strings *slot)
{
	struct yaml_strings strings = { 0 };
	bool right = true;
	if (is_text(node)) {
		*arr_add(&strings) = take_text(node);
	} else if (node->kind != YAML_IS_LIST) {
		return tell_expected(source, field, node, _("a list of texts"));
	}
	for (size_t i = node->child; i; i = source->nodes.at[i].next) {
		struct yaml_node *item = &source->nodes.at[i];
		if (is_text(item))
			*arr_add(&strings) = take_text(item);
		else
			right = tell_expected(source, field, item, _("a text"));
	}
	if (right) {
		release_strings(slot);
		*slot = strings;
	} else {
		release_strings(&strings);
	}
	return right;
}

static bool has_key(const struct yaml_pairs *pairs, const char *key)
{
	for (size_t i = 0; i < pairs->count; i++)
		if (strcmp(pairs->at[i].key, key) == 0)
			return true;
	return false;
}

/* One more pair, or a report. */
static bool add_pair(struct yaml_source *source, const struct yaml_field *field,
		     struct yaml_node *key, struct yaml_node *value, struct yaml_pairs *pairs)
{
	char found[64];
	if (has_key(pairs, key->text))
		return yaml_tell(source, key->line, _("%s is in “%s” twice"),
				 yaml_describe(key, found), field->key);
	if (!is_text(value))
		return tell_expected(source, field, value, _("a text for each key"));
	*arr_add(pairs) = (struct yaml_pair){ take_text(key), take_text(value) };
	return true;
}

static bool fill_pairs(struct yaml_source *source, const struct yaml_field *field,
		       struct yaml_node *node, struct yaml_pairs *slot)
{
	struct yaml_pairs pairs = { 0 };
	bool right = true;
	if (field->or_string && is_text(node)) {
		release_pairs(slot);
		*arr_add(slot) = (struct yaml_pair){ mem_copy(SPAN("")), take_text(node) };
		return true;
	}
	if (node->kind != YAML_IS_MAP)
		return tell_expected(source, field, node, _("a map of texts"));
	for (size_t i = node->child; i; i = source->nodes.at[i].next) {
		struct yaml_node *key = &source->nodes.at[i];
		i = key->next;
		if (pairs.count == PAIRS_MOST) {
			right = yaml_tell(source, key->line, _("“%s” has more than %d keys"),
					  field->key, (int)PAIRS_MOST);
			break;
		}
		if (!add_pair(source, field, key, &source->nodes.at[i], &pairs))
			right = false;
	}
	if (right) {
		release_pairs(slot);
		*slot = pairs;
	} else {
		release_pairs(&pairs);
	}
	return right;
}

static bool fill_list(struct yaml_source *source, const struct yaml_field *field,
		      const struct yaml_node *node, struct yaml_list *slot, bool strict)
{
	struct yaml_list list = { 0 };
	bool right = true;
	if (node->kind != YAML_IS_LIST)
		return tell_expected(source, field, node, _("a list"));
	for (size_t i = node->child; i; i = source->nodes.at[i].next) {
		list.at = arr_room(list.at, &list.room, list.count + 1, field->size);
		void *element = (char *)list.at + list.count * field->size;
		memset(element, 0, field->size);
		if (field->line)
			*(int *)(void *)((char *)element + field->line) = source->nodes.at[i].line;
		if (yaml_fill(source, i, field->fields, element, true)) {
			list.count++;
		} else {
			yaml_release(field->fields, element);
			right = false;
		}
	}
	if (right || !strict) {
		release_list(field, slot);
		*slot = list;
	} else {
		release_list(field, &list);
	}
	return right;
}

static bool fill_field(struct yaml_source *source, const struct yaml_field *field, size_t index,
		       void *into, bool strict)
{
	struct yaml_node *node = &source->nodes.at[index];
	void *slot = (char *)into + field->offset;
	switch (field->type) {
	case YAML_STRING:
		return fill_string(source, field, node, slot);
	case YAML_INTEGER:
		return fill_integer(source, field, node, slot);
	case YAML_NUMBER:
		return fill_number(source, field, node, slot);
	case YAML_BOOL:
		return fill_bool(source, field, node, slot);
	case YAML_CHOICE:
		return fill_choice(source, field, node, slot);
	case YAML_STRINGS:
		return fill_strings(source, field, node, slot);
	case YAML_MAP:
		if (field->or_string && is_text(node))
			return fill_string(source, field->fields, node,
					   (void *)((char *)slot + field->fields->offset));
		if (node->kind != YAML_IS_MAP)
			return tell_expected(source, field, node, _("a map"));
		return yaml_fill(source, index, field->fields, slot, strict);
	case YAML_LIST:
		return fill_list(source, field, node, slot, strict);
	case YAML_PAIRS:
		return fill_pairs(source, field, node, slot);
	}
	return false;
}

static bool tell_unknown(struct yaml_source *source, const struct yaml_node *key,
			 const struct yaml_field *fields)
{
	char found[64];
	struct str known = { 0 };
	for (size_t i = 0; fields[i].key; i++)
		if (*fields[i].key)
			str_format(&known, known.length ? ", %s" : "%s", fields[i].key);
	(void)yaml_tell(source, key->line, _("the key %s is not known; expected one of: %s"),
			yaml_describe(key, found), str_text(&known));
	str_release(&known);
	return false;
}

/* The row of the key, or NULL and a report. */
static const struct yaml_field *find_field(struct yaml_source *source, const struct yaml_node *key,
					   const struct yaml_field *fields, bool *seen)
{
	for (size_t i = 0; fields[i].key; i++) {
		assert(i < FIELDS_MOST);
		if (strcmp(fields[i].key, key->text) != 0)
			continue;
		bool again = seen[i];
		seen[i] = true;
		if (!again)
			return &fields[i];
		(void)yaml_tell(source, key->line, _("“%s” is here twice"), fields[i].key);
		return NULL;
	}
	(void)tell_unknown(source, key, fields);
	return NULL;
}

bool yaml_fill(struct yaml_source *source, size_t index, const struct yaml_field *fields,
	       void *into, bool strict)
{
	char found[64];
	const struct yaml_node *map = &source->nodes.at[index];
	if (map->kind != YAML_IS_MAP)
		return yaml_tell(source, map->line, _("this entry is %s; expected a map"),
				 yaml_describe(map, found));
	bool seen[FIELDS_MOST] = { false };
	bool right = true;
	for (size_t i = map->child; i; i = source->nodes.at[i].next) {
		const struct yaml_node *key = &source->nodes.at[i];
		i = key->next;
		const struct yaml_field *field = find_field(source, key, fields, seen);
		if (!field || !fill_field(source, field, i, into, strict))
			right = false;
	}
	for (size_t i = 0; fields[i].key; i++)
		if (fields[i].required && !seen[i])
			right = yaml_tell(source, map->line, _("“%s” is missing"), fields[i].key);
	return right;
}

void yaml_release(const struct yaml_field *fields, void *from)
{
	for (const struct yaml_field *field = fields; field->key; field++) {
		void *slot = (char *)from + field->offset;
		switch (field->type) {
		case YAML_STRING:
			free(*(char **)slot);
			*(char **)slot = NULL;
			break;
		case YAML_STRINGS:
			release_strings(slot);
			break;
		case YAML_MAP:
			yaml_release(field->fields, slot);
			break;
		case YAML_LIST:
			release_list(field, slot);
			break;
		case YAML_PAIRS:
			release_pairs(slot);
			break;
		case YAML_INTEGER:
		case YAML_NUMBER:
		case YAML_BOOL:
		case YAML_CHOICE:
			break;
		}
	}
}
