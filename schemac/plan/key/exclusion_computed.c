/* exclusion_computed.c: ranges that are computed from a moment and a length, or from a day and times. What 1
 * of the length stands for is measured: the expression is evaluated for a few lengths and moments. */
#include "plan/key/exclusion_axis.h"

#include "evaluate/evaluate.h"
#include "plan/domain/literal_value.h"
#include "plan/narrow/narrow_parts.h"
#include "plan/narrow/narrow_whole.h"
#include "plan/tables.h"

static TypeCode code_of(const ColumnPlan *column)
{
    TypeUse base = type_base(&column->column->type);
    return base.dimensions ? TYPE_OTHER : base.type->code;
}

static bool is_integer(const ColumnPlan *column)
{
    TypeCode code = code_of(column);
    return code == TYPE_INT2 || code == TYPE_INT4 || code == TYPE_INT8;
}

static ColumnPlanList read_by(const TablePlan *table, const Expr *expr)
{
    ScenarioScope scope = component_scope((TablePlan *)table);
    ColumnList columns = scenario_columns(&scope, expr);
    ColumnPlanList plans = {0};
    for (size_t i = 0; i < columns.count; i++)
        list_push(table->plan->arena, &plans, plan_find_column(table, columns.items[i]));
    return plans;
}

/* ---- a moment and a length ---- */

typedef struct Measure {
    const TablePlan *table;
    const ColumnPlan *from, *length;
    const Expr *end;
} Measure;

/* How far the end is from `from`. */
static bool distance(const Measure *measure, int64_t from, int64_t length, int64_t *result)
{
    Arena *arena = measure->table->plan->arena;
    TypeUse base = type_base(&measure->from->column->type), type;
    NarrowTask task = {.arena = arena, .column = measure->from, .base = base};
    EvaluateScope scope = evaluate_scope(arena, measure->table->plan->schema, measure->table->table);
    Text end;
    evaluate_scope_give(&scope, measure->from->column, whole_text(&task, from));
    evaluate_scope_give(&scope, measure->length->column, text_format(arena, "%lld", (long long)length));
    if (evaluate(arena, measure->end, &scope, &end, &type) != EVALUATED_VALUE ||
        type.type->code != base.type->code ||
        !literal_to_whole(arena, &base, measure->from->type, end, result))
        return false;
    *result -= from;
    return true;
}

/* What 1 of the length adds, the same everywhere; 0 where that is not so. */
static int64_t measured(const Measure *measure)
{
    static const int64_t lengths[] = {1, 2, 17, 100}, places[] = {0, 8000, 9131};
    int64_t per = 0, far;
    int64_t unit = domain_range_unit(measure->from);
    for (size_t p = 0; p < sizeof places / sizeof *places; p++)
        for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
            if (!distance(measure, places[p] * unit, lengths[i], &far) || (per && far != per * lengths[i]))
                return 0;
            per = per ? per : far;
        }
    return per > 0 ? per : 0;
}

static RangeColumns with_length(const TablePlan *table, ColumnPlan *from, const Expr *range)
{
    ColumnPlanList read = read_by(table, range);
    if (read.count != 2)
        return (RangeColumns){0};
    ColumnPlan *length = read.items[read.items[0] == from];
    Measure measure = {table, from, length, range->arguments.items[1]};
    RangeColumns columns = {.from = from, .length = length, .bound = from};
    columns.per = is_integer(length) && literal_is_whole(from->type) ? measured(&measure) : 0;
    return columns.per ? columns : (RangeColumns){0};
}

/* ---- a day and times ---- */

/* day + time is a moment of that day, whatever the time. */
static RangeColumns within_day(const TablePlan *table, const Expr *range)
{
    ColumnPlanList read = read_by(table, range);
    RangeColumns columns = {0};
    for (size_t i = 0; i < read.count; i++) {
        TypeCode code = code_of(read.items[i]);
        if (code == TYPE_TIME)
            list_push(table->plan->arena, &columns.times, read.items[i]);
        else if (code != TYPE_DATE || columns.from)
            return (RangeColumns){0};
        else
            columns.from = read.items[i];
    }
    columns.bound = columns.from;
    return columns.from && columns.times.count ? columns : (RangeColumns){0};
}

RangeColumns exclusion_computed(const TablePlan *table, ColumnPlan *from, const Expr *range)
{
    return from ? with_length(table, from, range) : within_day(table, range);
}
