/*
 * Rows dealt to groups: which rows each group has, where no group may have more than some bounds allow. The
 * first groups have the most: counts never rise from a group to the next, so that the groups fall into a few
 * runs of equal ones, and as evenly as the bounds let them. The groups of two tables that were dealt the same
 * way can be compared: the one with more rows has as many or more in each group.
 */
#ifndef RT_DEAL_H
#define RT_DEAL_H

#include <stdint.h>

#include "rt_fanout.h"

enum {
    RT_DEAL_RUNS = 30 /* at most */
};

/* Groups of equal counts. */
struct rt_deal_run {
    uint64_t group; /* the first group */
    uint64_t row;   /* the first row of that group */
    uint64_t count; /* rows of each group */
};

/* Which rows each group has; or, as a bound, how many it may have at most. */
struct rt_deal {
    uint32_t runs;
    struct rt_deal_run
        run[RT_DEAL_RUNS + 1]; /* the last one is behind them: the numbers of groups and rows */
};

/*
 * So many rows over groups that have no more than each of the bounds allows. A group that a bound does not
 * have may have no rows. What is beyond rt_deal_most has no group.
 */
struct rt_deal rt_deal(uint64_t groups, uint64_t rows, const struct rt_deal *bounds, uint32_t count);

/* The most rows that rt_deal can deal; UINT64_MAX stands for that or more. */
uint64_t rt_deal_most(uint64_t groups, const struct rt_deal *bounds, uint32_t count);

/* A bound: for each group the product of its counts in all factors, times a number. */
struct rt_deal rt_deal_product(uint64_t groups, uint64_t times, const struct rt_deal *factors,
                               uint32_t count);

/* A bound: any number of rows in groups that have two members or more, none in the others. */
struct rt_deal rt_deal_pairs(uint64_t groups, const struct rt_deal *members);

/* The rows of a group: first and count (ordinal is 0). Groups that there are not have none. */
static inline struct rt_fanout_at rt_deal_group(const struct rt_deal *deal, uint64_t group)
{
    uint32_t i = 0;
    while (i < deal->runs && group >= deal->run[i + 1].group)
        i++;
    const struct rt_deal_run *run = &deal->run[i];
    return (struct rt_fanout_at){group, 0, run->count, run->row + (group - run->group) * run->count};
}

/* The place of a row, for rows that were dealt. */
static inline struct rt_fanout_at rt_deal_row(const struct rt_deal *deal, uint64_t row)
{
    uint32_t i = 0;
    while (i + 1 < deal->runs && row >= deal->run[i + 1].row)
        i++;
    const struct rt_deal_run *run = &deal->run[i];
    uint64_t group = (row - run->row) / run->count, first = run->row + group * run->count;
    return (struct rt_fanout_at){run->group + group, row - first, run->count, first};
}

#endif
