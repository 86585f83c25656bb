/*
 * Draws by weight in constant time, by Walker's alias method with Vose's tables: from a list of weights, from
 * Zipf's law over any number of ranks, and from PostgreSQL's column statistics. One 64-bit random number
 * makes one draw; the tables are built once and read only after that.
 */
#ifndef RT_WEIGHTED_H
#define RT_WEIGHTED_H

#include <stdbool.h>
#include <stdint.h>

#include "rt_random.h"
#include "rt_uint128.h"

/* One column of the alias table: two indices, of which the threshold decides by a look-up, without
 * a branch. */
struct rt_alias {
    uint64_t threshold; /* in units of 2^-64 */
    uint32_t index[2];  /* below the threshold, the column's own; from it on, another */
};

/* A choice among count indices. */
struct rt_weighted {
    struct rt_alias *alias; /* count entries, owned */
    uint64_t count;         /* at least 1 once initialised */
};

/* The whole numbers [base, base + width), all as likely; width at least 1, or 0 for all 2^64. */
struct rt_cell {
    uint64_t base;  /* signed numbers are in two's complement */
    uint64_t width; /* how many */
};

/* A choice among cells, and then in the cell. */
struct rt_cells {
    struct rt_weighted choice; /* of a cell */
    struct rt_cell *cell;      /* one for each index, owned */
};

/*
 * Indices 0 .. count - 1 with probabilities weight[i] / sum, each right to within 2^-52 / count. Weights of 0
 * are never drawn. False if count is 0 or over 2^24, all weights are 0, or memory is out.
 */
bool rt_weighted_init(struct rt_weighted *weighted, const uint64_t *weight, uint64_t count);
void rt_weighted_free(struct rt_weighted *weighted);

/* The index that 64 random bits choose. */
static inline uint64_t rt_weighted_at(const struct rt_weighted *weighted, uint64_t bits)
{
    rt_uint128 place = (rt_uint128)bits * weighted->count;
    const struct rt_alias *alias = &weighted->alias[place >> 64];
    return alias->index[(uint64_t)place >= alias->threshold];
}

/* The number that 64 random bits choose: a cell, and with what the choice left of the bits a place in it. */
static inline uint64_t rt_cells_at(const struct rt_cells *cells, uint64_t bits)
{
    struct rt_cell cell = cells->cell[rt_weighted_at(&cells->choice, bits)];
    uint64_t rest = bits * cells->choice.count * RT_GOLDEN;
    return cell.base + (cell.width ? rt_mulhi(rest, cell.width) : rest);
}

/* Gives back what the tables hold. Harmless on zeroed ones. */
void rt_cells_free(struct rt_cells *cells);

/*
 * Zipf's law: rt_cells_at gives rank r in [0, count) with a probability proportional to (r + 1)^-exponent,
 * exponent in units of 2^-32, at most 16 << 32; 0 is uniform. The first 512 ranks have their exact share to
 * 40 bits; the rest is cut in 512 cells, inside which ranks are drawn alike. Ranks are not scattered. False
 * if count is 0, the exponent too large or memory out.
 */
bool rt_zipf_init(struct rt_cells *cells, uint64_t count, uint64_t exponent);

/* A column's values as pg_stats tells them. */
struct rt_statistics {
    const int64_t *common; /* most common values */
    const uint64_t *share; /* their frequencies among all rows that are not null, in units of 2^-64 */
    uint64_t commons;      /* how many */
    const int64_t *bound;  /* histogram bounds, ascending; each interval holds as many of the other rows */
    uint64_t bounds;       /* how many: 0, or at least 2 */
};

/*
 * rt_cells_at gives, as int64_t in two's complement, common values with their frequencies and else a number
 * between two neighbouring bounds: from a bound up to, and without, the next, and the last bound too. Without
 * bounds the common values share everything. False if there is neither, bounds descend, there is one bound,
 * or memory is out.
 */
bool rt_statistics_init(struct rt_cells *cells, const struct rt_statistics *statistics);

/* rt_statistics_init of bounds alone: equally likely buckets. */
static inline bool rt_histogram_init(struct rt_cells *cells, const int64_t *bound, uint64_t bounds)
{
    struct rt_statistics statistics = {.bound = bound, .bounds = bounds};
    return rt_statistics_init(cells, &statistics);
}

#endif
