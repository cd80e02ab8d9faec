#include "lang/rarity.h"

#include <stdbool.h>

#include "base/str.h"
#include "lang/fold.h"
#include "lang/frequency.h"
#include "text/utf8.h"

enum {
	COST_CLASS = 1, /* below the commonest words, for each */
	COST_BOOKISH = 3,
	COST_SPLIT = 6,	  /* a space is more seldom meant than a letter */
	COST_STUMP = 6,	  /* … before or behind a letter or two */
	COST_HYPHEN = 3,  /* a hyphen where none is usual */
	COST_ACRONYM = 6, /* DNS for Dns */
	STEM_LEAST = 4,	  /* bytes */
};

static bool is_split(struct span word)
{
	return span_find(word, SPAN(" "), 0) < word.length ||
	       span_find(word, SPAN("-"), 0) < word.length;
}

static bool is_inverted(struct span part)
{
	return span_is_one_of(part,
			      "ce il elle on je tu nous vous ils elles là ci le la les moi toi");
}

/* possibilité-es, part ex: a part of one or two letters that is no word asked or shown after a
 * verb (est-ce, dit-il, ce jour-là). */
static bool has_stump(struct span word)
{
	size_t at = word.length;
	while (at > 0 && word.at[at - 1] != ' ' && word.at[at - 1] != '-')
		at--;
	struct span last = span_slice(word, at, word.length);
	bool short_first = utf8_count(span_slice(word, 0, span_find(word, SPAN(" "), 0))) < 2;
	return short_first || (at > 0 && utf8_count(last) <= 2 && !is_inverted(last));
}

/* bien-sûr: a hyphen between words that have none. */
static bool has_odd_hyphen(struct lexicon *lexicon, struct span word)
{
	size_t at = span_find(word, SPAN("-"), 0);
	return at < word.length && lexicon_frequency(lexicon, word) == 0 &&
	       !is_inverted(span_slice(word, at + 1, word.length));
}

/* Endings that one word takes, in groups. */
static const char *const forms[LANGUAGE_COUNT] = {
	[LANGUAGE_NONE] = "",
	[LANGUAGE_DE] = "",
	[LANGUAGE_FR] = "er,é,ée,és,ées,e,ent,ait,aient,ant,era,eront,ez,ons "
			"ir,i,ie,is,ies,it,issent,issait,issant,issez,issons "
			"re,s,u,ue,us,ues,ent,ait,ant al,aux,ale,ales "
			"eur,eurs,euse,euses,rice,rices eux,euse,euses if,ifs,ive,ives "
			"ien,iens,ienne,iennes ,s,e,es ,x",
	[LANGUAGE_IT] =
		"o,a,i,e are,ato,ata,ati,ate,ando,ano,iamo,ava,avano,erà,o,a,i "
		"ere,uto,uta,uti,ute,endo,ono,iamo,eva,evano "
		"ire,ito,ita,iti,ite,endo,ono co,ca,chi,che go,ga,ghi,ghe zione,zioni ,mente",
	[LANGUAGE_EN] = ",s,ed,ing,er,ers,ly,es e,es,ed,ing,er y,ies,ied,ily",
};

/* Is the stem frequent with one of the endings? */
static bool is_frequent_with(struct lexicon *lexicon, struct span stem, struct span endings)
{
	struct str other = { 0 };
	struct span ending;
	bool found = false;
	while (!found && span_next(&endings, ',', &ending)) {
		str_clear(&other);
		(void)str_add(&other, stem);
		(void)str_add(&other, ending);
		found = lexicon_frequency(lexicon, str_span(&other)) > 0;
	}
	str_release(&other);
	return found;
}

/* Is another form of the word a frequent one? */
static bool has_frequent_kin(struct lexicon *lexicon, enum language language, struct span word)
{
	struct span groups = span_of(forms[language]), group, rest, ending;
	while (span_next(&groups, ' ', &group))
		for (rest = group; span_next(&rest, ',', &ending);)
			if (word.length >= ending.length + STEM_LEAST && span_ends(word, ending) &&
			    is_frequent_with(lexicon,
					     span_slice(word, 0, word.length - ending.length),
					     group))
				return true;
	return false;
}

/* How frequent its parts are in the middle: dix-sept, l’on, bien sûr. */
static int class_of(struct lexicon *lexicon, enum language language, struct span word)
{
	int sum = lexicon_frequency(lexicon, word), parts = 1;
	if (sum > 0)
		return sum;
	for (size_t at = 0, from = 0; at < word.length;) {
		struct utf8_point point = utf8_at(word, at);
		at += point.length;
		bool parted = point.value == ' ' || point.value == '-';
		if (fold_is_apostrophe(point.value))
			from = at;
		if (!parted && at < word.length)
			continue;
		sum += lexicon_frequency(lexicon, span_slice(word, from, parted ? at - 1 : at));
		parts += parted;
		from = at;
	}
	if (sum == 0 && parts == 1)
		return has_frequent_kin(lexicon, language, word);
	return sum / parts;
}

/* Forms of French verbs that nobody writes any more: négociassions, vinssent. */
static bool is_bookish(enum language language, struct span word)
{
	static const char *const endings[] = { "assions", "assiez", "assent",  "asses",	 "asse",
					       "issions", "issiez", "ussions", "ussiez", "ussent",
					       "urent",	  "irent",  "èrent",   "ât",	 "âtes",
					       "âmes",	  "îtes",   "îmes",    "ûtes",	 "ûmes" };
	for (size_t i = 0; language == LANGUAGE_FR && i < sizeof endings / sizeof *endings; i++)
		if (span_ends(word, span_of(endings[i])))
			return true;
	return false;
}

int rarity_cost(struct lexicon *lexicon, enum language language, struct span word)
{
	int class = class_of(lexicon, language, word);
	return (FREQUENCY_MOST - class) * COST_CLASS +
	       (class == 0 && is_bookish(language, word) ? COST_BOOKISH : 0);
}

int rarity_of_shape(struct lexicon *lexicon, struct span typed, struct span word)
{
	int cost = 0;
	if (fold_is_all_upper(word) && !fold_is_all_upper(typed))
		cost += COST_ACRONYM;
	if (is_split(word) && !is_split(typed))
		cost += COST_SPLIT + (has_odd_hyphen(lexicon, word) ? COST_HYPHEN : 0);
	if (has_stump(word) && !has_stump(typed))
		cost += COST_STUMP;
	return cost;
}
