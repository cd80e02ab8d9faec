#include "lang/fold.h"

#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "text/utf8.h"

bool fold_is_letter_beyond_ascii(uint32_t c)
{
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

uint32_t fold_lower_beyond_ascii(uint32_t c)
{
	return c == UTF8_INVALID ? c : (uint32_t)uc_tolower((ucs4_t)c);
}

uint32_t fold_upper(uint32_t c)
{
	if (c < 0x80)
		return c >= 'a' && c <= 'z' ? c - 32 : c;
	return c == UTF8_INVALID ? c : (uint32_t)uc_toupper((ucs4_t)c);
}

uint32_t fold_base(uint32_t c)
{
	/* U+00E0 … U+00FF, then the letters of the neighbours to the east that names bring. */
	static const char latin[] = "aaaaaa\0ceeeeiiii\0nooooo\0ouuuuy\0y";
	static const struct {
		uint16_t from, to;
		char base;
	} rows[] = {
		{ 0x100, 0x105, 'a' }, { 0x106, 0x10d, 'c' }, { 0x10e, 0x111, 'd' },
		{ 0x112, 0x11b, 'e' }, { 0x11c, 0x123, 'g' }, { 0x128, 0x131, 'i' },
		{ 0x139, 0x142, 'l' }, { 0x143, 0x148, 'n' }, { 0x14c, 0x151, 'o' },
		{ 0x154, 0x159, 'r' }, { 0x15a, 0x161, 's' }, { 0x162, 0x165, 't' },
		{ 0x168, 0x173, 'u' }, { 0x179, 0x17e, 'z' },
	};
	if (c < 0xe0 || c > 0x17e)
		return c;
	if (c <= 0xff)
		return latin[c - 0xe0] ? (uint32_t)latin[c - 0xe0] : c;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (c >= rows[i].from && c <= rows[i].to)
			return (uint32_t)rows[i].base;
	return c;
}

/* Has it a point of U+0300 to U+036F, as those begin in UTF-8, or what is invisible? */
static bool is_folded(struct span word)
{
	for (size_t i = 0; i < word.length; i++) {
		unsigned char byte = (unsigned char)word.at[i];
		if (byte == 0xcc || byte == 0xcd ||
		    (byte >= 0x80 && fold_is_format(utf8_at(word, i).value)))
			return false;
	}
	return true;
}

struct span fold_composed(struct span word, struct str *room)
{
	if (is_folded(word) || !utf8_is_valid(word))
		return word;
	struct str seen = { 0 };
	for (size_t at = 0; at < word.length;) {
		struct utf8_point point = utf8_at(word, at);
		if (!fold_is_format(point.value))
			(void)str_add(&seen, span_slice(word, at, at + point.length));
		at += point.length;
	}
	size_t length = 0;
	uint8_t *composed = u8_normalize(UNINORM_NFC, (const uint8_t *)str_text(&seen), seen.length,
					 NULL, &length);
	str_clear(room);
	bool done = composed && str_add(room, (struct span){ (const char *)composed, length });
	free(composed);
	str_release(&seen);
	return done ? str_span(room) : word;
}

void fold_word(struct span word, struct str *out)
{
	char small[64];
	size_t at = 0;
	for (; at < word.length && at < sizeof small && (unsigned char)word.at[at] < 0x80; at++)
		small[at] = (char)fold_lower((unsigned char)word.at[at]);
	if (at)
		(void)str_add(out, (struct span){ small, at });
	while (at < word.length) {
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

bool fold_word_within(struct span word, size_t least, size_t most, struct str *out)
{
	size_t letters = utf8_count(word);
	if (letters < least || letters > most)
		return false;
	fold_word(word, out);
	return true;
}

bool fold_is_all_upper(struct span word)
{
	size_t letters = 0;
	for (size_t at = 0; at < word.length;) {
		struct utf8_point point = utf8_at(word, at);
		at += point.length;
		if (fold_is_letter(point.value) && !fold_is_upper(point.value))
			return false;
		letters++;
	}
	return letters > 1;
}
