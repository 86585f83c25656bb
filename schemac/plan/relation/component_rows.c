/* component_rows.c: which scenario a row is in: rows are permuted and allotted to scenarios, bounded and
 * counted by them. */
#include "plan/relation/component.h"

#include "plan/key/unique.h"
#include "plan/value.h"

enum {
    WEIGHT = 16 /* of a scenario in which nothing is NULL that need not be */
};

/* NULLs where values could be are less likely, as they are elsewhere. */
static int64_t weight_of(const Component *component, const Scenario *scenario)
{
    int64_t weight = WEIGHT;
    for (size_t i = 0; i < component->columns.count; i++) {
        bool elsewhere =
            component_set(component, component->columns.items[i], PRESENCE_NULL) != component_all(component);
        if (scenario->presence[i] == PRESENCE_NULL && elsewhere && weight > 1)
            weight /= 4;
    }
    return weight > 0 ? weight : 1;
}

static Text name_for(const Component *component, const char *what)
{
    return text_format(component->scope.arena, "%.*s_%s", TEXT_ARG(component->columns.items[0]->field), what);
}

/* What its streams are named by: the columns that are bound. */
static Text stream_name(const Component *component)
{
    Text name = {"", 0};
    for (size_t i = 0; i < component->columns.count; i++)
        name = text_format(component->scope.arena, "%.*s%s%.*s", TEXT_ARG(name), i ? "," : "",
                           TEXT_ARG(component->columns.items[i]->column->name));
    return name;
}

static void prepare(Component *component)
{
    TablePlan *table = component->table;
    int64_t weights[SCENARIO_LIMIT];
    size_t count = component->scenarios.count;
    for (size_t i = 0; i < count; i++)
        weights[i] = weight_of(component, component->scenarios.items[i]);
    component->weights = data_integers(table, name_for(component, "weights"), "uint64_t", weights, count);
    component->allotment = param_new(
        table, name_for(component, "allotment"), "struct rt_allotment", "rt_allot", false,
        OPERANDS(op_data(component->weights), op_uint(count), op_rows(table), op_counts(&component->caps)));
    component->order = param_perm(table, stream_name(component), TEXT("scenario"),
                                  count_rows(component->scope.arena, table));
}

const Param *component_allotment(Component *component)
{
    if (!component->allotment)
        prepare(component);
    return component->allotment;
}

const Param *component_order(Component *component)
{
    component_allotment(component);
    return component->order;
}

void component_allot(Component *component)
{
    TablePlan *table = component->table;
    component->place = component_turn(component, name_for(component, "turn"));
    component->scenario =
        step_call(table, name_for(component, "scenario"), VALUE_ROW, "rt_allotted",
                  OPERANDS(op_param_address(component->allotment), op_step(component->place)));
}

Step *component_is_in(Component *component, ScenarioSet set)
{
    TablePlan *table = component->table;
    if (set == component_all(component))
        return NULL;
    if (!component->scenario)
        component_allot(component);
    Text name = name_for(component, "is_so");
    if ((set & (set - 1)) == 0 && set)
        return step_infix(table, name, VALUE_BOOL, "==", op_step(component->scenario),
                          op_uint((uint64_t)__builtin_ctzll(set)));
    return step_call(table, name, VALUE_BOOL, "rt_one_of",
                     OPERANDS(op_uint(set), op_step(component->scenario)));
}

Step *component_is_outside(const Component *component, const Step *inside)
{
    return inside ? step_prefix(component->table, name_for(component, "is_not_so"), VALUE_BOOL, "!",
                                op_step(inside))
                  : NULL;
}

bool component_reads(const Component *component, const Expr *expr)
{
    ColumnList columns = scenario_columns(&component->scope, expr);
    for (size_t i = 0; i < component->columns.count; i++)
        if (columns_hold(&columns, component->columns.items[i]->column))
            return true;
    return false;
}

/* What the constraint says of NULL bounds the rows of scenarios. */
static bool counts_nulls(const Unique *unique, const Component *component)
{
    for (size_t i = 0; i < unique->elements.count; i++)
        if (component_reads(component, unique->elements.items[i]) &&
            (unique->nulls_not_distinct || unique->elements.items[i]->kind != EXPR_COLUMN))
            return true;
    return false;
}

bool component_counts_nulls(const Component *component)
{
    UniqueList uniques = unique_collect(component->table);
    bool counts = false;
    for (size_t i = 0; i < uniques.count; i++)
        counts |= counts_nulls(&uniques.items[i], component);
    return counts;
}

/* Any of the scenarios, all equally likely. */
static Operand one_of(Component *component, ScenarioSet set)
{
    TablePlan *table = component->table;
    int64_t places[SCENARIO_LIMIT];
    size_t count = 0;
    for (size_t i = 0; i < component->scenarios.count; i++)
        if (set >> i & 1)
            places[count++] = (int64_t)i;
    if (count == 1)
        return op_uint((uint64_t)places[0]);
    const Data *data = data_integers(table, name_for(component, "exempt"), "uint64_t", places, count);
    Step *index = step_below(table, name_for(component, "exempt_index"), stream_name(component),
                             TEXT("exempt"), op_uint(count));
    return op_step(
        step_element(table, name_for(component, "exempt_to"), VALUE_ROW, op_data(data), op_step(index)));
}

bool component_exempt(Component *component, const Step *rows, ScenarioSet set)
{
    if (!set || component->splits.count || component->is_counted || component_counts_nulls(component))
        return false;
    if (!component->scenario)
        component_allot(component);
    component->scenario = step_choose(component->table, name_for(component, "scenario"), VALUE_ROW,
                                      op_step(rows), one_of(component, set), op_step(component->scenario));
    return true;
}

static const Count *cap_both(Arena *arena, const Count *cap, const Count *more)
{
    return count_is_no_bound(cap) ? more : count_least(arena, cap, more);
}

void component_fill(Component *component, const ColumnPlan *column)
{
    if (column->component != component || column->always_null)
        return;
    size_t place = component_place(component, column);
    for (size_t i = 0; i < component->scenarios.count; i++)
        if (component->scenarios.items[i]->presence[place] == PRESENCE_FREE)
            component->scenarios.items[i]->presence[place] = PRESENCE_VALUE;
}

/* The share of each of `parts`, the first ones of which have one more where it does not come out even. */
static const Count *share_of(Arena *arena, const Count *cap, unsigned parts, unsigned part)
{
    return count_is_fixed(cap) ? count_fixed(arena, (cap->fixed + parts - 1 - part) / parts)
                               : count_share(arena, cap, parts);
}

void component_cap(Component *component, ScenarioSet set, const Count *cap)
{
    Arena *arena = component->scope.arena;
    unsigned parts = (unsigned)__builtin_popcountll(set), part = 0;
    while (component->caps.count < component->scenarios.count)
        list_push(arena, &component->caps, count_fixed(arena, PLAN_COUNT_MAX));
    for (size_t i = 0; i < component->scenarios.count; i++)
        if (set >> i & 1)
            component->caps.items[i] =
                cap_both(arena, component->caps.items[i], share_of(arena, cap, parts, part++));
}

void components_bar_nulls(TablePlan *table)
{
    for (size_t i = 0; i < table->columns.count; i++) {
        const ColumnPlan *column = table->columns.items[i];
        Component *component = column->component;
        if (!component || !column->reference || column->reference->null || !column->never_null)
            continue;
        ScenarioSet barred = component_set(component, column, PRESENCE_NULL);
        if (barred && barred != component_all(component))
            component_cap(component, barred, count_fixed(table->plan->arena, 0));
    }
}

RowSet component_rows(Component *component, ScenarioSet set, const Count *cap)
{
    TablePlan *table = component->table;
    RowSet rows = {.component = component, .set = set};
    component->is_counted = true;
    Step *inside = component_is_in(component, set);
    if (!component->scenario)
        component_allot(component);
    component_cap(component, set, cap);
    rows.outside = component_is_outside(component, inside);
    rows.count = param_new(table, name_for(component, "rows"), "uint64_t", "rt_allotted_rows", false,
                           OPERANDS(op_param_address(component->allotment), op_uint(set)));
    rows.index =
        step_call(table, name_for(component, "number"), VALUE_ROW, "rt_allotted_index",
                  OPERANDS(op_param_address(component->allotment), op_uint(set), op_step(component->place)));
    return rows;
}

Step *component_null(ColumnPlan *column, double share)
{
    Component *component = column->component;
    TablePlan *table = column->table;
    ScenarioSet null = component_set(component, column, PRESENCE_NULL),
                free = component_set(component, column, PRESENCE_FREE);
    bool never = column->column->not_null || column->never_null || share <= 0;
    Step *chance = NULL;
    if (free && !never) {
        chance = step_chance(table, step_name_for(column, "is_left_out"), column->column->name, TEXT("null"),
                             share);
        Step *in = component_is_in(component, free);
        if (in)
            chance = step_infix(table, step_name_for(column, "is_left_out"), VALUE_BOOL, "&&", op_step(in),
                                op_step(chance));
    }
    if (!null)
        return chance;
    if (null == component_all(component))
        return step_value(table, step_name_for(column, "is_never_there"), VALUE_BOOL, op_name("true"));
    Step *forced = component_is_in(component, null);
    return chance ? step_infix(table, step_name_for(column, "is_missing"), VALUE_BOOL, "||", op_step(forced),
                               op_step(chance))
                  : forced;
}
