/*
 * Values as rows hold them. Scalars are plain C types; what has no C type of its own is a struct here. Texts
 * and items point into scratch space or into constant data, and are never owned by the row. This header is
 * all that a program which only reads rows needs.
 */
#ifndef RT_VALUE_H
#define RT_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rt_uint128.h"

/* A run of bytes: text in UTF-8, bytea, or another type's text form. Not terminated. */
struct rt_text {
    const char *data;
    size_t size; /* bytes */
};

/* A uuid: its 16 bytes as two big-endian halves. */
struct rt_uuid {
    uint64_t high;
    uint64_t low;
};

/* By their bytes, as PostgreSQL orders them. */
static inline bool rt_uuid_less(struct rt_uuid a, struct rt_uuid b)
{
    return a.high < b.high || (a.high == b.high && a.low < b.low);
}

static inline bool rt_uuid_equal(struct rt_uuid a, struct rt_uuid b)
{
    return a.high == b.high && a.low == b.low;
}

/* An interval, its parts kept apart as PostgreSQL does. */
struct rt_interval {
    int64_t microseconds;
    int32_t days;
    int32_t months;
};

/* A time of day with its zone. */
struct rt_timetz {
    int64_t microseconds; /* since midnight */
    int32_t zone;         /* seconds west of Greenwich, as PostgreSQL stores it */
};

union rt_value;

/* Flags of a range. */
enum rt_range_flags {
    RT_RANGE_EMPTY = 1,
    RT_RANGE_LOWER_INCLUSIVE = 2,
    RT_RANGE_UPPER_INCLUSIVE = 4,
    RT_RANGE_LOWER_INFINITE = 8,
    RT_RANGE_UPPER_INFINITE = 16
};

/* An array's elements, a composite's fields, a range's two bounds, a multirange's ranges. */
struct rt_items {
    const union rt_value *values; /* count of them; bounds that are infinite hold nothing */
    const bool *nulls;            /* count of them, or NULL: none is null */
    uint32_t count;
    uint32_t flags; /* of a range: rt_range_flags */
};

/* Any value; its rt_type says which member holds it. */
union rt_value {
    bool boolean;
    int64_t integer; /* all integers, oid, money, date, time, timestamps, numerics of up to 18 digits */
    rt_int128 wide;  /* numerics of 19 to 38 digits */
    double real;     /* both floats */
    struct rt_text text;
    struct rt_uuid uuid;
    struct rt_interval interval;
    struct rt_timetz timetz;
    struct rt_items items;
};

/* How a value is held and written. */
enum rt_kind {
    RT_BOOL,         /* boolean */
    RT_INT,          /* integer, of any width: smallint, integer, bigint, oid, xid … */
    RT_NUMERIC,      /* integer: the number times 10^scale */
    RT_NUMERIC_WIDE, /* wide: the number times 10^scale */
    RT_DIGITS,       /* text: a numeric of over 38 digits as PostgreSQL prints it */
    RT_FLOAT4,       /* real, rounded to a float */
    RT_FLOAT8,       /* real */
    RT_MONEY,        /* integer: cents */
    RT_DATE,         /* integer: days since 2000-01-01 */
    RT_TIME,         /* integer: microseconds since midnight */
    RT_TIMETZ,       /* timetz */
    RT_TIMESTAMP,    /* integer: microseconds since 2000-01-01 00:00:00 */
    RT_TIMESTAMPTZ,  /* integer: microseconds since 2000-01-01 00:00:00 UTC; written in UTC */
    RT_INTERVAL,     /* interval; written in PostgreSQL's own style */
    RT_UUID,         /* uuid */
    RT_TEXT,         /* text: any text, enum labels too */
    RT_BYTEA,        /* text: the bytes themselves; written as \x… */
    RT_JSON,         /* text: a JSON document, which JSON output holds as it is */
    RT_LITERAL,      /* text: the type's own text form: inet, xml, tsvector, geometry */
    RT_ARRAY,        /* items of type element; where that is an array, it is one of domain over arrays */
    RT_COMPOSITE,    /* items of the fields' types */
    RT_RANGE,        /* items: two bounds of type element */
    RT_MULTIRANGE    /* items: ranges of type element */
};

/* A type's form in PostgreSQL's binary protocol, where its kind does not say it. */
enum rt_wire {
    RT_WIRE_NONE, /* it has none that is known here */
    RT_WIRE_KIND, /* as its kind says; texts are their bytes */
    RT_WIRE_INT2, /* integers by their width */
    RT_WIRE_INT4,
    RT_WIRE_INT8,
    RT_WIRE_CHAR,      /* "char": one byte */
    RT_WIRE_VERSIONED, /* a byte 1 and the text: jsonb, jsonpath, label trees */
    RT_WIRE_HEX,       /* the bytes of hexadecimal digits, between which colons may stand */
    RT_WIRE_INET,
    RT_WIRE_CIDR,
    RT_WIRE_BITS,   /* bit, varbit */
    RT_WIRE_FLOATS, /* the numbers in it, one after the other: point, line, lseg, box, circle */
    RT_WIRE_PATH,
    RT_WIRE_POLYGON,
    RT_WIRE_TSVECTOR,
    RT_WIRE_TSQUERY,
    RT_WIRE_LSN,
    RT_WIRE_TID,
    RT_WIRE_SNAPSHOT,
    RT_WIRE_HSTORE,
    RT_WIRE_CUBE,
    RT_WIRE_VECTOR
};

/* The OID of a type: the same on every server, or one that only the server knows. */
struct rt_oid {
    uint32_t fixed;  /* 0: see server */
    uint16_t server; /* where fixed is 0: 1 + the type's index in the program's server_types; 0: unknown */
};

/* A type, for writers that meet it at run time. */
struct rt_type {
    enum rt_kind kind;
    enum rt_wire wire;
    struct rt_oid oid;             /* its own; of extensions' types, which may lack a binary form there */
    struct rt_oid element_oid;     /* of arrays: the declared type of elements, which may be a domain */
    uint8_t scale;                 /* numerics: digits after the point, as stored */
    char delimiter;                /* between array elements: ',' for all but box (';') */
    const char *name;              /* as PostgreSQL's format_type prints it */
    const struct rt_type *element; /* of arrays, ranges, multiranges */
    const struct rt_field *fields; /* of composites */
    uint32_t field_count;
};

/* A composite's field. */
struct rt_field {
    const char *name;
    const struct rt_type *type;
    struct rt_oid oid; /* of its declared type, which may be a domain */
};

#endif
