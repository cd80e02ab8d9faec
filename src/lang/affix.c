#include "affix_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/utf8.h"

enum {
	FLAGS = 65536,
	COMPARED_MOST = 1 << 24, /* pairs of endings; German has some thousand */
};

/* ---- flags ---- */

bool affix_next_flag(const struct affixes *affixes, struct span *flags, uint16_t *flag)
{
	size_t used = 1;
	if (flags->length == 0)
		return false;
	const unsigned char *at = (const unsigned char *)flags->at;
	*flag = at[0];
	if (affixes->kind == FLAG_LONG && flags->length > 1) {
		*flag = (uint16_t)(at[0] << 8 | at[1]);
		used = 2;
	} else if (affixes->kind == FLAG_NUMBER) {
		*flag = 0;
		for (used = 0; used < flags->length && at[used] != ','; used++)
			*flag = (uint16_t)(*flag * 10 + (at[used] - '0'));
		used += used < flags->length;
	} else if (affixes->kind == FLAG_POINT) {
		struct utf8_point point = utf8_at(*flags, 0);
		*flag = (uint16_t)point.value;
		used = point.length;
	}
	*flags = span_slice(*flags, used, flags->length);
	return true;
}

bool affix_has_flag(const struct affixes *affixes, struct span flags, uint16_t flag)
{
	uint16_t one;
	if (flag == 0)
		return false;
	if (affixes->kind == FLAG_BYTE)
		return flags.length && memchr(flags.at, flag, flags.length) != NULL;
	while (affix_next_flag(affixes, &flags, &one))
		if (one == flag)
			return true;
	return false;
}

/* ---- order ---- */

/* The first eight bytes as a number that sorts as they do. */
static uint64_t head_of(struct span append)
{
	uint64_t head = 0;
	for (size_t i = 0; i < sizeof head; i++)
		head = head << 8 | (i < append.length ? (unsigned char)append.at[i] : 0);
	return head;
}

static int by_append(const void *a, const void *b)
{
	const struct affix *x = a, *y = b;
	if (x->head != y->head)
		return x->head < y->head ? -1 : 1;
	int order = span_compare(x->append, y->append);
	return order ? order : span_compare(x->strip, y->strip);
}

static size_t begun_bit(uint32_t hash)
{
	return (hash ^ hash >> 16) & (AFFIX_BEGUN - 1);
}

static void begin(struct side *side, uint32_t hash)
{
	side->begun[begun_bit(hash) / 64] |= (uint64_t)1 << begun_bit(hash) % 64;
}

static uint32_t hash_of(struct side *of, enum affix_side side, struct span append)
{
	uint32_t hash = AFFIX_HASH;
	begin(of, hash);
	for (size_t i = 0; i < append.length; i++) {
		hash = affix_hash(hash,
				  append.at[side == AFFIX_PREFIX ? i : append.length - 1 - i]);
		begin(of, hash);
	}
	return hash;
}

static size_t slot_of(const struct side *side, uint32_t hash, struct span append)
{
	size_t slot = (hash ^ hash >> 15) & (side->slots - 1);
	while (side->buckets[slot].count &&
	       (side->buckets[slot].hash != hash ||
		!span_equal(side->rules.at[side->buckets[slot].first].append, append)))
		slot = (slot + 1) & (side->slots - 1);
	return slot;
}

/* What its flags say of a rule. */
static void explain(const struct affixes *affixes, struct affix *rule)
{
	const struct affix_flags *flags = &affixes->flags;
	rule->permitted = affix_has_flag(affixes, rule->flags, flags->permit);
	rule->only_in_compound = affix_has_flag(affixes, rule->flags, flags->only_in_compound);
	rule->needs_affix = affix_has_flag(affixes, rule->flags, flags->need_affix);
	rule->is_circumfix = affix_has_flag(affixes, rule->flags, flags->circumfix);
}

static void index_side(struct affixes *affixes, enum affix_side which)
{
	struct side *side = &affixes->sides[which];
	for (side->slots = 256; side->slots < 2 * side->rules.count;)
		side->slots *= 2;
	side->buckets = mem_alloc(side->slots * sizeof *side->buckets);
	for (size_t i = 0; i < side->rules.count; i++)
		side->rules.at[i].head = head_of(side->rules.at[i].append);
	if (side->rules.count)
		qsort(side->rules.at, side->rules.count, sizeof *side->rules.at, by_append);
	for (size_t i = 0; i < side->rules.count; i++) {
		struct affix *rule = &side->rules.at[i];
		uint32_t hash = hash_of(side, which, rule->append);
		struct bucket *bucket = &side->buckets[slot_of(side, hash, rule->append)];
		if (bucket->count++ == 0) {
			bucket->first = (uint32_t)i;
			bucket->hash = hash;
		}
		explain(affixes, rule);
	}
	for (size_t i = side->rules.count; i-- > 0;) {
		struct affix *rule = &side->rules.at[i];
		rule->alike = 1;
		rule->any_permitted = rule->permitted;
		rule->any_alone = !rule->only_in_compound;
		if (i + 1 < side->rules.count && by_append(rule, rule + 1) == 0) {
			rule->alike += rule[1].alike;
			rule->any_permitted |= rule[1].any_permitted;
			rule->any_alone |= rule[1].any_alone;
		}
	}
}

/* May an ending of the flag stand behind what `inner` makes? */
static bool is_followed(const struct side *suffixes, const struct affix *inner, uint16_t flag,
			size_t *compared)
{
	for (size_t i = 0; i < suffixes->rules.count; i++) {
		if (++*compared > COMPARED_MOST)
			return true;
		const struct affix *outer = &suffixes->rules.at[i];
		if (outer->flag == flag && (span_ends(inner->append, outer->strip) ||
					    span_ends(outer->strip, inner->append)))
			return true;
	}
	return false;
}

/* Are there words with two endings, or too many rules to tell? */
static bool takes_endings(const struct affixes *affixes)
{
	const struct side *suffixes = &affixes->sides[AFFIX_SUFFIX];
	uint8_t *named = mem_alloc(FLAGS / 8);
	bool deep = false;
	size_t compared = 0;
	for (size_t i = 0; i < suffixes->rules.count; i++)
		named[suffixes->rules.at[i].flag / 8] |=
			(uint8_t)(1 << suffixes->rules.at[i].flag % 8);
	for (size_t i = 0; i < suffixes->rules.count && !deep; i++) {
		struct span flags = suffixes->rules.at[i].flags;
		uint16_t flag;
		while (!deep && affix_next_flag(affixes, &flags, &flag))
			if (named[flag / 8] >> flag % 8 & 1)
				deep = is_followed(suffixes, &suffixes->rules.at[i], flag,
						   &compared);
	}
	free(named);
	return deep;
}

void affixes_sort(struct affixes *affixes)
{
	for (int side = 0; side < 2; side++)
		index_side(affixes, (enum affix_side)side);
	affixes->is_deep = takes_endings(affixes);
}

/* ---- questions ---- */

struct affix_run affixes_of(const struct affixes *affixes, enum affix_side side, uint32_t hash,
			    struct span append)
{
	const struct side *of = &affixes->sides[side];
	if (!(of->begun[begun_bit(hash) / 64] >> begun_bit(hash) % 64 & 1))
		return (struct affix_run){ NULL, 0 };
	const struct bucket *bucket = &of->buckets[slot_of(of, hash, append)];
	return (struct affix_run){ of->rules.at + bucket->first, bucket->count };
}

const char *affixes_encoding(const struct affixes *affixes)
{
	return affixes->encoding;
}

size_t affixes_longest(const struct affixes *affixes, enum affix_side side)
{
	return affixes->sides[side].longest;
}

const struct affix_flags *affixes_flags(const struct affixes *affixes)
{
	return &affixes->flags;
}

bool affix_may_join(const struct affixes *affixes, struct span flags)
{
	struct span wanted = str_span(&affixes->rule_flags);
	for (size_t i = 0; i < wanted.length; i++)
		if (flags.length && memchr(flags.at, wanted.at[i], flags.length))
			return true;
	return false;
}

bool affixes_have_rules(const struct affixes *affixes)
{
	return affixes->rule_flags.length > 0;
}

bool affixes_strip_all(const struct affixes *affixes)
{
	return affixes->strips_all;
}

bool affixes_check_sharps(const struct affixes *affixes)
{
	return affixes->checks_sharps;
}

size_t affixes_part_least(const struct affixes *affixes)
{
	return affixes->part_least;
}

struct span affixes_breaks(const struct affixes *affixes)
{
	return str_span(&affixes->breaks);
}

bool affixes_are_complete(const struct affixes *affixes)
{
	return !affixes->is_deep;
}

/* The length of the first item of a condition: a letter, `.`, or letters in brackets. */
static size_t item_length(struct span condition)
{
	if (condition.at[0] != '[')
		return utf8_at(condition, 0).length;
	size_t end = span_find(condition, SPAN("]"), 0);
	return end < condition.length ? end + 1 : end;
}

static bool item_fits(struct span item, struct span letter)
{
	if (item.at[0] != '[')
		return item.at[0] == '.' || span_equal(item, letter);
	bool is_negated = item.length > 1 && item.at[1] == '^';
	for (size_t at = is_negated ? 2 : 1; at + 1 < item.length;) {
		size_t length = utf8_at(item, at).length;
		if (span_equal(span_slice(item, at, at + length), letter))
			return !is_negated;
		at += length;
	}
	return is_negated;
}

bool affix_fits(const struct affix *affix, enum affix_side side, struct span stem)
{
	struct span rest = affix->condition;
	size_t at = 0;
	if (side == AFFIX_SUFFIX) {
		at = stem.length;
		for (; rest.length; rest = span_slice(rest, item_length(rest), rest.length)) {
			if (at == 0)
				return false;
			at -= utf8_before(stem, at).length;
		}
	}
	for (rest = affix->condition; rest.length;) {
		size_t length = item_length(rest), letter = utf8_at(stem, at).length;
		if (letter == 0 ||
		    !item_fits(span_slice(rest, 0, length), span_slice(stem, at, at + letter)))
			return false;
		rest = span_slice(rest, length, rest.length);
		at += letter;
	}
	return true;
}
