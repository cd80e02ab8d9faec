#include "cases.h"

#include <string.h>

const char *const figure_names[FIGURES] = {
	"start ms",	"marks then ms", "key ms",    "key 99 % ms", "slowest key ms",
	"CPU ms a key", "bytes a key",	 "memory kB", "paste ms",
};

const struct program programs[PROGRAMS] = {
	[FLOOR] = { "bare ncurses", NULL, NULL, NULL },
	[TONFALL] = { "tonfall", NULL, NULL, NULL },
	[NANO] = { "nano", "nano {}", NULL, NULL },
	[NANO_WRAP] = { "nano, wrapping", "nano -S -a {}", NULL, NULL },
	[VIM] = { "vim, spell", "vim -u build/bench/vimrc {}", NULL, NULL },
	[MICRO] = { "micro", "micro {}", NULL, NULL },
	[KAKOUNE] = { "kakoune", "kak -n {}", NULL, "gea" },
	[HUNSPELL] = { "hunspell, de", "hunspell -d de_CH", "Hunspell", NULL },
	[HUNSPELL_TWO] = { "hunspell, de and en", "hunspell -d de_CH,en_US", "Hunspell", NULL },
};

#define BIT(program) (1u << (program))

enum {
	DESK = BIT(TONFALL),
	DESK_NANO = DESK | BIT(NANO),
	DESK_WRAP = DESK | BIT(NANO_WRAP),
	EDITORS = DESK_NANO | BIT(VIM) | BIT(MICRO) | BIT(KAKOUNE),
	INSIDE_POST = BIT(FLOOR) | DESK_NANO | BIT(NANO_WRAP),
	ALL = EDITORS | INSIDE_POST,
	LOADS = BIT(HUNSPELL) | BIT(HUNSPELL_TWO),
};

const struct bench_case cases[] = {
	{ "post", "typing at the end of 3 kB", "3k", AT_END, TYPES, NULL, ALL, 2 },
	{ "post-inside", "typing in the middle of 3 kB", "3k", INSIDE, TYPES, NULL, INSIDE_POST,
	  0 },
	{ "four", "typing at the end of 3 kB in four languages, all dictionaries loaded", "four",
	  AT_END, TYPES, NULL, BIT(FLOOR) | DESK, 0 },
	{ "seen", "until the key itself is on the screen", "3k", AT_END, SEES_KEYS, NULL, DESK, 0 },
	{ "answer", "the same while an answer streams at 200 pieces a second", "3k", AT_END,
	  SEES_KEYS_IN_ANSWER, NULL, DESK, 0 },
	{ "100k", "typing at the end of 100 kB", "100k", AT_END, TYPES, NULL, EDITORS, 0 },
	{ "1M", "typing at the end of 1 MB", "1M", AT_END, TYPES, NULL, DESK_NANO, 0 },
	{ "1M-inside", "typing in the middle of 1 MB", "1M", INSIDE, TYPES, NULL, DESK_NANO, 0 },
	{ "10M", "typing at the end of 10 MB", "10M", AT_END, TYPES, NULL, DESK_NANO, 0 },
	{ "10M-inside", "typing in the middle of 10 MB", "10M", INSIDE, TYPES, NULL, DESK_NANO, 0 },
	{ "line", "typing at the end of one line of 1 MB", "line", AT_END, TYPES, NULL, DESK_WRAP,
	  0 },
	{ "line-inside", "typing in the middle of one line of 1 MB", "line", INSIDE, TYPES, NULL,
	  DESK_WRAP, 0 },
	{ "60M", "opening 60 MB", "60M", AT_START, ONLY_OPENS, NULL, DESK_NANO, 0 },
	{ "paste-3k", "pasting 3 kB with brackets", "3k", AT_END, PASTES_MARKED, "3k", DESK_NANO,
	  0 },
	{ "paste-3k-plain", "pasting 3 kB without", "3k", AT_END, PASTES_PLAIN, "3k", DESK_NANO,
	  0 },
	{ "paste-100k", "pasting 100 kB with brackets", "3k", AT_END, PASTES_MARKED, "100k",
	  DESK_NANO, 0 },
	{ "paste-100k-plain", "pasting 100 kB without", "3k", AT_END, PASTES_PLAIN, "100k",
	  DESK_NANO, 0 },
	{ "dictionaries", "loading dictionaries", "3k", AT_START, ONLY_OPENS, NULL, LOADS, 2 },
};
const size_t case_count = sizeof cases / sizeof *cases;

#define ALONE(of, figure, most)                           \
	{                                                 \
		of, of, figure, figure, PROGRAMS, 0, most \
	}
#define AGAINST(of, figure, program, most)               \
	{                                                \
		of, of, figure, figure, program, most, 0 \
	}
#define GROWTH(of, to, figure, most)                     \
	{                                                \
		of, to, figure, figure, TONFALL, most, 0 \
	}

const struct promise promises[] = {
	AGAINST("post", START, NANO, 1.0),
	{ "post", "dictionaries", MARKS, START, HUNSPELL, 1.2, 0 },
	AGAINST("post", KEY, FLOOR, 1.3),
	AGAINST("post", KEY_99, FLOOR, 1.5),
	AGAINST("post", KEY, VIM, 1.0),
	AGAINST("post", CPU, FLOOR, 1.5),
	ALONE("post", BYTES, 45),
	{ "post", "dictionaries", MEMORY, MEMORY, HUNSPELL_TWO, 1.0, 5000 },
	AGAINST("four", KEY, FLOOR, 1.3),
	AGAINST("four", KEY_99, FLOOR, 1.5),
	AGAINST("four", CPU, FLOOR, 1.5),
	GROWTH("answer", "seen", KEY, 1.3),
	GROWTH("answer", "seen", KEY_99, 1.5),
	GROWTH("1M", "post", KEY, 1.3),
	GROWTH("1M", "post", KEY_99, 1.3),
	GROWTH("1M-inside", "post-inside", KEY, 1.3),
	GROWTH("1M-inside", "post-inside", KEY_99, 1.3),
	GROWTH("10M", "post", KEY, 2.0),
	GROWTH("10M", "post", KEY_99, 2.0),
	GROWTH("10M-inside", "post-inside", KEY, 2.0),
	GROWTH("10M-inside", "post-inside", KEY_99, 2.0),
	GROWTH("line", "post", KEY, 1.3),
	GROWTH("line-inside", "post-inside", KEY, 1.3),
	ALONE("10M", KEY_MOST, 20),
	ALONE("10M-inside", KEY_MOST, 20),
	ALONE("line", KEY_MOST, 20),
	ALONE("line-inside", KEY_MOST, 20),
	AGAINST("paste-3k", PASTE, NANO, 2.0),
	AGAINST("paste-3k-plain", PASTE, NANO, 2.0),
	AGAINST("paste-100k", PASTE, NANO, 1.0),
	AGAINST("paste-100k-plain", PASTE, NANO, 1.0),
	AGAINST("10M", START, NANO, 0.5),
	AGAINST("60M", START, NANO, 0.5),
};
const size_t promise_count = sizeof promises / sizeof *promises;

size_t case_index(const char *name)
{
	size_t index = 0;
	while (index < case_count && strcmp(cases[index].name, name) != 0)
		index++;
	return index;
}
