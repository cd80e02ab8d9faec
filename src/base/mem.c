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

static void *new_large(size_t bytes)
{
	void *memory;
	if (posix_memalign(&memory, LARGE_PAGE, bytes) != 0)
		mem_run_out();
	want_large_pages(memory, bytes);
	return memory;
}

void *mem_alloc(size_t bytes)
{
	if (bytes >= LARGE_PAGE)
		return memset(new_large(bytes), 0, bytes);
	void *memory = calloc(1, bytes ? bytes : 1);
	if (!memory)
		mem_run_out();
	return memory;
}

void *mem_resize(void *memory, size_t bytes)
{
	if (!memory && bytes >= LARGE_PAGE)
		return new_large(bytes);
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
