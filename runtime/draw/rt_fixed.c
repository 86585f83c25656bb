/*
 * Fixed-point logarithm and exponential: range reduction to the neighbourhood of 1, then a series with exact
 * rational coefficients (the inverse hyperbolic tangent for the logarithm, Taylor's for the exponential). The
 * only constants are ln 2, its inverse and the square root of 2.
 */
#include "rt_fixed.h"

#include <stdbool.h>

#define LN2         UINT64_C(0xb17217f7d1cf79ac) /* ln 2, in units of 2^-64 */
#define LOG2_E      UINT64_C(0xb8aa3b295c17f0bc) /* 1 / ln 2, in units of 2^-63 */
#define ROOT_TWO    UINT64_C(0xb504f333f9de6484) /* in units of 2^-63 */
#define ONE62       (INT64_C(1) << 62)
#define LOG_TERMS   12
#define EXP_TERMS   16
#define LARGEST_LOG (127 * RT_LOG_ONE)

static unsigned top_bit(rt_uint128 x)
{
    uint64_t high = (uint64_t)(x >> 64);
    return high ? 127 - (unsigned)__builtin_clzll(high) : 63 - (unsigned)__builtin_clzll((uint64_t)x);
}

/* atanh(z) / z in units of 2^-62, for z in units of 2^-63 and |z| < 0.18. */
static int64_t atanh_quotient(int64_t z)
{
    int64_t square = (int64_t)((rt_int128)z * z >> 63), sum = 0;
    for (int k = LOG_TERMS; k-- > 0;)
        sum = ONE62 / (2 * k + 1) + (int64_t)((rt_int128)square * sum >> 63);
    return sum;
}

int64_t rt_log2(rt_real x)
{
    if (x == 0)
        return RT_LOG_ZERO;
    unsigned top = top_bit(x);
    uint64_t mantissa = (uint64_t)(x << (127 - top) >> 64);
    bool upper = mantissa > ROOT_TWO;
    int64_t m = (int64_t)(mantissa >> (upper ? 2 : 1)); /* in [0.7, 1.42), in units of 2^-62 */
    int64_t z = (int64_t)((rt_int128)(m - ONE62) * ((rt_int128)1 << 63) / ((rt_int128)m + ONE62));
    rt_int128 atanh = (rt_int128)z * atanh_quotient(z) >> 62;
    int64_t whole = (int64_t)top - 64 + upper;
    return whole * RT_LOG_ONE + (int64_t)(atanh * LOG2_E >> (63 + 63 - 1 - RT_LOG_BITS));
}

/* e^t for |t| < 0.35, both in units of 2^-62. */
static int64_t exp_series(int64_t t)
{
    int64_t sum = ONE62;
    for (int k = EXP_TERMS; k > 0; k--)
        sum = ONE62 + (int64_t)((rt_int128)t * sum >> 62) / k;
    return sum;
}

rt_real rt_exp2(int64_t log)
{
    if (log >= 64 * RT_LOG_ONE)
        return RT_REAL_MAX;
    if (log <= RT_LOG_ZERO)
        return 0;
    int64_t whole = (log + RT_LOG_ONE / 2) >> RT_LOG_BITS;
    int64_t rest = log - whole * RT_LOG_ONE;
    int64_t t = (int64_t)((rt_int128)rest * LN2 >> (RT_LOG_BITS + 64 - 62));
    rt_real power = (rt_real)exp_series(t);
    return whole >= -2 ? power << (whole + 2) : power >> (-2 - whole);
}

rt_real rt_minus_ln(rt_real x)
{
    return x >= RT_REAL_ONE ? 0 : (rt_real)-rt_log2(x) * LN2 >> RT_LOG_BITS;
}

rt_real rt_exp_minus(rt_real x)
{
    if (x >= rt_real_of(64))
        return 0;
    return rt_exp2(-(int64_t)((x >> 6) * LOG2_E >> (58 + 63 - RT_LOG_BITS)));
}

int64_t rt_log_times(int64_t log, int64_t exponent)
{
    rt_int128 product = (rt_int128)log * exponent >> 32;
    if (product > LARGEST_LOG)
        return LARGEST_LOG;
    return product < -LARGEST_LOG ? -LARGEST_LOG : (int64_t)product;
}

rt_real rt_pow(rt_real x, int64_t exponent)
{
    if (exponent == 0)
        return RT_REAL_ONE;
    if (x == 0)
        return exponent > 0 ? 0 : RT_REAL_MAX;
    return rt_exp2(rt_log_times(rt_log2(x), exponent));
}

rt_real rt_real_mul(rt_real x, rt_real y)
{
    rt_uint128 high = rt_mulhi128(x, y), low = x * y;
    return high >> 64 ? RT_REAL_MAX : high << 64 | low >> 64;
}

rt_real rt_real_div(rt_real x, rt_real y)
{
    if (y == 0 || x / y >> 64)
        return RT_REAL_MAX;
    rt_real quotient = x / y, rest = x % y;
    for (int bit = 0; bit < 64; bit++) {
        bool carry = rest >> 127;
        rest <<= 1;
        bool digit = carry || rest >= y;
        rest -= digit ? y : 0;
        quotient = quotient << 1 | digit;
    }
    return quotient;
}
