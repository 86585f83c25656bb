/* key_ladder.c: columns that relations bind to one another and that constraints want distinct each: one index
 * gives them all their values. */
#include "plan/key/unique.h"
#include "plan/tables.h"

#include "plan/value.h"

/* What has distinct values by itself, whatever the columns that are bound to others. */
static bool has_another(const Unique *unique)
{
    for (size_t i = 0; i < unique->columns.count; i++) {
        const ColumnPlan *column = unique->columns.items[i];
        if (relation_is_open(column) && !column->component && value_capacity(column) >= UNIQUE_LARGE)
            return true;
    }
    return false;
}

static bool holds_any(const Unique *unique, const ColumnPlanList *columns)
{
    for (size_t i = 0; i < columns->count; i++)
        if (plan_columns_hold(&unique->columns, columns->items[i]))
            return true;
    return false;
}

static ColumnPlan *bound_to_any(const Unique *unique, const ColumnPlanList *columns)
{
    for (size_t i = 0; i < unique->columns.count; i++)
        for (size_t k = 0; k < columns->count; k++) {
            ColumnPlan *column = unique->columns.items[i];
            if (relation_is_open(column) && !column->bundle && relation_binds(column, columns->items[k]))
                return column;
        }
    return NULL;
}

/* Those that other constraints want distinct, too. */
static void add_rivals(const UniqueList *all, ColumnPlanList *columns)
{
    bool changed = true;
    while (changed) {
        changed = false;
        for (size_t i = 0; i < all->count; i++) {
            const Unique *other = &all->items[i];
            ColumnPlan *rival =
                holds_any(other, columns) || has_another(other) ? NULL : bound_to_any(other, columns);
            if (rival)
                list_push(rival->table->plan->arena, columns, rival);
            changed = changed || rival;
        }
    }
}

/* The column of the constraint that relations bind to others. */
static ColumnPlan *bound_column(const Unique *unique)
{
    for (size_t i = 0; i < unique->columns.count; i++) {
        ColumnPlan *column = unique->columns.items[i];
        if (relation_is_open(column) && !column->bundle && column->component &&
            relation_binds(column, column))
            return column;
    }
    return NULL;
}

bool key_climb(TablePlan *table, const Unique *unique, UniqueList *all)
{
    Arena *arena = table->plan->arena;
    Bundle *bundle = arena_new_object(arena, Bundle);
    ColumnPlan *first = bound_column(unique);
    if (!first || has_another(unique))
        return false;
    list_push(arena, &bundle->columns, first);
    add_rivals(all, &bundle->columns);
    for (size_t i = 0; i < all->count; i++)
        if (holds_any(&all->items[i], &bundle->columns))
            list_push(arena, &bundle->met, all->items[i].name);
    if (bundle->columns.count > 1)
        bundle->ladder = relation_ladder(&bundle->columns, &bundle->count);
    if (!bundle->ladder && !relation_leaves_free(first))
        bundle->classes = relation_classes(&bundle->columns, &bundle->count);
    if (!bundle->ladder && !bundle->classes)
        return false;
    bundle->counts = bundle->ladder != NULL;
    bundle_enter(bundle, all);
    return true;
}
