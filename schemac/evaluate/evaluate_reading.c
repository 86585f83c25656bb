/* evaluate_reading.c: moments and numbers that texts give by a template: to_date, to_timestamp, to_number.
 * Known are templates of whole fields, and texts that have every digit of them and the same marks between.
 *
 * PostgreSQL documentation, section 9.8. */
#include "evaluate/evaluate_time.h"

#include <string.h>

typedef enum Field {
    FIELD_YEAR,
    FIELD_MONTH,
    FIELD_DAY,
    FIELD_HOUR,
    FIELD_MINUTE,
    FIELD_SECOND,
    FIELDS
} Field;

static const struct {
    const char *pattern;
    Field field;
} patterns[] = {
    {"yyyy", FIELD_YEAR}, {"mm", FIELD_MONTH},  {"dd", FIELD_DAY},
    {"hh24", FIELD_HOUR}, {"mi", FIELD_MINUTE}, {"ss", FIELD_SECOND},
};

/* The digits of the field, two of an hour too; 0 where others stand there. */
static size_t digits_of(Text text, size_t at, Field field, int64_t *value)
{
    size_t count = field == FIELD_YEAR ? 4 : 2;
    Text digits = text_slice(text, at, at + count);
    for (size_t i = 0; i < digits.size; i++)
        if (digits.data[i] < '0' || digits.data[i] > '9')
            return 0;
    return digits.size == count && text_to_int64(digits, value) ? count : 0;
}

/* The number of the pattern that is there; how many there are where it is none. */
static size_t pattern_at(Text template, size_t at)
{
    size_t count = sizeof patterns / sizeof *patterns, i = 0;
    while (i < count &&
           !text_is_nocase(text_slice(template, at, at + strlen(patterns[i].pattern)), patterns[i].pattern))
        i++;
    return i;
}

static bool is_mark(char c)
{
    return c == ' ' || (c && strchr("-/.,:;", c));
}

/* False where the template or the text is of another kind. */
static bool read_fields(Text text, Text template, int64_t *fields)
{
    size_t at = 0;
    bool has_year = false;
    for (size_t i = 0; i < template.size;) {
        size_t pattern = pattern_at(template, i);
        if (pattern == sizeof patterns / sizeof *patterns) {
            if (at >= text.size || text.data[at] != template.data[i] || !is_mark(template.data[i]))
                return false;
            i++, at++;
            continue;
        }
        Field field = patterns[pattern].field;
        size_t digits = digits_of(text, at, field, &fields[field]);
        if (!digits)
            return false;
        has_year = has_year || field == FIELD_YEAR;
        i += strlen(patterns[pattern].pattern);
        at += digits;
    }
    return has_year && at == text.size;
}

static bool are_in_bounds(const int64_t *fields)
{
    return fields[FIELD_YEAR] > 0 && fields[FIELD_MONTH] >= 1 && fields[FIELD_MONTH] <= 12 &&
           fields[FIELD_DAY] >= 1 &&
           fields[FIELD_DAY] <= time_month_length(fields[FIELD_YEAR], fields[FIELD_MONTH]) &&
           fields[FIELD_HOUR] < 24 && fields[FIELD_MINUTE] < 60 && fields[FIELD_SECOND] < 60;
}

/* What a text with all fields gives; a date has no time of day. */
Datum format_to_moment(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    int64_t fields[FIELDS] = {[FIELD_MONTH] = 1, [FIELD_DAY] = 1};
    if (count != 2 || !type_is_text(&arguments[0].type) ||
        !read_fields(arguments[0].text, arguments[1].text, fields))
        return datum_unknown();
    if (!fields[FIELD_YEAR])
        return datum_unknown();
    if (!are_in_bounds(fields))
        return datum_error();
    int64_t seconds = (fields[FIELD_HOUR] * 60 + fields[FIELD_MINUTE]) * 60 + fields[FIELD_SECOND];
    int64_t day = time_days(fields[FIELD_YEAR], fields[FIELD_MONTH], fields[FIELD_DAY]) * TIME_DAY;
    bool is_date = type_code(&result) == TYPE_DATE;
    return time_make(evaluator, is_date ? day : day + seconds * TIME_SECOND, result);
}

/* Whole numbers of no more digits than the template has places. */
Datum format_to_number(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Text text = arguments[0].text, template = arguments[1].text;
    int64_t value;
    (void)evaluator;
    (void)count;
    for (size_t i = 0; i < template.size; i++)
        if (template.data[i] != '9' && template.data[i] != '0')
            return datum_unknown();
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] < '0' || text.data[i] > '9')
            return datum_unknown();
    if (!text.size || text.size > template.size || !text_to_int64(text, &value))
        return datum_unknown();
    size_t zeros = 0;
    while (zeros + 1 < text.size && text.data[zeros] == '0')
        zeros++;
    return datum_make(result, text_slice(text, zeros, text.size));
}
