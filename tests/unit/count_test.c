/* Tests of plan/count: counts made of counts at random are worth what their parts say. */
#include "unit.h"

#include "plan/count.h"

enum {
    TABLES = 3
};

static const PlanCount rows[TABLES] = {7, 100, 12345};
static Plan plan;
static TablePlan tables[TABLES];

static PlanCount worth(const Count *count);

static PlanCount factor_worth(const CountFactor *factor)
{
    PlanCount here = rows[factor->table - tables];
    if (factor->count)
        return worth(factor->count);
    if (factor->in_groups)
        return here < factor->in_groups ? 1 : here / factor->in_groups;
    return factor->in_pairs ? (here + 1) / 2 : here - factor->but;
}

/* The value of a count as plan.h says: a product, a share of it, the smaller or larger of that and another,
 * and what is added. */
static PlanCount worth(const Count *count)
{
    PlanCount value = count->fixed;
    for (size_t i = 0; i < count->factors.count; i++)
        value = count_multiply(value, factor_worth(&count->factors.items[i]));
    value /= count->parts > 1 ? count->parts : 1;
    const Count *other = count->least_of ? count->least_of : count->most_of;
    PlanCount bound = other ? worth(other) : value;
    value = count->least_of && bound < value ? bound : count->most_of && bound > value ? bound : value;
    return value + (count->plus ? worth(count->plus) : 0);
}

/* A count, and what it is to be worth. */
typedef struct Made {
    const Count *count;
    PlanCount worth;
} Made;

static Made make(Arena *arena, int depth);

static Made leaf(Arena *arena)
{
    size_t table = (size_t)unit_below(TABLES);
    switch (unit_below(4)) {
    case 0:
        return (Made){count_others(arena, &tables[table]), rows[table] - 1};
    case 1:
        return (Made){count_pairs(arena, &tables[table]), (rows[table] + 1) / 2};
    case 2:
        return (Made){count_groups(arena, &tables[table], 12), rows[table] < 12 ? 1 : rows[table] / 12};
    default:
        return (Made){count_rows(arena, &tables[table]), rows[table]};
    }
}

static Made sum(Arena *arena, Made a, Made b)
{
    CountList list = {0};
    PlanCount fixed = (PlanCount)unit_below(50);
    list_push(arena, &list, a.count);
    list_push(arena, &list, count_fixed(arena, fixed));
    list_push(arena, &list, b.count);
    return (Made){count_sum(arena, &list), a.worth + fixed + b.worth};
}

static Made make(Arena *arena, int depth)
{
    if (!depth || !unit_below(5))
        return leaf(arena);
    Made a = make(arena, depth - 1), b = make(arena, depth - 1);
    unsigned parts = 2 + (unsigned)unit_below(9);
    switch (unit_below(5)) {
    case 0:
        return (Made){count_product(arena, a.count, b.count), count_multiply(a.worth, b.worth)};
    case 1:
        return (Made){count_share(arena, a.count, parts), a.worth / parts};
    case 2:
        return (Made){count_least(arena, a.count, b.count), a.worth < b.worth ? a.worth : b.worth};
    case 3:
        return (Made){count_most(arena, a.count, b.count), a.worth > b.worth ? a.worth : b.worth};
    default:
        return sum(arena, a, b);
    }
}

static void counts_are_worth_what_their_parts_say(void **state)
{
    (void)state;
    for (int round = 0; round < 20000; round++) {
        Arena *arena = arena_new();
        plan.arena = arena;
        Made made = make(arena, 4);
        if (made.worth < UINT64_MAX) /* beyond that counts stop growing, in an order of their own */
            assert_true(worth(made.count) == made.worth);
        arena_free(arena);
    }
}

static void what_bounds_nothing_is_left_out(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    const Count *count = count_rows(arena, &tables[0]), *none = count_fixed(arena, PLAN_COUNT_MAX);
    assert_ptr_equal(count_least(arena, count, none), count);
    assert_ptr_equal(count_least(arena, none, count), count);
    arena_free(arena);
}

UNIT_MAIN(cmocka_unit_test(counts_are_worth_what_their_parts_say),
          cmocka_unit_test(what_bounds_nothing_is_left_out))
