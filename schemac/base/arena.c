/* arena.c: bump allocation in blocks chained for one final free. */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    BLOCK_SIZE = 64 * 1024,
    ALIGNMENT = 16
};

typedef struct Block Block;
struct Block {
    Block *next; /* the block filled before this one */
    _Alignas(ALIGNMENT) char data[];
};

struct Arena {
    Block *blocks; /* newest first */
    size_t used;   /* bytes used of the newest block */
    size_t size;   /* bytes the newest block holds */
};

static _Noreturn void out_of_memory(size_t size)
{
    fprintf(stderr, "schemac: error: out of memory (%zu bytes wanted)\n", size);
    exit(3);
}

static void *allocate(size_t size)
{
    void *memory = calloc(1, size);
    if (!memory)
        out_of_memory(size);
    return memory;
}

Arena *arena_new(void)
{
    return allocate(sizeof(Arena));
}

static void free_blocks(Block *block)
{
    for (Block *next; block; block = next) {
        next = block->next;
        free(block);
    }
}

void arena_free(Arena *arena)
{
    if (!arena)
        return;
    free_blocks(arena->blocks);
    free(arena);
}

void arena_reset(Arena *arena)
{
    if (!arena->blocks)
        return;
    free_blocks(arena->blocks->next);
    arena->blocks->next = NULL;
    memset(arena->blocks->data, 0, arena->used);
    arena->used = 0;
}

static void add_block(Arena *arena, size_t size)
{
    Block *block = allocate(sizeof(Block) + size);
    block->next = arena->blocks;
    arena->blocks = block;
    arena->used = 0;
    arena->size = size;
}

void *arena_alloc(Arena *arena, size_t size)
{
    if (size > SIZE_MAX - sizeof(Block) - ALIGNMENT)
        out_of_memory(size);
    size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if (!arena->blocks || size > arena->size - arena->used)
        add_block(arena, size > BLOCK_SIZE ? size : BLOCK_SIZE);
    void *memory = arena->blocks->data + arena->used;
    arena->used += size;
    return memory;
}

void *arena_array(Arena *arena, size_t count, size_t size)
{
    return arena_alloc(arena, size && count > SIZE_MAX / size ? SIZE_MAX : count * size);
}
