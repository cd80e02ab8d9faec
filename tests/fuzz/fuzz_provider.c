/* What a service answers, as a whole and as one event of a stream: the first byte says which kind
 * of service. Text comes with an answer that goes on or ends; an error has a sentence. */
#include "rewrite/provider.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void check(enum provider_end end, struct str *text, const struct err *err)
{
	if (end == PROVIDER_ERROR && !*err->text)
		abort();
	str_clear(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const char *const names[] = { "openai", "azure", "anthropic" };
	if (length == 0)
		return 0;
	const struct provider *provider =
		provider_find(names[bytes[0] % (sizeof names / sizeof *names)]);
	struct span all = { (const char *)bytes + 1, length - 1 }, event, data = all;
	struct str text = { 0 };
	struct err err = { 0 };
	if (!provider)
		abort();
	check(provider->whole(all, &text, &err), &text, &err);
	err = (struct err){ 0 };
	(void)span_next(&data, '\n', &event);
	check(provider->event(event, data, &text, &err), &text, &err);
	str_release(&text);
	return 0;
}
