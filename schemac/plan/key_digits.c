/* key_digits.c: combinations of parents and values by number, in mixed radix. */
#include "plan/unique.h"

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

const Count *key_combinations(TablePlan *table, const ReferencePlan *first, const ReferenceSet *others,
                              const ColumnPlanList *free)
{
    Arena *arena = table->plan->arena;
    const Count *domain = count_fixed(arena, 1);
    for (size_t i = 0; i < others->count; i++)
        domain = count_product(arena, domain, parents_beside(others->items[i], first));
    for (size_t i = 0; i < free->count; i++)
        domain = count_product(arena, domain, count_fixed(arena, value_capacity(free->items[i])));
    return domain;
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

/* Decodes an index of [0, product of all domains) into parents and values. */
bool key_decode(TablePlan *table, Step *index, const ReferencePlan *first, const ReferenceSet *others,
                const ColumnPlanList *free, Diag *diag)
{
    size_t left = others->count + free->count;
    for (size_t i = 0; i < others->count; i++) {
        ReferencePlan *reference = others->items[i];
        Text name = key_name(table, "row", reference->reference->columns.items[0]->name);
        const Count *parents = parents_beside(reference, first);
        Step *digit = key_digit(table, &index, op_count(parents), name, --left == 0);
        if (is_beside(reference, first))
            digit = step_call(table, name, VALUE_ROW, "rt_skip",
                              OPERANDS(op_step(digit), op_step(first->parent)));
        reference_assign(reference, reference_row(reference, name, digit));
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
