/* CRC-32, by its check value and by its definition, bit by bit. */
#include "unit.h"

#include <stdlib.h>

#include "base/crc.h"

static uint32_t by_definition(const unsigned char *bytes, size_t length)
{
	uint32_t crc = 0xffffffff;
	for (size_t i = 0; i < length; i++) {
		crc ^= bytes[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc & 1 ? (crc >> 1) ^ 0xedb88320 : crc >> 1;
	}
	return ~crc;
}

static void the_check_value_is_that_of_the_standard(void **state)
{
	(void)state;
	assert_int_equal(crc32_of(SPAN("123456789")), 0xcbf43926);
	assert_int_equal(crc32_of(SPAN("")), 0);
}

static void any_length_gives_what_the_definition_gives(void **state)
{
	enum { MOST = 70000 };
	unsigned char *bytes = malloc(MOST);
	uint32_t seed = 1;
	(void)state;
	assert_non_null(bytes);
	for (size_t i = 0; i < MOST; i++) {
		seed = seed * 1664525 + 1013904223;
		bytes[i] = (unsigned char)(seed >> 24);
	}
	static const size_t lengths[] = { 1, 15, 4095, 16383, 16384, 16385, 16387, 65539, MOST };
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
		assert_int_equal(crc32_of((struct span){ (const char *)bytes, lengths[i] }),
				 by_definition(bytes, lengths[i]));
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_check_value_is_that_of_the_standard),
		cmocka_unit_test(any_length_gives_what_the_definition_gives),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
