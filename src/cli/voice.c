#include "cli/voice.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/path.h"
#include "cli/cli.h"
#include "io/json.h"
#include "lang/analysis.h"
#include "voice/drift.h"
#include "voice/import.h"
#include "voice/posts.h"

enum { EXPORT_CEILING = 64 << 20, TEXT_CEILING = 1 << 20 };

static bool read_text(const char *path, size_t most, struct str *text, struct err *err)
{
	if (strcmp(path, "-") == 0)
		return file_read_fd(STDIN_FILENO, _("standard input"), most, text, err);
	return file_read(path, most, text, NULL, err);
}

static int fail(const struct err *err)
{
	return cli_usage("%s", err->text);
}

/* What it lacks must be known. NULL with *err. */
static struct profile *open_profile(enum language language, struct err *err)
{
	struct profile *profile = posts_profile(language, err);
	if (profile && err->code != ERR_NONE)
		(void)cli_usage("%s", err->text);
	return profile;
}

/* ---- show ---- */

static void say_size(enum language language, const struct profile *profile, struct str *out)
{
	char posts[32], words[32];
	(void)str_format(out, _("%s: %s posts, %s words"), language_name(language),
			 i18n_number((long)profile_posts(profile), posts),
			 i18n_number((long)profile_words(profile), words));
	if (!profile_is_learning(profile))
		return;
	struct drift drift = { .state = DRIFT_LEARNING, .posts = profile_posts(profile) };
	(void)str_add(out, SPAN("; "));
	drift_say(profile, &drift, out);
}

static void say_traits(const struct profile *profile, struct str *out)
{
	for (int i = 0; i < TRAIT_COUNT; i++) {
		struct str name = { 0 };
		double mean, spread;
		profile_trait(profile, (enum trait_id)i, &mean, &spread);
		trait_name((enum trait_id)i, profile_language(profile), &name);
		(void)str_format(out, "  %7.1f ± %-5.1f %s\n", mean, spread, str_text(&name));
		str_release(&name);
	}
}

static void show_language(enum language language, const struct profile *profile)
{
	struct str out = { 0 }, folder = { 0 }, shown = { 0 };
	say_size(language, profile, &out);
	(void)str_format(&out, "\n  %s\n",
			 path_for_person(&shown, posts_folder(&folder, language)));
	if (!profile_is_learning(profile))
		say_traits(profile, &out);
	(void)fputs(str_text(&out), stdout);
	str_release(&shown);
	str_release(&folder);
	str_release(&out);
}

static int show(void)
{
	bool is_empty = true;
	struct err err = { 0 };
	for (int l = LANGUAGE_DE; l < LANGUAGE_COUNT; l++) {
		struct profile *profile = open_profile((enum language)l, &err);
		if (!profile)
			return fail(&err);
		if (profile_posts(profile) > 0) {
			is_empty = false;
			show_language((enum language)l, profile);
		}
		profile_free(profile);
	}
	if (is_empty)
		(void)puts(
			_("No own posts yet. `tonfall voice learn FILE…` takes text files, or "
			  "Shares.csv from LinkedIn's data export; nothing leaves this machine."));
	return 0;
}

/* ---- learn ---- */

struct learning {
	size_t kept[POSTS_KEPT_COUNT];
	bool touched[LANGUAGE_COUNT];
	struct err err;
};

static bool keep(void *context, struct span text, struct span date)
{
	struct learning *learning = context;
	enum posts_kept kept;
	enum language language;
	if (!posts_keep(text, date, &kept, &language, &learning->err))
		return false;
	learning->kept[kept]++;
	learning->touched[language] |= kept == POSTS_NEW || kept == POSTS_KNOWN;
	return true;
}

static void say_kept(const struct learning *learning)
{
	(void)printf(_("%zu new, %zu known already"), learning->kept[POSTS_NEW],
		     learning->kept[POSTS_KNOWN]);
	if (learning->kept[POSTS_SHORT])
		(void)printf(_(", %zu too short to learn from"), learning->kept[POSTS_SHORT]);
	if (learning->kept[POSTS_FOREIGN])
		(void)printf(_(", %zu in no language I know"), learning->kept[POSTS_FOREIGN]);
	(void)putchar('\n');
}

static bool say_profile(enum language language, struct err *err)
{
	struct profile *profile = open_profile(language, err);
	struct str line = { 0 };
	if (!profile)
		return false;
	say_size(language, profile, &line);
	(void)puts(str_text(&line));
	str_release(&line);
	profile_free(profile);
	return true;
}

static int learn(int count, char **paths)
{
	struct learning learning = { .kept = { 0 } };
	struct str text = { 0 };
	int status = 0;
	for (int i = 0; i < count; i++) {
		if (!read_text(paths[i], EXPORT_CEILING, &text, &learning.err) ||
		    !import_read(str_span(&text), paths[i], keep, &learning, &learning.err) ||
		    learning.err.code != ERR_NONE) {
			(void)cli_usage("%s: %s", path_name(paths[i]), learning.err.text);
			learning.err.code = ERR_NONE;
			status = 2;
		}
	}
	str_release(&text);
	say_kept(&learning);
	for (int l = LANGUAGE_DE; l < LANGUAGE_COUNT; l++)
		if (learning.touched[l] && !say_profile((enum language)l, &learning.err))
			status = fail(&learning.err);
	return status;
}

/* ---- compare ---- */

static void write_json(const char *path, const struct profile *profile, const struct drift *drift)
{
	static const char *const states[] = {
		[DRIFT_LEARNING] = "learning",		[DRIFT_SHORT] = "short",
		[DRIFT_LIKE_YOU] = "like you",		[DRIFT_SOMEWHAT] = "somewhat unlike you",
		[DRIFT_CLEARLY] = "clearly unlike you",
	};
	struct str out = { 0 }, reason = { 0 };
	struct json_writer w = { .out = &out };
	json_write_begin(&w, NULL, '{');
	json_write_string(&w, "path", span_of(path));
	json_write_string(&w, "language", span_of(language_tag(profile_language(profile))));
	json_write_string(&w, "state", span_of(states[drift->state]));
	if (drift->state > DRIFT_SHORT) {
		json_write_number(&w, "distance", drift->distance, 3);
		json_write_integer(&w, "as_far", (long long)drift->as_far);
	}
	json_write_integer(&w, "posts", (long long)drift->posts);
	json_write_begin(&w, "reasons", '[');
	for (int i = 0; i < drift->reason_count && drift->state > DRIFT_SHORT; i++) {
		str_clear(&reason);
		trait_say(drift->reasons[i].trait, drift->reasons[i].side,
			  profile_language(profile), &reason);
		json_write_string(&w, NULL, str_span(&reason));
	}
	json_write_end(&w, ']');
	json_write_end(&w, '}');
	(void)puts(str_text(&out));
	str_release(&reason);
	str_release(&out);
}

static void write_text(const struct profile *profile, const struct drift *drift)
{
	struct str out = { 0 };
	drift_say(profile, drift, &out);
	if (drift->state > DRIFT_SHORT) {
		(void)str_format(&out, _(" (distance %.1f; %zu of %zu own posts are as far)"),
				 drift->distance, drift->as_far, drift->posts);
		(void)str_add(&out, drift->reason_count ? SPAN("\n  ") : SPAN(""));
		drift_say_reasons(profile, drift, &out);
	}
	(void)puts(str_text(&out));
	str_release(&out);
}

static int compare(const char *path, enum language language, bool json)
{
	struct analysis analysis = { .words = 0 };
	struct analysis_options options = { .pinned = language };
	struct str text = { 0 };
	struct err err = { 0 };
	struct drift drift;
	if (!read_text(path, TEXT_CEILING, &text, &err)) {
		str_release(&text);
		return fail(&err);
	}
	analysis_run(&analysis, str_span(&text), &options);
	language = analysis.language;
	analysis_release(&analysis);
	if (language == LANGUAGE_NONE)
		(void)err_set(&err, ERR_INPUT, "%s",
			      _("The language of the text is not clear; say it with --lang."));
	struct profile *profile = language ? open_profile(language, &err) : NULL;
	if (profile) {
		drift_measure(profile, str_span(&text), &drift);
		if (json)
			write_json(path, profile, &drift);
		else
			write_text(profile, &drift);
		profile_free(profile);
	}
	str_release(&text);
	return profile ? 0 : fail(&err);
}

/* ---- forget ---- */

static int forget(enum language only)
{
	struct err err = { 0 };
	for (int l = LANGUAGE_DE; l < LANGUAGE_COUNT; l++) {
		size_t count = 0;
		if (only != LANGUAGE_NONE && only != (enum language)l)
			continue;
		if (!posts_forget((enum language)l, &count, &err))
			return fail(&err);
		if (count > 0)
			(void)printf(_("%s: %zu posts forgotten\n"),
				     language_name((enum language)l), count);
	}
	return 0;
}

static int usage(void)
{
	return cli_usage(_("usage: tonfall voice learn FILE… | show | compare [--lang L] "
			   "[--format text|json] FILE|- | forget [LANGUAGE]"));
}

static int read_compare(int argc, char **argv)
{
	enum language language = LANGUAGE_NONE;
	bool json = false;
	int i = 2;
	for (; i + 1 < argc && argv[i][0] == '-' && argv[i][1] == '-'; i += 2) {
		if (strcmp(argv[i], "--format") == 0 &&
		    (strcmp(argv[i + 1], "json") == 0 || strcmp(argv[i + 1], "text") == 0))
			json = strcmp(argv[i + 1], "json") == 0;
		else if (strcmp(argv[i], "--lang") == 0 &&
			 language_from(span_of(argv[i + 1])) != LANGUAGE_NONE)
			language = language_from(span_of(argv[i + 1]));
		else
			return usage();
	}
	return i + 1 == argc ? compare(argv[i], language, json) : usage();
}

const struct cli_option voice_options[] = {
	{ "learn FILE…",
	  N_("own posts: text files, or Shares.csv and Comments.csv from LinkedIn") },
	{ "show", N_("what has been learned, and where it lies") },
	{ "compare FILE|-", N_("how far a text is from how you write, and why") },
	{ "forget [LANGUAGE]", N_("deletes what has been learned") },
	{ "--format text|json", N_("of compare; text unless said otherwise") },
	{ "--lang de|fr|it|en", N_("language of the text; guessed without it") },
	{ 0 },
};

int cli_voice(int argc, char **argv)
{
	const char *verb = argc > 1 ? argv[1] : "";
	if (strcmp(verb, "learn") == 0 && argc > 2)
		return learn(argc - 2, argv + 2);
	if (strcmp(verb, "show") == 0 && argc == 2)
		return show();
	if (strcmp(verb, "compare") == 0 && argc > 2)
		return read_compare(argc, argv);
	enum language language = argc > 2 ? language_from(span_of(argv[2])) : LANGUAGE_NONE;
	if (strcmp(verb, "forget") == 0 && (argc == 2 || (argc == 3 && language != LANGUAGE_NONE)))
		return forget(language);
	return usage();
}
