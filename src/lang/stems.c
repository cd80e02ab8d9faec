#include "lang/stems.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "lang/fold.h"
#include "text/utf8.h"

enum { BITS = 1 << 24, LETTERS_MOST = 40, BYTES_MOST = 64, NEAR_LEAST = 4 };

struct stems {
	uint64_t *bits;
};

/* A word as letters: lower case, no accents. */
struct letters {
	uint16_t at[LETTERS_MOST];
	int count; /* 0: too long or foreign to the set */
};

static struct letters letters_of(struct span word)
{
	struct letters letters = { .count = 0 };
	if (word.length > BYTES_MOST)
		return letters;
	for (size_t at = 0; at < word.length;) {
		struct utf8_point point = utf8_at(word, at);
		uint32_t letter = fold_base(fold_lower(point.value));
		at += point.length;
		if (letters.count == LETTERS_MOST || letter > 0xffff)
			return (struct letters){ .count = 0 };
		letters.at[letters.count++] = (uint16_t)letter;
	}
	return letters;
}

/* FNV-1a over the letters, without the one at `without` (-1: all). */
static uint64_t hash_of(const struct letters *letters, int without)
{
	uint64_t hash = 14695981039346656037u;
	for (int i = 0; i < letters->count; i++)
		if (i != without)
			hash = (hash ^ letters->at[i]) * 1099511628211u;
	return hash ^ hash >> 29;
}

static void set(struct stems *stems, uint64_t hash)
{
	stems->bits[(hash % BITS) / 64] |= (uint64_t)1 << hash % 64;
	hash >>= 32;
	stems->bits[(hash % BITS) / 64] |= (uint64_t)1 << hash % 64;
}

static bool has(const struct stems *stems, uint64_t hash)
{
	uint64_t second = hash >> 32;
	return stems->bits[(hash % BITS) / 64] >> hash % 64 & 1 &&
	       stems->bits[(second % BITS) / 64] >> second % 64 & 1;
}

/* Whole words and shortened ones must not be taken for each other. */
static uint64_t whole(uint64_t hash)
{
	return hash * 0x9e3779b97f4a7c15u;
}

struct stems *stems_new(void)
{
	struct stems *stems = mem_alloc(sizeof *stems);
	stems->bits = mem_alloc(BITS / 8);
	return stems;
}

void stems_free(struct stems *stems)
{
	if (!stems)
		return;
	free(stems->bits);
	free(stems);
}

void stems_add(struct stems *stems, struct span word)
{
	struct letters letters = letters_of(word);
	if (letters.count < 2)
		return;
	uint64_t hash = hash_of(&letters, -1);
	set(stems, whole(hash));
	set(stems, hash);
	for (int i = 0; i < letters.count; i++)
		set(stems, hash_of(&letters, i));
}

void stems_add_lines(struct stems *stems, struct span dic)
{
	struct span line;
	while (span_next(&dic, '\n', &line)) {
		size_t end = 0;
		while (end < line.length && (unsigned char)line.at[end] > ' ' &&
		       line.at[end] != '/')
			end++;
		if (end > 0)
			stems_add(stems, span_slice(line, 0, end));
	}
}

bool stems_has(const struct stems *stems, struct span word)
{
	struct letters letters = letters_of(word);
	return letters.count >= 2 && has(stems, whole(hash_of(&letters, -1)));
}

bool stems_near(const struct stems *stems, struct span word)
{
	struct letters letters = letters_of(word);
	if (letters.count < NEAR_LEAST)
		return false;
	if (has(stems, hash_of(&letters, -1)))
		return true;
	for (int i = 0; i < letters.count; i++)
		if (has(stems, hash_of(&letters, i)))
			return true;
	return false;
}
