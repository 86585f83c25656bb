/* decimal.c: reading decimal numbers. */
#include "plan/decimal.h"

uint64_t decimal_millionths(Text decimal)
{
    uint64_t whole_part = 0, part = 0, unit = 1000000;
    bool after_point = false;
    for (size_t i = 0; i < decimal.size; i++) {
        char c = decimal.data[i];
        if (c == '.')
            after_point = true;
        else if (c >= '0' && c <= '9' && !after_point)
            whole_part = whole_part * 10 + (uint64_t)(c - '0');
        else if (c >= '0' && c <= '9' && unit > 1)
            part += (uint64_t)(c - '0') * (unit /= 10);
    }
    return whole_part * 1000000 + part;
}

uint64_t decimal_exponent(Text decimal)
{
    uint64_t millionths = decimal.size ? decimal_millionths(decimal) : 1000000;
    return (millionths / 1000000 << 32) + ((millionths % 1000000) << 32) / 1000000;
}
