/* Bit strings, vectors, long numerics and the server's own types. See rt_literal.h. */
#include "rt_literal.h"
#include "rt_make.h"

/* ---- bit, varbit ---- */

#define VARBIT_MOST 64 /* bits, where the type sets no limit */

/* Bits of a number, the highest first. */
static char *print_bits(char *out, uint64_t number, uint32_t count)
{
    while (count-- > 0)
        *out++ = (char)('0' + (number >> count & 1));
    return out;
}

struct rt_text rt_bit_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    uint32_t carried = size < 63 ? size : 63;
    rt_stream noise = rt_make_noise(index);
    char *start = rt_scratch_large(scratch, size + RT_SLACK), *out = start;
    if (!start)
        return rt_make_nothing();
    out = print_bits(out, rt_scatter_in(index, rt_bit_count(size)), carried);
    for (uint32_t left = size - carried; left > 0; left -= left < 64 ? left : 64)
        out = print_bits(out, rt_random(noise, left), left < 64 ? left : 64);
    return rt_make_end(scratch, start, out);
}

uint64_t rt_bit_count(uint32_t size)
{
    return rt_make_power(2, size);
}

/* All strings of 1 bit, of 2 bits and so on: numbers from 2 on without their highest bit. */
struct rt_text rt_varbit_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    uint64_t number = rt_scatter_in(index, rt_varbit_count(size)) + 2;
    char *start = rt_make_begin(scratch, 64);
    return rt_make_end(scratch, start, print_bits(start, number, 63 - (uint32_t)__builtin_clzll(number)));
}

uint64_t rt_varbit_count(uint32_t size)
{
    size = size && size < VARBIT_MOST ? size : VARBIT_MOST;
    return size < 62 ? (UINT64_C(2) << size) - 2 : RT_FIT_MANY - 2;
}

/* ---- numerics of more digits than a word has ---- */

#define CARRIED_DIGITS 19

/* Random digits, of which the last carry the index. */
static void print_carrier(char *out, uint64_t index, uint32_t precision)
{
    uint32_t carried = precision < CARRIED_DIGITS ? precision : CARRIED_DIGITS;
    rt_stream noise = rt_make_noise(index);
    for (uint32_t left = precision - carried; left > 0; left -= left < 18 ? left : 18) {
        uint32_t size = left < 18 ? left : 18;
        out = rt_print_digits(out, rt_below(rt_random(noise, left), rt_power10[size]), size);
    }
    rt_print_digits(out, rt_scatter_in(index, rt_digits_count(precision)), carried);
}

struct rt_text rt_digits_at(struct rt_scratch *scratch, uint64_t index, uint32_t precision, int32_t scale)
{
    char digits[1000 + CARRIED_DIGITS + RT_SLACK];
    uint32_t after = scale > 0 ? (uint32_t)scale : 0, behind = scale < 0 ? (uint32_t)-scale : 0;
    uint32_t whole = precision > after ? precision - after : 0,
             zeros = precision < after ? after - precision : 0;
    uint32_t skip = 0; /* leading zeros */
    print_carrier(digits, index, precision);
    while (skip < whole && digits[skip] == '0')
        skip++;
    char *start = rt_make_begin(scratch, (size_t)precision + after + behind + 2), *out = start;
    *out = '0';
    memcpy(out, digits + skip, whole - skip);
    out += whole > skip ? whole - skip : 1;
    if (after) {
        *out++ = '.';
        memset(out, '0', zeros);
        memcpy(out + zeros, digits + whole, after - zeros);
        out += after;
    } else if (whole > skip) {
        memset(out, '0', behind);
        out += behind;
    }
    return rt_make_end(scratch, start, out);
}

uint64_t rt_digits_count(uint32_t precision)
{
    return rt_make_power(10, precision);
}

/* ---- vectors, cubes, segments ---- */

#define VECTOR_VALUES 2001 /* thousandths from -1 to 1 */

struct rt_text rt_vector_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    uint64_t x = rt_scatter_in(index, rt_vector_count(size)), span = rt_vector_count(size);
    rt_stream noise = rt_make_noise(index);
    char *start = rt_scratch_large(scratch, (size_t)size * 8 + 2 + RT_SLACK), *out = start;
    if (!start)
        return rt_make_nothing();
    *out++ = '[';
    for (uint32_t i = 0; i < size; i++) {
        uint64_t value = span > 1 ? x % VECTOR_VALUES : rt_below(rt_random(noise, i), VECTOR_VALUES);
        x /= VECTOR_VALUES;
        span = (span - 1) / VECTOR_VALUES + 1;
        out = rt_print_float4(out, (float)(((double)value - VECTOR_VALUES / 2) / 1000));
        *out++ = ',';
    }
    out[-1] = ']';
    return rt_make_end(scratch, start, out);
}

uint64_t rt_vector_count(uint32_t size)
{
    return rt_make_power(VECTOR_VALUES, size);
}

#define CUBE_VALUES UINT64_C(2000001) /* hundredths from -10000 to 10000 */

struct rt_text rt_cube_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    uint64_t x = rt_scatter_in(index, rt_cube_count(size));
    char *start = rt_make_begin(scratch, 3 * RT_ROOM_FLOAT), *out = start;
    *out++ = '(';
    for (unsigned i = 0; i < 3; i++, x /= CUBE_VALUES) {
        out = i ? rt_make_string(out, ", ") : out;
        out = rt_print_float8(out, ((double)(x % CUBE_VALUES) - (double)(CUBE_VALUES / 2)) / 100);
    }
    *out++ = ')';
    return rt_make_end(scratch, start, out);
}

uint64_t rt_cube_count(uint32_t size)
{
    (void)size;
    return CUBE_VALUES * CUBE_VALUES * CUBE_VALUES;
}

/* Hundredths from 100.00 on, and an upper end below 1000: five digits each, which seg keeps as they are. */
#define SEG_LOWER 80000
#define SEG_WIDTH 9999

struct rt_text rt_seg_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    uint64_t x = rt_scatter_in(index, rt_seg_count(size));
    int64_t lower = 10000 + (int64_t)(x % SEG_LOWER), upper = lower + 1 + (int64_t)(x / SEG_LOWER);
    char *start = rt_make_begin(scratch, 20), *out = rt_print_numeric(start, lower, 2);
    return rt_make_end(scratch, start, rt_print_numeric(rt_make_string(out, " .. "), upper, 2));
}

uint64_t rt_seg_count(uint32_t size)
{
    (void)size;
    return (uint64_t)SEG_LOWER * SEG_WIDTH;
}

/* ---- the server's own ---- */

/* Hexadecimal digits in capitals, as many as it takes; for numbers from 1 on. */
static char *print_capital_hex(char *out, uint64_t number)
{
    for (int shift = 60 - __builtin_clzll(number) / 4 * 4; shift >= 0; shift -= 4)
        *out++ = "0123456789ABCDEF"[number >> shift & 15];
    return out;
}

/* The lower half always has eight digits. */
struct rt_text rt_pg_lsn_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    uint64_t x = rt_scatter_in(index, rt_pg_lsn_count(size));
    char *start = rt_make_begin(scratch, 17), *out = print_capital_hex(start, 1 + (x >> 28));
    *out++ = '/';
    return rt_make_end(scratch, start, print_capital_hex(out, UINT64_C(0x10000000) + (x & 0xfffffff)));
}

uint64_t rt_pg_lsn_count(uint32_t size)
{
    (void)size;
    return UINT64_C(1) << 58;
}

struct rt_text rt_snapshot_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    uint64_t first = 1 + rt_scatter_in(index, rt_snapshot_count(size));
    uint64_t gap = 1 + (rt_scatter(index) & 31);
    char *start = rt_make_begin(scratch, 4 * RT_ROOM_INT + 3), *out = rt_print_uint(start, first);
    *out++ = ':';
    out = rt_print_uint(out, first + 2 * gap);
    *out++ = ':';
    out = rt_print_uint(out, first);
    *out++ = ',';
    return rt_make_end(scratch, start, rt_print_uint(out, first + gap));
}

uint64_t rt_snapshot_count(uint32_t size)
{
    (void)size;
    return UINT64_C(1) << 40;
}

#define TID_OFFSETS 226

struct rt_text rt_tid_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    uint64_t x = rt_scatter_in(index, rt_tid_count(size));
    char *start = rt_make_begin(scratch, 20), *out = start;
    *out++ = '(';
    out = rt_print_uint(out, x / TID_OFFSETS);
    *out++ = ',';
    out = rt_print_uint(out, 1 + x % TID_OFFSETS);
    *out++ = ')';
    return rt_make_end(scratch, start, out);
}

uint64_t rt_tid_count(uint32_t size)
{
    (void)size;
    return TID_OFFSETS * (UINT64_C(1) << 32);
}

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

struct rt_text rt_char_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    (void)scratch;
    return (struct rt_text){&letters[rt_scatter_in(index, rt_char_count(size))], 1};
}

uint64_t rt_char_count(uint32_t size)
{
    (void)size;
    return sizeof letters - 1;
}
