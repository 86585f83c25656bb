/* key_digits.c: combinations of parents and values by number, in mixed radix. */
#include "plan/key/unique.h"

#include "plan/tables.h"
#include "plan/value.h"

static bool is_beside(const ReferencePlan *reference, const ReferencePlan *first)
{
    return first && reference->apart == first && !reference->choices.count;
}

/* The parents that a reference can take beside `first`'s one. */
static const Count *parents_beside(const ReferencePlan *reference, const ReferencePlan *first)
{
    Arena *arena = reference->table->plan->arena;
    return is_beside(reference, first) ? count_others(arena, reference->target)
                                       : reference_parents(reference);
}

/* The one of two references of which this one has the earlier parent, where both are there. */
static ReferencePlan *partner_above(const ReferenceSet *others, const ReferencePlan *reference)
{
    for (size_t i = 0; i < others->count; i++)
        if (reference->below && others->items[i] == reference->below)
            return others->items[i];
    return NULL;
}

static bool has_partner_below(const ReferenceSet *others, const ReferencePlan *reference)
{
    for (size_t i = 0; i < others->count; i++)
        if (reference->above && others->items[i] == reference->above)
            return true;
    return false;
}

/* The pairs of different rows of a table. */
static const Count *pairs_of(Arena *arena, TablePlan *target)
{
    return count_share(arena, count_product(arena, count_rows(arena, target), count_others(arena, target)),
                       2);
}

const Count *key_combinations(TablePlan *table, const ReferencePlan *first, const ReferenceSet *others,
                              const ColumnPlanList *free)
{
    Arena *arena = table->plan->arena;
    const Count *domain = count_fixed(arena, 1);
    unsigned parts = 1;
    for (size_t i = 0; i < others->count; i++) {
        const ReferencePlan *reference = others->items[i];
        bool paired = partner_above(others, reference) || has_partner_below(others, reference);
        domain = count_product(arena, domain,
                               has_partner_below(others, reference) ? count_others(arena, reference->target)
                                                                    : parents_beside(reference, first));
        parts *= paired && reference->below ? 2 : 1;
    }
    for (size_t i = 0; i < free->count; i++)
        domain = count_product(arena, domain, count_fixed(arena, value_capacity(free->items[i])));
    return parts > 1 ? count_share(arena, domain, parts) : domain;
}

Text key_name(TablePlan *table, const char *what, Text of)
{
    return text_format(table->plan->arena, "%.*s_%s", TEXT_ARG(of), what);
}

/* Takes the lowest digit off *rest in mixed radix. */
Step *key_digit(TablePlan *table, Step **rest, Operand radix, Text name, bool is_last)
{
    if (is_last)
        return *rest;
    Step *digit = step_infix(table, name, VALUE_ROW, "%", op_step(*rest), radix);
    *rest = step_infix(table, key_name(table, "rest", name), VALUE_ROW, "/", op_step(*rest), radix);
    return digit;
}

static void assign_digit(ReferencePlan *reference, const ReferencePlan *first, Text name, Step *digit)
{
    if (is_beside(reference, first))
        digit = step_call(reference->table, name, VALUE_ROW, "rt_skip",
                          OPERANDS(op_step(digit), op_step(first->parent)));
    reference_assign(reference, reference_row(reference, name, digit));
}

static void assign_pair(ReferencePlan *lower, ReferencePlan *higher, Text name, Step *pair)
{
    Step *high = step_call(lower->table, name, VALUE_ROW, "rt_pair_higher", OPERANDS(op_step(pair)));
    Step *low =
        step_call(lower->table, name, VALUE_ROW, "rt_pair_lower", OPERANDS(op_step(pair), op_step(high)));
    reference_assign(higher, high);
    reference_assign(lower, low);
}

/* Decodes an index of [0, product of all domains) into parents and values. */
bool key_decode(TablePlan *table, Step *index, const ReferencePlan *first, const ReferenceSet *others,
                const ColumnPlanList *free, Diag *diag)
{
    Arena *arena = table->plan->arena;
    size_t left = others->count + free->count;
    for (size_t i = 0; i < others->count; i++)
        left -= partner_above(others, others->items[i]) != NULL;
    for (size_t i = 0; i < others->count; i++) {
        ReferencePlan *reference = others->items[i], *higher = partner_above(others, reference);
        if (has_partner_below(others, reference))
            continue;
        Text name = key_name(table, "row", reference->reference->columns.items[0]->name);
        const Count *parents = higher ? pairs_of(arena, reference->target) : parents_beside(reference, first);
        Step *digit = key_digit(table, &index, op_count(parents), name, --left == 0);
        if (higher)
            assign_pair(reference, higher, name, digit);
        else
            assign_digit(reference, first, name, digit);
    }
    for (size_t i = 0; i < free->count; i++) {
        ColumnPlan *column = free->items[i];
        Text name = key_name(table, "index", column->column->name);
        uint64_t capacity = (uint64_t)value_capacity(column);
        Step *digit = key_digit(table, &index, op_uint(capacity), name, --left == 0);
        if (!value_carry(column, op_step(digit), false, diag))
            return false;
    }
    return true;
}
