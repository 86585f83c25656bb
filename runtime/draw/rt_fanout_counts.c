/*
 * Quantiles of each shape of a fan-out, and fitting them to a total. Poisson's are summed from its middle
 * outwards by the ratio of neighbouring terms, so that nothing underflows.
 */
#include "rt_fanout_counts.h"

#include <stdbool.h>
#include <stdlib.h>

#include "rt_fixed.h"

/* Above this mean, Poisson's distribution is that of this mean, stretched. */
#define POISSON_MEAN 4096
/* The weight of Poisson's middle term, and of the terms that end it. */
#define POISSON_PEAK  (UINT64_C(1) << 60)
#define POISSON_LEAST (UINT64_C(1) << 20)

static int descending(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x < y) - (x > y);
}

/* ---- fitting ---- */

static uint64_t into(uint64_t count, uint64_t least, uint64_t most)
{
    if (count < least)
        return least;
    return count > most ? most : count;
}

/* One pass that takes up as much of need as equal steps can; gives what is left. */
static uint64_t raise(uint64_t *count, const uint64_t *limit, uint64_t n, uint64_t need, bool up)
{
    uint64_t open = 0, credit = 0;
    for (uint64_t i = 0; i < n; i++)
        open += count[i] != limit[i];
    uint64_t step = need / open, odd = need < open ? need : 0;
    for (uint64_t i = 0; i < n; i++) {
        uint64_t room = up ? limit[i] - count[i] : count[i] - limit[i];
        if (room == 0)
            continue;
        credit += odd;
        uint64_t move = credit >= open ? 1 : step;
        credit -= credit >= open ? open : 0;
        move = move < room ? move : room;
        count[i] = up ? count[i] + move : count[i] - move;
        need -= move;
    }
    return need;
}

void rt_fanout_fit(uint64_t *count, const uint64_t *least, const uint64_t *most, uint64_t n, uint64_t total)
{
    rt_uint128 sum = 0;
    for (uint64_t i = 0; i < n; i++) {
        count[i] = into(count[i], least[i], most[i]);
        sum += count[i];
    }
    bool up = sum < total;
    for (rt_uint128 need = up ? total - sum : sum - total; need > 0;) {
        uint64_t part = need > UINT64_MAX ? UINT64_MAX : (uint64_t)need;
        need -= part - raise(count, up ? most : least, n, part, up);
    }
}

/* ---- shapes ---- */

static void fill_even(uint64_t *count, uint64_t n, uint64_t total)
{
    for (uint64_t i = 0; i < n; i++)
        count[i] = total / n;
}

static void fill_range(uint64_t *count, uint64_t n, const struct rt_fanout_spec *spec)
{
    rt_uint128 width = (rt_uint128)spec->maximum - spec->minimum + 1;
    for (uint64_t i = 0; i < n; i++)
        count[i] = spec->minimum + (uint64_t)((2 * i + 1) * width / (2 * n));
}

/* A Poisson term and its weight; mean is children / parents. */
struct term {
    uint64_t k;
    uint64_t weight;
};

static struct term next_term(struct term t, uint64_t children, uint64_t parents)
{
    uint64_t weight = (uint64_t)((rt_uint128)t.weight * children / ((rt_uint128)parents * (t.k + 1)));
    return (struct term){t.k + 1, weight};
}

static struct term first_term(uint64_t children, uint64_t parents)
{
    struct term t = {children / parents, POISSON_PEAK};
    while (t.k > 0 && t.weight > POISSON_LEAST) {
        t.weight = (uint64_t)((rt_uint128)t.weight * t.k * parents / children);
        t.k--;
    }
    return t;
}

/* Count i is the quantile at (i + 1/2) / n, in units of 2^-16 and taken as continuous between
 * whole numbers. */
static void poisson_quantiles(uint64_t *quantile, uint64_t n, uint64_t children, uint64_t parents)
{
    struct term first = first_term(children, parents), t = first;
    rt_uint128 sum = 0, before = 0;
    for (; t.weight > POISSON_LEAST || t.k <= children / parents; t = next_term(t, children, parents))
        sum += t.weight;
    t = first;
    for (uint64_t i = 0; i < n; i++) {
        rt_uint128 target = sum * (2 * i + 1) / (2 * n);
        while (before + t.weight <= target) {
            before += t.weight;
            t = next_term(t, children, parents);
        }
        quantile[i] = t.k << 16 | (uint64_t)(((target - before) << 16) / t.weight);
    }
}

static void fill_poisson(uint64_t *count, uint64_t n, uint64_t total)
{
    if (total / n < POISSON_MEAN) {
        poisson_quantiles(count, n, total, n);
        for (uint64_t i = 0; i < n; i++)
            count[i] >>= 16;
        return;
    }
    /* The deviation of each quantile grows by the root of the mean: the normal limit keeps its shape. */
    poisson_quantiles(count, n, POISSON_MEAN, 1);
    uint64_t mean = total / n;
    rt_real stretch = rt_pow(rt_real_of(mean) / POISSON_MEAN, INT64_C(1) << 31);
    for (uint64_t i = 0; i < n; i++) {
        int64_t deviation = (int64_t)count[i] - ((int64_t)POISSON_MEAN << 16);
        rt_int128 shift = (rt_int128)(stretch >> 16) * deviation >> 64;
        count[i] = (uint64_t)((rt_int128)mean + shift);
    }
}

int64_t rt_fanout_fall(uint64_t first, uint64_t ranks, uint64_t i, uint64_t n, uint64_t exponent)
{
    rt_uint128 inside = (rt_uint128)ranks * (2 * i + 1);
    rt_real middle = (inside / (2 * n) << 64) + (inside % (2 * n) << 64) / (2 * n);
    rt_real place = rt_real_of(first) + middle + RT_REAL_ONE / 2;
    return -rt_log_times(rt_log2(place), (int64_t)exponent);
}

rt_real rt_fanout_mean(int64_t level, int64_t fall)
{
    int64_t log;
    return __builtin_add_overflow(level, fall, &log) ? 0 : rt_exp2(log);
}

/* Each rank's mean count, with the fractions carried on, so that sums of neighbours are right. */
static void fill_zipf(uint64_t *count, uint64_t n, const struct rt_fanout_group *group)
{
    uint64_t carry = 0;
    for (uint64_t i = 0; i < n; i++) {
        int64_t fall = rt_fanout_fall(group->rank, group->ranks, i, n, group->spec->exponent);
        rt_real mean = rt_fanout_mean(group->level, fall);
        mean = mean > RT_REAL_MAX - carry ? RT_REAL_MAX : mean + carry;
        carry = (uint64_t)mean;
        count[i] = (uint64_t)(mean >> 64);
    }
}

void rt_fanout_fill(uint64_t *count, uint64_t n, uint64_t total, const struct rt_fanout_group *group)
{
    uint64_t least[RT_FANOUT_BLOCK], most[RT_FANOUT_BLOCK];
    for (uint64_t i = 0; i < n; i++) {
        least[i] = group->spec->minimum;
        most[i] = group->spec->maximum;
    }
    switch (group->spec->shape) {
    case RT_FANOUT_EVEN:
        fill_even(count, n, total);
        break;
    case RT_FANOUT_RANDOM:
        fill_poisson(count, n, total);
        break;
    case RT_FANOUT_RANGE:
        fill_range(count, n, group->spec);
        break;
    case RT_FANOUT_ZIPF:
        fill_zipf(count, n, group);
        break;
    }
    rt_fanout_fit(count, least, most, n, total);
    qsort(count, n, sizeof *count, descending);
}
