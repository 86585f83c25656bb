/* evaluate_arithmetic.c: operators and functions of numbers. */
#include "evaluate/evaluate_number.h"

#include <math.h>
#include <string.h>

static bool is_nan(const Datum *datum)
{
    return text_is(datum->text, "NaN");
}

/* ---- operators ---- */

static bool read_int(const Datum *datum, int64_t *value)
{
    return text_to_int64(datum->text, value);
}

static Datum reckon_integer(Evaluator *evaluator, char symbol, int64_t a, int64_t b, TypeUse type)
{
    if ((symbol == '/' || symbol == '%') && b == 0)
        return datum_error();
    Wide x = a, y = b;
    Wide value = symbol == '+'   ? x + y
                 : symbol == '-' ? x - y
                 : symbol == '*' ? x * y
                 : symbol == '/' ? x / y
                                 : x % y;
    return datum_integer(evaluator, value, type);
}

static Datum reckon_exact(Evaluator *evaluator, char symbol, const Datum *left, const Datum *right,
                          TypeUse type)
{
    Exact a, b, value;
    if (text_is(left->text, "NaN") || text_is(right->text, "NaN"))
        return number_is_special(left->text) && number_is_special(right->text)
                   ? datum_unknown()
                   : datum_make(type, TEXT("NaN"));
    if (!exact_read(left->text, &a) || !exact_read(right->text, &b))
        return datum_unknown();
    if ((symbol == '/' || symbol == '%') && b.digits == 0)
        return datum_error();
    return exact_reckon(symbol, a, b, &value) ? number_make(evaluator, value, type) : datum_unknown();
}

/* In the precision of the type; no numbers of twice the precision come between. */
static double reckoned(char symbol, double a, double b, bool single)
{
    float x = (float)a, y = (float)b;
    switch (symbol) {
    case '+':
        return single ? (double)(x + y) : a + b;
    case '-':
        return single ? (double)(x - y) : a - b;
    case '*':
        return single ? (double)(x * y) : a * b;
    default:
        return single ? (double)(x / y) : a / b;
    }
}

static Datum reckon_float(Evaluator *evaluator, char symbol, const Datum *left, const Datum *right,
                          TypeUse type)
{
    double a, b;
    if (!number_read_float(left, &a) || !number_read_float(right, &b))
        return datum_unknown();
    if (symbol == '/' && (isinf(b) || (b == 0 && isnan(a)))) /* an error before version 13 */
        return datum_unknown();
    if (symbol == '/' && b == 0)
        return datum_error();
    double value = reckoned(symbol, a, b, type_code(&type) == TYPE_FLOAT4);
    bool zero = symbol == '+' || symbol == '-' || a == 0 || (symbol == '*' && b == 0);
    return number_checked_float(evaluator, value, isinf(a) || isinf(b), zero, type);
}

static Datum bits_of_integers(Evaluator *evaluator, Text symbol, int64_t a, int64_t b, TypeUse type)
{
    int64_t low, high;
    if (!number_range(&type, &low, &high))
        return datum_unknown();
    if (text_is(symbol, "&"))
        return datum_integer(evaluator, a & b, type);
    if (text_is(symbol, "|"))
        return datum_integer(evaluator, a | b, type);
    if (text_is(symbol, "#"))
        return datum_integer(evaluator, a ^ b, type);
    bool safe = b >= 0 && b < 15 && a >= 0 && a <= high >> b;
    if (text_is(symbol, ">>") && b >= 0 && b < (type_code(&type) == TYPE_INT8 ? 64 : 32))
        return datum_integer(evaluator, a >> b, type);
    return text_is(symbol, "<<") && safe ? datum_integer(evaluator, a << b, type) : datum_unknown();
}

Datum number_operator(Evaluator *evaluator, Text symbol, const Datum *left, const Datum *right,
                      TypeUse result)
{
    int64_t a, b;
    char sign = symbol.data[0];
    Datum sides[] = {*left, *right};
    if (text_is(symbol, "^"))
        return number_power(evaluator, sides, 2, result);
    bool reckons = symbol.size == 1 && strchr("+-*/%", sign);
    if (type_is_integer(&result)) {
        if (!read_int(left, &a) || !read_int(right, &b))
            return datum_unknown();
        return reckons ? reckon_integer(evaluator, sign, a, b, result)
                       : bits_of_integers(evaluator, symbol, a, b, result);
    }
    if (!reckons)
        return datum_unknown();
    if (type_code(&result) == TYPE_NUMERIC)
        return reckon_exact(evaluator, sign, left, right, result);
    return number_is_float(&result) && sign != '%' ? reckon_float(evaluator, sign, left, right, result)
                                                   : datum_unknown();
}

static Datum negated(Evaluator *evaluator, const Datum *operand)
{
    Exact value;
    double real;
    if (number_is_float(&operand->type))
        return number_read_float(operand, &real) ? number_make_float(evaluator, -real, operand->type)
                                                 : datum_unknown();
    if (text_is(operand->text, "NaN"))
        return *operand;
    if (!exact_read(operand->text, &value))
        return datum_unknown();
    value.digits = -value.digits;
    return number_make(evaluator, value, operand->type);
}

Datum number_prefix(Evaluator *evaluator, Text symbol, const Datum *operand)
{
    int64_t value;
    if (text_is(symbol, "+"))
        return *operand;
    if (text_is(symbol, "-"))
        return negated(evaluator, operand);
    if (text_is(symbol, "@"))
        return number_abs(evaluator, operand, 1, operand->type);
    if (text_is(symbol, "~") && type_is_integer(&operand->type) && read_int(operand, &value))
        return datum_integer(evaluator, ~value, operand->type);
    return datum_unknown();
}

/* ---- functions ---- */

static double whole_above(double value)
{
    double whole = number_cut(value);
    return whole < value ? whole + 1 : whole;
}

static double whole_below(double value)
{
    double whole = number_cut(value);
    return whole > value ? whole - 1 : whole;
}

Datum number_abs(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)count;
    (void)result;
    return text_starts_with(arguments->text, TEXT("-")) ? negated(evaluator, arguments) : *arguments;
}

/* A function of a float8 that is a whole number, or of a numeric. */
static Datum whole_part(Evaluator *evaluator, const Datum *argument, double (*of_float)(double),
                        Exact (*of_exact)(Exact), TypeUse result)
{
    double real;
    Exact value;
    if (is_nan(argument))
        return *argument;
    if (number_is_float(&argument->type))
        return number_read_float(argument, &real) && isfinite(real)
                   ? number_make_float(evaluator, of_float(real), result)
                   : datum_unknown();
    return exact_read(argument->text, &value) ? number_make(evaluator, of_exact(value), result)
                                              : datum_unknown();
}

Datum number_ceil(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)count;
    return whole_part(evaluator, arguments, whole_above, exact_ceiling, result);
}

Datum number_floor(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)count;
    return whole_part(evaluator, arguments, whole_below, exact_floor, result);
}

/* How many digits round and trunc keep. */
static bool read_scale(const Datum *arguments, size_t count, int *scale)
{
    int64_t value = 0;
    if (count > 1 && (!read_int(&arguments[1], &value) || value < -30 || value > 30))
        return false;
    *scale = (int)value;
    return true;
}

/* What of_float makes of a float8 and of_exact of a numeric, to as many digits as are asked for. */
static Datum with_scale(Evaluator *evaluator, const Datum *arguments, size_t count,
                        double (*of_float)(double), bool (*of_exact)(Exact, int, Exact *), TypeUse result)
{
    Exact value, kept;
    int scale;
    if (is_nan(arguments))
        return *arguments;
    if (number_is_float(&arguments->type))
        return count == 1 ? whole_part(evaluator, arguments, of_float, NULL, result) : datum_unknown();
    if (!read_scale(arguments, count, &scale) || !exact_read(arguments->text, &value) ||
        !of_exact(value, scale, &kept))
        return datum_unknown();
    return number_make(evaluator, kept, result);
}

Datum number_round(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    return with_scale(evaluator, arguments, count, number_nearest, exact_rescale, result);
}

Datum number_trunc(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    return with_scale(evaluator, arguments, count, number_cut, exact_truncate, result);
}

Datum number_sign(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    double value;
    (void)count;
    if (is_nan(arguments))
        return number_is_float(&result) ? datum_make(result, TEXT("0")) : *arguments;
    if (!number_read_float(arguments, &value) || isnan(value))
        return datum_unknown();
    int sign = (value > 0) - (value < 0);
    return number_is_float(&result) ? number_make_float(evaluator, sign, result)
                                    : number_make(evaluator, (Exact){sign, 0}, result);
}

Datum number_mod(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)count;
    return number_operator(evaluator, TEXT("%"), &arguments[0], &arguments[1], result);
}

Datum number_div(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Exact a, b, rest, whole;
    (void)count;
    if (!exact_read(arguments[0].text, &a) || !exact_read(arguments[1].text, &b))
        return datum_unknown();
    if (b.digits == 0)
        return datum_error();
    if (!exact_reckon('%', a, b, &rest) || !exact_reckon('-', a, rest, &whole) ||
        !exact_reckon('/', whole, b, &whole) || !exact_rescale(whole, 0, &whole))
        return datum_unknown();
    return number_make(evaluator, whole, result);
}

/* Whole powers of whole floats, where each product is exact; of numerics the scale is not reckoned. */
Datum number_power(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    const double exact_limit = 9007199254740992.0;
    double base, exponent, value = 1;
    (void)count;
    if (type_code(&result) != TYPE_FLOAT8 || !number_read_float(&arguments[0], &base) ||
        !number_read_float(&arguments[1], &exponent) || exponent < 0 || exponent > 64 ||
        number_cut(exponent) != exponent || number_cut(base) != base || fabs(base) > exact_limit)
        return datum_unknown();
    for (int i = 0; i < (int)exponent; i++) {
        value *= base;
        if (fabs(value) > exact_limit)
            return datum_unknown();
    }
    return number_make_float(evaluator, value, result);
}

Datum number_min_scale(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    if (is_nan(arguments))
        return datum_null(result);
    Datum trimmed = number_trim_scale(evaluator, arguments, count, type_of_code("numeric"));
    return trimmed.state == EVALUATED_VALUE ? number_scale(evaluator, &trimmed, 1, result) : trimmed;
}

/* Newton's iteration, from above. Of numerics the digits are not reckoned. */
Datum number_sqrt(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    const double limit = 1e300;
    double value;
    (void)count;
    TypeUse real = type_of_code("float8");
    if (!number_read_float(&arguments[0], &value) || !(value >= 0) || value > limit)
        return datum_unknown();
    double root = value > 1 ? value : 1, next = (root + value / root) / 2;
    for (; next < root; next = (root + value / root) / 2)
        root = next;
    Datum found = number_make_float(evaluator, value > 0 ? root : 0, real);
    found.is_near = root * root != value || type_code(&result) != TYPE_FLOAT8;
    found.type = result;
    return found;
}

/* Not below 0; false for what is no whole number or the least of 64 bits. */
static bool read_magnitude(const Datum *datum, int64_t *value)
{
    if (!read_int(datum, value) || *value == INT64_MIN)
        return false;
    *value = *value < 0 ? -*value : *value;
    return true;
}

Datum number_gcd(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    int64_t a, b;
    (void)count;
    if (!type_is_integer(&result) || !read_magnitude(&arguments[0], &a) || !read_magnitude(&arguments[1], &b))
        return datum_unknown();
    return datum_integer(evaluator, exact_divisor(a, b), result);
}

Datum number_lcm(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    int64_t a, b;
    (void)count;
    if (!type_is_integer(&result) || !read_magnitude(&arguments[0], &a) || !read_magnitude(&arguments[1], &b))
        return datum_unknown();
    return datum_integer(evaluator, a && b ? (Wide)(a / exact_divisor(a, b)) * b : 0, result);
}

Datum number_scale(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Exact value;
    (void)count;
    if (is_nan(arguments))
        return datum_null(result);
    return exact_read(arguments->text, &value) ? datum_integer(evaluator, value.scale, result)
                                               : datum_unknown();
}

Datum number_trim_scale(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Exact value;
    (void)count;
    if (is_nan(arguments))
        return *arguments;
    if (!exact_read(arguments->text, &value))
        return datum_unknown();
    for (; value.scale && value.digits % 10 == 0; value.scale--)
        value.digits /= 10;
    return number_make(evaluator, value, result);
}

/* Of exact numbers, from a low bound to a high one. */
Datum number_width_bucket(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Exact value, low, high, buckets, above, width, part;
    int order, below, beyond;
    (void)count;
    (void)result;
    if (!exact_read(arguments[0].text, &value) || !exact_read(arguments[1].text, &low) ||
        !exact_read(arguments[2].text, &high) || !exact_read(arguments[3].text, &buckets) ||
        !exact_compare(low, high, &order) || !exact_compare(value, low, &below) ||
        !exact_compare(value, high, &beyond) || order > 0)
        return datum_unknown();
    if (order == 0 || buckets.digits <= 0)
        return datum_error();
    if (below < 0 || beyond >= 0)
        return datum_int(evaluator, below < 0 ? 0 : (int64_t)buckets.digits + 1);
    if (!exact_reckon('-', value, low, &above) || !exact_reckon('-', high, low, &width) ||
        !exact_reckon('*', above, buckets, &above) || above.scale + width.scale > 30 ||
        !exact_rescale(above, above.scale > width.scale ? above.scale : width.scale, &above) ||
        !exact_rescale(width, above.scale, &part))
        return datum_unknown();
    return datum_int(evaluator, (int64_t)(above.digits / part.digits) + 1);
}
