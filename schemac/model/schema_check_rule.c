/* schema_check_rule.c: whether the rules that a user gives can serve their columns. */
#include "model/check_parts.h"

#include <string.h>

/* A column whose rule is looked at. */
typedef struct RulePlace {
    const CheckRun *run;
    const Table *table;
    Column *column;
    TypeUse base; /* its type below all domains */
} RulePlace;

static Text column_name(const RulePlace *place)
{
    Text table = table_print_name(place->run->arena, place->table);
    return text_format(place->run->arena, "%.*s.%.*s", TEXT_ARG(table), TEXT_ARG(place->column->name));
}

/* "column "x" …: problem" at the rule. */
static bool rule_error(const RulePlace *place, const char *problem)
{
    Text name = column_name(place);
    Text type = type_print(place->run->arena, &place->column->type);
    return diag_error(place->run->diag, place->column->rule.span, "column \"%.*s\" of type %.*s %s",
                      TEXT_ARG(name), TEXT_ARG(type), problem);
}

/* ---- literals ----------------------------------------------------------------------------------------- */

static bool is_number_type(TypeCode code)
{
    return code == TYPE_INT2 || code == TYPE_INT4 || code == TYPE_INT8 || code == TYPE_NUMERIC ||
           code == TYPE_FLOAT4 || code == TYPE_FLOAT8 || code == TYPE_MONEY;
}

static bool is_time_type(TypeCode code)
{
    return code == TYPE_DATE || code == TYPE_TIME || code == TYPE_TIMETZ || code == TYPE_TIMESTAMP ||
           code == TYPE_TIMESTAMPTZ || code == TYPE_INTERVAL;
}

static size_t skip_digits(Text text, size_t i)
{
    while (i < text.size && text.data[i] >= '0' && text.data[i] <= '9')
        i++;
    return i;
}

/* A decimal number with an optional sign, fraction and exponent. */
static bool is_number(Text text)
{
    size_t start = text.size && (text.data[0] == '-' || text.data[0] == '+');
    size_t i = skip_digits(text, start), digits = i - start;
    if (i < text.size && text.data[i] == '.') {
        size_t end = skip_digits(text, i + 1);
        digits += end - i - 1;
        i = end;
    }
    if (digits && i < text.size && (text.data[i] == 'e' || text.data[i] == 'E')) {
        size_t sign = i + 1 < text.size && strchr("+-", text.data[i + 1]) ? 1 : 0;
        size_t end = skip_digits(text, i + 1 + sign);
        return end == text.size && end > i + 1 + sign;
    }
    return digits && i == text.size;
}

/* Enum labels must be those of the type; numbers must be numbers. What else a type takes is the plan's. */
static bool check_literal(const RulePlace *place, Text literal)
{
    const Type *type = place->base.type;
    if (place->base.dimensions)
        return true;
    if (is_number_type(type->code) && !is_number(literal))
        return rule_error(place,
                          text_format(place->run->arena, "cannot hold \"%.*s\"", TEXT_ARG(literal)).data);
    if (type->kind != TYPE_ENUM)
        return true;
    Map labels = map_new(place->run->arena);
    for (size_t i = 0; i < type->labels.count; i++)
        map_put(&labels, type->labels.items[i], (void *)type);
    if (map_get(&labels, literal))
        return true;
    rule_error(place, text_format(place->run->arena, "has no label \"%.*s\"", TEXT_ARG(literal)).data);
    diag_suggest(place->run->diag, map_nearest(&labels, literal));
    return false;
}

static bool check_literals(const RulePlace *place, const TextList *literals)
{
    for (size_t i = 0; i < literals->count; i++)
        if (!check_literal(place, literals->items[i]))
            return false;
    return true;
}

/* Compares two decimal numbers without exponents exactly; −1, 0 or 1. */
static int compare_digits(Text a, Text b)
{
    size_t whole_a = skip_digits(a, 0), whole_b = skip_digits(b, 0);
    size_t width = whole_a > whole_b ? whole_a : whole_b;
    size_t length = width + 1 + (a.size > b.size ? a.size : b.size);
    for (size_t i = 0; i < length; i++) {
        size_t at_a = i + whole_a - width, at_b = i + whole_b - width;
        char x = i + whole_a >= width && at_a < a.size ? a.data[at_a] : '0';
        char y = i + whole_b >= width && at_b < b.size ? b.data[at_b] : '0';
        x = x == '.' ? '0' : x;
        y = y == '.' ? '0' : y;
        if (x != y)
            return x < y ? -1 : 1;
    }
    return 0;
}

static int compare_numbers(Text a, Text b)
{
    bool negative_a = a.data[0] == '-', negative_b = b.data[0] == '-';
    Text x = text_slice(a, strchr("+-", a.data[0]) ? 1 : 0, a.size);
    Text y = text_slice(b, strchr("+-", b.data[0]) ? 1 : 0, b.size);
    if (negative_a != negative_b)
        return compare_digits(x, TEXT("0")) == 0 && compare_digits(y, TEXT("0")) == 0 ? 0
               : negative_a                                                           ? -1
                                                                                      : 1;
    return negative_a ? compare_digits(y, x) : compare_digits(x, y);
}

static bool has_exponent(Text number)
{
    return text_contains(number, TEXT("e")) || text_contains(number, TEXT("E"));
}

/* ---- kinds -------------------------------------------------------------------------------------------- */

static bool check_range(const RulePlace *place)
{
    const Rule *rule = &place->column->rule;
    bool number = is_number_type(place->base.type->code);
    if (place->base.dimensions || (!number && !is_time_type(place->base.type->code)))
        return rule_error(place, "cannot have a range: it is no number, date or time");
    if ((rule->has_low && !check_literal(place, rule->low)) ||
        (rule->has_high && !check_literal(place, rule->high)) || !check_literals(place, &rule->values))
        return false;
    bool plain =
        number && rule->has_low && rule->has_high && !has_exponent(rule->low) && !has_exponent(rule->high);
    if (plain && compare_numbers(rule->low, rule->high) > 0)
        return rule_error(place, "has a range whose end is below its start");
    return true;
}

static bool check_sequence(const RulePlace *place)
{
    TypeCode code = place->base.type->code;
    if (place->base.dimensions || (!is_number_type(code) && !is_time_type(code)))
        return rule_error(place, "cannot have a sequence: it is no number, date or time");
    return check_literal(place, place->column->rule.low);
}

static bool check_text_rule(const RulePlace *place, const char *problem)
{
    return type_is_text(&place->column->type) || rule_error(place, problem);
}

static void check_name(void *context, const Expr *expr)
{
    const RulePlace *place = context;
    Diag *diag = place->run->diag;
    Span span = expr->span.source ? expr->span : place->column->rule.span;
    const Table *table = place->table;
    bool own = !expr->qualifier.size || text_equal(expr->qualifier, table->name);
    if (!own) {
        const Reference *reference = table_find_reference(table, expr->qualifier);
        table = reference ? reference->target : NULL;
        if (!reference) {
            diag_error(diag, span, "\"%.*s\" names no reference of table \"%.*s\"", TEXT_ARG(expr->qualifier),
                       TEXT_ARG(place->table->name));
            diag_hint(diag, "Write the referencing column, the foreign key or the referenced table "
                            "before the dot.");
        }
    }
    if (!table || table_find_column(table, expr->text))
        return;
    Text printed = table_print_name(place->run->arena, table);
    diag_error(diag, span, "column \"%.*s\" of table \"%.*s\" does not exist", TEXT_ARG(expr->text),
               TEXT_ARG(printed));
    diag_suggest(diag, map_nearest(&table->column_map, expr->text));
}

static void check_expression(const RulePlace *place)
{
    expr_each_column(place->column->rule.expression, check_name, (void *)place);
}

static void check_rule(const RulePlace *place)
{
    const Rule *rule = &place->column->rule;
    switch (rule->kind) {
    case RULE_NONE:
    case RULE_NAMED:
    case RULE_C:
        break;
    case RULE_CONSTANT:
    case RULE_CHOICE:
        check_literals(place, &rule->values);
        break;
    case RULE_RANGE:
        check_range(place);
        break;
    case RULE_SEQUENCE:
        check_sequence(place);
        break;
    case RULE_PATTERN:
        check_text_rule(place, "cannot have a pattern: it is no text");
        break;
    case RULE_WORDS:
        check_text_rule(place, "cannot hold words: it is no text");
        break;
    case RULE_EXPRESSION:
        check_expression(place);
        break;
    }
}

static void check_column(const CheckRun *run, const Table *table, Column *column)
{
    RulePlace place = {run, table, column, type_base(&column->type)};
    if (column->rule.kind != RULE_NONE && column->generated != GENERATED_NONE)
        rule_error(&place, "is generated by the database and can have no rule");
    else
        check_rule(&place);
    if (!column->has_null_fraction || column->null_fraction == 0 || !column->not_null)
        return;
    Text name = column_name(&place);
    diag_error(run->diag, column->span, "column \"%.*s\" is NOT NULL and cannot have nulls", TEXT_ARG(name));
}

void check_rules(const CheckRun *run)
{
    for (size_t i = 0; i < run->schema->tables.count; i++) {
        const Table *table = run->schema->tables.items[i];
        for (size_t k = 0; k < table->columns.count; k++)
            check_column(run, table, table->columns.items[k]);
    }
}
