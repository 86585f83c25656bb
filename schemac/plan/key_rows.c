/* key_rows.c: unique constraints that hold for some rows alone: those of a partial index's predicate, or
 * those in which scenarios leave no column NULL. */
#include "plan/unique.h"

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

/* Columns that the rows' scenarios leave as they are. */
static void keep_unbound(const Unique *unique, ColumnPlanList *free)
{
    for (size_t i = free->count; i-- > 0;)
        if (free->items[i]->component == unique->component)
            list_remove(free, i);
}

/* In the other rows the reference is drawn like any other. */
static void assign_rows(ReferencePlan *reference, const RowSet *rows, Step *digit)
{
    TablePlan *table = reference->table;
    Text name = key_name(table, "row", reference->reference->columns.items[0]->name);
    reference_draw_null(reference);
    if (!rows->outside) {
        reference_assign(reference, step_value(table, name, VALUE_ROW, op_step(digit)));
        return;
    }
    Step *drawn =
        step_below(table, key_name(table, "draw", reference->reference->columns.items[0]->name),
                   reference->reference->columns.items[0]->name, TEXT(""), op_rows(reference->target));
    reference_assign(reference, step_choose(table, name, VALUE_ROW, op_step(rows->outside), op_step(drawn),
                                            op_step(digit)));
}

static bool carry_rows(ColumnPlan *column, const RowSet *rows, Step *digit, Diag *diag)
{
    if (!value_carry(column, op_step(digit), false, diag) || !rows->outside)
        return !diag->errors;
    Step *carried = column->value;
    Domain domain = column_domain(column, DOMAIN_DRAWN, NULL);
    Step *drawn = value_draw(&domain, column, key_name(column->table, "draw", column->field));
    column->value = step_choose(column->table, key_name(column->table, "chosen", column->field),
                                column->type->kind, op_step(rows->outside), op_step(drawn), op_step(carried));
    return true;
}

/* A combination of its own for each row of the set; not more rows than there are combinations are in it. */
bool key_met_by_rows(TablePlan *table, Unique *unique, const ReferenceSet *open, ColumnPlanList *free,
                     Text *how, Diag *diag)
{
    Arena *arena = table->plan->arena;
    keep_unbound(unique, free);
    if (!open->count && !free->count)
        return false;
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
        if (!carry_rows(column, &rows, digit, diag))
            return false;
    }
    *how = text_format(arena, "each of its rows takes a combination of values of its own");
    return true;
}
