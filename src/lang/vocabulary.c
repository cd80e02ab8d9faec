#include "lang/vocabulary.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "lang/fold.h"
#include "lang/name.h"

enum { FIRST_ROOM = 256, COMMON_MOST = 32 /* bytes */ };

/* Eight bytes at a time. */
static uint64_t hash_of(struct span word)
{
	uint64_t hash = word.length * 0x9e3779b97f4a7c15u, part;
	const char *at = word.at;
	size_t left = word.length;
	for (; left >= sizeof part; at += sizeof part, left -= sizeof part) {
		memcpy(&part, at, sizeof part);
		hash = (hash ^ part) * 0xbf58476d1ce4e5b9u;
		hash ^= hash >> 32;
	}
	for (part = 0; left > 0; left--)
		part = part << 8 | (unsigned char)*at++;
	hash = (hash ^ part) * 0xbf58476d1ce4e5b9u;
	return hash ^ hash >> 32;
}

static size_t slot_of(const struct vocabulary *vocabulary, uint64_t hash, struct span word)
{
	size_t slot = hash & (vocabulary->room - 1);
	for (uint32_t found; (found = vocabulary->slots[slot]);
	     slot = (slot + 1) & (vocabulary->room - 1)) {
		const struct vocabulary_word *known = &vocabulary->words.at[found - 1];
		if (known->hash == hash && span_equal(known->word, word))
			break;
	}
	return slot;
}

static void make_room(struct vocabulary *vocabulary, size_t room)
{
	free(vocabulary->slots);
	vocabulary->room = room;
	vocabulary->slots = mem_alloc(room * sizeof *vocabulary->slots);
	for (size_t i = 0; i < vocabulary->words.count; i++) {
		const struct vocabulary_word *word = &vocabulary->words.at[i];
		vocabulary->slots[slot_of(vocabulary, word->hash, word->word)] = (uint32_t)i + 1;
	}
}

static void forget(struct vocabulary *vocabulary)
{
	for (size_t i = 0; i < vocabulary->words.count; i++) {
		free((char *)vocabulary->words.at[i].word.at);
		free((char *)vocabulary->words.at[i].folded.at);
	}
	arr_clear(&vocabulary->words);
}

void vocabulary_begin(struct vocabulary *vocabulary)
{
	vocabulary->text++;
	if (vocabulary->words.count > VOCABULARY_KEPT)
		forget(vocabulary);
	if (vocabulary->words.count == 0)
		make_room(vocabulary, FIRST_ROOM);
}

void vocabulary_release(struct vocabulary *vocabulary)
{
	forget(vocabulary);
	arr_release(&vocabulary->words);
	free(vocabulary->slots);
	*vocabulary = (struct vocabulary){ 0 };
}

static unsigned names_of(struct span word)
{
	bool small = word.at[0] >= 'a' && word.at[0] <= 'z';
	unsigned names = name_is_company_form(word) ? NAME_COMPANY : 0;
	if (small) /* as the lists have them */
		return names | (name_is_preposition(word) ? NAME_PREPOSITION : 0) |
		       (name_is_particle(word) ? NAME_PARTICLE : 0);
	return names | (name_is_first(word) ? NAME_FIRST : 0) |
	       (name_is_title(word) ? NAME_TITLE : 0);
}

static struct common_languages common_of(struct span word)
{
	char small[COMMON_MOST];
	if (word.length > sizeof small)
		return (struct common_languages){ 0, 0, 0 };
	memcpy(small, word.at, word.length);
	small[0] = (char)fold_lower((unsigned char)small[0]);
	return common_languages((struct span){ small, word.length });
}

uint32_t vocabulary_number(struct vocabulary *vocabulary, struct span word)
{
	uint64_t hash = hash_of(word);
	size_t slot = slot_of(vocabulary, hash, word);
	if (vocabulary->slots[slot])
		return vocabulary->slots[slot] - 1;
	struct vocabulary_word *added = arr_add(&vocabulary->words);
	struct str folded = { 0 };
	fold_word(word, &folded);
	struct span form = { NULL, folded.length };
	form.at = str_take(&folded);
	*added = (struct vocabulary_word){
		.word = { mem_copy(word), word.length },
		.hash = hash,
		.folded = form,
		.key = fold_key(form),
		.key_of_letters = fold_key(span_slice(form, 0, VOCABULARY_LETTERS)),
		.has_apostrophe = span_find(form, SPAN("'"), 0) < form.length,
		.common = common_of(word),
		.names = names_of(word),
	};
	vocabulary->slots[slot] = (uint32_t)vocabulary->words.count;
	if (2 * vocabulary->words.count > vocabulary->room)
		make_room(vocabulary, 2 * vocabulary->room);
	return (uint32_t)vocabulary->words.count - 1;
}

const struct language_evidence *vocabulary_evidence(struct vocabulary *vocabulary, uint32_t number)
{
	struct vocabulary_word *word = &vocabulary->words.at[number];
	if (!word->was_weighed) {
		word->was_weighed = true;
		word->evidence = (struct language_evidence){ 0 };
		(void)language_weigh(&word->evidence, word->word);
	}
	return &word->evidence;
}
