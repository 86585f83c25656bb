/* key_alike.c: unique constraints that do not tell NULLs apart, and indexes over COALESCE that do the same:
 * what they ask of rows that are NULL in the same columns. */
#include "plan/key/unique.h"
#include "plan/tables.h"

/* Whether one of the scenarios has a NULL in the constraint where the other has a value. */
static bool differ_in_nulls(const Unique *unique, const Component *component, size_t a, size_t b)
{
    for (size_t i = 0; i < unique->columns.count; i++) {
        const ColumnPlan *column = unique->columns.items[i];
        ScenarioSet null =
            column->component == component ? component_set(component, column, PRESENCE_NULL) : 0;
        if ((null >> a & 1) != (null >> b & 1))
            return true;
    }
    return false;
}

static ScenarioSet with_nulls(const Unique *unique, const Component *component)
{
    ScenarioSet set = 0;
    for (size_t i = 0; i < unique->columns.count; i++)
        if (unique->columns.items[i]->component == component)
            set |= component_set(component, unique->columns.items[i], PRESENCE_NULL);
    return unique->component == component ? set & unique->set : set;
}

/* Rows whose NULLs in the constraint are the same, by the scenarios of one of several components, are taken
 * to be equal in it: of each pattern of NULLs there is one row at most. */
static void bound_patterns(const Unique *unique, Component *component)
{
    Arena *arena = component->scope.arena;
    for (size_t i = 0; i < unique->columns.count; i++)
        component_fill(component, unique->columns.items[i]);
    ScenarioSet set = with_nulls(unique, component), taken = 0;
    for (size_t i = 0; i < component->scenarios.count; i++) {
        bool alone = set >> i & 1;
        for (size_t k = 0; k < i && alone; k++)
            alone = !(taken >> k & 1) || differ_in_nulls(unique, component, i, k);
        taken |= (ScenarioSet)alone << i;
        if (set >> i & 1)
            component_cap(component, (ScenarioSet)1 << i, count_fixed(arena, alone));
    }
}

/* The component whose scenarios decide where its columns are NULL; NULL where there is none such, or several.
 * Where its rows are those of another one, the parts are about all rows. */
static Component *null_component(const Unique *unique)
{
    Component *found = NULL;
    for (size_t i = 0; i < unique->columns.count; i++) {
        Component *component = unique->columns.items[i]->component;
        if (!component || !component_set(component, unique->columns.items[i], PRESENCE_NULL))
            continue;
        if (found && found != component)
            return NULL;
        found = component;
    }
    return found ? found : unique->component;
}

static bool is_null_in(const ColumnPlan *column, const Component *component, size_t scenario)
{
    return column->component == component &&
           (component_set(component, column, PRESENCE_NULL) >> scenario & 1);
}

/* What the constraint asks of the rows of scenarios that have the same NULLs: to differ in what is left. */
static Unique part_of(const Unique *unique, Component *component, ScenarioSet set, size_t scenario)
{
    Arena *arena = component->scope.arena;
    Unique part = *unique;
    part.columns = (ColumnPlanList){0};
    part.elements = (ExprList){0};
    part.nulls_not_distinct = false;
    part.component = component;
    part.set = set;
    for (size_t i = 0; i < unique->columns.count; i++)
        if (!is_null_in(unique->columns.items[i], component, scenario))
            list_push(arena, &part.columns, unique->columns.items[i]);
    for (size_t i = 0; i < unique->elements.count; i++) {
        ColumnList columns = scenario_columns(&component->scope, unique->elements.items[i]);
        for (size_t k = 0; k < part.columns.count; k++)
            if (columns_hold(&columns, part.columns.items[k]->column)) {
                list_push(arena, &part.elements, unique->elements.items[i]);
                break;
            }
    }
    return part;
}

/* Takes a constraint in which NULLs are not distinct to parts, each of the rows that scenarios have NULL in
 * the same columns, about the others; rows that are NULL in all of them are one at most. False, with no part,
 * where several components decide that, or not all of what has to be distinct is understood. */
static bool split_by_nulls(const Unique *unique, UniqueList *parts)
{
    Component *component = null_component(unique);
    if (!component || unique->has_unknown)
        return false;
    for (size_t i = 0; i < unique->columns.count; i++)
        component_fill(component, unique->columns.items[i]);
    ScenarioSet left = unique->component == component ? unique->set : component_all(component);
    for (size_t i = 0; i < component->scenarios.count; i++) {
        ScenarioSet set = 0;
        for (size_t k = i; k < component->scenarios.count && (left >> i & 1); k++)
            if ((left >> k & 1) && !differ_in_nulls(unique, component, i, k))
                set |= (ScenarioSet)1 << k;
        left &= ~set;
        Unique part = part_of(unique, component, set, i);
        if (set && !part.columns.count)
            component_cap(component, set, count_fixed(component->scope.arena, 1));
        else if (set)
            list_push(component->scope.arena, parts, part);
    }
    return true;
}

/* ---- what is asked of NULLs ---- */

/* A row whose NULL counts as that constant is the only one with it: coalesce (column, constant). */
static void keep_filler_out(TablePlan *table, const Expr *element)
{
    Arena *arena = table->plan->arena;
    if (element->kind != EXPR_CALL || !text_is(element->text, "coalesce") || element->arguments.count != 2 ||
        element->arguments.items[0]->kind != EXPR_COLUMN)
        return;
    ColumnPlan *column =
        plan_find_column(table, table_find_column(table->table, element->arguments.items[0]->text));
    Expr *filler = element->arguments.items[1];
    while (filler->kind == EXPR_CAST)
        filler = filler->arguments.items[0];
    bool is_constant = filler->kind == EXPR_STRING || filler->kind == EXPR_NUMBER;
    if (is_constant && !column->column->not_null && !column->reference && relation_is_open(column))
        list_push(arena, &column->conditions,
                  expr_operator(arena, "<>", element->arguments.items[0], filler));
}

/* NULLs that the index tells apart don't matter; where it does not, there are none but those that conditions
 * want. */
static void forbid_nulls(const Unique *unique)
{
    for (size_t i = 0; i < unique->columns.count; i++) {
        ColumnPlan *column = unique->columns.items[i];
        if (!column->component || !component_set(column->component, column, PRESENCE_NULL))
            column->never_null = true;
    }
}

static void bound_nulls(const Unique *unique)
{
    for (size_t i = 0; i < unique->columns.count; i++)
        if (!unique->columns.items[i]->never_null)
            bound_patterns(unique, unique->columns.items[i]->component);
}

UniqueList key_parts(TablePlan *table, const UniqueList *all)
{
    UniqueList parts = {0};
    for (size_t i = 0; i < all->count; i++) {
        const Unique *unique = &all->items[i];
        for (size_t k = 0; k < unique->elements.count; k++)
            keep_filler_out(table, unique->elements.items[k]);
        if (unique->nulls_not_distinct) {
            forbid_nulls(unique);
            if (split_by_nulls(unique, &parts))
                continue;
            bound_nulls(unique);
        }
        list_push(table->plan->arena, &parts, *unique);
    }
    return parts;
}
