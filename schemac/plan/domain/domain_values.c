/* domain_values.c: domains that are lists of values of any type that has constants in C. */
#include "plan/domain/domain.h"

#include "base/buffer.h"
#include "evaluate/evaluate_exact.h"
#include "evaluate/evaluate_time.h"
#include "model/literal.h"
#include "model/names.h"
#include "plan/domain/literal_value.h"

#include <inttypes.h>
#include <string.h>

typedef struct List {
    Arena *arena;
    TypeUse base;
    const ValueType *type;
} List;

static List list_of(const ColumnPlan *column)
{
    return (List){column->table->plan->arena, type_base(&column->column->type), column->type};
}

/* ---- constants of C ----
 * Each appends the constant of a value's text form, or gives false where it has none. */

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'                     ? c - '0'
           : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                    : -1;
}

static bool add_uuid(const List *list, Text text, TextList *constants)
{
    uint64_t halves[2] = {0, 0};
    unsigned digits = 0;
    for (size_t i = 0; i < text.size; i++) {
        int digit = hex_digit(text.data[i]);
        if (digit < 0 && text.data[i] != '-')
            return false;
        if (digit >= 0 && digits < 32)
            halves[digits / 16] = halves[digits / 16] << 4 | (uint64_t)digit;
        digits += digit >= 0;
    }
    list_push(list->arena, constants,
              text_format(list->arena, "{UINT64_C(0x%016" PRIx64 "), UINT64_C(0x%016" PRIx64 ")}", halves[0],
                          halves[1]));
    return digits == 32;
}

static bool add_interval(const List *list, Text text, TextList *constants)
{
    Interval interval;
    if (!time_read_interval(literal_canonical(list->arena, text, &list->base), &interval))
        return false;
    list_push(list->arena, constants,
              text_format(list->arena, "{INT64_C(%" PRId64 "), %" PRId64 ", %" PRId64 "}",
                          interval.microseconds, interval.days, interval.months));
    return true;
}

static int64_t two_digits(Text text, size_t at)
{
    int64_t value = 0;
    return text_to_int64(text_slice(text, at, at + 2), &value) ? value : -1;
}

/* HH:MM:SS, digits after a point perhaps, and the zone: +HH or +HH:MM. */
static bool add_timetz(const List *list, Text text, TextList *constants)
{
    Text canonical = literal_canonical(list->arena, text, &list->base);
    size_t sign = 8;
    while (sign < canonical.size && canonical.data[sign] != '+' && canonical.data[sign] != '-')
        sign++;
    if (sign + 3 > canonical.size)
        return false;
    int64_t fraction = 0, unit = TIME_SECOND;
    for (size_t i = 9; i < sign; i++)
        fraction += (canonical.data[i] - '0') * (unit /= 10);
    int64_t hours = two_digits(canonical, 0), minutes = two_digits(canonical, 3),
            seconds = two_digits(canonical, 6), zone_hours = two_digits(canonical, sign + 1),
            zone_minutes = sign + 6 == canonical.size ? two_digits(canonical, sign + 4) : 0;
    int64_t zone = (zone_hours * 60 + zone_minutes) * 60;
    list_push(list->arena, constants,
              text_format(list->arena, "{INT64_C(%" PRId64 "), %" PRId64 "}",
                          ((hours * 60 + minutes) * 60 + seconds) * TIME_SECOND + fraction,
                          canonical.data[sign] == '+' ? -zone : zone));
    return hours >= 0 && minutes >= 0 && seconds >= 0 && zone_hours >= 0 && zone_minutes >= 0;
}

/* The float that is no number; NULL where the text is another one. */
static const char *special_real(Text text)
{
    return text_is(text, "NaN")         ? "__builtin_nan(\"\")"
           : text_is(text, "Infinity")  ? "__builtin_inf()"
           : text_is(text, "-Infinity") ? "-__builtin_inf()"
                                        : NULL;
}

/* Digits of a number, with a point. */
static bool add_real(const List *list, Text text, TextList *constants)
{
    Text number;
    const char *special = special_real(text);
    if (special) {
        list_push(list->arena, constants, text_of(special));
        return true;
    }
    if (!literal_number(list->arena, text, &number))
        return false;
    bool is_whole = !text_contains(number, TEXT("."));
    list_push(list->arena, constants,
              text_format(list->arena, "%.*s%s", TEXT_ARG(number), is_whole ? ".0" : ""));
    return true;
}

static bool add_wide(const List *list, Text text, TextList *constants)
{
    Text number;
    Exact exact, scaled;
    if (!literal_number(list->arena, text, &number) || !exact_read(number, &exact) ||
        !exact_rescale(exact, list->type->scale, &scaled))
        return false;
    Wide magnitude = scaled.digits < 0 ? -scaled.digits : scaled.digits;
    list_push(list->arena, constants,
              text_format(list->arena, "%s(((rt_int128)INT64_C(%" PRIu64 ") << 64) + UINT64_C(%" PRIu64 "))",
                          scaled.digits < 0 ? "-" : "", (uint64_t)(magnitude >> 64), (uint64_t)magnitude));
    return true;
}

typedef bool (*AddConstant)(const List *list, Text text, TextList *constants);

static AddConstant adder_of(ValueKind kind)
{
    switch (kind) {
    case VALUE_UUID:
        return add_uuid;
    case VALUE_INTERVAL:
        return add_interval;
    case VALUE_TIMETZ:
        return add_timetz;
    case VALUE_FLOAT:
    case VALUE_DOUBLE:
        return add_real;
    case VALUE_WIDE:
        return add_wide;
    default:
        return NULL;
    }
}

/* ---- texts ---- */

/* The bytes of "\x…"; false where it is not that. */
static bool bytes_of(Arena *arena, Text text, Text *bytes)
{
    char *out = arena_alloc(arena, text.size + 1);
    size_t size = 0;
    if (!text_starts_with(text, TEXT("\\x")) || text.size % 2)
        return false;
    for (size_t i = 2; i < text.size; i += 2) {
        int high = hex_digit(text.data[i]), low = hex_digit(text.data[i + 1]);
        if (high < 0 || low < 0)
            return false;
        out[size++] = (char)(high << 4 | low);
    }
    *bytes = (Text){out, size};
    return true;
}

/* char(n) is held without the blanks at its end. */
static Text without_blanks(Text text)
{
    while (text.size && text.data[text.size - 1] == ' ')
        text.size--;
    return text;
}

/* The texts as rows hold them. */
static bool held_texts(const List *list, const TextList *values, TextList *held)
{
    bool is_bytea = text_is(list->type->runtime_kind, "RT_BYTEA");
    for (size_t i = 0; i < values->count; i++) {
        Text text = values->items[i];
        if (is_bytea && !bytes_of(list->arena, text, &text))
            return false;
        list_push(list->arena, held, list->base.type->code == TYPE_BPCHAR ? without_blanks(text) : text);
    }
    return true;
}

/* ---- the domain ---- */

/* The value as rows hold it: moments without end are the least and the largest of their width. */
static bool held_number(const List *list, Text text, int64_t *number)
{
    if (literal_is_endless(&list->base, text)) {
        bool is_date = list->base.type->code == TYPE_DATE;
        *number = text.data[0] == '-' ? (is_date ? INT32_MIN : INT64_MIN) : is_date ? INT32_MAX : INT64_MAX;
        return true;
    }
    return literal_to_whole(list->arena, &list->base, list->type, text, number);
}

static const Data *integer_data(const List *list, ColumnPlan *column, const TextList *values)
{
    int64_t *numbers = arena_array(list->arena, values->count, sizeof *numbers);
    for (size_t i = 0; i < values->count; i++)
        held_number(list, values->items[i], &numbers[i]);
    return data_integers(column->table, step_name_for(column, "values"), "int64_t", numbers, values->count);
}

static const char *constant_type(ValueKind kind)
{
    switch (kind) {
    case VALUE_UUID:
        return "struct rt_uuid";
    case VALUE_INTERVAL:
        return "struct rt_interval";
    case VALUE_TIMETZ:
        return "struct rt_timetz";
    case VALUE_FLOAT:
        return "float";
    case VALUE_DOUBLE:
        return "double";
    default:
        return "rt_int128";
    }
}

static const Data *list_data(ColumnPlan *column, const TextList *values)
{
    List list = list_of(column);
    Text name = step_name_for(column, "values");
    TextList constants = {0};
    if (literal_is_whole(list.type))
        return integer_data(&list, column, values);
    AddConstant add = adder_of(list.type->kind);
    for (size_t i = 0; i < values->count; i++)
        add(&list, values->items[i], &constants);
    return data_literal(column->table, name, constant_type(list.type->kind), true, &constants);
}

static bool is_listable(const List *list, const TextList *values)
{
    AddConstant add = adder_of(list->type->kind);
    if (!literal_is_whole(list->type) && !add)
        return list->type->kind == VALUE_TEXT;
    for (size_t i = 0; i < values->count; i++) {
        int64_t number;
        TextList constants = {0};
        if (add ? !add(list, values->items[i], &constants) : !held_number(list, values->items[i], &number))
            return false;
    }
    return true;
}

static Operand whole_operand(ValueKind kind, int64_t value)
{
    return kind == VALUE_BOOL ? op_name(value ? "true" : "false") : op_int(value);
}

static Step *unrank_value(const Domain *domain, ColumnPlan *column, Text name, Operand index)
{
    List list = list_of(column);
    int64_t only;
    for (size_t i = 0; i < domain->values->count; i++)
        column->is_endless |=
            literal_is_whole(list.type) && literal_is_endless(&list.base, domain->values->items[i]);
    if (domain->values->count == 1 && literal_is_whole(list.type) &&
        held_number(&list, domain->values->items[0], &only))
        return step_value(column->table, name, list.type->kind, whole_operand(list.type->kind, only));
    return step_element(column->table, name, column->type->kind, op_data(list_data(column, domain->values)),
                        index);
}

/* ---- in words ---- */

enum {
    SHOWN = 6,      /* values that are named */
    SHOWN_SIZE = 72 /* bytes of them at most */
};

static bool is_number(Text value)
{
    for (size_t i = 0; i < value.size; i++)
        if (!strchr("0123456789.-+", value.data[i]))
            return false;
    return value.size > 0;
}

static Text word(const ColumnPlan *column, Text value)
{
    bool is_true;
    if (column->type->kind == VALUE_BOOL && literal_bool(value, &is_true))
        return is_true ? TEXT("true") : TEXT("false");
    return is_number(value) ? value : names_quote_literal(column->table->plan->arena, value);
}

Text domain_words(const ColumnPlan *column, const TextList *values)
{
    Arena *arena = column->table->plan->arena;
    Buffer out = {0};
    size_t shown = 0;
    for (; shown < values->count && shown < SHOWN && out.size < SHOWN_SIZE; shown++) {
        buffer_string(&out, shown ? ", " : "");
        buffer_text(&out, word(column, values->items[shown]));
    }
    Text named = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    if (values->count == 1)
        return text_format(arena, "always %.*s", TEXT_ARG(named));
    if (shown == values->count)
        return text_format(arena, "one of %.*s", TEXT_ARG(named));
    return text_format(arena, "one of %zu values: %.*s …", values->count, TEXT_ARG(named));
}

Domain domain_values(const ColumnPlan *column, const TextList *values, const char *rule)
{
    List list = list_of(column);
    TextList *held = arena_new_object(list.arena, TextList);
    if (list.type->kind == VALUE_ITEMS)
        return domain_listed(column, values, rule);
    if (!is_listable(&list, values))
        return (Domain){0};
    if (list.type->kind != VALUE_TEXT)
        *held = *values;
    else if (!held_texts(&list, values, held))
        return (Domain){0};
    Domain domain = domain_list(held, rule);
    if (list.type->kind != VALUE_TEXT)
        domain.unrank = unrank_value;
    return domain;
}
