#include "base/yaml.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

enum { FILE_MOST = 1 << 20, DEPTH_MOST = 32, NODES_MOST = 200000 };

struct reader {
	yaml_document_t document;
	const char *path;
	yaml_report *report;
	void *context;
};

static void complain(struct reader *reader, const yaml_node_t *node, const char *text)
{
	if (reader->report)
		reader->report(reader->context, reader->path,
			       node ? (int)node->start_mark.line + 1 : 0, text);
}

static bool wrong(struct reader *reader, const yaml_node_t *node, const char *key,
		  const char *expected)
{
	struct str text = { 0 };
	if (node && node->type == YAML_SCALAR_NODE)
		(void)str_format(&text, _("%s is \"%.40s\"; expected %s"), key,
				 (const char *)node->data.scalar.value, expected);
	else
		(void)str_format(&text, _("%s; expected %s"), key, expected);
	complain(reader, node, str_text(&text));
	str_release(&text);
	return false;
}

static yaml_node_t *node_of(struct reader *reader, int index)
{
	return yaml_document_get_node(&reader->document, index);
}

static const char *scalar(const yaml_node_t *node)
{
	return node && node->type == YAML_SCALAR_NODE ? (const char *)node->data.scalar.value
						      : NULL;
}

static void *at(void *base, size_t offset)
{
	return (char *)base + offset;
}

/* ---- values ---- */

static bool read_map(struct reader *reader, yaml_node_t *node, const struct yaml_field *fields,
		     void *into, bool keep_going);

static bool read_number(struct reader *reader, const yaml_node_t *node,
			const struct yaml_field *field, void *into)
{
	const char *text = scalar(node);
	char *end = NULL;
	errno = 0;
	double value = text && *text ? strtod(text, &end) : 0;
	bool in_range = (field->min == 0 && field->max == 0) ||
			(value >= field->min && value <= field->max);
	if (!end || *end || errno || !in_range)
		return wrong(reader, node, field->key, _("a number in its range"));
	if (field->type == YAML_NUMBER) {
		*(double *)into = value;
		return true;
	}
	if (value != (double)(long)value)
		return wrong(reader, node, field->key, _("a whole number"));
	*(long *)into = (long)value;
	return true;
}

static bool read_bool(struct reader *reader, const yaml_node_t *node,
		      const struct yaml_field *field, bool *into)
{
	const char *text = scalar(node);
	if (text && (strcmp(text, "true") == 0 || strcmp(text, "yes") == 0))
		*into = true;
	else if (text && (strcmp(text, "false") == 0 || strcmp(text, "no") == 0))
		*into = false;
	else
		return wrong(reader, node, field->key, _("true or false"));
	return true;
}

static bool read_choice(struct reader *reader, const yaml_node_t *node,
			const struct yaml_field *field, int *into)
{
	const char *text = scalar(node);
	struct str expected = { 0 };
	(void)str_add(&expected, span_of(_("one of: ")));
	for (int i = 0; field->choices[i]; i++) {
		if (text && strcmp(field->choices[i], text) == 0) {
			*into = i;
			str_release(&expected);
			return true;
		}
		(void)str_format(&expected, "%s%s", i ? ", " : "", field->choices[i]);
	}
	(void)wrong(reader, node, field->key, str_text(&expected));
	str_release(&expected);
	return false;
}

static bool read_strings(struct reader *reader, const yaml_node_t *node,
			 const struct yaml_field *field, struct yaml_strings *into)
{
	if (scalar(node)) {
		*arr_add(into) = mem_copy(span_of(scalar(node)));
		return true;
	}
	if (!node || node->type != YAML_SEQUENCE_NODE)
		return wrong(reader, node, field->key, _("a list of texts"));
	for (yaml_node_item_t *item = node->data.sequence.items.start;
	     item < node->data.sequence.items.top; item++) {
		const char *text = scalar(node_of(reader, *item));
		if (!text)
			return wrong(reader, node_of(reader, *item), field->key,
				     _("a list of texts"));
		*arr_add(into) = mem_copy(span_of(text));
	}
	return true;
}

static bool read_pairs(struct reader *reader, const yaml_node_t *node,
		       const struct yaml_field *field, struct yaml_pairs *into)
{
	if (!node || node->type != YAML_MAPPING_NODE)
		return wrong(reader, node, field->key, _("keys with values"));
	for (yaml_node_pair_t *pair = node->data.mapping.pairs.start;
	     pair < node->data.mapping.pairs.top; pair++) {
		const char *key = scalar(node_of(reader, pair->key));
		const char *value = scalar(node_of(reader, pair->value));
		if (!key || !value)
			return wrong(reader, node, field->key, _("keys with values"));
		*arr_add(into) =
			(struct yaml_pair){ mem_copy(span_of(key)), mem_copy(span_of(value)) };
	}
	return true;
}

static bool read_list(struct reader *reader, const yaml_node_t *node,
		      const struct yaml_field *field, struct yaml_list *into)
{
	if (!node || node->type != YAML_SEQUENCE_NODE)
		return wrong(reader, node, field->key, _("a list"));
	for (yaml_node_item_t *item = node->data.sequence.items.start;
	     item < node->data.sequence.items.top; item++) {
		into->at = arr_room(into->at, &into->room, into->count + 1, field->size);
		void *element = at(into->at, into->count * field->size);
		memset(element, 0, field->size);
		into->count++;
		if (!read_map(reader, node_of(reader, *item), field->fields, element, false))
			return false;
	}
	return true;
}

static bool read_value(struct reader *reader, yaml_node_t *node, const struct yaml_field *field,
		       void *into)
{
	switch (field->type) {
	case YAML_STRING:
		if (!scalar(node))
			return wrong(reader, node, field->key, _("a text"));
		free(*(char **)into);
		*(char **)into = mem_copy(span_of(scalar(node)));
		return true;
	case YAML_INTEGER:
	case YAML_NUMBER:
		return read_number(reader, node, field, into);
	case YAML_BOOL:
		return read_bool(reader, node, field, into);
	case YAML_CHOICE:
		return read_choice(reader, node, field, into);
	case YAML_STRINGS:
		return read_strings(reader, node, field, into);
	case YAML_PAIRS:
		return read_pairs(reader, node, field, into);
	case YAML_LIST:
		return read_list(reader, node, field, into);
	case YAML_MAP:
		return read_map(reader, node, field->fields, into, false);
	}
	return false;
}

static const struct yaml_field *field_of(const struct yaml_field *fields, const char *key)
{
	for (; fields->key; fields++)
		if (strcmp(fields->key, key) == 0)
			return fields;
	return NULL;
}

static bool has_key(struct reader *reader, const yaml_node_t *node, const char *key)
{
	for (yaml_node_pair_t *pair = node->data.mapping.pairs.start;
	     pair < node->data.mapping.pairs.top; pair++) {
		const char *name = scalar(node_of(reader, pair->key));
		if (name && strcmp(name, key) == 0)
			return true;
	}
	return false;
}

/* keep_going: wrong keys are reported and left out; else the first one ends it. */
static bool read_map(struct reader *reader, yaml_node_t *node, const struct yaml_field *fields,
		     void *into, bool keep_going)
{
	if (!node || node->type != YAML_MAPPING_NODE)
		return wrong(reader, node, _("this entry"), _("keys with values"));
	for (yaml_node_pair_t *pair = node->data.mapping.pairs.start;
	     pair < node->data.mapping.pairs.top; pair++) {
		const yaml_node_t *name = node_of(reader, pair->key);
		const struct yaml_field *field =
			scalar(name) ? field_of(fields, scalar(name)) : NULL;
		bool done = field ? read_value(reader, node_of(reader, pair->value), field,
					       at(into, field->offset))
				  : wrong(reader, name, scalar(name) ? scalar(name) : _("a key"),
					  _("a key that is known here"));
		if (!done && !keep_going)
			return false;
	}
	for (const struct yaml_field *field = fields; field->key; field++)
		if (field->required && !has_key(reader, node, field->key))
			return wrong(reader, node, field->key, _("it here; it is missing"));
	return true;
}

/* ---- files ---- */

/* Aliases could make a small file endless; depth and number of nodes are bounded. */
static bool is_harmless(struct span text, struct reader *reader)
{
	yaml_parser_t parser;
	yaml_event_t event;
	int depth = 0, nodes = 0;
	const char *complaint = NULL;
	bool ends = false;
	if (!yaml_parser_initialize(&parser))
		return false;
	yaml_parser_set_input_string(&parser, (const unsigned char *)text.at, text.length);
	while (!ends && !complaint) {
		if (!yaml_parser_parse(&parser, &event)) {
			struct str problem = { 0 };
			(void)str_format(&problem, _("this is no YAML: %s"),
					 parser.problem ? parser.problem : "?");
			if (reader->report)
				reader->report(reader->context, reader->path,
					       (int)parser.problem_mark.line + 1,
					       str_text(&problem));
			str_release(&problem);
			yaml_parser_delete(&parser);
			return false;
		}
		bool opens = event.type == YAML_MAPPING_START_EVENT ||
			     event.type == YAML_SEQUENCE_START_EVENT;
		depth += opens;
		depth -= event.type == YAML_MAPPING_END_EVENT ||
			 event.type == YAML_SEQUENCE_END_EVENT;
		if (event.type == YAML_ALIAS_EVENT)
			complaint = _("aliases (*name) are not allowed here");
		else if (depth > DEPTH_MOST || ++nodes > NODES_MOST)
			complaint = _("the file is too large or nested too deeply");
		ends = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	if (complaint && reader->report)
		reader->report(reader->context, reader->path, (int)parser.mark.line + 1, complaint);
	yaml_parser_delete(&parser);
	return !complaint;
}

static bool open_text(struct reader *reader, struct span text)
{
	yaml_parser_t parser;
	if (text.length > FILE_MOST || !is_harmless(text, reader) ||
	    !yaml_parser_initialize(&parser))
		return false;
	yaml_parser_set_input_string(&parser, (const unsigned char *)text.at, text.length);
	bool done = yaml_parser_load(&parser, &reader->document) != 0;
	yaml_parser_delete(&parser);
	return done;
}

bool yaml_parse_list(struct span text, const char *path, const struct yaml_field *fields,
		     size_t size, bool (*each)(void *context, void *entry, int line), void *context,
		     yaml_report *report, void *report_context)
{
	struct reader reader = { .path = path, .report = report, .context = report_context };
	if (!open_text(&reader, text))
		return false;
	yaml_node_t *root = yaml_document_get_root_node(&reader.document);
	bool done = root && root->type == YAML_SEQUENCE_NODE;
	if (!done)
		(void)wrong(&reader, root, _("the file"), _("a list of entries"));
	for (yaml_node_item_t *item = done ? root->data.sequence.items.start : NULL;
	     done && item < root->data.sequence.items.top; item++) {
		yaml_node_t *node = node_of(&reader, *item);
		void *entry = mem_alloc(size);
		bool taken = read_map(&reader, node, fields, entry, false) &&
			     each(context, entry, (int)node->start_mark.line + 1);
		if (!taken)
			yaml_release(fields, entry);
		free(entry);
	}
	yaml_document_delete(&reader.document);
	return done;
}

bool yaml_parse_map(struct span text, const char *path, const struct yaml_field *fields, void *into,
		    yaml_report *report, void *report_context)
{
	struct reader reader = { .path = path, .report = report, .context = report_context };
	if (!open_text(&reader, text))
		return false;
	yaml_node_t *root = yaml_document_get_root_node(&reader.document);
	bool done = !root || read_map(&reader, root, fields, into, true);
	yaml_document_delete(&reader.document);
	return done;
}

static bool read_file(const char *path, struct str *text, yaml_report *report, void *context)
{
	struct err err;
	if (file_read(path, FILE_MOST, text, NULL, &err))
		return true;
	if (report)
		report(context, path, 0, err.text);
	return false;
}

bool yaml_read_list(const char *path, const struct yaml_field *fields, size_t size,
		    bool (*each)(void *context, void *entry, int line), void *context,
		    yaml_report *report, void *report_context)
{
	struct str text = { 0 };
	bool done = read_file(path, &text, report, report_context) &&
		    yaml_parse_list(str_span(&text), path, fields, size, each, context, report,
				    report_context);
	str_release(&text);
	return done;
}

bool yaml_read_map(const char *path, const struct yaml_field *fields, void *into,
		   yaml_report *report, void *report_context)
{
	struct str text = { 0 };
	bool done = read_file(path, &text, report, report_context) &&
		    yaml_parse_map(str_span(&text), path, fields, into, report, report_context);
	str_release(&text);
	return done;
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

void yaml_release(const struct yaml_field *fields, void *from)
{
	for (; fields->key; fields++) {
		void *member = at(from, fields->offset);
		struct yaml_list *list = member;
		switch (fields->type) {
		case YAML_STRING:
			free(*(char **)member);
			*(char **)member = NULL;
			break;
		case YAML_STRINGS:
			release_strings(member);
			break;
		case YAML_PAIRS:
			release_pairs(member);
			break;
		case YAML_MAP:
			yaml_release(fields->fields, member);
			break;
		case YAML_LIST:
			for (size_t i = 0; i < list->count; i++)
				yaml_release(fields->fields, at(list->at, i * fields->size));
			free(list->at);
			*list = (struct yaml_list){ 0 };
			break;
		case YAML_INTEGER:
		case YAML_NUMBER:
		case YAML_BOOL:
		case YAML_CHOICE:
			break;
		}
	}
}
