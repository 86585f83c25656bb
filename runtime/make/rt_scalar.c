/* Scalars by index: see rt_scalar.h. */
#include "rt_scalar.h"

struct rt_interval rt_interval_at(uint64_t index)
{
    /* 60 months, 28 days, 86400 seconds and half their negatives: about 2^28 values; what is left of the
     * index is microseconds. */
    uint64_t x = rt_scatter_in(index, RT_INTERVAL_COUNT);
    uint64_t seconds = x % 86400, days = x / 86400 % 28, months = x / (86400 * 28) % 60;
    uint64_t rest = x / (UINT64_C(86400) * 28 * 60);
    int sign = rest % 2 ? -1 : 1;
    return (struct rt_interval){sign * (int64_t)(seconds * 1000000 + (rest + 1) / 2), sign * (int32_t)days,
                                sign * (int32_t)months};
}

struct rt_timetz rt_timetz_at(uint64_t index)
{
    uint64_t instant = rt_scatter_in(index, RT_TIMETZ_COUNT);
    return (struct rt_timetz){(int64_t)instant, (int32_t)(index % 24 * 3600) - 11 * 3600};
}

/* Hundredths, odd numbers negative; there is one zero. */
static double hundredths(uint64_t x)
{
    return (x & 1 ? -(double)((x >> 1) + 1) : (double)(x >> 1)) / 100;
}

double rt_float8_at(uint64_t index)
{
    return hundredths(rt_scatter_in(index, RT_FLOAT8_COUNT));
}

float rt_float4_at(uint64_t index)
{
    return (float)hundredths(rt_scatter_in(index, RT_FLOAT4_COUNT));
}

struct rt_interval rt_interval_of(int64_t microseconds)
{
    const int64_t day = INT64_C(86400000000);
    return (struct rt_interval){microseconds % day, (int32_t)(microseconds / day), 0};
}
