/* evaluate_time.c: moments and intervals: read, printed, cast, reckoned with. */
#include "evaluate/evaluate_time.h"

#include "base/buffer.h"
#include "evaluate/evaluate_number.h"
#include "model/literal.h"

enum {
    DAYS_TO_2000 = 10957 /* from 1970-01-01 */
};

/* The first day and the end of what timestamps hold, in microseconds since 2000-01-01. */
#define FIRST_MOMENT INT64_C(-211813488000000000)
#define END_OF_TIME  INT64_C(9223371331200000000)

/* ---- the calendar ---- */

int64_t time_days(int64_t year, int64_t month, int64_t day)
{
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400, of_era = year - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468 - DAYS_TO_2000;
}

Calendar time_calendar(int64_t days)
{
    days += 719468 + DAYS_TO_2000;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097, of_era = days - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153;
    Calendar calendar = {.day = of_year - (153 * month + 2) / 5 + 1, .month = month + (month < 10 ? 3 : -9)};
    calendar.year = year + era * 400 + (calendar.month <= 2);
    return calendar;
}

int64_t time_month_length(int64_t year, int64_t month)
{
    return month == 12 ? 31 : time_days(year, month + 1, 1) - time_days(year, month, 1);
}

int64_t time_floor(int64_t value, int64_t unit)
{
    return value / unit - (value % unit < 0);
}

bool time_is_infinite(int64_t moment)
{
    return moment == INT64_MIN || moment == INT64_MAX;
}

/* ---- reading ---- */

static bool digits_at(Text text, size_t start, size_t count, int64_t *value)
{
    *value = 0;
    if (start + count > text.size)
        return false;
    for (size_t i = start; i < start + count; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
        *value = *value * 10 + (text.data[i] - '0');
    }
    return true;
}

/* "04:05:06.789" at the text's end; more than two digits of hours are an interval's. */
static bool read_clock(Text text, int64_t *microseconds)
{
    int64_t hours, minutes, seconds, fraction = 0, digit;
    size_t at = 0;
    while (at < text.size && text.data[at] != ':')
        at++;
    if (at < 2 || at > 10 || !digits_at(text, 0, at, &hours) || !digits_at(text, at + 1, 2, &minutes) ||
        !digits_at(text, at + 4, 2, &seconds) || text.size < at + 6 || text.data[at + 3] != ':')
        return false;
    if (text.size > at + 6 && text.data[at + 6] != '.')
        return false;
    int64_t unit = TIME_SECOND / 10;
    for (size_t i = at + 7; i < text.size; i++, unit /= 10) {
        if (!digits_at(text, i, 1, &digit) || unit == 0)
            return false;
        fraction += digit * unit;
    }
    *microseconds = ((hours * 60 + minutes) * 60 + seconds) * TIME_SECOND + fraction;
    return true;
}

/* Years of four digits or more; those before Christ are counted from 0 downwards. */
static bool read_date(Text text, bool before_christ, int64_t *days)
{
    int64_t year, month, day;
    size_t at = 0;
    while (at < text.size && text.data[at] != '-')
        at++;
    if (at < 4 || at > 6 || text.size != at + 6 || !digits_at(text, 0, at, &year) ||
        !digits_at(text, at + 1, 2, &month) || !digits_at(text, at + 4, 2, &day) || text.data[at + 3] != '-')
        return false;
    year = before_christ ? 1 - year : year;
    if (month < 1 || month > 12 || day < 1 || day > time_month_length(year, month))
        return false;
    *days = time_days(year, month, day);
    return true;
}

/* A date, and for other types a blank and a time of day. */
static bool read_moment(Text text, bool before_christ, bool with_clock, int64_t *microseconds)
{
    int64_t days, clock = 0;
    size_t blank = 0;
    while (blank < text.size && text.data[blank] != ' ')
        blank++;
    if (with_clock != (blank < text.size) || !read_date(text_slice(text, 0, blank), before_christ, &days) ||
        (with_clock && (text.size < blank + 9 || text.data[blank + 3] != ':' ||
                        !read_clock(text_slice(text, blank + 1, text.size), &clock))))
        return false;
    if (days * (Wide)TIME_DAY + clock >= END_OF_TIME)
        return false;
    *microseconds = days * TIME_DAY + clock;
    return true;
}

bool time_read(const Datum *datum, int64_t *microseconds)
{
    TypeCode code = type_code(&datum->type);
    Text text = datum->text;
    if (code == TYPE_TIME)
        return text.size >= 8 && text.data[2] == ':' && read_clock(text, microseconds);
    *microseconds = text_is(text, "infinity") ? INT64_MAX : INT64_MIN;
    if (text_is(text, "infinity") || text_is(text, "-infinity"))
        return true;
    bool before_christ = text_ends_with(text, TEXT(" BC"));
    if (before_christ)
        text = text_slice(text, 0, text.size - 3);
    if (code == TYPE_TIMESTAMPTZ) {
        if (!text_ends_with(text, TEXT("+00")))
            return false;
        text = text_slice(text, 0, text.size - 3);
    }
    return read_moment(text, before_christ, code != TYPE_DATE, microseconds);
}

/* "-3" and what stands after it up to the next blank; moves *rest behind. */
static Text next_word(Text *rest)
{
    size_t at = 0;
    while (at < rest->size && rest->data[at] != ' ')
        at++;
    Text word = text_slice(*rest, 0, at);
    *rest = text_slice(*rest, at + 1, rest->size);
    return word;
}

static bool add_unit(Interval *interval, int64_t value, Text unit)
{
    if (text_is(unit, "year") || text_is(unit, "years"))
        interval->months += value * 12;
    else if (text_is(unit, "mon") || text_is(unit, "mons"))
        interval->months += value;
    else if (text_is(unit, "day") || text_is(unit, "days"))
        interval->days += value;
    else
        return false;
    return true;
}

bool time_read_interval(Text text, Interval *interval)
{
    *interval = (Interval){0};
    if (text.size == 0)
        return false;
    while (text.size) {
        Text word = next_word(&text);
        bool negative = text_starts_with(word, TEXT("-"));
        Text plain = text_slice(word, negative || text_starts_with(word, TEXT("+")), word.size);
        int64_t value;
        if (read_clock(plain, &value)) {
            interval->microseconds = negative ? -value : value;
            return text.size == 0;
        }
        if (!text_to_int64(plain, &value) || value > INT32_MAX || !text.size ||
            !add_unit(interval, negative ? -value : value, next_word(&text)))
            return false;
    }
    return true;
}

Wide time_interval_length(Interval interval)
{
    return ((Wide)interval.months * 30 + interval.days) * TIME_DAY + interval.microseconds;
}

/* ---- printing ---- */

static void append_clock(Buffer *out, int64_t microseconds)
{
    int64_t seconds = microseconds / TIME_SECOND, fraction = microseconds % TIME_SECOND;
    buffer_format(out, "%02lld:%02d:%02d", (long long)(seconds / 3600), (int)(seconds / 60 % 60),
                  (int)(seconds % 60));
    int digits = 6;
    for (; fraction && fraction % 10 == 0; fraction /= 10)
        digits--;
    if (fraction)
        buffer_format(out, ".%0*d", digits, (int)fraction);
}

static Datum taken(const Evaluator *evaluator, Buffer *out, TypeUse type)
{
    Text text = text_copy(evaluator->arena, buffer_contents(out));
    buffer_free(out);
    return datum_make(type, text);
}

Datum time_make(Evaluator *evaluator, int64_t microseconds, TypeUse type)
{
    TypeCode code = type_code(&type);
    Buffer out = {0};
    if (code == TYPE_TIME) {
        append_clock(&out, microseconds);
        return taken(evaluator, &out, type);
    }
    if (time_is_infinite(microseconds))
        return datum_make(type, microseconds < 0 ? TEXT("-infinity") : TEXT("infinity"));
    if (microseconds < FIRST_MOMENT)
        return datum_error();
    if (microseconds >= END_OF_TIME)
        return code == TYPE_DATE ? datum_unknown() : datum_error();
    int64_t days = time_floor(microseconds, TIME_DAY);
    Calendar calendar = time_calendar(days);
    bool before_christ = calendar.year < 1;
    buffer_format(&out, "%04d-%02d-%02d", (int)(before_christ ? 1 - calendar.year : calendar.year),
                  (int)calendar.month, (int)calendar.day);
    if (code != TYPE_DATE) {
        buffer_char(&out, ' ');
        append_clock(&out, microseconds - days * TIME_DAY);
    }
    if (code == TYPE_TIMESTAMPTZ)
        buffer_string(&out, "+00");
    if (before_christ)
        buffer_string(&out, " BC");
    return taken(evaluator, &out, type);
}

static void append_unit(Buffer *out, int64_t value, const char *unit, bool *negative)
{
    if (value == 0)
        return;
    buffer_format(out, "%s%s%lld %s%s", out->size ? " " : "", *negative && value > 0 ? "+" : "",
                  (long long)value, unit, value == 1 ? "" : "s");
    *negative = value < 0;
}

Datum time_make_interval(Evaluator *evaluator, Interval interval)
{
    Buffer out = {0};
    bool negative = false;
    if (interval.months > INT32_MAX || interval.months < INT32_MIN || interval.days > INT32_MAX ||
        interval.days < INT32_MIN)
        return datum_error();
    append_unit(&out, interval.months / 12, "year", &negative);
    append_unit(&out, interval.months % 12, "mon", &negative);
    append_unit(&out, interval.days, "day", &negative);
    if (interval.microseconds || out.size == 0) {
        const char *sign = interval.microseconds < 0 ? "-" : negative ? "+" : "";
        buffer_format(&out, "%s%s", out.size ? " " : "", sign);
        append_clock(&out, interval.microseconds < 0 ? -interval.microseconds : interval.microseconds);
    }
    return taken(evaluator, &out, type_of_code("interval"));
}

/* ---- input ---- */

/* The day of a date that is written right may still not exist. */
static Datum checked_moment(Evaluator *evaluator, Text canonical, TypeUse plain)
{
    Datum datum = datum_make(plain, canonical);
    int64_t moment, year, month, day;
    TypeCode code = type_code(&plain);
    if (time_read(&datum, &moment))
        return code == TYPE_TIME && moment == TIME_DAY ? datum : time_make(evaluator, moment, plain);
    bool date = digits_at(canonical, 0, 4, &year) && digits_at(canonical, 5, 2, &month) &&
                digits_at(canonical, 8, 2, &day) && month >= 1 && month <= 12 && year >= 1;
    return date && code != TYPE_TIME && day > time_month_length(year, month) ? datum_error()
                                                                             : datum_unknown();
}

static bool has_year_month_day(Text text)
{
    int64_t year;
    return digits_at(text, 0, 4, &year) && text.size > 4 && text.data[4] == '-';
}

static bool has_digit(Text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] >= '0' && text.data[i] <= '9')
            return true;
    return false;
}

/* Words that stand for a moment. */
static bool is_special(Text word)
{
    static const char *const words[] = {"infinity",  "-infinity", "now",      "today",    "tomorrow",
                                        "yesterday", "epoch",     "allballs", "+infinity"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_is_nocase(word, words[i]))
            return true;
    return false;
}

Datum time_input(Evaluator *evaluator, Text text, const TypeUse *type)
{
    TypeUse plain = type_plain(type);
    TypeCode code = type_code(&plain);
    Text canonical;
    Text word = text_trim(text);
    if (code == TYPE_INTERVAL) {
        Interval interval;
        if (!literal_interval(evaluator->arena, text, type->fields, &canonical) ||
            !time_read_interval(canonical, &interval))
            return datum_unknown();
        return time_make_interval(evaluator, interval);
    }
    if (!has_digit(word) && !is_special(word))
        return datum_error();
    if (code != TYPE_TIME && (text_is_nocase(word, "infinity") || text_is_nocase(word, "-infinity")))
        return datum_make(plain, text_lower(evaluator->arena, word));
    if (code == TYPE_TIMETZ || !literal_date_time(evaluator->arena, text, code, &canonical))
        return datum_unknown();
    /* Of a date out of its month a zone's shift would make another. */
    int64_t year, month, day;
    if (code == TYPE_TIMESTAMPTZ && has_year_month_day(word) && word.size >= 10 &&
        (!digits_at(word, 0, 4, &year) || !digits_at(word, 5, 2, &month) || !digits_at(word, 8, 2, &day) ||
         month < 1 || month > 12 || day > time_month_length(year, month)))
        return datum_unknown();
    return checked_moment(evaluator, canonical, plain);
}

/* ---- casts ---- */

Datum time_cast(Evaluator *evaluator, const Datum *datum, const TypeUse *type)
{
    TypeUse plain = type_plain(type);
    TypeCode from = type_code(&datum->type), to = type_code(&plain);
    int64_t moment;
    Interval interval;
    if (from == TYPE_INTERVAL && to == TYPE_TIME) {
        if (!time_read_interval(datum->text, &interval))
            return datum_unknown();
        int64_t day = time_floor(interval.microseconds, TIME_DAY);
        return time_make(evaluator, interval.microseconds - day * TIME_DAY, plain);
    }
    if (from == TYPE_TIMETZ || to == TYPE_TIMETZ || !time_read(datum, &moment))
        return datum_unknown();
    if (from == TYPE_TIME)
        return to == TYPE_INTERVAL ? time_make_interval(evaluator, (Interval){.microseconds = moment})
                                   : datum_unknown();
    if (to == TYPE_INTERVAL || from == TYPE_DATE ? to == TYPE_TIME || to == TYPE_INTERVAL : false)
        return datum_unknown();
    if (to == TYPE_TIME)
        return time_is_infinite(moment)
                   ? datum_null(plain)
                   : time_make(evaluator, moment - time_floor(moment, TIME_DAY) * TIME_DAY, plain);
    if (to == TYPE_DATE && !time_is_infinite(moment))
        moment = time_floor(moment, TIME_DAY) * TIME_DAY;
    return time_make(evaluator, moment, plain);
}
