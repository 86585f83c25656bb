/*
 * Arrays, composites and ranges: see rt_items.h. The items' own text forms are made first, so that the size
 * of the whole is known before it is written.
 */
#include "rt_items.h"

#include <string.h>
#include <strings.h>

#include "rt_cell.h"
#include "rt_print.h"

/* ---- making ---- */

union rt_value *rt_items_values(struct rt_scratch *scratch, uint32_t count, bool **nulls)
{
    size_t size = (size_t)count * sizeof(union rt_value);
    char *start = rt_scratch_large(scratch, size + (nulls ? count : 0) + 1);
    if (!start || scratch->failed)
        return NULL;
    if (nulls)
        *nulls = (bool *)(start + size);
    return (union rt_value *)(void *)start;
}

struct rt_items rt_items_of(struct rt_scratch *scratch, const union rt_value *values, uint32_t count,
                            uint32_t flags)
{
    union rt_value *copy = count ? rt_items_values(scratch, count, NULL) : NULL;
    if (!copy)
        return (struct rt_items){.flags = flags};
    memcpy(copy, values, count * sizeof *copy);
    return (struct rt_items){.values = copy, .count = count, .flags = flags};
}

struct rt_items rt_range_of(struct rt_scratch *scratch, union rt_value lower, union rt_value upper,
                            uint32_t flags)
{
    union rt_value *bounds = flags & RT_RANGE_EMPTY ? NULL : rt_items_values(scratch, 2, NULL);
    if (!bounds)
        return (struct rt_items){.flags = RT_RANGE_EMPTY};
    bounds[0] = lower;
    bounds[1] = upper;
    return (struct rt_items){.values = bounds, .count = 2, .flags = flags};
}

struct rt_items rt_range_between(struct rt_scratch *scratch, int64_t lower, int64_t upper)
{
    return rt_range_of(scratch, (union rt_value){.integer = lower}, (union rt_value){.integer = upper},
                       lower < upper ? RT_RANGE_LOWER_INCLUSIVE : RT_RANGE_EMPTY);
}

/* ---- scalars ---- */

/* The room of scalar text forms, the longest of which is numeric's. */
#define SCALAR_ROOM (RT_ROOM_NUMERIC_WIDE(255) + RT_SLACK)

/* The text form of a scalar that is no text. */
static char *print_scalar(char *out, const struct rt_type *type, const union rt_value *value)
{
    switch (type->kind) {
    case RT_BOOL:
        return rt_print_bool(out, value->boolean);
    case RT_INT:
        return rt_print_int(out, value->integer);
    case RT_NUMERIC:
        return rt_print_numeric(out, value->integer, type->scale);
    case RT_NUMERIC_WIDE:
        return rt_print_numeric_wide(out, value->wide, type->scale);
    case RT_FLOAT4:
        return rt_print_float4(out, (float)value->real);
    case RT_FLOAT8:
        return rt_print_float8(out, value->real);
    case RT_MONEY:
        return rt_print_money(out, value->integer);
    case RT_DATE:
        return rt_print_date(out, value->integer);
    case RT_TIME:
        return rt_print_time(out, value->integer);
    case RT_TIMETZ:
        return rt_print_timetz(out, value->timetz);
    case RT_TIMESTAMP:
        return rt_print_timestamp(out, value->integer);
    case RT_TIMESTAMPTZ:
        return rt_print_timestamptz(out, value->integer);
    case RT_INTERVAL:
        return rt_print_interval(out, value->interval);
    case RT_UUID:
        return rt_print_uuid(out, value->uuid);
    default:
        return out;
    }
}

/* ---- text forms ---- */

static const struct rt_text no_text = {"", 0};

/* The quoting of a text form inside another: which bytes ask for it, and what escapes a quote. */
struct quoting {
    const char *marks; /* besides space and the delimiter */
    char delimiter;
    char escape; /* before a quote or backslash; 0: the same again */
    bool null;   /* the word null asks for quotes */
};

static const struct quoting record_quoting = {"()\"\\", ',', 0, false};
static const struct quoting range_quoting = {"()[]\"\\", ',', 0, false};

static struct quoting array_quoting(const struct rt_type *type)
{
    return (struct quoting){"{}\"\\", type->delimiter ? type->delimiter : ',', '\\', true};
}

static bool is_null_word(struct rt_text text)
{
    return text.size == 4 && strncasecmp(text.data, "null", 4) == 0;
}

static bool asks_for_quotes(char c, const struct quoting *quoting)
{
    bool is_space = c == ' ' || (c >= '\t' && c <= '\r');
    return is_space || c == quoting->delimiter || (c && strchr(quoting->marks, c));
}

static bool needs_quotes(struct rt_text text, const struct quoting *quoting)
{
    if (text.size == 0 || (quoting->null && is_null_word(text)))
        return true;
    for (size_t i = 0; i < text.size; i++)
        if (asks_for_quotes(text.data[i], quoting))
            return true;
    return false;
}

static char *print_quoted(char *out, struct rt_text text, const struct quoting *quoting)
{
    if (!needs_quotes(text, quoting))
        return rt_print_text(out, text);
    *out++ = '"';
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        if (c == '"' || c == '\\')
            *out++ = quoting->escape ? quoting->escape : c;
        *out++ = c;
    }
    *out++ = '"';
    return out;
}

/* What an item looks like by itself. */
typedef struct rt_text form_function(struct rt_scratch *scratch, const struct rt_type *type,
                                     const union rt_value *value);

/* The items' forms, nulls empty, and the sum of their sizes in *size; NULL where memory is out. */
static struct rt_text *item_forms(struct rt_scratch *scratch, const struct rt_type *type,
                                  const struct rt_items *items, form_function *form, size_t *size)
{
    uint32_t count = rt_item_count(type, items);
    struct rt_text *forms = rt_scratch_large(scratch, (count + 1) * sizeof *forms);
    if (!forms || scratch->failed)
        return NULL;
    *size = 0;
    for (uint32_t i = 0; i < count; i++) {
        bool infinite =
            type->kind == RT_RANGE && items->flags & (i ? RT_RANGE_UPPER_INFINITE : RT_RANGE_LOWER_INFINITE);
        forms[i] = rt_item_is_null(items, i) || infinite
                       ? no_text
                       : form(scratch, rt_item_type(type, i), &items->values[i]);
        *size += forms[i].size;
    }
    return scratch->failed ? NULL : forms;
}

static char *print_list(char *out, const struct rt_type *type, const struct rt_items *items,
                        const struct rt_text *forms)
{
    bool array = type->kind == RT_ARRAY;
    struct quoting quoting = array_quoting(type);
    *out++ = '{';
    for (uint32_t i = 0; i < items->count; i++) {
        if (i)
            *out++ = array ? quoting.delimiter : ',';
        if (rt_item_is_null(items, i))
            out = rt_sql_null(out);
        else
            out = array ? print_quoted(out, forms[i], &quoting) : rt_print_text(out, forms[i]);
    }
    *out++ = '}';
    return out;
}

static char *print_record(char *out, const struct rt_type *type, const struct rt_items *items,
                          const struct rt_text *forms)
{
    *out++ = '(';
    for (uint32_t i = 0; i < type->field_count; i++) {
        if (i)
            *out++ = ',';
        if (!rt_item_is_null(items, i))
            out = print_quoted(out, forms[i], &record_quoting);
    }
    *out++ = ')';
    return out;
}

static char *print_range(char *out, const struct rt_items *items, const struct rt_text *forms)
{
    if (items->count < 2 || items->flags & RT_RANGE_EMPTY) {
        memcpy(out, "empty", 5);
        return out + 5;
    }
    *out++ = items->flags & RT_RANGE_LOWER_INCLUSIVE ? '[' : '(';
    if (!(items->flags & RT_RANGE_LOWER_INFINITE))
        out = print_quoted(out, forms[0], &range_quoting);
    *out++ = ',';
    if (!(items->flags & RT_RANGE_UPPER_INFINITE))
        out = print_quoted(out, forms[1], &range_quoting);
    *out++ = items->flags & RT_RANGE_UPPER_INCLUSIVE ? ']' : ')';
    return out;
}

static struct rt_text finish(struct rt_scratch *scratch, const char *start, const char *end)
{
    rt_scratch_trim(scratch, end);
    return (struct rt_text){start, (size_t)(end - start)};
}

static struct rt_text text_of_items(struct rt_scratch *scratch, const struct rt_type *type,
                                    const struct rt_items *items)
{
    size_t size;
    struct rt_text *forms = item_forms(scratch, type, items, rt_text_of_value, &size);
    /* Each byte may be escaped; each item may have quotes and a comma, or be NULL. */
    char *start =
        forms ? rt_scratch_large(scratch, 2 * size + 5 * (size_t)rt_item_count(type, items) + 8) : NULL;
    if (!start)
        return no_text;
    if (type->kind == RT_COMPOSITE)
        return finish(scratch, start, print_record(start, type, items, forms));
    if (type->kind == RT_RANGE)
        return finish(scratch, start, print_range(start, items, forms));
    return finish(scratch, start, print_list(start, type, items, forms));
}

static bool is_text(enum rt_kind kind)
{
    return kind == RT_TEXT || kind == RT_JSON || kind == RT_LITERAL || kind == RT_DIGITS;
}

struct rt_text rt_text_of_value(struct rt_scratch *scratch, const struct rt_type *type,
                                const union rt_value *value)
{
    if (is_text(type->kind))
        return value->text;
    if (type->kind >= RT_ARRAY)
        return text_of_items(scratch, type, &value->items);
    if (type->kind == RT_BYTEA) {
        char *start = rt_scratch_large(scratch, rt_bytea_room(value->text.size));
        return start ? finish(scratch, start, rt_csv_bytea(start, value->text)) : no_text;
    }
    char *start = rt_scratch_take(scratch, SCALAR_ROOM);
    return finish(scratch, start, print_scalar(start, type, value));
}

/* ---- JSON ---- */

static char *print_json_items(char *out, const struct rt_type *type, const struct rt_items *items,
                              const struct rt_text *forms)
{
    bool object = type->kind == RT_COMPOSITE;
    *out++ = object ? '{' : '[';
    for (uint32_t i = 0; i < rt_item_count(type, items); i++) {
        if (i)
            *out++ = ',';
        if (object) {
            const char *name = type->fields[i].name;
            out = rt_json_text(out, (struct rt_text){name, strlen(name)});
            *out++ = ':';
        }
        out = rt_item_is_null(items, i) ? rt_json_null(out) : rt_print_text(out, forms[i]);
    }
    *out++ = object ? '}' : ']';
    return out;
}

static struct rt_text json_of_items(struct rt_scratch *scratch, const struct rt_type *type,
                                    const struct rt_items *items)
{
    size_t size;
    struct rt_text *forms = item_forms(scratch, type, items, rt_json_of_value, &size);
    size += 5 * (size_t)rt_item_count(type, items) + 2;
    for (uint32_t i = 0; type->kind == RT_COMPOSITE && i < type->field_count; i++)
        size += rt_json_text_room(strlen(type->fields[i].name)) + 1;
    char *start = forms ? rt_scratch_large(scratch, size) : NULL;
    return start ? finish(scratch, start, print_json_items(start, type, items, forms)) : no_text;
}

/* A scalar as JSON that is neither a text nor a number. */
static char *print_json_scalar(char *out, const struct rt_type *type, const union rt_value *value)
{
    switch (type->kind) {
    case RT_BOOL:
        return rt_json_bool(out, value->boolean);
    case RT_FLOAT4:
        return rt_json_float4(out, (float)value->real);
    case RT_FLOAT8:
        return rt_json_float8(out, value->real);
    case RT_TIMESTAMP:
        return rt_json_timestamp(out, value->integer);
    case RT_TIMESTAMPTZ:
        return rt_json_timestamptz(out, value->integer);
    case RT_INT:
    case RT_NUMERIC:
    case RT_NUMERIC_WIDE:
        return print_scalar(out, type, value);
    default:
        *out = '"';
        out = print_scalar(out + 1, type, value);
        *out = '"';
        return out + 1;
    }
}

static struct rt_text json_string(struct rt_scratch *scratch, struct rt_text text)
{
    char *start = rt_scratch_large(scratch, rt_json_text_room(text.size));
    return start ? finish(scratch, start, rt_json_text(start, text)) : no_text;
}

struct rt_text rt_json_of_value(struct rt_scratch *scratch, const struct rt_type *type,
                                const union rt_value *value)
{
    switch (type->kind) {
    case RT_JSON:
    case RT_DIGITS:
        return value->text;
    case RT_ARRAY:
    case RT_COMPOSITE:
        return json_of_items(scratch, type, &value->items);
    case RT_TEXT:
    case RT_LITERAL:
    case RT_BYTEA:
    case RT_RANGE:
    case RT_MULTIRANGE:
        return json_string(scratch, rt_text_of_value(scratch, type, value));
    default: {
        char *start = rt_scratch_take(scratch, SCALAR_ROOM);
        return finish(scratch, start, print_json_scalar(start, type, value));
    }
    }
}
