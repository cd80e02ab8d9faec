#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void (*rescue)(void);

/* What was left to the end of the process. */
static struct left {
	struct left *next;
	void *memory;
} * left;

void mem_on_failure(void (*function)(void))
{
	rescue = function;
}

void mem_run_out(void)
{
	static const char message[] = "tonfall: the system has no memory left\n";
	void (*once)(void) = rescue;
	rescue = NULL;
	if (once)
		once();
	/* There is nobody left to tell when this fails too. */
	(void)!write(STDERR_FILENO, message, sizeof message - 1);
	_exit(3);
}

void *mem_alloc(size_t bytes)
{
	void *memory = calloc(1, bytes ? bytes : 1);
	if (!memory)
		mem_run_out();
	return memory;
}

void *mem_resize(void *memory, size_t bytes)
{
	void *resized = realloc(memory, bytes ? bytes : 1);
	if (!resized)
		mem_run_out();
	return resized;
}

char *mem_copy(struct span text)
{
	char *copy = mem_alloc(text.length + 1);
	if (text.length)
		memcpy(copy, text.at, text.length);
	return copy;
}

void mem_leave(void *memory)
{
	struct left *first = mem_alloc(sizeof *first);
	*first = (struct left){ left, memory };
	left = first;
}
