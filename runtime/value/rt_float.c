/* Schubfach, and PostgreSQL's choice between fixed and scientific form. */
#include "rt_float.h"

#include "rt_print.h"
#include "rt_uint128.h"

/* The upper 64 bits of power * factor, the lowest bit set where anything lies below them. */
static uint64_t scaled(const uint64_t power[2], uint64_t factor)
{
    rt_uint128 low = (rt_uint128)power[1] * factor;
    rt_uint128 high = (rt_uint128)power[0] * factor + (uint64_t)(low >> 64);
    return (uint64_t)(high >> 64) | ((uint64_t)high > 1);
}

static struct rt_decimal without_zeros(uint64_t digits, int32_t exponent)
{
    while (digits % 10 == 0) {
        digits /= 10;
        exponent++;
    }
    return (struct rt_decimal){digits, exponent};
}

struct rt_decimal rt_float_shortest(uint64_t significand, int32_t exponent, bool closer)
{
    /* k = floor(log10(2^exponent)), or of 3/4 of that; h makes the products have 64 bits and more. */
    int32_t k = (exponent * 1262611 - (closer ? 524031 : 0)) >> 22;
    int32_t h = exponent + ((-k * 1741647) >> 19) + 1;
    const uint64_t *power = rt_float_powers[-k - RT_FLOAT_LEAST_POWER];
    uint64_t lower = scaled(power, (4 * significand - 2 + closer) << h) + 1;
    uint64_t value = scaled(power, (4 * significand) << h);
    uint64_t upper = scaled(power, (4 * significand + 2) << h) - 1;

    uint64_t tens = value / 40;
    bool under = tens > 0 && lower <= 40 * tens, over = tens > 0 && 40 * tens + 40 <= upper;
    if (under != over)
        return without_zeros(tens + over, k + 1);
    uint64_t ones = value / 4;
    under = lower <= 4 * ones;
    over = 4 * ones + 4 <= upper;
    if (under == over)
        over = value > 4 * ones + 2 || (value == 4 * ones + 2 && ones % 2 != 0);
    return without_zeros(ones + over, k);
}

static char *print_fixed(char *out, uint64_t digits, int length, int exponent)
{
    int whole = length + exponent; /* digits before the point */
    if (exponent >= 0) {
        out = rt_print_digits(out, digits, (unsigned)length);
        memset(out, '0', (size_t)exponent);
        return out + exponent;
    }
    if (whole > 0) {
        out = rt_print_digits(out, digits / rt_power10[-exponent], (unsigned)whole);
        *out = '.';
        return rt_print_digits(out + 1, digits % rt_power10[-exponent], (unsigned)-exponent);
    }
    memcpy(out, "0.0000", 6);
    return rt_print_digits(out + 2 - whole, digits, (unsigned)length);
}

static char *print_scientific(char *out, uint64_t digits, int length, int exponent)
{
    int power = exponent + length - 1;
    uint64_t unit = rt_power10[length - 1];
    *out++ = (char)('0' + digits / unit);
    if (length > 1) {
        *out = '.';
        out = rt_print_digits(out + 1, digits % unit, (unsigned)length - 1);
    }
    *out++ = 'e';
    *out++ = power < 0 ? '-' : '+';
    unsigned size = (unsigned)(power < 0 ? -power : power);
    return rt_print_digits(out, size, size >= 100 ? 3 : 2);
}

static char *print_decimal(char *out, struct rt_decimal decimal, int fixed_below)
{
    int length = 1;
    while (length < 17 && decimal.digits >= rt_power10[length])
        length++;
    int power = decimal.exponent + length - 1;
    if (power >= -4 && power < fixed_below)
        return print_fixed(out, decimal.digits, length, decimal.exponent);
    return print_scientific(out, decimal.digits, length, decimal.exponent);
}

/* Zero, infinities and not-a-number after their sign; NULL for all else. */
static char *print_special(char *out, bool negative, uint64_t fraction, bool all_ones)
{
    if (all_ones && fraction) {
        memcpy(out, "NaN", 3);
        return out + 3;
    }
    *out = '-';
    out += negative;
    memcpy(out, all_ones ? "Infinity" : "0       ", 8);
    return out + (all_ones ? 8 : 1);
}

char *rt_print_float8(char *out, double number)
{
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    uint64_t fraction = bits & ((UINT64_C(1) << 52) - 1);
    int32_t exponent = (int32_t)(bits >> 52 & 0x7ff);
    bool negative = bits >> 63;
    if (exponent == 0x7ff || !(exponent | (int64_t)fraction))
        return print_special(out, negative, fraction, exponent != 0);
    *out = '-';
    out += negative;
    uint64_t significand = exponent ? fraction | UINT64_C(1) << 52 : fraction;
    bool closer = fraction == 0 && exponent > 1;
    return print_decimal(out, rt_float_shortest(significand, (exponent ? exponent : 1) - 1075, closer), 15);
}

char *rt_print_float4(char *out, float number)
{
    uint32_t bits;
    memcpy(&bits, &number, sizeof bits);
    uint32_t fraction = bits & ((UINT32_C(1) << 23) - 1);
    int32_t exponent = (int32_t)(bits >> 23 & 0xff);
    bool negative = bits >> 31;
    if (exponent == 0xff || !((uint32_t)exponent | fraction))
        return print_special(out, negative, fraction, exponent != 0);
    *out = '-';
    out += negative;
    uint32_t significand = exponent ? fraction | UINT32_C(1) << 23 : fraction;
    bool closer = fraction == 0 && exponent > 1;
    return print_decimal(out, rt_float_shortest(significand, (exponent ? exponent : 1) - 150, closer), 6);
}
