/* step.c: making steps, operands and counts. */
#include "plan/step.h"

#include "plan/tables.h"

#include "plan/component.h"
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

Step *step_read(TablePlan *table, Text name, Step *target, TablePlan *target_table, Operand row)
{
    Step *step = add_step(table, name, target->kind, STEP_READ, OPERANDS(row));
    step->table = target_table;
    step->target = target;
    target->exported = true;
    note_read(table, target_table);
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

/* ---- counts ---- */

PlanCount count_multiply(PlanCount a, PlanCount b)
{
    PlanCount product;
    if (__builtin_mul_overflow(a, b, &product) || product > PLAN_COUNT_MAX)
        return PLAN_COUNT_MAX;
    return product;
}

const Count *count_fixed(Arena *arena, PlanCount value)
{
    Count *count = arena_new_object(arena, Count);
    count->fixed = value;
    return count;
}

static const Count *count_factor(Arena *arena, CountFactor factor)
{
    Count *count = arena_new_object(arena, Count);
    count->fixed = 1;
    list_push(arena, &count->factors, factor);
    return count;
}

const Count *count_rows(Arena *arena, TablePlan *table)
{
    return count_factor(arena, (CountFactor){.table = table});
}

const Count *count_others(Arena *arena, TablePlan *table)
{
    return count_factor(arena, (CountFactor){.table = table, .but_one = true});
}

const Count *count_pairs(Arena *arena, TablePlan *table)
{
    return count_factor(arena, (CountFactor){.table = table, .in_pairs = true});
}

const Count *count_segment(Arena *arena, const Component *component, uint64_t set)
{
    return count_factor(arena, (CountFactor){.table = component->table, .segment = component, .set = set});
}

const Count *count_dealt(Arena *arena, TablePlan *table, const Deal *deal)
{
    return count_factor(arena, (CountFactor){.table = table, .deal = deal});
}

/* A table whose rows the count depends on. */
static TablePlan *table_of(const Count *count)
{
    const Count *const parts[] = {count->least_of, count->most_of, count->plus};
    TablePlan *table = count->factors.count ? count->factors.items[0].table : NULL;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && !table; i++)
        table = parts[i] ? table_of(parts[i]) : NULL;
    return table;
}

/* The count as a product, of itself where it is more than one and not constant. */
static const Count *product_of(Arena *arena, const Count *count)
{
    TablePlan *table = table_of(count);
    bool is_product = !count->least_of && !count->most_of && !count->plus && count->parts <= 1;
    return is_product || !table ? count : count_factor(arena, (CountFactor){.table = table, .count = count});
}

const Count *count_product(Arena *arena, const Count *a, const Count *b)
{
    Count *count = arena_new_object(arena, Count);
    a = product_of(arena, a);
    b = product_of(arena, b);
    count->fixed = count_multiply(a->fixed, b->fixed);
    for (size_t i = 0; i < a->factors.count; i++)
        list_push(arena, &count->factors, a->factors.items[i]);
    for (size_t i = 0; i < b->factors.count; i++)
        list_push(arena, &count->factors, b->factors.items[i]);
    return count;
}

const Count *count_share(Arena *arena, const Count *count, unsigned parts)
{
    Count *share = arena_new_object(arena, Count);
    *share = *product_of(arena, count);
    share->parts = parts;
    return share;
}

static bool is_fixed(const Count *count)
{
    return !count->factors.count && !count->least_of && !count->most_of && !count->plus;
}

const Count *count_sum(Arena *arena, const CountList *counts)
{
    const Count *sum = NULL;
    PlanCount fixed = 0;
    for (size_t i = 0; i < counts->count; i++)
        if (is_fixed(counts->items[i]))
            fixed = fixed + counts->items[i]->fixed / (counts->items[i]->parts ? counts->items[i]->parts : 1);
    if (fixed)
        sum = count_fixed(arena, fixed);
    for (size_t i = 0; i < counts->count; i++) {
        if (is_fixed(counts->items[i]))
            continue;
        Count *more = arena_new_object(arena, Count);
        *more = counts->items[i]->plus ? *product_of(arena, counts->items[i]) : *counts->items[i];
        more->plus = sum;
        sum = more;
    }
    return sum ? sum : count_fixed(arena, 0);
}

static bool is_no_bound(const Count *count)
{
    return is_fixed(count) && count->fixed == PLAN_COUNT_MAX && count->parts <= 1;
}

const Count *count_least(Arena *arena, const Count *a, const Count *b)
{
    if (is_no_bound(a) || is_no_bound(b))
        return is_no_bound(a) ? b : a;
    if (a->most_of || a->plus) {
        const Count *product = b->most_of || b->plus ? product_of(arena, b) : b;
        b = a;
        a = product;
    }
    if (a->least_of)
        b = count_least(arena, a->least_of, b);
    Count *count = arena_new_object(arena, Count);
    *count = *a;
    count->least_of = b;
    return count;
}

const Count *count_most(Arena *arena, const Count *a, const Count *b)
{
    Count *count = arena_new_object(arena, Count);
    *count = a->least_of || a->most_of || a->plus ? *product_of(arena, a) : *a;
    count->most_of = b;
    return count;
}

/* ---- constraints ---- */

void plan_met(TablePlan *table, Text name, const char *kind, Text how)
{
    list_push(table->plan->arena, &table->met, ((Met){name, text_of(kind), how}));
}

void plan_limit(TablePlan *table, Text constraint, Text reason, const Count *count)
{
    list_push(table->plan->arena, &table->limits, ((Limit){constraint, reason, *count, false, false}));
}

void plan_limit_least(TablePlan *table, Text constraint, Text reason, const Count *count)
{
    list_push(table->plan->arena, &table->limits, ((Limit){constraint, reason, *count, false, true}));
}

void plan_refuse(Plan *plan, const Table *table, Text constraint, Text reason, Text hint)
{
    for (size_t i = 0; i < plan->refusals.count; i++)
        if (plan->refusals.items[i].table == table)
            return;
    if (references_narrow_again(plan, table))
        return;
    list_push(plan->arena, &plan->refusals, ((Refusal){table, constraint, reason, hint}));
}
