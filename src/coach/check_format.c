#include "coach/check.h"

#include "lang/fold.h"
#include "text/utf8.h"

enum { LOUD_LETTERS = 6 };

static void tags_many(const struct check_context *c, struct findings *findings)
{
	size_t count = check_count(c, TOKEN_TAG);
	const struct token *first = check_first(c, TOKEN_TAG);
	if (!first || (double)count <= rule_limit(c->rule, "most", 5))
		return;
	struct finding *finding = check_found(c, findings, first->start, first->end);
	if (finding)
		finding->figures[0] = (long)count;
}

/* A word behind the tag in its sentence: the tag stands in the middle of it. */
static bool is_inline(const struct analysis *a, size_t index)
{
	const struct sentence *s = analysis_sentence_at(a, a->tokens.at[index].start);
	for (size_t i = index + 1; s && i < s->first_token + s->token_count; i++)
		if (a->tokens.at[i].kind == TOKEN_WORD)
			return true;
	return false;
}

static void tags_inline(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	size_t count = 0, first = 0;
	for (size_t i = 0; check_count(c, TOKEN_TAG) && i < a->tokens.count; i++)
		if (a->tokens.at[i].kind == TOKEN_TAG && is_inline(a, i))
			first = count++ ? first : i;
	if ((double)count <= rule_limit(c->rule, "most", 1))
		return;
	struct finding *finding =
		check_found(c, findings, a->tokens.at[first].start, a->tokens.at[first].end);
	if (finding)
		finding->figures[0] = (long)count;
}

/* #Mitarbeiter*innen, #Büro-Alltag: the network ends the tag at the sign. */
static size_t broken_end(const struct analysis *a, const struct token *tag)
{
	struct utf8_point sign = utf8_at(a->text, tag->end);
	uint32_t c = sign.value;
	bool breaks = c == '-' || c == '*' || c == ':' || c == '\'' || c == '&' || c == '+' ||
		      c == '.' || c == '/' || c == 0x2019 || c == 0xb7;
	size_t at = tag->end + sign.length;
	if (!breaks || !fold_is_letter(utf8_at(a->text, at).value))
		return 0;
	while (at < a->text.length && fold_is_letter(utf8_at(a->text, at).value))
		at += utf8_at(a->text, at).length;
	return at;
}

static void tags_broken(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	for (size_t i = 0; check_count(c, TOKEN_TAG) && i < a->tokens.count; i++) {
		const struct token *t = &a->tokens.at[i];
		size_t end = t->kind == TOKEN_TAG ? broken_end(a, t) : 0;
		if (end)
			(void)check_found(c, findings, t->start, end);
	}
}

static void mentions_many(const struct check_context *c, struct findings *findings)
{
	size_t count = check_count(c, TOKEN_MENTION);
	const struct token *first = check_first(c, TOKEN_MENTION);
	if (!first || (double)count <= rule_limit(c->rule, "most", 5))
		return;
	struct finding *finding = check_found(c, findings, first->start, first->end);
	if (finding)
		finding->figures[0] = (long)count;
}

static void mention_pasted(const struct check_context *c, struct findings *findings)
{
	const struct token *first = check_first(c, TOKEN_MENTION);
	if (first)
		(void)check_found(c, findings, first->start, first->end);
}

static void link_in_text(const struct check_context *c, struct findings *findings)
{
	const struct token *first = check_first(c, TOKEN_LINK);
	if (first)
		(void)check_found(c, findings, first->start, first->end);
}

static void link_only(const struct check_context *c, struct findings *findings)
{
	const struct token *first = check_first(c, TOKEN_LINK);
	if (first && (double)c->analysis->words < rule_limit(c->rule, "words", 40))
		(void)check_found(c, findings, first->start, first->end);
}

static void fake_letters(const struct check_context *c, struct findings *findings)
{
	const struct token *first = check_first(c, TOKEN_FAKE);
	if (first)
		(void)check_found(c, findings, first->start, first->end);
}

static void emoji_many(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	size_t count = check_count(c, TOKEN_EMOJI), lines = 0;
	const struct token *first = check_first(c, TOKEN_EMOJI);
	for (size_t i = 0; i < a->sentences.count; i++) {
		const struct sentence *s = &a->sentences.at[i];
		lines += s->token_count && a->tokens.at[s->first_token].kind == TOKEN_EMOJI &&
			 a->tokens.at[s->first_token].start == s->start;
	}
	double allowed = (double)a->words / rule_limit(c->rule, "words", 25);
	bool many = count >= 3 && (double)count > allowed;
	if (!first || (!many && (double)lines < rule_limit(c->rule, "lines", 3)))
		return;
	struct finding *finding = check_found(c, findings, first->start, first->end);
	if (finding)
		finding->figures[0] = (long)count;
}

static void paragraph_long(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	for (size_t i = 0; i < a->paragraphs.count; i++) {
		const struct paragraph *p = &a->paragraphs.at[i];
		size_t words = 0;
		for (size_t k = 0; k < p->sentence_count; k++)
			if (!a->sentences.at[p->first_sentence + k].is_list_item)
				words += a->sentences.at[p->first_sentence + k].words;
		if ((double)words <= rule_limit(c->rule, "words", 80))
			continue;
		struct finding *finding = check_found(c, findings, p->start, p->end);
		if (finding)
			finding->figures[0] = (long)words;
	}
}

static bool is_alone(const struct analysis *a, const struct sentence *s)
{
	size_t start = s->start, end = s->end;
	while (start > 0 && a->text.at[start - 1] == ' ')
		start--;
	while (end < a->text.length && (a->text.at[end] == ' ' || a->text.at[end] == '\r'))
		end++;
	return (start == 0 || a->text.at[start - 1] == '\n') &&
	       (end == a->text.length || a->text.at[end] == '\n');
}

/* Every sentence a line of its own. */
static void one_liners(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	size_t alone = 0, count = 0;
	for (size_t i = 0; i < a->sentences.count; i++) {
		const struct sentence *s = &a->sentences.at[i];
		if (s->words == 0 || s->is_list_item)
			continue;
		count++;
		alone += is_alone(a, s);
	}
	if ((double)alone > rule_limit(c->rule, "lines", 10) &&
	    (double)alone > rule_limit(c->rule, "share", 0.8) * (double)count)
		check_found_whole(c, findings, (long)alone);
}

/* Exclamation marks, or words in capitals: shouting. */
static void loud(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	const struct signs *signs = check_signs(c);
	size_t marks = 0, first = a->text.length, capitals = 0;
	bool doubled = false;
	for (size_t i = 0; i < signs->count; i++) {
		size_t at = signs->at[i];
		if (a->text.at[at] != '!')
			continue;
		first = marks++ ? first : at;
		doubled |= at + 1 < a->text.length && a->text.at[at + 1] == '!';
	}
	for (size_t i = 0; i < a->tokens.count; i++) {
		const struct token *t = &a->tokens.at[i];
		bool shouts = t->kind == TOKEN_WORD && (t->flags & TOKEN_UPPER) &&
			      t->end - t->start >= LOUD_LETTERS;
		if (shouts && capitals++ == 0 && marks == 0)
			first = t->start;
	}
	if (first == a->text.length ||
	    (!doubled && (double)marks < rule_limit(c->rule, "marks", 4) &&
	     (double)capitals < rule_limit(c->rule, "capitals", 3)))
		return;
	const struct sentence *s = analysis_sentence_at(a, first);
	struct finding *finding = s ? check_found(c, findings, s->start, s->end) : NULL;
	if (finding)
		finding->figures[0] = (long)(marks + capitals);
}

const struct check_row check_rows_format[] = {
	{ "tags_many", tags_many },
	{ "tags_inline", tags_inline },
	{ "tags_broken", tags_broken },
	{ "mentions_many", mentions_many },
	{ "mention_pasted", mention_pasted },
	{ "link_in_text", link_in_text },
	{ "link_only", link_only },
	{ "fake_letters", fake_letters },
	{ "emoji_many", emoji_many },
	{ "paragraph_long", paragraph_long },
	{ "one_liners", one_liners },
	{ "loud", loud },
	{ NULL, NULL },
};
