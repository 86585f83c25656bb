/* distinct.h: what tests of makers share: whether texts are all different, and a digest that pins them. */
#ifndef TESTS_DISTINCT_H
#define TESTS_DISTINCT_H

#include <stdlib.h>

#include "rt_random.h"
#include "rt_value.h"

static int distinct_compare(const void *left, const void *right)
{
    const struct rt_text *a = left, *b = right;
    if (a->size != b->size)
        return a->size < b->size ? -1 : 1;
    return memcmp(a->data, b->data, a->size);
}

/* Sorts the texts and fails where two are the same, saying who made them. */
static inline void assert_distinct(struct rt_text *texts, size_t count, const char *maker)
{
    qsort(texts, count, sizeof *texts, distinct_compare);
    for (size_t i = 1; i < count; i++)
        if (distinct_compare(&texts[i - 1], &texts[i]) == 0)
            fail_msg("%s made twice: %.*s", maker, (int)texts[i].size, texts[i].data);
}

/* A digest with one more text in it. */
static inline uint64_t pin(uint64_t digest, struct rt_text text)
{
    for (size_t i = 0; i < text.size; i++)
        digest = rt_fold(digest + (unsigned char)text.data[i], RT_GOLDEN);
    return rt_fold(digest + text.size, RT_GOLDEN);
}

#endif
