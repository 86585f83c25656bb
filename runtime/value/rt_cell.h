/*
 * Cells: one value in one output format. All are named rt_FORMAT_KIND(out, value) and return where they
 * ended:
 *
 *   FORMAT  csv tsv json sql copy
 *   KIND    bool int numeric(scale) numeric_wide(scale) digits float4 float8 money date time timetz timestamp
 *           timestamptz interval uuid text plain padded bytea json literal; null, which takes no value
 *
 * The room at `out` is RT_ROOM_KIND (rt_print.h), and for those of a text's size rt_FORMAT_KIND_room(size),
 * and RT_SLACK once after the last cell of a row. Arrays, composites, ranges and multiranges first become a
 * text: rt_text_of_value, which is written as text; in JSON rt_json_of_value, which is written as json.
 *
 * `plain` is a text that no format quotes: not empty, no space at either end, no control character, comma,
 * quote of either kind or backslash. `padded` is a plain one that can be read in moves of 32 bytes
 * from its start, as labels, forms and prose can. The compiler knows which texts are.
 *
 *   csv   RFC 4180 as COPY … (FORMAT csv) reads it: NULL is nothing, the empty string is "".
 *   tsv   the same with a tab for the comma: COPY … (FORMAT csv, DELIMITER E'\t').
 *   json  numbers bare (NaN and infinities as strings), documents as they are, dates and times in ISO 8601,
 *         all else strings as PostgreSQL's text form.
 *   sql   literals, for any setting of standard_conforming_strings.
 *   copy  COPY's text form: NULL is \N.
 */
#ifndef RT_CELL_H
#define RT_CELL_H

#include <string.h>

#include "rt_print.h"
#include "rt_value.h"

/* The most bytes of a text of this size: csv and tsv double quotes, json may write \u00XX for a byte, sql
 * doubles quotes and backslashes in E'', copy escapes. A plain or padded text needs size + 2. */
static inline size_t rt_csv_text_room(size_t size)
{
    return 2 * size + 2;
}

static inline size_t rt_json_text_room(size_t size)
{
    return 6 * size + 2;
}

static inline size_t rt_sql_text_room(size_t size)
{
    return 2 * size + 3;
}

static inline size_t rt_copy_text_room(size_t size)
{
    return 2 * size;
}

/* The most bytes of a bytea of this size, in any format. */
static inline size_t rt_bytea_room(size_t size)
{
    return 2 * size + 6;
}

/* Texts of any bytes. */
char *rt_csv_text(char *out, struct rt_text text);
char *rt_tsv_text(char *out, struct rt_text text);
char *rt_json_text(char *out, struct rt_text text);
char *rt_sql_text(char *out, struct rt_text text);
char *rt_copy_text(char *out, struct rt_text text);

/* A JSON document inside JSON: on one line, whatever space it has. Needs as many bytes as it is long. */
char *rt_json_json(char *out, struct rt_text document);

/* NULL */
static inline char *rt_csv_null(char *out)
{
    return out;
}

static inline char *rt_tsv_null(char *out)
{
    return out;
}

static inline char *rt_json_null(char *out)
{
    memcpy(out, "null", 4);
    return out + 4;
}

static inline char *rt_sql_null(char *out)
{
    memcpy(out, "NULL", 4);
    return out + 4;
}

static inline char *rt_copy_null(char *out)
{
    memcpy(out, "\\N", 2);
    return out + 2;
}

/* Booleans: t and f, in JSON and SQL true and false. */
static inline char *rt_csv_bool(char *out, bool value)
{
    return rt_print_bool(out, value);
}

static inline char *rt_tsv_bool(char *out, bool value)
{
    return rt_print_bool(out, value);
}

static inline char *rt_copy_bool(char *out, bool value)
{
    return rt_print_bool(out, value);
}

static inline char *rt_json_bool(char *out, bool value)
{
    memcpy(out, value ? "true" : "false", 5);
    return out + (value ? 4 : 5);
}

static inline char *rt_sql_bool(char *out, bool value)
{
    return rt_json_bool(out, value);
}

/* Cells that are what rt_print_PRINT writes, bare or between two marks. */
#define RT_BARE_CELL(format, kind, type)                            \
    static inline char *rt_##format##_##kind(char *out, type value) \
    {                                                               \
        return rt_print_##kind(out, value);                         \
    }
#define RT_MARKED_CELL(format, kind, type, mark)                    \
    static inline char *rt_##format##_##kind(char *out, type value) \
    {                                                               \
        *out = mark;                                                \
        out = rt_print_##kind(out + 1, value);                      \
        *out = mark;                                                \
        return out + 1;                                             \
    }
#define RT_SCALED_CELL(format, kind, type)                                          \
    static inline char *rt_##format##_##kind(char *out, type value, unsigned scale) \
    {                                                                               \
        return rt_print_##kind(out, value, scale);                                  \
    }

/* Numbers are bare in every format. */
#define RT_NUMBER_CELLS(format)                                               \
    RT_BARE_CELL(format, int, int64_t)                                        \
    RT_SCALED_CELL(format, numeric, int64_t)                                  \
    RT_SCALED_CELL(format, numeric_wide, rt_int128)                           \
    static inline char *rt_##format##_digits(char *out, struct rt_text value) \
    {                                                                         \
        return rt_print_text(out, value);                                     \
    }

RT_NUMBER_CELLS(csv)
RT_NUMBER_CELLS(tsv)
RT_NUMBER_CELLS(json)
RT_NUMBER_CELLS(sql)
RT_NUMBER_CELLS(copy)

/* What is bare in csv, tsv and copy, for none of them has anything to quote in it. */
#define RT_BARE_CELLS(format)                                               \
    RT_BARE_CELL(format, float4, float)                                     \
    RT_BARE_CELL(format, float8, double)                                    \
    RT_BARE_CELL(format, date, int64_t)                                     \
    RT_BARE_CELL(format, time, int64_t)                                     \
    RT_BARE_CELL(format, timetz, struct rt_timetz)                          \
    RT_BARE_CELL(format, timestamp, int64_t)                                \
    RT_BARE_CELL(format, timestamptz, int64_t)                              \
    RT_BARE_CELL(format, interval, struct rt_interval)                      \
    RT_BARE_CELL(format, uuid, struct rt_uuid)                              \
    static inline char *rt_##format##_plain(char *out, struct rt_text text) \
    {                                                                       \
        return rt_print_text(out, text);                                    \
    }                                                                       \
    RT_BARE_CELL(format, padded, struct rt_text)

RT_BARE_CELLS(csv)
RT_BARE_CELLS(tsv)
RT_BARE_CELLS(copy)

/* What is a string in JSON and SQL. */
#define RT_MARKED_CELLS(format, mark)                                       \
    RT_MARKED_CELL(format, money, int64_t, mark)                            \
    RT_MARKED_CELL(format, date, int64_t, mark)                             \
    RT_MARKED_CELL(format, time, int64_t, mark)                             \
    RT_MARKED_CELL(format, timetz, struct rt_timetz, mark)                  \
    RT_MARKED_CELL(format, interval, struct rt_interval, mark)              \
    RT_MARKED_CELL(format, uuid, struct rt_uuid, mark)                      \
    RT_MARKED_CELL(format, padded, struct rt_text, mark)                    \
    static inline char *rt_##format##_plain(char *out, struct rt_text text) \
    {                                                                       \
        *out = mark;                                                        \
        out = rt_print_text(out + 1, text);                                 \
        *out = mark;                                                        \
        return out + 1;                                                     \
    }

RT_MARKED_CELLS(json, '"')
RT_MARKED_CELLS(sql, '\'')

RT_MARKED_CELL(sql, timestamp, int64_t, '\'')
RT_MARKED_CELL(sql, timestamptz, int64_t, '\'')

#undef RT_BARE_CELL
#undef RT_MARKED_CELL
#undef RT_SCALED_CELL
#undef RT_NUMBER_CELLS
#undef RT_BARE_CELLS
#undef RT_MARKED_CELLS

/* Floats: what is not a number is a string in JSON and SQL. */
char *rt_json_float4(char *out, float number);
char *rt_json_float8(char *out, double number);
char *rt_sql_float4(char *out, float number);
char *rt_sql_float8(char *out, double number);

/* Timestamps in ISO 8601: 2026-01-31T12:30:00, and +00:00 where there is a zone. */
char *rt_json_timestamp(char *out, int64_t microseconds);
char *rt_json_timestamptz(char *out, int64_t microseconds);

/* Money has a comma in it. */
char *rt_csv_money(char *out, int64_t cents);

static inline char *rt_tsv_money(char *out, int64_t cents)
{
    return rt_print_money(out, cents);
}

static inline char *rt_copy_money(char *out, int64_t cents)
{
    return rt_print_money(out, cents);
}

/* Bytes in hexadecimal after \x. */
char *rt_csv_bytea(char *out, struct rt_text bytes);
char *rt_json_bytea(char *out, struct rt_text bytes);
char *rt_sql_bytea(char *out, struct rt_text bytes);
char *rt_copy_bytea(char *out, struct rt_text bytes);

static inline char *rt_tsv_bytea(char *out, struct rt_text bytes)
{
    return rt_csv_bytea(out, bytes);
}

/* Documents and literals are texts outside JSON. */
static inline char *rt_csv_json(char *out, struct rt_text document)
{
    return rt_csv_text(out, document);
}

static inline char *rt_tsv_json(char *out, struct rt_text document)
{
    return rt_tsv_text(out, document);
}

static inline char *rt_sql_json(char *out, struct rt_text document)
{
    return rt_sql_text(out, document);
}

static inline char *rt_copy_json(char *out, struct rt_text document)
{
    return rt_copy_text(out, document);
}

static inline char *rt_csv_literal(char *out, struct rt_text text)
{
    return rt_csv_text(out, text);
}

static inline char *rt_tsv_literal(char *out, struct rt_text text)
{
    return rt_tsv_text(out, text);
}

static inline char *rt_json_literal(char *out, struct rt_text text)
{
    return rt_json_text(out, text);
}

static inline char *rt_sql_literal(char *out, struct rt_text text)
{
    return rt_sql_text(out, text);
}

static inline char *rt_copy_literal(char *out, struct rt_text text)
{
    return rt_copy_text(out, text);
}

#endif
