#include "failure.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

enum { URL_SHOWN = 80 };

/* The sentence, and the quote behind it. */
static void add_quote(const struct failure *failure, struct err *err)
{
	size_t length = strlen(err->text);
	if (*failure->quote)
		(void)snprintf(err->text + length, sizeof err->text - length, " «%s»",
			       failure->quote); /* cut to the line */
}

static void of_client(const struct failure *failure, struct err *err)
{
	switch (failure->status) {
	case 401:
		/* The answer is not quoted: some services repeat the key in it. */
		(void)err_set(err, ERR_DENIED,
			      _("The service does not accept the key (401); check rewrite.key-env "
				"(now: %s) or rewrite.key-command."),
			      failure->key_env && *failure->key_env ? failure->key_env : "-");
		return;
	case 403:
		(void)err_set(err, ERR_DENIED,
			      _("The service does not let this key use %s (403); ask who runs it."),
			      failure->model);
		break;
	case 404:
		(void)err_set(err, ERR_MISSING,
			      _("Not found (404): check rewrite.model (%.40s) and rewrite.endpoint "
				"(%.*s)."),
			      failure->model, URL_SHOWN, failure->url);
		break;
	case 413:
		(void)err_set(err, ERR_LIMIT, "%s",
			      _("The text is too long for the service (413); select a part."));
		break;
	case 429:
		(void)err_set(err, ERR_BUSY, "%s",
			      _("The service has had too many requests, or its credit is used up "
				"(429); try again later."));
		break;
	default:
		(void)err_set(err, ERR_NET,
			      _("The service refuses the request (%d); check rewrite.model and "
				"rewrite.provider."),
			      failure->status);
	}
	add_quote(failure, err);
}

void failure_of_status(const struct failure *failure, struct err *err)
{
	if (failure->status >= 500) {
		(void)err_set(err, ERR_NET,
			      _("The service has a fault of its own (%d); try again later."),
			      failure->status);
		add_quote(failure, err);
	} else if (failure->status >= 400) {
		of_client(failure, err);
	} else {
		(void)err_set(err, ERR_NET,
			      _("The service points to another address (%d), which is not "
				"followed; check rewrite.endpoint (%.*s)."),
			      failure->status, URL_SHOWN, failure->url);
	}
}

void failure_of_end(enum provider_end end, const struct failure *failure, struct err *err)
{
	switch (end) {
	case PROVIDER_GOES_ON:
		(void)err_set(err, ERR_NET, "%s",
			      _("The connection broke off before the text was whole."));
		return;
	case PROVIDER_ENDED:
		(void)err_set(err, ERR_INPUT,
			      _("%.60s answered without any text; try again or another model."),
			      failure->model);
		return;
	case PROVIDER_LENGTH:
		(void)err_set(err, ERR_LIMIT,
			      _("%.60s stopped at its length limit; select a shorter part."),
			      failure->model);
		return;
	case PROVIDER_FILTERED:
		(void)err_set(err, ERR_DENIED, "%s",
			      _("The service's filter stopped this text. Yours is as it was."));
		return;
	case PROVIDER_ERROR:
		(void)err_set(err, ERR_NET, "%s", _("The service reports an error."));
		break;
	case PROVIDER_MALFORMED:
		(void)err_set(err, ERR_INPUT,
			      _("This is no answer of a language model; check rewrite.endpoint "
				"(%.*s) and rewrite.provider."),
			      URL_SHOWN, failure->url);
		break;
	}
	add_quote(failure, err);
}
