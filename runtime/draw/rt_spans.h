/*
 * Whole numbers with holes between them, by index: spans in ascending order, each with the index of its first
 * number.
 */
#ifndef RT_SPANS_H
#define RT_SPANS_H

#include <stdint.h>

struct rt_span {
    uint64_t first; /* index of its least number: how many numbers lie in the spans before it */
    int64_t low;    /* that number */
};

/* The number of that index, for `count` spans, at least one, the first of which has first 0; the index is
 * below the number of numbers. */
int64_t rt_span_at(const struct rt_span *spans, uint64_t count, uint64_t index);

/* An index by 64 random bits, in any of the spans as likely as in the others; `total` numbers lie in all. */
uint64_t rt_span_random(const struct rt_span *spans, uint64_t count, uint64_t total, uint64_t bits);

#endif
