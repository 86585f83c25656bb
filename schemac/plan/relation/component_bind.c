/* component_bind.c: taking a table's conditions apart: which bind one column, which bind several to one
 * another, and which are between the parents of two references. */
#include "plan/relation/component.h"

#include <string.h>

#include "plan/compile/compile_expr.h"
#include "plan/reference/reference_avoid.h"
#include "plan/reference/reference_equal.h"
#include "plan/reference/reference_succession.h"
#include "plan/tables.h"
#include "plan/value.h"

/* ---- conditions of one column ---- */

static void bind_column(TablePlan *table, const Condition *condition, Column *declared)
{
    ScenarioScope scope = component_scope(table);
    ColumnPlan *column = plan_find_column(table, declared);
    size_t known = column->conditions.count;
    Sole sole =
        scenario_sole(&scope, declared, condition->expr, condition->must_be_true, &column->conditions);
    bool is_of_computing = strcmp(condition->kind, "generated") == 0 || strcmp(condition->kind, "index") == 0;
    column->says_what_is_usual |= column->conditions.count > known && !is_of_computing;
    column->never_null |= !sole.allows_null;
    column->always_null |= !sole.allows_value;
    if (column->always_null && (column->never_null || declared->not_null))
        component_limit_to_none(table, condition->name,
                                text_format(scope.arena,
                                            "column \"%.*s\" can neither be NULL nor have a value",
                                            TEXT_ARG(declared->name)));
}

/* ---- references whose parents differ ---- */

static ReferencePlan *reference_of(const TablePlan *table, const Column *column)
{
    const ColumnPlan *planned = plan_find_column(table, column);
    return planned ? planned->reference : NULL;
}

static const Column *target_of(const ReferencePlan *reference, const Column *column)
{
    for (size_t i = 0; i < reference->reference->columns.count; i++)
        if (reference->reference->columns.items[i] == column)
            return reference->reference->target_columns.items[i];
    return NULL;
}

/* Whether the reference's other columns, such as the tenant, are the same ones of the row that it is to. */
static bool keeps_the_rest(const ReferencePlan *reference, const Column *but)
{
    for (size_t i = 0; i < reference->reference->columns.count; i++)
        if (reference->reference->columns.items[i] != but &&
            reference->reference->columns.items[i] != reference->reference->target_columns.items[i])
            return false;
    return true;
}

/* A column by which rows reference others of their table, and what it is to. */
static bool is_target(const ReferencePlan *reference, const Column *own, const Column *column)
{
    return reference->target == reference->table && target_of(reference, own) == column &&
           keeps_the_rest(reference, own);
}

#define MANY_ORDINALS ((PlanCount)1 << 30) /* a column that has so many counts rows whatever is beside it */

/* Every other column of the key is given by a reference: the column counts the rows beside it, few or many.
 */
static bool is_alone(const TablePlan *table, const Key *key, const Column *column)
{
    bool alone = true;
    for (size_t i = 0; i < key->columns.count; i++)
        alone = alone && (key->columns.items[i] == column || reference_of(table, key->columns.items[i]));
    return alone;
}

/* Whether the reference's column is to one that counts the rows of its table: the key, or the part of it that
 * is not given by what two references share. */
static bool counts_rows(const ReferencePlan *reference, const Column *column)
{
    const Key *key = table_primary_key(reference->target->table);
    const Column *target = target_of(reference, column);
    const ColumnPlan *counter = plan_find_column(reference->target, target);
    bool in_key = false;
    for (size_t i = 0; key && i < key->columns.count; i++)
        in_key |= key->columns.items[i] == target;
    return in_key && key->columns.count == reference->reference->columns.count && !counter->reference &&
           value_is_ordinal(counter) &&
           (is_alone(reference->target, key, target) || value_ordinals(counter) >= MANY_ORDINALS);
}

/* Keys that rows have in no order, but that can be compared when both are there; of texts, where all are of a
 * form in which every collation has them in one order. */
static bool can_be_ordered(const ReferencePlan *reference, const Column *column)
{
    ValueKind kind = plan_find_column(reference->target, target_of(reference, column))->type->kind;
    bool is_number = kind == VALUE_INT16 || kind == VALUE_INT32 || kind == VALUE_INT64;
    return (is_number || kind == VALUE_UUID || type_is_text(&column->type)) && column->not_null;
}

/* first < second: the first one is to an earlier row, where keys are in the order of rows. */
static bool set_below(ReferencePlan *first, const Column *column, ReferencePlan *second, const Column *other)
{
    bool by_key = !counts_rows(first, column);
    if (first->target == first->table ||
        (by_key && (!can_be_ordered(first, column) || !can_be_ordered(second, other))))
        return false;
    first->apart = second->apart = NULL;
    first->below = second;
    second->above = first;
    first->by_key = second->by_key = by_key;
    return true;
}

/* own < target: rows of the table itself are to earlier ones, as they are anyhow; or to themselves. */
static bool set_earlier(ReferencePlan *reference, const Column *own, bool or_equal)
{
    if (!counts_rows(reference, own))
        return false;
    reference->is_earlier = true;
    reference->not_itself |= !or_equal;
    return true;
}

/* Whether the references differ in these columns alone, which stand for the same column of the same table. */
static bool differ_in(const ReferencePlan *first, const Column *a, const ReferencePlan *second,
                      const Column *b)
{
    if (first->target != second->target || target_of(first, a) != target_of(second, b) ||
        first->reference->columns.count != second->reference->columns.count)
        return false;
    for (size_t i = 0; i < first->reference->columns.count; i++) {
        const Column *column = first->reference->columns.items[i];
        if (column != a && target_of(second, column) != first->reference->target_columns.items[i])
            return false;
    }
    return true;
}

/* Whether nothing is known of their order, nor that one differs from a third one. */
static bool are_alike(const ReferencePlan *first, const Column *a, const ReferencePlan *second,
                      const Column *b)
{
    return first && second && first != second && (!first->apart || first->apart == second) &&
           (!second->apart || second->apart == first) && !first->below && !first->above && !second->below &&
           !second->above && differ_in(first, a, second, b);
}

static bool are_ordered(const ReferencePlan *first, const ReferencePlan *second)
{
    return first && second && (first->below == second || first->above == second);
}

/* Two columns compared: a is the left one. */
typedef struct Comparison {
    const Column *a, *b;
    bool equal, differ, less, more, or_equal;
} Comparison;

static bool compares(const Expr *expr, const ColumnList *columns, Comparison *comparison)
{
    bool distinct = expr->kind == EXPR_DISTINCT && !expr->negated;
    if (columns->count != 2 || (!distinct && expr->kind != EXPR_OPERATOR) ||
        expr->arguments.items[0]->kind != EXPR_COLUMN || expr->arguments.items[1]->kind != EXPR_COLUMN)
        return false;
    const Column *a = columns->items[0], *b = columns->items[1];
    *comparison = (Comparison){.a = a, .b = b, .differ = text_is(expr->text, "<>")};
    comparison->equal = text_is(expr->text, "=");
    comparison->differ |= distinct && (a->not_null || b->not_null);
    comparison->or_equal = text_is(expr->text, "<=") || text_is(expr->text, ">=");
    comparison->less = text_is(expr->text, "<") || text_is(expr->text, "<=");
    comparison->more = text_is(expr->text, ">") || text_is(expr->text, ">=");
    return true;
}

/* a compared with what it is to in the row's own table. */
static bool set_apart_from_itself(ReferencePlan *reference, const Column *own, const Comparison *comparison,
                                  bool own_is_less)
{
    if (comparison->differ)
        return reference->not_itself = true;
    return own_is_less && set_earlier(reference, own, comparison->or_equal);
}

/* a <> b of columns that reference the same key, or of one that references its own row's key; a < b of such
 * columns: a matter of the parents' rows, not of values. */
static bool set_apart(TablePlan *table, const Expr *expr, const ColumnList *columns)
{
    Comparison comparison;
    if (!compares(expr, columns, &comparison))
        return false;
    const Column *a = comparison.a, *b = comparison.b;
    ReferencePlan *first = reference_of(table, a), *second = reference_of(table, b);
    if (first && is_target(first, a, b))
        return set_apart_from_itself(first, a, &comparison, comparison.less);
    if (second && is_target(second, b, a))
        return set_apart_from_itself(second, b, &comparison, comparison.more);
    if (comparison.differ && are_ordered(first, second) && differ_in(first, a, second, b))
        return true;
    if (!are_alike(first, a, second, b))
        return false;
    if (comparison.less)
        return set_below(first, a, second, b);
    if (comparison.more)
        return set_below(second, b, first, a);
    if (!comparison.differ || first->keeps_away || second->keeps_away)
        return false;
    first->apart = second;
    second->apart = first;
    return true;
}

/* a <> b, where one of the parents is chosen with the other value in view: in all rows, or in those scenarios
 * of the component, where it is not NULL, in which that is what is wanted. */
static bool set_avoiding(TablePlan *table, const Component *component, const Expr *expr,
                         const ColumnList *columns)
{
    Comparison comparison;
    return compares(expr, columns, &comparison) && comparison.differ &&
           reference_avoid(table, component, expr, comparison.a, comparison.b);
}

/* ---- relations between references ---- */

/* All of the columns are given by references. */
static bool is_of_references(const TablePlan *table, const ColumnList *columns)
{
    for (size_t i = 0; i < columns->count; i++)
        if (!reference_of(table, columns->items[i]))
            return false;
    return columns->count > 0;
}

/* The parents' rows meet the relation, of columns that have values: they are other ones, or come before. */
static bool is_met_by_parents(TablePlan *table, const Expr *relation, const ColumnList *columns)
{
    if (relation->kind == EXPR_DISTINCT && !relation->negated)
        relation = expr_operator(table->plan->arena, "<>", relation->arguments.items[0],
                                 relation->arguments.items[1]);
    if (columns->count == 2 && text_is(relation->text, "<>")) {
        const ReferencePlan *first = reference_of(table, columns->items[0]);
        const ReferencePlan *second = reference_of(table, columns->items[1]);
        if (first && second && (first->apart == second || are_ordered(first, second)))
            return true;
    }
    return set_apart(table, relation, columns);
}

/* a = b: both get one parent in the scenario's rows. */
static bool set_equal(Component *component, Scenario *scenario, const Expr *expr, const ColumnList *columns)
{
    Comparison comparison;
    return compares(expr, columns, &comparison) && comparison.equal &&
           reference_equate(component, scenario, comparison.a, comparison.b);
}

/* Takes what the parents meet off the scenario's relations; false where a relation between references is
 * left, which no value can meet. */
static bool settle(Component *component, Scenario *scenario)
{
    bool settled = true;
    for (size_t i = scenario->relations.count; i-- > 0;) {
        const Expr *relation = scenario->relations.items[i];
        ColumnList columns = scenario_columns(&component->scope, relation);
        if (is_met_by_parents(component->table, relation, &columns))
            list_remove(&scenario->relations, i);
        else if (!set_equal(component, scenario, relation, &columns) &&
                 !set_avoiding(component->table, component, relation, &columns) &&
                 is_of_references(component->table, &columns))
            settled = false;
    }
    return settled;
}

void component_settle_references(Component *component)
{
    ScenarioList settled = {0};
    for (size_t i = 0; i < component->scenarios.count; i++)
        if (settle(component, component->scenarios.items[i]))
            list_push(component->scope.arena, &settled, component->scenarios.items[i]);
    if (settled.count)
        component->scenarios = settled;
}

/* ---- conditions ---- */

static Expr *is_true(Arena *arena, Expr *expr)
{
    Expr *test = expr_new(arena, EXPR_IS, expr->span);
    test->text = TEXT("true");
    list_push(arena, &test->arguments, expr);
    return test;
}

Expr *component_asked(const TablePlan *table, const Condition *condition)
{
    return condition->must_be_true ? is_true(table->plan->arena, condition->expr) : condition->expr;
}

static void bind_columns(TablePlan *table, const Condition *condition, const ColumnList *columns)
{
    Arena *arena = table->plan->arena;
    Component *component = component_joining(table, columns);
    list_push(arena, &component->conditions, component_asked(table, condition));
}

/* Between columns of which one has an expression for a rule, what stands behind it counts. An expression that
 * reads a parent's row is the user's to answer for, as one column's alone is. */
static Expr *between_columns(TablePlan *table, const Condition *condition, ColumnList *columns)
{
    ScenarioScope scope = component_scope(table);
    Expr *expr = condition->expr;
    *columns = scenario_columns(&scope, expr);
    if (columns->count < 2)
        return expr;
    expr = condition_ruled(scope.arena, scope.schema, table->table, expr);
    *columns = expr ? scenario_columns(&scope, expr) : (ColumnList){0};
    return expr;
}

/* The comparison of two columns in `a IS NULL OR a <> b`, which passes where a is NULL by itself; the
 * expression where it is something else. */
static Expr *without_null_tests(Expr *expr)
{
    Expr *rest = NULL;
    for (size_t i = 0; i < expr->arguments.count && expr->kind == EXPR_OR; i++) {
        Expr *part = expr->arguments.items[i];
        if (part->kind == EXPR_IS && text_is(part->text, "null") && !part->negated)
            continue;
        if (rest || part->kind != EXPR_OPERATOR || part->arguments.count != 2)
            return expr;
        rest = part;
    }
    for (size_t i = 0; rest && i < expr->arguments.count; i++) {
        const Expr *test = expr->arguments.items[i];
        if (test != rest && !expr_equal(test->arguments.items[0], rest->arguments.items[0]) &&
            !expr_equal(test->arguments.items[0], rest->arguments.items[1]))
            return expr;
    }
    return rest && rest->arguments.items[0]->kind == EXPR_COLUMN &&
                   rest->arguments.items[1]->kind == EXPR_COLUMN
               ? rest
               : expr;
}

static void bind(TablePlan *table, const Condition *declared)
{
    ColumnList columns;
    Condition written = *declared;
    const Condition *condition = &written;
    written.expr = between_columns(table, declared, &columns);
    if (written.expr && !written.must_be_true)
        written.expr = without_null_tests(written.expr);
    if (condition->element.column || !written.expr)
        return;
    if (columns.count == 1)
        bind_column(table, condition, columns.items[0]);
    else if (columns.count && !set_apart(table, condition->expr, &columns) &&
             !set_avoiding(table, NULL, condition->expr, &columns))
        bind_columns(table, condition, &columns);
    else if (condition->expr->kind == EXPR_BOOL && !condition->expr->boolean)
        component_limit_to_none(table, condition->name,
                                strcmp(condition->kind, "partition") == 0
                                    ? TEXT("the table has no partition that takes rows")
                                    : TEXT("it is false for every row"));
}

/* Of an index, bare or in expressions. */
static bool index_reads(const TablePlan *table, const Index *index, const Column *column)
{
    ScenarioScope scope = component_scope((TablePlan *)table);
    for (size_t i = 0; i < index->elements.count; i++) {
        const IndexElement *element = &index->elements.items[i];
        ColumnList columns = element->column ? (ColumnList){0} : scenario_columns(&scope, element->expr);
        if (element->column == column || columns_hold(&columns, column))
            return true;
    }
    return false;
}

/* Both are in one unique constraint. */
static bool are_keyed_together(const TablePlan *table, const Comparison *comparison)
{
    const Table *declared = table->table;
    for (size_t i = 0; i < declared->keys.count; i++) {
        const ColumnList *columns = &declared->keys.items[i]->columns;
        if (columns_hold(columns, comparison->a) && columns_hold(columns, comparison->b))
            return true;
    }
    for (size_t i = 0; i < declared->indexes.count; i++) {
        const Index *index = declared->indexes.items[i];
        if (index->is_unique && index_reads(table, index, comparison->a) &&
            index_reads(table, index, comparison->b))
            return true;
    }
    return false;
}

/* A reference has one other that it is kept apart from by the key that both are in: that comes first. */
static bool is_of_key(TablePlan *table, const Condition *condition)
{
    ColumnList columns;
    Comparison comparison;
    const Expr *expr = between_columns(table, condition, &columns);
    return expr && compares(expr, &columns, &comparison) && are_keyed_together(table, &comparison);
}

bool component_is_comparison(TablePlan *table, const Condition *condition)
{
    ColumnList columns;
    Comparison comparison;
    Expr *expr = between_columns(table, condition, &columns);
    return expr && compares(without_null_tests(expr), &columns, &comparison);
}

void components_bind(TablePlan *table)
{
    for (int turn = 0; turn < 2; turn++)
        for (size_t i = 0; i < table->conditions.count; i++)
            if (is_of_key(table, &table->conditions.items[i]) == (turn == 0) &&
                !reference_succession_meets(table, &table->conditions.items[i]) &&
                !join_meets_condition(table, &table->conditions.items[i]))
                bind(table, &table->conditions.items[i]);
}
