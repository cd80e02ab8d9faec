#include "lang/encoding.h"

#include <endian.h>
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static const struct {
	const char *said, *name; /* in small letters and digits only; iconv's */
} rows[] = {
	{ "utf8", "" },
	{ "iso88591", "ISO8859-1" },
	{ "iso88592", "ISO8859-2" },
	{ "iso88593", "ISO8859-3" },
	{ "iso88594", "ISO8859-4" },
	{ "iso88595", "ISO8859-5" },
	{ "iso88596", "ISO8859-6" },
	{ "iso88597", "ISO8859-7" },
	{ "iso88598", "ISO8859-8" },
	{ "iso88599", "ISO8859-9" },
	{ "iso885910", "ISO8859-10" },
	{ "iso885913", "ISO8859-13" },
	{ "iso885914", "ISO8859-14" },
	{ "iso885915", "ISO8859-15" },
	{ "koi8r", "KOI8-R" },
	{ "koi8u", "KOI8-U" },
	{ "cp1251", "CP1251" },
	{ "microsoftcp1251", "CP1251" },
	{ "tis6202533", "TIS-620" },
};

/* Letters small, signs left out, as Hunspell compares them; of no bytes: too long. */
static struct span plain_of(struct span said, char *into, size_t room)
{
	size_t length = 0;
	for (size_t i = 0; i < said.length; i++) {
		unsigned char byte = (unsigned char)said.at[i];
		if (byte >= 'A' && byte <= 'Z')
			byte |= 0x20;
		if (!(byte >= 'a' && byte <= 'z') && !(byte >= '0' && byte <= '9'))
			continue;
		if (length == room)
			return (struct span){ into, 0 };
		into[length++] = (char)byte;
	}
	return (struct span){ into, length };
}

const char *encoding_name(struct span said)
{
	char room[16];
	struct span plain = plain_of(said, room, sizeof room);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (span_equal(plain, span_of(rows[i].said)))
			return rows[i].name;
	return NULL;
}

/* Of eight bytes, those beyond ASCII have their highest bit here. */
static uint64_t beyond_ascii(const char *at)
{
	uint64_t eight;
	memcpy(&eight, at, sizeof eight);
	return le64toh(eight) & 0x8080808080808080u;
}

static size_t count_beyond_ascii(struct span text)
{
	size_t count = 0, at = 0;
	for (; at + 8 <= text.length; at += 8)
		count += (beyond_ascii(text.at + at) >> 7) * 0x0101010101010101u >> 56;
	for (; at < text.length; at++)
		count += (unsigned char)text.at[at] >= 0x80;
	return count;
}

/* Every byte is the point of its number. From the end, in the room that there is then. */
static bool decode_latin_1(struct str *text)
{
	size_t from = text->length;
	if (!str_lengthen(text, count_beyond_ascii(str_span(text))))
		return false;
	for (size_t to = text->length; to > from;) {
		size_t plain = 0; /* bytes of ASCII at the end */
		if (from >= 8) {
			uint64_t beyond = beyond_ascii(text->at + from - 8);
			plain = beyond ? (size_t)__builtin_clzll(beyond) / 8 : 8;
		}
		if (plain == 8) {
			memmove(text->at + to - 8, text->at + from - 8, 8);
			to -= 8;
			from -= 8;
			continue;
		}
		for (; plain > 0; plain--)
			text->at[--to] = text->at[--from];
		unsigned char byte = (unsigned char)text->at[--from];
		if (byte >= 0x80) {
			text->at[--to] = (char)(0x80 | (byte & 0x3f));
			byte = (unsigned char)(0xc0 | byte >> 6);
		}
		text->at[--to] = (char)byte;
	}
	return true;
}

bool encoding_decode(struct str *text, const char *name)
{
	/* That of the German dictionary: iconv takes a hundredth of a second for it. */
	if (strcmp(name, "ISO8859-1") == 0)
		return decode_latin_1(text);
	iconv_t how = iconv_open("UTF-8", name);
	if (how == (iconv_t)-1)
		return false;
	/* No encoding of dictionaries has a byte that takes more than three in UTF-8. */
	size_t left = text->length, room = 3 * text->length + 1, unused = room;
	char *decoded = mem_alloc(room), *to = decoded;
	char *from = (char *)str_text(text); /* iconv does not write through it */
	bool done = iconv(how, &from, &left, &to, &unused) != (size_t)-1;
	(void)iconv_close(how);
	if (done) {
		str_clear(text);
		done = str_add(text, (struct span){ decoded, room - unused });
	}
	free(decoded);
	return done;
}
