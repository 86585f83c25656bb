/*
 * Rows dealt to groups: which rows each group has, where no group may have more than some bounds allow. They
 * are dealt as evenly as the bounds let them; what is left over goes to the first groups. So the groups fall
 * into a few runs of equal ones.
 */
#ifndef RT_DEAL_H
#define RT_DEAL_H

#include <stdint.h>

#include "rt_allot.h"
#include "rt_fanout.h"
#include "rt_turns.h"

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

/*
 * The same, in groups that have `enough` rows or more, or as many as their bounds allow: where rows are too
 * few for that, the last groups have none, and of those that have some the last one has what is left.
 */
struct rt_deal rt_deal_enough(uint64_t groups, uint64_t rows, uint64_t enough, const struct rt_deal *bounds,
                              uint32_t count);

/* The most rows that rt_deal can deal; UINT64_MAX stands for that or more. */
uint64_t rt_deal_most(uint64_t groups, const struct rt_deal *bounds, uint32_t count);

/* A bound: for each group the product of its counts in all factors, times a number. */
struct rt_deal rt_deal_product(uint64_t groups, uint64_t times, const struct rt_deal *factors,
                               uint32_t count);

/* A bound: any number of rows in groups that have so many members or more, none in the others. */
struct rt_deal rt_deal_where(uint64_t groups, struct rt_deal members, uint64_t least);

/*
 * Groups inside groups. `outer` deals the rows of one table to groups, and each of those rows is a group of
 * another table, to which `inner` deals: how many of the inner rows each outer group has.
 */
struct rt_deal rt_deal_fold(struct rt_deal outer, struct rt_deal inner);

/* The other way round: for each row that `outer` deals, what `counts` has for the row's group. */
struct rt_deal rt_deal_pull(struct rt_deal outer, struct rt_deal counts);

/* That, shared among the group's rows: so many for each that they are no more together. */
struct rt_deal rt_deal_share(struct rt_deal outer, struct rt_deal counts);

/* The least rows that a group has which has some; 0 where none has. */
uint64_t rt_deal_least(struct rt_deal deal);

/* One less for each group; and the pairs that its rows make. */
struct rt_deal rt_deal_others(struct rt_deal deal);
struct rt_deal rt_deal_pairs(struct rt_deal deal);
uint64_t rt_pairs_of(uint64_t count);

/* One for each row that is in a scenario of the set, where rows are allotted to scenarios as by rt_allot and
 * follow one another; none for the others. */
struct rt_deal rt_deal_in(const uint64_t *weights, uint32_t count, uint64_t rows, const uint64_t *most,
                          uint64_t set);

/*
 * Where rows take turns: how many of each group's rows are of kinds in the set, which has all or none of a
 * kind's scenarios; or less, where that differs between neighbours. None where `members` does not tell of all
 * rows.
 */
struct rt_deal rt_deal_turns(struct rt_deal members, struct rt_turns turns, uint64_t set);

/* The rows of a group: first and count (ordinal is 0). Groups that there are not have none. */
static inline struct rt_fanout_at rt_deal_group(const struct rt_deal *deal, uint64_t group)
{
    uint32_t i = 0;
    while (i < deal->runs && group >= deal->run[i + 1].group)
        i++;
    const struct rt_deal_run *run = &deal->run[i];
    return (struct rt_fanout_at){group, 0, run->count, run->row + (group - run->group) * run->count};
}

/* The rows of all groups in a range of them: first and count. */
static inline struct rt_fanout_at rt_deal_within(const struct rt_deal *deal, struct rt_fanout_at groups)
{
    uint64_t first = rt_deal_group(deal, groups.first).first;
    uint64_t end = rt_deal_group(deal, groups.first + groups.count).first;
    return (struct rt_fanout_at){groups.parent, 0, end - first, first};
}

/* The place of a row, for rows that were dealt. */
static inline struct rt_fanout_at rt_deal_row(const struct rt_deal *deal, uint64_t row)
{
    uint32_t i = 0;
    while (i + 1 < deal->runs && row >= deal->run[i + 1].row)
        i++;
    const struct rt_deal_run *run = &deal->run[i];
    uint64_t group = run->count ? (row - run->row) / run->count : 0, first = run->row + group * run->count;
    return (struct rt_fanout_at){run->group + group, row - first, run->count, first};
}

#endif
