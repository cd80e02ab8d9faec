/* White space and small signs: spaces around punctuation, double spaces, … and –. */
#include <string.h>

#include "coach/prose.h"
#include "lang/fold.h"
#include "text/utf8.h"

static bool is_in(uint32_t point, const char *signs)
{
	return point > 0 && point < 0x80 && strchr(signs, (int)point);
}

/* ---- spaces before and behind a sign ---- */

/* :) ;-) :D and the like. */
static bool is_face(const struct check_context *c, size_t at)
{
	uint32_t next = prose_after(c, at + 1);
	return is_in(prose_after(c, at), ":;") &&
	       (is_in(next, ")(-/\\|*'") ||
		(is_in(next, "DPpOo3") && !fold_is_letter(prose_after(c, at + 2))));
}

/* The end of the signs ?!… that stand together. */
static size_t signs_end(const struct check_context *c, size_t at)
{
	while (is_in(prose_after(c, at), "?!"))
		at++;
	return at;
}

static bool may_end_a_word(uint32_t point)
{
	return fold_is_letter(point) || prose_is_digit(point) || is_in(point, ")]\"'%") ||
	       point == 0xbb || point == 0x203a || point == 0x201d || point == 0x2019;
}

/* French sets a space that does not break before ; : ! ?, or none; a plain one leaves the sign
 * alone on the next line. One finding tells of all of them. */
static void french_space(const struct check_context *c, struct findings *findings, size_t at,
			 size_t end, bool *said)
{
	struct str out = { 0 };
	if (*said) {
		prose_count(c, findings);
		return;
	}
	(void)str_add_point(&out, 0x202f);
	(void)str_add(&out, span_slice(c->analysis->text, at, end));
	prose_found(c, findings, at - 1, end, &out);
	*said = true;
}

static void space_before(const struct check_context *c, struct findings *findings, size_t at,
			 bool *said)
{
	struct span text = c->analysis->text;
	struct utf8_point space = utf8_before(text, at);
	size_t start = at - space.length, end = signs_end(c, at);
	if (end == at)
		end = at + 1;
	uint32_t before = prose_before(c, start), after = prose_after(c, end);
	bool mark = is_in(prose_after(c, at), ";:!?");
	bool ends = prose_is_gap(after) || is_in(after, ")\"'") || after == 0xbb ||
		    after == 0x203a || after == 0x201d;
	bool moved = text.at[at] == ',' && fold_is_letter(after); /* word ,word */
	if (!prose_is_space(space.value) || !may_end_a_word(before) || (!ends && !moved) ||
	    is_face(c, at) || prose_is_foreign(c, at))
		return;
	if (mark && prose_language(c, at) == LANGUAGE_FR) {
		if (space.value == ' ')
			french_space(c, findings, at, end, said);
		return;
	}
	struct str out = { 0 };
	(void)str_add(&out, span_slice(text, at, end));
	if (moved)
		(void)str_add_byte(&out, ' ');
	prose_found(c, findings, start, end, &out);
}

/* Word,word and end.Begin: a space is missing behind the sign. */
static void space_behind(const struct check_context *c, struct findings *findings, size_t at)
{
	struct span text = c->analysis->text;
	uint32_t next = prose_after(c, at + 1);
	const struct token *before = prose_token(c, at - 1), *after = prose_token(c, at + 1);
	if (!before || !after || before == after || before->kind != TOKEN_WORD ||
	    after->kind != TOKEN_WORD)
		return;
	bool stop = text.at[at] == '.';
	bool sentence = after->end - after->start >= 2 && before->end - before->start >= 4 &&
			fold_is_upper(next) && !(after->flags & TOKEN_UPPER) &&
			(!(before->flags & TOKEN_CAPITAL) ||
			 prose_language(c, at) == LANGUAGE_DE); /* nouns; else a name: Node.Js */
	if (stop && !sentence)
		return;
	struct str out = { 0 };
	(void)str_add_byte(&out, text.at[at]);
	(void)str_add_byte(&out, ' ');
	prose_found(c, findings, at, at + 1, &out);
}

/* « text » and ( text ): in French guillemets a plain space may break, elsewhere there is none. */
static void space_inside(const struct check_context *c, struct findings *findings, size_t at,
			 bool *said)
{
	struct span text = c->analysis->text;
	struct utf8_point sign = utf8_at(text, at);
	bool opens = sign.value == 0xab || sign.value == '(';
	size_t behind = at + sign.length;
	struct utf8_point space = opens ? utf8_at(text, behind) : utf8_before(text, at);
	size_t start = opens ? at : at - space.length, end = opens ? behind + space.length : behind;
	uint32_t beyond = opens ? prose_after(c, end) : prose_before(c, start);
	bool french = sign.value >= 0x80 && prose_language(c, at) == LANGUAGE_FR;
	/* Outside stands no letter; else it is »…«, which is another rule's. */
	uint32_t outside = opens ? prose_before(c, start) : prose_after(c, end);
	bool text_inside =
		fold_is_letter(beyond) || prose_is_digit(beyond) ||
		(!opens && (may_end_a_word(beyond) || is_in(beyond, ".?!,") || beyond == 0x2026));
	if (space.length == 0 || !prose_is_space(space.value) || !text_inside ||
	    fold_is_letter(outside) || prose_is_digit(outside) || (french && space.value != ' '))
		return;
	if (french && *said) {
		prose_count(c, findings);
		return;
	}
	struct str out = { 0 };
	if (!opens && french)
		(void)str_add_point(&out, 0x202f);
	(void)str_add(&out, span_slice(text, at, behind));
	if (opens && french)
		(void)str_add_point(&out, 0x202f);
	prose_found(c, findings, start, end, &out);
	*said |= french;
}

static void spacing(const struct check_context *c, struct findings *findings)
{
	struct span text = c->analysis->text;
	const struct signs *signs = check_signs(c);
	bool said = false; /* of French spaces */
	for (size_t i = signs_from(signs, 1); i < signs->count; i++) {
		size_t at = signs->at[i];
		unsigned char byte = (unsigned char)text.at[at];
		uint32_t sign = byte == 0xc2 ? prose_after(c, at) : 0;
		if (sign == 0xab || sign == 0xbb)
			space_inside(c, findings, at, &said);
		bool sign_of_text = byte == ',' || byte == '.' || byte == ':' || byte == ';' ||
				    byte == '!' || byte == '?' || byte == '(' || byte == ')';
		if (!sign_of_text)
			continue;
		if (byte == '(' || byte == ')')
			space_inside(c, findings, at, &said);
		else if (prose_is_space(prose_before(c, at)))
			space_before(c, findings, at, &said);
		else if (byte == ',' || byte == '.')
			space_behind(c, findings, at);
	}
}

/* Two spaces and more between words; not at the start of a line and not before its end. */
static void double_space(const struct check_context *c, struct findings *findings)
{
	struct span text = c->analysis->text;
	const struct signs *signs = check_signs(c);
	size_t end = 0;
	for (size_t i = 0; i < signs->count; i++) {
		size_t at = signs->at[i] - 1; /* of the first space of two */
		if (signs->at[i] < end || text.at[signs->at[i]] != ' ')
			continue;
		for (end = at; end < text.length && text.at[end] == ' ';)
			end++;
		uint32_t before = prose_before(c, at), after = prose_after(c, end);
		if (!prose_is_gap(before) && !prose_is_gap(after))
			prose_found_text(c, findings, at, end, " ");
	}
}

/* ---- … and – ---- */

/* The run of a sign that begins at `from` or behind, as [*start, *end). */
static bool next_run(const struct check_context *c, char sign, size_t from, size_t *start,
		     size_t *end)
{
	struct span text = c->analysis->text;
	const struct signs *signs = check_signs(c);
	size_t i = signs_from(signs, from);
	while (i < signs->count && text.at[signs->at[i]] != sign)
		i++;
	if (i == signs->count)
		return false;
	*start = *end = signs->at[i];
	while (*end < text.length && text.at[*end] == sign)
		++*end;
	return true;
}

/* etc.. and usw.. have a point too many. */
static bool is_abbreviation(const struct check_context *c, size_t at)
{
	static const char *const short_forms[] = { "etc", "usw", "ecc", "usf" };
	const struct token *t = at > 0 ? prose_token(c, at - 1) : NULL;
	for (size_t i = 0; t && i < sizeof short_forms / sizeof *short_forms; i++)
		if (span_equal(span_slice(c->analysis->text, t->start, t->end),
			       span_of(short_forms[i])))
			return true;
	return false;
}

/* Two dots, or four: always; three dots only where the text has the sign … elsewhere. */
static void ellipsis(const struct check_context *c, struct findings *findings)
{
	struct span text = c->analysis->text;
	bool has_sign = span_find(text, SPAN("…"), 0) < text.length;
	size_t at, end = 0;
	while (next_run(c, '.', end, &at, &end)) {
		size_t dots = end - at;
		bool meant = dots >= 2 && (dots != 3 || has_sign);
		if (meant && prose_after(c, end) != '/' && prose_before(c, at) != '/' &&
		    !prose_is_foreign(c, at))
			prose_found_text(c, findings, at, end,
					 dots == 2 && is_abbreviation(c, at) ? "." : "…");
	}
}

/* A hyphen between two spaces, or two hyphens, in a dash's place. */
static void dash(const struct check_context *c, struct findings *findings)
{
	struct span text = c->analysis->text;
	size_t at, end = 0;
	while (next_run(c, '-', end, &at, &end)) {
		size_t hyphens = end - at;
		size_t back = at;
		while (back > 0 && prose_is_space(prose_before(c, back)))
			back -= utf8_before(text, back).length;
		uint32_t before = prose_before(c, back);
		bool between = back < at && prose_is_space(prose_after(c, end)) && before != '\n' &&
			       before != '\r' && before != 0;
		bool score = prose_is_digit(before) && prose_is_digit(prose_after(c, end + 1));
		if (hyphens <= 2 && between && !score)
			prose_found_text(c, findings, at, end, "–");
	}
}

const struct check_row check_rows_typography[] = {
	{ "spacing", spacing },	  { "double_space", double_space },
	{ "ellipsis", ellipsis }, { "dash", dash },
	{ NULL, NULL },
};
