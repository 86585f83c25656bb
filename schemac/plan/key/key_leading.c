/* key_leading.c: columns of few values that scenarios tell apart, such as a weekday on which other columns
 * depend. A key gives them their values, and these say which scenarios the row may be in: a value is not
 * kept from the rows that would have been allotted to other scenarios. */
#include "plan/key/key_leading_parts.h"

#include "plan/domain/domain.h"
#include "plan/narrow/narrow.h"
#include "plan/relation/relation.h"
#include "plan/tables.h"
#include "plan/value.h"

enum {
    VALUES = 1000, /* of one of them */
    COUNTED = 100, /* whole numbers from so many on are taken in turn, fewer in no order */
    SCENARIOS = 63 /* so that a set of them is an int64_t */
};

/* ---- which columns ---- */

static bool can_lead(const ColumnPlan *column)
{
    return !column->value && !column->reference && column->written && !column->bundle &&
           !column->is_entangled && column->column->rule.kind == RULE_NONE && column->component &&
           column->component->scenarios.count <= SCENARIOS && component_binds_value(column) &&
           !component_set(column->component, column, PRESENCE_NULL) && relation_leaves_free(column);
}

/* Whether the component decides which rows have a parent that the key is about: rows are laid out by it. */
static bool decides_parents(const Unique *unique, const Component *component)
{
    for (size_t i = 0; i < unique->columns.count; i++)
        if (unique->columns.items[i]->reference && unique->columns.items[i]->component == component)
            return true;
    return false;
}

/* The component of columns of the key that are to lead; NULL where it has none. */
static Component *leading_component(const Unique *unique, const DivisionList *parts)
{
    for (size_t i = 0; i < unique->columns.count; i++) {
        const ColumnPlan *column = unique->columns.items[i];
        if (can_lead(column) && !decides_parents(unique, column->component) &&
            component_can_divide(column->component, parts, &unique->columns))
            return column->component;
    }
    return NULL;
}

/* ---- values ---- */

/* The conditions of the column in that scenario. */
static ExprList conditions_in(const Component *component, size_t scenario, const ColumnPlan *column)
{
    Arena *arena = component->scope.arena;
    const ExprList *own = component_conditions(component, scenario, column);
    ExprList conditions = {0};
    for (size_t i = 0; i < column->conditions.count; i++)
        list_push(arena, &conditions, column->conditions.items[i]);
    for (size_t i = 0; i < own->count; i++)
        list_push(arena, &conditions, own->items[i]);
    return conditions;
}

/* Whether the column has the same conditions in a scenario before that one. */
static bool is_seen(const Component *component, size_t scenario, const ColumnPlan *column)
{
    for (size_t i = 0; i < scenario; i++)
        if (expr_list_equal(component_conditions(component, i, column),
                            component_conditions(component, scenario, column)))
            return true;
    return false;
}

/* Those that differ from others in case alone are left out: a key may be read by lower(). */
static void add_once(Arena *arena, TextList *values, Map *seen, Text value)
{
    Text lower = text_lower(arena, value);
    if (map_get(seen, lower))
        return;
    map_put(seen, lower, values);
    list_push(arena, values, value);
}

typedef LIST(TextList) TextLists;

/* Whole numbers from 1 on, where enough of them satisfy the conditions. */
static TextList candidates(const ColumnPlan *column, const ExprList *conditions)
{
    Arena *arena = column->table->plan->arena;
    TextList numbers = {0};
    for (int i = 1; value_is_ordinal(column) && i <= VALUES; i++)
        list_push(arena, &numbers, text_format(arena, "%d", i));
    numbers = narrow_passing(column, conditions, &numbers);
    return numbers.count >= COUNTED ? numbers : narrow_candidates(column, conditions, VALUES);
}

/* Values of each of the scenarios that differ. */
static TextLists values_by_scenario(const Component *component, const ColumnPlan *column)
{
    TextLists lists = {0};
    for (size_t i = 0; i < component->scenarios.count; i++) {
        if (is_seen(component, i, column))
            continue;
        ExprList conditions = conditions_in(component, i, column);
        TextList values = candidates(column, &conditions);
        list_push(component->scope.arena, &lists, values);
    }
    return lists;
}

/* Values of all scenarios in turn, each once. */
static void find_values(const Component *component, LeadingColumn *leading)
{
    TextLists lists = values_by_scenario(component, leading->column);
    Map seen = map_new(component->scope.arena);
    for (size_t k = 0; k < VALUES; k++)
        for (size_t i = 0; i < lists.count && leading->values.count < VALUES; i++)
            if (k < lists.items[i].count)
                add_once(component->scope.arena, &leading->values, &seen, lists.items[i].items[k]);
}

/* The scenarios in which the column may have the value. */
static ScenarioSet scenarios_with(const Component *component, const ColumnPlan *column, Text value)
{
    ScenarioSet set = 0;
    for (size_t i = 0; i < component->scenarios.count; i++) {
        ExprList conditions = conditions_in(component, i, column);
        set |= (ScenarioSet)narrow_takes(column, &conditions, value) << i;
    }
    return set;
}

static void add_column(Leading *leading, ColumnPlan *column)
{
    LeadingColumn *added = &leading->columns[leading->count++];
    added->column = column;
    find_values(leading->component, added);
    for (size_t i = 0; i < added->values.count; i++)
        list_push(leading->component->scope.arena, &added->sets,
                  scenarios_with(leading->component, column, added->values.items[i]));
}

/* ---- combinations ---- */

/* Those that begin with what `row` has of the first columns, in scenarios of the set. */
static void combine(Leading *leading, size_t place, ScenarioSet set, Text row[])
{
    Arena *arena = leading->component->scope.arena;
    if (place < leading->count) {
        const LeadingColumn *column = &leading->columns[place];
        for (size_t i = 0; i < column->values.count && leading->sets.count < LEADING_LISTED; i++) {
            row[place] = column->values.items[i];
            if (set & column->sets.items[i])
                combine(leading, place + 1, set & column->sets.items[i], row);
        }
    } else {
        list_push(arena, &leading->sets, set);
        for (size_t i = 0; i < leading->count; i++)
            list_push(arena, &leading->values[i], row[i]);
    }
}

static bool counts(const Leading *leading)
{
    return leading->count == 1 && value_is_ordinal(leading->columns[0].column) &&
           leading->columns[0].values.count >= COUNTED;
}

/* Its lists have constants in C. */
static bool is_listable(const Leading *leading)
{
    for (size_t i = 0; i < leading->count; i++)
        if (!domain_values(leading->columns[i].column, &leading->values[i], "").unrank)
            return false;
    return true;
}

/* Scenarios that may have rows: not those in which a reference is NULL that never is. */
static ScenarioSet possible(const Component *component)
{
    ScenarioSet set = component_all(component);
    for (size_t i = 0; i < component->columns.count; i++) {
        const ColumnPlan *column = component->columns.items[i];
        if (column->reference && column->never_null)
            set &= ~component_set(component, column, PRESENCE_NULL);
    }
    return set;
}

static bool find_combinations(Leading *leading, const Unique *unique)
{
    for (size_t i = 0; i < unique->columns.count && leading->count < LEADING_COLUMNS; i++)
        if (unique->columns.items[i]->component == leading->component && can_lead(unique->columns.items[i]))
            add_column(leading, unique->columns.items[i]);
    Text row[LEADING_COLUMNS];
    combine(leading, 0, possible(leading->component), row);
    return leading->sets.count > 1 && is_listable(leading);
}

/* ---- the bundle ---- */

static bool find(Leading *leading, const Unique *unique, const DivisionList *parts)
{
    leading->component = unique->component ? NULL : leading_component(unique, parts);
    return leading->component && find_combinations(leading, unique);
}

static void enter(Leading *leading, UniqueList *all)
{
    Arena *arena = leading->component->scope.arena;
    Bundle *bundle = arena_new_object(arena, Bundle);
    bundle->leading = leading;
    bundle->count = leading->sets.count;
    bundle->counts = counts(leading);
    for (size_t i = 0; i < leading->count; i++)
        list_push(arena, &bundle->columns, leading->columns[i].column);
    for (size_t i = 0; i < all->count; i++)
        if (!all->items[i].component && unique_is_part(&bundle->columns, &all->items[i].columns))
            list_push(arena, &bundle->met, all->items[i].name);
    bundle_enter(bundle, all);
}

bool key_lead(TablePlan *table, const Unique *unique, UniqueList *all)
{
    Leading *leading = arena_new_object(table->plan->arena, Leading);
    if (!find(leading, unique, &(DivisionList){0}))
        return false;
    enter(leading, all);
    return true;
}

/* ---- constraints of some rows ---- */

/* Whether all its columns have their values from references of the larger one. */
static bool is_of_parents(const TablePlan *table, const Unique *part, const Unique *larger)
{
    ReferenceSet open = unique_open(table, larger);
    for (size_t i = 0; i < part->columns.count; i++) {
        const ReferencePlan *reference = part->columns.items[i]->reference;
        bool is_known = reference && reference->parent;
        for (size_t k = 0; k < open.count; k++)
            is_known |= open.items[k] == reference;
        if (!is_known)
            return false;
    }
    return part->columns.count && unique_is_part(&part->columns, &larger->columns);
}

/* The constraints of some of the component's rows, all of which must be about parents of the larger one; none
 * where one is not. */
static UniqueRefs parts_of(const TablePlan *table, const Component *component, const Unique *larger,
                           UniqueList *all)
{
    UniqueRefs parts = {0};
    for (size_t i = 0; i < all->count; i++) {
        Unique *part = &all->items[i];
        if (part->component != component)
            continue;
        if (part->is_met || part->nulls_not_distinct || part->has_unknown ||
            !is_of_parents(table, part, larger))
            return (UniqueRefs){0};
        list_push(table->plan->arena, &parts, part);
    }
    return parts;
}

/* Whether rows with any combination need be in none of the constraints; or there is one of them, and one
 * combination alone that wants it. */
static bool can_be_outside(const Leading *leading)
{
    ScenarioSet inside = 0;
    for (size_t i = 0; i < leading->parts.count; i++)
        inside |= leading->parts.items[i]->set;
    int64_t picks[LEADING_LISTED];
    if (leading->parts.count == 1 && leading_picks(leading, leading->parts.items[0], picks) == 1)
        return true;
    for (size_t i = 0; i < leading->sets.count; i++)
        if (!(leading->sets.items[i] & ~inside))
            return false;
    return true;
}

Unique *key_lead_within(TablePlan *table, const Unique *part, UniqueList *all)
{
    Arena *arena = table->plan->arena;
    for (size_t i = 0; i < all->count; i++) {
        Leading *leading = arena_new_object(arena, Leading);
        leading->parts = parts_of(table, part->component, &all->items[i], all);
        DivisionList divisions = leading_divisions(arena, &leading->parts);
        if (!leading->parts.count || !find(leading, &all->items[i], &divisions) ||
            leading->component != part->component || !can_be_outside(leading))
            continue;
        for (size_t k = 0; k < leading->parts.count; k++)
            leading->parts.items[k]->is_met = true;
        enter(leading, all);
        return &all->items[i];
    }
    return NULL;
}
