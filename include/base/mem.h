/*
 * Memory that is there or the program ends: no caller checks for NULL.
 * When the system has none left, the rescue that was set (it saves the open text) runs once,
 * then the program says so on standard error and exits with 3.
 */
#ifndef TONFALL_BASE_MEM_H
#define TONFALL_BASE_MEM_H

#include <stddef.h>

#include "base/span.h"

/* Called once when memory runs out; it must not allocate. */
void mem_on_failure(void (*rescue)(void));

/* For memory that is not had from here: runs the rescue, says so and exits, as all below do. */
void mem_run_out(void) __attribute__((noreturn));

/* Zeroed; never NULL, also for 0 bytes. */
void *mem_alloc(size_t bytes) __attribute__((malloc));
/* As realloc; the new part is not zeroed. */
void *mem_resize(void *memory, size_t bytes);
/* A NUL-terminated copy; free() it. */
char *mem_copy(struct span text) __attribute__((malloc));

/* What is in use until the process ends is left to the system, which takes it at once; leak
 * checkers find it here. */
void mem_leave(void *memory);

#endif
