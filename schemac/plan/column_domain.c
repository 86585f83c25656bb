/* column_domain.c: the domains of columns under conditions, remembered: narrowing texts takes long, and is
 * asked for again and again. */
#include "plan/column_domain.h"

#include "plan/narrow.h"

static bool same_conditions(const ExprList *a, const ExprList *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->items[i] != b->items[i] && !expr_equal(a->items[i], b->items[i]))
            return false;
    return true;
}

/* A domain that was found before. */
struct DomainMemo {
    const ColumnPlan *column;
    DomainUse use;
    ExprList conditions;
    Domain domain;
    bool impossible;
    DomainMemo *next;
};

static const DomainMemo *remembered(const ColumnPlan *column, DomainUse use, const ExprList *conditions)
{
    const DomainMemo *memo = column->table->domains;
    while (memo &&
           (memo->column != column || memo->use != use || !same_conditions(&memo->conditions, conditions)))
        memo = memo->next;
    return memo;
}

Domain column_domain_known(const ColumnPlan *column, DomainUse use, const ExprList *more, bool *impossible)
{
    Arena *arena = column->table->plan->arena;
    const Expr *unmet = NULL;
    ExprList all = {0};
    for (size_t i = 0; i < column->conditions.count; i++)
        list_push(arena, &all, column->conditions.items[i]);
    for (size_t i = 0; more && i < more->count; i++)
        list_push(arena, &all, more->items[i]);
    if (!all.count)
        return domain_of(column, use);
    const DomainMemo *known = remembered(column, use, &all);
    if (known) {
        *impossible = known->impossible;
        return known->domain;
    }
    DomainMemo *memo = arena_new_object(arena, DomainMemo);
    *memo = (DomainMemo){.column = column, .use = use, .conditions = all, .next = column->table->domains};
    memo->domain = domain_narrowed(column, use, &all, &unmet, &memo->impossible);
    column->table->domains = memo;
    *impossible = memo->impossible;
    return memo->domain;
}

Domain column_domain(const ColumnPlan *column, DomainUse use, const ExprList *more)
{
    bool impossible;
    return column_domain_known(column, use, more, &impossible);
}
