/* evaluate_range.c: ranges as two bounds, multiranges as a list of them. */
#include "evaluate/evaluate_range.h"

#include "base/buffer.h"
#include "evaluate/evaluate_number.h"
#include "evaluate/evaluate_time.h"

#include <string.h>

typedef struct Bound {
    bool infinite;
    bool inclusive;
    Datum value;
} Bound;

typedef struct Range {
    bool empty;
    Bound low, high;
} Range;
typedef LIST(Range) RangeList;

/* ---- reading ---- */

typedef struct Reader {
    Evaluator *evaluator;
    Text text;
    size_t at;
    TypeUse element;
} Reader;

static char peek(const Reader *reader)
{
    return reader->at < reader->text.size ? reader->text.data[reader->at] : '\0';
}

/* A bound up to a comma or the closing bracket; without any character it is infinite. */
static bool read_bound(Reader *reader, Bound *bound)
{
    Buffer out = {0};
    size_t start = reader->at;
    bool quoted = false, good = true;
    while (reader->at < reader->text.size && (quoted || !strchr(",)]", peek(reader)))) {
        char c = peek(reader);
        reader->at++;
        bool doubled =
            c == '"' && !quoted && reader->at - 1 > start && reader->text.data[reader->at - 2] == '"';
        good = good && c != '\\' && !doubled && (quoted || !strchr("([", c));
        if (c == '"')
            quoted = !quoted;
        else
            buffer_char(&out, c);
    }
    Text text = text_copy(reader->evaluator->arena, buffer_contents(&out));
    buffer_free(&out);
    bound->infinite = reader->at == start;
    bound->value = datum_make(reader->element, text);
    return good && !quoted;
}

/* One range, from its opening bracket on, or "empty". */
static bool read_one(Reader *reader, Range *range)
{
    *range = (Range){0};
    if (text_starts_with(text_slice(reader->text, reader->at, reader->text.size), TEXT("empty"))) {
        reader->at += 5;
        range->empty = true;
        return true;
    }
    range->low.inclusive = peek(reader) == '[';
    if (peek(reader) != '[' && peek(reader) != '(')
        return false;
    reader->at++;
    if (!read_bound(reader, &range->low) || peek(reader) != ',')
        return false;
    reader->at++;
    if (!read_bound(reader, &range->high) || (peek(reader) != ']' && peek(reader) != ')'))
        return false;
    range->high.inclusive = peek(reader) == ']';
    reader->at++;
    range->low.inclusive = range->low.inclusive && !range->low.infinite;
    range->high.inclusive = range->high.inclusive && !range->high.infinite;
    return true;
}

/* The ranges of a range's or multirange's output form; an empty one has none. */
static bool read_ranges(Evaluator *evaluator, const Datum *datum, RangeList *ranges)
{
    TypeUse type = type_plain(&datum->type);
    if (!type.type || type.dimensions)
        return false;
    bool multi = type.type->kind == TYPE_MULTIRANGE;
    Reader reader = {evaluator, text_trim(datum->text), 0, type_element(&type)};
    if (!multi && type.type->kind != TYPE_RANGE)
        return false;
    if (multi && text_is(reader.text, "{}"))
        return true;
    do {
        Range range;
        reader.at += multi;
        if (!read_one(&reader, &range))
            return false;
        if (!range.empty)
            list_push(evaluator->arena, ranges, range);
    } while (multi && peek(&reader) == ',');
    return (!multi || peek(&reader) == '}') && reader.at + multi == reader.text.size;
}

/* ---- bounds ---- */

/* How two bounds stand to each other: −1, 0, 1 as less, equal, greater; false where it is not known. Of equal
 * values the one that leaves its value out is further in. */
static bool compare_bounds(Evaluator *evaluator, const Bound *a, bool a_low, const Bound *b, bool b_low,
                           int *sign)
{
    if (a->infinite || b->infinite) {
        int x = a->infinite ? (a_low ? -1 : 1) : 0, y = b->infinite ? (b_low ? -1 : 1) : 0;
        *sign = (x > y) - (x < y);
        return true;
    }
    Order order = datum_order(evaluator, &a->value, &b->value);
    if (order == ORDER_UNKNOWN || order == ORDER_DIFFERENT)
        return false;
    if (order != ORDER_EQUAL) {
        *sign = order == ORDER_LESS ? -1 : 1;
        return true;
    }
    int x = a->inclusive ? 0 : a_low ? 1 : -1, y = b->inclusive ? 0 : b_low ? 1 : -1;
    *sign = (x > y) - (x < y);
    return true;
}

static bool is_discrete(const TypeUse *type)
{
    TypeCode code = type_code(type);
    return code == TYPE_INT4 || code == TYPE_INT8 || code == TYPE_DATE;
}

/* The range types that have a canonical form are PostgreSQL's own. */
static bool is_canonical(TypeUse type)
{
    TypeUse element = type_element(&type);
    return text_is(type.type->schema, "pg_catalog") && is_discrete(&element);
}

static Datum successor(Evaluator *evaluator, const Datum *value)
{
    int64_t moment, number;
    if (type_code(&value->type) != TYPE_DATE)
        return text_to_int64(value->text, &number) ? datum_integer(evaluator, (Wide)number + 1, value->type)
                                                   : datum_unknown();
    return time_read(value, &moment) ? time_make(evaluator, moment + TIME_DAY, value->type) : datum_unknown();
}

/* A day that is no day: no other one follows it. */
static bool is_endless(const Bound *bound)
{
    int64_t moment;
    return bound->infinite || (type_code(&bound->value.type) == TYPE_DATE &&
                               time_read(&bound->value, &moment) && time_is_infinite(moment));
}

/* Bounds of whole numbers and days as [low, high). */
static Evaluated canonical(Evaluator *evaluator, Range *range)
{
    if (!is_endless(&range->low) && !range->low.inclusive) {
        range->low.value = successor(evaluator, &range->low.value);
        range->low.inclusive = true;
    }
    if (!is_endless(&range->high) && range->high.inclusive) {
        range->high.value = successor(evaluator, &range->high.value);
        range->high.inclusive = false;
    }
    Datum both[] = {range->low.infinite ? datum_bool(true) : range->low.value,
                    range->high.infinite ? datum_bool(true) : range->high.value};
    return evaluate_strict(both, 2);
}

/* ---- printing ---- */

static void append_value(Buffer *out, const Bound *bound)
{
    Text text = bound->value.text;
    bool quotes = text.size == 0;
    if (bound->infinite)
        return;
    for (size_t i = 0; i < text.size; i++)
        quotes = quotes || strchr("\"\\()[], \t\n\r\f\v", text.data[i]);
    if (quotes)
        buffer_char(out, '"');
    for (size_t i = 0; i < text.size; i++) {
        if (strchr("\"\\", text.data[i]))
            buffer_char(out, text.data[i]);
        buffer_char(out, text.data[i]);
    }
    if (quotes)
        buffer_char(out, '"');
}

/* The range with its bounds in order and in canonical form. */
static Datum settle(Evaluator *evaluator, Range range, TypeUse type)
{
    int sign = -1;
    if (range.empty)
        return datum_make(type, TEXT("empty"));
    if (!range.low.infinite && !range.high.infinite) {
        Order order = datum_order(evaluator, &range.low.value, &range.high.value);
        if (order == ORDER_UNKNOWN || order == ORDER_DIFFERENT)
            return datum_unknown();
        sign = order == ORDER_LESS ? -1 : order == ORDER_GREATER;
    }
    if (sign > 0)
        return datum_error();
    if (sign == 0 && !(range.low.inclusive && range.high.inclusive))
        return datum_make(type, TEXT("empty"));
    if (is_canonical(type)) {
        Evaluated state = canonical(evaluator, &range);
        if (state != EVALUATED_VALUE)
            return state == EVALUATED_ERROR ? datum_error() : datum_unknown();
        Order order = range.low.infinite || range.high.infinite
                          ? ORDER_LESS
                          : datum_order(evaluator, &range.low.value, &range.high.value);
        if (order == ORDER_EQUAL && !(range.low.inclusive && range.high.inclusive))
            return datum_make(type, TEXT("empty"));
    }
    Buffer out = {0};
    buffer_char(&out, range.low.inclusive ? '[' : '(');
    append_value(&out, &range.low);
    buffer_char(&out, ',');
    append_value(&out, &range.high);
    buffer_char(&out, range.high.inclusive ? ']' : ')');
    Datum datum = datum_make(type, text_copy(evaluator->arena, buffer_contents(&out)));
    buffer_free(&out);
    return datum;
}

static bool input_bound(Evaluator *evaluator, Bound *bound, Datum *failure)
{
    if (bound->infinite)
        return true;
    bound->value = datum_input(evaluator, bound->value.text, &bound->value.type);
    *failure = bound->value;
    return bound->value.state == EVALUATED_VALUE;
}

/* Multiranges are taken as they stand where they have at most one range. */
Datum range_input(Evaluator *evaluator, Text text, TypeUse type)
{
    Datum datum = datum_make(type, text), failure;
    RangeList ranges = {0};
    if (!read_ranges(evaluator, &datum, &ranges) || ranges.count > 1)
        return datum_unknown();
    bool multi = type.type->kind == TYPE_MULTIRANGE;
    if (ranges.count == 0)
        return datum_make(type, multi ? TEXT("{}") : TEXT("empty"));
    Range range = ranges.items[0];
    if (!input_bound(evaluator, &range.low, &failure) || !input_bound(evaluator, &range.high, &failure))
        return failure;
    if (!multi)
        return settle(evaluator, range, type);
    if (!type.type->range)
        return datum_unknown();
    Datum one = settle(evaluator, range, (TypeUse){.type = type.type->range});
    if (one.state != EVALUATED_VALUE)
        return one;
    bool empty = text_is(one.text, "empty");
    return datum_make(type,
                      text_format(evaluator->arena, "{%.*s}", empty ? 0 : (int)one.text.size, one.text.data));
}

/* ---- relations ---- */

/* Signs of bounds; one that is not known spoils the whole. */
typedef struct Compare {
    Evaluator *evaluator;
    bool unknown;
} Compare;

static int sign_of(Compare *compare, const Bound *a, bool a_low, const Bound *b, bool b_low)
{
    int sign = 0;
    if (!compare_bounds(compare->evaluator, a, a_low, b, b_low, &sign))
        compare->unknown = true;
    return sign;
}

static bool contains(Compare *compare, const Range *a, const Range *b)
{
    return sign_of(compare, &a->low, true, &b->low, true) <= 0 &&
           sign_of(compare, &a->high, false, &b->high, false) >= 0;
}

static bool overlaps(Compare *compare, const Range *a, const Range *b)
{
    return sign_of(compare, &a->low, true, &b->high, false) <= 0 &&
           sign_of(compare, &b->low, true, &a->high, false) <= 0;
}

/* Whether the first ends just where the second begins. */
static bool touches(Compare *compare, const Range *a, const Range *b)
{
    if (a->high.infinite || b->low.infinite)
        return false;
    Order order = datum_order(compare->evaluator, &a->high.value, &b->low.value);
    compare->unknown = compare->unknown || order == ORDER_UNKNOWN || order == ORDER_DIFFERENT;
    return order == ORDER_EQUAL && a->high.inclusive != b->low.inclusive;
}

static bool is_before(Compare *compare, const Range *a, const Range *b)
{
    return sign_of(compare, &a->high, false, &b->low, true) < 0;
}

static bool holds(Compare *compare, Text symbol, const Range *a, const Range *b)
{
    if (text_is(symbol, "@>"))
        return contains(compare, a, b);
    if (text_is(symbol, "<@"))
        return contains(compare, b, a);
    if (text_is(symbol, "&&"))
        return overlaps(compare, a, b);
    if (text_is(symbol, "-|-"))
        return touches(compare, a, b) || touches(compare, b, a);
    if (text_is(symbol, "<<"))
        return is_before(compare, a, b);
    if (text_is(symbol, ">>"))
        return is_before(compare, b, a);
    if (text_is(symbol, "&<"))
        return sign_of(compare, &a->high, false, &b->high, false) <= 0;
    if (text_is(symbol, "&>"))
        return sign_of(compare, &a->low, true, &b->low, true) >= 0;
    compare->unknown = true;
    return false;
}

/* An element as the range of itself alone. */
static bool as_ranges(Evaluator *evaluator, const Datum *datum, const TypeUse *element, RangeList *ranges)
{
    TypeUse plain = type_plain(&datum->type);
    if (plain.type && (plain.type->kind == TYPE_RANGE || plain.type->kind == TYPE_MULTIRANGE))
        return read_ranges(evaluator, datum, ranges);
    Datum value = datum_cast(evaluator, *datum, element, false);
    Bound bound = {.inclusive = true, .value = value};
    list_push(evaluator->arena, ranges, ((Range){.low = bound, .high = bound}));
    return value.state == EVALUATED_VALUE;
}

static bool is_multirange(const Datum *datum)
{
    TypeUse plain = type_plain(&datum->type);
    return plain.type && !plain.dimensions && plain.type->kind == TYPE_MULTIRANGE;
}

static Datum answer(const Compare *compare, bool value)
{
    return compare->unknown ? datum_unknown() : datum_bool(value);
}

/* Ranges of a multirange neither touch nor overlap: what is contained lies in one of them. */
static Datum relate_lists(Compare *compare, Text symbol, const RangeList *a, const RangeList *b)
{
    bool any = false, all = true;
    if (text_is(symbol, "<@"))
        return relate_lists(compare, TEXT("@>"), b, a);
    if (!text_is(symbol, "@>") && !text_is(symbol, "&&"))
        return datum_unknown();
    for (size_t i = 0; i < b->count; i++) {
        bool here = false;
        for (size_t k = 0; k < a->count; k++)
            here = holds(compare, symbol, &a->items[k], &b->items[i]) || here;
        any = any || here;
        all = all && here;
    }
    return answer(compare, text_is(symbol, "@>") ? all : any);
}

Datum range_relate(Evaluator *evaluator, Text symbol, const Datum *a, const Datum *b)
{
    TypeUse element = type_element(&a->type);
    if (!type_is_known(&element))
        element = type_element(&b->type);
    RangeList x = {0}, y = {0};
    Compare compare = {.evaluator = evaluator};
    if (!as_ranges(evaluator, a, &element, &x) || !as_ranges(evaluator, b, &element, &y))
        return datum_unknown();
    if (is_multirange(a) || is_multirange(b))
        return relate_lists(&compare, symbol, &x, &y);
    bool contained = (text_is(symbol, "@>") && y.count == 0) || (text_is(symbol, "<@") && x.count == 0);
    if (x.count == 0 || y.count == 0)
        return datum_bool(contained);
    return answer(&compare, holds(&compare, symbol, &x.items[0], &y.items[0]));
}

/* Empty ranges come first, then by their low bounds, then by their high ones. */
Order range_order(Evaluator *evaluator, const Datum *a, const Datum *b)
{
    RangeList x = {0}, y = {0};
    if (!read_ranges(evaluator, a, &x) || !read_ranges(evaluator, b, &y))
        return ORDER_UNKNOWN;
    for (size_t i = 0; i < x.count && i < y.count; i++) {
        Compare compare = {.evaluator = evaluator};
        int low = sign_of(&compare, &x.items[i].low, true, &y.items[i].low, true);
        int high = sign_of(&compare, &x.items[i].high, false, &y.items[i].high, false);
        if (compare.unknown)
            return ORDER_UNKNOWN;
        if (low || high)
            return order_of_int(low ? low : high);
    }
    return order_of_int((x.count > y.count) - (x.count < y.count));
}

/* ---- functions ---- */

Datum range_bound(Evaluator *evaluator, const Datum *argument, bool upper, TypeUse result)
{
    RangeList ranges = {0};
    if (!read_ranges(evaluator, argument, &ranges))
        return datum_unknown();
    if (ranges.count == 0)
        return datum_null(result);
    const Range *range = &ranges.items[upper ? ranges.count - 1 : 0];
    const Bound *bound = upper ? &range->high : &range->low;
    return bound->infinite ? datum_null(result) : bound->value;
}

Datum range_is_empty(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    RangeList ranges = {0};
    (void)count;
    (void)result;
    return read_ranges(evaluator, arguments, &ranges) ? datum_bool(ranges.count == 0) : datum_unknown();
}

/* Whether the outermost bound includes its value, or is infinite. */
static Datum tell(Evaluator *evaluator, const Datum *argument, bool upper, bool infinite)
{
    RangeList ranges = {0};
    if (!read_ranges(evaluator, argument, &ranges))
        return datum_unknown();
    if (ranges.count == 0)
        return datum_bool(false);
    const Range *range = &ranges.items[upper ? ranges.count - 1 : 0];
    const Bound *bound = upper ? &range->high : &range->low;
    return datum_bool(infinite ? bound->infinite : bound->inclusive);
}

Datum range_lower_inc(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)count;
    (void)result;
    return tell(evaluator, arguments, false, false);
}

Datum range_upper_inc(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)count;
    (void)result;
    return tell(evaluator, arguments, true, false);
}

Datum range_lower_inf(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)count;
    (void)result;
    return tell(evaluator, arguments, false, true);
}

Datum range_upper_inf(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)count;
    (void)result;
    return tell(evaluator, arguments, true, true);
}

/* int4range (low, high [, '[)']): NULL is infinite. */
Datum range_make(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Text brackets = count > 2 ? arguments[2].text : TEXT("[)");
    if (count > 2 && arguments[2].state == EVALUATED_NULL)
        return datum_error();
    if (brackets.size != 2 || !strchr("[(", brackets.data[0]) || !strchr("])", brackets.data[1]))
        return datum_error();
    Range range = {.low = {.infinite = arguments[0].state == EVALUATED_NULL, .value = arguments[0]},
                   .high = {.infinite = arguments[1].state == EVALUATED_NULL, .value = arguments[1]}};
    range.low.inclusive = brackets.data[0] == '[' && !range.low.infinite;
    range.high.inclusive = brackets.data[1] == ']' && !range.high.infinite;
    return settle(evaluator, range, result);
}
