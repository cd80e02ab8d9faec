#include "lang/gender.h"

#include <string.h>

#include "base/str.h"
#include "text/utf8.h"

enum { STEM_LEAST = 2 };

/* A sign that splits the forms: * : _ · / ə and, in French, the full stop and hyphen. */
static bool is_sign(enum language language, uint32_t c)
{
	if (c == '*' || c == ':' || c == '_' || c == '/' || c == 0xb7 || c == 0x2022 ||
	    c == 0x259 || c == 0x22c5)
		return true;
	return language == LANGUAGE_FR && (c == '.' || c == '-' || c == '(');
}

size_t gender_sign(enum language language, struct span word)
{
	size_t at = 0;
	while (at < word.length && !is_sign(language, utf8_at(word, at).value))
		at += utf8_at(word, at).length;
	if (at < word.length || language != LANGUAGE_DE)
		return at;
	if (span_ends(word, SPAN("Innen")))
		return word.length - 5;
	size_t binnen = span_find(word, SPAN("Innen"), 1);
	if (binnen < word.length)
		return binnen;
	return span_ends(word, SPAN("In")) ? word.length - 2 : word.length;
}

struct search {
	bool (*knows)(void *context, struct span form);
	void *context;
	struct str form;
};

static bool try_form(struct search *search, struct span stem, const char *ending, struct span more)
{
	str_clear(&search->form);
	(void)str_add(&search->form, stem);
	(void)str_add(&search->form, span_of(ending));
	(void)str_add(&search->form, more);
	return search->knows(search->context, str_span(&search->form));
}

/* Schülerr:innen: Schülerrinnen would be gutters (Rinnen) of pupils. */
static bool has_one_r_too_many(struct search *search, struct span stem)
{
	return span_ends(stem, SPAN("rr")) && !try_form(search, stem, "", (struct span){ "", 0 }) &&
	       try_form(search, span_slice(stem, 0, stem.length - 1), "", (struct span){ "", 0 });
}

/* Students/Studentin, Kollege, Expertin; what follows innen may be a compound:
 * Jurist:innenausbildung. */
static bool german_is_right(struct search *search, struct span stem, struct span tail)
{
	static const char *const endings[] = { "", "en", "e", "er", "innen", "in", "n", "r", "es" };
	size_t sign = utf8_at(tail, 0).length;
	if (tail.at[0] == 'I')
		sign = 0;
	else if (span_starts(span_slice(tail, sign, tail.length), SPAN("-")))
		sign++;
	struct span rest = span_slice(tail, sign, tail.length);
	struct span small = span_starts(rest, SPAN("Innen")) || span_starts(rest, SPAN("innen"))
				    ? span_slice(rest, 5, rest.length)
				    : span_slice(rest, rest.length, rest.length);
	if (has_one_r_too_many(search, stem))
		return false;
	if (small.length > 0 && try_form(search, stem, "innen", small))
		return true;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (try_form(search, stem, endings[i], (struct span){ "", 0 }))
			return true;
	return false;
}

/* Of French only the stem is looked at, with the endings it has before it is cut. */
static bool romance_is_right(struct search *search, enum language language, struct span stem,
			     struct span tail)
{
	static const char *const french[] = { "",  "s",	 "e",	 "es",	"rs",
					      "x", "ur", "rice", "aux", "ve" };
	static const char *const italian[] = { "i", "o", "e", "a", "" };
	bool is_french = language == LANGUAGE_FR;
	size_t count =
		is_french ? sizeof french / sizeof *french : sizeof italian / sizeof *italian;
	(void)tail;
	for (size_t i = 0; i < count; i++)
		if (try_form(search, stem, is_french ? french[i] : italian[i],
			     (struct span){ "", 0 }))
			return true;
	return false;
}

bool gender_is_right(enum language language, struct span word,
		     bool (*knows)(void *context, struct span form), void *context)
{
	size_t at = gender_sign(language, word);
	struct span stem = span_slice(word, 0, at), tail = span_slice(word, at, word.length);
	struct search search = { .knows = knows, .context = context };
	if (at == word.length || utf8_count(stem) < STEM_LEAST)
		return false;
	bool right = language == LANGUAGE_DE ? german_is_right(&search, stem, tail)
					     : romance_is_right(&search, language, stem, tail);
	str_release(&search.form);
	return right;
}
