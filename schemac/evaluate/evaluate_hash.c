/* evaluate_hash.c: PostgreSQL's extended hash functions of its own types, little-endian, and what becomes of
 * them in bounds of partitions. The function of bytes is Bob Jenkins' lookup3 (2006). */
#include "evaluate/evaluate_hash.h"

#include "evaluate/evaluate_array.h"
#include "evaluate/evaluate_number.h"
#include "evaluate/evaluate_range.h"
#include "evaluate/evaluate_time.h"

#include <math.h>
#include <string.h>

enum {
    NUMERIC_DIGITS = 24, /* of base 10000, that are more than 38 decimal ones on both sides of the point */
    NUMERIC_BASE = 10000,
    ADDRESS_FAMILY = 2 /* of IPv4 */
};

#define PARTITION_SEED UINT64_C(0x7A5B22367996DCFD)

/* ---- bytes ---- */

typedef struct Mixer {
    uint32_t a, b, c;
} Mixer;

static uint32_t turned(uint32_t value, unsigned bits)
{
    return value << bits | value >> (32 - bits);
}

static void mix_one(uint32_t *x, uint32_t *y, uint32_t *z, unsigned bits)
{
    *x -= *z;
    *x ^= turned(*z, bits);
    *z += *y;
}

static void mix(Mixer *m)
{
    mix_one(&m->a, &m->b, &m->c, 4);
    mix_one(&m->b, &m->c, &m->a, 6);
    mix_one(&m->c, &m->a, &m->b, 8);
    mix_one(&m->a, &m->b, &m->c, 16);
    mix_one(&m->b, &m->c, &m->a, 19);
    mix_one(&m->c, &m->a, &m->b, 4);
}

static void end_one(uint32_t *x, uint32_t y, unsigned bits)
{
    *x ^= y;
    *x -= turned(y, bits);
}

static uint64_t ended(Mixer m)
{
    end_one(&m.c, m.b, 14);
    end_one(&m.a, m.c, 11);
    end_one(&m.b, m.a, 25);
    end_one(&m.c, m.b, 16);
    end_one(&m.a, m.c, 4);
    end_one(&m.b, m.a, 14);
    end_one(&m.c, m.b, 24);
    return (uint64_t)m.b << 32 | m.c;
}

static Mixer begun(size_t size, uint64_t seed)
{
    uint32_t start = UINT32_C(0x9e3779b9) + (uint32_t)size + 3923095;
    Mixer m = {start, start, start};
    if (seed) {
        m.a += (uint32_t)(seed >> 32);
        m.b += (uint32_t)seed;
        mix(&m);
    }
    return m;
}

static uint64_t hash_bytes(const void *bytes, size_t size, uint64_t seed)
{
    const unsigned char *at = bytes;
    Mixer m = begun(size, seed);
    size_t rest = size;
    for (; rest >= 12; rest -= 12, at += 12) {
        m.a += at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
        m.b += at[4] | (uint32_t)at[5] << 8 | (uint32_t)at[6] << 16 | (uint32_t)at[7] << 24;
        m.c += at[8] | (uint32_t)at[9] << 8 | (uint32_t)at[10] << 16 | (uint32_t)at[11] << 24;
        mix(&m);
    }
    /* The lowest byte of c is the length's. */
    for (size_t i = 0; i < rest; i++) {
        uint32_t *part = i < 4 ? &m.a : i < 8 ? &m.b : &m.c;
        *part += (uint32_t)at[i] << (i < 8 ? i % 4 * 8 : (i - 7) * 8);
    }
    return ended(m);
}

/* ---- numbers ---- */

static uint64_t hash_int4(uint32_t value, uint64_t seed)
{
    Mixer m = begun(sizeof value, seed);
    m.a += value;
    return ended(m);
}

/* The same as of an int4 of that value. */
static uint64_t hash_int8(int64_t value, uint64_t seed)
{
    uint32_t low = (uint32_t)value, high = (uint32_t)((uint64_t)value >> 32);
    return hash_int4(low ^ (value >= 0 ? high : ~high), seed);
}

static uint64_t hash_float(double value, uint64_t seed)
{
    if (value == 0)
        return seed;
    return hash_bytes(&value, sizeof value, seed);
}

/* Digits of base 10000 from the first one that is not 0 to the last such. */
static uint64_t hash_exact(Exact value, uint64_t seed)
{
    uint16_t digits[NUMERIC_DIGITS];
    int count = 0, weight = -1;
    Wide rest = value.digits < 0 ? -value.digits : value.digits;
    int fraction = (value.scale + 3) / 4;
    if (rest == 0)
        return seed - 1;
    for (int i = value.scale; i < fraction * 4; i++) {
        if (rest > ((Wide)1 << 120) / 10)
            return 0;
        rest *= 10;
    }
    for (; rest; rest /= NUMERIC_BASE)
        digits[count++] = (uint16_t)(rest % NUMERIC_BASE);
    weight = count - fraction - 1;
    for (int i = 0; i < count / 2; i++) {
        uint16_t kept = digits[i];
        digits[i] = digits[count - 1 - i];
        digits[count - 1 - i] = kept;
    }
    while (digits[count - 1] == 0)
        count--;
    return hash_bytes(digits, (size_t)count * sizeof *digits, seed) ^ (uint64_t)(int64_t)weight;
}

static bool hash_number(const Datum *datum, uint64_t seed, uint64_t *hash)
{
    int64_t whole;
    Exact exact;
    double real;
    if (type_is_integer(&datum->type)) {
        if (!text_to_int64(datum->text, &whole))
            return false;
        *hash =
            type_code(&datum->type) == TYPE_INT8 ? hash_int8(whole, seed) : hash_int4((uint32_t)whole, seed);
        return true;
    }
    if (number_is_float(&datum->type)) {
        if (!number_read_float(datum, &real) || isnan(real))
            return false;
        *hash = hash_float(real, seed);
        return true;
    }
    if (number_is_special(datum->text)) {
        *hash = seed;
        return true;
    }
    const Wide most = (Wide)INT64_MAX * INT64_MAX / 1000; /* leaves room for digits of base 10000 */
    if (!exact_read(datum->text, &exact) || exact.digits > most || exact.digits < -most)
        return false;
    *hash = hash_exact(exact, seed);
    return true;
}

/* ---- dates and times ---- */

static bool hash_time(const Datum *datum, uint64_t seed, uint64_t *hash)
{
    int64_t moment;
    Interval interval;
    TypeCode code = type_code(&datum->type);
    if (code == TYPE_INTERVAL) {
        if (!time_read_interval(datum->text, &interval))
            return false;
        *hash = hash_int8((int64_t)time_interval_length(interval), seed);
        return true;
    }
    if (code == TYPE_TIMETZ || !time_read(datum, &moment))
        return false;
    if (code == TYPE_DATE)
        moment = moment == INT64_MAX   ? INT32_MAX
                 : moment == INT64_MIN ? INT32_MIN
                                       : time_floor(moment, TIME_DAY);
    *hash = code == TYPE_DATE ? hash_int4((uint32_t)moment, seed) : hash_int8(moment, seed);
    return true;
}

/* ---- texts and bytes ---- */

static bool hash_text(const Datum *datum, uint64_t seed, uint64_t *hash)
{
    Text text = datum->text;
    if (type_code(&datum->type) == TYPE_CITEXT || !datum_is_deterministic(datum, datum))
        return false;
    while (type_code(&datum->type) == TYPE_BPCHAR && text.size && text.data[text.size - 1] == ' ')
        text.size--;
    *hash = hash_bytes(text.data, text.size, seed);
    return true;
}

static int digit_of(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Pairs of hexadecimal digits, with signs between. */
static bool hash_hexadecimal(Arena *arena, Text text, uint64_t seed, uint64_t *hash)
{
    unsigned char *bytes = arena_alloc(arena, text.size + 1);
    size_t digits = 0;
    for (size_t i = 0; i < text.size; i++) {
        int digit = digit_of(text.data[i]);
        if (digit < 0 && text.data[i] != '-' && text.data[i] != ':')
            return false;
        if (digit < 0)
            continue;
        bytes[digits / 2] = (unsigned char)(digits % 2 ? bytes[digits / 2] | digit : digit << 4);
        digits++;
    }
    *hash = hash_bytes(bytes, digits / 2, seed);
    return digits % 2 == 0;
}

/* Addresses of IPv4: family, bits of the mask, and the four numbers. */
static bool hash_address(Text text, uint64_t seed, uint64_t *hash)
{
    unsigned char bytes[6] = {ADDRESS_FAMILY, 32};
    size_t at = 0;
    for (int i = 0; i < 5; i++) {
        int64_t value;
        size_t start = at;
        while (at < text.size && digit_of(text.data[at]) >= 0 && text.data[at] <= '9')
            at++;
        if (!text_to_int64(text_slice(text, start, at), &value) || value > 255)
            return false;
        bytes[i < 4 ? i + 2 : 1] = (unsigned char)value;
        if (i >= 3 && at == text.size)
            break;
        if (at == text.size || i == 4 || text.data[at++] != (i < 3 ? '.' : '/'))
            return false;
    }
    *hash = hash_bytes(bytes, sizeof bytes, seed);
    return true;
}

/* ---- what is made of others ---- */

static bool hash_datum(Evaluator *evaluator, const Datum *datum, uint64_t seed, uint64_t *hash);

static bool hash_array(Evaluator *evaluator, const Datum *array, uint64_t seed, uint64_t *hash)
{
    DatumList items = {0};
    if (!array_items(evaluator, array, &items))
        return false;
    *hash = 1;
    for (size_t i = 0; i < items.count; i++) {
        uint64_t item = 0;
        if (items.items[i].state == EVALUATED_VALUE && !hash_datum(evaluator, &items.items[i], seed, &item))
            return false;
        *hash = *hash * 31 + item;
    }
    return true;
}

static bool is_so(Evaluator *evaluator, const Datum *range,
                  Datum (*ask)(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result))
{
    Datum answer = ask(evaluator, range, 1, type_of_code("bool"));
    return datum_is_true(&answer);
}

/* 0 where there is no bound. */
static bool hash_bound(Evaluator *evaluator, const Datum *range, bool upper, uint64_t seed, uint64_t *hash)
{
    Datum bound = range_bound(evaluator, range, upper, type_element(&range->type));
    *hash = 0;
    return bound.state == EVALUATED_NULL ||
           (bound.state == EVALUATED_VALUE && hash_datum(evaluator, &bound, seed, hash));
}

static bool hash_range(Evaluator *evaluator, const Datum *range, uint64_t seed, uint64_t *hash)
{
    uint64_t low, high;
    uint32_t flags = is_so(evaluator, range, range_is_empty) ? 1 : 0;
    flags |= is_so(evaluator, range, range_lower_inc) ? 2 : 0;
    flags |= is_so(evaluator, range, range_upper_inc) ? 4 : 0;
    flags |= is_so(evaluator, range, range_lower_inf) ? 8 : 0;
    flags |= is_so(evaluator, range, range_upper_inf) ? 16 : 0;
    if (!hash_bound(evaluator, range, false, seed, &low) || !hash_bound(evaluator, range, true, seed, &high))
        return false;
    *hash = hash_int4(flags, seed) ^ low;
    *hash = (*hash << 1 & UINT64_C(0xfffffffefffffffe)) | (*hash >> 31 & UINT64_C(0x100000001));
    *hash ^= high;
    return true;
}

static bool hash_base(Evaluator *evaluator, const Datum *datum, uint64_t seed, uint64_t *hash)
{
    int64_t number;
    TypeCode code = type_code(&datum->type);
    if (type_is_number(&datum->type))
        return hash_number(datum, seed, hash);
    if (code >= TYPE_DATE && code <= TYPE_INTERVAL)
        return hash_time(datum, seed, hash);
    if (type_is_text(&datum->type))
        return hash_text(datum, seed, hash);
    switch (code) {
    case TYPE_BOOL:
        *hash = hash_int4(datum_is_true(datum), seed);
        return true;
    case TYPE_CHAR:
        *hash = hash_int4(datum->text.size ? (unsigned char)datum->text.data[0] : 0, seed);
        return datum->text.size < 2 && (!datum->text.size || (unsigned char)datum->text.data[0] < 128);
    case TYPE_OID:
        if (!text_is(datum->type.type->name, "oid") || !text_to_int64(datum->text, &number))
            return false;
        *hash = hash_int4((uint32_t)number, seed);
        return true;
    case TYPE_BYTEA:
        return text_starts_with(datum->text, TEXT("\\x")) &&
               hash_hexadecimal(evaluator->arena, text_slice(datum->text, 2, datum->text.size), seed, hash);
    case TYPE_UUID:
    case TYPE_MACADDR:
    case TYPE_MACADDR8:
        return hash_hexadecimal(evaluator->arena, datum->text, seed, hash);
    case TYPE_INET:
    case TYPE_CIDR:
        return hash_address(datum->text, seed, hash);
    default:
        return false;
    }
}

static bool hash_datum(Evaluator *evaluator, const Datum *datum, uint64_t seed, uint64_t *hash)
{
    if (!type_is_known(&datum->type) || type_is_unknown(&datum->type))
        return false;
    if (datum->type.dimensions)
        return hash_array(evaluator, datum, seed, hash);
    if (datum->type.type->kind == TYPE_RANGE)
        return hash_range(evaluator, datum, seed, hash);
    return datum->type.type->kind == TYPE_BASE && hash_base(evaluator, datum, seed, hash);
}

/* ---- bounds of partitions ---- */

static uint64_t joined(uint64_t a, uint64_t b)
{
    return a ^ (b + UINT64_C(0x49a0f4dd15e5a8e3) + (a << 54) + (a >> 7));
}

Datum hash_satisfies(Evaluator *evaluator, const Expr *expr)
{
    int64_t modulus, remainder;
    uint64_t row = 0, key;
    if (expr->arguments.count < 3 || !text_to_int64(expr->arguments.items[0]->text, &modulus) ||
        !text_to_int64(expr->arguments.items[1]->text, &remainder) || modulus < 1 || remainder < 0)
        return datum_unknown();
    for (size_t i = 2; i < expr->arguments.count; i++) {
        Datum datum = evaluate_node(evaluator, expr->arguments.items[i]);
        if (datum.state == EVALUATED_ERROR)
            return datum;
        if (datum.state == EVALUATED_NULL)
            continue;
        if (datum.state != EVALUATED_VALUE || datum.is_near ||
            !hash_datum(evaluator, &datum, PARTITION_SEED, &key))
            return datum_unknown();
        row = joined(row, key);
    }
    return datum_bool(row % (uint64_t)modulus == (uint64_t)remainder);
}
