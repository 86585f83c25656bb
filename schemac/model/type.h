/* type.h: data types as a schema names them. PostgreSQL documentation: chapter 8 (Data Types), pg_type.
 *
 * A Type is one data type, built in or made by the schema; a TypeUse is a type as a column has it: with its
 * modifiers and array dimensions. Types are compared by pointer: a schema holds each type once. */
#ifndef SCHEMAC_MODEL_TYPE_H
#define SCHEMAC_MODEL_TYPE_H

#include "base/list.h"
#include "base/map.h"
#include "diag/source.h"

typedef struct Type Type;
typedef struct Check Check;
typedef struct Expr Expr;

/* Every base type that has a value domain of its own. Types of the common extensions are base types too. */
typedef enum TypeCode {
    TYPE_NONE, /* not a base type */
    TYPE_BOOL,
    TYPE_INT2,
    TYPE_INT4,
    TYPE_INT8,
    TYPE_NUMERIC,
    TYPE_FLOAT4,
    TYPE_FLOAT8,
    TYPE_MONEY,
    TYPE_TEXT,
    TYPE_VARCHAR,
    TYPE_BPCHAR, /* character(n) */
    TYPE_NAME,
    TYPE_CHAR, /* "char": one byte */
    TYPE_CITEXT,
    TYPE_BYTEA,
    TYPE_DATE,
    TYPE_TIME,
    TYPE_TIMETZ,
    TYPE_TIMESTAMP,
    TYPE_TIMESTAMPTZ,
    TYPE_INTERVAL,
    TYPE_UUID,
    TYPE_JSON,
    TYPE_JSONB,
    TYPE_JSONPATH,
    TYPE_XML,
    TYPE_INET,
    TYPE_CIDR,
    TYPE_MACADDR,
    TYPE_MACADDR8,
    TYPE_BIT,
    TYPE_VARBIT,
    TYPE_POINT,
    TYPE_LINE,
    TYPE_LSEG,
    TYPE_BOX,
    TYPE_PATH,
    TYPE_POLYGON,
    TYPE_CIRCLE,
    TYPE_TSVECTOR,
    TYPE_TSQUERY,
    TYPE_OID, /* also regclass, regproc and the other object identifier aliases */
    TYPE_XID,
    TYPE_XID8,
    TYPE_CID,
    TYPE_TID,
    TYPE_PG_LSN,
    TYPE_PG_SNAPSHOT, /* also txid_snapshot */
    TYPE_HSTORE,
    TYPE_LTREE,
    TYPE_LQUERY,
    TYPE_LTXTQUERY,
    TYPE_CUBE,
    TYPE_SEG,
    TYPE_ISN,      /* isbn, issn, ean13 … of contrib/isn: `name` tells which */
    TYPE_GEOMETRY, /* PostGIS geometry and geography */
    TYPE_VECTOR,   /* pgvector */
    TYPE_OTHER     /* a base type of an extension that is not known: an error once a column needs values */
} TypeCode;

typedef enum TypeKind {
    TYPE_BASE,
    TYPE_ENUM,
    TYPE_DOMAIN,
    TYPE_COMPOSITE,
    TYPE_RANGE,
    TYPE_MULTIRANGE
} TypeKind;

/* A type with its modifiers, as a column, a domain or a cast names it. */
typedef struct TypeUse {
    const Type *type;   /* never NULL in a checked schema */
    int modifiers[2];   /* varchar(n): n; numeric(p, s): p, s; time(p): p; bit(n): n; interval(p): p */
    int modifier_count; /* how many of them are given */
    Text fields;        /* interval: "YEAR TO MONTH" …; geometry: "Point,4326"; else empty */
    int dimensions; /* array dimensions: 0 no array; PostgreSQL ignores how many, so the normal form is 0 or 1
                     */
    Span span;
} TypeUse;

typedef struct TypeField {
    Text name;
    TypeUse type;
    Text collation; /* empty: the type's own */
} TypeField;
typedef LIST(TypeField) TypeFieldList;
typedef LIST(Check *) CheckList;

struct Type {
    TypeKind kind;
    TypeCode code;  /* of a base type, else TYPE_NONE */
    Text schema;    /* "pg_catalog" for built-in types; extension types: where the schema puts them */
    Text name;      /* as pg_type.typname has it: int4, varchar, timestamptz */
    Text extension; /* the extension that brings it, or empty */
    Text comment;
    TextList labels;      /* enum: in their order */
    TypeUse base;         /* domain: the type below; range and multirange: the subtype */
    bool not_null;        /* domain */
    Expr *default_value;  /* domain, or NULL */
    Text collation;       /* domain or range: empty for the default */
    CheckList checks;     /* domain */
    TypeFieldList fields; /* composite */
    const Type *range;    /* multirange: its range type */
    Text multirange_name; /* range: the name of its multirange type; empty before version 14 */
    Text subtype_diff;    /* range: function name, or empty */
    Span span;
};
typedef LIST(Type *) TypeList;

/* The built-in or well-known extension type of that name ("int4", "citext"), or NULL. Constant data. */
const Type *type_builtin(Text name);

/* The same with the names of array types, such as "_int4"; false where there is none. */
bool type_builtin_use(Text name, TypeUse *use);

/* The built-in type for a name as SQL spells it, in lower case with single spaces: "integer", "double
 * precision", "timestamp with time zone", "character varying"; NULL where it is none. Modifiers are the
 * reader's: char and bit without one have length 1, float(1) to float(24) is float4. "char" in quotes is no
 * SQL name but type_builtin's. */
const Type *type_sql_name(Text name);

/* The type as PostgreSQL's format_type prints it: "character varying(30)", "timestamp(3) with time zone",
 * "integer[]", "shop.color"; a type without modifiers as format_type(oid, -1) prints it ("bpchar"); names
 * outside pg_catalog and public carry their schema. Quoted where SQL needs it. */
Text type_print(Arena *arena, const TypeUse *use);

/* The type below all domains, with the innermost modifiers and dimensions. */
TypeUse type_base(const TypeUse *use);

/* True for text, varchar, bpchar, name, citext and domains over them. */
bool type_is_text(const TypeUse *use);

/* Same type, modifiers and dimensions. */
bool type_use_equal(const TypeUse *a, const TypeUse *b);

#endif
