/* column_domain.c: the domains of columns under conditions, remembered: narrowing texts takes long, and is
 * asked for again and again. */
#include "plan/narrow/column_domain.h"

#include "plan/narrow/narrow.h"

/* What a domain is looked up by: its bytes are the key of a map. */
typedef struct DomainKey {
    const Column *column;
    uint64_t use, conditions; /* these as a hash */
} DomainKey;

/* A domain that was found before. */
typedef struct DomainMemo DomainMemo;
struct DomainMemo {
    ExprList conditions;
    Domain domain;
    bool impossible;
    DomainMemo *next; /* of the same key */
};

static DomainKey key_of(const ColumnPlan *column, DomainUse use, const ExprList *conditions)
{
    DomainKey key = {.column = column->column, .use = use};
    for (size_t i = 0; i < conditions->count; i++)
        key.conditions = key.conditions * 31 + expr_hash(conditions->items[i]);
    return key;
}

static const DomainMemo *find(const ColumnPlan *column, DomainUse use, const ExprList *conditions)
{
    Map *all = column->table->plan->domains;
    DomainKey key = key_of(column, use, conditions);
    Text bytes = {(const char *)&key, sizeof key};
    DomainMemo *first = map_get(all, bytes);
    for (const DomainMemo *memo = first; memo; memo = memo->next)
        if (expr_list_equal(&memo->conditions, conditions))
            return memo;
    const Expr *unmet = NULL;
    DomainMemo *memo = arena_new_object(all->arena, DomainMemo);
    *memo = (DomainMemo){.conditions = *conditions, .next = first};
    memo->domain = domain_narrowed(column, use, conditions, &unmet, &memo->impossible);
    map_put(all, text_copy(all->arena, bytes), memo);
    return memo;
}

Domain column_domain_known(const ColumnPlan *column, DomainUse use, const ExprList *more, bool *impossible)
{
    Arena *arena = column->table->plan->arena;
    ExprList all = {0};
    *impossible = false;
    for (size_t i = 0; i < column->conditions.count; i++)
        list_push(arena, &all, column->conditions.items[i]);
    for (size_t i = 0; more && i < more->count; i++)
        list_push(arena, &all, more->items[i]);
    if (!all.count)
        return domain_of(column, use);
    const DomainMemo *memo = find(column, use, &all);
    *impossible = memo->impossible;
    return memo->domain;
}

Domain column_domain(const ColumnPlan *column, DomainUse use, const ExprList *more)
{
    bool impossible;
    return column_domain_known(column, use, more, &impossible);
}
