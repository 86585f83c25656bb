/* key_alike.c: unique constraints that do not tell NULLs apart, and indexes over COALESCE that do the same:
 * what they ask of rows that are NULL in the same columns. */
#include "plan/key/unique.h"

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

void key_bound_nulls(const Unique *unique, Component *component)
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

bool key_split_by_nulls(const Unique *unique, UniqueList *parts)
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
