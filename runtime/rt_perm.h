/*
 * Keyed permutations of [0, D) for any D, computed and never stored: row numbers become scattered distinct
 * indices, and back. They carry unique keys, choose distinct partners, and scatter ranks over parents.
 *
 * A number is split in a low part of h bits and a high part in [0, b), with b = ceil(D / 2^h); the rounds of
 * a Feistel network change one part by a hash of the other: the low one by exclusive or, the high one by
 * addition modulo b (Black and Rogaway, "Ciphers with Arbitrary Finite Domains", 2002). A result outside [0,
 * D) is permuted again (cycle walking). As b * 2^h exceeds D by less than 2^h, that is rare: under 1.4 turns
 * on average for every D, and 1 + 1/sqrt(D) for large ones.
 */
#ifndef RT_PERM_H
#define RT_PERM_H

#include <stdint.h>

#include "rt_random.h"
#include "rt_uint128.h"

/* Pairs of rounds: one on the low part, one on the high part. */
#define RT_PERM_PAIRS 3

/* A permutation of [0, domain). Permutations of different keys are unrelated. */
struct rt_perm {
    uint64_t domain; /* D: the numbers permuted are [0, D) */
    uint64_t high;   /* b: the high part is in [0, b), b <= 2^32 */
    uint64_t mask;   /* 2^h - 1 */
    unsigned shift;  /* h */
    rt_stream key;   /* what the hashes are keyed with */
};

/* A permutation of [0, domain) where domain may exceed 2^64; at most 2^127. */
struct rt_perm128 {
    rt_uint128 domain; /* D */
    uint64_t high;     /* b <= 2^63 */
    uint64_t mask;     /* 2^h - 1 */
    unsigned shift;    /* h <= 64 */
    rt_stream key;     /* what the hashes are keyed with */
};

/* The permutation of [0, domain) with this key. A domain of 0 is allowed and has no number to ask for. */
static inline struct rt_perm rt_perm_make(rt_stream key, uint64_t domain)
{
    unsigned shift = rt_width(domain) / 2;
    uint64_t mask = (UINT64_C(1) << shift) - 1;
    return (struct rt_perm){domain, (domain >> shift) + ((domain & mask) != 0), mask, shift, key};
}

/* rt_perm_make, in the form of the other start-up functions. */
static inline void rt_perm_init(struct rt_perm *perm, rt_stream key, uint64_t domain)
{
    *perm = rt_perm_make(key, domain);
}

/* The same for domains up to 2^127. It is another permutation than rt_perm's on a domain both can hold. */
void rt_perm128_init(struct rt_perm128 *perm, rt_stream key, rt_uint128 domain);

/* The hash of one part that changes the other in a round: 64 bits, the upper ones as good as the lower. */
static inline uint64_t rt_perm_hash(rt_stream key, uint64_t round, uint64_t part)
{
    return rt_fold(part + key.start + round * RT_GOLDEN, (part ^ key.twist) - round * RT_GOLDEN);
}

/* The hash of the low part as a number in [0, b), for b <= 2^32. */
static inline uint64_t rt_perm_step(const struct rt_perm *perm, uint64_t round, uint64_t low)
{
    return (rt_perm_hash(perm->key, round, low) >> 32) * perm->high >> 32;
}

/* The number at place n, for n < domain: distinct places have distinct numbers below domain. */
static inline uint64_t rt_perm_at(const struct rt_perm *perm, uint64_t n)
{
    do {
        uint64_t high = n >> perm->shift, low = n & perm->mask;
        for (uint64_t round = 0; round < 2 * RT_PERM_PAIRS; round += 2) {
            low ^= rt_perm_hash(perm->key, round, high) & perm->mask;
            high += rt_perm_step(perm, round + 1, low);
            high -= high >= perm->high ? perm->high : 0;
        }
        n = high << perm->shift | low;
    } while (n >= perm->domain);
    return n;
}

/* The place of number m, for m < domain: rt_perm_inverse(p, rt_perm_at(p, n)) == n. */
static inline uint64_t rt_perm_inverse(const struct rt_perm *perm, uint64_t m)
{
    do {
        uint64_t high = m >> perm->shift, low = m & perm->mask;
        for (uint64_t round = 2 * RT_PERM_PAIRS; round > 0; round -= 2) {
            uint64_t step = rt_perm_step(perm, round - 1, low);
            high += high < step ? perm->high - step : -step;
            low ^= rt_perm_hash(perm->key, round - 2, high) & perm->mask;
        }
        m = high << perm->shift | low;
    } while (m >= perm->domain);
    return m;
}

/* The key of a family of permutations' member, one for each parent or group, at no cost to keep. */
static inline rt_stream rt_perm_key(uint64_t key)
{
    return (rt_stream){rt_fold(key + RT_GOLDEN, key ^ UINT64_C(0xd1342543de82ef95)), key * RT_GOLDEN};
}

/* Place n of the permutation of [0, domain) that belongs to a random key, with nothing to set up. */
static inline uint64_t rt_perm_keyed(uint64_t key, uint64_t domain, uint64_t n)
{
    struct rt_perm perm = rt_perm_make(rt_perm_key(key), domain);
    return rt_perm_at(&perm, n);
}

/* The inverse of rt_perm_keyed. */
static inline uint64_t rt_perm_keyed_inverse(uint64_t key, uint64_t domain, uint64_t m)
{
    struct rt_perm perm = rt_perm_make(rt_perm_key(key), domain);
    return rt_perm_inverse(&perm, m);
}

/* rt_perm_at and rt_perm_inverse for the wide permutation. */
rt_uint128 rt_perm128_at(const struct rt_perm128 *perm, rt_uint128 n);
rt_uint128 rt_perm128_inverse(const struct rt_perm128 *perm, rt_uint128 m);

/* Indices are scattered within blocks of 2^RT_SCATTER_SHIFT. */
#define RT_SCATTER_SHIFT 20

/*
 * The index of row n in a domain of that many values: distinct rows below the domain have distinct indices
 * below it. Rows fill the domain block by block, each block permuted on its own, so that the values in use do
 * not depend on how many rows there will be, and a few rows use only the first block.
 */
static inline uint64_t rt_scatter_at(rt_stream key, uint64_t domain, uint64_t n)
{
    uint64_t start = n >> RT_SCATTER_SHIFT << RT_SCATTER_SHIFT;
    uint64_t left = domain - start, full = UINT64_C(1) << RT_SCATTER_SHIFT;
    uint64_t block = rt_random(key, n >> RT_SCATTER_SHIFT);
    return start + rt_perm_keyed(block, left < full ? left : full, n - start);
}

#endif
