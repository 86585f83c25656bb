/* key_rounds.c: junction tables of whose rows another table wants some with parents that differ: a file is in
 * many folders, and in the trash once, by way of one of these. The junction's rows go round all such parents,
 * so that its first rows have each of them once, and the other table takes first rows alone. */
#include "plan/tables.h"

#include "plan/key/unique.h"

static bool holds_all(const ColumnList *columns, const ColumnList *some)
{
    for (size_t i = 0; i < some->count; i++)
        if (!columns_hold(columns, some->items[i]))
            return false;
    return true;
}

static bool holds_any(const ColumnList *columns, const ColumnList *some)
{
    for (size_t i = 0; i < some->count; i++)
        if (columns_hold(columns, some->items[i]))
            return true;
    return false;
}

static bool is_never_null(const ColumnList *columns)
{
    for (size_t i = 0; i < columns->count; i++)
        if (!columns->items[i]->not_null)
            return false;
    return true;
}

/* ---- the junction ---- */

/* Whether each row has any parent alike, and nothing else says which. */
static bool is_loose(const ReferencePlan *reference)
{
    for (size_t i = 0; i < reference->reference->columns.count; i++) {
        const ColumnPlan *column = plan_find_column(reference->table, reference->reference->columns.items[i]);
        if (column->reference != reference || column->component)
            return false;
    }
    return !reference->implied && reference->target != reference->table && !reference->choices.count &&
           !reference->apart && !reference->below && !reference->above && !reference->keeps_away &&
           reference->reference->fanout.kind != FANOUT_RANGE;
}

/* Whether the table has other unique constraints over columns of the key. */
static bool is_alone(const Table *table, const Key *key)
{
    for (size_t i = 0; i < table->keys.count; i++)
        if (table->keys.items[i] != key && holds_any(&table->keys.items[i]->columns, &key->columns))
            return false;
    for (size_t i = 0; i < table->indexes.count; i++)
        for (size_t k = 0; k < table->indexes.items[i]->elements.count; k++) {
            const IndexElement *element = &table->indexes.items[i]->elements.items[k];
            if (table->indexes.items[i]->is_unique &&
                (!element->column || columns_hold(&key->columns, element->column)))
                return false;
        }
    return table->exclusions.count == 0;
}

/* The key of which the reference is a part, alone among the table's keys. */
static const Key *key_with(const ReferencePlan *reference)
{
    const Table *table = reference->table->table;
    for (size_t i = 0; i < table->keys.count; i++) {
        const Key *key = table->keys.items[i];
        if (key->columns.count > reference->reference->columns.count &&
            holds_all(&key->columns, &reference->reference->columns))
            return is_alone(table, key) ? key : NULL;
    }
    return NULL;
}

/* The junction's reference of those columns, by whose parents its rows can go round. */
static ReferencePlan *round_of(const TablePlan *junction, const ColumnList *columns)
{
    for (size_t i = 0; i < junction->references.count && !junction->family; i++) {
        ReferencePlan *reference = junction->references.items[i];
        if (reference->reference->columns.count == columns->count &&
            holds_all(columns, &reference->reference->columns) && is_loose(reference) &&
            is_never_null(columns) && key_with(reference))
            return reference;
    }
    return NULL;
}

/* ---- the table that wants it ---- */

static ColumnList carried(const ReferencePlan *reference, const ColumnList *columns)
{
    const Reference *r = reference->reference;
    ColumnList all = {0};
    for (size_t i = 0; i < columns->count; i++)
        list_push(reference->table->plan->arena, &all,
                  r->target_columns.items[columns_place(&r->columns, columns->items[i])]);
    return all;
}

/* The key is some of the reference's columns, which are no key of its target. */
static void note_key(TablePlan *table, const Key *key)
{
    for (size_t i = 0; i < table->references.count; i++) {
        ReferencePlan *reference = table->references.items[i];
        if (!is_loose(reference) || key->columns.count >= reference->reference->columns.count ||
            !holds_all(&reference->reference->columns, &key->columns))
            continue;
        ColumnList columns = carried(reference, &key->columns);
        ReferencePlan *round = round_of(reference->target, &columns);
        if (!round || (reference->target->round && reference->target->round != round))
            continue;
        reference->target->round = round;
        reference->target->round_key = key_with(round)->name;
        reference->first_of = round->target;
        return;
    }
}

void keys_note_rounds(TablePlan *table)
{
    for (size_t i = 0; i < table->table->keys.count && !table->family; i++)
        note_key(table, table->table->keys.items[i]);
}
