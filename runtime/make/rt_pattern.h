/*
 * Strings of a regular expression by number. The compiler writes the expression as a deterministic automaton
 * over characters, with the number of strings that each state accepts at each length; string i is found by
 * walking those numbers. Shorter strings come first, and strings of one length in the order of their
 * characters' code points (in the order of edges). As the automaton is deterministic, no string has two
 * numbers.
 *
 * What the compiler writes, for `^[ab]x?$`:
 *
 *     static const struct rt_pattern_edge code_edges[] = {{'a', 'b', 1}, {'x', 'x', 2}};
 *     static const rt_uint128 code_counts[] = {2, 2, 1, 1, 1};
 *     static const struct rt_pattern_state code_states[] = {
 *         {0, 1, 1, 2, 0, 0}, {1, 1, 0, 1, 2, 0}, {2, 0, 0, 0, 4, 0}};
 *     static const struct rt_pattern code = {code_states, code_edges, code_counts, 4};
 */
#ifndef RT_PATTERN_H
#define RT_PATTERN_H

#include <stdint.h>

#include "rt_random.h"
#include "rt_scratch.h"
#include "rt_uint128.h"
#include "rt_value.h"

/* The count that stands for itself and all that is more. */
#define RT_PATTERN_MANY (~(rt_uint128)0)

/* Strings may be read so many bytes past their end (rt_print_padded). */
#define RT_PATTERN_PAD 32

/* Characters first .. last (code points; no surrogates, no 0) lead to a state. */
struct rt_pattern_edge {
    uint32_t first;
    uint32_t last;
    uint32_t state; /* one that accepts something */
};

/* A state. Its edges ascend and do not overlap. It accepts the empty string where counts has length 0. */
struct rt_pattern_state {
    uint32_t edge;       /* index of its first edge */
    uint32_t edge_count; /* how many */
    uint32_t least;      /* the least length, in characters, of a string accepted from here */
    uint32_t most;       /* the largest length counted; over it, counts are 0 */
    uint32_t count;      /* index of its counts: one for each length from least to most */
    uint32_t digits; /* states from here on that lead by any digit, and only so, to the one that follows */
};

/*
 * An automaton; state 0 is where it begins. Counts are of the strings of exactly that length accepted from
 * the state, and stop at RT_PATTERN_MANY. The lengths counted may be cut off at any length (the column's, or
 * where there are strings enough), for all states at what is left of it.
 */
struct rt_pattern {
    const struct rt_pattern_state *states;
    const struct rt_pattern_edge *edges;
    const rt_uint128 *counts;
    uint32_t most_bytes; /* the longest string's bytes, in UTF-8; at most 4 * most of state 0 */
};

/* How many strings there are; RT_PATTERN_MANY for that or more. */
rt_uint128 rt_pattern_count(const struct rt_pattern *pattern);

/* String `index`, for index < rt_pattern_count. Where counts stop at RT_PATTERN_MANY, what lies after in
 * order is never reached. */
struct rt_text rt_pattern_at(struct rt_scratch *scratch, const struct rt_pattern *pattern, rt_uint128 index);

/* A string by a row's own random numbers: any length that there is as likely as the others, and among strings
 * of one length each as likely, or nearly so where they are more than 2^64. Faster than rt_pattern_at. */
struct rt_text rt_pattern_random(struct rt_scratch *scratch, const struct rt_pattern *pattern, rt_stream row);

/* Whether the text, in UTF-8, is a string of the pattern of a counted length. */
bool rt_pattern_contains(const struct rt_pattern *pattern, struct rt_text text);

#endif
