/* map.h: a hash table from Text to pointer, in an arena. Walking it gives the order of insertion. */
#ifndef SCHEMAC_BASE_MAP_H
#define SCHEMAC_BASE_MAP_H

#include "base/text.h"

typedef struct MapEntry {
    Text key;    /* not copied: must outlive the map */
    void *value; /* NULL where the key was removed */
} MapEntry;

typedef struct Map {
    Arena *arena;
    MapEntry *entries; /* in order of insertion; removed ones have value NULL */
    size_t count;      /* entries, removed ones included */
    size_t capacity;   /* entries there is room for */
    uint32_t *slots;   /* open addressing: index into entries + 1, or 0 */
    size_t slot_count; /* a power of two, or 0 */
} Map;

/* An empty map that allocates from the arena. */
Map map_new(Arena *arena);

/* The value of the key, or NULL. */
void *map_get(const Map *map, Text key);

/* Sets the value of the key, which must not be NULL, replacing an older one. */
void map_put(Map *map, Text key, void *value);

/* Removes the key if it is there. */
void map_remove(Map *map, Text key);

/* The key of the live entry nearest to `key` in spelling, for "did you mean": of those that are equally near,
 * one that starts like it. An empty text where none is near. */
Text map_nearest(const Map *map, Text key);

#endif
