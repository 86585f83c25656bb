/* domain.c: the kinds of domains and how each makes its values. */
#include "plan/domain/domain.h"

#define MANY ((PlanCount)1 << 63) /* what the runtime's makers count up to */

PlanCount domain_power(uint64_t base, uint32_t exponent)
{
    PlanCount count = 1;
    while (exponent-- && count < MANY)
        count *= base;
    return count < MANY ? count : MANY;
}

static Operand row_stream(ColumnPlan *column)
{
    const Param *stream = param_stream(column->table, column->column->name, TEXT(""));
    return op_step(step_call(column->table, step_name_for(column, "stream"), VALUE_STREAM, "rt_stream_at",
                             OPERANDS(op_param(stream), op_row())));
}

/* ---- numbers ---- */

/* low + step × index; the index is below 2^63. */
static Step *unrank_number(const Domain *domain, ColumnPlan *column, Text name, Operand index)
{
    TablePlan *table = column->table;
    if (domain->step != 1)
        index = op_step(step_infix(table, step_name_for(column, "offset"), VALUE_INT64, "*",
                                   op_int(domain->step), index));
    if (column->type->kind == VALUE_BOOL || domain->low == 0)
        return step_cast(table, name, column->type->kind, index);
    return step_infix(table, name, column->type->kind, "+", op_int(domain->low), index);
}

Domain domain_numbers(int64_t low, PlanCount count, int64_t step, const char *rule)
{
    return (Domain){.count = count, .unrank = unrank_number, .low = low, .step = step, .rule = text_of(rule)};
}

/* The width's fifth, in the units of rt_quantiles_exponential's mean. */
#define FIFTH "RT_REAL_ONE / 5"

static Step *draw_mostly_small(const Domain *domain, ColumnPlan *column, Text name)
{
    TablePlan *table = column->table;
    Param *quantiles = param_new(table, step_name_for(column, "distribution"), "struct rt_quantiles",
                                 "rt_quantiles_exponential", true, OPERANDS(op_name(FIFTH)));
    Step *bits = step_random(table, step_name_for(column, "bits"), column->column->name, TEXT(""));
    Step *place = step_call(table, step_name_for(column, "place"), VALUE_ROW, "rt_quantiles_at",
                            OPERANDS(op_param_address(quantiles), op_step(bits)));
    Step *index = step_call(table, step_name_for(column, "index"), VALUE_ROW, "rt_below",
                            OPERANDS(op_step(place), op_uint((uint64_t)domain->count)));
    return domain->unrank(domain, column, name, op_step(index));
}

Domain domain_mostly_small(int64_t low, PlanCount count, int64_t step, const char *rule)
{
    Domain domain = domain_numbers(low, count, step, rule);
    domain.draw = draw_mostly_small;
    return domain;
}

/* ---- makers of the runtime ---- */

static Step *unrank_maker(const Domain *domain, ColumnPlan *column, Text name, Operand index)
{
    Arena *arena = column->table->plan->arena;
    Text function = text_format(arena, "%.*s_at", TEXT_ARG(domain->function));
    return step_call(column->table, name, column->type->kind, function.data,
                     OPERANDS(op_scratch(), index, op_uint(domain->size)));
}

static const Param *maker_count(const Domain *domain, ColumnPlan *column)
{
    Text function = text_format(column->table->plan->arena, "%.*s_count", TEXT_ARG(domain->function));
    return param_new(column->table, step_name_for(column, "count"), "uint64_t", function.data, false,
                     OPERANDS(op_uint(domain->size)));
}

static Step *draw_maker(const Domain *domain, ColumnPlan *column, Text name)
{
    Step *index = step_below(column->table, step_name_for(column, "index"), column->column->name, TEXT(""),
                             op_param(maker_count(domain, column)));
    return unrank_maker(domain, column, name, op_step(index));
}

static Step *scatter_maker(const Domain *domain, ColumnPlan *column, Text name)
{
    const Param *key = param_key_stream(column->table, column->column->name);
    Step *index = step_call(column->table, step_name_for(column, "index"), VALUE_ROW, "rt_scatter_at",
                            OPERANDS(op_param(key), op_param(maker_count(domain, column)),
                                     step_key_row(column->table, op_row())));
    return unrank_maker(domain, column, name, op_step(index));
}

Domain domain_maker(const char *function, uint32_t size, PlanCount count, const char *rule)
{
    return (Domain){.count = count,
                    .unrank = unrank_maker,
                    .draw = draw_maker,
                    .scatter = scatter_maker,
                    .function = text_of(function),
                    .size = size,
                    .max_size = UINT64_MAX,
                    .rule = text_of(rule)};
}

static Step *unrank_call(const Domain *domain, ColumnPlan *column, Text name, Operand index)
{
    return step_call(column->table, name, column->type->kind, domain->function.data, OPERANDS(index));
}

Domain domain_call(const char *function, PlanCount count, const char *rule)
{
    return (Domain){
        .count = count, .unrank = unrank_call, .function = text_of(function), .rule = text_of(rule)};
}

/* Where codes may come twice, they are drawn whole. */
static Step *draw_code(const Domain *domain, ColumnPlan *column, Text name)
{
    return step_call(column->table, name, column->type->kind, "rt_prose_code",
                     OPERANDS(op_scratch(), row_stream(column), op_uint(domain->size)));
}

Domain domain_code(uint32_t size)
{
    Domain domain = domain_maker("rt_code", size, domain_power(36, size), "a code of letters and digits");
    domain.draw = draw_code;
    domain.is_plain = domain.is_padded = true;
    domain.max_size = size;
    return domain;
}

static Step *unrank_digits(const Domain *domain, ColumnPlan *column, Text name, Operand index)
{
    return step_call(column->table, name, VALUE_TEXT, "rt_digits_at",
                     OPERANDS(op_scratch(), index, op_uint(domain->size), op_int((int32_t)domain->least)));
}

Domain domain_digits(uint32_t precision, int32_t scale)
{
    return (Domain){.count = domain_power(10, precision),
                    .unrank = unrank_digits,
                    .size = precision,
                    .least = (uint32_t)scale,
                    .is_plain = true,
                    .max_size = precision + 3 + (scale < 0 ? (uint64_t)-scale : 0),
                    .rule = TEXT("a number of many digits")};
}

/* ---- lists ---- */

static Step *unrank_list(const Domain *domain, ColumnPlan *column, Text name, Operand index)
{
    const Data *data = data_texts(column->table, step_name_for(column, "values"), domain->values);
    return data_text_at(column->table, name, data, index);
}

static bool is_plain_byte(unsigned char c)
{
    return c >= 0x20 && c < 0x7F && c != ',' && c != '"' && c != '\'' && c != '\\';
}

/* As rt_cell.h has it: not empty, no space at either end, nothing that a format quotes. */
static bool is_plain_text(Text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (!is_plain_byte((unsigned char)text.data[i]))
            return false;
    return text.size && text.data[0] != ' ' && text.data[text.size - 1] != ' ';
}

Domain domain_list(const TextList *values, const char *rule)
{
    Domain domain = {.count = values->count,
                     .unrank = unrank_list,
                     .values = values,
                     .is_plain = true,
                     .rule = text_of(rule)};
    for (size_t i = 0; i < values->count; i++) {
        domain.is_plain = domain.is_plain && is_plain_text(values->items[i]);
        if (values->items[i].size > domain.max_size)
            domain.max_size = values->items[i].size;
    }
    domain.is_padded = domain.is_plain && domain.max_size <= DATA_LABEL_SIZE;
    return domain;
}

/* ---- forms ---- */

static Operand form_of(const Domain *domain, const ColumnPlan *column)
{
    return op_name(text_format(column->table->plan->arena, "&%.*s", TEXT_ARG(domain->form)).data);
}

/* The form fitted to the column's length, for so many different texts. */
static const Param *fit(const Domain *domain, ColumnPlan *column, Operand wanted)
{
    return param_new(column->table, step_name_for(column, "form"), "struct rt_fit", "rt_fit", false,
                     OPERANDS(form_of(domain, column), op_uint(domain->size), wanted));
}

static Step *at_fit(ColumnPlan *column, Text name, const Param *fit, Operand index)
{
    return step_call(column->table, name, column->type->kind, "rt_fit_at",
                     OPERANDS(op_scratch(), op_param_address(fit), index));
}

static Step *unrank_form(const Domain *domain, ColumnPlan *column, Text name, Operand index)
{
    return at_fit(column, name, fit(domain, column, op_uint((uint64_t)domain->count)), index);
}

static Step *draw_form(const Domain *domain, ColumnPlan *column, Text name)
{
    const Param *fitted = fit(domain, column, op_uint(0));
    Step *bits = step_random(column->table, step_name_for(column, "bits"), column->column->name, TEXT(""));
    return step_call(column->table, name, column->type->kind, "rt_fit_random",
                     OPERANDS(op_scratch(), op_param_address(fitted), op_step(bits)));
}

/* Rows are permuted in a domain that is hardly larger than they are many, so that texts hold no longer
 * numbers than they must. */
static Step *scatter_form(const Domain *domain, ColumnPlan *column, Text name)
{
    TablePlan *table = column->table;
    const Param *key = param_key_stream(table, column->column->name);
    const Param *texts =
        param_new(table, step_name_for(column, "texts"), "struct rt_fit_keys", "rt_fit_keys", false,
                  OPERANDS(form_of(domain, column), op_uint(domain->size), op_param(key), op_first(table),
                           op_rows(table)));
    return step_call(table, name, column->type->kind, "rt_fit_key",
                     OPERANDS(op_scratch(), op_param_address(texts), op_row()));
}

Domain domain_form(const char *form, uint32_t limit, const char *rule)
{
    return (Domain){.count = limit ? domain_power(36, limit) : MANY,
                    .unrank = unrank_form,
                    .draw = draw_form,
                    .scatter = scatter_form,
                    .form = text_of(form),
                    .size = limit,
                    .is_plain = true,
                    .is_padded = true,
                    .max_size = limit ? limit : UINT64_MAX,
                    .rule = text_of(rule)};
}

/* ---- running text ---- */

static Step *draw_prose(const Domain *domain, ColumnPlan *column, Text name)
{
    Operand stream = row_stream(column);
    Operand operands[] = {op_scratch(), stream, op_uint(domain->least), op_uint(domain->size),
                          op_uint(domain->limit)};
    return step_call(column->table, name, column->type->kind, domain->function.data, operands,
                     domain->limit ? 5 : 4);
}

Domain domain_prose(const char *function, uint32_t least, uint32_t most, const char *rule)
{
    return (Domain){.draw = draw_prose,
                    .function = text_of(function),
                    .least = least,
                    .size = most,
                    .is_plain = true,
                    .is_padded = true,
                    .max_size = most,
                    .rule = text_of(rule)};
}

/* ---- uuids ---- */

static Step *unrank_uuid(const Domain *domain, ColumnPlan *column, Text name, Operand index)
{
    (void)domain;
    const Param *key = param_stream(column->table, column->column->name, TEXT("uuid"));
    return step_call(column->table, name, VALUE_UUID, "rt_uuid_v4", OPERANDS(op_param(key), index));
}

static Step *uuid_of_row(const Domain *domain, ColumnPlan *column, Text name)
{
    return unrank_uuid(domain, column, name, op_row());
}

Domain domain_uuid(void)
{
    return (Domain){.count = MANY,
                    .unrank = unrank_uuid,
                    .draw = uuid_of_row,
                    .scatter = uuid_of_row,
                    .rule = TEXT("a random uuid (version 4)")};
}
