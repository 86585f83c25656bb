/*
 * Strings of one length whose characters don't depend on one another, as `[A-Z]{2}-[0-9]{6}` matches: a text
 * with the places that vary, drawn many at a time. What the compiler writes for that pattern:
 *
 *     static const struct rt_label code_text[] = {{"AA-000000", 9}};
 *     static const struct rt_text code_sets[] = {{"ABCDEFGHIJKLMNOPQRSTUVWXYZ", 26}};
 *     static const struct rt_mask_run code_runs[] = {{0, 2, 1}, {3, 6, RT_MASK_DIGITS}};
 *     static const struct rt_mask code_mask = {code_text, code_sets, code_runs, 2};
 */
#ifndef RT_MASK_H
#define RT_MASK_H

#include <stdint.h>

#include "rt_random.h"
#include "rt_scratch.h"
#include "rt_value.h"
#include "rt_words.h"

/* The set of a run of decimal digits. */
#define RT_MASK_DIGITS 0

/* Places one after the other with one set of characters, and so few strings that 2^53 are more. */
struct rt_mask_run {
    uint8_t place; /* of the first */
    uint8_t count; /* how many; of digits, at most 16 */
    uint16_t set;  /* RT_MASK_DIGITS, or the number of the set, from 1 */
};

/* A text, and the runs of its places that vary: those of digits are '0' in it. */
struct rt_mask {
    const struct rt_label *text; /* ASCII */
    const struct rt_text *sets;  /* of ASCII; NULL where no run has one */
    const struct rt_mask_run *runs;
    uint32_t run_count;
};

/* A string by a row's own random numbers, all alike (to within 2^-11 of a string's share). It may be read in
 * moves of 32 bytes (rt_print_padded). */
struct rt_text rt_mask_random(struct rt_scratch *scratch, const struct rt_mask *mask, rt_stream row);

#endif
