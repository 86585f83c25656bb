/*
 * Scratch space: blocks of doubling size, newest first. Resetting keeps the newest, which is the largest, and
 * the oldest, which holds the spare piece.
 */
#include "rt_scratch.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define FIRST_BLOCK ((size_t)256 << 10)
#define MOST_BYTES  (SIZE_MAX / 4)

/* A block; its bytes follow, and blocks are multiples of 16. */
struct rt_scratch_block {
    struct rt_scratch_block *older; /* or NULL */
    size_t size;                    /* bytes that follow */
};

_Static_assert(sizeof(struct rt_scratch_block) % 16 == 0, "what follows a block's head is aligned");

static void use(struct rt_scratch *scratch, struct rt_scratch_block *block)
{
    scratch->next = (char *)(block + 1);
    scratch->end = scratch->next + block->size;
}

static bool add_block(struct rt_scratch *scratch, size_t size)
{
    struct rt_scratch_block *block = aligned_alloc(16, sizeof *block + size);
    if (!block)
        return false;
    *block = (struct rt_scratch_block){scratch->blocks, size};
    scratch->blocks = block;
    scratch->start = NULL;
    use(scratch, block);
    return true;
}

bool rt_scratch_init(struct rt_scratch *scratch)
{
    *scratch = (struct rt_scratch){0};
    if (!add_block(scratch, RT_SCRATCH_PIECE + FIRST_BLOCK))
        return false;
    scratch->spare = scratch->next;
    scratch->start = scratch->next += RT_SCRATCH_PIECE;
    return true;
}

void rt_scratch_free(struct rt_scratch *scratch)
{
    while (scratch->blocks) {
        struct rt_scratch_block *block = scratch->blocks;
        scratch->blocks = block->older;
        free(block);
    }
    *scratch = (struct rt_scratch){0};
}

void rt_scratch_shrink(struct rt_scratch *scratch)
{
    struct rt_scratch_block *newest = scratch->blocks;
    while (newest->older && newest->older->older) {
        struct rt_scratch_block *block = newest->older;
        newest->older = block->older;
        free(block);
    }
    use(scratch, newest);
    if (!newest->older)
        scratch->next += RT_SCRATCH_PIECE;
}

/* The spare piece, or NULL where more is asked for. */
static void *fail(struct rt_scratch *scratch, size_t size)
{
    scratch->failed = true;
    scratch->start = NULL;
    if (size > RT_SCRATCH_PIECE)
        return NULL;
    scratch->next = scratch->spare + ((size + 15) & ~(size_t)15);
    scratch->end = scratch->spare + RT_SCRATCH_PIECE;
    return scratch->spare;
}

void *rt_scratch_grow(struct rt_scratch *scratch, size_t size)
{
    if (scratch->failed || size > MOST_BYTES)
        return fail(scratch, size);
    size_t block = scratch->blocks->size * 2;
    if (block < size || block > MOST_BYTES)
        block = (size + 15) & ~(size_t)15;
    if (!add_block(scratch, block))
        return fail(scratch, size);
    return rt_scratch_large(scratch, size);
}

void rt_scratch_fail(struct rt_scratch *scratch, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (!scratch->failed)
        vsnprintf(scratch->problem, sizeof scratch->problem, format, arguments);
    scratch->failed = true;
    va_end(arguments);
}
