/* relation_between.c: a number or time that relations hold between what others give: x <= a * b, x::date = a.
 * It is drawn between the largest of the lower bounds and the smallest of the upper ones, which are computed.
 * That there is always room between them is found out by samples of the others (relation_sample.c). */
#include "plan/relation/relation_between.h"

#include "model/expr_type.h"
#include "plan/compile/compile_expr.h"
#include "plan/condition/condition.h"
#include "plan/domain/literal_value.h"
#include "plan/narrow/column_domain.h"
#include "plan/narrow/narrow_parts.h"
#include "plan/narrow/narrow_whole.h"
#include "plan/relation/relation_parts.h"

#define DAY     INT64_C(86400000000) /* in microseconds */
#define CENTURY 36525                /* in days */

/* What bounds a column. */
typedef struct Between {
    const RelationGroup *group;
    ColumnPlan *column;
    ExprList lows, highs; /* not less than; not more than */
} Between;

static Arena *arena_of(const Between *between)
{
    return between->group->component->scope.arena;
}

static bool reads(const Between *between, const Expr *expr)
{
    ColumnList columns = scenario_columns(&between->group->component->scope, expr);
    return columns_hold(&columns, between->column->column);
}

static TypeUse type_named(const char *name)
{
    return (TypeUse){.type = type_builtin(text_of(name))};
}

static Expr *constant(const Between *between, Text text, const TypeUse *type)
{
    Expr *literal = expr_new(arena_of(between), EXPR_STRING, between->column->column->span);
    literal->text = text;
    return condition_cast(arena_of(between), literal, type);
}

static Expr *call(const Between *between, const char *function, const ExprList *arguments)
{
    Expr *made = expr_new(arena_of(between), EXPR_CALL, between->column->column->span);
    made->text = text_of(function);
    for (size_t i = 0; i < arguments->count; i++)
        list_push(arena_of(between), &made->arguments, arguments->items[i]);
    return made;
}

static Expr *number(const Between *between, const char *digits)
{
    Expr *made = expr_new(arena_of(between), EXPR_NUMBER, between->column->column->span);
    made->text = text_of(digits);
    return made;
}

static Expr *interval(const Between *between, const char *text)
{
    TypeUse type = type_named("interval");
    return constant(between, text_of(text), &type);
}

/* ---- comparisons ---- */

static bool is_moment(const ColumnPlan *column)
{
    TypeCode code = type_base(&column->column->type).type->code;
    return code == TYPE_TIMESTAMP || code == TYPE_TIMESTAMPTZ;
}

static bool is_date(const ColumnPlan *column)
{
    return type_base(&column->column->type).type->code == TYPE_DATE;
}

/* The column's smallest step beyond the expression. */
static Expr *beyond(const Between *between, Expr *expr, const char *symbol)
{
    const ColumnPlan *column = between->column;
    Expr *step = is_moment(column) ? interval(between, "1 microsecond") : number(between, "1");
    if (!is_moment(column) && !is_date(column) && column->type->scale > 0) {
        NarrowTask task = narrow_task(column, DOMAIN_CARRIED, &(ExprList){0});
        step->text = whole_text(&task, 1);
    }
    return expr_operator(arena_of(between), symbol, expr, step);
}

static bool add_low(Between *between, Expr *expr, bool strict)
{
    list_push(arena_of(between), &between->lows, strict ? beyond(between, expr, "+") : expr);
    return compile_knows(between->group->component->table, expr);
}

static bool add_high(Between *between, Expr *expr, bool strict)
{
    list_push(arena_of(between), &between->highs, strict ? beyond(between, expr, "-") : expr);
    return compile_knows(between->group->component->table, expr);
}

/* x compared with an expression; `turned`: the other way round. */
static bool add_comparison(Between *between, Text symbol, Expr *expr, bool turned)
{
    bool strict = text_is(symbol, "<") || text_is(symbol, ">");
    bool less = text_is(symbol, "<") || text_is(symbol, "<="),
         more = text_is(symbol, ">") || text_is(symbol, ">=");
    if (!less && !more)
        return false;
    return less != turned ? add_high(between, expr, strict) : add_low(between, expr, strict);
}

/* ---- parts of times ---- */

static bool is_call(const Expr *expr, const char *name, size_t arguments)
{
    return expr->kind == EXPR_CALL && text_is_nocase(expr->text, name) && expr->arguments.count == arguments;
}

/* The column, or in UTC where it is a moment: then *zone is that call. */
static bool is_column(const Between *between, const Expr *expr, const Expr **zone)
{
    *zone =
        is_call(expr, "timezone", 2) && text_is_nocase(expr->arguments.items[0]->text, "utc") ? expr : NULL;
    expr = *zone ? expr->arguments.items[1] : expr;
    return expr->kind == EXPR_COLUMN && text_equal(expr->text, between->column->column->name);
}

/* The beginning of a day, as a value of the column. */
static Expr *start_of(const Between *between, Expr *day, const Expr *zone)
{
    TypeUse timestamp = type_named("timestamp");
    if (is_date(between->column))
        return day;
    Expr *start = condition_cast(arena_of(between), day, &timestamp);
    if (!zone)
        return start;
    ExprList arguments = {0};
    list_push(arena_of(between), &arguments, zone->arguments.items[0]);
    list_push(arena_of(between), &arguments, start);
    return call(between, "timezone", &arguments);
}

/* From one day on, and before another. */
static bool add_days(Between *between, Expr *from, Expr *to, const Expr *zone)
{
    if (is_moment(between->column) &&
        (zone != NULL) != (type_base(&between->column->column->type).type->code == TYPE_TIMESTAMPTZ))
        return false;
    return add_low(between, start_of(between, from, zone), false) &&
           add_high(between, start_of(between, to, zone), true);
}

/* The expression that a part of the column's time equals; NULL where the relation is none of that kind. */
static Expr *part_of(const Between *between, const Expr *relation, const char *part, const Expr **zone)
{
    for (size_t side = 0; side < 2 && relation->kind == EXPR_OPERATOR && relation->arguments.count == 2;
         side++) {
        const Expr *field = relation->arguments.items[side];
        Expr *other = relation->arguments.items[1 - side];
        bool is_field = (is_call(field, "extract", 2) || is_call(field, "date_part", 2)) &&
                        text_is_nocase(field->arguments.items[0]->text, part);
        if (is_field && text_is(relation->text, "=") && !reads(between, other) &&
            is_column(between, field->arguments.items[1], zone))
            return other;
    }
    return NULL;
}

static Expr *part_among(const Between *between, const char *part, const Expr **zone)
{
    const ExprList *relations = &between->group->relations;
    Expr *found = NULL;
    for (size_t i = 0; i < relations->count && !found; i++)
        found = part_of(between, relations->items[i], part, zone);
    return found;
}

static Expr *date_of(const Between *between, Expr *year, Expr *month)
{
    ExprList arguments = {0};
    TypeUse integer = type_named("int4");
    list_push(arena_of(between), &arguments, condition_cast(arena_of(between), year, &integer));
    list_push(arena_of(between), &arguments, month);
    list_push(arena_of(between), &arguments, number(between, "1"));
    return call(between, "make_date", &arguments);
}

/* Its year is given, and perhaps its month. */
static bool add_year(Between *between)
{
    Arena *arena = arena_of(between);
    const Expr *zone;
    TypeUse integer = type_named("int4"), date = type_named("date");
    Expr *month = part_among(between, "month", &zone), *year = part_among(between, "year", &zone);
    if (!year)
        return false;
    month = month ? condition_cast(arena, month, &integer) : NULL;
    Expr *from = date_of(between, year, month ? month : number(between, "1"));
    Expr *to = expr_operator(arena, "+", from, interval(between, month ? "1 month" : "1 year"));
    return add_days(between, from, condition_cast(arena, to, &date), zone);
}

static bool is_date_type(const Between *between, const Expr *expr)
{
    ExprScope scope = {.schema = between->group->component->scope.schema,
                       .table = between->group->component->scope.table};
    TypeUse type = expr_type(&scope, expr);
    return type.type && type_base(&type).type->code == TYPE_DATE;
}

/* Its day: x::date = a, or date_trunc('day', x) = a with a date. */
static bool add_day(Between *between, const Expr *field, Expr *day)
{
    const Expr *zone, *moment = NULL;
    if (field->kind == EXPR_CAST && type_base(&field->type).type->code == TYPE_DATE)
        moment = field->arguments.items[0];
    else if (is_call(field, "date_trunc", 2) && text_is_nocase(field->arguments.items[0]->text, "day"))
        moment = field->arguments.items[1];
    if (!moment || !is_column(between, moment, &zone) || !is_date_type(between, day))
        return false;
    return add_days(between, day, expr_operator(arena_of(between), "+", day, number(between, "1")), zone);
}

/* ---- bounds ---- */

/* What the relation asks of the column; false where that is no interval. */
static bool add_relation(Between *between, const Expr *relation)
{
    const Expr *zone;
    if (relation->kind != EXPR_OPERATOR || relation->arguments.count != 2)
        return false;
    if (part_of(between, relation, "year", &zone))
        return add_year(between);
    if (part_of(between, relation, "month", &zone))
        return part_among(between, "year", &zone) != NULL;
    for (size_t side = 0; side < 2; side++) {
        const Expr *own = relation->arguments.items[side];
        Expr *other = relation->arguments.items[1 - side];
        if (reads(between, other))
            continue;
        if (own->kind == EXPR_COLUMN)
            return add_comparison(between, relation->text, other, side == 1);
        return text_is(relation->text, "=") && add_day(between, own, other);
    }
    return false;
}

static bool is_time_without_conditions(const Between *between)
{
    const ColumnPlan *column = between->column;
    return (is_date(column) || is_moment(column)) && !column->conditions.count &&
           !relation_conditions(between->group, column)->count;
}

/* One expression: the largest or the smallest of all and the column's own bound; times that others bound need
 * none. */
static Expr *extreme(const Between *between, const char *function, const ExprList *bounds, PlanInteger own)
{
    const ColumnPlan *column = between->column;
    NarrowTask task = narrow_task(column, DOMAIN_CARRIED, &(ExprList){0});
    ExprList all = {0};
    for (size_t i = 0; i < bounds->count; i++)
        list_push(arena_of(between), &all, bounds->items[i]);
    if (!bounds->count || !is_time_without_conditions(between))
        list_push(arena_of(between), &all, constant(between, whole_text(&task, own), &column->column->type));
    return all.count > 1 ? call(between, function, &all) : all.items[0];
}

/* Numbers of more digits than the column's, rounded to its own. */
static Expr *rounded(const Between *between, const char *function, Expr *bound)
{
    const ColumnPlan *column = between->column;
    ExprList arguments = {0};
    if (is_moment(column) || is_date(column))
        return bound;
    Expr *unit = number(between, "1");
    for (int i = 0; i < column->type->scale; i++)
        unit->text = text_format(arena_of(between), "%.*s0", TEXT_ARG(unit->text));
    list_push(arena_of(between), &arguments, expr_operator(arena_of(between), "*", bound, unit));
    return expr_operator(arena_of(between), "/", call(between, function, &arguments), unit);
}

static bool is_bounded(Between *between)
{
    const ExprList *relations = &between->group->relations;
    for (size_t i = 0; i < relations->count; i++)
        if (reads(between, relations->items[i]) && !add_relation(between, relations->items[i]))
            return false;
    return between->lows.count + between->highs.count > 0;
}

/* What the column may be at all: a time that no condition holds may lie long before and after the usual ones.
 */
static bool own_bounds(const Between *between, RelationValue *value, PlanInteger *low, PlanInteger *high)
{
    ColumnPlan *column = between->column;
    const ExprList *conditions = relation_conditions(between->group, column);
    Variable variable = {.column = column, .unit = 1};
    Domain whole = column_domain(column, DOMAIN_CARRIED, conditions),
           usual = column_domain(column, DOMAIN_DRAWN, conditions);
    if (!solver_interval(&variable, &whole, low, high) ||
        !solver_interval(&variable, &usual, &value->from, &value->to))
        return false;
    if (is_time_without_conditions(between)) {
        PlanInteger century = is_date(column) ? CENTURY : CENTURY * (PlanInteger)DAY;
        *low -= century;
        *high += century;
    }
    return true;
}

/* The column between its bounds, where that is always possible. */
static bool find_bounds(const RelationGroup *group, ColumnPlan *column, RelationValue *value)
{
    Between between = {.group = group, .column = column};
    PlanInteger low, high;
    *value = (RelationValue){.column = column, .set = group->set};
    if (!relation_is_open(column) || column->column->rule.kind != RULE_NONE ||
        !literal_is_whole(column->type) || !is_bounded(&between) || !own_bounds(&between, value, &low, &high))
        return false;
    value->low = extreme(&between, "greatest", &between.lows, low);
    value->high = extreme(&between, "least", &between.highs, high);
    return relation_sample_fits(group, column, rounded(&between, "ceil", (Expr *)value->low)) &&
           relation_sample_fits(group, column, rounded(&between, "floor", (Expr *)value->high));
}

bool relation_between(const RelationGroup *group, const ColumnPlan *but, RelationValue *value)
{
    for (size_t i = 0; i < group->columns.count; i++)
        if (group->columns.items[i] != but && find_bounds(group, group->columns.items[i], value))
            return true;
    return false;
}

Step *relation_between_value(const RelationValue *value, Diag *diag)
{
    ColumnPlan *column = value->column;
    TablePlan *table = column->table;
    Step *low = compile_rounded(column, value->low, COMPILE_UP, step_name_for(column, "least"), diag);
    Step *high = compile_rounded(column, value->high, COMPILE_DOWN, step_name_for(column, "most"), diag);
    if (!low || !high)
        return NULL;
    Step *bits = step_random(table, step_name_for(column, "bits"), column->column->name, TEXT(""));
    Step *drawn =
        step_call(table, step_name_for(column, "drawn"), VALUE_INT64, "rt_within",
                  OPERANDS(op_step(bits), op_step(low), op_step(high), op_int(solver_clamped(value->from)),
                           op_int(solver_clamped(value->to)), op_int(is_moment(column) ? 1000000 : 1)));
    return column->type->kind == VALUE_INT64
               ? drawn
               : step_cast(table, step_name_for(column, "between"), column->type->kind, op_step(drawn));
}
