/* type_table.c: what pg_type holds of PostgreSQL's own types (versions 12 to 18), the types of common
 * extensions, and the names that SQL's grammar has for some of them. */
#include "model/type_table.h"

/* Static initialisers: TEXT is a compound literal, which constant data may not hold. */
#define NAME(literal)                \
    {                                \
        literal, sizeof(literal) - 1 \
    }

#define OWN(type_code, type_name)                                                                     \
    {                                                                                                 \
        .kind = TYPE_BASE, .code = (type_code), .schema = NAME("pg_catalog"), .name = NAME(type_name) \
    }

#define EXTENSION(type_code, type_name, extension_name)                                            \
    {                                                                                              \
        .kind = TYPE_BASE, .code = (type_code), .schema = NAME("public"), .name = NAME(type_name), \
        .extension = NAME(extension_name)                                                          \
    }

#define RANGE(subtype, type_name, multirange, difference)                            \
    {                                                                                \
        .kind = TYPE_RANGE, .schema = NAME("pg_catalog"), .name = NAME(type_name),   \
        .base = {.type = &base_types[subtype]}, .multirange_name = NAME(multirange), \
        .subtype_diff = NAME(difference)                                             \
    }

#define MULTIRANGE(subtype, range_index, type_name)                                     \
    {                                                                                   \
        .kind = TYPE_MULTIRANGE, .schema = NAME("pg_catalog"), .name = NAME(type_name), \
        .base = {.type = &base_types[subtype]}, .range = &range_types[range_index]      \
    }

/* The places of those that ranges are made of. */
enum {
    INT4,
    INT8,
    NUMERIC,
    DATE,
    TIMESTAMP,
    TIMESTAMPTZ
};

static const Type base_types[] = {
    [INT4] = OWN(TYPE_INT4, "int4"),
    [INT8] = OWN(TYPE_INT8, "int8"),
    [NUMERIC] = OWN(TYPE_NUMERIC, "numeric"),
    [DATE] = OWN(TYPE_DATE, "date"),
    [TIMESTAMP] = OWN(TYPE_TIMESTAMP, "timestamp"),
    [TIMESTAMPTZ] = OWN(TYPE_TIMESTAMPTZ, "timestamptz"),
    OWN(TYPE_BOOL, "bool"),
    OWN(TYPE_INT2, "int2"),
    OWN(TYPE_FLOAT4, "float4"),
    OWN(TYPE_FLOAT8, "float8"),
    OWN(TYPE_MONEY, "money"),
    OWN(TYPE_TEXT, "text"),
    OWN(TYPE_TEXT, "refcursor"),
    OWN(TYPE_VARCHAR, "varchar"),
    OWN(TYPE_BPCHAR, "bpchar"),
    OWN(TYPE_NAME, "name"),
    OWN(TYPE_CHAR, "char"),
    OWN(TYPE_BYTEA, "bytea"),
    OWN(TYPE_TIME, "time"),
    OWN(TYPE_TIMETZ, "timetz"),
    OWN(TYPE_INTERVAL, "interval"),
    OWN(TYPE_UUID, "uuid"),
    OWN(TYPE_JSON, "json"),
    OWN(TYPE_JSONB, "jsonb"),
    OWN(TYPE_JSONPATH, "jsonpath"),
    OWN(TYPE_XML, "xml"),
    OWN(TYPE_INET, "inet"),
    OWN(TYPE_CIDR, "cidr"),
    OWN(TYPE_MACADDR, "macaddr"),
    OWN(TYPE_MACADDR8, "macaddr8"),
    OWN(TYPE_BIT, "bit"),
    OWN(TYPE_VARBIT, "varbit"),
    OWN(TYPE_POINT, "point"),
    OWN(TYPE_LINE, "line"),
    OWN(TYPE_LSEG, "lseg"),
    OWN(TYPE_BOX, "box"),
    OWN(TYPE_PATH, "path"),
    OWN(TYPE_POLYGON, "polygon"),
    OWN(TYPE_CIRCLE, "circle"),
    OWN(TYPE_TSVECTOR, "tsvector"),
    OWN(TYPE_TSQUERY, "tsquery"),
    OWN(TYPE_OID, "oid"),
    OWN(TYPE_OID, "regclass"),
    OWN(TYPE_OID, "regcollation"),
    OWN(TYPE_OID, "regconfig"),
    OWN(TYPE_OID, "regdictionary"),
    OWN(TYPE_OID, "regnamespace"),
    OWN(TYPE_OID, "regoper"),
    OWN(TYPE_OID, "regoperator"),
    OWN(TYPE_OID, "regproc"),
    OWN(TYPE_OID, "regprocedure"),
    OWN(TYPE_OID, "regrole"),
    OWN(TYPE_OID, "regtype"),
    OWN(TYPE_XID, "xid"),
    OWN(TYPE_XID8, "xid8"),
    OWN(TYPE_CID, "cid"),
    OWN(TYPE_TID, "tid"),
    OWN(TYPE_PG_LSN, "pg_lsn"),
    OWN(TYPE_PG_SNAPSHOT, "pg_snapshot"),
    OWN(TYPE_PG_SNAPSHOT, "txid_snapshot"),
    OWN(TYPE_OTHER, "aclitem"),
    OWN(TYPE_OTHER, "gtsvector"),
    OWN(TYPE_OTHER, "int2vector"),
    OWN(TYPE_OTHER, "oidvector"),
    OWN(TYPE_OTHER, "pg_brin_bloom_summary"),
    OWN(TYPE_OTHER, "pg_brin_minmax_multi_summary"),
    OWN(TYPE_OTHER, "pg_dependencies"),
    OWN(TYPE_OTHER, "pg_mcv_list"),
    OWN(TYPE_OTHER, "pg_ndistinct"),
    OWN(TYPE_OTHER, "pg_node_tree"),
    /* Pseudo-types: no column has one, functions do. */
    OWN(TYPE_OTHER, "any"),
    OWN(TYPE_OTHER, "anyarray"),
    OWN(TYPE_OTHER, "anycompatible"),
    OWN(TYPE_OTHER, "anycompatiblearray"),
    OWN(TYPE_OTHER, "anycompatiblemultirange"),
    OWN(TYPE_OTHER, "anycompatiblenonarray"),
    OWN(TYPE_OTHER, "anycompatiblerange"),
    OWN(TYPE_OTHER, "anyelement"),
    OWN(TYPE_OTHER, "anyenum"),
    OWN(TYPE_OTHER, "anymultirange"),
    OWN(TYPE_OTHER, "anynonarray"),
    OWN(TYPE_OTHER, "anyrange"),
    OWN(TYPE_OTHER, "cstring"),
    OWN(TYPE_OTHER, "event_trigger"),
    OWN(TYPE_OTHER, "fdw_handler"),
    OWN(TYPE_OTHER, "index_am_handler"),
    OWN(TYPE_OTHER, "internal"),
    OWN(TYPE_OTHER, "language_handler"),
    OWN(TYPE_OTHER, "opaque"),
    OWN(TYPE_OTHER, "pg_ddl_command"),
    OWN(TYPE_OTHER, "record"),
    OWN(TYPE_OTHER, "table_am_handler"),
    OWN(TYPE_OTHER, "trigger"),
    OWN(TYPE_OTHER, "tsm_handler"),
    OWN(TYPE_OTHER, "unknown"),
    OWN(TYPE_OTHER, "void"),
    EXTENSION(TYPE_CITEXT, "citext", "citext"),
    EXTENSION(TYPE_HSTORE, "hstore", "hstore"),
    EXTENSION(TYPE_LTREE, "ltree", "ltree"),
    EXTENSION(TYPE_LQUERY, "lquery", "ltree"),
    EXTENSION(TYPE_LTXTQUERY, "ltxtquery", "ltree"),
    EXTENSION(TYPE_CUBE, "cube", "cube"),
    EXTENSION(TYPE_SEG, "seg", "seg"),
    EXTENSION(TYPE_ISN, "ean13", "isn"),
    EXTENSION(TYPE_ISN, "isbn", "isn"),
    EXTENSION(TYPE_ISN, "isbn13", "isn"),
    EXTENSION(TYPE_ISN, "ismn", "isn"),
    EXTENSION(TYPE_ISN, "ismn13", "isn"),
    EXTENSION(TYPE_ISN, "issn", "isn"),
    EXTENSION(TYPE_ISN, "issn13", "isn"),
    EXTENSION(TYPE_ISN, "upc", "isn"),
    EXTENSION(TYPE_GEOMETRY, "geometry", "postgis"),
    EXTENSION(TYPE_GEOMETRY, "geography", "postgis"),
    EXTENSION(TYPE_VECTOR, "vector", "vector"),
    EXTENSION(TYPE_OTHER, "halfvec", "vector"),
    EXTENSION(TYPE_OTHER, "sparsevec", "vector"),
    EXTENSION(TYPE_OTHER, "box2d", "postgis"),
    EXTENSION(TYPE_OTHER, "box3d", "postgis"),
    EXTENSION(TYPE_OTHER, "raster", "postgis_raster"),
    EXTENSION(TYPE_OTHER, "query_int", "intarray"),
};

static const Type range_types[] = {
    RANGE(INT4, "int4range", "int4multirange", "int4range_subdiff"),
    RANGE(INT8, "int8range", "int8multirange", "int8range_subdiff"),
    RANGE(NUMERIC, "numrange", "nummultirange", "numrange_subdiff"),
    RANGE(DATE, "daterange", "datemultirange", "daterange_subdiff"),
    RANGE(TIMESTAMP, "tsrange", "tsmultirange", "tsrange_subdiff"),
    RANGE(TIMESTAMPTZ, "tstzrange", "tstzmultirange", "tstzrange_subdiff"),
};

static const Type multirange_types[] = {
    MULTIRANGE(INT4, 0, "int4multirange"),    MULTIRANGE(INT8, 1, "int8multirange"),
    MULTIRANGE(NUMERIC, 2, "nummultirange"),  MULTIRANGE(DATE, 3, "datemultirange"),
    MULTIRANGE(TIMESTAMP, 4, "tsmultirange"), MULTIRANGE(TIMESTAMPTZ, 5, "tstzmultirange"),
};

static const TypeAlias aliases[] = {
    {NAME("bigint"), NAME("int8")},
    {NAME("bit varying"), NAME("varbit")},
    {NAME("boolean"), NAME("bool")},
    {NAME("char"), NAME("bpchar")},
    {NAME("char varying"), NAME("varchar")},
    {NAME("character"), NAME("bpchar")},
    {NAME("character varying"), NAME("varchar")},
    {NAME("dec"), NAME("numeric")},
    {NAME("decimal"), NAME("numeric")},
    {NAME("double precision"), NAME("float8")},
    {NAME("float"), NAME("float8")},
    {NAME("int"), NAME("int4")},
    {NAME("integer"), NAME("int4")},
    {NAME("national char"), NAME("bpchar")},
    {NAME("national char varying"), NAME("varchar")},
    {NAME("national character"), NAME("bpchar")},
    {NAME("national character varying"), NAME("varchar")},
    {NAME("nchar"), NAME("bpchar")},
    {NAME("nchar varying"), NAME("varchar")},
    {NAME("real"), NAME("float4")},
    {NAME("smallint"), NAME("int2")},
    {NAME("time with time zone"), NAME("timetz")},
    {NAME("time without time zone"), NAME("time")},
    {NAME("timestamp with time zone"), NAME("timestamptz")},
    {NAME("timestamp without time zone"), NAME("timestamp")},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Asked time and again: lengths and first letters tell most names apart. */
static const Type *find_among(const Type *types, size_t count, Text name)
{
    for (size_t i = 0; i < count && name.size; i++)
        if (types[i].name.size == name.size && types[i].name.data[0] == name.data[0] &&
            text_equal(types[i].name, name))
            return &types[i];
    return NULL;
}

const Type *type_table_find(Text name)
{
    const Type *base = find_among(base_types, COUNT(base_types), name);
    const Type *range = base ? base : find_among(range_types, COUNT(range_types), name);
    return range ? range : find_among(multirange_types, COUNT(multirange_types), name);
}

const TypeAlias *type_alias_at(size_t index)
{
    return index < COUNT(aliases) ? &aliases[index] : NULL;
}
