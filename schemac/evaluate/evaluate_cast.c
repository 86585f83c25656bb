/* evaluate_cast.c: from one type to another: PostgreSQL's input functions, its casts, modifiers
 * and domains. */
#include "evaluate/evaluate_parts.h"

#include "base/buffer.h"
#include "evaluate/evaluate_array.h"
#include "evaluate/evaluate_json.h"
#include "evaluate/evaluate_network.h"
#include "evaluate/evaluate_number.h"
#include "evaluate/evaluate_range.h"
#include "evaluate/evaluate_string.h"
#include "evaluate/evaluate_time.h"
#include "model/literal.h"

#include <string.h>

enum {
    NAME_BYTES = 63
};

static bool is_about_time(TypeCode code)
{
    return code >= TYPE_DATE && code <= TYPE_INTERVAL;
}

static bool is_text_code(TypeCode code)
{
    return code >= TYPE_TEXT && code <= TYPE_CITEXT;
}

/* ---- input ---- */

static Datum input_bool(Text text)
{
    bool value;
    return literal_bool(text, &value) ? datum_bool(value) : datum_error();
}

static Datum input_enum(Text text, TypeUse type)
{
    for (size_t i = 0; i < type.type->labels.count; i++)
        if (text_equal(type.type->labels.items[i], text))
            return datum_make(type, text);
    return datum_error();
}

/* Pairs of hexadecimal digits after \x, or other plain text. */
static bool is_hexadecimal(Text text)
{
    for (size_t i = 2; i < text.size; i++)
        if (!strchr("0123456789abcdef", text.data[i]))
            return false;
    return text.size % 2 == 0;
}

/* One byte of the escape form: itself, "\\\\", or a backslash and three octal digits; -1 where it is none. */
static int escaped_byte(Text text, size_t *at)
{
    const char *rest = text.data + *at;
    size_t left = text.size - *at;
    if (*rest != '\\')
        return (unsigned char)text.data[(*at)++];
    if (left >= 2 && rest[1] == '\\')
        return *at += 2, '\\';
    if (left < 4 || rest[1] < '0' || rest[1] > '3' || rest[2] < '0' || rest[2] > '7' || rest[3] < '0' ||
        rest[3] > '7')
        return -1;
    *at += 4;
    return (rest[1] - '0') * 64 + (rest[2] - '0') * 8 + rest[3] - '0';
}

static Datum input_escaped(Evaluator *evaluator, Text text, TypeUse type)
{
    Buffer out = {0};
    int byte = 0;
    buffer_text(&out, TEXT("\\x"));
    for (size_t at = 0; at < text.size && byte >= 0;) {
        byte = escaped_byte(text, &at);
        buffer_format(&out, "%02x", (unsigned)byte);
    }
    Text hex = text_copy(evaluator->arena, buffer_contents(&out));
    buffer_free(&out);
    return byte < 0 ? datum_error() : datum_make(type, hex);
}

static Datum input_bytes(Evaluator *evaluator, Text text, TypeUse type)
{
    Text canonical = literal_canonical(evaluator->arena, text, &type);
    if (!text_starts_with(canonical, TEXT("\\x")))
        return input_escaped(evaluator, text, type);
    return is_hexadecimal(canonical) ? datum_make(type, canonical) : datum_unknown();
}

/* Hexadecimal digits in groups of 8, 4, 4, 4 and 12. */
static bool is_uuid(Text text)
{
    for (size_t i = 0; i < text.size; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text.data[i] != '-' : !strchr("0123456789abcdef", text.data[i]))
            return false;
    }
    return text.size == 36;
}

/* 32 digits with hyphens between and braces around them; which of those may be missing is the server's to
 * say. */
static Datum input_uuid(Evaluator *evaluator, Text text, TypeUse type)
{
    size_t digits = 0;
    Text lower = text_lower(evaluator->arena, text);
    if (is_uuid(lower))
        return datum_make(type, lower);
    for (size_t i = 0; i < lower.size; i++) {
        if (!strchr("0123456789abcdef-{}", lower.data[i]))
            return datum_error();
        digits += !strchr("-{}", lower.data[i]);
    }
    bool bare = digits == 32 && lower.size == 32;
    return digits != 32 ? datum_error()
           : bare       ? datum_make(type, literal_canonical(evaluator->arena, text, &type))
                        : datum_unknown();
}

static Datum input_bits(Text text, TypeUse type)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] != '0' && text.data[i] != '1')
            return datum_unknown();
    return datum_make(type, text);
}

static Datum input_json(Evaluator *evaluator, Text text, TypeUse type)
{
    Text canonical;
    Datum valid = json_is(evaluator, text, TEXT("json"));
    if (valid.state == EVALUATED_VALUE && datum_is_false(&valid))
        return datum_error();
    if (valid.state != EVALUATED_VALUE || !literal_jsonb(evaluator->arena, text, &canonical))
        return datum_unknown();
    return datum_make(type, type_code(&type) == TYPE_JSON ? text : canonical);
}

static Datum input_base(Evaluator *evaluator, Text text, const TypeUse *type)
{
    TypeUse plain = type_plain(type);
    TypeCode code = type_code(&plain);
    if (is_text_code(code) || code == TYPE_CHAR)
        return datum_make(plain, code == TYPE_CHAR ? text_slice(text, 0, 1) : text);
    if (is_about_time(code))
        return time_input(evaluator, text, type);
    if (type_is_number(&plain) || (code == TYPE_OID && text_is(plain.type->name, "oid")))
        return number_input(evaluator, text, type);
    switch (code) {
    case TYPE_BOOL:
        return input_bool(text);
    case TYPE_BYTEA:
        return input_bytes(evaluator, text, plain);
    case TYPE_UUID:
        return input_uuid(evaluator, text, plain);
    case TYPE_BIT:
    case TYPE_VARBIT:
        return input_bits(text, plain);
    case TYPE_JSON:
    case TYPE_JSONB:
        return input_json(evaluator, text, plain);
    case TYPE_INET:
    case TYPE_CIDR:
        return network_input(evaluator, text, plain);
    case TYPE_MONEY:
    case TYPE_LTREE:
    case TYPE_LQUERY:
    case TYPE_JSONPATH:
        return datum_make(plain, literal_canonical(evaluator->arena, text, &plain));
    default:
        return text.size == 0 && code != TYPE_OTHER ? datum_make(plain, text) : datum_unknown();
    }
}

Datum datum_input(Evaluator *evaluator, Text text, const TypeUse *type)
{
    TypeUse plain = type_plain(type);
    if (!type_is_known(&plain))
        return datum_unknown();
    if (plain.dimensions)
        return array_input(evaluator, text, plain);
    switch (plain.type->kind) {
    case TYPE_ENUM:
        return input_enum(text, plain);
    case TYPE_RANGE:
    case TYPE_MULTIRANGE:
        return range_input(evaluator, text, plain);
    case TYPE_COMPOSITE:
        return array_row_input(evaluator, text, plain);
    default:
        return input_base(evaluator, text, type);
    }
}

/* ---- from type to type ---- */

/* What a value becomes as text. */
static Datum to_text(Evaluator *evaluator, const Datum *datum, TypeUse type)
{
    Datum text = datum_make(type, datum->text);
    text.collation = datum->collation;
    switch (type_code(&datum->type)) {
    case TYPE_BOOL:
        text.text = datum_is_true(datum) ? TEXT("true") : TEXT("false");
        break;
    case TYPE_BPCHAR:
        while (text.text.size && text.text.data[text.text.size - 1] == ' ')
            text.text.size--;
        break;
    case TYPE_INET:
        return network_to_text(evaluator, datum, type);
    case TYPE_CHAR:
    case TYPE_OTHER:
    case TYPE_MONEY:
        return datum_unknown();
    default:
        break;
    }
    if (type_code(&type) == TYPE_NAME && text.text.size > NAME_BYTES)
        return datum_unknown();
    return text;
}

static Datum bool_to_int(Evaluator *evaluator, const Datum *datum)
{
    return datum_int(evaluator, datum_is_true(datum));
}

static Datum int_to_bool(const Datum *datum)
{
    return datum_bool(!text_is(datum->text, "0"));
}

/* A number or boolean that stands alone in a jsonb. */
static Datum json_to_scalar(Evaluator *evaluator, const Datum *datum, TypeUse type)
{
    bool truth = text_is(datum->text, "true"), falsehood = text_is(datum->text, "false");
    if (type_code(&type) == TYPE_BOOL)
        return truth || falsehood             ? datum_bool(truth)
               : text_is(datum->text, "null") ? datum_unknown()
                                              : datum_error();
    if (truth || falsehood || (datum->text.size && strchr("\"{[", datum->text.data[0])))
        return datum_error();
    TypeUse numeric = type_of_code("numeric");
    Datum number = number_input(evaluator, datum->text, &numeric);
    return number.state == EVALUATED_VALUE ? number_cast(evaluator, &number, type) : datum_unknown();
}

/* Without signs of currency, which are the locale's. */
static Datum to_money(Evaluator *evaluator, const Datum *datum, TypeUse type)
{
    Exact value;
    if (!exact_read(datum->text, &value) || !exact_rescale(value, 2, &value))
        return datum_unknown();
    return datum_make(type, exact_print(evaluator->arena, value));
}

static Datum between_bases(Evaluator *evaluator, const Datum *datum, const TypeUse *type)
{
    TypeUse plain = type_plain(type);
    TypeCode from = type_code(&datum->type), to = type_code(&plain);
    if (type_is_number(&datum->type) && (type_is_number(&plain) || to == TYPE_OID))
        return number_cast(evaluator, datum, plain);
    if (is_about_time(from) && is_about_time(to))
        return time_cast(evaluator, datum, type);
    if (from == TYPE_BOOL && to == TYPE_INT4)
        return bool_to_int(evaluator, datum);
    if (from == TYPE_INT4 && to == TYPE_BOOL)
        return int_to_bool(datum);
    if (from == TYPE_JSONB && (type_is_number(&plain) || to == TYPE_BOOL))
        return json_to_scalar(evaluator, datum, plain);
    if ((from == TYPE_JSON && to == TYPE_JSONB) || (from == TYPE_JSONB && to == TYPE_JSON))
        return input_json(evaluator, datum->text, plain);
    if ((from == TYPE_BIT || from == TYPE_VARBIT) && (to == TYPE_BIT || to == TYPE_VARBIT))
        return datum_make(plain, datum->text);
    if (from == TYPE_CIDR && to == TYPE_INET)
        return network_of_cidr(datum, plain);
    if (type_is_number(&datum->type) && to == TYPE_MONEY)
        return to_money(evaluator, datum, plain);
    return datum_unknown();
}

/* Only an explicit cast reads a text; a bpchar's blanks are gone before it does. */
static Datum from_text(Evaluator *evaluator, const Datum *datum, const TypeUse *type)
{
    TypeUse text = type_of_code("text");
    Datum plain = to_text(evaluator, datum, text);
    return plain.state == EVALUATED_VALUE ? datum_input(evaluator, plain.text, type) : plain;
}

static Datum convert(Evaluator *evaluator, const Datum *datum, const TypeUse *type)
{
    TypeUse plain = type_plain(type);
    if (type_is_unknown(&datum->type))
        return datum_input(evaluator, datum->text, type);
    if (type_same(&datum->type, &plain))
        return *datum;
    bool text = is_text_code(type_code(&plain)), was_text = is_text_code(type_code(&datum->type));
    if (text)
        return to_text(evaluator, datum, plain);
    if (was_text)
        return from_text(evaluator, datum, type);
    if (plain.dimensions && datum->type.dimensions)
        return array_cast(evaluator, datum, plain);
    if (plain.dimensions || datum->type.dimensions || plain.type->kind != TYPE_BASE ||
        datum->type.type->kind != TYPE_BASE)
        return datum_unknown();
    return between_bases(evaluator, datum, type);
}

/* ---- modifiers ---- */

static Datum modify_bits(const Datum *datum, const TypeUse *type)
{
    size_t length = (size_t)type->modifiers[0];
    if (datum->text.size == length || (type_code(type) == TYPE_VARBIT && datum->text.size < length))
        return *datum;
    return datum_unknown();
}

/* Rounds to so many digits of a second. */
static Datum modify_time(Evaluator *evaluator, const Datum *datum, const TypeUse *type)
{
    int64_t moment, unit = 1;
    if (type_code(&datum->type) == TYPE_INTERVAL || type->modifiers[0] < 0 || type->modifiers[0] > 6 ||
        !time_read(datum, &moment))
        return datum_unknown();
    for (int digits = type->modifiers[0]; digits < 6; digits++)
        unit *= 10;
    if (time_is_infinite(moment) || unit == 1)
        return *datum;
    moment = moment >= 0 ? (moment + unit / 2) / unit * unit : -((-moment + unit / 2) / unit * unit);
    return time_make(evaluator, moment, datum->type);
}

static Datum modify(Evaluator *evaluator, const Datum *datum, const TypeUse *type, bool is_explicit)
{
    TypeCode code = type_code(type);
    if (type->fields.size)
        return datum_unknown();
    if (type->modifier_count == 0)
        return *datum;
    if (type->dimensions)
        return array_modify(evaluator, datum, type);
    if (code == TYPE_VARCHAR || code == TYPE_BPCHAR)
        return string_modify(evaluator, datum, type, is_explicit);
    if (code == TYPE_NUMERIC)
        return number_modify(evaluator, datum, type);
    if (is_about_time(code))
        return modify_time(evaluator, datum, type);
    return code == TYPE_BIT || code == TYPE_VARBIT ? modify_bits(datum, type) : datum_unknown();
}

/* ---- domains ---- */

/* The value where the domain, and those below it, take it; an error where one does not. */
static Datum in_domain(Evaluator *evaluator, Datum datum, const Type *domain)
{
    EvaluateScope scope = {.schema = evaluator->scope->schema,
                           .now = evaluator->scope->now,
                           .reads_now = evaluator->scope->reads_now};
    scope.value = datum.text;
    scope.value_null = datum.state == EVALUATED_NULL;
    for (const Type *at = domain; at && at->kind == TYPE_DOMAIN; at = at->base.type) {
        TypeUse use = {.type = at};
        scope.value_type = &use;
        if (at->not_null && scope.value_null)
            return datum_error();
        for (size_t i = 0; i < at->checks.count; i++) {
            Truth truth = evaluate_truth(evaluator->arena, at->checks.items[i]->expr, &scope);
            if (truth == TRUTH_UNKNOWN)
                return datum_unknown();
            if (truth == TRUTH_FALSE || truth == TRUTH_ERROR)
                return datum_error();
        }
        if (at->base.dimensions)
            break;
    }
    return datum;
}

Datum datum_cast(Evaluator *evaluator, Datum datum, const TypeUse *type, bool is_explicit)
{
    TypeUse plain = type_plain(type), base = type_base(type);
    bool domain = type->type && type->type->kind == TYPE_DOMAIN && type->dimensions == 0;
    if (!type_is_known(&plain))
        return datum_unknown();
    if (datum.state == EVALUATED_ERROR || datum.state == EVALUATED_UNKNOWN)
        return datum;
    Datum result = datum_null(plain);
    if (datum.is_near && (!type_same(&datum.type, &plain) || type->modifier_count || domain))
        return datum_unknown();
    if (datum.state == EVALUATED_VALUE) {
        if (!is_explicit && !type_converts(&datum.type, &plain))
            return datum_unknown();
        result = convert(evaluator, &datum, &base);
        if (result.state == EVALUATED_VALUE)
            result = modify(evaluator, &result, &base, is_explicit);
    }
    result.collation = datum.collation;
    bool there = result.state == EVALUATED_VALUE || result.state == EVALUATED_NULL;
    return domain && there ? in_domain(evaluator, result, type->type) : result;
}
