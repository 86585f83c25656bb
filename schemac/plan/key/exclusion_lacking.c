/* exclusion_lacking.c: columns of ranges that must not overlap, some of which have no end, or no beginning:
 * the last range of a key, or the first one. Ranges have both where nothing tells those apart. */
#include "plan/key/exclusion_axis.h"

#include "plan/condition/condition.h"
#include "plan/tables.h"

/* One of the bounds, which some of the ranges may lack. */
typedef struct Lack {
    const LaidRange *range;
    RangeEnd end;
} Lack;

/* ---- whether it is wanted ---- */

static bool tells(const Lack *lack, const Expr *expr)
{
    const RangeColumns *columns = &lack->range->columns;
    const Axis *axis = &lack->range->axis;
    return exclusion_axis_is(columns, axis, expr, true, lack->end) &&
           exclusion_axis_is(columns, axis, expr, false, RANGE_CLOSED);
}

/* One of the parts of a condition, or of a predicate, is about such ranges alone. */
static bool wants(const Lack *lack, const Expr *expr)
{
    if (expr->kind != EXPR_AND && expr->kind != EXPR_OR)
        return tells(lack, expr);
    for (size_t i = 0; i < expr->arguments.count; i++)
        if (wants(lack, expr->arguments.items[i]))
            return true;
    return false;
}

static bool is_wanted(const Lack *lack)
{
    const ColumnPlan *column = lack->range->columns.range;
    const TablePlan *table = column->table;
    for (size_t i = 0; i < column->conditions.count; i++)
        if (wants(lack, column->conditions.items[i]))
            return true;
    for (size_t i = 0; i < table->table->indexes.count; i++) {
        const Expr *predicate = table->table->indexes.items[i]->predicate;
        if (predicate && wants(lack, condition_expand(table->plan->arena, table->plan->schema, table->table,
                                                      (Expr *)predicate)))
            return true;
    }
    return false;
}

/* ---- which rows ---- */

static Step *both(const Lack *lack, Step *rows, Step *more)
{
    ColumnPlan *column = lack->range->columns.range;
    return more ? step_infix(column->table, step_name_for(column, "lacks"), VALUE_BOOL, "&&", op_step(rows),
                             op_step(more))
                : rows;
}

/* Has the rows, and no others, in scenarios that want such ranges alone; or finds those of them that are in
 * one that lets them be. NULL: none. */
static Step *rows_in_scenarios(const Lack *lack, Step *rows)
{
    const RangeColumns *columns = &lack->range->columns;
    Component *component = columns->range->component;
    const Axis *axis = &lack->range->axis;
    ScenarioSet closed = exclusion_axis_scenarios(columns, axis, component, &(ColumnPlanList){0}),
                open = exclusion_axis_lacking(columns, axis, component, lack->end);
    if (open & ~closed)
        return component_exempt(component, rows, open & ~closed) ? rows : NULL;
    if (!open || !is_wanted(lack))
        return NULL;
    return both(lack, rows, component_is_in(component, open));
}

/* The rows whose ranges lack the bound, out of those of which `others` is not true; NULL: none. */
static Step *lacking(const LaidRange *range, RangeEnd end, Step *others)
{
    Lack lack = {range, end};
    ColumnPlan *column = range->columns.range;
    if (!exclusion_axis_may_lack(&range->columns, &range->axis, end) ||
        (!column->component && !is_wanted(&lack)))
        return NULL;
    Step *rows = exclusion_some_at_end(range, end);
    if (others)
        rows = both(
            &lack, rows,
            step_prefix(column->table, step_name_for(column, "is_closed"), VALUE_BOOL, "!", op_step(others)));
    return column->component ? rows_in_scenarios(&lack, rows) : rows;
}

void exclusion_open_column(const LaidRange *range)
{
    ColumnPlan *column = range->columns.range;
    Step *no_end = lacking(range, RANGE_NO_END, NULL),
         *no_beginning = lacking(range, RANGE_NO_BEGINNING, no_end);
    if (no_end || no_beginning)
        column->value =
            domain_range_endless(column, column->field, range->from, range->to, no_beginning, no_end);
}

/* ---- what holds at an end ---- */

bool exclusion_is_at_end(const RangeColumns *columns, const Axis *axis, const Expr *predicate)
{
    static const RangeEnd ends[] = {RANGE_NO_END, RANGE_NO_BEGINNING};
    bool is_at_end = false;
    if (predicate->kind == EXPR_OR || !exclusion_axis_is(columns, axis, predicate, false, RANGE_CLOSED))
        return false;
    for (size_t i = 0; i < 2; i++)
        is_at_end |= exclusion_axis_is(columns, axis, predicate, true, ends[i]) &&
                     exclusion_axis_is(columns, axis, predicate, false, ends[1 - i]);
    return is_at_end;
}
