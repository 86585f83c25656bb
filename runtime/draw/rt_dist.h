/*
 * Continuous distributions by tables of quantiles: 64 random bits become a position in a range, in units of
 * 2^-64 of the range, by one look-up and one linear interpolation. Positions rise with the bits. Multiply by
 * the number of values (rt_below) for a whole number, or use rt_below128 on (rt_uint128)position << 64.
 *
 * The body is cut in 1024 intervals of equal probability. The first and the last are cut again in 256, and so
 * on twice more, so that tails are right down to probabilities of 2^-34 on either side.
 */
#ifndef RT_DIST_H
#define RT_DIST_H

#include <stdbool.h>
#include <stdint.h>

#include "rt_fixed.h"
#include "rt_uint128.h"

#define RT_QUANTILE_BODY  10 /* bits of the body's index */
#define RT_QUANTILE_TAIL  8  /* bits of each tail table's index */
#define RT_QUANTILE_TAILS 3  /* tail tables on each side */

/* Quantiles of one distribution, 21 KB. Position q holds the quantile at the lower end of interval q. */
struct rt_quantiles {
    uint64_t body[(1 << RT_QUANTILE_BODY) + 1];
    uint64_t tail[2][RT_QUANTILE_TAILS][(1 << RT_QUANTILE_TAIL) + 1]; /* low, high; each nearer to its end */
};

/*
 * A normal distribution cut to the range: mean and deviation in units of 2^-64 of the range's width, the mean
 * counted from the range's lower end, so that it is negative below the range, and within 2^60 widths of it.
 * What is drawn is the part inside the range, not values clamped to its ends. Where the range lies more than
 * 8 deviations from the mean, all is drawn at its nearer end; a deviation of 0 draws the mean, or the nearer
 * end. It takes about a millisecond.
 */
void rt_quantiles_normal(struct rt_quantiles *quantiles, rt_int128 mean, rt_real deviation);

/*
 * An exponential distribution from the range's lower end, cut to the range: the mean that it has uncut, in
 * units of 2^-64 of the range's width.
 */
void rt_quantiles_exponential(struct rt_quantiles *quantiles, rt_real mean);

/* rt_quantiles_at for the bits that fall in a tail. */
uint64_t rt_quantiles_tail(const struct rt_quantiles *quantiles, uint64_t bits);

/* The position that 64 random bits choose, in [0, 2^64). */
static inline uint64_t rt_quantiles_at(const struct rt_quantiles *quantiles, uint64_t bits)
{
    uint64_t index = bits >> (64 - RT_QUANTILE_BODY);
    if (__builtin_expect(index - 1 >= (1 << RT_QUANTILE_BODY) - 2, 0))
        return rt_quantiles_tail(quantiles, bits);
    uint64_t low = quantiles->body[index], high = quantiles->body[index + 1];
    return low + rt_mulhi(bits << RT_QUANTILE_BODY, high - low);
}

#endif
