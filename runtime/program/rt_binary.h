/*
 * Cells of PostgreSQL's binary COPY form: four bytes of size and the value as its type's receive function
 * reads it, all in network byte order; NULL is the size -1. Named and used as those of rt_cell.h are, with
 * the integers by their width; what is not a scalar, and texts that are held in another form, come from
 * rt_binary_of_value. PostgreSQL documentation: COPY, "Binary Format".
 *
 * The room at `out` is RT_ROOM_KIND (rt_print.h), rt_binary_digits_room(size), or the text's size, and 7 for
 * each cell besides, and RT_SLACK once after the last cell of a row.
 */
#ifndef RT_BINARY_H
#define RT_BINARY_H

#include <string.h>

#include "rt_print.h"
#include "rt_scratch.h"
#include "rt_value.h"

struct rt_db;

/* ---- numbers in network byte order ---- */

static inline char *rt_put_be16(char *out, uint16_t number)
{
#if __BYTE_ORDER__ != __ORDER_BIG_ENDIAN__
    number = __builtin_bswap16(number);
#endif
    memcpy(out, &number, 2);
    return out + 2;
}

static inline char *rt_put_be32(char *out, uint32_t number)
{
#if __BYTE_ORDER__ != __ORDER_BIG_ENDIAN__
    number = __builtin_bswap32(number);
#endif
    memcpy(out, &number, 4);
    return out + 4;
}

static inline char *rt_put_be64(char *out, uint64_t number)
{
#if __BYTE_ORDER__ != __ORDER_BIG_ENDIAN__
    number = __builtin_bswap64(number);
#endif
    memcpy(out, &number, 8);
    return out + 8;
}

static inline uint32_t rt_bits_of_float4(float number)
{
    uint32_t bits;
    memcpy(&bits, &number, 4);
    return bits;
}

static inline uint64_t rt_bits_of_float8(double number)
{
    uint64_t bits;
    memcpy(&bits, &number, 8);
    return bits;
}

/* ---- cells ---- */

/* What stands before a row's cells: how many there are. */
static inline char *rt_binary_row(char *out, unsigned cells)
{
    return rt_put_be16(out, (uint16_t)cells);
}

static inline char *rt_binary_null(char *out)
{
    return rt_put_be32(out, UINT32_MAX);
}

static inline char *rt_binary_bool(char *out, bool value)
{
    out = rt_put_be32(out, 1);
    *out = value;
    return out + 1;
}

static inline char *rt_binary_int2(char *out, int64_t value)
{
    return rt_put_be16(rt_put_be32(out, 2), (uint16_t)value);
}

/* integer, oid, xid, cid, date */
static inline char *rt_binary_int4(char *out, int64_t value)
{
    return rt_put_be64(out, UINT64_C(4) << 32 | (uint32_t)value);
}

/* bigint, xid8, money, time, timestamps */
static inline char *rt_binary_int8(char *out, int64_t value)
{
    return rt_put_be64(rt_put_be32(out, 8), (uint64_t)value);
}

static inline char *rt_binary_float4(char *out, float value)
{
    return rt_binary_int4(out, rt_bits_of_float4(value));
}

static inline char *rt_binary_float8(char *out, double value)
{
    return rt_put_be64(rt_put_be32(out, 8), rt_bits_of_float8(value));
}

static inline char *rt_binary_timetz(char *out, struct rt_timetz value)
{
    out = rt_put_be64(rt_put_be32(out, 12), (uint64_t)value.microseconds);
    return rt_put_be32(out, (uint32_t)value.zone);
}

static inline char *rt_binary_interval(char *out, struct rt_interval value)
{
    out = rt_put_be64(rt_put_be32(out, 16), (uint64_t)value.microseconds);
    return rt_put_be32(rt_put_be32(out, (uint32_t)value.days), (uint32_t)value.months);
}

static inline char *rt_binary_uuid(char *out, struct rt_uuid value)
{
    return rt_put_be64(rt_put_be64(rt_put_be32(out, 16), value.high), value.low);
}

/* numeric is digits of base 10000, the first of which stands for 10000^weight, without zeros at
 * either end. */
#define RT_NUMERIC_NEGATIVE 0x4000

/* number / 10^scale, of any size. */
char *rt_binary_numeric_wide(char *out, rt_int128 number, unsigned scale);

/* number / 10^scale: numeric of up to 18 digits. Four digits of base 10000 are made as parts of one word. */
static inline char *rt_binary_numeric(char *out, int64_t number, unsigned scale)
{
    const unsigned pad = -scale & 3;
    const uint64_t size = number < 0 ? -(uint64_t)number : (uint64_t)number;
    if (__builtin_expect(size >= rt_power10[16 - pad], 0))
        return rt_binary_numeric_wide(out, number, scale);
    const uint64_t whole = size * rt_power10[pad];
    const uint64_t high = whole / 100000000, low = whole % 100000000;
    const uint64_t digits = high / 10000 << 48 | high % 10000 << 32 | low / 10000 << 16 | low % 10000;
    /* A number that is 0 has no digits, and weight 0. */
    const unsigned skip = digits ? (unsigned)__builtin_clzll(digits) / 16 : 3 - (scale + pad) / 4;
    const unsigned count = digits ? 4 - skip - (unsigned)__builtin_ctzll(digits) / 16 : 0;
    const uint16_t weight = (uint16_t)(3 - (scale + pad) / 4 - skip);
    const uint64_t sign = number < 0 ? RT_NUMERIC_NEGATIVE : 0;
    out = rt_put_be32(out, 8 + 2 * count);
    out = rt_put_be64(out, (uint64_t)count << 48 | (uint64_t)weight << 32 | sign << 16 | scale);
    rt_put_be64(out, digits << (16 * skip & 63));
    return out + 2 * count;
}

/* A numeric from its text form: a sign, digits, a point and digits, NaN or an infinity. */
char *rt_binary_digits(char *out, struct rt_text digits);

static inline size_t rt_binary_digits_room(size_t size)
{
    return size + 12;
}

/* Texts, documents, enum labels, bytea: the bytes themselves. */
static inline char *rt_binary_text(char *out, struct rt_text text)
{
    return rt_print_text(rt_put_be32(out, (uint32_t)text.size), text);
}

static inline char *rt_binary_padded(char *out, struct rt_text text)
{
    return rt_print_padded(rt_put_be32(out, (uint32_t)text.size), text);
}

/* jsonb, jsonpath, label trees: a version and the text. */
static inline char *rt_binary_versioned(char *out, struct rt_text text)
{
    out = rt_put_be32(out, (uint32_t)text.size + 1);
    *out = 1;
    return rt_print_text(out + 1, text);
}

/* "char" without a size before it: its byte, also where the text has it as \ooo; the empty text is the byte
 * 0. */
char *rt_wire_put_char(char *out, struct rt_text text);

static inline char *rt_binary_char(char *out, struct rt_text text)
{
    return rt_wire_put_char(rt_put_be32(out, 1), text);
}

/* ---- all others ---- */

/*
 * Any value's cell in scratch space, with its size before it. OIDs come from rt_oids.h. A text that is not as
 * PostgreSQL prints values of its type fails the scratch space with a message.
 */
struct rt_text rt_binary_of_value(struct rt_scratch *scratch, const struct rt_db *db,
                                  const struct rt_type *type, const union rt_value *value);

/* Such a cell. */
static inline char *rt_binary_cell(char *out, struct rt_text cell)
{
    return rt_print_text(out, cell);
}

/*
 * A text in its type's binary form, without a size before it, for all of enum rt_wire from RT_WIRE_CHAR on;
 * NULL where the text is not as PostgreSQL prints it. The room is rt_wire_room(size).
 */
char *rt_wire_put(char *out, enum rt_wire wire, struct rt_text text);

static inline size_t rt_wire_room(size_t size)
{
    return 8 * size + 32;
}

#endif
