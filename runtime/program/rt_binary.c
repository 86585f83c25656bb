/*
 * Values of all kinds as cells of PostgreSQL's binary COPY form: see rt_binary.h. Arrays, composites and
 * ranges are cells inside cells, each with what its receive function wants before them.
 */
#include "rt_binary.h"

#include "rt_items.h"
#include "rt_oids.h"

/* ---- sizes --------------------------------------------------------------------------------------------- */

#define CELL 4 /* its size before it */

/* The most bytes of a value's cell. */
static size_t room_of(const struct rt_type *type, const union rt_value *value)
{
    /* A composite's fields have an OID each; an array has five numbers before its elements. */
    enum {
        HEAD = 24,
        ITEM = 2 * CELL,
        SCALAR = 64
    };
    size_t room = HEAD;
    switch (type->kind) {
    case RT_TEXT:
    case RT_BYTEA:
    case RT_JSON:
    case RT_LITERAL:
    case RT_DIGITS:
        return CELL + rt_wire_room(value->text.size);
    case RT_ARRAY:
    case RT_COMPOSITE:
    case RT_RANGE:
    case RT_MULTIRANGE:
        for (uint32_t i = 0; i < rt_item_count(type, &value->items); i++)
            room += ITEM + (rt_item_is_null(&value->items, i)
                                ? 0
                                : room_of(rt_item_type(type, i), &value->items.values[i]));
        return room;
    default:
        return SCALAR;
    }
}

/* ---- scalars ------------------------------------------------------------------------------------------- */

static char *put_int(char *out, enum rt_wire wire, int64_t number)
{
    return wire == RT_WIRE_INT2   ? rt_binary_int2(out, number)
           : wire == RT_WIRE_INT4 ? rt_binary_int4(out, number)
                                  : rt_binary_int8(out, number);
}

static char *put_scalar(char *out, const struct rt_type *type, const union rt_value *value)
{
    switch (type->kind) {
    case RT_BOOL:
        return rt_binary_bool(out, value->boolean);
    case RT_INT:
        return put_int(out, type->wire, value->integer);
    case RT_NUMERIC:
        return rt_binary_numeric(out, value->integer, type->scale);
    case RT_NUMERIC_WIDE:
        return rt_binary_numeric_wide(out, value->wide, type->scale);
    case RT_DIGITS:
        return rt_binary_digits(out, value->text);
    case RT_FLOAT4:
        return rt_binary_float4(out, (float)value->real);
    case RT_FLOAT8:
        return rt_binary_float8(out, value->real);
    case RT_DATE:
        return rt_binary_int4(out, value->integer);
    case RT_TIMETZ:
        return rt_binary_timetz(out, value->timetz);
    case RT_INTERVAL:
        return rt_binary_interval(out, value->interval);
    case RT_UUID:
        return rt_binary_uuid(out, value->uuid);
    default: /* money, times and timestamps */
        return rt_binary_int8(out, value->integer);
    }
}

static void fail_value(struct rt_scratch *scratch, const struct rt_type *type, struct rt_text text)
{
    enum {
        SHOWN = 80
    };
    rt_scratch_fail(scratch, "value \"%.*s\" of type %s cannot be written in binary",
                    (int)(text.size < SHOWN ? text.size : SHOWN), text.data, type->name);
}

/* ---- cells in cells ------------------------------------------------------------------------------------ */

/* What is being written. */
struct writer {
    struct rt_scratch *scratch;
    const struct rt_db *db;
};

static char *put_cell(const struct writer *writer, char *out, const struct rt_type *type,
                      const union rt_value *value);

/* Puts the size of what lies between a cell's start and its end. */
static char *close_cell(char *start, char *end)
{
    rt_put_be32(start, (uint32_t)(end - start - CELL));
    return end;
}

static char *put_item(const struct writer *writer, char *out, const struct rt_type *type,
                      const struct rt_items *items, uint32_t i)
{
    return rt_item_is_null(items, i) ? rt_binary_null(out)
                                     : put_cell(writer, out, rt_item_type(type, i), &items->values[i]);
}

static bool has_nulls(const struct rt_items *items)
{
    for (uint32_t i = 0; items->nulls && i < items->count; i++)
        if (items->nulls[i])
            return true;
    return false;
}

/* Dimensions, whether there are nulls, the type; for each dimension its size and first index. */
static char *put_array(const struct writer *writer, char *out, const struct rt_type *type,
                       const struct rt_items *items)
{
    out = rt_put_be32(out, items->count > 0);
    out = rt_put_be32(out, has_nulls(items));
    out = rt_put_be32(out, rt_oid_value(writer->db, type->element_oid));
    if (items->count)
        out = rt_put_be32(rt_put_be32(out, items->count), 1);
    for (uint32_t i = 0; i < items->count; i++)
        out = put_item(writer, out, type, items, i);
    return out;
}

static char *put_record(const struct writer *writer, char *out, const struct rt_type *type,
                        const struct rt_items *items)
{
    out = rt_put_be32(out, type->field_count);
    for (uint32_t i = 0; i < type->field_count; i++)
        out =
            put_item(writer, rt_put_be32(out, rt_oid_value(writer->db, type->fields[i].oid)), type, items, i);
    return out;
}

/* Flags have the server's own values. */
static char *put_range(const struct writer *writer, char *out, const struct rt_type *type,
                       const struct rt_items *items)
{
    const bool empty = items->count < 2 || items->flags & RT_RANGE_EMPTY;
    *out++ = (char)(empty ? RT_RANGE_EMPTY : items->flags);
    if (!empty && !(items->flags & RT_RANGE_LOWER_INFINITE))
        out = put_item(writer, out, type, items, 0);
    if (!empty && !(items->flags & RT_RANGE_UPPER_INFINITE))
        out = put_item(writer, out, type, items, 1);
    return out;
}

static char *put_multirange(const struct writer *writer, char *out, const struct rt_type *type,
                            const struct rt_items *items)
{
    out = rt_put_be32(out, items->count);
    for (uint32_t i = 0; i < items->count; i++)
        out = put_item(writer, out, type, items, i);
    return out;
}

static char *put_items(const struct writer *writer, char *out, const struct rt_type *type,
                       const struct rt_items *items)
{
    switch (type->kind) {
    case RT_ARRAY:
        return put_array(writer, out, type, items);
    case RT_COMPOSITE:
        return put_record(writer, out, type, items);
    case RT_RANGE:
        return put_range(writer, out, type, items);
    default:
        return put_multirange(writer, out, type, items);
    }
}

static char *put_text(const struct writer *writer, char *out, const struct rt_type *type, struct rt_text text)
{
    if (type->wire == RT_WIRE_KIND)
        return rt_binary_text(out, text);
    char *end = rt_wire_put(out + CELL, type->wire, text);
    if (!end)
        fail_value(writer->scratch, type, text);
    return close_cell(out, end ? end : out + CELL);
}

static char *put_cell(const struct writer *writer, char *out, const struct rt_type *type,
                      const union rt_value *value)
{
    switch (type->kind) {
    case RT_TEXT:
    case RT_BYTEA:
    case RT_JSON:
    case RT_LITERAL:
        return put_text(writer, out, type, value->text);
    case RT_ARRAY:
    case RT_COMPOSITE:
    case RT_RANGE:
    case RT_MULTIRANGE:
        return close_cell(out, put_items(writer, out + CELL, type, &value->items));
    default:
        return put_scalar(out, type, value);
    }
}

struct rt_text rt_binary_of_value(struct rt_scratch *scratch, const struct rt_db *db,
                                  const struct rt_type *type, const union rt_value *value)
{
    const struct writer writer = {scratch, db};
    char *start = rt_scratch_large(scratch, room_of(type, value) + RT_SLACK);
    if (!start)
        return (struct rt_text){"", 0};
    char *end = put_cell(&writer, start, type, value);
    rt_scratch_trim(scratch, end);
    return (struct rt_text){start, (size_t)(end - start)};
}
