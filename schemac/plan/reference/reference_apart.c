/* reference_apart.c: references to different rows of one table. A parent is a number among those that are
 * left; the places of the parents that are taken, among those that the reference may take, are skipped. */
#include "plan/reference/reference_apart.h"

#include "plan/tables.h"

/* ---- which are apart ---- */

static const Column *target_of(const ColumnPlan *column)
{
    const Reference *reference = column->reference->reference;
    return reference->target_columns.items[columns_place(&reference->columns, column->column)];
}

/* Whether both take the target's column from one column of their table. */
static bool is_shared(const ReferencePlan *one, const ReferencePlan *other, const Column *target)
{
    const Reference *a = one->reference, *b = other->reference;
    size_t i = columns_place(&a->target_columns, target), k = columns_place(&b->target_columns, target);
    return i < a->columns.count && k < b->columns.count && a->columns.items[i] == b->columns.items[k];
}

/* Of rows that have the same values in the columns that both share each has a value of its own there: those
 * columns and this one are a key. */
static bool is_key(const ReferencePlan *one, const ReferencePlan *other, const ColumnList *key,
                   const Column *column)
{
    bool in_key = false;
    for (size_t i = 0; i < key->count; i++) {
        in_key |= key->items[i] == column;
        if (key->items[i] != column && !is_shared(one, other, key->items[i]))
            return false;
    }
    return in_key;
}

/* The columns of a unique index of all rows; none where it is over something else. */
static ColumnList indexed(Arena *arena, Index *index)
{
    ColumnList columns = {0};
    for (size_t i = 0; i < index->elements.count && index->is_unique && !index->predicate; i++) {
        if (!index->elements.items[i].column)
            return (ColumnList){0};
        list_push(arena, &columns, index->elements.items[i].column);
    }
    return columns;
}

static bool tells_apart(const ReferencePlan *one, const ReferencePlan *other, const Column *column)
{
    const Table *target = one->target->table;
    for (size_t i = 0; i < target->keys.count; i++)
        if (is_key(one, other, &target->keys.items[i]->columns, column))
            return true;
    for (size_t i = 0; i < target->indexes.count; i++) {
        ColumnList columns = indexed(one->table->plan->arena, target->indexes.items[i]);
        if (is_key(one, other, &columns, column))
            return true;
    }
    return false;
}

bool references_differ_by(const ColumnPlan *a, const ColumnPlan *b)
{
    const ReferencePlan *one = a->reference, *other = b->reference;
    return one && other && one != other && one->target == other->target && one->target != one->table &&
           target_of(a) == target_of(b) && tells_apart(one, other, target_of(a));
}

static bool is_of(const Avoidance *avoidance, const ReferencePlan *one, const ReferencePlan *other)
{
    return (avoidance->a->reference == one && avoidance->b->reference == other) ||
           (avoidance->a->reference == other && avoidance->b->reference == one);
}

/* The condition by which both differ in all rows; NULL where there is none. */
static Avoidance *avoidance_of(const ReferencePlan *one, const ReferencePlan *other)
{
    for (size_t i = 0; i < one->table->avoidances.count; i++) {
        Avoidance *avoidance = &one->table->avoidances.items[i];
        if (!avoidance->component && is_of(avoidance, one, other) &&
            references_differ_by(avoidance->a, avoidance->b))
            return avoidance;
    }
    return NULL;
}

static bool may_share(const ReferencePlan *one, const ReferencePlan *other)
{
    ParentSet a = reference_parent_set(one), b = reference_parent_set(other);
    return !a.component || a.component != b.component || (a.set & b.set);
}

bool references_meet(const ReferencePlan *one, const ReferencePlan *other)
{
    bool apart = (one->apart == other && !one->choices.count && !other->choices.count) ||
                 (avoidance_of(one, other) && !reference_is_mixed(one) && !reference_is_mixed(other));
    return apart && may_share(one, other);
}

ReferencePlanList references_apart_from(const ReferencePlan *reference, const ReferencePlanList *others)
{
    ReferencePlanList apart = {0};
    for (size_t i = 0; i < others->count; i++)
        if (references_meet(reference, others->items[i]))
            list_push(reference->table->plan->arena, &apart, others->items[i]);
    return apart;
}

bool reference_is_narrower(const ReferencePlan *reference, const ReferencePlan *other)
{
    ParentSet own = reference_parent_set(reference), all = reference_parent_set(other);
    bool within = own.component == all.component && !(own.set & ~all.set);
    return own.component && (!all.component || (within && own.set != all.set));
}

ReferencePlanList references_narrowest_first(const ReferencePlanList *references)
{
    ReferencePlanList sorted = {0};
    for (size_t i = 0; i < references->count; i++) {
        ReferencePlan *reference = references->items[i];
        size_t place = i;
        list_push(reference->table->plan->arena, &sorted, reference);
        for (size_t k = i; k-- > 0;)
            if (references_meet(reference, sorted.items[k]) &&
                reference_is_narrower(reference, sorted.items[k]))
                place = k;
        for (size_t k = i; k > place; k--)
            sorted.items[k] = sorted.items[k - 1];
        sorted.items[place] = reference;
    }
    return sorted;
}

/* Its parent may be another one in the end, when the other ones are known. */
static bool may_move(const ReferencePlan *reference)
{
    return reference->is_free && reference->reference->columns.count == 1;
}

ReferencePlanList references_apart_settled(const ReferencePlan *reference)
{
    const TablePlan *table = reference->table;
    ReferencePlanList settled = {0};
    for (size_t i = 0; i < table->references.count; i++)
        if (table->references.items[i]->parent && !may_move(table->references.items[i]))
            list_push(table->plan->arena, &settled, table->references.items[i]);
    return references_apart_from(reference, &settled);
}

bool references_are_apart(const Avoidance *avoidance)
{
    return avoidance->is_met || (!avoidance->component && references_differ_by(avoidance->a, avoidance->b) &&
                                 !may_share(avoidance->a->reference, avoidance->b->reference));
}

/* ---- parents ---- */

const Count *reference_parents_beside(const ReferencePlan *reference, const ReferencePlanList *others)
{
    return others->count
               ? count_less(reference->table->plan->arena, reference_parents(reference), others->count)
               : reference_parents(reference);
}

/* The place of the other one's parent among those that the reference may take: none of them where it is not
 * among them. */
static Step *place_taken(const ReferencePlan *reference, const ReferencePlan *other)
{
    ParentSet parents = reference_parent_set(reference);
    Text name = text_format(reference->table->plan->arena, "%.*s_taken",
                            TEXT_ARG(other->reference->columns.items[0]->name));
    Step *place = parents.component ? component_number(reference->table, name, parents.component, parents.set,
                                                       op_step(other->parent))
                                    : other->parent;
    return place;
}

/* Both numbers, the smaller one first. */
static void put_in_order(TablePlan *table, Step **low, Step **high)
{
    Step *a = *low, *b = *high;
    *low = step_call(table, a->name, VALUE_ROW, "rt_least", OPERANDS(op_step(a), op_step(b)));
    *high = step_call(table, b->name, VALUE_ROW, "rt_most", OPERANDS(op_step(a), op_step(b)));
}

Step *reference_skip(TablePlan *table, Text name, Step *number, StepList *places)
{
    for (size_t end = places->count; end > 1; end--)
        for (size_t i = 0; i + 1 < end; i++)
            put_in_order(table, &places->items[i], &places->items[i + 1]);
    for (size_t i = 0; i < places->count; i++)
        number = step_call(table, name, VALUE_ROW, "rt_skip",
                           OPERANDS(op_step(number), op_step(places->items[i])));
    return number;
}

void references_set_apart(const ReferencePlan *one, const ReferencePlan *other)
{
    Avoidance *avoidance = avoidance_of(one, other);
    if (avoidance)
        avoidance->is_met = true;
}

Step *reference_row_beside(ReferencePlan *reference, Text name, Step *number, const ReferencePlanList *others)
{
    StepList places = {0};
    for (size_t i = 0; i < others->count; i++) {
        list_push(reference->table->plan->arena, &places, place_taken(reference, others->items[i]));
        references_set_apart(reference, others->items[i]);
    }
    return reference_row(reference, name, reference_skip(reference->table, name, number, &places));
}
