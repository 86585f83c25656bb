/* demands.c: conditions of reference columns handed on to the tables they reference. */
#include "plan/reference/demands.h"

#include "plan/condition/condition.h"
#include "plan/narrow/column_domain.h"
#include "plan/reference/families.h"
#include "plan/tables.h"
#include "plan/value.h"

#define LARGE  ((PlanCount)1 << 30) /* a key of so many values is narrowed as a whole */
#define LEVELS 8                    /* keys that are references of keys that are references … */

/* ---- predicates over the parent ---- */

/* Whether the row that is looked up is the parent itself. */
static bool is_of_parent(const Expr *expr, DemandLink link)
{
    const Table *parent = link.to->table->table;
    return expr->kind == EXPR_LOOKUP && text_equal(expr->text, parent->name) &&
           text_equal(expr->qualifier, parent->schema) &&
           text_equal(expr->arguments.items[1]->text, link.to->column->name);
}

Expr *demand_of(Arena *arena, const Expr *expr, DemandLink link)
{
    if (is_of_parent(expr, link)) {
        Expr *column = expr_new(arena, EXPR_COLUMN, expr->span);
        column->text = expr->arguments.items[0]->text;
        return column;
    }
    Expr *copy = expr_copy(arena, expr);
    if (expr->kind == EXPR_COLUMN && text_equal(expr->text, link.from->column->name))
        copy->text = link.to->column->name;
    copy->arguments = (ExprList){0};
    for (size_t i = 0; i < expr->arguments.count; i++) {
        const Expr *part = expr->arguments.items[i];
        list_push(arena, &copy->arguments, part ? demand_of(arena, part, link) : NULL);
    }
    return copy;
}

/* The conditions on one column of the reference, of the parent's; but those that hold for all parents. */
static ExprList wanted(Arena *arena, const ExprList *conditions, const ColumnPlan *column,
                       const ColumnPlan *target)
{
    ExprList wanted = {0};
    for (size_t i = 0; i < conditions->count; i++) {
        Expr *condition = demand_of(arena, conditions->items[i], (DemandLink){column, target});
        if (!expr_list_holds(&target->conditions, condition))
            list_push(arena, &wanted, condition);
    }
    return wanted;
}

/* Whether the condition is one on the column, and not on what else is looked up in its row. */
static bool reads_alone(const Expr *condition, const ColumnPlan *column)
{
    bool alone = condition->kind != EXPR_COLUMN || text_equal(condition->text, column->column->name);
    for (size_t i = 0; i < condition->arguments.count && alone; i++)
        alone = !condition->arguments.items[i] || reads_alone(condition->arguments.items[i], column);
    return alone;
}

static ExprList reading_alone(Arena *arena, const ExprList *conditions, const ColumnPlan *column)
{
    ExprList alone = {0};
    for (size_t i = 0; i < conditions->count; i++)
        if (reads_alone(conditions->items[i], column))
            list_push(arena, &alone, conditions->items[i]);
    return alone;
}

/* Whether values are left for what another reference asks of the column, once the condition holds. */
static bool leaves_some(const ReferencePlan *other, const ColumnPlan *target, Expr *condition)
{
    Arena *arena = other->table->plan->arena;
    for (size_t i = 0; i < other->reference->columns.count; i++) {
        const ColumnPlan *column = plan_find_column(other->table, other->reference->columns.items[i]);
        if (plan_find_column(other->target, other->reference->target_columns.items[i]) != target ||
            column->reference != other)
            continue;
        ExprList all = wanted(arena, &column->conditions, column, target);
        all = reading_alone(arena, &all, target);
        if (!all.count || expr_list_holds(&all, condition))
            continue;
        list_push(arena, &all, condition);
        Domain domain = column_domain(target, DOMAIN_CARRIED, &all);
        if (!domain.unrank || !domain.count)
            return false;
    }
    return true;
}

static bool leaves_others(const ColumnPlan *target, Expr *condition)
{
    const TablePlan *table = target->table;
    for (size_t i = 0; i < table->children.count; i++)
        for (size_t k = 0; k < table->children.items[i]->references.count; k++) {
            const ReferencePlan *other = table->children.items[i]->references.items[k];
            if (other->target == table && !other->implied && !leaves_some(other, target, condition))
                return false;
        }
    return true;
}

static bool is_key(const ColumnPlan *column)
{
    const KeyList *keys = &column->table->table->keys;
    for (size_t i = 0; i < keys->count; i++)
        if (keys->items[i]->columns.count == 1 && keys->items[i]->columns.items[0] == column->column)
            return true;
    return false;
}

/* The parent's column of which a reference column takes its values. */
static ColumnPlan *source_of(const ColumnPlan *column)
{
    const Reference *reference = column->reference->reference;
    size_t i = 0;
    while (reference->columns.items[i] != column->column)
        i++;
    return plan_find_column(column->reference->target, reference->target_columns.items[i]);
}

/* Keys that are one another's: references lead from the column on to itself. */
static bool is_in_circle(const ColumnPlan *column)
{
    const ColumnPlan *source = column;
    for (unsigned levels = 0; levels < LEVELS && source->reference; levels++) {
        source = source_of(source);
        if (source == column)
            return true;
    }
    return false;
}

static bool has_many_values(const ColumnPlan *column, Expr *condition)
{
    ExprList more = {0};
    list_push(column->table->plan->arena, &more, condition);
    Domain domain = column_domain(column, DOMAIN_CARRIED, &more);
    return domain.unrank && domain.count >= LARGE;
}

/* Whether the rows that carry the column's values, maybe those of parents of parents, can have many. */
static bool stays_large(const ColumnPlan *column, Expr *condition, unsigned levels)
{
    if (!is_key(column) || column->component)
        return false;
    if (!column->reference || is_in_circle(column))
        return has_many_values(column, condition);
    const ColumnPlan *source = source_of(column);
    Expr *asked = demand_of(column->table->plan->arena, condition, (DemandLink){column, source});
    return levels > 0 && stays_large(source, asked, levels - 1);
}

static Expr *with_conditions(Arena *arena, Expr *predicate, const ExprList *conditions)
{
    for (size_t i = 0; i < conditions->count; i++) {
        Expr *condition = conditions->items[i];
        Expr *both = expr_new(arena, EXPR_AND, condition->span);
        if (predicate) {
            list_push(arena, &both->arguments, predicate);
            list_push(arena, &both->arguments, condition);
        }
        predicate = predicate ? both : condition;
    }
    return predicate;
}

/* Keys that are one another's have the same values, whichever of them carries them. */
static void narrow(ColumnPlan *column, Expr *condition)
{
    Arena *arena = column->table->plan->arena;
    while (!expr_list_holds(&column->conditions, condition)) {
        list_push(arena, &column->conditions, condition);
        if (!is_in_circle(column))
            return;
        ColumnPlan *source = source_of(column);
        condition = demand_of(arena, condition, (DemandLink){column, source});
        column = source;
    }
}

/* What every row asks of a key that has values enough, for all that reference it, is so of all parents. */
static void narrow_parents(ReferencePlan *reference)
{
    Arena *arena = reference->table->plan->arena;
    for (size_t i = 0; i < reference->reference->columns.count; i++) {
        const ColumnPlan *column = plan_find_column(reference->table, reference->reference->columns.items[i]);
        ColumnPlan *target =
            plan_find_column(reference->target, reference->reference->target_columns.items[i]);
        if (column->reference != reference)
            continue;
        ExprList all = wanted(arena, &column->conditions, column, target);
        all = reading_alone(arena, &all, target);
        for (size_t k = 0; k < all.count; k++)
            if (leaves_others(target, all.items[k]) && stays_large(target, all.items[k], LEVELS))
                narrow(target, all.items[k]);
    }
}

/* What the reference's columns ask of the parent in one scenario of their component. */
static Expr *predicate_of(const ReferencePlan *reference, const Component *component, size_t scenario)
{
    const Plan *plan = reference->table->plan;
    Arena *arena = plan->arena;
    Expr *predicate =
        reference->partition ? condition_of_partition(arena, plan->schema, reference->partition) : NULL;
    for (size_t i = 0; i < reference->reference->columns.count; i++) {
        const ColumnPlan *column = plan_find_column(reference->table, reference->reference->columns.items[i]);
        const ColumnPlan *target =
            plan_find_column(reference->target, reference->reference->target_columns.items[i]);
        if (column->reference != reference)
            continue;
        ExprList all = wanted(arena, &column->conditions, column, target);
        predicate = with_conditions(arena, predicate, &all);
        if (!component || column->component != component)
            continue;
        all = wanted(arena, component_conditions(component, scenario, column), column, target);
        predicate = with_conditions(arena, predicate, &all);
    }
    return predicate;
}

/* The same predicate of the target, where another reference demands it, too. */
static const Expr *shared(TablePlan *target, Expr *predicate)
{
    for (size_t i = 0; i < target->demands.count; i++)
        if (expr_equal(target->demands.items[i], predicate))
            return target->demands.items[i];
    list_push(target->plan->arena, &target->demands, predicate);
    return predicate;
}

/* ---- references ---- */

static Component *component_of(const ReferencePlan *reference)
{
    for (size_t i = 0; i < reference->reference->columns.count; i++) {
        const ColumnPlan *column = plan_find_column(reference->table, reference->reference->columns.items[i]);
        if (column->reference == reference && column->component)
            return column->component;
    }
    return NULL;
}

static void add_choice(ReferencePlan *reference, uint64_t set, const Expr *predicate)
{
    for (size_t i = 0; i < reference->choices.count; i++)
        if (reference->choices.items[i].predicate == predicate) {
            reference->choices.items[i].set |= set;
            return;
        }
    ParentChoice choice = {.set = set, .predicate = predicate};
    list_push(reference->table->plan->arena, &reference->choices, choice);
}

static void refuse(const ReferencePlan *reference, const Expr *predicate)
{
    Plan *plan = reference->table->plan;
    plan_refuse(plan, reference->table->table, reference->reference->name,
                text_format(plan->arena, "its own rows would have to be split by %.*s",
                            TEXT_ARG(expr_print(plan->arena, predicate))),
                TEXT("Leave the constraint out."));
}

static void note_reference(ReferencePlan *reference)
{
    Component *component = component_of(reference);
    size_t scenarios = component ? component->scenarios.count : 1;
    bool narrowed = false;
    bool is_self = reference->target == reference->table;
    if (!is_self)
        narrow_parents(reference);
    for (size_t i = 0; i < scenarios; i++) {
        Expr *predicate = predicate_of(reference, component, i);
        if (predicate && is_self &&
            (reference->is_earlier ||
             !component_with_split(reference->table, shared(reference->target, predicate)))) {
            refuse(reference, predicate);
            return;
        }
        narrowed |= predicate != NULL;
        add_choice(reference, component ? (uint64_t)1 << i : 0,
                   predicate ? shared(reference->target, predicate) : NULL);
    }
    if (!narrowed)
        reference->choices.count = 0;
}

/* What the table demands of its own rows that it did not before. */
static ExprList own_demands(TablePlan *table)
{
    ExprList fresh = {0};
    for (size_t i = 0; i < table->references.count; i++) {
        ReferencePlan *reference = table->references.items[i];
        Component *component = component_of(reference);
        size_t scenarios = component ? component->scenarios.count : 1;
        for (size_t k = 0; k < scenarios && reference->target == table && !reference->implied; k++) {
            size_t known = table->demands.count;
            Expr *predicate = predicate_of(reference, component, k);
            if (predicate)
                shared(table, predicate);
            for (; known < table->demands.count; known++)
                list_push(table->plan->arena, &fresh, (Expr *)table->demands.items[known]);
        }
    }
    return fresh;
}

/* The scenarios that have the parent that the reference wants in a scenario; all where it wants none. */
static ScenarioSet wanted_of(const ReferencePlan *reference, Component *component, size_t scenario)
{
    Expr *predicate = predicate_of(reference, component, scenario);
    const Expr *demand = predicate ? shared(reference->target, predicate) : NULL;
    return demand && component_with_split(reference->target, demand) == component
               ? component_split_set(component, demand)
               : component_all(component);
}

/* Whether the scenario's rows find parents in their own table among those of the scenarios and themselves. */
static bool finds_parents(Component *component, size_t scenario, ScenarioSet there)
{
    const TablePlan *table = component->table;
    for (size_t i = 0; i < table->references.count; i++) {
        const ReferencePlan *reference = table->references.items[i];
        if (reference->target == table && !reference->implied && component_of(reference) == component &&
            !(wanted_of(reference, component, scenario) & (there | (ScenarioSet)1 << scenario)))
            return false;
    }
    return true;
}

/* Where there are few rows, the first scenarios have them: so those come first that the others want. */
static void put_parents_first(Component *component)
{
    ScenarioList ordered = {0};
    ScenarioSet there = 0, all = component_all(component);
    while (there != all) {
        size_t next = 0;
        while (next < component->scenarios.count &&
               ((there >> next & 1) || !finds_parents(component, next, there)))
            next++;
        if (next == component->scenarios.count)
            next = (size_t)__builtin_ctzll(all & ~there);
        there |= (ScenarioSet)1 << next;
        list_push(component->scope.arena, &ordered, component->scenarios.items[next]);
    }
    component->scenarios = ordered;
}

static void split_own(TablePlan *table, const ExprList *demands)
{
    components_split(table, demands);
    for (size_t i = 0; i < table->components.count; i++)
        put_parents_first(table->components.items[i]);
}

/* Children first. */
void demands_note(TablePlan *table)
{
    if (table->demanding)
        return;
    table->demanding = true;
    for (size_t i = 0; i < table->children.count; i++)
        demands_note(table->children.items[i]);
    components_find(table);
    ExprList own = own_demands(table);
    if (own.count)
        split_own(table, &own);
    for (size_t i = 0; i < table->references.count; i++)
        if (!table->references.items[i]->implied)
            note_reference(table->references.items[i]);
}

/* ---- parents ---- */

static const ParentChoice *only_choice(const ReferencePlan *reference)
{
    return reference->choices.count == 1 ? &reference->choices.items[0] : NULL;
}

bool reference_is_mixed(const ReferencePlan *reference)
{
    return reference->choices.count > 1;
}

static Component *segments_of(const ReferencePlan *reference, const ParentChoice *choice)
{
    return choice && choice->predicate ? component_with_split(reference->target, choice->predicate) : NULL;
}

ParentSet reference_parent_set(const ReferencePlan *reference)
{
    const ParentChoice *choice = only_choice(reference);
    Component *component = segments_of(reference, choice);
    return (ParentSet){component, component ? component_split_set(component, choice->predicate) : 0};
}

static const Count *parents_of(const ReferencePlan *reference, const ParentChoice *choice)
{
    Arena *arena = reference->table->plan->arena;
    Component *component = segments_of(reference, choice);
    if (!component)
        return count_rows(arena, reference->target);
    component_allotment(component);
    return count_segment(arena, component, component_split_set(component, choice->predicate));
}

/* A condition that no parent meets, and that holds in all rows. */
static void leave_out(ReferencePlan *reference)
{
    TablePlan *table = reference->table;
    const ParentChoice *choice = &reference->choices.items[0];
    const Component *parents = segments_of(reference, choice);
    if (!choice->predicate || (parents && component_split_set(parents, choice->predicate)))
        return;
    if (!reference_is_nullable(reference))
        plan_limit(table, reference->reference->name, TEXT("no row of the table it references fits"),
                   count_fixed(table->plan->arena, 0));
    for (size_t i = 0; i < reference->reference->columns.count; i++)
        plan_find_column(table, reference->reference->columns.items[i])->always_null = true;
}

/* None where there are no parents, else any number; those of the table itself depend on its own scenarios,
 * and are there unless no scenario has them. */
static const Count *cap_of(const ReferencePlan *reference, const ParentChoice *choice)
{
    Arena *arena = reference->table->plan->arena;
    const Component *component = segments_of(reference, choice);
    if (!component || !component_split_set(component, choice->predicate))
        return count_fixed(arena, 0);
    if (reference->target == reference->table)
        return NULL;
    return count_product(arena, parents_of(reference, choice), count_fixed(arena, PLAN_COUNT_MAX));
}

void demands_cap(TablePlan *table)
{
    for (size_t i = 0; i < table->references.count; i++) {
        ReferencePlan *reference = table->references.items[i];
        Component *component = component_of(reference);
        if (!component && reference->choices.count)
            leave_out(reference);
        for (size_t k = 0; k < reference->choices.count && component; k++) {
            const ParentChoice *choice = &reference->choices.items[k];
            const Count *cap = choice->predicate ? cap_of(reference, choice) : NULL;
            if (cap)
                component_cap(component, choice->set, cap);
        }
    }
}

const Count *reference_parents(const ReferencePlan *reference)
{
    Arena *arena = reference->table->plan->arena;
    const Count *parents =
        reference->filled ? filling_count(reference) : parents_of(reference, only_choice(reference));
    return reference->first_of ? count_least(arena, parents, count_rows(arena, reference->first_of))
                               : parents;
}

static Step *row_of(ReferencePlan *reference, const ParentChoice *choice, Text name, Step *index)
{
    Component *component = segments_of(reference, choice);
    if (!component)
        return index;
    return component_row(reference->table, name, component, component_split_set(component, choice->predicate),
                         op_step(index));
}

Step *reference_row(ReferencePlan *reference, Text name, Step *index)
{
    return reference->filled ? filling_row(reference, name, op_step(index))
                             : row_of(reference, only_choice(reference), name, index);
}

static Step *any_of(ReferencePlan *reference, const ParentChoice *choice, Text name, Text stream)
{
    const Count *parents = parents_of(reference, choice);
    Step *index = step_below(reference->table, name, stream, TEXT(""), op_count(parents));
    return row_of(reference, choice, name, index);
}

Step *reference_any(ReferencePlan *reference, Text name, Text stream)
{
    if (!reference_is_mixed(reference))
        return any_of(reference, only_choice(reference), name, stream);
    Component *component = component_of(reference);
    Step *row = any_of(reference, &reference->choices.items[0], name, stream);
    for (size_t i = 1; i < reference->choices.count; i++) {
        const ParentChoice *choice = &reference->choices.items[i];
        Step *other = any_of(reference, choice, name, stream);
        Step *inside = component_is_in(component, choice->set);
        row = step_choose(reference->table, name, VALUE_ROW, op_step(inside), op_step(other), op_step(row));
    }
    return row;
}
