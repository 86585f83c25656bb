/* compile_logic.c: AND, OR, NOT, IS, ANY, CASE and the choices that are written as calls. A truth that is
 * NULL has the value false. */
#include "plan/compile/compile_parts.h"

static Step *infix(Compiler *compiler, const char *symbol, Step *a, Step *b)
{
    return step_infix(compile_table(compiler), compile_name(compiler), VALUE_BOOL, symbol, op_step(a),
                      op_step(b));
}

static Step *and_of(Compiler *compiler, Step *a, Step *b)
{
    return !a || !b ? (a ? a : b) : infix(compiler, "&&", a, b);
}

static Step *constant(Compiler *compiler, bool value)
{
    return step_value(compile_table(compiler), compile_name(compiler), VALUE_BOOL,
                      op_name(value ? "true" : "false"));
}

/* The truth with false in the place of NULL. */
static Compiled settled(Compiler *compiler, Compiled truth)
{
    truth = compile_convert(compiler, truth, CLASS_BOOL, 0);
    if (!compiler->failed && truth.null)
        truth.value = infix(compiler, "&&", truth.value, compile_not(compiler, truth.null));
    return truth;
}

static Step *is_false(Compiler *compiler, Compiled truth)
{
    Step *not_true = compile_not(compiler, truth.value);
    return truth.null ? infix(compiler, "&&", not_true, compile_not(compiler, truth.null)) : not_true;
}

/* NULL where one side is NULL and the other does not decide. */
static Compiled join(Compiler *compiler, bool is_and, Compiled a, Compiled b)
{
    Compiled result = {.class = CLASS_BOOL};
    if (compiler->failed)
        return result;
    result.value = infix(compiler, is_and ? "&&" : "||", a.value, b.value);
    if (!a.null && !b.null)
        return result;
    Step *decided =
        is_and ? compile_or(compiler, is_false(compiler, a), is_false(compiler, b)) : result.value;
    result.null = and_of(compiler, compile_or(compiler, a.null, b.null), compile_not(compiler, decided));
    return result;
}

static Compiled chain(Compiler *compiler, const Expr *expr)
{
    Compiled result = settled(compiler, compile_expr(compiler, expr->arguments.items[0]));
    for (size_t i = 1; i < expr->arguments.count && !compiler->failed; i++)
        result = join(compiler, expr->kind == EXPR_AND, result,
                      settled(compiler, compile_expr(compiler, expr->arguments.items[i])));
    return result;
}

static Compiled negation(Compiler *compiler, const Expr *expr)
{
    Compiled value = settled(compiler, compile_expr(compiler, expr->arguments.items[0]));
    if (!compiler->failed)
        value.value = is_false(compiler, value);
    return value;
}

static Compiled test(Compiler *compiler, const Expr *expr)
{
    Compiled value = compile_expr(compiler, expr->arguments.items[0]);
    Step *truth = NULL;
    if (compiler->failed)
        return value;
    if (text_is(expr->text, "null") || text_is(expr->text, "unknown")) {
        truth = value.class == CLASS_NULL ? constant(compiler, true)
                : value.null              ? value.null
                                          : constant(compiler, false);
    } else if (text_is(expr->text, "true") || text_is(expr->text, "false")) {
        value = settled(compiler, value);
        truth = compiler->failed              ? NULL
                : text_is(expr->text, "true") ? value.value
                                              : is_false(compiler, value);
    }
    if (!truth)
        return compile_fail(compiler, "has the test IS", expr->text);
    return (Compiled){.class = CLASS_BOOL, .value = expr->negated ? compile_not(compiler, truth) : truth};
}

static Compiled distinct(Compiler *compiler, const Expr *expr)
{
    Compiled a = compile_expr(compiler, expr->arguments.items[0]),
             b = compile_expr(compiler, expr->arguments.items[1]);
    if (compiler->failed || !compile_unify(compiler, &a, &b))
        return a;
    Compiled equal = settled(compiler, compile_comparison(compiler, TEXT("="), a, b));
    if (compiler->failed)
        return equal;
    Step *both_null = a.null && b.null ? infix(compiler, "&&", a.null, b.null) : NULL;
    Step *same = compile_or(compiler, equal.value, both_null);
    return (Compiled){.class = CLASS_BOOL, .value = expr->negated ? same : compile_not(compiler, same)};
}

/* x = ANY (ARRAY[a, b]) is x = a OR x = b; ALL is AND. */
static Compiled quantified(Compiler *compiler, const Expr *expr)
{
    const Expr *array = expr->arguments.items[1];
    while (array->kind == EXPR_CAST)
        array = array->arguments.items[0];
    if (array->kind != EXPR_ARRAY || !array->arguments.count)
        return compile_fail(compiler, "compares with an array that is not written out, with", expr->text);
    Compiled left = compile_expr(compiler, expr->arguments.items[0]), result = {0};
    for (size_t i = 0; i < array->arguments.count && !compiler->failed; i++) {
        Compiled one =
            settled(compiler, compile_comparison(compiler, expr->text, left,
                                                 compile_expr(compiler, array->arguments.items[i])));
        result = i ? join(compiler, expr->kind == EXPR_ALL, result, one) : one;
    }
    return result;
}

Compiled compile_logic(Compiler *compiler, const Expr *expr)
{
    switch (expr->kind) {
    case EXPR_NOT:
        return negation(compiler, expr);
    case EXPR_IS:
        return test(compiler, expr);
    case EXPR_DISTINCT:
        return distinct(compiler, expr);
    case EXPR_ANY:
    case EXPR_ALL:
        return quantified(compiler, expr);
    default:
        return chain(compiler, expr);
    }
}

/* ---- choices ---- */

Compiled compile_choose(Compiler *compiler, Step *condition, Compiled yes, Compiled no)
{
    if (compiler->failed || !compile_unify(compiler, &yes, &no))
        return no;
    TablePlan *table = compile_table(compiler);
    Compiled result = {
        .class = yes.class, .scale = yes.scale, .bounds = bounds_either(yes.bounds, no.bounds)};
    result.value = step_choose(table, compile_name(compiler), yes.value->kind, op_step(condition),
                               op_step(yes.value), op_step(no.value));
    if (yes.null || no.null) {
        Step *never = constant(compiler, false);
        result.null = step_choose(table, compile_name(compiler), VALUE_BOOL, op_step(condition),
                                  op_step(yes.null ? yes.null : never), op_step(no.null ? no.null : never));
    }
    return result;
}

/* From the last branch to the first. */
Compiled compile_case(Compiler *compiler, const Expr *expr)
{
    const ExprList *parts = &expr->arguments;
    const Expr *operand = parts->items[0], *otherwise = parts->items[parts->count - 1];
    Compiled subject = operand ? compile_expr(compiler, operand) : (Compiled){0};
    Compiled result = otherwise ? compile_expr(compiler, otherwise) : (Compiled){.class = CLASS_NULL};
    for (size_t i = parts->count - 2; i >= 2 && !compiler->failed; i -= 2) {
        Compiled when = compile_expr(compiler, parts->items[i - 1]);
        if (operand && !compiler->failed)
            when = compile_comparison(compiler, TEXT("="), subject, when);
        when = settled(compiler, when);
        Compiled then = compile_expr(compiler, parts->items[i]);
        result = compile_choose(compiler, when.value, then, result);
    }
    return result;
}

Compiled compile_coalesce(Compiler *compiler, const Expr *expr)
{
    Compiled result = compile_expr(compiler, expr->arguments.items[expr->arguments.count - 1]);
    for (size_t i = expr->arguments.count - 1; i-- > 0 && !compiler->failed;) {
        Compiled first = compile_expr(compiler, expr->arguments.items[i]);
        if (!compiler->failed && first.class != CLASS_NULL)
            result = first.null ? compile_choose(compiler, first.null, result,
                                                 (Compiled){.class = first.class,
                                                            .value = first.value,
                                                            .scale = first.scale,
                                                            .bounds = first.bounds})
                                : first;
    }
    return result;
}

/* The one of two that the symbol puts first; NULL only where both are. */
static Compiled extreme_of(Compiler *compiler, Text symbol, Compiled a, Compiled b)
{
    if (compiler->failed || a.class == CLASS_NULL || b.class == CLASS_NULL)
        return b.class == CLASS_NULL ? a : b;
    Compiled takes = settled(compiler, compile_comparison(compiler, symbol, b, a));
    if (compiler->failed)
        return takes;
    if (a.null)
        takes.value = compile_or(compiler, takes.value,
                                 and_of(compiler, a.null, b.null ? compile_not(compiler, b.null) : NULL));
    Compiled result = compile_choose(compiler, takes.value, b, a);
    result.null = a.null && b.null ? infix(compiler, "&&", a.null, b.null) : NULL;
    return result;
}

Compiled compile_extreme(Compiler *compiler, const Expr *expr)
{
    Text symbol = text_is_nocase(expr->text, "greatest") ? TEXT(">") : TEXT("<");
    Compiled result = {.class = CLASS_NULL};
    for (size_t i = 0; i < expr->arguments.count && !compiler->failed; i++)
        result = extreme_of(compiler, symbol, result, compile_expr(compiler, expr->arguments.items[i]));
    return result;
}
