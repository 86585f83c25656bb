/* exclusion_ends.c: ranges that must not overlap and have no end, or no beginning, because a column that
 * holds them is NULL: the last one of each key may have no end, the first one no beginning. Which of the two
 * a column stands for, and whether the range is one then, is found by evaluating what makes it. */
#include "plan/key/exclusion_axis.h"
#include "plan/narrow/narrow_parts.h"
#include "plan/narrow/narrow_whole.h"
#include "plan/value.h"

#define OPEN_SHARE 0.5 /* of the keys whose last range may have no end */

enum {
    HOURS_APART = 2, /* of times of a day that are made up */
    FIRST_HOUR = 6
};

/* The columns that may be NULL in the first or the last range of a key. */
typedef struct Ends {
    const LaidRange *range;
    TablePlan *table;
    ColumnPlanList first, last;
} Ends;

/* ---- which end a column stands for ---- */

/* Times of the day, each later, or each earlier, than the one before. */
static void put_times(EvaluateScope *scope, const RangeColumns *columns, bool falling)
{
    Arena *arena = columns->bound->table->plan->arena;
    int count = (int)columns->times.count;
    for (int i = 0; i < count && FIRST_HOUR + HOURS_APART * count < 24; i++) {
        int hour = FIRST_HOUR + HOURS_APART * (falling ? count - i : i);
        evaluate_scope_give(scope, columns->times.items[i]->column, text_format(arena, "%02d:00:00", hour));
    }
}

/* The bounds of the range in the slot, with what brackets them, where the column, which may be NULL, is.
 * False where there is no range. */
static bool bounds(const LaidRange *range, PlanCount slot, bool falling, const ColumnPlan *null, Text *low,
                   Text *high)
{
    const TablePlan *table = range->columns.bound->table;
    const Axis *axis = &range->axis;
    Arena *arena = table->plan->arena;
    EvaluateScope scope = evaluate_scope(arena, table->plan->schema, table->table);
    int64_t from = axis->start + axis->lead + (int64_t)slot * axis->width;
    Text text;
    TypeUse type;
    exclusion_axis_put(&scope, &range->columns, from, from + axis->unit * axis->most);
    put_times(&scope, &range->columns, falling);
    if (null)
        evaluate_scope_take(&scope, null->column);
    if (evaluate(arena, range->columns.made, &scope, &text, &type) != EVALUATED_VALUE)
        return false;
    const char *comma = memchr(text.data, ',', text.size);
    if (!comma)
        return false;
    size_t before = (size_t)(comma - text.data);
    *low = (Text){text.data, before};
    *high = (Text){comma, text.size - before};
    return true;
}

/* The range in the slot begins, or ends, where it does anyway if the column is NULL. */
static bool keeps(const LaidRange *range, PlanCount slot, const ColumnPlan *column, bool its_low)
{
    for (int falling = 0; falling < 2; falling++) {
        Text low, high, low_then, high_then;
        if (bounds(range, slot, falling, NULL, &low, &high) &&
            bounds(range, slot, falling, column, &low_then, &high_then) &&
            text_equal(its_low ? low : high, its_low ? low_then : high_then))
            return true;
    }
    return false;
}

static void add(Ends *ends, ColumnPlan *column)
{
    const LaidRange *range = ends->range;
    if (!column || value_null_share(column) <= 0)
        return;
    if (keeps(range, 0, column, true) && keeps(range, range->axis.slots - 1, column, true))
        list_push(ends->table->plan->arena, &ends->last, column);
    else if (keeps(range, 0, column, false))
        list_push(ends->table->plan->arena, &ends->first, column);
}

static Ends ends_of(const LaidRange *range)
{
    const RangeColumns *columns = &range->columns;
    Ends ends = {.range = range, .table = columns->bound->table};
    add(&ends, columns->from);
    add(&ends, columns->to);
    add(&ends, columns->length);
    for (size_t i = 0; i < columns->times.count; i++)
        add(&ends, columns->times.items[i]);
    return ends;
}

/* ---- the first and the last row of a key ---- */

static Step *flag(const Ends *ends, const char *what, const char *operation, Operand left, Operand right)
{
    return step_infix(ends->table, step_name_for(ends->range->columns.bound, what), VALUE_BOOL, operation,
                      left, right);
}

static Step *number(const Ends *ends, const char *what, const char *operation, Operand left, uint64_t right)
{
    return step_infix(ends->table, step_name_for(ends->range->columns.bound, what), VALUE_ROW, operation,
                      left, op_uint(right));
}

/* The row is the last one of the table. */
static Step *ends_table(const Ends *ends)
{
    return flag(ends, "ends_table", "==", op_step(number(ends, "next_row", "+", op_row(), 1)),
                op_rows(ends->table));
}

static Step *ends_key(const Ends *ends)
{
    const Slots *slots = &ends->range->slots;
    if (slots->place) {
        Step *next = number(ends, "next_slot", "+", slots->number, 1);
        Step *count = step_member(ends->table, step_name_for(ends->range->columns.bound, "slots"), VALUE_ROW,
                                  op_step(slots->place), "count");
        return flag(ends, "ends_key", "==", op_step(next), op_step(count));
    }
    if (!slots->block)
        return flag(ends, "ends_key",
                    ">=", op_step(number(ends, "next_row", "+", op_row(), (uint64_t)slots->stride)),
                    op_rows(ends->table));
    Step *place = number(ends, "place", "%", op_row(), (uint64_t)slots->block);
    Step *is_last = flag(ends, "ends_key", "==", op_step(place), op_uint((uint64_t)slots->block - 1));
    return flag(ends, "ends_key", "||", op_step(is_last), op_step(ends_table(ends)));
}

static Step *begins_key(const Ends *ends)
{
    const Slots *slots = &ends->range->slots;
    if (slots->place)
        return flag(ends, "begins_key", "==", slots->number, op_uint(0));
    if (!slots->block)
        return flag(ends, "begins_key", "<", op_row(), op_uint((uint64_t)slots->stride));
    Step *place = number(ends, "place", "%", op_row(), (uint64_t)slots->block);
    return flag(ends, "begins_key", "==", op_step(place), op_uint(0));
}

/* That share of those rows; the table's own first and last one in any case. */
static Step *some(const Ends *ends, const ColumnPlan *column, double share, Step *rows, Step *in_any_case)
{
    const Column *declared = column->column;
    Step *chance =
        step_chance(ends->table, step_name_for(column, "may_be_open"), declared->name, TEXT("open"), share);
    chance = flag(ends, "is_open", "||", op_step(chance), op_step(in_any_case));
    return flag(ends, "is_open", "&&", op_step(rows), op_step(chance));
}

static Step *at_end(const Ends *ends, RangeEnd end, const ColumnPlan *column, double share)
{
    return end == RANGE_NO_END ? some(ends, column, share, ends_key(ends), ends_table(ends))
                               : some(ends, column, share, begins_key(ends),
                                      flag(ends, "begins_table", "==", op_row(), op_uint(0)));
}

Step *exclusion_some_at_end(const LaidRange *range, RangeEnd end)
{
    Ends ends = {.range = range, .table = range->columns.bound->table};
    return at_end(&ends, end, range->columns.range, OPEN_SHARE);
}

/* ---- NULL ---- */

/* The share of NULLs that the user wants of the column, or half of them. */
static double share_of(const ColumnPlan *column)
{
    return column->column->has_null_fraction ? column->column->null_fraction : OPEN_SHARE;
}

/* Rows in which conditions leave it to the column to be NULL, of which `open` is true; and those that are in
 * scenarios in which it is. */
static void draw_null(ColumnPlan *column, Step *open)
{
    Component *component = column->component;
    column->null = component ? component_null(column, 0) : NULL;
    Step *inside =
        component ? component_is_in(component, component_set(component, column, PRESENCE_FREE)) : NULL;
    if (inside)
        open =
            step_infix(column->table, column->null_field, VALUE_BOOL, "&&", op_step(inside), op_step(open));
    column->null = column->null ? step_infix(column->table, column->null_field, VALUE_BOOL, "||",
                                             op_step(column->null), op_step(open))
                                : open;
}

/* The rows are put in scenarios in which some of the columns are NULL. */
static void enter_scenarios(const Ends *ends, Component *component, const ColumnPlanList *open,
                            const Step *rows)
{
    const LaidRange *range = ends->range;
    ScenarioSet closed =
        exclusion_axis_scenarios(&range->columns, &range->axis, component, &(ColumnPlanList){0});
    ScenarioSet all = exclusion_axis_scenarios(&range->columns, &range->axis, component, open);
    component_exempt(component, rows, all & ~closed);
}

static bool is_first_of(const ColumnPlanList *columns, size_t place)
{
    for (size_t i = 0; i < place; i++)
        if (columns->items[i]->component == columns->items[place]->component)
            return false;
    return true;
}

static void open_some(const Ends *ends, const ColumnPlanList *columns, RangeEnd end)
{
    if (!columns->count)
        return;
    Step *open = at_end(ends, end, columns->items[0], share_of(columns->items[0]));
    for (size_t i = 0; i < columns->count; i++)
        if (columns->items[i]->component && is_first_of(columns, i))
            enter_scenarios(ends, columns->items[i]->component, columns, open);
    for (size_t i = 0; i < columns->count; i++)
        draw_null(columns->items[i], open);
}

static void close_rest(const RangeColumns *columns)
{
    ColumnPlan *const all[] = {columns->from, columns->to, columns->length};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i])
            all[i]->never_null |= !all[i]->null;
    for (size_t i = 0; i < columns->times.count; i++)
        columns->times.items[i]->never_null |= !columns->times.items[i]->null;
}

void exclusion_open_ends(const LaidRange *range)
{
    if (range->columns.range) {
        exclusion_open_column(range);
        return;
    }
    Ends ends = ends_of(range);
    open_some(&ends, &ends.first, RANGE_NO_BEGINNING);
    open_some(&ends, &ends.last, RANGE_NO_END);
    close_rest(&range->columns);
}
