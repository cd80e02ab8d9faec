/*
 * What the desk knows of the author's house: the employer and its products (settings), and words
 * that should not go out (house-words.txt in the configuration, one word or phrase a line in the
 * notation of rules, # starts a comment). Found in one walk over the words.
 */
#ifndef TONFALL_COACH_TIES_H
#define TONFALL_COACH_TIES_H

#include "base/yaml.h"
#include "rule/engine.h"

struct ties;

struct ties *ties_new(void);
void ties_free(struct ties *ties);

/* Names with commas between; "" adds none. */
void ties_add_names(struct ties *ties, const char *names);
/* At most 64 KiB and 2,000 entries; a missing file has none. What is wrong is reported. */
void ties_read_house(struct ties *ties, const char *path, yaml_report *report, void *context);

void ties_find(const struct ties *ties, const struct analysis *analysis, struct hits *names,
	       struct hits *house_words);

#endif
