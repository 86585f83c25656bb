/* cells.c: cells of any kind in each format, as generated code writes them. */
#include "values.h"

#include "rt_cell.h"
#include "rt_items.h"

#define TEXT_CELL(format, kind)                                       \
    char *p = rt_out_room(out, 6 * value->text.size + 16 + RT_SLACK); \
    rt_out_end(out, rt_##format##_##kind(p, value->text));

#define CASE(format, KIND, kind, member)                                                        \
    case RT_##KIND:                                                                             \
        rt_out_end(out, rt_##format##_##kind(rt_out_room(out, 400 + RT_SLACK), value->member)); \
        return;

#define SCALED(format, KIND, kind, member)                                                                   \
    case RT_##KIND:                                                                                          \
        rt_out_end(out, rt_##format##_##kind(rt_out_room(out, 400 + RT_SLACK), value->member, type->scale)); \
        return;

#define TEXT_CASE(format, KIND, kind) \
    case RT_##KIND: {                 \
        TEXT_CELL(format, kind)       \
        return;                       \
    }

/* A writer of any cell in one format; compound values are made texts by `whole` and written as `as`. */
#define WRITER(format, whole, as)                                                                          \
    static void write_##format(struct rt_out *out, struct rt_scratch *scratch, const struct rt_type *type, \
                               const union rt_value *value)                                                \
    {                                                                                                      \
        if (!value) {                                                                                      \
            rt_out_end(out, rt_##format##_null(rt_out_room(out, 8 + RT_SLACK)));                           \
            return;                                                                                        \
        }                                                                                                  \
        switch (type->kind) {                                                                              \
            CASE(format, BOOL, bool, boolean)                                                              \
            CASE(format, INT, int, integer)                                                                \
            SCALED(format, NUMERIC, numeric, integer)                                                      \
            SCALED(format, NUMERIC_WIDE, numeric_wide, wide)                                               \
            TEXT_CASE(format, DIGITS, digits)                                                              \
            CASE(format, FLOAT4, float4, real)                                                             \
            CASE(format, FLOAT8, float8, real)                                                             \
            CASE(format, MONEY, money, integer)                                                            \
            CASE(format, DATE, date, integer)                                                              \
            CASE(format, TIME, time, integer)                                                              \
            CASE(format, TIMETZ, timetz, timetz)                                                           \
            CASE(format, TIMESTAMP, timestamp, integer)                                                    \
            CASE(format, TIMESTAMPTZ, timestamptz, integer)                                                \
            CASE(format, INTERVAL, interval, interval)                                                     \
            CASE(format, UUID, uuid, uuid)                                                                 \
            TEXT_CASE(format, TEXT, text)                                                                  \
            TEXT_CASE(format, BYTEA, bytea)                                                                \
            TEXT_CASE(format, JSON, json)                                                                  \
            TEXT_CASE(format, LITERAL, literal)                                                            \
        default: {                                                                                         \
            struct rt_text text = whole(scratch, type, value);                                             \
            char *p = rt_out_room(out, 6 * text.size + 16 + RT_SLACK);                                     \
            rt_out_end(out, rt_##format##_##as(p, text));                                                  \
        }                                                                                                  \
        }                                                                                                  \
    }

WRITER(csv, rt_text_of_value, text)
WRITER(tsv, rt_text_of_value, text)
WRITER(json, rt_json_of_value, json)
WRITER(sql, rt_text_of_value, text)
WRITER(copy, rt_text_of_value, text)

const struct format formats[FORMATS] = {
    {"csv", write_csv}, {"tsv", write_tsv}, {"json", write_json}, {"sql", write_sql}, {"copy", write_copy}};
