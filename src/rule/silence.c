#include "rule/silence.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/path.h"
#include "lang/fold.h"
#include "rule/pack.h"

enum {
	SILENCES_MOST = 5000,
	QUOTE_WORDS = 12, /* of a long quote, the first */
	WHOLE_WORDS = 6,  /* of the text, for a hint about the whole of it */
	SIDE_WORDS = 2,
	REASON_MOST = 400, /* bytes */
};

#define FIELD(key_, type_, member_) \
	.key = key_, .type = type_, .offset = offsetof(struct silence, member_)

static const struct yaml_field fields[] = {
	{ FIELD("rule", YAML_STRING, rule), .required = true },
	{ FIELD("for-good", YAML_BOOL, for_good) },
	{ FIELD("quote", YAML_STRING, quote) },
	{ FIELD("before", YAML_STRING, before) },
	{ FIELD("after", YAML_STRING, after) },
	{ FIELD("reason", YAML_STRING, reason) },
	{ FIELD("since", YAML_STRING, since) },
	{ 0 },
};

/* ---- the file ---- */

const char *silences_path(struct str *out)
{
	return path_in(out, PATH_DATA, "silenced.yaml");
}

static void fill_in(char **text)
{
	if (!*text)
		*text = mem_copy(SPAN(""));
}

static void add(struct silences *silences, const struct silence *silence)
{
	if (silences->count >= SILENCES_MOST) {
		size_t oldest = 0;
		while (oldest + 1 < silences->count && silences->at[oldest].for_good)
			oldest++;
		silence_remove(silences, oldest);
	}
	*arr_add(silences) = *silence;
}

static bool take(void *context, void *entry, int line)
{
	struct silence silence = *(struct silence *)entry;
	(void)line;
	fill_in(&silence.quote);
	fill_in(&silence.before);
	fill_in(&silence.after);
	fill_in(&silence.reason);
	fill_in(&silence.since);
	add(context, &silence);
	return true;
}

void silences_read(struct silences *silences, const char *path, yaml_report *report, void *context)
{
	struct file_stamp stamp;
	/* What is wrong in it is reported. */
	if (file_stat(path, &stamp, NULL) && stamp.exists && stamp.size > 0)
		(void)yaml_read_list(path, fields, sizeof(struct silence), take, silences, report,
				     context);
}

/* A double-quoted YAML scalar; control characters are left out. */
static void write_text(struct str *out, const char *key, const char *text)
{
	if (!*text)
		return;
	(void)str_format(out, "  %s: \"", key);
	for (const char *c = text; *c; c++) {
		if (*c == '"' || *c == '\\')
			(void)str_add_byte(out, '\\');
		if ((unsigned char)*c >= 0x20 && *c != 0x7f)
			(void)str_add_byte(out, *c);
	}
	(void)str_add(out, SPAN("\"\n"));
}

bool silences_save(const struct silences *silences, const char *path, struct err *err)
{
	struct str text = { 0 };
	for (size_t i = 0; i < silences->count; i++) {
		const struct silence *silence = &silences->at[i];
		(void)str_format(&text, "- rule: \"%s\"\n", silence->rule);
		if (silence->for_good)
			(void)str_add(&text, SPAN("  for-good: true\n"));
		write_text(&text, "quote", silence->quote);
		write_text(&text, "before", silence->before);
		write_text(&text, "after", silence->after);
		write_text(&text, "reason", silence->reason);
		write_text(&text, "since", silence->since);
	}
	bool saved = file_keep(path, str_span(&text), err);
	str_release(&text);
	return saved;
}

static void release(struct silence *silence)
{
	yaml_release(fields, silence);
}

void silences_release(struct silences *silences)
{
	for (size_t i = 0; i < silences->count; i++)
		release(&silences->at[i]);
	arr_release(silences);
}

/* ---- places ---- */

/* Index of the first token that ends behind `at`. */
static size_t token_at(const struct analysis *analysis, size_t at)
{
	size_t low = 0, high = analysis->tokens.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (analysis->tokens.at[middle].end > at)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

/* Tokens [first, behind) in the form to compare by, with a space between. */
static char *words_of(const struct analysis *analysis, size_t first, size_t behind)
{
	struct str out = { 0 };
	for (size_t i = first; i < behind && i < analysis->tokens.count; i++) {
		if (out.length)
			(void)str_add_byte(&out, ' ');
		fold_word(analysis_token(analysis, i), &out);
	}
	return str_take(&out);
}

/* A place without a word in it (an emoji is one, a quotation mark is none) is its own bytes. */
static char *quote_of(const struct analysis *analysis, const struct finding *finding, size_t first,
		      size_t behind)
{
	if (first < behind)
		return words_of(analysis, first,
				behind - first > QUOTE_WORDS ? first + QUOTE_WORDS : behind);
	return mem_copy(span_trim(span_slice(analysis->text, finding->start, finding->end)));
}

static struct silence place_of(const struct finding *finding, const struct analysis *analysis)
{
	struct silence place = { .rule = mem_copy(span_of(finding->rule->id)) };
	if (finding->start == finding->end) {
		place.quote = words_of(analysis, 0, WHOLE_WORDS);
		place.before = mem_copy(SPAN(""));
		place.after = mem_copy(SPAN(""));
	} else {
		size_t first = token_at(analysis, finding->start);
		size_t behind = first;
		while (behind < analysis->tokens.count &&
		       analysis->tokens.at[behind].start < finding->end)
			behind++;
		place.quote = quote_of(analysis, finding, first, behind);
		place.before =
			words_of(analysis, first > SIDE_WORDS ? first - SIDE_WORDS : 0, first);
		place.after = words_of(analysis, behind, behind + SIDE_WORDS);
	}
	place.reason = mem_copy(SPAN(""));
	place.since = mem_copy(SPAN(""));
	return place;
}

static bool is_place(const struct silence *silence, const struct silence *place)
{
	return strcmp(silence->quote, place->quote) == 0 &&
	       (strcmp(silence->before, place->before) == 0 ||
		strcmp(silence->after, place->after) == 0);
}

static bool is_about(const struct silence *silence, const struct finding *finding)
{
	return strcmp(silence->rule, finding->rule->id) == 0;
}

const struct silence *silence_of(const struct silences *silences, const struct finding *finding,
				 const struct analysis *analysis)
{
	const struct silence *found = NULL;
	struct silence place = { .rule = NULL };
	for (size_t i = 0; i < silences->count && !found; i++) {
		const struct silence *silence = &silences->at[i];
		if (!is_about(silence, finding))
			continue;
		if (!silence->for_good && !place.rule)
			place = place_of(finding, analysis);
		if (silence->for_good || is_place(silence, &place))
			found = silence;
	}
	release(&place);
	return found;
}

/* ---- changes ---- */

static char *date_of(long long now)
{
	char text[16] = "";
	time_t seconds = (time_t)now;
	struct tm parts;
	if (gmtime_r(&seconds, &parts))
		(void)strftime(text, sizeof text, "%Y-%m-%d", &parts);
	return mem_copy(span_of(text));
}

void silence_add(struct silences *silences, const struct finding *finding,
		 const struct analysis *analysis, bool for_good, struct span reason, long long now)
{
	struct silence silence = place_of(finding, analysis);
	silence.for_good = for_good;
	for (size_t i = silences->count; i-- > 0;) {
		const struct silence *other = &silences->at[i];
		if (is_about(other, finding) && other->for_good == for_good &&
		    (for_good || is_place(other, &silence)))
			silence_remove(silences, i);
	}
	free(silence.reason);
	silence.reason = mem_copy(span_slice(reason, 0, REASON_MOST));
	free(silence.since);
	silence.since = date_of(now);
	add(silences, &silence);
}

void silence_remove(struct silences *silences, size_t index)
{
	release(&silences->at[index]);
	memmove(&silences->at[index], &silences->at[index + 1],
		(silences->count - index - 1) * sizeof *silences->at);
	silences->count--;
}
