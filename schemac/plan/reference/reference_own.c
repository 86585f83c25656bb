/* reference_own.c: which references give which columns, and which hold because others do. */
#include "plan/tables.h"

Reference *reference_of_originals(Arena *arena, const Table *table, Reference *reference)
{
    Reference *copy = arena_new_object(arena, Reference);
    *copy = *reference;
    copy->columns = (ColumnList){0};
    for (size_t i = 0; i < reference->columns.count; i++) {
        Column *original = condition_original(table, reference->columns.items[i]);
        list_push(arena, &copy->columns, original ? original : reference->columns.items[i]);
    }
    for (size_t i = 0; i < copy->columns.count; i++)
        if (copy->columns.items[i] != reference->columns.items[i])
            return copy;
    return reference;
}

/* Whether both ask the same of the same columns, in whatever order. */
static bool same_columns(const Reference *first, const Reference *second)
{
    if (first->target != second->target || first->columns.count != second->columns.count)
        return false;
    for (size_t i = 0; i < first->columns.count; i++) {
        size_t place = columns_place(&second->columns, first->columns.items[i]);
        if (place == second->columns.count ||
            first->target_columns.items[i] != second->target_columns.items[place])
            return false;
    }
    return true;
}

/* Whether the first one asks all that the second one does, and maybe more. */
static bool asks_all(const Reference *first, const Reference *second)
{
    if (first->target != second->target)
        return false;
    for (size_t i = 0; i < second->columns.count; i++) {
        size_t place = columns_place(&first->columns, second->columns.items[i]);
        if (place == first->columns.count ||
            first->target_columns.items[place] != second->target_columns.items[i])
            return false;
    }
    return true;
}

const Reference *reference_carried_on(Arena *arena, const Reference *first, const Reference *onward)
{
    Reference *carried = arena_new_object(arena, Reference);
    carried->target = onward->target;
    for (size_t i = 0; i < onward->columns.count; i++) {
        size_t place = columns_place(&first->target_columns, onward->columns.items[i]);
        if (place == first->target_columns.count && !onward->columns.items[i]->not_null)
            return NULL;
        if (place == first->target_columns.count)
            continue;
        list_push(arena, &carried->columns, first->columns.items[place]);
        list_push(arena, &carried->target_columns, onward->target_columns.items[i]);
    }
    return carried->columns.count ? carried : NULL;
}

/* True where rows that satisfy `first` satisfy `second` because their parents do, or the parents' parents. */
static bool leads_to(Arena *arena, const Reference *first, const Reference *second, int way)
{
    for (size_t r = 0; r < first->target->references.count && way < REFERENCE_WAY; r++) {
        const Reference *onward = reference_carried_on(arena, first, first->target->references.items[r]);
        bool away = onward && first->target->references.items[r]->target != first->target;
        if (away && (asks_all(onward, second) || leads_to(arena, onward, second, way + 1)))
            return true;
    }
    return false;
}

/* True where what the reference's columns take from their parents comes from the table itself in the end. */
static bool comes_back(Arena *arena, const Table *home, const Reference *reference, int way)
{
    if (reference->target == home || way == REFERENCE_WAY)
        return true;
    for (size_t r = 0; r < reference->target->references.count; r++) {
        const Reference *onward = reference->target->references.items[r];
        const Reference *carried =
            onward->target != reference->target ? reference_carried_on(arena, reference, onward) : NULL;
        if (carried && comes_back(arena, home, carried, way + 1))
            return true;
    }
    return false;
}

/* Whether `first` gives a parent wherever `second` wants one. */
static bool is_there(const Reference *first, const Reference *second)
{
    for (size_t i = 0; i < first->columns.count; i++)
        if (!first->columns.items[i]->not_null && !columns_hold(&second->columns, first->columns.items[i]))
            return false;
    return true;
}

bool reference_implies(Arena *arena, const Table *home, const Reference *first, const Reference *second)
{
    if (!is_there(first, second))
        return false;
    if (asks_all(first, second) && first->columns.count > second->columns.count)
        return true;
    return leads_to(arena, first, second, 0) && !comes_back(arena, home, first, 0);
}

static void mark_implied(TablePlan *table)
{
    Arena *arena = table->plan->arena;
    for (size_t i = 0; i < table->references.count; i++)
        for (size_t k = 0; k < table->references.count; k++) {
            const ReferencePlan *first = table->references.items[i];
            ReferencePlan *second = table->references.items[k];
            bool twice = i < k && same_columns(first->reference, second->reference);
            if (i != k && !first->implied &&
                (twice || reference_implies(arena, table->table, first->reference, second->reference)))
                second->implied = true;
        }
}

static void own(ReferencePlan *reference)
{
    for (size_t i = 0; i < reference->reference->columns.count; i++) {
        ColumnPlan *column = plan_find_column(reference->table, reference->reference->columns.items[i]);
        if (!column->reference)
            column->reference = reference;
    }
}

static void refuse_sharing(const ReferencePlan *reference, const ColumnPlan *column)
{
    const ReferencePlan *other = column->reference;
    Text reason = text_format(
        reference->table->plan->arena,
        "column \"%.*s\" is also in reference \"%.*s\", and the two can't be met together",
        TEXT_ARG(column->column->name), TEXT_ARG(other ? other->reference->name : column->column->name));
    reference_refuse(reference, reason, TEXT("Leave one of the two references out of the schema."));
}

void references_own(TablePlan *table)
{
    mark_implied(table);
    for (size_t i = 0; i < table->references.count; i++)
        if (!table->references.items[i]->implied)
            own(table->references.items[i]);
}

void references_check_sharing(TablePlan *table)
{
    for (size_t i = 0; i < table->references.count; i++) {
        const ReferencePlan *reference = table->references.items[i];
        for (size_t k = 0; k < reference->reference->columns.count && !reference->implied; k++) {
            ColumnPlan *column = plan_find_column(table, reference->reference->columns.items[k]);
            if (column->reference != reference && !families_meet(reference, column) && !join_has(reference))
                refuse_sharing(reference, column);
        }
    }
}
