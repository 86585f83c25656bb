/* The digest of a file: blocks of eight words, multiplied by powers of 2^64 and reduced once for each block
 * (Montgomery, "Modular Multiplication Without Trial Division", 1985). */
#include "rt_digest.h"

#include <string.h>

#include "rt_uint128.h"

#define WORDS 8           /* of a block */
#define BLOCK (WORDS * 8) /* bytes of a block */

static uint64_t multiply(uint64_t a, uint64_t b)
{
    return (uint64_t)((rt_uint128)a * b % RT_DIGEST_MODULUS);
}

/* -1 / modulus modulo 2^64, by Newton's iteration: each step doubles the bits that are right. */
static uint64_t negated_inverse(void)
{
    uint64_t inverse = RT_DIGEST_MODULUS;
    for (int i = 0; i < 5; i++)
        inverse *= 2 - RT_DIGEST_MODULUS * inverse;
    return -inverse;
}

/* The word at a place, its first byte lowest. */
static uint64_t word_at(const unsigned char *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/*
 * sum / 2^64 modulo the modulus, for sum < 2^127 + 2^124; the result has at most 64 bits. The modulus is
 * below 2^60, so nothing overflows.
 */
static inline uint64_t reduce(rt_uint128 sum, uint64_t inverse)
{
    uint64_t factor = (uint64_t)sum * inverse;
    return (uint64_t)((sum + (rt_uint128)factor * RT_DIGEST_MODULUS) >> 64);
}

/* The digest, not yet below the modulus, of a block with `rest` for what follows it; power[i] is
 * 2^(64 * (i + 1)). */
static inline uint64_t block_with(const unsigned char *at, uint64_t rest, const uint64_t power[WORDS + 1],
                                  uint64_t inverse)
{
    rt_uint128 sum = (rt_uint128)rest * power[WORDS];
    for (int i = 0; i < WORDS; i++)
        sum += (rt_uint128)word_at(at + 8 * i) * power[i];
    return reduce(sum, inverse);
}

/* The digest of whole blocks and what follows them: two halves side by side, neither waits for the other. */
static uint64_t blocks_with(const unsigned char *start, size_t blocks, uint64_t rest,
                            const uint64_t power[WORDS + 1], uint64_t inverse)
{
    size_t half = blocks / 2;
    uint64_t low = 0, high = rest;
    if (blocks % 2)
        high = block_with(start + 2 * half * BLOCK, high, power, inverse);
    for (size_t i = half; i-- > 0;) {
        low = block_with(start + i * BLOCK, low, power, inverse);
        high = block_with(start + (half + i) * BLOCK, high, power, inverse);
    }
    return rt_digest_add(low % RT_DIGEST_MODULUS, rt_digest_shift(high % RT_DIGEST_MODULUS, half * BLOCK));
}

uint64_t rt_digest(const void *data, size_t size)
{
    const unsigned char *start = data;
    uint64_t power[WORDS + 1], inverse = negated_inverse(), rest = 0;
    power[0] = (uint64_t)(((rt_uint128)1 << 64) % RT_DIGEST_MODULUS);
    for (int i = 1; i <= WORDS; i++)
        power[i] = multiply(power[i - 1], power[0]);
    size_t blocks = size / BLOCK;
    if (size % BLOCK) {
        unsigned char last[BLOCK] = {0};
        memcpy(last, start + blocks * BLOCK, size % BLOCK);
        rest = block_with(last, 0, power, inverse);
    }
    return blocks_with(start, blocks, rest, power, inverse);
}

uint64_t rt_digest_shift(uint64_t digest, uint64_t offset)
{
    uint64_t power = 256;
    for (; offset; offset >>= 1) {
        if (offset & 1)
            digest = multiply(digest, power);
        power = multiply(power, power);
    }
    return digest;
}
