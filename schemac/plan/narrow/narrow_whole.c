/* narrow_whole.c: conditions on numbers, dates, times and intervals as sets of whole numbers: what they are
 * of the column's smallest unit, such as cents, days or microseconds. */
#include "plan/narrow/narrow_whole.h"

#include "evaluate/evaluate_exact.h"
#include "evaluate/evaluate_time.h"
#include "model/literal.h"
#include "model/type_convert.h"

enum {
    REAL_DIGITS = 4,      /* after the point, of floats */
    REAL_DIGITS_MOST = 9, /* where conditions have more of them */
    INTERVAL_DAYS = 1000000,
    FIRST_YEAR = 1,
    LAST_YEAR = 9999
};

#define CLAMPED(value) ((value) > SPAN_MOST ? SPAN_MOST : (value) < SPAN_LEAST ? SPAN_LEAST : (value))

static TypeCode code_of(const NarrowTask *task)
{
    return type_code(&task->base);
}

static bool is_real(const NarrowTask *task)
{
    ValueKind kind = task->column->type->kind;
    return kind == VALUE_FLOAT || kind == VALUE_DOUBLE;
}

bool whole_is(const NarrowTask *task)
{
    ValueKind kind = task->column->type->kind;
    return kind == VALUE_INT16 || kind == VALUE_INT32 || kind == VALUE_INT64 || kind == VALUE_WIDE ||
           kind == VALUE_INTERVAL || is_real(task);
}

/* ---- digits after the point ---- */

static int digits_of(const Expr *expr)
{
    int most = 0;
    if (expr->kind == EXPR_NUMBER || expr->kind == EXPR_STRING) {
        size_t point = 0;
        while (point < expr->text.size && expr->text.data[point] != '.')
            point++;
        most = point < expr->text.size ? (int)(expr->text.size - point - 1) : 0;
    }
    for (size_t i = 0; i < expr->arguments.count; i++) {
        int digits = expr->arguments.items[i] ? digits_of(expr->arguments.items[i]) : 0;
        most = digits > most ? digits : most;
    }
    return most;
}

int whole_scale(const NarrowTask *task)
{
    int digits = REAL_DIGITS;
    if (!is_real(task))
        return task->column->type->scale;
    for (size_t i = 0; i < task->conditions.count; i++) {
        int more = digits_of(task->conditions.items[i]) + 1;
        digits = more > digits ? more : digits;
    }
    return digits < REAL_DIGITS_MOST ? digits : REAL_DIGITS_MOST;
}

PlanInteger whole_power_of_ten(int exponent)
{
    PlanInteger power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

/* ---- constants as places among the values ---- */

/* The last value at or before a constant, and whether it is the constant itself. */
typedef struct Place {
    PlanInteger value;
    bool exact;
} Place;

static PlanInteger floor_of(PlanInteger value, PlanInteger unit)
{
    PlanInteger quotient = value / unit;
    return value % unit < 0 ? quotient - 1 : quotient;
}

static Place scaled(Exact exact, int scale)
{
    PlanInteger value = exact.digits, unit = 1;
    for (; exact.scale < scale; scale--)
        if (__builtin_mul_overflow(value, 10, &value))
            return (Place){exact.digits < 0 ? SPAN_LEAST : SPAN_MOST, true};
    for (; exact.scale > scale; scale++)
        unit *= 10;
    return (Place){CLAMPED(floor_of(value, unit)), value % unit == 0};
}

static bool place_of_number(const NarrowTask *task, Text text, const TypeUse *type, Place *place)
{
    Text number;
    Exact exact;
    if (text_is(text, "Infinity") || text_is(text, "NaN") || text_is(text, "-Infinity")) {
        *place = (Place){text_is(text, "-Infinity") ? SPAN_LEAST : SPAN_MOST, true};
        return true;
    }
    if (!literal_number(task->arena, text, &number) || !exact_read(number, &exact))
        return false;
    *place = scaled(exact, type_code(&task->base) == TYPE_MONEY ? 2 : whole_scale(task));
    (void)type;
    return true;
}

static bool place_of_moment(const NarrowTask *task, Text text, const TypeUse *type, Place *place)
{
    Datum datum = datum_make(*type, text);
    int64_t moment;
    if (!time_read(&datum, &moment))
        return false;
    *place = (Place){moment, true};
    if (time_is_infinite(moment))
        place->value = moment < 0 ? SPAN_LEAST : SPAN_MOST;
    else if (code_of(task) == TYPE_DATE)
        *place = (Place){time_floor(moment, TIME_DAY), moment % TIME_DAY == 0};
    return true;
}

/* As intervals are compared: a month is 30 days. */
static bool place_of_interval(Text text, Place *place)
{
    Interval interval;
    if (!time_read_interval(text, &interval))
        return false;
    *place = (Place){time_interval_length(interval), true};
    return true;
}

static bool is_time(TypeCode code)
{
    return code == TYPE_DATE || code == TYPE_TIMESTAMP || code == TYPE_TIMESTAMPTZ || code == TYPE_TIME;
}

static bool place_of(const NarrowTask *task, Text text, const TypeUse *type, Place *place)
{
    TypeCode own = code_of(task), other = type_code(type);
    if (own == TYPE_INTERVAL || other == TYPE_INTERVAL)
        return own == other && place_of_interval(text, place);
    if (is_time(own) != is_time(other) || (own == TYPE_TIME) != (other == TYPE_TIME))
        return false;
    return is_time(own) ? place_of_moment(task, text, type, place) : place_of_number(task, text, type, place);
}

bool whole_place(const NarrowTask *task, Text value, PlanInteger *number)
{
    Place place;
    if (!place_of(task, value, &task->base, &place) || !place.exact)
        return false;
    *number = place.value;
    return true;
}

/* ---- comparisons ---- */

static Spans below(const NarrowTask *task, Place place, bool inclusive)
{
    PlanInteger high = place.exact && !inclusive ? place.value - 1 : place.value;
    return spans_between(task->arena, SPAN_LEAST, high);
}

enum {
    REAL_BITS = 24 /* of a float of single precision */
};

/* Whether a float of single precision has exactly the value of the place: whole numbers; halves, quarters and
 * so on of those that are not too large. */
static bool is_binary(const NarrowTask *task, PlanInteger place)
{
    PlanInteger fives = 1, limit = (PlanInteger)1 << REAL_BITS;
    for (int i = 0; i < whole_scale(task); i++)
        fives *= 5;
    bool is_whole = place % whole_power_of_ten(whole_scale(task)) == 0;
    return is_whole || (place % fives == 0 && place / fives < limit && place / fives > -limit);
}

/* Floats of single precision lie beside their decimals, on either side, where those are of another type. */
static void round_float(const NarrowTask *task, Place *place, const TypeUse *type, Text symbol)
{
    bool is_finite = place->value > SPAN_LEAST && place->value < SPAN_MOST;
    if (task->column->type->kind != VALUE_FLOAT || !place->exact || !is_finite || text_is(symbol, "<>") ||
        type_code(type) == TYPE_FLOAT4 || is_binary(task, place->value))
        return;
    place->value -= text_is(symbol, "<") || text_is(symbol, "<=");
    place->exact = false;
}

static Spans compare(const NarrowTask *task, Text symbol, Place least, Place most)
{
    Arena *arena = task->arena;
    Spans within = least.exact ? spans_between(arena, least.value, most.value)
                               : spans_between(arena, least.value + 1, most.value);
    Spans low = below(task, least, text_is(symbol, "<="));
    Spans not_high = below(task, most, text_is(symbol, ">"));
    if (text_is(symbol, "<") || text_is(symbol, "<="))
        return low;
    if (text_is(symbol, ">") || text_is(symbol, ">="))
        return spans_except(arena, &not_high);
    if (text_is(symbol, "<>"))
        return spans_except(arena, &within);
    return least.value == most.value ? within : (Spans){0};
}

static bool is_comparison(Text symbol)
{
    static const char *const known[] = {"<", "<=", ">", ">=", "=", "<>"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (text_is(symbol, known[i]))
            return true;
    return false;
}

/* Where the column itself compares so with the constant. */
static bool constant_spans(const NarrowTask *task, Text symbol, const Constant *constant, Spans *spans)
{
    Place least, most;
    if (!is_comparison(symbol) || !place_of(task, constant->least, &constant->type, &least) ||
        !place_of(task, constant->most, &constant->type, &most))
        return false;
    round_float(task, &least, &constant->type, symbol);
    round_float(task, &most, &constant->type, symbol);
    *spans = compare(task, symbol, least, most);
    return true;
}

static bool integer_spans(const NarrowTask *task, Text symbol, const Constant *constant, Spans *spans)
{
    Text number;
    Exact exact;
    if (!is_comparison(symbol) || !text_equal(constant->least, constant->most) ||
        !literal_number(task->arena, constant->least, &number) || !exact_read(number, &exact))
        return false;
    Place place = scaled(exact, 0);
    *spans = compare(task, symbol, place, place);
    return true;
}

/* The numbers of all constants together. */
static bool join(const NarrowTask *task, const Atom *atom,
                 bool (*spans_of)(const NarrowTask *task, Text symbol, const Constant *constant,
                                  Spans *spans),
                 Spans *all)
{
    *all = atom->is_all && !atom->has_null ? spans_all(task->arena) : (Spans){0};
    for (size_t i = 0; i < atom->constants.count; i++) {
        Spans one;
        if (!spans_of(task, atom->symbol, &atom->constants.items[i], &one))
            return false;
        *all = atom->is_all ? spans_both(task->arena, all, &one) : spans_either(task->arena, all, &one);
    }
    return true;
}

bool whole_of_atom(const NarrowTask *task, const Atom *atom, Spans *spans)
{
    return join(task, atom, integer_spans, spans);
}

/* ---- what is compared ---- */

/* A cast that keeps every value where it was among the others. */
static bool keeps_order(const NarrowTask *task, const Expr *cast)
{
    TypeCode own = code_of(task), other = type_code(&cast->type);
    if (is_time(own))
        return own == TYPE_DATE && (other == TYPE_TIMESTAMP || other == TYPE_TIMESTAMPTZ);
    bool number =
        other == TYPE_INT8 || other == TYPE_FLOAT8 || (other == TYPE_NUMERIC && !cast->type.modifier_count);
    return number && (type_is_integer(&task->base) || (other != TYPE_INT8 && own != TYPE_FLOAT4));
}

/* subject = sign × column + offset. */
typedef struct Line {
    bool is_negated;
    PlanInteger offset;
} Line;

static bool line_of(const NarrowTask *task, const Expr *subject, Line *line);

static bool line_of_sum(const NarrowTask *task, const Expr *expr, Line *line)
{
    bool minus = text_is(expr->text, "-");
    const Expr *left = expr->arguments.items[0], *right = expr->arguments.items[1];
    bool swapped = narrow_is_constant(left);
    Constant constant;
    Place place;
    if (!narrow_constant(task, swapped ? left : right, &constant) ||
        !text_equal(constant.least, constant.most) || is_time(code_of(task)) ||
        !place_of(task, constant.least, &constant.type, &place) || !place.exact ||
        !line_of(task, swapped ? right : left, line))
        return false;
    if (minus && swapped) {
        line->is_negated = !line->is_negated;
        line->offset = place.value - line->offset;
    } else {
        line->offset += minus ? -place.value : place.value;
    }
    return true;
}

static bool line_of(const NarrowTask *task, const Expr *subject, Line *line)
{
    if (narrow_is_self(subject)) {
        *line = (Line){0};
        return true;
    }
    if (subject->kind == EXPR_CAST && keeps_order(task, subject))
        return line_of(task, subject->arguments.items[0], line);
    if (subject->kind != EXPR_OPERATOR || subject->qualifier.size || is_real(task))
        return false;
    if (subject->arguments.count == 1 && text_is(subject->text, "-") &&
        line_of(task, subject->arguments.items[0], line)) {
        *line = (Line){!line->is_negated, -line->offset};
        return true;
    }
    bool sum = text_is(subject->text, "+") || text_is(subject->text, "-");
    return sum && subject->arguments.count == 2 && line_of_sum(task, subject, line);
}

/* The columns' values for which the line lies in the spans. */
static Spans solve(const NarrowTask *task, const Line *line, const Spans *spans)
{
    Spans solved = {0};
    for (size_t i = 0; i < spans->count; i++) {
        const NumberSpan *bounds = &spans->items[line->is_negated ? spans->count - 1 - i : i];
        PlanInteger low = line->is_negated ? line->offset - bounds->high : bounds->low - line->offset,
                    high = line->is_negated ? line->offset - bounds->low : bounds->high - line->offset;
        list_push(task->arena, &solved, ((NumberSpan){CLAMPED(low), CLAMPED(high)}));
    }
    return solved;
}

/* ---- conditions ---- */

static const void *spans_of_range(const NarrowTask *task, const Atom *atom);

static const void *atom_spans(const NarrowTask *task, const Expr *expr, bool truth)
{
    Atom atom;
    Line line;
    if (!narrow_atom(task, expr, truth, &atom))
        return NULL;
    if (text_is(atom.symbol, "<@"))
        return spans_of_range(task, &atom);
    if (!line_of(task, atom.subject, &line))
        return NULL;
    Spans all;
    if (!join(task, &atom, constant_spans, &all))
        return NULL;
    return narrow_kept(task, solve(task, &line, &all));
}

/* A bound of a range as its own text: moments stand in quotes there. */
static Text unquoted(Text bound)
{
    bool quoted = bound.size > 1 && bound.data[0] == '"' && bound.data[bound.size - 1] == '"';
    return quoted ? text_slice(bound, 1, bound.size - 1) : bound;
}

/* x <@ '[a,b)': the bounds are of the column's type, which has a range type. */
static const void *spans_of_range(const NarrowTask *task, const Atom *atom)
{
    if (atom->constants.count != 1 || atom->has_null || !narrow_is_self(atom->subject))
        return NULL;
    Text text = atom->constants.items[0].least;
    TypeUse type = atom->constants.items[0].type;
    if (type.dimensions || type.type->kind != TYPE_RANGE || text.size < 3)
        return NULL;
    size_t comma = 1;
    while (comma < text.size && text.data[comma] != ',')
        comma++;
    Text from = unquoted(text_slice(text, 1, comma)),
         to = unquoted(text_slice(text, comma + 1, text.size - 1));
    Constant low = {from, from, type_element(&type)}, high = {to, to, low.type};
    Spans above = spans_all(task->arena), under = above;
    bool known =
        (!low.least.size ||
         constant_spans(task, text.data[0] == '[' ? TEXT(">=") : TEXT(">"), &low, &above)) &&
        (!high.least.size ||
         constant_spans(task, text.data[text.size - 1] == ']' ? TEXT("<=") : TEXT("<"), &high, &under));
    return known ? narrow_kept(task, spans_both(task->arena, &above, &under)) : NULL;
}

bool whole_spans(const NarrowTask *task, const Expr *condition, Spans *spans)
{
    return narrow_spans(task, atom_spans, condition, spans);
}

/* ---- what the type holds ---- */

static NumberSpan numeric_bounds(const NarrowTask *task)
{
    int digits = task->base.modifier_count ? task->base.modifiers[0] : 18;
    PlanInteger most = whole_power_of_ten(digits > 37 ? 37 : digits) - 1;
    return (NumberSpan){-most, most};
}

static NumberSpan real_bounds(const NarrowTask *task)
{
    PlanInteger most = task->column->type->kind == VALUE_FLOAT ? (1 << 23) : (INT64_C(1) << 52);
    return (NumberSpan){-most, most};
}

NumberSpan whole_bounds(const NarrowTask *task)
{
    int64_t first = time_days(FIRST_YEAR, 1, 1), last = time_days(LAST_YEAR, 12, 31);
    switch (code_of(task)) {
    case TYPE_INT2:
        return (NumberSpan){INT16_MIN, INT16_MAX};
    case TYPE_INT4:
        return (NumberSpan){INT32_MIN, INT32_MAX};
    case TYPE_NUMERIC:
        return numeric_bounds(task);
    case TYPE_FLOAT4:
    case TYPE_FLOAT8:
        return real_bounds(task);
    case TYPE_DATE:
        return (NumberSpan){first, last};
    case TYPE_TIMESTAMP:
    case TYPE_TIMESTAMPTZ:
        return (NumberSpan){first * TIME_DAY, (last + 1) * TIME_DAY - 1};
    case TYPE_TIME:
        return (NumberSpan){0, TIME_DAY - 1};
    case TYPE_INTERVAL:
        return (NumberSpan){-INTERVAL_DAYS * TIME_DAY, INTERVAL_DAYS * TIME_DAY};
    case TYPE_OID:
    case TYPE_XID:
    case TYPE_CID:
        return (NumberSpan){0, UINT32_MAX};
    default:
        return (NumberSpan){INT64_MIN, INT64_MAX};
    }
}

/* ---- texts of values ---- */

static Text decimal_text(Arena *arena, PlanInteger value, int scale)
{
    char digits[64];
    size_t at = sizeof digits;
    bool negative = value < 0;
    PlanCount rest = negative ? (PlanCount)-value : (PlanCount)value;
    for (int i = 0; rest || i <= scale; i++) {
        if (i == scale && scale)
            digits[--at] = '.';
        digits[--at] = (char)('0' + (int)(rest % 10));
        rest /= 10;
    }
    if (negative)
        digits[--at] = '-';
    return text_copy(arena, (Text){digits + at, sizeof digits - at});
}

static Text day_text(Arena *arena, int64_t days)
{
    Calendar day = time_calendar(days);
    return text_format(arena, "%04d-%02d-%02d", (int)day.year, (int)day.month, (int)day.day);
}

static Text time_text(Arena *arena, int64_t time)
{
    int seconds = (int)(time / TIME_SECOND);
    return text_format(arena, "%02d:%02d:%02d.%06d", seconds / 3600, seconds / 60 % 60, seconds % 60,
                       (int)(time % TIME_SECOND));
}

Text whole_text(const NarrowTask *task, PlanInteger value)
{
    Arena *arena = task->arena;
    int64_t moment = (int64_t)value, day = time_floor(moment, TIME_DAY);
    Text text;
    switch (code_of(task)) {
    case TYPE_DATE:
        text = day_text(arena, moment);
        break;
    case TYPE_TIME:
        text = time_text(arena, moment);
        break;
    case TYPE_INTERVAL:
        text = text_format(arena, "%lld days %s%.*s", (long long)(moment / TIME_DAY), moment < 0 ? "-" : "",
                           TEXT_ARG(time_text(arena, moment < 0 ? -(moment % TIME_DAY) : moment % TIME_DAY)));
        break;
    case TYPE_TIMESTAMP:
    case TYPE_TIMESTAMPTZ:
        text = text_format(arena, "%.*s %.*s%s", TEXT_ARG(day_text(arena, day)),
                           TEXT_ARG(time_text(arena, moment - day * TIME_DAY)),
                           code_of(task) == TYPE_TIMESTAMPTZ ? "+00" : "");
        break;
    default:
        text = decimal_text(arena, value, code_of(task) == TYPE_MONEY ? 2 : whole_scale(task));
        break;
    }
    return literal_canonical(arena, text, &task->base);
}
