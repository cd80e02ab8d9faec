/* Usage: one way of addressing readers, no word twice, one language, one spelling, accents. */
#include <stdint.h>
#include <string.h>

#include "coach/prose.h"
#include "lang/fold.h"
#include "text/utf8.h"

enum {
	ADDRESS_MOST = 32, /* bytes of a word that may address somebody */
	BEGINNING = 4,	   /* letters by which words of two spellings are told */
};

/* ---- du and Sie, tu and vous, tu and Lei ---- */

/* Words by which readers are addressed; the formal ones of German and Italian with their capital.
 */
static const struct {
	const char *near, *formal;
} address[LANGUAGE_COUNT] = {
	[LANGUAGE_DE] = { "du dich dir dein deine deinem deinen deiner deines euch euer eure eurem "
			  "euren eurer",
			  "Sie Ihnen Ihr Ihre Ihrem Ihren Ihrer Ihres" },
	[LANGUAGE_FR] = { "tu te toi ta tes t'es t'as", "vous votre vos" },
	[LANGUAGE_IT] = { "tu te ti tuo tua tuoi tue", "Lei Suo Sua Suoi Sue" },
};

/* Sie behind a full stop or colon may be the third person. */
static bool follows_a_start(const struct check_context *c, const struct token *t)
{
	size_t at = t->start;
	while (at > 0 && prose_is_space(prose_before(c, at)))
		at -= utf8_before(c->analysis->text, at).length;
	uint32_t before = prose_before(c, at);
	return (t->flags & TOKEN_SENTENCE_START) || before == '\n' || before == 0 ||
	       (!fold_is_letter(before) && !prose_is_digit(before) && before != ',' &&
		before != ')' && before != 0xbb);
}

enum manner { NOT_ADDRESSED, NEAR, FORMAL };

/* avez-vous, écrivez, écrivez-moi; but not rendez-vous and chez. */
static bool is_french_formal(struct span word)
{
	if (span_starts(word, SPAN("rendez-vous")))
		return false;
	size_t ending = span_find(word, SPAN("ez-"), 3); /* not rez-de-chaussée */
	return span_ends(word, SPAN("-vous")) || ending < word.length ||
	       (word.length > 4 && span_ends(word, SPAN("ez")) && !span_equal(word, SPAN("assez")));
}

/* crois-tu, t'invite */
static bool is_french_near(struct span word)
{
	return span_ends(word, SPAN("-tu")) || span_ends(word, SPAN("-toi")) ||
	       (span_starts(word, SPAN("t'")) && word.length > 3);
}

static enum manner manner_of(const struct check_context *c, const struct token *t,
			     enum language language)
{
	struct span word = span_slice(c->analysis->text, t->start, t->end);
	if (t->kind != TOKEN_WORD || (t->flags & TOKEN_QUOTED) || word.length > ADDRESS_MOST ||
	    !address[language].near)
		return NOT_ADDRESSED;
	struct str folded = { 0 };
	fold_word(word, &folded);
	struct span f = str_span(&folded);
	bool french = language == LANGUAGE_FR;
	bool near = span_is_one_of(f, address[language].near) || (french && is_french_near(f));
	bool formal =
		french ? span_is_one_of(f, address[language].formal) || is_french_formal(f)
		       : span_is_one_of(word, address[language].formal) && !follows_a_start(c, t);
	str_release(&folded);
	return near ? NEAR : formal ? FORMAL : NOT_ADDRESSED;
}

struct addressed {
	const struct token *first[3]; /* by manner */
	long count[3];
};

/* Behind a colon somebody may speak without quotation marks. */
static void count_manners(const struct check_context *c, const struct sentence *s,
			  struct addressed *addressed)
{
	const struct analysis *a = c->analysis;
	size_t colon = s->start + span_find(span_slice(a->text, s->start, s->end), SPAN(":"), 0);
	for (size_t i = 0; i < s->token_count; i++) {
		const struct token *t = &a->tokens.at[s->first_token + i];
		enum manner manner =
			t->start > colon ? NOT_ADDRESSED : manner_of(c, t, s->language);
		if (addressed->count[manner]++ == 0)
			addressed->first[manner] = t;
	}
}

static void address_mix(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	struct addressed addressed = { .count = { 0 } };
	if (!address[a->language].near)
		return;
	for (size_t i = 0; i < a->sentences.count; i++)
		if (a->sentences.at[i].language == a->language)
			count_manners(c, &a->sentences.at[i], &addressed);
	long near = addressed.count[NEAR], formal = addressed.count[FORMAL];
	if (near == 0 || formal == 0 || (double)(near + formal) < rule_limit(c->rule, "least", 2))
		return;
	const struct token *rarer = addressed.first[near < formal ? NEAR : FORMAL];
	struct finding *finding = check_found(c, findings, rarer->start, rarer->end);
	if (finding) {
		finding->figures[0] = near;
		finding->figures[1] = formal;
	}
}

/* ---- a word twice ---- */

/* Doubles that are right: pronouns that meet, and words said twice for emphasis. */
static const char *const doubles[LANGUAGE_COUNT] = {
	[LANGUAGE_DE] = "die der das sie ihr sehr ganz viel lange nie immer mehr langsam gut so ja "
			"nein bla hin ach mal schön weit tief lieber",
	[LANGUAGE_FR] =
		"nous vous très bien oui non si tout plus pas jamais toujours bla tac petit "
		"vite cher faire",
	[LANGUAGE_IT] = "via piano pian man mano molto così poco sempre quasi ora passo su sì no "
			"bla ben bene tanto appena lì là piccolo dai mai",
	[LANGUAGE_EN] =
		"that had very really so no yes bye long many much do far ha bla blah never "
		"her well now there is more you too",
};

static bool may_be_double(struct span word, enum language language)
{
	struct str folded = { 0 };
	fold_word(word, &folded);
	bool may =
		language == LANGUAGE_NONE || span_is_one_of(str_span(&folded), doubles[language]);
	str_release(&folded);
	return may;
}

static bool is_same(struct span a, struct span b)
{
	struct str one = { 0 }, other = { 0 };
	fold_word(a, &one);
	fold_word(b, &other);
	bool same = span_equal(str_span(&one), str_span(&other));
	str_release(&one);
	str_release(&other);
	return same;
}

static bool only_spaces(const struct check_context *c, size_t from, size_t to)
{
	for (size_t at = from; at < to; at += utf8_at(c->analysis->text, at).length)
		if (!prose_is_space(prose_after(c, at)))
			return false;
	return to > from;
}

static void repeated_word(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	for (size_t i = 1; i < a->tokens.count; i++) {
		const struct token *t = &a->tokens.at[i], *before = t - 1;
		if (t->kind != TOKEN_WORD || before->kind != TOKEN_WORD ||
		    t->end - t->start != before->end - before->start || t->end - t->start < 2 ||
		    a->text.at[t->end - 1] != a->text.at[before->end - 1] ||
		    !only_spaces(c, before->end, t->start))
			continue;
		enum language language = prose_language(c, t->start);
		struct span word = analysis_token(a, i - 1);
		bool name = language != LANGUAGE_DE && (t->flags & TOKEN_CAPITAL);
		if (name || !is_same(word, analysis_token(a, i)) || may_be_double(word, language))
			continue;
		struct str out = { 0 };
		(void)str_add(&out, word);
		prose_found(c, findings, before->start, t->end, &out);
	}
}

/* ---- another language ---- */

static void mixed(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	const struct sentence *first = NULL;
	long other = 0, all = 0;
	for (size_t i = 0; i < a->sentences.count; i++) {
		const struct sentence *s = &a->sentences.at[i];
		bool quoted = s->token_count && (a->tokens.at[s->first_token].flags & TOKEN_QUOTED);
		if (s->words < 4 || quoted || s->language == LANGUAGE_NONE)
			continue;
		all++;
		if (s->language == a->language)
			continue;
		other++;
		first = first ? first : s;
	}
	double share = rule_limit(c->rule, "share", 0.3);
	if ((double)all < rule_limit(c->rule, "sentences", 4) ||
	    (double)other <= share * (double)all)
		return;
	struct finding *finding = check_found(c, findings, first->start, first->end);
	if (finding) {
		finding->figures[0] = other;
		finding->figures[1] = all;
	}
}

/* ---- E' for È ---- */

static const struct {
	const char *from, *to;
} accents[] = {
	{ "perche'", "perché" },
	{ "poiche'", "poiché" },
	{ "affinche'", "affinché" },
	{ "anziche'", "anziché" },
	{ "benche'", "benché" },
	{ "cioe'", "cioè" },
	{ "piu'", "più" },
	{ "puo'", "può" },
	{ "gia'", "già" },
	{ "cosi'", "così" },
	{ "citta'", "città" },
	{ "sara'", "sarà" },
	{ "verita'", "verità" },
	{ "qualita'", "qualità" },
	{ "attivita'", "attività" },
	{ "novita'", "novità" },
	{ "possibilita'", "possibilità" },
	{ "opportunita'", "opportunità" },
	{ "societa'", "società" },
	{ "realta'", "realtà" },
	{ "universita'", "università" },
	{ "capacita'", "capacità" },
	{ "liberta'", "libertà" },
	{ "responsabilita'", "responsabilità" },
	{ "pero'", "però" },
	{ "cio'", "ciò" },
	{ "ne'", "né" },
	{ "lunedi'", "lunedì" },
	{ "venerdi'", "venerdì" },
	{ "martedi'", "martedì" },
	{ "mercoledi'", "mercoledì" },
	{ "giovedi'", "giovedì" },
};

/* The word with its accent, with the capital it has: Perche gives Perché. */
static bool find_accent(struct span word, struct str *out)
{
	struct str folded = { 0 };
	size_t row = 0, count = sizeof accents / sizeof *accents;
	if (span_equal(word, SPAN("E")) || span_equal(word, SPAN("e")))
		return str_add(out, span_of(word.at[0] == 'E' ? "È" : "è"));
	fold_word(word, &folded);
	(void)str_add_byte(&folded, '\'');
	while (row < count && strcmp(accents[row].from, str_text(&folded)) != 0)
		row++;
	str_release(&folded);
	if (row == count)
		return false;
	struct span to = span_of(accents[row].to);
	(void)str_add(out, span_slice(word, 0, 1));
	return str_add(out, span_slice(to, 1, to.length));
}

/* An accent written as an apostrophe behind the word: right are only po’, be’, di’, fa’ … */
static void accent(const struct check_context *c, struct findings *findings)
{
	struct span text = c->analysis->text;
	for (size_t i = 0; i < c->analysis->tokens.count; i++) {
		const struct token *t = &c->analysis->tokens.at[i];
		struct span word = analysis_token(c->analysis, i);
		struct utf8_point sign = utf8_at(text, t->end);
		size_t end = t->end + sign.length;
		if (t->kind != TOKEN_WORD || (sign.value != '\'' && sign.value != 0x2019) ||
		    fold_is_letter(prose_after(c, end)) ||
		    prose_language(c, t->start) != LANGUAGE_IT)
			continue;
		struct str right = { 0 };
		if (find_accent(word, &right))
			prose_found(c, findings, t->start, end, &right);
		str_release(&right);
	}
}

/* ---- Info's ---- */

static bool is_loan(struct span word)
{
	return span_is_one_of(word,
			      "Info Foto Auto Team Handy App Video Hobby Baby Job Party Post Call "
			      "Blog Link Tipp Shop Kid Test Chef Profi Account Snack Hotel Event "
			      "Meeting Workshop Newsletter Podcast Story Tool Start-up Startup");
}

static bool is_short_form(struct span word)
{
	for (size_t i = 0; i < word.length; i++)
		if (word.at[i] < 'A' || word.at[i] > 'Z')
			return false;
	return word.length >= 2;
}

/* An apostrophe before the s of a plural or genitive: Info’s, KMU’s. Names may have one. */
static void apostrophe_s(const struct check_context *c, struct findings *findings)
{
	for (size_t i = 0; i < c->analysis->tokens.count; i++) {
		const struct token *t = &c->analysis->tokens.at[i];
		struct span word = analysis_token(c->analysis, i);
		size_t sign = word.length;
		if (span_ends(word, SPAN("'s")))
			sign = word.length - 2;
		else if (span_ends(word, SPAN("’s")))
			sign = word.length - 4;
		struct span stem = span_slice(word, 0, sign);
		if (sign == word.length || prose_language(c, t->start) != LANGUAGE_DE ||
		    (!is_loan(stem) && !is_short_form(stem)))
			continue;
		struct str out = { 0 };
		(void)str_add(&out, stem);
		(void)str_add_byte(&out, 's');
		prose_found(c, findings, t->start, t->end, &out);
	}
}

/* ---- one spelling of English ---- */

/* Beginnings of words in British and American spelling. */
static const struct {
	const char *british, *american;
} spellings[] = {
	{ "organis", "organiz" },     { "recognis", "recogniz" },   { "realis", "realiz" },
	{ "prioritis", "prioritiz" }, { "digitalis", "digitaliz" }, { "specialis", "specializ" },
	{ "optimis", "optimiz" },     { "customis", "customiz" },   { "personalis", "personaliz" },
	{ "summaris", "summariz" },   { "emphasis", "emphasiz" },   { "analys", "analyz" },
	{ "apologis", "apologiz" },   { "minimis", "minimiz" },	    { "maximis", "maximiz" },
	{ "colour", "color" },	      { "favour", "favor" },	    { "labour", "labor" },
	{ "behaviour", "behavior" },  { "neighbour", "neighbor" },  { "honour", "honor" },
	{ "centre", "center" },	      { "theatre", "theater" },	    { "travell", "travel" },
	{ "modelling", "modeling" },  { "labelled", "labeled" },    { "cancelled", "canceled" },
	{ "defence", "defense" },     { "catalogue", "catalog" },   { "grey", "gray" },
};

enum variety { NEITHER, BRITISH, AMERICAN };

/* These are the same in both. */
static bool is_common_to_both(struct span word)
{
	return span_is_one_of(word,
			      "emphasis analyst analysts analysis analyses optimism optimist "
			      "optimistic realism realist realistic organism organisms travel "
			      "travels specialist specialists minimal minimum");
}

/* Of the rows, each a bit: those that have the letter in that place, in either spelling. */
struct beginnings {
	uint32_t rows[BEGINNING][26];
};

_Static_assert(sizeof spellings / sizeof *spellings <= 32, "a bit for each");
static struct beginnings beginnings_of_spellings(void)
{
	struct beginnings beginnings = { { { 0 } } };
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
		for (size_t k = 0; k < BEGINNING; k++) {
			uint32_t *rows = beginnings.rows[k];
			rows[spellings[i].british[k] - 'a'] |= (uint32_t)1 << i;
			rows[spellings[i].american[k] - 'a'] |= (uint32_t)1 << i;
		}
	return beginnings;
}

/* The rows that the word may begin like; most words begin like none. */
static uint32_t rows_of(const struct beginnings *beginnings, struct span word)
{
	uint32_t rows = word.length < BEGINNING ? 0 : UINT32_MAX;
	for (size_t i = 0; rows && i < BEGINNING; i++) {
		unsigned letter = ((unsigned char)word.at[i] | 32u) - 'a';
		rows &= letter < 26 ? beginnings->rows[i][letter] : 0;
	}
	return rows;
}

/* Which spelling a word is in; *row says by which pair of `rows`. */
static enum variety variety_of(struct span word, uint32_t rows, size_t *row)
{
	struct str folded = { 0 };
	enum variety variety = NEITHER;
	fold_word(word, &folded);
	struct span f = str_span(&folded);
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings && !variety; i++) {
		if (!(rows >> i & 1))
			continue;
		bool british = span_starts(f, span_of(spellings[i].british));
		bool travel = strcmp(spellings[i].american, "travel") == 0;
		bool american =
			!british && span_starts(f, span_of(spellings[i].american)) &&
			(!travel || span_is_one_of(f, "traveling traveled traveler travelers"));
		if (!british && !american)
			continue;
		*row = i;
		variety = british ? BRITISH : AMERICAN;
	}
	if (variety && is_common_to_both(f))
		variety = NEITHER;
	str_release(&folded);
	return variety;
}

/* The word in the other spelling; its first letter stays. */
static char *respelled(struct span word, size_t row, enum variety variety)
{
	const char *british = spellings[row].british, *american = spellings[row].american;
	struct span from = span_of(variety == BRITISH ? british : american);
	struct span to = span_of(variety == BRITISH ? american : british);
	struct str out = { 0 };
	(void)str_add(&out, span_slice(word, 0, 1));
	(void)str_add(&out, span_slice(to, 1, to.length));
	(void)str_add(&out, span_slice(word, from.length, word.length));
	return str_take(&out);
}

static void variety_mix(const struct check_context *c, struct findings *findings)
{
	const struct analysis *a = c->analysis;
	const struct beginnings beginnings = beginnings_of_spellings();
	const struct token *first[3] = { NULL };
	size_t rows[3] = { 0 };
	long count[3] = { 0 };
	for (size_t i = 0; i < a->tokens.count; i++) {
		const struct token *t = &a->tokens.at[i];
		size_t row = 0;
		if (t->kind != TOKEN_WORD || (t->flags & (TOKEN_QUOTED | TOKEN_UPPER)))
			continue;
		/* A capital inside a sentence is a name: Center for … */
		if ((t->flags & TOKEN_CAPITAL) && !(t->flags & TOKEN_SENTENCE_START))
			continue;
		struct span word = analysis_token(a, i);
		uint32_t may = rows_of(&beginnings, word);
		enum variety variety = may ? variety_of(word, may, &row) : NEITHER;
		if (variety == NEITHER || prose_language(c, t->start) != LANGUAGE_EN)
			continue;
		if (count[variety]++ == 0) {
			first[variety] = t;
			rows[variety] = row;
		}
	}
	if (!count[BRITISH] || !count[AMERICAN])
		return;
	enum variety rarer = count[BRITISH] < count[AMERICAN] ? BRITISH : AMERICAN;
	const struct token *t = first[rarer];
	struct finding *finding = check_found(c, findings, t->start, t->end);
	if (finding)
		finding->replacement =
			respelled(span_slice(a->text, t->start, t->end), rows[rarer], rarer);
}

const struct check_row check_rows_language[] = {
	{ "address_mix", address_mix },
	{ "repeated_word", repeated_word },
	{ "mixed", mixed },
	{ "accent", accent },
	{ "apostrophe_s", apostrophe_s },
	{ "variety_mix", variety_mix },
	{ NULL, NULL },
};
