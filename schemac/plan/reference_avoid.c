/* reference_avoid.c: references whose parents keep away from the value of another column: where the row that
 * is drawn has that very key, the next one is taken. */
#include "plan/reference_avoid.h"

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

/* A unique constraint over the column alone gives it its values before references are linked. */
static bool is_key(const ColumnPlan *column)
{
    const Table *table = column->table->table;
    bool found = false;
    for (size_t i = 0; i < table->keys.count; i++)
        found |= table->keys.items[i]->columns.count == 1 &&
                 table->keys.items[i]->columns.items[0] == column->column;
    for (size_t i = 0; i < table->indexes.count; i++) {
        const Index *index = table->indexes.items[i];
        found |= index->is_unique && !index->predicate && index->elements.count == 1 &&
                 index->elements.items[0].column == column->column;
    }
    return found;
}

/* It may be the one for which another parent has to be there. */
static void note(ColumnPlan *column)
{
    if (is_alone(column))
        column->reference->keeps_away = true;
}

bool reference_avoid(TablePlan *table, const Expr *relation, const Column *a, const Column *b)
{
    ColumnPlan *first = plan_find_column(table, a), *second = plan_find_column(table, b);
    if (!first || !second || first->type->kind != second->type->kind || !is_comparable(first))
        return false;
    bool both = first->reference && second->reference && (is_alone(first) || is_alone(second));
    bool one = (is_alone(first) && is_key(second)) || (is_alone(second) && is_key(first));
    if (!both && !one)
        return false;
    list_push(table->plan->arena, &table->avoidances,
              ((Avoidance){.relation = relation, .a = first, .b = second}));
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
    reference_assign(reference,
                     step_choose(table, step_name_for(column, "parent"), VALUE_ROW,
                                 op_step(equal(column, key, other)), op_step(next), op_step(drawn)));
}

/* Makes one of the two wait for the other's value; one that waits already can't wait for a second. */
static bool decide(Avoidance *avoidance)
{
    avoidance->mover = is_free(avoidance->b) ? avoidance->b : is_free(avoidance->a) ? avoidance->a : NULL;
    if (avoidance->mover)
        avoidance->mover->reference->is_free = false;
    return avoidance->mover != NULL;
}

void references_decide_avoidances(TablePlan *table)
{
    for (size_t i = 0; i < table->avoidances.count; i++)
        if (!decide(&table->avoidances.items[i]))
            unmet_refuse(table, table->avoidances.items[i].relation, "no values are known that meet it");
}
