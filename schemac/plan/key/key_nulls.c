/* key_nulls.c: NULL in columns that unique constraints decide: rows that have it are like no other ones,
 * where the constraint does not say otherwise. */
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

void key_draw_nulls(TablePlan *table, const UniqueList *uniques)
{
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
