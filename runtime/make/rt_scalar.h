/*
 * Values of types that are numbers inside, by index: distinct ones for distinct indices. Integers, dates and
 * timestamps need no function: they are an index and an offset.
 */
#ifndef RT_SCALAR_H
#define RT_SCALAR_H

#include <stdint.h>

#include "rt_random.h"
#include "rt_value.h"

/* A bijection of [0, 2^64) that leaves no pattern. */
static inline uint64_t rt_scatter(uint64_t x)
{
    x = (x ^ x >> 32) * UINT64_C(0xd6e8feb86659fd93);
    x = (x ^ x >> 32) * UINT64_C(0xd6e8feb86659fd93);
    return x ^ x >> 32;
}

/* A bijection of [0, domain) that scatters, for index < domain: a mix of the bits that hold the domain, until
 * it falls inside, which takes less than two turns on average. */
static inline uint64_t rt_scatter_in(uint64_t index, uint64_t domain)
{
    unsigned width = rt_width(domain), shift = width / 2 + 1;
    uint64_t mask = width < 64 ? (UINT64_C(1) << width) - 1 : UINT64_MAX;
    do {
        index = (index * UINT64_C(0xd6e8feb86659fd93) + RT_GOLDEN) & mask;
        index ^= index >> shift;
        index = index * UINT64_C(0x9fb21c651e98df25) & mask;
        index ^= index >> shift;
    } while (index >= domain);
    return index;
}

/* A version 4 uuid. Distinct for every index under one key. */
static inline struct rt_uuid rt_uuid_v4(rt_stream key, uint64_t index)
{
    uint64_t x = rt_scatter(index + key.start), noise = rt_random(key, index);
    uint64_t high = noise << 2 | x >> 62;
    return (struct rt_uuid){(high & ~UINT64_C(0xf000)) | 0x4000, x << 2 >> 2 | UINT64_C(1) << 63};
}

/*
 * A version 7 uuid: Unix milliseconds and their fraction from a timestamp (microseconds since 2000-01-01), so
 * that uuids rise where timestamps do, and random bits that are distinct for index < 2^62 under one key.
 */
static inline struct rt_uuid rt_uuid_v7(rt_stream key, uint64_t index, int64_t timestamp)
{
    uint64_t unix_time = (uint64_t)timestamp + UINT64_C(946684800000000);
    uint64_t fraction = unix_time % 1000 * 4096 / 1000;
    uint64_t mask = (UINT64_C(1) << 62) - 1, x = index * UINT64_C(0xd6e8feb86659fd93) + key.start;
    x = ((x & mask) ^ (x & mask) >> 31) * UINT64_C(0xd6e8feb86659fd93) & mask;
    return (struct rt_uuid){unix_time / 1000 << 16 | 0x7000 | fraction, (x ^ x >> 31) | UINT64_C(1) << 63};
}

/* An interval in normal form (months, days and time of one sign and below a year's, a month's and a day's
 * worth, so that all that are equal are the same): distinct for index < RT_INTERVAL_COUNT. */
#define RT_INTERVAL_COUNT (UINT64_C(1) << 40)
struct rt_interval rt_interval_at(uint64_t index);

/* The interval of so many microseconds, in days of 24 hours and what is left. */
struct rt_interval rt_interval_of(int64_t microseconds);

/* A time with a zone of whole hours: distinct for index < RT_TIMETZ_COUNT. */
#define RT_TIMETZ_COUNT UINT64_C(86400000000)
struct rt_timetz rt_timetz_at(uint64_t index);

/* A number with two decimals, of both signs: distinct for index < RT_FLOAT8_COUNT (RT_FLOAT4_COUNT). */
#define RT_FLOAT8_COUNT (UINT64_C(1) << 52)
#define RT_FLOAT4_COUNT (UINT64_C(1) << 23)
double rt_float8_at(uint64_t index);
float rt_float4_at(uint64_t index);

#endif
