/* list.h: growing arrays in an arena. `LIST(Type)` declares one; a zeroed list is empty.
 *
 *     typedef LIST(Column *) ColumnList;
 *     list_push(arena, &table->columns, column);
 *     for (size_t i = 0; i < table->columns.count; i++) use(table->columns.items[i]);
 */
#ifndef SCHEMAC_BASE_LIST_H
#define SCHEMAC_BASE_LIST_H

#include "base/arena.h"

#define LIST(Type)                                     \
    struct {                                           \
        Type *items;     /* in the arena */            \
        size_t count;    /* items in use */            \
        size_t capacity; /* items there is room for */ \
    }

/* Appends `item`; the items may move, so no pointer into the array outlives a push. */
#define list_push(arena, list, item)                                                                \
    ((list)->count == (list)->capacity                                                              \
         ? (void)((list)->items =                                                                   \
                      list_grown((arena), (list)->items, &(list)->capacity, sizeof *(list)->items)) \
         : (void)0,                                                                                 \
     (void)((list)->items[(list)->count++] = (item)))

/* Removes the item at `index` and keeps the order of the rest. */
#define list_remove(list, index) list_close_gap((list)->items, &(list)->count, (index), sizeof *(list)->items)

/* For list_push: a copy of the array with at least twice the room; updates *capacity. */
void *list_grown(Arena *arena, const void *items, size_t *capacity, size_t item_size);

/* For list_remove: moves the items after `index` down by one and updates *count. */
void list_close_gap(void *items, size_t *count, size_t index, size_t item_size);

#endif
