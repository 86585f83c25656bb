/* key_rows.c: unique constraints that hold for some rows alone: those of a partial index's predicate, or
 * those in which scenarios leave no column NULL. */
#include "plan/key/unique.h"

#include "plan/narrow/column_domain.h"
#include "plan/tables.h"
#include "plan/value.h"

/* The rows in which no column of the constraint is NULL by its scenarios, where those are not all. */
void key_leave_nulls_out(Unique *unique)
{
    for (size_t i = 0; i < unique->columns.count && !unique->component; i++) {
        ColumnPlan *column = unique->columns.items[i];
        if (column->component && component_set(column->component, column, PRESENCE_NULL))
            unique->component = column->component;
    }
    if (!unique->component || unique->set)
        return;
    unique->set = component_all(unique->component);
    for (size_t i = 0; i < unique->columns.count; i++)
        if (unique->columns.items[i]->component == unique->component)
            unique->set &= ~component_set(unique->component, unique->columns.items[i], PRESENCE_NULL);
}

/* Partial constraints on the same columns are met together, by the rows of all of them. */
void key_join_alike(Unique *unique, const UniqueList *all)
{
    for (size_t i = 0; i < all->count; i++) {
        const Unique *other = &all->items[i];
        if (unique->component && other->component == unique->component &&
            unique_is_part(&other->columns, &unique->columns) &&
            unique_is_part(&unique->columns, &other->columns))
            unique->set |= other->set;
    }
}

/* The columns of the constraint that nothing decides yet, and those of references without parents. */
static ColumnPlanList undecided(const TablePlan *table, const Unique *unique)
{
    ColumnPlanList columns = unique_free(table, unique);
    ReferenceSet open = unique_open(table, unique);
    for (size_t i = 0; i < open.count; i++)
        for (size_t k = 0; k < open.items[i]->reference->columns.count; k++) {
            ColumnPlan *column = plan_find_column(table, open.items[i]->reference->columns.items[k]);
            if (plan_columns_hold(&unique->columns, column) && !plan_columns_hold(&columns, column))
                list_push(table->plan->arena, &columns, column);
        }
    return columns;
}

Unique key_join_needy(const TablePlan *table, const Unique *unique, const UniqueList *all)
{
    Unique wide = *unique;
    wide.columns = undecided(table, unique);
    for (size_t i = 0; i < all->count && wide.columns.count; i++) {
        const Unique *other = &all->items[i];
        ColumnPlanList left = undecided(table, other);
        if (other->component == unique->component && unique_is_part(&wide.columns, &other->columns) &&
            unique_is_part(&left, &wide.columns))
            wide.set |= other->set;
    }
    return wide;
}

static Step *drawn_row(ReferencePlan *reference)
{
    Text column = reference->reference->columns.items[0]->name;
    return reference_any(reference, key_name(reference->table, "draw", column), column);
}

/* Decides the parents of rows of the set. In the others the reference is drawn like any other, until a
 * constraint of those has it. */
static void assign_rows(ReferencePlan *reference, const RowSet *rows, Step *digit)
{
    TablePlan *table = reference->table;
    Text name = key_name(table, "row", reference->reference->columns.items[0]->name);
    Step *drawn = reference->parent;
    if (!drawn)
        reference_draw_null(reference);
    if (!rows->outside) {
        reference_assign(reference, step_value(table, name, VALUE_ROW, op_step(digit)));
        return;
    }
    reference->drawn_in = (drawn ? reference->drawn_in : component_all(rows->component)) & ~rows->set;
    reference->drawn_by = rows->component;
    drawn = drawn ? drawn : drawn_row(reference);
    reference_assign(reference, step_choose(table, name, VALUE_ROW, op_step(rows->outside), op_step(drawn),
                                            op_step(digit)));
}

/* All of its columns are constants. */
static bool met_by_one_row(const Unique *unique, Text *how)
{
    for (size_t i = 0; i < unique->columns.count; i++)
        if (!unique_is_pinned(unique, unique->columns.items[i]))
            return false;
    component_cap(unique->component, unique->set, count_fixed(unique->component->scope.arena, 1));
    *how = TEXT("one row at most is in it");
    return unique->columns.count > 0;
}

bool key_met_by_rows(TablePlan *table, Unique *unique, const ReferenceSet *open, ColumnPlanList *free,
                     Text *how, Diag *diag)
{
    Arena *arena = table->plan->arena;
    if (!open->count && !free->count)
        return met_by_one_row(unique, how);
    const Count *domain = key_combinations(table, NULL, open, free);
    RowSet rows = component_rows(unique->component, unique->set, domain);
    const Param *order = param_perm(table, unique->name, TEXT("order"), domain);
    Step *index = step_call(table, key_name(table, "index", unique->name), VALUE_ROW, "rt_perm_at",
                            OPERANDS(op_param_address(order), op_step(rows.index)));
    index->unless = rows.outside;
    size_t left = open->count + free->count;
    for (size_t i = 0; i < open->count; i++) {
        ReferencePlan *reference = open->items[i];
        Text name = key_name(table, "digit", reference->reference->columns.items[0]->name);
        Step *digit = key_digit(table, &index, op_count(reference_parents(reference)), name, --left == 0);
        assign_rows(reference, &rows, reference_row(reference, name, digit));
    }
    for (size_t i = 0; i < free->count; i++) {
        ColumnPlan *column = free->items[i];
        uint64_t capacity = (uint64_t)value_capacity(column);
        Step *digit =
            key_digit(table, &index, op_uint(capacity), key_name(table, "digit", column->field), --left == 0);
        if (!key_carry_outside(column, rows.outside, digit, diag))
            return false;
    }
    *how = text_format(arena, "each of its rows takes a combination of values of its own");
    return true;
}

/* ---- values by scenario ---- */

/* Scenarios that narrow the column alike, and its values there that no group before has. */
typedef struct Group {
    ScenarioSet set;
    const ExprList *own;
    Domain domain;
} Group;
typedef LIST(Group) GroupList;

static GroupList groups_of(const ColumnPlan *column)
{
    const Component *component = column->component;
    ScenarioSet values = component_all(component) & ~component_set(component, column, PRESENCE_NULL);
    GroupList groups = {0};
    for (size_t i = 0; i < component->scenarios.count; i++) {
        const ExprList *own = component_conditions(component, i, column);
        size_t k = 0;
        if (!(values >> i & 1))
            continue;
        while (k < groups.count && !expr_list_equal(groups.items[k].own, own))
            k++;
        Group group = {.set = 0, .own = own};
        if (k == groups.count)
            list_push(column->table->plan->arena, &groups, group);
        groups.items[k].set |= (ScenarioSet)1 << i;
    }
    return groups;
}

/* Not all of the conditions at once. */
static Expr *excluded(Arena *arena, const ExprList *conditions)
{
    Expr *all = conditions->items[0];
    if (conditions->count > 1) {
        all = expr_new(arena, EXPR_AND, all->span);
        for (size_t i = 0; i < conditions->count; i++)
            list_push(arena, &all->arguments, conditions->items[i]);
    }
    Expr *negation = expr_new(arena, EXPR_NOT, all->span);
    list_push(arena, &negation->arguments, all);
    return negation;
}

/* Groups without conditions come last: their values are those of no other group. */
static void put_unbound_last(Arena *arena, GroupList *groups)
{
    for (size_t i = 0; i < groups->count; i++)
        if (!groups->items[i].own->count && i + 1 < groups->count) {
            Group group = groups->items[i];
            list_remove(groups, i);
            list_push(arena, groups, group);
            return;
        }
}

static bool is_empty(const Group *group)
{
    return !group->domain.unrank || !group->domain.count;
}

/* Groups to which the others leave no values have no rows. */
static void leave_empty_out(Component *component, GroupList *groups)
{
    for (size_t i = groups->count; i-- > 0;) {
        const Group *group = &groups->items[i];
        if (!is_empty(group))
            continue;
        component_cap(component, group->set, count_fixed(component->scope.arena, 0));
        list_remove(groups, i);
    }
}

enum {
    MANY = 1000 /* values that scenarios share where most of them are the same */
};

/* The group whose values are mostly those of the second one as well takes it over, if both have many. */
static bool join_groups(const ColumnPlan *column, Group *into, const Group *from)
{
    Arena *arena = column->table->plan->arena;
    ExprList *both = arena_new_object(arena, ExprList);
    for (size_t i = 0; i < into->own->count; i++)
        list_push(arena, both, into->own->items[i]);
    for (size_t i = 0; i < from->own->count; i++)
        list_push(arena, both, from->own->items[i]);
    PlanCount first = column_domain(column, DOMAIN_CARRIED, into->own).count,
              second = column_domain(column, DOMAIN_CARRIED, from->own).count,
              shared = column_domain(column, DOMAIN_CARRIED, both).count;
    if (first < MANY || second < MANY || shared < (first < second ? first : second) / 2)
        return false;
    into->own = both;
    into->set |= from->set;
    return true;
}

static void join_alike(const ColumnPlan *column, GroupList *groups)
{
    for (size_t i = groups->count; i-- > 0;)
        for (size_t k = 0; k < i; k++)
            if (groups->items[i].own->count && groups->items[k].own->count &&
                join_groups(column, &groups->items[k], &groups->items[i])) {
                list_remove(groups, i);
                break;
            }
}

/* Gives each group its domain; returns how many values they have together. */
static PlanCount find_domains(const ColumnPlan *column, GroupList *groups)
{
    Arena *arena = column->table->plan->arena;
    PlanCount count = 0;
    join_alike(column, groups);
    put_unbound_last(arena, groups);
    for (size_t i = 0; i < groups->count; i++) {
        Group *group = &groups->items[i];
        ExprList conditions = {0};
        for (size_t k = 0; k < group->own->count; k++)
            list_push(arena, &conditions, group->own->items[k]);
        for (size_t k = 0; k < i; k++)
            list_push(arena, &conditions, excluded(arena, groups->items[k].own));
        group->domain = column_domain(column, DOMAIN_CARRIED, &conditions);
        count += is_empty(group) ? 0 : group->domain.count;
    }
    return count;
}

/* The row's number among those of its group; of a column that counts rows the value's number, of others a
 * permutation of it. */
static Step *index_of(ColumnPlan *column, const Group *group, const RowSet *rows)
{
    TablePlan *table = column->table;
    if (value_is_ordinal(column))
        return rows->index;
    uint64_t count = group->domain.count > UINT64_MAX ? UINT64_MAX : (uint64_t)group->domain.count;
    const Param *key = param_key_stream(table, column->column->name);
    Step *index =
        step_call(table, step_name_for(column, "index"), VALUE_ROW, "rt_scatter_at",
                  OPERANDS(op_param(key), op_uint(count), step_key_row(table, op_step(rows->index))));
    index->unless = rows->outside;
    return index;
}

static Step *value_of(ColumnPlan *column, const Group *group, const RowSet *rows, Text name)
{
    Step *index = index_of(column, group, rows);
    Step *value = group->domain.unrank(&group->domain, column, name, op_step(index));
    value->unless = rows->outside;
    return value;
}

static bool is_bound(const ColumnPlan *column)
{
    return !column->value && !column->reference && column->written && column->component &&
           component_binds_value(column) && relation_leaves_free(column);
}

/* The column of most values that scenarios narrow, and its groups; NULL where none has more than so many.
 * Numbers beside parents are better counted for each of them. */
static ColumnPlan *bound_column(const TablePlan *table, const Unique *unique, PlanCount least,
                                GroupList *groups)
{
    bool has_parents = unique_open(table, unique).count > 0;
    ColumnPlan *best = NULL;
    for (size_t i = 0; i < unique->columns.count; i++) {
        ColumnPlan *column = unique->columns.items[i];
        if (!is_bound(column) || (has_parents && value_is_ordinal(column)))
            continue;
        GroupList own = groups_of(column);
        PlanCount count = find_domains(column, &own);
        if (count > least)
            best = column, least = count, *groups = own;
    }
    return best;
}

bool key_met_by_scenarios(TablePlan *table, const Unique *unique, PlanCount least, Text *how)
{
    GroupList groups = {0};
    ColumnPlan *column = bound_column(table, unique, least, &groups);
    if (!column)
        return false;
    leave_empty_out(column->component, &groups);
    Step *value = NULL;
    for (size_t i = 0; i < groups.count; i++) {
        const Group *group = &groups.items[i];
        PlanCount count = group->domain.count;
        RowSet rows = component_rows(column->component, group->set, count_fixed(table->plan->arena, count));
        bool is_last = i + 1 == groups.count;
        Step *one =
            value_of(column, group, &rows, i || !is_last ? step_name_for(column, "choice") : column->field);
        Text name = is_last ? column->field : step_name_for(column, "choice");
        value = value ? step_choose(table, name, column->type->kind, op_step(rows.outside), op_step(value),
                                    op_step(one))
                      : one;
        column->count = column->count + count;
    }
    column->value = value;
    column->max_size = UINT64_MAX;
    column->rule = TEXT("values of its own in each scenario");
    *how = text_format(table->plan->arena, "\"%.*s\" takes a value of its own for each row",
                       TEXT_ARG(column->column->name));
    return true;
}
