#include "lang/syllable.h"

#include "base/str.h"
#include "lang/fold.h"
#include "text/utf8.h"

static bool is_vowel(uint32_t c)
{
	static const uint32_t vowels[] = { 'a',	 'e',  'i',  'o',  'u',	 'y',  0xe4, 0xf6, 0xfc,
					   0xe0, 0xe1, 0xe2, 0xe8, 0xe9, 0xea, 0xeb, 0xec, 0xed,
					   0xee, 0xef, 0xf2, 0xf3, 0xf4, 0xf9, 0xfa, 0xfb, 0x153 };
	for (size_t i = 0; i < sizeof vowels / sizeof *vowels; i++)
		if (c == vowels[i])
			return true;
	return false;
}

/* A silent e at the end of an English or French word. */
static int silent(struct span folded, enum language language)
{
	if (language == LANGUAGE_EN)
		return span_ends(folded, SPAN("e")) && !span_ends(folded, SPAN("le"));
	if (language == LANGUAGE_FR)
		return span_ends(folded, SPAN("e")) || span_ends(folded, SPAN("es"));
	return 0;
}

int syllable_count(enum language language, struct span word)
{
	struct str folded = { 0 };
	int count = 0;
	bool in_group = false;
	fold_word(word, &folded);
	struct span text = str_span(&folded);
	for (size_t at = 0; at < text.length;) {
		struct utf8_point point = utf8_at(text, at);
		bool vowel = is_vowel(point.value);
		count += vowel && !in_group;
		in_group = vowel;
		at += point.length;
	}
	if (count > 1)
		count -= silent(text, language);
	str_release(&folded);
	return count ? count : 1;
}
