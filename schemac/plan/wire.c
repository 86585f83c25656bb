/* wire.c: the binary forms and OIDs of PostgreSQL's own types (pg_type.dat, versions 12 to 18). */
#include "plan/wire.h"

#include "model/names.h"

typedef struct Form {
    TypeCode code;
    const char *wire;
} Form;

/* Types that are not here are as their kind says. */
static const Form forms[] = {
    {TYPE_INT2, "RT_WIRE_INT2"},
    {TYPE_INT4, "RT_WIRE_INT4"},
    {TYPE_INT8, "RT_WIRE_INT8"},
    {TYPE_OID, "RT_WIRE_INT4"},
    {TYPE_XID, "RT_WIRE_INT4"},
    {TYPE_CID, "RT_WIRE_INT4"},
    {TYPE_XID8, "RT_WIRE_INT8"},
    {TYPE_CHAR, "RT_WIRE_CHAR"},
    {TYPE_JSONB, "RT_WIRE_VERSIONED"},
    {TYPE_JSONPATH, "RT_WIRE_VERSIONED"},
    {TYPE_LTREE, "RT_WIRE_VERSIONED"},
    {TYPE_LQUERY, "RT_WIRE_VERSIONED"},
    {TYPE_LTXTQUERY, "RT_WIRE_VERSIONED"},
    {TYPE_INET, "RT_WIRE_INET"},
    {TYPE_CIDR, "RT_WIRE_CIDR"},
    {TYPE_MACADDR, "RT_WIRE_HEX"},
    {TYPE_MACADDR8, "RT_WIRE_HEX"},
    {TYPE_GEOMETRY, "RT_WIRE_HEX"},
    {TYPE_BIT, "RT_WIRE_BITS"},
    {TYPE_VARBIT, "RT_WIRE_BITS"},
    {TYPE_POINT, "RT_WIRE_FLOATS"},
    {TYPE_LINE, "RT_WIRE_FLOATS"},
    {TYPE_LSEG, "RT_WIRE_FLOATS"},
    {TYPE_BOX, "RT_WIRE_FLOATS"},
    {TYPE_CIRCLE, "RT_WIRE_FLOATS"},
    {TYPE_PATH, "RT_WIRE_PATH"},
    {TYPE_POLYGON, "RT_WIRE_POLYGON"},
    {TYPE_TSVECTOR, "RT_WIRE_TSVECTOR"},
    {TYPE_TSQUERY, "RT_WIRE_TSQUERY"},
    {TYPE_PG_LSN, "RT_WIRE_LSN"},
    {TYPE_TID, "RT_WIRE_TID"},
    {TYPE_PG_SNAPSHOT, "RT_WIRE_SNAPSHOT"},
    {TYPE_HSTORE, "RT_WIRE_HSTORE"},
    {TYPE_CUBE, "RT_WIRE_CUBE"},
    {TYPE_VECTOR, "RT_WIRE_VECTOR"},
    /* contrib's seg and isn have no receive functions. */
    {TYPE_SEG, "RT_WIRE_NONE"},
    {TYPE_ISN, "RT_WIRE_NONE"},
};

typedef struct FixedOid {
    const char *name; /* pg_type.typname */
    uint32_t oid, array;
} FixedOid;

static const FixedOid fixed_oids[] = {
    {"bit", 1560, 1561},
    {"bool", 16, 1000},
    {"box", 603, 1020},
    {"bpchar", 1042, 1014},
    {"bytea", 17, 1001},
    {"char", 18, 1002},
    {"cid", 29, 1012},
    {"cidr", 650, 651},
    {"circle", 718, 719},
    {"date", 1082, 1182},
    {"datemultirange", 4535, 6155},
    {"daterange", 3912, 3913},
    {"float4", 700, 1021},
    {"float8", 701, 1022},
    {"inet", 869, 1041},
    {"int2", 21, 1005},
    {"int4", 23, 1007},
    {"int4multirange", 4451, 6150},
    {"int4range", 3904, 3905},
    {"int8", 20, 1016},
    {"int8multirange", 4536, 6157},
    {"int8range", 3926, 3927},
    {"interval", 1186, 1187},
    {"json", 114, 199},
    {"jsonb", 3802, 3807},
    {"jsonpath", 4072, 4073},
    {"line", 628, 629},
    {"lseg", 601, 1018},
    {"macaddr", 829, 1040},
    {"macaddr8", 774, 775},
    {"money", 790, 791},
    {"name", 19, 1003},
    {"numeric", 1700, 1231},
    {"nummultirange", 4532, 6151},
    {"numrange", 3906, 3907},
    {"oid", 26, 1028},
    {"path", 602, 1019},
    {"pg_lsn", 3220, 3221},
    {"pg_snapshot", 5038, 5039},
    {"point", 600, 1017},
    {"polygon", 604, 1027},
    {"refcursor", 1790, 2201},
    {"text", 25, 1009},
    {"tid", 27, 1010},
    {"time", 1083, 1183},
    {"timestamp", 1114, 1115},
    {"timestamptz", 1184, 1185},
    {"timetz", 1266, 1270},
    {"tsmultirange", 4533, 6152},
    {"tsquery", 3615, 3645},
    {"tsrange", 3908, 3909},
    {"tstzmultirange", 4534, 6153},
    {"tstzrange", 3910, 3911},
    {"tsvector", 3614, 3643},
    {"txid_snapshot", 2970, 2949},
    {"uuid", 2950, 2951},
    {"varbit", 1562, 1563},
    {"varchar", 1043, 1015},
    {"xid", 28, 1011},
    {"xid8", 5069, 271},
    {"xml", 142, 143},
};

Text wire_form(const Type *type)
{
    /* regclass and its like are OIDs there, and names here. */
    if (type->code == TYPE_OID && !text_is(type->name, "oid"))
        return TEXT("RT_WIRE_NONE");
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (forms[i].code == type->code)
            return text_of(forms[i].wire);
    return TEXT("RT_WIRE_KIND");
}

bool wire_is_whole(const ValueType *type)
{
    if (text_is(type->wire, "RT_WIRE_NONE") || (type->element && !wire_is_whole(type->element)))
        return false;
    for (size_t i = 0; i < type->fields.count; i++)
        if (!wire_is_whole(type->fields.items[i].type))
            return false;
    return true;
}

/* The place of a type that only a server knows, by its name as to_regtype takes it. */
static TypeOid server_oid(Plan *plan, const TypeUse *use)
{
    Text name = text_format(plan->arena, "%.*s.%.*s%s", TEXT_ARG(names_quote(plan->arena, use->type->schema)),
                            TEXT_ARG(names_quote(plan->arena, use->type->name)), use->dimensions ? "[]" : "");
    size_t i = 0;
    while (i < plan->server_types.count && !text_equal(plan->server_types.items[i], name))
        i++;
    if (i == plan->server_types.count)
        list_push(plan->arena, &plan->server_types, name);
    return (TypeOid){.server = (unsigned)i + 1};
}

TypeOid wire_oid(Plan *plan, const TypeUse *use)
{
    if (!text_is(use->type->schema, "pg_catalog"))
        return server_oid(plan, use);
    for (size_t i = 0; i < sizeof fixed_oids / sizeof *fixed_oids; i++)
        if (text_is(use->type->name, fixed_oids[i].name))
            return (TypeOid){.fixed = use->dimensions ? fixed_oids[i].array : fixed_oids[i].oid};
    return server_oid(plan, use);
}
