/* domain_rule.c: domains by the rules that users give. */
#include "plan/domain/domain.h"

#include "plan/decimal.h"
#include "plan/domain/literal_value.h"

#include <string.h>

enum {
    PROSE_WORD = 10 /* bytes of the runtime's longest word and the space behind it */
};

static const Rule *rule_of(const ColumnPlan *column)
{
    return &column->column->rule;
}

static TypeUse base_of(const ColumnPlan *column)
{
    return type_base(&column->column->type);
}

static bool whole(const ColumnPlan *column, Text literal, int64_t *value)
{
    TypeUse base = base_of(column);
    return literal_to_whole(column->table->plan->arena, &base, column->type, literal, value);
}

static Step *row_bits(ColumnPlan *column)
{
    return step_random(column->table, step_name_for(column, "bits"), column->column->name, TEXT(""));
}

/* ---- choices ---- */

static Step *draw_weighted(const Domain *domain, ColumnPlan *column, Text name)
{
    const Rule *rule = rule_of(column);
    TablePlan *table = column->table;
    int64_t *weights = arena_array(table->plan->arena, rule->weights.count, sizeof *weights);
    for (size_t i = 0; i < rule->weights.count; i++)
        weights[i] = (int64_t)decimal_millionths(rule->weights.items[i]);
    const Data *data =
        data_integers(table, step_name_for(column, "weights"), "uint64_t", weights, rule->weights.count);
    Param *choice =
        param_new(table, step_name_for(column, "choice"), "struct rt_weighted", "rt_weighted_init", true,
                  OPERANDS(op_data(data), op_uint(rule->weights.count)));
    choice->failure = TEXT("could not prepare a choice: out of memory, or all weights are 0");
    choice->release = TEXT("rt_weighted_free");
    Step *index = step_call(table, step_name_for(column, "index"), VALUE_ROW, "rt_weighted_at",
                            OPERANDS(op_param_address(choice), op_step(row_bits(column))));
    return domain->unrank(domain, column, name, op_step(index));
}

static Domain choice(const ColumnPlan *column)
{
    Domain domain = domain_values(column, &rule_of(column)->values, "");
    domain.rule = domain_words(column, &rule_of(column)->values);
    if (domain.unrank && rule_of(column)->weights.count == rule_of(column)->values.count)
        domain.draw = draw_weighted;
    return domain;
}

/* ---- ranges ---- */

typedef struct Range {
    int64_t low, step;
    PlanCount count;
} Range;

/* The least distance of two values that the type tells apart, where no rule says more. */
static int64_t unit_of(const TypeUse *base)
{
    bool seconds = base->type->code == TYPE_TIMESTAMP || base->type->code == TYPE_TIMESTAMPTZ ||
                   base->type->code == TYPE_TIME;
    return seconds ? 1000000 : (int64_t)domain_power(10, domain_zeros(base));
}

/* The first multiple of a unit from a number on. */
static int64_t round_up(int64_t number, int64_t unit)
{
    int64_t over = number % unit;
    return number - over + (over > 0 ? unit : 0);
}

static bool range_of(const ColumnPlan *column, Range *range)
{
    const Rule *rule = rule_of(column);
    TypeUse base = base_of(column);
    int64_t high, unit = (int64_t)domain_power(10, domain_zeros(&base));
    range->step = unit_of(&base);
    if (!whole(column, rule->low, &range->low) || !whole(column, rule->high, &high))
        return false;
    range->low = round_up(range->low, unit);
    if (high < range->low)
        return false;
    if (rule->step.size && (!whole(column, rule->step, &range->step) || range->step < 1))
        return false;
    range->step = round_up(range->step, unit);
    range->count = (PlanCount)((PlanInteger)high - range->low) / (PlanCount)range->step + 1;
    return true;
}

/* (value − low) ÷ width in units of 2^-64, as a C expression of a 128-bit integer. */
static Text fraction(Arena *arena, int64_t value, PlanCount width)
{
    bool negative = value < 0;
    PlanCount magnitude = negative ? (PlanCount) - (PlanInteger)value : (PlanCount)value;
    uint64_t wholes = (uint64_t)(magnitude / width), part = (uint64_t)(((magnitude % width) << 63) / width);
    Text number = text_format(arena, "((rt_int128)%llu << 64) + ((rt_int128)UINT64_C(%llu) << 1)",
                              (unsigned long long)wholes, (unsigned long long)part);
    return negative ? text_format(arena, "-(%.*s)", TEXT_ARG(number)) : number;
}

static PlanCount width_of(const Domain *domain)
{
    return domain->count * (PlanCount)domain->step;
}

static Param *quantiles(ColumnPlan *column, const char *function, const Operand *operands, size_t count)
{
    return param_new(column->table, step_name_for(column, "distribution"), "struct rt_quantiles", function,
                     true, operands, count);
}

static Step *draw_quantiles(const Domain *domain, ColumnPlan *column, Text name, const Param *table)
{
    Step *place = step_call(column->table, step_name_for(column, "place"), VALUE_ROW, "rt_quantiles_at",
                            OPERANDS(op_param_address(table), op_step(row_bits(column))));
    Step *index = step_call(column->table, step_name_for(column, "index"), VALUE_ROW, "rt_below",
                            OPERANDS(op_step(place), op_uint((uint64_t)domain->count)));
    return domain->unrank(domain, column, name, op_step(index));
}

/* Where nothing is said: the middle of the range, and a sixth of its width. */
static Step *draw_normal(const Domain *domain, ColumnPlan *column, Text name)
{
    const Rule *rule = rule_of(column);
    Arena *arena = column->table->plan->arena;
    PlanCount width = width_of(domain);
    int64_t mean = 0, deviation = 0;
    Text middle = TEXT("(rt_int128)1 << 63"), sixth = TEXT("RT_REAL_ONE / 6");
    if (rule->mean.size && whole(column, rule->mean, &mean))
        middle = fraction(arena, mean - domain->low, width);
    if (rule->deviation.size && whole(column, rule->deviation, &deviation))
        sixth = text_format(arena, "(rt_real)(%.*s)", TEXT_ARG(fraction(arena, deviation, width)));
    return draw_quantiles(
        domain, column, name,
        quantiles(column, "rt_quantiles_normal", OPERANDS(op_name(middle.data), op_name(sixth.data))));
}

static Step *draw_exponential(const Domain *domain, ColumnPlan *column, Text name)
{
    const Rule *rule = rule_of(column);
    Arena *arena = column->table->plan->arena;
    int64_t mean = 0;
    Text fifth = TEXT("RT_REAL_ONE / 5");
    if (rule->mean.size && whole(column, rule->mean, &mean))
        fifth = text_format(arena, "(rt_real)(%.*s)",
                            TEXT_ARG(fraction(arena, mean - domain->low, width_of(domain))));
    return draw_quantiles(domain, column, name,
                          quantiles(column, "rt_quantiles_exponential", OPERANDS(op_name(fifth.data))));
}

static Step *draw_cells(const Domain *domain, ColumnPlan *column, Text name, const Param *cells)
{
    Step *index = step_call(column->table, step_name_for(column, "index"), VALUE_ROW, "rt_cells_at",
                            OPERANDS(op_param_address(cells), op_step(row_bits(column))));
    return domain->unrank(domain, column, name, op_step(index));
}

static Param *cells_param(ColumnPlan *column, const char *function, const Operand *operands, size_t count)
{
    Param *cells = param_new(column->table, step_name_for(column, "distribution"), "struct rt_cells",
                             function, true, operands, count);
    cells->failure = TEXT("could not prepare a distribution: out of memory");
    cells->release = TEXT("rt_cells_free");
    return cells;
}

static Step *draw_zipf(const Domain *domain, ColumnPlan *column, Text name)
{
    uint64_t fixed = decimal_exponent(rule_of(column)->exponent);
    return draw_cells(
        domain, column, name,
        cells_param(column, "rt_zipf_init", OPERANDS(op_uint((uint64_t)domain->count), op_uint(fixed))));
}

/* Bounds of equally likely buckets: a bucket, and then a value in it. */
static Step *draw_histogram(const Domain *domain, ColumnPlan *column, Text name)
{
    const TextList *bounds = &rule_of(column)->values;
    int64_t *numbers = arena_array(column->table->plan->arena, bounds->count, sizeof *numbers);
    for (size_t i = 0; i < bounds->count; i++) {
        whole(column, bounds->items[i], &numbers[i]);
        numbers[i] = (numbers[i] - domain->low) / domain->step;
    }
    const Data *data =
        data_integers(column->table, step_name_for(column, "bounds"), "int64_t", numbers, bounds->count);
    return draw_cells(
        domain, column, name,
        cells_param(column, "rt_histogram_init", OPERANDS(op_data(data), op_uint(bounds->count))));
}

static bool histogram_range(const ColumnPlan *column, Range *range)
{
    const TextList *bounds = &rule_of(column)->values;
    int64_t before = 0, value = 0;
    for (size_t i = 0; i < bounds->count; i++) {
        if (!whole(column, bounds->items[i], &value) || (i && value < before))
            return false;
        if (!i)
            range->low = value;
        before = value;
    }
    range->step = 1;
    range->count = (PlanCount)((PlanInteger)value - range->low) + 1;
    return bounds->count >= 2;
}

static Domain range(const ColumnPlan *column)
{
    static const DomainDraw draws[] = {[DISTRIBUTION_NORMAL] = draw_normal,
                                       [DISTRIBUTION_EXPONENTIAL] = draw_exponential,
                                       [DISTRIBUTION_ZIPF] = draw_zipf,
                                       [DISTRIBUTION_HISTOGRAM] = draw_histogram};
    static const char *const words[] = {"a range, all values alike", "a range, normal",
                                        "a range, exponential", "a range, Zipf", "a histogram"};
    const Rule *rule = rule_of(column);
    Range found;
    bool known = rule->distribution == DISTRIBUTION_HISTOGRAM ? histogram_range(column, &found)
                                                              : range_of(column, &found);
    if (!literal_is_whole(column->type) || !known)
        return (Domain){0};
    Domain domain = domain_numbers(found.low, found.count, found.step, words[rule->distribution]);
    domain.draw = draws[rule->distribution];
    return domain;
}

/* ---- others ---- */

static Step *draw_sequence(const Domain *domain, ColumnPlan *column, Text name)
{
    return domain->unrank(domain, column, name, step_key_row(column->table, op_row()));
}

static Domain sequence(const ColumnPlan *column)
{
    const Rule *rule = rule_of(column);
    int64_t low = 1, step = 1;
    if ((rule->has_low && !whole(column, rule->low, &low)) ||
        (rule->step.size && !whole(column, rule->step, &step)))
        return (Domain){0};
    Domain domain = domain_numbers(low, (PlanCount)1 << 62, step, "a sequence");
    domain.draw = domain.scatter = draw_sequence;
    return domain;
}

static Domain words(const ColumnPlan *column, const TypeUse *base)
{
    const Rule *rule = rule_of(column);
    uint32_t limit = base->modifier_count > 0 ? (uint32_t)base->modifiers[0] : UINT32_MAX;
    Domain domain =
        domain_prose("rt_prose_of_words", (uint32_t)rule->minimum, (uint32_t)rule->maximum, "words");
    domain.limit = limit;
    domain.max_size = PROSE_WORD * (uint64_t)rule->maximum;
    if (domain.max_size > limit)
        domain.max_size = limit;
    return domain;
}

/* ---- C functions ---- */

static bool is_c_name(Text name)
{
    for (size_t i = 0; i < name.size; i++) {
        char c = name.data[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        if (!letter && !(i && c >= '0' && c <= '9'))
            return false;
    }
    return name.size > 0;
}

/* The file as the rule names it, beside the file that the rule stands in. */
static Text file_beside(Arena *arena, const Rule *rule)
{
    Text path = rule->span.source ? rule->span.source->path : TEXT("");
    size_t folder = path.size;
    while (folder && path.data[folder - 1] != '/')
        folder--;
    if (rule->file.size && rule->file.data[0] == '/')
        return rule->file;
    return text_format(arena, "%.*s%.*s", (int)folder, path.data ? path.data : "", TEXT_ARG(rule->file));
}

static void note_function(Plan *plan, const Rule *rule, ValueKind kind)
{
    Text file = file_beside(plan->arena, rule);
    bool known = false;
    for (size_t i = 0; i < plan->user_functions.count; i++)
        known = known || text_equal(plan->user_functions.items[i].name, rule->text);
    if (!known)
        list_push(plan->arena, &plan->user_functions, ((UserFunction){rule->text, kind}));
    for (size_t i = 0; i < plan->user_files.count; i++)
        if (text_equal(plan->user_files.items[i], file))
            return;
    list_push(plan->arena, &plan->user_files, file);
}

static Step *draw_c(const Domain *domain, ColumnPlan *column, Text name)
{
    const Rule *rule = rule_of(column);
    const Param *stream = param_stream(column->table, column->column->name, TEXT(""));
    (void)domain;
    note_function(column->table->plan, rule, column->type->kind);
    return step_call(column->table, name, column->type->kind,
                     text_string(column->table->plan->arena, rule->text),
                     OPERANDS(op_param(stream), op_row(), op_scratch()));
}

static Domain c_function(const ColumnPlan *column)
{
    const Rule *rule = rule_of(column);
    if (!is_c_name(rule->text) || !column->table->plan->options.allow_c)
        return (Domain){0};
    return (Domain){.draw = draw_c, .max_size = UINT64_MAX, .rule = TEXT("a C function of the user's")};
}

Domain domain_of_rule(const ColumnPlan *column, const TypeUse *base)
{
    const Rule *rule = rule_of(column);
    switch (rule->kind) {
    case RULE_CONSTANT:
        return domain_values(column, &rule->values, "a constant");
    case RULE_CHOICE:
        return choice(column);
    case RULE_RANGE:
        return range(column);
    case RULE_SEQUENCE:
        return sequence(column);
    case RULE_WORDS:
        return words(column, base);
    case RULE_PATTERN:
        return domain_pattern(column, base, rule->text, &(const char *){NULL});
    case RULE_C:
        return c_function(column);
    case RULE_NAMED:
        return domain_of_word(base, rule->text);
    default:
        return (Domain){0};
    }
}
