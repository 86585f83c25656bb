/* arena.h: one arena per compile. Everything the compiler builds lives in it and is freed at once.
 * Running out of memory ends the program with exit code 3 and a message: no caller checks for NULL. */
#ifndef SCHEMAC_BASE_ARENA_H
#define SCHEMAC_BASE_ARENA_H

#include <stddef.h>

typedef struct Arena Arena;

/* A new, empty arena; the caller frees it with arena_free. */
Arena *arena_new(void);

/* Frees the arena and everything that was allocated from it. NULL is allowed. */
void arena_free(Arena *arena);

/* Ends the life of all that was allocated from it; the room is used again. */
void arena_reset(Arena *arena);

/* `size` zeroed bytes aligned for any type; valid until arena_free or arena_reset. */
void *arena_alloc(Arena *arena, size_t size);

/* A zeroed array of `count` items of `size` bytes; overflow ends the program like running out of memory. */
void *arena_array(Arena *arena, size_t count, size_t size);

/* One zeroed object of the type named. */
#define arena_new_object(arena, Type) ((Type *)arena_alloc((arena), sizeof(Type)))

#endif
