/* families_way.c: columns on their way from a table to those that it references. */
#include "plan/families_way.h"

size_t way_place(const ColumnList *columns, const Column *column)
{
    size_t i = 0;
    while (i < columns->count && columns->items[i] != column)
        i++;
    return i;
}

bool way_holds(const ColumnList *columns, const Column *column)
{
    return way_place(columns, column) < columns->count;
}

bool way_holds_all(const ColumnList *columns, const ColumnList *some)
{
    for (size_t i = 0; i < some->count; i++)
        if (!way_holds(columns, some->items[i]))
            return false;
    return true;
}

ColumnList way_carried(const ReferencePlan *reference, const ColumnList *columns)
{
    const Reference *r = reference->reference;
    ColumnList all = {0};
    for (size_t i = 0; i < columns->count; i++) {
        size_t place = way_place(&r->columns, columns->items[i]);
        if (place < r->columns.count)
            list_push(reference->table->plan->arena, &all, r->target_columns.items[place]);
    }
    return all;
}
