#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PAGE = 4096, LARGE_PAGE = 2 << 20 };

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

/* A page of 4 kB costs more than a microsecond when it is first written to; one of 2 MB, where the
 * system has them, a fifth of a millisecond. It is only a wish. */
static void want_large_pages(void *memory, size_t bytes)
{
	/* All of its pages: of a mapping in two parts realloc makes a copy. */
	uintptr_t start = (uintptr_t)memory & ~(uintptr_t)(PAGE - 1);
	uintptr_t end = ((uintptr_t)memory + bytes + PAGE - 1) & ~(uintptr_t)(PAGE - 1);
	(void)madvise((void *)start, end - start, MADV_HUGEPAGE);
}

void *mem_alloc(size_t bytes)
{
	void *memory = NULL;
	/* Aligned, as a table is that stays as large as it is: realloc would make a copy. */
	if (bytes < LARGE_PAGE)
		memory = calloc(1, bytes ? bytes : 1);
	else if (posix_memalign(&memory, LARGE_PAGE, bytes) != 0)
		memory = NULL;
	if (!memory)
		mem_run_out();
	if (bytes >= LARGE_PAGE) {
		want_large_pages(memory, bytes);
		memset(memory, 0, bytes);
	}
	return memory;
}

void *mem_resize(void *memory, size_t bytes)
{
	void *resized = realloc(memory, bytes ? bytes : 1);
	if (!resized)
		mem_run_out();
	if (bytes >= LARGE_PAGE)
		want_large_pages(resized, bytes);
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
