/* condition_truth.c: AND, OR, NOT and the tests of truth and NULL, each made simplified of
 * simplified parts. */
#include "plan/condition/condition_parts.h"

#include "model/expr_type.h"
#include "model/type_convert.h"

enum {
    LOOK_BACK = 64 /* parts of a long AND or OR that each is compared with */
};

/* ---- constants and copies ---- */

Expr *truth_bool(const Simplify *run, bool value, Span span)
{
    Expr *expr = expr_new(run->arena, EXPR_BOOL, span);
    expr->boolean = value;
    return expr;
}

static bool is_bool(const Expr *expr, bool value)
{
    return expr->kind == EXPR_BOOL && expr->boolean == value;
}

bool truth_is_boolean(const Simplify *run, const Expr *expr)
{
    TypeUse type = expr_type(run->scope, expr);
    return type_code(&type) == TYPE_BOOL;
}

bool truth_may_repeat(const Expr *expr)
{
    return expr_size(expr, CONDITION_SIZE_LIMIT) < CONDITION_SIZE_LIMIT / 8;
}

static Expr *unary(const Simplify *run, ExprKind kind, const Expr *operand)
{
    Expr *expr = expr_new(run->arena, kind, operand->span);
    list_push(run->arena, &expr->arguments, expr_copy(run->arena, operand));
    return expr;
}

/* ---- AND, OR, NOT ---- */

/* Among the last of them: what stands far apart may stay twice. */
static bool is_among(const ExprList *list, const Expr *expr)
{
    for (size_t i = list->count; i > 0 && i + LOOK_BACK > list->count; i--)
        if (expr_equal(list->items[i - 1], expr))
            return true;
    return false;
}

/* False where the part decides the whole. */
static bool add_part(const Simplify *run, ExprKind kind, ExprList *parts, Expr *part)
{
    if (is_bool(part, kind == EXPR_OR))
        return false;
    bool whole = true;
    if (part->kind == kind)
        for (size_t i = 0; i < part->arguments.count && whole; i++)
            whole = add_part(run, kind, parts, part->arguments.items[i]);
    else if (!is_bool(part, kind == EXPR_AND) && !is_among(parts, part))
        list_push(run->arena, parts, part);
    return whole;
}

/* a IS NULL and a IS NOT NULL: one is true and the other false. */
static bool are_opposite(const Expr *a, const Expr *b)
{
    return a->kind == EXPR_IS && b->kind == EXPR_IS && a->negated != b->negated &&
           text_equal(a->text, b->text) && expr_equal(a->arguments.items[0], b->arguments.items[0]) &&
           (text_is(a->text, "null") || text_is(a->text, "true") || text_is(a->text, "false"));
}

static bool has_opposite(const ExprList *parts, const Expr *part)
{
    for (size_t i = 0; part->kind == EXPR_IS && i < parts->count; i++)
        if (are_opposite(parts->items[i], part))
            return true;
    return false;
}

static bool has_tests(const ExprList *parts)
{
    for (size_t i = 0; i < parts->count; i++)
        if (parts->items[i]->kind == EXPR_IS)
            return true;
    return false;
}

static bool has_opposites(const ExprList *parts)
{
    for (size_t i = 0; i < parts->count; i++)
        if (has_opposite(parts, parts->items[i]))
            return true;
    return false;
}

/* Beside a IS NULL, (a IS NOT NULL AND b) is b; and so with AND and OR the other way round. */
static Expr *without_opposites(const Simplify *run, const ExprList *parts, Expr *part, ExprKind other)
{
    ExprList left = {0};
    if (part->kind != other)
        return part;
    for (size_t i = 0; i < part->arguments.count; i++)
        if (!has_opposite(parts, part->arguments.items[i]))
            list_push(run->arena, &left, part->arguments.items[i]);
    return left.count == part->arguments.count ? part : truth_junction(run, other, &left, part->span);
}

Expr *truth_junction(const Simplify *run, ExprKind kind, const ExprList *parts, Span span)
{
    Expr *junction = expr_new(run->arena, kind, span);
    ExprList *items = &junction->arguments;
    for (size_t i = 0; i < parts->count; i++)
        if (!add_part(run, kind, items, parts->items[i]))
            return truth_bool(run, kind == EXPR_OR, span);
    if (has_opposites(items))
        return truth_bool(run, kind == EXPR_OR, span);
    for (size_t i = 0; has_tests(items) && i < items->count; i++)
        items->items[i] =
            without_opposites(run, items, items->items[i], kind == EXPR_AND ? EXPR_OR : EXPR_AND);
    if (items->count == 0)
        return truth_bool(run, kind == EXPR_AND, span);
    return items->count == 1 ? items->items[0] : junction;
}

Expr *truth_pair(const Simplify *run, ExprKind kind, Expr *a, Expr *b)
{
    ExprList parts = {0};
    list_push(run->arena, &parts, a);
    list_push(run->arena, &parts, b);
    return truth_junction(run, kind, &parts, a->span);
}

Expr *truth_not(const Simplify *run, const Expr *expr)
{
    if (expr->kind == EXPR_BOOL)
        return truth_bool(run, !expr->boolean, expr->span);
    if (expr->kind == EXPR_NULL)
        return expr_copy(run->arena, expr);
    return expr_normalise(run->arena, unary(run, EXPR_NOT, expr), run->scope);
}

/* ---- IS NULL ---- */

/* Of a row or composite value, IS NULL asks for its fields. */
static bool has_fields(const Simplify *run, const Expr *expr)
{
    TypeUse type = expr_type(run->scope, expr);
    TypeUse plain = type_plain(&type);
    if (expr->kind == EXPR_COLUMN && !plain.type)
        return true;
    return plain.type && (plain.type->kind == TYPE_COMPOSITE || text_is(plain.type->name, "record"));
}

static Expr *null_test(const Simplify *run, const Expr *expr, bool negated)
{
    Expr *test = unary(run, EXPR_IS, expr);
    test->text = TEXT("null");
    test->negated = negated;
    return test;
}

/* One test for each: all of them NULL, or, negated, `kind` of them not NULL. */
static Expr *each_is_null(const Simplify *run, const ExprList *items, bool negated, ExprKind kind, Span span)
{
    ExprList tests = {0};
    for (size_t i = 0; i < items->count; i++)
        list_push(run->arena, &tests, truth_is_null(run, items->items[i], negated));
    return truth_junction(run, kind, &tests, span);
}

/* NULLIF(a, constant) IS NULL: a is NULL or the constant. */
static Expr *nullif_is_null(const Simplify *run, const Expr *expr, bool negated)
{
    Expr *a = expr->arguments.items[0], *b = expr->arguments.items[1];
    Expr *equal = expr_operator(run->arena, "=", a, b);
    Expr *is_null = truth_is_null(run, a, false);
    Expr *test = truth_pair(run, EXPR_OR, is_null, expr_normalise(run->arena, equal, run->scope));
    return negated ? truth_not(run, test) : test;
}

static bool is_constant(const Expr *expr)
{
    return expr->kind == EXPR_STRING || expr->kind == EXPR_NUMBER || expr->kind == EXPR_BOOL;
}

/* Where regexp_match and its like find nothing they are NULL; those that give what stands in parentheses are
 * so for other reasons too. NULL: it is no such call. */
static Expr *as_match(const Simplify *run, const Expr *expr)
{
    static const char *const names[] = {"regexp_match", "regexp_substr", "substring"};
    const char *symbol = expr->arguments.count > 2 ? "~*" : "~";
    size_t i = 0;
    while (i < sizeof names / sizeof *names && !text_is(expr->text, names[i]))
        i++;
    if (i == sizeof names / sizeof *names || expr->arguments.count < 2 ||
        expr->arguments.items[1]->kind != EXPR_STRING ||
        (i > 0 && text_contains(expr->arguments.items[1]->text, TEXT("("))))
        return NULL;
    bool has_flags = expr->arguments.count > 2;
    if (has_flags && (i > 0 || expr->arguments.count > 3 || expr->arguments.items[2]->kind != EXPR_STRING ||
                      !text_is(expr->arguments.items[2]->text, "i")))
        return NULL;
    return expr_operator(run->arena, symbol, expr->arguments.items[0], expr->arguments.items[1]);
}

Expr *truth_is_null(const Simplify *run, const Expr *expr, bool negated)
{
    bool call = expr->kind == EXPR_CALL && expr->qualifier.size == 0;
    ExprList columns = {0};
    if (expr->kind == EXPR_NULL)
        return truth_bool(run, !negated, expr->span);
    if (expr->kind == EXPR_ROW)
        return each_is_null(run, &expr->arguments, negated, EXPR_AND, expr->span);
    if (has_fields(run, expr))
        return null_test(run, expr, negated);
    if (condition_never_null(run->scope, expr))
        return truth_bool(run, negated, expr->span);
    const Expr *match = call ? as_match(run, expr) : NULL;
    if (match)
        return truth_is(run, match, true, !negated);
    if (call && text_is(expr->text, "coalesce"))
        return each_is_null(run, &expr->arguments, negated, negated ? EXPR_OR : EXPR_AND, expr->span);
    if (call && text_is(expr->text, "nullif") && is_constant(expr->arguments.items[1]) &&
        truth_may_repeat(expr))
        return nullif_is_null(run, expr, negated);
    if (expr->kind != EXPR_COLUMN && condition_null_columns(run->arena, run->scope, expr, &columns))
        return each_is_null(run, &columns, negated, negated ? EXPR_AND : EXPR_OR, expr->span);
    return null_test(run, expr, negated);
}

/* ---- IS TRUE, IS FALSE ---- */

static Expr *truth_test(const Simplify *run, const Expr *expr, bool value, bool negated)
{
    Expr *test = unary(run, EXPR_IS, expr);
    test->text = value ? TEXT("true") : TEXT("false");
    test->negated = negated;
    return test;
}

/* (a AND b) IS TRUE where both are; (a AND b) IS FALSE where one is; and so with OR. */
static Expr *test_of_junction(const Simplify *run, const Expr *expr, bool value, bool negated)
{
    bool all = ((expr->kind == EXPR_AND) == value) != negated;
    ExprList tests = {0};
    for (size_t i = 0; i < expr->arguments.count; i++)
        list_push(run->arena, &tests, truth_is(run, expr->arguments.items[i], value, negated));
    return truth_junction(run, all ? EXPR_AND : EXPR_OR, &tests, expr->span);
}

/* A comparison is true where it holds and nothing in it is NULL. */
static Expr *test_of_comparison(const Simplify *run, const Expr *expr, const ExprList *columns, bool value,
                                bool negated)
{
    ExprList parts = {0};
    for (size_t i = 0; i < columns->count; i++)
        list_push(run->arena, &parts, null_test(run, columns->items[i], !negated));
    list_push(run->arena, &parts, value != negated ? expr_copy(run->arena, expr) : truth_not(run, expr));
    return truth_junction(run, negated ? EXPR_OR : EXPR_AND, &parts, expr->span);
}

Expr *truth_is(const Simplify *run, const Expr *expr, bool value, bool negated)
{
    ExprList columns = {0};
    if (expr->kind == EXPR_NULL)
        return truth_bool(run, negated, expr->span);
    if (expr->kind == EXPR_NOT)
        return truth_is(run, expr->arguments.items[0], !value, negated);
    if ((expr->kind == EXPR_AND || expr->kind == EXPR_OR) && truth_may_repeat(expr))
        return test_of_junction(run, expr, value, negated);
    if (condition_null_columns(run->arena, run->scope, expr, &columns) && truth_may_repeat(expr))
        return test_of_comparison(run, expr, &columns, value, negated);
    return truth_test(run, expr, value, negated);
}
