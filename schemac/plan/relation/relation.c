/* relation.c: the relations of scenarios in groups that hang together, each solved in the best way
 * there is. */
#include "plan/relation/relation_parts.h"

#include "evaluate/evaluate.h"
#include "plan/compile/compile_expr.h"
#include "plan/domain/literal_value.h"
#include "plan/relation/relation_between.h"
#include "plan/tables.h"

const ExprList *relation_conditions(const RelationGroup *group, const ColumnPlan *column)
{
    return &group->scenario->conditions[component_place(group->component, column)];
}

/* ---- groups ---- */

static void absorb(Arena *arena, RelationGroup *into, const RelationGroup *from)
{
    for (size_t i = 0; i < from->columns.count; i++)
        if (!plan_columns_hold(&into->columns, from->columns.items[i]))
            list_push(arena, &into->columns, from->columns.items[i]);
    for (size_t i = 0; i < from->relations.count; i++)
        list_push(arena, &into->relations, from->relations.items[i]);
}

static bool share_column(const RelationGroup *a, const RelationGroup *b)
{
    for (size_t i = 0; i < a->columns.count; i++)
        if (plan_columns_hold(&b->columns, a->columns.items[i]))
            return true;
    return false;
}

static void add_relation(const Component *component, RelationGroupList *groups, const Scenario *scenario,
                         ScenarioSet set, Expr *relation)
{
    Arena *arena = component->scope.arena;
    ColumnList columns = scenario_columns(&component->scope, relation);
    RelationGroup group = {.component = (Component *)component, .scenario = scenario, .set = set};
    list_push(arena, &group.relations, relation);
    for (size_t i = 0; i < columns.count; i++)
        list_push(arena, &group.columns, plan_find_column(component->table, columns.items[i]));
    for (size_t i = groups->count; i-- > 0;)
        if (share_column(&groups->items[i], &group)) {
            absorb(arena, &group, &groups->items[i]);
            list_remove(groups, i);
        }
    list_push(arena, groups, group);
}

static RelationGroupList groups_of(const Component *component, const Scenario *scenario, ScenarioSet set)
{
    RelationGroupList groups = {0};
    for (size_t i = 0; i < scenario->relations.count; i++)
        if (!relation_is_endless(component, scenario, scenario->relations.items[i]))
            add_relation(component, &groups, scenario, set, scenario->relations.items[i]);
    return groups;
}

RelationGroupList relation_groups(const Component *component, size_t scenario)
{
    return groups_of(component, component->scenarios.items[scenario], (ScenarioSet)1 << scenario);
}

/* The same relations and conditions in another scenario's group. */
static bool is_same(const RelationGroup *a, const RelationGroup *b)
{
    if (a->columns.count != b->columns.count || !expr_list_equal(&a->relations, &b->relations))
        return false;
    for (size_t i = 0; i < a->columns.count; i++)
        if (a->columns.items[i] != b->columns.items[i] ||
            !expr_list_equal(relation_conditions(a, a->columns.items[i]),
                             relation_conditions(b, a->columns.items[i])))
            return false;
    return true;
}

static RelationGroupList all_groups(const Component *component)
{
    RelationGroupList all = {0};
    for (size_t s = 0; s < component->scenarios.count; s++) {
        RelationGroupList here = relation_groups(component, s);
        for (size_t i = 0; i < here.count; i++) {
            size_t k = 0;
            while (k < all.count && !is_same(&all.items[k], &here.items[i]))
                k++;
            if (k < all.count)
                all.items[k].set |= here.items[i].set;
            else
                list_push(component->scope.arena, &all, here.items[i]);
        }
    }
    return all;
}

/* ---- computed columns ---- */

static bool reads(const RelationGroup *group, const Expr *expr, const ColumnPlan *column)
{
    ColumnList columns = scenario_columns(&group->component->scope, expr);
    return columns_hold(&columns, column->column);
}

static bool is_free(const RelationGroup *group, const ColumnPlan *column)
{
    return !column->value && !column->reference && column->written && !column->conditions.count &&
           !relation_conditions(group, column)->count;
}

/* A column with a limit of its own may not hold what another one without that limit does. */
static bool may_overflow(const RelationGroup *group, const ColumnPlan *column, const Expr *by)
{
    TypeUse own = type_base(&column->column->type);
    const Column *other =
        by->kind == EXPR_COLUMN ? table_find_column(group->component->table->table, by->text) : NULL;
    TypeUse others = other ? type_base(&other->type) : own;
    return own.modifier_count &&
           (own.modifier_count != others.modifier_count || own.modifiers[0] < others.modifiers[0]);
}

static bool is_equality(const Expr *expr)
{
    return expr->kind == EXPR_OPERATOR && text_is(expr->text, "=") && expr->arguments.count == 2;
}

static ColumnPlan *column_of(const RelationGroup *group, const Expr *expr)
{
    const TablePlan *table = group->component->table;
    return expr->kind == EXPR_COLUMN ? plan_find_column(table, table_find_column(table->table, expr->text))
                                     : NULL;
}

/* Numbers and times may not fit the column, or what binds it; other values do where nothing binds it. */
static bool fits(const RelationGroup *group, const ColumnPlan *column, const Expr *by)
{
    return literal_is_whole(column->type)
               ? relation_is_open(column) && relation_sample_fits(group, column, by)
               : is_free(group, column) && !may_overflow(group, column, by);
}

/* Whether the relation gives the column as that expression, and no other relation binds it. */
static bool is_given(const RelationGroup *group, size_t relation, const ColumnPlan *column, const Expr *by)
{
    if (!column || column->column->rule.kind != RULE_NONE || !compile_knows(column->table, by) ||
        reads(group, by, column))
        return false;
    for (size_t i = 0; i < group->relations.count; i++)
        if (i != relation && reads(group, group->relations.items[i], column))
            return false;
    return fits(group, column, by);
}

/* All of the relation's columns are of one type: what differs between two of them fits a third. */
static bool is_of_one_type(const RelationGroup *group)
{
    for (size_t i = 0; i < group->columns.count; i++)
        if (group->columns.items[i]->type != group->columns.items[0]->type)
            return false;
    return true;
}

/* whole = a + b, or whole = a - b, solved for b or a. */
static ColumnPlan *solved_column(const RelationGroup *group, size_t relation, const Expr **by)
{
    const Expr *equality = group->relations.items[relation];
    Arena *arena = group->component->scope.arena;
    for (size_t side = 0; side < 2 && is_of_one_type(group); side++) {
        const Expr *sum = equality->arguments.items[side];
        Expr *whole = equality->arguments.items[1 - side];
        bool adds = sum->kind == EXPR_OPERATOR && text_is(sum->text, "+"),
             takes = sum->kind == EXPR_OPERATOR && text_is(sum->text, "-");
        if ((!adds && !takes) || sum->arguments.count != 2)
            continue;
        Expr *a = sum->arguments.items[0], *b = sum->arguments.items[1];
        *by = adds ? expr_operator(arena, "-", whole, a) : expr_operator(arena, "-", a, whole);
        if (is_given(group, relation, column_of(group, b), *by))
            return column_of(group, b);
        *by = expr_operator(arena, adds ? "-" : "+", whole, b);
        if (is_given(group, relation, column_of(group, a), *by))
            return column_of(group, a);
    }
    return NULL;
}

/* The column that an equality gives by an expression of others; NULL where it is none, or where the column is
 * bound by something else as well. */
static ColumnPlan *computed_column(const RelationGroup *group, size_t relation, const Expr **by)
{
    const Expr *expr = group->relations.items[relation];
    if (!is_equality(expr))
        return NULL;
    for (size_t side = 0; side < 2; side++) {
        *by = expr->arguments.items[1 - side];
        ColumnPlan *column = column_of(group, expr->arguments.items[side]);
        if (is_given(group, relation, column, *by))
            return column;
    }
    return solved_column(group, relation, by);
}

/* One of the group's columns is another's expression. */
static bool is_computed(const RelationGroup *group)
{
    const Expr *by;
    for (size_t i = 0; i < group->relations.count; i++)
        if (computed_column(group, i, &by))
            return true;
    return false;
}

/* The relations that do not read the column, in groups. */
static RelationGroupList groups_without(const RelationGroup *group, const ColumnPlan *column)
{
    RelationGroupList rest = {0};
    for (size_t i = 0; i < group->relations.count; i++)
        if (!reads(group, group->relations.items[i], column))
            add_relation(group->component, &rest, group->scenario, group->set, group->relations.items[i]);
    return rest;
}

/* Once the one column is made out of the others, these follow the other column. */
static bool rest_follows(const RelationGroup *group, const ColumnPlan *made, const ColumnPlan *column)
{
    RelationGroupList rest = groups_without(group, made);
    for (size_t i = 0; i < rest.count; i++)
        if (plan_columns_hold(&rest.items[i].columns, column) && !relation_follows(&rest.items[i], column))
            return false;
    return true;
}

/* The others are drawn within what it leaves them, or computed. */
bool relation_follows(const RelationGroup *group, const ColumnPlan *column)
{
    const Expr *by;
    RelationValue between;
    for (size_t i = 0; i < group->columns.count; i++)
        if (group->columns.items[i] != column && !relation_is_open(group->columns.items[i]))
            return group->columns.items[i]->reference || group->columns.items[i]->bundle;
    if (relation_is_differences(group))
        return true;
    for (size_t i = 0; i < group->relations.count; i++) {
        const ColumnPlan *computed = computed_column(group, i, &by);
        if (computed == column)
            computed = solved_column(group, i, &by);
        if (computed && computed != column && rest_follows(group, computed, column))
            return true;
    }
    return relation_between(group, column, &between) && rest_follows(group, between.column, column);
}

static bool is_possible(const RelationGroup *group)
{
    if (relation_is_differences(group) || is_computed(group))
        return relation_differences_possible(group);
    RelationValue between;
    return relation_is_sums(group) || relation_between(group, NULL, &between) ||
           relation_combinations_possible(group);
}

bool relations_possible(const Component *component, const Scenario *scenario)
{
    RelationGroupList groups = groups_of(component, scenario, 0);
    for (size_t i = 0; i < groups.count; i++)
        if (!is_possible(&groups.items[i]))
            return false;
    return true;
}

static bool make_group(const RelationGroup *group, RelationValues *values, Diag *diag);

/* The others as if the column were not there; the column out of them, later. */
static bool make_rest(const RelationGroup *group, RelationValue value, RelationValues *values, Diag *diag)
{
    RelationGroupList rest = groups_without(group, value.column);
    for (size_t i = 0; i < rest.count; i++)
        if (!make_group(&rest.items[i], values, diag))
            return false;
    list_push(group->component->scope.arena, values, value);
    return true;
}

static bool is_decided(const RelationGroup *group)
{
    for (size_t i = 0; i < group->columns.count; i++)
        if (!group->columns.items[i]->value)
            return false;
    return true;
}

/* Each counts the rows, and the relations hold for equal numbers. */
static bool hold_for_counters(const RelationGroup *group)
{
    static const char *const samples[] = {"1", "2", "3", "17", "1000", "1000000"};
    const Table *table = group->component->table->table;
    Arena *arena = group->component->scope.arena;
    EvaluateScope scope = evaluate_scope(arena, group->component->scope.schema, table);
    bool hold = true;
    for (size_t i = 0; i < group->columns.count; i++)
        hold = hold && text_equal(group->columns.items[i]->rule, TEXT("1, 2, 3 …"));
    for (size_t n = 0; n < sizeof samples / sizeof *samples && hold; n++) {
        for (size_t i = 0; i < table->columns.count; i++)
            evaluate_scope_give(&scope, table->columns.items[i], text_of(samples[n]));
        for (size_t i = 0; i < group->relations.count; i++)
            hold = hold && evaluate_truth(arena, group->relations.items[i], &scope) == TRUTH_TRUE;
    }
    return hold;
}

/* Columns that unique keys gave values, each its own, do not meet a relation by that; those of references and
 * of exclusion constraints, which lay both ends of their ranges out, were chosen with it in view. */
static bool is_met(const RelationGroup *group)
{
    bool is_chosen = false;
    for (size_t i = 0; i < group->columns.count; i++)
        is_chosen = is_chosen || group->columns.items[i]->is_laid_out;
    return is_chosen || hold_for_counters(group);
}

static bool make_group(const RelationGroup *group, RelationValues *values, Diag *diag)
{
    if (is_decided(group) || relation_differences(group, values, diag))
        return true;
    for (size_t i = 0; i < group->relations.count; i++) {
        const Expr *by;
        ColumnPlan *column = computed_column(group, i, &by);
        if (column)
            return make_rest(group, (RelationValue){.column = column, .set = group->set, .by = by}, values,
                             diag);
    }
    RelationValue between;
    if (relation_sums(group, values))
        return true;
    if (relation_between(group, NULL, &between))
        return make_rest(group, between, values, diag);
    return relation_judged(group, values) || relation_combinations(group, values);
}

/* Scenarios that nothing meets have no rows, where others have some. */
static bool leave_out(Component *component, ScenarioSet unmet)
{
    ScenarioSet left = component_all(component) & ~unmet;
    for (size_t i = 0; i < component->caps.count; i++)
        if (!component->caps.items[i]->factors.count && !component->caps.items[i]->fixed)
            left &= ~((ScenarioSet)1 << i);
    if (unmet)
        component_cap(component, unmet, count_fixed(component->scope.arena, 0));
    return left != 0 || !unmet;
}

bool relations_make(Component *component, RelationValues *values, Diag *diag)
{
    RelationGroupList groups = all_groups(component);
    ScenarioSet unmet = 0;
    for (size_t i = 0; i < groups.count; i++)
        if (is_decided(&groups.items[i]) && !is_met(&groups.items[i]))
            unmet |= groups.items[i].set;
    for (size_t i = 0; i < groups.count && unmet != component_all(component); i++) {
        if (groups.items[i].set & ~unmet && !make_group(&groups.items[i], values, diag))
            unmet |= groups.items[i].set;
        if (diag->errors)
            return false;
    }
    return leave_out(component, unmet);
}
