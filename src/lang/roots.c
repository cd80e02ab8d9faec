#include "lang/roots.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "lang/encoding.h"
#include "lang/fold.h"
#include "text/utf8.h"

enum {
	DIC_MOST = 32 << 20,
	FIRST_ROOM = 1 << 12,
	STEPS_MOST = 1 << 26, /* a tenth of a second; German takes a third of a million */
};

size_t roots_first(const struct roots *roots, uint32_t hash)
{
	return (hash ^ hash >> 15) & (roots->room - 1);
}

static void insert(struct roots *roots, struct root_slot slot)
{
	size_t at = roots_first(roots, slot.hash);
	for (; roots->slots[at].at; roots->steps++)
		at = (at + 1) & (roots->room - 1);
	roots->slots[at] = slot;
	roots->count++;
}

static void make_room(struct roots *roots, size_t room)
{
	struct root_slot *old = roots->slots;
	size_t had = roots->room;
	roots->room = room;
	roots->slots = mem_alloc(room * sizeof *roots->slots);
	roots->count = 0;
	for (size_t i = 0; i < had; i++)
		if (old[i].at)
			insert(roots, old[i]);
	free(old);
}

static struct span rest_at(const struct roots *roots, size_t at)
{
	return span_slice(str_span(&roots->text), at, roots->text.length);
}

static bool ends_word(char byte)
{
	return byte == '/' || (unsigned char)byte <= ' ';
}

/* The flags behind a word of `length` bytes. */
static struct span flags_behind(struct span line, size_t length)
{
	size_t from = length + 1, end = from;
	if (length >= line.length || line.at[length] != '/')
		return span_slice(line, 0, 0);
	while (end < line.length && (unsigned char)line.at[end] > ' ')
		end++;
	return span_slice(line, from, end);
}

/* Words of several words are no tokens, and what is escaped is none either. */
static bool is_single(struct span line, size_t length)
{
	if (length == 0 || length > ROOT_MOST || memchr(line.at, '\\', length))
		return false;
	return length >= line.length || line.at[length] != ' ' ||
	       (line.length > length + 3 && line.at[length + 3] == ':');
}

static void add_line(struct roots *roots, size_t at, struct span line)
{
	uint32_t hash = ROOTS_HASH;
	size_t length = 0;
	for (; length < line.length && !ends_word(line.at[length]); length++)
		hash = roots_hash_byte(hash, line.at[length]);
	if (!is_single(line, length))
		return;
	if (3 * roots->count >= 2 * roots->room)
		make_room(roots, 2 * roots->room);
	insert(roots, (struct root_slot){ hash, (uint32_t)at + 1 });
}

bool roots_are_useful(const struct roots *roots)
{
	return roots->steps < STEPS_MOST;
}

static void add_lines(struct roots *roots)
{
	struct span text = str_span(&roots->text);
	size_t at = span_find(text, SPAN("\n"), 0) + 1; /* the first is a count */
	while (at < text.length && roots_are_useful(roots)) {
		size_t end = span_find(text, SPAN("\n"), at);
		add_line(roots, at, span_slice(text, at, end));
		at = end + 1;
	}
}

bool roots_read(struct roots *roots, const char *dic, const char *encoding)
{
	if (!file_read(dic, DIC_MOST, &roots->text, NULL, NULL) ||
	    (*encoding && !encoding_decode(&roots->text, encoding)))
		return false;
	/* The file says how many words it has; a wrong number costs memory or time only. */
	size_t said = strtoul(str_text(&roots->text), NULL, 10), room = FIRST_ROOM;
	while (2 * room < 3 * said && room < roots->text.length)
		room *= 2;
	make_room(roots, room);
	add_lines(roots);
	return roots_are_useful(roots);
}

void roots_release(struct roots *roots)
{
	str_release(&roots->text);
	free(roots->slots);
	*roots = (struct roots){ 0 };
}

void roots_add(struct roots *roots, struct span word, struct span flags)
{
	size_t at = roots->text.length;
	struct str line = { 0 };
	if (!roots_are_useful(roots))
		return;
	if (at && roots->text.at[at - 1] != '\n')
		at += str_add_byte(&roots->text, '\n');
	(void)str_add(&line, word);
	if (flags.length)
		(void)str_add_byte(&line, '/');
	(void)str_add(&line, flags);
	(void)str_add_byte(&line, '\n');
	if (str_add(&roots->text, str_span(&line)))
		add_line(roots, at, span_slice(str_span(&line), 0, line.length - 1));
	str_release(&line);
}

static bool is_line_of(struct span line, struct span word)
{
	return span_starts(line, word) &&
	       (line.length == word.length || ends_word(line.at[word.length]));
}

bool roots_next(const struct roots *roots, uint32_t hash, struct span word, size_t *slot,
		struct span *flags)
{
	while (roots->slots[*slot].at) {
		const struct root_slot *here = &roots->slots[*slot];
		*slot = (*slot + 1) & (roots->room - 1);
		if (here->hash != hash)
			continue;
		struct span line = rest_at(roots, here->at - 1);
		if (!is_line_of(line, word))
			continue;
		*flags = flags_behind(line, word.length);
		return true;
	}
	return false;
}

/* Is the stem the word in another case, with capitals that are not only the first? */
static bool is_in_capitals(struct span stem, struct span word, bool has_flags)
{
	size_t letters = 0, capitals = 0;
	for (size_t at = 0; at < stem.length; at += utf8_at(stem, at).length) {
		uint32_t c = utf8_at(stem, at).value, other = utf8_at(word, at).value;
		if (fold_lower(c) != fold_lower(other) || (at > 0 && fold_lower(other) != other))
			return false;
		letters += fold_is_letter(c);
		capitals += fold_lower(c) != c;
	}
	bool only_first = capitals == 1 && fold_is_upper(utf8_at(stem, 0).value);
	return capitals > 0 && !only_first && (capitals < letters || has_flags);
}

size_t roots_in_capitals(const struct roots *roots, uint32_t hash, struct span word,
			 struct span *flags)
{
	size_t count = 0;
	for (size_t slot = roots_first(roots, hash); roots->slots[slot].at;
	     slot = (slot + 1) & (roots->room - 1)) {
		struct span line = rest_at(roots, roots->slots[slot].at - 1);
		struct span behind = flags_behind(line, word.length);
		if (roots->slots[slot].hash != hash || line.length < word.length ||
		    (line.length > word.length && !ends_word(line.at[word.length])) ||
		    !is_in_capitals(span_slice(line, 0, word.length), word, behind.length > 0))
			continue;
		*flags = behind;
		count++;
	}
	return count;
}

bool roots_have_sharp_s(const struct roots *roots)
{
	struct span text = str_span(&roots->text), last = SPAN("\x9f"); /* a rare byte */
	for (size_t at = 0; (at = span_find(text, last, at)) < text.length; at++)
		if (at > 0 && text.at[at - 1] == '\xc3')
			return true;
	return false;
}
