#include "lang/agreement.h"

#include <string.h>

#include "base/str.h"
#include "lang/common.h"
#include "lang/fold.h"
#include "text/utf8.h"

/* ---- words ---- */

static bool ends_in(struct span word, const char *list)
{
	struct span rest = span_of(list), ending;
	while (span_next(&rest, ' ', &ending))
		if (word.length > ending.length && span_ends(word, ending))
			return true;
	return false;
}

/* Is the word known with `cut` bytes taken off its end and `add` put there? */
static bool knows_with(struct lexicon *lexicon, struct span word, size_t cut, const char *add)
{
	struct str other = { 0 };
	if (word.length <= cut)
		return false;
	(void)str_add(&other, span_slice(word, 0, word.length - cut));
	(void)str_add(&other, span_of(add));
	bool known = lexicon_knows(lexicon, str_span(&other));
	str_release(&other);
	return known;
}

/* What follows the apostrophe of l’, d’, qu’. */
static struct span without_elision(struct span word)
{
	for (size_t at = 0; at < word.length; at += utf8_at(word, at).length)
		if (fold_is_apostrophe(utf8_at(word, at).value) && at <= 6)
			return span_slice(word, at + utf8_at(word, at).length, word.length);
	return word;
}

/* Behind an article stands no pronoun and no auxiliary: les êtes. */
static bool is_small(enum language language, struct span word)
{
	struct str small = { 0 };
	fold_word(word, &small);
	bool yes =
		common_languages(str_span(&small)).function >> language & 1 &&
		!span_is_one_of(str_span(&small), "même mêmes autre autres deux trois quatre plus "
						  "très tout tous toutes tutti tutte altro altri "
						  "altre più mio suo due tre other more most very "
						  "same two three own all");
	str_release(&small);
	return yes;
}

/* ---- French ---- */

static bool is_french_plural(struct span word)
{
	return ends_in(word, "s x z");
}

static bool french_infinitive_is_known(struct lexicon *lexicon, struct span word)
{
	return (ends_in(word, "é") && knows_with(lexicon, word, 2, "er")) ||
	       (ends_in(word, "ée és ez") &&
		knows_with(lexicon, word, ends_in(word, "ez") ? 2 : 3, "er")) ||
	       (ends_in(word, "ées") && knows_with(lexicon, word, 4, "er")) ||
	       (ends_in(word, "e a") && knows_with(lexicon, word, 1, "er")) ||
	       (ends_in(word, "es as ai") && knows_with(lexicon, word, 2, "er"));
}

static bool french_noun(struct lexicon *lexicon, struct span left, struct span word)
{
	if (span_is_one_of(left,
			   "les des ces mes tes ses nos vos leurs aux deux trois quatre cinq six "
			   "sept huit neuf dix onze douze quinze vingt trente quarante cinquante "
			   "cent plusieurs quelques certains certaines divers diverses tous toutes "
			   "mille différents différentes nombreux nombreuses"))
		return (!is_french_plural(word) && !fold_is_upper(utf8_at(word, 0).value)) ||
		       is_small(LANGUAGE_FR, word);
	bool her = span_is_one_of(left, "la une cette ma ta sa quelle aucune toute");
	if (!her &&
	    !span_is_one_of(left, "le un ce cet mon ton son du au notre votre leur chaque quel "
				  "aucun tout"))
		return false;
	if ((is_french_plural(word) && knows_with(lexicon, word, 1, "")) ||
	    is_small(LANGUAGE_FR, word))
		return true;
	if (ends_in(word, "er ez") ||
	    (ends_in(word, "ait aient ons a ai as") && french_infinitive_is_known(lexicon, word)))
		return true;
	if (her)
		return !ends_in(word, "e") && knows_with(lexicon, word, 0, "e");
	return ends_in(word, "e") && knows_with(lexicon, word, 1, "");
}

/* a, ont, est: a participle follows, no other form. */
static bool is_french_auxiliary(struct span word)
{
	return span_is_one_of(word,
			      "ai as a avons avez ont avait avais avaient aura aurait auraient "
			      "ayant avoir est sont était étaient sera serait seront suis es "
			      "sommes êtes être été eu soit soient fut furent");
}

/* pour, peut, doit: an infinitive follows. */
static bool asks_french_infinitive(struct span word)
{
	return span_is_one_of(word, "pour sans afin peut peux pouvons pouvez peuvent pourrait "
				    "pourront veut veux voulons voulez veulent doit dois devons "
				    "devez doivent devra devrait faut va vais vont allons allez "
				    "vient viens fait faire laisser souhaite");
}

static int french_verb(struct lexicon *lexicon, struct span left, struct span word)
{
	bool verb = french_infinitive_is_known(lexicon, word);
	if (is_french_auxiliary(left))
		return ends_in(word, "er ez") || (verb && ends_in(word, "e es a ai") &&
						  !ends_in(word, "ée ie ue se ées ies ues ses"))
			       ? 2
			       : 0;
	if (asks_french_infinitive(left))
		return verb && ends_in(word, "é ée és ées ez e es a ai as");
	if (span_equal(left, SPAN("nous")))
		return verb && ends_in(word, "e é ez er ent");
	if (span_equal(left, SPAN("vous")))
		return ends_in(word, "é e er ons");
	if (span_is_one_of(left, "ils elles"))
		return !ends_in(word, "nt");
	if (span_is_one_of(left, "je j il elle on qui tu"))
		return ends_in(word, "er ez é ée és ées") ||
		       (!span_equal(left, SPAN("qui")) && ends_in(word, "ent"));
	return 0;
}

/* Adjectives stand behind their noun: substances concernées. */
static bool french_adjective(struct lexicon *lexicon, struct span left, struct span word)
{
	bool many = left.length > 4 && is_french_plural(left) &&
		    lexicon_frequency(lexicon, left) < 5 && !ends_in(left, "ons ez");
	return many && !is_french_plural(word) && !ends_in(word, "nt") &&
	       knows_with(lexicon, word, 0, "s");
}

/* ---- Italian ---- */

static bool italian(struct span left, struct span word)
{
	if (span_is_one_of(
		    left,
		    "il un del nel al dal sul lo uno dello allo questo quel nostro vostro suo mio"))
		return ends_in(word, "i");
	if (span_is_one_of(
		    left,
		    "la una della nella alla dalla sulla questa quella nostra vostra sua mia"))
		return ends_in(word, "i o");
	if (span_is_one_of(left, "i gli dei degli nei negli ai agli dai dagli sui sugli questi "
				 "quei molti tutti alcuni"))
		return ends_in(word, "o a e à");
	if (span_is_one_of(left,
			   "le delle nelle alle dalle sulle queste quelle molte tutte alcune"))
		return ends_in(word, "o a à");
	if (span_is_one_of(left, "ha ho hanno abbiamo avete hai aveva avevano avrà avere"))
		return ends_in(word, "are ere ire ano ono iamo");
	if (span_is_one_of(left, "può posso possiamo possono deve devo devono dobbiamo vuole "
				 "voglio vogliono per"))
		return ends_in(word, "ato ata ati uto uta uti ito ita iti ano ono");
	return false;
}

/* ---- English ---- */

static bool english(struct lexicon *lexicon, struct span left, struct span word)
{
	bool many = ends_in(word, "s") && !ends_in(word, "ss us is") &&
		    knows_with(lexicon, word, 1, "");
	if (span_is_one_of(left, "a an this that each every another one"))
		return many ||
		       (span_equal(left, SPAN("an")) != (strchr("aeiouh", word.at[0]) != NULL) &&
			span_is_one_of(left, "a an"));
	if (span_is_one_of(
		    left,
		    "these those many few several two three four five six seven eight nine ten"))
		return !ends_in(word, "s") && knows_with(lexicon, word, 0, "s");
	if (span_is_one_of(
		    left, "will would can could should must may might to did do does don't didn't"))
		return many || ends_in(word, "ed ing");
	if (span_is_one_of(left, "is are was were been be being"))
		return many;
	if (span_is_one_of(left, "has have had"))
		return ends_in(word, "ing");
	return false;
}

/* ---- all ---- */

int agreement_breaks(struct lexicon *lexicon, enum language language, const struct around *around,
		     struct span word)
{
	struct str small = { 0 };
	int breaks = 0;
	fold_word(without_elision(around->before), &small);
	struct span left = str_span(&small), own = without_elision(word);
	if (left.length == 0 || own.length < word.length) /* behind l’ no article stands */
		left = (struct span){ NULL, 0 };
	if (left.length > 0 && language == LANGUAGE_FR)
		breaks = french_noun(lexicon, left, own) + french_verb(lexicon, left, own) +
			 french_adjective(lexicon, left, own);
	if (left.length > 0 && language == LANGUAGE_IT)
		breaks = italian(left, own);
	if (left.length > 0 && language == LANGUAGE_EN)
		breaks = english(lexicon, left, own);
	str_release(&small);
	return breaks;
}
