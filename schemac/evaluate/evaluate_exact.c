/* evaluate_exact.c: decimal numbers in 128 bits. */
#include "evaluate/evaluate_exact.h"

enum {
    DIGITS = 37,          /* at most */
    SIGNIFICANT = 16,     /* of a quotient, at least */
    GROUP = 4,            /* digits that numeric keeps together */
    PRINTED = DIGITS + 45 /* room for a number with its zeros, point and sign */
};

static Wide power_of_ten(int exponent)
{
    Wide power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

static Wide magnitude(Wide value)
{
    return value < 0 ? -value : value;
}

static bool fits(Wide value)
{
    return magnitude(value) < power_of_ten(DIGITS);
}

/* value × 10^exponent. */
static bool shift(Wide value, int exponent, Wide *result)
{
    if (value == 0) {
        *result = 0;
        return true;
    }
    return exponent <= DIGITS && !__builtin_mul_overflow(value, power_of_ten(exponent), result) &&
           fits(*result);
}

bool exact_read(Text text, Exact *value)
{
    bool negative = text.size && text.data[0] == '-', point = false;
    size_t count = 0;
    *value = (Exact){0};
    for (size_t i = negative || (text.size && text.data[0] == '+'); i < text.size; i++) {
        char c = text.data[i];
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9' || value->scale == DIGITS || value->digits >= power_of_ten(DIGITS - 1))
            return false;
        value->digits = value->digits * 10 + (c - '0');
        value->scale += point;
        count++;
    }
    value->digits = negative ? -value->digits : value->digits;
    return count > 0;
}

Text exact_print(Arena *arena, Exact value)
{
    char text[PRINTED];
    size_t at = sizeof text;
    Wide rest = magnitude(value.digits);
    for (int i = 0; i < value.scale || rest || i == value.scale; i++) {
        if (i == value.scale && i > 0)
            text[--at] = '.';
        text[--at] = (char)('0' + (int)(rest % 10));
        rest /= 10;
    }
    if (value.digits < 0)
        text[--at] = '-';
    return text_copy(arena, (Text){text + at, sizeof text - at});
}

bool exact_compare(Exact a, Exact b, int *sign)
{
    int scale = a.scale > b.scale ? a.scale : b.scale;
    Exact x, y;
    if (!exact_rescale(a, scale, &x) || !exact_rescale(b, scale, &y))
        return false;
    *sign = (x.digits > y.digits) - (x.digits < y.digits);
    return true;
}

bool exact_truncate(Exact value, int scale, Exact *result)
{
    int kept = scale < 0 ? 0 : scale;
    if (scale < -DIGITS || scale > DIGITS)
        return false;
    result->scale = kept;
    if (scale >= value.scale)
        return shift(value.digits, scale - value.scale, &result->digits);
    int dropped = value.scale - scale;
    Wide digits = dropped > DIGITS ? 0 : value.digits / power_of_ten(dropped);
    return shift(digits, kept - scale, &result->digits);
}

bool exact_rescale(Exact value, int scale, Exact *result)
{
    int dropped = value.scale - scale;
    if (dropped <= 0 || dropped > DIGITS)
        return exact_truncate(value, scale, result);
    Wide half = power_of_ten(dropped) / 2;
    value.digits += value.digits < 0 ? -half : half;
    return exact_truncate(value, scale, result);
}

Exact exact_floor(Exact value)
{
    Wide unit = power_of_ten(value.scale), whole = value.digits / unit;
    return (Exact){whole - (value.digits % unit < 0), 0};
}

Exact exact_ceiling(Exact value)
{
    Wide unit = power_of_ten(value.scale), whole = value.digits / unit;
    return (Exact){whole + (value.digits % unit > 0), 0};
}

/* ---- quotients ---- */

/* The place of the first group of four digits that is not zero, counted from the point, and its value. */
static void first_group(Exact value, int *weight, int *group)
{
    Wide rest = magnitude(value.digits);
    int count = 0;
    *weight = 0;
    *group = 0;
    if (rest == 0)
        return;
    for (Wide left = rest; left; left /= 10)
        count++;
    int place = count - 1 - value.scale; /* of the leading digit: 0 before the point */
    *weight = place >= 0 ? place / GROUP : -((-place + GROUP - 1) / GROUP);
    for (int wanted = place - *weight * GROUP + 1; count > wanted; count--)
        rest /= 10;
    for (int wanted = place - *weight * GROUP + 1; count < wanted; count++)
        rest *= 10;
    *group = (int)rest;
}

/* The digits after the point that numeric gives to a quotient. */
static int quotient_scale(Exact a, Exact b)
{
    int weight_a, weight_b, group_a, group_b;
    first_group(a, &weight_a, &group_a);
    first_group(b, &weight_b, &group_b);
    int weight = weight_a - weight_b - (group_a <= group_b);
    int scale = SIGNIFICANT - weight * GROUP;
    scale = scale < a.scale ? a.scale : scale;
    scale = scale < b.scale ? b.scale : scale;
    return scale < 0 ? 0 : scale;
}

static bool divide(Exact a, Exact b, Exact *result)
{
    int scale = quotient_scale(a, b), exponent = scale + b.scale - a.scale;
    Wide above = a.digits, below = b.digits;
    if (scale > DIGITS || (exponent >= 0 && !shift(a.digits, exponent, &above)) ||
        (exponent < 0 && !shift(b.digits, -exponent, &below)))
        return false;
    Wide quotient = magnitude(above) / magnitude(below), rest = magnitude(above) % magnitude(below);
    quotient += rest >= magnitude(below) - rest;
    *result = (Exact){(above < 0) != (below < 0) ? -quotient : quotient, scale};
    return fits(quotient);
}

bool exact_reckon(char symbol, Exact a, Exact b, Exact *result)
{
    if (symbol == '/')
        return divide(a, b, result);
    if (symbol == '*') {
        result->scale = a.scale + b.scale;
        return result->scale <= DIGITS && !__builtin_mul_overflow(a.digits, b.digits, &result->digits) &&
               fits(result->digits);
    }
    int scale = a.scale > b.scale ? a.scale : b.scale;
    Exact x, y;
    if (!exact_rescale(a, scale, &x) || !exact_rescale(b, scale, &y))
        return false;
    Wide digits = symbol == '+'   ? x.digits + y.digits
                  : symbol == '-' ? x.digits - y.digits
                                  : x.digits % y.digits;
    *result = (Exact){digits, scale};
    return fits(digits);
}

int64_t exact_divisor(int64_t a, int64_t b)
{
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}
