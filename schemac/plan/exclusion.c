/* exclusion.c: ranges that must not overlap where other columns are equal. Each row has a slot of the axis,
 * by its number among the rows of the same parent or by its own number, and its range lies inside. */
#include "plan/unique.h"

#include "plan/tables.h"
#include "plan/value.h"

#define SECOND INT64_C(1000000)
#define DAY    (86400 * SECOND)

/* An exclusion constraint taken apart. */
typedef struct Exclusive {
    Text name;
    ColumnPlanList equal;  /* WITH = */
    ColumnPlan *range;     /* WITH &&: a column of a range type; or */
    ColumnPlan *from, *to; /* the two columns that a range is made of */
    bool is_unknown;       /* it has other parts */
} Exclusive;

/* Where slots lie, in units of the range's bounds. */
typedef struct Axis {
    int64_t start, width, unit;
    PlanCount slots;
} Axis;

/* ---- taking apart ---- */

static ColumnPlan *named_column(const TablePlan *table, const Expr *expr)
{
    const Column *column = expr->kind == EXPR_COLUMN ? table_find_column(table->table, expr->text) : NULL;
    return column ? plan_find_column(table, column) : NULL;
}

/* tsrange(from, to) and its kin, of two columns. */
static bool is_range_call(const TablePlan *table, const Expr *expr, Exclusive *exclusive)
{
    if (expr->kind != EXPR_CALL || expr->arguments.count < 2 || !text_ends_with(expr->text, TEXT("range")))
        return false;
    exclusive->from = named_column(table, expr->arguments.items[0]);
    exclusive->to = named_column(table, expr->arguments.items[1]);
    return exclusive->from && exclusive->to;
}

static void take_element(const TablePlan *table, const IndexElement *element, Exclusive *exclusive)
{
    ColumnPlan *column = element->column ? plan_find_column(table, element->column) : NULL;
    if (column && text_is(element->exclusion_operator, "="))
        list_push(table->plan->arena, &exclusive->equal, column);
    else if (column && text_is(element->exclusion_operator, "&&") && !exclusive->range && !exclusive->from)
        exclusive->range = column;
    else if (column || !text_is(element->exclusion_operator, "&&") || exclusive->range || exclusive->from ||
             !is_range_call(table, element->expr, exclusive))
        exclusive->is_unknown = true;
}

static Exclusive of_exclusion(const TablePlan *table, const Exclusion *exclusion)
{
    Exclusive exclusive = {.name = exclusion->name};
    for (size_t i = 0; i < exclusion->elements.count; i++)
        take_element(table, &exclusion->elements.items[i], &exclusive);
    return exclusive;
}

static Exclusive of_key(const TablePlan *table, const Key *key)
{
    Exclusive exclusive = {.name = key->name};
    for (size_t i = 0; i + 1 < key->columns.count; i++)
        list_push(table->plan->arena, &exclusive.equal, plan_find_column(table, key->columns.items[i]));
    exclusive.range = plan_find_column(table, key->columns.items[key->columns.count - 1]);
    return exclusive;
}

/* ---- the axis ---- */

static int64_t reference_day(const TablePlan *table)
{
    return domain_days(table->plan->schema->reference_date);
}

/* Slots a few units wide, from a few years before the reference date on where they are times. */
static bool axis_of(const ColumnPlan *bound, Axis *axis)
{
    TypeUse base = type_base(&bound->column->type);
    switch (base.type->code) {
    case TYPE_DATE:
        *axis = (Axis){reference_day(bound->table) - 3 * 365, 14, 1, 1000000};
        return true;
    case TYPE_TIMESTAMP:
    case TYPE_TIMESTAMPTZ:
        *axis = (Axis){(reference_day(bound->table) - 3 * 365) * DAY, DAY, 900 * SECOND, 90000000};
        return true;
    case TYPE_INT4:
        *axis = (Axis){0, 20, 1, INT32_MAX / 20};
        return true;
    case TYPE_INT8:
    case TYPE_NUMERIC:
        *axis = (Axis){0, 100, 1, (PlanCount)1 << 50};
        return bound->type->kind == VALUE_INT64;
    default:
        return false;
    }
}

/* ---- slots ---- */

/* The reference whose columns are those that must be equal. */
static ReferencePlan *parent_reference(const TablePlan *table, const Exclusive *exclusive)
{
    Unique unique = {.columns = exclusive->equal};
    for (size_t i = 0; i < table->references.count; i++) {
        ReferencePlan *reference = table->references.items[i];
        bool own = reference->reference->columns.count == exclusive->equal.count &&
                   unique_covers(&unique, reference) && !reference->choices.count;
        if (own && (reference->fanout || !reference->parent))
            return reference;
    }
    return NULL;
}

/* The number of the row's slot. */
static Operand slot_of(TablePlan *table, const Exclusive *exclusive, const Axis *axis, Text *how)
{
    Arena *arena = table->plan->arena;
    ReferencePlan *parent = parent_reference(table, exclusive);
    if (!parent) {
        plan_limit(table, exclusive->name, TEXT("each row has a slot of its own"),
                   count_fixed(arena, axis->slots));
        *how = TEXT("ranges lie in slots, one for each row");
        return op_row();
    }
    Step *place =
        parent->fanout ? parent->fanout : reference_fan_out(parent, count_fixed(arena, axis->slots));
    *how = TEXT("ranges lie in slots, one for each row of a parent");
    return op_step(step_member(table, key_name(table, "slot", exclusive->equal.items[0]->field), VALUE_ROW,
                               op_step(place), "ordinal"));
}

static Step *somewhere(ColumnPlan *column, const char *what, Step *from, int64_t least, const Axis *axis)
{
    TablePlan *table = column->table;
    Step *units = step_below(table, step_name_for(column, what), column->column->name, text_of(what),
                             op_uint((uint64_t)(axis->width / axis->unit / 2)));
    Step *offset =
        step_infix(table, step_name_for(column, what), VALUE_INT64, "*", op_int(axis->unit), op_step(units));
    if (least)
        offset =
            step_infix(table, step_name_for(column, what), VALUE_INT64, "+", op_step(offset), op_int(least));
    return step_infix(table, step_name_for(column, what), VALUE_INT64, "+", op_step(from), op_step(offset));
}

static Step *as_bound(const ColumnPlan *bound, ColumnPlan *column, const char *what, Step *value)
{
    return bound->type->kind == VALUE_INT64
               ? value
               : step_cast(column->table, step_name_for(column, what), bound->type->kind, op_step(value));
}

static void give(ColumnPlan *column, Step *value)
{
    column->value = value;
    column->max_size = UINT64_MAX;
    column->rule = TEXT("inside the row's slot");
}

static bool is_open(const ColumnPlan *column)
{
    return !column->value && !column->reference && column->written && !column->conditions.count &&
           column->column->rule.kind == RULE_NONE;
}

static bool lay_out(TablePlan *table, const Exclusive *exclusive, Text *how)
{
    ColumnPlan *carrier = exclusive->range ? exclusive->range : exclusive->from;
    const ColumnPlan *bound = exclusive->range ? domain_range_part(exclusive->range) : exclusive->from;
    Axis axis;
    if (!bound || !axis_of(bound, &axis) || !is_open(carrier) ||
        (exclusive->to && (!is_open(exclusive->to) || exclusive->to->type->kind != bound->type->kind)))
        return false;
    Operand slot = slot_of(table, exclusive, &axis, how);
    Step *start =
        step_infix(table, step_name_for(carrier, "slot"), VALUE_INT64, "*", op_int(axis.width), slot);
    start = step_infix(table, step_name_for(carrier, "slot"), VALUE_INT64, "+", op_int(axis.start),
                       op_step(start));
    Step *from = somewhere(carrier, "from", start, 0, &axis);
    Step *to = somewhere(carrier, "until", from, axis.unit, &axis);
    from = as_bound(bound, carrier, "from", from);
    to = as_bound(bound, carrier, "until", to);
    if (exclusive->range) {
        give(carrier, domain_range_step(carrier, carrier->field, from, to));
    } else {
        give(exclusive->from, from);
        give(exclusive->to, to);
    }
    return true;
}

/* ---- constraints ---- */

static void refuse(TablePlan *table, const Exclusive *exclusive)
{
    plan_refuse(table->plan, table->table, exclusive->name,
                exclusive->is_unknown ? TEXT("its parts are not understood")
                                      : TEXT("its range is decided by another constraint"),
                TEXT("Leave the constraint out."));
}

static void meet(TablePlan *table, const Exclusive *exclusive, const UniqueList *met)
{
    Text how = TEXT("no two rows have the same key");
    if (!unique_is_met(met, &exclusive->equal) &&
        (exclusive->is_unknown || (!exclusive->range && !exclusive->from) ||
         !lay_out(table, exclusive, &how)))
        refuse(table, exclusive);
    else
        plan_met(table, exclusive->name, "exclusion", how);
}

bool exclusions_plan(TablePlan *table, const UniqueList *met, Diag *diag)
{
    for (size_t i = 0; i < table->table->exclusions.count; i++) {
        Exclusive exclusive = of_exclusion(table, table->table->exclusions.items[i]);
        meet(table, &exclusive, met);
    }
    for (size_t i = 0; i < table->table->keys.count; i++)
        if (table->table->keys.items[i]->without_overlaps) {
            Exclusive exclusive = of_key(table, table->table->keys.items[i]);
            meet(table, &exclusive, met);
        }
    return !diag->errors;
}
