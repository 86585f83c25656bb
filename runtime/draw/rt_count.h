/*
 * Counts of rows and of values: products that stop at UINT64_MAX, which stands for that or more.
 */
#ifndef RT_COUNT_H
#define RT_COUNT_H

#include <stdint.h>

static inline uint64_t rt_times(uint64_t a, uint64_t b)
{
    uint64_t product;
    return __builtin_mul_overflow(a, b, &product) ? UINT64_MAX : product;
}

static inline uint64_t rt_plus(uint64_t a, uint64_t b)
{
    uint64_t sum;
    return __builtin_add_overflow(a, b, &sum) ? UINT64_MAX : sum;
}

/* count − fewer; none less is none. */
static inline uint64_t rt_but(uint64_t count, uint64_t fewer)
{
    return count > fewer ? count - fewer : 0;
}

/* How many groups of `size` or more they make: one at least where there are any. */
static inline uint64_t rt_in_groups(uint64_t count, uint64_t size)
{
    return count && count < size ? 1 : count / size;
}

/* How many pairs so many make, the last of which may want one. */
static inline uint64_t rt_in_pairs(uint64_t count)
{
    return count / 2 + count % 2;
}

static inline uint64_t rt_least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static inline uint64_t rt_most(uint64_t a, uint64_t b)
{
    return a > b ? a : b;
}

#endif
