#include "wordlist.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/yaml.h"
#include "lang/fold.h"

enum { STEM = 4 }; /* letters before an ending that make it one: "Zeitung", not "jung" */

struct lists {
	struct yaml_strings function, first, we, you, endings, smooth, spoken;
};

static const struct yaml_field fields[] = {
	{ "function", YAML_STRINGS, offsetof(struct lists, function), .required = true },
	{ "first", YAML_STRINGS, offsetof(struct lists, first), .required = true },
	{ "we", YAML_STRINGS, offsetof(struct lists, we), .required = true },
	{ "you", YAML_STRINGS, offsetof(struct lists, you), .required = true },
	{ "endings", YAML_STRINGS, offsetof(struct lists, endings), .required = true },
	{ "smooth", YAML_STRINGS, offsetof(struct lists, smooth), .required = true },
	{ "spoken", YAML_STRINGS, offsetof(struct lists, spoken), .required = true },
	{ 0 },
};

/* FNV-1a, Fowler, Noll and Vo. */
uint64_t wordlist_hash(struct span folded)
{
	uint64_t hash = 0xcbf29ce484222325u;
	for (size_t i = 0; i < folded.length; i++)
		hash = (hash ^ (unsigned char)folded.at[i]) * 0x100000001b3u;
	return hash;
}

static int by_hash(const void *a, const void *b)
{
	const struct wordlist_word *left = a, *right = b;
	return left->hash < right->hash ? -1 : left->hash > right->hash;
}

static char *folded_copy(const char *word)
{
	struct str out = { 0 };
	fold_word(span_of(word), &out);
	return str_take(&out);
}

static void add_words(struct wordlist_words *words, const struct yaml_strings *texts,
		      unsigned group)
{
	for (size_t i = 0; i < texts->count; i++) {
		char *text = folded_copy(texts->at[i]);
		uint64_t hash = wordlist_hash(span_of(text));
		*arr_add(words) =
			(struct wordlist_word){ .hash = hash, .groups = group, .text = text };
	}
}

/* A word of several lists stands once, with all its groups. */
static void sort_words(struct wordlist_words *words)
{
	size_t kept = 0;
	if (words->count == 0)
		return;
	qsort(words->at, words->count, sizeof *words->at, by_hash);
	for (size_t i = 1; i < words->count; i++) {
		if (words->at[i].hash == words->at[kept].hash) {
			words->at[kept].groups |= words->at[i].groups;
			free(words->at[i].text);
		} else {
			words->at[++kept] = words->at[i];
		}
	}
	words->count = kept + 1;
}

static void release_words(struct wordlist_words *words)
{
	for (size_t i = 0; i < words->count; i++)
		free(words->at[i].text);
	arr_release(words);
}

static const struct wordlist_word *find_word(const struct wordlist_words *words, struct span folded)
{
	struct wordlist_word wanted = { .hash = wordlist_hash(folded) };
	if (words->count == 0)
		return NULL;
	return bsearch(&wanted, words->at, words->count, sizeof wanted, by_hash);
}

static void take_lists(struct wordlist *wordlist, const struct lists *lists)
{
	add_words(&wordlist->words, &lists->function, WORDLIST_FUNCTION);
	add_words(&wordlist->words, &lists->first, WORDLIST_FIRST);
	add_words(&wordlist->words, &lists->we, WORDLIST_WE);
	add_words(&wordlist->words, &lists->you, WORDLIST_YOU);
	sort_words(&wordlist->words);
	add_words(&wordlist->tones, &lists->smooth, WORDLIST_SMOOTH);
	add_words(&wordlist->tones, &lists->spoken, WORDLIST_SPOKEN);
	sort_words(&wordlist->tones);
	wordlist->endings = mem_alloc((lists->endings.count + 1) * sizeof *wordlist->endings);
	for (size_t i = 0; i < lists->endings.count; i++)
		wordlist->endings[i] = folded_copy(lists->endings.at[i]);
}

static void keep_mistake(void *context, const char *path, int line, const char *expected)
{
	(void)err_set(context, ERR_INPUT, "%s:%d: %s", path_name(path), line, expected);
}

bool wordlist_init(struct wordlist *wordlist, enum language language, struct err *err)
{
	struct lists lists = { .function = { 0 } };
	struct str path = { 0 }, folder = { 0 };
	struct err mine = { 0 };
	*wordlist = (struct wordlist){ .language = language };
	(void)str_format(&path, "%s/%s.yaml", path_in(&folder, PATH_SHARED, "voice"),
			 language_code(language));
	bool read = yaml_read_map(str_text(&path), fields, &lists, keep_mistake, &mine);
	take_lists(wordlist, &lists);
	yaml_release(fields, &lists);
	str_release(&folder);
	str_release(&path);
	if (!read || wordlist->words.count == 0)
		return err_set(err, mine.code ? mine.code : ERR_MISSING,
			       _("The word lists of the voice profile could not be read (%s)."),
			       mine.code ? mine.text : language_code(language));
	return true;
}

void wordlist_release(struct wordlist *wordlist)
{
	release_words(&wordlist->words);
	release_words(&wordlist->tones);
	for (size_t i = 0; wordlist->endings && wordlist->endings[i]; i++)
		free(wordlist->endings[i]);
	free(wordlist->endings);
	*wordlist = (struct wordlist){ .endings = NULL };
}

const struct wordlist_word *wordlist_find(const struct wordlist *wordlist, struct span folded)
{
	return find_word(&wordlist->words, folded);
}

unsigned wordlist_tone(const struct wordlist *wordlist, struct span folded)
{
	const struct wordlist_word *word = find_word(&wordlist->tones, folded);
	return word ? word->groups : 0;
}

bool wordlist_is_abstract(const struct wordlist *wordlist, struct span folded)
{
	for (size_t i = 0; wordlist->endings && wordlist->endings[i]; i++) {
		struct span ending = span_of(wordlist->endings[i]);
		if (folded.length >= ending.length + STEM && span_ends(folded, ending))
			return true;
	}
	return false;
}
