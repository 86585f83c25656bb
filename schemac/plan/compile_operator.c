/* compile_operator.c: arithmetic, comparisons, concatenation. */
#include "plan/compile_parts.h"

enum {
    QUOTIENT_SCALE = 8, /* digits after the point of quotients of numerics, at least */
    SCALE_LIMIT = 18    /* digits after the point that 128 bits leave room for */
};

static Step *infix(Compiler *compiler, ValueKind kind, const char *symbol, Step *a, Step *b)
{
    return step_infix(compile_table(compiler), compile_name(compiler), kind, symbol, op_step(a), op_step(b));
}

static int rank(ExprClass class)
{
    switch (class) {
    case CLASS_NULL:
        return 0;
    case CLASS_UNKNOWN:
        return 1;
    case CLASS_INT:
        return 2;
    case CLASS_NUMERIC:
        return 3;
    case CLASS_DATE:
        return 3;
    default:
        return 4;
    }
}

bool compile_unify(Compiler *compiler, Compiled *a, Compiled *b)
{
    ExprClass class = rank(a->class) >= rank(b->class) ? a->class : b->class;
    int scale = a->scale > b->scale ? a->scale : b->scale;
    if (class == CLASS_UNKNOWN || class == CLASS_NULL)
        class = CLASS_TEXT;
    *a = compile_convert(compiler, *a, class, scale);
    *b = compile_convert(compiler, *b, class, scale);
    return !compiler->failed;
}

/* ---- comparisons ---- */

Compiled compile_comparison(Compiler *compiler, Text symbol, Compiled left, Compiled right)
{
    static const char *const c_symbols[][2] = {{"=", "=="},  {"<>", "!="}, {"<", "<"},
                                               {"<=", "<="}, {">", ">"},   {">=", ">="}};
    const char *c_symbol = NULL;
    for (size_t i = 0; i < sizeof c_symbols / sizeof *c_symbols; i++)
        if (text_is(symbol, c_symbols[i][0]))
            c_symbol = c_symbols[i][1];
    if (!c_symbol || !compile_unify(compiler, &left, &right))
        return compile_fail(compiler, "compares with", symbol);
    Step *truth;
    if (left.class == CLASS_TEXT) {
        Step *order = step_call(compile_table(compiler), compile_name(compiler), VALUE_INT32,
                                "rt_text_compare", OPERANDS(op_step(left.value), op_step(right.value)));
        truth = step_infix(compile_table(compiler), compile_name(compiler), VALUE_BOOL, c_symbol,
                           op_step(order), op_int(0));
    } else if (left.class == CLASS_UUID || left.class == CLASS_OTHER || left.class == CLASS_INTERVAL) {
        return compile_fail(compiler, "compares values that can't be compared here, with", symbol);
    } else {
        truth = infix(compiler, VALUE_BOOL, c_symbol, left.value, right.value);
    }
    return (Compiled){
        .class = CLASS_BOOL, .value = truth, .null = compile_or(compiler, left.null, right.null)};
}

/* ---- dates ---- */

/* A date or timestamp and an interval; `sign` is −1 for subtraction. */
static Compiled shift(Compiler *compiler, Compiled moment, Compiled interval, int sign)
{
    TablePlan *table = compile_table(compiler);
    moment = compile_convert(compiler, moment, CLASS_TIMESTAMP, 0);
    if (compiler->failed)
        return moment;
    if (interval.months)
        moment.value = step_call(table, compile_name(compiler), VALUE_INT64, "rt_add_months",
                                 OPERANDS(op_step(moment.value), op_int(sign * interval.months)));
    int64_t rest = sign * (interval.days * INT64_C(86400000000) + interval.microseconds);
    if (rest)
        moment.value =
            step_infix(table, compile_name(compiler), VALUE_INT64, "+", op_step(moment.value), op_int(rest));
    return moment;
}

static bool is_moment(ExprClass class)
{
    return class == CLASS_DATE || class == CLASS_TIMESTAMP;
}

/* The forms that dates have; CLASS_NULL without a value where it is none of them. */
static Compiled date_arithmetic(Compiler *compiler, Text symbol, Compiled left, Compiled right)
{
    bool minus = text_is(symbol, "-");
    if (is_moment(left.class) && right.class == CLASS_UNKNOWN && !minus)
        right = compile_literal(compiler, right.text, CLASS_INTERVAL);
    if (is_moment(left.class) && right.class == CLASS_INTERVAL)
        return shift(compiler, left, right, minus ? -1 : 1);
    if (left.class == CLASS_INTERVAL && is_moment(right.class) && !minus)
        return shift(compiler, right, left, 1);
    Step *null = compile_or(compiler, left.null, right.null);
    if (left.class == CLASS_DATE && right.class == CLASS_INT)
        return (Compiled){.class = CLASS_DATE,
                          .value = infix(compiler, VALUE_INT64, minus ? "-" : "+", left.value, right.value),
                          .null = null};
    if (left.class == CLASS_INT && right.class == CLASS_DATE && !minus)
        return (Compiled){.class = CLASS_DATE,
                          .value = infix(compiler, VALUE_INT64, "+", left.value, right.value),
                          .null = null};
    if (left.class == CLASS_DATE && right.class == CLASS_DATE && minus)
        return (Compiled){.class = CLASS_INT,
                          .value = infix(compiler, VALUE_INT64, "-", left.value, right.value),
                          .null = null};
    return compile_fail(compiler, "adds what can't be added, with", symbol);
}

/* ---- numbers ---- */

static Compiled divide(Compiler *compiler, Compiled left, Compiled right)
{
    TablePlan *table = compile_table(compiler);
    Step *null = compile_or(compiler, left.null, right.null);
    if (left.class == CLASS_INT)
        return (Compiled){.class = CLASS_INT,
                          .null = null,
                          .value = step_call(table, compile_name(compiler), VALUE_INT64, "rt_divide_int",
                                             OPERANDS(op_step(left.value), op_step(right.value)))};
    int scale = left.scale > QUOTIENT_SCALE ? left.scale : QUOTIENT_SCALE;
    return (Compiled){
        .class = CLASS_NUMERIC,
        .scale = scale,
        .null = null,
        .value = step_call(table, compile_name(compiler), VALUE_WIDE, "rt_divide_numeric",
                           OPERANDS(op_step(left.value), op_step(right.value), op_uint((uint64_t)scale)))};
}

/* Factors keep the digits that each has after the point. */
static Compiled multiply(Compiler *compiler, Compiled left, Compiled right)
{
    ExprClass class = rank(left.class) >= rank(right.class) ? left.class : right.class;
    left = compile_convert(compiler, left, class, left.scale);
    right = compile_convert(compiler, right, class, right.scale);
    if (compiler->failed)
        return left;
    Step *product = infix(compiler, compile_kind(left.class), "*", left.value, right.value);
    Compiled result = {
        .class = left.class, .value = product, .null = compile_or(compiler, left.null, right.null)};
    if (left.class == CLASS_NUMERIC)
        result.scale = left.scale + right.scale;
    return result.scale > SCALE_LIMIT ? compile_convert(compiler, result, CLASS_NUMERIC, SCALE_LIMIT)
                                      : result;
}

static bool is_number(ExprClass class)
{
    return class == CLASS_INT || class == CLASS_NUMERIC || class == CLASS_FLOAT;
}

static Compiled number_arithmetic(Compiler *compiler, Text symbol, Compiled left, Compiled right)
{
    bool floats = left.class == CLASS_FLOAT || right.class == CLASS_FLOAT;
    if (text_is(symbol, "*") && !floats && is_number(left.class) && is_number(right.class))
        return multiply(compiler, left, right);
    if (!compile_unify(compiler, &left, &right) || !is_number(left.class))
        return compile_fail(compiler, "calculates with what is no number, with", symbol);
    Step *null = compile_or(compiler, left.null, right.null);
    if (floats || text_is(symbol, "+") || text_is(symbol, "-"))
        return (Compiled){.class = left.class,
                          .scale = left.scale,
                          .null = null,
                          .value = infix(compiler, compile_kind(left.class),
                                         text_string(compile_table(compiler)->plan->arena, symbol),
                                         left.value, right.value)};
    if (text_is(symbol, "/"))
        return divide(compiler, left, right);
    if (left.class != CLASS_INT)
        return compile_fail(compiler, "takes the remainder of numerics, with", symbol);
    return (Compiled){.class = CLASS_INT,
                      .null = null,
                      .value =
                          step_call(compile_table(compiler), compile_name(compiler), VALUE_INT64,
                                    "rt_remainder_int", OPERANDS(op_step(left.value), op_step(right.value)))};
}

static Compiled concatenate(Compiler *compiler, Compiled left, Compiled right)
{
    left = compile_convert(compiler, left, CLASS_TEXT, 0);
    right = compile_convert(compiler, right, CLASS_TEXT, 0);
    if (compiler->failed)
        return left;
    return (Compiled){.class = CLASS_TEXT,
                      .null = compile_or(compiler, left.null, right.null),
                      .value = step_call(compile_table(compiler), compile_name(compiler), VALUE_TEXT,
                                         "rt_text_concat",
                                         OPERANDS(op_scratch(), op_step(left.value), op_step(right.value)))};
}

static Compiled negate(Compiler *compiler, const Expr *expr)
{
    Compiled value = compile_expr(compiler, expr->arguments.items[0]);
    if (compiler->failed)
        return value;
    if (value.class == CLASS_UNKNOWN)
        value = compile_literal(compiler, value.text, CLASS_NUMERIC);
    if (!is_number(value.class))
        return compile_fail(compiler, "negates what is no number, with", expr->text);
    if (text_is(expr->text, "-"))
        value.value = step_prefix(compile_table(compiler), compile_name(compiler), compile_kind(value.class),
                                  "-", op_step(value.value));
    return value;
}

static bool is_arithmetic(Text symbol)
{
    return text_is(symbol, "+") || text_is(symbol, "-") || text_is(symbol, "*") || text_is(symbol, "/") ||
           text_is(symbol, "%");
}

Compiled compile_operator(Compiler *compiler, const Expr *expr)
{
    if (expr->arguments.count == 1)
        return text_is(expr->text, "-") || text_is(expr->text, "+")
                   ? negate(compiler, expr)
                   : compile_fail(compiler, "has the operator", expr->text);
    Compiled left = compile_expr(compiler, expr->arguments.items[0]);
    Compiled right = compile_expr(compiler, expr->arguments.items[1]);
    if (compiler->failed)
        return left;
    if (text_is(expr->text, "||"))
        return concatenate(compiler, left, right);
    if (!is_arithmetic(expr->text))
        return compile_comparison(compiler, expr->text, left, right);
    bool dates = is_moment(left.class) || is_moment(right.class);
    return dates ? date_arithmetic(compiler, expr->text, left, right)
                 : number_arithmetic(compiler, expr->text, left, right);
}
