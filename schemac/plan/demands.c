/* demands.c: conditions of reference columns handed on to the tables they reference. */
#include "plan/demands.h"

#include "plan/tables.h"
#include "plan/value.h"

#define LARGE ((PlanCount)1 << 30) /* a key of so many values is narrowed as a whole */

/* ---- predicates over the parent ---- */

/* The condition about the parent's column in the place of the child's. */
static Expr *renamed(Arena *arena, const Expr *expr, const Column *from, const Column *to)
{
    Expr *copy = expr_copy(arena, expr);
    if (expr->kind == EXPR_COLUMN && text_equal(expr->text, from->name))
        copy->text = to->name;
    copy->arguments = (ExprList){0};
    for (size_t i = 0; i < expr->arguments.count; i++) {
        const Expr *part = expr->arguments.items[i];
        list_push(arena, &copy->arguments, part ? renamed(arena, part, from, to) : NULL);
    }
    return copy;
}

static bool has_equal(const ExprList *list, const Expr *expr)
{
    for (size_t i = 0; i < list->count; i++)
        if (expr_equal(list->items[i], expr))
            return true;
    return false;
}

/* A column that is a key by itself and has many values, of which the condition leaves many. */
static bool stays_large(const ColumnPlan *column, Expr *condition)
{
    const KeyList *keys = &column->table->table->keys;
    ExprList more = {0};
    bool alone = false;
    for (size_t i = 0; i < keys->count; i++)
        alone |= keys->items[i]->columns.count == 1 && keys->items[i]->columns.items[0] == column->column;
    if (!alone || column->reference || column->component)
        return false;
    list_push(column->table->plan->arena, &more, condition);
    Domain domain = column_domain(column, DOMAIN_CARRIED, &more);
    return domain.unrank && domain.count >= LARGE;
}

/* The conditions on one column of the reference, of the parent's; but those that hold for all parents. */
static ExprList wanted(Arena *arena, const ExprList *conditions, const ColumnPlan *column,
                       const ColumnPlan *target)
{
    ExprList wanted = {0};
    for (size_t i = 0; i < conditions->count; i++) {
        Expr *condition = renamed(arena, conditions->items[i], column->column, target->column);
        if (!has_equal(&target->conditions, condition))
            list_push(arena, &wanted, condition);
    }
    return wanted;
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

/* What every row asks of a key that has values enough is so of all parents. */
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
        for (size_t k = 0; k < all.count; k++)
            if (stays_large(target, all.items[k]))
                list_push(arena, &target->conditions, all.items[k]);
    }
}

/* What the reference's columns ask of the parent in one scenario of their component. */
static Expr *predicate_of(const ReferencePlan *reference, const Component *component, size_t scenario)
{
    Arena *arena = reference->table->plan->arena;
    Expr *predicate = NULL;
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
    narrow_parents(reference);
    for (size_t i = 0; i < scenarios; i++) {
        Expr *predicate = predicate_of(reference, component, i);
        if (predicate && reference->target == reference->table) {
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

/* Children first. */
void demands_note(TablePlan *table)
{
    if (table->demanding)
        return;
    table->demanding = true;
    for (size_t i = 0; i < table->children.count; i++)
        demands_note(table->children.items[i]);
    components_find(table);
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

static const Count *parents_of(const ReferencePlan *reference, const ParentChoice *choice)
{
    Arena *arena = reference->table->plan->arena;
    Component *component = segments_of(reference, choice);
    if (!component)
        return count_rows(arena, reference->target);
    component_allotment(component);
    return count_segment(arena, component, component_split_set(component, choice->predicate));
}

const Count *reference_parents(const ReferencePlan *reference)
{
    return parents_of(reference, only_choice(reference));
}

static Step *row_of(ReferencePlan *reference, const ParentChoice *choice, Text name, Step *index)
{
    Component *component = segments_of(reference, choice);
    if (!component)
        return index;
    return step_call(reference->table, name, VALUE_ROW, "rt_segment_row",
                     OPERANDS(op_param_address(component_order(component)),
                              op_param_address(component_allotment(component)),
                              op_uint(component_split_set(component, choice->predicate)), op_step(index)));
}

Step *reference_row(ReferencePlan *reference, Text name, Step *index)
{
    return row_of(reference, only_choice(reference), name, index);
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
