#include "lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/yaml.h"
#include "lang/fold.h"

enum { STEM = 4 }; /* letters before an ending that make it one: "Zeitung", not "jung" */

struct lists {
	struct yaml_strings function, first, we, you, endings;
};

static const struct yaml_field fields[] = {
	{ "function", YAML_STRINGS, offsetof(struct lists, function), .required = true },
	{ "first", YAML_STRINGS, offsetof(struct lists, first), .required = true },
	{ "we", YAML_STRINGS, offsetof(struct lists, we), .required = true },
	{ "you", YAML_STRINGS, offsetof(struct lists, you), .required = true },
	{ "endings", YAML_STRINGS, offsetof(struct lists, endings), .required = true },
	{ 0 },
};

/* FNV-1a, Fowler, Noll and Vo. */
uint64_t lexicon_hash(struct span folded)
{
	uint64_t hash = 0xcbf29ce484222325u;
	for (size_t i = 0; i < folded.length; i++)
		hash = (hash ^ (unsigned char)folded.at[i]) * 0x100000001b3u;
	return hash;
}

static int by_hash(const void *a, const void *b)
{
	const struct lexicon_word *left = a, *right = b;
	return left->hash < right->hash ? -1 : left->hash > right->hash;
}

static char *folded_copy(const char *word)
{
	struct str out = { 0 };
	fold_word(span_of(word), &out);
	return str_take(&out);
}

static void add_words(struct lexicon *lexicon, const struct yaml_strings *words, unsigned group)
{
	for (size_t i = 0; i < words->count; i++) {
		char *text = folded_copy(words->at[i]);
		uint64_t hash = lexicon_hash(span_of(text));
		lexicon->words[lexicon->count++] =
			(struct lexicon_word){ .hash = hash, .groups = group, .text = text };
	}
}

/* A word of several lists stands once, with all its groups. */
static void sort_words(struct lexicon *lexicon)
{
	size_t kept = 0;
	if (lexicon->count == 0)
		return;
	qsort(lexicon->words, lexicon->count, sizeof *lexicon->words, by_hash);
	for (size_t i = 1; i < lexicon->count; i++) {
		if (lexicon->words[i].hash == lexicon->words[kept].hash) {
			lexicon->words[kept].groups |= lexicon->words[i].groups;
			free(lexicon->words[i].text);
		} else {
			lexicon->words[++kept] = lexicon->words[i];
		}
	}
	lexicon->count = kept + 1;
}

static void keep_mistake(void *context, const char *path, int line, const char *expected)
{
	(void)err_set(context, ERR_INPUT, "%s:%d: %s", path_name(path), line, expected);
}

bool lexicon_init(struct lexicon *lexicon, enum language language, struct err *err)
{
	struct lists lists = { .function = { 0 } };
	struct str path = { 0 }, folder = { 0 };
	struct err mine = { 0 };
	*lexicon = (struct lexicon){ .language = language };
	(void)str_format(&path, "%s/%s.yaml", path_in(&folder, PATH_SHARED, "voice"),
			 language_code(language));
	bool read = yaml_read_map(str_text(&path), fields, &lists, keep_mistake, &mine);
	lexicon->words = mem_alloc(
		(lists.function.count + lists.first.count + lists.we.count + lists.you.count) *
		sizeof *lexicon->words);
	add_words(lexicon, &lists.function, LEXICON_FUNCTION);
	add_words(lexicon, &lists.first, LEXICON_FIRST);
	add_words(lexicon, &lists.we, LEXICON_WE);
	add_words(lexicon, &lists.you, LEXICON_YOU);
	sort_words(lexicon);
	lexicon->endings = mem_alloc((lists.endings.count + 1) * sizeof *lexicon->endings);
	for (size_t i = 0; i < lists.endings.count; i++)
		lexicon->endings[i] = folded_copy(lists.endings.at[i]);
	yaml_release(fields, &lists);
	str_release(&folder);
	str_release(&path);
	if (!read || lexicon->count == 0)
		return err_set(err, mine.code ? mine.code : ERR_MISSING,
			       _("The word lists of the voice profile could not be read (%s)."),
			       mine.code ? mine.text : language_code(language));
	return true;
}

void lexicon_release(struct lexicon *lexicon)
{
	for (size_t i = 0; i < lexicon->count; i++)
		free(lexicon->words[i].text);
	for (size_t i = 0; lexicon->endings && lexicon->endings[i]; i++)
		free(lexicon->endings[i]);
	free(lexicon->endings);
	free(lexicon->words);
	*lexicon = (struct lexicon){ .words = NULL };
}

const struct lexicon_word *lexicon_find(const struct lexicon *lexicon, struct span folded)
{
	struct lexicon_word wanted = { .hash = lexicon_hash(folded) };
	if (lexicon->count == 0)
		return NULL;
	return bsearch(&wanted, lexicon->words, lexicon->count, sizeof wanted, by_hash);
}

bool lexicon_is_abstract(const struct lexicon *lexicon, struct span folded)
{
	for (size_t i = 0; lexicon->endings && lexicon->endings[i]; i++) {
		struct span ending = span_of(lexicon->endings[i]);
		if (folded.length >= ending.length + STEM && span_ends(folded, ending))
			return true;
	}
	return false;
}
