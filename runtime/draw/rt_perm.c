/*
 * The wide permutation: as rt_perm.h's, with parts of up to 64 bits. It serves domains that one column's
 * whole type makes (uuids, long codes), where its few more instructions do not count. And the order of ranks.
 */
#include "rt_perm.h"

/* The bits of every number below bound. */
static unsigned width128(rt_uint128 bound)
{
    if (bound < 2)
        return 0;
    uint64_t high = (uint64_t)((bound - 1) >> 64), low = (uint64_t)(bound - 1);
    return high ? 128 - (unsigned)__builtin_clzll(high) : 64 - (unsigned)__builtin_clzll(low);
}

void rt_perm128_init(struct rt_perm128 *perm, rt_stream key, rt_uint128 domain)
{
    unsigned width = width128(domain), shift = width / 2;
    shift += width == 127; /* keeps the high part below 2^63 */
    uint64_t mask = shift == 64 ? UINT64_MAX : (UINT64_C(1) << shift) - 1;
    uint64_t high = domain ? (uint64_t)((domain - 1) >> shift) + 1 : 0;
    unsigned pairs = width > 16 ? 2 : width > 8 ? 3 : 6;
    *perm = (struct rt_perm128){domain, high, mask, shift, pairs, key};
}

/* A hash whose lower bits are good too: parts are masked, not shifted. */
static uint64_t hash128(const struct rt_perm128 *perm, unsigned round, uint64_t part)
{
    return rt_random((rt_stream){perm->key.start + round * RT_PERM_ROUND, perm->key.twist}, part);
}

static uint64_t step128(const struct rt_perm128 *perm, unsigned round, uint64_t low)
{
    return rt_mulhi(hash128(perm, round, low), perm->high);
}

rt_uint128 rt_perm128_at(const struct rt_perm128 *perm, rt_uint128 n)
{
    n = n < perm->domain ? n : n % perm->domain;
    do {
        uint64_t high = (uint64_t)(n >> perm->shift), low = (uint64_t)n & perm->mask;
        for (unsigned round = 0; round < 2 * perm->pairs; round += 2) {
            low ^= hash128(perm, round, high) & perm->mask;
            high += step128(perm, round + 1, low);
            high -= high >= perm->high ? perm->high : 0;
        }
        n = (rt_uint128)high << perm->shift | low;
    } while (n >= perm->domain);
    return n;
}

rt_uint128 rt_perm128_inverse(const struct rt_perm128 *perm, rt_uint128 m)
{
    do {
        uint64_t high = (uint64_t)(m >> perm->shift), low = (uint64_t)m & perm->mask;
        for (unsigned round = 2 * perm->pairs; round > 0; round -= 2) {
            uint64_t step = step128(perm, round - 1, low);
            high += high < step ? perm->high - step : -step;
            low ^= hash128(perm, round - 2, high) & perm->mask;
        }
        m = (rt_uint128)high << perm->shift | low;
    } while (m >= perm->domain);
    return m;
}

static uint64_t common_divisor(uint64_t a, uint64_t b)
{
    while (b) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* part / whole in units of 2^-128, rounded up, for part < whole. */
static rt_uint128 turn_of(uint64_t part, uint64_t whole)
{
    rt_uint128 high = ((rt_uint128)part << 64) / whole, rest = ((rt_uint128)part << 64) % whole;
    rt_uint128 low = (rest << 64) / whole;
    return (high << 64 | low) + ((rest << 64) % whole != 0);
}

/* A step that has no divisor in common with the domain passes every place before it comes back. What rounding
 * up adds stays below one place, as the domain's square is below 2^128. */
struct rt_spread rt_spread_make(rt_stream key, uint64_t domain)
{
    uint64_t step = rt_mulhi(domain, RT_GOLDEN), start = rt_below(rt_random(key, 0), domain);
    while (domain > 1 && common_divisor(step, domain) != 1)
        step++;
    if (domain < 2)
        return (struct rt_spread){.domain = domain};
    return (struct rt_spread){turn_of(step, domain), turn_of(start, domain), domain};
}
