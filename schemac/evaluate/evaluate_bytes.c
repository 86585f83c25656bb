/* evaluate_bytes.c: characters by number, byte strings, and MD5 (RFC 1321). */
#include "evaluate/evaluate_string.h"

#include "base/buffer.h"
#include "evaluate/evaluate_array.h"
#include "evaluate/evaluate_binary.h"

#include <string.h>

static bool read_int(const Datum *datum, int64_t *value)
{
    return text_to_int64(datum->text, value);
}

/* The code point of the first character; of no character 0. */
Datum string_ascii(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Text text = arguments->text;
    (void)count;
    (void)result;
    size_t at = 0;
    return datum_int(evaluator, text.size ? string_next(text, &at) : 0);
}

Datum string_chr(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    int64_t code;
    (void)count;
    if (!read_int(arguments, &code) || code < 0 || code >= 0x80)
        return datum_unknown();
    return code ? datum_make(result, text_format(evaluator->arena, "%c", (char)code)) : datum_error();
}

Datum string_to_hex(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    int64_t value;
    (void)count;
    if (!read_int(arguments, &value))
        return datum_unknown();
    if (type_code(&arguments->type) != TYPE_INT8)
        value = (int64_t)(uint32_t)value;
    return datum_make(result, text_format(evaluator->arena, "%llx", (unsigned long long)value));
}

Datum string_get_byte(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Text bytes = binary_bytes(evaluator->arena, arguments[0].text);
    int64_t index, size = (int64_t)bytes.size;
    (void)count;
    (void)result;
    if (!read_int(&arguments[1], &index))
        return datum_unknown();
    return index < 0 || index >= size ? datum_error()
                                      : datum_int(evaluator, (unsigned char)bytes.data[index]);
}

/* Bits that are set, of bytes and of bit strings. */
Datum string_bit_count(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    bool is_bytes = type_code(&arguments[0].type) == TYPE_BYTEA;
    Text text = is_bytes ? binary_bytes(evaluator->arena, arguments[0].text) : arguments[0].text;
    int64_t set = 0;
    (void)count;
    for (size_t i = 0; i < text.size; i++)
        for (unsigned bits = is_bytes ? (unsigned char)text.data[i] : text.data[i] == '1'; bits;
             bits &= bits - 1)
            set++;
    return datum_integer(evaluator, set, result);
}

/* Texts without backslashes. */
Datum string_quote_literal(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Buffer out = {0};
    Text text = arguments->text;
    (void)count;
    if (text.size && memchr(text.data, '\\', text.size))
        return datum_unknown();
    buffer_char(&out, '\'');
    for (size_t i = 0; i < text.size; i++)
        buffer_string(&out, text.data[i] == '\'' ? "''" : (char[]){text.data[i], '\0'});
    buffer_char(&out, '\'');
    Datum quoted = datum_make(result, text_copy(evaluator->arena, buffer_contents(&out)));
    buffer_free(&out);
    return quoted;
}

/* Where the field that begins at `start` ends: before the next separator; without one, after a character. */
static size_t field_end(Text text, size_t start, const Datum *separator)
{
    Text word = separator->text;
    size_t at = start;
    if (separator->state == EVALUATED_NULL) {
        do
            at++;
        while (at < text.size && (text.data[at] & 0xc0) == 0x80);
        return at;
    }
    while (word.size && at + word.size <= text.size && memcmp(text.data + at, word.data, word.size))
        at++;
    return word.size && at + word.size <= text.size ? at : text.size;
}

/* The fields of a text as an array; where one is to be NULL, UNKNOWN. */
Datum string_split(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    DatumList items = {0};
    TypeUse type = type_of_code("text");
    const Datum *separator = &arguments[1];
    Text text = arguments[0].text;
    size_t gap = separator->state == EVALUATED_NULL ? 0 : separator->text.size;
    if (arguments[0].state == EVALUATED_NULL)
        return datum_null(result);
    if (count > 2)
        return datum_unknown();
    for (size_t start = 0, last = gap ? text.size : text.size - 1; text.size && start <= last;) {
        size_t end = field_end(text, start, separator);
        list_push(evaluator->arena, &items, datum_make(type, text_slice(text, start, end)));
        start = end == text.size ? text.size + 1 : end + gap;
    }
    return array_of(evaluator, &items, result);
}

/* ---- MD5 ---- */

enum {
    BLOCK = 64 /* bytes */
};

/* floor (2^32 × |sin (i + 1)|). */
static const uint32_t sines[64] = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391};

static const unsigned char shifts[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};

static uint32_t mix(int round, uint32_t b, uint32_t c, uint32_t d)
{
    return round == 0   ? (b & c) | (~b & d)
           : round == 1 ? (d & b) | (~d & c)
           : round == 2 ? b ^ c ^ d
                        : c ^ (b | ~d);
}

static void digest_block(uint32_t state[4], const unsigned char *block)
{
    static const int factor[4] = {1, 5, 3, 7}, offset[4] = {0, 1, 5, 0};
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    for (int i = 0; i < 64; i++) {
        int round = i / 16, word = (factor[round] * i + offset[round]) % 16, shift = shifts[round][i % 4];
        const unsigned char *p = block + word * 4;
        uint32_t value = p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
        value += a + mix(round, b, c, d) + sines[i];
        a = d;
        d = c;
        c = b;
        b += value << shift | value >> (32 - shift);
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
}

static Text digest(Arena *arena, Text text)
{
    uint32_t state[4] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
    unsigned char bytes[16];
    Text message = binary_padded(arena, text, true);
    for (size_t at = 0; at < message.size; at += BLOCK)
        digest_block(state, (const unsigned char *)message.data + at);
    Buffer out = {0};
    for (int i = 0; i < 16; i++) {
        bytes[i] = (unsigned char)(state[i / 4] >> (8 * (i % 4)));
        buffer_format(&out, "%02x", bytes[i]);
    }
    Text hex = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return hex;
}

Datum string_md5(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Text text = arguments->text;
    (void)count;
    if (type_code(&arguments->type) == TYPE_BYTEA)
        text = binary_bytes(evaluator->arena, text);
    return datum_make(result, digest(evaluator->arena, text));
}
