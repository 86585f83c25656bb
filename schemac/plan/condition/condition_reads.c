/* condition_reads.c: texts that functions read as something else, and raise an error where they can't:
 * encoded bytes, names of time zones and of parts of dates, dates and numbers by a format. PostgreSQL
 * documentation: sections 9.5 (Binary String Functions), 9.8 (Data Type Formatting Functions) and 9.9.4 (AT
 * TIME ZONE). */
#include "plan/condition/condition_parts.h"

#include <string.h>

/* Names that every edition of the time zone database has. */
static const char zones[] =
    "UTC|GMT|Etc/UTC|Africa/(Cairo|Casablanca|Johannesburg|Lagos|Nairobi)"
    "|America/(Anchorage|Argentina/Buenos_Aires|Bogota|Caracas|Chicago|Denver|Halifax|Lima|Los_Angeles"
    "|Mexico_City|New_York|Phoenix|Santiago|Sao_Paulo|St_Johns|Toronto|Vancouver)"
    "|Asia/(Bangkok|Colombo|Dhaka|Dubai|Ho_Chi_Minh|Hong_Kong|Jakarta|Jerusalem|Karachi|Kathmandu|Kolkata"
    "|Kuala_Lumpur|Manila|Riyadh|Seoul|Shanghai|Singapore|Taipei|Tashkent|Tehran|Tokyo)"
    "|Atlantic/Reykjavik|Australia/(Adelaide|Brisbane|Darwin|Melbourne|Perth|Sydney)"
    "|Europe/(Amsterdam|Athens|Belgrade|Berlin|Brussels|Bucharest|Budapest|Copenhagen|Dublin|Helsinki"
    "|Istanbul|Lisbon|London|Madrid|Moscow|Oslo|Paris|Prague|Rome|Sofia|Stockholm|Vienna|Warsaw|Zurich)"
    "|Pacific/(Auckland|Fiji|Honolulu)";

static const char units[] = "year|quarter|month|week|day|hour|minute|second";

/* ---- by a format ---- */

/* What stands for a part of a date; those that others begin with come after these. */
static const struct {
    const char *part, *regex;
} parts[] = {
    {"YYYY", "(19|20)[0-9]{2}"},
    {"YY", "[0-9]{2}"},
    {"MM", "(0[1-9]|1[0-2])"},
    {"MONTH", "(January|March|May|July|August|October|December)"},
    {"MON", "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"},
    {"MS", "[0-9]{3}"},
    {"MI", "[0-5][0-9]"},
    {"DDD", "(0[1-9][0-9]|[12][0-9]{2}|3[0-5][0-9])"},
    {"DD", "(0[1-9]|1[0-9]|2[0-8])"},
    {"HH24", "([01][0-9]|2[0-3])"},
    {"HH12", "(0[1-9]|1[0-2])"},
    {"HH", "(0[1-9]|1[0-2])"},
    {"SS", "[0-5][0-9]"},
    {"US", "[0-9]{6}"},
    {"AM", "(AM|PM)"},
    {"PM", "(AM|PM)"},
};

static bool is_letter_or_digit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* The part that the text begins with, as its place in the list; how many there are where it is none. */
static size_t part_of(Text text)
{
    size_t count = sizeof parts / sizeof *parts, i = 0;
    while (i < count && !text_is_nocase(text_slice(text, 0, strlen(parts[i].part)), parts[i].part))
        i++;
    return i;
}

static void add_character(Buffer *regex, char c)
{
    if (!is_letter_or_digit(c))
        buffer_char(regex, '\\');
    buffer_char(regex, c);
}

/* Letters that stand for nothing stand between quotes; other characters for themselves. */
static bool of_moment(Text format, Buffer *regex)
{
    bool quoted = false;
    for (size_t i = 0; i < format.size;) {
        size_t part = quoted ? sizeof parts / sizeof *parts : part_of(text_slice(format, i, format.size));
        char c = format.data[i];
        if (part < sizeof parts / sizeof *parts) {
            buffer_string(regex, parts[part].regex);
            i += strlen(parts[part].part);
            continue;
        }
        if ((unsigned char)c < ' ' || (unsigned char)c > '~' || (!quoted && is_letter_or_digit(c)))
            return false;
        if (c == '"')
            quoted = !quoted;
        else
            add_character(regex, c);
        i++;
    }
    return !quoted;
}

/* Digits with what groups them and a point. */
static bool of_number(Text format, Buffer *regex)
{
    bool has_digits = false;
    for (size_t i = 0; i < format.size; i++) {
        has_digits = has_digits || format.data[i] == '9' || format.data[i] == '0';
        if (!strchr("90.,DG", format.data[i]))
            return false;
    }
    buffer_string(regex, "[1-9][0-9]*");
    return has_digits;
}

static bool of_encoding(Text format, Buffer *regex)
{
    static const struct {
        const char *name, *regex;
    } encodings[] = {
        {"hex", "([0-9A-Fa-f]{2})*"},
        {"base64", "([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"},
        {"escape", "[^\\\\]*"},
    };
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
        if (text_is_nocase(format, encodings[i].name)) {
            buffer_string(regex, encodings[i].regex);
            return true;
        }
    }
    return false;
}

/* ---- calls ---- */

static const struct {
    const char *name;
    bool (*regex)(Text format, Buffer *regex);
} formatted[] = {
    {"decode", of_encoding},
    {"to_date", of_moment},
    {"to_timestamp", of_moment},
    {"to_number", of_number},
};

static bool read_by_format(const Expr *call, Buffer *regex)
{
    const Expr *format = call->arguments.items[1];
    for (size_t i = 0; i < sizeof formatted / sizeof *formatted && format->kind == EXPR_STRING; i++)
        if (text_is(call->text, formatted[i].name))
            return formatted[i].regex(format->text, regex);
    return false;
}

bool condition_reads(const Expr *call, Buffer *regex)
{
    if (call->kind != EXPR_CALL || call->qualifier.size || call->arguments.count != 2)
        return false;
    buffer_string(regex, "^(");
    bool is_zone = text_is(call->text, "timezone"), is_unit = text_is(call->text, "date_trunc");
    if (is_zone || is_unit)
        buffer_string(regex, is_zone ? zones : units);
    bool is_known = is_zone || is_unit || read_by_format(call, regex);
    buffer_string(regex, ")$");
    return is_known;
}
