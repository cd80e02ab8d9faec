#include "lang/fold.h"

#include <unicase.h>
#include <unictype.h>

#include "text/utf8.h"

bool fold_is_letter(uint32_t c)
{
	if (c < 0x80)
		return (c | 32) >= 'a' && (c | 32) <= 'z';
	if (c < 0x250)
		return c == 0xaa || c == 0xba || (c >= 0xc0 && c != 0xd7 && c != 0xf7);
	return c != UTF8_INVALID && (uc_is_property_alphabetic((ucs4_t)c) ||
				     (c >= 0x300 && c < 0x370)); /* combining marks belong to it */
}

bool fold_is_upper(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z';
	return c != UTF8_INVALID && uc_is_upper((ucs4_t)c);
}

uint32_t fold_lower(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c + 32 : c;
	return c == UTF8_INVALID ? c : (uint32_t)uc_tolower((ucs4_t)c);
}

uint32_t fold_upper(uint32_t c)
{
	if (c < 0x80)
		return c >= 'a' && c <= 'z' ? c - 32 : c;
	return c == UTF8_INVALID ? c : (uint32_t)uc_toupper((ucs4_t)c);
}

void fold_word(struct span word, struct str *out)
{
	for (size_t at = 0; at < word.length;) {
		struct utf8_point point = utf8_at(word, at);
		uint32_t c = fold_lower(point.value);
		at += point.length;
		if (c == 0x2019 || c == 0x2bc)
			c = '\'';
		if (c == 0xdf)
			(void)str_add(out, SPAN("ss"));
		else if (c != UTF8_INVALID)
			(void)str_add_point(out, c);
	}
}
