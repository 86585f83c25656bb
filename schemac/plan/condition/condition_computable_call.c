/* condition_computable_call.c: what functions and operators ask of their arguments, so as not to raise an
 * error. */
#include "plan/condition/condition_computable_parts.h"

#include <string.h>

#include "model/expr_type.h"
#include "model/type_convert.h"

/* What functions ask of their arguments: days are such as every month has, of exponentials a float has room.
 */
static const struct {
    const char *function;
    unsigned arguments, index;
    const char *symbol, *bound;
} limits[] = {
    {"power", 2, 1, ">=", "0"},       {"power", 2, 1, "<=", "6"},        {"sqrt", 1, 0, ">=", "0"},
    {"ln", 1, 0, ">", "0"},           {"log", 1, 0, ">", "0"},           {"log10", 1, 0, ">", "0"},
    {"log", 2, 0, ">", "0"},          {"log", 2, 0, "<>", "1"},          {"log", 2, 1, ">", "0"},
    {"exp", 1, 0, ">=", "-80"},       {"exp", 1, 0, "<=", "80"},         {"sinh", 1, 0, ">=", "-700"},
    {"sinh", 1, 0, "<=", "700"},      {"cosh", 1, 0, ">=", "-700"},      {"cosh", 1, 0, "<=", "700"},
    {"asin", 1, 0, ">=", "-1"},       {"asin", 1, 0, "<=", "1"},         {"asind", 1, 0, ">=", "-1"},
    {"asind", 1, 0, "<=", "1"},       {"acos", 1, 0, ">=", "-1"},        {"acos", 1, 0, "<=", "1"},
    {"acosd", 1, 0, ">=", "-1"},      {"acosd", 1, 0, "<=", "1"},        {"atanh", 1, 0, ">", "-1"},
    {"atanh", 1, 0, "<", "1"},        {"acosh", 1, 0, ">=", "1"},        {"factorial", 1, 0, ">=", "0"},
    {"factorial", 1, 0, "<=", "99"},  {"chr", 1, 0, ">=", "1"},          {"chr", 1, 0, "<=", "55295"},
    {"substring", 3, 2, ">=", "0"},   {"substr", 3, 2, ">=", "0"},       {"split_part", 3, 2, ">", "0"},
    {"set_masklen", 2, 1, ">=", "0"}, {"set_masklen", 2, 1, "<=", "32"}, {"width_bucket", 4, 3, ">", "0"},
    {"make_date", 3, 0, ">=", "1"},   {"make_date", 3, 0, "<=", "9999"}, {"make_date", 3, 1, ">=", "1"},
    {"make_date", 3, 1, "<=", "12"},  {"make_date", 3, 2, ">=", "1"},    {"make_date", 3, 2, "<=", "28"},
    {"make_time", 3, 0, ">=", "0"},   {"make_time", 3, 0, "<=", "23"},   {"make_time", 3, 1, ">=", "0"},
    {"make_time", 3, 1, "<=", "59"},  {"make_time", 3, 2, ">=", "0"},    {"make_time", 3, 2, "<", "60"},
};

static void demand_limit(const Walk *run, const Expr *operand, const char *symbol, const char *bound)
{
    TypeUse type = expr_type(run->scope, operand);
    Expr *limit = computable_number(run, bound, operand->span);
    if (type_is_number(&type))
        computable_demand(run, expr_operator(run->arena, symbol, expr_copy(run->arena, operand), limit));
}

static void walk_limits(const Walk *run, Text function, const ExprList *arguments)
{
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        if (text_is(function, limits[i].function) && arguments->count == limits[i].arguments)
            demand_limit(run, arguments->items[limits[i].index], limits[i].symbol, limits[i].bound);
}

static bool is_whole(const Walk *run, const Expr *expr)
{
    TypeUse type = expr_type(run->scope, expr);
    bool is_literal = expr->kind == EXPR_NUMBER && !memchr(expr->text.data, '.', expr->text.size);
    return type_is_integer(&type) || is_literal;
}

/* No power of a negative number is known but those of whole exponents. */
static void walk_power(const Walk *run, const ExprList *arguments)
{
    if (arguments->count == 2 && !is_whole(run, arguments->items[1]))
        computable_bound(run, arguments->items[0], ">=", 0);
}

static bool is_of(const Walk *run, const Expr *expr, TypeCode code)
{
    TypeUse type = expr_type(run->scope, expr);
    return type_code(&type) == code;
}

/* Bit by bit; lengths that a type declares are the same without a condition. */
static void walk_bitwise(const Walk *run, const Expr *expr)
{
    const Expr *left = expr->arguments.items[0], *right = expr->arguments.items[1];
    if (is_of(run, left, TYPE_VARBIT) || is_of(run, right, TYPE_VARBIT))
        computable_demand(run, expr_operator(run->arena, "=", computable_call(run, "length", left, NULL),
                                             computable_call(run, "length", right, NULL)));
}

/* Differences, conjunctions and disjunctions of addresses are of one family. */
static void walk_addresses(const Walk *run, const Expr *expr)
{
    const Expr *left = expr->arguments.items[0], *right = expr->arguments.items[1];
    TypeUse a = expr_type(run->scope, left), b = expr_type(run->scope, right);
    if (type_code(&a) == TYPE_INET && type_code(&b) == TYPE_INET)
        computable_demand(run, expr_operator(run->arena, "=", computable_call(run, "family", left, NULL),
                                             computable_call(run, "family", right, NULL)));
}

/* make_timestamp(year, month, day, hour, minute, second), one with a time zone, too: a date's and a time's.
 */
static void walk_moment(const Walk *run, const Expr *expr)
{
    ExprList date = {0}, time = {0};
    for (size_t i = 0; i < 6 && i < expr->arguments.count; i++)
        list_push(run->arena, i < 3 ? &date : &time, expr->arguments.items[i]);
    walk_limits(run, TEXT("make_date"), &date);
    walk_limits(run, TEXT("make_time"), &time);
}

static void walk_reading(const Walk *run, const Expr *expr)
{
    Buffer regex = {0};
    if (condition_reads(expr, &regex))
        computable_match(run, expr->arguments.items[0], text_copy(run->arena, buffer_contents(&regex)));
    buffer_free(&regex);
}

static void walk_array(const Walk *run, const Expr *expr, const char *type_function)
{
    computable_demand(run, expr_operator(run->arena, "=",
                                         computable_call(run, type_function, expr->arguments.items[0], NULL),
                                         computable_text(run, TEXT("array"), expr->span)));
}

/* There is a byte, bit or item of that number, which is not constant. */
static void demand_place(const Walk *run, const Expr *place, const char *symbol, Expr *end)
{
    computable_bound(run, place, ">=", 0);
    computable_demand(run, expr_operator(run->arena, symbol, expr_copy(run->arena, place), end));
}

/* get_byte(x, n), set_bit(x, n, 1) and their kin. */
static void walk_place(const Walk *run, const Expr *expr)
{
    const Expr *subject = expr->arguments.items[0], *place = expr->arguments.items[1];
    bool counts_bits = text_ends_with(expr->text, TEXT("_bit")) && is_of(run, subject, TYPE_BYTEA);
    Expr *end = computable_call(run, "length", subject, NULL);
    if (counts_bits)
        end = expr_operator(run->arena, "*", end, computable_number(run, "8", expr->span));
    demand_place(run, place, "<", end);
}

/* ---- calls ---- */

void computable_of_operator(const Walk *run, const Expr *expr)
{
    bool raises = text_is(expr->text, "^");
    if (raises)
        walk_power(run, &expr->arguments);
    if (raises || text_is(expr->text, "|/"))
        walk_limits(run, raises ? TEXT("power") : TEXT("sqrt"), &expr->arguments);
    if (expr->arguments.count != 2 || expr->qualifier.size)
        return;
    computable_arithmetic(run, expr);
    if (expr->text.size == 1 && strchr("-&|", expr->text.data[0]))
        walk_addresses(run, expr);
    if (expr->text.size == 1 && strchr("#&|", expr->text.data[0]))
        walk_bitwise(run, expr);
    if (text_is(expr->text, "-") && is_of(run, expr->arguments.items[0], TYPE_JSONB) &&
        is_whole(run, expr->arguments.items[1]))
        walk_array(run, expr, "jsonb_typeof");
}

static void of_mod(const Walk *run, const Expr *expr)
{
    computable_divisor(run, expr->arguments.items[1]);
}

static void of_power(const Walk *run, const Expr *expr)
{
    walk_power(run, &expr->arguments);
}

static void of_json_length(const Walk *run, const Expr *expr)
{
    walk_array(run, expr, "json_typeof");
}

static void of_jsonb_length(const Walk *run, const Expr *expr)
{
    walk_array(run, expr, "jsonb_typeof");
}

static void of_trim(const Walk *run, const Expr *expr)
{
    demand_place(run, expr->arguments.items[1],
                 "<=", computable_call(run, "cardinality", expr->arguments.items[0], NULL));
}

/* The weight is a text, as one character. */
static void of_weight(const Walk *run, const Expr *expr)
{
    const Expr *weight = expr->arguments.items[1];
    if (weight->kind == EXPR_CAST)
        computable_match(run, weight->arguments.items[0], TEXT("^[A-Da-d]"));
}

void computable_of_call(const Walk *run, const Expr *expr)
{
    static const struct {
        const char *name;
        unsigned least; /* arguments that there are */
        void (*walk)(const Walk *run, const Expr *expr);
    } functions[] = {
        {"mod", 2, of_mod},
        {"div", 2, of_mod},
        {"power", 2, of_power},
        {"make_timestamp", 6, walk_moment},
        {"make_timestamptz", 6, walk_moment},
        {"json_array_length", 1, of_json_length},
        {"jsonb_array_length", 1, of_jsonb_length},
        {"get_byte", 2, walk_place},
        {"get_bit", 2, walk_place},
        {"set_byte", 3, walk_place},
        {"set_bit", 3, walk_place},
        {"trim_array", 2, of_trim},
        {"setweight", 2, of_weight},
    };
    size_t count = expr->arguments.count;
    if (!count || !expr->arguments.items[0] || expr->qualifier.size)
        return;
    walk_limits(run, expr->text, &expr->arguments);
    walk_reading(run, expr);
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (text_is(expr->text, functions[i].name) && count >= functions[i].least)
            functions[i].walk(run, expr);
}
