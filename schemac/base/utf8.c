/* utf8.c: characters in UTF-8, to codes and back. */
#include "base/utf8.h"

static size_t size_by_lead(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    return lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
}

size_t utf8_decode(Text text, size_t at, uint32_t *code)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *s = (const unsigned char *)text.data + at;
    size_t size = size_by_lead(s[0]);
    if (size == 0 || size > text.size - at)
        return 0;
    uint32_t value = size == 1 ? s[0] : s[0] & (0xFFU >> (size + 1));
    for (size_t i = 1; i < size; i++) {
        if ((s[i] & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (s[i] & 0x3F);
    }
    bool surrogate = value >= 0xD800 && value < 0xE000;
    if (value < least[size] || value > 0x10FFFF || surrogate)
        return 0;
    *code = value;
    return size;
}

static void append_continuation(Buffer *out, uint32_t code, int shift)
{
    buffer_char(out, (char)(0x80 | (code >> shift & 0x3F)));
}

void utf8_append(Buffer *out, uint32_t code)
{
    if (code < 0x80) {
        buffer_char(out, (char)code);
        return;
    }
    if (code < 0x800) {
        buffer_char(out, (char)(0xC0 | code >> 6));
    } else if (code < 0x10000) {
        buffer_char(out, (char)(0xE0 | code >> 12));
        append_continuation(out, code, 6);
    } else {
        buffer_char(out, (char)(0xF0 | code >> 18));
        append_continuation(out, code, 12);
        append_continuation(out, code, 6);
    }
    append_continuation(out, code, 0);
}

bool utf8_is_visible(uint32_t code)
{
    if (code < 0xA0)
        return code >= 0x20 && code < 0x7F;
    bool format = code == 0xAD || code == 0x61C || (code >= 0x200B && code <= 0x200F) ||
                  (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) ||
                  code == 0xFEFF || (code & 0xFFFE) == 0xFFFE;
    return !format;
}
