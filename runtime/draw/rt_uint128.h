/*
 * 128-bit integers and the wide multiplications that the arithmetic of this runtime is made of.
 * Nothing here divides.
 */
#ifndef RT_UINT128_H
#define RT_UINT128_H

#include <stdint.h>

__extension__ typedef unsigned __int128 rt_uint128;
__extension__ typedef __int128 rt_int128;

/* The upper 64 bits of a * b. */
static inline uint64_t rt_mulhi(uint64_t a, uint64_t b)
{
    return (uint64_t)((rt_uint128)a * b >> 64);
}

/* Both halves of a * b folded into one word by exclusive or: the cheapest strong mixing step there is. */
static inline uint64_t rt_fold(uint64_t a, uint64_t b)
{
    rt_uint128 product = (rt_uint128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* Bits 64..191 of a * b: with b a fraction in units of 2^-64, the whole part of the product modulo 2^128. */
static inline rt_uint128 rt_mulshift(uint64_t a, rt_uint128 b)
{
    return (rt_uint128)a * (uint64_t)(b >> 64) + rt_mulhi(a, (uint64_t)b);
}

/* The upper 128 bits of a * b. */
static inline rt_uint128 rt_mulhi128(rt_uint128 a, rt_uint128 b)
{
    uint64_t al = (uint64_t)a, ah = (uint64_t)(a >> 64), bl = (uint64_t)b, bh = (uint64_t)(b >> 64);
    rt_uint128 low = (rt_uint128)al * bl, left = (rt_uint128)ah * bl, right = (rt_uint128)al * bh;
    rt_uint128 middle = (low >> 64) + (uint64_t)left + (uint64_t)right;
    return (rt_uint128)ah * bh + (left >> 64) + (right >> 64) + (middle >> 64);
}

/* How many bits hold every number below bound: the least k with 2^k >= bound; 0 for bound 0 and 1. */
static inline unsigned rt_width(uint64_t bound)
{
    return bound < 2 ? 0 : 64 - (unsigned)__builtin_clzll(bound - 1);
}

#endif
