#include "cli/hints.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "text/grapheme.h"
#include "text/utf8.h"

enum {
	SUGGESTIONS = 5,
	SUGGESTED_MOST = 500, /* different words of one text */
	/* Hunspell takes up to 300 ms for each: it is asked about the first words, and about some
	 * more for which nothing was found without it. */
	ASKED_FIRST = 12,
	ASKED_MOST = 40,
};

/* ---- places ---- */

struct stop {
	size_t at, finding;
	bool is_end;
};

static int by_place(const void *a, const void *b)
{
	const struct stop *x = a, *y = b;
	return x->at < y->at ? -1 : x->at > y->at;
}

/* Where the walk stands. */
struct walk {
	size_t at, line, column, point;
};

/* Is the byte a letter or sign in ASCII, with nothing that may belong to it behind? Most are. */
static bool is_plain(struct span text, size_t at)
{
	unsigned char byte = (unsigned char)text.at[at];
	return byte >= ' ' && byte < 0x7f && at + 1 < text.length &&
	       (unsigned char)text.at[at + 1] < 0x80;
}

static void walk_to(struct walk *walk, struct span text, size_t at)
{
	while (walk->at < at) {
		if (is_plain(text, walk->at)) {
			walk->at++;
			walk->column++;
			walk->point++;
			continue;
		}
		size_t length = grapheme_next(text, walk->at, 0).length;
		struct span grapheme = span_slice(text, walk->at, walk->at + length);
		walk->at += length;
		if (span_ends(grapheme, SPAN("\n"))) {
			walk->line++;
			walk->column = walk->point = 1;
		} else {
			walk->column++;
			walk->point += utf8_count(grapheme);
		}
	}
}

static void note(struct hint_place *places, const struct stop *stop, const struct walk *walk)
{
	struct hint_place *place = &places[stop->finding];
	if (stop->is_end) {
		place->end_line = walk->line;
		place->end_point = walk->point;
	} else {
		place->line = walk->line;
		place->column = walk->column;
		place->point = walk->point;
	}
}

struct hint_place *hint_places(const struct report *report)
{
	size_t count = report->findings.count;
	struct hint_place *places = mem_alloc(count * sizeof *places);
	struct stop *stops = mem_alloc(2 * count * sizeof *stops);
	struct walk walk = { 0, 1, 1, 1 };
	for (size_t i = 0; i < count; i++) {
		stops[2 * i] = (struct stop){ report->findings.at[i].start, i, false };
		stops[2 * i + 1] = (struct stop){ report->findings.at[i].end, i, true };
	}
	if (count)
		qsort(stops, 2 * count, sizeof *stops, by_place);
	for (size_t i = 0; i < 2 * count; i++) {
		walk_to(&walk, report->analysis.text, stops[i].at);
		note(places, &stops[i], &walk);
	}
	free(stops);
	return places;
}

/* ---- text ---- */

/* Foreign text is drawn, never obeyed: controls and the like come out as ^X or <U+202E>. */
static void add_safe(struct str *out, struct span text)
{
	for (size_t at = 0; at < text.length;) {
		size_t plain = at;
		while (plain < text.length && is_plain(text, plain))
			plain++;
		if (plain > at)
			(void)str_add(out, span_slice(text, at, plain));
		at = plain;
		if (at == text.length)
			break;
		struct grapheme grapheme = grapheme_next(text, at, 0);
		struct span bytes = span_slice(text, at, at + grapheme.length);
		struct grapheme_cell cells[GRAPHEME_CELLS];
		at += grapheme.length;
		if (grapheme.kind == GRAPHEME_PLAIN || grapheme.kind == GRAPHEME_SEQUENCE) {
			(void)str_add(out, bytes);
			continue;
		}
		int count = grapheme_draw(bytes, &grapheme, cells, GRAPHEME_CELLS);
		for (int i = 0; i < count; i++)
			(void)str_add_point(out, cells[i].points[0]);
		if (grapheme.kind == GRAPHEME_NEWLINE)
			(void)str_add_byte(out, ' ');
	}
}

static void nothing(struct hints_out *out)
{
	(void)out;
}

static void text_file(struct hints_out *out, const char *path, const struct report *report)
{
	struct str sentence = { 0 };
	struct hint_place *places = hint_places(report);
	for (size_t i = 0; i < report->findings.count; i++) {
		const struct finding *finding = &report->findings.at[i];
		add_safe(&out->text, span_of(path));
		(void)str_format(&out->text, ":%zu:%zu: %s %s: ", places[i].line, places[i].column,
				 severity_names[finding->rule->severity], finding->rule->id);
		finding_sentence(finding, FINDING_MESSAGE, language_of_person(),
				 report->analysis.text, &sentence);
		add_safe(&out->text, str_span(&sentence));
		(void)str_add_byte(&out->text, '\n');
	}
	free(places);
	str_release(&sentence);
}

/* ---- JSON ---- */

static void write_place(struct json_writer *w, size_t start, size_t end)
{
	json_write_begin(w, NULL, '{');
	json_write_integer(w, "start", (long long)start);
	json_write_integer(w, "end", (long long)end);
}

static void write_drivers(struct json_writer *w, const char *key, const char *unit,
			  const struct measure_driver *drivers)
{
	json_write_begin(w, key, '[');
	for (int i = 0; i < MEASURE_DRIVERS && drivers[i].size; i++) {
		write_place(w, drivers[i].start, drivers[i].end);
		json_write_integer(w, unit, (long long)drivers[i].size);
		json_write_end(w, '}');
	}
	json_write_end(w, ']');
}

/* Nothing under 30 words: then there is no figure to give. */
static void write_readability(struct json_writer *w, const struct measures *m)
{
	if (!m->formula)
		return;
	json_write_begin(w, "readability", '{');
	json_write_string(w, "formula", span_of(m->formula));
	json_write_number(w, "score", m->readability, 0);
	json_write_string(w, "band", span_of(m->band));
	json_write_bool(w, "indicative", m->is_indicative);
	write_drivers(w, "longest_sentences", "words", m->sentences_longest);
	write_drivers(w, "longest_words", "letters", m->words_longest);
	json_write_end(w, '}');
}

static void write_measures(struct json_writer *w, const struct measures *m)
{
	json_write_begin(w, "measures", '{');
	json_write_integer(w, "characters", (long long)m->characters);
	json_write_integer(w, "limit", (long long)m->limit);
	json_write_integer(w, "words", (long long)m->words);
	json_write_integer(w, "sentences", (long long)m->sentences);
	json_write_integer(w, "paragraphs", (long long)m->paragraphs);
	json_write_integer(w, "reading_seconds", m->reading_seconds);
	json_write_begin(w, "fold", '{');
	json_write_integer(w, "mobile", (long long)m->fold_mobile);
	json_write_integer(w, "desktop", (long long)m->fold_desktop);
	json_write_end(w, '}');
	write_readability(w, m);
	json_write_end(w, '}');
}

static void write_sentences(struct json_writer *w, const struct sentences *sentences)
{
	json_write_begin(w, "sentences", '[');
	for (size_t i = 0; i < sentences->count; i++) {
		write_place(w, sentences->at[i].start, sentences->at[i].end);
		json_write_string(w, "language", span_of(language_tag(sentences->at[i].language)));
		json_write_end(w, '}');
	}
	json_write_end(w, ']');
}

/* A word that may be meant for another; what looks like a name may be one with a slip. */
static bool is_unknown(const struct finding *finding)
{
	return strcmp(finding->rule->id, "spelling.unknown") == 0 ||
	       strcmp(finding->rule->id, "spelling.tag") == 0 ||
	       strcmp(finding->rule->id, "spelling.name") == 0;
}

static bool is_same(const struct suggested *suggested, enum language language, struct span word,
		    const struct around *around)
{
	return suggested->language == language && span_equal(span_of(suggested->word), word) &&
	       span_equal(suggested->around.before, around->before) &&
	       span_equal(suggested->around.after, around->after);
}

static const struct words *suggest(struct hints_out *out, enum language language, struct span text,
				   struct span word)
{
	static const struct words none = { 0 };
	size_t start = (size_t)(word.at - text.at);
	struct around around = around_of(text, start, start + word.length);
	for (size_t i = 0; i < out->suggested.count; i++)
		if (is_same(&out->suggested.at[i], language, word, &around))
			return &out->suggested.at[i].words;
	if (out->suggested.count >= SUGGESTED_MOST)
		return &none;
	struct suggested *suggested = arr_add(&out->suggested);
	*suggested = (struct suggested){ mem_copy(word), around, language, { 0 } };
	bool asks = out->asked < ASKED_FIRST;
	if (!asks) {
		speller_suggest_soon(out->speller, language, word, &around, SUGGESTIONS,
				     &suggested->words);
		asks = suggested->words.count == 0 && out->asked < ASKED_MOST;
	}
	if (asks) {
		out->asked++;
		speller_suggest(out->speller, language, word, &around, SUGGESTIONS,
				&suggested->words);
	}
	return &suggested->words;
}

static void forget_suggested(struct hints_out *out)
{
	for (size_t i = 0; i < out->suggested.count; i++) {
		free(out->suggested.at[i].word);
		words_release(&out->suggested.at[i].words);
	}
	arr_release(&out->suggested);
	out->asked = 0;
}

static void write_replacements(struct hints_out *out, const struct report *report,
			       const struct finding *finding, struct span quote)
{
	struct json_writer *w = &out->writer;
	json_write_begin(w, "replacements", '[');
	if (finding->replacement) {
		json_write_string(w, NULL, span_of(finding->replacement));
	} else if (is_unknown(finding) && out->speller) {
		const struct words *words =
			suggest(out, finding->language, report->analysis.text, quote);
		for (size_t i = 0; i < words->count; i++)
			json_write_string(w, NULL, span_of(words->at[i]));
	}
	json_write_end(w, ']');
}

static void write_evidence(struct json_writer *w, const struct rule *rule)
{
	const struct rule_evidence *evidence = rule_evidence_of(rule);
	json_write_begin(w, "evidence", '{');
	json_write_string(w, "kind", span_of(evidence_kinds[evidence->kind]));
	json_write_string(w, "source", span_of(rule_source(evidence, language_of_person())));
	if (evidence->year)
		json_write_integer(w, "year", evidence->year);
	json_write_string(w, "confidence", span_of(confidences[evidence->confidence]));
	json_write_end(w, '}');
}

static void write_hint(struct hints_out *out, const struct report *report,
		       const struct finding *finding, const struct hint_place *place)
{
	static const char *const parts[] = { "message", "why", "fix", "keep" };
	struct json_writer *w = &out->writer;
	struct span quote = span_slice(report->analysis.text, finding->start, finding->end);
	struct str sentence = { 0 };
	json_write_begin(w, NULL, '{');
	json_write_string(w, "rule", span_of(finding->rule->id));
	json_write_string(w, "severity", span_of(severity_names[finding->rule->severity]));
	json_write_integer(w, "start", (long long)finding->start);
	json_write_integer(w, "end", (long long)finding->end);
	json_write_integer(w, "line", (long long)place->line);
	json_write_integer(w, "column", (long long)place->column);
	json_write_string(w, "quote", quote);
	for (int i = 0; i < FINDING_PART_COUNT; i++) {
		finding_sentence(finding, (enum finding_part)i, language_of_person(),
				 report->analysis.text, &sentence);
		json_write_string(w, parts[i], str_span(&sentence));
	}
	write_evidence(w, finding->rule);
	write_replacements(out, report, finding, quote);
	json_write_end(w, '}');
	str_release(&sentence);
}

/* What is good about the text, by the praise of the packs. */
static void write_praise(struct json_writer *w, const struct report *report)
{
	struct span text = report->analysis.text;
	struct str sentence = { 0 };
	json_write_begin(w, "praise", '[');
	for (size_t i = 0; i < report->praise.count; i++) {
		const struct finding *good = &report->praise.at[i];
		enum language person = language_of_person();
		json_write_begin(w, NULL, '{');
		json_write_string(w, "rule", span_of(good->rule->id));
		json_write_integer(w, "start", (long long)good->start);
		json_write_integer(w, "end", (long long)good->end);
		json_write_string(w, "quote", span_slice(text, good->start, good->end));
		finding_sentence(good, FINDING_MESSAGE, person, text, &sentence);
		json_write_string(w, "message", str_span(&sentence));
		finding_sentence(good, FINDING_WHY, person, text, &sentence);
		json_write_string(w, "why", str_span(&sentence));
		json_write_end(w, '}');
	}
	json_write_end(w, ']');
	str_release(&sentence);
}

static void json_begin(struct hints_out *out)
{
	json_write_begin(&out->writer, NULL, '{');
	json_write_integer(&out->writer, "version", 1);
	json_write_begin(&out->writer, "files", '[');
}

static void json_file(struct hints_out *out, const char *path, const struct report *report)
{
	struct json_writer *w = &out->writer;
	struct hint_place *places = hint_places(report);
	json_write_begin(w, NULL, '{');
	json_write_string(w, "path", span_of(path));
	json_write_string(w, "platform", span_of(report->platform->id));
	json_write_string(w, "language", span_of(language_tag(report->analysis.language)));
	if (report->analysis.other != OTHER_NONE)
		json_write_string(w, "language_reason",
				  span_of(language_reason(report->analysis.other)));
	write_sentences(w, &report->analysis.sentences);
	write_measures(w, &report->measures);
	if (report->limits.slow)
		json_write_string(w, "left_out", span_of(report->limits.slow));
	if (report->limits.is_cut)
		json_write_bool(w, "cut", true);
	json_write_begin(w, "hints", '[');
	for (size_t i = 0; i < report->findings.count; i++)
		write_hint(out, report, &report->findings.at[i], &places[i]);
	json_write_end(w, ']');
	write_praise(w, report);
	json_write_end(w, '}');
	forget_suggested(out);
	free(places);
}

static void json_end(struct hints_out *out)
{
	json_write_end(&out->writer, ']');
	json_write_end(&out->writer, '}');
	(void)str_add_byte(&out->text, '\n');
}

const struct hints_format *hints_format_find(const char *name)
{
	static const struct hints_format text = {
		.name = "text", .begin = nothing, .file = text_file, .end = nothing
	};
	static const struct hints_format json = { .name = "json",
						  .shows_figures = true,
						  .begin = json_begin,
						  .file = json_file,
						  .end = json_end };
	static const struct hints_format *const formats[] = { &text, &json, &sarif_format };
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcmp(formats[i]->name, name) == 0)
			return formats[i];
	return NULL;
}
