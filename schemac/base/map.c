/* map.c: open addressing over an array of entries kept in order of insertion. */
#include "base/map.h"

#include <string.h>

Map map_new(Arena *arena)
{
    return (Map){.arena = arena};
}

/* By words of eight bytes. No order depends on it. */
static size_t hash_of(Text key)
{
    uint64_t hash = key.size, word;
    size_t at = 0;
    for (; key.size - at >= sizeof word; at += sizeof word) {
        memcpy(&word, key.data + at, sizeof word);
        hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 32;
    }
    word = 0;
    if (at < key.size)
        memcpy(&word, key.data + at, key.size - at);
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return (size_t)(hash ^ hash >> 32);
}

static uint32_t *find_slot(const Map *map, Text key)
{
    size_t mask = map->slot_count - 1;
    for (size_t i = hash_of(key) & mask;; i = (i + 1) & mask)
        if (!map->slots[i] || text_equal(map->entries[map->slots[i] - 1].key, key))
            return &map->slots[i];
}

static MapEntry *find_entry(const Map *map, Text key)
{
    if (!map->slot_count)
        return NULL;
    uint32_t slot = *find_slot(map, key);
    return slot ? &map->entries[slot - 1] : NULL;
}

void *map_get(const Map *map, Text key)
{
    const MapEntry *entry = find_entry(map, key);
    return entry ? entry->value : NULL;
}

static void grow(Map *map)
{
    size_t capacity = map->capacity ? map->capacity * 2 : 8;
    MapEntry *entries = arena_array(map->arena, capacity, sizeof *entries);
    if (map->count)
        memcpy(entries, map->entries, map->count * sizeof *entries);
    map->entries = entries;
    map->capacity = capacity;
    map->slot_count = capacity * 2;
    map->slots = arena_array(map->arena, map->slot_count, sizeof *map->slots);
    for (size_t i = 0; i < map->count; i++)
        *find_slot(map, entries[i].key) = (uint32_t)i + 1;
}

void map_put(Map *map, Text key, void *value)
{
    MapEntry *entry = find_entry(map, key);
    if (entry) {
        entry->value = value;
        return;
    }
    if (map->count == map->capacity)
        grow(map);
    map->entries[map->count++] = (MapEntry){key, value};
    *find_slot(map, key) = (uint32_t)map->count;
}

void map_remove(Map *map, Text key)
{
    MapEntry *entry = find_entry(map, key);
    if (entry)
        entry->value = NULL;
}

Text map_nearest(const Map *map, Text key)
{
    unsigned limit = (unsigned)(key.size / 3) + 1;
    if (limit >= key.size)
        limit = key.size ? (unsigned)key.size - 1 : 0;
    unsigned best = 2 * limit + 2;
    Text nearest = {"", 0};
    for (size_t i = 0; i < map->count; i++) {
        Text other = map->entries[i].key;
        bool alike = other.size && key.size && other.data[0] == key.data[0];
        unsigned distance = map->entries[i].value ? 2 * text_distance(other, key, limit) + !alike : best;
        if (distance < best) {
            best = distance;
            nearest = other;
        }
    }
    return nearest;
}
