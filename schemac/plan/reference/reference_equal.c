/* reference_equal.c: references that are equal to another one, or to the row's own key, in some scenarios: in
 * those rows the one follows, whatever parent was drawn for it. */
#include "plan/reference/reference_equal.h"

#include "plan/reference/demands.h"
#include "plan/reference/families.h"
#include "plan/reference/reference_types.h"

/* ---- what is equal ---- */

static bool holds_reference(const TablePlan *table, const ReferencePlan *but, const Column *column)
{
    for (size_t i = 0; i < table->references.count; i++) {
        const ReferencePlan *other = table->references.items[i];
        if (other != but && !other->implied && columns_hold(&other->reference->columns, column))
            return true;
    }
    return false;
}

/* The column of the leader, or of the row where there is none, that stands for the same one. */
static const Column *counterpart(const ReferencePlan *leader, const Column *target)
{
    if (!leader)
        return target;
    size_t place = columns_place(&leader->reference->target_columns, target);
    return place < leader->reference->columns.count ? leader->reference->columns.items[place] : NULL;
}

/* Whether the reference can have the leader's parent, or the row itself where there is no leader: its columns
 * are the leader's too, or nothing else has them. */
static bool can_follow(const ReferencePlan *reference, const ReferencePlan *leader)
{
    const Reference *declared = reference->reference;
    for (size_t i = 0; i < declared->columns.count; i++) {
        const Column *column = declared->columns.items[i];
        if (column != counterpart(leader, declared->target_columns.items[i]) &&
            holds_reference(reference->table, reference, column))
            return false;
    }
    return true;
}

/* Whether the column is to the other one, in the row's own table. */
static bool is_to_itself(const ColumnPlan *column, const ColumnPlan *other)
{
    const ReferencePlan *reference = column->reference;
    return reference && reference->target == column->table && other->reference != reference &&
           reference_source(column) == other && can_follow(reference, NULL);
}

static bool are_of_one_target(const ColumnPlan *a, const ColumnPlan *b)
{
    const ReferencePlan *first = a->reference, *second = b->reference;
    return first && second && first != second && first->target == second->target &&
           first->partition == second->partition && reference_source(a) == reference_source(b) &&
           (can_follow(first, second) || can_follow(second, first));
}

/* What is asked of the one in the scenario is asked of the other. */
static void ask_alike(const Component *component, Scenario *scenario, const ColumnPlan *from,
                      const ColumnPlan *to)
{
    Arena *arena = component->scope.arena;
    const ExprList *asked[] = {&from->conditions, &scenario->conditions[component_place(component, from)]};
    ExprList *known = &scenario->conditions[component_place(component, to)], all = {0};
    for (size_t i = 0; i < known->count; i++)
        list_push(arena, &all, known->items[i]);
    for (size_t k = 0; k < sizeof asked / sizeof *asked; k++)
        for (size_t i = 0; i < asked[k]->count; i++) {
            Expr *condition = demand_of(arena, asked[k]->items[i], (DemandLink){from, to});
            if (!expr_list_holds(&all, condition) && !expr_list_holds(&to->conditions, condition))
                list_push(arena, &all, condition);
        }
    *known = all;
}

static void note(TablePlan *table, ColumnPlan *a, ColumnPlan *b)
{
    for (size_t i = 0; i < table->equalities.count; i++)
        if (table->equalities.items[i].a == a && table->equalities.items[i].b == b)
            return;
    list_push(table->plan->arena, &table->equalities, ((Equality){.a = a, .b = b}));
}

bool reference_equate(Component *component, Scenario *scenario, const Column *a, const Column *b)
{
    TablePlan *table = component->table;
    ColumnPlan *first = plan_find_column(table, a), *second = plan_find_column(table, b);
    if (is_to_itself(second, first)) {
        ColumnPlan *swapped = first;
        first = second, second = swapped;
    }
    bool own = is_to_itself(first, second);
    if (!own && !are_of_one_target(first, second))
        return false;
    ask_alike(component, scenario, first, second);
    if (!own)
        ask_alike(component, scenario, second, first);
    note(table, first, second);
    return true;
}

/* ---- where it is wanted ---- */

static ScenarioSet wanted_in(const Equality *equality)
{
    return component_comparing(equality->a->component, "=", equality->a, equality->b);
}

static void take_off(const Equality *equality)
{
    component_take_off(equality->a->component, "=", equality->a, equality->b);
}

static bool is_between(const Equality *equality, const ReferencePlan *one, const ReferencePlan *other)
{
    const ReferencePlan *a = equality->a->reference, *b = equality->b->reference;
    return (a == one && b == other) || (a == other && b == one);
}

ScenarioSet references_equal_in(const ReferencePlan *one, const ReferencePlan *other, Component **component)
{
    const TablePlan *table = one->table;
    ScenarioSet set = 0;
    for (size_t i = 0; i < table->equalities.count; i++)
        if (is_between(&table->equalities.items[i], one, other)) {
            *component = table->equalities.items[i].a->component;
            set |= wanted_in(&table->equalities.items[i]);
        }
    return set;
}

bool references_differ(ReferencePlan *one, ReferencePlan *other)
{
    if (one->apart == other || one->below == other || one->above == other)
        return true;
    if (one->apart || other->apart || one->below || other->below || one->above || other->above)
        return false;
    one->apart = other;
    other->apart = one;
    return true;
}

void references_are_joined(const ReferencePlan *one, const ReferencePlan *other)
{
    for (size_t i = 0; i < one->table->equalities.count; i++)
        if (is_between(&one->table->equalities.items[i], one, other))
            take_off(&one->table->equalities.items[i]);
}

/* ---- one follows the other ---- */

/* What a reference is to in some scenarios that can't be changed any more. */
typedef struct Fixed {
    const ReferencePlan *reference;
    ScenarioSet set;
} Fixed;
typedef LIST(Fixed) FixedList;

static bool is_fixed(const FixedList *fixed, const ReferencePlan *reference, ScenarioSet set)
{
    for (size_t i = 0; i < fixed->count; i++)
        if (fixed->items[i].reference == reference && (fixed->items[i].set & set))
            return true;
    return false;
}

/* Whether their parents lie in the same group of the row, and are the same ones there; or in none. */
static bool are_alike_in_groups(const ReferencePlan *reference, const ReferencePlan *leader)
{
    const Family *family = reference->table->family;
    if (!family || (!family_is_inside(reference) && !family_is_inside(leader)))
        return true;
    return family_is_inside(reference) && family_is_inside(leader) &&
           family_level(reference) == family_level(leader) && reference->narrowed == leader->narrowed &&
           reference->narrowed_set == leader->narrowed_set;
}

/* Whether nothing but the leader says what its parent must not be. */
static bool is_tied_to(const ReferencePlan *reference, const ReferencePlan *leader)
{
    const ReferencePlan *const ties[] = {reference->apart, reference->below, reference->above};
    for (size_t i = 0; i < sizeof ties / sizeof *ties; i++)
        if (ties[i] && ties[i] != leader)
            return false;
    return !reference->keeps_away;
}

/* Whether its parent stays what it is once all references have theirs. */
static bool is_settled(const ReferencePlan *leader, const ReferencePlan *follower)
{
    const ReferencePlan *partner = leader->below ? leader->below : leader->above;
    return leader->parent && !leader->keeps_away && (!partner || !leader->by_key || partner == follower);
}

/* The first row, of each group, can only be to itself where others are to earlier ones; false where it can't
 * be had so. */
static bool is_first_alike(const ReferencePlan *reference, Component *component, ScenarioSet set)
{
    TablePlan *table = reference->table;
    if (!reference->is_earlier || reference->null)
        return true;
    Text name = family_name(reference, "is_first");
    bool grouped = table->family && family_is_inside(reference);
    Operand place =
        grouped ? op_step(family_ordinal(table->family, family_level(reference), name)) : op_row();
    return component_exempt(component, step_infix(table, name, VALUE_BOOL, "==", place, op_uint(0)), set);
}

/* The reference, in rows of the set, is to what the leader is to, or to the row itself. */
static bool follow(ReferencePlan *reference, ReferencePlan *leader, Component *component, ScenarioSet set)
{
    TablePlan *table = reference->table;
    if (!reference->is_drawn || !is_tied_to(reference, leader) || !can_follow(reference, leader) ||
        (leader && (!is_settled(leader, reference) || !are_alike_in_groups(reference, leader))) ||
        (!leader && !is_first_alike(reference, component, set)))
        return false;
    Text name =
        text_format(table->plan->arena, "%.*s_row", TEXT_ARG(reference->reference->columns.items[0]->name));
    Operand same = leader ? op_step(leader->parent) : op_row();
    Step *inside = component_is_in(component, set);
    reference_assign(reference, inside ? step_choose(table, name, VALUE_ROW, op_step(inside), same,
                                                     op_step(reference->parent))
                                       : step_value(table, name, VALUE_ROW, same));
    reference->is_free = false;
    if (leader)
        leader->is_free = false;
    return true;
}

static void join(const Equality *equality, FixedList *fixed)
{
    Component *component = equality->a->component;
    ReferencePlan *first = equality->a->reference, *second = equality->b->reference;
    ScenarioSet set = wanted_in(equality);
    bool own = is_to_itself(equality->a, equality->b);
    if (!set)
        return;
    bool joined = !own && !is_fixed(fixed, second, set) && follow(second, first, component, set);
    joined = joined || (!is_fixed(fixed, first, set) && follow(first, own ? NULL : second, component, set));
    if (!joined)
        return;
    list_push(component->scope.arena, fixed, ((Fixed){first, set}));
    if (!own)
        list_push(component->scope.arena, fixed, ((Fixed){second, set}));
    take_off(equality);
}

void references_join_equal(TablePlan *table)
{
    FixedList fixed = {0};
    for (size_t i = 0; i < table->equalities.count; i++)
        join(&table->equalities.items[i], &fixed);
}
