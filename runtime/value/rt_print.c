/* Printing of what is rare or long: see rt_print.h. */
#include "rt_print.h"

#define RT_NINETEEN UINT64_C(10000000000000000000) /* 10^19 */

char *rt_print_uint128(char *out, rt_uint128 number)
{
    if (number < RT_NINETEEN)
        return rt_print_uint(out, (uint64_t)number);
    out = rt_print_uint128(out, number / RT_NINETEEN);
    return rt_print_digits(out, (uint64_t)(number % RT_NINETEEN), 19);
}

char *rt_print_long(char *out, uint64_t number)
{
    uint64_t high = number / 100000000;
    if (high < 100000000)
        out = rt_print_short(out, (uint32_t)high);
    else
        out = rt_print_eight(rt_print_short(out, (uint32_t)(high / 100000000)), (uint32_t)(high % 100000000));
    return rt_print_eight(out, (uint32_t)(number % 100000000));
}

char *rt_print_numeric_long(char *out, uint64_t number, unsigned scale)
{
    if (scale > 19) {
        memset(out, '0', scale - 19 + 2);
        out[1] = '.';
        return rt_print_digits(out + 2 + (scale - 19), number, 19);
    }
    out = rt_print_uint(out, number / rt_power10[scale]);
    *out = '.';
    return rt_print_digits(out + 1, number % rt_power10[scale], scale);
}

char *rt_print_numeric_wide(char *out, rt_int128 number, unsigned scale)
{
    char digits[39 + RT_SLACK];
    rt_uint128 size = number < 0 ? -(rt_uint128)number : (rt_uint128)number;
    unsigned length = (unsigned)(rt_print_uint128(digits, size) - digits);
    unsigned whole = length > scale ? length - scale : 0, zeros = length < scale ? scale - length : 0;
    *out = '-';
    out += number < 0;
    *out = '0';
    memcpy(out, digits, whole);
    out += whole ? whole : 1;
    if (!scale)
        return out;
    *out = '.';
    memset(out + 1, '0', zeros);
    memcpy(out + 1 + zeros, digits + whole, length - whole);
    return out + 1 + scale;
}

char *rt_print_money(char *out, int64_t cents)
{
    uint64_t size = cents < 0 ? -(uint64_t)cents : (uint64_t)cents, dollars = size / 100;
    unsigned groups = 0;
    for (uint64_t rest = dollars; rest >= 1000; rest /= 1000)
        groups++;
    *out = '-';
    out += cents < 0;
    *out = '$';
    out = rt_print_uint(out + 1, dollars / rt_power10[3 * groups]);
    while (groups-- > 0) {
        *out = ',';
        out = rt_print_digits(out + 1, dollars / rt_power10[3 * groups] % 1000, 3);
    }
    *out = '.';
    return rt_print_digits(out + 1, size % 100, 2);
}

static char *print_word(char *out, const char *word)
{
    size_t size = strlen(word);
    memcpy(out, word, size);
    return out + size;
}

/* The day without its era; years are printed with at least four digits. */
static char *print_day(char *out, struct rt_day day)
{
    uint32_t year = day.year > 0 ? (uint32_t)day.year : (uint32_t)(1 - day.year);
    out = year < 10000 ? rt_print_digits(out, year, 4) : rt_print_uint(out, year);
    *out = '-';
    out = rt_print_digits(out + 1, day.month, 2);
    *out = '-';
    return rt_print_digits(out + 1, day.day, 2);
}

char *rt_print_date_far(char *out, int64_t days)
{
    if (days == RT_DATE_INFINITY || days == -(int64_t)RT_DATE_INFINITY - 1)
        return print_word(out, days < 0 ? "-infinity" : "infinity");
    struct rt_day day = rt_day_of(days);
    return print_word(print_day(out, day), day.year > 0 ? "" : " BC");
}

char *rt_print_timestamp_far(char *out, int64_t microseconds, char between, const char *zone)
{
    if (microseconds == RT_TIMESTAMP_INFINITY || microseconds == -RT_TIMESTAMP_INFINITY - 1)
        return print_word(out, microseconds < 0 ? "-infinity" : "infinity");
    int64_t days = microseconds / RT_DAY - (microseconds % RT_DAY < 0);
    struct rt_day day = rt_day_of(days);
    out = print_day(out, day);
    *out = between;
    out = rt_print_time(out + 1, microseconds - days * RT_DAY);
    return print_word(print_word(out, zone), day.year > 0 ? "" : " BC");
}

char *rt_print_timetz(char *out, struct rt_timetz time)
{
    uint32_t zone = (uint32_t)(time.zone < 0 ? -time.zone : time.zone);
    out = rt_print_time(out, time.microseconds);
    *out = time.zone <= 0 ? '+' : '-';
    out = rt_print_digits(out + 1, zone / 3600, 2);
    if (zone % 3600 == 0)
        return out;
    *out = ':';
    out = rt_print_digits(out + 1, zone / 60 % 60, 2);
    if (zone % 60 == 0)
        return out;
    *out = ':';
    return rt_print_digits(out + 1, zone % 60, 2);
}

/* What the parts of an interval before have left to say about the next one's sign. */
struct interval_state {
    char *out;
    bool any;      /* something was printed */
    bool negative; /* the part before was negative */
};

static void print_part(struct interval_state *state, int64_t value, const char *unit)
{
    if (!value)
        return;
    char *out = state->out;
    *out = ' ';
    out += state->any;
    *out = '+';
    out = rt_print_int(out + (state->negative && value > 0), value);
    *out = ' ';
    out = print_word(out + 1, unit);
    *out = 's';
    *state = (struct interval_state){out + (value != 1), true, value < 0};
}

static void print_interval_time(struct interval_state *state, int64_t microseconds)
{
    uint64_t size = microseconds < 0 ? -(uint64_t)microseconds : (uint64_t)microseconds;
    uint64_t hours = size / UINT64_C(3600000000);
    char *out = state->out, time[17 + RT_SLACK];
    *out = ' ';
    out += state->any;
    *out = microseconds < 0 ? '-' : '+';
    out += microseconds < 0 || state->negative;
    out = hours < 100 ? rt_print_digits(out, hours, 2) : rt_print_uint(out, hours);
    char *end = rt_print_time(time, (int64_t)(size % UINT64_C(3600000000)));
    memcpy(out, time + 2, (size_t)(end - time) - 2);
    state->out = out + (end - time) - 2;
}

char *rt_print_interval(char *out, struct rt_interval interval)
{
    struct interval_state state = {.out = out};
    print_part(&state, interval.months / 12, "year");
    print_part(&state, interval.months % 12, "mon");
    print_part(&state, interval.days, "day");
    if (interval.microseconds || !state.any)
        print_interval_time(&state, interval.microseconds);
    return state.out;
}

char *rt_print_hex(char *out, struct rt_text bytes)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < bytes.size; i++) {
        unsigned char byte = (unsigned char)bytes.data[i];
        *out++ = digits[byte >> 4];
        *out++ = digits[byte & 15];
    }
    return out;
}
