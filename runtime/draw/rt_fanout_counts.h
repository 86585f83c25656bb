/*
 * The children of each parent of one block, by the shape of a fan-out: quantiles of the wanted distribution,
 * fitted to a total. A part of the fan-out; nothing else uses it.
 */
#ifndef RT_FANOUT_COUNTS_H
#define RT_FANOUT_COUNTS_H

#include <stdint.h>

#include "rt_fanout.h"
#include "rt_fixed.h"

/* The most parents that a block has. */
#define RT_FANOUT_BLOCK 1024

/* Parents that share one distribution. */
struct rt_fanout_group {
    const struct rt_fanout_spec *spec; /* shape, minimum, maximum and exponent */
    uint64_t rank;                     /* Zipf's law: the first rank, */
    uint64_t ranks;                    /* how many, */
    int64_t level;                     /* and the log2 of what rank 0 would have */
};

/*
 * Fills count[0 .. n) for a block of n parents, 1 <= n <= RT_FANOUT_BLOCK, the largest first. Their sum is
 * total, which must lie between n * minimum and n * maximum, and each is within minimum and maximum.
 */
void rt_fanout_fill(uint64_t *count, uint64_t n, uint64_t total, const struct rt_fanout_group *group);

/*
 * Moves count[0 .. n) into their bounds and to the sum total, which the bounds must allow, in steps that are
 * as equal and as evenly placed as the bounds permit.
 */
void rt_fanout_fit(uint64_t *count, const uint64_t *least, const uint64_t *most, uint64_t n, uint64_t total);

/*
 * Of ranks consecutive ranks from first on, cut in n equal parts, part i: how far its middle lies below rank
 * 0 under Zipf's law, as a log2, at most 0.
 */
int64_t rt_fanout_fall(uint64_t first, uint64_t ranks, uint64_t i, uint64_t n, uint64_t exponent);

/* The children of a rank that lies so far below rank 0, which has 2^level. */
rt_real rt_fanout_mean(int64_t level, int64_t fall);

#endif
