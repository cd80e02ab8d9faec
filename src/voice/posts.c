#include "voice/posts.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "lang/analysis.h"
#include "wordlist.h"

enum { DATE_LENGTH = 10 };

struct paths ARR(char *);

const char *posts_folder(struct str *out, enum language language)
{
	struct str name = { 0 };
	(void)str_format(&name, "voice/%s", language_code(language));
	(void)path_in(out, PATH_DATA, str_text(&name));
	str_release(&name);
	return str_text(out);
}

/* ---- keeping ---- */

static bool is_date(struct span date)
{
	for (size_t i = 0; i < DATE_LENGTH; i++) {
		bool is_right = i == 4 || i == 7 ? date.at[i] == '-'
						 : date.at[i] >= '0' && date.at[i] <= '9';
		if (!is_right)
			return false;
	}
	return true;
}

static void add_date(struct span date, struct str *out)
{
	char today[16];
	time_t wall = (time_t)clock_wall();
	struct tm tm;
	if (date.length >= DATE_LENGTH && is_date(date)) {
		(void)str_add(out, span_slice(date, 0, DATE_LENGTH));
		return;
	}
	if (gmtime_r(&wall, &tm) && strftime(today, sizeof today, "%Y-%m-%d", &tm))
		(void)str_add(out, span_of(today));
}

static bool stop_at_first(void *context, const char *path)
{
	(void)path;
	*(bool *)context = true;
	return false;
}

static bool save(const char *folder, struct span text, struct span date, enum posts_kept *kept,
		 struct err *err)
{
	struct str name = { 0 }, path = { 0 };
	bool exists = false;
	(void)str_format(&name, "-%016llx.txt", (unsigned long long)wordlist_hash(text));
	bool done = file_make_folder(folder, err) &&
		    file_each(folder, str_text(&name), stop_at_first, &exists, err);
	*kept = exists ? POSTS_KNOWN : POSTS_NEW;
	if (done && !exists) {
		(void)str_format(&path, "%s/", folder);
		add_date(date, &path);
		(void)str_add(&path, str_span(&name));
		done = file_save(str_text(&path), text, NULL, err);
	}
	str_release(&path);
	str_release(&name);
	return done;
}

bool posts_keep(struct span text, struct span date, enum posts_kept *kept, enum language *language,
		struct err *err)
{
	struct analysis analysis = { .words = 0 };
	struct analysis_options options = { .pinned = LANGUAGE_NONE };
	struct str folder = { 0 };
	*kept = POSTS_SHORT;
	*language = LANGUAGE_NONE;
	if (text.length > PROFILE_POST_CEILING)
		return true;
	analysis_run(&analysis, text, &options);
	size_t words = analysis.words;
	*language = analysis.language;
	analysis_release(&analysis);
	if (words < PROFILE_LEAST_WORDS)
		return true;
	*kept = POSTS_FOREIGN;
	if (*language == LANGUAGE_NONE)
		return true;
	bool done = save(posts_folder(&folder, *language), text, date, kept, err);
	str_release(&folder);
	return done;
}

/* ---- reading ---- */

static bool take_path(void *context, const char *path)
{
	struct paths *paths = context;
	*arr_add(paths) = mem_copy(span_of(path));
	return true;
}

/* In the order of their names: the newest last. */
static bool list(enum language language, struct paths *paths, struct err *err)
{
	struct str folder = { 0 };
	bool done = file_each(posts_folder(&folder, language), ".txt", take_path, paths, err);
	str_release(&folder);
	return done;
}

static void release(struct paths *paths)
{
	for (size_t i = 0; i < paths->count; i++)
		free(paths->at[i]);
	arr_release(paths);
}

struct profile *posts_profile(enum language language, struct err *err)
{
	struct paths paths = { 0 };
	struct str text = { 0 };
	struct profile *profile = NULL;
	err->code = ERR_NONE;
	if (list(language, &paths, err))
		profile = profile_new(language, err);
	/* A file that cannot be read is a post less; too many are refused by profile_add. */
	for (size_t i = paths.count; profile && i-- > 0;)
		if (file_read(paths.at[i], PROFILE_POST_CEILING, &text, NULL, err))
			(void)profile_add(profile, str_span(&text));
	if (profile)
		profile_calibrate(profile);
	str_release(&text);
	release(&paths);
	return profile;
}

size_t posts_passages(enum language language, size_t most, size_t least, size_t longest,
		      struct str *out)
{
	struct paths paths = { 0 };
	struct str text = { 0 };
	size_t count = 0;
	/* Without the folder there are no passages. */
	(void)list(language, &paths, NULL);
	for (size_t i = paths.count; i-- > 0 && count < most;) {
		if (!file_read(paths.at[i], PROFILE_POST_CEILING, &text, NULL, NULL) ||
		    text.length < least || text.length > longest)
			continue;
		(void)str_add(out, count++ ? SPAN("\n***\n") : SPAN(""));
		(void)str_add(out, span_trim(str_span(&text)));
	}
	str_release(&text);
	release(&paths);
	return count;
}

bool posts_forget(enum language language, size_t *count, struct err *err)
{
	struct paths paths = { 0 };
	struct str folder = { 0 };
	bool done = list(language, &paths, err);
	*count = 0;
	for (size_t i = 0; done && i < paths.count; i++, ++*count)
		if (unlink(paths.at[i]) != 0 && errno != ENOENT)
			done = err_system(err, _("%s could not be deleted"), paths.at[i]);
	if (done && rmdir(posts_folder(&folder, language)) != 0 && errno != ENOENT)
		done = err_system(err, _("%s could not be deleted"), str_text(&folder));
	str_release(&folder);
	release(&paths);
	return done;
}
