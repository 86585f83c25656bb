/*
 * Making streams out of names. Run at start-up, so the hash is chosen for quality: every step is a bijection
 * of the state for a given word, with the finaliser of David Stafford's "mix 13", the one splitmix64 uses.
 */
#include "rt_random.h"

#include <string.h>

struct hash {
    uint64_t a; /* chained by the finaliser alone: no two words of one place collide */
    uint64_t b; /* chained by a, with another rotation */
};

static uint64_t finalise(uint64_t x)
{
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return x ^ x >> 31;
}

static void hash_word(struct hash *hash, uint64_t word)
{
    hash->a = finalise((hash->a ^ word) + RT_GOLDEN);
    hash->b = finalise((hash->b << 23 | hash->b >> 41) + (hash->a ^ ~word));
}

/* The length goes first, so that no two lists of names make the same words. */
static void hash_text(struct hash *hash, const char *text)
{
    size_t length = strlen(text);
    hash_word(hash, length);
    for (size_t i = 0; i < length; i += 8) {
        uint64_t word = 0;
        for (size_t j = i; j < i + 8 && j < length; j++)
            word |= (uint64_t)(unsigned char)text[j] << 8 * (j - i);
        hash_word(hash, word);
    }
}

rt_stream rt_stream_named(uint64_t seed, const char *table, const char *column, const char *purpose)
{
    struct hash hash = {RT_ALGORITHM, RT_GOLDEN};
    hash_word(&hash, seed);
    hash_text(&hash, table);
    hash_text(&hash, column);
    hash_text(&hash, purpose);
    return (rt_stream){finalise(hash.a + hash.b), finalise(hash.b ^ RT_GOLDEN)};
}

uint64_t rt_threshold(uint64_t part, uint64_t whole)
{
    return part >= whole ? RT_ALWAYS : (uint64_t)(((rt_uint128)part << 64) / whole);
}
