/*
 * Text without a meaning of its own: running words, sentences and paragraphs, and codes of random characters.
 * Fast enough for the widest column of the largest table: several words come from one draw and are copied
 * sixteen bytes at a time.
 *
 * Lengths are in characters, which are bytes here: all is ASCII. Texts hold nothing that any output format
 * quotes, neither begin nor end with a space, and may be read up to RT_PROSE_PAD bytes after their end
 * (rt_print_padded), except those longer than RT_SCRATCH_PIECE less 64, which need memory of their own and
 * are empty where that is out.
 */
#ifndef RT_PROSE_H
#define RT_PROSE_H

#include <stdint.h>

#include "rt_random.h"
#include "rt_scratch.h"
#include "rt_value.h"

#define RT_PROSE_PAD 32

/* Lower-case words with single spaces between; the length lies in [least, most], for 1 <= least <= most. The
 * last word may be cut. */
struct rt_text rt_prose_words(struct rt_scratch *scratch, rt_stream row, uint32_t least, uint32_t most);

/* The same as one sentence: a capital first, a full stop last. For 2 <= least <= most. */
struct rt_text rt_prose_sentence(struct rt_scratch *scratch, rt_stream row, uint32_t least, uint32_t most);

/* The same as sentences of 4 to 16 words. For 2 <= least <= most. */
struct rt_text rt_prose_sentences(struct rt_scratch *scratch, rt_stream row, uint32_t least, uint32_t most);

/* Exactly `size` characters of 0 to 9 and a to v, drawn alike. */
struct rt_text rt_prose_code(struct rt_scratch *scratch, rt_stream row, uint32_t size);

/* Exactly `size` random bytes, for bytea. */
struct rt_text rt_prose_bytes(struct rt_scratch *scratch, rt_stream row, uint32_t size);

/*
 * The unique kind: exactly `size` characters of 0 to 9 and a to z, distinct for distinct index < 36^size
 * (rt_code_count, at most RT_FIT_MANY), with little in common for consecutive ones.
 */
struct rt_text rt_code_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
uint64_t rt_code_count(uint32_t size);

/* Exactly `size` bytes, distinct for distinct index < 256^size (at most RT_FIT_MANY). */
struct rt_text rt_bytes_at(struct rt_scratch *scratch, uint64_t index, uint32_t size);
uint64_t rt_bytes_count(uint32_t size);

/*
 * Words as rt_prose_words with the number of the row in them, distinct for distinct index: a text for unique
 * columns of any width. `most` is at least 20; index may be any number.
 */
struct rt_text rt_prose_at(struct rt_scratch *scratch, uint64_t index, uint32_t least, uint32_t most);

/* From `least` to `most` words, every number alike, with single spaces between; fewer where more would be
 * longer than `limit` characters, and a cut one where even the first is. For 1 <= least <= most and limit
 * >= 1. */
struct rt_text rt_prose_of_words(struct rt_scratch *scratch, rt_stream row, uint32_t least, uint32_t most,
                                 uint32_t limit);

#endif
