#include "base/yaml.h"

#include <stdlib.h>
#include <string.h>

#include <yaml.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "yaml_fill.h"

enum { BYTES_MOST = 1 << 20, DEPTH_MOST = 32, NODES_MOST = 200000 };

/* A list or map that is still open. */
struct level {
	size_t node, last_child, children;
};

/* Events rather than libyaml's documents: one pass, and everything that is refused (anchors, types,
 * depth, number) is refused before it costs anything. */
struct builder {
	struct yaml_source *source;
	struct level levels[DEPTH_MOST];
	int depth;
	int documents;
};

static bool add_node(struct builder *b, struct yaml_node node)
{
	struct yaml_nodes *nodes = &b->source->nodes;
	if (nodes->count == NODES_MOST) {
		free(node.text);
		return yaml_tell(b->source, node.line, _("there are more than %d values"),
				 (int)NODES_MOST);
	}
	size_t index = nodes->count;
	*arr_add(nodes) = node;
	if (!b->depth)
		return true;
	struct level *level = &b->levels[b->depth - 1];
	if (level->children++)
		nodes->at[level->last_child].next = index;
	else
		nodes->at[level->node].child = index;
	level->last_child = index;
	bool is_key = nodes->at[level->node].kind == YAML_IS_MAP && level->children % 2 == 1;
	if (is_key && node.kind != YAML_IS_SCALAR)
		return yaml_tell(b->source, node.line, _("a key must be a text"));
	return true;
}

static bool is_plain_data(struct builder *b, int line, const yaml_char_t *anchor,
			  const yaml_char_t *tag)
{
	if (anchor)
		return yaml_tell(b->source, line, _("anchors and aliases (& and *) are not read"));
	if (tag)
		return yaml_tell(b->source, line, _("types (!) are not read"));
	return true;
}

static bool open_level(struct builder *b, enum yaml_kind kind, int line)
{
	if (b->depth == DEPTH_MOST)
		return yaml_tell(b->source, line, _("this is nested deeper than %d levels"),
				 (int)DEPTH_MOST);
	if (!add_node(b, (struct yaml_node){ .kind = kind, .line = line }))
		return false;
	b->levels[b->depth++] = (struct level){ .node = b->source->nodes.count - 1 };
	return true;
}

static bool add_scalar(struct builder *b, yaml_event_t *event, int line)
{
	char *text = (char *)event->data.scalar.value;
	size_t length = event->data.scalar.length;
	if (memchr(text, '\0', length))
		return yaml_tell(b->source, line, _("this text holds a zero byte"));
	event->data.scalar.value = NULL; /* from malloc; it is the node's now */
	return add_node(b,
			(struct yaml_node){ .kind = YAML_IS_SCALAR,
					    .line = line,
					    .is_empty = !length && event->data.scalar.style ==
									   YAML_PLAIN_SCALAR_STYLE,
					    .text = text });
}

static bool take_event(struct builder *b, yaml_event_t *event)
{
	int line = (int)event->start_mark.line + 1;
	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		return b->documents++ == 0 ||
		       yaml_tell(b->source, line, _("only one document a file is read"));
	case YAML_ALIAS_EVENT:
		return is_plain_data(b, line, event->data.alias.anchor, NULL);
	case YAML_SCALAR_EVENT:
		return is_plain_data(b, line, event->data.scalar.anchor, event->data.scalar.tag) &&
		       add_scalar(b, event, line);
	case YAML_SEQUENCE_START_EVENT:
		return is_plain_data(b, line, event->data.sequence_start.anchor,
				     event->data.sequence_start.tag) &&
		       open_level(b, YAML_IS_LIST, line);
	case YAML_MAPPING_START_EVENT:
		return is_plain_data(b, line, event->data.mapping_start.anchor,
				     event->data.mapping_start.tag) &&
		       open_level(b, YAML_IS_MAP, line);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		b->depth--;
		return true;
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_STREAM_END_EVENT:
	case YAML_DOCUMENT_END_EVENT:
		return true;
	}
	return true;
}

static bool tell_syntax(struct yaml_source *source, const yaml_parser_t *parser, struct span text)
{
	size_t line = parser->problem_mark.line + 1;
	if (parser->error == YAML_MEMORY_ERROR)
		return yaml_tell(source, 0, _("there is not enough memory to read it"));
	/* The reader knows no lines, only the offset of the bytes that are not UTF-8. */
	if (parser->error == YAML_READER_ERROR) {
		struct span before = span_slice(text, 0, parser->problem_offset);
		line = 1;
		for (size_t i = 0; i < before.length; i++)
			line += before.at[i] == '\n';
	}
	return yaml_tell(source, (int)line, _("this is not YAML: %s"),
			 parser->problem ? parser->problem : "?");
}

static bool build(struct yaml_source *source, struct span text)
{
	yaml_parser_t parser;
	yaml_event_t event;
	struct builder builder = { .source = source };
	if (text.length > BYTES_MOST)
		return yaml_tell(source, 0, _("the file has more than %d bytes"), (int)BYTES_MOST);
	if (!yaml_parser_initialize(&parser))
		return yaml_tell(source, 0, _("there is not enough memory to read it"));
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parser, (const unsigned char *)text.at, text.length);
	bool ended = false, right = true;
	while (right && !ended) {
		if (!yaml_parser_parse(&parser, &event)) {
			right = tell_syntax(source, &parser, text);
			break;
		}
		right = take_event(&builder, &event);
		ended = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	return right;
}

static void release_nodes(struct yaml_nodes *nodes)
{
	for (size_t i = 0; i < nodes->count; i++)
		free(nodes->at[i].text);
	arr_release(nodes);
}

/* A file with nothing in it, or comments only, is a list without entries and a map without keys. */
static bool is_nothing(const struct yaml_nodes *nodes)
{
	return !nodes->count || nodes->at[0].is_empty;
}

static bool read_entries(struct yaml_source *source, const struct yaml_field *fields, size_t size,
			 bool (*each)(void *context, void *entry, int line), void *context)
{
	struct yaml_nodes *nodes = &source->nodes;
	char found[64];
	if (is_nothing(nodes))
		return true;
	if (nodes->at[0].kind != YAML_IS_LIST)
		return yaml_tell(source, nodes->at[0].line,
				 _("the file is %s; expected a list of entries"),
				 yaml_describe(&nodes->at[0], found));
	void *entry = mem_alloc(size);
	for (size_t i = nodes->at[0].child; i; i = nodes->at[i].next) {
		memset(entry, 0, size);
		if (!yaml_fill(source, i, fields, entry, true) ||
		    !each(context, entry, nodes->at[i].line))
			yaml_release(fields, entry);
	}
	free(entry);
	return true;
}

bool yaml_parse_list(struct span text, const char *path, const struct yaml_field *fields,
		     size_t size, bool (*each)(void *context, void *entry, int line), void *context,
		     yaml_report *report, void *report_context)
{
	struct yaml_source source = { .path = path, .report = report, .context = report_context };
	bool done = build(&source, text) && read_entries(&source, fields, size, each, context);
	release_nodes(&source.nodes);
	return done;
}

bool yaml_parse_map(struct span text, const char *path, const struct yaml_field *fields, void *into,
		    yaml_report *report, void *report_context)
{
	struct yaml_source source = { .path = path, .report = report, .context = report_context };
	char found[64];
	bool done = build(&source, text);
	if (done && !is_nothing(&source.nodes)) {
		const struct yaml_node *root = &source.nodes.at[0];
		if (root->kind == YAML_IS_MAP)
			/* What is wrong is reported and keeps its default: no reason to fail. */
			(void)yaml_fill(&source, 0, fields, into, false);
		else
			done = yaml_tell(&source, root->line,
					 _("the file is %s; expected keys with values"),
					 yaml_describe(root, found));
	}
	release_nodes(&source.nodes);
	return done;
}

static bool read_file(const char *path, struct str *text, yaml_report *report, void *context)
{
	struct err err = { 0 };
	if (file_read(path, BYTES_MOST, text, NULL, &err))
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
