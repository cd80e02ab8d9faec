#include "lang/offer.h"

#include <string.h>

#include "base/str.h"
#include "lang/fold.h"
#include "lang/gender.h"
#include "text/utf8.h"

enum { ASKED = 24 }; /* of which some have another ending */

/* What ends the word that a dictionary knows, where the form has its sign and the rest:
 * Kolleginnen, colleghi, collaborateur. */
static void word_ending(enum language language, struct span tail, struct str *ending)
{
	size_t sign = tail.at[0] == 'I' ? 0 : utf8_at(tail, 0).length;
	str_clear(ending);
	if (language == LANGUAGE_IT)
		(void)str_add(ending, SPAN("i"));
	if (language != LANGUAGE_DE)
		return;
	if (sign < tail.length && tail.at[sign] == '-') /* Mitarbeiter/-innen */
		sign++;
	fold_word(span_slice(tail, sign, tail.length), ending);
}

static bool knows(void *context, struct span form)
{
	return lexicon_knows(context, form);
}

/* False when it is no gender form. */
static bool offer_forms(struct lexicon *lexicon, enum language language,
			const struct suggest_for *asked, struct words *out)
{
	struct span word = asked->word;
	struct suggest_for same = *asked;
	size_t at = gender_sign(language, word);
	if (at == 0 || at >= word.length || strchr("-.(", word.at[at]))
		return false;
	struct span tail = span_slice(word, at, word.length);
	struct str ending = { 0 }, whole = { 0 }, form = { 0 };
	struct words found = { 0 };
	word_ending(language, tail, &ending);
	(void)str_add(&whole, span_slice(word, 0, at));
	(void)str_add(&whole, str_span(&ending));
	same.word = str_span(&whole);
	same.most = ASKED;
	suggest_words(lexicon, language, &same, &found);
	for (size_t i = 0; i < found.count && out->count < asked->most; i++) {
		struct span other = span_of(found.at[i]);
		if (other.length <= ending.length || !span_ends(other, str_span(&ending)))
			continue;
		str_clear(&form);
		(void)str_add(&form, span_slice(other, 0, other.length - ending.length));
		(void)str_add(&form, tail);
		if (gender_is_right(language, str_span(&form), knows, lexicon))
			*arr_add(out) = str_take(&form);
	}
	words_release(&found);
	str_release(&ending);
	str_release(&whole);
	str_release(&form);
	return true;
}

void offer_words(struct lexicon *lexicon, enum language language, const struct suggest_for *asked,
		 struct words *out)
{
	struct str room = { 0 };
	struct suggest_for composed = *asked;
	composed.word = fold_composed(asked->word, &room);
	if (!utf8_is_valid(composed.word) || !offer_forms(lexicon, language, &composed, out))
		suggest_words(lexicon, language, &composed, out);
	str_release(&room);
}
