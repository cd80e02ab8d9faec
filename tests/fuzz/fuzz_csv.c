/* A data export, hostile: it ends, posts are valid UTF-8 without NUL and within the field's
 * ceiling. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/utf8.h"
#include "voice/csv.h"
#include "voice/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static bool check(void *context, struct span text, struct span date)
{
	(void)context, (void)date;
	if (text.length == 0 || text.length > CSV_FIELD_CEILING || !utf8_is_valid(text) ||
	    memchr(text.at, 0, text.length))
		abort();
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const char *const names[] = { "Shares.csv", "post.txt" };
	if (length == 0)
		return 0;
	struct span sent = { (const char *)bytes + 1, length - 1 };
	struct err err = { 0 };
	if (!import_read(sent, names[bytes[0] % 2], check, NULL, &err) && err.text[0] == '\0')
		abort();
	return 0;
}
