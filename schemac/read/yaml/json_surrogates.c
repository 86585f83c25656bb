/* json_surrogates.c: joining \uD83D\uDE00 to \U0001F600 in JSON. RFC 8259, section 7. */
#include "read/yaml/json_surrogates.h"

#include "base/buffer.h"

#include <string.h>

enum {
    PAIR = 12,  /* bytes of two \uXXXX escapes */
    JOINED = 10 /* bytes of one \UXXXXXXXX */
};

static int hex_digit(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *found = c ? strchr(digits, c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c) : NULL;
    return found ? (int)(found - digits) : -1;
}

/* The number of the \uXXXX escape at the start of the text; −1 where there is none. */
static int32_t read_escape(Text text)
{
    if (text.size < 6 || text.data[0] != '\\' || text.data[1] != 'u')
        return -1;
    int32_t code = 0;
    for (size_t i = 2; i < 6; i++) {
        int digit = hex_digit(text.data[i]);
        if (digit < 0)
            return -1;
        code = code << 4 | digit;
    }
    return code;
}

/* The character of the surrogate pair at the start of the text; −1 where there is none. */
static int32_t read_pair(Text text)
{
    int32_t high = read_escape(text), low = read_escape(text_slice(text, 6, text.size));
    if (high < 0xD800 || high > 0xDBFF || low < 0xDC00 || low > 0xDFFF)
        return -1;
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

/* Whether the text starts like JSON and has a pair at all. */
static bool may_have_pairs(Text text)
{
    Text trimmed = text_trim(text);
    bool opens = trimmed.size && (trimmed.data[0] == '{' || trimmed.data[0] == '[');
    return opens && (text_contains(text, TEXT("\\ud")) || text_contains(text, TEXT("\\uD")));
}

/* Copies one escape of a string, a pair as one; returns the bytes passed. */
static size_t copy_escape(Arena *arena, SurrogateText *joined, Buffer *out, Text rest)
{
    int32_t code = read_pair(rest);
    if (code < 0) {
        size_t size = rest.size < 2 ? rest.size : 2;
        buffer_append(out, rest.data, size);
        return size;
    }
    buffer_format(out, "\\U%08X", (unsigned)code);
    list_push(arena, &joined->pairs, out->size);
    return PAIR;
}

SurrogateText surrogates_join(Arena *arena, Text content, size_t start)
{
    Text text = text_slice(content, start, content.size);
    SurrogateText joined = {.text = text, .start = start};
    if (!may_have_pairs(text))
        return joined;
    Buffer out = {0};
    bool in_string = false;
    for (size_t i = 0; i < text.size;) {
        char c = text.data[i];
        if (!in_string && (c == '\'' || c == '#'))
            break;
        if (in_string && c == '\\') {
            i += copy_escape(arena, &joined, &out, text_slice(text, i, text.size));
            continue;
        }
        in_string = in_string != (c == '"');
        buffer_char(&out, c);
        i++;
    }
    size_t read = out.size + joined.pairs.count * (PAIR - JOINED);
    buffer_text(&out, text_slice(text, read, text.size));
    joined.text = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return joined;
}

size_t surrogates_origin(const SurrogateText *text, size_t byte)
{
    size_t low = 0, high = text->pairs.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->pairs.items[middle] <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    return text->start + byte + low * (PAIR - JOINED);
}
