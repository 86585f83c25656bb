/* Running words, codes and bytes. */
#include "rt_prose.h"

#include <string.h>

#include "rt_make.h"
#include "rt_prose_blocks.h"

#define BLOCKS_A_DRAW 6

/* Room for a text and what fixed moves write after it; NULL only for the long ones. */
static char *take(struct rt_scratch *scratch, uint32_t size)
{
    return rt_scratch_large(scratch, (size_t)size + 16 + RT_PROSE_PAD);
}

static struct rt_text finish(struct rt_scratch *scratch, const char *start, const char *end)
{
    rt_scratch_trim(scratch, end + RT_PROSE_PAD);
    return (struct rt_text){start, (size_t)(end - start)};
}

/* Copies the block that the lowest bits choose. */
static inline char *print_block(char *out, uint64_t bits)
{
    const char *block = rt_prose_blocks[bits & (RT_PROSE_BLOCKS - 1)];
    memcpy(out, block, 16);
    return out + block[15];
}

/* Exactly `size` bytes of words and up to 31 more; the last is no space. Takes numbers of the row from *draw
 * on. */
static char *print_words(char *out, uint32_t size, rt_stream row, uint64_t *draw)
{
    char *end = out + size, *at = out;
    for (uint64_t left = size / RT_PROSE_BLOCK_LEAST + 1; left > 0;) {
        uint64_t bits = rt_random(row, (*draw)++);
        uint64_t blocks = left < BLOCKS_A_DRAW ? left : BLOCKS_A_DRAW;
        left -= blocks;
        for (; blocks > 0 && at < end; blocks--, bits >>= RT_PROSE_BLOCK_BITS)
            at = print_block(at, bits);
    }
    end[-1] = end[-1] == ' ' ? 's' : end[-1];
    return end;
}

/* The end of the last whole word among the last eight bytes, unless that leaves less than `least`. */
static char *cut_word(char *start, char *end, uint32_t least)
{
    uint64_t tail;
    memcpy(&tail, end - 8, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    tail = __builtin_bswap64(tail);
#endif
    tail ^= UINT64_C(0x2020202020202020);
    uint64_t spaces = (tail - UINT64_C(0x0101010101010101)) & ~tail & UINT64_C(0x8080808080808080);
    ptrdiff_t back = spaces ? (__builtin_clzll(spaces) >> 3) + 1 : 0;
    return end - start - back >= (ptrdiff_t)least ? end - back : end;
}

struct rt_text rt_prose_words(struct rt_scratch *scratch, rt_stream row, uint32_t least, uint32_t most)
{
    uint32_t size = (uint32_t)rt_between(rt_random(row, 0), least, most);
    char *start = take(scratch, size);
    if (!start)
        return rt_make_nothing();
    uint64_t draw = 1;
    char *end = print_words(start, size, row, &draw);
    if (size > 8)
        end = cut_word(start, end, least);
    return finish(scratch, start, end);
}

/* A sentence of at most `size` bytes, and at least `least` and 2. */
static char *print_sentence(char *out, uint32_t least, uint32_t size, rt_stream row, uint64_t *draw)
{
    char *end = print_words(out, size - 1, row, draw);
    if (size > 9)
        end = cut_word(out, end, least > 2 ? least - 1 : 1);
    *out = (char)(*out & ~0x20);
    *end = '.';
    return end + 1;
}

struct rt_text rt_prose_sentence(struct rt_scratch *scratch, rt_stream row, uint32_t least, uint32_t most)
{
    uint32_t size = (uint32_t)rt_between(rt_random(row, 0), least, most);
    char *start = take(scratch, size);
    if (!start)
        return rt_make_nothing();
    uint64_t draw = 1;
    return finish(scratch, start, print_sentence(start, least, size, row, &draw));
}

#define SENTENCE_LEAST 24
#define SENTENCE_MOST  96

struct rt_text rt_prose_sentences(struct rt_scratch *scratch, rt_stream row, uint32_t least, uint32_t most)
{
    uint32_t left = (uint32_t)rt_between(rt_random(row, 0), least, most), last = left - least;
    char *start = take(scratch, left), *out = start;
    if (!start)
        return rt_make_nothing();
    for (uint64_t draw = 1;; *out++ = ' ', left--) {
        uint32_t size = (uint32_t)rt_between(rt_random(row, draw++), SENTENCE_LEAST, SENTENCE_MOST);
        if (left < size + 1 + SENTENCE_LEAST)
            return finish(scratch, start,
                          print_sentence(out, left > last ? left - last : 0, left, row, &draw));
        char *end = print_sentence(out, SENTENCE_LEAST / 2, size, row, &draw);
        left -= (uint32_t)(end - out);
        out = end;
    }
}

/* Characters 0 to 9 and a to z for bytes that are 0 to 35. */
static inline uint64_t code_characters(uint64_t digits)
{
    uint64_t letters = (digits + UINT64_C(0x7676767676767676)) >> 7 & UINT64_C(0x0101010101010101);
    return digits + RT_ZEROS + letters * ('a' - '0' - 10);
}

/* Eight characters of 0 to 9 and a to v from 40 bits. */
static inline char *print_code8(char *out, uint64_t x)
{
    x = (x & 0xfffff) | (x & UINT64_C(0xfffff00000)) << 12;
    x = (x & UINT64_C(0x000003ff000003ff)) | (x & UINT64_C(0x000ffc00000ffc00)) << 6;
    x = (x & UINT64_C(0x001f001f001f001f)) | (x & UINT64_C(0x03e003e003e003e0)) << 3;
    return rt_put8(out, code_characters(x));
}

struct rt_text rt_prose_code(struct rt_scratch *scratch, rt_stream row, uint32_t size)
{
    char *start = take(scratch, size);
    if (!start)
        return rt_make_nothing();
    for (size_t done = 0; done < size; done += 8)
        print_code8(start + done, rt_random(row, done >> 3));
    return finish(scratch, start, start + size);
}

struct rt_text rt_prose_bytes(struct rt_scratch *scratch, rt_stream row, uint32_t size)
{
    char *start = take(scratch, size);
    if (!start)
        return rt_make_nothing();
    for (size_t done = 0; done < size; done += 8)
        rt_put8(start + done, rt_random(row, done >> 3));
    return finish(scratch, start, start + size);
}

/* Digits enough for RT_FIT_MANY, and powers of 36. */
#define CODE_DIGITS 13
#define POWER_3     46656
#define POWER_6     UINT64_C(2176782336)

uint64_t rt_code_count(uint32_t size)
{
    static const uint64_t counts[CODE_DIGITS] = {1,
                                                 36,
                                                 1296,
                                                 POWER_3,
                                                 POWER_3 * 36,
                                                 POWER_3 * 1296,
                                                 POWER_6,
                                                 POWER_6 * 36,
                                                 POWER_6 * 1296,
                                                 POWER_6 * POWER_3,
                                                 POWER_6 * POWER_3 * 36,
                                                 POWER_6 * POWER_3 * 1296,
                                                 POWER_6 * POWER_6};
    return size < CODE_DIGITS ? counts[size] : RT_FIT_MANY;
}

/* The three digits to base 36 of a number, the first in the lowest byte. */
static inline uint64_t three_digits(uint32_t number)
{
    return number / 1296 | number / 36 % 36 << 8 | number % 36 << 16;
}

static inline uint64_t six_digits(uint32_t number)
{
    return three_digits(number / POWER_3) | three_digits(number % POWER_3) << 24;
}

/* Thirteen digits of a number below 2^63. */
static void print_code13(char *out, uint64_t number)
{
    uint64_t high = number / POWER_6;
    rt_put8(out, code_characters(high / POWER_6 | six_digits((uint32_t)(high % POWER_6)) << 8));
    rt_put8(out + 7, code_characters(six_digits((uint32_t)(number % POWER_6))));
}

struct rt_text rt_code_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    char digits[16], *start = take(scratch, size);
    if (!start)
        return rt_make_nothing();
    uint32_t noisy = size > CODE_DIGITS ? size - CODE_DIGITS : 0;
    rt_stream noise = noisy ? rt_make_noise(index) : (rt_stream){0};
    for (size_t done = 0; done < noisy; done += 8)
        print_code8(start + done, rt_random(noise, done));
    print_code13(digits, rt_scatter_in(index, rt_code_count(size)));
    memcpy(start + noisy, digits + CODE_DIGITS - (size - noisy), size - noisy);
    return finish(scratch, start, start + size);
}

uint64_t rt_bytes_count(uint32_t size)
{
    return rt_make_power(256, size);
}

struct rt_text rt_bytes_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    char *start = take(scratch, size);
    if (!start)
        return rt_make_nothing();
    rt_put8(start, rt_scatter_in(index, rt_bytes_count(size)));
    for (size_t done = 8; done < size; done += 8)
        rt_put8(start + done, rt_scatter(index + done * RT_GOLDEN));
    return finish(scratch, start, start + size);
}

struct rt_text rt_prose_at(struct rt_scratch *scratch, uint64_t index, uint32_t least, uint32_t most)
{
    char number[RT_ROOM_INT + RT_SLACK];
    uint32_t digits = (uint32_t)(rt_print_uint(number, index) - number);
    rt_stream row = rt_make_noise(index);
    uint32_t size = (uint32_t)rt_between(rt_random(row, 0), least, most);
    size = size < digits ? digits : size;
    char *start = take(scratch, size), *out = start;
    if (!start)
        return rt_make_nothing();
    uint64_t draw = 1;
    if (size > digits + 1) {
        out = print_words(out, size - digits - 1, row, &draw);
        *out++ = ' ';
    }
    memcpy(out, number, digits);
    return finish(scratch, start, out + digits);
}
