/*
 * Printing values in PostgreSQL's own text form. Every function writes at `out`, where there is room for
 * RT_ROOM_… of its kind and RT_SLACK more, and returns where it ended: bytes after that, up to RT_SLACK, may
 * have been overwritten. Nothing here depends on a locale, and nothing is terminated.
 *
 * Eight digits at a time are made by arithmetic on the parts of one word (Paul Khuong, "How to print integers
 * really fast", 2017); dates are those of Neri and Schneider, "Euclidean affine functions and their
 * application to calendar algorithms", 2022.
 */
#ifndef RT_PRINT_H
#define RT_PRINT_H

#include <stdint.h>
#include <string.h>

#include "rt_value.h"

/* What a writer may touch after its end: a row's room is the sum of its cells' and this once. */
#define RT_SLACK 32

/* The most bytes of a value, with the quotes that some formats put around it. */
#define RT_ROOM_BOOL                5
#define RT_ROOM_INT                 20
#define RT_ROOM_NUMERIC(scale)      (22 + (scale))
#define RT_ROOM_NUMERIC_WIDE(scale) (42 + (scale))
#define RT_ROOM_FLOAT               26
#define RT_ROOM_MONEY               29
#define RT_ROOM_DATE                18
#define RT_ROOM_TIME                17
#define RT_ROOM_TIMETZ              26
#define RT_ROOM_TIMESTAMP           34
#define RT_ROOM_TIMESTAMPTZ         40
#define RT_ROOM_INTERVAL            86
#define RT_ROOM_UUID                38

/* Dates and timestamps that stand for infinity; their negatives, less 1, for -infinity. */
#define RT_DATE_INFINITY      INT32_MAX
#define RT_TIMESTAMP_INFINITY INT64_MAX

#define RT_DAY INT64_C(86400000000) /* microseconds */

/* 10^0 .. 10^19. */
static const uint64_t rt_power10[20] = {1u,
                                        10u,
                                        100u,
                                        1000u,
                                        10000u,
                                        100000u,
                                        1000000u,
                                        10000000u,
                                        100000000u,
                                        1000000000u,
                                        10000000000u,
                                        100000000000u,
                                        1000000000000u,
                                        10000000000000u,
                                        100000000000000u,
                                        1000000000000000u,
                                        10000000000000000u,
                                        100000000000000000u,
                                        1000000000000000000u,
                                        10000000000000000000u};

/* A calendar day. Year 0 is 1 BC. */
struct rt_day {
    int32_t year;
    uint32_t month; /* 1 .. 12 */
    uint32_t day;   /* 1 .. 31 */
};

/* Puts eight bytes, the lowest of the word first. */
static inline char *rt_put8(char *out, uint64_t bytes)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    bytes = __builtin_bswap64(bytes);
#endif
    memcpy(out, &bytes, 8);
    return out + 8;
}

/* The eight decimal digits of a number below 10^8 as values 0 .. 9, the first in the lowest byte. */
static inline uint64_t rt_digits8(uint32_t number)
{
    uint64_t fours = number / 10000 | (uint64_t)(number % 10000) << 32;
    uint64_t hundreds = (fours * 10486 >> 20) & UINT64_C(0x7f0000007f);
    uint64_t pairs = hundreds | (fours - 100 * hundreds) << 16;
    uint64_t tens = (pairs * 103 >> 10) & UINT64_C(0x000f000f000f000f);
    return tens | (pairs - 10 * tens) << 8;
}

/* 00 .. 99. */
static const char rt_pairs[201] = "0001020304050607080910111213141516171819"
                                  "2021222324252627282930313233343536373839"
                                  "4041424344454647484950515253545556575859"
                                  "6061626364656667686970717273747576777879"
                                  "8081828384858687888990919293949596979899";

/* Exactly two digits, of a number below 100. */
static inline char *rt_put_pair(char *out, uint32_t number)
{
    memcpy(out, &rt_pairs[2 * number], 2);
    return out + 2;
}

#define RT_ZEROS UINT64_C(0x3030303030303030)

/* Exactly eight digits, of a number below 10^8. */
static inline char *rt_print_eight(char *out, uint32_t number)
{
    return rt_put8(out, rt_digits8(number) | RT_ZEROS);
}

/* A number below 10^8, as many digits as it takes. */
static inline char *rt_print_short(char *out, uint32_t number)
{
    uint64_t digits = rt_digits8(number);
    unsigned zeros = (unsigned)__builtin_ctzll(digits | UINT64_C(1) << 56) >> 3;
    rt_put8(out, (digits | RT_ZEROS) >> (8 * zeros));
    return out + 8 - zeros;
}

/* rt_print_uint from 10^8 on. */
char *rt_print_long(char *out, uint64_t number);

static inline char *rt_print_uint(char *out, uint64_t number)
{
    return number < 100000000 ? rt_print_short(out, (uint32_t)number) : rt_print_long(out, number);
}

static inline char *rt_print_int(char *out, int64_t number)
{
    *out = '-';
    return rt_print_uint(out + (number < 0), number < 0 ? -(uint64_t)number : (uint64_t)number);
}

/* The lowest `digits` decimal digits of a number below 10^digits, with leading zeros; digits up to 19. */
static inline char *rt_print_digits(char *out, uint64_t number, unsigned digits)
{
    if (digits > 16) {
        out = rt_print_digits(out, number / UINT64_C(10000000000000000), digits - 16);
        number %= UINT64_C(10000000000000000);
        digits = 16;
    }
    if (digits > 8) {
        out = rt_print_digits(out, number / 100000000, digits - 8);
        number %= 100000000;
        digits = 8;
    }
    rt_put8(out, (rt_digits8((uint32_t)number) | RT_ZEROS) >> (8 * (8 - digits) & 63));
    return out + digits;
}

/* rt_print_numeric from 10^8 on, or of a scale from 8 on. */
char *rt_print_numeric_long(char *out, uint64_t number, unsigned scale);

/* number / 10^scale with exactly `scale` digits after the point: numeric of up to 18 digits. */
static inline char *rt_print_numeric(char *out, int64_t number, unsigned scale)
{
    uint64_t size = number < 0 ? -(uint64_t)number : (uint64_t)number;
    *out = '-';
    out += number < 0;
    if (scale == 0)
        return rt_print_uint(out, size);
    if (size >= 100000000 || scale >= 8)
        return rt_print_numeric_long(out, size, scale);
    uint64_t digits = rt_digits8((uint32_t)size);
    unsigned zeros = (unsigned)__builtin_ctzll(digits | UINT64_C(1) << 8 * (7 - scale)) >> 3;
    digits |= RT_ZEROS;
    rt_put8(out, digits >> 8 * zeros);
    out += 8 - scale - zeros;
    *out = '.';
    rt_put8(out + 1, digits >> 8 * (8 - scale));
    return out + 1 + scale;
}

/* The same for numeric of up to 38 digits. */
char *rt_print_numeric_wide(char *out, rt_int128 number, unsigned scale);

/* An unsigned number of up to 39 digits. */
char *rt_print_uint128(char *out, rt_uint128 number);

/*
 * The shortest decimal that reads back as the same number, the nearest such to it, in fixed form where the
 * decimal exponent is at least -4 and below 15 (float4: 6), as PostgreSQL 12 and later print with
 * extra_float_digits at its default.
 */
char *rt_print_float8(char *out, double number);
char *rt_print_float4(char *out, float number);

/* Cents as PostgreSQL prints money with lc_monetary C or en_US: $1,234.56 and -$1,234.56. */
char *rt_print_money(char *out, int64_t cents);

static inline char *rt_print_bool(char *out, bool value)
{
    *out = value ? 't' : 'f';
    return out + 1;
}

/* The day so many days after 2000-01-01, for all of PostgreSQL's dates. */
static inline struct rt_day rt_day_of(int64_t days)
{
    /* Counted in years that begin in March, from a 1 March that is a multiple of 400 years back. */
    uint64_t n = (uint64_t)(days + 730425 + INT64_C(146097) * 12) * 4 + 3;
    uint64_t century = n / 146097;
    uint64_t product = (n % 146097 | 3) * 2939745;
    uint32_t year_day = (uint32_t)product / 2939745 / 4;
    uint32_t month = 2141 * year_day + 197913;
    bool next = year_day >= 306;
    return (struct rt_day){(int32_t)(100 * century + (product >> 32)) - 4800 + next,
                           (month >> 16) - (next ? 12 : 0), (month & 0xffff) / 2141 + 1};
}

/* rt_print_date outside the years 1 to 9999. */
char *rt_print_date_far(char *out, int64_t days);

static inline char *rt_print_date(char *out, int64_t days)
{
    struct rt_day day = rt_day_of(days);
    if (__builtin_expect((uint32_t)day.year - 1 >= 9999, 0))
        return rt_print_date_far(out, days);
    out = rt_put_pair(out, (uint32_t)day.year / 100);
    out = rt_put_pair(out, (uint32_t)day.year % 100);
    *out = '-';
    out = rt_put_pair(out + 1, day.month);
    *out = '-';
    return rt_put_pair(out + 1, day.day);
}

/* Microseconds since midnight: hh:mm:ss, and what there is of a fraction without its last zeros. */
static inline char *rt_print_time(char *out, int64_t microseconds)
{
    uint32_t seconds = (uint32_t)((uint64_t)microseconds / 1000000), minutes = seconds / 60;
    uint32_t fraction = (uint32_t)((uint64_t)microseconds % 1000000);
    out = rt_put_pair(out, minutes / 60);
    *out = ':';
    out = rt_put_pair(out + 1, minutes % 60);
    *out = ':';
    out = rt_put_pair(out + 1, seconds % 60);
    if (!fraction)
        return out;
    uint64_t digits = rt_digits8(fraction * 100);
    *out = '.';
    rt_put8(out + 1, digits | RT_ZEROS);
    return out + 9 - (__builtin_clzll(digits) >> 3);
}

/* The time with its zone: +02, -03:30, +00:19:32. */
char *rt_print_timetz(char *out, struct rt_timetz time);

/* rt_print_timestamp outside the years 1 to 9999. */
char *rt_print_timestamp_far(char *out, int64_t microseconds, char between, const char *zone);

/* A timestamp with a character between date and time and a zone (of up to 8 bytes) after it. */
static inline char *rt_print_timestamp_form(char *out, int64_t microseconds, char between, const char *zone)
{
    int64_t days = microseconds / RT_DAY - (microseconds % RT_DAY < 0);
    if (__builtin_expect(days < -730119 || days > 2921939, 0))
        return rt_print_timestamp_far(out, microseconds, between, zone);
    out = rt_print_date(out, days);
    *out = between;
    out = rt_print_time(out + 1, microseconds - days * RT_DAY);
    for (; *zone; zone++)
        *out++ = *zone;
    return out;
}

static inline char *rt_print_timestamp(char *out, int64_t microseconds)
{
    return rt_print_timestamp_form(out, microseconds, ' ', "");
}

/* In UTC, as PostgreSQL prints it with timezone UTC. */
static inline char *rt_print_timestamptz(char *out, int64_t microseconds)
{
    return rt_print_timestamp_form(out, microseconds, ' ', "+00");
}

/* In intervalstyle postgres: 1 year 2 mons -3 days +04:05:06.7. */
char *rt_print_interval(char *out, struct rt_interval interval);

/* The sixteen lower-case hexadecimal digits of a word, the highest first. */
static inline char *rt_print_hex16(char *out, uint64_t word)
{
    for (int half = 0; half < 2; half++, word <<= 32) {
        uint64_t x = __builtin_bswap32((uint32_t)(word >> 32));
        x = (x | x << 16) & UINT64_C(0x0000ffff0000ffff);
        x = (x | x << 8) & UINT64_C(0x00ff00ff00ff00ff);
        x = (x >> 4 | x << 8) & UINT64_C(0x0f0f0f0f0f0f0f0f);
        uint64_t letters = (x + UINT64_C(0x0606060606060606)) >> 4 & UINT64_C(0x0101010101010101);
        out = rt_put8(out, x + RT_ZEROS + letters * ('a' - '0' - 10));
    }
    return out;
}

static inline char *rt_print_uuid(char *out, struct rt_uuid uuid)
{
    char digits[32];
    rt_print_hex16(rt_print_hex16(digits, uuid.high), uuid.low);
    memcpy(out, digits, 8);
    memcpy(out + 9, digits + 8, 4);
    memcpy(out + 14, digits + 12, 4);
    memcpy(out + 19, digits + 16, 4);
    memcpy(out + 24, digits + 20, 12);
    out[8] = out[13] = out[18] = out[23] = '-';
    return out + 36;
}

/* Lower-case hexadecimal digits, two for each byte. */
char *rt_print_hex(char *out, struct rt_text bytes);

/* Bytes as they are, in moves of 32, all of which the text must be readable for. */
static inline char *rt_print_padded(char *out, struct rt_text text)
{
    memcpy(out, text.data, 32);
    for (size_t done = 32; __builtin_expect(done < text.size, 0); done += 32)
        memcpy(out + done, text.data + done, 32);
    return out + text.size;
}

/* Bytes as they are. */
static inline char *rt_print_text(char *out, struct rt_text text)
{
    memcpy(out, text.data, text.size);
    return out + text.size;
}

/* Bytes that the compiler knows: what stands between cells. */
static inline char *rt_put(char *out, const char *bytes, size_t size)
{
    memcpy(out, bytes, size);
    return out + size;
}

#endif
