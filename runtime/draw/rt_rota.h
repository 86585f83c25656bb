/*
 * Numbers dealt to several parts in turn: each part has a count of places of its own, and one that is full is
 * passed over.
 */
#ifndef RT_ROTA_H
#define RT_ROTA_H

#include <stdint.h>

struct rt_rota {
    uint64_t part;
    uint64_t place; /* in the part: how many numbers before went there */
};

/* Where a number below the sum of the counts goes. `counts` ascend and have a sum below 2^63; `parts` is at
 * least 1. */
static inline struct rt_rota rt_rota_at(const uint64_t *counts, uint64_t parts, uint64_t number)
{
    uint64_t full = 0, dealt = 0; /* parts that are; places of each other part that are */
    while (full + 1 < parts && number >= (counts[full] - dealt) * (parts - full)) {
        number -= (counts[full] - dealt) * (parts - full);
        dealt = counts[full++];
    }
    return (struct rt_rota){full + number % (parts - full), dealt + number / (parts - full)};
}

static inline uint64_t rt_rota_of(const uint64_t *counts, uint64_t parts, uint64_t number)
{
    return rt_rota_at(counts, parts, number).part;
}

static inline uint64_t rt_rota_place(const uint64_t *counts, uint64_t parts, uint64_t number)
{
    return rt_rota_at(counts, parts, number).place;
}

#endif
