/*
 * What can be asked of a model: files tasks/NAME.yaml, a list of tasks, with the instruction in
 * four languages. The program appends the contract for the form of the answer; neither the task nor
 * the author's text can change it.
 */
#ifndef TONFALL_REWRITE_TASK_H
#define TONFALL_REWRITE_TASK_H

#include "base/arr.h"
#include "base/yaml.h"
#include "lang/language.h"

struct task {
	char *id;			   /* "correct", "shorter", "plainer" */
	char *title[LANGUAGE_COUNT];	   /* in the person's language */
	char *instruction[LANGUAGE_COUNT]; /* in the language of the text */
};

struct tasks ARR(struct task);

/* Reads all files of a folder; mistakes are reported, the rest holds. Call again for more folders.
 */
void tasks_read(struct tasks *tasks, const char *folder, yaml_report *report, void *context);
void tasks_release(struct tasks *tasks);
const struct task *task_find(const struct tasks *tasks, const char *id);
/* In the person's language, else English, else the id. */
const char *task_title(const struct task *task, enum language person);

#endif
