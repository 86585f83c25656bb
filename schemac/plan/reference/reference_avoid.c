/* reference_avoid.c: references whose parents keep away from the value of another column: where the row that
 * is drawn has that very key, the next one is taken. */
#include "plan/reference/reference_avoid.h"

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

/* It may be the one for which another parent has to be there. */
static void note(ColumnPlan *column)
{
    if (is_alone(column))
        column->reference->keeps_away = true;
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
    if (!both && !one)
        return false;
    list_push(table->plan->arena, &table->avoidances,
              ((Avoidance){.component = component, .relation = relation, .a = first, .b = second}));
    note(first);
    note(second);
    return true;
}

/* ---- the choice of the parent ---- */

/* Drawn freely, and nothing but the column itself reads which row it is. */
static bool is_free(const ColumnPlan *column)
{
    return is_alone(column) && column->reference->is_free && !column->value;
}

static Step *equal(ColumnPlan *column, Step *key, const ColumnPlan *other)
{
    TablePlan *table = column->table;
    Text name = step_name_for(column, "is_taken");
    Operand a = op_step(key), b = op_step(other->value);
    if (column->type->kind == VALUE_UUID)
        return step_call(table, name, VALUE_BOOL, "rt_uuid_equal", OPERANDS(a, b));
    if (column->type->kind == VALUE_TEXT)
        return step_call(table, name, VALUE_BOOL, "rt_text_equal", OPERANDS(a, b));
    return step_infix(table, name, VALUE_BOOL, "==", a, b);
}

ColumnPlan *reference_avoided(const ColumnPlan *column)
{
    const TablePlan *table = column->table;
    for (size_t i = 0; i < table->avoidances.count; i++) {
        const Avoidance *avoidance = &table->avoidances.items[i];
        if (avoidance->mover == column)
            return avoidance->a == column ? avoidance->b : avoidance->a;
    }
    return NULL;
}

void reference_keep_away(ColumnPlan *column, const ColumnPlan *target, const ColumnPlan *other)
{
    ReferencePlan *reference = column->reference;
    TablePlan *table = column->table;
    Step *drawn = reference->parent;
    Step *key =
        step_read(table, step_name_for(column, "drawn"), target->value, target->table, op_step(drawn));
    Step *next = step_call(table, step_name_for(column, "next"), VALUE_ROW, "rt_elsewhere",
                           OPERANDS(op_step(drawn), op_step(drawn), op_rows(target->table)));
    Step *parent = step_choose(table, step_name_for(column, "parent"), VALUE_ROW,
                               op_step(equal(column, key, other)), op_step(next), op_step(drawn));
    ScenarioSet copied = reference_copied_in(column, other);
    if (copied)
        parent =
            step_choose(table, step_name_for(column, "parent"), VALUE_ROW,
                        op_step(component_is_in(column->component, copied)), op_step(drawn), op_step(parent));
    reference_assign(reference, parent);
}

/* The one that waits for the other's value; one that waits already can't wait for a second. */
static ColumnPlan *mover_of(const Avoidance *avoidance)
{
    return is_free(avoidance->b) ? avoidance->b : is_free(avoidance->a) ? avoidance->a : NULL;
}

/* Has another avoidance of the same two columns taken care of it? */
static bool is_decided(const Avoidance *avoidance)
{
    return (avoidance->a->reference && reference_avoided(avoidance->a) == avoidance->b) ||
           (avoidance->b->reference && reference_avoided(avoidance->b) == avoidance->a);
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
