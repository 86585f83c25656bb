/* count.c: numbers that are known at start-up, made of the rows of tables. */
#include "plan/count.h"

#include "plan/relation/component.h"

PlanCount count_multiply(PlanCount a, PlanCount b)
{
    PlanCount product;
    if (__builtin_mul_overflow(a, b, &product) || product > PLAN_COUNT_MAX)
        return PLAN_COUNT_MAX;
    return product;
}

const Count *count_fixed(Arena *arena, PlanCount value)
{
    Count *count = arena_new_object(arena, Count);
    count->fixed = value;
    return count;
}

static const Count *count_factor(Arena *arena, CountFactor factor)
{
    Count *count = arena_new_object(arena, Count);
    count->fixed = 1;
    list_push(arena, &count->factors, factor);
    return count;
}

const Count *count_rows(Arena *arena, TablePlan *table)
{
    return count_factor(arena, (CountFactor){.table = table});
}

const Count *count_but(Arena *arena, TablePlan *table, uint64_t fewer)
{
    return count_factor(arena, (CountFactor){.table = table, .but = fewer});
}

const Count *count_others(Arena *arena, TablePlan *table)
{
    return count_but(arena, table, 1);
}

const Count *count_pairs(Arena *arena, TablePlan *table)
{
    return count_factor(arena, (CountFactor){.table = table, .in_pairs = true});
}

const Count *count_groups(Arena *arena, TablePlan *table, uint64_t size)
{
    return count_factor(arena, (CountFactor){.table = table, .in_groups = size});
}

const Count *count_segment(Arena *arena, const Component *component, uint64_t set)
{
    return count_factor(arena, (CountFactor){.table = component->table, .segment = component, .set = set});
}

const Count *count_dealt(Arena *arena, TablePlan *table, const Deal *deal)
{
    return count_factor(arena, (CountFactor){.table = table, .deal = deal});
}

const Count *count_least_in_groups(Arena *arena, TablePlan *table, const DealFactor *factor)
{
    return count_factor(arena, (CountFactor){.table = table, .least = factor});
}

/* A table whose rows the count depends on. */
static TablePlan *table_of(const Count *count)
{
    const Count *const parts[] = {count->least_of, count->most_of, count->plus};
    TablePlan *table = count->factors.count ? count->factors.items[0].table : NULL;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && !table; i++)
        table = parts[i] ? table_of(parts[i]) : NULL;
    return table;
}

/* The count as a product, of itself where it is more than one and not constant. */
static const Count *product_of(Arena *arena, const Count *count)
{
    TablePlan *table = table_of(count);
    bool is_product = !count->least_of && !count->most_of && !count->plus && count->parts <= 1;
    return is_product || !table ? count : count_factor(arena, (CountFactor){.table = table, .count = count});
}

const Count *count_less(Arena *arena, const Count *count, uint64_t fewer)
{
    const Count *product = product_of(arena, count);
    bool is_plain = product->fixed == 1 && product->factors.count == 1 && !product->factors.items[0].but;
    CountFactor factor =
        is_plain ? product->factors.items[0] : (CountFactor){.table = table_of(count), .count = count};
    factor.but = fewer;
    return count_factor(arena, factor);
}

const Count *count_product(Arena *arena, const Count *a, const Count *b)
{
    Count *count = arena_new_object(arena, Count);
    a = product_of(arena, a);
    b = product_of(arena, b);
    count->fixed = count_multiply(a->fixed, b->fixed);
    for (size_t i = 0; i < a->factors.count; i++)
        list_push(arena, &count->factors, a->factors.items[i]);
    for (size_t i = 0; i < b->factors.count; i++)
        list_push(arena, &count->factors, b->factors.items[i]);
    return count;
}

const Count *count_share(Arena *arena, const Count *count, unsigned parts)
{
    Count *share = arena_new_object(arena, Count);
    *share = *product_of(arena, count);
    share->parts = parts;
    return share;
}

bool count_is_fixed(const Count *count)
{
    return !count->factors.count && !count->least_of && !count->most_of && !count->plus;
}

const Count *count_sum(Arena *arena, const CountList *counts)
{
    const Count *sum = NULL;
    PlanCount fixed = 0;
    for (size_t i = 0; i < counts->count; i++)
        if (count_is_fixed(counts->items[i]))
            fixed = fixed + counts->items[i]->fixed / (counts->items[i]->parts ? counts->items[i]->parts : 1);
    if (fixed)
        sum = count_fixed(arena, fixed);
    for (size_t i = 0; i < counts->count; i++) {
        if (count_is_fixed(counts->items[i]))
            continue;
        Count *more = arena_new_object(arena, Count);
        *more = counts->items[i]->plus ? *product_of(arena, counts->items[i]) : *counts->items[i];
        more->plus = sum;
        sum = more;
    }
    return sum ? sum : count_fixed(arena, 0);
}

bool count_is_no_bound(const Count *count)
{
    return count_is_fixed(count) && count->fixed == PLAN_COUNT_MAX && count->parts <= 1;
}

const Count *count_least(Arena *arena, const Count *a, const Count *b)
{
    if (count_is_no_bound(a) || count_is_no_bound(b))
        return count_is_no_bound(a) ? b : a;
    if (a->most_of || a->plus) {
        const Count *product = b->most_of || b->plus ? product_of(arena, b) : b;
        b = a;
        a = product;
    }
    if (a->least_of)
        b = count_least(arena, a->least_of, b);
    Count *count = arena_new_object(arena, Count);
    *count = *a;
    count->least_of = b;
    return count;
}

const Count *count_most(Arena *arena, const Count *a, const Count *b)
{
    Count *count = arena_new_object(arena, Count);
    *count = a->least_of || a->most_of || a->plus ? *product_of(arena, a) : *a;
    count->most_of = b;
    return count;
}

/* ---- what a count is made of ---- */

TablePlan *count_table(const Count *count)
{
    return count->factors.count ? count->factors.items[0].table : NULL;
}

bool count_is_share(const Count *count)
{
    return count->parts > 1;
}

const Count *count_rest(const Count *count)
{
    return count->least_of;
}
