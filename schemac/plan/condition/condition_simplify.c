/* condition_simplify.c: simplifying predicates from the leaves up. */
#include "plan/condition/condition_parts.h"

#include "model/expr_signature.h"
#include "model/expr_type.h"
#include "model/literal.h"
#include "model/type_convert.h"

static Expr *simplify_case(const Simplify *run, Expr *expr);

/* ---- comparisons ---- */

static bool is_symbol(const Expr *expr, const char *symbol)
{
    return text_is(expr->text, symbol);
}

/* Digits of numbers are in one spelling but for zeros at the end of a fraction. */
static Text without_trailing_zeros(Text digits)
{
    if (!text_contains(digits, TEXT(".")))
        return digits;
    while (digits.data[digits.size - 1] == '0')
        digits.size--;
    if (digits.data[digits.size - 1] == '.')
        digits.size--;
    return digits;
}

/* Whether two literals are equal; *known is false where their type would have to tell. */
static bool literals_equal(const Expr *a, const Expr *b, bool *known)
{
    *known = a->kind == b->kind && (a->kind == EXPR_NUMBER || a->kind == EXPR_STRING || a->kind == EXPR_BOOL);
    if (a->kind == EXPR_NUMBER)
        return text_equal(without_trailing_zeros(a->text), without_trailing_zeros(b->text));
    return a->kind == EXPR_BOOL ? a->boolean == b->boolean : text_equal(a->text, b->text);
}

static size_t whole_digits(Text digits)
{
    size_t count = 0;
    while (count < digits.size && digits.data[count] != '.')
        count++;
    return count;
}

/* Less than, equal to or greater than 0, as `a` is to `b`. */
static int compare_numbers(Text a, Text b)
{
    bool minus = text_starts_with(a, TEXT("-"));
    if (minus != text_starts_with(b, TEXT("-")))
        return minus ? -1 : 1;
    a = without_trailing_zeros(text_slice(a, minus, a.size));
    b = without_trailing_zeros(text_slice(b, minus, b.size));
    size_t whole_a = whole_digits(a), whole_b = whole_digits(b);
    int order = whole_a != whole_b ? (whole_a < whole_b ? -1 : 1) : text_compare(a, b);
    return minus ? -order : order;
}

static bool order_holds(const Expr *expr, int order)
{
    bool equal = order == 0 && (is_symbol(expr, "<=") || is_symbol(expr, ">="));
    bool less = order < 0 && (is_symbol(expr, "<") || is_symbol(expr, "<="));
    return equal || less || (order > 0 && (is_symbol(expr, ">") || is_symbol(expr, ">=")));
}

/* The boolean constant of the two operands, or NULL; *other is the operand beside it. */
static const Expr *truth_operand(const Expr *expr, Expr **other)
{
    for (size_t i = 0; i < 2; i++)
        if (expr->arguments.items[i]->kind == EXPR_BOOL) {
            *other = expr->arguments.items[1 - i];
            return expr->arguments.items[i];
        }
    return NULL;
}

/* a = b of predicates: both or neither. */
static Expr *both_or_neither(const Simplify *run, Expr *a, Expr *b, bool differ)
{
    Expr *not_a = truth_not(run, a), *not_b = truth_not(run, b);
    Expr *first = truth_pair(run, EXPR_AND, a, differ ? not_b : b);
    Expr *second = truth_pair(run, EXPR_AND, not_a, differ ? b : not_b);
    return truth_pair(run, EXPR_OR, first, second);
}

static bool is_predicate(const Simplify *run, const Expr *expr)
{
    return expr->kind != EXPR_COLUMN && expr->kind != EXPR_VALUE && truth_is_boolean(run, expr) &&
           truth_may_repeat(expr);
}

/* a <= b of predicates that are never NULL: a implies b. */
static Expr *implication(const Simplify *run, const Expr *expr)
{
    Expr *a = expr->arguments.items[0], *b = expr->arguments.items[1];
    if (is_symbol(expr, "<="))
        return truth_pair(run, EXPR_OR, truth_not(run, a), b);
    if (is_symbol(expr, ">="))
        return truth_pair(run, EXPR_OR, a, truth_not(run, b));
    if (is_symbol(expr, "<"))
        return truth_pair(run, EXPR_AND, truth_not(run, a), b);
    return truth_pair(run, EXPR_AND, a, truth_not(run, b));
}

static Expr *compare_predicates(const Simplify *run, Expr *expr)
{
    Expr *a = expr->arguments.items[0], *b = expr->arguments.items[1], *other = NULL;
    const Expr *constant = truth_operand(expr, &other);
    bool equal = is_symbol(expr, "="), differ = is_symbol(expr, "<>");
    if (!truth_is_boolean(run, a) || !truth_is_boolean(run, b))
        return expr;
    if (constant && (equal || differ))
        return constant->boolean == equal ? other : truth_not(run, other);
    if (!is_predicate(run, a) && !is_predicate(run, b))
        return expr;
    if ((equal || differ) && truth_may_repeat(a) && truth_may_repeat(b))
        return both_or_neither(run, a, b, differ);
    return condition_never_null(run->scope, a) && condition_never_null(run->scope, b) ? implication(run, expr)
                                                                                      : expr;
}

/* ---- CASE beside a constant ---- */

static bool is_constant(const Expr *expr)
{
    return expr->kind == EXPR_NUMBER || expr->kind == EXPR_STRING || expr->kind == EXPR_BOOL ||
           expr->kind == EXPR_NULL;
}

static bool gives_constants(const Expr *expr)
{
    size_t count = expr->kind == EXPR_CASE ? expr->arguments.count : 0;
    bool all =
        count > 0 && !(expr->arguments.items[count - 1] && !is_constant(expr->arguments.items[count - 1]));
    for (size_t i = 2; all && i < count; i += 2)
        all = is_constant(expr->arguments.items[i]);
    return all;
}

/* CASE … THEN 1 ELSE 2 END = 2 as CASE … THEN 1 = 2 ELSE 2 = 2 END. */
static Expr *compare_case(const Simplify *run, const Expr *expr)
{
    size_t side = gives_constants(expr->arguments.items[0]) ? 0 : 1;
    Expr *choice = expr_copy(run->arena, expr->arguments.items[side]);
    size_t count = choice->arguments.count;
    for (size_t i = 2; i < count + 1; i += 2) {
        Expr **result = &choice->arguments.items[i < count ? i : count - 1];
        if (!*result)
            continue;
        Expr *test = expr_copy(run->arena, expr);
        test->arguments.items[side] = *result;
        *result = condition_simplify(run->arena, run->scope, test);
    }
    return simplify_case(run, choice);
}

static bool is_case_beside_constant(const Expr *expr)
{
    const Expr *a = expr->arguments.items[0], *b = expr->arguments.items[1];
    return (gives_constants(a) && is_constant(b)) || (gives_constants(b) && is_constant(a));
}

static Expr *simplify_operator(const Simplify *run, Expr *expr)
{
    bool known = false;
    if (expr->qualifier.size || expr->arguments.count != 2 || !operator_is_comparison(expr->text))
        return expr;
    Expr *a = expr->arguments.items[0], *b = expr->arguments.items[1];
    if (a->kind == EXPR_NULL || b->kind == EXPR_NULL)
        return expr_new(run->arena, EXPR_NULL, expr->span);
    bool same = literals_equal(a, b, &known);
    if (known && (is_symbol(expr, "=") || is_symbol(expr, "<>")))
        return truth_bool(run, same == is_symbol(expr, "="), expr->span);
    if (a->kind == EXPR_NUMBER && b->kind == EXPR_NUMBER)
        return truth_bool(run, order_holds(expr, compare_numbers(a->text, b->text)), expr->span);
    if (a->kind == EXPR_COLUMN && expr_equal(a, b) && condition_never_null(run->scope, a))
        return truth_bool(run, text_contains(expr->text, TEXT("=")), expr->span);
    if (is_case_beside_constant(expr))
        return compare_case(run, expr);
    return compare_predicates(run, expr);
}

/* A literal among literals. */
static Expr *simplify_any(const Simplify *run, Expr *expr)
{
    const Expr *array = expr->arguments.items[1];
    bool found = false, all_known = array->kind == EXPR_ARRAY, known;
    bool any = expr->kind == EXPR_ANY;
    if (expr->qualifier.size || !is_symbol(expr, any ? "=" : "<>"))
        return expr;
    for (size_t i = 0; array->kind == EXPR_ARRAY && i < array->arguments.count; i++) {
        found = literals_equal(expr->arguments.items[0], array->arguments.items[i], &known) || found;
        all_known = all_known && known;
    }
    return all_known ? truth_bool(run, found == any, expr->span) : expr;
}

/* ---- IS, IS DISTINCT FROM ---- */

static Expr *simplify_is(const Simplify *run, Expr *expr)
{
    const Expr *operand = expr->arguments.items[0];
    if (is_symbol(expr, "null"))
        return truth_is_null(run, operand, expr->negated);
    if (is_symbol(expr, "unknown"))
        return truth_is_null(run, operand, expr->negated);
    if (is_symbol(expr, "true") || is_symbol(expr, "false"))
        return truth_is(run, operand, is_symbol(expr, "true"), expr->negated);
    return expr;
}

/* a and b are both NULL or equal; exactly one is NULL or they differ. */
static Expr *simplify_distinct(const Simplify *run, Expr *expr)
{
    Expr *a = expr->arguments.items[0], *b = expr->arguments.items[1], *other = NULL;
    const Expr *constant = truth_operand(expr, &other);
    TypeUse type = expr_type(run->scope, a);
    TypeUse plain = type_plain(&type);
    if (constant)
        return truth_is(run, other, constant->boolean, !expr->negated);
    if (!plain.type || plain.type->kind == TYPE_COMPOSITE || a->kind == EXPR_ROW || !truth_may_repeat(expr))
        return expr;
    Expr *equal = expr_normalise(run->arena, expr_operator(run->arena, "=", a, b), run->scope);
    equal = condition_simplify(run->arena, run->scope, equal);
    ExprList both = {0};
    list_push(run->arena, &both, truth_is_null(run, a, true));
    list_push(run->arena, &both, truth_is_null(run, b, true));
    list_push(run->arena, &both, equal);
    Expr *same = truth_junction(run, EXPR_AND, &both, expr->span);
    Expr *neither = truth_pair(run, EXPR_AND, truth_is_null(run, a, false), truth_is_null(run, b, false));
    Expr *result = truth_pair(run, EXPR_OR, neither, same);
    return expr->negated ? result : truth_not(run, result);
}

/* ---- CASE, COALESCE ---- */

/* CASE … ELSE CASE … END END is one CASE. */
static const Expr *flat_case(const Simplify *run, const Expr *expr)
{
    const Expr *last = expr->arguments.items[expr->arguments.count - 1];
    if (!last || last->kind != EXPR_CASE || last->arguments.items[0] || expr->arguments.items[0])
        return expr;
    Expr *copy = expr_copy(run->arena, expr);
    copy->arguments.count--;
    for (size_t i = 1; i < last->arguments.count; i++)
        list_push(run->arena, &copy->arguments, last->arguments.items[i]);
    return copy;
}

/* Drops the branches that are never taken, and those after one that always is. */
static Expr *fold_case(const Simplify *run, const Expr *expr)
{
    size_t count = expr->arguments.count;
    Expr *copy = expr_copy(run->arena, expr);
    Expr *otherwise = expr->arguments.items[count - 1];
    copy->arguments.count = 1;
    for (size_t i = 1; i + 1 < count; i += 2) {
        Expr *when = expr->arguments.items[i];
        bool always = when->kind == EXPR_BOOL && when->boolean;
        if (always) {
            otherwise = expr->arguments.items[i + 1];
            break;
        }
        if (when->kind == EXPR_NULL || when->kind == EXPR_BOOL)
            continue;
        list_push(run->arena, &copy->arguments, when);
        list_push(run->arena, &copy->arguments, expr->arguments.items[i + 1]);
    }
    if (copy->arguments.count == 1)
        return otherwise ? otherwise : expr_new(run->arena, EXPR_NULL, expr->span);
    list_push(run->arena, &copy->arguments, otherwise);
    return copy;
}

/* CASE a WHEN b … as CASE WHEN a = b …. */
static Expr *without_operand(const Simplify *run, Expr *expr)
{
    Expr *operand = expr->arguments.items[0];
    if (!operand || !truth_may_repeat(operand))
        return expr;
    Expr *copy = expr_copy(run->arena, expr);
    copy->arguments.items[0] = NULL;
    for (size_t i = 1; i + 1 < copy->arguments.count; i += 2) {
        Expr *equal = expr_operator(run->arena, "=", operand, copy->arguments.items[i]);
        equal = expr_normalise(run->arena, equal, run->scope);
        copy->arguments.items[i] = condition_simplify(run->arena, run->scope, equal);
    }
    return copy;
}

/* The branch taken is the first whose condition is true: each as an AND of an OR. */
static Expr *case_as_junctions(const Simplify *run, const Expr *expr)
{
    size_t count = expr->arguments.count;
    Expr *before = truth_bool(run, true, expr->span);
    ExprList branches = {0};
    for (size_t i = 1; i + 1 < count; i += 2) {
        const Expr *when = expr->arguments.items[i];
        Expr *taken = truth_pair(run, EXPR_AND, before, truth_is(run, when, true, false));
        list_push(run->arena, &branches, truth_pair(run, EXPR_AND, taken, expr->arguments.items[i + 1]));
        before = truth_pair(run, EXPR_AND, before, truth_is(run, when, true, true));
    }
    Expr *otherwise = expr->arguments.items[count - 1];
    if (!otherwise)
        otherwise = expr_new(run->arena, EXPR_NULL, expr->span);
    list_push(run->arena, &branches, truth_pair(run, EXPR_AND, before, otherwise));
    return truth_junction(run, EXPR_OR, &branches, expr->span);
}

static Expr *simplify_case(const Simplify *run, Expr *expr)
{
    bool boolean = truth_is_boolean(run, expr);
    Expr *folded = fold_case(run, flat_case(run, boolean ? without_operand(run, expr) : expr));
    if (folded->kind != EXPR_CASE || folded->arguments.items[0] || !boolean)
        return folded;
    size_t size = expr_size(folded, CONDITION_SIZE_LIMIT), branches = folded->arguments.count / 2;
    return size * branches < CONDITION_SIZE_LIMIT ? case_as_junctions(run, folded) : folded;
}

/* Without what is NULL and what comes after one that never is. */
static Expr *simplify_coalesce(const Simplify *run, Expr *expr)
{
    Expr *copy = expr_copy(run->arena, expr);
    copy->arguments.count = 0;
    for (size_t i = 0; i < expr->arguments.count; i++) {
        Expr *argument = expr->arguments.items[i];
        if (argument->kind != EXPR_NULL)
            list_push(run->arena, &copy->arguments, argument);
        if (condition_never_null(run->scope, argument))
            break;
    }
    if (copy->arguments.count == 0)
        return expr_new(run->arena, EXPR_NULL, expr->span);
    if (copy->arguments.count == 1)
        return copy->arguments.items[0];
    const Expr *last = copy->arguments.items[1];
    if (copy->arguments.count == 2 && last->kind == EXPR_BOOL)
        return truth_is(run, copy->arguments.items[0], !last->boolean, last->boolean);
    return copy;
}

/* ---- nodes ---- */

static Expr *simplify_node(const Simplify *run, Expr *expr)
{
    switch (expr->kind) {
    case EXPR_AND:
    case EXPR_OR:
        return truth_junction(run, expr->kind, &expr->arguments, expr->span);
    case EXPR_NOT:
        return truth_not(run, expr->arguments.items[0]);
    case EXPR_OPERATOR:
        return simplify_operator(run, expr);
    case EXPR_ANY:
    case EXPR_ALL:
        return simplify_any(run, expr);
    case EXPR_IS:
        return simplify_is(run, expr);
    case EXPR_DISTINCT:
        return simplify_distinct(run, expr);
    case EXPR_CASE:
        return simplify_case(run, expr);
    case EXPR_CALL:
        return expr->qualifier.size == 0 && is_symbol(expr, "coalesce") ? simplify_coalesce(run, expr) : expr;
    default:
        return expr;
    }
}

static Expr *simplify(const Simplify *run, const Expr *expr)
{
    Expr *copy = expr_copy(run->arena, expr);
    for (size_t i = 0; i < copy->arguments.count; i++)
        if (copy->arguments.items[i])
            copy->arguments.items[i] = simplify(run, copy->arguments.items[i]);
    return simplify_node(run, copy);
}

Expr *condition_simplify(Arena *arena, const ExprScope *scope, const Expr *expr)
{
    Simplify run = {arena, scope};
    Expr *value = simplify(&run, expr);
    for (int pass = 0; pass < 4; pass++) {
        Expr *next = simplify(&run, expr_normalise(arena, value, scope));
        if (expr_equal(next, value))
            break;
        value = next;
    }
    return value;
}

/* ---- predicates as wholes ---- */

/* Both AND and OR keep the order false < NULL < true, and so may NULL be taken for its neighbour. */
static Expr *relax(const Simplify *run, Expr *expr, bool null_passes)
{
    ExprList parts = {0};
    if (expr->kind == EXPR_NULL)
        return truth_bool(run, null_passes, expr->span);
    if (expr->kind == EXPR_IS && expr->negated == null_passes &&
        is_symbol(expr, null_passes ? "false" : "true"))
        return relax(run, expr->arguments.items[0], null_passes);
    if (expr->kind != EXPR_AND && expr->kind != EXPR_OR)
        return expr;
    for (size_t i = 0; i < expr->arguments.count; i++)
        list_push(run->arena, &parts, relax(run, expr->arguments.items[i], null_passes));
    return truth_junction(run, expr->kind, &parts, expr->span);
}

Expr *condition_relax(Arena *arena, const ExprScope *scope, const Expr *expr, bool null_passes)
{
    Simplify run = {arena, scope};
    return relax(&run, condition_simplify(arena, scope, expr), null_passes);
}
