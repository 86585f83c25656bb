/* buffer.c: appending to a growing run of bytes. */
#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buffer_free(Buffer *buffer)
{
    free(buffer->data);
    *buffer = (Buffer){0};
}

static void reserve(Buffer *buffer, size_t more)
{
    if (more <= buffer->capacity - buffer->size)
        return;
    size_t capacity = buffer->capacity ? buffer->capacity * 2 : 4096;
    while (capacity - buffer->size < more)
        capacity *= 2;
    char *data = realloc(buffer->data, capacity);
    if (!data) {
        fprintf(stderr, "schemac: error: out of memory (%zu bytes wanted)\n", capacity);
        exit(3);
    }
    buffer->data = data;
    buffer->capacity = capacity;
}

void buffer_append(Buffer *buffer, const char *data, size_t size)
{
    if (!size)
        return;
    reserve(buffer, size);
    memcpy(buffer->data + buffer->size, data, size);
    buffer->size += size;
}

void buffer_text(Buffer *buffer, Text text)
{
    buffer_append(buffer, text.data, text.size);
}

void buffer_string(Buffer *buffer, const char *string)
{
    buffer_append(buffer, string, strlen(string));
}

void buffer_char(Buffer *buffer, char c)
{
    buffer_append(buffer, &c, 1);
}

void buffer_repeat(Buffer *buffer, char c, size_t count)
{
    while (count--)
        buffer_char(buffer, c);
}

void buffer_format(Buffer *buffer, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (size > 0) {
        reserve(buffer, (size_t)size + 1);
        vsnprintf(buffer->data + buffer->size, (size_t)size + 1, format, arguments);
        buffer->size += (size_t)size;
    }
    va_end(arguments);
}

Text buffer_contents(const Buffer *buffer)
{
    return (Text){buffer->data, buffer->size};
}
