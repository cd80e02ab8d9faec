#include "desk/asking.h"

#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "voice/posts.h"

enum {
	SECRETS_CEILING = 64 << 10,
	PASSAGES = 3, /* of own writing, each between so many bytes */
	PASSAGE_LEAST = 200,
	PASSAGE_LONGEST = 1500,
};

struct rewrite_settings asking_settings(const struct settings *settings)
{
	return (struct rewrite_settings){ .endpoint = settings->rewrite_endpoint,
					  .model = settings->rewrite_model,
					  .provider = settings->rewrite_provider,
					  .key_env = settings->rewrite_key_env,
					  .key_command = settings->rewrite_key_command,
					  .allow_plain = settings->rewrite_allow_plain,
					  .stream = settings->rewrite_stream };
}

void asking_read_tasks(struct tasks *tasks, yaml_report *report, void *context)
{
	struct str folder = { 0 };
	tasks_read(tasks, path_in(&folder, PATH_SHARED, "tasks"), report, context);
	tasks_read(tasks, path_in(&folder, PATH_CONFIG, "tasks"), report, context);
	str_release(&folder);
}

static void read_secrets(struct mask *mask)
{
	struct str path = { 0 }, lines = { 0 };
	/* The list is the house's choice: without it there are no secret words. */
	if (file_read(path_in(&path, PATH_CONFIG, "secrets.txt"), SECRETS_CEILING, &lines, NULL,
		      NULL))
		mask_read_secrets(mask, str_span(&lines));
	str_release(&lines);
	str_release(&path);
}

static enum rewrite_address address_of(const struct settings *settings)
{
	if (strcmp(settings->rewrite_address, "informal") == 0)
		return REWRITE_INFORMAL;
	return strcmp(settings->rewrite_address, "formal") == 0 ? REWRITE_FORMAL
								: REWRITE_ADDRESS_AS_IS;
}

static void hide(const struct settings *settings, struct mask *mask, struct span text,
		 struct str *out)
{
	if (settings->rewrite_mask)
		mask_hide(mask, text, out);
	else
		(void)str_add(out, text); /* too long a text was refused before */
}

/* Empties what is to be filled; false when nothing can be asked. */
static bool begin(const struct rewrite_settings *where, struct span text, struct mask *mask,
		  struct str *url, struct str *body, struct err *err)
{
	str_clear(url);
	str_clear(body);
	mask_release(mask);
	if (!rewrite_is_possible(where, text, err))
		return false;
	read_secrets(mask);
	return true;
}

bool asking_request(const struct settings *settings, const struct task *task,
		    enum language language, struct span text, struct mask *mask, struct str *url,
		    struct str *body, struct err *err)
{
	struct rewrite_settings where = asking_settings(settings);
	struct str hidden = { 0 }, passages = { 0 }, own = { 0 };
	if (!begin(&where, text, mask, url, body, err))
		return false;
	hide(settings, mask, text, &hidden);
	if (settings->rewrite_own_passages && language != LANGUAGE_NONE &&
	    posts_passages(language, PASSAGES, PASSAGE_LEAST, PASSAGE_LONGEST, &own) > 0)
		hide(settings, mask, str_span(&own), &passages);
	struct rewrite_question question = { .task = task,
					     .language = language,
					     .text = str_span(&hidden),
					     .passages = str_span(&passages),
					     .address = address_of(settings) };
	bool done = rewrite_request(&where, &question, url, body, err);
	str_release(&own);
	str_release(&passages);
	str_release(&hidden);
	return done;
}

bool asking_plain_request(const struct settings *settings, enum language language,
			  struct span prompt, struct mask *mask, struct str *url, struct str *body,
			  struct err *err)
{
	struct rewrite_settings where = asking_settings(settings);
	struct str hidden = { 0 };
	if (!begin(&where, prompt, mask, url, body, err))
		return false;
	hide(settings, mask, prompt, &hidden);
	bool done = rewrite_plain_request(&where, language, str_span(&hidden), url, body, err);
	str_release(&hidden);
	return done;
}
