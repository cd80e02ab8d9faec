/*
 * Platforms: what a network counts, its limits, and where it folds a post. Dated data
 * (rules/platforms.yaml), since such figures rot.
 */
#ifndef TONFALL_COACH_PLATFORM_H
#define TONFALL_COACH_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arr.h"
#include "base/span.h"
#include "base/yaml.h"

enum platform_count { COUNT_UTF16, COUNT_GRAPHEMES, COUNT_POINTS, COUNT_WEIGHTED };

struct fold_profile {
	char *name;   /* "mobile", "desktop" */
	long units;   /* characters before the fold */
	long lines;   /* display lines before the fold */
	long columns; /* wrapped at so many columns */
};

struct platform {
	char *id;   /* "linkedin" */
	char *name; /* "LinkedIn"; in the person's language where the file has it */
	struct yaml_pairs names;
	long limit;
	long bytes;		/* of UTF-8 that it takes at most; 0: no such limit */
	int count;		/* enum platform_count */
	long link;		/* every link counts so much; 0: as it is written */
	bool bare_mentions;	/* @name@server counts as @name */
	struct yaml_list folds; /* of struct fold_profile */
	char *source;		/* as name */
	struct yaml_pairs sources;
	long year;
};

struct platforms ARR(struct platform);

/* Reads the file; what is wrong in it is reported, the rest holds. When nothing can be read,
 * LinkedIn with its limit is there all the same. */
void platforms_read(struct platforms *platforms, const char *path, yaml_report *report,
		    void *context);
void platforms_release(struct platforms *platforms);
/* NULL when there is none of that id; NULL for id gives the first. */
const struct platform *platform_find(const struct platforms *platforms, const char *id);

/* What the platform counts in these bytes. More bytes than it takes
 * are more characters than it takes, by the same share. COUNT_WEIGHTED is X's: twitter-text,
 * version 3. */
size_t platform_measure(const struct platform *platform, struct span text);
/* Is the count of a text the sum of the counts of its parts, wherever it is cut? */
bool platform_adds_up(const struct platform *platform);
/* Without white space at the end, which no network counts. */
struct span platform_posted(struct span text);
/* Byte offset of the fold: the first of `units` and the end of display line `lines`; blank lines
 * use up lines. text.length when it is not folded. */
size_t platform_fold(const struct fold_profile *profile, const struct platform *platform,
		     struct span text);
/* The profile of that name, NULL when there is none. */
const struct fold_profile *platform_fold_profile(const struct platform *platform, const char *name);

#endif
