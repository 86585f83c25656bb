/* expression.c: printing the plan's steps as C expressions. */
#include "emit/expression.h"

#include "base/buffer.h"
#include "emit/quote.h"
#include "plan/relation/component.h"
#include "plan/value_type.h"

#include <inttypes.h>
#include <limits.h>

static Text take(Arena *arena, Buffer *buffer)
{
    Text text = text_copy(arena, buffer_contents(buffer));
    buffer_free(buffer);
    return text;
}

Text expression_int(Arena *arena, int64_t value)
{
    if (value == INT64_MIN)
        return TEXT("INT64_MIN");
    if (value >= INT_MIN && value <= INT_MAX)
        return text_format(arena, "%" PRId64, value);
    return text_format(arena, value < 0 ? "-INT64_C(%" PRIu64 ")" : "INT64_C(%" PRIu64 ")",
                       value < 0 ? -(uint64_t)value : (uint64_t)value);
}

Text expression_uint(Arena *arena, uint64_t value)
{
    if (value == UINT64_MAX)
        return TEXT("UINT64_MAX");
    return text_format(arena, value <= INT_MAX ? "%" PRIu64 : "UINT64_C(%" PRIu64 ")", value);
}

Text expression_table_index(const TablePlan *table)
{
    Arena *arena = table->plan->arena;
    Text name =
        text_format(arena, "%.*s_%.*s", TEXT_ARG(table->plan->identifier), TEXT_ARG(table->identifier));
    return text_upper(arena, name);
}

Text expression_step_function(const TablePlan *table, const Step *step)
{
    return text_format(table->plan->arena, "%.*s_%.*s", TEXT_ARG(table->plan->identifier),
                       TEXT_ARG(step->function));
}

static Text rows_of(const TablePlan *table)
{
    return text_format(table->plan->arena, "db->base.rows[%.*s]", TEXT_ARG(expression_table_index(table)));
}

static Text first_of(const TablePlan *table)
{
    return text_format(table->plan->arena, "db->base.first[%.*s]", TEXT_ARG(expression_table_index(table)));
}

static Text counts_of(const TablePlan *table, const CountList *counts);

/* What the segments follow from that a table's rows fall into: arguments of a function. */
static Text segments_of(const Component *component)
{
    const Data *weights = component->weights;
    const TablePlan *table = component->table;
    Arena *arena = table->plan->arena;
    Text list = {"", 0};
    for (size_t i = 0; i < weights->integers.count; i++)
        list = text_format(arena, "%.*s%s%lld", TEXT_ARG(list), i ? ", " : "",
                           (long long)weights->integers.items[i]);
    Text segments = text_format(arena, "(const uint64_t[]){%.*s}, %zu, %.*s, %.*s", TEXT_ARG(list),
                                weights->integers.count, TEXT_ARG(rows_of(table)),
                                TEXT_ARG(counts_of(table, &component->caps)));
    return component_takes_turns(component)
               ? text_format(arena, "%.*s, &(const struct rt_kinds)%.*s", TEXT_ARG(segments),
                             TEXT_ARG(component_kinds(component)))
               : segments;
}

/* A function of the segments and some of them. */
static Text segment_of(const Component *component, const char *function, uint64_t set)
{
    Arena *arena = component->table->plan->arena;
    return text_format(arena, "%s(%.*s, %.*s)", function, TEXT_ARG(segments_of(component)),
                       TEXT_ARG(expression_uint(arena, set)));
}

static Text rows_in_segments(const Component *component, uint64_t set)
{
    return segment_of(component, component_takes_turns(component) ? "rt_turns_segment" : "rt_segment", set);
}

static Text deal_of(const Deal *deal);

/* The list with one more item. */
static Text joined(Arena *arena, Text list, Text item)
{
    return text_format(arena, "%.*s%s%.*s", TEXT_ARG(list), list.size ? ", " : "", TEXT_ARG(item));
}

/* One for each row of the factor's table that counts, and none for the others. */
static Text rows_that_count(const DealFactor *factor)
{
    if (factor->segment)
        return segment_of(factor->segment, "rt_deal_in", factor->set);
    Text first = expression_count(factor->deal->table, factor->first);
    return text_format(factor->deal->table->plan->arena, "rt_deal_product(%.*s, 1, NULL, 0)",
                       TEXT_ARG(first));
}

/* What the factor has in each of the groups that are bounded. */
static Text counts_in_groups(const DealFactor *factor)
{
    Arena *arena = (factor->deal ? factor->deal->table : factor->segment->table)->plan->arena;
    bool in_turn = factor->segment && component_takes_turns(factor->segment);
    bool some = (factor->segment && !in_turn) || factor->first;
    Text text = some ? rows_that_count(factor) : deal_of(factor->deal);
    if (some && factor->deal)
        text =
            text_format(arena, "rt_deal_fold(%.*s, %.*s)", TEXT_ARG(deal_of(factor->deal)), TEXT_ARG(text));
    for (size_t i = 0; i < factor->up.count; i++)
        text = text_format(arena, "rt_deal_fold(%.*s, %.*s)", TEXT_ARG(deal_of(factor->up.items[i])),
                           TEXT_ARG(text));
    if (in_turn)
        text = text_format(arena, "rt_deal_turns(%.*s, rt_turns_of(%.*s), %.*s)", TEXT_ARG(text),
                           TEXT_ARG(segments_of(factor->segment)),
                           TEXT_ARG(expression_uint(arena, factor->set)));
    for (size_t i = 0; i < factor->down.count; i++)
        text = text_format(arena, "rt_deal_pull(%.*s, %.*s)", TEXT_ARG(deal_of(factor->down.items[i])),
                           TEXT_ARG(text));
    for (size_t i = 0; i < factor->but; i++)
        text = text_format(arena, "rt_deal_others(%.*s)", TEXT_ARG(text));
    return factor->part == DEAL_PAIRS ? text_format(arena, "rt_deal_pairs(%.*s)", TEXT_ARG(text)) : text;
}

static Text bound_of(const Deal *deal, const DealBound *bound)
{
    const TablePlan *table = deal->table;
    Arena *arena = table->plan->arena;
    const Count *bounded = bound->shares.count ? bound->shares.items[0]->groups : deal->groups;
    Text list = {"", 0}, groups = expression_count(table, bounded);
    for (size_t i = 0; i < bound->factors.count; i++)
        list = joined(arena, list, counts_in_groups(&bound->factors.items[i]));
    if (!bound->times)
        return text_format(arena, "rt_deal_where(%.*s, %.*s, %llu)", TEXT_ARG(groups), TEXT_ARG(list),
                           (unsigned long long)bound->least);
    list = list.size ? text_format(arena, "(const struct rt_deal[]){%.*s}", TEXT_ARG(list)) : TEXT("NULL");
    Text times = expression_count(table, bound->times);
    Text text = text_format(arena, "rt_deal_product(%.*s, %.*s, %.*s, %zu)", TEXT_ARG(groups),
                            TEXT_ARG(times), TEXT_ARG(list), bound->factors.count);
    for (size_t i = 0; i < bound->shares.count; i++)
        text = text_format(arena, "rt_deal_share(%.*s, %.*s)", TEXT_ARG(deal_of(bound->shares.items[i])),
                           TEXT_ARG(text));
    return text;
}

static Text bounds_of(const Deal *deal)
{
    Arena *arena = deal->table->plan->arena;
    Text list = {"", 0};
    if (!deal->bounds.count)
        return TEXT("NULL, 0");
    for (size_t i = 0; i < deal->bounds.count; i++)
        list = joined(arena, list, bound_of(deal, &deal->bounds.items[i]));
    return text_format(arena, "(const struct rt_deal[]){%.*s}, %zu", TEXT_ARG(list), deal->bounds.count);
}

static Text deal_of(const Deal *deal)
{
    Text groups = expression_count(deal->table, deal->groups), rows = rows_of(deal->table),
         bounds = bounds_of(deal);
    Arena *arena = deal->table->plan->arena;
    if (deal->enough)
        rows = text_format(arena, "%.*s, %llu", TEXT_ARG(rows), (unsigned long long)deal->enough);
    return text_format(arena, "%s(%.*s, %.*s, %.*s)", deal->enough ? "rt_deal_enough" : "rt_deal",
                       TEXT_ARG(groups), TEXT_ARG(rows), TEXT_ARG(bounds));
}

static Text most_dealt(const Deal *deal)
{
    Text groups = expression_count(deal->table, deal->groups), bounds = bounds_of(deal);
    return text_format(deal->table->plan->arena, "rt_deal_most(%.*s, %.*s)", TEXT_ARG(groups),
                       TEXT_ARG(bounds));
}

static Text least_in_groups(const DealFactor *factor)
{
    return text_format(factor->deal->table->plan->arena, "rt_deal_least(%.*s)",
                       TEXT_ARG(counts_in_groups(factor)));
}

static Text factor_of(const CountFactor *factor)
{
    Text rows = factor->count     ? expression_count(factor->table, factor->count)
                : factor->segment ? rows_in_segments(factor->segment, factor->set)
                : factor->deal    ? most_dealt(factor->deal)
                : factor->least   ? least_in_groups(factor->least)
                                  : rows_of(factor->table);
    Arena *arena = factor->table->plan->arena;
    if (factor->in_groups || factor->but)
        return text_format(arena, "%s(%.*s, %llu)", factor->but ? "rt_but" : "rt_in_groups", TEXT_ARG(rows),
                           (unsigned long long)(factor->but ? factor->but : factor->in_groups));
    return factor->in_pairs ? text_format(arena, "rt_in_pairs(%.*s)", TEXT_ARG(rows)) : rows;
}

static Text product_of(const TablePlan *table, const Count *count)
{
    Arena *arena = table->plan->arena;
    uint64_t fixed = count->fixed > UINT64_MAX ? UINT64_MAX : (uint64_t)count->fixed;
    if (!count->factors.count)
        return expression_uint(arena, fixed);
    Text product = factor_of(&count->factors.items[0]);
    for (size_t i = 1; i < count->factors.count; i++)
        product = text_format(arena, "rt_times(%.*s, %.*s)", TEXT_ARG(product),
                              TEXT_ARG(factor_of(&count->factors.items[i])));
    if (fixed == 1)
        return product;
    return text_format(arena, "rt_times(%.*s, %.*s)", TEXT_ARG(product),
                       TEXT_ARG(expression_uint(arena, fixed)));
}

static Text counts_of(const TablePlan *table, const CountList *counts)
{
    Text list = {"", 0};
    if (!counts->count)
        return TEXT("NULL");
    for (size_t i = 0; i < counts->count; i++)
        list = joined(table->plan->arena, list, expression_count(table, counts->items[i]));
    return text_format(table->plan->arena, "(const uint64_t[]){%.*s}", TEXT_ARG(list));
}

Text expression_count(const TablePlan *table, const Count *count)
{
    Text product = product_of(table, count);
    if (count->parts > 1)
        product = text_format(table->plan->arena, "%.*s / %u", TEXT_ARG(product), count->parts);
    const Count *other = count->least_of ? count->least_of : count->most_of;
    Text right = other ? expression_count(table, other) : TEXT("");
    if (other)
        product = text_format(table->plan->arena, "%s(%.*s, %.*s)", count->least_of ? "rt_least" : "rt_most",
                              TEXT_ARG(product), TEXT_ARG(right));
    if (!count->plus)
        return product;
    Text more = expression_count(table, count->plus);
    return text_format(table->plan->arena, "rt_plus(%.*s, %.*s)", TEXT_ARG(product), TEXT_ARG(more));
}

static Text text_literal(Arena *arena, Text value)
{
    return text_format(arena, "(struct rt_text){%.*s, %zu}", TEXT_ARG(quote_c_string(arena, value)),
                       value.size);
}

/* The member of union rt_value that holds a value of the kind. */
static const char *union_member(ValueKind kind)
{
    switch (kind) {
    case VALUE_BOOL:
        return "boolean";
    case VALUE_WIDE:
        return "wide";
    case VALUE_FLOAT:
    case VALUE_DOUBLE:
        return "real";
    case VALUE_TEXT:
        return "text";
    case VALUE_UUID:
        return "uuid";
    case VALUE_INTERVAL:
        return "interval";
    case VALUE_TIMETZ:
        return "timetz";
    case VALUE_ITEMS:
        return "items";
    default:
        return "integer";
    }
}

static Text values_of(Arena *arena, const StepList *steps)
{
    Buffer out = {0};
    buffer_string(&out, "(const union rt_value[]){");
    for (size_t i = 0; i < steps->count; i++)
        buffer_format(&out, "%s{.%s = %.*s}", i ? ", " : "", union_member(steps->items[i]->kind),
                      TEXT_ARG(steps->items[i]->name));
    buffer_char(&out, '}');
    return take(arena, &out);
}

static Text param_member(const TablePlan *table, const Param *param)
{
    Arena *arena = table->plan->arena;
    if (param->table == table)
        return text_format(arena, "t->%.*s", TEXT_ARG(param->name));
    return text_format(arena, "db->%.*s.%.*s", TEXT_ARG(param->table->identifier), TEXT_ARG(param->name));
}

static bool is_logic(Text symbol)
{
    return text_is(symbol, "&&") || text_is(symbol, "||");
}

/* Whether a step's expression needs parentheses inside another's; those that C does not need but a reader
 * might are given too. */
static bool needs_parentheses(const Step *part, const Step *whole)
{
    bool is_operator = part->op == STEP_INFIX || part->op == STEP_PREFIX;
    if (!is_operator || whole->op == STEP_CALL || whole->op == STEP_CHOOSE || whole->op == STEP_VALUE)
        return false;
    if (whole->op != STEP_INFIX)
        return true;
    if (is_logic(whole->text))
        return is_logic(part->text);
    return !text_is(part->text, "*") || !(text_is(whole->text, "+") || text_is(whole->text, "-"));
}

/* What an expression is printed in. */
typedef struct Context {
    const TablePlan *table;
    const Step *whole; /* the step that is printed, or NULL */
    const Fold *fold;  /* NULL where there is no step */
} Context;

static Text step_operand(const Context *context, const Step *step)
{
    if (!context->fold->folded[step->index])
        return step->name;
    Text text = context->fold->text[step->index];
    return needs_parentheses(step, context->whole)
               ? text_format(context->table->plan->arena, "(%.*s)", TEXT_ARG(text))
               : text;
}

static Text operand(const Context *context, const Operand *operand)
{
    const TablePlan *table = context->table;
    Arena *arena = table->plan->arena;
    switch (operand->kind) {
    case OPERAND_STEP:
        return step_operand(context, operand->step);
    case OPERAND_ROW:
        return TEXT("n");
    case OPERAND_INT:
        return expression_int(arena, operand->integer);
    case OPERAND_UINT:
        return expression_uint(arena, operand->count);
    case OPERAND_NAME:
        return operand->text;
    case OPERAND_STRING:
        return text_literal(arena, operand->text);
    case OPERAND_CSTRING:
        return quote_c_string(arena, operand->text);
    case OPERAND_PARAM:
        return param_member(table, operand->param);
    case OPERAND_PARAM_ADDRESS:
        return text_format(arena, "&%.*s", TEXT_ARG(param_member(table, operand->param)));
    case OPERAND_DATA:
        return operand->data->name;
    case OPERAND_DATA_ADDRESS:
        return text_format(arena, "&%.*s", TEXT_ARG(operand->data->name));
    case OPERAND_ROWS:
        return rows_of(operand->table);
    case OPERAND_FIRST:
        return first_of(operand->table);
    case OPERAND_COUNT:
        return expression_count(table, operand->formula);
    case OPERAND_BOUNDS:
        return bounds_of(operand->deal);
    case OPERAND_COUNTS:
        return counts_of(table, operand->counts);
    case OPERAND_VALUES:
        return values_of(arena, operand->steps);
    case OPERAND_SCRATCH:
        return TEXT("scratch");
    case OPERAND_SEED:
        return TEXT("base->seed");
    case OPERAND_KEY_SEED:
        return TEXT("base->key_seed");
    }
    return TEXT("");
}

static void append_arguments(Buffer *out, const Context *context, const OperandList *arguments)
{
    for (size_t i = 0; i < arguments->count; i++) {
        if (i)
            buffer_string(out, ", ");
        buffer_text(out, operand(context, &arguments->items[i]));
    }
}

static Text call(const Context *context, Text function, const char *first, const OperandList *arguments)
{
    Buffer out = {0};
    buffer_text(&out, function);
    buffer_char(&out, '(');
    buffer_string(&out, first);
    if (*first && arguments->count)
        buffer_string(&out, ", ");
    append_arguments(&out, context, arguments);
    buffer_char(&out, ')');
    return take(context->table->plan->arena, &out);
}

static Text read_step(const Context *context, const Step *step)
{
    return text_format(context->table->plan->arena, "%.*s(db, %.*s, scratch)",
                       TEXT_ARG(expression_step_function(step->table, step->target)),
                       TEXT_ARG(operand(context, &step->arguments.items[0])));
}

static Text zero(Arena *arena, ValueKind kind)
{
    if (kind == VALUE_BOOL)
        return TEXT("false");
    if (kind < VALUE_TEXT)
        return TEXT("0");
    return text_format(arena, "(%s){0}", value_c_type(kind));
}

static Text infix(const Context *context, const Step *step, Text operator)
{
    return text_format(context->table->plan->arena, "%.*s %.*s %.*s",
                       TEXT_ARG(operand(context, &step->arguments.items[0])), TEXT_ARG(operator),
                       TEXT_ARG(operand(context, &step->arguments.items[1])));
}

/* Of an equality that is folded into it, a negation is an inequality, and the other way round. */
static Text prefix(const Context *context, const Step *step)
{
    const Operand *of = &step->arguments.items[0];
    const Step *part = of->kind == OPERAND_STEP && context->fold->folded[of->step->index] ? of->step : NULL;
    bool equal = part && part->op == STEP_INFIX && text_is(part->text, "==");
    bool unequal = part && part->op == STEP_INFIX && text_is(part->text, "!=");
    if (text_is(step->text, "!") && (equal || unequal))
        return infix(&(Context){context->table, part, context->fold}, part, equal ? TEXT("!=") : TEXT("=="));
    return text_format(context->table->plan->arena, "%.*s%.*s", TEXT_ARG(step->text),
                       TEXT_ARG(operand(context, of)));
}

static Text bare(const Context *context, const Step *step)
{
    Arena *arena = context->table->plan->arena;
    Text a = step->arguments.count > 0 ? operand(context, &step->arguments.items[0]) : TEXT("");
    Text b = step->arguments.count > 1 ? operand(context, &step->arguments.items[1]) : TEXT("");
    Text c = step->arguments.count > 2 ? operand(context, &step->arguments.items[2]) : TEXT("");
    switch (step->op) {
    case STEP_CALL:
        return call(context, step->text, "", &step->arguments);
    case STEP_INFIX:
        return infix(context, step, step->text);
    case STEP_PREFIX:
        return prefix(context, step);
    case STEP_MEMBER:
        return text_format(arena, "%.*s.%.*s", TEXT_ARG(a), TEXT_ARG(step->text));
    case STEP_ELEMENT:
        return text_format(arena, "%.*s[%.*s]", TEXT_ARG(a), TEXT_ARG(b));
    case STEP_CHOOSE:
        return text_format(arena, "%.*s ? %.*s : %.*s", TEXT_ARG(a), TEXT_ARG(b), TEXT_ARG(c));
    case STEP_CAST:
        return text_format(arena, "(%s)%.*s", value_c_type(step->kind), TEXT_ARG(a));
    case STEP_VALUE:
        return a;
    case STEP_ZERO:
        return zero(arena, step->kind);
    case STEP_READ:
        return read_step(context, step);
    case STEP_REDRAW:
        return text_format(arena, "%.*s(db, n, scratch)",
                           TEXT_ARG(expression_step_function(context->table, step)));
    }
    return TEXT("");
}

Text expression_step(const TablePlan *table, const Step *step, const Fold *fold)
{
    Text expression = bare(&(Context){table, step, fold}, step);
    if (!step->unless)
        return expression;
    bool compound = step->op == STEP_INFIX || step->op == STEP_CHOOSE;
    return text_format(table->plan->arena, compound ? "%.*s ? %.*s : (%.*s)" : "%.*s ? %.*s : %.*s",
                       TEXT_ARG(step->unless->name), TEXT_ARG(zero(table->plan->arena, step->kind)),
                       TEXT_ARG(expression));
}

Text expression_param(const TablePlan *table, const Param *param)
{
    Arena *arena = table->plan->arena;
    Context context = {.table = table};
    if (param->by_address)
        return call(&context, param->function,
                    text_string(arena, text_format(arena, "&t->%.*s", TEXT_ARG(param->name))),
                    &param->arguments);
    if (!param->function.size)
        return operand(&context, &param->arguments.items[0]);
    return call(&context, param->function, "", &param->arguments);
}
