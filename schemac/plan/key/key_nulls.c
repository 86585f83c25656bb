/* key_nulls.c: NULL in columns that unique constraints decide: rows that have it are like no other ones,
 * where the constraint does not say otherwise. Also in references, whose parents keys decide. */
#include "evaluate/evaluate.h"
#include "plan/condition/condition.h"
#include "plan/key/unique.h"
#include "plan/tables.h"
#include "plan/value.h"

/* The element, which may read the column, is known to be NULL where that is. */
static bool follows(const TablePlan *table, const Expr *element, const ColumnPlan *column)
{
    ScenarioScope scope = component_scope((TablePlan *)table);
    ColumnList columns = scenario_columns(&scope, element);
    if (!columns_hold(&columns, column->column))
        return true;
    if (element->kind == EXPR_COLUMN || columns.count > 1)
        return element->kind == EXPR_COLUMN;
    size_t count = table->table->columns.count;
    Text *texts = arena_array(scope.arena, count + 1, sizeof *texts);
    bool *nulls = arena_array(scope.arena, count + 1, sizeof *nulls);
    nulls[columns_place(&table->table->columns, column->column)] = true;
    EvaluateScope row = {.schema = scope.schema, .table = table->table, .texts = texts, .nulls = nulls};
    return evaluate(scope.arena, element, &row, NULL, NULL) == EVALUATED_NULL;
}

static bool allows_null(const TablePlan *table, const Unique *unique, const ColumnPlan *column)
{
    for (size_t i = 0; i < unique->elements.count; i++)
        if (!follows(table, unique->elements.items[i], column))
            return false;
    return !unique->nulls_not_distinct || !plan_columns_hold(&unique->columns, column);
}

/* The database computes a column from it that a reference needs. */
static bool is_needed(const ColumnPlan *column)
{
    const TablePlan *table = column->table;
    ScenarioScope scope = component_scope((TablePlan *)table);
    for (size_t i = 0; i < table->columns.count; i++) {
        const ColumnPlan *made = table->columns.items[i];
        const Expr *expr = made->never_null && !made->written
                               ? condition_generation(scope.arena, scope.schema, table->table, made->column)
                               : NULL;
        ColumnList columns = expr ? scenario_columns(&scope, expr) : (ColumnList){0};
        if (columns_hold(&columns, column->column))
            return true;
    }
    return false;
}

/* A column that keys gave its value, and that no reference, group or condition has a say in. */
static bool is_keys_own(const ColumnPlan *column)
{
    return column->value && (!column->null || column->is_null_beyond) && !column->reference &&
           !column->component && !column->bundle && !column->is_laid_out && !families_share(column) &&
           !is_needed(column);
}

/* A share of the rows, beside those for which the key has no values left. */
static void draw_more_nulls(ColumnPlan *column)
{
    TablePlan *table = column->table;
    double share = value_null_share(column);
    if (share <= 0)
        return;
    Step *drawn =
        step_chance(table, step_name_for(column, "is_left_out"), column->column->name, TEXT("null"), share);
    column->null =
        step_infix(table, column->null_field, VALUE_BOOL, "||", op_step(drawn), op_step(column->null));
}

/* ---- references ---- */

/* A reference whose parents keys decided, and of which nothing says whether it is there; or only that there
 * are rows beyond all parents. */
static bool is_open(const ReferencePlan *reference)
{
    bool only_beyond = reference->is_unique && !reference->table->family;
    return reference->parent && (!reference->null || only_beyond) && !reference->implied &&
           !reference->by_key && !reference->first_of && reference->reference->fanout.kind != FANOUT_RANGE &&
           !reference_is_bound(reference) && (reference_is_nullable(reference) || family_keeps(reference));
}

/* Whether another reference wants the column to be NULL together with others. */
static bool is_matched_in_full(const ReferencePlan *reference, const Column *column)
{
    const ReferencePlanList *references = &reference->table->references;
    for (size_t i = 0; i < references->count; i++) {
        const Reference *other = references->items[i]->reference;
        if (references->items[i] != reference && other->match == MATCH_FULL &&
            columns_hold(&other->columns, column))
            return true;
    }
    return false;
}

/* Its columns that can be NULL, of those that it gives, would be so at once. */
static bool may_be_left_out(const UniqueList *uniques, const ReferencePlan *reference)
{
    bool allowed = is_open(reference);
    for (size_t i = 0; i < reference->reference->columns.count && allowed; i++) {
        ColumnPlan *column = plan_find_column(reference->table, reference->reference->columns.items[i]);
        if (column->reference != reference || column->column->not_null)
            continue;
        allowed =
            !families_share(column) && !is_needed(column) && !is_matched_in_full(reference, column->column);
        for (size_t k = 0; k < uniques->count && allowed; k++)
            allowed = allows_null(reference->table, &uniques->items[k], column);
    }
    return allowed;
}

void key_draw_nulls(TablePlan *table, const UniqueList *uniques)
{
    for (size_t i = 0; i < table->references.count; i++)
        if (may_be_left_out(uniques, table->references.items[i]))
            reference_leave_out(table->references.items[i]);
    for (size_t i = 0; i < table->columns.count; i++) {
        ColumnPlan *column = table->columns.items[i];
        bool allowed = is_keys_own(column);
        for (size_t k = 0; k < uniques->count && allowed; k++)
            allowed = allows_null(table, &uniques->items[k], column);
        if (allowed && column->null)
            draw_more_nulls(column);
        else if (allowed)
            value_draw_null(column);
    }
}
