/* literal_value.c: literals of numbers, dates and times as whole numbers. */
#include "plan/domain/literal_value.h"

#include "model/literal.h"
#include "model/type_convert.h"
#include "plan/domain/domain.h"

#define SECOND INT64_C(1000000)

bool literal_is_whole(const ValueType *type)
{
    switch (type->kind) {
    case VALUE_BOOL:
    case VALUE_INT16:
    case VALUE_INT32:
    case VALUE_INT64:
        return true;
    default:
        return false;
    }
}

/* A decimal number times 10^scale. */
static bool scaled(Text literal, int scale, int64_t *value)
{
    bool negative = literal.size && literal.data[0] == '-';
    int after = -1;
    int64_t total = 0;
    size_t digits = 0;
    for (size_t i = literal.size && (negative || literal.data[0] == '+'); i < literal.size; i++) {
        char c = literal.data[i];
        if (c == '.' && after < 0) {
            after = 0;
            continue;
        }
        if (c < '0' || c > '9' || (after >= scale && c != '0'))
            return false;
        digits++;
        if (after >= scale)
            continue;
        after += after >= 0;
        if (__builtin_mul_overflow(total, 10, &total) || __builtin_add_overflow(total, c - '0', &total))
            return false;
    }
    for (int i = after < 0 ? 0 : after; i < scale; i++)
        if (__builtin_mul_overflow(total, 10, &total))
            return false;
    *value = negative ? -total : total;
    return digits > 0;
}

static bool two_digits(Text text, size_t at, int64_t *value)
{
    return text_to_int64(text_slice(text, at, at + 2), value);
}

/* HH:MM:SS with up to six digits after the point. */
static bool time_of(Text text, int64_t *value)
{
    int64_t hours = 0, minutes = 0, seconds = 0;
    if (text.size < 8 || !two_digits(text, 0, &hours) || !two_digits(text, 3, &minutes) ||
        !scaled(text_slice(text, 6, text.size), 6, &seconds))
        return false;
    *value = (hours * 3600 + minutes * 60) * SECOND + seconds;
    return true;
}

/* Dates of four-digit years in ISO form. */
static bool is_date(Text text)
{
    return text.size >= 10 && text.data[4] == '-' && text.data[7] == '-';
}

/* A timestamp in ISO form, or a date, which means its midnight; zones are UTC after literal_canonical. */
static bool timestamp_of(Text text, int64_t *value)
{
    int64_t time = 0;
    if (text_ends_with(text, TEXT("+00")))
        text = text_slice(text, 0, text.size - 3);
    if (!is_date(text) || (text.size > 10 && !time_of(text_slice(text, 11, text.size), &time)))
        return false;
    *value = domain_days(text) * 86400 * SECOND + time;
    return true;
}

static bool bool_of(Text text, int64_t *value)
{
    bool truth;
    if (!literal_bool(text, &truth))
        return false;
    *value = truth;
    return true;
}

bool literal_to_whole(Arena *arena, const TypeUse *base, const ValueType *type, Text literal, int64_t *value)
{
    Text number;
    switch (base->type->code) {
    case TYPE_DATE:
        literal = literal_canonical(arena, literal, base);
        *value = domain_days(literal);
        return is_date(literal) && literal.size == 10;
    case TYPE_TIMESTAMP:
    case TYPE_TIMESTAMPTZ:
        return timestamp_of(literal_canonical(arena, literal, base), value);
    case TYPE_TIME:
        return time_of(literal_canonical(arena, literal, base), value);
    case TYPE_BOOL:
        return bool_of(literal, value);
    case TYPE_MONEY:
        return literal_number(arena, literal, &number) && scaled(number, 2, value);
    default:
        return literal_number(arena, literal, &number) && scaled(number, type->scale, value);
    }
}

bool literal_is_endless(const TypeUse *base, Text literal)
{
    switch (base->dimensions ? TYPE_OTHER : type_code(base)) {
    case TYPE_DATE:
    case TYPE_TIMESTAMP:
    case TYPE_TIMESTAMPTZ:
        return text_is(literal, "infinity") || text_is(literal, "-infinity");
    case TYPE_FLOAT4:
    case TYPE_FLOAT8:
        return text_is(literal, "Infinity") || text_is(literal, "-Infinity") || text_is(literal, "NaN");
    default:
        return false;
    }
}

/* ---- intervals ---- */

/* "1 year 2 mons 3 days 04:05:06", as literal_interval spells it. */
bool literal_interval_parts(Arena *arena, Text text, LiteralInterval *result)
{
    Text canonical;
    int64_t amount = 0;
    *result = (LiteralInterval){0};
    if (!literal_interval(arena, text, TEXT(""), &canonical))
        return false;
    for (size_t i = 0; i < canonical.size;) {
        size_t end = i;
        while (end < canonical.size && canonical.data[end] != ' ')
            end++;
        Text word = text_slice(canonical, i, end);
        i = end + 1;
        if (text_starts_with(word, TEXT("year")))
            result->months += 12 * amount;
        else if (text_starts_with(word, TEXT("mon")))
            result->months += amount;
        else if (text_starts_with(word, TEXT("day")))
            result->days += amount;
        else if (text_contains(word, TEXT(":"))) {
            bool negative = word.data[0] == '-';
            TypeUse time = {.type = type_builtin(TEXT("time"))};
            ValueType kind = {.kind = VALUE_INT64};
            Text digits = negative || word.data[0] == '+' ? text_slice(word, 1, word.size) : word;
            if (!literal_to_whole(arena, &time, &kind, digits, &result->microseconds))
                return false;
            result->microseconds *= negative ? -1 : 1;
        } else if (!text_to_int64(word, &amount))
            return false;
    }
    return true;
}
