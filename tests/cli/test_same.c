/* The same texts give the same bytes: all of tests/data, again, and in another order. */
#include "unit.h"

#include <glob.h>
#include <stdlib.h>

#include "command.h"

enum { FILES_MOST = 390, HEAD = 5 };

static void find_files(glob_t *files)
{
	static const char *const depths[] = { "*", "*/*", "*/*/*", "*/*/*/*" };
	int flags = 0;
	for (size_t i = 0; i < sizeof depths / sizeof *depths; i++, flags = GLOB_APPEND) {
		char pattern[300];
		(void)snprintf(pattern, sizeof pattern, "%s/%s.t[xs][tv]",
			       home_source("tests/data"), depths[i]);
		int status = glob(pattern, flags, NULL, files);
		assert_true(status == 0 || status == GLOB_NOMATCH);
	}
	assert_in_range(files->gl_pathc, 40, FILES_MOST);
}

/* Checks all of them in that format and without the families that take long, forwards or not. */
static void check(const struct home *home, const glob_t *files, const char *format, bool backwards,
		  struct command_result *result)
{
	const char *arguments[FILES_MOST + HEAD + 1] = {
		"check", "--format", format, "--only",
		strcmp(format, "text") == 0
			? "length,fold,hook,substance,discussion,format,clarity,language,trust,"
			  "spelling"
			: "length,fold,hook,substance,discussion,format,clarity,language,trust"
	};
	for (size_t i = 0; i < files->gl_pathc; i++)
		arguments[HEAD + i] = files->gl_pathv[backwards ? files->gl_pathc - 1 - i : i];
	command_run_program(home, arguments, NULL, result);
	assert_true(result->status >= 0 && strlen(result->out) > 10000);
}

static void twice_the_same_texts_give_the_same_bytes_in_every_format(void **state)
{
	static const char *const formats[] = { "text", "json", "sarif" };
	glob_t files;
	find_files(&files);
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		struct command_result first, second;
		check(*state, &files, formats[i], false, &first);
		check(*state, &files, formats[i], false, &second);
		assert_true(strcmp(first.out, second.out) == 0);
		assert_string_equal(first.err, second.err);
		command_release(&first);
		command_release(&second);
	}
	globfree(&files);
}

static int by_line(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Puts the lines in order, in place; returns them, *count of them. */
static char **sorted(char *text, size_t *count)
{
	size_t room = 1;
	for (const char *c = text; *c; c++)
		room += *c == '\n';
	char **lines = calloc(room, sizeof *lines);
	assert_non_null(lines);
	*count = 0;
	for (char *line = strtok_r(text, "\n", &text); line; line = strtok_r(NULL, "\n", &text))
		lines[(*count)++] = line;
	qsort(lines, *count, sizeof *lines, by_line);
	return lines;
}

static void what_came_before_does_not_change_the_hints_of_a_text(void **state)
{
	struct command_result there, back;
	glob_t files;
	size_t counts[2];
	find_files(&files);
	check(*state, &files, "text", false, &there);
	check(*state, &files, "text", true, &back);
	char **first = sorted(there.out, &counts[0]), **second = sorted(back.out, &counts[1]);
	assert_int_equal(counts[0], counts[1]);
	for (size_t i = 0; i < counts[0]; i++)
		assert_string_equal(first[i], second[i]);
	free(first);
	free(second);
	command_release(&there);
	command_release(&back);
	globfree(&files);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		HOME_TEST(twice_the_same_texts_give_the_same_bytes_in_every_format),
		HOME_TEST(what_came_before_does_not_change_the_hints_of_a_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
