#include "lang/roots.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "lang/encoding.h"
#include "lang/ending.h"
#include "lang/fold.h"

enum {
	DIC_MOST = 32 << 20,
	FIRST_ROOM = 1 << 12,
	STEPS_MOST = 1 << 26, /* a tenth of a second; German takes a third of a million */
	BATCH = 64,
};

static const char only_near = '\x1f'; /* behind the word of a line: it is none */

static bool ends_word(char byte)
{
	return byte == '/' || (unsigned char)byte <= ' ';
}

/* ---- letters ---- */

static void fold_letters(struct roots *roots)
{
	for (uint32_t c = 0; c < ROOTS_FOLDED; c++)
		roots->folded[c] =
			(uint16_t)(c < 0x80 && ends_word((char)c) ? 0 : fold_base(fold_lower(c)));
	for (unsigned char c = 'a'; c <= 'z'; c++) {
		roots->plain[c] = roots->plain[c - 'a' + 'A'] = c;
		roots->seen[c] = true;
	}
}

uint32_t roots_letter_beyond_ascii(const struct roots *roots, struct span text, size_t *at)
{
	struct utf8_point point = utf8_at(text, *at);
	*at += point.length;
	return point.value < ROOTS_FOLDED ? roots->folded[point.value] : fold_lower(point.value);
}

/* KNO₂ is written with a letter that others might be a slip of. */
static void see(struct roots *roots, uint32_t letter)
{
	size_t i = 0;
	if (letter < ROOTS_FOLDED) {
		roots->seen[letter] = true;
		return;
	}
	while (i < ROOTS_OTHERS && letter <= 0xffff && roots->others[i] &&
	       roots->others[i] != letter)
		i++;
	if (i < ROOTS_OTHERS && letter <= 0xffff)
		roots->others[i] = (uint16_t)letter;
}

/* The length of the word at text.at[at], which has a NUL behind it, and its hash. */
static inline size_t hash_word(struct roots *roots, size_t start, uint64_t *hash)
{
	struct span text = { roots->text.at, roots->text.length };
	uint64_t sum = ROOTS_HASH;
	size_t at = start;
	for (;;) {
		uint32_t letter = roots->plain[(unsigned char)text.at[at]];
		if (letter) { /* most are */
			sum = roots_hash_letter(sum, letter);
			at++;
			continue;
		}
		size_t next = at; /* not the address of `at`, which stays in a register */
		letter = roots_letter(roots, text, &next);
		if (!letter)
			break;
		see(roots, letter);
		sum = roots_hash_letter(sum, letter);
		at = next;
	}
	*hash = sum;
	return at - start;
}

/* ---- the table ---- */

struct batch {
	size_t count;
	struct {
		uint64_t mixed;
		size_t at;
	} of[BATCH];
};

/* Their places in the table are on the way to the processor by now. */
static void insert(struct roots *roots, struct batch *batch)
{
	for (size_t i = 0; i < batch->count; i++) {
		uint64_t mixed = batch->of[i].mixed;
		size_t slot = mixed & (roots->room - 1);
		for (; roots->slots[slot].at; roots->steps++)
			slot = (slot + 1) & (roots->room - 1);
		roots->slots[slot] = (struct root_slot){ (uint32_t)(mixed >> 32),
							 (uint32_t)batch->of[i].at + 1 };
	}
	roots->count += batch->count;
	batch->count = 0;
}

static inline void set_near(struct roots *roots, uint64_t hash)
{
	uint64_t mixed = roots_mix(hash);
	roots->near[mixed >> 12 & (roots->room / 8 - 1)] |=
		(uint64_t)1 << (mixed & 63) | (uint64_t)1 << (mixed >> 6 & 63);
}

static inline void set_all_near(struct roots *roots, struct span word, uint64_t hash)
{
	size_t ending = ending_length(roots->language, word);
	set_near(roots, hash);
	if (!ending)
		return;
	for (size_t i = 1; i <= ending; i++)
		hash = (hash - (unsigned char)word.at[word.length - i]) * ROOTS_INVERSE;
	set_near(roots, hash);
	if (ending_makes_noun(roots->language, word))
		set_near(roots, roots_hash(roots, hash, SPAN("ung")));
}

/* Returns where the line's word ends. */
static inline size_t add_line(struct roots *roots, size_t at, struct batch *batch)
{
	uint64_t hash;
	size_t length = hash_word(roots, at, &hash);
	if (length == 0 || length > ROOT_MOST)
		return at + length;
	set_all_near(roots, (struct span){ roots->text.at + at, length }, hash);
	uint64_t mixed = roots_mix(hash);
	__builtin_prefetch(&roots->slots[mixed & (roots->room - 1)], 1);
	batch->of[batch->count].mixed = mixed;
	batch->of[batch->count++].at = at;
	return at + length;
}

bool roots_are_useful(const struct roots *roots)
{
	return roots->steps < STEPS_MOST;
}

static bool is_full(const struct roots *roots, size_t more)
{
	return 3 * (roots->count + more) > 2 * roots->room;
}

/* False: there is no room for all. */
static bool add_lines(struct roots *roots)
{
	struct span text = str_span(&roots->text);
	struct batch batch = { .count = 0 };
	size_t at = span_find(text, SPAN("\n"), 0) + 1; /* the first is a count */
	while (at < text.length && roots_are_useful(roots)) {
		if (batch.count == BATCH && is_full(roots, BATCH))
			return false;
		if (batch.count == BATCH)
			insert(roots, &batch);
		at = add_line(roots, at, &batch);
		const char *end = memchr(text.at + at, '\n', text.length - at);
		at = end ? (size_t)(end - text.at) + 1 : text.length;
	}
	if (is_full(roots, batch.count))
		return false;
	insert(roots, &batch);
	return true;
}

static void fill(struct roots *roots, size_t room)
{
	do {
		free(roots->slots);
		free(roots->near);
		roots->room = room;
		roots->slots = mem_alloc(room * sizeof *roots->slots);
		roots->near = mem_alloc(room / 8 * sizeof *roots->near);
		roots->count = 0;
		room *= 2;
	} while (!add_lines(roots));
}

bool roots_read(struct roots *roots, const char *dic, const char *encoding, enum language language)
{
	if (!file_read(dic, DIC_MOST, &roots->text, NULL, NULL) ||
	    (*encoding && !encoding_decode(&roots->text, encoding)))
		return false;
	roots->language = language;
	fold_letters(roots);
	/* The file says how many words it has; a wrong number costs memory or time only. */
	bool marked = span_starts(str_span(&roots->text), SPAN("\xef\xbb\xbf"));
	size_t said = strtoul(str_text(&roots->text) + (marked ? 3 : 0), NULL, 10);
	size_t room = FIRST_ROOM;
	while (room / 2 < said && room < roots->text.length)
		room *= 2;
	fill(roots, room);
	return roots_are_useful(roots);
}

void roots_release(struct roots *roots)
{
	str_release(&roots->text);
	free(roots->slots);
	free(roots->near);
	*roots = (struct roots){ 0 };
}

/* A word, a sign and what stands behind it. */
static void add_text(struct roots *roots, struct span word, char sign, struct span behind)
{
	struct batch batch = { .count = 0 };
	size_t at = roots->text.length;
	if (!roots_are_useful(roots))
		return;
	if (at && roots->text.at[at - 1] != '\n')
		at += str_add_byte(&roots->text, '\n');
	/* Flags of a line there move with it. */
	uintptr_t inside = (uintptr_t)behind.at - (uintptr_t)roots->text.at;
	bool moves = inside < at;
	if (!str_lengthen(&roots->text, word.length + behind.length + 2))
		return;
	char *to = roots->text.at + at;
	behind.at = moves ? roots->text.at + inside : behind.at;
	memcpy(to, word.at, word.length);
	to[word.length] = sign;
	memcpy(to + word.length + 1, behind.at, behind.length);
	to[word.length + 1 + behind.length] = '\n';
	if (is_full(roots, 1)) {
		fill(roots, 2 * roots->room);
		return;
	}
	(void)add_line(roots, at, &batch);
	insert(roots, &batch);
}

void roots_add(struct roots *roots, struct span word, struct span flags)
{
	add_text(roots, word, '/', flags);
}

void roots_add_near(struct roots *roots, struct span word)
{
	add_text(roots, word, only_near, SPAN(""));
}

/* ---- questions ---- */

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

/* Has the line a word of that length, alone? Words of several words are no tokens, and what is
 * escaped is none either. `line` goes on to the end of the text. */
static bool is_single(struct span line, size_t length)
{
	if (line.length < length || memchr(line.at, '\\', length))
		return false;
	if (line.length == length)
		return true;
	if (!ends_word(line.at[length]) || line.at[length] == only_near)
		return false;
	return line.at[length] != ' ' || (line.length > length + 3 && line.at[length + 3] == ':' &&
					  !memchr(line.at + length, '\n', 3));
}

static bool next_line(const struct roots *roots, uint64_t hash, size_t *slot, struct span *line)
{
	uint32_t tag = (uint32_t)(roots_mix(hash) >> 32);
	while (roots->slots[*slot].at) {
		const struct root_slot *here = &roots->slots[*slot];
		*slot = (*slot + 1) & (roots->room - 1);
		if (here->tag != tag)
			continue;
		*line = (struct span){ roots->text.at + here->at - 1,
				       roots->text.length - here->at + 1 };
		return true;
	}
	return false;
}

bool roots_next(const struct roots *roots, uint64_t hash, struct span word, size_t *slot,
		struct span *flags)
{
	struct span line;
	while (next_line(roots, hash, slot, &line)) {
		if (!span_starts(line, word) || !is_single(line, word.length))
			continue;
		*flags = flags_behind(line, word.length);
		return true;
	}
	return false;
}

bool roots_next_alike(const struct roots *roots, uint64_t hash, size_t *slot, struct span *stem)
{
	if (!next_line(roots, hash, slot, stem))
		return false;
	size_t length = 0;
	while (length < stem->length && !ends_word(stem->at[length]))
		length++;
	stem->length = length;
	return true;
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

size_t roots_in_capitals(const struct roots *roots, uint64_t hash, struct span word,
			 struct span *flags)
{
	size_t count = 0, slot = roots_first(roots, hash);
	struct span line;
	while (next_line(roots, hash, &slot, &line)) {
		struct span behind = flags_behind(line, word.length);
		if (!is_single(line, word.length) ||
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
