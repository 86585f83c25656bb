/*
 * An output buffer: one row's room is asked for once, then written without checks. Each thread fills its own.
 */
#ifndef RT_OUT_H
#define RT_OUT_H

#include <stdbool.h>
#include <stddef.h>

struct rt_out {
    char *data;      /* owned */
    size_t size;     /* bytes in use */
    size_t capacity; /* bytes there is room for */
    bool failed;     /* memory ran out: the run ends with an error */
};

/* Allocates; false where memory is out: then rt_out_free is all that may follow. */
bool rt_out_init(struct rt_out *out, size_t capacity);
void rt_out_free(struct rt_out *out);

/* rt_out_room where the buffer is too small. */
char *rt_out_grow(struct rt_out *out, size_t size);

/*
 * A place to write up to `size` bytes; say where it ended with rt_out_end. NULL where memory is out: what was
 * written before is still there, `failed` is set, and a table's writer returns the rows it has written.
 */
static inline char *rt_out_room(struct rt_out *out, size_t size)
{
    if (__builtin_expect(out->capacity - out->size < size, 0))
        return rt_out_grow(out, size);
    return out->data + out->size;
}

/* Keeps what was written up to `end`. */
static inline void rt_out_end(struct rt_out *out, const char *end)
{
    out->size = (size_t)(end - out->data);
}

#endif
