/* reference_copy.c: a column that keys give a value of its own in each row, and that is to equal a reference
 * in some scenarios. Each of their rows gets a parent of its own, whose key is the column's value, too; and
 * in every key over the column what these rows have differs from what the others have. */
#include "plan/reference/reference_copy.h"

#include "plan/key/unique.h"
#include "plan/narrow/column_domain.h"
#include "plan/reference/demands.h"
#include "plan/tables.h"

/* ---- which columns ---- */

/* Drawn from all rows of another table, by one column, which no other reference of its own table is bound to.
 */
static bool can_be_copied(const ColumnPlan *column)
{
    const ReferencePlan *reference = column->reference;
    return reference && reference->is_drawn && reference->is_free && !reference->choices.count &&
           reference->reference->columns.count == 1 && reference->target != reference->table;
}

static bool is_referenced(const ColumnPlan *column)
{
    const TablePlan *table = column->table;
    for (size_t i = 0; i < table->children.count; i++)
        for (size_t k = 0; k < table->children.items[i]->references.count; k++) {
            const ReferencePlan *child = table->children.items[i]->references.items[k];
            if (child->target == table && columns_hold(&child->reference->target_columns, column->column))
                return true;
        }
    return false;
}

static bool is_asked_of(const ColumnPlan *column, ScenarioSet set)
{
    bool asked = column->conditions.count > 0;
    for (size_t i = 0; i < column->component->scenarios.count; i++)
        asked |= (set >> i & 1) && component_conditions(column->component, i, column)->count;
    return asked;
}

static bool can_be_copy(const ColumnPlan *column, ScenarioSet set)
{
    return column->written && !column->reference && column->value && !column->bundle &&
           !column->is_laid_out && !is_referenced(column) && !is_asked_of(column, set);
}

/* ---- keys ---- */

/* No value satisfies both. */
static bool are_disjoint(const ColumnPlan *column, const ExprList *one, const ExprList *other)
{
    Arena *arena = column->table->plan->arena;
    ExprList both = {0};
    for (size_t i = 0; i < one->count; i++)
        list_push(arena, &both, one->items[i]);
    for (size_t i = 0; i < other->count; i++)
        list_push(arena, &both, other->items[i]);
    Domain domain = column_domain(column, DOMAIN_CARRIED, &both);
    return !domain.unrank || !domain.count;
}

/* The column has other values in scenarios of the one set than in those of the other. */
static bool tells_apart(const ColumnPlan *column, const Component *component, ScenarioSet one,
                        ScenarioSet other)
{
    if (column->component != component || column->reference)
        return false;
    for (size_t i = 0; i < component->scenarios.count; i++)
        for (size_t k = 0; k < component->scenarios.count; k++)
            if ((one >> i & 1) && (other >> k & 1) &&
                !are_disjoint(column, component_conditions(component, i, column),
                              component_conditions(component, k, column)))
                return false;
    return true;
}

/* Whether the rows that are copies stay distinct from the others in the constraint. */
static bool stays_met(const Unique *unique, const Copy *copy)
{
    const Component *component = copy->column->component;
    ScenarioSet all = unique->component == component ? unique->set : component_all(component);
    ScenarioSet copies = all & copy->set, others = all & ~copy->set;
    if (unique->has_unknown || unique->elements.count != unique->columns.count)
        return false;
    if (plan_columns_hold(&unique->columns, copy->of) &&
        !(others & ~component_comparing(component, "<>", copy->column, copy->of)))
        return true;
    bool apart = !copies || !others;
    for (size_t i = 0; i < unique->columns.count && !apart; i++)
        apart = tells_apart(unique->columns.items[i], component, copies, others);
    return apart;
}

static bool stay_met(TablePlan *table, const Copy *copy)
{
    UniqueList uniques = unique_collect(table);
    bool met = !table->table->exclusions.count;
    for (size_t i = 0; i < uniques.count && met; i++)
        met =
            !plan_columns_hold(&uniques.items[i].columns, copy->column) || stays_met(&uniques.items[i], copy);
    return met;
}

/* Rows that find no parent of their own have other scenarios to be in. */
static bool leaves_others(const Component *component, ScenarioSet set)
{
    for (size_t i = 0; i < component->scenarios.count; i++)
        if (!(set >> i & 1) && (i >= component->caps.count || count_is_no_bound(component->caps.items[i])))
            return true;
    return false;
}

/* ---- parents ---- */

static void plan_copy(TablePlan *table, ColumnPlan *column, ColumnPlan *of)
{
    Copy copy = {.column = column, .of = of};
    if (!of || !can_be_copied(of) || column->type != of->type || reference_copied_in(of, column))
        return;
    Component *component = column->component;
    copy.set = component_comparing(component, "=", column, of);
    if (!can_be_copy(column, copy.set) || !leaves_others(component, copy.set) || !stay_met(table, &copy))
        return;
    ReferencePlan *reference = of->reference;
    const Count *parents = reference_parents(reference);
    RowSet rows = component_rows(component, copy.set, parents);
    const Param *order = param_perm(table, of->column->name, TEXT("copy"), parents);
    Step *own = step_call(table, step_name_for(of, "own"), VALUE_ROW, "rt_perm_at",
                          OPERANDS(op_param_address(order), op_step(rows.index)));
    own->unless = rows.outside;
    reference_assign(reference, step_choose(table, step_name_for(of, "row"), VALUE_ROW, op_step(rows.outside),
                                            op_step(reference->parent), op_step(own)));
    list_push(table->plan->arena, &table->copies, copy);
}

static ColumnPlan *operand_of(const TablePlan *table, const Expr *relation, size_t i)
{
    const Expr *operand = relation->arguments.items[i];
    return operand->kind == EXPR_COLUMN
               ? plan_find_column(table, table_find_column(table->table, operand->text))
               : NULL;
}

static void plan_copies(TablePlan *table, const ExprList *relations)
{
    for (size_t i = 0; i < relations->count; i++) {
        const Expr *relation = relations->items[i];
        if (relation->kind != EXPR_OPERATOR || !text_is(relation->text, "=") ||
            relation->arguments.count != 2)
            continue;
        ColumnPlan *left = operand_of(table, relation, 0), *right = operand_of(table, relation, 1);
        if (left && right && left->component == right->component) {
            plan_copy(table, left, right);
            plan_copy(table, right, left);
        }
    }
}

void references_plan_copies(TablePlan *table)
{
    for (size_t i = 0; i < table->components.count && !table->family; i++)
        for (size_t k = 0; k < table->components.items[i]->scenarios.count; k++)
            plan_copies(table, &table->components.items[i]->scenarios.items[k]->relations);
}

ScenarioSet reference_copied_in(const ColumnPlan *reference, const ColumnPlan *column)
{
    const TablePlan *table = column->table;
    for (size_t i = 0; i < table->copies.count; i++)
        if (table->copies.items[i].of == reference && table->copies.items[i].column == column)
            return table->copies.items[i].set;
    return 0;
}

/* ---- values ---- */

static void make(const Copy *copy)
{
    ColumnPlan *column = copy->column;
    const ColumnPlan *of = copy->of;
    Step *inside = component_is_in(column->component, copy->set);
    column->value = step_choose(column->table, step_name_for(column, "chosen"), column->type->kind,
                                op_step(inside), op_step(of->value), op_step(column->value));
    column->is_plain_text &= of->is_plain_text;
    column->is_padded &= of->is_padded;
    column->max_size = of->max_size > column->max_size ? of->max_size : column->max_size;
    component_take_off(column->component, "=", column, of);
}

void references_make_copies(TablePlan *table)
{
    for (size_t i = 0; i < table->copies.count; i++)
        if (table->copies.items[i].of->value)
            make(&table->copies.items[i]);
}
