/* list.c: the two operations of LIST that are not inline. */
#include "base/list.h"

#include <string.h>

void *list_grown(Arena *arena, const void *items, size_t *capacity, size_t item_size)
{
    size_t wanted = *capacity ? *capacity * 2 : 4;
    void *grown = arena_array(arena, wanted, item_size);
    if (*capacity)
        memcpy(grown, items, *capacity * item_size);
    *capacity = wanted;
    return grown;
}

void list_close_gap(void *items, size_t *count, size_t index, size_t item_size)
{
    char *gap = (char *)items + index * item_size;
    memmove(gap, gap + item_size, (*count - index - 1) * item_size);
    --*count;
}
