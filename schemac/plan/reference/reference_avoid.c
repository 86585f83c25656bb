/* reference_avoid.c: references whose parents keep away from the value of another column: where the row that
 * is drawn has that very key, the next one is taken. */
#include "plan/reference/reference_avoid.h"

#include "plan/reference/reference_apart.h"
#include "plan/reference/reference_copy.h"
#include "plan/relation/component.h"
#include "plan/tables.h"
#include "plan/unmet.h"
#include "plan/value.h"

static bool is_comparable(const ColumnPlan *column)
{
    ValueKind kind = column->type->kind;
    return kind == VALUE_INT16 || kind == VALUE_INT32 || kind == VALUE_INT64 || kind == VALUE_UUID ||
           kind == VALUE_TEXT;
}

/* One column is the whole reference, so that no two parents have the same value of it. */
static bool is_alone(const ColumnPlan *column)
{
    const ReferencePlan *reference = column->reference;
    return reference && reference->reference->columns.count == 1 && reference->target != reference->table;
}

/* A unique constraint over the column gives it its values before references are linked: over the column
 * alone, or maybe over others besides. */
static bool is_key(const ColumnPlan *column, bool alone)
{
    const Table *table = column->table->table;
    bool found = false;
    for (size_t i = 0; i < table->keys.count; i++)
        found |= (!alone || table->keys.items[i]->columns.count == 1) &&
                 columns_hold(&table->keys.items[i]->columns, column->column);
    for (size_t i = 0; i < table->indexes.count; i++) {
        const Index *index = table->indexes.items[i];
        bool fits = index->is_unique && !index->predicate && (!alone || index->elements.count == 1);
        for (size_t k = 0; k < index->elements.count && fits; k++)
            found |= index->elements.items[k].column == column->column;
    }
    return found;
}

static ColumnPlan *other_of(const Avoidance *avoidance, const ColumnPlan *column)
{
    return avoidance->a == column ? avoidance->b : avoidance->b == column ? avoidance->a : NULL;
}

/* The other columns of avoidances of the column, each once; of those alone, if so wanted, in which it is the
 * one that keeps away. */
static ColumnPlanList others_of(const ColumnPlan *column, bool moves)
{
    const TablePlan *table = column->table;
    ColumnPlanList others = {0};
    for (size_t i = 0; i < table->avoidances.count; i++) {
        ColumnPlan *other = other_of(&table->avoidances.items[i], column);
        bool known = !other || (moves && table->avoidances.items[i].mover != column);
        for (size_t k = 0; k < others.count && !known; k++)
            known = others.items[k] == other;
        if (!known)
            list_push(table->plan->arena, &others, other);
    }
    return others;
}

/* It may be the one for which other parents have to be there. */
static void note(ColumnPlan *column, bool by_rows)
{
    if (is_alone(column) || by_rows)
        column->reference->keeps_away = others_of(column, false).count;
}

bool reference_avoid(TablePlan *table, const Component *component, const Expr *relation, const Column *a,
                     const Column *b)
{
    ColumnPlan *first = plan_find_column(table, a), *second = plan_find_column(table, b);
    if (!first || !second || first->type->kind != second->type->kind || !is_comparable(first))
        return false;
    bool both = first->reference && second->reference && (is_alone(first) || is_alone(second));
    bool one =
        (is_alone(first) && is_key(second, !component)) || (is_alone(second) && is_key(first, !component));
    bool by_rows = !component && references_differ_by(first, second);
    if (!both && !one && !by_rows)
        return false;
    list_push(table->plan->arena, &table->avoidances,
              ((Avoidance){.component = component, .relation = relation, .a = first, .b = second}));
    note(first, by_rows);
    note(second, by_rows);
    return true;
}

/* ---- the choice of the parent ---- */

/* The scenarios in which the column is a copy of one of them. */
static ScenarioSet copied_in(const ColumnPlan *column, const ColumnPlanList *others)
{
    ScenarioSet copied = 0;
    for (size_t i = 0; i < others->count; i++)
        copied |= reference_copied_in(column, others->items[i]);
    return copied;
}

static Step *is_value_of(const ColumnPlan *column, const Step *key, const ColumnPlan *other)
{
    return step_equal(column->table, step_name_for(column, "is_taken"), key, other->value);
}

ColumnPlanList references_avoided(const ColumnPlan *column)
{
    return others_of(column, true);
}

/* True where the parent has the value of one of them. */
static Step *is_taken(ColumnPlan *column, const ColumnPlan *target, Step *parent,
                      const ColumnPlanList *others)
{
    TablePlan *table = column->table;
    Step *key =
        step_read(table, step_name_for(column, "drawn"), target->value, target->table, op_step(parent));
    Step *taken = is_value_of(column, key, others->items[0]);
    for (size_t i = 1; i < others->count; i++)
        taken = step_infix(table, step_name_for(column, "is_taken"), VALUE_BOOL, "||", op_step(taken),
                           op_step(is_value_of(column, key, others->items[i])));
    return taken;
}

/* As many steps to the next parent as there are others come to one that none of them has. */
void reference_keep_away(ColumnPlan *column, const ColumnPlan *target, const ColumnPlanList *others)
{
    TablePlan *table = column->table;
    Step *drawn = column->reference->parent, *parent = drawn;
    for (size_t i = 0; i < others->count; i++) {
        Step *next = step_call(table, step_name_for(column, "next"), VALUE_ROW, "rt_elsewhere",
                               OPERANDS(op_step(parent), op_step(parent), op_rows(target->table)));
        parent =
            step_choose(table, step_name_for(column, "parent"), VALUE_ROW,
                        op_step(is_taken(column, target, parent, others)), op_step(next), op_step(parent));
    }
    ScenarioSet copied = copied_in(column, others);
    if (copied)
        parent =
            step_choose(table, step_name_for(column, "parent"), VALUE_ROW,
                        op_step(component_is_in(column->component, copied)), op_step(drawn), op_step(parent));
    reference_assign(column->reference, parent);
}

/* Drawn freely, or keeping away from others already; one that is a copy of some column in some rows keeps
 * away from no other. */
static bool may_move(const ColumnPlan *column)
{
    if (!is_alone(column) || column->value)
        return false;
    ColumnPlanList avoided = references_avoided(column), others = others_of(column, false);
    return avoided.count ? !copied_in(column, &others) : column->reference->is_free;
}

static bool is_later(const ColumnPlan *column, const ColumnPlan *other)
{
    const ColumnList *columns = &column->table->table->columns;
    return columns_place(columns, column->column) > columns_place(columns, other->column);
}

/* The one that waits for the other's value: the later of two that may, so that none waits for itself. */
static ColumnPlan *mover_of(const Avoidance *avoidance)
{
    bool a_is_later = is_later(avoidance->a, avoidance->b);
    ColumnPlan *later = a_is_later ? avoidance->a : avoidance->b;
    ColumnPlan *earlier = a_is_later ? avoidance->b : avoidance->a;
    return may_move(later) ? later : may_move(earlier) ? earlier : NULL;
}

static bool keeps_from(const ColumnPlan *column, const ColumnPlan *other)
{
    ColumnPlanList avoided = references_avoided(column);
    for (size_t i = 0; i < avoided.count; i++)
        if (avoided.items[i] == other)
            return true;
    return false;
}

/* Has another avoidance of the same two columns taken care of it? */
static bool is_decided(const Avoidance *avoidance)
{
    return keeps_from(avoidance->a, avoidance->b) || keeps_from(avoidance->b, avoidance->a);
}

static bool has_value(const ColumnPlan *column)
{
    return column->value || column->reference;
}

/* The relation is met, whatever scenario has it. */
static void take_off(const Avoidance *avoidance)
{
    const Component *component = avoidance->component;
    for (size_t i = 0; component && i < component->scenarios.count; i++) {
        ExprList *relations = &component->scenarios.items[i]->relations;
        for (size_t k = relations->count; k-- > 0;)
            if (expr_equal(relations->items[k], avoidance->relation))
                list_remove(relations, k);
    }
}

static bool decide(Avoidance *avoidance)
{
    if (references_are_apart(avoidance))
        return true;
    bool waits = !is_decided(avoidance);
    ColumnPlan *mover = waits ? mover_of(avoidance) : NULL;
    bool is_open = avoidance->component && !(has_value(avoidance->a) && has_value(avoidance->b));
    if ((waits && !mover) || is_open)
        return avoidance->component != NULL;
    take_off(avoidance);
    if (mover) {
        avoidance->mover = mover;
        mover->reference->is_free = false;
    }
    return true;
}

void references_decide_avoidances(TablePlan *table)
{
    for (size_t i = 0; i < table->avoidances.count; i++)
        if (!decide(&table->avoidances.items[i]))
            unmet_refuse(table, table->avoidances.items[i].relation, "no values are known that meet it");
}
