/* buffer.h: bytes that grow at the end, kept outside the arena because they are large and short-lived. */
#ifndef SCHEMAC_BASE_BUFFER_H
#define SCHEMAC_BASE_BUFFER_H

#include "base/text.h"

typedef struct Buffer {
    char *data;      /* owned; freed by buffer_free */
    size_t size;     /* bytes in use */
    size_t capacity; /* bytes there is room for */
} Buffer;

/* Frees the bytes and leaves an empty buffer. A zeroed Buffer is an empty one. */
void buffer_free(Buffer *buffer);

/* Append bytes; the data must not be the buffer's own. Memory that runs out ends the program. */
void buffer_append(Buffer *buffer, const char *data, size_t size);
void buffer_text(Buffer *buffer, Text text);
void buffer_string(Buffer *buffer, const char *string);
void buffer_char(Buffer *buffer, char c);
void buffer_repeat(Buffer *buffer, char c, size_t count);
void buffer_format(Buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What the buffer holds, valid until the next change. */
Text buffer_contents(const Buffer *buffer);

#endif
