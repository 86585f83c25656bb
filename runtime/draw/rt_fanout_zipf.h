/*
 * How Zipf's law divides children among bands of ranks: the 1024 heaviest parents, and then one band for each
 * doubling of the rank. A part of the fan-out; nothing else uses it.
 */
#ifndef RT_FANOUT_ZIPF_H
#define RT_FANOUT_ZIPF_H

#include <stdbool.h>
#include <stdint.h>

#include "rt_fanout.h"

/* The ranks of the first band, as a power of two, and the most bands that 2^64 ranks make. */
#define RT_FANOUT_HEAD_BITS 10
#define RT_FANOUT_BANDS     (1 + 64 - RT_FANOUT_HEAD_BITS)

/* The bands of some parents. */
struct rt_fanout_bands {
    unsigned count;                     /* bands */
    int64_t level;                      /* log2 of the children that rank 0 has before rounding and limits */
    uint64_t ranks[RT_FANOUT_BANDS];    /* ranks of each */
    uint64_t children[RT_FANOUT_BANDS]; /* children of each, the sum exact, within the spec's limits */
};

/* Divides children, which the spec must allow, among at least one parent. False if memory is out. */
bool rt_fanout_divide(struct rt_fanout_bands *bands, const struct rt_fanout_spec *spec, uint64_t parents,
                      uint64_t children);

/* The band that a rank is in. */
static inline unsigned rt_fanout_band_of(uint64_t rank)
{
    uint64_t doubles = rank >> RT_FANOUT_HEAD_BITS;
    return doubles ? 64 - (unsigned)__builtin_clzll(doubles) : 0;
}

#endif
