/* exclusion.c: ranges that must not overlap where other columns are equal. Each row has a slot of the axis
 * (exclusion_axis.h), by its number among the rows of the same parent or by its own number, and its range
 * lies inside. What else the constraint compares makes fewer rows conflict, and is not needed. */
#include "plan/key/exclusion_axis.h"
#include "plan/key/unique.h"
#include "plan/tables.h"
#include "plan/value.h"

/* An exclusion constraint taken apart. */
typedef struct Exclusive {
    Text name;
    ColumnPlanList equal; /* WITH = */
    RangeColumns columns; /* WITH &&, WITH -|-; without a bound: none that is understood */
    bool is_open;         /* nothing else decides the columns */
    bool is_shared;       /* another constraint is over the same range */
} Exclusive;

/* ---- taking apart ---- */

/* What stands in for NULL is not asked for: the column has values. */
static ColumnPlan *named_column(const TablePlan *table, const Expr *expr)
{
    while (expr->arguments.count &&
           (expr->kind == EXPR_CAST || (expr->kind == EXPR_CALL && text_is(expr->text, "coalesce"))))
        expr = expr->arguments.items[0];
    const Column *column = expr->kind == EXPR_COLUMN ? table_find_column(table->table, expr->text) : NULL;
    return column ? plan_find_column(table, column) : NULL;
}

/* tsrange(from, to) and its kin, of two columns of one type, of one and a length, or of a day and times. */
static RangeColumns of_call(const TablePlan *table, const Expr *expr)
{
    if (expr->kind != EXPR_CALL || expr->arguments.count < 2 || !text_ends_with(expr->text, TEXT("range")))
        return (RangeColumns){0};
    ColumnPlan *from = named_column(table, expr->arguments.items[0]),
               *to = named_column(table, expr->arguments.items[1]);
    if (!from || !to)
        return exclusion_computed(table, from, expr);
    if (from == to || from->type->kind != to->type->kind)
        return (RangeColumns){0};
    return (RangeColumns){.from = from, .to = to, .bound = from};
}

static RangeColumns of_column(ColumnPlan *column)
{
    return (RangeColumns){.range = column, .bound = domain_range_part(column)};
}

/* What the element computes; NULL where it is a column that is written. */
static const Expr *written_out(const TablePlan *table, const IndexElement *element)
{
    const Plan *plan = table->plan;
    if (element->column)
        return condition_generation(plan->arena, plan->schema, table->table, element->column);
    return condition_expand(plan->arena, plan->schema, table->table, element->expr);
}

static void take_element(const TablePlan *table, const IndexElement *element, Exclusive *exclusive)
{
    ColumnPlan *column = element->column ? plan_find_column(table, element->column) : NULL;
    if (column && text_is(element->exclusion_operator, "="))
        list_push(table->plan->arena, &exclusive->equal, column);
    bool keeps_apart =
        text_is(element->exclusion_operator, "&&") || text_is(element->exclusion_operator, "-|-");
    if (!keeps_apart || exclusive->columns.bound)
        return;
    const Expr *made = written_out(table, element);
    exclusive->columns = made ? of_call(table, made) : of_column(column);
    exclusive->columns.made = made;
    exclusive->columns.may_touch = !made && text_is(element->exclusion_operator, "&&");
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
    exclusive.columns = of_column(plan_find_column(table, key->columns.items[key->columns.count - 1]));
    exclusive.columns.may_touch = true;
    return exclusive;
}

/* Values by number overlap where they are equal alone: networks, which have one size, what keeps apart, and
 * ranges of types without units, which hold one value each. */
static bool overlaps_itself(const ColumnPlan *column)
{
    TypeUse base = type_base(&column->column->type);
    return !base.dimensions && !column->conditions.count && column->written &&
           (base.type->code == TYPE_CIDR || domain_keeps_apart(base.type->code) ||
            (base.type->kind == TYPE_RANGE && !domain_range_part(column)));
}

bool exclusion_equates(const TablePlan *table, const IndexElement *element)
{
    const ColumnPlan *column = element->column ? plan_find_column(table, element->column) : NULL;
    return text_is(element->exclusion_operator, "=") ||
           (column && text_is(element->exclusion_operator, "&&") && overlaps_itself(column));
}

bool exclusion_is_unique(const TablePlan *table, const Exclusion *exclusion)
{
    if (unique_is_urgent(table, exclusion->name))
        return true;
    for (size_t i = 0; i < exclusion->elements.count; i++)
        if (!exclusion_equates(table, &exclusion->elements.items[i]))
            return false;
    return true;
}

typedef LIST(Exclusive) ExclusiveList;

static bool same_range(const RangeColumns *a, const RangeColumns *b)
{
    return a->bound && b->bound && a->range == b->range && a->from == b->from && a->to == b->to &&
           a->length == b->length;
}

static ExclusiveList exclusives_of(const TablePlan *table)
{
    Arena *arena = table->plan->arena;
    ExclusiveList all = {0};
    for (size_t i = 0; i < table->table->exclusions.count; i++)
        if (!exclusion_is_unique(table, table->table->exclusions.items[i]))
            list_push(arena, &all, of_exclusion(table, table->table->exclusions.items[i]));
    for (size_t i = 0; i < table->table->keys.count; i++)
        if (table->table->keys.items[i]->without_overlaps &&
            !unique_is_urgent(table, table->table->keys.items[i]->name))
            list_push(arena, &all, of_key(table, table->table->keys.items[i]));
    for (size_t i = 0; i < all.count; i++)
        for (size_t k = 0; k < all.count; k++)
            all.items[i].is_shared |= i != k && same_range(&all.items[i].columns, &all.items[k].columns);
    return all;
}

/* ---- slots ---- */

static bool same_columns(const ColumnPlanList *own, const ReferencePlan *reference)
{
    const ColumnList *columns = &reference->reference->columns;
    for (size_t i = 0; i < columns->count; i++)
        if (!plan_columns_hold(own, plan_find_column(reference->table, columns->items[i])))
            return false;
    return true;
}

/* A reference whose columns are among those that must be equal: rows that are have the same parent. */
static ReferencePlan *parent_reference(const TablePlan *table, const Exclusive *exclusive)
{
    for (size_t i = 0; i < table->references.count; i++) {
        ReferencePlan *reference = table->references.items[i];
        if (same_columns(&exclusive->equal, reference) && !reference->choices.count && !reference->implied &&
            (reference->fanout || !reference->parent))
            return reference;
    }
    return NULL;
}

/* A column among those that must be equal that nothing decides yet; NULL where there is none. */
static ColumnPlan *free_column(const TablePlan *table, const Exclusive *exclusive)
{
    Unique unique = {.columns = exclusive->equal};
    ColumnPlanList free = unique_free(table, &unique);
    for (size_t i = 0; i < free.count; i++)
        if (!free.items[i]->component && value_capacity(free.items[i]) > 1)
            return free.items[i];
    return NULL;
}

enum {
    FEW_SLOTS = 1 << 20, /* soon used up */
    ENDLESS = INT32_MAX, /* values: so many are not used up */
    ROWS_OF_VALUE = 8
};

/* The row's quotient or remainder. */
static Step *part_of_row(ColumnPlan *column, const char *what, const char *operation, PlanCount by)
{
    return step_infix(column->table, step_name_for(column, what), VALUE_ROW, operation, op_row(),
                      op_uint((uint64_t)by));
}

/* A slot for each row of a value of the column: a few rows have the same one where there are values without
 * end, else rows take the values in turn, and the next slot each time they come round. */
static Slots slots_beside(TablePlan *table, const Exclusive *exclusive, ColumnPlan *column, const Axis *axis,
                          Diag *diag)
{
    Arena *arena = table->plan->arena;
    PlanCount values = value_is_ordinal(column) ? value_ordinals(column) : value_capacity(column);
    PlanCount few = axis->slots < ROWS_OF_VALUE ? axis->slots : ROWS_OF_VALUE;
    Slots slots = values >= ENDLESS ? (Slots){.block = few} : (Slots){.stride = values};
    plan_limit(table, exclusive->name, TEXT("each row has a slot of its own"),
               count_fixed(arena, count_multiply(slots.block ? few : axis->slots, values)));
    Step *group =
        slots.block ? part_of_row(column, "index", "/", few) : part_of_row(column, "index", "%", values);
    slots.number = op_step(slots.block ? part_of_row(column, "slot", "%", axis->slots - axis->slots % few)
                                       : part_of_row(column, "slot", "/", values));
    value_carry(column, op_step(group), true, diag);
    return slots;
}

/* The rows' slots. */
static Slots slots_of(TablePlan *table, const Exclusive *exclusive, const Axis *axis, Text *how, Diag *diag)
{
    Arena *arena = table->plan->arena;
    ReferencePlan *parent = exclusive->is_shared ? NULL : parent_reference(table, exclusive);
    ColumnPlan *column =
        parent || exclusive->is_shared || axis->slots >= FEW_SLOTS ? NULL : free_column(table, exclusive);
    if (column) {
        *how = text_format(arena, "ranges lie in slots, one for each row of a value of \"%.*s\"",
                           TEXT_ARG(column->column->name));
        return slots_beside(table, exclusive, column, axis, diag);
    }
    if (!parent) {
        plan_limit(table, exclusive->name, TEXT("each row has a slot of its own"),
                   count_fixed(arena, axis->slots));
        *how = TEXT("ranges lie in slots, one for each row");
        return (Slots){.number = op_row(), .stride = 1};
    }
    if (reference_is_bound(parent) && !parent->null)
        reference_draw_null(parent);
    Step *place =
        parent->fanout ? parent->fanout : reference_fan_out(parent, count_fixed(arena, axis->slots));
    *how = TEXT("ranges lie in slots, one for each row of a parent");
    Text name = key_name(table, "slot", exclusive->equal.items[0]->field);
    return (Slots){.place = place,
                   .number = op_step(step_member(table, name, VALUE_ROW, op_step(place), "ordinal"))};
}

/* from + unit × (least + a number below `choices`). */
static Step *later(ColumnPlan *column, const char *what, Step *from, int64_t unit, uint32_t least,
                   uint32_t choices)
{
    TablePlan *table = column->table;
    Text name = step_name_for(column, what);
    Step *at = from;
    if (choices > 1) {
        Step *units = step_below(table, name, column->column->name, text_of(what), op_uint(choices));
        Step *offset = step_infix(table, name, VALUE_INT64, "*", op_int(unit), op_step(units));
        at = step_infix(table, name, VALUE_INT64, "+", op_step(at), op_step(offset));
    }
    return least ? step_infix(table, name, VALUE_INT64, "+", op_step(at), op_int(unit * least)) : at;
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
    column->is_laid_out = true;
}

static void give_range(LaidRange *range, Step *from, Step *to)
{
    const RangeColumns *columns = &range->columns;
    range->from = from;
    range->to = to;
    if (columns->range) {
        give(columns->range, domain_range_step(columns->range, columns->range->field, from, to));
        value_draw_null(columns->range);
        return;
    }
    give(columns->from, from);
    if (columns->to)
        give(columns->to, to);
}

static void give_length(const RangeColumns *columns, const Axis *axis)
{
    ColumnPlan *column = columns->length;
    TablePlan *table = column->table;
    Text name = step_name_for(column, "length");
    int64_t one = axis->unit / columns->per;
    Step *units =
        step_below(table, name, column->column->name, TEXT("length"), op_uint(axis->most - axis->least + 1));
    Step *length = step_infix(table, name, VALUE_INT64, "*", op_int(one), op_step(units));
    length = step_infix(table, name, VALUE_INT64, "+", op_step(length), op_int(one * axis->least));
    give(column, as_bound(column, column, "length", length));
}

static ColumnPlan *columns_carrier(const RangeColumns *columns)
{
    return columns->range ? columns->range : columns->from;
}

static void make_range(LaidRange *range)
{
    const RangeColumns *columns = &range->columns;
    const Axis *axis = &range->axis;
    ColumnPlan *carrier = columns_carrier(columns);
    TablePlan *table = carrier->table;
    Text name = step_name_for(carrier, "slot");
    Step *start = step_infix(table, name, VALUE_INT64, "*", op_int(axis->width), range->slots.number);
    start = step_infix(table, name, VALUE_INT64, "+", op_int(axis->start + axis->lead), op_step(start));
    Step *from = later(carrier, "from", start, axis->unit, 0, axis->starts);
    Step *to = columns->range || columns->to
                   ? later(carrier, "until", from, axis->unit, axis->least, axis->most - axis->least + 1)
                   : NULL;
    if (columns->length)
        give_length(columns, axis);
    give_range(range, as_bound(columns->bound, carrier, "from", from),
               columns->range || columns->to ? as_bound(columns->bound, carrier, "until", to) : NULL);
}

/* ---- scenarios ---- */

/* No rows are in scenarios that want other ranges; false where none is left. */
static bool leave_others_out(const RangeColumns *columns, const Axis *axis, const ColumnPlan *column)
{
    Component *component = column ? column->component : NULL;
    if (!component)
        return true;
    ScenarioSet fit = exclusion_axis_scenarios(columns, axis, component, &(ColumnPlanList){0});
    if (fit && fit != component_all(component))
        component_cap(component, component_all(component) & ~fit, count_fixed(component->scope.arena, 0));
    return fit != 0;
}

static bool is_open(const ColumnPlan *column)
{
    return !column->value && !column->reference && column->written && column->column->rule.kind == RULE_NONE;
}

/* Has ranges in slots, unless the conditions on them do not let it: NULL. */
static LaidRange *lay_out(TablePlan *table, const Exclusive *exclusive, Text *how, Diag *diag)
{
    const RangeColumns *columns = &exclusive->columns;
    Axis axis;
    if (!columns->bound || !exclusive->is_open || !exclusion_axis(columns, &axis) ||
        !leave_others_out(columns, &axis, columns_carrier(columns)) ||
        !leave_others_out(columns, &axis, columns->to) || !leave_others_out(columns, &axis, columns->length))
        return NULL;
    for (size_t i = 0; i < columns->times.count; i++)
        if (columns->times.items[i]->always_null ||
            !leave_others_out(columns, &axis, columns->times.items[i]))
            return NULL;
    LaidRange *range = arena_new_object(table->plan->arena, LaidRange);
    *range =
        (LaidRange){.columns = *columns, .axis = axis, .slots = slots_of(table, exclusive, &axis, how, diag)};
    make_range(range);
    return range;
}

/* ---- constraints ---- */

/* The constraint is strengthened to a unique one, which comes first, if that was not in vain before. */
static void refuse(TablePlan *table, const Exclusive *exclusive)
{
    if (key_make_urgent(table, exclusive->name))
        return;
    Text why = !exclusive->columns.bound ? TEXT("its parts are not understood")
               : !exclusive->is_open     ? TEXT("its range is decided by another constraint")
                                         : TEXT("no ranges are known that its columns' conditions allow");
    plan_refuse(table->plan, table->table, exclusive->name, why, TEXT("Leave the constraint out."));
}

/* Rows with the same columns have ranges that begin, and end, at different places. */
static void note_distinct(TablePlan *table, const Exclusive *exclusive, UniqueList *met)
{
    const RangeColumns *columns = &exclusive->columns;
    ColumnPlan *const distinct[] = {columns->range, columns->from, columns->to};
    for (size_t i = 0; i < sizeof distinct / sizeof *distinct; i++) {
        Unique unique = {.name = exclusive->name, .kind = "exclusion"};
        for (size_t k = 0; k < exclusive->equal.count; k++)
            list_push(table->plan->arena, &unique.columns, exclusive->equal.items[k]);
        if (!distinct[i])
            continue;
        list_push(table->plan->arena, &unique.columns, distinct[i]);
        list_push(table->plan->arena, met, unique);
    }
}

/* Gives the range that it laid out, or NULL. */
static LaidRange *meet(TablePlan *table, Exclusive *exclusive, UniqueList *met, Diag *diag)
{
    LaidRange *range = NULL;
    const RangeColumns *columns = &exclusive->columns;
    bool is_laid_out = exclusive->is_shared && columns_carrier(columns)->is_laid_out;
    Text how = is_laid_out ? TEXT("each row has a slot of its own") : TEXT("no two rows have the same key");
    exclusive->is_open = columns->range ? is_open(columns->range)
                                        : columns->from && is_open(columns->from) &&
                                              (!columns->to || is_open(columns->to)) &&
                                              (!columns->length || is_open(columns->length));
    if (is_laid_out || unique_is_met(met, &exclusive->equal)) {
        plan_met(table, exclusive->name, "exclusion", how);
    } else if (!(range = lay_out(table, exclusive, &how, diag))) {
        refuse(table, exclusive);
    } else {
        plan_met(table, exclusive->name, "exclusion", how);
        note_distinct(table, exclusive, met);
    }
    return range;
}

/* The part of a predicate, or one of those that are all true, is true at an end of each key alone. */
static bool is_at_end(const RangeColumns *columns, const Axis *axis, const Expr *predicate)
{
    if (predicate->kind != EXPR_AND)
        return exclusion_is_at_end(columns, axis, predicate);
    for (size_t i = 0; i < predicate->arguments.count; i++)
        if (is_at_end(columns, axis, predicate->arguments.items[i]))
            return true;
    return false;
}

bool exclusion_meets(const TablePlan *table, const Unique *unique, const Expr *predicate)
{
    ExclusiveList all = exclusives_of(table);
    for (size_t i = 0; i < all.count; i++) {
        Axis axis;
        const Exclusive *exclusive = &all.items[i];
        if (exclusive->columns.bound && unique_is_part(&exclusive->equal, &unique->columns) &&
            exclusion_axis(&exclusive->columns, &axis) && is_at_end(&exclusive->columns, &axis, predicate))
            return true;
    }
    return false;
}

bool exclusion_decides(const TablePlan *table, const Unique *unique)
{
    ExclusiveList all = exclusives_of(table);
    for (size_t i = 0; i < all.count; i++) {
        const RangeColumns *columns = &all.items[i].columns;
        if ((columns->range && plan_columns_hold(&unique->columns, columns->range)) ||
            (columns->from && plan_columns_hold(&unique->columns, columns->from)) ||
            (columns->to && plan_columns_hold(&unique->columns, columns->to)) ||
            (columns->length && plan_columns_hold(&unique->columns, columns->length)))
            return true;
    }
    return false;
}

LaidRangeList exclusions_plan(TablePlan *table, UniqueList *met, Diag *diag)
{
    ExclusiveList all = exclusives_of(table);
    LaidRangeList ranges = {0};
    for (size_t i = 0; i < all.count; i++) {
        LaidRange *range = meet(table, &all.items[i], met, diag);
        if (range)
            list_push(table->plan->arena, &ranges, range);
    }
    return ranges;
}

void exclusions_finish(const LaidRangeList *ranges)
{
    for (size_t i = 0; i < ranges->count; i++)
        exclusion_open_ends(ranges->items[i]);
}
