/* key_first.c: partial unique constraints of tables whose rows lie with their parents, or in groups: the
 * first ones of a parent are those about which the constraint is, no more of them than it has combinations.
 */
#include "plan/key/unique.h"

#include "plan/narrow/column_domain.h"
#include "plan/tables.h"
#include "plan/value.h"

FirstRows key_first_rows(TablePlan *table, const Unique *unique, const GroupPlace *place, Operand most)
{
    Text name = unique->name;
    FirstRows first = {.set = unique->set};
    Step *bits =
        step_call(table, key_name(table, "bits", name), VALUE_ROW, "rt_random",
                  OPERANDS(op_param(param_stream(table, name, TEXT("first"))), op_step(place->group)));
    first.count = step_call(table, key_name(table, "first", name), VALUE_ROW, "rt_first_rows",
                            OPERANDS(op_step(place->count), most, op_step(bits)));
    first.are_in = step_infix(table, key_name(table, "is_first", name), VALUE_BOOL, "<",
                              op_step(place->ordinal), op_step(first.count));
    first.outside =
        step_prefix(table, key_name(table, "is_not_first", name), VALUE_BOOL, "!", op_step(first.are_in));
    first.index = step_call(table, key_name(table, "index", name), VALUE_ROW, "rt_perm_keyed",
                            OPERANDS(op_step(bits), most, op_step(place->ordinal)));
    first.index->unless = first.outside;
    return first;
}

GroupPlace key_place_left(TablePlan *table, GroupPlace place, const FirstRowsList *firsts, ScenarioSet set)
{
    for (size_t i = 0; i < firsts->count; i++) {
        Operand count = op_step(firsts->items[i].count);
        if (firsts->items[i].set & set)
            continue;
        place.ordinal =
            step_infix(table, TEXT("ordinal_left"), VALUE_ROW, "-", op_step(place.ordinal), count);
        place.count = step_infix(table, TEXT("count_left"), VALUE_ROW, "-", op_step(place.count), count);
    }
    return place;
}

bool key_carry_outside(ColumnPlan *column, const Step *outside, Step *digit, Diag *diag)
{
    if (!value_carry(column, op_step(digit), false, diag) || !outside)
        return !diag->errors;
    Step *carried = column->value;
    Domain domain = column_domain(column, DOMAIN_DRAWN, NULL);
    Step *drawn = value_draw(&domain, column, key_name(column->table, "draw", column->field));
    column->value = step_choose(column->table, key_name(column->table, "chosen", column->field),
                                column->type->kind, op_step(outside), op_step(drawn), op_step(carried));
    return true;
}

bool key_carry_first(const FirstRows *first, const ColumnPlanList *free, Step *index, Diag *diag)
{
    for (size_t i = 0; i < free->count; i++) {
        ColumnPlan *column = free->items[i];
        Step *digit = key_digit(column->table, &index, op_uint((uint64_t)value_capacity(column)),
                                key_name(column->table, "digit", column->field), i + 1 == free->count);
        if (!key_carry_outside(column, first->outside, digit, diag))
            return false;
    }
    return true;
}

/* ---- constraints that the first rows of groups are in ---- */

static DivisionList divisions_of(Arena *arena, const UniqueRefs *parts)
{
    DivisionList divisions = {0};
    for (size_t i = 0; i < parts->count; i++)
        list_push(arena, &divisions, ((Division){.set = parts->items[i]->set}));
    return divisions;
}

bool key_can_divide(TablePlan *table, const UniqueRefs *parts)
{
    DivisionList divisions = divisions_of(table->plan->arena, parts);
    return parts->count && component_can_divide(parts->items[0]->component, &divisions, NULL);
}

bool key_divide(TablePlan *table, const GroupPlace *place, const UniqueRefs *parts, Diag *diag)
{
    DivisionList divisions = divisions_of(table->plan->arena, parts);
    FirstRowsList firsts = {0};
    for (size_t i = 0; i < parts->count; i++) {
        ColumnPlanList free = unique_free(table, parts->items[i]);
        Operand most = op_count(key_combinations(table, NULL, &(ReferenceSet){0}, &free));
        GroupPlace left = key_place_left(table, *place, &firsts, parts->items[i]->set);
        FirstRows first = key_first_rows(table, parts->items[i], &left, most);
        list_push(table->plan->arena, &firsts, first);
        divisions.items[i].rows = first.are_in;
        parts->items[i]->is_met = true;
        if (!key_carry_first(&first, &free, first.index, diag))
            return false;
    }
    component_divide(parts->items[0]->component, &divisions);
    return true;
}

/* ---- the rows of each parent ---- */

static bool is_few(const ColumnPlanList *free)
{
    for (size_t i = 0; i < free->count; i++)
        if (value_is_ordinal(free->items[i]) || value_capacity(free->items[i]) >= UNIQUE_LARGE)
            return false;
    return true;
}

/* A constraint of all rows over the reference and another one: it would not be left to meet more rows than
 * that has parents. */
static bool is_junction(const TablePlan *table, const Unique *unique, const ReferencePlan *reference)
{
    ReferenceSet open = unique_open(table, unique);
    ColumnPlanList free = unique_free(table, unique);
    return !unique->component && !unique->has_unknown && unique_covers(unique, reference) && open.count > 1 &&
           is_few(&free);
}

static bool has_junction(const TablePlan *table, const ReferencePlan *reference, const UniqueList *all)
{
    for (size_t i = 0; i < all->count; i++)
        if (is_junction(table, &all->items[i], reference))
            return true;
    return false;
}

/* Whether rows can be laid out by it. */
static bool is_plain(const ReferencePlan *reference)
{
    return reference->target != reference->table && !reference_is_nullable(reference) &&
           !reference_is_bound(reference) && !reference->choices.count && !reference_is_mixed(reference) &&
           !reference->apart && !reference->below && !reference->above && !reference->keeps_away;
}

/* The one open reference of a constraint of some rows that has few values else; NULL where it is more. */
static ReferencePlan *parent_of(const TablePlan *table, const Unique *unique)
{
    ReferenceSet open = unique_open(table, unique);
    ColumnPlanList free = unique_free(table, unique);
    bool is_met = open.count == 1 && !unique->has_unknown && !unique->is_strengthened &&
                  !unique->nulls_not_distinct && is_few(&free) && is_plain(open.items[0]);
    return is_met ? open.items[0] : NULL;
}

/* The constraints of some rows, all of which must be about the parents of one reference; none where one is
 * not. */
static UniqueRefs parts_of(const TablePlan *table, const ReferencePlan *reference, UniqueList *all)
{
    UniqueRefs parts = {0};
    for (size_t i = 0; i < all->count; i++) {
        if (!all->items[i].component)
            continue;
        if (parent_of(table, &all->items[i]) != reference)
            return (UniqueRefs){0};
        list_push(table->plan->arena, &parts, &all->items[i]);
    }
    return parts;
}

bool key_met_by_first(TablePlan *table, const Unique *unique, UniqueList *all, Text *how, Diag *diag)
{
    ReferencePlan *reference = parent_of(table, unique);
    if (!reference || !has_junction(table, reference, all))
        return false;
    UniqueRefs parts = parts_of(table, reference, all);
    if (!key_can_divide(table, &parts))
        return false;
    Text base = reference->reference->columns.items[0]->name;
    Step *at = reference_fan_out(reference, count_fixed(table->plan->arena, PLAN_COUNT_MAX));
    GroupPlace place = {
        .group = reference->parent,
        .ordinal = step_member(table, key_name(table, "ordinal", base), VALUE_ROW, op_step(at), "ordinal"),
        .count = step_member(table, key_name(table, "count", base), VALUE_ROW, op_step(at), "count")};
    *how = TEXT("the first rows of each parent are in it");
    return key_divide(table, &place, &parts, diag);
}
