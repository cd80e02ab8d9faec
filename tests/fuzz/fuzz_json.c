/* Any bytes as JSON; what is read is walked through. */
#include "io/json.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct err err = { 0 };
	struct span text;
	struct json *root = json_parse((struct span){ (const char *)bytes, length }, &err);
	if (!root && err.code == ERR_NONE)
		__builtin_trap();
	for (size_t i = 0; i < json_count(root); i++)
		(void)json_string(json_item(root, i), &text);
	(void)json_string(json_member(root, "error"), &text);
	json_free(root);
	return 0;
}
