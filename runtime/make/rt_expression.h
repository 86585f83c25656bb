/*
 * What expressions over columns are made of. Numerics are 128-bit integers with a number of digits after the
 * point that is known when the code is generated; texts compare by their bytes, as collation "C" does.
 */
#ifndef RT_EXPRESSION_H
#define RT_EXPRESSION_H

#include <stdbool.h>
#include <string.h>

#include "rt_scratch.h"
#include "rt_value.h"

/* 10^exponent, for exponent up to 38. */
rt_int128 rt_wide_power10(unsigned exponent);

/* A numeric with other digits after the point: rounded half away from zero, as PostgreSQL rounds. */
rt_int128 rt_rescale(rt_int128 number, unsigned from, unsigned to);

/* dividend / divisor, of which both have the same digits after the point, with `scale` digits; 0 for divisor
 * 0. */
rt_int128 rt_divide_numeric(rt_int128 dividend, rt_int128 divisor, unsigned scale);

/* Whole numbers: 0 for divisor 0, and no overflow. */
int64_t rt_divide_int(int64_t dividend, int64_t divisor);
int64_t rt_remainder_int(int64_t dividend, int64_t divisor);

static inline rt_int128 rt_remainder_numeric(rt_int128 dividend, rt_int128 divisor)
{
    return divisor ? dividend % divisor : 0;
}

/* Whether a server raises no error for a result: it is neither infinite nor, of other numbers than 0, 0. */
static inline bool rt_is_finite(double number)
{
    return number - number == 0;
}

static inline bool rt_is_product(double product, double a, double b)
{
    return rt_is_finite(product) && (product != 0 || a == 0 || b == 0);
}

static inline bool rt_is_quotient(double quotient, double dividend, double divisor)
{
    return divisor != 0 && rt_is_finite(quotient) && (quotient != 0 || dividend == 0);
}

/* Down or up to a whole number. */
rt_int128 rt_floor(rt_int128 number, unsigned scale);
rt_int128 rt_ceiling(rt_int128 number, unsigned scale);

/* Towards 0. */
static inline rt_int128 rt_whole(rt_int128 number, unsigned scale)
{
    return number / rt_wide_power10(scale);
}

static inline rt_int128 rt_absolute(rt_int128 number)
{
    return number < 0 ? -number : number;
}

static inline double rt_numeric_to_double(rt_int128 number, unsigned scale)
{
    return (double)number / (double)rt_wide_power10(scale);
}

/* A number as a whole one of units that go `per_one` into one, rounded half away from zero; the negative
 * where `per_one` is. */
static inline int64_t rt_units_of_double(double number, int64_t per_one)
{
    double units = number * (double)per_one;
    return (int64_t)(units < 0 ? units - 0.5 : units + 0.5);
}

/* < 0, 0 or > 0, as memcmp, a prefix before the longer text. */
int rt_text_compare(struct rt_text a, struct rt_text b);

static inline bool rt_text_less(struct rt_text a, struct rt_text b)
{
    return rt_text_compare(a, b) < 0;
}

static inline bool rt_text_equal(struct rt_text a, struct rt_text b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

/* Characters of UTF-8. */
int64_t rt_text_length(struct rt_text text);

/* Whether all characters are below 128. */
bool rt_text_is_ascii(struct rt_text text);

/* Whether two texts stand in the order of their bytes in every locale: one is empty, or they are digits and
 * letters of one case. */
bool rt_text_is_ordered(struct rt_text a, struct rt_text b);

/* ASCII letters in lower or upper case; other characters stay. */
struct rt_text rt_text_lower(struct rt_scratch *scratch, struct rt_text text);
struct rt_text rt_text_upper(struct rt_scratch *scratch, struct rt_text text);

/* Both texts, one after the other, in the scratch space. */
struct rt_text rt_text_concat(struct rt_scratch *scratch, struct rt_text a, struct rt_text b);

/* `count` characters from the first-th on, counted from 1; count < 0: to the end. */
struct rt_text rt_text_part(struct rt_text text, int64_t first, int64_t count);

static inline int64_t rt_text_octets(struct rt_text text)
{
    return (int64_t)text.size;
}

/* The first characters, so many, or all but so many where the count is negative; the last ones. */
struct rt_text rt_text_left(struct rt_text text, int64_t count);
struct rt_text rt_text_right(struct rt_text text, int64_t count);

/* The number of the character, counted from 1, at which the part begins first; 0 where it is not in the text.
 */
int64_t rt_text_position(struct rt_text text, struct rt_text part);

bool rt_text_starts_with(struct rt_text text, struct rt_text start);

/* The characters from last to first, in the scratch space. */
struct rt_text rt_text_reverse(struct rt_scratch *scratch, struct rt_text text);

/* Without blanks at its start, at its end, at both. */
struct rt_text rt_text_trim_start(struct rt_text text);
struct rt_text rt_text_trim_end(struct rt_text text);
struct rt_text rt_text_trim(struct rt_text text);

/* Numbers and dates as PostgreSQL prints them. */
struct rt_text rt_text_of_int(struct rt_scratch *scratch, int64_t number);
struct rt_text rt_text_of_numeric(struct rt_scratch *scratch, rt_int128 number, unsigned scale);
struct rt_text rt_text_of_date(struct rt_scratch *scratch, int64_t days);

/* A timestamp so many months later, on the last day of the month where it has no such day. */
int64_t rt_add_months(int64_t microseconds, int64_t months);

/* The day of a timestamp, in days since 2000-01-01. */
static inline int64_t rt_day_of_timestamp(int64_t microseconds)
{
    int64_t day = INT64_C(86400000000);
    return microseconds / day - (microseconds % day < 0);
}

/* A part of a date: 'y', 'q', 'm' or 'd'; the day of the week from Sunday, 0, on: 's', or from Monday, 1, on:
 * 'i'; the day of the year: 'j'. */
int64_t rt_date_part(int64_t days, char part);

/* A part of a timestamp or of a time of day: 'H' or 'M'. */
int64_t rt_time_part(int64_t microseconds, char part);

/* The last moment not after it that is a whole year, 'y', quarter, 'q', month, 'm', week from Monday on, 'w',
 * day, 'd', hour, 'H', minute, 'M', or second, 'S'. */
int64_t rt_cut_moment(int64_t microseconds, char unit);

/* Whether there is such a day in the years 1 to 9999; its number, or 0 where there is none. */
bool rt_is_date(int64_t year, int64_t month, int64_t day);
int64_t rt_date(int64_t year, int64_t month, int64_t day);

/* The later of two moments. */
static inline int64_t rt_later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* How many multiples of the unit lie from one moment until another, both included where it is before: at
 * least 1. */
static inline uint64_t rt_units_until(int64_t low, int64_t high, int64_t unit)
{
    return high <= low ? 1 : (uint64_t)(high - low) / (uint64_t)unit + 1;
}

#endif
