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

/* Down or up to a whole number. */
rt_int128 rt_floor(rt_int128 number, unsigned scale);
rt_int128 rt_ceiling(rt_int128 number, unsigned scale);

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

/* ASCII letters in lower or upper case; other characters stay. */
struct rt_text rt_text_lower(struct rt_scratch *scratch, struct rt_text text);
struct rt_text rt_text_upper(struct rt_scratch *scratch, struct rt_text text);

/* Both texts, one after the other, in the scratch space. */
struct rt_text rt_text_concat(struct rt_scratch *scratch, struct rt_text a, struct rt_text b);

/* `count` characters from the first-th on, counted from 1; count < 0: to the end. */
struct rt_text rt_text_part(struct rt_text text, int64_t first, int64_t count);

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

/* A part of a date: 'y', 'm' or 'd'. */
int64_t rt_date_part(int64_t days, char part);

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
