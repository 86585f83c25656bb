/* quote.c: quoting for C strings, C comments and file names. */
#include "emit/quote.h"

#include "base/buffer.h"

static bool is_plain_c(unsigned char c)
{
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\' && c != '?';
}

static void append_c_byte(Buffer *out, unsigned char c)
{
    if (c == '\n')
        buffer_string(out, "\\n");
    else if (c == '"' || c == '\\')
        buffer_format(out, "\\%c", c);
    else if (is_plain_c(c))
        buffer_char(out, (char)c);
    else
        buffer_format(out, "\\%03o", c);
}

Text quote_c_string(Arena *arena, Text text)
{
    Buffer out = {0};
    buffer_char(&out, '"');
    for (size_t i = 0; i < text.size; i++)
        append_c_byte(&out, (unsigned char)text.data[i]);
    buffer_char(&out, '"');
    Text quoted = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return quoted;
}

/* Bytes of the well-formed character of UTF-8 at `i` that a comment may hold as it is; 0 for any other. */
static size_t comment_character(Text text, size_t i)
{
    const unsigned char *s = (const unsigned char *)text.data + i;
    size_t left = text.size - i;
    if (s[0] < 0x80)
        return s[0] >= 0x20 && s[0] != 0x7F;
    size_t size = s[0] >= 0xC2 && s[0] < 0xE0   ? 2
                  : s[0] >= 0xE0 && s[0] < 0xF0 ? 3
                  : s[0] >= 0xF0 && s[0] < 0xF5 ? 4
                                                : 0;
    if (!size || size > left)
        return 0;
    for (size_t k = 1; k < size; k++)
        if ((s[k] & 0xC0) != 0x80)
            return 0;
    bool c1_control = s[0] == 0xC2 && s[1] < 0xA0;
    bool marks = s[0] == 0xE2 && (s[1] == 0x80 || s[1] == 0x81);
    bool arabic_mark = s[0] == 0xD8 && s[1] == 0x9C;
    bool byte_order = s[0] == 0xEF && s[1] == 0xBB && s[2] == 0xBF;
    bool dash_or_quote = marks && s[1] == 0x80 && ((s[2] >= 0x90 && s[2] <= 0xA7) || s[2] >= 0xB0);
    return c1_control || arabic_mark || byte_order || (marks && !dash_or_quote) ? 0 : size;
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
    Buffer out = {0};
    for (size_t i = 0; i < text.size;) {
        size_t size = comment_character(text, i);
        if (out.size + 4 > limit) {
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

Text quote_file_name(Arena *arena, Text text)
{
    Buffer out = {0};
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter || c == '_' || c == '-' || (c == '.' && i))
            buffer_char(&out, (char)c);
        else
            buffer_format(&out, "%%%02X", c);
    }
    Text quoted = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return quoted;
}
