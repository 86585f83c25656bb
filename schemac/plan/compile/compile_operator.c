/* compile_operator.c: arithmetic, comparisons, concatenation. */
#include "plan/compile/compile_parts.h"

#include "model/expr_signature.h"
#include "model/type_convert.h"

#define DAY INT64_C(86400000000) /* in microseconds */

enum {
    MONTHS = 120000, /* of ten thousand years */
    DAYS = 3650000,
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

/* Digits and letters of one case stand in the order of their bytes in every locale; the order of others is a
 * fault. False where texts are no texts but labels of an enum. */
static bool note_order(Compiler *compiler, const Compiled *left, const Compiled *right)
{
    const TypeUse *types[] = {&left->type, &right->type};
    for (size_t i = 0; i < 2; i++)
        if (type_is_known(types[i]) && !type_is_text(types[i]))
            return false;
    Step *plain = step_call(compile_table(compiler), compile_name(compiler), VALUE_BOOL, "rt_text_is_ordered",
                            OPERANDS(op_step(left->value), op_step(right->value)));
    exact_note_fault(compiler, compile_not(compiler, plain));
    return true;
}

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
    bool is_order = c_symbol[0] == '<' || c_symbol[0] == '>';
    if (left.class == CLASS_TEXT && is_order && compiler->exact && !note_order(compiler, &left, &right))
        return compile_fail(compiler, "compares texts with", symbol);
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

/* ---- numbers ---- */

/* Division by zero is an error. */
static void note_zero(Compiler *compiler, const Compiled *divisor)
{
    if (compiler->exact && !bounds_exclude_zero(divisor->bounds))
        exact_note_fault(compiler, step_infix(compile_table(compiler), compile_name(compiler), VALUE_BOOL,
                                              "==", op_step(divisor->value), op_int(0)));
}

/* Whether numbers within the bounds can be calculated with, where that has to be exact. */
static bool has_room(const Compiler *compiler, ExprClass class, Bounds bounds)
{
    return !compiler->exact ||
           (class == CLASS_INT ? bounds_within(bounds, INT64_MIN, INT64_MAX) : bounds.known);
}

static Compiled no_room(Compiler *compiler, Text symbol)
{
    return compile_fail(compiler, "has numbers of too many digits for", symbol);
}

static Compiled divide(Compiler *compiler, Compiled left, Compiled right)
{
    TablePlan *table = compile_table(compiler);
    Step *null = compile_or(compiler, left.null, right.null);
    if (compiler->exact && left.class != CLASS_INT)
        return compile_fail(compiler, "divides numerics in", compiler->column->column->name);
    note_zero(compiler, &right);
    if (left.class == CLASS_INT)
        return (Compiled){.class = CLASS_INT,
                          .null = null,
                          .bounds =
                              bounds_either(left.bounds, bounds_difference(bounds_of(0, 0), left.bounds)),
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
    Bounds bounds = bounds_product(left.bounds, right.bounds);
    bool is_rounded = class == CLASS_NUMERIC && left.scale + right.scale > SCALE_LIMIT;
    if (compiler->failed || !has_room(compiler, class, bounds) || (compiler->exact && is_rounded))
        return no_room(compiler, TEXT("*"));
    Step *product = infix(compiler, compile_kind(left.class), "*", left.value, right.value);
    Compiled result = {.class = left.class,
                       .value = product,
                       .bounds = bounds,
                       .null = compile_or(compiler, left.null, right.null)};
    if (left.class == CLASS_NUMERIC)
        result.scale = left.scale + right.scale;
    return result.scale > SCALE_LIMIT ? compile_convert(compiler, result, CLASS_NUMERIC, SCALE_LIMIT)
                                      : result;
}

static bool is_number(ExprClass class)
{
    return class == CLASS_INT || class == CLASS_NUMERIC || class == CLASS_FLOAT;
}

/* The server raises an error for what is infinite or vanishes. */
static Compiled float_arithmetic(Compiler *compiler, Text symbol, Compiled left, Compiled right)
{
    TablePlan *table = compile_table(compiler);
    Compiled result = {.class = CLASS_FLOAT,
                       .null = compile_or(compiler, left.null, right.null),
                       .value = infix(compiler, VALUE_DOUBLE, text_string(table->plan->arena, symbol),
                                      left.value, right.value)};
    if (!compiler->exact)
        return result;
    const char *check = text_is(symbol, "*")   ? "rt_is_product"
                        : text_is(symbol, "/") ? "rt_is_quotient"
                                               : "rt_is_finite";
    Operand operands[] = {op_step(result.value), op_step(left.value), op_step(right.value)};
    Step *sound = step_call(table, compile_name(compiler), VALUE_BOOL, check, operands,
                            text_is(symbol, "*") || text_is(symbol, "/") ? 3 : 1);
    exact_note_fault(compiler, compile_not(compiler, sound));
    return result;
}

/* Sums and differences, of one class and scale. */
static Compiled add(Compiler *compiler, Text symbol, Compiled left, Compiled right)
{
    Compiled result = {
        .class = left.class, .scale = left.scale, .null = compile_or(compiler, left.null, right.null)};
    result.bounds = text_is(symbol, "+") ? bounds_sum(left.bounds, right.bounds)
                                         : bounds_difference(left.bounds, right.bounds);
    if (!has_room(compiler, result.class, result.bounds))
        return no_room(compiler, symbol);
    result.value = infix(compiler, compile_kind(left.class),
                         text_string(compile_table(compiler)->plan->arena, symbol), left.value, right.value);
    return result;
}

static Compiled remainder_of(Compiler *compiler, Compiled left, Compiled right)
{
    TablePlan *table = compile_table(compiler);
    Compiled result = {.class = left.class,
                       .scale = left.scale,
                       .bounds = bounds_remainder(right.bounds),
                       .null = compile_or(compiler, left.null, right.null)};
    bool is_int = left.class == CLASS_INT;
    note_zero(compiler, &right);
    result.value = step_call(table, compile_name(compiler), compile_kind(left.class),
                             is_int ? "rt_remainder_int" : "rt_remainder_numeric",
                             OPERANDS(op_step(left.value), op_step(right.value)));
    return result;
}

static Compiled number_arithmetic(Compiler *compiler, Text symbol, Compiled left, Compiled right)
{
    bool floats = left.class == CLASS_FLOAT || right.class == CLASS_FLOAT;
    if (text_is(symbol, "*") && !floats && is_number(left.class) && is_number(right.class))
        return multiply(compiler, left, right);
    if (!compile_unify(compiler, &left, &right) || !is_number(left.class))
        return compile_fail(compiler, "calculates with what is no number, with", symbol);
    if (floats)
        return float_arithmetic(compiler, symbol, left, right);
    if (text_is(symbol, "+") || text_is(symbol, "-"))
        return add(compiler, symbol, left, right);
    return text_is(symbol, "/") ? divide(compiler, left, right) : remainder_of(compiler, left, right);
}

Compiled compile_modulo(Compiler *compiler, const Expr *expr)
{
    Compiled left = compile_expr(compiler, expr->arguments.items[0]);
    Compiled right = compile_expr(compiler, expr->arguments.items[1]);
    return compiler->failed ? left : number_arithmetic(compiler, TEXT("%"), left, right);
}

/* ---- dates ---- */

/* A date or timestamp and an interval; `sign` is −1 for subtraction. */
static Compiled shift(Compiler *compiler, Compiled moment, Compiled interval, int sign)
{
    TablePlan *table = compile_table(compiler);
    bool is_long = interval.months / MONTHS || interval.days / DAYS || interval.microseconds / DAY / DAYS;
    moment = compile_convert(compiler, moment, CLASS_TIMESTAMP, 0);
    if (compiler->failed || (compiler->exact && is_long))
        return compile_fail(compiler, "adds an interval that is too long, with", TEXT("+"));
    if (interval.months)
        moment.value = step_call(table, compile_name(compiler), VALUE_INT64, "rt_add_months",
                                 OPERANDS(op_step(moment.value), op_int(sign * interval.months)));
    int64_t rest = sign * (interval.days * DAY + interval.microseconds);
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
    bool is_day = (left.class == CLASS_DATE && right.class == CLASS_INT) ||
                  (left.class == CLASS_INT && right.class == CLASS_DATE && !minus);
    if (!is_day && !(left.class == CLASS_DATE && right.class == CLASS_DATE && minus))
        return compile_fail(compiler, "adds what can't be added, with", symbol);
    Compiled result = add(compiler, symbol, left, right);
    result.class = is_day ? CLASS_DATE : CLASS_INT;
    return result;
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
    if (text_is(expr->text, "-"))
        value.bounds = bounds_difference(bounds_of(0, 0), value.bounds);
    return has_room(compiler, value.class, value.bounds) || value.class == CLASS_FLOAT
               ? value
               : no_room(compiler, expr->text);
}

/* The bit operators of whole numbers as C has them; NULL: another operator. */
static const char *bit_symbol(Text symbol)
{
    return text_is(symbol, "&") ? "&" : text_is(symbol, "|") ? "|" : text_is(symbol, "#") ? "^" : NULL;
}

/* As long as the longer of the two. */
static Compiled bits(Compiler *compiler, const char *symbol, Compiled left, Compiled right)
{
    left = compile_convert(compiler, left, CLASS_INT, 0);
    right = compile_convert(compiler, right, CLASS_INT, 0);
    if (compiler->failed)
        return left;
    return (Compiled){.class = CLASS_INT,
                      .null = compile_or(compiler, left.null, right.null),
                      .value = infix(compiler, VALUE_INT64, symbol, left.value, right.value)};
}

static bool is_arithmetic(Text symbol)
{
    return text_is(symbol, "+") || text_is(symbol, "-") || text_is(symbol, "*") || text_is(symbol, "/") ||
           text_is(symbol, "%");
}

bool compile_knows_operator(const Expr *expr)
{
    return !expr->qualifier.size && (is_arithmetic(expr->text) || text_is(expr->text, "||") ||
                                     operator_is_comparison(expr->text) || bit_symbol(expr->text));
}

Compiled compile_operator(Compiler *compiler, const Expr *expr)
{
    if (expr->arguments.count == 1)
        return text_is(expr->text, "-") || text_is(expr->text, "+")
                   ? negate(compiler, expr)
                   : compile_fail(compiler, "has the operator", expr->text);
    const Expr *fields = expr_row_comparison(compile_table(compiler)->plan->arena, expr);
    if (fields)
        return compile_expr(compiler, fields);
    Compiled left = compile_expr(compiler, expr->arguments.items[0]);
    Compiled right = compile_expr(compiler, expr->arguments.items[1]);
    if (compiler->failed)
        return left;
    if (text_is(expr->text, "||"))
        return concatenate(compiler, left, right);
    if (bit_symbol(expr->text) && left.class == CLASS_INT)
        return bits(compiler, bit_symbol(expr->text), left, right);
    if (!is_arithmetic(expr->text))
        return compile_comparison(compiler, expr->text, left, right);
    bool dates = is_moment(left.class) || is_moment(right.class);
    return dates ? date_arithmetic(compiler, expr->text, left, right)
                 : number_arithmetic(compiler, expr->text, left, right);
}
