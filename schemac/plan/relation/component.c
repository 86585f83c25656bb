/* component.c: columns that conditions bind to one another, and the scenarios that their rows fall into. */
#include "plan/relation/component.h"

#include "plan/narrow/column_domain.h"
#include "plan/relation/relation.h"
#include "plan/tables.h"
#include "plan/unmet.h"

void component_limit_to_none(TablePlan *table, Text constraint, Text reason)
{
    plan_limit(table, constraint, reason, count_fixed(table->plan->arena, 0));
}

ScenarioScope component_scope(TablePlan *table)
{
    return (ScenarioScope){.arena = table->plan->arena,
                           .schema = table->plan->schema,
                           .table = table->table,
                           .plan = table->plan};
}

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

Component *component_joining(TablePlan *table, const ColumnList *columns)
{
    Component *component = arena_new_object(table->plan->arena, Component);
    component->table = table;
    component->scope = component_scope(table);
    for (size_t i = 0; i < columns->count; i++)
        join(table, component, columns->items[i]);
    list_push(table->plan->arena, &table->components, component);
    return component;
}

/* ---- scenarios ---- */

static bool has_values(const void *context, size_t place, const ExprList *conditions)
{
    const Component *component = context;
    const ColumnPlan *column = component->columns.items[place];
    bool impossible = false;
    if (!column->written)
        return true;
    Domain domain = column_domain_known(column, DOMAIN_DRAWN, conditions, &impossible);
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

/* Compared with constants alone. */
static bool is_listing(const Expr *expr)
{
    bool comparison = expr->kind == EXPR_OPERATOR && (text_is(expr->text, "=") || text_is(expr->text, "<>"));
    bool array = expr->kind == EXPR_ARRAY || expr->kind == EXPR_CAST;
    bool all = comparison || array || expr->kind == EXPR_ANY || expr->kind == EXPR_ALL ||
               expr->kind == EXPR_AND || expr->kind == EXPR_OR || expr->kind == EXPR_NOT ||
               expr->kind == EXPR_COLUMN || expr->kind == EXPR_STRING || expr->kind == EXPR_BOOL ||
               expr->kind == EXPR_IS;
    for (size_t i = 0; all && i < expr->arguments.count; i++)
        all = !expr->arguments.items[i] || is_listing(expr->arguments.items[i]);
    return all;
}

/* Texts, enums and truth values by their names: what is not one of them is another one. */
static bool is_of_kinds(const Component *component, const Expr *predicate)
{
    ColumnList columns = scenario_columns(&component->scope, predicate);
    const ColumnPlan *column =
        columns.count == 1 ? plan_find_column(component->table, columns.items[0]) : NULL;
    return column && (column->type->kind == VALUE_TEXT || column->type->kind == VALUE_BOOL) &&
           is_listing(predicate);
}

/* What is demanded of parents need not be false of the others, but what tells the rows of a key must be. */
uint64_t component_demanded_splits(const Component *component)
{
    const TablePlan *table = component->table;
    uint64_t demanded = 0;
    for (size_t i = 0; i < component->splits.count; i++)
        for (size_t k = 0; k < table->demands.count; k++)
            if (component->splits.items[i] == table->demands.items[k])
                demanded |= (uint64_t)1 << i;
    return demanded;
}

/* Nor is what is demanded true of the others where it is one of a few kinds, if that can be. */
static uint64_t splits_by_kind(const Component *component)
{
    uint64_t kinds = 0;
    for (size_t i = 0; i < component->splits.count; i++)
        if (is_of_kinds(component, component->splits.items[i]))
            kinds |= (uint64_t)1 << i;
    return kinds;
}

static ScenarioResult look(Component *component, uint64_t loose, size_t work)
{
    component->scope.loose = loose;
    component->scope.work = work;
    component->scenarios = (ScenarioList){0};
    return scenarios_of(&component->scope, &component->conditions, &component->splits, &component->scenarios);
}

/* Looks for scenarios in which kinds are told apart first. */
static ScenarioResult look_for_kinds(Component *component, size_t work)
{
    uint64_t loose = component_demanded_splits(component), kinds = loose & splits_by_kind(component);
    ScenarioResult result = look(component, loose & ~kinds, kinds ? work / 4 : work);
    if (!kinds || result.outcome == SCENARIOS_FOUND)
        return result;
    size_t done = result.work < work ? result.work : work;
    result = look(component, loose, work - done);
    result.work += done;
    return result;
}

/* Spends so many steps; gives how many were taken. */
static size_t find_scenarios(Component *component, size_t work)
{
    set_scope(component);
    component->scope.context = component;
    component->scope.possible = has_values;
    component->scope.accepts = is_accepted;
    ScenarioResult result = look_for_kinds(component, work);
    if (result.outcome == SCENARIOS_NONE)
        component_limit_to_none(component->table, TEXT("check"), TEXT("no row satisfies the conditions"));
    else if (result.outcome == SCENARIOS_NO_VALUES)
        unmet_refuse(component->table, result.unmet, "no values are known that meet it");
    else if (result.outcome == SCENARIOS_TOO_MANY)
        unmet_refuse(component->table, result.unmet, too_many(component, result.work));
    else
        component_settle_references(component), note_presence(component);
    return result.work;
}

/* The rows of partial unique indexes are scenarios of their own, of one component: two of them may be about
 * the same columns. */
static void split(TablePlan *table, const ExprList *predicates)
{
    ScenarioScope scope = component_scope(table);
    ColumnList columns = {0};
    for (size_t i = 0; i < predicates->count; i++) {
        ColumnList more = scenario_columns(&scope, predicates->items[i]);
        for (size_t k = 0; k < more.count; k++)
            list_push(scope.arena, &columns, more.items[k]);
    }
    if (!columns.count)
        return;
    for (size_t i = 0; i < table->partials.count; i++)
        for (size_t k = 0; k < table->partials.items[i].compared.count; k++)
            list_push(scope.arena, &columns, table->partials.items[i].compared.items[k]);
    Component *component = component_joining(table, &columns);
    for (size_t i = 0; i < predicates->count; i++)
        list_push(scope.arena, &component->splits, predicates->items[i]);
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
    return &component->scenarios.items[scenario]->conditions[component_place(component, column)];
}

/* ---- sets of scenarios ---- */

size_t component_place(const Component *component, const ColumnPlan *column)
{
    size_t i = 0;
    while (component->columns.items[i] != column)
        i++;
    return i;
}

ScenarioSet component_set(const Component *component, const ColumnPlan *column, Presence presence)
{
    size_t place = component_place(component, column);
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
    size_t place = component ? component_place(component, column) : 0;
    for (size_t i = 0; component && i < component->scenarios.count; i++)
        if (component->scenarios.items[i]->conditions[place].count)
            return true;
    return false;
}

/* ---- comparisons of two columns ---- */

static bool is_column(const Expr *expr, const ColumnPlan *column)
{
    return expr->kind == EXPR_COLUMN && text_equal(expr->text, column->column->name);
}

static bool compares(const Expr *relation, const char *operator, const ColumnPlan * a, const ColumnPlan *b)
{
    if (relation->kind != EXPR_OPERATOR || !text_is(relation->text, operator) ||
        relation->arguments.count != 2)
        return false;
    const Expr *left = relation->arguments.items[0], *right = relation->arguments.items[1];
    return (is_column(left, a) && is_column(right, b)) || (is_column(left, b) && is_column(right, a));
}

ScenarioSet component_comparing(const Component *component, const char *operator, const ColumnPlan * a,
                                const ColumnPlan *b)
{
    ScenarioSet set = 0;
    for (size_t i = 0; i < component->scenarios.count; i++) {
        const ExprList *relations = &component->scenarios.items[i]->relations;
        for (size_t k = 0; k < relations->count; k++)
            set |= (ScenarioSet)compares(relations->items[k], operator, a, b) << i;
    }
    return set;
}

void component_take_off(Component *component, const char *operator, const ColumnPlan * a, const ColumnPlan *b)
{
    for (size_t i = 0; i < component->scenarios.count; i++) {
        ExprList *relations = &component->scenarios.items[i]->relations, rest = {0};
        for (size_t k = 0; k < relations->count; k++)
            if (!compares(relations->items[k], operator, a, b))
                list_push(component->scope.arena, &rest, relations->items[k]);
        *relations = rest;
    }
}
