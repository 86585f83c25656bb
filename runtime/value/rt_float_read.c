/*
 * From a decimal to the binary floating-point number that prints as it. Numbers of few digits are exact
 * quotients or products (William Clinger, "How to read floating point numbers accurately", 1990); others are
 * approximated, and the one of the neighbours that prints so is taken.
 */
#include "rt_float.h"

#include "rt_print.h"

#define FRACTION 52 /* bits */

/* ---- the decimal --------------------------------------------------------------------------------------- */

/* Digits with a point among them; false where they are none or too many. */
static bool read_digits(const char **at, const char *end, struct rt_decimal *decimal)
{
    bool point = false, any = false;
    for (; *at < end && (**at == '.' || (**at >= '0' && **at <= '9')); ++*at) {
        if (**at == '.') {
            if (point)
                return false;
            point = true;
            continue;
        }
        if (decimal->digits >= rt_power10[18])
            return false;
        any = true;
        decimal->digits = decimal->digits * 10 + (uint64_t)(**at - '0');
        decimal->exponent -= point;
    }
    return any;
}

static bool read_exponent(const char **at, const char *end, struct rt_decimal *decimal)
{
    enum {
        MOST = 1000
    };
    if (*at == end || (**at != 'e' && **at != 'E'))
        return true;
    ++*at;
    const bool negative = *at < end && **at == '-';
    *at += *at < end && (**at == '-' || **at == '+');
    int32_t size = 0;
    const char *start = *at;
    for (; *at < end && **at >= '0' && **at <= '9' && size < MOST; ++*at)
        size = size * 10 + (**at - '0');
    decimal->exponent += negative ? -size : size;
    return *at > start;
}

/* ---- the number ---------------------------------------------------------------------------------------- */

static double number_of(uint64_t bits)
{
    double number;
    memcpy(&number, &bits, sizeof number);
    return number;
}

/* Whether the number of these bits, a normal one, prints as the decimal. */
static bool prints_as(uint64_t bits, struct rt_decimal decimal)
{
    const uint64_t fraction = bits & ((UINT64_C(1) << FRACTION) - 1);
    const int32_t exponent = (int32_t)(bits >> FRACTION);
    if (exponent < 1 || exponent > 2046)
        return false;
    const struct rt_decimal shortest =
        rt_float_shortest(fraction | UINT64_C(1) << FRACTION, exponent - 1075, fraction == 0 && exponent > 1);
    return shortest.digits == decimal.digits && shortest.exponent == decimal.exponent;
}

/* About significand * 2^exponent, the significand with its highest bit set. */
struct about {
    uint64_t significand;
    int32_t exponent;
};

/* Times a power of ten that is in the table. */
static struct about times(struct about number, int32_t power)
{
    const rt_uint128 product =
        (rt_uint128)number.significand * rt_float_powers[power - RT_FLOAT_LEAST_POWER][0];
    const bool full = product >> 127 != 0;
    /* The table has 10^power * 2^(63 - floor(log2(10^power))). */
    return (struct about){(uint64_t)(product >> (64 - !full)),
                          number.exponent + ((power * 1741647) >> 19) + 1 - !full};
}

/* The bits of about digits * 10^exponent; 0 where it is out of the range of normal numbers. */
static uint64_t approximate(struct rt_decimal decimal)
{
    if (decimal.exponent < 2 * RT_FLOAT_LEAST_POWER || decimal.exponent > RT_FLOAT_LEAST_POWER + 616)
        return 0;
    const int zeros = __builtin_clzll(decimal.digits);
    const bool small = decimal.exponent < RT_FLOAT_LEAST_POWER;
    struct about number = {decimal.digits << zeros, -zeros};
    number = times(number, small ? RT_FLOAT_LEAST_POWER : decimal.exponent);
    number = small ? times(number, decimal.exponent - RT_FLOAT_LEAST_POWER) : number;
    const int32_t exponent = number.exponent + 11 + 1075;
    if (exponent < 1 || exponent > 2046)
        return 0;
    /* Rounding may carry into the exponent, which is right. */
    return ((uint64_t)(exponent - 1) << FRACTION) + (((number.significand >> 10) + 1) >> 1);
}

static bool read_near(struct rt_decimal decimal, double *number)
{
    const uint64_t middle = approximate(decimal);
    for (uint64_t bits = middle - 2; middle && bits <= middle + 2; bits++)
        if (prints_as(bits, decimal)) {
            *number = number_of(bits);
            return true;
        }
    return false;
}

static bool read_decimal(struct rt_decimal decimal, double *number)
{
    enum {
        EXACT_POWER = 22
    };
    *number = (double)decimal.digits;
    if (decimal.digits == 0)
        return true;
    if (decimal.digits > UINT64_C(1) << 53 || decimal.exponent < -EXACT_POWER ||
        decimal.exponent > EXACT_POWER)
        return read_near(decimal, number);
    double power = 1;
    for (int32_t i = decimal.exponent < 0 ? -decimal.exponent : decimal.exponent; i > 0; i--)
        power *= 10;
    *number = decimal.exponent < 0 ? *number / power : *number * power;
    return true;
}

static bool is_word(const char *at, const char *end, const char *word)
{
    return (size_t)(end - at) == strlen(word) && memcmp(at, word, (size_t)(end - at)) == 0;
}

bool rt_float_read(struct rt_text text, double *number)
{
    const char *at = text.data, *end = text.data + text.size;
    const bool negative = at < end && *at == '-';
    struct rt_decimal decimal = {0, 0};
    at += negative;
    const bool infinite = is_word(at, end, "Infinity");
    if (infinite || is_word(at, end, "NaN")) {
        *number =
            number_of((infinite ? UINT64_C(0x7ff0) : UINT64_C(0x7ff8)) << 48 | (uint64_t)negative << 63);
        return true;
    }
    if (!read_digits(&at, end, &decimal) || !read_exponent(&at, end, &decimal) || at != end)
        return false;
    while (decimal.digits && decimal.digits % 10 == 0) {
        decimal.digits /= 10;
        decimal.exponent++;
    }
    if (!read_decimal(decimal, number))
        return false;
    *number = negative ? -*number : *number;
    return true;
}
