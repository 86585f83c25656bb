/* evaluate_time_parts.c: times and moments made of their parts, intervals with days and months filled up,
 * moments cut to a stride. PostgreSQL documentation, section 9.9. */
#include "evaluate/evaluate_number.h"
#include "evaluate/evaluate_time.h"

/* The microseconds of an hour, a minute and whole seconds; false for what is not known, *fits: for such a
 * time. */
static bool read_clock(const Datum *parts, int64_t *time, bool *fits)
{
    int64_t hour, minute;
    double second;
    if (!text_to_int64(parts[0].text, &hour) || !text_to_int64(parts[1].text, &minute) ||
        !number_read_float(&parts[2], &second) || number_cut(second) != second)
        return false;
    *fits = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
    *time = *fits ? ((hour * 60 + minute) * 60 + (int64_t)second) * TIME_SECOND : 0;
    return *fits || hour != 24;
}

Datum time_make_clock(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    int64_t time;
    bool fits;
    (void)count;
    if (!read_clock(arguments, &time, &fits))
        return datum_unknown();
    return fits ? time_make(evaluator, time, result) : datum_error();
}

/* All is in UTC. */
Datum time_make_moment(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Datum date = time_make_date(evaluator, arguments, 3, type_of_code("date"));
    int64_t day, time;
    bool fits, is_utc = count == 6 || text_is(arguments[6].text, "UTC");
    if (date.state == EVALUATED_ERROR)
        return date;
    if (!is_utc || date.state != EVALUATED_VALUE || !time_read(&date, &day) ||
        !read_clock(arguments + 3, &time, &fits))
        return datum_unknown();
    return fits ? time_make(evaluator, day + time, result) : datum_error();
}

/* What of `less` makes whole units of `more` goes there; both have one sign then. */
static void fill_up(int64_t *more, int64_t *less, int64_t unit)
{
    *more += *less / unit;
    *less %= unit;
    if (*more > 0 && *less < 0) {
        *less += unit;
        --*more;
    } else if (*more < 0 && *less > 0) {
        *less -= unit;
        ++*more;
    }
}

Datum time_justify_days(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Interval interval;
    (void)count;
    (void)result;
    if (!time_read_interval(arguments[0].text, &interval))
        return datum_unknown();
    fill_up(&interval.months, &interval.days, 30);
    return time_make_interval(evaluator, interval);
}

Datum time_justify_hours(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Interval interval;
    (void)count;
    (void)result;
    if (!time_read_interval(arguments[0].text, &interval))
        return datum_unknown();
    fill_up(&interval.days, &interval.microseconds, TIME_DAY);
    return time_make_interval(evaluator, interval);
}

/* The last moment, not after the one that is given, which is whole strides from the origin. */
Datum time_bin(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Interval stride;
    int64_t moment, origin;
    (void)count;
    if (!time_read_interval(arguments[0].text, &stride) || !time_read(&arguments[1], &moment) ||
        !time_read(&arguments[2], &origin) || time_is_infinite(moment) || time_is_infinite(origin))
        return datum_unknown();
    Wide length = (Wide)stride.days * TIME_DAY + stride.microseconds, apart = (Wide)moment - origin;
    if (stride.months || length <= 0)
        return datum_error();
    Wide rest = apart % length;
    return time_make(evaluator, (int64_t)(moment - (rest < 0 ? rest + length : rest)), result);
}
