/* quote.c: quoting for C strings and C comments. */
#include "emit/quote.h"

#include "base/utf8.h"

/* Bytes of the character at `i` that has a place in C as it is; 0 for any other. */
static size_t visible_character(Text text, size_t i)
{
    uint32_t code;
    size_t size = utf8_decode(text, i, &code);
    return size && utf8_is_visible(code) ? size : 0;
}

static bool is_trigraph(Text text, size_t i)
{
    return i && text.data[i] == '?' && text.data[i - 1] == '?';
}

/* Appends the character at `i` of a string and returns its bytes; what cannot be seen goes byte by byte. */
static size_t append_string_character(Buffer *out, Text text, size_t i)
{
    const char c = text.data[i];
    size_t size = visible_character(text, i);
    if (c == '\n')
        buffer_string(out, "\\n");
    else if (c == '"' || c == '\\')
        buffer_format(out, "\\%c", c);
    else if (size && !is_trigraph(text, i))
        buffer_append(out, text.data + i, size);
    else
        buffer_format(out, "\\%03o", (unsigned char)c);
    return size ? size : 1;
}

Text quote_c_string(Arena *arena, Text text)
{
    Buffer out = {0};
    buffer_char(&out, '"');
    for (size_t i = 0; i < text.size;)
        i += append_string_character(&out, text, i);
    buffer_char(&out, '"');
    Text quoted = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return quoted;
}

/* The byte that stands for one that a comment may not hold, or that one itself. */
static char comment_byte(char c, size_t size)
{
    if (c == '\\')
        return '/';
    if (size)
        return c;
    return c == '\n' || c == '\r' || c == '\t' ? ' ' : '?';
}

static void append_comment_character(Buffer *out, Text text, size_t i, size_t size)
{
    char before = out->size ? out->data[out->size - 1] : ' ', c = comment_byte(text.data[i], size);
    bool ends_comment = c == '/' && (before == '*' || before == '/');
    bool begins_comment = c == '*' && before == '/';
    bool trigraph = c == '?' && before == '?';
    if (ends_comment || begins_comment || trigraph)
        buffer_char(out, ' ');
    buffer_char(out, c);
    if (size > 1)
        buffer_append(out, text.data + i + 1, size - 1);
}

Text quote_c_comment(Arena *arena, Text text, size_t limit)
{
    enum {
        ELLIPSIS = 3 /* bytes */
    };
    Buffer out = {0};
    for (size_t i = 0; i < text.size;) {
        size_t size = visible_character(text, i), space = 1;
        if (out.size + space + (size ? size : 1) + ELLIPSIS > limit) {
            buffer_string(&out, "…");
            break;
        }
        append_comment_character(&out, text, i, size);
        i += size ? size : 1;
    }
    if (out.size && (out.data[out.size - 1] == '/' || out.data[out.size - 1] == '*'))
        buffer_char(&out, ' ');
    Text quoted = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return quoted;
}
