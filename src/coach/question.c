#include "coach/question.h"

#include <string.h>

#include "lang/fold.h"
#include "text/utf8.h"

enum { WORDS_MOST = 60, WORD_MOST = 32, FRAGMENT_WORDS = 2, TOPIC_WORDS = 7 };

/* Lists of words between blanks; a word with * at its end is a beginning. */
struct words_of_language {
	const char *asks;	   /* question words */
	const char *asks_anywhere; /* … that need not stand first: «vous faites comment ?» */
	const char *subordinate;   /* begin a clause that is put in front */
	const char *either;	   /* or */
	const char *before;	   /* may stand before all others: and, but */
	const char *prepositions;
	const char *subjects; /* behind a verb they make a question of yes or no */
	const char *asides;   /* begin what is no part of the question: tell me, honestly */
	const char *verbs;    /* begin a question of yes or no by themselves */
};

static const struct words_of_language table[LANGUAGE_COUNT] = {
	[LANGUAGE_DE] = {
		.asks = "wie was wer wen wem wessen wo wohin woher wann warum weshalb wieso welch* "
			"womit wofür woran worauf woraus worin worüber wodurch wovon wozu wogegen "
			"worum wonach wovor wieviel* inwiefern inwieweit",
		.asks_anywhere = "",
		.subordinate = "wenn falls sobald seit seitdem weil da als nachdem bevor ehe obwohl "
			       "während sofern angenommen vorausgesetzt gesetzt damit statt anstatt "
			       "ohne um",
		.either = "oder",
		.before = "und aber oder also denn nun doch jetzt dann so nur auch ja nein ok okay "
			  "eben sonst übrigens",
		.prepositions = "mit für an auf bei in im von vom zu zum zur nach über aus seit bis "
				"um gegen unter ab vor hinter neben zwischen durch ohne beim am ans "
				"ins aufs wegen trotz während innert",
		.subjects = "ihr du sie wir ich er es man das dies jemand euch dir ihnen uns die der "
			    "eure euer eurem deine dein auch schon hier noch nicht denn euer*",
		.asides = "sag sagt sagen verrat* erzähl* schreib* hand mal ehrlich frage fragen "
			  "lieb* danke",
		.verbs = "gibt habt hast haben seid bist sind ist kennt kennst kennen wollt willst "
			 "könnt kannst kann können soll sollen sollte sollten müssen muss darf "
			 "dürfen würdet würdest wäre wäret hättet geht macht findet glaubt wisst "
			 "weiss stimmt braucht lohnt reicht war hat wird werden",
	},
	[LANGUAGE_FR] = {
		.asks = "qui que qu' quoi quel quelle quels quelles comment pourquoi quand où "
			"combien lequel laquelle lesquels lesquelles auquel auxquels duquel desquels "
			"qu'est-ce qu'est",
		.asks_anywhere = "comment quoi où quand combien quel quelle quels quelles pourquoi qui "
				 "lequel laquelle",
		.subordinate = "si s' quand lorsque lorsqu' comme puisque puisqu' parce depuis après "
			       "avant pendant dès maintenant alors quitte",
		.either = "ou",
		.before = "et mais ou alors donc or bref puis sinon du coup oui non",
		.prepositions = "à au aux de d' du des par pour avec sans dans en sur chez depuis "
				"jusqu' contre vers selon après avant pendant sous entre face côté "
				"jusqu'à",
		.subjects = "",
		.asides = "dites dis dites-moi dis-moi racontez* raconte* honnêtement franchement "
			  "question cher chers chère chères merci",
		.verbs = "est-ce",
	},
	[LANGUAGE_IT] = {
		.asks = "chi che cosa cos' quale quali qual come com' quando dove dov' perché quanto "
			"quanta quanti quante quant'",
		.asks_anywhere = "come cosa dove quale quali quanto quanti quante chi perché",
		.subordinate = "se quando mentre siccome poiché dopo prima da dato visto appena ora",
		.either = "o oppure",
		.before = "e ed ma o allora quindi dunque insomma poi però invece voi tu lei noi io "
			  "oggi ecco sì no",
		.prepositions = "a ad al alla alle ai agli all' allo di del della delle dei degli "
				"dell' dello da dal dalla dalle dai dagli dall' in nel nella nelle nei "
				"negli nell' nello con su sul sulla sulle sui sugli sull' per tra fra "
				"secondo senza fino verso presso durante contro dopo prima d'",
		.subjects = "",
		.asides = "ditemi dimmi raccontate* racconta* sinceramente onestamente domanda cari "
			  "care caro cara grazie",
		.verbs = "avete hai siete sei è c' ci vi ti anche pensate credete credi pensi "
			 "potete puoi potremmo dobbiamo sapete sai volete vuoi riuscite riesci "
			 "trovate conoscete conosci capita succede funziona vale serve basta",
	},
	[LANGUAGE_EN] = {
		.asks = "what which who whom whose where when why how what's who's how's where's "
			"when's why's what're how're whatever",
		.asks_anywhere = "",
		.subordinate = "if when once since because as while before after although though "
			       "given assuming unless",
		.either = "or",
		.before = "and but or so then now well okay ok yes no also just",
		.prepositions = "in on at for with by from to of about over under between into after "
				"before since through during without within against under across",
		.subjects = "",
		.asides = "tell share honestly curious question any genuine seriously quick dear "
			  "thanks anyone's",
		.verbs = "do does did is are was were have has had can could will would should may "
			 "might must am don't doesn't didn't isn't aren't haven't hasn't won't "
			 "wouldn't shouldn't can't couldn't anyone sound sounds",
	},
};

/* One word of the question, folded; what French and Italian join is a word of its own. */
struct word {
	char text[WORD_MOST];
	bool opens; /* a segment: behind , : – ; ( */
	bool after_colon;
};

struct words {
	struct word at[WORDS_MOST];
	size_t count;
};

static bool is_in(const char *list, const char *word)
{
	size_t length = strlen(word);
	while (*list) {
		size_t wide = strcspn(list, " ");
		bool prefix = wide > 0 && list[wide - 1] == '*';
		if (prefix ? strncmp(list, word, wide - 1) == 0
			   : wide == length && strncmp(list, word, wide) == 0)
			return true;
		list += wide + (list[wide] == ' ');
	}
	return false;
}

static void add_word(struct words *words, struct span text, bool opens, bool after_colon)
{
	if (words->count == WORDS_MOST || text.length == 0)
		return;
	struct word *word = &words->at[words->count++];
	size_t length = text.length < WORD_MOST ? text.length : WORD_MOST - 1;
	*word = (struct word){ .opens = opens, .after_colon = after_colon };
	memcpy(word->text, text.at, length);
}

/* d'où, qu'avez-vous, cos'è: two words in French and Italian. aujourd'hui is one. */
static size_t joined_length(struct span word, enum language language)
{
	size_t at = span_find(word, SPAN("'"), 0);
	bool joins = language == LANGUAGE_FR || language == LANGUAGE_IT;
	return joins && at + 1 < word.length && at <= 6 && !span_starts(word, SPAN("aujourd"))
		       ? at + 1
		       : 0;
}

static bool separates(struct span between, bool *colon)
{
	bool found = false;
	for (size_t at = 0; at < between.length;) {
		struct utf8_point point = utf8_at(between, at);
		uint32_t c = point.value;
		*colon |= c == ':' || c == 0x2026 || c == 0x2013 || c == 0x2014;
		found |= c == ',' || c == ';' || c == '(' || *colon;
		at += point.length ? point.length : 1;
	}
	return found;
}

static void collect(const struct analysis *a, const struct sentence *s, enum language language,
		    struct words *words)
{
	struct str folded = { 0 };
	size_t behind = s->start;
	for (size_t i = s->first_token; i < s->first_token + s->token_count; i++) {
		const struct token *t = &a->tokens.at[i];
		bool colon = false;
		bool opens = separates(span_slice(a->text, behind, t->start), &colon);
		behind = t->end;
		if (t->kind == TOKEN_EMOJI || t->kind == TOKEN_TAG || t->kind == TOKEN_LINK)
			continue;
		str_clear(&folded);
		fold_word(analysis_token(a, i), &folded);
		size_t joined = joined_length(str_span(&folded), language);
		opens |= words->count == 0;
		add_word(words, span_slice(str_span(&folded), 0, joined), opens, colon);
		add_word(words, span_slice(str_span(&folded), joined, folded.length),
			 opens && !joined, colon && !joined);
	}
	str_release(&folded);
}

/* Words [from, to): what stands between two commas. */
struct segment {
	size_t from, to;
};

static struct segment segment_at(const struct words *words, size_t from)
{
	size_t to = from + 1;
	while (to < words->count && !words->at[to].opens)
		to++;
	return (struct segment){ from, to };
}

/* avez-vous, a-t-on, faites-vous: the subject behind the verb. */
static bool is_inverted(const char *word)
{
	static const char *const subjects[] = { "-vous", "-tu", "-il", "-elle", "-on",
						"-nous", "-je", "-ce", "-ils",	"-elles" };
	size_t length = strlen(word);
	for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++) {
		size_t wide = strlen(subjects[i]);
		if (length > wide && strcmp(word + length - wide, subjects[i]) == 0)
			return true;
	}
	return false;
}

/* «oder …», but not the tag at the end («oder?», «oder nicht?»). */
static bool has_choice(const struct words_of_language *l, const struct words *words)
{
	for (size_t i = 1; i + 1 < words->count; i++)
		if (is_in(l->either, words->at[i].text) && i + 2 < words->count + 1 &&
		    !is_in("nicht pas non no not doch nein", words->at[i + 1].text))
			return true;
	return false;
}

/* la stessa cosa: a noun, not the question word. */
static bool is_noun(const struct words *words, size_t at)
{
	static const char before[] =
		"la una stessa questa quella ogni altra qualche nessuna prima qualsiasi";
	if (at == 0 || strcmp(words->at[at].text, "cosa") != 0)
		return false;
	return is_in(before, words->at[at - 1].text);
}

static bool asks_inside(const struct words_of_language *l, const struct words *words,
			struct segment s)
{
	for (size_t i = s.from; i < s.to; i++) {
		bool last = i + 1 >= s.to;
		bool led = i > s.from && (is_in(l->prepositions, words->at[i - 1].text) ||
					  strcmp(words->at[i - 1].text, "est") == 0);
		if (is_in(l->asks_anywhere, words->at[i].text) && (last || led) &&
		    !is_noun(words, i))
			return true;
	}
	return false;
}

/* The first word that says something: behind und, aber and the like. */
static size_t skip_before(const struct words_of_language *l, const struct words *words,
			  struct segment s)
{
	size_t at = s.from;
	while (at < s.to && is_in(l->before, words->at[at].text))
		at++;
	return at;
}

/* Does a question word begin the segment, behind a preposition or what the question is about
 * («nel vostro team chi …»)? */
static bool asks_first(const struct words_of_language *l, const struct words *words, size_t at,
		       size_t to)
{
	if (at < to && is_in(l->asks, words->at[at].text))
		return true;
	if (at >= to || !is_in(l->prepositions, words->at[at].text))
		return false;
	if (at + 1 < to && is_in(l->asks, words->at[at + 1].text))
		return true;
	for (size_t i = at + 1; i < to && i < at + TOPIC_WORDS; i++)
		if (is_in(l->asks_anywhere, words->at[i].text) && !is_noun(words, i))
			return true;
	return false;
}

/* quand, when, quando: a question word, or a clause in front? */
static bool is_clause(const struct words_of_language *l, const struct words *words, size_t at,
		      struct segment s)
{
	if (at >= s.to || !is_in(l->subordinate, words->at[at].text))
		return false;
	bool both = is_in(l->asks, words->at[at].text);
	if (!both)
		return true;
	bool verb = at + 1 < s.to && (is_in(l->verbs, words->at[at + 1].text) ||
				      is_inverted(words->at[at + 1].text));
	return !verb && s.to < words->count;
}

static bool is_verb_first(const struct words_of_language *l, const struct words *words, size_t at,
			  struct segment s)
{
	const char *word = words->at[at].text;
	if (is_in(l->verbs, word))
		return true;
	for (size_t i = at; i < s.to && i < at + 4; i++)
		if (is_inverted(words->at[i].text))
			return true;
	return at + 1 < s.to && !is_in(l->asides, word) && !is_in(l->prepositions, word) &&
	       is_in(l->subjects, words->at[at + 1].text);
}

static enum question kind_of(const struct words_of_language *l, const struct words *words)
{
	bool closed = false, aside = false;
	for (size_t from = 0; from < words->count;) {
		struct segment s = segment_at(words, from);
		size_t at = skip_before(l, words, s);
		bool last = s.to == words->count, led = at > s.from;
		bool ends_by_colon = !last && words->at[s.to].after_colon;
		from = s.to;
		if (closed && !led)
			continue;
		if (is_clause(l, words, at, s) && !last)
			continue;
		if (asks_first(l, words, at, s.to))
			return QUESTION_OPEN; /* also «…, und was …?» behind another question */
		if (at >= s.to || closed)
			continue;
		closed = is_verb_first(l, words, at, s);
		if (!closed && asks_inside(l, words, s))
			return QUESTION_OPEN;
		aside = is_in(l->asides, words->at[at].text);
		if (closed || ends_by_colon || (!last && aside))
			continue;
		bool in_front =
			s.to - at <= FRAGMENT_WORDS || is_in(l->prepositions, words->at[at].text);
		if (last || !in_front)
			break;
	}
	if (has_choice(l, words))
		return QUESTION_EITHER;
	bool little = words->count <= FRAGMENT_WORDS || aside;
	return little && !closed ? QUESTION_FRAGMENT : QUESTION_CLOSED;
}

enum question question_kind(const struct analysis *analysis, const struct sentence *sentence)
{
	struct words words = { .count = 0 };
	enum language language = sentence->language;
	if (language == LANGUAGE_NONE)
		return QUESTION_FRAGMENT;
	collect(analysis, sentence, language, &words);
	return kind_of(&table[language], &words);
}
