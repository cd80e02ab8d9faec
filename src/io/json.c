#include "io/json.h"

#include <assert.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/i18n.h"
#include "json_strict.h"

/* struct json is cJSON under another name: only this file knows. */
static const cJSON *inner(const struct json *json)
{
	return (const cJSON *)(const void *)json;
}

static const struct json *outer(const cJSON *value)
{
	return (const struct json *)(const void *)value;
}

struct json *json_parse(struct span text, struct err *err)
{
	if (text.length > JSON_CEILING) {
		(void)err_set(err, ERR_LIMIT, _("The JSON is longer than %d bytes."), JSON_CEILING);
		return NULL;
	}
	struct str copy = { 0 };
	cJSON *root = NULL;
	if (json_strict_copy(text, &copy, err)) {
		root = cJSON_ParseWithLength(str_text(&copy), copy.length);
		if (!root)
			(void)err_set(err, ERR_INPUT, _("This is not JSON: see byte %zu."),
				      (size_t)0);
	}
	str_release(&copy);
	return (struct json *)(void *)root;
}

void json_free(struct json *root)
{
	cJSON_Delete((cJSON *)(void *)root);
}

const struct json *json_member(const struct json *object, const char *name)
{
	if (!cJSON_IsObject(inner(object)))
		return NULL;
	return outer(cJSON_GetObjectItemCaseSensitive(inner(object), name));
}

const struct json *json_item(const struct json *array, size_t index)
{
	if (!cJSON_IsArray(inner(array)) || index >= json_count(array))
		return NULL;
	return outer(cJSON_GetArrayItem(inner(array), (int)index));
}

size_t json_count(const struct json *array)
{
	return cJSON_IsArray(inner(array)) ? (size_t)cJSON_GetArraySize(inner(array)) : 0;
}

bool json_string(const struct json *json, struct span *out)
{
	const char *value = cJSON_GetStringValue(inner(json));
	*out = span_of(value);
	return value != NULL;
}

double json_number(const struct json *json, double fallback)
{
	return cJSON_IsNumber(inner(json)) ? inner(json)->valuedouble : fallback;
}

long long json_integer(const struct json *json, long long fallback)
{
	static const double most = 9007199254740992.0;
	double number = json_number(json, most);
	bool is_held = number > -most && number < most;
	return is_held && (double)(long long)number == number ? (long long)number : fallback;
}

struct span json_text_of(const struct json *object, const char *name)
{
	struct span text;
	return json_string(json_member(object, name), &text) ? text : SPAN("");
}

long long json_integer_of(const struct json *object, const char *name)
{
	return json_integer(json_member(object, name), 0);
}

bool json_bool(const struct json *json, bool fallback)
{
	return cJSON_IsBool(inner(json)) ? cJSON_IsTrue(inner(json)) : fallback;
}

bool json_is_null(const struct json *json)
{
	return cJSON_IsNull(inner(json));
}
