/*
 * Plays a fuzz target without a fuzzer: the samples, the seeds of the target (among them what was
 * found once), and a few hundred changes of each, the same in every run. So `make test` looks at
 * each target without clang; `make fuzz` looks for new findings.
 */
#include "unit.h"

#include "base/arr.h"
#include "base/file.h"
#include "base/str.h"

enum { INPUT_MOST = 1 << 16, CHANGES = 200, CUTS_MOST = 6 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

struct inputs ARR(struct str);

/* xorshift32 (Marsaglia 2003): never 0. */
static uint32_t next(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

/* In memory of exactly this size, so that a sanitizer sees each byte read beyond it. */
static void play(struct span bytes)
{
	uint8_t *copy = malloc(bytes.length ? bytes.length : 1);
	assert_non_null(copy);
	if (bytes.length)
		memcpy(copy, bytes.at, bytes.length);
	(void)LLVMFuzzerTestOneInput(copy, bytes.length);
	free(copy);
}

static bool read_input(void *context, const char *path)
{
	struct inputs *inputs = context;
	struct str text = { 0 };
	assert_true(file_read(path, INPUT_MOST, &text, NULL, NULL));
	*arr_add(inputs) = text;
	return true;
}

/* A piece of one text in the place of a piece of another, or one other byte. */
static void change(struct str *text, struct span other, uint32_t *state)
{
	size_t at = text->length ? next(state) % text->length : 0;
	size_t removed = text->length ? next(state) % (text->length - at + 1) : 0;
	size_t from = other.length ? next(state) % other.length : 0;
	uint32_t how = next(state);
	char byte = (char)(how >> 8);
	struct span piece = span_slice(other, from, from + (how >> 16) % 64);
	if (how % 3 == 0)
		piece = (struct span){ &byte, 1 };
	(void)str_replace(text, at, how % 2 ? removed % 16 : removed, piece);
}

static void any_bytes_are_taken(void **state)
{
	struct inputs inputs = { 0 };
	const char *seeds = getenv("TONFALL_SEEDS");
	uint32_t random = 2463534242;
	(void)state;
	*arr_add(&inputs) = (struct str){ 0 };
	assert_true(file_each("tests/samples", ".txt", read_input, &inputs, NULL));
	assert_true(inputs.count > 1);
	if (seeds)
		assert_true(file_each(seeds, "", read_input, &inputs, NULL));
	for (size_t i = 0; i < inputs.count; i++) {
		play(str_span(&inputs.at[i]));
		for (int k = 0; k < CHANGES; k++) {
			struct str text = { 0 };
			(void)str_add(&text, str_span(&inputs.at[i]));
			for (uint32_t cuts = 1 + next(&random) % CUTS_MOST; cuts > 0; cuts--)
				change(&text, str_span(&inputs.at[next(&random) % inputs.count]),
				       &random);
			play(str_span(&text));
			str_release(&text);
		}
	}
	for (size_t i = 0; i < inputs.count; i++)
		str_release(&inputs.at[i]);
	arr_release(&inputs);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(any_bytes_are_taken) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
