#include "models.h"

#include "io/json.h"
#include "quote.h"

void models_url(const struct provider *provider, const char *url, struct str *out)
{
	struct span all = span_of(url), path = span_of(provider->path);
	size_t mark = span_find(all, SPAN("?"), 0);
	struct span base = span_slice(all, 0, mark);
	if (span_ends(base, path))
		base.length -= path.length;
	(void)str_add(out, base);
	(void)str_add(out, SPAN("/models"));
	(void)str_add(out, span_slice(all, mark, all.length));
}

void models_names(struct span body, struct str *out)
{
	struct json *root = json_parse(body, NULL);
	const struct json *list = json_member(root, "data");
	struct span id;
	for (size_t i = 0; i < json_count(list); i++) {
		char name[QUOTE_MOST + 1];
		if (!json_string(json_member(json_item(list, i), "id"), &id) || id.length == 0)
			continue;
		quote_make(id, SPAN(""), name);
		if (out->length + span_of(name).length > MODELS_SHOWN) {
			(void)str_add(out, out->length ? SPAN(" …") : SPAN(""));
			break;
		}
		(void)str_format(out, "%s%s", out->length ? ", " : "", name);
	}
	json_free(root);
}
