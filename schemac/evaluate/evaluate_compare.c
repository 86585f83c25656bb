/* evaluate_compare.c: how values of each type are ordered. Where that is the locale's business, only what
 * all of them agree on. */
#include "evaluate/evaluate_parts.h"

#include "evaluate/evaluate_array.h"
#include "evaluate/evaluate_json.h"
#include "evaluate/evaluate_network.h"
#include "evaluate/evaluate_number.h"
#include "evaluate/evaluate_range.h"
#include "evaluate/evaluate_string.h"
#include "evaluate/evaluate_time.h"

#include <string.h>

Order order_of_int(int sign)
{
    return sign < 0 ? ORDER_LESS : sign > 0 ? ORDER_GREATER : ORDER_EQUAL;
}

Order order_of_text(Text a, Text b)
{
    return order_of_int(text_compare(a, b));
}

/* ---- texts ---- */

static bool is_collation_c(Text collation)
{
    return text_is(collation, "C") || text_is(collation, "POSIX") || text_is(collation, "ucs_basic");
}

/* PostgreSQL's own collations have names of locales; others may call texts equal whose bytes differ. */
static bool is_deterministic(Text collation)
{
    bool locale = collation.size > 5 && collation.data[2] == '_';
    return collation.size == 0 || is_collation_c(collation) || text_ends_with(collation, TEXT("-x-icu")) ||
           locale;
}

/* Digits and letters of one case stand in the order of their bytes in every locale. */
static bool is_plain(Text text, char first)
{
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        if (!(c >= '0' && c <= '9') && !(c >= first && c <= first + 25))
            return false;
    }
    return true;
}

bool datum_is_deterministic(const Datum *a, const Datum *b)
{
    return is_deterministic(datum_collation(a, b));
}

static Order order_of_texts(const Datum *a, const Datum *b)
{
    Text collation = datum_collation(a, b);
    if (text_equal(a->text, b->text))
        return text_is(collation, "?") ? ORDER_UNKNOWN : ORDER_EQUAL;
    if (!is_deterministic(collation))
        return ORDER_UNKNOWN;
    bool plain = (is_plain(a->text, 'a') && is_plain(b->text, 'a')) ||
                 (is_plain(a->text, 'A') && is_plain(b->text, 'A'));
    bool empty = a->text.size == 0 || b->text.size == 0;
    return is_collation_c(collation) || plain || empty ? order_of_text(a->text, b->text) : ORDER_DIFFERENT;
}

static Datum without_blanks(const Datum *datum)
{
    Datum bare = *datum;
    while (bare.text.size && bare.text.data[bare.text.size - 1] == ' ')
        bare.text.size--;
    return bare;
}

static Order order_of_padded(const Datum *a, const Datum *b)
{
    Datum x = without_blanks(a), y = without_blanks(b);
    return order_of_texts(&x, &y);
}

/* citext: in lower case, which beyond ASCII is the locale's. */
static Order order_of_folded(Evaluator *evaluator, const Datum *a, const Datum *b)
{
    Datum x = *a, y = *b;
    if (text_equal(a->text, b->text))
        return ORDER_EQUAL;
    if (!string_is_ascii(a->text) || !string_is_ascii(b->text))
        return ORDER_UNKNOWN;
    x.text = text_lower(evaluator->arena, a->text);
    y.text = text_lower(evaluator->arena, b->text);
    return order_of_texts(&x, &y);
}

/* ---- others ---- */

static Order order_of_labels(const Datum *a, const Datum *b)
{
    size_t place[2] = {SIZE_MAX, SIZE_MAX};
    const TextList *labels = &a->type.type->labels;
    for (size_t i = 0; i < labels->count; i++) {
        place[0] = text_equal(labels->items[i], a->text) ? i : place[0];
        place[1] = text_equal(labels->items[i], b->text) ? i : place[1];
    }
    if (place[0] == SIZE_MAX || place[1] == SIZE_MAX)
        return ORDER_UNKNOWN;
    return order_of_int((place[0] > place[1]) - (place[0] < place[1]));
}

static Order order_of_times(const Datum *a, const Datum *b)
{
    int64_t x, y;
    if (!time_read(a, &x) || !time_read(b, &y))
        return ORDER_UNKNOWN;
    return order_of_int((x > y) - (x < y));
}

static Order order_of_intervals(const Datum *a, const Datum *b)
{
    Interval x, y;
    if (!time_read_interval(a->text, &x) || !time_read_interval(b->text, &y))
        return ORDER_UNKNOWN;
    Wide p = time_interval_length(x), q = time_interval_length(y);
    return order_of_int((p > q) - (p < q));
}

/* "$1,234.50" as digits. */
static bool read_money(Text text, Exact *value)
{
    char digits[40];
    size_t count = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '$' || text.data[i] == ',')
            continue;
        if (count == sizeof digits)
            return false;
        digits[count++] = text.data[i];
    }
    return exact_read((Text){digits, count}, value);
}

static Order order_of_money(const Datum *a, const Datum *b)
{
    Exact x, y;
    int sign;
    if (!read_money(a->text, &x) || !read_money(b->text, &y) || !exact_compare(x, y, &sign))
        return ORDER_UNKNOWN;
    return order_of_int(sign);
}

/* Types of which only sameness is known here, and that nothing else is like the empty value. */
static Order order_of_whole(const Datum *a, const Datum *b)
{
    if (text_equal(a->text, b->text))
        return ORDER_EQUAL;
    return a->text.size == 0 || b->text.size == 0 ? ORDER_DIFFERENT : ORDER_UNKNOWN;
}

static Order order_of_bytes(const Datum *a, const Datum *b)
{
    return order_of_text(a->text, b->text);
}

static Order order_of_bases(Evaluator *evaluator, const Datum *a, const Datum *b)
{
    switch (type_code(&a->type)) {
    case TYPE_TEXT:
    case TYPE_VARCHAR:
        return order_of_texts(a, b);
    case TYPE_BPCHAR:
        return order_of_padded(a, b);
    case TYPE_CITEXT:
        return order_of_folded(evaluator, a, b);
    case TYPE_NAME:
        return order_of_text(a->text, b->text);
    case TYPE_DATE:
    case TYPE_TIME:
    case TYPE_TIMESTAMP:
    case TYPE_TIMESTAMPTZ:
        return order_of_times(a, b);
    case TYPE_INTERVAL:
        return order_of_intervals(a, b);
    case TYPE_MONEY:
        return order_of_money(a, b);
    case TYPE_BOOL:
    case TYPE_UUID:
    case TYPE_BYTEA:
    case TYPE_MACADDR:
    case TYPE_MACADDR8:
    case TYPE_BIT:
    case TYPE_VARBIT:
        return order_of_bytes(a, b);
    case TYPE_INET:
    case TYPE_CIDR:
        return network_order(a, b);
    case TYPE_JSONB:
        return json_order(evaluator, a, b);
    case TYPE_TSVECTOR:
    case TYPE_TSQUERY:
    case TYPE_HSTORE:
    case TYPE_LTREE:
        return order_of_whole(a, b);
    default:
        return ORDER_UNKNOWN;
    }
}

static bool is_number(const Datum *datum)
{
    return type_is_number(&datum->type) ||
           (type_code(&datum->type) == TYPE_OID && text_is(type_plain(&datum->type).type->name, "oid"));
}

static bool is_moment(const Datum *datum)
{
    TypeCode code = type_code(&datum->type);
    return code == TYPE_DATE || code == TYPE_TIMESTAMP || code == TYPE_TIMESTAMPTZ;
}

Order datum_order(Evaluator *evaluator, const Datum *a, const Datum *b)
{
    if (is_number(a) && is_number(b))
        return number_order(a, b);
    if (is_moment(a) && is_moment(b))
        return order_of_times(a, b);
    if (!type_same(&a->type, &b->type))
        return ORDER_UNKNOWN;
    if (type_is_array(&a->type))
        return array_order(evaluator, a, b);
    switch (a->type.type->kind) {
    case TYPE_ENUM:
        return order_of_labels(a, b);
    case TYPE_RANGE:
    case TYPE_MULTIRANGE:
        return range_order(evaluator, a, b);
    case TYPE_COMPOSITE:
        return array_row_order(evaluator, a, b);
    default:
        return order_of_bases(evaluator, a, b);
    }
}

Datum datum_compare(Evaluator *evaluator, Text symbol, const Datum *a, const Datum *b)
{
    Order order = datum_order(evaluator, a, b);
    bool equality = text_is(symbol, "=") || text_is(symbol, "<>");
    if (order == ORDER_UNKNOWN || (order == ORDER_DIFFERENT && !equality))
        return datum_unknown();
    if (equality)
        return datum_bool((order == ORDER_EQUAL) == text_is(symbol, "="));
    bool strict = symbol.size == 1, less = symbol.data[0] == '<';
    return datum_bool(order == ORDER_EQUAL ? !strict : less == (order == ORDER_LESS));
}
