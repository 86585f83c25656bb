/* evaluate_format.c: to_char of moments and of whole numbers: the template patterns that need no locale.
 *
 * PostgreSQL documentation, section 9.8. */
#include "evaluate/evaluate_time.h"

#include "base/buffer.h"

#include <stdio.h>
#include <string.h>

static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};
static const char *const days[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                   "Thursday", "Friday", "Saturday"};

/* A moment in its fields. */
typedef struct Fields {
    Calendar date;
    int64_t of_year, of_week, week, week_year; /* days from 1; from Sunday, 0; the ISO week and its year */
    int64_t time;                              /* microseconds of the day */
} Fields;

static Fields fields_of(int64_t moment)
{
    int64_t day = time_floor(moment, TIME_DAY);
    Fields fields = {.date = time_calendar(day), .time = moment - day * TIME_DAY};
    fields.of_year = day - time_days(fields.date.year, 1, 1) + 1;
    fields.of_week = ((day + 6) % 7 + 7) % 7;
    int64_t thursday = day - (fields.of_week + 6) % 7 + 3;
    fields.week_year = time_calendar(thursday).year;
    fields.week = (thursday - time_days(fields.week_year, 1, 1)) / 7 + 1;
    return fields;
}

/* A pattern of numbers: its value, and the digits it is padded to. */
typedef struct Number {
    const char *pattern;
    int digits;
} Number;

/* Longer ones first where one begins another. */
static const Number numbers[] = {
    {"yyyy", 4}, {"iyyy", 4}, {"yyy", 3}, {"yy", 2}, {"y", 1},    {"hh24", 2},  {"hh12", 2},
    {"hh", 2},   {"mi", 2},   {"mm", 2},  {"ms", 3}, {"us", 6},   {"sssss", 1}, {"ssss", 1},
    {"ss", 2},   {"ddd", 3},  {"dd", 2},  {"d", 1},  {"iddd", 3}, {"id", 1},    {"iw", 2},
    {"ww", 2},   {"w", 1},    {"q", 1},   {"cc", 2},
};

static int64_t value_of(const Fields *fields, const char *pattern)
{
    int64_t year = fields->date.year, hour = fields->time / (3600 * TIME_SECOND),
            fraction = fields->time % TIME_SECOND;
    if (strcmp(pattern, "iyyy") == 0)
        return fields->week_year;
    if (pattern[0] == 'y')
        return strlen(pattern) == 4 ? year
                                    : year % (strlen(pattern) == 3   ? 1000
                                              : strlen(pattern) == 2 ? 100
                                                                     : 10);
    if (strcmp(pattern, "hh24") == 0)
        return hour;
    if (pattern[0] == 'h')
        return (hour + 11) % 12 + 1;
    if (strcmp(pattern, "mi") == 0)
        return fields->time / (60 * TIME_SECOND) % 60;
    if (pattern[0] == 'm')
        return pattern[1] == 'm' ? fields->date.month : fraction / 1000;
    if (pattern[0] == 'u')
        return fraction;
    if (pattern[0] == 's')
        return fields->time / TIME_SECOND % (pattern[2] ? 86400 : 60);
    if (pattern[0] == 'd')
        return pattern[1] == '\0' ? fields->of_week + 1 : pattern[2] ? fields->of_year : fields->date.day;
    if (strcmp(pattern, "iddd") == 0)
        return (fields->week - 1) * 7 + (fields->of_week + 6) % 7 + 1;
    if (pattern[0] == 'i')
        return pattern[1] == 'w' ? fields->week : (fields->of_week + 6) % 7 + 1;
    if (pattern[0] == 'w')
        return pattern[1] ? (fields->of_year - 1) / 7 + 1 : (fields->date.day - 1) / 7 + 1;
    return pattern[0] == 'q' ? (fields->date.month - 1) / 3 + 1 : (year + 99) / 100;
}

static bool begins(Text template, size_t at, const char *pattern)
{
    size_t size = strlen(pattern);
    return text_is_nocase(text_slice(template, at, at + size), pattern);
}

typedef struct Word {
    const char *pattern;
    const char *const *names;
    bool is_short; /* three letters of it */
} Word;

/* In the case of the pattern: MONTH, Month, month. Names that are not cut are nine characters wide. */
static void put_name(Buffer *out, const char *name, const Word *word, Text pattern, bool fill)
{
    size_t size = word->is_short ? 3 : strlen(name);
    bool capitals = pattern.data[1] < 'a', capital = pattern.data[0] < 'a';
    Text text = {name, size};
    for (size_t i = 0; i < size; i++) {
        char c = text.data[i], small = (char)(c | 0x20);
        buffer_char(out, capitals || (capital && i == 0) ? (char)(small - 0x20) : small);
    }
    for (size_t i = size; fill && !word->is_short && i < 9; i++)
        buffer_char(out, ' ');
}

/* A name of a month or day, or of a half of the day; gives the size of the pattern, 0: none. */
static size_t put_word(Buffer *out, const Fields *fields, Text template, size_t at, bool fill)
{
    static const Word words[] = {
        {"month", months, false}, {"mon", months, true}, {"day", days, false}, {"dy", days, true}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (begins(template, at, words[i].pattern)) {
            Text pattern = text_slice(template, at, at + strlen(words[i].pattern));
            int64_t number = words[i].names == months ? fields->date.month - 1 : fields->of_week;
            put_name(out, words[i].names[number], &words[i], pattern, fill);
            return pattern.size;
        }
    if (!begins(template, at, "am") && !begins(template, at, "pm"))
        return 0;
    bool late = fields->time >= TIME_DAY / 2, capitals = template.data[at] < 'a';
    buffer_string(out, capitals ? (late ? "PM" : "AM") : late ? "pm" : "am");
    return 2;
}

static size_t put_number(Buffer *out, const Fields *fields, Text template, size_t at, bool fill)
{
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (begins(template, at, numbers[i].pattern)) {
            buffer_format(out, "%0*lld", fill ? numbers[i].digits : 1,
                          (long long)value_of(fields, numbers[i].pattern));
            return strlen(numbers[i].pattern);
        }
    return 0;
}

/* Text in double quotes; gives its size with them, 0: none. */
static size_t put_quoted(Buffer *out, Text template, size_t at)
{
    size_t end = at + 1;
    if (template.data[at] != '"')
        return 0;
    while (end < template.size && template.data[end] != '"')
        end++;
    buffer_text(out, text_slice(template, at + 1, end));
    return end == template.size ? 0 : end + 1 - at;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* False where there is a pattern that is not known. */
static bool put_moment(Buffer *out, const Fields *fields, Text template)
{
    for (size_t at = 0; at < template.size;) {
        bool fill = !begins(template, at, "fm");
        at += fill ? 0 : 2;
        if (at == template.size || begins(template, at, "y,yyy"))
            return false;
        size_t size = put_word(out, fields, template, at, fill);
        size = size ? size : put_number(out, fields, template, at, fill);
        size = size ? size : put_quoted(out, template, at);
        bool is_suffixed = size && (begins(template, at + size, "th") || begins(template, at + size, "sp"));
        bool is_plain = !is_letter(template.data[at]) && (unsigned char)template.data[at] < 0x80 &&
                        !strchr("\"\\", template.data[at]) && fill;
        if (is_suffixed || (!size && !is_plain))
            return false;
        if (!size)
            buffer_char(out, template.data[at]);
        at += size ? size : 1;
    }
    return true;
}

/* Of 0 and 9 alone, perhaps after FM; of numbers from 0 on. */
static bool put_digits(Buffer *out, int64_t value, Text template)
{
    bool fill = !begins(template, 0, "fm");
    Text places = text_slice(template, fill ? 0 : 2, template.size);
    size_t nines = 0;
    char digits[24];
    for (size_t i = 0; i < places.size; i++) {
        if (places.data[i] != '0' && places.data[i] != '9')
            return false;
        nines += places.data[i] == '9' && nines == i;
    }
    int least = nines < places.size ? (int)(places.size - nines) : 1;
    int size = snprintf(digits, sizeof digits, "%0*lld", least < 20 ? least : 20, (long long)value);
    if (value < 0 || !places.size || least >= 20 || (size_t)size > places.size)
        return false;
    for (size_t i = (size_t)size; fill && i <= places.size; i++)
        buffer_char(out, ' ');
    buffer_string(out, digits);
    return true;
}

Datum format_to_char(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    TypeCode code = type_code(&arguments[0].type);
    bool is_moment = code == TYPE_TIMESTAMP || code == TYPE_TIMESTAMPTZ, done = false;
    Buffer out = {0};
    int64_t value;
    (void)count;
    if (is_moment && time_read(&arguments[0], &value) && !time_is_infinite(value)) {
        Fields fields = fields_of(value);
        done = fields.date.year > 0 && put_moment(&out, &fields, arguments[1].text);
    } else if (!is_moment && code != TYPE_INTERVAL && text_to_int64(arguments[0].text, &value)) {
        done = put_digits(&out, value, arguments[1].text);
    }
    Text text = text_copy(evaluator->arena, buffer_contents(&out));
    buffer_free(&out);
    return done ? datum_make(result, text) : datum_unknown();
}
