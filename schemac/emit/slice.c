/* slice.c: walking from wanted steps to what they use. */
#include "emit/slice.h"

enum {
    INLINE_COST = 24 /* rough ns of a step's function, up to which it is inline everywhere */
};

static void want(const TablePlan *table, Slice *slice, const Step *step);

static void note_operand(const TablePlan *table, Slice *slice, const Operand *operand)
{
    switch (operand->kind) {
    case OPERAND_STEP:
        slice->uses[operand->step->index]++;
        want(table, slice, operand->step);
        break;
    case OPERAND_VALUES:
        for (size_t i = 0; i < operand->steps->count; i++) {
            slice->uses[operand->steps->items[i]->index]++;
            want(table, slice, operand->steps->items[i]);
        }
        break;
    case OPERAND_ROW:
        slice->uses_row = true;
        break;
    case OPERAND_PARAM:
    case OPERAND_PARAM_ADDRESS:
        slice->uses_db = true;
        slice->uses_params |= operand->param->table == table;
        break;
    case OPERAND_ROWS:
    case OPERAND_FIRST:
    case OPERAND_COUNT:
    case OPERAND_BOUNDS:
        slice->uses_db = true;
        break;
    case OPERAND_SCRATCH:
        slice->uses_scratch = true;
        break;
    case OPERAND_DATA:
    case OPERAND_DATA_ADDRESS:
        slice->uses_data = true;
        break;
    default:
        break;
    }
}

static void want(const TablePlan *table, Slice *slice, const Step *step)
{
    if (slice->needed[step->index])
        return;
    slice->needed[step->index] = true;
    slice->cost += step->cost;
    if (step->op == STEP_READ || step->op == STEP_REDRAW)
        slice->uses_db = slice->uses_scratch = true;
    if (step->op == STEP_REDRAW) {
        slice->uses_row = true;
        return;
    }
    if (step->unless) {
        slice->uses[step->unless->index]++;
        want(table, slice, step->unless);
    }
    for (size_t i = 0; i < step->arguments.count; i++)
        note_operand(table, slice, &step->arguments.items[i]);
}

static Slice empty(const TablePlan *table)
{
    Arena *arena = table->plan->arena;
    return (Slice){.needed = arena_array(arena, table->steps.count + 1, sizeof(bool)),
                   .uses = arena_array(arena, table->steps.count + 1, sizeof(unsigned))};
}

Slice slice_of_step(const TablePlan *table, const Step *step)
{
    Slice slice = empty(table);
    want(table, &slice, step);
    return slice;
}

Slice slice_of_row(const TablePlan *table)
{
    Slice slice = empty(table);
    for (size_t i = 0; i < table->columns.count; i++) {
        const ColumnPlan *column = table->columns.items[i];
        if (column->value)
            want(table, &slice, column->value);
        if (column->null) {
            slice.uses[column->null->index]++;
            want(table, &slice, column->null);
        }
    }
    return slice;
}

bool slice_is_inline(const TablePlan *table, const Step *step)
{
    Slice slice = slice_of_step(table, step);
    return !slice.uses_data && !slice.uses_scratch && slice.cost <= INLINE_COST;
}
