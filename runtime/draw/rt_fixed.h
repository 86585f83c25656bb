/*
 * Logarithms, powers and quotients in fixed point, the same on every machine: integers only, no libm. For
 * building tables at start-up, at some 50 ns a call.
 *
 * A real (rt_real) is an unsigned number in units of 2^-64. A log (int64_t) is signed, in units of 2^-56.
 */
#ifndef RT_FIXED_H
#define RT_FIXED_H

#include <stdint.h>

#include "rt_uint128.h"

/* An unsigned real number below 2^64, in units of 2^-64. */
typedef rt_uint128 rt_real;

#define RT_REAL_ONE ((rt_real)1 << 64)
#define RT_REAL_MAX (~(rt_real)0)

/* The number of fraction bits of a logarithm, and 1 as a logarithm. */
#define RT_LOG_BITS 56
#define RT_LOG_ONE  (INT64_C(1) << RT_LOG_BITS)

/* The log2 of 0, below that of every real. */
#define RT_LOG_ZERO (-INT64_C(65) * RT_LOG_ONE)

/* A whole number as a real. */
static inline rt_real rt_real_of(uint64_t whole)
{
    return (rt_real)whole << 64;
}

/* log2(x) to within 2^-54; RT_LOG_ZERO for 0. Exact for powers of two. */
int64_t rt_log2(rt_real x);

/* 2^log to 54 bits, or to the last place of a real; 0 where less than that, RT_REAL_MAX from 2^64 on. */
rt_real rt_exp2(int64_t log);

/* -ln(x) for 0 < x <= 1, to within 2^-54; 0 for larger x, 45.05 for 0. */
rt_real rt_minus_ln(rt_real x);

/* e^-x, for any x. To 48 bits or to the last place of a real. */
rt_real rt_exp_minus(rt_real x);

/* x^exponent, with the exponent in units of 2^-32, any sign. At least 40 bits are right while |exponent| <
 * 2^8. */
rt_real rt_pow(rt_real x, int64_t exponent);

/* exponent * log with the exponent in units of 2^-32: the log of a power, saturated. */
int64_t rt_log_times(int64_t log, int64_t exponent);

/* The real x * y, rounded down; RT_REAL_MAX where that is too large. */
rt_real rt_real_mul(rt_real x, rt_real y);

/* The real x / y, rounded down; RT_REAL_MAX where that is too large, y = 0 included. */
rt_real rt_real_div(rt_real x, rt_real y);

#endif
