/* dump_rule.c: rules, row counts and fan-outs as the dialect writes them. */
#include "model/dump_parts.h"

#include <string.h>

static const char *const distribution_names[] = {"uniform", "normal", "exponential", "zipf", "histogram"};

/* Whether the text can stand as a bare number, date or time: nothing in it means anything to YAML. */
static bool is_bare(Text text)
{
    if (!text.size || !strchr("0123456789-.", text.data[0]) || text_is(text, "-") || text_is(text, "."))
        return false;
    for (size_t i = 0; i < text.size; i++)
        if (!strchr("0123456789.-eE", text.data[i]))
            return false;
    return !text_starts_with(text, TEXT("--")) && text.data[text.size - 1] != '-';
}

/* A literal of a rule; numbers and dates without quotes. */
static Node *literal(Arena *arena, Text text)
{
    return is_bare(text) ? node_plain(arena, text) : node_scalar(arena, text);
}

static void put_literal(Arena *arena, Node *map, const char *key, Text text)
{
    if (text.size)
        node_put(arena, map, text_of(key), literal(arena, text));
}

static Node *literals(Arena *arena, const TextList *texts)
{
    Node *list = node_list(arena);
    for (size_t i = 0; i < texts->count; i++)
        node_add(arena, list, literal(arena, texts->items[i]));
    return list;
}

static Node *null_node(Arena *arena)
{
    return node_plain(arena, TEXT("null"));
}

static void put_range(Arena *arena, Node *map, const Rule *rule)
{
    if (rule->distribution == DISTRIBUTION_HISTOGRAM) {
        node_put(arena, map, TEXT("histogram"), literals(arena, &rule->values));
    } else {
        Node *range = node_list(arena);
        node_add(arena, range, rule->has_low ? literal(arena, rule->low) : null_node(arena));
        node_add(arena, range, rule->has_high ? literal(arena, rule->high) : null_node(arena));
        node_put(arena, map, TEXT("range"), range);
    }
    put_literal(arena, map, "step", rule->step);
    if (rule->distribution != DISTRIBUTION_UNIFORM && rule->distribution != DISTRIBUTION_HISTOGRAM)
        dump_put_text(arena, map, "distribution", text_of(distribution_names[rule->distribution]));
    put_literal(arena, map, "mean", rule->mean);
    put_literal(arena, map, "deviation", rule->deviation);
    put_literal(arena, map, "exponent", rule->exponent);
}

/* Keys of a map must be short and of one line. */
static bool can_be_keys(const TextList *values)
{
    for (size_t i = 0; i < values->count; i++)
        if (values->items[i].size > 60 || text_contains(values->items[i], TEXT("\n")))
            return false;
    return true;
}

static void put_choice(Arena *arena, Node *map, const Rule *rule)
{
    if (!rule->weights.count || !can_be_keys(&rule->values)) {
        node_put(arena, map, TEXT("choice"), literals(arena, &rule->values));
        if (rule->weights.count)
            node_put(arena, map, TEXT("weights"), literals(arena, &rule->weights));
        return;
    }
    Node *choice = node_map(arena);
    for (size_t i = 0; i < rule->values.count; i++)
        node_put(arena, choice, rule->values.items[i], literal(arena, rule->weights.items[i]));
    node_put(arena, map, TEXT("choice"), choice);
}

static Text print_span(Arena *arena, uint64_t minimum, uint64_t maximum)
{
    if (minimum == maximum)
        return text_format(arena, "%llu", (unsigned long long)minimum);
    return text_format(arena, "%llu..%llu", (unsigned long long)minimum, (unsigned long long)maximum);
}

static Node *rule_node(Arena *arena, const Rule *rule)
{
    Node *map = node_map(arena);
    switch (rule->kind) {
    case RULE_NONE:
        break;
    case RULE_CONSTANT:
        node_put(arena, map, TEXT("constant"), literal(arena, rule->values.items[0]));
        break;
    case RULE_RANGE:
        put_range(arena, map, rule);
        break;
    case RULE_CHOICE:
        put_choice(arena, map, rule);
        break;
    case RULE_SEQUENCE:
        node_put(arena, map, TEXT("sequence"), literal(arena, rule->low));
        put_literal(arena, map, "step", rule->step);
        break;
    case RULE_PATTERN:
        node_put(arena, map, TEXT("pattern"), node_scalar(arena, rule->text));
        break;
    case RULE_WORDS:
        dump_put_plain(arena, map, "words",
                       print_span(arena, (uint64_t)rule->minimum, (uint64_t)rule->maximum));
        break;
    case RULE_NAMED:
        return node_scalar(arena, rule->text);
    case RULE_EXPRESSION:
        dump_put_expr(arena, map, "expression", rule->expression);
        break;
    case RULE_C:
        dump_put_text(arena, map, "c", rule->text);
        dump_put_text(arena, map, "file", rule->file);
        break;
    }
    return map;
}

void dump_put_rule(Arena *arena, Node *map, const Rule *rule)
{
    if (rule->kind != RULE_NONE)
        node_put(arena, map, TEXT("rule"), rule_node(arena, rule));
}

/* 12000 is 12k, as people write it. */
static Text print_count(Arena *arena, uint64_t count)
{
    static const struct {
        uint64_t factor;
        char letter;
    } units[] = {{UINT64_C(1000000000), 'G'}, {1000000, 'M'}, {1000, 'k'}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (count && count % units[i].factor == 0)
            return text_format(arena, "%llu%c", (unsigned long long)(count / units[i].factor),
                               units[i].letter);
    return text_format(arena, "%llu", (unsigned long long)count);
}

void dump_put_rows(Arena *arena, Node *map, const Rows *rows)
{
    if (rows->kind == ROWS_FIXED)
        dump_put_plain(arena, map, "rows", print_count(arena, rows->count));
    if (rows->kind != ROWS_PER)
        return;
    Text parent = rows->parent ? table_print_name(arena, rows->parent) : rows->parent_name;
    Text span = print_span(arena, rows->minimum, rows->maximum);
    node_put(arena, map, TEXT("rows"),
             node_scalar(arena, text_format(arena, "%.*s per %.*s", TEXT_ARG(span), TEXT_ARG(parent))));
}

void dump_put_fanout(Arena *arena, Node *map, const Fanout *fanout)
{
    switch (fanout->kind) {
    case FANOUT_DEFAULT:
        break;
    case FANOUT_UNIFORM:
        dump_put_text(arena, map, "popularity", TEXT("uniform"));
        break;
    case FANOUT_ZIPF:
        dump_put_text(
            arena, map, "popularity",
            text_format(arena, fanout->exponent.size ? "zipf %.*s" : "zipf%.*s", TEXT_ARG(fanout->exponent)));
        break;
    case FANOUT_RANGE:
        dump_put_plain(arena, map, "children", print_span(arena, fanout->minimum, fanout->maximum));
        break;
    }
}
