#include "base/arr.h"

#include <assert.h>
#include <stdint.h>

#include "base/mem.h"

void *arr_room(void *at, size_t *room, size_t needed, size_t size)
{
	if (needed <= *room)
		return at;
	size_t grown = *room < 8 ? 8 : *room + *room / 2;
	if (grown < needed)
		grown = needed;
	assert(grown <= SIZE_MAX / size);
	*room = grown;
	return mem_resize(at, grown * size);
}
