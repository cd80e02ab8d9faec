/*
 * A request from what the person has set: where, which model, what is hidden, which own passages
 * go along. The desk shows it first; the command line prints or sends it.
 */
#ifndef TONFALL_DESK_ASKING_H
#define TONFALL_DESK_ASKING_H

#include <stdbool.h>

#include "base/err.h"
#include "base/span.h"
#include "base/str.h"
#include "base/yaml.h"
#include "desk/settings.h"
#include "rewrite/mask.h"
#include "rewrite/rewrite.h"
#include "rewrite/task.h"

/* Borrows the strings of `settings`. */
struct rewrite_settings asking_settings(const struct settings *settings);
/* The program's tasks, then the person's own (PATH_CONFIG tasks). */
void asking_read_tasks(struct tasks *tasks, yaml_report *report, void *context);

/* Fills *url and *body (cleared first) and *mask, which then knows what to put back. House words
 * to hide are the lines of PATH_CONFIG secrets.txt. */
bool asking_request(const struct settings *settings, const struct task *task,
		    enum language language, struct span text, struct mask *mask, struct str *url,
		    struct str *body, struct err *err);
/* The same for a prompt as it stands, without a task around it or own passages. */
bool asking_plain_request(const struct settings *settings, enum language language,
			  struct span prompt, struct mask *mask, struct str *url, struct str *body,
			  struct err *err);

#endif
