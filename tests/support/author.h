/*
 * An author at the desk: a draft in a home of its own, opened in a terminal, keys, and what must be
 * in the file afterwards. What a test waits for in vain ends it, as in terminal.h.
 */
#ifndef TONFALL_TESTS_AUTHOR_H
#define TONFALL_TESTS_AUTHOR_H

#include "terminal.h"

/* Keys as a terminal sends them, to be put together with words: "Neu. " KEY_SAVE. */
#define KEY_ALL	      "\x01"
#define KEY_BACKSPACE "\x7f"
#define KEY_COMMANDS  "\x10"
#define KEY_COPY      "\x03"
#define KEY_DOWN      "\033[B"
#define KEY_END	      "\033[1;5F" /* of the text */
#define KEY_ENTER     "\r"
#define KEY_ESCAPE    "\033"
#define KEY_FIND      "\x06"
#define KEY_HELP      "\033OP"
#define KEY_LEFT      "\033[D"
#define KEY_NEXT      "\033OR" /* hint */
#define KEY_QUIT      "\x11"
#define KEY_REWRITE   "\x12"
#define KEY_RIGHT     "\033[C"
#define KEY_SAVE      "\x13"
#define KEY_START     "\033[1;5H" /* of the text */
#define KEY_UNDO      "\x1a"
#define KEY_UP	      "\033[A"

/* The desk on a file of the home (NULL: without a file), in a window of the usual size. */
struct terminal *author_open(const struct home *home, const char *name);
/* On post.txt, which holds this text then; the coach is there. */
struct terminal *author_open_text(const struct home *home, const char *text);

/* The keys, then what they lead to. */
void author_press(struct terminal *terminal, const char *keys, const char *shows);
/* Clicks with the left button, row and column from 1; on the first cell of these words. */
void author_click_at(struct terminal *terminal, int row, int column);
void author_click(struct terminal *terminal, const char *words);

void author_assert_file(const struct home *home, const char *name, const char *expected);
/* Saves post.txt; it becomes what is expected. */
void author_assert_saved(const struct home *home, struct terminal *terminal, const char *expected);
/* Quits with all saved, and frees. */
void author_leave(struct terminal *terminal);

#endif
