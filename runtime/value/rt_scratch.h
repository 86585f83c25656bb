/*
 * Scratch space: where the texts and items of the rows being made live. One for each thread, allocated before
 * the first row; it grows by whole blocks when a row is larger than any before, and is reused after
 * rt_scratch_reset.
 *
 * When memory is out, `failed` is set for good and rows go on being made of meaningless but safe values:
 * small pieces come from a spare one, larger ones and lists of values are not to be had. Who hands rows on
 * looks at `failed` first.
 */
#ifndef RT_SCRATCH_H
#define RT_SCRATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The largest piece that rt_scratch_take always gives. */
#define RT_SCRATCH_PIECE ((size_t)64 << 10)

struct rt_scratch_block;

struct rt_scratch {
    char *next;                      /* first free byte, aligned to 16 */
    char *end;                       /* end of the current block */
    char *start;                     /* its first byte to hand out, where it is the only block; else NULL */
    struct rt_scratch_block *blocks; /* owned, newest first */
    char *spare;                     /* RT_SCRATCH_PIECE bytes in the oldest block, for when memory is out */
    bool failed;                     /* memory ran out: no value made since is to be used */
    char problem[256];               /* why, where it is not memory; or empty */
};

/* Allocates the first block; false where memory is out: then rt_scratch_free is all that may follow. */
bool rt_scratch_init(struct rt_scratch *scratch);
void rt_scratch_free(struct rt_scratch *scratch);

/* rt_scratch_reset where there are several blocks. */
void rt_scratch_shrink(struct rt_scratch *scratch);

/* Takes everything back at once: what was handed out is no longer valid. Memory is kept for what comes. */
static inline void rt_scratch_reset(struct rt_scratch *scratch)
{
    if (__builtin_expect(!scratch->start, 0))
        rt_scratch_shrink(scratch);
    else
        scratch->next = scratch->start;
}

/* rt_scratch_take and rt_scratch_large where the current block is too small. */
void *rt_scratch_grow(struct rt_scratch *scratch, size_t size);

/* Bytes of any number, aligned to 16; NULL where memory is out. rt_scratch_trim may follow else. */
static inline void *rt_scratch_large(struct rt_scratch *scratch, size_t size)
{
    char *start = scratch->next;
    if (__builtin_expect((size_t)(scratch->end - start) < size, 0))
        return rt_scratch_grow(scratch, size);
    scratch->next = start + ((size + 15) & ~(size_t)15);
    return start;
}

/*
 * `size` bytes, at most RT_SCRATCH_PIECE, aligned to 16; never NULL. For bytes only: where memory is out, all
 * pieces share theirs, so nothing that holds a pointer may live here (see rt_scratch_large).
 */
static inline char *rt_scratch_take(struct rt_scratch *scratch, size_t size)
{
    return rt_scratch_large(scratch, size);
}

/* Sets `failed` for another reason than memory; the first one wins. */
void rt_scratch_fail(struct rt_scratch *scratch, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Gives back what lies after `end` of the piece taken last. */
static inline void rt_scratch_trim(struct rt_scratch *scratch, const char *end)
{
    scratch->next += (size_t)(end - scratch->next + 15) & ~(size_t)15;
}

#endif
