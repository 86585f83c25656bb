/* domain.c: domains by type: numbers, texts, dates, lists. */
#include "plan/domain.h"

#define MANY ((PlanCount)1 << 63) /* what the runtime's makers count up to */

enum {
    DAYS_PER_YEAR = 365,
    YEARS_BACK = 3, /* dates lie in the years before the reference date */
    FREE_TEXT = 40, /* characters of a text without a limit */
    SHORT_TEXT = 12 /* up to this length texts are codes */
};

/* ---- numbers ---- */

/* low + step × index; the index is below 2^63. */
static Step *unrank_number(const Domain *domain, ColumnPlan *column, Operand index)
{
    TablePlan *table = column->table;
    Arena *arena = table->plan->arena;
    if (domain->step != 1)
        index = op_step(step_infix(table, text_format(arena, "%.*s_offset", TEXT_ARG(column->field)),
                                   VALUE_INT64, "*", op_int(domain->step), index));
    if (column->type->kind == VALUE_BOOL || (domain->low == 0 && domain->step == 1))
        return step_cast(table, column->field, column->type->kind, index);
    Step *sum = step_infix(table, column->field, column->type->kind, "+", op_int(domain->low), index);
    return sum;
}

static Domain numbers(int64_t low, PlanCount count, const char *rule)
{
    return (Domain){.count = count, .unrank = unrank_number, .low = low, .step = 1, .rule = text_of(rule)};
}

/* ---- makers of the runtime ---- */

static Step *unrank_maker(const Domain *domain, ColumnPlan *column, Operand index)
{
    Arena *arena = column->table->plan->arena;
    return step_call(column->table, column->field, column->type->kind, text_string(arena, domain->function),
                     OPERANDS(op_scratch(), index, op_uint(domain->size)));
}

static Domain maker(const char *function, uint32_t size, PlanCount count, const char *rule)
{
    return (Domain){.count = count,
                    .unrank = unrank_maker,
                    .function = text_of(function),
                    .size = size,
                    .max_size = UINT64_MAX,
                    .rule = text_of(rule)};
}

/* ---- lists ---- */

static Step *unrank_list(const Domain *domain, ColumnPlan *column, Operand index)
{
    TablePlan *table = column->table;
    Text name = text_format(table->plan->arena, "%.*s_values", TEXT_ARG(column->field));
    const Data *data = data_texts(table, name, domain->texts);
    return step_element(table, column->field, VALUE_TEXT, op_data(data), index);
}

static Domain list(const TextList *texts, const char *rule)
{
    Domain domain = {.count = texts->count, .unrank = unrank_list, .texts = texts, .rule = text_of(rule)};
    for (size_t i = 0; i < texts->count; i++)
        if (texts->items[i].size > domain.max_size)
            domain.max_size = texts->items[i].size;
    return domain;
}

/* ---- texts ---- */

/* Texts that a form is fitted to have at least: more than rows, and few enough to look as the form does. */
#define FORM_TEXTS (UINT64_C(1) << 40)

static Step *unrank_form(const Domain *domain, ColumnPlan *column, Operand index)
{
    TablePlan *table = column->table;
    Arena *arena = table->plan->arena;
    Text form = text_format(arena, "&%.*s", TEXT_ARG(domain->form));
    const Param *fit = param_new(
        table, text_format(arena, "%.*s_form", TEXT_ARG(column->field)), "struct rt_fit", "rt_fit", false,
        OPERANDS(op_name(text_string(arena, form)), op_uint(domain->size), op_uint(FORM_TEXTS)));
    return step_call(table, column->field, VALUE_TEXT, "rt_fit_at",
                     OPERANDS(op_scratch(), op_param_address(fit), index));
}

static Domain form(const char *name, uint32_t limit, const char *rule)
{
    return (Domain){.count = MANY,
                    .unrank = unrank_form,
                    .form = text_of(name),
                    .size = limit,
                    .is_plain = true,
                    .max_size = limit ? limit : UINT64_MAX,
                    .rule = text_of(rule)};
}

static PlanCount power(uint64_t base, uint32_t exponent)
{
    PlanCount count = 1;
    while (exponent-- && count < MANY)
        count *= base;
    return count < MANY ? count : MANY;
}

static Domain code(uint32_t size)
{
    Domain domain = maker("rt_code_at", size, power(36, size), "a code of letters and digits");
    domain.is_plain = true;
    domain.max_size = size;
    return domain;
}

static Domain text_domain(const TypeUse *base)
{
    uint32_t limit = base->modifier_count ? (uint32_t)base->modifiers[0] : 0;
    if (base->type->code == TYPE_BPCHAR)
        return code(limit ? limit : 1);
    if (limit && limit <= SHORT_TEXT)
        return code(limit);
    return form("rt_form_name", limit ? limit : FREE_TEXT, "a name");
}

/* ---- dates ---- */

/* Days from 2000-01-01 to a date in ISO form (Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
static int64_t days_of(Text date)
{
    int64_t year = 0, month = 0, day = 0;
    text_to_int64(text_slice(date, 0, 4), &year);
    text_to_int64(text_slice(date, 5, 7), &month);
    text_to_int64(text_slice(date, 8, 10), &day);
    year -= month <= 2;
    int64_t era = year / 400, of_era = year - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 730425;
}

static Domain date_domain(const Plan *plan)
{
    int64_t days = YEARS_BACK * DAYS_PER_YEAR;
    return numbers(days_of(plan->schema->reference_date) - days, (PlanCount)days, "a day of the last years");
}

static Domain timestamp_domain(const Plan *plan)
{
    int64_t second = 1000000, span = (int64_t)YEARS_BACK * DAYS_PER_YEAR * 86400;
    Domain domain = numbers((days_of(plan->schema->reference_date) * 86400 - span) * second, (PlanCount)span,
                            "a moment of the last years");
    domain.step = second;
    return domain;
}

/* ---- by type ---- */

static Domain base_domain(const ColumnPlan *column, const TypeUse *base)
{
    const Plan *plan = column->table->plan;
    switch (base->type->code) {
    case TYPE_BOOL:
        return numbers(0, 2, "true or false");
    case TYPE_INT2:
        return numbers(1, INT16_MAX, "a number");
    case TYPE_INT4:
        return numbers(1, INT32_MAX, "a number");
    case TYPE_INT8:
        return numbers(1, (PlanCount)1 << 62, "a number");
    case TYPE_DATE:
        return date_domain(plan);
    case TYPE_TIMESTAMP:
    case TYPE_TIMESTAMPTZ:
        return timestamp_domain(plan);
    case TYPE_TEXT:
    case TYPE_VARCHAR:
    case TYPE_BPCHAR:
        return text_domain(base);
    case TYPE_NUMERIC:
        return numbers(0, base->modifier_count ? power(10, (uint32_t)base->modifiers[0]) - 1 : 100000000,
                       "a number");
    default:
        return (Domain){0};
    }
}

Domain domain_of(const ColumnPlan *column)
{
    TypeUse base = type_base(&column->column->type);
    if (base.dimensions)
        return (Domain){0};
    if (base.type->kind == TYPE_ENUM)
        return list(&base.type->labels, "one of the labels");
    return base.type->kind == TYPE_BASE ? base_domain(column, &base) : (Domain){0};
}
