/*
 * The shortest decimal of a binary floating-point number. For rt_print_float4 and rt_print_float8; nothing
 * else needs it.
 */
#ifndef RT_FLOAT_H
#define RT_FLOAT_H

#include <stdbool.h>
#include <stdint.h>

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

#endif
