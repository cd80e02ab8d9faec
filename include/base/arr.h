/*
 * Growing arrays without a type of their own:
 *
 *	struct findings ARR(struct finding);
 *	struct findings list = { 0 };
 *	*arr_add(&list) = finding;
 *	arr_release(&list);
 *
 * The zeroed struct is the empty array. Elements move when it grows: keep indexes, not pointers.
 * Whoever fills an array from foreign input checks its own ceiling before arr_add.
 */
#ifndef TONFALL_BASE_ARR_H
#define TONFALL_BASE_ARR_H

#include <stddef.h>
#include <stdlib.h>

#define ARR(type)                   \
	{                           \
		type *at;           \
		size_t count, room; \
	}

/* Room for `needed` elements of `size` bytes: the array, moved if it had to grow. */
void *arr_room(void *at, size_t *room, size_t needed, size_t size);

/* A pointer to one more element, not initialised. */
#define arr_add(array)                                                                     \
	((void)((array)->count < (array)->room || arr_reserve(array, (array)->count + 1)), \
	 (array)->at + (array)->count++)

#define arr_reserve(array, needed) \
	((array)->at = arr_room((array)->at, &(array)->room, needed, sizeof *(array)->at))

/* Empties it and keeps the memory. */
#define arr_clear(array) ((void)((array)->count = 0))

#define arr_release(array) \
	(free((array)->at), (array)->at = NULL, (void)((array)->count = (array)->room = 0))

#endif
