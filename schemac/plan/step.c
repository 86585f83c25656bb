/* step.c: making steps and operands. */
#include "plan/step.h"

#include "plan/tables.h"

#include "plan/identifier.h"

Operand op_row(void)
{
    return (Operand){.kind = OPERAND_ROW};
}

Operand op_step(const Step *step)
{
    return (Operand){.kind = OPERAND_STEP, .step = step};
}

Operand op_int(int64_t value)
{
    return (Operand){.kind = OPERAND_INT, .integer = value};
}

Operand op_uint(uint64_t value)
{
    return (Operand){.kind = OPERAND_UINT, .count = value};
}

Operand op_string(Text value)
{
    return (Operand){.kind = OPERAND_STRING, .text = value};
}

Operand op_cstring(Text value)
{
    return (Operand){.kind = OPERAND_CSTRING, .text = value};
}

Operand op_name(const char *runtime_constant)
{
    return (Operand){.kind = OPERAND_NAME, .text = text_of(runtime_constant)};
}

Operand op_param(const Param *param)
{
    return (Operand){.kind = OPERAND_PARAM, .param = param};
}

Operand op_param_address(const Param *param)
{
    return (Operand){.kind = OPERAND_PARAM_ADDRESS, .param = param};
}

Operand op_data(const Data *data)
{
    return (Operand){.kind = OPERAND_DATA, .data = data};
}

Operand op_data_address(const Data *data)
{
    return (Operand){.kind = OPERAND_DATA_ADDRESS, .data = data};
}

Operand op_rows(const TablePlan *table)
{
    return (Operand){.kind = OPERAND_ROWS, .table = table};
}

Operand op_first(const TablePlan *table)
{
    return (Operand){.kind = OPERAND_FIRST, .table = table};
}

Operand op_count(const Count *count)
{
    return (Operand){.kind = OPERAND_COUNT, .formula = count};
}

Operand op_bounds(const Deal *deal)
{
    return (Operand){.kind = OPERAND_BOUNDS, .deal = deal};
}

Operand op_counts(const CountList *counts)
{
    return (Operand){.kind = OPERAND_COUNTS, .counts = counts};
}

Operand op_values(const StepList *steps)
{
    return (Operand){.kind = OPERAND_VALUES, .steps = steps};
}

Operand op_scratch(void)
{
    return (Operand){.kind = OPERAND_SCRATCH};
}

Operand op_seed(void)
{
    return (Operand){.kind = OPERAND_SEED};
}

Operand op_key_seed(void)
{
    return (Operand){.kind = OPERAND_KEY_SEED};
}

Text step_name_for(const ColumnPlan *column, const char *what)
{
    return text_format(column->table->plan->arena, "%.*s_%s", TEXT_ARG(column->field), what);
}

static Step *add_step(TablePlan *table, Text name, ValueKind kind, StepOp op, const Operand *arguments,
                      size_t count)
{
    Arena *arena = table->plan->arena;
    Step *step = arena_new_object(arena, Step);
    step->name = identifier_unique(arena, &table->names, name);
    step->kind = kind;
    step->op = op;
    step->index = table->steps.count;
    step->cost = 1;
    for (size_t i = 0; i < count; i++)
        list_push(arena, &step->arguments, arguments[i]);
    list_push(arena, &table->steps, step);
    return step;
}

Step *step_call(TablePlan *table, Text name, ValueKind kind, const char *function, const Operand *arguments,
                size_t count)
{
    Step *step = add_step(table, name, kind, STEP_CALL, arguments, count);
    step->text = text_copy(table->plan->arena, text_of(function));
    step->cost = 5;
    return step;
}

Step *step_infix(TablePlan *table, Text name, ValueKind kind, const char *operator, Operand left,
                 Operand right)
{
    Step *step = add_step(table, name, kind, STEP_INFIX, OPERANDS(left, right));
    step->text = text_of(operator);
    return step;
}

Operand step_key_row(TablePlan *table, Operand row)
{
    return op_step(step_infix(table, TEXT("key_row"), VALUE_ROW, "+", op_first(table), row));
}

Step *step_equal(TablePlan *table, Text name, const Step *a, const Step *b)
{
    if (a->kind == VALUE_UUID || a->kind == VALUE_TEXT)
        return step_call(table, name, VALUE_BOOL, a->kind == VALUE_UUID ? "rt_uuid_equal" : "rt_text_equal",
                         OPERANDS(op_step(a), op_step(b)));
    return step_infix(table, name, VALUE_BOOL, "==", op_step(a), op_step(b));
}

Step *step_prefix(TablePlan *table, Text name, ValueKind kind, const char *operator, Operand operand)
{
    Step *step = add_step(table, name, kind, STEP_PREFIX, OPERANDS(operand));
    step->text = text_of(operator);
    return step;
}

Step *step_member(TablePlan *table, Text name, ValueKind kind, Operand of, const char *member)
{
    Step *step = add_step(table, name, kind, STEP_MEMBER, OPERANDS(of));
    step->text = text_of(member);
    return step;
}

Step *step_element(TablePlan *table, Text name, ValueKind kind, Operand array, Operand index)
{
    return add_step(table, name, kind, STEP_ELEMENT, OPERANDS(array, index));
}

Step *step_choose(TablePlan *table, Text name, ValueKind kind, Operand condition, Operand yes, Operand no)
{
    return add_step(table, name, kind, STEP_CHOOSE, OPERANDS(condition, yes, no));
}

Step *step_cast(TablePlan *table, Text name, ValueKind kind, Operand operand)
{
    return add_step(table, name, kind, STEP_CAST, OPERANDS(operand));
}

Step *step_value(TablePlan *table, Text name, ValueKind kind, Operand operand)
{
    return add_step(table, name, kind, STEP_VALUE, OPERANDS(operand));
}

Step *step_zero(TablePlan *table, Text name, ValueKind kind)
{
    return add_step(table, name, kind, STEP_ZERO, NULL, 0);
}

static void note_read(TablePlan *table, TablePlan *target_table)
{
    for (size_t i = 0; i < table->reads.count; i++)
        if (table->reads.items[i] == target_table)
            return;
    list_push(table->plan->arena, &table->reads, target_table);
}

Step *step_read_later(TablePlan *table, Text name, ValueKind kind, TablePlan *target_table, Operand row)
{
    Step *step = add_step(table, name, kind, STEP_READ, OPERANDS(row));
    step->table = target_table;
    note_read(table, target_table);
    return step;
}

void step_found(Step *read, Step *target)
{
    read->target = target;
    target->exported = true;
}

Step *step_read(TablePlan *table, Text name, Step *target, TablePlan *target_table, Operand row)
{
    Step *step = step_read_later(table, name, target->kind, target_table, row);
    step_found(step, target);
    return step;
}

Step *step_redraw(TablePlan *table, Text name, Step *target, const Param *stream)
{
    Step *step = add_step(table, name, VALUE_ROW, STEP_REDRAW, OPERANDS(op_param(stream)));
    step->target = target;
    step->cost = 100;
    target->exported = true;
    return step;
}

/* ---- draws ---- */

Step *step_random(TablePlan *table, Text name, Text column, Text purpose)
{
    return step_call(table, name, VALUE_ROW, "rt_random",
                     OPERANDS(op_param(param_stream(table, column, purpose)), op_row()));
}

Step *step_below(TablePlan *table, Text name, Text column, Text purpose, Operand count)
{
    Text bits_name = text_format(table->plan->arena, "%.*s_bits", TEXT_ARG(name));
    Step *bits = step_random(table, bits_name, column, purpose);
    return step_call(table, name, VALUE_ROW, "rt_below", OPERANDS(op_step(bits), count));
}

/* The threshold of a share, by RT_PERCENT where that gives the same. */
static Operand threshold_of(Arena *arena, double share)
{
    uint64_t units = share >= 1 ? UINT64_MAX : share <= 0 ? 0 : (uint64_t)(share * 4294967296.0);
    unsigned percent = (unsigned)((units * 100 >> 32) + 1);
    if (units < UINT32_MAX && units && ((uint64_t)percent << 32) / 100 == units)
        return (Operand){.kind = OPERAND_NAME, .text = text_format(arena, "RT_PERCENT(%u)", percent)};
    return op_uint(share >= 1 ? UINT64_MAX : units << 32);
}

Step *step_chance(TablePlan *table, Text name, Text column, Text purpose, double share)
{
    Text bits_name = text_format(table->plan->arena, "%.*s_bits", TEXT_ARG(name));
    Step *bits = step_random(table, bits_name, column, purpose);
    return step_call(table, name, VALUE_BOOL, "rt_chance",
                     OPERANDS(op_step(bits), threshold_of(table->plan->arena, share)));
}

/* ---- constraints ---- */

void plan_met(TablePlan *table, Text name, const char *kind, Text how)
{
    list_push(table->plan->arena, &table->met, ((Met){name, text_of(kind), how}));
}

void plan_limit(TablePlan *table, Text constraint, Text reason, const Count *count)
{
    list_push(table->plan->arena, &table->limits,
              ((Limit){.constraint = constraint, .reason = reason, .count = *count}));
}

void plan_limit_least(TablePlan *table, Text constraint, Text reason, const Count *count)
{
    list_push(table->plan->arena, &table->limits,
              ((Limit){.constraint = constraint, .reason = reason, .count = *count, .least = true}));
}

void plan_refuse(Plan *plan, const Table *table, Text constraint, Text reason, Text hint)
{
    for (size_t i = 0; i < plan->refusals.count; i++)
        if (plan->refusals.items[i].table == table)
            return;
    if (join_undo(plan, table) || references_narrow_again(plan, table) || join_ask_whole(plan, table))
        return;
    list_push(plan->arena, &plan->refusals, ((Refusal){table, constraint, reason, hint}));
}
