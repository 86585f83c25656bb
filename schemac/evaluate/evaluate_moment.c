/* evaluate_moment.c: arithmetic of dates, times and intervals, and their parts. */
#include "evaluate/evaluate_time.h"

#include "evaluate/evaluate_number.h"

/* ---- sums ---- */

static bool is_code(const Datum *datum, TypeCode code)
{
    return type_code(&datum->type) == code;
}

/* Months first, to the last day of a shorter month, then days, then time. */
static Datum add_interval(Evaluator *evaluator, const Datum *datum, Interval interval, int sign,
                          TypeUse result)
{
    int64_t moment;
    if (!time_read(datum, &moment))
        return datum_unknown();
    if (is_code(datum, TYPE_TIME)) {
        int64_t time = moment + sign * (interval.microseconds % TIME_DAY);
        return time_make(evaluator, time - time_floor(time, TIME_DAY) * TIME_DAY, result);
    }
    if (time_is_infinite(moment))
        return time_make(evaluator, moment, result);
    int64_t days = time_floor(moment, TIME_DAY), time = moment - days * TIME_DAY;
    Calendar calendar = time_calendar(days);
    int64_t month = calendar.year * 12 + calendar.month - 1 + sign * interval.months;
    calendar.year = time_floor(month, 12);
    calendar.month = month - calendar.year * 12 + 1;
    int64_t most = time_month_length(calendar.year, calendar.month);
    days = time_days(calendar.year, calendar.month, calendar.day > most ? most : calendar.day);
    Wide total = (Wide)(days + sign * interval.days) * TIME_DAY + time + (Wide)sign * interval.microseconds;
    return total > INT64_MAX - 1 || total < INT64_MIN + 1 ? datum_error()
                                                          : time_make(evaluator, (int64_t)total, result);
}

/* date ± integer. */
static Datum add_days(Evaluator *evaluator, const Datum *date, const Datum *number, int sign, TypeUse result)
{
    int64_t moment, days;
    if (!time_read(date, &moment) || !text_to_int64(number->text, &days))
        return datum_unknown();
    if (time_is_infinite(moment))
        return time_make(evaluator, moment, result);
    if (days > INT32_MAX / 40 || days < INT32_MIN / 40)
        return datum_unknown();
    Wide total = (Wide)moment + (Wide)sign * days * TIME_DAY;
    return total > INT64_MAX - 1   ? datum_unknown()
           : total < INT64_MIN + 1 ? datum_error()
                                   : time_make(evaluator, (int64_t)total, result);
}

static Datum add_intervals(Evaluator *evaluator, const Datum *left, const Datum *right, int sign)
{
    Interval a, b;
    if (!time_read_interval(left->text, &a) || !time_read_interval(right->text, &b))
        return datum_unknown();
    return time_make_interval(evaluator, (Interval){a.months + sign * b.months, a.days + sign * b.days,
                                                    a.microseconds + sign * b.microseconds});
}

/* The days between dates; days and time between moments. */
static Datum difference(Evaluator *evaluator, const Datum *left, const Datum *right, TypeUse result)
{
    int64_t a, b;
    if (!time_read(left, &a) || !time_read(right, &b) || time_is_infinite(a) || time_is_infinite(b))
        return datum_unknown();
    if (type_is_integer(&result))
        return datum_integer(evaluator, (a - b) / TIME_DAY, result);
    bool clock = is_code(left, TYPE_TIME);
    return time_make_interval(evaluator, (Interval){.days = clock ? 0 : (a - b) / TIME_DAY,
                                                    .microseconds = clock ? a - b : (a - b) % TIME_DAY});
}

/* In whole microseconds. */
static double rounded(double seconds)
{
    return number_nearest(seconds * 1e6) / 1e6;
}

/* Times or divided by a number: what is left of months becomes days, what is left of days becomes time, as
 * interval_mul and interval_div of src/backend/utils/adt/timestamp.c spread it. */
static Datum scale(Evaluator *evaluator, const Datum *interval, const Datum *factor, bool divides)
{
    const double day = 86400, widest = 1e9;
    Interval value;
    double times;
    if (!time_read_interval(interval->text, &value) || !number_read_float(factor, &times))
        return datum_unknown();
    if (divides && times == 0)
        return datum_error();
    double months = divides ? (double)value.months / times : (double)value.months * times;
    double days = divides ? (double)value.days / times : (double)value.days * times;
    double time = divides ? (double)value.microseconds / times : (double)value.microseconds * times;
    if (!(months < widest && months > -widest && days < widest && days > -widest && time < 1e15 &&
          time > -1e15))
        return datum_unknown();
    Interval result = {.months = (int64_t)months, .days = (int64_t)days};
    double rest_days = rounded((months - (double)result.months) * 30);
    double rest = rounded((days - (double)result.days + rest_days - (double)(int64_t)rest_days) * day);
    if (rest >= day || rest <= -day) {
        result.days += (int64_t)(rest / day);
        rest -= (double)(int64_t)(rest / day) * day;
    }
    result.days += (int64_t)rest_days;
    result.microseconds = (int64_t)number_nearest(time + rest * 1e6);
    return time_make_interval(evaluator, result);
}

/* date + time of day. */
static Datum add_clock(Evaluator *evaluator, const Datum *date, const Datum *clock, TypeUse result)
{
    int64_t moment, time;
    if (!time_read(date, &moment) || !time_read(clock, &time))
        return datum_unknown();
    return time_make(evaluator, time_is_infinite(moment) ? moment : moment + time, result);
}

static Datum add(Evaluator *evaluator, const Datum *left, const Datum *right, int sign, TypeUse result)
{
    Interval interval;
    if (is_code(right, TYPE_INTERVAL) && !is_code(left, TYPE_INTERVAL))
        return time_read_interval(right->text, &interval)
                   ? add_interval(evaluator, left, interval, sign, result)
                   : datum_unknown();
    if (is_code(left, TYPE_INTERVAL) && is_code(right, TYPE_INTERVAL))
        return add_intervals(evaluator, left, right, sign);
    if (is_code(left, TYPE_DATE) && type_is_integer(&right->type))
        return add_days(evaluator, left, right, sign, result);
    if (is_code(left, TYPE_DATE) && is_code(right, TYPE_TIME) && sign > 0)
        return add_clock(evaluator, left, right, result);
    return sign < 0 ? difference(evaluator, left, right, result) : datum_unknown();
}

Datum time_reckon(Evaluator *evaluator, char symbol, const Datum *left, const Datum *right, TypeUse result)
{
    if (symbol == '*')
        return is_code(left, TYPE_INTERVAL) ? scale(evaluator, left, right, false)
                                            : scale(evaluator, right, left, false);
    if (symbol == '/')
        return scale(evaluator, left, right, true);
    bool turned = is_code(left, TYPE_INTERVAL) || type_is_integer(&left->type) ||
                  (is_code(left, TYPE_TIME) && is_code(right, TYPE_DATE));
    if (symbol == '+' && turned && !is_code(right, TYPE_INTERVAL))
        return add(evaluator, right, left, 1, result);
    return symbol == '+'   ? add(evaluator, left, right, 1, result)
           : symbol == '-' ? add(evaluator, left, right, -1, result)
                           : datum_unknown();
}

/* ---- parts ---- */

/* A part as a number with digits after the point. */
typedef struct Part {
    const char *name;
    bool (*of)(int64_t moment, Exact *value);
} Part;

static bool whole(Exact *value, int64_t number)
{
    *value = (Exact){number, 0};
    return true;
}

static int64_t clock_of(int64_t moment)
{
    return moment - time_floor(moment, TIME_DAY) * TIME_DAY;
}

static Calendar calendar_of(int64_t moment)
{
    return time_calendar(time_floor(moment, TIME_DAY));
}

static bool part_year(int64_t moment, Exact *value)
{
    return whole(value, calendar_of(moment).year);
}

static bool part_quarter(int64_t moment, Exact *value)
{
    return whole(value, (calendar_of(moment).month - 1) / 3 + 1);
}

static bool part_month(int64_t moment, Exact *value)
{
    return whole(value, calendar_of(moment).month);
}

static bool part_day(int64_t moment, Exact *value)
{
    return whole(value, calendar_of(moment).day);
}

/* 2000-01-01 was a Saturday; Sunday is 0. */
static int64_t weekday(int64_t moment)
{
    int64_t days = time_floor(moment, TIME_DAY) + 6;
    return days - time_floor(days, 7) * 7;
}

static bool part_dow(int64_t moment, Exact *value)
{
    return whole(value, weekday(moment));
}

static bool part_isodow(int64_t moment, Exact *value)
{
    return whole(value, weekday(moment) ? weekday(moment) : 7);
}

static bool part_doy(int64_t moment, Exact *value)
{
    return whole(value, time_floor(moment, TIME_DAY) - time_days(calendar_of(moment).year, 1, 1) + 1);
}

/* Week 1 of a year is the one with its first Thursday. */
static bool part_week(int64_t moment, Exact *value)
{
    int64_t days = time_floor(moment, TIME_DAY), thursday = days - (weekday(moment) + 6) % 7 + 3;
    return whole(value, (thursday - time_days(time_calendar(thursday).year, 1, 1)) / 7 + 1);
}

static bool part_hour(int64_t moment, Exact *value)
{
    return whole(value, clock_of(moment) / (3600 * TIME_SECOND));
}

static bool part_minute(int64_t moment, Exact *value)
{
    return whole(value, clock_of(moment) / (60 * TIME_SECOND) % 60);
}

static bool part_second(int64_t moment, Exact *value)
{
    *value = (Exact){clock_of(moment) % (60 * TIME_SECOND), 6};
    return true;
}

static bool part_milliseconds(int64_t moment, Exact *value)
{
    *value = (Exact){clock_of(moment) % (60 * TIME_SECOND), 3};
    return true;
}

static bool part_microseconds(int64_t moment, Exact *value)
{
    return whole(value, clock_of(moment) % (60 * TIME_SECOND));
}

static bool part_epoch(int64_t moment, Exact *value)
{
    *value = (Exact){(Wide)moment - (Wide)time_days(1970, 1, 1) * TIME_DAY, 6};
    return true;
}

static bool part_isoyear(int64_t moment, Exact *value)
{
    int64_t days = time_floor(moment, TIME_DAY), thursday = days - (weekday(moment) + 6) % 7 + 3;
    return whole(value, time_calendar(thursday).year);
}

static bool part_decade(int64_t moment, Exact *value)
{
    return whole(value, calendar_of(moment).year / 10);
}

static bool part_century(int64_t moment, Exact *value)
{
    return whole(value, (calendar_of(moment).year + 99) / 100);
}

/* All is in UTC. */
static bool part_zone(int64_t moment, Exact *value)
{
    (void)moment;
    return whole(value, 0);
}

static const Part parts[] = {{"year", part_year},
                             {"isoyear", part_isoyear},
                             {"decade", part_decade},
                             {"century", part_century},
                             {"timezone", part_zone},
                             {"timezone_hour", part_zone},
                             {"timezone_minute", part_zone},
                             {"quarter", part_quarter},
                             {"month", part_month},
                             {"day", part_day},
                             {"dow", part_dow},
                             {"isodow", part_isodow},
                             {"doy", part_doy},
                             {"week", part_week},
                             {"hour", part_hour},
                             {"minute", part_minute},
                             {"second", part_second},
                             {"milliseconds", part_milliseconds},
                             {"microseconds", part_microseconds},
                             {"epoch", part_epoch}};

static bool interval_part(Text name, Interval interval, Exact *value)
{
    int64_t time = interval.microseconds;
    if (text_is(name, "year"))
        return whole(value, interval.months / 12);
    if (text_is(name, "month"))
        return whole(value, interval.months % 12);
    if (text_is(name, "day"))
        return whole(value, interval.days);
    if (text_is(name, "hour"))
        return whole(value, time / (3600 * TIME_SECOND));
    if (text_is(name, "minute"))
        return whole(value, time / (60 * TIME_SECOND) % 60);
    bool milliseconds = text_is(name, "milliseconds"), microseconds = text_is(name, "microseconds");
    if (!text_is(name, "second") && !text_is(name, "epoch") && !milliseconds && !microseconds)
        return false;
    *value = (Exact){time % (60 * TIME_SECOND), microseconds ? 0 : milliseconds ? 3 : 6};
    if (text_is(name, "epoch"))
        value->digits = (Wide)(interval.months / 12) * 31557600 * TIME_SECOND +
                        (Wide)(interval.months % 12 * 30 + interval.days) * TIME_DAY + time;
    return true;
}

static bool has_clock(TypeCode code)
{
    return code != TYPE_DATE;
}

/* What a type does not have (the hour of a date, the day of a time) differs between versions. */
static bool has_part(TypeCode code, Text name)
{
    bool clock = text_is(name, "hour") || text_is(name, "minute") || text_is(name, "second") ||
                 text_is(name, "milliseconds") || text_is(name, "microseconds");
    if (text_starts_with(name, TEXT("timezone")))
        return code == TYPE_TIMESTAMPTZ;
    return text_is(name, "epoch") ? code != TYPE_TIME && code != TYPE_DATE
           : clock                ? has_clock(code)
                                  : code != TYPE_TIME;
}

Datum time_extract(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Text name = text_lower(evaluator->arena, arguments[0].text);
    Interval interval;
    Exact value;
    int64_t moment;
    (void)count;
    if (is_code(&arguments[1], TYPE_INTERVAL))
        return time_read_interval(arguments[1].text, &interval) && interval_part(name, interval, &value)
                   ? number_make(evaluator, value, result)
                   : datum_unknown();
    if (!has_part(type_code(&arguments[1].type), name) || !time_read(&arguments[1], &moment) ||
        time_is_infinite(moment) || calendar_of(moment).year < 1 ||
        (is_code(&arguments[1], TYPE_TIME) && moment == TIME_DAY))
        return datum_unknown();
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (text_is(name, parts[i].name))
            return parts[i].of(moment, &value) ? number_make(evaluator, value, result) : datum_unknown();
    return datum_unknown();
}

/* ---- the begin of a year, a week, an hour … ---- */

static bool truncate_days(Text field, int64_t *days)
{
    Calendar calendar = time_calendar(*days);
    if (text_is(field, "year"))
        *days = time_days(calendar.year, 1, 1);
    else if (text_is(field, "quarter"))
        *days = time_days(calendar.year, (calendar.month - 1) / 3 * 3 + 1, 1);
    else if (text_is(field, "month"))
        *days = time_days(calendar.year, calendar.month, 1);
    else if (text_is(field, "week"))
        *days -= (weekday(*days * TIME_DAY) + 6) % 7;
    else
        return text_is(field, "day");
    return true;
}

Datum time_truncate(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Text field = text_lower(evaluator->arena, arguments[0].text);
    int64_t moment, unit = text_is(field, "hour")     ? 3600 * TIME_SECOND
                           : text_is(field, "minute") ? 60 * TIME_SECOND
                           : text_is(field, "second") ? TIME_SECOND
                                                      : 0;
    bool is_utc = count == 2 || text_is(arguments[2].text, "UTC");
    if (!is_utc || is_code(&arguments[1], TYPE_INTERVAL) || !time_read(&arguments[1], &moment) ||
        time_is_infinite(moment))
        return datum_unknown();
    if (unit)
        return time_make(evaluator, time_floor(moment, unit) * unit, result);
    int64_t days = time_floor(moment, TIME_DAY);
    return truncate_days(field, &days) ? time_make(evaluator, days * TIME_DAY, result) : datum_unknown();
}

/* ---- others ---- */

Datum time_make_date(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    int64_t year, month, day;
    (void)count;
    if (!text_to_int64(arguments[0].text, &year) || !text_to_int64(arguments[1].text, &month) ||
        !text_to_int64(arguments[2].text, &day) || year < 0 || year > 200000)
        return datum_unknown();
    if (year == 0 || month < 1 || month > 12 || day < 1 || day > time_month_length(year, month))
        return datum_error();
    return time_make(evaluator, time_days(year, month, day) * TIME_DAY, result);
}

/* Intervals are finite before version 17; where one might not be, its text is not read. */
Datum time_is_finite(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    int64_t moment;
    Interval interval;
    (void)evaluator;
    (void)count;
    (void)result;
    if (is_code(arguments, TYPE_INTERVAL))
        return time_read_interval(arguments->text, &interval) ? datum_bool(true) : datum_unknown();
    return time_read(arguments, &moment) ? datum_bool(!time_is_infinite(moment)) : datum_unknown();
}

/* The moment's fields from the year down to microseconds. */
typedef struct Fields {
    int64_t year, month, day, time;
} Fields;

static Fields fields_of(int64_t moment)
{
    Calendar calendar = calendar_of(moment);
    return (Fields){calendar.year, calendar.month, calendar.day, clock_of(moment)};
}

/* Years, months and days between moments: a field that is short borrows from the one above, days from the
 * length of the earlier moment's month. */
static Interval age_of(int64_t later, int64_t earlier)
{
    Fields a = fields_of(later), b = fields_of(earlier);
    Fields rest = {a.year - b.year, a.month - b.month, a.day - b.day, a.time - b.time};
    if (rest.time < 0) {
        rest.time += TIME_DAY;
        rest.day--;
    }
    for (; rest.day < 0; rest.month--)
        rest.day += time_month_length(b.year, b.month);
    for (; rest.month < 0; rest.year--)
        rest.month += 12;
    return (Interval){rest.year * 12 + rest.month, rest.day, rest.time};
}

/* age (a, b), or age (b) as of today's midnight. */
Datum time_age(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    int64_t a, b;
    Datum today = datum_make(type_of_code("timestamptz"), count > 1 ? (Text){0} : evaluate_now(evaluator));
    (void)result;
    if (!time_read(count > 1 ? &arguments[0] : &today, &a) || !time_read(&arguments[count - 1], &b) ||
        time_is_infinite(a) || time_is_infinite(b))
        return datum_unknown();
    if (count == 1)
        a = time_floor(a, TIME_DAY) * TIME_DAY;
    if (a >= b)
        return time_make_interval(evaluator, age_of(a, b));
    Interval age = age_of(b, a);
    return time_make_interval(evaluator, (Interval){-age.months, -age.days, -age.microseconds});
}

/* AT TIME ZONE: of UTC alone. */
Datum time_zone(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    static const char *const names[] = {"utc", "gmt", "z", "zulu", "etc/utc"};
    int64_t moment;
    (void)count;
    TypeCode code = type_code(&arguments[1].type);
    if ((code != TYPE_TIMESTAMP && code != TYPE_TIMESTAMPTZ) || !type_is_text(&arguments[0].type) ||
        !time_read(&arguments[1], &moment))
        return datum_unknown();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_is_nocase(arguments[0].text, names[i]))
            return time_make(evaluator, moment, result);
    return datum_unknown();
}

/* A span by its ends, in order; one of them may not be known, and is the last then. */
typedef struct Lapse {
    int64_t first, last;
    bool is_open;
} Lapse;

/* False where neither end is known; *failed where one is not understood. */
static bool read_span(const Datum *ends, Lapse *span, bool *failed)
{
    bool has[2] = {ends[0].state == EVALUATED_VALUE, ends[1].state == EVALUATED_VALUE};
    int64_t moments[2] = {0, 0};
    for (size_t i = 0; i < 2; i++)
        *failed = *failed || (has[i] && !time_read(&ends[i], &moments[i]));
    span->is_open = !has[0] || !has[1];
    if (span->is_open)
        span->first = span->last = moments[has[0] ? 0 : 1];
    else
        *span = (Lapse){moments[0] < moments[1] ? moments[0] : moments[1],
                        moments[0] < moments[1] ? moments[1] : moments[0], false};
    return has[0] || has[1];
}

/* (a, b) OVERLAPS (c, d): a span that ends where it begins is that moment. */
Datum time_overlaps(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Lapse one, other;
    bool failed = false;
    bool is_one = read_span(arguments, &one, &failed), is_other = read_span(arguments + 2, &other, &failed);
    (void)evaluator;
    (void)count;
    if (failed)
        return datum_unknown();
    if (!is_one || !is_other)
        return datum_null(result);
    const Lapse *early = one.first <= other.first ? &one : &other, *late = early == &one ? &other : &one;
    if (early->is_open || (early->first == late->first && late->is_open))
        return datum_null(result);
    if (early->first == late->first || late->first < early->last)
        return datum_bool(true);
    return late->is_open ? datum_null(result) : datum_bool(false);
}
