/*
 * Rows allotted to scenarios: the places [0, rows) fall into consecutive segments, one for each scenario, in
 * proportion to weights; every scenario has a row where there are rows enough. Numbers within windows, for
 * columns that are bound to one another.
 */
#ifndef RT_ALLOT_H
#define RT_ALLOT_H

#include "rt_perm.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    RT_SCENARIOS = 64 /* at most, so that a set of them is a 64-bit mask */
};

struct rt_allotment {
    uint32_t count;                   /* scenarios */
    uint64_t start[RT_SCENARIOS + 1]; /* first place of each, and the number of rows */
};

/*
 * The segments of so many rows; `weights` has one number from 1 to 2^20 for each of 1 to RT_SCENARIOS.
 * `most`, where it is not NULL, has the most rows of each: what is beyond goes to the others, as far as they
 * take it; what none takes goes to the last one.
 */
struct rt_allotment rt_allot(const uint64_t *weights, uint32_t count, uint64_t rows, const uint64_t *most);

/* The scenario of a place. */
static inline uint64_t rt_allotted(const struct rt_allotment *allotment, uint64_t place)
{
    uint32_t scenario = 0;
    while (scenario + 1 < allotment->count && place >= allotment->start[scenario + 1])
        scenario++;
    return scenario;
}

/* How many rows the scenarios of a set have. */
uint64_t rt_allotted_rows(const struct rt_allotment *allotment, uint64_t set);

/* The number of a place among those of a set of scenarios, whose one it is. */
static inline uint64_t rt_allotted_index(const struct rt_allotment *allotment, uint64_t set, uint64_t place)
{
    uint64_t index = 0;
    for (uint32_t i = 0; i < allotment->count && place >= allotment->start[i]; i++)
        if (set >> i & 1)
            index +=
                (place < allotment->start[i + 1] ? place : allotment->start[i + 1]) - allotment->start[i];
    return index;
}

/* The same of any place: beyond all numbers where it is none of theirs. */
static inline uint64_t rt_allotted_number(const struct rt_allotment *allotment, uint64_t set, uint64_t place)
{
    bool is_theirs = set >> rt_allotted(allotment, place) & 1;
    return is_theirs ? rt_allotted_index(allotment, set, place) : UINT64_MAX;
}

/* The place that has a number among those of a set; the inverse of rt_allotted_index. */
static inline uint64_t rt_allotted_place(const struct rt_allotment *allotment, uint64_t set, uint64_t index)
{
    for (uint32_t i = 0; i < allotment->count; i++) {
        uint64_t size = set >> i & 1 ? allotment->start[i + 1] - allotment->start[i] : 0;
        if (index < size)
            return allotment->start[i] + index;
        index -= size;
    }
    return allotment->start[allotment->count];
}

/* The rows of a set of scenarios where so many are allotted as by rt_allot. */
uint64_t rt_segment(const uint64_t *weights, uint32_t count, uint64_t rows, const uint64_t *most,
                    uint64_t set);

/* The row that has a number among those of a set of scenarios, whose places are `order` of the rows. */
static inline uint64_t rt_segment_row(const struct rt_perm *order, const struct rt_allotment *allotment,
                                      uint64_t set, uint64_t index)
{
    return rt_perm_inverse(order, rt_allotted_place(allotment, set, index));
}

/* True where the scenario is one of the set. */
static inline bool rt_one_of(uint64_t set, uint64_t scenario)
{
    return set >> scenario & 1;
}

/* Those of the `allowed` scenarios that are in the set, or are not where the row isn't `within` it. None of
 * those in it gets a row: it is not. */
static inline uint64_t rt_allowed(const struct rt_allotment *shares, uint64_t allowed, uint64_t set,
                                  bool within)
{
    return within && rt_allotted_rows(shares, allowed & set) ? allowed & set : allowed & ~set;
}

/*
 * The scenario of a row that may be in the `allowed` ones alone, or those of `rest` where none of them gets a
 * row: the one that it has, if it may, else one by random bits and its share.
 */
uint64_t rt_allotted_in(const struct rt_allotment *shares, uint64_t scenario, uint64_t allowed, uint64_t rest,
                        uint64_t bits);

/* How many of `count` rows that go round some groups are in one of them. */
static inline uint64_t rt_round_rows(uint64_t count, uint64_t groups, uint64_t group)
{
    return count / groups + (group < count % groups);
}

/* How many of a group's rows come first: half of them, an odd one by random bits; no more than `most`. */
static inline uint64_t rt_first_rows(uint64_t count, uint64_t most, uint64_t bits)
{
    uint64_t half = count / 2 + (count & bits & 1);
    return half < most ? half : most;
}

/*
 * A multiple of `unit` in [low, high], by random bits: where the usual window [from, to] reaches into it, of
 * the part they share, else of a window as wide at the near end of it. `low` where there is none.
 */
int64_t rt_within(uint64_t bits, int64_t low, int64_t high, int64_t from, int64_t to, int64_t unit);

/* `value`, or where that is `hole` the next multiple of `unit` that lies in [low, high]. */
static inline int64_t rt_apart(int64_t value, int64_t hole, int64_t low, int64_t high, int64_t unit)
{
    if (value != hole)
        return value;
    if (value <= high && (uint64_t)high - (uint64_t)value >= (uint64_t)unit)
        return value + unit;
    return value >= low && (uint64_t)value - (uint64_t)low >= (uint64_t)unit ? value - unit : value;
}

/* Whether member `k` of a group is one of `turns` that come in turn with others: every second one, from the
 * first on, as many as there are. */
static inline bool rt_has_turn(uint64_t k, uint64_t turns)
{
    return k % 2 == 0 && k / 2 < turns;
}

/* How many of those before member `k` are others. */
static inline uint64_t rt_between_turns(uint64_t k, uint64_t turns)
{
    uint64_t before = k / 2 + k % 2;
    return k - (before < turns ? before : turns);
}

/* A number of [0, count − 1) as one of [0, count) without `hole`. */
static inline uint64_t rt_skip(uint64_t index, uint64_t hole)
{
    return index + (index >= hole);
}

/* The parent, or the one after it where that is the one to keep away from. */
static inline uint64_t rt_elsewhere(uint64_t parent, uint64_t other, uint64_t parents)
{
    if (parent != other)
        return parent;
    return parent + 1 < parents ? parent + 1 : 0;
}

/* Pairs of different numbers by their own number: (0, 1), (0, 2), (1, 2), (0, 3) … */
uint64_t rt_pair_higher(uint64_t pair);

static inline uint64_t rt_pair_lower(uint64_t pair, uint64_t higher)
{
    return pair - (higher % 2 ? (higher - 1) / 2 * higher : higher / 2 * (higher - 1));
}

static inline int64_t rt_smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static inline int64_t rt_larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

#endif
