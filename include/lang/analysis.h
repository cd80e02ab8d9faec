/*
 * The one pass over a text: paragraphs, sentences, words, tags, links and the rest, with the
 * language of each sentence. Everybody reads it, nobody tokenises again. Pure: the same text gives
 * the same analysis; it may be run on a whole post or on one line.
 *
 * All offsets are bytes in `text`. Tokens are in order and do not overlap; what is between them is
 * white space and punctuation.
 */
#ifndef TONFALL_LANG_ANALYSIS_H
#define TONFALL_LANG_ANALYSIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arr.h"
#include "base/span.h"
#include "lang/language.h"
#include "lang/vocabulary.h"

enum token_kind {
	TOKEN_WORD,    /* letters: to be spelled; apostrophes, hyphens and gender forms inside */
	TOKEN_NUMBER,  /* digits with separators, units, money, times, dates, ordinals */
	TOKEN_TAG,     /* #Hashtag */
	TOKEN_MENTION, /* @Name Surname */
	TOKEN_LINK,    /* URL with or without scheme */
	TOKEN_EMAIL,
	TOKEN_PHONE,
	TOKEN_EMOJI, /* one grapheme */
	TOKEN_CODE,  /* words with digits or inner capitals such as IPv6, snake_case: not spelled */
	TOKEN_FAKE,  /* letters in mathematical bold or italic and the like */
};

enum token_flag {
	TOKEN_CAPITAL = 1,	  /* first letter is upper case */
	TOKEN_UPPER = 2,	  /* all letters are (at least two) */
	TOKEN_SENTENCE_START = 4, /* first word of its sentence */
	TOKEN_QUOTED = 8,	  /* inside quotation marks */
	TOKEN_GENDER = 16,	  /* a gender form: Kolleg:innen, collaborateur·rice·s, tutt* */
	TOKEN_BESIDE_NAME = 32,	  /* beside another word with a capital that may be a name */
	TOKEN_AFTER_NAME = 64,	  /* behind a first name or a title (lang/name.h), or one itself */
	TOKEN_REPEATED = 128,	  /* has a capital and stands more than once in the text */
	TOKEN_STUMP = 256, /* a hyphen directly before or behind: Rüstungs- und …, -direktoren */
	TOKEN_AMID_FOREIGN =
		1024, /* beside a common word of another language than the sentence's */
	TOKEN_AFTER_PREPOSITION = 2048, /* in Bern, von Polycom: no article before it */
	TOKEN_SHORTENED = 512,		/* a full stop behind it that ends no sentence */
};

struct token {
	size_t start, end;
	unsigned flags : 16; /* TOKEN_… of enum token_flag */
	enum token_kind kind : 8;
	enum language language : 8; /* of a quotation in another; LANGUAGE_NONE: the sentence's */
	uint32_t word : 31;	    /* of TOKEN_WORD and TOKEN_CODE: its number in the vocabulary */
	uint32_t is_plain : 1;	    /* a word of letters alone; for analysis.c */
};

struct sentence {
	size_t start, end; /* without white space around */
	size_t first_token, token_count;
	size_t words; /* TOKEN_WORD and TOKEN_CODE in it */
	enum language language;
	bool is_question; /* ends with ? (closing quotes and emoji apart) */
	bool is_list_item;
};

struct paragraph {
	size_t start, end; /* without the blank lines around */
	size_t first_sentence, sentence_count;
};

struct tokens ARR(struct token);
struct sentences ARR(struct sentence);
struct paragraphs ARR(struct paragraph);

struct analysis {
	struct span text;
	enum language language;	   /* of the text as a whole */
	enum language_other other; /* why that is LANGUAGE_NONE: nothing is spelled then */
	struct tokens tokens;
	struct sentences sentences;
	struct paragraphs paragraphs;
	size_t words; /* TOKEN_WORD and TOKEN_CODE */
	struct vocabulary vocabulary;
};

struct analysis_options {
	enum language pinned;	   /* the author said so; LANGUAGE_NONE: guess */
	enum language surrounding; /* breaks ties: the document's, when `text` is one line of it */
	enum language_other other; /* of the document: it is in none, whatever surrounds */
};

/* Replaces what was in *analysis (zeroed at first) and keeps its memory. Keeps `text` as borrowed.
 * Linear in the text. */
void analysis_run(struct analysis *analysis, struct span text,
		  const struct analysis_options *options);
void analysis_release(struct analysis *analysis);

static inline struct span analysis_token(const struct analysis *analysis, size_t index)
{
	const struct token *token = &analysis->tokens.at[index];
	return span_slice(analysis->text, token->start, token->end);
}

/* The language to spell a token of a sentence in. */
static inline enum language token_language(const struct token *token,
					   const struct sentence *sentence)
{
	return token->language != LANGUAGE_NONE ? token->language : sentence->language;
}

/* Index of the first token that ends behind `at`; their number when there is none. */
size_t tokens_behind(const struct tokens *tokens, size_t at);
/* The sentence a token or offset is in; NULL when it is in none. */
const struct sentence *analysis_sentence_at(const struct analysis *analysis, size_t offset);

#endif
