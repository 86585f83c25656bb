/* yaml_rule.c: what a user says about values and counts: rules, null fractions, rows, fan-outs. */
#include "read/yaml/yaml_read.h"

#include <stdlib.h>
#include <string.h>

/* ---- literals ----------------------------------------------------------------------------------------- */

static bool read_literal(YamlRead *read, const Node *node, Text *literal)
{
    if (yaml_is_null(node)) {
        yaml_expect(read, node, "a value");
        diag_hint(read->diag, "Write nulls: 100%% to make every value NULL.");
        return false;
    }
    return yaml_read_text(read, node, literal);
}

static bool read_literals(YamlRead *read, const Node *node, TextList *literals)
{
    if (!yaml_expect_kind(read, node, NODE_LIST))
        return false;
    for (size_t i = 0; i < node->items.count; i++) {
        Text literal;
        if (!read_literal(read, node->items.items[i], &literal))
            return false;
        list_push(read->arena, literals, literal);
    }
    return literals->count || yaml_expect(read, node, "a list of values");
}

/* Digits with at most one point among them: a number not below 0. */
static bool is_decimal(Text text)
{
    size_t digits = 0, points = 0;
    for (size_t i = 0; i < text.size; i++) {
        points += text.data[i] == '.';
        digits += text.data[i] >= '0' && text.data[i] <= '9';
    }
    return digits && points <= 1 && digits + points == text.size;
}

static bool is_zero(Text decimal)
{
    for (size_t i = 0; i < decimal.size; i++)
        if (decimal.data[i] >= '1' && decimal.data[i] <= '9')
            return false;
    return true;
}

static bool read_decimal(YamlRead *read, const Node *node, Text *decimal)
{
    if (node->kind != NODE_SCALAR || !is_decimal(node->text))
        return yaml_expect(read, node, "a number not below 0");
    *decimal = node->text;
    return true;
}

/* ---- rules -------------------------------------------------------------------------------------------- */

static Rule *start_rule(void *object, RuleKind kind)
{
    Rule *rule = object;
    rule->kind = kind;
    return rule;
}

static bool read_constant(YamlRead *read, const Node *node, void *object)
{
    Rule *rule = start_rule(object, RULE_CONSTANT);
    Text literal;
    if (!read_literal(read, node, &literal))
        return false;
    list_push(read->arena, &rule->values, literal);
    return true;
}

static bool read_bound(YamlRead *read, const Node *node, bool *has, Text *bound)
{
    *has = !yaml_is_null(node);
    return !*has || yaml_read_text(read, node, bound);
}

/* "0..5000" as one text. */
static bool read_range_text(YamlRead *read, const Node *node, Rule *rule)
{
    Text text = node->text;
    for (size_t i = 1; i + 2 < text.size; i++) {
        if (memcmp(text.data + i, "..", 2) != 0)
            continue;
        rule->low = text_trim(text_slice(text, 0, i));
        rule->high = text_trim(text_slice(text, i + 2, text.size));
        rule->has_low = rule->has_high = true;
        return true;
    }
    return yaml_expect(read, node, "two values, as in [0, 100] or 0..100");
}

static bool read_range(YamlRead *read, const Node *node, void *object)
{
    Rule *rule = start_rule(object, RULE_RANGE);
    if (node->kind == NODE_SCALAR)
        return read_range_text(read, node, rule);
    if (node->kind != NODE_LIST || node->items.count != 2)
        return yaml_expect(read, node, "two values, as in [0, 100] or 0..100");
    return read_bound(read, node->items.items[0], &rule->has_low, &rule->low) &&
           read_bound(read, node->items.items[1], &rule->has_high, &rule->high);
}

static bool read_histogram(YamlRead *read, const Node *node, void *object)
{
    Rule *rule = start_rule(object, RULE_RANGE);
    rule->distribution = DISTRIBUTION_HISTOGRAM;
    if (!read_literals(read, node, &rule->values))
        return false;
    if (rule->values.count < 2)
        return yaml_expect(read, node, "a list of at least two bounds");
    rule->has_low = rule->has_high = true;
    rule->low = rule->values.items[0];
    rule->high = rule->values.items[rule->values.count - 1];
    return true;
}

static bool read_weight(YamlRead *read, const Node *node, Rule *rule)
{
    Text weight;
    if (!read_decimal(read, node, &weight))
        return false;
    list_push(read->arena, &rule->weights, weight);
    return true;
}

static bool check_weights(YamlRead *read, const Node *node, const Rule *rule)
{
    for (size_t i = 0; i < rule->weights.count; i++)
        if (!is_zero(rule->weights.items[i]))
            return true;
    return diag_error(read->diag, node->span, "every weight is 0");
}

static bool read_choice(YamlRead *read, const Node *node, void *object)
{
    Rule *rule = start_rule(object, RULE_CHOICE);
    if (node->kind != NODE_MAP || !node->items.count)
        return read_literals(read, node, &rule->values);
    for (size_t i = 0; i < node->items.count; i += 2) {
        list_push(read->arena, &rule->values, node->items.items[i]->text);
        if (!read_weight(read, node->items.items[i + 1], rule))
            return false;
    }
    return check_weights(read, node, rule);
}

static bool read_weights(YamlRead *read, const Node *node, void *object)
{
    Rule *rule = object;
    bool done = yaml_expect_kind(read, node, NODE_LIST);
    for (size_t i = 0; done && i < node->items.count; i++)
        done = read_weight(read, node->items.items[i], rule);
    if (done && rule->weights.count != rule->values.count)
        return diag_error(read->diag, node->span, "%zu values have %zu weights", rule->values.count,
                          rule->weights.count);
    return done && check_weights(read, node, rule);
}

static bool read_sequence_rule(YamlRead *read, const Node *node, void *object)
{
    Rule *rule = start_rule(object, RULE_SEQUENCE);
    rule->has_low = true;
    return read_literal(read, node, &rule->low);
}

static bool read_pattern(YamlRead *read, const Node *node, void *object)
{
    return yaml_read_text(read, node, &start_rule(object, RULE_PATTERN)->text);
}

static bool read_words(YamlRead *read, const Node *node, void *object)
{
    Rule *rule = start_rule(object, RULE_WORDS);
    uint64_t minimum = 0, maximum = 0;
    if (node->kind != NODE_SCALAR)
        return yaml_expect(read, node, "a whole number or a span like 3..7");
    if (!yaml_read_span(read, node, node->text, &minimum, &maximum))
        return false;
    rule->minimum = (int64_t)minimum;
    rule->maximum = (int64_t)maximum;
    return true;
}

static bool read_expression(YamlRead *read, const Node *node, void *object)
{
    Rule *rule = start_rule(object, RULE_EXPRESSION);
    return yaml_read_expr(read, node, &rule->expression, &rule->expression_text);
}

static bool is_c_identifier(Text text)
{
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        if (!letter && !(i > 0 && c >= '0' && c <= '9'))
            return false;
    }
    return text.size > 0;
}

static bool read_c(YamlRead *read, const Node *node, void *object)
{
    Rule *rule = start_rule(object, RULE_C);
    if (node->kind != NODE_SCALAR || !is_c_identifier(node->text))
        return yaml_expect(read, node, "the name of a C function");
    rule->text = node->text;
    return true;
}

static bool read_step(YamlRead *read, const Node *node, void *rule)
{
    return read_literal(read, node, &((Rule *)rule)->step);
}

/* "normal", or "zipf 1.1" with its exponent. */
static bool read_distribution(YamlRead *read, const Node *node, void *object)
{
    static const char *const words[] = {"uniform", "normal", "exponential", "zipf", NULL};
    Rule *rule = object;
    int index = 0;
    Node word = *node;
    if (node->kind == NODE_SCALAR && text_starts_with(node->text, TEXT("zipf "))) {
        rule->exponent = text_trim(text_slice(node->text, 5, node->text.size));
        word.text = TEXT("zipf");
        if (!is_decimal(rule->exponent))
            return yaml_expect(read, node, "a distribution, such as zipf 1.1");
    }
    if (!yaml_read_word(read, &word, words, &index))
        return false;
    rule->distribution = (Distribution)index;
    return true;
}

static bool read_mean(YamlRead *read, const Node *node, void *rule)
{
    return read_literal(read, node, &((Rule *)rule)->mean);
}

static bool read_deviation(YamlRead *read, const Node *node, void *rule)
{
    return read_literal(read, node, &((Rule *)rule)->deviation);
}

static bool read_exponent(YamlRead *read, const Node *node, void *rule)
{
    return read_decimal(read, node, &((Rule *)rule)->exponent);
}

/* The kinds of rules, and the keys that go with each. */
static const YamlKey constant_keys[] = {{"constant", read_constant, IN_BOTH, 0}, {0}};
static const YamlKey range_keys[] = {{"range", read_range, IN_BOTH, 0},
                                     {"step", read_step, IN_BOTH, 0},
                                     {"distribution", read_distribution, IN_BOTH, 0},
                                     {"mean", read_mean, IN_BOTH, 0},
                                     {"deviation", read_deviation, IN_BOTH, 0},
                                     {"exponent", read_exponent, IN_BOTH, 0},
                                     {0}};
static const YamlKey histogram_keys[] = {
    {"histogram", read_histogram, IN_BOTH, 0}, {"step", read_step, IN_BOTH, 0}, {0}};
static const YamlKey choice_keys[] = {
    {"choice", read_choice, IN_BOTH, 0}, {"weights", read_weights, IN_BOTH, 0}, {0}};
static const YamlKey sequence_keys[] = {
    {"sequence", read_sequence_rule, IN_BOTH, 0}, {"step", read_step, IN_BOTH, 0}, {0}};
static const YamlKey pattern_keys[] = {{"pattern", read_pattern, IN_BOTH, 0}, {0}};
static const YamlKey words_keys[] = {{"words", read_words, IN_BOTH, 0}, {0}};
static const YamlKey expression_keys[] = {{"expression", read_expression, IN_BOTH, 0}, {0}};
static const YamlKey c_keys[] = {
    {"c", read_c, IN_BOTH, 0}, {"file", yaml_read_text, IN_BOTH, offsetof(Rule, file)}, {0}};

static const YamlKey *const rule_kinds[] = {constant_keys, range_keys,      histogram_keys,
                                            choice_keys,   sequence_keys,   pattern_keys,
                                            words_keys,    expression_keys, c_keys};

enum {
    RULE_KIND_COUNT = sizeof rule_kinds / sizeof *rule_kinds
};

/* A rule that is a word: the name of a dictionary. */
static bool read_named(YamlRead *read, const Node *node, Rule *rule)
{
    for (size_t i = 0; i < node->text.size; i++) {
        char c = node->text.data[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) {
            diag_error(read->diag, node->span, "\"%.*s\" is no name of a rule", TEXT_ARG(node->text));
            diag_hint(read->diag, "A rule is a name such as email, or a map such as {range: [1, 6]}.");
            return false;
        }
    }
    rule->kind = RULE_NAMED;
    rule->text = node->text;
    return node->text.size || yaml_expect(read, node, "a rule");
}

static bool unknown_rule(YamlRead *read, const Node *node)
{
    Map names = map_new(read->arena);
    for (size_t i = 0; i < RULE_KIND_COUNT; i++)
        map_put(&names, text_of(rule_kinds[i]->name), (void *)rule_kinds[i]);
    const Node *key = node->items.count ? node->items.items[0] : node;
    Text nearest = node->items.count ? map_nearest(&names, key->text) : (Text){"", 0};
    diag_error(read->diag, key->span, "the rule does not say what it is");
    if (nearest.size)
        diag_suggest(read->diag, nearest);
    else
        diag_hint(read->diag,
                  "It has one of the keys constant, range, histogram, choice, sequence, pattern, words, "
                  "expression and c.");
    return false;
}

bool yaml_read_rule(YamlRead *read, const Node *node, void *column)
{
    Rule *rule = &((Column *)column)->rule;
    *rule = (Rule){.span = node->span};
    if (node->kind == NODE_SCALAR)
        return read_named(read, node, rule);
    if (!yaml_expect_kind(read, node, NODE_MAP))
        return false;
    size_t kind = 0;
    while (kind < RULE_KIND_COUNT && !yaml_find(node, rule_kinds[kind]->name))
        kind++;
    if (kind == RULE_KIND_COUNT)
        return unknown_rule(read, node);
    const char *what = text_format(read->arena, "rule \"%s\"", rule_kinds[kind]->name).data;
    if (!yaml_read_map(read, node, what, rule_kinds[kind], rule))
        return false;
    if (rule->kind == RULE_NONE)
        return yaml_expect(read, node, "a rule with a value");
    return rule->kind != RULE_C || rule->file.size ||
           diag_error(read->diag, node->span, "the rule does not say in which file \"%.*s\" is",
                      TEXT_ARG(rule->text));
}

/* "5%" or 0.05. */
bool yaml_read_nulls(YamlRead *read, const Node *node, void *object)
{
    Column *column = object;
    Text text = node->kind == NODE_SCALAR ? node->text : (Text){"", 0};
    bool percent = text_ends_with(text, TEXT("%"));
    Text number = text_trim(text_slice(text, 0, text.size - percent));
    if (!is_decimal(number))
        return yaml_expect(read, node, "a share like 5% or 0.05");
    Text scaled = text_format(read->arena, percent ? "%.*se-2" : "%.*s", TEXT_ARG(number));
    column->null_fraction = strtod(scaled.data, NULL);
    column->has_null_fraction = true;
    return column->null_fraction <= 1 || yaml_expect(read, node, "a share of at most 100%");
}

/* ---- rows and fan-out --------------------------------------------------------------------------------- */

/* "10k": a whole number with k, M or G for thousands. */
static bool parse_count(Text text, uint64_t *count)
{
    static const struct {
        char letter;
        int64_t factor;
    } units[] = {{'k', 1000},    {'K', 1000},       {'m', 1000000},
                 {'M', 1000000}, {'g', 1000000000}, {'G', 1000000000}};
    int64_t factor = 1, value;
    for (size_t i = 0; text.size && i < sizeof units / sizeof *units; i++)
        if (text.data[text.size - 1] == units[i].letter)
            factor = units[i].factor;
    if (!text_to_int64(text_slice(text, 0, text.size - (factor > 1)), &value) || value < 0 ||
        __builtin_mul_overflow(value, factor, &value))
        return false;
    *count = (uint64_t)value;
    return true;
}

bool yaml_read_rows(YamlRead *read, const Node *node, void *object)
{
    Rows *rows = &((Table *)object)->rows;
    Text per = TEXT(" per ");
    *rows = (Rows){.span = node->span};
    if (node->kind != NODE_SCALAR)
        return yaml_expect(read, node, "a number like 10k or a span like 3..7 per customers");
    for (size_t i = 0; i + per.size < node->text.size; i++) {
        if (!text_starts_with(text_slice(node->text, i, node->text.size), per))
            continue;
        rows->kind = ROWS_PER;
        rows->parent_name = text_trim(text_slice(node->text, i + per.size, node->text.size));
        return yaml_read_span(read, node, text_slice(node->text, 0, i), &rows->minimum, &rows->maximum);
    }
    rows->kind = ROWS_FIXED;
    return parse_count(node->text, &rows->count) ||
           yaml_expect(read, node, "a number like 10k or a span like 3..7 per customers");
}

bool yaml_read_popularity(YamlRead *read, const Node *node, void *object)
{
    Fanout *fanout = &((Reference *)object)->fanout;
    Text text = node->kind == NODE_SCALAR ? node->text : (Text){"", 0};
    Text exponent =
        text_starts_with(text, TEXT("zipf ")) ? text_trim(text_slice(text, 5, text.size)) : TEXT("1");
    *fanout = (Fanout){0};
    if (text_is(text, "uniform")) {
        fanout->kind = FANOUT_UNIFORM;
        return true;
    }
    bool zipf = text_is(text, "zipf") || text_starts_with(text, TEXT("zipf "));
    if (!zipf || !is_decimal(exponent))
        return yaml_expect(read, node, "uniform, or zipf with an exponent, such as zipf 1.1");
    fanout->kind = FANOUT_ZIPF;
    fanout->exponent = text_is(text, "zipf") ? (Text){"", 0} : exponent;
    return true;
}

bool yaml_read_children(YamlRead *read, const Node *node, void *object)
{
    Fanout *fanout = &((Reference *)object)->fanout;
    if (fanout->kind == FANOUT_ZIPF || fanout->kind == FANOUT_UNIFORM)
        return diag_error(read->diag, node->span, "\"children\" and \"popularity\" cannot both be given");
    if (node->kind != NODE_SCALAR)
        return yaml_expect(read, node, "a whole number or a span like 3..7");
    fanout->kind = FANOUT_RANGE;
    return yaml_read_span(read, node, node->text, &fanout->minimum, &fanout->maximum);
}
