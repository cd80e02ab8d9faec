/*
 * SARIF 2.1.0 (OASIS), as code scanning tools read it. Columns are code points; places in bytes go
 * with them. The rules are listed once, sorted, so that results can name them by index.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/hints.h"

static const char schema[] = "https://json.schemastore.org/sarif-2.1.0.json";

static const char *level_of(int severity)
{
	switch ((enum severity)severity) {
	case SEVERITY_BLOCK:
		return "error";
	case SEVERITY_WARN:
		return "warning";
	case SEVERITY_HINT:
	case SEVERITY_NOTE:
	case SEVERITY_COUNT:
		break;
	}
	return "note";
}

/* Packs are sorted by id, then language: the first of an id stands for all. */
static bool is_listed(const struct packs *packs, size_t index)
{
	const struct rule *rule = packs->rules.at[index];
	bool first = index == 0 || strcmp(packs->rules.at[index - 1]->id, rule->id) != 0;
	return first && !rule->helper && !rule->praise;
}

static void write_message(struct json_writer *w, const char *key, struct span text)
{
	json_write_begin(w, key, '{');
	json_write_string(w, "text", text);
	json_write_end(w, '}');
}

static void write_rule(struct json_writer *w, const struct rule *rule)
{
	enum language person = language_of_person();
	struct str help = { 0 };
	(void)str_format(&help, "%s %s", rule_text(rule, FINDING_FIX, person),
			 rule_text(rule, FINDING_KEEP, person));
	json_write_begin(w, NULL, '{');
	json_write_string(w, "id", span_of(rule->id));
	write_message(w, "shortDescription", span_of(rule_text(rule, FINDING_MESSAGE, person)));
	write_message(w, "fullDescription", span_of(rule_text(rule, FINDING_WHY, person)));
	write_message(w, "help", str_span(&help));
	json_write_begin(w, "defaultConfiguration", '{');
	json_write_string(w, "level", span_of(level_of(rule->severity)));
	json_write_end(w, '}');
	json_write_end(w, '}');
	str_release(&help);
}

static void begin(struct hints_out *out)
{
	struct json_writer *w = &out->writer;
	json_write_begin(w, NULL, '{');
	json_write_string(w, "$schema", span_of(schema));
	json_write_string(w, "version", SPAN("2.1.0"));
	json_write_begin(w, "runs", '[');
	json_write_begin(w, NULL, '{');
	json_write_begin(w, "tool", '{');
	json_write_begin(w, "driver", '{');
	json_write_string(w, "name", SPAN("Tonfall"));
	json_write_string(w, "version", SPAN(TONFALL_VERSION));
	json_write_begin(w, "rules", '[');
	for (size_t i = 0; i < out->packs->rules.count; i++)
		if (is_listed(out->packs, i))
			write_rule(w, out->packs->rules.at[i]);
	json_write_end(w, ']');
	json_write_end(w, '}');
	json_write_end(w, '}');
	json_write_string(w, "columnKind", SPAN("unicodeCodePoints"));
	json_write_begin(w, "results", '[');
}

static size_t index_of(const struct packs *packs, const char *id)
{
	size_t index = 0;
	for (size_t i = 0; i < packs->rules.count; i++) {
		if (!is_listed(packs, i))
			continue;
		if (strcmp(packs->rules.at[i]->id, id) == 0)
			break;
		index++;
	}
	return index;
}

/* The path as a URI reference (RFC 3986): what is not plain is percent-encoded. */
static void write_artifact(struct json_writer *w, const char *path)
{
	struct str uri = { 0 };
	const char *name = strcmp(path, "-") == 0 ? "stdin" : path;
	for (const char *c = name; *c; c++) {
		unsigned char byte = (unsigned char)*c;
		bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
			     (byte >= '0' && byte <= '9') || strchr("-._~/", byte);
		if (plain)
			(void)str_add_byte(&uri, *c);
		else
			(void)str_format(&uri, "%%%02X", byte);
	}
	json_write_begin(w, "artifactLocation", '{');
	json_write_string(w, "uri", str_span(&uri));
	json_write_end(w, '}');
	str_release(&uri);
}

static void write_region(struct json_writer *w, const char *key, const struct finding *finding,
			 const struct hint_place *place, struct span text)
{
	json_write_begin(w, key, '{');
	json_write_integer(w, "startLine", (long long)place->line);
	json_write_integer(w, "startColumn", (long long)place->point);
	json_write_integer(w, "endLine", (long long)place->end_line);
	json_write_integer(w, "endColumn", (long long)place->end_point);
	json_write_integer(w, "byteOffset", (long long)finding->start);
	json_write_integer(w, "byteLength", (long long)(finding->end - finding->start));
	if (finding->end > finding->start)
		write_message(w, "snippet", span_slice(text, finding->start, finding->end));
	json_write_end(w, '}');
}

static void write_fix(struct json_writer *w, const char *path, const struct finding *finding,
		      const struct hint_place *place, struct span text)
{
	json_write_begin(w, "fixes", '[');
	json_write_begin(w, NULL, '{');
	json_write_begin(w, "artifactChanges", '[');
	json_write_begin(w, NULL, '{');
	write_artifact(w, path);
	json_write_begin(w, "replacements", '[');
	json_write_begin(w, NULL, '{');
	write_region(w, "deletedRegion", finding, place, text);
	write_message(w, "insertedContent", span_of(finding->replacement));
	json_write_end(w, '}');
	json_write_end(w, ']');
	json_write_end(w, '}');
	json_write_end(w, ']');
	json_write_end(w, '}');
	json_write_end(w, ']');
}

static void write_result(struct hints_out *out, const char *path, const struct report *report,
			 const struct finding *finding, const struct hint_place *place)
{
	struct json_writer *w = &out->writer;
	struct str message = { 0 };
	finding_sentence(finding, FINDING_MESSAGE, language_of_person(), report->analysis.text,
			 &message);
	json_write_begin(w, NULL, '{');
	json_write_string(w, "ruleId", span_of(finding->rule->id));
	json_write_integer(w, "ruleIndex", (long long)index_of(out->packs, finding->rule->id));
	json_write_string(w, "level", span_of(level_of(finding->rule->severity)));
	write_message(w, "message", str_span(&message));
	json_write_begin(w, "locations", '[');
	json_write_begin(w, NULL, '{');
	json_write_begin(w, "physicalLocation", '{');
	write_artifact(w, path);
	write_region(w, "region", finding, place, report->analysis.text);
	json_write_end(w, '}');
	json_write_end(w, '}');
	json_write_end(w, ']');
	if (finding->replacement)
		write_fix(w, path, finding, place, report->analysis.text);
	json_write_end(w, '}');
	str_release(&message);
}

static void file(struct hints_out *out, const char *path, const struct report *report)
{
	struct hint_place *places = hint_places(report);
	for (size_t i = 0; i < report->findings.count; i++)
		write_result(out, path, report, &report->findings.at[i], &places[i]);
	free(places);
}

static void write_notification(struct json_writer *w, const char *path, const char *text)
{
	json_write_begin(w, NULL, '{');
	json_write_string(w, "level", SPAN("warning"));
	write_message(w, "message", span_of(text));
	json_write_begin(w, "locations", '[');
	json_write_begin(w, NULL, '{');
	json_write_begin(w, "physicalLocation", '{');
	write_artifact(w, path);
	json_write_end(w, '}');
	json_write_end(w, '}');
	json_write_end(w, ']');
	json_write_end(w, '}');
}

/* What was left out of the results. */
static void write_invocation(struct hints_out *out)
{
	struct json_writer *w = &out->writer;
	struct str text = { 0 };
	json_write_begin(w, "invocations", '[');
	json_write_begin(w, NULL, '{');
	json_write_bool(w, "executionSuccessful", true);
	json_write_begin(w, "toolExecutionNotifications", '[');
	for (size_t i = 0; i < out->unsaid.count; i++) {
		const struct unsaid *unsaid = &out->unsaid.at[i];
		str_clear(&text);
		(void)str_format(&text, _("The rule %s took too long and was left out."),
				 unsaid->slow ? unsaid->slow : "");
		if (unsaid->slow)
			write_notification(w, unsaid->path, str_text(&text));
		if (unsaid->is_cut)
			write_notification(w, unsaid->path,
					   _("There are more hints than these, the weightiest and "
					     "first ones; mend them and check again."));
	}
	json_write_end(w, ']');
	json_write_end(w, '}');
	json_write_end(w, ']');
	str_release(&text);
}

static void end(struct hints_out *out)
{
	json_write_end(&out->writer, ']');
	if (out->unsaid.count)
		write_invocation(out);
	json_write_end(&out->writer, '}');
	json_write_end(&out->writer, ']');
	json_write_end(&out->writer, '}');
	(void)str_add_byte(&out->text, '\n');
}

const struct hints_format sarif_format = {
	.name = "sarif", .lists_rules = true, .begin = begin, .file = file, .end = end
};
