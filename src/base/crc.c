#include "base/crc.h"

/* Four bits at a time: the remainder of each. */
static const uint32_t remainders[16] = {
	0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4,
	0x4db26158, 0x5005713c, 0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c,
	0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
};

enum { LONG = 1 << 14, AT_ONCE = 4 };

static uint32_t add_bytes(uint32_t crc, struct span bytes)
{
	for (size_t i = 0; i < bytes.length; i++) {
		crc ^= (unsigned char)bytes.at[i];
		crc = (crc >> 4) ^ remainders[crc & 15];
		crc = (crc >> 4) ^ remainders[crc & 15];
	}
	return crc;
}

/* table[k][byte]: the remainder of the byte with k zero bytes behind it (slicing by four, Kounavis
 * and Berry 2005). Worth making for a long text. */
static void make_tables(uint32_t table[AT_ONCE][256])
{
	for (uint32_t byte = 0; byte < 256; byte++) {
		uint32_t crc = (byte >> 4) ^ remainders[byte & 15];
		table[0][byte] = (crc >> 4) ^ remainders[crc & 15];
	}
	for (int k = 1; k < AT_ONCE; k++)
		for (int byte = 0; byte < 256; byte++) {
			uint32_t before = table[k - 1][byte];
			table[k][byte] = (before >> 8) ^ table[0][before & 255];
		}
}

static uint32_t add_long(uint32_t crc, struct span bytes)
{
	uint32_t table[AT_ONCE][256];
	const unsigned char *at = (const unsigned char *)bytes.at;
	size_t whole = bytes.length - bytes.length % AT_ONCE;
	make_tables(table);
	for (size_t i = 0; i < whole; i += AT_ONCE)
		crc = table[3][(crc & 255) ^ at[i]] ^ table[2][(crc >> 8 & 255) ^ at[i + 1]] ^
		      table[1][(crc >> 16 & 255) ^ at[i + 2]] ^ table[0][(crc >> 24) ^ at[i + 3]];
	return add_bytes(crc, span_slice(bytes, whole, bytes.length));
}

uint32_t crc32_of(struct span bytes)
{
	return ~(bytes.length < LONG ? add_bytes(0xffffffff, bytes) : add_long(0xffffffff, bytes));
}
