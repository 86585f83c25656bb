/* condition_computable.c: what must hold for the server to be able to compute an expression: texts that are
 * cast are values of the type, numbers that are cast fit it, divisors are not 0. */
#include "plan/condition/condition_computable_parts.h"

#include <inttypes.h>

#include "model/expr_type.h"
#include "model/type_convert.h"

static void walk(const Walk *run, const Expr *expr);

/* ---- making conditions ---- */

Expr *computable_text(const Walk *run, Text text, Span span)
{
    Expr *literal = expr_new(run->arena, EXPR_STRING, span);
    literal->text = text;
    return literal;
}

Expr *computable_number(const Walk *run, const char *digits, Span span)
{
    Expr *literal = expr_new(run->arena, EXPR_NUMBER, span);
    literal->text = text_of(digits);
    return literal;
}

Expr *computable_call(const Walk *run, const char *name, const Expr *first, Expr *second)
{
    Expr *made = expr_new(run->arena, EXPR_CALL, first->span);
    made->text = text_of(name);
    list_push(run->arena, &made->arguments, expr_copy(run->arena, first));
    if (second)
        list_push(run->arena, &made->arguments, second);
    return made;
}

static Expr *test(Arena *arena, const Expr *operand, const char *what, bool negated)
{
    Expr *made = expr_new(arena, EXPR_IS, operand->span);
    made->text = text_of(what);
    made->negated = negated;
    list_push(arena, &made->arguments, (Expr *)operand);
    return made;
}

/* The condition, or that the expression need not be computed. */
static Expr *or_not_computed(const Walk *run, Expr *condition)
{
    if (!run->others.count)
        return condition;
    Expr *either = expr_new(run->arena, EXPR_OR, condition->span);
    for (size_t i = 0; i < run->others.count; i++)
        list_push(run->arena, &either->arguments, run->others.items[i]);
    list_push(run->arena, &either->arguments, condition);
    return either;
}

void computable_demand(const Walk *run, Expr *condition)
{
    if (expr_reads_columns(condition))
        list_push(run->arena, run->found, or_not_computed(run, condition));
}

void computable_bound(const Walk *run, const Expr *operand, const char *symbol, int64_t bound)
{
    Expr *limit = computable_number(run, "", operand->span);
    limit->text = text_format(run->arena, "%" PRId64, bound);
    computable_demand(run, expr_operator(run->arena, symbol, expr_copy(run->arena, operand), limit));
}

void computable_match(const Walk *run, const Expr *operand, Text regex)
{
    TypeUse type = expr_type(run->scope, operand);
    if (type_is_text(&type))
        computable_demand(run, expr_operator(run->arena, "~", expr_copy(run->arena, operand),
                                             computable_text(run, regex, operand->span)));
}

/* ---- what may fail ---- */

/* Types of which it is told what computed texts they read. */
static bool is_read_well(const TypeUse *type)
{
    TypeCode code = type_code(type);
    TypeUse plain = type_plain(type);
    bool base = code >= TYPE_BOOL && code <= TYPE_MACADDR8 && code != TYPE_JSONPATH && code != TYPE_XML &&
                code != TYPE_MONEY;
    return base || plain.dimensions || plain.type->kind != TYPE_BASE;
}

static void walk_input(const Walk *run, const Expr *operand, const TypeUse *to, Span span)
{
    Expr *valid = computable_call(run, "pg_input_is_valid", operand,
                                  computable_text(run, type_print(run->arena, to), span));
    if (!is_read_well(to) && operand->kind != EXPR_COLUMN)
        return;
    computable_demand(run, valid);
}

/* Digits in base 16 or 2 that are made of texts alone; functions may make others of anything. */
static void walk_bits(const Walk *run, const Expr *operand)
{
    bool is_joined = operand->kind == EXPR_OPERATOR && operand->arguments.count == 2 &&
                     text_is(operand->text, "||") && operand->arguments.items[0]->kind == EXPR_STRING;
    const Expr *digits = is_joined ? operand->arguments.items[1] : operand;
    Text base = is_joined ? operand->arguments.items[0]->text : TEXT("");
    if (digits->kind == EXPR_COLUMN)
        computable_match(run, digits, text_is_nocase(base, "x") ? TEXT("^[0-9A-Fa-f]+$") : TEXT("^[01]+$"));
}

static bool is_bits(const TypeUse *type)
{
    return type_code(type) == TYPE_BIT || type_code(type) == TYPE_VARBIT;
}

static bool is_array_of_texts(const TypeUse *type)
{
    TypeUse element = type_element(type);
    return type->dimensions && type_is_text(&element);
}

static void walk_cast(const Walk *run, const Expr *cast)
{
    const Expr *operand = cast->arguments.items[0];
    TypeUse from = expr_type(run->scope, operand), to = cast->type, text = type_of_code("text");
    if (!type_is_known(&from) || !type_is_known(&to))
        return;
    if (type_is_number(&from) && type_is_number(&to))
        computable_fits(run, operand, &to);
    else if (type_is_text(&from) && from.dimensions == 0 && is_bits(&to))
        walk_bits(run, operand);
    else if (type_is_text(&from) && from.dimensions == 0 && !type_is_text(&to))
        walk_input(run, operand, &to, cast->span);
    else if (is_array_of_texts(&from) && !is_array_of_texts(&to) && operand->kind == EXPR_COLUMN)
        walk_input(run, condition_cast(run->arena, operand, &text), &to, cast->span);
    else if (type_code(&from) == TYPE_JSONB && (type_is_number(&to) || type_code(&to) == TYPE_BOOL))
        computable_demand(
            run, expr_operator(run->arena, "=", computable_call(run, "jsonb_typeof", operand, NULL),
                               computable_text(run, type_is_number(&to) ? TEXT("number") : TEXT("boolean"),
                                               cast->span)));
}

/* ---- ranges ---- */

/* Without casts and without what stands in for NULL. */
static const Expr *bare(const Expr *expr)
{
    bool coalesces = expr->kind == EXPR_CALL && !expr->qualifier.size && text_is(expr->text, "coalesce");
    return expr->arguments.count && (expr->kind == EXPR_CAST || coalesces) ? bare(expr->arguments.items[0])
                                                                           : expr;
}

static bool is_sum(const Expr *expr)
{
    return expr->kind == EXPR_OPERATOR && expr->arguments.count == 2 && text_is(expr->text, "+");
}

static bool is_known(const Expr *expr)
{
    return expr->kind == EXPR_COLUMN || expr->kind == EXPR_STRING || expr->kind == EXPR_NUMBER;
}

static void demand_order(const Walk *run, const Expr *low, Expr *high)
{
    Expr *order = expr_operator(run->arena, "<=", expr_copy(run->arena, low), high);
    computable_demand(run, order);
}

/* What is added to the lower bound is not negative: a column, or a column times a constant. */
static void demand_length(const Walk *run, const Expr *length)
{
    bool is_product =
        length->kind == EXPR_OPERATOR && length->arguments.count == 2 && text_is(length->text, "*");
    const Expr *first = is_product ? bare(length->arguments.items[0]) : length;
    const Expr *column = is_product && first->kind != EXPR_COLUMN ? bare(length->arguments.items[1]) : first;
    TypeUse type = expr_type(run->scope, column);
    if (column->kind != EXPR_COLUMN)
        return;
    Expr *none =
        type_is_number(&type)
            ? computable_number(run, "0", length->span)
            : condition_cast(run->arena, computable_text(run, TEXT("00:00:00"), length->span), &type);
    demand_order(run, none, expr_copy(run->arena, column));
}

/* A range's bounds are not the wrong way round. What is added to both of them is left out. */
static void walk_range(const Walk *run, const Expr *expr)
{
    const Expr *low = bare(expr->arguments.items[0]), *high = bare(expr->arguments.items[1]);
    if (expr->arguments.count > 2)
        computable_match(run, expr->arguments.items[2], TEXT("^[[(][])]$"));
    if (is_sum(low) && is_sum(high) &&
        expr_equal(bare(low->arguments.items[0]), bare(high->arguments.items[0]))) {
        low = bare(low->arguments.items[1]);
        high = bare(high->arguments.items[1]);
    } else if (is_sum(high) && expr_equal(low, bare(high->arguments.items[0]))) {
        demand_length(run, bare(high->arguments.items[1]));
    }
    if (is_known(low) && is_known(high) && (low->kind == EXPR_COLUMN || high->kind == EXPR_COLUMN) &&
        !expr_equal(low, high))
        demand_order(run, low, expr_copy(run->arena, high));
}

static bool makes_range(const Walk *run, const Expr *expr)
{
    TypeUse type = expr_type(run->scope, expr);
    return expr->arguments.count >= 2 && type_is_known(&type) && !type.dimensions &&
           type_plain(&type).type->kind == TYPE_RANGE && text_ends_with(expr->text, TEXT("range"));
}

/* ---- what is computed only sometimes ---- */

/* The same, with the part computed only where `other` is not true. */
static Walk unless(const Walk *run, Expr *other)
{
    Walk inside = *run;
    inside.others = (ExprList){0};
    for (size_t i = 0; i < run->others.count; i++)
        list_push(run->arena, &inside.others, run->others.items[i]);
    list_push(run->arena, &inside.others, other);
    return inside;
}

/* WHEN and THEN by turns; what is compared with an operand is not looked at. */
static void walk_case(const Walk *run, const Expr *expr)
{
    size_t count = expr->arguments.count;
    Walk rest = *run;
    if (expr->arguments.items[0]) {
        walk(run, expr->arguments.items[0]);
        return;
    }
    for (size_t i = 1; i + 2 < count; i += 2) {
        const Expr *when = expr->arguments.items[i];
        Walk then = unless(&rest, test(run->arena, when, "true", true));
        walk(&rest, when);
        walk(&then, expr->arguments.items[i + 1]);
        rest = unless(&rest, test(run->arena, when, "true", false));
    }
    if (expr->arguments.items[count - 1])
        walk(&rest, expr->arguments.items[count - 1]);
}

/* Each is computed where those before it don't decide. */
static void walk_in_turn(const Walk *run, const Expr *expr, const char *what, bool negated)
{
    Walk rest = *run;
    for (size_t i = 0; i < expr->arguments.count; i++) {
        walk(&rest, expr->arguments.items[i]);
        rest = unless(&rest, test(run->arena, expr->arguments.items[i], what, negated));
    }
}

static void walk_all(const Walk *run, const Expr *expr)
{
    for (size_t i = 0; i < expr->arguments.count; i++)
        if (expr->arguments.items[i])
            walk(run, expr->arguments.items[i]);
}

static void walk(const Walk *run, const Expr *expr)
{
    bool plain = expr->kind == EXPR_CALL && !expr->qualifier.size;
    if (expr->kind == EXPR_AGGREGATE) {
        walk(run, expr->arguments.items[0]);
    } else if (expr->kind == EXPR_CASE) {
        walk_case(run, expr);
    } else if (expr->kind == EXPR_AND || expr->kind == EXPR_OR) {
        walk_in_turn(run, expr, "true", expr->kind == EXPR_AND);
    } else if (plain && text_is(expr->text, "coalesce")) {
        walk_in_turn(run, expr, "null", true);
    } else {
        walk_all(run, expr);
        if (expr->kind == EXPR_CAST)
            walk_cast(run, expr);
        else if (expr->kind == EXPR_CALL && makes_range(run, expr))
            walk_range(run, expr);
        else if (expr->kind == EXPR_CALL)
            computable_of_call(run, expr);
        else if (expr->kind == EXPR_OPERATOR)
            computable_of_operator(run, expr);
    }
}

ExprList condition_computable(Arena *arena, const ExprScope *scope, const Expr *expr, const Expr *predicate)
{
    ExprList found = {0};
    Walk run = {.arena = arena, .scope = scope, .found = &found};
    if (predicate)
        run = unless(&run, test(arena, predicate, "true", true));
    walk(&run, condition_written_out(arena, scope, expr));
    return found;
}
