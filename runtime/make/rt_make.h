/* What makers of texts share: taking scratch space, writing strings and words. For the runtime's
 * own files. */
#ifndef RT_MAKE_H
#define RT_MAKE_H

#include <string.h>

#include "rt_form.h"
#include "rt_print.h"
#include "rt_random.h"
#include "rt_scalar.h"
#include "rt_scratch.h"
#include "rt_words.h"

/* Room for a text of up to `size` bytes, at most RT_SCRATCH_PIECE less RT_SLACK. */
static inline char *rt_make_begin(struct rt_scratch *scratch, size_t size)
{
    return rt_scratch_take(scratch, size + RT_SLACK);
}

/* The text from start to end, all of which was begun last. */
static inline struct rt_text rt_make_end(struct rt_scratch *scratch, const char *start, const char *end)
{
    rt_scratch_trim(scratch, end);
    return (struct rt_text){start, (size_t)(end - start)};
}

/* The empty text, where memory is out; it may be read beyond its end as others may. */
static inline struct rt_text rt_make_nothing(void)
{
    static const char zeros[RT_SLACK];
    return (struct rt_text){zeros, 0};
}

static inline char *rt_make_string(char *out, const char *string)
{
    size_t size = strlen(string);
    memcpy(out, string, size);
    return out + size;
}

/* The word of a dictionary that 64 random bits choose. */
static inline const struct rt_word *rt_make_choice(const struct rt_words *words, uint64_t bits)
{
    return &words->word[rt_below(bits, words->count)];
}

static inline char *rt_make_word(char *out, const struct rt_words *words, uint64_t bits)
{
    const struct rt_word *word = rt_make_choice(words, bits);
    memcpy(out, word, sizeof *word);
    return out + word->size;
}

/* Random numbers that belong to an index, for what does not make it distinct. */
static inline rt_stream rt_make_noise(uint64_t index)
{
    return (rt_stream){rt_scatter(index), RT_GOLDEN};
}

/* a * b and base^exponent, at most RT_FIT_MANY. */
static inline uint64_t rt_make_times(uint64_t a, uint64_t b)
{
    rt_uint128 product = (rt_uint128)a * b;
    return product < RT_FIT_MANY ? (uint64_t)product : RT_FIT_MANY;
}

static inline uint64_t rt_make_power(uint64_t base, uint32_t exponent)
{
    uint64_t product = 1;
    for (; exponent > 0 && product < RT_FIT_MANY; exponent--)
        product = rt_make_times(product, base);
    return product;
}

#endif
