/*
 * The shortest decimal of a binary floating-point number, and the number of a decimal. For rt_print_float4,
 * rt_print_float8 and the binary form of texts that hold such numbers.
 */
#ifndef RT_FLOAT_H
#define RT_FLOAT_H

#include <stdbool.h>
#include <stdint.h>

#include "rt_value.h"

/* digits * 10^exponent; digits do not end in 0. */
struct rt_decimal {
    uint64_t digits; /* up to 17 of them */
    int32_t exponent;
};

/* The powers of ten from 10^-292 to 10^324: the upper and lower half of ceil(10^k * 2^s), with s such that
 * the upper half has its highest bit set. */
#define RT_FLOAT_LEAST_POWER (-292)
extern const uint64_t rt_float_powers[617][2];

/*
 * The decimal with the fewest digits strictly between the middles of significand * 2^exponent (neither 0) and
 * its neighbours, the nearest to it where there are several. `closer`: the neighbour below is half as far as
 * the one above. Raffaello Giulietti, "The Schubfach way to render doubles", 2020, with both middles left
 * out, as PostgreSQL does.
 */
struct rt_decimal rt_float_shortest(uint64_t significand, int32_t exponent, bool closer);

/* The number that rt_print_float8 prints so, with any zeros; false for other texts, for numbers of which that
 * is not the shortest decimal and which have over 15 digits, and for those so small that they lose digits. */
bool rt_float_read(struct rt_text text, double *number);

#endif
