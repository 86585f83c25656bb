/* families_way.c: columns on their way from a table to those that it references. */
#include "plan/reference/families_way.h"

bool way_holds_all(const ColumnList *columns, const ColumnList *some)
{
    for (size_t i = 0; i < some->count; i++)
        if (!columns_hold(columns, some->items[i]))
            return false;
    return true;
}

ColumnList way_carried(const ReferencePlan *reference, const ColumnList *columns)
{
    const Reference *r = reference->reference;
    ColumnList all = {0};
    for (size_t i = 0; i < columns->count; i++) {
        size_t place = columns_place(&r->columns, columns->items[i]);
        if (place < r->columns.count)
            list_push(reference->table->plan->arena, &all, r->target_columns.items[place]);
    }
    return all;
}
