/* reference_link.c: the values of reference columns, read from the parents' rows. */
#include "plan/reference/reference_avoid.h"
#include "plan/reference/reference_copy.h"
#include "plan/reference/reference_types.h"
#include "plan/tables.h"
#include "plan/value.h"

static bool link_column(ColumnPlan *column, Diag *diag);

bool column_value(ColumnPlan *column, Diag *diag)
{
    if (column->value)
        return true;
    return column->reference ? link_column(column, diag) : value_plan(column, diag);
}

static ColumnPlan *target_column(const ReferencePlan *reference, const ColumnPlan *column)
{
    for (size_t i = 0; i < reference->reference->columns.count; i++)
        if (reference->reference->columns.items[i] == column->column)
            return plan_find_column(reference->target, reference->reference->target_columns.items[i]);
    return NULL;
}

/* Column → column it reads → … back to itself: one member carries the value, and row numbers
 * run alongside. */
static bool break_cycle(ColumnPlan *column, Diag *diag)
{
    ReferencePlan *reference = column->reference;
    TablePlan *table = column->table;
    Arena *arena = table->plan->arena;
    if (!reference->is_unique || value_capacity(column) == 0) {
        reference_refuse(reference, TEXT("the references of a cycle of keys depend on one another's values"),
                         TEXT("Make one of the references of the cycle nullable, or leave it out."));
        return false;
    }
    plan_limit(
        table, reference->reference->name,
        text_format(arena, "its key is also the key of table \"%.*s\"", TEXT_ARG(reference->target->label)),
        count_rows(arena, reference->target));
    return value_carry(column, op_row(), value_is_ordinal(column), diag);
}

ColumnPlan *reference_partner(const ColumnPlan *column)
{
    const ReferencePlan *reference = column->reference;
    const ReferencePlan *other = reference->below ? reference->below : reference->above;
    if (!other || !reference->by_key)
        return NULL;
    for (size_t i = 0; i < other->reference->columns.count; i++)
        if (target_column(other, plan_find_column(other->table, other->reference->columns.items[i])) ==
            target_column(reference, column))
            return plan_find_column(other->table, other->reference->columns.items[i]);
    return NULL;
}

static void read_parent(ColumnPlan *column, ColumnPlan *target)
{
    ReferencePlan *reference = column->reference;
    const ColumnPlan *partner = reference_partner(column);
    Text name = partner && partner != column ? step_name_for(column, "drawn") : column->field;
    Step *read = step_read(column->table, name, target->value, target->table, op_step(reference->parent));
    read->unless = reference->null;
    column->value = reference_value(column, target, read);
    column->null = column->column->not_null ? NULL : reference->null;
    column->is_plain_text = target->is_plain_text;
    column->max_size = target->max_size;
    column->count = target->count;
    column->rule = text_format(column->table->plan->arena, "%.*s.%.*s of the row referenced",
                               TEXT_ARG(target->table->label), TEXT_ARG(target->column->name));
}

static void refuse_generated(const ColumnPlan *column, const ColumnPlan *target)
{
    Plan *plan = column->table->plan;
    plan_refuse(plan, column->table->table, column->reference->reference->name,
                text_format(plan->arena,
                            "what column \"%.*s\" of table \"%.*s\" is generated from is not understood",
                            TEXT_ARG(target->column->name), TEXT_ARG(target->table->label)),
                TEXT("Leave out the reference."));
}

static void refuse_types(const ColumnPlan *column, const ColumnPlan *target)
{
    Plan *plan = column->table->plan;
    plan_refuse(plan, column->table->table, column->reference->reference->name,
                text_format(plan->arena, "a %.*s refers to a %.*s",
                            TEXT_ARG(type_print(plan->arena, &column->column->type)),
                            TEXT_ARG(type_print(plan->arena, &target->column->type))),
                TEXT("Give both columns one type, or leave out the reference."));
}

/* Both parents are drawn; the one with the smaller key is the lower one's. */
static void order_by_key(ColumnPlan *low, ColumnPlan *high)
{
    TablePlan *table = low->table;
    Step *a = low->value, *b = high->value;
    Text name = step_name_for(low, "is_higher");
    const char *compare = low->type->kind == VALUE_UUID ? "rt_uuid_less" : "rt_text_less";
    bool is_number = low->type->kind != VALUE_UUID && low->type->kind != VALUE_TEXT;
    Step *swapped = is_number ? step_infix(table, name, VALUE_BOOL, "<", op_step(b), op_step(a))
                              : step_call(table, name, VALUE_BOOL, compare, OPERANDS(op_step(b), op_step(a)));
    low->value = step_choose(table, low->field, low->type->kind, op_step(swapped), op_step(b), op_step(a));
    high->value = step_choose(table, high->field, high->type->kind, op_step(swapped), op_step(a), op_step(b));
}

static bool link_alone(ColumnPlan *column, Diag *diag);

/* Where the reference keeps away from columns, their values come first. */
static bool settle_parent(ColumnPlan *column, const ColumnPlan *target, Diag *diag)
{
    ColumnPlanList others = references_avoided(column);
    for (size_t i = 0; i < others.count; i++)
        if (!column_value(others.items[i], diag) || !others.items[i]->value)
            return false;
    if (others.count)
        reference_keep_away(column, target, &others);
    return true;
}

static bool link_column(ColumnPlan *column, Diag *diag)
{
    if (column->value)
        return true;
    ColumnPlan *partner = reference_partner(column);
    if (!link_alone(column, diag))
        return false;
    if (!partner || partner == column || column->linking)
        return true;
    if (!link_alone(partner, diag))
        return false;
    if (column->value && partner->value)
        order_by_key(column->reference->below ? column : partner,
                     column->reference->below ? partner : column);
    return true;
}

static bool link_alone(ColumnPlan *column, Diag *diag)
{
    if (column->value)
        return true;
    if (column->linking)
        return break_cycle(column, diag);
    column->linking = true;
    ColumnPlan *target = reference_source(column);
    bool done = column_value(target, diag) && settle_parent(column, target, diag);
    column->linking = false;
    if (!done && !target->written && !diag->errors)
        refuse_generated(column, target);
    if (done && target->value && !column->value && !reference_types_are_alike(column, target))
        refuse_types(column, target);
    else if (done && target->value && !column->value)
        read_parent(column, target);
    return done;
}

bool references_link(TablePlan *table, Diag *diag)
{
    for (size_t i = 0; i < table->columns.count; i++) {
        ColumnPlan *column = table->columns.items[i];
        if (column->reference && !link_column(column, diag) && diag->errors)
            return false;
    }
    references_make_copies(table);
    return true;
}
