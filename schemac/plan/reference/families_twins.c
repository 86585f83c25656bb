/* families_twins.c: keys inside groups over two references that are equal in some rows and differ in others.
 * Which rows these are is told by their places in the groups, and their scenarios by that. */
#include "plan/reference/families.h"

#include "plan/reference/reference_equal.h"

void family_tell_twins(Family *family, const Unique *unique)
{
    const TablePlan *table = family->table;
    for (size_t i = 0; i < table->equalities.count; i++) {
        ReferencePlan *a = table->equalities.items[i].a->reference,
                      *b = table->equalities.items[i].b->reference;
        if (b && b != a && b->target == a->target && unique_covers(unique, a) && unique_covers(unique, b))
            references_differ(a, b);
    }
}

/* The two of the key that want it, and in which scenarios. */
static ScenarioSet find(const FamilyKey *key, FamilyTwins *twins, Component **component)
{
    for (size_t i = 0; i < key->inside.count; i++)
        for (size_t k = 0; k < i; k++) {
            ReferencePlan *first = key->inside.items[k], *second = key->inside.items[i];
            ScenarioSet set = references_equal_in(first, second, component);
            twins->first = first;
            twins->second = second;
            if (set && family_partner(second) == first && first->narrowed == second->narrowed &&
                first->narrowed_set == second->narrowed_set)
                return set;
        }
    return 0;
}

/* The numbers by which rows take turns, a row's place in its group. Groups begin with either kind. */
static void take_turns(Family *family, const FamilyKey *key, Step *ordinal, FamilyTwins *twins)
{
    TablePlan *table = family->table;
    Text name = key->unique.name;
    FamilyRange range = family_range(twins->first);
    Operand turns = op_step(range.count);
    Step *seed = step_call(table, key_name(table, "turns", name), VALUE_ROW, "rt_random",
                           OPERANDS(op_param(param_stream(table, name, TEXT("turns"))),
                                    op_step(family_group(family, key->level))));
    Step *start =
        step_infix(table, key_name(table, "start", name), VALUE_ROW, "%", op_step(seed), op_uint(2));
    Operand at = op_step(
        step_infix(table, key_name(table, "member", name), VALUE_ROW, "+", op_step(ordinal), op_step(start)));
    twins->are_alike =
        step_call(table, key_name(table, "has_turn", name), VALUE_BOOL, "rt_has_turn", OPERANDS(at, turns));
    twins->number = step_call(table, key_name(table, "between", name), VALUE_ROW, "rt_between_turns",
                              OPERANDS(at, turns));
    Step *differ =
        step_prefix(table, key_name(table, "differ", name), VALUE_BOOL, "!", op_step(twins->are_alike));
    Step *half = step_infix(table, key_name(table, "half", name), VALUE_ROW, "/", at, op_uint(2));
    twins->turn = step_call(table, key_name(table, "turn", name), VALUE_ROW, "rt_perm_keyed",
                            OPERANDS(op_step(seed), turns, op_step(half)));
    twins->turn->unless = differ;
    twins->start = op_step(range.first);
}

FamilyTwins family_twins(Family *family, const FamilyKey *key, Step *ordinal)
{
    FamilyTwins twins = {0};
    Component *component = NULL;
    ScenarioSet set = find(key, &twins, &component);
    if (!set)
        return (FamilyTwins){0};
    take_turns(family, key, ordinal, &twins);
    DivisionList divisions = {0};
    list_push(family->table->plan->arena, &divisions, ((Division){twins.are_alike, set}));
    if (!component_can_divide(component, &divisions, &key->unique.columns))
        return (FamilyTwins){0};
    component_divide(component, &divisions);
    return twins;
}

static void give(ReferencePlan *reference, const FamilyTwins *twins, Step *alike)
{
    reference_assign(reference,
                     step_choose(reference->table, family_name(reference, "row"), VALUE_ROW,
                                 op_step(twins->are_alike), op_step(alike), op_step(reference->parent)));
}

void family_join_twins(const FamilyTwins *twins)
{
    Step *alike = family_row(twins->first, twins->start, twins->turn);
    give(twins->first, twins, alike);
    give(twins->second, twins, alike);
    references_are_joined(twins->first, twins->second);
}
