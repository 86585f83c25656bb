/* reference_unmet.c: references that nothing can meet but NULL, and those that not even that meets. */
#include "plan/relation/component.h"
#include "plan/tables.h"

/* Whether the first one has no more columns than the second, and the same parents. */
static bool is_part(const Reference *first, const Reference *second)
{
    for (size_t i = 0; i < first->columns.count; i++)
        if (!columns_hold(&second->columns, first->columns.items[i]))
            return false;
    return first->target == second->target;
}

/* Whether a reference that would not be given up with this one needs the column. */
static bool is_elsewhere(const ReferencePlan *reference, const Column *column)
{
    const ReferencePlanList *all = &reference->table->references;
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i] != reference && !all->items[i]->given_up &&
            columns_hold(&all->items[i]->reference->columns, column) &&
            !is_part(all->items[i]->reference, reference->reference))
            return true;
    return false;
}

static bool is_needed(const TablePlan *table, const Column *column)
{
    for (size_t i = 0; i < table->table->keys.count; i++) {
        const Key *key = table->table->keys.items[i];
        for (size_t k = 0; k < key->columns.count && key->is_primary; k++)
            if (key->columns.items[k] == column)
                return true;
    }
    for (size_t i = 0; i < table->children.count; i++)
        for (size_t k = 0; k < table->children.items[i]->references.count; k++) {
            const ReferencePlan *child = table->children.items[i]->references.items[k];
            if (child->target == table)
                for (size_t c = 0; c < child->reference->target_columns.count; c++)
                    if (child->reference->target_columns.items[c] == column)
                        return true;
        }
    return false;
}

/* Whether conditions over several columns leave rows in which it is NULL. */
static bool is_ever_null(const ColumnPlan *column)
{
    const Component *component = column->component;
    return !component || component_set(component, column, PRESENCE_NULL) ||
           component_set(component, column, PRESENCE_FREE);
}

/* Whether the column can be NULL in all rows. */
static bool can_be_null(const ReferencePlan *reference, const Column *column)
{
    return !column->not_null && is_ever_null(plan_find_column(reference->table, column)) &&
           !is_elsewhere(reference, column) && !is_needed(reference->table, column);
}

static bool can_be_given_up(const ReferencePlan *reference)
{
    const Reference *r = reference->reference;
    size_t nullable = 0;
    for (size_t i = 0; i < r->columns.count; i++)
        nullable += can_be_null(reference, r->columns.items[i]);
    return r->match == MATCH_FULL ? nullable == r->columns.count : nullable > 0;
}

/* Another one that shares columns with it, and that can; NULL where there is none. */
static const ReferencePlan *given_up_instead(const ReferencePlan *reference)
{
    const ReferencePlanList *all = &reference->table->references;
    for (size_t i = 0; i < all->count; i++)
        for (size_t k = 0; k < reference->reference->columns.count; k++)
            if (all->items[i] != reference && !all->items[i]->implied && can_be_given_up(all->items[i]) &&
                columns_hold(&all->items[i]->reference->columns, reference->reference->columns.items[k]))
                return all->items[i];
    return NULL;
}

void reference_refuse(const ReferencePlan *reference, Text reason, Text hint)
{
    Plan *plan = reference->table->plan;
    for (size_t i = 0; i < plan->given_up.count; i++)
        if (plan->given_up.items[i] == reference->reference)
            return;
    if (reference_follow(reference) || join_ask(reference))
        return;
    const ReferencePlan *optional = can_be_given_up(reference) ? reference : given_up_instead(reference);
    if (optional)
        list_push(plan->arena, &plan->given_up, optional->reference);
    else
        plan_refuse(plan, reference->table->table, reference->reference->name, reason, hint);
}

static void give_up(ReferencePlan *reference)
{
    reference->given_up = reference->implied = true;
    for (size_t i = 0; i < reference->reference->columns.count; i++)
        if (can_be_null(reference, reference->reference->columns.items[i]))
            plan_find_column(reference->table, reference->reference->columns.items[i])->always_null = true;
}

void references_give_up(TablePlan *table)
{
    const ReferenceList *given_up = &table->plan->given_up;
    for (size_t i = 0; i < table->references.count; i++)
        for (size_t k = 0; k < given_up->count; k++)
            if (table->references.items[i]->reference == given_up->items[k])
                give_up(table->references.items[i]);
}
