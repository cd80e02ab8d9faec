#include "lang/frequency.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "lang/common.h"
#include "lang/dictionary.h"
#include "lang/fold.h"
#include "text/utf8.h"

enum {
	FILE_MOST = 1 << 20,
	WORDS_MOST = 12000,
	OWN_MOST = 4000,
	SLOTS = 32768, /* a power of two, twice both at least */
	COMMON = 4,    /* the least class of the words of lang/common.h */
};

struct slot {
	uint64_t hash; /* 0: free */
	unsigned char class;
};

struct frequency {
	enum language language;
	size_t count, own;
	struct slot slots[SLOTS];
};

static uint64_t hash_of(struct span word)
{
	uint64_t hash = 14695981039346656037u; /* FNV-1a */
	for (size_t i = 0; i < word.length; i++)
		hash = (hash ^ (unsigned char)word.at[i]) * 1099511628211u;
	return hash ? hash : 1;
}

static size_t slot_of(const struct frequency *frequency, uint64_t hash)
{
	size_t at = (hash ^ hash >> 32) & (SLOTS - 1);
	while (frequency->slots[at].hash && frequency->slots[at].hash != hash)
		at = (at + 1) & (SLOTS - 1);
	return at;
}

/* The class of the word at a rank: a word is about as often as its rank divides (Zipf 1935). */
static int class_of(size_t rank)
{
	static const size_t ranks[FREQUENCY_MOST] = { 150, 500, 1500, 3500, 7000, WORDS_MOST };
	int class = FREQUENCY_MOST;
	for (size_t i = 0; i < FREQUENCY_MOST && rank >= ranks[i]; i++)
		class --;
	return class;
}

static void add_words(struct frequency *frequency, struct span text)
{
	struct span line;
	while (span_next(&text, '\n', &line) && frequency->count < WORDS_MOST) {
		if (line.length == 0 || line.at[0] == '#')
			continue;
		uint64_t hash = hash_of(line);
		struct slot *slot = &frequency->slots[slot_of(frequency, hash)];
		if (!slot->hash)
			*slot = (struct slot){ hash, (unsigned char)class_of(frequency->count++) };
	}
}

void frequency_add_own(struct frequency *frequency, struct span word)
{
	uint64_t hash = hash_of(word);
	struct slot *slot = &frequency->slots[slot_of(frequency, hash)];
	if (slot->class == FREQUENCY_OWN || frequency->own == OWN_MOST)
		return;
	frequency->own++;
	*slot = (struct slot){ hash, FREQUENCY_OWN };
}

struct frequency *frequency_new(enum language language, struct err *err)
{
	struct frequency *frequency = mem_alloc(sizeof *frequency);
	struct str path = { 0 }, text = { 0 };
	frequency->language = language;
	struct err why = { 0 };
	/* Without the list suggestions are ranked by slips alone. */
	if (file_read(dictionary_frequent_path(&path, language), FILE_MOST, &text, NULL, &why))
		add_words(frequency, str_span(&text));
	else if (why.code != ERR_MISSING)
		(void)err_set(err, why.code, _("A word list was left out: %s"), why.text);
	str_release(&path);
	str_release(&text);
	return frequency;
}

void frequency_free(struct frequency *frequency)
{
	free(frequency);
}

static int class_of_exactly(const struct frequency *frequency, struct span word)
{
	const struct slot *slot = &frequency->slots[slot_of(frequency, hash_of(word))];
	int class = slot->hash ? slot->class : 0;
	return class < COMMON && common_has(frequency->language, word) ? COMMON : class;
}

int frequency_class(const struct frequency *frequency, struct span word)
{
	struct utf8_point first = utf8_at(word, 0);
	int class = class_of_exactly(frequency, word);
	if (!fold_is_upper(first.value))
		return class;
	struct str small = { 0 };
	(void)str_add_point(&small, fold_lower(first.value));
	(void)str_add(&small, span_slice(word, first.length, word.length));
	int other = class_of_exactly(frequency, str_span(&small));
	str_release(&small);
	return other > class ? other : class;
}
