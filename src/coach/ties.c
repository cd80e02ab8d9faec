#include "coach/ties.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "rule/phrase.h"

enum { FILE_MOST = 64 << 10, ENTRIES_MOST = 2000, HITS_MOST = 200 };
enum { NAMES, HOUSE }; /* the "rules" of the phrases */

struct ties {
	struct phrases *phrases;
	size_t entries;
};

struct ties *ties_new(void)
{
	struct ties *ties = mem_alloc(sizeof *ties);
	ties->phrases = phrases_new();
	return ties;
}

void ties_free(struct ties *ties)
{
	if (!ties)
		return;
	phrases_free(ties->phrases);
	free(ties);
}

static bool add(struct ties *ties, struct span words, size_t rule, struct err *err)
{
	words = span_trim(words);
	if (words.length == 0)
		return true;
	if (ties->entries >= ENTRIES_MOST)
		return err_set(err, ERR_LIMIT, _("only the first %d entries are used"),
			       ENTRIES_MOST);
	return phrases_add(ties->phrases, words,
			   (struct phrase_owner){ .rule = rule, .phrase = ties->entries++ }, err);
}

void ties_add_names(struct ties *ties, const char *names)
{
	struct span rest = span_of(names), name;
	/* A name that cannot be a phrase is not looked for. */
	while (span_next(&rest, ',', &name))
		(void)add(ties, name, NAMES, NULL);
}

void ties_read_house(struct ties *ties, const char *path, yaml_report *report, void *context)
{
	struct str text = { 0 };
	struct err err = { 0 };
	int line_number = 0;
	if (!file_read(path, FILE_MOST, &text, NULL, &err) && err.code != ERR_MISSING)
		report(context, path, 0, err.text);
	struct span rest = str_span(&text), line;
	while (span_next(&rest, '\n', &line)) {
		size_t comment = span_find(line, SPAN("#"), 0);
		line_number++;
		if (!add(ties, span_slice(line, 0, comment), HOUSE, &err))
			report(context, path, line_number, err.text);
		if (err.code == ERR_LIMIT)
			break;
	}
	str_release(&text);
}

struct search {
	const struct analysis *analysis;
	struct hits *found[2];
};

static void on_found(void *context, size_t rule, size_t phrase, size_t first, size_t behind)
{
	struct search *search = context;
	const struct tokens *tokens = &search->analysis->tokens;
	struct hits *hits = search->found[rule];
	if (hits->count < HITS_MOST)
		*arr_add(hits) =
			(struct hit){ tokens->at[first].start, tokens->at[behind - 1].end, phrase };
}

void ties_find(const struct ties *ties, const struct analysis *analysis, struct hits *names,
	       struct hits *house_words)
{
	struct search search = { analysis, { [NAMES] = names, [HOUSE] = house_words } };
	arr_clear(names);
	arr_clear(house_words);
	if (ties->entries)
		phrases_match(ties->phrases, analysis,
			      &(struct phrase_search){ .found = on_found, .context = &search });
}
