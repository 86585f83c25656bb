/* evaluate_binary.c: bytes as text and back, bit strings, and SHA-224 and SHA-256 (FIPS 180-4). */
#include "evaluate/evaluate_binary.h"

#include "base/buffer.h"
#include "evaluate/evaluate_string.h"

#include <string.h>

/* ---- bytes ---- */

static int digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

Text binary_bytes(Arena *arena, Text hex)
{
    size_t size = hex.size / 2 - 1;
    char *bytes = arena_alloc(arena, size + 1);
    for (size_t i = 0; i < size; i++)
        bytes[i] = (char)(digit(hex.data[2 * i + 2]) << 4 | digit(hex.data[2 * i + 3]));
    return (Text){bytes, size};
}

static Text hex_of(Arena *arena, const char *before, Text bytes)
{
    static const char digits[] = "0123456789abcdef";
    size_t start = strlen(before);
    char *hex = arena_alloc(arena, start + 2 * bytes.size + 1);
    memcpy(hex, before, start);
    for (size_t i = 0; i < bytes.size; i++) {
        hex[start + 2 * i] = digits[(unsigned char)bytes.data[i] >> 4];
        hex[start + 2 * i + 1] = digits[(unsigned char)bytes.data[i] & 15];
    }
    return (Text){hex, start + 2 * bytes.size};
}

static const char base64_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* In lines of 76 characters (RFC 2045). */
static Text base64_of(Arena *arena, Text bytes)
{
    Buffer out = {0};
    for (size_t i = 0, line = 0; i < bytes.size; i += 3, line += 4) {
        uint32_t group = 0;
        for (size_t k = 0; k < 3; k++)
            group = group << 8 | (i + k < bytes.size ? (unsigned char)bytes.data[i + k] : 0);
        if (line == 76) {
            buffer_char(&out, '\n');
            line = 0;
        }
        for (size_t k = 0; k < 4; k++)
            buffer_char(&out, i + k <= bytes.size ? base64_digits[group >> (18 - 6 * k) & 63] : '=');
    }
    Text text = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return text;
}

Datum binary_encode(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Text bytes = binary_bytes(evaluator->arena, arguments[0].text),
         format = text_lower(evaluator->arena, arguments[1].text);
    (void)count;
    if (text_is(format, "hex"))
        return datum_make(result, hex_of(evaluator->arena, "", bytes));
    return text_is(format, "base64") ? datum_make(result, base64_of(evaluator->arena, bytes))
                                     : datum_unknown();
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* False where it is not hexadecimal: blanks may stand between bytes. */
static bool bytes_of_hex(Text hex, Buffer *out)
{
    for (size_t i = 0; i < hex.size; i++) {
        if (is_blank(hex.data[i]))
            continue;
        if (digit(hex.data[i]) < 0 || i + 1 == hex.size || digit(hex.data[i + 1]) < 0)
            return false;
        buffer_char(out, (char)(digit(hex.data[i]) << 4 | digit(hex.data[i + 1])));
        i++;
    }
    return true;
}

/* False where it is not base64 with its padding. */
static bool bytes_of_base64(Text text, Buffer *out)
{
    uint32_t group = 0;
    size_t digits = 0, padding = 0;
    for (size_t i = 0; i < text.size; i++) {
        const char *at = text.data[i] ? strchr(base64_digits, text.data[i]) : NULL;
        if (is_blank(text.data[i]))
            continue;
        if ((!at && text.data[i] != '=') || (at && padding) || padding > 2)
            return false;
        padding += !at;
        group = group << 6 | (at ? (uint32_t)(at - base64_digits) : 0);
        if (++digits % 4)
            continue;
        for (size_t k = 0; k < 3 - padding; k++)
            buffer_char(out, (char)(group >> (16 - 8 * k)));
        group = 0;
    }
    return digits % 4 == 0;
}

Datum binary_decode(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Text format = text_lower(evaluator->arena, arguments[1].text);
    Buffer out = {0};
    bool is_hex = text_is(format, "hex");
    (void)count;
    if (!is_hex && !text_is(format, "base64"))
        return datum_unknown();
    bool read = is_hex ? bytes_of_hex(arguments[0].text, &out) : bytes_of_base64(arguments[0].text, &out);
    Text hex = hex_of(evaluator->arena, "\\x", buffer_contents(&out));
    buffer_free(&out);
    return read ? datum_make(result, hex) : datum_error();
}

/* ---- bits ---- */

/* Of bytes the lowest bit comes first, of bit strings the first. */
Datum binary_get_bit(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    bool is_bytes = type_code(&arguments[0].type) == TYPE_BYTEA;
    Text bits = is_bytes ? binary_bytes(evaluator->arena, arguments[0].text) : arguments[0].text;
    int64_t place;
    (void)count;
    (void)result;
    if (!text_to_int64(arguments[1].text, &place))
        return datum_unknown();
    if (place < 0 || place >= (int64_t)(is_bytes ? bits.size * 8 : bits.size))
        return datum_error();
    return datum_int(evaluator, is_bytes ? (unsigned char)bits.data[place / 8] >> place % 8 & 1
                                         : bits.data[place] - '0');
}

Datum binary_bits(Evaluator *evaluator, Text symbol, const Datum *left, const Datum *right, TypeUse result)
{
    Text a = left->text, b = right->text;
    if (symbol.size != 1 || !strchr("&|#", symbol.data[0]) ||
        type_code(&right->type) != type_code(&left->type))
        return datum_unknown();
    if (a.size != b.size)
        return datum_error();
    char *bits = arena_alloc(evaluator->arena, a.size + 1);
    for (size_t i = 0; i < a.size; i++) {
        bool x = a.data[i] == '1', y = b.data[i] == '1';
        bits[i] = (symbol.data[0] == '&' ? x && y : symbol.data[0] == '|' ? x || y : x != y) ? '1' : '0';
    }
    return datum_make(result, (Text){bits, a.size});
}

/* ---- SHA-2 ---- */

enum {
    BLOCK = 64 /* bytes */
};

/* The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
static const uint32_t roots[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t turn(uint32_t value, int places)
{
    return value >> places | value << (32 - places);
}

static void schedule(const unsigned char *block, uint32_t words[64])
{
    for (int i = 0; i < 16; i++)
        words[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
                   (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
    for (int i = 16; i < 64; i++) {
        uint32_t a = words[i - 15], b = words[i - 2];
        words[i] = words[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ a >> 3) + words[i - 7] +
                   (turn(b, 17) ^ turn(b, 19) ^ b >> 10);
    }
}

static void digest_block(uint32_t state[8], const unsigned char *block)
{
    uint32_t words[64], v[8];
    schedule(block, words);
    memcpy(v, state, sizeof v);
    for (int i = 0; i < 64; i++) {
        uint32_t one = v[7] + (turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25)) +
                       ((v[4] & v[5]) ^ (~v[4] & v[6])) + roots[i] + words[i];
        uint32_t two = (turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22)) +
                       ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
        memmove(v + 1, v, 7 * sizeof *v);
        v[4] += one;
        v[0] = one + two;
    }
    for (int i = 0; i < 8; i++)
        state[i] += v[i];
}

Text binary_padded(Arena *arena, Text message, bool ascending)
{
    size_t size = (message.size + 8) / BLOCK * BLOCK + BLOCK;
    char *padded = arena_alloc(arena, size);
    if (message.size)
        memcpy(padded, message.data, message.size);
    padded[message.size] = (char)0x80;
    for (size_t i = 0; i < 8; i++)
        padded[ascending ? size - 8 + i : size - 1 - i] = (char)((uint64_t)message.size * 8 >> (8 * i));
    return (Text){padded, size};
}

static Datum digest(Evaluator *evaluator, const Datum *argument, const uint32_t start[8], size_t size,
                    TypeUse result)
{
    Text text = binary_bytes(evaluator->arena, argument->text);
    Text message = binary_padded(evaluator->arena, text, false);
    char bytes[32];
    uint32_t state[8];
    memcpy(state, start, sizeof state);
    for (size_t at = 0; at < message.size; at += BLOCK)
        digest_block(state, (const unsigned char *)message.data + at);
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(state[i / 4] >> (24 - 8 * (i % 4)));
    return datum_make(result, hex_of(evaluator->arena, "\\x", (Text){bytes, size}));
}

Datum binary_sha224(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    static const uint32_t start[8] = {0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939,
                                      0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4};
    (void)count;
    return digest(evaluator, arguments, start, 28, result);
}

Datum binary_sha256(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    static const uint32_t start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    (void)count;
    return digest(evaluator, arguments, start, 32, result);
}
