/* reference_widen.c: references that nothing meets beside another one with which they share columns, but
 * whose parents the other one's parents reference themselves: they follow it. The columns that they do not
 * share are the parent's own, as if the other reference had them too, and so implied them. */
#include "plan/tables.h"

/* ---- ways from one parent to the other ---- */

static bool points_to_all(const Reference *reference, const Reference *wanted)
{
    for (size_t i = 0; i < wanted->columns.count; i++)
        if (!columns_hold(&reference->target_columns, wanted->target_columns.items[i]))
            return false;
    return reference->target == wanted->target;
}

/* The way from a table, by a reference and those that follow it, to the columns that another one wants; NULL
 * where there is none. */
static const Reference *way_to(Arena *arena, const Reference *way, const Reference *wanted, int passed)
{
    if (points_to_all(way, wanted))
        return way;
    for (size_t i = 0; i < way->target->references.count && passed < REFERENCE_WAY; i++) {
        const Reference *onward = way->target->references.items[i];
        const Reference *carried =
            onward->target != way->target ? reference_carried_on(arena, way, onward) : NULL;
        const Reference *found = carried ? way_to(arena, carried, wanted, passed + 1) : NULL;
        if (found)
            return found;
    }
    return NULL;
}

/* ---- widening ---- */

static Reference *copy_of(Arena *arena, const Reference *reference)
{
    Reference *copy = arena_new_object(arena, Reference);
    *copy = *reference;
    copy->columns = copy->target_columns = (ColumnList){0};
    for (size_t i = 0; i < reference->columns.count; i++) {
        list_push(arena, &copy->columns, reference->columns.items[i]);
        list_push(arena, &copy->target_columns, reference->target_columns.items[i]);
    }
    return copy;
}

/* The reference with all columns of the one that is to follow it, which its parents lead on by that way; NULL
 * where they share none, or disagree in one. */
static Reference *with_columns(Arena *arena, const Reference *reference, const Reference *wanted,
                               const Reference *way)
{
    Reference *wide = copy_of(arena, reference);
    for (size_t i = 0; i < wanted->columns.count; i++) {
        Column *column = wanted->columns.items[i];
        Column *parents =
            way->columns.items[columns_place(&way->target_columns, wanted->target_columns.items[i])];
        size_t place = columns_place(&reference->columns, column);
        if (place < reference->columns.count && reference->target_columns.items[place] != parents)
            return NULL;
        if (place == reference->columns.count) {
            list_push(arena, &wide->columns, column);
            list_push(arena, &wide->target_columns, parents);
        }
    }
    size_t added = wide->columns.count - reference->columns.count;
    return added && added < wanted->columns.count ? wide : NULL;
}

/* As the schema declares it. */
static const Reference *declared(const Plan *plan, const Reference *reference)
{
    for (size_t i = plan->widened.count; i-- > 0;)
        if (plan->widened.items[i]->wide == reference)
            reference = plan->widened.items[i]->reference;
    return reference;
}

static bool was_tried(const Plan *plan, const Reference *reference, const Reference *follower)
{
    for (size_t i = 0; i < plan->widened.count; i++)
        if (plan->widened.items[i]->follower == follower &&
            declared(plan, plan->widened.items[i]->reference) == declared(plan, reference))
            return true;
    return false;
}

/* The first reference wide enough for the other one to follow it; NULL where it can't be. */
static Reference *widened_for(const ReferencePlan *first, const ReferencePlan *second)
{
    Arena *arena = first->table->plan->arena;
    const Reference *reference = first->reference, *wanted = second->reference;
    if (first == second || first->implied || first->target == first->table ||
        was_tried(first->table->plan, reference, wanted))
        return NULL;
    for (size_t i = 0; i < reference->target->references.count; i++) {
        const Reference *onward = reference->target->references.items[i];
        const Reference *way = onward->target != reference->target ? way_to(arena, onward, wanted, 0) : NULL;
        Reference *wide = way ? with_columns(arena, reference, wanted, way) : NULL;
        if (wide && reference_implies(arena, first->table->table, wide, wanted))
            return wide;
    }
    return NULL;
}

/* Whether a reference of the table was widened in this very round, which goes on without that. */
static bool is_new(const Plan *plan, const Table *table)
{
    const TablePlan *planned = plan_find_table(plan, table);
    const Reference *last = NULL;
    for (size_t i = 0; i < plan->widened.count; i++)
        if (plan->widened.items[i]->table == table && !plan->widened.items[i]->is_undone)
            last = plan->widened.items[i]->wide;
    for (size_t i = 0; planned && i < planned->references.count; i++)
        if (planned->references.items[i]->reference == last)
            return false;
    return last && planned;
}

bool reference_follow(const ReferencePlan *reference)
{
    TablePlan *table = reference->table;
    if (is_new(table->plan, table->table))
        return true;
    for (size_t i = 0; i < table->references.count; i++) {
        const ReferencePlan *first = table->references.items[i];
        Widening *widening = arena_new_object(table->plan->arena, Widening);
        *widening = (Widening){.table = table->table,
                               .reference = first->reference,
                               .follower = reference->reference,
                               .wide = widened_for(first, reference)};
        if (!widening->wide)
            continue;
        list_push(table->plan->arena, &table->plan->widened, widening);
        return true;
    }
    return false;
}

/* ---- what was widened before ---- */

Reference *reference_widened(const Plan *plan, Reference *reference)
{
    for (size_t i = 0; i < plan->widened.count; i++)
        if (plan->widened.items[i]->reference == reference && !plan->widened.items[i]->is_undone)
            reference = plan->widened.items[i]->wide;
    return reference;
}

bool references_narrow_again(Plan *plan, const Table *table)
{
    size_t undone = plan->undone;
    if (is_new(plan, table))
        return true;
    for (size_t i = 0; i < plan->widened.count; i++) {
        Widening *widening = plan->widened.items[i];
        plan->undone += widening->table == table && !widening->is_undone;
        widening->is_undone |= widening->table == table;
    }
    return plan->undone > undone;
}
