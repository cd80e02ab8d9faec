/*
 * Rule packs: YAML files with rules (tonfall-rules(5)). `rules/NAME.yaml` holds rules with their
 * sentences in the person's languages; `rules/<lang>/NAME.yaml` gives a rule of the same id its
 * phrases, pattern and examples in one language of the text and inherits the rest. A rule with two
 * dots in its id is a variant ("prompt.tone.some") and inherits from the rule it is named after.
 */
#ifndef TONFALL_RULE_PACK_H
#define TONFALL_RULE_PACK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arr.h"
#include "base/err.h"
#include "base/yaml.h"
#include "lang/language.h"
#include "rule/finding.h"

enum rule_where {
	WHERE_ANYWHERE,
	WHERE_OPENING,	 /* the first two lines */
	WHERE_CLOSING,	 /* the last paragraph (tags apart) */
	WHERE_SENTENCE,	 /* at the start of a sentence */
	WHERE_PARAGRAPH, /* at the start of a paragraph */
	WHERE_COUNT,
};

struct rule_texts {
	/* The person's language; [LANGUAGE_NONE]: what is the same in all, of sources only. */
	char *by_language[LANGUAGE_COUNT];
};

struct rule_evidence {
	int kind;		  /* evidence_kinds */
	struct rule_texts source; /* a title, or a description in each language */
	long year;
	int confidence; /* confidences */
};

extern const char *const evidence_kinds[]; /* study platform law house */
extern const char *const confidences[];	   /* high medium low */
/* What an entry may hold, as tonfall-rules(5) says. */
extern const struct yaml_field rule_fields[];

struct rule {
	char *id;
	enum family family;	/* from the id */
	enum language language; /* of the text; LANGUAGE_NONE: all */
	int where;		/* enum rule_where */
	int severity;		/* enum severity */
	struct yaml_strings phrases;
	char *pattern;		  /* PCRE2 */
	char *check;		  /* the name of a code check */
	struct yaml_pairs limits; /* numbers a check or a threshold reads: rule_limit() */
	long at_least;		  /* hits before it speaks, default 1 */
	long per_words;		  /* … in so many words; 0: in the whole text */
	long distinct;		  /* different phrases among them, default 1 */
	bool once;		  /* one finding for the text, at the first hit */
	bool helper;		  /* never a finding of its own: checks look its hits up */
	bool praise;		  /* says what is good; not a hint */
	/* What to put there: one text for all hits (key ""), or phrases of their own, each with its
	 * text. */
	struct yaml_pairs replace;
	struct rule_texts texts[FINDING_PART_COUNT];
	struct rule_evidence evidence;
	char *lesson; /* id of the lesson that explains it; NULL: none, or the base has one */
	struct yaml_strings bad, good;
	char *path;
	int line;		 /* where it was read */
	const struct rule *base; /* the rule of the same id it inherits from, NULL */
};

struct pack_complaint {
	char *path;
	int line;
	char *text;
};

struct rules ARR(struct rule *);
struct pack_complaints ARR(struct pack_complaint);

/* All rules that were read, sorted by id, then language. Read once, then only read from; those of
 * other languages may come later (packs_read_others()): the rules stay where they are. */
struct packs {
	struct rules rules;
	struct pack_complaints complaints; /* what was wrong, with file and line; the rest holds */
	enum language only;		   /* packs_read_for(); LANGUAGE_NONE: all was read */
};

/* Reads all packs of `folder` and of its folders de, fr, it, en; call again for more folders (the
 * person's own): a rule of the same id and language replaces the earlier one. */
void packs_read(struct packs *packs, const char *folder);
/* The same for texts in a language: the folders of other languages are not read. */
void packs_read_for(struct packs *packs, const char *folder, enum language language);
/* Reads what packs_read_for() left; packs_finish() again. */
void packs_read_others(struct packs *packs, const char *folder);
/* The same for the files of one name only, where packs lie among other files. */
void packs_read_named(struct packs *packs, const char *folder, const char *name);
/* The same for one file; a language of the text stands in its entries. */
void packs_read_file(struct packs *packs, const char *path);
/* To be called after the last packs_read: inheritance, families, what does not fit together. */
void packs_finish(struct packs *packs);
void packs_release(struct packs *packs);

/* The rule for texts in a language, or the one for all, or NULL. */
const struct rule *packs_find(const struct packs *packs, struct span id, enum language language);
/* Its own evidence, else that of the entry it inherits from. */
const struct rule_evidence *rule_evidence_of(const struct rule *rule);
/* In the person's language, else English, else any; NULL: none is named. */
const char *rule_source(const struct rule_evidence *evidence, enum language person);
/* How many phrases it looks for: those of `phrases`, then the keys of `replace`. A hit's `phrase`
 * is their index; that of a pattern is SIZE_MAX. */
size_t rule_phrases(const struct rule *rule);
const char *rule_phrase(const struct rule *rule, size_t index);
/* What to put in place of a hit, as the pack writes it; NULL: nothing. */
const char *rule_replacement(const struct rule *rule, size_t phrase);
/* Is it of one of the families (a bit for each; 0: all)? */
static inline bool rule_is_of(const struct rule *rule, unsigned families)
{
	return families == 0 || (families >> rule->family & 1);
}
/* A number of the entry's `limits`, or the fallback. */
double rule_limit(const struct rule *rule, const char *name, double fallback);
/* The id of the lesson that explains it, its own or that of the entry it inherits from; NULL: none.
 */
const char *rule_lesson(const struct rule *rule);
/* A sentence in the person's language, else English, else any, else ""; not yet filled in. */
const char *rule_text(const struct rule *rule, enum finding_part part, enum language person);

#endif
