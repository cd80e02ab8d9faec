/* Quotation marks and apostrophes: «…» ‹…› ’ in Switzerland, “…” or "…" in English. */
#include <string.h>

#include "base/arr.h"
#include "coach/prose.h"
#include "lang/fold.h"
#include "text/utf8.h"

enum { QUOTATION_MOST = 4096 /* bytes */ };

enum style { GUILLEMETS, INVERTED, LOW, CURLY, STRAIGHT, STYLES, SINGLE, INNER };

static const struct {
	uint32_t open, close;
	const char *signs[2];
} styles[] = {
	[GUILLEMETS] = { 0xab, 0xbb, { "«", "»" } }, [INVERTED] = { 0xbb, 0xab, { "»", "«" } },
	[LOW] = { 0x201e, 0x201c, { "„", "“" } },    [CURLY] = { 0x201c, 0x201d, { "“", "”" } },
	[STRAIGHT] = { '"', '"', { "\"", "\"" } },   [SINGLE] = { 0x2018, 0x2019, { "‘", "’" } },
	[INNER] = { 0x2039, 0x203a, { "‹", "›" } },
};

struct pair {
	size_t open, close; /* offsets of the two signs */
	enum style style;
	bool is_inner;
};

struct pairs ARR(struct pair);

/* Which style begins with the sign at `at`, in its place; STYLES: none. */
static enum style opens(const struct check_context *c, size_t at)
{
	struct utf8_point sign = utf8_at(c->analysis->text, at);
	uint32_t before = prose_before(c, at), after = prose_after(c, at + sign.length);
	bool at_start = prose_is_gap(before) || (before < 0x80 && strchr("([-/:", (int)before)) ||
			before == 0xab || before == 0x2013 || before == 0x2014;
	for (int i = 0; i < STYLES; i++) {
		bool directed = i == GUILLEMETS || i == LOW;
		if (sign.value == styles[i].open &&
		    (directed || (at_start && !prose_is_gap(after) &&
				  (i != INVERTED || fold_is_letter(after)))))
			return (enum style)i;
	}
	return STYLES;
}

static bool closes(enum style style, uint32_t sign)
{
	/* „…” with the English sign behind is as common as the right one. */
	return sign == styles[style].close || (style == LOW && (sign == 0x201d || sign == '"'));
}

/* The sign that closes what opens at `at`, in the same line; 0 when none does, within a post's
 * length. */
static size_t closing(const struct check_context *c, size_t at, enum style style)
{
	struct span text = c->analysis->text, near = span_slice(text, at, at + QUOTATION_MOST);
	size_t depth = 1, end = at + span_find(near, SPAN("\n"), 0);
	for (size_t i = at + utf8_at(text, at).length; i < end;) {
		struct utf8_point sign = utf8_at(text, i);
		if (style == GUILLEMETS && sign.value == styles[style].open)
			depth++;
		else if (closes(style, sign.value) && --depth == 0)
			return i;
		i += sign.length;
	}
	return 0;
}

static void find_pairs(const struct check_context *c, struct pairs *pairs)
{
	struct span text = c->analysis->text;
	const struct signs *signs = check_signs(c);
	size_t outer_end = 0, from = 0;
	for (size_t i = 0; i < signs->count; i++) {
		size_t at = signs->at[i];
		unsigned char byte = (unsigned char)text.at[at];
		bool may_open = byte == '"' || byte == 0xc2 || byte == 0xe2;
		if (!may_open || at < from || (outer_end && at == outer_end))
			continue;
		enum style style = opens(c, at);
		size_t close =
			style < STYLES && !prose_is_foreign(c, at) ? closing(c, at, style) : 0;
		if (!close)
			continue;
		*arr_add(pairs) = (struct pair){ at, close, style, at < outer_end };
		if (at >= outer_end)
			outer_end = close;
		if (style == STRAIGHT || style == CURLY)
			from = close + 1; /* nothing of that style inside */
	}
}

static bool fits(enum style style, enum language language)
{
	if (language == LANGUAGE_EN)
		return style == CURLY || style == STRAIGHT;
	return style == GUILLEMETS || language == LANGUAGE_NONE;
}

/* In Swiss typography ‹…›, in Italian “…”, in English ‘…’. */
static enum style inner_style(enum language language)
{
	if (language == LANGUAGE_EN)
		return SINGLE;
	return language == LANGUAGE_IT ? CURLY : INNER;
}

static bool inner_fits(const struct pair *pair, enum language language)
{
	bool romance = language == LANGUAGE_FR || language == LANGUAGE_IT;
	if (language == LANGUAGE_EN || language == LANGUAGE_NONE)
		return true;
	return pair->style == CURLY && romance;
}

/* What stands between guillemets has no others inside: they become the inner marks. */
static void add_inside(struct span inside, enum style inner, struct str *out)
{
	for (size_t at = 0; at < inside.length;) {
		struct utf8_point sign = utf8_at(inside, at);
		if (sign.value == 0xab || sign.value == 0xbb)
			(void)str_add(out, span_of(styles[inner].signs[sign.value == 0xbb]));
		else
			(void)str_add(out, span_slice(inside, at, at + sign.length));
		at += sign.length;
	}
}

/* The whole quotation with other marks: one key changes both. */
static void found(const struct check_context *c, struct findings *findings, const struct pair *pair,
		  enum style style)
{
	struct span text = c->analysis->text;
	size_t from = pair->open + utf8_at(text, pair->open).length, to = pair->close;
	struct str out = { 0 };
	while (from < to && prose_is_space(prose_after(c, from)))
		from += utf8_at(text, from).length;
	while (to > from && prose_is_space(prose_before(c, to)))
		to -= utf8_before(text, to).length;
	(void)str_add(&out, span_of(styles[style].signs[0]));
	if (style == GUILLEMETS)
		add_inside(span_slice(text, from, to), inner_style(c->analysis->language), &out);
	else
		(void)str_add(&out, span_slice(text, from, to));
	(void)str_add(&out, span_of(styles[style].signs[1]));
	prose_found(c, findings, pair->open, pair->close + utf8_at(text, pair->close).length, &out);
}

struct census {
	size_t of[STYLES];
	int styles;
};

static struct census census_of(const struct pairs *pairs)
{
	struct census census = { .styles = 0 };
	for (size_t i = 0; i < pairs->count; i++)
		if (!pairs->at[i].is_inner && census.of[pairs->at[i].style]++ == 0)
			census.styles++;
	return census;
}

/* The style a text with several should keep: the region's; in English the more frequent. */
static enum style wanted(const struct census *census, enum language language)
{
	if (language != LANGUAGE_EN)
		return GUILLEMETS;
	return census->of[STRAIGHT] > census->of[CURLY] ? STRAIGHT : CURLY;
}

static void quotes(const struct check_context *c, struct findings *findings)
{
	enum language language = c->analysis->language;
	struct pairs pairs = { 0 };
	find_pairs(c, &pairs);
	struct census census = census_of(&pairs);
	bool said = false;
	for (size_t i = 0; i < pairs.count; i++) {
		const struct pair *pair = &pairs.at[i];
		if (pair->is_inner && !inner_fits(pair, language))
			found(c, findings, pair, inner_style(language));
		else if (!pair->is_inner && census.styles == 1 && !fits(pair->style, language) &&
			 !said) {
			found(c, findings, pair, wanted(&census, language));
			said = true;
		}
	}
	arr_release(&pairs);
}

static void quotes_mixed(const struct check_context *c, struct findings *findings)
{
	enum language language = c->analysis->language;
	struct pairs pairs = { 0 };
	find_pairs(c, &pairs);
	struct census census = census_of(&pairs);
	enum style keep = wanted(&census, language);
	for (size_t i = 0; i < pairs.count && census.styles > 1; i++)
		if (!pairs.at[i].is_inner && pairs.at[i].style != keep)
			found(c, findings, &pairs.at[i], keep);
	arr_release(&pairs);
}

/* ---- apostrophes ---- */

static bool is_apostrophe(const struct check_context *c, size_t at, size_t length)
{
	uint32_t before = prose_before(c, at), after = prose_after(c, at + length);
	bool letters = fold_is_letter(before) && fold_is_letter(after);
	return letters && !prose_is_foreign(c, at);
}

static bool has_apostrophe(const struct check_context *c, struct span sign)
{
	struct span text = c->analysis->text;
	const struct signs *signs = check_signs(c);
	for (size_t i = 0; i < signs->count; i++)
		if (span_starts(span_slice(text, signs->at[i], text.length), sign) &&
		    is_apostrophe(c, signs->at[i], sign.length))
			return true;
	return false;
}

/* In one text ' and ’: the straight ones. An accent ´ or ` in an apostrophe's place: always. */
static void apostrophe(const struct check_context *c, struct findings *findings)
{
	struct span text = c->analysis->text;
	const struct signs *signs = check_signs(c);
	bool curly = has_apostrophe(c, SPAN("’")), straight = has_apostrophe(c, SPAN("'"));
	for (size_t i = 0; i < signs->count; i++) {
		size_t at = signs->at[i];
		unsigned char byte = (unsigned char)text.at[at];
		bool acute = byte == 0xc2 && at + 1 < text.length && text.at[at + 1] == '\xb4';
		if (!acute && byte != '`' && !(byte == '\'' && curly))
			continue;
		size_t length = acute ? 2 : 1;
		if (is_apostrophe(c, at, length))
			prose_found_text(c, findings, at, at + length,
					 curly || !straight ? "’" : "'");
	}
}

const struct check_row check_rows_quotes[] = {
	{ "quotes", quotes },
	{ "quotes_mixed", quotes_mixed },
	{ "apostrophe", apostrophe },
	{ NULL, NULL },
};
