#include "voice/trait.h"

#include "base/i18n.h"
#include "base/span.h"

enum { OF_SENTENCES = 1, OF_WORDS };

/* The floors: about half the spread between posts of one author, in posts of 150 to 300 words. */
const struct trait trait_rows[TRAIT_COUNT] = {
	[TRAIT_SENTENCES] = { N_("words a sentence"), N_("shorter sentences than you"),
			      N_("longer sentences than you"), NULL, 1.5, OF_SENTENCES, 0 },
	[TRAIT_SPREAD] = { N_("unevenness of sentences"), N_("sentences more alike in length"),
			   N_("sentences more uneven in length"), NULL, 1.5, OF_SENTENCES, 0 },
	[TRAIT_PARAGRAPHS] = { N_("words a paragraph (logarithm)"),
			       N_("shorter paragraphs than you"), N_("longer paragraphs than you"),
			       NULL, 0.3, 0, 0 },
	[TRAIT_LETTERS] = { N_("letters a word"), N_("shorter words than you"),
			    N_("longer words than you"), NULL, 0.15, OF_WORDS, 1 },
	[TRAIT_LONG] = { N_("long words, per cent"), N_("fewer long words than you"),
			 N_("more long words than you"), NULL, 1.5, OF_WORDS, 1 },
	[TRAIT_SHORT] = { N_("short words, per cent"), N_("fewer short words than you"),
			  N_("more short words than you"), NULL, 2.0, OF_WORDS, -1 },
	[TRAIT_VARIETY] = { N_("different words in 50, per cent"),
			    N_("more repeated words than you"), N_("fewer repeated words than you"),
			    NULL, 1.5, 0, 1 },
	[TRAIT_SMALL] = { N_("small words, per cent"), N_("fewer small words than you"),
			  N_("more small words than you"), NULL, 2.0, 0, -1 },
	[TRAIT_ABSTRACT] = { N_("abstract nouns, per cent"), N_("fewer abstract nouns than you"),
			     N_("more abstract nouns than you"), NULL, 1.0, 0, 1 },
	[TRAIT_SMOOTH] = { N_("words of polished prose, per cent"),
			   N_("fewer polished words than you"), N_("more polished words than you"),
			   NULL, 1.0, 0, 3 },
	[TRAIT_SPOKEN] = { N_("spoken words, per cent"), N_("fewer spoken words than you"),
			   N_("more spoken words than you"), NULL, 2.0, 0, -2 },
	[TRAIT_FIRST] = { N_("“{word}”"), N_("less “{word}” than you"),
			  N_("more “{word}” than you"), N_("no “{word}”"), 0.7, 0, -1 },
	[TRAIT_WE] = { N_("“{word}”"), N_("less “{word}” than you"), N_("more “{word}” than you"),
		       N_("no “{word}”"), 0.6, 0, 0 },
	[TRAIT_YOU] = { N_("“{word}”"), N_("less “{word}” than you"), N_("more “{word}” than you"),
			N_("no “{word}”"), 0.6, 0, 0 },
	[TRAIT_QUESTIONS] = { N_("questions, per cent of sentences"),
			      N_("fewer questions than you"), N_("more questions than you"),
			      N_("no question"), 6.0, 0, 0 },
	[TRAIT_EXCLAMATIONS] = { N_("exclamations, per cent of sentences"),
				 N_("fewer exclamation marks than you"),
				 N_("more exclamation marks than you"), NULL, 5.0, 0, 0 },
	[TRAIT_COMMAS] = { N_("commas"), N_("fewer commas than you"), N_("more commas than you"),
			   NULL, 1.0, 0, 0 },
	[TRAIT_COLONS] = { N_("colons and semicolons"), N_("fewer colons and semicolons than you"),
			   N_("more colons and semicolons than you"), NULL, 0.4, 0, 1 },
	[TRAIT_DASHES] = { N_("dashes"), N_("fewer dashes than you"), N_("more dashes than you"),
			   N_("no dashes"), 0.3, 0, 1 },
	[TRAIT_BRACKETS] = { N_("brackets"), N_("fewer brackets than you"),
			     N_("more brackets than you"), N_("no brackets"), 0.3, 0, 0 },
	[TRAIT_QUOTES] = { N_("quotations"), N_("fewer quotations than you"),
			   N_("more quotations than you"), NULL, 0.4, 0, 0 },
	[TRAIT_EMOJI] = { N_("emoji"), N_("fewer emoji than you"), N_("more emoji than you"),
			  N_("no emoji"), 0.3, 0, 0 },
	[TRAIT_TAGS] = { N_("tags and links"), N_("fewer tags than you"), N_("more tags than you"),
			 NULL, 0.3, 0, 0 },
	[TRAIT_NUMBERS] = { N_("figures"), N_("fewer figures than you"),
			    N_("more figures than you"), NULL, 0.5, 0, 0 },
};

/* The word that a trait is about, in the language of the text. */
static const char *word_of(enum trait_id id, enum language language)
{
	static const char *const words[3][LANGUAGE_COUNT] = {
		{ "I", "ich", "je", "io", "I" },
		{ "we", "wir", "nous", "noi", "we" },
		{ "you", "du/Sie", "tu/vous", "tu/voi", "you" },
	};
	if (id < TRAIT_FIRST || id > TRAIT_YOU)
		return "";
	return words[id - TRAIT_FIRST][language];
}

static const char *sentence_of(const struct trait *trait, enum trait_side side)
{
	switch (side) {
	case TRAIT_LESS:
		return trait->less;
	case TRAIT_MORE:
		return trait->more;
	case TRAIT_NONE:
		return trait->none ? trait->none : trait->less;
	}
	return "";
}

static void fill(enum trait_id id, const char *sentence, enum language of_text, struct str *out)
{
	const struct span hole = SPAN("{word}");
	struct span text = span_of(sentence);
	size_t at = span_find(text, hole, 0);
	(void)str_add(out, span_slice(text, 0, at));
	if (at < text.length) {
		(void)str_add(out, span_of(word_of(id, of_text)));
		(void)str_add(out, span_slice(text, at + hole.length, text.length));
	}
}

void trait_say(enum trait_id id, enum trait_side side, enum language of_text, struct str *out)
{
	fill(id, _(sentence_of(&trait_rows[id], side)), of_text, out);
}

void trait_name(enum trait_id id, enum language of_text, struct str *out)
{
	fill(id, _(trait_rows[id].name), of_text, out);
}
