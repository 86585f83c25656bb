/* exclusion_axis.c: finding slots for ranges. A few shapes of slots are tried, from each of a few places on;
 * the conditions are evaluated for the shortest and longest ranges of the first slots and the last one. */
#include "plan/key/exclusion_axis.h"

#include "plan/domain/literal_value.h"
#include "plan/narrow/narrow_parts.h"
#include "plan/narrow/narrow_whole.h"
#include "plan/tables.h"

#define SECOND INT64_C(1000000)
#define MINUTE (60 * SECOND)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

enum {
    YEARS_BACK = 3,           /* that slots of times begin before the reference date */
    MONDAY = 2,               /* days after 2000-01-01, a Saturday */
    SLOTS_TRIED = 8,          /* in a row, from the first on */
    SLOTS_ENOUGH = 1000,      /* a shape with so many is taken before one that is liked less */
    SLOTS_MOST = 1000000,     /* a longer axis is not asked for */
    PLACES_BEFORE_LIMIT = 500 /* slots that lie before a constant that may be an upper limit */
};

/* ---- shapes ---- */

/* From the most usual to the most particular. */
static const Axis moments[] = {
    {.width = DAY, .unit = 15 * MINUTE, .starts = 48, .least = 1, .most = 47},
    {.width = 7 * DAY, .unit = DAY, .starts = 3, .least = 1, .most = 3},
    {.width = HOUR, .unit = MINUTE, .starts = 30, .least = 1, .most = 29},
    {.width = DAY, .lead = 9 * HOUR, .unit = 15 * MINUTE, .starts = 16, .least = 2, .most = 8},
    {.width = 7 * DAY, .lead = 9 * HOUR, .unit = 15 * MINUTE, .starts = 16, .least = 2, .most = 8},
    {.width = DAY, .unit = HOUR, .starts = 12, .least = 1, .most = 1},
    {.width = 2 * DAY, .unit = DAY, .starts = 1, .least = 1, .most = 1},
    {.width = 31 * DAY, .unit = DAY, .starts = 15, .least = 1, .most = 15},
    {.width = 400 * DAY, .unit = DAY, .starts = 30, .least = 31, .most = 365},
    {.width = MINUTE, .unit = SECOND, .starts = 30, .least = 1, .most = 29},
};

static const Axis days[] = {
    {.width = 14, .unit = 1, .starts = 7, .least = 1, .most = 6},
    {.width = 3, .unit = 1, .starts = 1, .least = 1, .most = 1},
    {.width = 14, .unit = 1, .starts = 1, .least = 7, .most = 7},
    {.width = 31, .unit = 1, .starts = 15, .least = 1, .most = 15},
    {.width = 400, .unit = 1, .starts = 30, .least = 31, .most = 365},
    {.width = 1, .unit = 1, .starts = 1, .least = 1, .most = 1},
};

/* A day has one slot. */
static const Axis whole_days[] = {
    {.width = 1, .unit = 1, .starts = 1},
};

static const Axis times[] = {
    {.width = 10 * MINUTE, .unit = MINUTE, .starts = 5, .least = 1, .most = 4},
    {.width = HOUR, .unit = 5 * MINUTE, .starts = 6, .least = 1, .most = 5},
    {.width = 4 * HOUR, .unit = 15 * MINUTE, .starts = 4, .least = 2, .most = 12},
};

static const Axis numbers[] = {
    {.width = 20, .unit = 1, .starts = 10, .least = 1, .most = 9},
    {.width = 3, .unit = 1, .starts = 1, .least = 1, .most = 1},
    {.width = 200, .unit = 1, .starts = 50, .least = 10, .most = 149},
    {.width = 2000, .unit = 1, .starts = 500, .least = 100, .most = 1499},
    {.width = 1, .unit = 1, .starts = 1, .least = 1, .most = 1},
};

typedef struct Shapes {
    const Axis *items;
    size_t count;
    int64_t start, unit; /* where slots begin by themselves; what 1 stands for */
} Shapes;

#define SHAPES(list, ...)                                \
    (Shapes)                                             \
    {                                                    \
        list, sizeof(list) / sizeof *(list), __VA_ARGS__ \
    }

/* Days from a Monday a few years before the reference date on. */
static int64_t first_day(const ColumnPlan *bound)
{
    int64_t day = domain_days(bound->table->plan->schema->reference_date) - YEARS_BACK * 365;
    return day - ((day - MONDAY) % 7 + 7) % 7;
}

static Shapes shapes_of(const RangeColumns *columns)
{
    const ColumnPlan *bound = columns->bound;
    TypeUse base = type_base(&bound->column->type);
    if (columns->times.count)
        return SHAPES(whole_days, first_day(bound), 1);
    switch (base.type->code) {
    case TYPE_DATE:
        return SHAPES(days, first_day(bound), 1);
    case TYPE_TIME:
        return SHAPES(times, 0, 1);
    case TYPE_TIMESTAMP:
    case TYPE_TIMESTAMPTZ:
        return SHAPES(moments, first_day(bound) * DAY, 1);
    case TYPE_INT2:
    case TYPE_INT4:
    case TYPE_INT8:
    case TYPE_FLOAT4:
    case TYPE_FLOAT8:
        return SHAPES(numbers, 1, 1);
    case TYPE_NUMERIC:
        if (bound->type->kind == VALUE_INT64 && bound->type->scale < 9)
            return SHAPES(numbers, 0, (int64_t)whole_power_of_ten(bound->type->scale));
        return (Shapes){0};
    default:
        return (Shapes){0};
    }
}

/* ---- what holds ---- */

/* Conditions over the columns of a range, and a place where they are evaluated. */
typedef struct Trial {
    const RangeColumns *columns;
    Arena *arena;
    NarrowTask bound; /* prints values of its ends */
    EvaluateScope scope;
    ExprList lax, strict; /* that are not false; that are true */
    RangeEnd lacks;       /* of the ranges that are tried */
} Trial;

static bool is_one_of(const RangeColumns *columns, const Column *column)
{
    const ColumnPlan *const all[] = {columns->range, columns->from, columns->to, columns->length};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i] && all[i]->column == column)
            return true;
    return false;
}

static bool is_about(const ScenarioScope *scope, const RangeColumns *columns, const Expr *expr)
{
    ColumnList read = scenario_columns(scope, expr);
    for (size_t i = 0; i < read.count; i++)
        if (!is_one_of(columns, read.items[i]))
            return false;
    return read.count > 0;
}

static NarrowTask bound_task(const RangeColumns *columns)
{
    return (NarrowTask){.arena = columns->bound->table->plan->arena,
                        .column = columns->bound,
                        .base = type_base(&columns->bound->column->type)};
}

static Trial trial_of(const RangeColumns *columns, Arena *arena)
{
    TablePlan *table = columns->bound->table;
    Trial trial = {.columns = columns, .arena = arena};
    trial.bound = bound_task(columns);
    trial.scope = evaluate_scope(arena, table->plan->schema, table->table);
    trial.scope.now = narrow_moment(&trial.bound, 0);
    return trial;
}

static void ask_all(Trial *trial)
{
    TablePlan *table = trial->columns->bound->table;
    ScenarioScope scope = component_scope(table);
    for (size_t i = 0; i < table->conditions.count; i++) {
        const Condition *condition = &table->conditions.items[i];
        if (!condition->element.column && is_about(&scope, trial->columns, condition->expr))
            list_push(trial->arena, condition->must_be_true ? &trial->strict : &trial->lax, condition->expr);
    }
}

void exclusion_axis_put(EvaluateScope *scope, const RangeColumns *columns, int64_t from, int64_t to)
{
    Arena *arena = columns->bound->table->plan->arena;
    NarrowTask task = bound_task(columns);
    Text low = whole_text(&task, from), high = whole_text(&task, to);
    if (columns->range)
        evaluate_scope_give(scope, columns->range->column,
                            text_format(arena, "[\"%.*s\",\"%.*s\")", TEXT_ARG(low), TEXT_ARG(high)));
    if (columns->from)
        evaluate_scope_give(scope, columns->from->column, low);
    if (columns->to)
        evaluate_scope_give(scope, columns->to->column, high);
    if (columns->length)
        evaluate_scope_give(scope, columns->length->column,
                            text_format(arena, "%lld", (long long)((to - from) / columns->per)));
}

static bool all_hold(Trial *trial)
{
    for (size_t i = 0; i < trial->strict.count; i++)
        if (evaluate_truth(trial->arena, trial->strict.items[i], &trial->scope) != TRUTH_TRUE)
            return false;
    for (size_t i = 0; i < trial->lax.count; i++) {
        Truth truth = evaluate_truth(trial->arena, trial->lax.items[i], &trial->scope);
        if (truth != TRUTH_TRUE && truth != TRUTH_NULL)
            return false;
    }
    return true;
}

/* Takes the bound off the range that the columns hold. */
static void take_bound_off(Trial *trial, int64_t from, int64_t to)
{
    const RangeColumns *columns = trial->columns;
    const ColumnPlan *end = columns->to ? columns->to : columns->length;
    const ColumnPlan *column = trial->lacks == RANGE_NO_END ? end : columns->from;
    Text bound = whole_text(&trial->bound, trial->lacks == RANGE_NO_END ? from : to);
    const char *format = trial->lacks == RANGE_NO_END ? "[\"%.*s\",)" : "(,\"%.*s\")";
    if (columns->range)
        evaluate_scope_give(&trial->scope, columns->range->column,
                            text_format(trial->arena, format, TEXT_ARG(bound)));
    else if (column)
        evaluate_scope_take(&trial->scope, column->column);
}

/* The range from one value to another satisfies them. */
static bool range_holds(Trial *trial, int64_t from, int64_t to)
{
    exclusion_axis_put(&trial->scope, trial->columns, from, to);
    if (trial->lacks != RANGE_CLOSED)
        take_bound_off(trial, from, to);
    return all_hold(trial);
}

/* The shortest and longest ranges that begin first and last. */
static bool slot_holds(Trial *trial, const Axis *axis, PlanCount slot)
{
    PlanInteger begin = axis->start + (PlanInteger)slot * axis->width + axis->lead;
    PlanInteger late = begin + (PlanInteger)(axis->starts - 1) * axis->unit;
    PlanInteger shortest = (PlanInteger)axis->least * axis->unit,
                longest = (PlanInteger)axis->most * axis->unit;
    NumberSpan held = whole_bounds(&trial->bound);
    if (begin < held.low || late + longest > held.high)
        return false;
    return range_holds(trial, (int64_t)begin, (int64_t)(begin + shortest)) &&
           range_holds(trial, (int64_t)begin, (int64_t)(begin + longest)) &&
           range_holds(trial, (int64_t)late, (int64_t)(late + shortest)) &&
           range_holds(trial, (int64_t)late, (int64_t)(late + longest));
}

/* In the first and the last slot. */
static bool ends_hold(Trial *trial, const Axis *axis)
{
    return slot_holds(trial, axis, 0) && slot_holds(trial, axis, axis->slots - 1);
}

/* How many slots there are from the first on, up to an upper limit. */
static PlanCount slots_of(Trial *trial, const Axis *axis)
{
    PlanCount known = 0, beyond = SLOTS_MOST;
    while (known < SLOTS_TRIED && slot_holds(trial, axis, known))
        known++;
    if (known < SLOTS_TRIED)
        return known;
    if (slot_holds(trial, axis, beyond - 1))
        return beyond;
    while (beyond - known > 1) {
        PlanCount middle = known + (beyond - known) / 2;
        if (slot_holds(trial, axis, middle - 1))
            known = middle;
        else
            beyond = middle;
    }
    return known;
}

/* ---- where slots begin ---- */

typedef LIST(int64_t) PlaceList;

/* The constants in an expression: its limits, where they are of the bound's type. */
static void add_constants(const Trial *trial, const Expr *expr, PlaceList *places)
{
    int64_t value;
    bool is_literal = expr->kind == EXPR_STRING || expr->kind == EXPR_NUMBER;
    if (is_literal &&
        literal_to_whole(trial->arena, &trial->bound.base, trial->columns->bound->type, expr->text, &value))
        list_push(trial->arena, places, value);
    for (size_t i = 0; i < expr->arguments.count; i++)
        if (expr->arguments.items[i])
            add_constants(trial, expr->arguments.items[i], places);
}

static void add_lists(const Trial *trial, const ExprList *conditions, PlaceList *places)
{
    for (size_t i = 0; i < conditions->count; i++)
        add_constants(trial, conditions->items[i], places);
}

static PlaceList places_of(const Trial *trial)
{
    PlaceList places = {0};
    add_lists(trial, &trial->lax, &places);
    add_lists(trial, &trial->strict, &places);
    return places;
}

/* From there on, or, where that is an upper limit, up to there. */
static void try_from(Trial *trial, const Axis *shape, int64_t start, Axis *best)
{
    Axis axis = *shape;
    axis.start = start;
    axis.slots = slots_of(trial, &axis);
    if (axis.slots > best->slots)
        *best = axis;
}

static void try_shape(Trial *trial, const Axis *shape, int64_t start, const PlaceList *places, Axis *best)
{
    try_from(trial, shape, start, best);
    for (size_t i = 0; i < places->count && best->slots < SLOTS_ENOUGH; i++) {
        int64_t before;
        try_from(trial, shape, places->items[i], best);
        if (!__builtin_sub_overflow(places->items[i], PLACES_BEFORE_LIMIT * shape->width, &before))
            try_from(trial, shape, before, best);
    }
}

/* Lengths are whole numbers. */
static bool is_long(const RangeColumns *columns, const Axis *shape)
{
    return !columns->length || shape->unit % columns->per == 0;
}

static bool touches(const Axis *shape)
{
    return shape->lead + (int64_t)(shape->starts - 1 + shape->most) * shape->unit >= shape->width;
}

bool exclusion_axis(const RangeColumns *columns, Axis *axis)
{
    Arena *arena = columns->bound->table->plan->arena;
    Shapes shapes = shapes_of(columns);
    Trial trial = trial_of(columns, arena);
    ask_all(&trial);
    PlaceList places = places_of(&trial);
    *axis = (Axis){0};
    for (size_t i = 0; i < shapes.count && axis->slots < SLOTS_ENOUGH; i++) {
        Axis shape = shapes.items[i];
        shape.width *= shapes.unit, shape.unit *= shapes.unit;
        if (is_long(columns, &shape) && (!touches(&shape) || columns->may_touch))
            try_shape(&trial, &shape, shapes.start, &places, axis);
    }
    return axis->slots > 0;
}

/* ---- scenarios ---- */

/* A column is NULL that is not in `open`. */
static bool is_endless(const RangeColumns *columns, const Component *component, const Scenario *scenario,
                       const ColumnPlanList *open)
{
    for (size_t i = 0; i < component->columns.count; i++) {
        const ColumnPlan *column = component->columns.items[i];
        if (scenario->presence[i] == PRESENCE_NULL && column != columns->range &&
            !plan_columns_hold(open, column) &&
            (is_one_of(columns, column->column) || plan_columns_hold(&columns->times, column)))
            return true;
    }
    return false;
}

/* What the scenario says of the columns' values is true of the first and the last slot. */
static bool fits(Trial *trial, const Axis *axis, const Component *component, const Scenario *scenario)
{
    trial->lax.count = trial->strict.count = 0;
    for (size_t i = 0; i < component->columns.count; i++)
        if (is_one_of(trial->columns, component->columns.items[i]->column))
            for (size_t k = 0; k < scenario->conditions[i].count; k++)
                list_push(trial->arena, &trial->strict, scenario->conditions[i].items[k]);
    for (size_t i = 0; i < scenario->relations.count; i++)
        if (is_about(&component->scope, trial->columns, scenario->relations.items[i]))
            list_push(trial->arena, &trial->strict, scenario->relations.items[i]);
    return ends_hold(trial, axis);
}

ScenarioSet exclusion_axis_scenarios(const RangeColumns *columns, const Axis *axis,
                                     const Component *component, const ColumnPlanList *open)
{
    Trial trial = trial_of(columns, component->scope.arena);
    ScenarioSet set = 0;
    for (size_t i = 0; i < component->scenarios.count; i++) {
        const Scenario *scenario = component->scenarios.items[i];
        bool is_null = columns->range && columns->range->component == component &&
                       scenario->presence[component_place(component, columns->range)] == PRESENCE_NULL;
        if (is_null ||
            (!is_endless(columns, component, scenario, open) && fits(&trial, axis, component, scenario)))
            set |= (ScenarioSet)1 << i;
    }
    return set;
}

/* ---- ranges that lack a bound ---- */

/* Whether the scenario binds the range to other columns. */
static bool binds(const RangeColumns *columns, const Component *component, const Scenario *scenario)
{
    for (size_t i = 0; i < scenario->relations.count; i++) {
        ColumnList read = scenario_columns(&component->scope, scenario->relations.items[i]);
        if (columns_hold(&read, columns->range->column))
            return true;
    }
    return false;
}

ScenarioSet exclusion_axis_lacking(const RangeColumns *columns, const Axis *axis, const Component *component,
                                   RangeEnd end)
{
    Trial trial = trial_of(columns, component->scope.arena);
    size_t place = component_place(component, columns->range);
    ScenarioSet set = 0;
    trial.lacks = end;
    for (size_t i = 0; i < component->scenarios.count; i++) {
        const Scenario *scenario = component->scenarios.items[i];
        if (scenario->presence[place] != PRESENCE_NULL && !binds(columns, component, scenario) &&
            fits(&trial, axis, component, scenario))
            set |= (ScenarioSet)1 << i;
    }
    return set;
}

bool exclusion_axis_may_lack(const RangeColumns *columns, const Axis *axis, RangeEnd end)
{
    Trial trial = trial_of(columns, columns->bound->table->plan->arena);
    ask_all(&trial);
    trial.lacks = end;
    return ends_hold(&trial, axis);
}

bool exclusion_axis_is(const RangeColumns *columns, const Axis *axis, const Expr *expr, bool truth,
                       RangeEnd end)
{
    Trial trial = trial_of(columns, columns->bound->table->plan->arena);
    ScenarioScope scope = component_scope(columns->bound->table);
    if (!is_about(&scope, columns, expr))
        return false;
    trial.lacks = end;
    if (truth)
        list_push(trial.arena, &trial.strict, (Expr *)expr);
    else
        list_push(trial.arena, &trial.lax, scenario_not(trial.arena, (Expr *)expr));
    return ends_hold(&trial, axis);
}
