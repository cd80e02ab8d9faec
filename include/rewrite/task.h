/*
 * What can be asked of a model: files tasks/NAME.yaml, a list of tasks, with the instruction in
 * four languages. The program appends the contract for the form of the answer; neither the task nor
 * the author's text can change it.
 */
#ifndef TONFALL_REWRITE_TASK_H
#define TONFALL_REWRITE_TASK_H

#include <stdbool.h>

#include "base/arr.h"
#include "base/span.h"
#include "base/yaml.h"
#include "lang/language.h"

enum task_answer {
	TASK_TEXT,	/* the text, changed: a proposal of hunks */
	TASK_WHOLE,	/* another text: a translation, put in as a whole or not */
	TASK_CHOICES,	/* lines to choose one from */
	TASK_QUESTIONS, /* lines for the author to answer in own words */
};

/* Where a chosen line goes. */
enum task_place { TASK_AT_CARET, TASK_AT_START, TASK_AT_END };

struct task {
	char *id;			   /* "correct", "shorter", "plainer" */
	char *title[LANGUAGE_COUNT];	   /* in the person's language */
	char *instruction[LANGUAGE_COUNT]; /* in the language of the text */
	int answer;			   /* enum task_answer */
	int place;			   /* enum task_place */
	int to;		  /* enum language of the answer; LANGUAGE_NONE: the text's */
	bool takes_empty; /* may be asked without a text */
};

struct tasks ARR(struct task);

/* Reads all files of a folder; mistakes are reported, the rest holds. Call again for more folders.
 */
void tasks_read(struct tasks *tasks, const char *folder, yaml_report *report, void *context);
void tasks_release(struct tasks *tasks);
const struct task *task_find(const struct tasks *tasks, const char *id);
/* In the person's language, else English, else the id. */
const char *task_title(const struct task *task, enum language person);

/* The author's own instruction as a task with the id "own"; at most TASK_OWN_MOST bytes of it. */
enum { TASK_OWN_MOST = 2000 };
void task_init_own(struct task *task, struct span instruction);
void task_release(struct task *task);

/* The lines of an answer to choose from, without bullets, numbers and quotes around them. */
enum { TASK_LINES_MOST = 12 };
size_t task_lines(struct span answer, struct span lines[TASK_LINES_MOST]);

#endif
