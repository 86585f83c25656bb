/*
 * Scratch space: where the texts and items of the rows being made live. One for each thread, allocated before
 * the first row; it grows by whole blocks when a row is larger than any before, and is reused after
 * rt_scratch_reset.
 */
#ifndef RT_SCRATCH_H
#define RT_SCRATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rt_scratch_block;

struct rt_scratch {
    char *next;                      /* first free byte */
    char *end;                       /* end of the current block */
    struct rt_scratch_block *blocks; /* owned, newest first */
    struct rt_scratch_block *spare;  /* owned: a block kept for reuse */
    bool failed; /* memory ran out; what was handed out since is one shared dump of bytes */
};

/* Allocates the first block; false where memory is out. */
bool rt_scratch_init(struct rt_scratch *scratch);
void rt_scratch_free(struct rt_scratch *scratch);

/* Takes everything back at once: what was handed out is no longer valid. */
void rt_scratch_reset(struct rt_scratch *scratch);

/* rt_scratch_take where the current block is too small. */
void *rt_scratch_grow(struct rt_scratch *scratch, size_t size);

/* `size` bytes, aligned to 16. They may be given back in part with rt_scratch_trim. */
static inline void *rt_scratch_take(struct rt_scratch *scratch, size_t size)
{
    char *start = scratch->next;
    if (__builtin_expect((size_t)(scratch->end - start) < size + 15, 0))
        return rt_scratch_grow(scratch, size);
    scratch->next = start + ((size + 15) & ~(size_t)15);
    return start;
}

/* Ends the piece that was taken last at `end`. */
static inline void rt_scratch_trim(struct rt_scratch *scratch, const char *end)
{
    scratch->next += (size_t)(end - scratch->next + 15) & ~(size_t)15;
}

#endif
