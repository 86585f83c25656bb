/*
 * Quantile tables, filled at start-up in fixed point. The normal distribution's upper tail is summed on a
 * grid by Simpson's rule, from the far end inwards so that small tails keep their precision, and inverted by
 * interpolation of its logarithm.
 */
#include "rt_dist.h"

#include <stdbool.h>
#include <stddef.h>

/* ---- tables of any distribution ---- */

#define BODY (1 << RT_QUANTILE_BODY)
#define TAIL (1 << RT_QUANTILE_TAIL)
/* The outermost quantile: what lies beyond it, with a probability of 2^-44, is drawn no further out. */
#define OUTERMOST ((rt_real)1 << 20)

/* The position below which lies a share of all numbers, given that and the share above; together they
 * are 1. */
typedef uint64_t (*quantile_function)(const void *distribution, rt_real below, rt_real above);

static void fill(struct rt_quantiles *quantiles, quantile_function quantile, const void *distribution)
{
    for (int i = 0; i <= BODY; i++) {
        rt_real below = (rt_real)i << (64 - RT_QUANTILE_BODY);
        quantiles->body[i] = quantile(distribution, below, RT_REAL_ONE - below);
    }
    for (int level = 0; level < RT_QUANTILE_TAILS; level++) {
        for (int i = 0; i <= TAIL; i++) {
            rt_real out = (rt_real)i << (64 - RT_QUANTILE_BODY - RT_QUANTILE_TAIL * (level + 1));
            out = out ? out : OUTERMOST;
            quantiles->tail[0][level][i] = quantile(distribution, out, RT_REAL_ONE - out);
            quantiles->tail[1][level][i] = quantile(distribution, RT_REAL_ONE - out, out);
        }
    }
}

uint64_t rt_quantiles_tail(const struct rt_quantiles *quantiles, uint64_t bits)
{
    bool upper = bits >> 63;
    uint64_t out = (upper ? ~bits : bits) << RT_QUANTILE_BODY;
    int level = 0;
    for (; level + 1 < RT_QUANTILE_TAILS && out >> (64 - RT_QUANTILE_TAIL) == 0; level++)
        out <<= RT_QUANTILE_TAIL;
    const uint64_t *at = &quantiles->tail[upper][level][out >> (64 - RT_QUANTILE_TAIL)];
    out <<= RT_QUANTILE_TAIL;
    return upper ? at[0] - rt_mulhi(out, at[0] - at[1]) : at[0] + rt_mulhi(out, at[1] - at[0]);
}

static uint64_t uniform_quantile(const void *distribution, rt_real below, rt_real above)
{
    (void)distribution;
    return above ? (uint64_t)below : UINT64_MAX;
}

static uint64_t single_quantile(const void *distribution, rt_real below, rt_real above)
{
    (void)below, (void)above;
    return *(const uint64_t *)distribution;
}

/* A range so much narrower than the distribution's own scale is drawn from alike. */
#define NARROW (RT_REAL_ONE >> 12)

/* ---- exponential ---- */

struct exponential {
    rt_real mean; /* in widths of the range */
    rt_real past; /* the share that lies past the range, e^(-1 / mean) */
};

static uint64_t exponential_quantile(const void *distribution, rt_real below, rt_real above)
{
    const struct exponential *e = distribution;
    (void)below;
    rt_real left = e->past + rt_real_mul(RT_REAL_ONE - e->past, above);
    rt_real position = rt_real_mul(e->mean, rt_minus_ln(left));
    return position >= RT_REAL_ONE ? UINT64_MAX : (uint64_t)position;
}

void rt_quantiles_exponential(struct rt_quantiles *quantiles, rt_real mean)
{
    rt_real width = rt_real_div(RT_REAL_ONE, mean);
    struct exponential e = {mean, rt_exp_minus(width)};
    fill(quantiles, width < NARROW ? uniform_quantile : exponential_quantile, &e);
}

/* ---- normal ---- */

#define CELLS    128 /* of the grid, for each standard deviation */
#define FARTHEST 9   /* standard deviations that the grid reaches */
#define GRID     (FARTHEST * CELLS)
#define BEYOND   rt_real_of(8) /* a range this far out is drawn at its nearer end */

/* A signed number of standard deviations. */
struct score {
    bool negative;
    rt_real size; /* at most FARTHEST */
};

struct normal {
    rt_int128 mean;          /* in widths of the range, from its lower end */
    rt_real deviation;       /* in widths of the range */
    rt_real before, past;    /* the shares that lie below and above the range */
    int64_t upper[GRID + 1]; /* log2 of the share above i / CELLS standard deviations */
};

/* e^(-x^2 / 2), with x in half cells. */
static rt_real density(uint64_t half_cells)
{
    return rt_exp_minus(rt_real_of(half_cells * half_cells) / (8 * CELLS * CELLS));
}

static void fill_upper(struct normal *normal)
{
    rt_real sum = 1, outer = density(2 * GRID);
    for (uint64_t i = GRID + 1; i-- > 0;) {
        normal->upper[i] = rt_log2(sum);
        rt_real inner = i ? density(2 * i - 2) : 0;
        sum += i ? outer + 4 * density(2 * i - 1) + inner : 0;
        outer = inner;
    }
    int64_t half = normal->upper[0] + RT_LOG_ONE;
    for (uint64_t i = 0; i <= GRID; i++)
        normal->upper[i] -= half;
}

/* The share of all numbers above a score of this size, from 1/2 down. */
static rt_real share_above(const struct normal *normal, rt_real size)
{
    uint64_t cell = (uint64_t)(size * CELLS >> 64), rest = (uint64_t)(size * CELLS);
    if (cell >= GRID)
        return 0;
    int64_t fall = normal->upper[cell] - normal->upper[cell + 1];
    return rt_exp2(normal->upper[cell] - (int64_t)rt_mulhi(rest, (uint64_t)fall));
}

/* The inverse of share_above, for shares up to 1/2. */
static rt_real size_above(const struct normal *normal, rt_real share)
{
    int64_t log = rt_log2(share);
    uint64_t low = 0, high = GRID;
    while (high - low > 1) {
        uint64_t middle = (low + high) / 2;
        if (normal->upper[middle] >= log)
            low = middle;
        else
            high = middle;
    }
    int64_t fall = normal->upper[low] - normal->upper[high], down = normal->upper[low] - log;
    down = down < 0 ? 0 : down > fall ? fall : down;
    return (rt_real_of(low) + ((rt_real)down << 64) / (rt_uint128)fall) / CELLS;
}

/* How many deviations from the mean a position of the range is. */
static struct score score_of(const struct normal *normal, rt_real position)
{
    rt_int128 off = (rt_int128)position - normal->mean;
    rt_real size = rt_real_div((rt_real)(off < 0 ? -off : off), normal->deviation);
    return (struct score){off < 0, size < rt_real_of(FARTHEST) ? size : rt_real_of(FARTHEST)};
}

static uint64_t position_of(const struct normal *normal, struct score score)
{
    rt_real move = rt_real_mul(score.size, normal->deviation);
    rt_int128 most = (rt_int128)(RT_REAL_MAX >> 2), off = move > (rt_real)most ? most : (rt_int128)move;
    rt_int128 position = normal->mean + (score.negative ? -off : off);
    if (position < 0)
        return 0;
    return position > UINT64_MAX ? UINT64_MAX : (uint64_t)position;
}

static uint64_t normal_quantile(const void *distribution, rt_real below, rt_real above)
{
    const struct normal *normal = distribution;
    rt_real inside = RT_REAL_ONE - normal->before - normal->past;
    rt_real under = normal->before + rt_real_mul(inside, below);
    rt_real over = normal->past + rt_real_mul(inside, above);
    bool negative = under < over;
    return position_of(normal, (struct score){negative, size_above(normal, negative ? under : over)});
}

/* The share of all numbers below a score. */
static rt_real share_below(const struct normal *normal, struct score score)
{
    rt_real outside = share_above(normal, score.size);
    return score.negative ? outside : RT_REAL_ONE - outside;
}

void rt_quantiles_normal(struct rt_quantiles *quantiles, rt_int128 mean, rt_real deviation)
{
    struct normal normal = {.mean = mean, .deviation = deviation};
    struct score low = score_of(&normal, 0), high = score_of(&normal, RT_REAL_ONE);
    uint64_t single = position_of(&normal, (struct score){false, 0});
    if (deviation == 0 || (!low.negative && low.size > BEYOND) || (high.negative && high.size > BEYOND)) {
        fill(quantiles, single_quantile, &single);
    } else if (rt_real_div(RT_REAL_ONE, deviation) < NARROW) {
        fill(quantiles, uniform_quantile, NULL);
    } else {
        fill_upper(&normal);
        normal.before = share_below(&normal, low);
        normal.past = RT_REAL_ONE - share_below(&normal, high);
        fill(quantiles, normal_quantile, &normal);
    }
}
