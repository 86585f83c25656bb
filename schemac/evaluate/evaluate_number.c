/* evaluate_number.c: numbers: read, printed, cast, compared, reckoned with. */
#include "evaluate/evaluate_number.h"

#include "model/literal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool number_is_float(const TypeUse *type)
{
    TypeCode code = type_code(type);
    return code == TYPE_FLOAT4 || code == TYPE_FLOAT8;
}

/* ---- integers ---- */

bool number_range(const TypeUse *type, int64_t *low, int64_t *high)
{
    switch (type_code(type)) {
    case TYPE_INT2:
        *low = INT16_MIN;
        *high = INT16_MAX;
        return true;
    case TYPE_INT4:
        *low = INT32_MIN;
        *high = INT32_MAX;
        return true;
    case TYPE_INT8:
        *low = INT64_MIN;
        *high = INT64_MAX;
        return true;
    case TYPE_OID:
        *low = 0;
        *high = UINT32_MAX;
        return true;
    default:
        return false;
    }
}

Datum datum_integer(Evaluator *evaluator, Wide value, TypeUse type)
{
    int64_t low, high;
    if (!number_range(&type, &low, &high))
        return datum_unknown();
    if (value < low || value > high)
        return datum_error();
    return datum_make(type, text_format(evaluator->arena, "%lld", (long long)value));
}

Datum datum_int(Evaluator *evaluator, int64_t value)
{
    return datum_integer(evaluator, value, type_of_code("int4"));
}

Datum number_make(Evaluator *evaluator, Exact value, TypeUse type)
{
    if (type_code(&type) == TYPE_NUMERIC)
        return datum_make(type, exact_print(evaluator->arena, value));
    Exact whole;
    return exact_rescale(value, 0, &whole) ? datum_integer(evaluator, whole.digits, type) : datum_unknown();
}

/* ---- floating point ---- */

/* Whole parts without the mathematics library: numbers from 2^52 on are whole. */
double number_cut(double value)
{
    const double whole_from = 4503599627370496.0;
    return fabs(value) < whole_from ? copysign((double)(int64_t)value, value) : value;
}

/* Halves go to the even number. */
double number_nearest(double value)
{
    double whole = number_cut(value), rest = fabs(value - whole);
    bool odd = number_cut(whole / 2) * 2 != whole;
    return rest > 0.5 || (rest == 0.5 && odd) ? whole + copysign(1, value) : whole;
}

bool number_read_float(const Datum *datum, double *value)
{
    char buffer[400], *end;
    if (datum->text.size == 0 || datum->text.size >= sizeof buffer)
        return false;
    memcpy(buffer, datum->text.data, datum->text.size);
    buffer[datum->text.size] = '\0';
    if (strpbrk(buffer, "xXpP_ "))
        return false;
    *value = type_code(&datum->type) == TYPE_FLOAT4 ? (double)strtof(buffer, &end) : strtod(buffer, &end);
    return *end == '\0';
}

/* Digits of a mantissa and the exponent of its first one, as PostgreSQL lays them out. */
static Text lay_out(Arena *arena, const char *digits, int exponent, bool negative, int widest)
{
    const char *sign = negative ? "-" : "";
    int count = (int)strlen(digits);
    if (exponent < -4 || exponent >= widest)
        return text_format(arena, "%s%c%s%se%c%02d", sign, digits[0], count > 1 ? "." : "", digits + 1,
                           exponent < 0 ? '-' : '+', abs(exponent));
    if (exponent < 0)
        return text_format(arena, "%s0.%.*s%s", sign, -exponent - 1, "000", digits);
    if (exponent >= count - 1)
        return text_format(arena, "%s%s%.*s", sign, digits, exponent - count + 1, "0000000000000000");
    return text_format(arena, "%s%.*s.%s", sign, exponent + 1, digits, digits + exponent + 1);
}

/* Whether the text, which reads back as the value, lies on or hardly beside the middle between it and one of
 * its neighbours: the output functions take no such text. */
static bool is_in_the_middle(const char *text, double value, bool single)
{
    union {
        double real;
        uint64_t bits;
    } wide = {.real = value}, above = {.bits = wide.bits + 1}, below = {.bits = wide.bits - 1};
    union {
        float real;
        uint32_t bits;
    } narrow = {.real = (float)value}, next = {.bits = narrow.bits + 1}, last = {.bits = narrow.bits - 1};
    long double up = single ? (long double)next.real : (long double)above.real;
    long double down = single ? (long double)last.real : (long double)below.real;
    long double read = single ? (long double)strtod(text, NULL) : strtold(text, NULL);
    return read == (value + up) / 2 || read == (value + down) / 2;
}

/* The fewest digits of a positive number that read back the same. False where that is not certain: beside the
 * middle between neighbours, and for powers of two, whose neighbours are not evenly far. */
static bool shortest(double value, bool single, char *digits, int *exponent)
{
    char text[40];
    int most = single ? 9 : 17, unused;
    for (int count = 1; count <= most; count++) {
        snprintf(text, sizeof text, "%.*e", count - 1, value);
        bool same = single ? strtof(text, NULL) == (float)value : strtod(text, NULL) == value;
        if (!same)
            continue;
        char *at = digits;
        for (const char *from = text; *from != 'e'; from++)
            if (*from != '.')
                *at++ = *from;
        *at = '\0';
        *exponent = atoi(strchr(text, 'e') + 1);
        return !is_in_the_middle(text, value, single) && (count < most - 1 || frexp(value, &unused) != 0.5);
    }
    return false;
}

Datum number_make_float(Evaluator *evaluator, double value, TypeUse type)
{
    bool single = type_code(&type) == TYPE_FLOAT4;
    char digits[40];
    int exponent;
    if (isnan(value))
        return datum_make(type, TEXT("NaN"));
    if (isinf(value))
        return datum_make(type, value < 0 ? TEXT("-Infinity") : TEXT("Infinity"));
    if (value == 0)
        return datum_make(type, signbit(value) ? TEXT("-0") : TEXT("0"));
    if (!shortest(fabs(value), single, digits, &exponent))
        return datum_unknown();
    return datum_make(type, lay_out(evaluator->arena, digits, exponent, value < 0, single ? 6 : 15));
}

/* A result of numbers that are not infinite is not either, and not 0 unless it may be. */
Datum number_checked_float(Evaluator *evaluator, double value, bool may_be_infinite, bool may_be_zero,
                           TypeUse type)
{
    if (type_code(&type) == TYPE_FLOAT4)
        value = (double)(float)value;
    if ((isinf(value) && !may_be_infinite) || (value == 0 && !may_be_zero))
        return datum_error();
    return number_make_float(evaluator, value, type);
}

/* ---- input and casts ---- */

bool number_is_special(Text text)
{
    static const char *const words[] = {"nan", "infinity", "-infinity", "inf", "-inf", "+infinity", "+inf"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_is_nocase(text, words[i]))
            return true;
    return false;
}

static bool holds_only(Text text, const char *characters)
{
    for (size_t i = 0; i < text.size; i++)
        if (!strchr(characters, text.data[i]))
            return false;
    return true;
}

/* 0x1F and its like, which only later versions read. */
static bool is_based(Text text)
{
    size_t sign = text.size && strchr("+-", text.data[0]);
    return text.size > sign + 1 && text.data[sign] == '0' && strchr("xXoObB", text.data[sign + 1]);
}

static Datum input_integer(Evaluator *evaluator, Text text, TypeUse type)
{
    Exact value;
    if (is_based(text) || (text.size && memchr(text.data, '_', text.size)))
        return datum_unknown();
    if (!holds_only(text, "0123456789+-") || !exact_read(text, &value))
        return datum_error();
    return number_make(evaluator, value, type);
}

/* The words for what is no finite number, in the spelling of the output functions. */
static Text special_word(Text text)
{
    if (text_is_nocase(text, "nan"))
        return TEXT("NaN");
    return text_starts_with(text, TEXT("-")) ? TEXT("-Infinity") : TEXT("Infinity");
}

static Datum input_float(Evaluator *evaluator, Text text, TypeUse type)
{
    Datum datum = datum_make(type, text);
    double value;
    Exact exact;
    if (number_is_special(text))
        return datum_make(type, special_word(text));
    if (!holds_only(text, "0123456789+-.eE"))
        return holds_only(text, "0123456789+-.eE_xXpPaAbBcCdDfFiInNtTyY()") ? datum_unknown() : datum_error();
    if (!number_read_float(&datum, &value))
        return text.size < 100 ? datum_error() : datum_unknown();
    if (isinf(value) || (value == 0 && (!exact_read(text, &exact) || exact.digits != 0)))
        return datum_unknown();
    return number_make_float(evaluator, value, type);
}

static Datum input_numeric(Evaluator *evaluator, Text text, TypeUse type)
{
    Text canonical;
    Exact value;
    if (text_is_nocase(text, "nan"))
        return datum_make(type, TEXT("NaN"));
    if (number_is_special(text) || is_based(text) || (text.size && memchr(text.data, '_', text.size)))
        return datum_unknown();
    if (!holds_only(text, "0123456789+-.eE"))
        return datum_error();
    if (!literal_number(evaluator->arena, text, &canonical))
        return holds_only(text, "0123456789+-.") && text.size < 100 ? datum_error() : datum_unknown();
    return exact_read(canonical, &value) ? number_make(evaluator, value, type) : datum_unknown();
}

Datum number_input(Evaluator *evaluator, Text text, const TypeUse *type)
{
    TypeUse plain = type_plain(type);
    text = text_trim(text);
    if (text.size == 0)
        return datum_error();
    if (type_is_integer(&plain) || type_code(&plain) == TYPE_OID)
        return input_integer(evaluator, text, plain);
    return number_is_float(&plain) ? input_float(evaluator, text, plain)
                                   : input_numeric(evaluator, text, plain);
}

static Datum float_to_integer(Evaluator *evaluator, const Datum *datum, TypeUse type)
{
    double value;
    int64_t low, high;
    if (!number_read_float(datum, &value) || !number_range(&type, &low, &high))
        return datum_unknown();
    value = number_nearest(value);
    if (isnan(value) || value < (double)low || value >= -(double)low)
        return datum_error();
    return datum_integer(evaluator, (int64_t)value, type);
}

/* numeric keeps 15 digits of a float8, and 6 of a float4. */
static Datum float_to_numeric(Evaluator *evaluator, const Datum *datum, TypeUse type)
{
    double value;
    char text[40];
    if (!number_read_float(datum, &value) || isinf(value))
        return datum_unknown();
    if (isnan(value))
        return datum_make(type, TEXT("NaN"));
    snprintf(text, sizeof text, "%.*g", type_code(&datum->type) == TYPE_FLOAT4 ? 6 : 15, value);
    return number_input(evaluator, text_copy(evaluator->arena, text_of(text)), &type);
}

static Datum to_float(Evaluator *evaluator, const Datum *datum, TypeUse type)
{
    double value;
    Datum as = *datum;
    if (type_code(&datum->type) == TYPE_NUMERIC || type_code(&datum->type) == TYPE_INT8)
        as.type = type; /* numeric goes through its text: one rounding */
    if (!number_read_float(&as, &value))
        return datum_unknown();
    if (!isfinite(value))
        return number_is_special(datum->text) ? number_make_float(evaluator, value, type) : datum_unknown();
    if (type_code(&type) == TYPE_FLOAT4)
        return number_checked_float(evaluator, value, false, value == 0, type);
    return number_make_float(evaluator, value, type);
}

Datum number_cast(Evaluator *evaluator, const Datum *datum, TypeUse type)
{
    Exact value;
    if (type_same(&datum->type, &type))
        return *datum;
    if (number_is_float(&type))
        return to_float(evaluator, datum, type);
    if (number_is_float(&datum->type))
        return type_code(&type) == TYPE_NUMERIC ? float_to_numeric(evaluator, datum, type)
                                                : float_to_integer(evaluator, datum, type);
    if (number_is_special(datum->text))
        return type_code(&type) == TYPE_NUMERIC ? datum_make(type, datum->text) : datum_error();
    return exact_read(datum->text, &value) ? number_make(evaluator, value, type) : datum_unknown();
}

Datum number_modify(Evaluator *evaluator, const Datum *datum, const TypeUse *type)
{
    Exact value, rounded, limit = {1, 0};
    if (text_is(datum->text, "NaN"))
        return *datum;
    int precision = type->modifiers[0], scale = type->modifier_count > 1 ? type->modifiers[1] : 0, sign;
    if (!exact_read(datum->text, &value) || scale < 0 || precision - scale > 36 ||
        !exact_rescale(value, scale, &rounded))
        return datum_unknown();
    for (int i = 0; i < precision - scale; i++)
        limit.digits *= 10;
    if (precision < scale)
        return datum_unknown();
    Exact positive = {rounded.digits < 0 ? -rounded.digits : rounded.digits, rounded.scale};
    if (!exact_compare(positive, limit, &sign))
        return datum_unknown();
    return sign >= 0 ? datum_error() : number_make(evaluator, rounded, datum->type);
}

/* ---- comparison ---- */

/* NaN is above all, and equal to itself. */
static Order order_of_float(double a, double b)
{
    if (isnan(a) || isnan(b))
        return order_of_int(isnan(a) - isnan(b));
    return order_of_int((a > b) - (a < b));
}

/* A quotient that may have been reckoned otherwise is less or greater only by more than rounding. */
static Order order_of_near(const Datum *a, const Datum *b)
{
    const double rounding = 1e-9;
    double x, y;
    if (!number_read_float(a, &x) || !number_read_float(b, &y) || fabs(x - y) <= rounding * fabs(x))
        return ORDER_UNKNOWN;
    return order_of_float(x, y);
}

Order number_order(const Datum *a, const Datum *b)
{
    Exact x, y;
    double p, q;
    int sign;
    if (a->is_near || b->is_near)
        return order_of_near(a, b);
    if (!number_is_float(&a->type) && !number_is_float(&b->type) && exact_read(a->text, &x) &&
        exact_read(b->text, &y))
        return exact_compare(x, y, &sign) ? order_of_int(sign) : ORDER_UNKNOWN;
    bool floats = (number_is_float(&a->type) && number_is_float(&b->type)) || number_is_special(a->text) ||
                  number_is_special(b->text);
    if (!floats || !number_read_float(a, &p) || !number_read_float(b, &q))
        return ORDER_UNKNOWN;
    return order_of_float(p, q);
}

bool number_is_quotient(const Datum *quotient, const Datum *above, const Datum *below)
{
    Exact a, b, product, whole;
    int sign;
    return exact_read(quotient->text, &product) && exact_read(above->text, &a) &&
           exact_read(below->text, &b) && exact_reckon('*', product, b, &whole) &&
           exact_compare(whole, a, &sign) && sign == 0;
}
