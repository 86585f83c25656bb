/* evaluate_time.h: moments and intervals as PostgreSQL reckons with them, in UTC.
 *
 * PostgreSQL documentation, sections 8.5 and 9.9. */
#ifndef SCHEMAC_EVALUATE_TIME_H
#define SCHEMAC_EVALUATE_TIME_H

#include "evaluate/evaluate_parts.h"

#define TIME_SECOND INT64_C(1000000)
#define TIME_DAY    (INT64_C(86400) * TIME_SECOND)

/* A date, timestamp or timestamptz in microseconds since 2000-01-01, a time since midnight; the infinities
 * are INT64_MIN and INT64_MAX. False where the text is not understood. */
bool time_read(const Datum *datum, int64_t *microseconds);

typedef struct Calendar {
    int64_t year, month, day;
} Calendar;

/* Days since 2000-01-01, and back. */
int64_t time_days(int64_t year, int64_t month, int64_t day);
Calendar time_calendar(int64_t days);
int64_t time_month_length(int64_t year, int64_t month);

/* The quotient rounded down. */
int64_t time_floor(int64_t value, int64_t unit);
bool time_is_infinite(int64_t moment);

typedef struct Interval {
    int64_t months, days, microseconds;
} Interval;

/* Reads what interval's output function prints. */
bool time_read_interval(Text text, Interval *interval);

/* Microseconds of months of 30 days, as intervals are compared. */
Wide time_interval_length(Interval interval);

/* A date, time or moment of the type: an error before 4713 BC and for moments after the year 294276, UNKNOWN
 * for dates after it. */
Datum time_make(Evaluator *evaluator, int64_t microseconds, TypeUse type);
Datum time_make_interval(Evaluator *evaluator, Interval interval);

/* Text of a date, time, moment or interval as the type has it: an error where there is no such day. */
Datum time_input(Evaluator *evaluator, Text text, const TypeUse *type);

/* From one of them to another. */
Datum time_cast(Evaluator *evaluator, const Datum *datum, const TypeUse *type);

/* + - * / between any of them, and with numbers, as the operator was resolved. */
Datum time_reckon(Evaluator *evaluator, char symbol, const Datum *left, const Datum *right, TypeUse result);

/* The functions of dates and times. */
Datum time_extract(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum time_truncate(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum time_make_date(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum time_is_finite(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum time_age(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum time_zone(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum time_overlaps(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);

/* ---- evaluate_time_parts.c: functions that put moments and intervals together */

Datum time_make_clock(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum time_make_moment(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum time_justify_days(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum time_justify_hours(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum time_bin(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);

/* ---- evaluate_format.c */

/* to_char of moments and whole numbers; UNKNOWN for patterns that depend on the locale or are rare. */
Datum format_to_char(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);

/* ---- evaluate_reading.c */

/* to_date, to_timestamp and to_number of a text and a template; UNKNOWN for what is not plain. */
Datum format_to_moment(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum format_to_number(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);

#endif
