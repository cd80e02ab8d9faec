#include "coach/check.h"

#include <string.h>

#include "lang/fold.h"
#include "lang/name.h"

static const struct sentence *sentence_with(const struct check_context *c, size_t at)
{
	return analysis_sentence_at(c->analysis, at);
}

static bool is_in(const struct sentence *s, size_t at)
{
	return at >= s->start && at < s->end;
}

static bool has_hit(const struct check_context *c, const struct sentence *s, const char *rule_id)
{
	const struct hit *hits;
	size_t count = check_hits(c, rule_id, &hits);
	for (size_t i = 0; i < count; i++)
		if (is_in(s, hits[i].start))
			return true;
	return false;
}

/* ---- figures ---- */

/* Two different words of finance in the sentence. */
static bool has_another(const struct check_context *c, const struct sentence *s, size_t index)
{
	for (size_t i = 0; i < c->hit_count; i++)
		if (c->hits[i].phrase != c->hits[index].phrase && is_in(s, c->hits[i].start))
			return true;
	return false;
}

/* Does the sentence look ahead, or name the part of the year, and was none of it published? */
static bool is_early(const struct check_context *c, const struct sentence *s)
{
	return !has_hit(c, s, "trust.published") &&
	       (has_hit(c, s, "trust.ahead") || has_hit(c, s, "trust.period"));
}

/* A word of finance beside what is to come, or the part of the year it belongs to: whoever is
 * listed may not speak of it before the others know. What was published may be told. A word that
 * life has too needs another one of business beside it: two choirs merge as well. */
static void money_ahead(const struct check_context *c, struct findings *findings)
{
	const struct hit *everyday;
	size_t count = check_hits(c, "trust.everyday", &everyday);
	for (size_t i = 0; i < c->hit_count; i++) {
		const struct sentence *s = sentence_with(c, c->hits[i].start);
		if (s && (is_early(c, s) ||
			  (has_another(c, s, i) && !has_hit(c, s, "trust.published")))) {
			(void)check_found(c, findings, c->hits[i].start, c->hits[i].end);
			return;
		}
	}
	for (size_t i = 0; i < count; i++) {
		const struct sentence *s = sentence_with(c, everyday[i].start);
		if (s && is_early(c, s) && has_hit(c, s, "trust.business")) {
			(void)check_found(c, findings, everyday[i].start, everyday[i].end);
			return;
		}
	}
}

/* ---- numbers and addresses ---- */

static void report_entities(const struct check_context *c, struct findings *findings,
			    unsigned kinds)
{
	const struct entities *entities = check_more_of(c)->entities;
	for (size_t i = 0; i < entities->count; i++) {
		const struct entity *entity = &entities->at[i];
		if (entity->valid && kinds >> entity->kind & 1)
			(void)check_found(c, findings, entity->start, entity->end);
	}
}

static void contact_data(const struct check_context *c, struct findings *findings)
{
	report_entities(c, findings, 1u << ENTITY_PHONE | 1u << ENTITY_EMAIL);
}

static void account_number(const struct check_context *c, struct findings *findings)
{
	report_entities(c, findings, 1u << ENTITY_IBAN | 1u << ENTITY_CARD);
}

static void social_number(const struct check_context *c, struct findings *findings)
{
	report_entities(c, findings, 1u << ENTITY_AHV);
}

/* ---- persons ---- */

/* "my boss" is as good as a name. */
static bool is_boss(struct span word)
{
	static const char *const words[] = { "Chef",	  "Chefin",  "Vorgesetzter", "Vorgesetzte",
					     "chef",	  "cheffe",  "patron",	     "patronne",
					     "capo",	  "capa",    "boss",	     "manager",
					     "Lernender", "Lernende" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (span_equal(word, span_of(words[i])))
			return true;
	return false;
}

static bool is_mine(struct span word)
{
	static const char *const words[] = { "mein",   "meine",	 "meinem", "meiner", "meinen",
					     "mon",    "ma",	 "mio",	   "mia",    "my",
					     "Mein",   "Meine",	 "Mon",	   "Ma",     "My",
					     "unser",  "unsere", "notre",  "nos",    "nostro",
					     "nostra", "our",	 "Unser",  "Unsere", "Notre",
					     "Nos",    "Nostro", "Nostra", "Our" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (span_equal(word, span_of(words[i])))
			return true;
	return false;
}

/* Herr, Madame; in the midst of a French or Italian sentence they begin small. */
static bool is_title(struct span word)
{
	char capital[32];
	if (word.length == 0 || word.length >= sizeof capital)
		return false;
	memcpy(capital, word.at, word.length);
	capital[0] = (char)fold_upper((unsigned char)capital[0]);
	return name_is_title((struct span){ capital, word.length });
}

/* "our trainee Kwame", «unsere Lernende Kwame»: one of ours, what she is, and a name. What she is
 * has a capital in German alone. */
static bool is_one_of_ours(const struct analysis *a, const struct sentence *s, size_t name)
{
	size_t first = s->first_token;
	bool is_noun = name > first && a->tokens.at[name - 1].flags & TOKEN_CAPITAL;
	if (is_noun != (s->language == LANGUAGE_DE))
		return false;
	for (size_t back = 1; back <= 3 && name >= first + back; back++) {
		if (a->tokens.at[name - back].kind != TOKEN_WORD)
			return false;
		if (back > 1 && is_mine(analysis_token(a, name - back)))
			return true;
	}
	return false;
}

/* «…, sagte Marco»: who says it is not who it is about. Does a word of saying end there? */
static bool is_said(const struct check_context *c, size_t end)
{
	const struct hit *hits;
	size_t count = check_hits(c, "trust.saying", &hits);
	for (size_t i = 0; i < count; i++)
		if (hits[i].end == end)
			return true;
	return false;
}

/* Is somebody named in the sentence: a mention, a first name, a title with a name, "my boss"? */
static bool names_somebody(const struct check_context *c, const struct sentence *s)
{
	const struct analysis *a = c->analysis;
	for (size_t i = s->first_token; i < s->first_token + s->token_count; i++) {
		const struct token *t = &a->tokens.at[i];
		struct span word = analysis_token(a, i);
		bool follows = i > s->first_token;
		struct span before = follows ? analysis_token(a, i - 1) : SPAN("");
		if (t->kind == TOKEN_MENTION)
			return true;
		if (follows && is_said(c, a->tokens.at[i - 1].end))
			continue;
		if (t->kind == TOKEN_WORD && (t->flags & TOKEN_CAPITAL) &&
		    (name_is_first(word) || (follows && is_title(before)) ||
		     is_one_of_ours(a, s, i)))
			return true;
		if (follows && is_boss(word) && is_mine(before))
			return true;
	}
	return false;
}

static void person_named(const struct check_context *c, struct findings *findings)
{
	for (size_t i = 0; i < c->hit_count; i++) {
		const struct sentence *s = sentence_with(c, c->hits[i].start);
		if (s && !has_hit(c, s, "trust.thing") && names_somebody(c, s)) {
			(void)check_found(c, findings, c->hits[i].start, c->hits[i].end);
			return;
		}
	}
}

/* ---- the tie to the employer ---- */

static bool is_disclosed(const struct check_context *c)
{
	const struct hit *hits;
	return check_hits(c, "trust.disclosed", &hits) > 0;
}

/* Praise in the words of the pack, or any praise beside a name of the employer's. */
static void praise_untied(const struct check_context *c, struct findings *findings)
{
	const struct check_more *more = check_more_of(c);
	if (is_disclosed(c))
		return;
	if (c->hit_count) {
		(void)check_found(c, findings, c->hits[0].start, c->hits[0].end);
		return;
	}
	for (size_t i = 0; i < more->own_names->count; i++) {
		const struct hit *name = &more->own_names->at[i];
		const struct sentence *s = sentence_with(c, name->start);
		if (s && has_hit(c, s, "trust.praise")) {
			(void)check_found(c, findings, name->start, name->end);
			return;
		}
	}
}

static void house_word(const struct check_context *c, struct findings *findings)
{
	const struct hits *words = check_more_of(c)->house_words;
	for (size_t i = 0; i < words->count; i++)
		(void)check_found(c, findings, words->at[i].start, words->at[i].end);
}

const struct check_row check_rows_trust[] = {
	{ "money_ahead", money_ahead },	      { "contact_data", contact_data },
	{ "account_number", account_number }, { "social_number", social_number },
	{ "person_named", person_named },     { "praise_untied", praise_untied },
	{ "house_word", house_word },	      { NULL, NULL },
};
