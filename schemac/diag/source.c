/* source.c: reading sources and finding lines in them. */
#include "diag/source.h"

#include "base/buffer.h"

#include <errno.h>
#include <stdio.h>

Source *source_new(Arena *arena, Text path, Text content)
{
    Source *source = arena_new_object(arena, Source);
    source->path = text_copy(arena, path);
    source->content = text_copy(arena, content);
    return source;
}

static bool read_all(FILE *file, Buffer *buffer)
{
    char block[65536];
    size_t size;
    while ((size = fread(block, 1, sizeof block, file)) > 0)
        buffer_append(buffer, block, size);
    return !ferror(file);
}

static Source *read_file(Arena *arena, Text path, FILE *file)
{
    Buffer buffer = {0};
    Source *source = NULL;
    if (read_all(file, &buffer))
        source = source_new(arena, path, buffer_contents(&buffer));
    int failure = errno;
    buffer_free(&buffer);
    errno = failure;
    return source;
}

Source *source_read(Arena *arena, Text path)
{
    if (text_is(path, "-"))
        return read_file(arena, TEXT("<stdin>"), stdin);
    FILE *file = fopen(text_string(arena, path), "rb");
    if (!file)
        return NULL;
    Source *source = read_file(arena, path, file);
    int failure = errno;
    fclose(file);
    errno = failure;
    return source;
}

static size_t line_start(Text content, size_t offset)
{
    while (offset > 0 && content.data[offset - 1] != '\n')
        offset--;
    return offset;
}

static size_t line_end(Text content, size_t offset)
{
    while (offset < content.size && content.data[offset] != '\n')
        offset++;
    if (offset > 0 && offset < content.size && content.data[offset - 1] == '\r')
        offset--;
    return offset;
}

static size_t count_characters(Text text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.size; i++)
        count += ((unsigned char)text.data[i] & 0xC0) != 0x80;
    return count;
}

Position source_position(Span span)
{
    Text content = span.source->content;
    size_t offset = span.offset < content.size ? span.offset : content.size;
    size_t start = line_start(content, offset);
    Position position = {.line = 1};
    for (size_t i = 0; i < start; i++)
        position.line += content.data[i] == '\n';
    position.column = count_characters(text_slice(content, start, offset)) + 1;
    position.text = text_slice(content, start, line_end(content, offset));
    return position;
}

Span span_join(Span first, Span last)
{
    if (last.source != first.source || last.offset < first.offset)
        return first;
    first.size = last.offset + last.size - first.offset;
    return first;
}
