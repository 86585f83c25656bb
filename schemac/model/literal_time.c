/* literal_time.c: canonical texts of dates, times of day and intervals. */
#include "model/literal.h"

#include "base/buffer.h"

#include <string.h>

enum {
    MICROSECONDS = 1000000, /* in a second */
    DAY_SECONDS = 86400,
    FRACTION_DIGITS = 6,
    FIELD_LIMIT = 100000000 /* of a number in a date, a time or an interval */
};

/* Where a text is being read. */
typedef struct Reader {
    Text text;
    size_t at;
} Reader;

static char peek(const Reader *reader)
{
    return reader->at < reader->text.size ? reader->text.data[reader->at] : '\0';
}

static bool take(Reader *reader, char c)
{
    if (peek(reader) != c || reader->at >= reader->text.size)
        return false;
    reader->at++;
    return true;
}

static void skip_spaces(Reader *reader)
{
    while (take(reader, ' ') || take(reader, '\t'))
        continue;
}

static bool at_digit(const Reader *reader)
{
    return peek(reader) >= '0' && peek(reader) <= '9';
}

static bool take_number(Reader *reader, int64_t *value)
{
    if (!at_digit(reader))
        return false;
    for (*value = 0; at_digit(reader); reader->at++) {
        *value = *value * 10 + (peek(reader) - '0');
        if (*value > FIELD_LIMIT)
            return false;
    }
    return true;
}

/* The digits after a point, as microseconds; more digits than those are not understood. */
static bool take_fraction(Reader *reader, int64_t *microseconds)
{
    int64_t unit = MICROSECONDS;
    *microseconds = 0;
    if (!take(reader, '.'))
        return true;
    for (; at_digit(reader); reader->at++) {
        unit /= 10;
        if (unit == 0)
            return false;
        *microseconds += (peek(reader) - '0') * unit;
    }
    return true;
}

/* ---- dates and times of day ---------------------------------------------------------------------------- */

typedef struct Moment {
    int64_t year, month, day;
    int64_t microseconds; /* since midnight */
    int64_t offset;       /* seconds east of Greenwich */
} Moment;

/* Days since 1970-01-01 in the Gregorian calendar, by years that start in March. */
static int64_t days_of(int64_t year, int64_t month, int64_t day)
{
    year -= month <= 2;
    int64_t era = year / 400, of_era = year - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static void set_days(Moment *moment, int64_t days)
{
    days += 719468;
    int64_t era = days / 146097, of_era = days - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153;
    moment->day = of_year - (153 * month + 2) / 5 + 1;
    moment->month = month + (month < 10 ? 3 : -9);
    moment->year = year + era * 400 + (moment->month <= 2);
}

static bool take_date(Reader *reader, Moment *moment)
{
    size_t start = reader->at;
    return take_number(reader, &moment->year) && reader->at - start == 4 && take(reader, '-') &&
           take_number(reader, &moment->month) && take(reader, '-') && take_number(reader, &moment->day) &&
           moment->year > 0 && moment->month >= 1 && moment->month <= 12 && moment->day >= 1 &&
           moment->day <= 31;
}

/* hh:mm[:ss[.ffffff]] as microseconds; hours without end where it is an interval's. */
static bool take_clock(Reader *reader, int64_t *microseconds)
{
    int64_t hours, minutes, seconds = 0, fraction = 0;
    if (!take_number(reader, &hours) || !take(reader, ':') || !take_number(reader, &minutes) || minutes > 59)
        return false;
    if (take(reader, ':') &&
        (!take_number(reader, &seconds) || seconds > 59 || !take_fraction(reader, &fraction)))
        return false;
    *microseconds = ((hours * 60 + minutes) * 60 + seconds) * MICROSECONDS + fraction;
    return true;
}

static bool take_offset(Reader *reader, int64_t *offset)
{
    *offset = 0;
    if (take(reader, 'Z') || take(reader, 'z'))
        return true;
    int sign = take(reader, '+') ? 1 : take(reader, '-') ? -1 : 0;
    int64_t hours, minutes = 0;
    if (sign == 0)
        return reader->at == reader->text.size;
    if (!take_number(reader, &hours))
        return false;
    if (take(reader, ':') && !take_number(reader, &minutes))
        return false;
    *offset = sign * (hours * 60 + minutes) * 60;
    return hours <= 15 && minutes <= 59;
}

static void append_clock(Buffer *out, int64_t microseconds)
{
    int64_t seconds = microseconds / MICROSECONDS, fraction = microseconds % MICROSECONDS;
    buffer_format(out, "%02lld:%02d:%02d", (long long)(seconds / 3600), (int)(seconds / 60 % 60),
                  (int)(seconds % 60));
    if (fraction == 0)
        return;
    int digits = FRACTION_DIGITS;
    for (; fraction % 10 == 0; fraction /= 10)
        digits--;
    buffer_format(out, ".%0*d", digits, (int)fraction);
}

static Text print_moment(Arena *arena, const Moment *moment, TypeCode code)
{
    Buffer out = {0};
    if (code != TYPE_TIME)
        buffer_format(&out, "%04d-%02d-%02d", (int)moment->year, (int)moment->month, (int)moment->day);
    if (code != TYPE_TIME && code != TYPE_DATE)
        buffer_char(&out, ' ');
    if (code != TYPE_DATE)
        append_clock(&out, moment->microseconds);
    if (code == TYPE_TIMESTAMPTZ)
        buffer_string(&out, "+00");
    Text text = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return text;
}

/* Moves the moment to Greenwich. */
static void shift_to_utc(Moment *moment)
{
    int64_t days = days_of(moment->year, moment->month, moment->day);
    int64_t seconds = days * DAY_SECONDS + moment->microseconds / MICROSECONDS - moment->offset;
    int64_t day = seconds / DAY_SECONDS - (seconds % DAY_SECONDS < 0);
    set_days(moment, day);
    moment->microseconds = (seconds - day * DAY_SECONDS) * MICROSECONDS + moment->microseconds % MICROSECONDS;
}

bool literal_date_time(Arena *arena, Text text, TypeCode code, Text *canonical)
{
    Reader reader = {text_trim(text), 0};
    Moment moment = {.year = 1970, .month = 1, .day = 1};
    bool epoch = text_is_nocase(reader.text, "epoch") && code != TYPE_TIME;
    if (!epoch) {
        if (code != TYPE_TIME && !take_date(&reader, &moment))
            return false;
        if (code != TYPE_TIME)
            take(&reader, 'T');
        skip_spaces(&reader);
        bool clock = code == TYPE_TIME || at_digit(&reader);
        if (clock && (!take_clock(&reader, &moment.microseconds) ||
                      moment.microseconds > (int64_t)DAY_SECONDS * MICROSECONDS))
            return false;
        skip_spaces(&reader);
        if (!take_offset(&reader, &moment.offset) || reader.at < reader.text.size)
            return false;
    }
    if (code == TYPE_TIMESTAMPTZ)
        shift_to_utc(&moment);
    *canonical = print_moment(arena, &moment, code);
    return true;
}

/* ---- intervals ----------------------------------------------------------------------------------------- */

typedef struct Duration {
    int64_t months, days, microseconds;
    uint32_t given; /* bit i: units[i], or another name of it, has been read */
} Duration;

typedef struct Unit {
    const char *name;
    int64_t months, days, microseconds;
    const char *field; /* as a type's fields have it, or NULL */
} Unit;

enum {
    SECOND = 0 /* index in the table */
};

#define BIT(name) (UINT32_C(1) << unit_named(name))

static const Unit units[] = {
    {"second", 0, 0, MICROSECONDS, "SECOND"},
    {"microsecond", 0, 0, 1, NULL},
    {"us", 0, 0, 1, NULL},
    {"usec", 0, 0, 1, NULL},
    {"millisecond", 0, 0, 1000, NULL},
    {"ms", 0, 0, 1000, NULL},
    {"msec", 0, 0, 1000, NULL},
    {"sec", 0, 0, MICROSECONDS, NULL},
    {"s", 0, 0, MICROSECONDS, NULL},
    {"minute", 0, 0, 60LL * MICROSECONDS, "MINUTE"},
    {"min", 0, 0, 60LL * MICROSECONDS, NULL},
    {"m", 0, 0, 60LL * MICROSECONDS, NULL},
    {"hour", 0, 0, 3600LL * MICROSECONDS, "HOUR"},
    {"hr", 0, 0, 3600LL * MICROSECONDS, NULL},
    {"h", 0, 0, 3600LL * MICROSECONDS, NULL},
    {"day", 0, 1, 0, "DAY"},
    {"d", 0, 1, 0, NULL},
    {"week", 0, 7, 0, NULL},
    {"w", 0, 7, 0, NULL},
    {"month", 1, 0, 0, "MONTH"},
    {"mon", 1, 0, 0, NULL},
    {"year", 12, 0, 0, "YEAR"},
    {"yr", 12, 0, 0, NULL},
    {"y", 12, 0, 0, NULL},
    {"decade", 120, 0, 0, NULL},
    {"dec", 120, 0, 0, NULL},
    {"century", 1200, 0, 0, NULL},
    {"centurie", 1200, 0, 0, NULL},
    {"millennium", 12000, 0, 0, NULL},
};

static const Unit *take_unit(Reader *reader)
{
    size_t start = reader->at;
    while ((peek(reader) | 0x20) >= 'a' && (peek(reader) | 0x20) <= 'z')
        reader->at++;
    Text word = text_slice(reader->text, start, reader->at);
    Text singular =
        word.size > 1 && (word.data[word.size - 1] | 0x20) == 's' ? text_slice(word, 0, word.size - 1) : word;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (text_is_nocase(word, units[i].name) || text_is_nocase(singular, units[i].name))
            return &units[i];
    return NULL;
}

static uint32_t unit_named(const char *name)
{
    uint32_t i = 0;
    while (strcmp(units[i].name, name) != 0)
        i++;
    return i;
}

/* The unit by the first of its names. */
static uint32_t bit_of(const Unit *unit)
{
    uint32_t i = 0;
    while (units[i].months != unit->months || units[i].days != unit->days ||
           units[i].microseconds != unit->microseconds)
        i++;
    return UINT32_C(1) << i;
}

/* False where one of the units has been given before. */
static bool give(Duration *duration, uint32_t bits)
{
    bool first = (duration->given & bits) == 0;
    duration->given |= bits;
    return first;
}

static bool at_end_of_word(const Reader *reader)
{
    return reader->at == reader->text.size || peek(reader) == ' ' || peek(reader) == '\t';
}

/* "1-2" is a year and two months. */
static bool take_years(Reader *reader, Duration *duration, int64_t sign)
{
    int64_t years, months;
    if (!take_number(reader, &years) || !take(reader, '-') || !take_number(reader, &months) || months > 11 ||
        !at_end_of_word(reader))
        return false;
    duration->months += sign * (years * 12 + months);
    return give(duration, BIT("year") | BIT("month"));
}

/* The unit of a number that has none: the last of the type's fields, or seconds. */
static const Unit *bare_unit(Text fields)
{
    for (size_t i = 0; i < sizeof units / sizeof *units && fields.size; i++)
        if (text_ends_with(fields, text_of(units[i].field ? units[i].field : " ")))
            return &units[i];
    return &units[SECOND];
}

/* One part: "-3 days", "1.5 hours", "04:05:06", "1-2". */
static bool take_part(Reader *reader, Text fields, Duration *duration)
{
    int64_t value, fraction, clock, sign = take(reader, '-') ? -1 : 1;
    size_t start = reader->at;
    if (sign > 0)
        take(reader, '+');
    if (take_clock(reader, &clock)) {
        duration->microseconds += sign * clock;
        return at_end_of_word(reader) && give(duration, BIT("hour") | BIT("minute") | BIT("second"));
    }
    reader->at = start;
    if (take_years(reader, duration, sign))
        return true;
    reader->at = start;
    if (!take_number(reader, &value) || !take_fraction(reader, &fraction))
        return false;
    skip_spaces(reader);
    bool bare = reader->at == reader->text.size;
    const Unit *unit = bare ? bare_unit(fields) : take_unit(reader);
    if (!unit || (fraction && unit->microseconds < MICROSECONDS))
        return false;
    duration->months += sign * value * unit->months;
    duration->days += sign * value * unit->days;
    duration->microseconds +=
        sign * (value * unit->microseconds + fraction * (unit->microseconds / MICROSECONDS));
    return give(duration, bit_of(unit));
}

/* Far from where another part could overflow. */
static bool is_sane(const Duration *duration)
{
    return duration->microseconds < INT64_MAX / 4 && duration->microseconds > INT64_MIN / 4 &&
           duration->months < INT32_MAX && duration->months > INT32_MIN && duration->days < INT32_MAX &&
           duration->days > INT32_MIN;
}

static void append_unit(Buffer *out, int64_t value, const char *unit, bool *negative)
{
    if (value == 0)
        return;
    buffer_format(out, "%s%s%lld %s%s", out->size ? " " : "", *negative && value > 0 ? "+" : "",
                  (long long)value, unit, value == 1 ? "" : "s");
    *negative = value < 0;
}

static Text print_duration(Arena *arena, const Duration *duration)
{
    Buffer out = {0};
    bool negative = false;
    append_unit(&out, duration->months / 12, "year", &negative);
    append_unit(&out, duration->months % 12, "mon", &negative);
    append_unit(&out, duration->days, "day", &negative);
    if (duration->microseconds || out.size == 0) {
        const char *sign = duration->microseconds < 0 ? "-" : negative ? "+" : "";
        buffer_format(&out, "%s%s", out.size ? " " : "", sign);
        append_clock(&out, duration->microseconds < 0 ? -duration->microseconds : duration->microseconds);
    }
    Text text = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return text;
}

bool literal_interval(Arena *arena, Text text, Text fields, Text *canonical)
{
    Reader reader = {text_trim(text), 0};
    Duration duration = {0};
    take(&reader, '@');
    skip_spaces(&reader);
    if (reader.at == reader.text.size)
        return false;
    while (reader.at < reader.text.size) {
        if (!take_part(&reader, fields, &duration) || !is_sane(&duration))
            return false;
        skip_spaces(&reader);
    }
    *canonical = print_duration(arena, &duration);
    return true;
}
