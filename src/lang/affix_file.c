#include "affix_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/arr.h"
#include "base/file.h"
#include "base/mem.h"
#include "lang/encoding.h"

enum { FILE_MOST = 32 << 20, RULES_MOST = 65536 };

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
	if (!affix_next_flag(affixes, &flag, &rule.flag) || of->rules.count >= RULES_MOST) {
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
			(void)affix_next_flag(affixes, &value, rows[i].flag);
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
	affixes_sort(affixes);
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
