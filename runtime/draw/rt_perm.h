/*
 * Keyed permutations of [0, D) for any D, computed and never stored: row numbers become scattered distinct
 * indices, and back. They carry unique keys, choose distinct partners, and scatter ranks over parents.
 *
 * A number is split in a low part of h bits and a high part in [0, b), with b = ceil(D / 2^h); the rounds of
 * a Feistel network change one part by a hash of the other: the low one by exclusive or, the high one by
 * addition modulo b (Black and Rogaway, "Ciphers with Arbitrary Finite Domains", 2002). A result outside [0,
 * D) is permuted again (cycle walking). As b * 2^h exceeds D by less than 2^h, that is rare: under 1.4 turns
 * on average for every D, and 1 + 1/sqrt(D) for large ones. Short parts mix slowly and get more rounds;
 * domains of up to 16 are shuffled outright, so that each of their permutations is as likely.
 */
#ifndef RT_PERM_H
#define RT_PERM_H

#include <stdint.h>

#include "rt_random.h"
#include "rt_uint128.h"

/* The largest domain that is shuffled, its order in 16 digits of 4 bits. */
#define RT_PERM_TINY 16

/* A permutation of [0, domain). Permutations of different keys are unrelated. */
struct rt_perm {
    uint64_t domain; /* D: the numbers permuted are [0, D) */
    uint64_t high;   /* b: the high part is in [0, b), b <= 2^32 */
    unsigned shift;  /* h <= 32 */
    unsigned pairs;  /* of rounds: one on the low part, one on the high part */
    rt_stream key;   /* what the hashes are keyed with */
    uint64_t order;  /* of a tiny domain: digit n is the number at place n */
};

/* A permutation of [0, domain) where domain may exceed 2^64; at most 2^127. */
struct rt_perm128 {
    rt_uint128 domain; /* D */
    uint64_t high;     /* b <= 2^63 */
    uint64_t mask;     /* 2^h - 1 */
    unsigned shift;    /* h <= 64 */
    unsigned pairs;    /* of rounds */
    rt_stream key;     /* what the hashes are keyed with */
};

/* A random order of the digits 0 .. domain - 1, the first lowest, for domain <= 16 (Fisher and Yates). */
static inline uint64_t rt_perm_shuffle(uint64_t bits, uint64_t domain)
{
    uint64_t order = UINT64_C(0xfedcba9876543210);
    for (uint64_t i = domain; i > 1; i--) {
        rt_uint128 place = (rt_uint128)bits * i;
        unsigned a = 4 * (unsigned)(i - 1), b = 4 * (unsigned)(place >> 64);
        uint64_t change = (order >> a ^ order >> b) & 15;
        order ^= change << a ^ change << b;
        bits = (uint64_t)place;
    }
    return order;
}

/* The permutation of [0, domain) with this key. A domain of 0 is allowed and has no number to ask for. */
static inline struct rt_perm rt_perm_make(rt_stream key, uint64_t domain)
{
    if (domain <= RT_PERM_TINY)
        return (struct rt_perm){.domain = domain, .order = rt_perm_shuffle(rt_random(key, 0), domain)};
    unsigned width = rt_width(domain), shift = width / 2, pairs = width > 16 ? 2 : width > 8 ? 3 : 4;
    uint64_t high = ((domain - 1) >> shift) + 1;
    return (struct rt_perm){domain, high, shift, pairs, key, 0};
}

/* rt_perm_make, in the form of the other start-up functions. */
static inline void rt_perm_init(struct rt_perm *perm, rt_stream key, uint64_t domain)
{
    *perm = rt_perm_make(key, domain);
}

/* The one that leaves every number in its place; it has no use for a key. */
static inline struct rt_perm rt_perm_straight(rt_stream key, uint64_t domain)
{
    return (struct rt_perm){.domain = domain, .high = 1, .key = key, .order = UINT64_C(0xfedcba9876543210)};
}

/* The same for domains up to 2^127. It is another permutation than rt_perm's on a domain both can hold. */
void rt_perm128_init(struct rt_perm128 *perm, rt_stream key, rt_uint128 domain);

/* What the starts of two rounds' hashes differ by; odd, and unrelated to RT_GOLDEN. */
#define RT_PERM_ROUND UINT64_C(0xd1342543de82ef95)

/* The hash of one part that changes the other in a round. Its upper bits are the good ones. */
static inline uint64_t rt_perm_hash(uint64_t start, uint64_t twist, uint64_t part)
{
    uint64_t x = start + part * RT_GOLDEN;
    return rt_fold(x, x ^ twist);
}

/* The number at place n, for n < domain: distinct places have distinct numbers below domain. */
static inline uint64_t rt_perm_at(const struct rt_perm *perm, uint64_t n)
{
    if (perm->domain <= RT_PERM_TINY)
        return perm->order >> 4 * n & 15;
    do {
        uint64_t high = n >> perm->shift, low = n ^ high << perm->shift, start = perm->key.start;
        for (unsigned pair = perm->pairs; pair > 0; pair--) {
            low ^= rt_perm_hash(start, perm->key.twist, high) >> (64 - perm->shift);
            start += RT_PERM_ROUND;
            high += (rt_perm_hash(start, perm->key.twist, low) >> 32) * perm->high >> 32;
            start += RT_PERM_ROUND;
            high -= perm->high;
            high += perm->high & -(high >> 63);
        }
        n = high << perm->shift | low;
    } while (n >= perm->domain);
    return n;
}

/* Where a digit stands in a tiny order that has it. */
static inline uint64_t rt_perm_find(uint64_t order, uint64_t digit)
{
    uint64_t zero = order ^ digit * UINT64_C(0x1111111111111111);
    zero |= zero >> 1;
    zero |= zero >> 2;
    return (uint64_t)__builtin_ctzll(~zero & UINT64_C(0x1111111111111111)) / 4;
}

/* The place of number m, for m < domain: rt_perm_inverse(p, rt_perm_at(p, n)) == n. */
static inline uint64_t rt_perm_inverse(const struct rt_perm *perm, uint64_t m)
{
    if (perm->domain <= RT_PERM_TINY)
        return rt_perm_find(perm->order, m);
    do {
        uint64_t high = m >> perm->shift, low = m ^ high << perm->shift;
        uint64_t start = perm->key.start + 2 * perm->pairs * RT_PERM_ROUND;
        for (unsigned pair = perm->pairs; pair > 0; pair--) {
            start -= RT_PERM_ROUND;
            high -= (rt_perm_hash(start, perm->key.twist, low) >> 32) * perm->high >> 32;
            high += perm->high & -(high >> 63);
            start -= RT_PERM_ROUND;
            low ^= rt_perm_hash(start, perm->key.twist, high) >> (64 - perm->shift);
        }
        m = high << perm->shift | low;
    } while (m >= perm->domain);
    return m;
}

/* The stream of one member of a family of permutations: a hash of a number that only need be distinct. */
static inline rt_stream rt_perm_key(uint64_t key)
{
    return (rt_stream){rt_fold(key + RT_GOLDEN, key ^ RT_PERM_ROUND), key * RT_GOLDEN};
}

/*
 * Place n of the permutation of [0, domain) that belongs to a key, with nothing to set up. Keys must be
 * spread: numbers of a stream, one for each parent or group, say.
 */
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

/* rt_perm_at and rt_perm_inverse for the wide permutation; numbers past the domain begin it anew. */
rt_uint128 rt_perm128_at(const struct rt_perm128 *perm, rt_uint128 n);
rt_uint128 rt_perm128_inverse(const struct rt_perm128 *perm, rt_uint128 m);

/* Indices are scattered within blocks of 2^RT_SCATTER_SHIFT. */
#define RT_SCATTER_SHIFT 20

/*
 * The index of row n in a domain of that many values: distinct rows below the domain have distinct indices
 * below it. Rows fill the domain block by block, each block permuted on its own, so that the values in use do
 * not depend on how many rows there will be, and a few rows use only the first block. Rows past the domain
 * begin it anew.
 */
static inline uint64_t rt_scatter_at(rt_stream key, uint64_t domain, uint64_t n)
{
    n = n < domain ? n : n % domain;
    uint64_t start = n >> RT_SCATTER_SHIFT << RT_SCATTER_SHIFT;
    uint64_t left = domain - start, full = UINT64_C(1) << RT_SCATTER_SHIFT;
    uint64_t block = rt_random(key, n >> RT_SCATTER_SHIFT);
    return start + rt_perm_keyed(block, left < full ? left : full, n - start);
}

/*
 * An order of [0, domain) for ranks: neighbours lie far apart and any run of ranks is spread evenly, by steps
 * of the golden section around the domain (Weyl's sequence, made a bijection). It costs a third of a
 * permutation, and only ranks should be its numbers: a fixed step can be seen in what counts rows.
 */
struct rt_spread {
    rt_uint128 step;  /* what one rank adds, in units of 2^-128 of the domain */
    rt_uint128 start; /* where rank 0 lies */
    uint64_t domain;  /* at most 2^63 */
};

/* The spread of [0, domain) that the key chooses. */
struct rt_spread rt_spread_make(rt_stream key, uint64_t domain);

/* The place of a rank, for rank < domain: distinct ranks have distinct places below domain. */
static inline uint64_t rt_spread_at(const struct rt_spread *spread, uint64_t rank)
{
    rt_uint128 turn = spread->step * rank + spread->start;
    return (uint64_t)(rt_mulshift(spread->domain, turn) >> 64);
}

#endif
