/* The output buffer's memory: it doubles, or becomes what one row needs. */
#include "rt_out.h"

#include <stdint.h>
#include <stdlib.h>

bool rt_out_init(struct rt_out *out, size_t capacity)
{
    *out = (struct rt_out){.data = malloc(capacity ? capacity : 1), .capacity = capacity};
    out->failed = !out->data;
    if (out->failed)
        out->capacity = 0;
    return !out->failed;
}

void rt_out_free(struct rt_out *out)
{
    free(out->data);
    *out = (struct rt_out){0};
}

char *rt_out_grow(struct rt_out *out, size_t size)
{
    size_t capacity = out->capacity <= SIZE_MAX / 4 ? out->capacity * 2 : SIZE_MAX / 2;
    if (size > SIZE_MAX / 2 - out->size)
        capacity = 0;
    else if (capacity < out->size + size)
        capacity = out->size + size;
    char *data = capacity ? realloc(out->data, capacity) : NULL;
    if (!data) {
        out->failed = true;
        return NULL;
    }
    out->data = data;
    out->capacity = capacity;
    return data + out->size;
}
