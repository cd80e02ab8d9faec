/*
 * Between yaml.c (libyaml to a tree) and yaml_fill.c (a tree to structs, by schema). The tree is
 * small and closed: no anchors, no tags, keys are scalars, depth and number of nodes are bounded.
 */
#ifndef TONFALL_BASE_YAML_FILL_H
#define TONFALL_BASE_YAML_FILL_H

#include "base/yaml.h"

enum yaml_kind { YAML_IS_SCALAR, YAML_IS_LIST, YAML_IS_MAP };

struct yaml_node {
	enum yaml_kind kind;
	int line;	    /* from 1 */
	bool is_empty;	    /* a scalar of which nothing is written, not even quotes */
	char *text;	    /* of a scalar; whoever wants to keep it takes it and leaves NULL */
	size_t child, next; /* indexes of nodes, 0: none. Children of a map: key, value, key … */
};

/* The root is node 0; a file without content has no nodes. */
struct yaml_nodes ARR(struct yaml_node);

/* A file and who is told of its mistakes. */
struct yaml_source {
	const char *path;
	yaml_report *report;
	void *context;
	int told;
	struct yaml_nodes nodes;
};

/* Reports a mistake, up to a ceiling a file; returns false, so that `return yaml_tell(…)` reads
 * well. */
bool yaml_tell(struct yaml_source *source, int line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* What a node is, for a sentence: "a list", or its text in quotes, cut and without controls. */
const char *yaml_describe(const struct yaml_node *node, char text[64]);

/* Fills *into from the map at `index`. Strict: false when there was any mistake; then *into may be
 * half filled, to be released. Lenient: what is wrong keeps its value, and wrong elements of lists
 * are left out. */
bool yaml_fill(struct yaml_source *source, size_t index, const struct yaml_field *fields,
	       void *into, bool strict);

#endif
