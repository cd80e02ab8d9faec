#include "quote.h"

#include <string.h>

#include "base/str.h"
#include "text/utf8.h"

enum {
	KEY_PIECE = 6, /* bytes of a key in a row that are a leak */
	READ_MOST = 1024,
};

/* Bytes from `at` on that stand in the key too. */
static size_t shared_with(struct span key, struct span said, size_t at)
{
	size_t longest = 0;
	for (size_t start = 0; start < key.length; start++) {
		size_t n = 0;
		while (start + n < key.length && at + n < said.length &&
		       key.at[start + n] == said.at[at + n])
			n++;
		longest = n > longest ? n : longest;
	}
	return longest;
}

/* Also a short piece at a place where the text was cut: the rest of the key might have followed. */
static bool is_leak(struct span key, struct span said, size_t at, size_t shared)
{
	return shared >= KEY_PIECE || (shared > 0 && shared == key.length) ||
	       (shared > 0 && said.length == READ_MOST && at + shared == said.length);
}

/* A run of blanks and control characters is one blank. */
static void add_visible(struct str *out, struct utf8_point point)
{
	bool is_blank = point.value <= 0x20 || (point.value >= 0x7f && point.value < 0xa0);
	if (!is_blank) {
		(void)str_add_point(out, point.value == UTF8_INVALID ? 0xfffd : point.value);
		return;
	}
	if (out->length && !span_ends(str_span(out), SPAN(" ")))
		(void)str_add_byte(out, ' ');
}

void quote_make(struct span said, struct span key, char quote[QUOTE_MOST + 1])
{
	struct str out;
	str_init(&out, 0);
	said = span_slice(said, 0, READ_MOST);
	for (size_t at = 0; at < said.length;) {
		size_t shared = shared_with(key, said, at);
		if (is_leak(key, said, at, shared)) {
			(void)str_add(&out, SPAN("…"));
			at += shared;
			continue;
		}
		struct utf8_point point = utf8_at(said, at);
		add_visible(&out, point);
		at += point.length;
	}
	struct span text = span_trim(str_span(&out));
	text.length = utf8_boundary(text, QUOTE_MOST);
	if (text.length)
		memcpy(quote, text.at, text.length);
	quote[text.length] = '\0';
	str_release(&out);
}
