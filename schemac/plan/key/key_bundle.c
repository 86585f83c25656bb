/* key_bundle.c: columns that keys give their values by one index. */
#include "plan/key/unique.h"
#include "plan/tables.h"

static bool meets(const Bundle *bundle, const Unique *unique)
{
    for (size_t i = 0; i < bundle->met.count; i++)
        if (text_equal(unique->name, bundle->met.items[i]))
            return true;
    return false;
}

/* The carrier stands for the bundle's columns. */
static void enter(const Bundle *bundle, Unique *unique)
{
    for (size_t i = unique->columns.count; i-- > 0;)
        if (plan_columns_hold(&bundle->columns, unique->columns.items[i]))
            list_remove(&unique->columns, i);
    list_push(bundle->carrier->table->plan->arena, &unique->columns, bundle->carrier);
}

void bundle_enter(Bundle *bundle, UniqueList *all)
{
    Arena *arena = bundle->columns.items[0]->table->plan->arena;
    bundle->carrier = arena_new_object(arena, ColumnPlan);
    for (size_t i = 0; i < bundle->columns.count; i++)
        bundle->columns.items[i]->bundle = bundle;
    *bundle->carrier = *bundle->columns.items[0];
    bundle->carrier->component = NULL;
    bundle->carrier->is_entangled = false;
    bundle->carrier->conditions = (ExprList){0};
    for (size_t i = 0; i < all->count; i++)
        if (meets(bundle, &all->items[i]))
            enter(bundle, &all->items[i]);
}

void bundle_give(const Bundle *bundle, Operand index)
{
    if (bundle->listing)
        key_listing_give(bundle, index);
    else if (bundle->ladder)
        relation_climb(bundle->ladder, index);
    else if (bundle->leading)
        key_leading_give(bundle, index);
    else
        relation_classify(bundle->classes, index, bundle->count);
    bundle->carrier->value = bundle->columns.items[0]->value;
}
