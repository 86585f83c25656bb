/* columns.c: values of every type: usual ones, the ends of ranges, and what formats have to quote. */
#include "values.h"

#include <math.h>
#include <string.h>

#include "rt_form.h"
#include "rt_items.h"
#include "rt_literal.h"
#include "rt_print.h"
#include "rt_prose.h"
#include "rt_random.h"
#include "rt_scalar.h"

static const rt_stream stream = {UINT64_C(0x0123456789abcdef), UINT64_C(0xfedcba9876543210)};

static uint64_t bits(uint64_t n)
{
    return rt_random(stream, n);
}

/* ---- scalars ---- */

/* A number of any size: each number of bits is as likely. */
static int64_t any_size(uint64_t n)
{
    return (int64_t)bits(2 * n) >> (bits(2 * n + 1) & 63);
}

static union rt_value integer(struct rt_scratch *scratch, uint64_t n)
{
    (void)scratch;
    return (union rt_value){.integer = n < 2 ? (n ? INT64_MAX : INT64_MIN) : any_size(n)};
}

static union rt_value boolean(struct rt_scratch *scratch, uint64_t n)
{
    (void)scratch;
    return (union rt_value){.boolean = bits(n) & 1};
}

static union rt_value eighteen_digits(struct rt_scratch *scratch, uint64_t n)
{
    (void)scratch;
    return (union rt_value){.integer = any_size(n) % INT64_C(1000000000000000000)};
}

static union rt_value wide(struct rt_scratch *scratch, uint64_t n)
{
    (void)scratch;
    rt_int128 most = (rt_int128)UINT64_C(10000000000000000000) * UINT64_C(10000000000000000000);
    return (union rt_value){.wide = (rt_int128)rt_random128(stream, n) % most >> (bits(n) & 127)};
}

static union rt_value real8(struct rt_scratch *scratch, uint64_t n)
{
    (void)scratch;
    static const double special[] = {0.0,
                                     -0.0,
                                     NAN,
                                     INFINITY,
                                     -INFINITY,
                                     5e-324,
                                     1.7976931348623157e308,
                                     1e23,
                                     9007199254740992.0,
                                     1e15,
                                     1e-5,
                                     123456789012345.0,
                                     0.0001,
                                     0.00001234};
    double value;
    uint64_t word = bits(n);
    if (n < sizeof special / sizeof *special)
        return (union rt_value){.real = special[n]};
    if (n % 4 == 1) /* a power of two, whose neighbours are not equally far */
        word &= UINT64_C(0xfff) << 52;
    memcpy(&value, &word, sizeof value);
    if (n % 4 == 2) /* a decimal */
        value = (double)any_size(n) / (double)rt_power10[bits(n) % 19];
    return (union rt_value){.real = value};
}

static union rt_value real4(struct rt_scratch *scratch, uint64_t n)
{
    (void)scratch;
    static const float special[] = {0.0f,          -0.0f, NAN,       INFINITY,    -INFINITY, 1e-45f,
                                    3.4028235e38f, 1e6f,  999999.0f, 16777216.0f, 0.0001f,   0.00001f};
    float value;
    uint32_t word = (uint32_t)bits(n);
    if (n < sizeof special / sizeof *special)
        return (union rt_value){.real = special[n]};
    if (n % 4 == 1)
        word &= UINT32_C(0x1ff) << 23;
    memcpy(&value, &word, sizeof value);
    if (n % 4 == 2)
        value = (float)((double)any_size(n) / (double)rt_power10[bits(n) % 19]);
    return (union rt_value){.real = value};
}

static union rt_value date(struct rt_scratch *scratch, uint64_t n)
{
    (void)scratch;
    static const int64_t special[] = {RT_DATE_INFINITY,
                                      -(int64_t)RT_DATE_INFINITY - 1,
                                      -2451545,
                                      2145031948,
                                      0,
                                      -730119,
                                      -730120,
                                      2921939,
                                      2921940,
                                      59,
                                      60};
    if (n < sizeof special / sizeof *special)
        return (union rt_value){.integer = special[n]};
    return (union rt_value){.integer = n % 2 ? rt_between(bits(n), -2451545, 2145031948)
                                             : rt_between(bits(n), -800000, 30000)};
}

static union rt_value timestamp(struct rt_scratch *scratch, uint64_t n)
{
    (void)scratch;
    static const int64_t special[] = {RT_TIMESTAMP_INFINITY,
                                      -RT_TIMESTAMP_INFINITY - 1,
                                      INT64_C(-211813488000000000),
                                      INT64_C(9223371331199999999),
                                      0,
                                      -1,
                                      -730119 * RT_DAY,
                                      -730119 * RT_DAY - 1};
    if (n < sizeof special / sizeof *special)
        return (union rt_value){.integer = special[n]};
    int64_t any = rt_between(bits(n), INT64_C(-211813488000000000), INT64_C(9223371331199999999));
    return (union rt_value){.integer = n % 3 ? any >> 8 : n % 2 ? any : any / 1000000 * 1000000};
}

static union rt_value time_of_day(struct rt_scratch *scratch, uint64_t n)
{
    (void)scratch;
    int64_t time = rt_between(bits(n), 0, RT_DAY);
    return (union rt_value){.integer = n == 0 ? RT_DAY : n % 2 ? time : time / 100000 * 100000};
}

static union rt_value timetz(struct rt_scratch *scratch, uint64_t n)
{
    (void)scratch;
    if (n % 2)
        return (union rt_value){.timetz = rt_timetz_at(n)};
    int64_t zone = rt_between(bits(n), -57599, 57599);
    return (union rt_value){
        .timetz = {rt_between(bits(n + 1), 0, RT_DAY), (int32_t)(n % 3 ? zone / 900 * 900 : zone)}};
}

static union rt_value interval(struct rt_scratch *scratch, uint64_t n)
{
    (void)scratch;
    if (n % 2)
        return (union rt_value){.interval = rt_interval_at(n)};
    return (union rt_value){.interval = {n % 4 ? any_size(n) / 4 : 0, n % 3 ? (int32_t)any_size(n + 1) : 0,
                                         n % 5 ? (int32_t)(any_size(n + 2) / 4) : 0}};
}

static union rt_value uuid(struct rt_scratch *scratch, uint64_t n)
{
    (void)scratch;
    if (n % 3 == 0)
        return (union rt_value){.uuid = {bits(n), bits(n + 1)}};
    return (union rt_value){.uuid = n % 3 == 1
                                        ? rt_uuid_v4(stream, n)
                                        : rt_uuid_v7(stream, n, INT64_C(820454400000000) + (int64_t)n * 777)};
}

/* ---- texts ---- */

static const char *const awkward[] = {"",
                                      " ",
                                      "  two  ",
                                      "a,b",
                                      "say \"it\"",
                                      "it's",
                                      "\\",
                                      "\\.",
                                      "\\N",
                                      "\\n",
                                      "a\nb",
                                      "a\r\nb",
                                      "\r",
                                      "\n",
                                      "\t",
                                      "tab\there",
                                      "NULL",
                                      "null",
                                      "Null",
                                      "{}",
                                      "{a,b}",
                                      "(1,2)",
                                      "[1,2)",
                                      ",",
                                      "\"",
                                      "'",
                                      "''",
                                      "\"\"",
                                      "\\\\",
                                      "Z\xc3\xbcrich \xe2\x98\x83 \xf0\x9d\x84\x9e",
                                      "\x01\x02\x1f\x7f",
                                      "\b\f\v",
                                      "sixteen bytes a'",
                                      "sixteen bytes a\\z",
                                      "more than sixteen bytes, with a comma",
                                      "more than sixteen bytes; none is quoted here",
                                      "ends with a quote here'",
                                      "a",
                                      "t",
                                      "\\x00",
                                      "E'x'",
                                      "$$",
                                      "--",
                                      "/*",
                                      "{\"a\": 1}",
                                      "</script>",
                                      "\xe2\x80\xa8",
                                      "a;b",
                                      "a:b",
                                      "%s%n"};

#define AWKWARD (sizeof awkward / sizeof *awkward)

static struct rt_text awkward_text(uint64_t n)
{
    const char *text = awkward[n % AWKWARD];
    return (struct rt_text){text, strlen(text)};
}

static union rt_value text(struct rt_scratch *scratch, uint64_t n)
{
    if (n < AWKWARD)
        return (union rt_value){.text = awkward_text(n)};
    rt_stream row = rt_stream_at(stream, n);
    switch (n % 5) {
    case 0:
        return (union rt_value){.text = rt_prose_words(scratch, row, 1, 60)};
    case 1:
        return (union rt_value){.text = rt_prose_sentence(scratch, row, 2, 60)};
    case 2:
        return (union rt_value){.text = rt_prose_sentences(scratch, row, 2, 600)};
    case 3:
        return (union rt_value){.text = rt_prose_code(scratch, row, (uint32_t)(n % 40))};
    default:
        return (union rt_value){.text = rt_prose_at(scratch, n, 20, 40)};
    }
}

static union rt_value bytea(struct rt_scratch *scratch, uint64_t n)
{
    uint32_t size = (uint32_t)(n % 40);
    return (union rt_value){.text = n % 2 ? rt_bytes_at(scratch, n, size)
                                          : rt_prose_bytes(scratch, rt_stream_at(stream, n), size)};
}

static union rt_value digits(struct rt_scratch *scratch, uint64_t n)
{
    return (union rt_value){.text = rt_digits_at(scratch, n, 60, 20)};
}

static union rt_value small_digits(struct rt_scratch *scratch, uint64_t n)
{
    return (union rt_value){.text = rt_digits_at(scratch, n, 4, 8)};
}

/* ---- types with only a text form ---- */

#define LITERAL(kind, size)                                                   \
    static union rt_value make_##kind(struct rt_scratch *scratch, uint64_t n) \
    {                                                                         \
        return (union rt_value){.text = rt_##kind##_at(scratch, n, size)};    \
    }

LITERAL(inet, 0)
LITERAL(cidr, 0)
LITERAL(macaddr, 0)
LITERAL(macaddr8, 0)
LITERAL(bit, 12)
LITERAL(varbit, 30)
LITERAL(point, 0)
LITERAL(line, 0)
LITERAL(lseg, 0)
LITERAL(box, 0)
LITERAL(path, 0)
LITERAL(polygon, 0)
LITERAL(circle, 0)
LITERAL(tsvector, 0)
LITERAL(tsquery, 0)
LITERAL(xml, 0)
LITERAL(json, 0)
LITERAL(jsonb, 0)
LITERAL(jsonpath, 0)
LITERAL(pg_lsn, 0)
LITERAL(snapshot, 0)
LITERAL(tid, 0)
LITERAL(char, 0)
LITERAL(hstore, 0)
LITERAL(ltree, 0)
LITERAL(lquery, 0)
LITERAL(ltxtquery, 0)
LITERAL(cube, 0)
LITERAL(seg, 0)
LITERAL(isbn13, 0)
LITERAL(isbn, 0)
LITERAL(ismn13, 0)
LITERAL(ismn, 0)
LITERAL(issn13, 0)
LITERAL(issn, 0)
LITERAL(ean13, 0)
LITERAL(upc, 0)

static union rt_value make_long_bit(struct rt_scratch *scratch, uint64_t n)
{
    return (union rt_value){.text = rt_bit_at(scratch, n, 200)};
}

static union rt_value make_geometry(struct rt_scratch *scratch, uint64_t n)
{
    return (union rt_value){
        .text = rt_geometry_at(scratch, n, (enum rt_geometry)(n % 12 + 1), n / 12 % 4, n % 2 ? 4326 : 0)};
}

static union rt_value make_geography(struct rt_scratch *scratch, uint64_t n)
{
    return (union rt_value){.text = rt_geometry_at(scratch, n, (enum rt_geometry)(n % 7 + 1), 0, 4326)};
}

#define FORM(kind)                                                              \
    static union rt_value make_##kind(struct rt_scratch *scratch, uint64_t n)   \
    {                                                                           \
        struct rt_fit fit = rt_fit(&rt_form_##kind, 0, 0);                      \
        return (union rt_value){.text = rt_fit_random(scratch, &fit, bits(n))}; \
    }

FORM(email)
FORM(ipv4)
FORM(mac)
FORM(regtype)
FORM(regclass)
FORM(regproc)
FORM(regprocedure)
FORM(regoper)
FORM(regoperator)
FORM(regrole)
FORM(regnamespace)
FORM(regconfig)
FORM(regdictionary)
FORM(regcollation)

/* ---- compound values ---- */

static const struct rt_type int_type = {.kind = RT_INT}, text_type = {.kind = RT_TEXT};
static const struct rt_type float_type = {.kind = RT_FLOAT8}, date_type = {.kind = RT_DATE};
static const struct rt_type stamp_type = {.kind = RT_TIMESTAMP}, bytea_type = {.kind = RT_BYTEA};
static const struct rt_type box_type = {.kind = RT_LITERAL}, json_type = {.kind = RT_JSON};
static const struct rt_type texts_type = {.kind = RT_ARRAY, .delimiter = ',', .element = &text_type};
static const struct rt_field pair_fields[] = {{.name = "number", .type = &int_type},
                                              {.name = "awkward \"name\"", .type = &text_type},
                                              {.name = "texts", .type = &texts_type},
                                              {.name = "document", .type = &json_type}};
static const struct rt_type pair_type = {.kind = RT_COMPOSITE, .fields = pair_fields, .field_count = 4};
static const struct rt_type int_range = {.kind = RT_RANGE, .element = &int_type};

static union rt_value list(struct rt_scratch *scratch, uint64_t n, make_function *make, uint32_t count)
{
    bool *nulls;
    union rt_value *values = rt_items_values(scratch, count, &nulls);
    for (uint32_t i = 0; i < count; i++) {
        values[i] = make(scratch, n + i);
        nulls[i] = (n + i) % 7 == 6;
    }
    return (union rt_value){.items = {values, nulls, count, 0}};
}

static union rt_value texts(struct rt_scratch *scratch, uint64_t n)
{
    return list(scratch, n, text, (uint32_t)(n % 6));
}

static union rt_value floats(struct rt_scratch *scratch, uint64_t n)
{
    return list(scratch, n, real8, (uint32_t)(n % 4));
}

static union rt_value byteas(struct rt_scratch *scratch, uint64_t n)
{
    return list(scratch, n, bytea, (uint32_t)(n % 3));
}

static union rt_value boxes(struct rt_scratch *scratch, uint64_t n)
{
    return list(scratch, n, make_box, (uint32_t)(n % 4));
}

static union rt_value domains(struct rt_scratch *scratch, uint64_t n)
{
    union rt_value *rows = rt_items_values(scratch, 2, NULL);
    rows[0] = list(scratch, n, text, 3);
    rows[1] = list(scratch, n + 3, text, 3);
    return (union rt_value){.items = {rows, NULL, 2, 0}};
}

static union rt_value pair(struct rt_scratch *scratch, uint64_t n)
{
    bool *nulls;
    union rt_value *values = rt_items_values(scratch, 4, &nulls);
    values[0] = integer(scratch, n);
    values[1] = text(scratch, n);
    values[2] = texts(scratch, n);
    values[3] = make_json(scratch, n);
    for (unsigned i = 0; i < 4; i++)
        nulls[i] = n >> i & 1;
    return (union rt_value){.items = {values, nulls, 4, 0}};
}

static union rt_value pairs(struct rt_scratch *scratch, uint64_t n)
{
    return list(scratch, n, pair, (uint32_t)(n % 4));
}

static union rt_value range(struct rt_scratch *scratch, uint64_t n)
{
    int64_t lower = any_size(n) >> 34;
    struct rt_items items = rt_range_between(scratch, lower, lower + (int64_t)(n % 9));
    if (n % 5 == 4)
        items.flags = RT_RANGE_LOWER_INFINITE;
    if (n % 11 == 10)
        items.flags =
            RT_RANGE_UPPER_INFINITE |
            (items.flags & RT_RANGE_LOWER_INFINITE ? RT_RANGE_LOWER_INFINITE : RT_RANGE_LOWER_INCLUSIVE);
    return (union rt_value){.items = items.count ? items : (struct rt_items){.flags = RT_RANGE_EMPTY}};
}

static union rt_value date_range(struct rt_scratch *scratch, uint64_t n)
{
    int64_t lower = rt_between(bits(n), 0, 10000);
    return (union rt_value){.items = rt_range_between(scratch, lower, lower + 1 + (int64_t)(n % 9))};
}

static union rt_value stamp_range(struct rt_scratch *scratch, uint64_t n)
{
    int64_t lower = rt_between(bits(n), 0, 10000) * RT_DAY + (int64_t)n;
    return (union rt_value){.items =
                                rt_range_of(scratch, (union rt_value){.integer = lower},
                                            (union rt_value){.integer = lower + RT_DAY},
                                            n % 2 ? RT_RANGE_UPPER_INCLUSIVE : RT_RANGE_LOWER_INCLUSIVE)};
}

/* From a text to itself and more, so that the bounds are in order whatever they are. */
static union rt_value text_range(struct rt_scratch *scratch, uint64_t n)
{
    struct rt_text lower = awkward_text(n);
    char *more = rt_scratch_take(scratch, lower.size + 1);
    memcpy(more, lower.data, lower.size);
    more[lower.size] = 'z';
    return (union rt_value){.items = rt_range_of(scratch, (union rt_value){.text = lower},
                                                 (union rt_value){.text = {more, lower.size + 1}},
                                                 RT_RANGE_LOWER_INCLUSIVE | RT_RANGE_UPPER_INCLUSIVE)};
}

static union rt_value ranges(struct rt_scratch *scratch, uint64_t n)
{
    uint32_t count = (uint32_t)(n % 4);
    union rt_value *values = rt_items_values(scratch, count, NULL);
    for (uint32_t i = 0; i < count; i++)
        values[i].items = rt_range_between(scratch, 10 * i + (int64_t)(n % 3), 10 * i + 5);
    return (union rt_value){.items = {values, NULL, count, 0}};
}

#define AS_LITERAL(name, sql)                             \
    {                                                     \
#name, sql, {.kind = RT_LITERAL }, make_##name, 0 \
    }
#define ARRAY_OF(item)                                       \
    {                                                        \
        .kind = RT_ARRAY, .delimiter = ',', .element = &item \
    }

const struct column columns[] = {
    {"int8", "bigint", {.kind = RT_INT}, integer, 0},
    {"bool", "boolean", {.kind = RT_BOOL}, boolean, 0},
    {"numeric_0", "numeric", {.kind = RT_NUMERIC}, eighteen_digits, 0},
    {"numeric_2", "numeric(18,2)", {.kind = RT_NUMERIC, .scale = 2}, eighteen_digits, 0},
    {"numeric_18", "numeric(18,18)", {.kind = RT_NUMERIC, .scale = 18}, eighteen_digits, 0},
    {"numeric_25", "numeric", {.kind = RT_NUMERIC, .scale = 25}, eighteen_digits, 0},
    {"wide_0", "numeric", {.kind = RT_NUMERIC_WIDE}, wide, 0},
    {"wide_10", "numeric(38,10)", {.kind = RT_NUMERIC_WIDE, .scale = 10}, wide, 0},
    {"wide_38", "numeric(38,38)", {.kind = RT_NUMERIC_WIDE, .scale = 38}, wide, 0},
    {"digits", "numeric(60,20)", {.kind = RT_DIGITS}, digits, 0},
    {"small_digits", "numeric", {.kind = RT_DIGITS}, small_digits, 0},
    {"float8", "double precision", {.kind = RT_FLOAT8}, real8, 8000},
    {"float4", "real", {.kind = RT_FLOAT4}, real4, 8000},
    {"money", "money", {.kind = RT_MONEY}, integer, 0},
    {"date", "date", {.kind = RT_DATE}, date, 4000},
    {"time", "time", {.kind = RT_TIME}, time_of_day, 0},
    {"timetz", "timetz", {.kind = RT_TIMETZ}, timetz, 0},
    {"timestamp", "timestamp", {.kind = RT_TIMESTAMP}, timestamp, 4000},
    {"timestamptz", "timestamptz", {.kind = RT_TIMESTAMPTZ}, timestamp, 4000},
    {"interval", "interval", {.kind = RT_INTERVAL}, interval, 4000},
    {"uuid", "uuid", {.kind = RT_UUID}, uuid, 0},
    {"text", "text", {.kind = RT_TEXT}, text, 0},
    {"bytea", "bytea", {.kind = RT_BYTEA}, bytea, 0},
    {"json", "json", {.kind = RT_JSON}, make_json, 0},
    {"jsonb", "jsonb", {.kind = RT_JSON}, make_jsonb, 0},
    AS_LITERAL(inet, "inet"),
    AS_LITERAL(cidr, "cidr"),
    AS_LITERAL(macaddr, "macaddr"),
    AS_LITERAL(macaddr8, "macaddr8"),
    AS_LITERAL(bit, "bit(12)"),
    AS_LITERAL(long_bit, "bit(200)"),
    AS_LITERAL(varbit, "varbit(30)"),
    AS_LITERAL(point, "point"),
    AS_LITERAL(line, "line"),
    AS_LITERAL(lseg, "lseg"),
    AS_LITERAL(box, "box"),
    AS_LITERAL(path, "path"),
    AS_LITERAL(polygon, "polygon"),
    AS_LITERAL(circle, "circle"),
    AS_LITERAL(tsvector, "tsvector"),
    AS_LITERAL(tsquery, "tsquery"),
    AS_LITERAL(xml, "xml"),
    AS_LITERAL(jsonpath, "jsonpath"),
    AS_LITERAL(pg_lsn, "pg_lsn"),
    AS_LITERAL(snapshot, "pg_snapshot"),
    AS_LITERAL(tid, "tid"),
    AS_LITERAL(char, "\"char\""),
    AS_LITERAL(hstore, "hstore"),
    AS_LITERAL(ltree, "ltree"),
    AS_LITERAL(lquery, "lquery"),
    AS_LITERAL(ltxtquery, "ltxtquery"),
    AS_LITERAL(cube, "cube"),
    AS_LITERAL(seg, "seg"),
    AS_LITERAL(isbn13, "isbn13"),
    AS_LITERAL(isbn, "isbn"),
    AS_LITERAL(ismn13, "ismn13"),
    AS_LITERAL(ismn, "ismn"),
    AS_LITERAL(issn13, "issn13"),
    AS_LITERAL(issn, "issn"),
    AS_LITERAL(ean13, "ean13"),
    AS_LITERAL(upc, "upc"),
    AS_LITERAL(geometry, "geometry"),
    AS_LITERAL(geography, "geography"),
    AS_LITERAL(email, "citext"),
    AS_LITERAL(ipv4, "inet"),
    AS_LITERAL(mac, "macaddr"),
    AS_LITERAL(regtype, "regtype"),
    AS_LITERAL(regclass, "regclass"),
    AS_LITERAL(regproc, "regproc"),
    AS_LITERAL(regprocedure, "regprocedure"),
    AS_LITERAL(regoper, "regoper"),
    AS_LITERAL(regoperator, "regoperator"),
    AS_LITERAL(regrole, "regrole"),
    AS_LITERAL(regnamespace, "regnamespace"),
    AS_LITERAL(regconfig, "regconfig"),
    AS_LITERAL(regdictionary, "regdictionary"),
    AS_LITERAL(regcollation, "regcollation"),
    {"texts", "text[]", ARRAY_OF(text_type), texts, 0},
    {"floats", "double precision[]", ARRAY_OF(float_type), floats, 0},
    {"byteas", "bytea[]", ARRAY_OF(bytea_type), byteas, 0},
    {"boxes", "box[]", {.kind = RT_ARRAY, .delimiter = ';', .element = &box_type}, boxes, 0},
    {"domains", "texts[]", ARRAY_OF(texts_type), domains, 0},
    {"pair", "pair", {.kind = RT_COMPOSITE, .fields = pair_fields, .field_count = 4}, pair, 0},
    {"pairs", "pair[]", ARRAY_OF(pair_type), pairs, 0},
    {"int4range", "int4range", {.kind = RT_RANGE, .element = &int_type}, range, 0},
    {"daterange", "daterange", {.kind = RT_RANGE, .element = &date_type}, date_range, 0},
    {"tsrange", "tsrange", {.kind = RT_RANGE, .element = &stamp_type}, stamp_range, 0},
    {"textrange", "textrange", {.kind = RT_RANGE, .element = &text_type}, text_range, 0},
    {"int4ranges", "int4range[]", ARRAY_OF(int_range), ranges, 0},
    {"int4multirange", "int4multirange", {.kind = RT_MULTIRANGE, .element = &int_range}, ranges, 0},
};

const size_t column_count = sizeof columns / sizeof *columns;
