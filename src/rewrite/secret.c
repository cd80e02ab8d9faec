#include "secret.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

static bool take(struct secret *secret, struct span key, struct err *err)
{
	key = span_trim(key);
	if (key.length == 0 || key.length >= SECRET_ROOM)
		return err_set(err, ERR_MISSING, "%s",
			       _("There is no key, or it is too long; check rewrite.key-env and "
				 "rewrite.key-command."));
	for (size_t i = 0; i < key.length; i++)
		if (key.at[i] <= ' ' || key.at[i] > '~')
			return err_set(err, ERR_INPUT, "%s",
				       _("The key holds characters that no key has; check "
					 "rewrite.key-env and rewrite.key-command."));
	memcpy(secret->text, key.at, key.length);
	secret->text[key.length] = '\0';
	return true;
}

static void output_came(void *context, struct span output, const struct err *err)
{
	struct secret *secret = context;
	struct err mine = *err;
	secret->pipe = NULL;
	if (mine.code == ERR_NONE)
		(void)take(secret, output, &mine); /* told by `mine` */
	secret->came(secret->context, &mine);
}

bool secret_get(struct secret *secret, struct loop *loop, const struct secret_source *source,
		void (*came)(void *context, const struct err *err), void *context, struct err *err)
{
	bool has_env = source->env && *source->env;
	const char *value = has_env ? getenv(source->env) : NULL;
	secret->came = came;
	secret->context = context;
	if (value && *value)
		return take(secret, span_of(value), err);
	if (source->command && *source->command) {
		struct pipe_request request = { .command = source->command };
		secret->pipe = pipe_start(loop, &request, output_came, secret, err);
		return secret->pipe != NULL;
	}
	if (has_env)
		return err_set(err, ERR_MISSING,
			       _("The variable %s (rewrite.key-env) holds no key; set it before "
				 "you start tonfall."),
			       source->env);
	return true;
}

bool secret_is_coming(const struct secret *secret)
{
	return secret->pipe != NULL;
}

void secret_wipe(struct secret *secret)
{
	pipe_cancel(secret->pipe);
	secret->pipe = NULL;
	explicit_bzero(secret->text, sizeof secret->text);
}
