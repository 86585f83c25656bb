/* evaluate_string.c: strings of UTF-8, their lengths, cases and parts. */
#include "evaluate/evaluate_string.h"

#include "base/utf8.h"
#include "evaluate/evaluate_range.h"

#include <string.h>

bool string_is_ascii(Text text)
{
    for (size_t i = 0; i < text.size; i++)
        if ((unsigned char)text.data[i] >= 0x80)
            return false;
    return true;
}

uint32_t string_next(Text text, size_t *at)
{
    uint32_t code = (unsigned char)text.data[*at];
    size_t size = utf8_decode(text, *at, &code);
    *at += size ? size : 1;
    return code;
}

static bool continues(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

size_t string_length(Text text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.size; i++)
        count += !continues(text.data[i]);
    return count;
}

size_t string_offset(Text text, size_t characters)
{
    size_t at = 0;
    for (; at < text.size && characters; characters--)
        for (at++; at < text.size && continues(text.data[at]);)
            at++;
    return at;
}

/* A text like the first argument's, with its collation. */
static Datum like(const Datum *argument, TypeUse type, Text text)
{
    Datum datum = datum_make(type, text);
    datum.collation = argument->collation;
    return datum;
}

static Datum taken(const Evaluator *evaluator, Buffer *out, const Datum *argument, TypeUse type)
{
    Text text = text_copy(evaluator->arena, buffer_contents(out));
    buffer_free(out);
    return like(argument, type, text);
}

static bool read_int(const Datum *datum, int64_t *value)
{
    return text_to_int64(datum->text, value);
}

/* ---- modifiers ---- */

static bool is_blank(Text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] != ' ')
            return false;
    return true;
}

Datum string_modify(Evaluator *evaluator, const Datum *datum, const TypeUse *type, bool is_explicit)
{
    size_t wanted = (size_t)type->modifiers[0], length = string_length(datum->text);
    if (length > wanted) {
        size_t cut = string_offset(datum->text, wanted);
        if (!is_explicit && !is_blank(text_slice(datum->text, cut, datum->text.size)))
            return datum_error();
        return like(datum, datum->type, text_slice(datum->text, 0, cut));
    }
    if (type_code(&datum->type) != TYPE_BPCHAR || length == wanted)
        return *datum;
    Buffer out = {0};
    buffer_text(&out, datum->text);
    buffer_repeat(&out, ' ', wanted - length);
    return taken(evaluator, &out, datum, datum->type);
}

Datum string_join(Evaluator *evaluator, const Datum *left, const Datum *right, TypeUse result)
{
    Text tail = right->text;
    TypeCode code = type_code(&result);
    if (!type_same(&left->type, &right->type) ||
        (code != TYPE_TEXT && code != TYPE_BYTEA && code != TYPE_VARBIT && code != TYPE_BIT))
        return datum_unknown();
    if (code == TYPE_BYTEA)
        tail = text_slice(tail, 2, tail.size);
    Datum joined =
        datum_make(result, text_format(evaluator->arena, "%.*s%.*s", TEXT_ARG(left->text), TEXT_ARG(tail)));
    joined.collation = datum_collation(left, right);
    return joined.text.size > DATUM_SIZE_LIMIT ? datum_unknown() : joined;
}

/* ---- lengths ---- */

static Text without_blanks(Text text)
{
    while (text.size && text.data[text.size - 1] == ' ')
        text.size--;
    return text;
}

Datum string_characters(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    switch (type_code(&arguments->type)) {
    case TYPE_BPCHAR:
        return datum_int(evaluator, (int64_t)string_length(without_blanks(arguments->text)));
    case TYPE_TEXT:
        return datum_int(evaluator, (int64_t)string_length(arguments->text));
    case TYPE_BYTEA:
        return datum_int(evaluator, (int64_t)(arguments->text.size / 2 - 1));
    case TYPE_BIT:
    case TYPE_VARBIT:
        return datum_int(evaluator, (int64_t)arguments->text.size);
    case TYPE_TSVECTOR:
        return string_lexemes(evaluator, arguments, count, result);
    default:
        return datum_unknown();
    }
}

static bool octets(const Datum *datum, int64_t *value)
{
    switch (type_code(&datum->type)) {
    case TYPE_BPCHAR:
    case TYPE_TEXT:
        *value = (int64_t)datum->text.size;
        return true;
    case TYPE_BYTEA:
        *value = (int64_t)(datum->text.size / 2 - 1);
        return true;
    case TYPE_BIT:
    case TYPE_VARBIT:
        *value = (int64_t)(datum->text.size + 7) / 8;
        return true;
    default:
        return false;
    }
}

Datum string_octets(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    int64_t value;
    (void)count;
    (void)result;
    return octets(arguments, &value) ? datum_int(evaluator, value) : datum_unknown();
}

Datum string_bits(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    int64_t value;
    TypeCode code = type_code(&arguments->type);
    if (code == TYPE_BIT || code == TYPE_VARBIT)
        return string_characters(evaluator, arguments, count, result);
    return octets(arguments, &value) ? datum_int(evaluator, value * 8) : datum_unknown();
}

/* ---- cases ---- */

static bool is_collation_c(Text collation)
{
    return text_is(collation, "C") || text_is(collation, "POSIX");
}

Datum string_fold(Evaluator *evaluator, const Datum *datum, bool upper)
{
    if (!string_is_ascii(datum->text) && !is_collation_c(datum->collation))
        return datum_unknown();
    return like(datum, datum->type, (upper ? text_upper : text_lower)(evaluator->arena, datum->text));
}

Datum string_lower(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)count;
    return type_code(&result) == TYPE_TEXT && type_code(&arguments->type) == TYPE_TEXT
               ? string_fold(evaluator, arguments, false)
               : range_bound(evaluator, arguments, false, result);
}

Datum string_upper(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)count;
    return type_code(&result) == TYPE_TEXT && type_code(&arguments->type) == TYPE_TEXT
               ? string_fold(evaluator, arguments, true)
               : range_bound(evaluator, arguments, true, result);
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The first letter after anything that is neither letter nor digit is upper case. */
Datum string_initcap(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Buffer out = {0};
    bool inside = false;
    (void)count;
    if (!string_is_ascii(arguments->text))
        return datum_unknown();
    for (size_t i = 0; i < arguments->text.size; i++) {
        char c = arguments->text.data[i];
        bool letter = is_letter(c);
        buffer_char(&out, letter ? (char)(inside ? c | 0x20 : c & ~0x20) : c);
        inside = letter || (c >= '0' && c <= '9');
    }
    return taken(evaluator, &out, arguments, result);
}

/* ---- trimming ---- */

/* The first character of a text that is not empty, or the last. */
static Text outer_character(Text text, bool at_end)
{
    size_t start = at_end ? text.size - 1 : 0, size = 1;
    while (at_end && start > 0 && ((unsigned char)text.data[start] & 0xC0) == 0x80)
        start--;
    while (start + size < text.size && ((unsigned char)text.data[start + size] & 0xC0) == 0x80)
        size++;
    return text_slice(text, start, start + size);
}

/* How many bytes at the start, or the end, are characters of the set. */
static size_t trimmed(Text text, Text set, bool at_end)
{
    Text rest = text;
    while (rest.size) {
        Text character = outer_character(rest, at_end);
        if (!text_contains(set, character))
            break;
        rest = text_slice(rest, at_end ? 0 : character.size, rest.size - (at_end ? character.size : 0));
    }
    return text.size - rest.size;
}

static Datum trim(const Datum *arguments, size_t count, TypeUse result, bool start, bool end)
{
    Text text = arguments[0].text, set = count > 1 ? arguments[1].text : TEXT(" ");
    if (type_code(&result) != TYPE_TEXT)
        return datum_unknown();
    if (set.size && start)
        text = text_slice(text, trimmed(text, set, false), text.size);
    if (set.size && end)
        text = text_slice(text, 0, text.size - trimmed(text, set, true));
    return like(arguments, result, text);
}

Datum string_btrim(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)evaluator;
    return trim(arguments, count, result, true, true);
}

Datum string_ltrim(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)evaluator;
    return trim(arguments, count, result, true, false);
}

Datum string_rtrim(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)evaluator;
    return trim(arguments, count, result, false, true);
}

/* ---- parts ---- */

static Text characters(Text text, size_t start, size_t end)
{
    return text_slice(text, string_offset(text, start), string_offset(text, end));
}

/* The first n characters, or all but the last −n. */
Datum string_left(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    int64_t wanted, length = (int64_t)string_length(arguments[0].text);
    (void)evaluator;
    (void)count;
    if (!read_int(&arguments[1], &wanted) || wanted == INT32_MIN)
        return datum_unknown();
    wanted = wanted < 0 ? length + wanted : wanted;
    return like(arguments, result, characters(arguments[0].text, 0, wanted < 0 ? 0 : (size_t)wanted));
}

/* The last n characters, or all but the first −n. */
Datum string_right(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    int64_t wanted, length = (int64_t)string_length(arguments[0].text);
    (void)evaluator;
    (void)count;
    if (!read_int(&arguments[1], &wanted) || wanted == INT32_MIN)
        return datum_unknown();
    int64_t start = wanted < 0 ? -wanted : length - wanted;
    return like(arguments, result,
                characters(arguments[0].text, start < 0 ? 0 : (size_t)start, (size_t)length));
}

/* Of text by numbers: places before the first count as if something stood there. */
Datum string_substring(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    int64_t start, length, size = (int64_t)string_length(arguments[0].text), end = size + 1;
    bool is_bytes = type_code(&result) == TYPE_BYTEA;
    if ((type_code(&result) != TYPE_TEXT && !is_bytes) || !type_is_integer(&arguments[1].type) ||
        !read_int(&arguments[1], &start))
        return datum_unknown();
    if (is_bytes)
        end = size / 2;
    if (count > 2) {
        if (!read_int(&arguments[2], &length))
            return datum_unknown();
        if (length < 0)
            return datum_error();
        end = start + length < end ? start + length : end;
    }
    start = start < 1 ? 1 : start;
    end = end < start ? start : end;
    if (is_bytes)
        return datum_make(
            result, text_format(evaluator->arena, "\\x%.*s",
                                TEXT_ARG(text_slice(arguments[0].text, (size_t)start * 2, (size_t)end * 2))));
    return like(arguments, result, characters(arguments[0].text, (size_t)start - 1, (size_t)end - 1));
}

/* Of texts: what follows goes on after so many characters as are put there, or as the last argument says. */
Datum string_overlay(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    int64_t start, length = (int64_t)string_length(arguments[1].text);
    if (type_code(&result) != TYPE_TEXT || !read_int(&arguments[2], &start) ||
        (count > 3 && !read_int(&arguments[3], &length)))
        return datum_unknown();
    if (start < 1 || start + length > INT32_MAX)
        return datum_error();
    int64_t rest = start + length - 1;
    Text before = characters(arguments[0].text, 0, (size_t)start - 1),
         after = characters(arguments[0].text, rest < 0 ? 0 : (size_t)rest, SIZE_MAX);
    return like(arguments, result,
                text_format(evaluator->arena, "%.*s%.*s%.*s", TEXT_ARG(before), TEXT_ARG(arguments[1].text),
                            TEXT_ARG(after)));
}

static size_t find(Text text, Text part, size_t from)
{
    for (size_t at = from; at + part.size <= text.size; at++)
        if (part.size == 0 || memcmp(text.data + at, part.data, part.size) == 0)
            return at;
    return SIZE_MAX;
}

Datum string_position(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)count;
    (void)result;
    if (type_code(&arguments[0].type) != TYPE_TEXT)
        return datum_unknown();
    size_t at = find(arguments[0].text, arguments[1].text, 0);
    if (at == SIZE_MAX)
        return datum_int(evaluator, 0);
    return datum_int(evaluator, (int64_t)string_length(text_slice(arguments[0].text, 0, at)) + 1);
}

Datum string_replace(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Text text = arguments[0].text, from = arguments[1].text, to = arguments[2].text;
    Buffer out = {0};
    size_t at = 0, next;
    (void)count;
    if (from.size == 0)
        return like(arguments, result, text);
    while ((next = find(text, from, at)) != SIZE_MAX && out.size <= DATUM_SIZE_LIMIT) {
        buffer_text(&out, text_slice(text, at, next));
        buffer_text(&out, to);
        at = next + from.size;
    }
    buffer_text(&out, text_slice(text, at, text.size));
    Datum datum = taken(evaluator, &out, arguments, result);
    return datum.text.size > DATUM_SIZE_LIMIT ? datum_unknown() : datum;
}

/* Each character of the second argument becomes that of the third at its place, or goes. */
Datum string_translate(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Buffer out = {0};
    Text text = arguments[0].text, from = arguments[1].text, to = arguments[2].text;
    (void)count;
    if (!string_is_ascii(from) || !string_is_ascii(to))
        return datum_unknown();
    for (size_t i = 0; i < text.size; i++) {
        const char *place = from.size ? memchr(from.data, text.data[i], from.size) : NULL;
        size_t index = place ? (size_t)(place - from.data) : 0;
        if (!place)
            buffer_char(&out, text.data[i]);
        else if (index < to.size)
            buffer_char(&out, to.data[index]);
    }
    return taken(evaluator, &out, arguments, result);
}

/* ---- fields between separators ---- */

static size_t field_count(Text text, Text separator)
{
    size_t count = 1;
    for (size_t at = 0; (at = find(text, separator, at)) != SIZE_MAX; at += separator.size)
        count++;
    return count;
}

static Text field_at(Text text, Text separator, size_t index)
{
    size_t at = 0, next;
    for (;; index--) {
        next = find(text, separator, at);
        if (index == 0)
            return text_slice(text, at, next == SIZE_MAX ? text.size : next);
        at = next + separator.size;
    }
}

/* Negative numbers count from the end, from version 14 on. */
Datum string_split_part(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Text text = arguments[0].text, separator = arguments[1].text;
    int64_t wanted;
    (void)evaluator;
    (void)count;
    if (!read_int(&arguments[2], &wanted) || wanted < 0)
        return datum_unknown();
    if (wanted == 0)
        return datum_error();
    if (text.size == 0 || separator.size == 0)
        return like(arguments, result, wanted == 1 ? text : (Text){"", 0});
    if ((uint64_t)wanted > field_count(text, separator))
        return like(arguments, result, (Text){"", 0});
    return like(arguments, result, field_at(text, separator, (size_t)wanted - 1));
}

/* ---- repeating ---- */

Datum string_repeat(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Buffer out = {0};
    int64_t times;
    (void)count;
    if (!read_int(&arguments[1], &times) ||
        (times > 0 && (uint64_t)times * arguments[0].text.size > DATUM_SIZE_LIMIT))
        return datum_unknown();
    for (int64_t i = 0; i < times && arguments[0].text.size; i++)
        buffer_text(&out, arguments[0].text);
    return taken(evaluator, &out, arguments, result);
}

static Datum pad(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result, bool left)
{
    Text text = arguments[0].text, fill = count > 2 ? arguments[2].text : TEXT(" ");
    Buffer out = {0};
    int64_t wanted;
    size_t length = string_length(text), fills = string_length(fill);
    if (!read_int(&arguments[1], &wanted) || wanted > DATUM_SIZE_LIMIT / 4)
        return datum_unknown();
    size_t full = wanted < 0 ? 0 : (size_t)wanted;
    size_t missing = full > length && fills ? full - length : 0;
    if (!left)
        buffer_text(&out, characters(text, 0, full));
    for (size_t i = 0; i < missing; i++)
        buffer_text(&out, characters(fill, i % fills, i % fills + 1));
    if (left)
        buffer_text(&out, characters(text, 0, full));
    return taken(evaluator, &out, arguments, result);
}

Datum string_lpad(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    return pad(evaluator, arguments, count, result, true);
}

Datum string_rpad(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    return pad(evaluator, arguments, count, result, false);
}

Datum string_reverse(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Buffer out = {0};
    Text text = arguments[0].text;
    (void)count;
    for (size_t end = text.size; end > 0;) {
        size_t start = end - 1;
        while (start > 0 && continues(text.data[start]))
            start--;
        buffer_text(&out, text_slice(text, start, end));
        end = start;
    }
    return taken(evaluator, &out, arguments, result);
}

Datum string_starts_with(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)evaluator;
    (void)count;
    (void)result;
    if (type_code(&arguments[0].type) != TYPE_TEXT)
        return datum_unknown();
    return datum_bool(text_starts_with(arguments[0].text, arguments[1].text));
}
