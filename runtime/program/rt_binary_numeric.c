/* Numerics of many digits in binary: see rt_binary.h. */
#include "rt_binary.h"

#define NOT_A_NUMBER      0xC000
#define INFINITE          0xD000
#define NEGATIVE_INFINITE 0xF000

/* What stands before the digits; the cell's size follows from their count. */
static char *put_head(char *out, unsigned count, int weight, unsigned sign, unsigned scale)
{
    out = rt_put_be16(rt_put_be32(out, 8 + 2 * count), (uint16_t)count);
    out = rt_put_be16(out, (uint16_t)weight);
    return rt_put_be16(rt_put_be16(out, (uint16_t)sign), (uint16_t)scale);
}

#define HEAD 12

/* A cell of digits, the first of which has the given weight and which may have zeros at both ends. */
static char *put_digits(char *out, const uint16_t *digits, unsigned count, int weight, unsigned sign,
                        unsigned scale)
{
    for (; count && digits[0] == 0; digits++, count--)
        weight--;
    while (count && digits[count - 1] == 0)
        count--;
    out = put_head(out, count, count ? weight : 0, sign, scale);
    for (unsigned i = 0; i < count; i++)
        out = rt_put_be16(out, digits[i]);
    return out;
}

/* More than a number of 39 decimal digits has, with its scale's zeros. */
#define WIDE_DIGITS 11

char *rt_binary_numeric_wide(char *out, rt_int128 number, unsigned scale)
{
    uint16_t digits[WIDE_DIGITS];
    rt_uint128 left = number < 0 ? -(rt_uint128)number : (rt_uint128)number;
    const unsigned pad = -scale & 3, fraction = (scale + pad) / 4;
    const uint64_t unit = rt_power10[4 - pad];
    /* The lowest digit holds what the scale leaves of it. */
    digits[WIDE_DIGITS - 1] = (uint16_t)((uint64_t)(left % unit) * rt_power10[pad]);
    left /= unit;
    unsigned at = WIDE_DIGITS - 1;
    for (; left; left /= 10000)
        digits[--at] = (uint16_t)(left % 10000);
    return put_digits(out, digits + at, WIDE_DIGITS - at, (int)(WIDE_DIGITS - at) - 1 - (int)fraction,
                      number < 0 ? RT_NUMERIC_NEGATIVE : 0, scale);
}

/* ---- from text ---- */

/* The digits around a text's point. */
struct decimal {
    const char *whole, *fraction;
    size_t whole_size, fraction_size;
};

static struct decimal decimal_of(struct rt_text text)
{
    const char *end = text.data + text.size, *start = text.data;
    while (start < end && *start == '0')
        start++;
    const char *point = memchr(start, '.', (size_t)(end - start));
    struct decimal decimal = {.whole = start, .whole_size = (size_t)((point ? point : end) - start)};
    if (point) {
        decimal.fraction = point + 1;
        decimal.fraction_size = (size_t)(end - point) - 1;
    }
    return decimal;
}

/* The decimal digit at a place: 0 for the first after the point, -1 for the last before it. */
static unsigned digit_at(const struct decimal *decimal, int64_t place)
{
    if (place < -(int64_t)decimal->whole_size || place >= (int64_t)decimal->fraction_size)
        return 0;
    return (unsigned)((place < 0 ? decimal->whole + decimal->whole_size : decimal->fraction)[place] - '0');
}

/* The digit of base 10000 of a weight. */
static uint16_t group_at(const struct decimal *decimal, int64_t weight)
{
    unsigned group = 0;
    for (int64_t place = -4 * (weight + 1); place < -4 * weight; place++)
        group = group * 10 + digit_at(decimal, place);
    return (uint16_t)group;
}

static char *put_decimal(char *out, const struct decimal *decimal, unsigned sign)
{
    char *start = out;
    int64_t weight = ((int64_t)decimal->whole_size + 3) / 4 - 1;
    const int64_t last = -((int64_t)decimal->fraction_size + 3) / 4;
    while (weight >= last && group_at(decimal, weight) == 0)
        weight--;
    unsigned count = 0, used = 0;
    for (int64_t at = weight; at >= last; at--) {
        uint16_t group = group_at(decimal, at);
        rt_put_be16(start + HEAD + 2 * count++, group);
        used = group ? count : used;
    }
    out = put_head(out, used, used ? (int)weight : 0, used ? sign : 0, (unsigned)decimal->fraction_size);
    return out + 2 * used;
}

char *rt_binary_digits(char *out, struct rt_text text)
{
    const bool negative = text.size && text.data[0] == '-';
    text.data += negative;
    text.size -= negative;
    if (text.size && text.data[0] == 'N')
        return put_head(out, 0, 0, NOT_A_NUMBER, 0);
    if (text.size && text.data[0] == 'I')
        return put_head(out, 0, 0, negative ? NEGATIVE_INFINITE : INFINITE, 0);
    const struct decimal decimal = decimal_of(text);
    return put_decimal(out, &decimal, negative ? RT_NUMERIC_NEGATIVE : 0);
}
