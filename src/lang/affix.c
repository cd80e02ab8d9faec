#include "lang/affix.h"

#include <stdlib.h>
#include <string.h>

#include "base/arr.h"
#include "base/file.h"
#include "base/mem.h"
#include "lang/encoding.h"
#include "base/str.h"
#include "text/utf8.h"

enum {
	FILE_MOST = 32 << 20,
	RULES_MOST = 65536,
	FLAGS = 65536,
	BEGUN = 1 << 16,
	COMPARED_MOST = 1 << 24, /* pairs of endings; German has some thousand */
};

enum flag_kind { FLAG_BYTE, FLAG_LONG, FLAG_NUMBER, FLAG_POINT };

struct side {
	struct {
		struct affix *at;
		size_t count, room;
	} rules;
	struct bucket {
		uint32_t hash, first, count; /* 0: none */
	} * buckets;			     /* open addressing by append */
	size_t slots, longest;
	uint64_t begun[BEGUN / 64]; /* a bit for the hash of what begins an append, or is one */
};

struct affixes {
	struct str text;
	enum flag_kind kind;
	struct affix_flags flags;
	size_t part_least;
	const char *encoding; /* iconv's name; "": UTF-8 */
	bool is_deep, strips_all, checks_sharps, has_rules, refused;
	struct str breaks; /* the values of BREAK, a line each */
	struct side sides[2];
	struct str rule_flags; /* of COMPOUNDRULE */
};

/* ---- flags ---- */

static bool next_flag(const struct affixes *affixes, struct span *flags, uint16_t *flag)
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
	while (next_flag(affixes, &flags, &one))
		if (one == flag)
			return true;
	return false;
}

/* ---- reading ---- */

static bool next_word(struct span *line, struct span *word)
{
	*line = span_trim(*line);
	size_t end = 0;
	while (end < line->length && line->at[end] != ' ' && line->at[end] != '\t')
		end++;
	*word = span_slice(*line, 0, end);
	*line = span_slice(*line, end, line->length);
	return word->length > 0;
}

static struct span without_zero(struct span word)
{
	return span_equal(word, SPAN("0")) ? span_slice(word, 0, 0) : word;
}

/* `SFX flag strip append/flags condition`; the head `SFX flag Y 3` says whether they cross. */
static void read_rule(struct affixes *affixes, enum affix_side side, struct span line,
		      bool *crosses)
{
	struct side *of = &affixes->sides[side];
	struct affix rule = { .crosses = *crosses };
	struct span flag, strip, append, condition = { "", 0 }, rest;
	if (!next_word(&line, &flag) || !next_word(&line, &strip) || !next_word(&line, &append))
		return;
	bool is_bare = !next_word(&line, &condition);
	if (!next_flag(affixes, &flag, &rule.flag) || of->rules.count >= RULES_MOST) {
		affixes->refused = true;
		return;
	}
	bool is_head = span_equal(strip, SPAN("Y")) || span_equal(strip, SPAN("N"));
	if (is_bare && is_head && append.at[0] >= '0' && append.at[0] <= '9') {
		*crosses = strip.at[0] == 'Y';
		return;
	}
	size_t slash = span_find(append, SPAN("/"), 0);
	rule.flags = span_slice(append, slash + 1, append.length);
	rule.append = without_zero(span_slice(append, 0, slash));
	rule.strip = without_zero(strip);
	rule.condition = is_bare || span_equal(condition, SPAN(".")) ? span_slice(condition, 0, 0)
								     : condition;
	for (rest = rule.condition; rest.length; rest = span_slice(rest, 1, rest.length))
		affixes->refused |= rest.at[0] == '\\';
	*arr_add(&of->rules) = rule;
	if (rule.append.length > of->longest)
		of->longest = rule.append.length;
}

/* A byte of another encoding has become a point. */
static void read_flag_kind(struct affixes *affixes, struct span value)
{
	affixes->kind = span_equal(value, SPAN("long"))				 ? FLAG_LONG
			: span_equal(value, SPAN("num"))			 ? FLAG_NUMBER
			: span_equal(value, SPAN("UTF-8")) || *affixes->encoding ? FLAG_POINT
										 : FLAG_BYTE;
}

static void read_flag(struct affixes *affixes, struct span name, struct span value)
{
	struct affix_flags *flags = &affixes->flags;
	const struct {
		const char *names;
		uint16_t *flag;
	} rows[] = {
		{ "FORBIDDENWORD", &flags->forbidden },
		{ "NEEDAFFIX PSEUDOROOT", &flags->need_affix },
		{ "ONLYINCOMPOUND", &flags->only_in_compound },
		{ "KEEPCASE", &flags->keep_case },
		{ "CIRCUMFIX", &flags->circumfix },
		{ "COMPOUNDBEGIN", &flags->compound_begin },
		{ "COMPOUNDMIDDLE", &flags->compound_middle },
		{ "COMPOUNDEND COMPOUNDLAST", &flags->compound_end },
		{ "COMPOUNDPERMITFLAG", &flags->permit },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (span_is_one_of(name, rows[i].names))
			(void)next_flag(affixes, &value, rows[i].flag);
}

/* What may stand in a file besides rules; what is not here may change what is a word. */
static const char harmless[] =
	"SET FLAG TRY WORDCHARS REP MAP PHONE KEY NOSUGGEST MAXNGRAMSUGS MAXDIFF ONLYMAXDIFF "
	"MAXCPDSUGS NOSPLITSUGS SUGSWITHDOTS ICONV OCONV BREAK NAME HOME VERSION LANG "
	"LEMMA_PRESENT "
	"SUBSTANDARD WARN FULLSTRIP CHECKSHARPS COMPOUNDMIN COMPOUNDRULE FORBIDDENWORD NEEDAFFIX "
	"PSEUDOROOT ONLYINCOMPOUND KEEPCASE CIRCUMFIX COMPOUNDBEGIN COMPOUNDMIDDLE COMPOUNDEND "
	"COMPOUNDLAST COMPOUNDPERMITFLAG";

/* The first is a count; then patterns of flags with * ? ( ). */
static void read_compound_rule(struct affixes *affixes, struct span value)
{
	if (!affixes->has_rules) {
		affixes->has_rules = true;
		return;
	}
	affixes->refused |= affixes->kind != FLAG_BYTE && !*affixes->encoding;
	for (size_t i = 0; i < value.length; i++) {
		affixes->refused |= *affixes->encoding && (unsigned char)value.at[i] >= 0x80;
		if (!strchr("*?()", value.at[i]))
			(void)str_add_byte(&affixes->rule_flags, value.at[i]);
	}
}

/* One letter at least, as Hunspell has it; what is no number of one or two digits is refused. */
static void read_part_least(struct affixes *affixes, struct span value)
{
	size_t least = 0;
	for (size_t i = 0; i < value.length; i++) {
		affixes->refused |= value.at[i] < '0' || value.at[i] > '9' || i >= 2;
		least = i < 2 ? least * 10 + (size_t)(value.at[i] - '0') : least;
	}
	affixes->refused |= value.length == 0;
	affixes->part_least = least && !affixes->refused ? least : 1;
}

/* The first is a count; what is listed holds instead of the signs that are usual. */
static void read_break(struct affixes *affixes, struct span value)
{
	if (value.length && value.at[0] >= '0' && value.at[0] <= '9') {
		str_clear(&affixes->breaks);
		return;
	}
	(void)str_add(&affixes->breaks, value);
	(void)str_add_byte(&affixes->breaks, '\n');
}

/* A line that is no rule. */
static void read_setting(struct affixes *affixes, struct span name, struct span value)
{
	read_flag(affixes, name, value);
	if (span_equal(name, SPAN("FLAG")))
		read_flag_kind(affixes, value);
	if (span_equal(name, SPAN("COMPOUNDMIN")))
		read_part_least(affixes, value);
	if (span_equal(name, SPAN("COMPOUNDRULE")))
		read_compound_rule(affixes, value);
	affixes->strips_all |= span_equal(name, SPAN("FULLSTRIP"));
	affixes->checks_sharps |= span_equal(name, SPAN("CHECKSHARPS"));
	if (span_equal(name, SPAN("BREAK")))
		read_break(affixes, value);
	if (!span_is_one_of(name, harmless) ||
	    (span_equal(name, SPAN("LANG")) &&
	     span_is_one_of(span_slice(value, 0, 2), "tr az cr hu")))
		affixes->refused = true;
}

/* ---- order ---- */

static int by_append(const void *a, const void *b)
{
	const struct affix *x = a, *y = b;
	int order = span_compare(x->append, y->append);
	return order ? order : span_compare(x->strip, y->strip);
}

static size_t begun_bit(uint32_t hash)
{
	return (hash ^ hash >> 16) & (BEGUN - 1);
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
		while (!deep && next_flag(affixes, &flags, &flag))
			if (named[flag / 8] >> flag % 8 & 1)
				deep = is_followed(suffixes, &suffixes->rules.at[i], flag,
						   &compared);
	}
	free(named);
	return deep;
}

/* ---- life ---- */

static void read_lines(struct affixes *affixes)
{
	struct span rest = str_span(&affixes->text), line, name, value;
	bool crosses[2] = { false, false };
	while (span_next(&rest, '\n', &line)) {
		if (!next_word(&line, &name) || name.at[0] == '#')
			continue;
		if (span_equal(name, SPAN("SFX")))
			read_rule(affixes, AFFIX_SUFFIX, line, &crosses[AFFIX_SUFFIX]);
		else if (span_equal(name, SPAN("PFX")))
			read_rule(affixes, AFFIX_PREFIX, line, &crosses[AFFIX_PREFIX]);
		else {
			(void)next_word(&line, &value);
			read_setting(affixes, name, value);
		}
	}
}

/* By its line SET, Latin 1 without one (hunspell(5)). */
static void read_encoding(struct affixes *affixes)
{
	struct span rest = str_span(&affixes->text), line, name, value = SPAN("ISO8859-1");
	while (span_next(&rest, '\n', &line))
		if (next_word(&line, &name) && span_equal(name, SPAN("SET")) &&
		    next_word(&line, &value))
			break;
	affixes->encoding = encoding_name(value);
	if (!affixes->encoding) {
		affixes->refused = true;
	} else if (*affixes->encoding) {
		affixes->refused = !encoding_decode(&affixes->text, affixes->encoding);
		affixes->kind = FLAG_POINT;
	}
}

struct affixes *affixes_read(const char *path)
{
	struct affixes *affixes = mem_alloc(sizeof *affixes);
	affixes->part_least = 3;			      /* these two: hunspell(5) */
	(void)str_add(&affixes->breaks, SPAN("-\n^-\n-$\n")); /* hunspell(5) */
	affixes->refused = !file_read(path, FILE_MOST, &affixes->text, NULL, NULL);
	if (span_starts(str_span(&affixes->text), SPAN("\xef\xbb\xbf")))
		(void)str_replace(&affixes->text, 0, 3, SPAN(""));
	if (!affixes->refused)
		read_encoding(affixes);
	if (!affixes->refused)
		read_lines(affixes);
	if (affixes->refused) {
		affixes_free(affixes);
		return NULL;
	}
	for (int side = 0; side < 2; side++)
		index_side(affixes, (enum affix_side)side);
	affixes->is_deep = takes_endings(affixes);
	return affixes;
}

void affixes_free(struct affixes *affixes)
{
	if (!affixes)
		return;
	for (int side = 0; side < 2; side++) {
		arr_release(&affixes->sides[side].rules);
		free(affixes->sides[side].buckets);
	}
	str_release(&affixes->text);
	str_release(&affixes->rule_flags);
	str_release(&affixes->breaks);
	free(affixes);
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
