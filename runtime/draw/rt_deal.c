/* rt_deal.c: rows dealt to groups within bounds. */
#include "rt_deal.h"

static uint64_t clip(rt_uint128 number)
{
    return number > UINT64_MAX ? UINT64_MAX : (uint64_t)number;
}

enum {
    BOUND_RUNS = RT_DEAL_RUNS - 2 /* of bounds: rows that are dealt may need two more */
};

/* Adds groups up to `end`, merging them with the last run where the counts are equal, or where there are
 * `most` runs: then all of them have the lower count. */
static void add_run(struct rt_deal *deal, uint32_t most, uint64_t end, uint64_t count)
{
    struct rt_deal_run *last = &deal->run[deal->runs];
    if (end <= last->group)
        return;
    bool merge = deal->runs && (last[-1].count == count || deal->runs == most);
    if (merge)
        last[-1].count = count < last[-1].count ? count : last[-1].count;
    else
        last++->count = count, deal->runs++;
    *last = (struct rt_deal_run){end,
                                 clip(last[-1].row + (rt_uint128)(end - last[-1].group) * last[-1].count), 0};
}

/* How many rows a group has, and in *end the group behind the last one of which the same is true. */
static uint64_t count_at(const struct rt_deal *deal, uint64_t group, uint64_t *end)
{
    for (uint32_t i = 0; i < deal->runs; i++)
        if (group < deal->run[i + 1].group) {
            *end = deal->run[i + 1].group < *end ? deal->run[i + 1].group : *end;
            return deal->run[i].count;
        }
    return 0;
}

struct rt_deal rt_deal_product(uint64_t groups, uint64_t times, const struct rt_deal *factors, uint32_t count)
{
    struct rt_deal product = {0};
    for (uint64_t group = 0, end; group < groups; group = end) {
        uint64_t number = times;
        end = groups;
        for (uint32_t i = 0; i < count; i++)
            number = clip((rt_uint128)number * count_at(&factors[i], group, &end));
        add_run(&product, BOUND_RUNS, end, number);
    }
    return product;
}

struct rt_deal rt_deal_where(uint64_t groups, struct rt_deal members, uint64_t least)
{
    struct rt_deal where = {0};
    for (uint64_t group = 0, end; group < groups; group = end) {
        end = groups;
        uint64_t count = count_at(&members, group, &end);
        add_run(&where, BOUND_RUNS, end, count >= least ? UINT64_MAX : 0);
    }
    return where;
}

/* The groups of a run that have their rows in one run of `inner` each; 0 where the first one has not. */
static uint64_t alike(const struct rt_deal *inner, uint64_t row, uint64_t rows, uint64_t groups)
{
    uint64_t end = UINT64_MAX;
    count_at(inner, row, &end);
    if (!rows || end == UINT64_MAX)
        return groups;
    return (end - row) / rows < groups ? (end - row) / rows : groups;
}

struct rt_deal rt_deal_fold(struct rt_deal outer, struct rt_deal inner)
{
    struct rt_deal fold = {0};
    for (uint32_t i = 0; i < outer.runs; i++) {
        const struct rt_deal_run *run = &outer.run[i];
        for (uint64_t group = run->group, end; group < run[1].group; group = end) {
            uint64_t row = run->row + (group - run->group) * run->count;
            uint64_t some = alike(&inner, row, run->count, run[1].group - group);
            end = group + (some ? some : 1);
            add_run(&fold, BOUND_RUNS, end,
                    rt_deal_group(&inner, row + run->count).first - rt_deal_group(&inner, row).first);
        }
    }
    return fold;
}

struct rt_deal rt_deal_pull(struct rt_deal outer, struct rt_deal counts)
{
    struct rt_deal pull = {0};
    uint64_t groups = outer.run[outer.runs].group;
    for (uint64_t group = 0, end; group < groups; group = end) {
        end = groups;
        uint64_t count = count_at(&counts, group, &end);
        add_run(&pull, BOUND_RUNS, rt_deal_group(&outer, end).first, count);
    }
    return pull;
}

struct rt_deal rt_deal_share(struct rt_deal outer, struct rt_deal counts)
{
    struct rt_deal share = {0};
    uint64_t groups = outer.run[outer.runs].group;
    for (uint64_t group = 0, end; group < groups; group = end) {
        end = groups;
        uint64_t count = count_at(&counts, group, &end), rows = count_at(&outer, group, &end);
        add_run(&share, BOUND_RUNS, rt_deal_group(&outer, end).first, rows ? count / rows : 0);
    }
    return share;
}

uint64_t rt_deal_least(struct rt_deal deal)
{
    uint64_t least = 0;
    for (uint32_t i = 0; i < deal.runs; i++)
        if (deal.run[i].count && (!least || deal.run[i].count < least))
            least = deal.run[i].count;
    return least;
}

/* The same groups with other counts. */
static struct rt_deal changed(const struct rt_deal *deal, uint64_t (*change)(uint64_t count))
{
    struct rt_deal other = {0};
    for (uint32_t i = 0; i < deal->runs; i++)
        add_run(&other, RT_DEAL_RUNS, deal->run[i + 1].group, change(deal->run[i].count));
    return other;
}

static uint64_t less_one(uint64_t count)
{
    return count ? count - 1 : 0;
}

uint64_t rt_pairs_of(uint64_t count)
{
    return count ? clip((rt_uint128)count * (count - 1) / 2) : 0;
}

struct rt_deal rt_deal_others(struct rt_deal deal)
{
    return changed(&deal, less_one);
}

struct rt_deal rt_deal_pairs(struct rt_deal deal)
{
    return changed(&deal, rt_pairs_of);
}

/* What all bounds together allow. */
static struct rt_deal least(uint64_t groups, const struct rt_deal *bounds, uint32_t count)
{
    struct rt_deal all = {0};
    for (uint64_t group = 0, end; group < groups; group = end) {
        uint64_t number = UINT64_MAX;
        end = groups;
        for (uint32_t i = 0; i < count; i++) {
            uint64_t bound = count_at(&bounds[i], group, &end);
            number = bound < number ? bound : number;
        }
        add_run(&all, BOUND_RUNS, end, number);
    }
    return all;
}

uint64_t rt_deal_most(uint64_t groups, const struct rt_deal *bounds, uint32_t count)
{
    struct rt_deal all = least(groups, bounds, count);
    return all.run[all.runs].row;
}

/* How many rows there are where no group has more than so many. */
static rt_uint128 filled(const struct rt_deal *bound, uint64_t most)
{
    rt_uint128 rows = 0;
    for (uint32_t i = 0; i < bound->runs; i++) {
        uint64_t count = bound->run[i].count < most ? bound->run[i].count : most;
        rows += (rt_uint128)(bound->run[i + 1].group - bound->run[i].group) * count;
    }
    return rows;
}

/* The most that every group can have which its bound allows. */
static uint64_t level(const struct rt_deal *bound, uint64_t rows)
{
    uint64_t low = 0, high = rows;
    while (low < high) {
        uint64_t middle = high - (high - low) / 2;
        if (filled(bound, middle) <= rows)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

struct rt_deal rt_deal(uint64_t groups, uint64_t rows, const struct rt_deal *bounds, uint32_t count)
{
    struct rt_deal bound = least(groups, bounds, count), deal = {0};
    uint64_t most = level(&bound, rows), left = rows - (uint64_t)filled(&bound, most);
    for (uint32_t i = 0; i < bound.runs; i++) {
        const struct rt_deal_run *run = &bound.run[i];
        uint64_t some = run->count > most ? run[1].group - run->group : 0;
        some = some < left ? some : left;
        left -= some;
        add_run(&deal, RT_DEAL_RUNS, run->group + some, most + 1);
        add_run(&deal, RT_DEAL_RUNS, run[1].group, run->count < most ? run->count : most);
    }
    return deal;
}

/* The first groups have as many rows as they may, up to `enough`; the last one of them has what is left. */
static struct rt_deal fill(const struct rt_deal *bound, uint64_t rows, uint64_t enough)
{
    struct rt_deal deal = {0};
    for (uint32_t i = 0; i < bound->runs; i++) {
        const struct rt_deal_run *run = &bound->run[i];
        uint64_t count = run->count < enough ? run->count : enough;
        uint64_t groups = run[1].group - run->group, full = count ? rows / count : groups;
        full = full < groups ? full : groups;
        add_run(&deal, RT_DEAL_RUNS, run->group + full, count);
        rows -= full * count;
        if (full < groups && rows)
            add_run(&deal, RT_DEAL_RUNS, run->group + full + 1, rows);
        rows = full < groups ? 0 : rows;
        add_run(&deal, RT_DEAL_RUNS, run[1].group, 0);
    }
    return deal;
}

struct rt_deal rt_deal_enough(uint64_t groups, uint64_t rows, uint64_t enough, const struct rt_deal *bounds,
                              uint32_t count)
{
    struct rt_deal bound = least(groups, bounds, count);
    return filled(&bound, enough) > rows ? fill(&bound, rows, enough) : rt_deal(groups, rows, bounds, count);
}

struct rt_deal rt_deal_in(const uint64_t *weights, uint32_t count, uint64_t rows, const uint64_t *most,
                          uint64_t set)
{
    struct rt_allotment allotment = rt_allot(weights, count, rows, most);
    struct rt_deal in = {0};
    for (uint32_t i = 0; i < count; i++)
        add_run(&in, BOUND_RUNS, allotment.start[i + 1], set >> i & 1);
    return in;
}

/* How many of the `count` rows from `row` on are of the set's kinds, or less; *groups, at most so many that
 * follow with as many rows each, becomes for how many that is so. */
static uint64_t in_turn(const struct rt_turns *turns, uint64_t set, uint64_t row, uint64_t count,
                        uint64_t *groups)
{
    uint64_t whole = count ? rt_turn_of(turns, row).left / count : *groups;
    *groups = whole < *groups ? whole + !whole : *groups;
    return *groups > 1 ? rt_turns_among(turns, set, row, count)
                       : rt_turns_before(turns, set, row + count) - rt_turns_before(turns, set, row);
}

struct rt_deal rt_deal_turns(struct rt_deal members, struct rt_turns turns, uint64_t set)
{
    struct rt_deal some = {0};
    if (members.run[members.runs].row != rt_turn_row(&turns, UINT64_MAX - 1, 0))
        return some;
    for (uint32_t i = 0; i < members.runs; i++) {
        const struct rt_deal_run *run = &members.run[i];
        for (uint64_t group = run->group, alike; group < run[1].group; group += alike) {
            alike = run[1].group - group;
            uint64_t row = run->row + (group - run->group) * run->count;
            uint64_t count = in_turn(&turns, set, row, run->count, &alike);
            add_run(&some, BOUND_RUNS, group + alike, count);
        }
    }
    return some;
}
