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
        last[-1].count = count;
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

struct rt_deal rt_deal_pairs(uint64_t groups, const struct rt_deal *members)
{
    struct rt_deal pairs = {0};
    for (uint64_t group = 0, end; group < groups; group = end) {
        end = groups;
        uint64_t count = count_at(members, group, &end);
        add_run(&pairs, BOUND_RUNS, end, count > 1 ? UINT64_MAX : 0);
    }
    return pairs;
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

/* The groups from a run on are full; those before it share the rows that are left. */
static struct rt_deal level(const struct rt_deal *bound, uint32_t full, uint64_t rows)
{
    struct rt_deal deal = {0};
    uint64_t groups = bound->run[full].group;
    if (groups) {
        add_run(&deal, RT_DEAL_RUNS, rows % groups, rows / groups + 1);
        add_run(&deal, RT_DEAL_RUNS, groups, rows / groups);
    }
    for (uint32_t i = full; i < bound->runs; i++)
        add_run(&deal, RT_DEAL_RUNS, bound->run[i + 1].group, bound->run[i].count);
    return deal;
}

struct rt_deal rt_deal(uint64_t groups, uint64_t rows, const struct rt_deal *bounds, uint32_t count)
{
    struct rt_deal bound = least(groups, bounds, count);
    uint32_t full = bound.runs;
    while (full > 0) {
        const struct rt_deal_run *run = &bound.run[full - 1];
        if ((rt_uint128)run[1].group * run->count > rows)
            break;
        rows -= (run[1].group - run->group) * run->count;
        full--;
    }
    return level(&bound, full, rows);
}
