/*
 * Arithmetic and texts of expressions.
 */
#include "rt_expression.h"

#include "rt_print.h"

#define SECOND INT64_C(1000000) /* in microseconds */
#define MINUTE (60 * SECOND)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

rt_int128 rt_wide_power10(unsigned exponent)
{
    rt_int128 power = 1;
    while (exponent--)
        power *= 10;
    return power;
}

/* Rounded half away from zero. */
static rt_int128 divide_rounded(rt_int128 number, rt_int128 by)
{
    rt_int128 quotient = number / by, rest = number % by;
    rt_int128 half = by / 2 + by % 2;
    if (rt_absolute(rest) >= half)
        quotient += number < 0 ? -1 : 1;
    return quotient;
}

rt_int128 rt_rescale(rt_int128 number, unsigned from, unsigned to)
{
    if (to >= from)
        return number * rt_wide_power10(to - from);
    return divide_rounded(number, rt_wide_power10(from - to));
}

rt_int128 rt_divide_numeric(rt_int128 dividend, rt_int128 divisor, unsigned scale)
{
    if (!divisor)
        return 0;
    if (divisor < 0) {
        dividend = -dividend;
        divisor = -divisor;
    }
    return divide_rounded(dividend * rt_wide_power10(scale), divisor);
}

int64_t rt_divide_int(int64_t dividend, int64_t divisor)
{
    if (divisor == -1)
        return (int64_t)(0 - (uint64_t)dividend);
    return divisor ? dividend / divisor : 0;
}

int64_t rt_remainder_int(int64_t dividend, int64_t divisor)
{
    return divisor && divisor != -1 ? dividend % divisor : 0;
}

rt_int128 rt_floor(rt_int128 number, unsigned scale)
{
    rt_int128 unit = rt_wide_power10(scale);
    return number / unit - (number % unit < 0);
}

rt_int128 rt_ceiling(rt_int128 number, unsigned scale)
{
    rt_int128 unit = rt_wide_power10(scale);
    return number / unit + (number % unit > 0);
}

int rt_text_compare(struct rt_text a, struct rt_text b)
{
    size_t common = a.size < b.size ? a.size : b.size;
    int order = common ? memcmp(a.data, b.data, common) : 0;
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

static bool begins_character(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

int64_t rt_text_length(struct rt_text text)
{
    int64_t length = 0;
    for (size_t i = 0; i < text.size; i++)
        length += begins_character(text.data[i]);
    return length;
}

bool rt_text_is_ascii(struct rt_text text)
{
    bool ascii = true;
    for (size_t i = 0; i < text.size; i++)
        ascii = ascii && (unsigned char)text.data[i] < 0x80;
    return ascii;
}

/* Digits and letters from `first` on. */
static bool is_of_one_case(struct rt_text text, char first)
{
    bool plain = true;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        plain = plain && ((c >= '0' && c <= '9') || (c >= first && c <= first + 25));
    }
    return plain;
}

bool rt_text_is_ordered(struct rt_text a, struct rt_text b)
{
    return !a.size || !b.size || (is_of_one_case(a, 'a') && is_of_one_case(b, 'a')) ||
           (is_of_one_case(a, 'A') && is_of_one_case(b, 'A'));
}

/* Changes the case of letters from `first` to `last`. */
static struct rt_text change_case(struct rt_scratch *scratch, struct rt_text text, char first, char last)
{
    char *copy = rt_scratch_take(scratch, text.size);
    if (!copy)
        return (struct rt_text){0};
    for (size_t i = 0; i < text.size; i++)
        copy[i] = (char)(text.data[i] >= first && text.data[i] <= last ? text.data[i] ^ 0x20 : text.data[i]);
    return (struct rt_text){copy, text.size};
}

struct rt_text rt_text_lower(struct rt_scratch *scratch, struct rt_text text)
{
    return change_case(scratch, text, 'A', 'Z');
}

struct rt_text rt_text_upper(struct rt_scratch *scratch, struct rt_text text)
{
    return change_case(scratch, text, 'a', 'z');
}

struct rt_text rt_text_concat(struct rt_scratch *scratch, struct rt_text a, struct rt_text b)
{
    char *joined = rt_scratch_take(scratch, a.size + b.size);
    if (!joined)
        return (struct rt_text){0};
    if (a.size)
        memcpy(joined, a.data, a.size);
    if (b.size)
        memcpy(joined + a.size, b.data, b.size);
    return (struct rt_text){joined, a.size + b.size};
}

/* The bytes before the character of that number, counted from 1. */
static size_t offset_of(struct rt_text text, int64_t character)
{
    size_t offset = 0;
    for (int64_t at = 0; offset < text.size; offset++) {
        at += begins_character(text.data[offset]);
        if (at == character)
            break;
    }
    return offset;
}

struct rt_text rt_text_part(struct rt_text text, int64_t first, int64_t count)
{
    int64_t end = count < 0 ? INT64_MAX : first + count;
    if (first < 1)
        first = 1;
    if (end <= first)
        return (struct rt_text){"", 0};
    size_t start = offset_of(text, first), stop = offset_of(text, end);
    return (struct rt_text){text.data + start, stop - start};
}

struct rt_text rt_text_left(struct rt_text text, int64_t count)
{
    if (count < 0)
        count = rt_text_length(text) + count;
    return rt_text_part(text, 1, count < 0 ? 0 : count);
}

struct rt_text rt_text_right(struct rt_text text, int64_t count)
{
    int64_t skipped = count < 0 ? -count : rt_text_length(text) - count;
    return rt_text_part(text, skipped < 0 ? 1 : skipped + 1, -1);
}

int64_t rt_text_position(struct rt_text text, struct rt_text part)
{
    for (size_t at = 0; part.size <= text.size && at <= text.size - part.size; at++)
        if (!part.size || memcmp(text.data + at, part.data, part.size) == 0)
            return rt_text_length((struct rt_text){text.data, at}) + 1;
    return 0;
}

bool rt_text_starts_with(struct rt_text text, struct rt_text start)
{
    return start.size <= text.size && rt_text_equal((struct rt_text){text.data, start.size}, start);
}

struct rt_text rt_text_reverse(struct rt_scratch *scratch, struct rt_text text)
{
    char *copy = rt_scratch_take(scratch, text.size);
    size_t end = text.size;
    if (!copy)
        return (struct rt_text){0};
    for (size_t at = text.size; at-- > 0;)
        if (begins_character(text.data[at])) {
            memcpy(copy + text.size - end, text.data + at, end - at);
            end = at;
        }
    return (struct rt_text){copy, text.size};
}

struct rt_text rt_text_trim_start(struct rt_text text)
{
    while (text.size && *text.data == ' ') {
        text.data++;
        text.size--;
    }
    return text;
}

struct rt_text rt_text_trim_end(struct rt_text text)
{
    while (text.size && text.data[text.size - 1] == ' ')
        text.size--;
    return text;
}

struct rt_text rt_text_trim(struct rt_text text)
{
    return rt_text_trim_end(rt_text_trim_start(text));
}

struct rt_text rt_text_of_int(struct rt_scratch *scratch, int64_t number)
{
    char *start = rt_scratch_take(scratch, RT_ROOM_INT + RT_SLACK);
    return start ? (struct rt_text){start, (size_t)(rt_print_int(start, number) - start)}
                 : (struct rt_text){0};
}

struct rt_text rt_text_of_numeric(struct rt_scratch *scratch, rt_int128 number, unsigned scale)
{
    char *start = rt_scratch_take(scratch, RT_ROOM_NUMERIC_WIDE(scale) + RT_SLACK);
    return start ? (struct rt_text){start, (size_t)(rt_print_numeric_wide(start, number, scale) - start)}
                 : (struct rt_text){0};
}

struct rt_text rt_text_of_date(struct rt_scratch *scratch, int64_t days)
{
    char *start = rt_scratch_take(scratch, RT_ROOM_DATE + RT_SLACK);
    return start ? (struct rt_text){start, (size_t)(rt_print_date(start, days) - start)}
                 : (struct rt_text){0};
}

/* Days from 2000-01-01 to a day of the civil calendar (Hinnant, "chrono-Compatible Low-Level Date
 * Algorithms"). */
static int64_t days_from_civil(int64_t year, int64_t month, int64_t day)
{
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400, of_era = year - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 730425;
}

static int64_t days_in_month(int64_t year, int64_t month)
{
    static const int64_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

/* Rounded down; the unit is above 0. */
static int64_t floor_of(int64_t number, int64_t unit)
{
    return number / unit - (number % unit < 0);
}

/* 2000-01-01 was a Saturday: day 5 of the week that began on a Monday. */
static int64_t day_of_week(int64_t days)
{
    return days + 5 - 7 * floor_of(days + 5, 7);
}

int64_t rt_date_part(int64_t days, char part)
{
    struct rt_day day = rt_day_of(days);
    switch (part) {
    case 'y':
        return (int64_t)day.year;
    case 'q':
        return ((int64_t)day.month + 2) / 3;
    case 'm':
        return (int64_t)day.month;
    case 's':
        return (day_of_week(days) + 1) % 7;
    case 'i':
        return day_of_week(days) + 1;
    case 'j':
        return days - days_from_civil((int64_t)day.year, 1, 1) + 1;
    default:
        return (int64_t)day.day;
    }
}

int64_t rt_time_part(int64_t microseconds, char part)
{
    int64_t of_day = microseconds - rt_day_of_timestamp(microseconds) * DAY;
    return part == 'H' ? of_day / HOUR : of_day % HOUR / MINUTE;
}

/* The first day of the week, month, quarter or year. */
static int64_t first_day(int64_t days, char unit)
{
    struct rt_day day = rt_day_of(days);
    int64_t year = (int64_t)day.year, month = (int64_t)day.month;
    if (unit == 'w')
        return days - day_of_week(days);
    return days_from_civil(year, unit == 'y' ? 1 : unit == 'q' ? (month - 1) / 3 * 3 + 1 : month, 1);
}

int64_t rt_cut_moment(int64_t microseconds, char unit)
{
    int64_t length = unit == 'H' ? HOUR : unit == 'M' ? MINUTE : unit == 'S' ? SECOND : DAY;
    bool is_calendar = unit == 'w' || unit == 'm' || unit == 'q' || unit == 'y';
    return is_calendar ? first_day(rt_day_of_timestamp(microseconds), unit) * DAY
                       : floor_of(microseconds, length) * length;
}

bool rt_is_date(int64_t year, int64_t month, int64_t day)
{
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
           day <= days_in_month(year, month);
}

int64_t rt_date(int64_t year, int64_t month, int64_t day)
{
    return rt_is_date(year, month, day) ? days_from_civil(year, month, day) : 0;
}

int64_t rt_add_months(int64_t microseconds, int64_t months)
{
    int64_t days = rt_day_of_timestamp(microseconds), time = microseconds - days * DAY;
    int64_t month = rt_date_part(days, 'm') - 1 + months, year = rt_date_part(days, 'y');
    int64_t day = rt_date_part(days, 'd');
    year += month / 12 - (month % 12 < 0);
    month = (month % 12 + 12) % 12 + 1;
    if (day > days_in_month(year, month))
        day = days_in_month(year, month);
    return days_from_civil(year, month, day) * DAY + time;
}
