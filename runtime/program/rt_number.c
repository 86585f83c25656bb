/* Numbers as people write and read them. */
#include "rt_number.h"

#include <inttypes.h>
#include <stdio.h>

#include "rt_uint128.h"

/* The power of ten that a suffix stands for; -1 where it is none. */
static int suffix_power(char suffix)
{
    switch (suffix) {
    case 'k':
    case 'K':
        return 3;
    case 'm':
    case 'M':
        return 6;
    case 'g':
    case 'G':
        return 9;
    case 't':
    case 'T':
        return 12;
    default:
        return -1;
    }
}

/* number *= 10^power for a negative power too, where that leaves a whole number of at most 64 bits. */
static bool scale_by_ten(rt_uint128 *number, int power)
{
    for (; power > 0; power--) {
        if (*number > UINT64_MAX)
            return false;
        *number *= 10;
    }
    for (; power < 0; power++) {
        if (*number % 10)
            return false;
        *number /= 10;
    }
    return true;
}

bool rt_number_read(const char *text, size_t size, uint64_t unit, uint64_t *number)
{
    rt_uint128 value = 0;
    int digits = 0, power = 0;
    bool point = false;
    if (size && suffix_power(text[size - 1]) > 0)
        power = suffix_power(text[--size]);
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '.' && !point && i + 1 < size) {
            point = true;
            continue;
        }
        if (text[i] < '0' || text[i] > '9' || value > UINT64_MAX)
            return false;
        value = value * 10 + (rt_uint128)(text[i] - '0');
        digits++;
        power -= point;
    }
    if (!digits || value > UINT64_MAX)
        return false;
    value *= unit;
    if (!scale_by_ten(&value, power) || value > UINT64_MAX)
        return false;
    *number = (uint64_t)value;
    return true;
}

char *rt_number_grouped(char buffer[RT_NUMBER_SIZE], uint64_t number)
{
    char digits[RT_NUMBER_SIZE];
    int count = snprintf(digits, sizeof digits, "%" PRIu64, number);
    char *at = buffer;
    for (int i = 0; i < count; i++) {
        if (i && (count - i) % 3 == 0)
            *at++ = ',';
        *at++ = digits[i];
    }
    *at = '\0';
    return buffer;
}

/* Three digits that count, rounded down, with what stands for the power of 1000. */
static char *print_short(char buffer[RT_NUMBER_SIZE], uint64_t number, const char *const suffix[7])
{
    unsigned power = 0;
    uint64_t unit = 1;
    while (number / unit >= 1000) {
        unit *= 1000;
        power++;
    }
    unsigned whole = (unsigned)(number / unit);
    unsigned thousandths = power ? (unsigned)(number % unit / (unit / 1000)) : 0;
    if (!power || whole >= 100)
        snprintf(buffer, RT_NUMBER_SIZE, "%u%s", whole, suffix[power]);
    else if (whole >= 10)
        snprintf(buffer, RT_NUMBER_SIZE, "%u.%u%s", whole, thousandths / 100, suffix[power]);
    else
        snprintf(buffer, RT_NUMBER_SIZE, "%u.%02u%s", whole, thousandths / 10, suffix[power]);
    return buffer;
}

char *rt_number_short(char buffer[RT_NUMBER_SIZE], uint64_t number)
{
    static const char *const suffix[] = {"", "k", "M", "G", "T", "P", "E"};
    return print_short(buffer, number, suffix);
}

char *rt_number_bytes(char buffer[RT_NUMBER_SIZE], uint64_t bytes)
{
    static const char *const suffix[] = {" B", " kB", " MB", " GB", " TB", " PB", " EB"};
    return print_short(buffer, bytes, suffix);
}

/* Minutes and seconds, or hours and minutes. */
static char *print_long_time(char buffer[RT_NUMBER_SIZE], uint64_t seconds)
{
    if (seconds < 3600)
        snprintf(buffer, RT_NUMBER_SIZE, "%" PRIu64 "m %02" PRIu64 "s", seconds / 60, seconds % 60);
    else
        snprintf(buffer, RT_NUMBER_SIZE, "%" PRIu64 "h %02" PRIu64 "m", seconds / 3600, seconds / 60 % 60);
    return buffer;
}

char *rt_number_time(char buffer[RT_NUMBER_SIZE], uint64_t nanoseconds)
{
    uint64_t hundredths = nanoseconds / 10000000, seconds = hundredths / 100;
    if (seconds >= 60)
        return print_long_time(buffer, seconds);
    if (seconds >= 10)
        snprintf(buffer, RT_NUMBER_SIZE, "%" PRIu64 ".%" PRIu64 " s", seconds, hundredths / 10 % 10);
    else
        snprintf(buffer, RT_NUMBER_SIZE, "%" PRIu64 ".%02" PRIu64 " s", seconds, hundredths % 100);
    return buffer;
}

char *rt_number_wait(char buffer[RT_NUMBER_SIZE], uint64_t nanoseconds)
{
    uint64_t seconds = nanoseconds / 1000000000 + 1;
    if (seconds >= 60)
        return print_long_time(buffer, seconds);
    snprintf(buffer, RT_NUMBER_SIZE, "%" PRIu64 " s", seconds);
    return buffer;
}

uint64_t rt_number_rate(uint64_t part, uint64_t nanoseconds)
{
    rt_uint128 rate = (rt_uint128)part * 1000000000 / (nanoseconds ? nanoseconds : 1);
    return rate > UINT64_MAX ? UINT64_MAX : (uint64_t)rate;
}
