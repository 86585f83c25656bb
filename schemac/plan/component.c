/* component.c: finding the columns that conditions bind to one another, and allotting rows to their
 * scenarios. */
#include "plan/component.h"

#include <string.h>

#include "plan/compile_expr.h"
#include "plan/narrow.h"
#include "plan/relation.h"
#include "plan/tables.h"
#include "plan/unmet.h"
#include "plan/value.h"

/* ---- conditions of one column ---- */

static void limit_to_none(TablePlan *table, Text constraint, Text reason)
{
    plan_limit(table, constraint, reason, count_fixed(table->plan->arena, 0));
}

static ScenarioScope scope_of(TablePlan *table)
{
    return (ScenarioScope){.arena = table->plan->arena,
                           .schema = table->plan->schema,
                           .table = table->table,
                           .plan = table->plan};
}

static void bind_column(TablePlan *table, const Condition *condition, Column *declared)
{
    ScenarioScope scope = scope_of(table);
    ColumnPlan *column = plan_find_column(table, declared);
    Sole sole =
        scenario_sole(&scope, declared, condition->expr, condition->must_be_true, &column->conditions);
    column->never_null |= !sole.allows_null;
    column->always_null |= !sole.allows_value;
    if (column->always_null && (column->never_null || declared->not_null))
        limit_to_none(table, condition->name,
                      text_format(scope.arena, "column \"%.*s\" can neither be NULL nor have a value",
                                  TEXT_ARG(declared->name)));
}

/* ---- references whose parents differ ---- */

static ReferencePlan *reference_of(const TablePlan *table, const Column *column)
{
    const ColumnPlan *planned = plan_find_column(table, column);
    return planned ? planned->reference : NULL;
}

static const Column *target_of(const ReferencePlan *reference, const Column *column)
{
    for (size_t i = 0; i < reference->reference->columns.count; i++)
        if (reference->reference->columns.items[i] == column)
            return reference->reference->target_columns.items[i];
    return NULL;
}

/* Whether the reference's other columns, such as the tenant, are the same ones of the row that it is to. */
static bool keeps_the_rest(const ReferencePlan *reference, const Column *but)
{
    for (size_t i = 0; i < reference->reference->columns.count; i++)
        if (reference->reference->columns.items[i] != but &&
            reference->reference->columns.items[i] != reference->reference->target_columns.items[i])
            return false;
    return true;
}

/* A column by which rows reference others of their table, and what it is to; earlier rows, or none, where
 * there are more columns. */
static bool is_target(const ReferencePlan *reference, const Column *own, const Column *column)
{
    return reference->target == reference->table && target_of(reference, own) == column &&
           keeps_the_rest(reference, own) && (reference->reference->columns.count == 1 || !own->not_null);
}

/* Keys that count the rows of their table. */
static bool counts_rows(const ReferencePlan *reference)
{
    const Key *key = table_primary_key(reference->target->table);
    const Column *target = reference->reference->target_columns.items[0];
    return key && key->columns.count == 1 && key->columns.items[0] == target &&
           reference->reference->columns.count == 1 &&
           value_is_ordinal(plan_find_column(reference->target, target));
}

/* first < second, where keys are in the order of rows. */
static bool set_below(ReferencePlan *first, ReferencePlan *second)
{
    if (!counts_rows(first) || first->target == first->table)
        return false;
    first->below = second;
    second->above = first;
    return true;
}

/* Whether the references differ in these columns alone, which stand for the same column of the same table. */
static bool differ_in(const ReferencePlan *first, const Column *a, const ReferencePlan *second,
                      const Column *b)
{
    if (first->target != second->target || target_of(first, a) != target_of(second, b) ||
        first->reference->columns.count != second->reference->columns.count)
        return false;
    for (size_t i = 0; i < first->reference->columns.count; i++) {
        const Column *column = first->reference->columns.items[i];
        if (column != a && target_of(second, column) != first->reference->target_columns.items[i])
            return false;
    }
    return true;
}

static bool are_alike(const ReferencePlan *first, const Column *a, const ReferencePlan *second,
                      const Column *b)
{
    return first && second && first != second && !first->apart && !second->apart && !first->below &&
           !first->above && !second->below && !second->above && differ_in(first, a, second, b);
}

/* a <> b of columns that reference the same key, or of one that references its own row's key; a < b of such
 * columns: a matter of the parents' rows, not of values. */
static bool set_apart(TablePlan *table, const Expr *expr, const ColumnList *columns)
{
    if (columns->count != 2 || expr->kind != EXPR_OPERATOR || expr->arguments.items[0]->kind != EXPR_COLUMN ||
        expr->arguments.items[1]->kind != EXPR_COLUMN)
        return false;
    const Column *a = columns->items[0], *b = columns->items[1];
    ReferencePlan *first = reference_of(table, a), *second = reference_of(table, b);
    bool differ = text_is(expr->text, "<>");
    if (differ && first && is_target(first, a, b))
        return first->not_itself = true;
    if (differ && second && is_target(second, b, a))
        return second->not_itself = true;
    if (!are_alike(first, a, second, b))
        return false;
    if (text_is(expr->text, "<") || text_is(expr->text, "<="))
        return set_below(first, second);
    if (text_is(expr->text, ">") || text_is(expr->text, ">="))
        return set_below(second, first);
    if (!differ)
        return false;
    first->apart = second;
    second->apart = first;
    return true;
}

/* ---- components ---- */

static void join(TablePlan *table, Component *component, const Column *column)
{
    ColumnPlan *planned = plan_find_column(table, column);
    Component *other = planned->component;
    Arena *arena = table->plan->arena;
    if (!other) {
        planned->component = component;
        list_push(arena, &component->columns, planned);
        return;
    }
    if (other == component)
        return;
    for (size_t i = 0; i < other->columns.count; i++) {
        other->columns.items[i]->component = component;
        list_push(arena, &component->columns, other->columns.items[i]);
    }
    for (size_t i = 0; i < other->conditions.count; i++)
        list_push(arena, &component->conditions, other->conditions.items[i]);
    for (size_t i = 0; i < other->splits.count; i++)
        list_push(arena, &component->splits, other->splits.items[i]);
    for (size_t i = 0; i < table->components.count; i++)
        if (table->components.items[i] == other)
            list_remove(&table->components, i);
}

static Expr *is_true(Arena *arena, Expr *expr)
{
    Expr *test = expr_new(arena, EXPR_IS, expr->span);
    test->text = TEXT("true");
    list_push(arena, &test->arguments, expr);
    return test;
}

/* One component out of all that the columns are in. */
static Component *component_of(TablePlan *table, const ColumnList *columns)
{
    Component *component = arena_new_object(table->plan->arena, Component);
    component->table = table;
    component->scope = scope_of(table);
    for (size_t i = 0; i < columns->count; i++)
        join(table, component, columns->items[i]);
    list_push(table->plan->arena, &table->components, component);
    return component;
}

static void bind_columns(TablePlan *table, const Condition *condition, const ColumnList *columns)
{
    Arena *arena = table->plan->arena;
    Component *component = component_of(table, columns);
    list_push(arena, &component->conditions,
              condition->must_be_true ? is_true(arena, condition->expr) : condition->expr);
}

/* Between columns of which one has an expression for a rule, what stands behind it counts. An expression that
 * reads a parent's row is the user's to answer for, as one column's alone is. */
static Expr *between_columns(TablePlan *table, const Condition *condition, ColumnList *columns)
{
    ScenarioScope scope = scope_of(table);
    Expr *expr = condition->expr;
    *columns = scenario_columns(&scope, expr);
    if (columns->count < 2)
        return expr;
    expr = condition_ruled(scope.arena, scope.schema, table->table, expr);
    *columns = expr ? scenario_columns(&scope, expr) : (ColumnList){0};
    return expr;
}

static void bind(TablePlan *table, const Condition *declared)
{
    ColumnList columns;
    Condition written = *declared;
    const Condition *condition = &written;
    written.expr = between_columns(table, declared, &columns);
    if (condition->element.column || !written.expr)
        return;
    if (columns.count == 1)
        bind_column(table, condition, columns.items[0]);
    else if (columns.count && !set_apart(table, condition->expr, &columns))
        bind_columns(table, condition, &columns);
    else if (condition->expr->kind == EXPR_BOOL && !condition->expr->boolean)
        limit_to_none(table, condition->name,
                      strcmp(condition->kind, "partition") == 0
                          ? TEXT("the table has no partition that takes rows")
                          : TEXT("it is false for every row"));
}

/* ---- scenarios ---- */

static bool same_conditions(const ExprList *a, const ExprList *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->items[i] != b->items[i] && !expr_equal(a->items[i], b->items[i]))
            return false;
    return true;
}

/* A domain that was found before: narrowing texts takes long, and is asked for again and again. */
struct DomainMemo {
    const ColumnPlan *column;
    DomainUse use;
    ExprList conditions;
    Domain domain;
    bool impossible;
    DomainMemo *next;
};

static const DomainMemo *remembered(const ColumnPlan *column, DomainUse use, const ExprList *conditions)
{
    const DomainMemo *memo = column->table->domains;
    while (memo &&
           (memo->column != column || memo->use != use || !same_conditions(&memo->conditions, conditions)))
        memo = memo->next;
    return memo;
}

/* The column's domain under its conditions and more; *impossible where it is known that no value is in it. */
static Domain narrowed(const ColumnPlan *column, DomainUse use, const ExprList *more, bool *impossible)
{
    Arena *arena = column->table->plan->arena;
    const Expr *unmet = NULL;
    ExprList all = {0};
    for (size_t i = 0; i < column->conditions.count; i++)
        list_push(arena, &all, column->conditions.items[i]);
    for (size_t i = 0; more && i < more->count; i++)
        list_push(arena, &all, more->items[i]);
    if (!all.count)
        return domain_of(column, use);
    const DomainMemo *known = remembered(column, use, &all);
    if (known) {
        *impossible = known->impossible;
        return known->domain;
    }
    DomainMemo *memo = arena_new_object(arena, DomainMemo);
    *memo = (DomainMemo){.column = column, .use = use, .conditions = all, .next = column->table->domains};
    memo->domain = domain_narrowed(column, use, &all, &unmet, &memo->impossible);
    column->table->domains = memo;
    *impossible = memo->impossible;
    return memo->domain;
}

static bool has_values(const void *context, size_t place, const ExprList *conditions)
{
    const Component *component = context;
    const ColumnPlan *column = component->columns.items[place];
    bool impossible = false;
    if (!column->written)
        return true;
    Domain domain = narrowed(column, DOMAIN_DRAWN, conditions, &impossible);
    return column->reference ? !impossible : domain.unrank || domain.draw;
}

static void set_scope(Component *component)
{
    Arena *arena = component->scope.arena;
    bool *needed = arena_array(arena, component->columns.count, sizeof *needed);
    for (size_t i = 0; i < component->columns.count; i++) {
        ColumnPlan *column = component->columns.items[i];
        list_push(arena, &component->scope.columns, column->column);
        needed[i] = column->column->not_null || column->never_null;
        column->always_null |= !needed[i] && column->conditions.count && !has_values(component, i, NULL);
    }
    component->scope.needed = needed;
}

static bool has_value_where_needed(const Component *component, const Scenario *scenario)
{
    for (size_t i = 0; i < component->columns.count; i++) {
        const ColumnPlan *column = component->columns.items[i];
        if (column->always_null && scenario->presence[i] == PRESENCE_VALUE && !column->reference &&
            column->written)
            return false;
    }
    return true;
}

/* The columns of one reference are NULL together; false where the scenario has it otherwise. */
static bool is_whole(const Component *component, Scenario *scenario)
{
    Presence *presence = scenario->presence;
    for (size_t i = 0; i < component->columns.count; i++)
        for (size_t k = 0; k < i; k++) {
            const ColumnPlan *one = component->columns.items[i], *other = component->columns.items[k];
            if (!one->reference || one->reference != other->reference || presence[i] == presence[k])
                continue;
            if (presence[i] != PRESENCE_FREE && presence[k] != PRESENCE_FREE)
                return false;
            presence[i] = presence[k] = presence[i] == PRESENCE_FREE ? presence[k] : presence[i];
        }
    return true;
}

/* What all scenarios say is so without them. */
static void note_presence(const Component *component)
{
    ScenarioSet all = component_all(component);
    for (size_t i = 0; i < component->columns.count; i++) {
        ColumnPlan *column = component->columns.items[i];
        column->never_null |= component_set(component, column, PRESENCE_VALUE) == all;
        column->always_null |= component_set(component, column, PRESENCE_NULL) == all;
    }
}

static bool is_accepted(const void *context, Scenario *scenario)
{
    const Component *component = context;
    return is_whole(component, scenario) && has_value_where_needed(component, scenario) &&
           relations_possible(component, scenario);
}

static const char *too_many(const Component *component, size_t work)
{
    Text why = text_format(component->scope.arena,
                           "no way to meet it together with the others was found in %zu steps", work);
    return text_string(component->scope.arena, why);
}

/* Spends so many steps; gives how many were taken. */
/* What is demanded of parents need not be false of the others; but what tells the rows of a key must be. */
static uint64_t loose_splits(const Component *component)
{
    const TablePlan *table = component->table;
    uint64_t loose = 0;
    for (size_t i = 0; i < component->splits.count; i++)
        for (size_t k = 0; k < table->demands.count; k++)
            if (component->splits.items[i] == table->demands.items[k])
                loose |= (uint64_t)1 << i;
    return loose;
}

static size_t find_scenarios(Component *component, size_t work)
{
    set_scope(component);
    component->scope.loose = loose_splits(component);
    component->scope.work = work;
    component->scope.context = component;
    component->scope.possible = has_values;
    component->scope.accepts = is_accepted;
    ScenarioResult result =
        scenarios_of(&component->scope, &component->conditions, &component->splits, &component->scenarios);
    if (result.outcome == SCENARIOS_NONE)
        limit_to_none(component->table, TEXT("check"), TEXT("no row satisfies the conditions"));
    else if (result.outcome == SCENARIOS_NO_VALUES)
        unmet_refuse(component->table, result.unmet, "no values are known that meet it");
    else if (result.outcome == SCENARIOS_TOO_MANY)
        unmet_refuse(component->table, result.unmet, too_many(component, result.work));
    else
        note_presence(component);
    return result.work;
}

/* The rows of partial unique indexes are scenarios of their own, of one component: two of them may be about
 * the same columns. */
static void split(TablePlan *table, const ExprList *predicates)
{
    ScenarioScope scope = scope_of(table);
    ColumnList columns = {0};
    for (size_t i = 0; i < predicates->count; i++) {
        ColumnList more = scenario_columns(&scope, predicates->items[i]);
        for (size_t k = 0; k < more.count; k++)
            list_push(scope.arena, &columns, more.items[k]);
    }
    if (!columns.count)
        return;
    Component *component = component_of(table, &columns);
    for (size_t i = 0; i < predicates->count; i++)
        list_push(scope.arena, &component->splits, predicates->items[i]);
}

void components_bind(TablePlan *table)
{
    table->conditions = conditions_of(table->plan->arena, table->plan->schema, table->table);
    for (size_t i = 0; i < table->conditions.count; i++)
        bind(table, &table->conditions.items[i]);
}

static void find_all(TablePlan *table)
{
    size_t count = table->components.count, work = SCENARIO_WORK;
    for (size_t i = 0; i < count; i++) {
        size_t done = find_scenarios(table->components.items[i], work / (count - i));
        work -= done < work ? done : work;
    }
}

void components_find(TablePlan *table)
{
    ExprList predicates = keys_predicates(table);
    for (size_t i = 0; i < table->demands.count; i++)
        list_push(table->plan->arena, &predicates, table->demands.items[i]);
    split(table, &predicates);
    find_all(table);
}

/* As if nothing was found yet. */
static void forget(Component *component)
{
    component->scope.columns = (ColumnList){0};
    component->scenarios = (ScenarioList){0};
}

void components_split(TablePlan *table, const ExprList *predicates)
{
    split(table, predicates);
    for (size_t i = 0; i < table->components.count; i++)
        forget(table->components.items[i]);
    find_all(table);
}

Component *component_with_split(const TablePlan *table, const Expr *predicate)
{
    for (size_t i = 0; i < table->components.count; i++) {
        Component *component = table->components.items[i];
        for (size_t k = 0; k < component->splits.count; k++)
            if (component->splits.items[k] == predicate)
                return component;
    }
    return NULL;
}

const ExprList *component_conditions(const Component *component, size_t scenario, const ColumnPlan *column)
{
    size_t place = 0;
    while (component->columns.items[place] != column)
        place++;
    return &component->scenarios.items[scenario]->conditions[place];
}

/* ---- sets of scenarios ---- */

static size_t place_of(const Component *component, const ColumnPlan *column)
{
    size_t i = 0;
    while (component->columns.items[i] != column)
        i++;
    return i;
}

ScenarioSet component_set(const Component *component, const ColumnPlan *column, Presence presence)
{
    size_t place = place_of(component, column);
    ScenarioSet set = 0;
    for (size_t i = 0; i < component->scenarios.count; i++)
        if (component->scenarios.items[i]->presence[place] == presence)
            set |= (ScenarioSet)1 << i;
    return set;
}

ScenarioSet component_all(const Component *component)
{
    size_t count = component->scenarios.count;
    return count == 64 ? ~(ScenarioSet)0 : ((ScenarioSet)1 << count) - 1;
}

ScenarioSet component_split_set(const Component *component, const Expr *predicate)
{
    ScenarioSet set = 0;
    for (size_t k = 0; k < component->splits.count; k++)
        for (size_t i = 0; component->splits.items[k] == predicate && i < component->scenarios.count; i++)
            if (component->scenarios.items[i]->tags >> k & 1)
                set |= (ScenarioSet)1 << i;
    return set;
}

bool component_binds_value(const ColumnPlan *column)
{
    const Component *component = column->component;
    size_t place = component ? place_of(component, column) : 0;
    for (size_t i = 0; component && i < component->scenarios.count; i++)
        if (component->scenarios.items[i]->conditions[place].count)
            return true;
    return false;
}

/* ---- the row's scenario ---- */

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

static void allot(Component *component)
{
    TablePlan *table = component->table;
    const Param *order = component_order(component);
    component->place = step_call(table, name_for(component, "turn"), VALUE_ROW, "rt_perm_at",
                                 OPERANDS(op_param_address(order), op_row()));
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
        allot(component);
    Text name = name_for(component, "is_so");
    if ((set & (set - 1)) == 0 && set)
        return step_infix(table, name, VALUE_BOOL, "==", op_step(component->scenario),
                          op_uint((uint64_t)__builtin_ctzll(set)));
    return step_call(table, name, VALUE_BOOL, "rt_one_of",
                     OPERANDS(op_uint(set), op_step(component->scenario)));
}

static Step *negated(Component *component, Step *step)
{
    return step_prefix(component->table, name_for(component, "is_not_so"), VALUE_BOOL, "!", op_step(step));
}

static bool is_unbounded(const Count *count)
{
    return !count->factors.count && count->fixed == PLAN_COUNT_MAX;
}

static const Count *cap_both(Arena *arena, const Count *cap, const Count *more)
{
    return is_unbounded(cap) ? more : count_least(arena, cap, more);
}

void component_fill(Component *component, const ColumnPlan *column)
{
    if (column->component != component || column->always_null)
        return;
    size_t place = place_of(component, column);
    for (size_t i = 0; i < component->scenarios.count; i++)
        if (component->scenarios.items[i]->presence[place] == PRESENCE_FREE)
            component->scenarios.items[i]->presence[place] = PRESENCE_VALUE;
}

/* The share of each of `parts`, the first ones of which have one more where it does not come out even. */
static const Count *share_of(Arena *arena, const Count *cap, unsigned parts, unsigned part)
{
    bool fixed = !cap->factors.count && !cap->least_of && !cap->most_of && !cap->plus;
    return fixed ? count_fixed(arena, (cap->fixed + parts - 1 - part) / parts)
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

RowSet component_rows(Component *component, ScenarioSet set, const Count *cap)
{
    TablePlan *table = component->table;
    RowSet rows = {.component = component, .set = set};
    Step *inside = component_is_in(component, set);
    if (!component->scenario)
        allot(component);
    component_cap(component, set, cap);
    rows.outside = inside ? negated(component, inside) : NULL;
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

/* ---- values ---- */

Domain column_domain(const ColumnPlan *column, DomainUse use, const ExprList *more)
{
    bool impossible;
    return narrowed(column, use, more, &impossible);
}

/* The values of a column, each made for some of the scenarios. */
typedef struct Choices {
    ScenarioSet sets[SCENARIO_LIMIT];
    Step *values[SCENARIO_LIMIT];
    size_t count;
} Choices;

/* The scenarios from `first` on in which the column is drawn from the domain that it has there. */
static ScenarioSet drawn_alike(const Component *component, size_t place, size_t first, ScenarioSet open)
{
    const Scenario *model = component->scenarios.items[first];
    ScenarioSet alike = 0;
    for (size_t i = first; i < component->scenarios.count; i++)
        if ((open >> i & 1) &&
            expr_list_equal(&model->conditions[place], &component->scenarios.items[i]->conditions[place]))
            alike |= (ScenarioSet)1 << i;
    return alike;
}

static void note_domain(ColumnPlan *column, const Domain *domain, bool is_first)
{
    column->is_plain_text = domain->is_plain && (is_first || column->is_plain_text);
    column->is_padded = domain->is_padded && (is_first || column->is_padded);
    if (domain->max_size > column->max_size || is_first)
        column->max_size = domain->max_size;
    if (is_first)
        column->rule = domain->rule;
    column->count = is_first ? domain->count : column->count + domain->count;
}

static bool draw_choices(Component *component, size_t place, ScenarioSet open, Choices *choices)
{
    ColumnPlan *column = component->columns.items[place];
    bool is_first = choices->count == 0;
    for (size_t i = 0; i < component->scenarios.count; i++) {
        if (!(open >> i & 1))
            continue;
        ScenarioSet alike = drawn_alike(component, place, i, open);
        Domain domain =
            column_domain(column, DOMAIN_DRAWN, &component->scenarios.items[i]->conditions[place]);
        if (!domain.unrank && !domain.draw)
            return false;
        open &= ~alike;
        bool is_only = !choices->count && !open;
        Text name = is_only ? column->field : step_name_for(column, "choice");
        Step *inside = is_only || domain.count == 1 ? NULL : component_is_in(component, alike);
        Step *outside = inside ? negated(component, inside) : NULL;
        Step *value = value_draw(&domain, column, name);
        value->unless = outside;
        note_domain(column, &domain, is_first);
        is_first = false;
        choices->sets[choices->count] = alike;
        choices->values[choices->count++] = value;
    }
    return true;
}

/* One value out of those of the scenarios. */
static Step *chosen(Component *component, ColumnPlan *column, const Choices *choices)
{
    Step *value = choices->values[0];
    for (size_t i = 1; i < choices->count; i++) {
        Step *inside = component_is_in(component, choices->sets[i]);
        Text name = i + 1 == choices->count ? column->field : step_name_for(column, "choice");
        value = step_choose(column->table, name, column->type->kind, op_step(inside),
                            op_step(choices->values[i]), op_step(value));
    }
    return value;
}

static void no_values(ColumnPlan *column)
{
    column->value = step_zero(column->table, column->field, column->type->kind);
    column->rule = TEXT("always NULL: no scenario gives it a value");
}

static Step *related_value(ColumnPlan *column, const RelationValue *related, Diag *diag)
{
    return related->value ? related->value
                          : compile_exactly(column, related->by, step_name_for(column, "computed"), diag);
}

/* Those made by relations, and draws for the rest. */
static bool plan_column(Component *component, size_t place, Diag *diag)
{
    ColumnPlan *column = component->columns.items[place];
    ScenarioSet open = component_all(component) & ~component_set(component, column, PRESENCE_NULL);
    Choices choices = {0};
    for (size_t i = 0; i < component->related->count; i++) {
        const RelationValue *related = &component->related->items[i];
        Step *value = related->column == column ? related_value(column, related, diag) : NULL;
        if (related->column != column)
            continue;
        if (!value)
            return false;
        choices.sets[choices.count] = related->set;
        choices.values[choices.count++] = value;
        open &= ~related->set;
    }
    if (choices.count) {
        column->max_size = UINT64_MAX;
        column->rule = TEXT("bound to other columns");
    }
    if (!draw_choices(component, place, open, &choices))
        return false;
    if (!choices.count)
        no_values(column);
    else
        column->value = chosen(component, column, &choices);
    return true;
}

static bool no_way(const Component *component, Diag *diag)
{
    if (!diag->errors)
        unmet_refuse(component->table, component->conditions.count ? component->conditions.items[0] : NULL,
                     "no values are known that meet it");
    return !diag->errors;
}

static bool relate(Component *component, Diag *diag)
{
    component->related = arena_new_object(component->scope.arena, RelationValues);
    return relations_make(component, component->related, diag);
}

bool component_decided(Component *component, Diag *diag)
{
    for (size_t i = 0; i < component->columns.count; i++)
        if (!component->columns.items[i]->value)
            return true;
    return component->related || relate(component, diag) || no_way(component, diag);
}

bool component_value(ColumnPlan *column, Diag *diag)
{
    Component *component = column->component;
    if (!component->related && !relate(component, diag))
        return no_way(component, diag);
    if (column->value)
        return true;
    if (!plan_column(component, place_of(component, column), diag))
        return no_way(component, diag);
    value_draw_null(column);
    return true;
}
