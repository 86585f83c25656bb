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

/* ---- what can be written ---- */

/* The runtime's makers of texts that it can also read; of others nothing is known. */
static const char *const makers[] = {
    "rt_inet_at",   "rt_cidr_at",     "rt_macaddr_at", "rt_macaddr8_at", "rt_bit_at",  "rt_varbit_at",
    "rt_point_at",  "rt_line_at",     "rt_lseg_at",    "rt_box_at",      "rt_path_at", "rt_polygon_at",
    "rt_circle_at", "rt_tsvector_at", "rt_tsquery_at", "rt_pg_lsn_at",   "rt_tid_at",  "rt_snapshot_at",
    "rt_hstore_at", "rt_cube_at",     "rt_vector_at",  "rt_geometry_at",
};

static bool is_maker(Text function)
{
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++)
        if (text_is(function, makers[i]))
            return true;
    return false;
}

static bool is_text(ValueKind kind)
{
    return kind == VALUE_TEXT || kind == VALUE_ITEMS;
}

static bool step_is_made(const Step *step);

/* Whether what an operand brings to a text is made by the runtime. */
static bool operand_is_made(const Operand *operand)
{
    if (operand->kind == OPERAND_STEP)
        return !is_text(operand->step->kind) || step_is_made(operand->step);
    for (size_t i = 0; operand->kind == OPERAND_VALUES && i < operand->steps->count; i++)
        if (is_text(operand->steps->items[i]->kind) && !step_is_made(operand->steps->items[i]))
            return false;
    return operand->kind != OPERAND_STRING && operand->kind != OPERAND_DATA;
}

static bool step_is_made(const Step *step)
{
    if (step->op == STEP_READ)
        return step_is_made(step->target);
    if (step->op == STEP_CALL && step->kind == VALUE_TEXT)
        return is_maker(step->text);
    for (size_t i = 0; i < step->arguments.count; i++)
        if (!operand_is_made(&step->arguments.items[i]))
            return false;
    return true;
}

/* Whether the type, with all that it is made of, has a binary form. */
static bool type_has_form(const ValueType *type)
{
    if (text_is(type->wire, "RT_WIRE_NONE") || (type->element && !type_has_form(type->element)))
        return false;
    for (size_t i = 0; i < type->fields.count; i++)
        if (!type_has_form(type->fields.items[i].type))
            return false;
    return true;
}

/* Whether texts in it are read to be written. */
static bool type_reads_texts(const ValueType *type)
{
    bool reads = text_is(type->runtime_kind, "RT_LITERAL") && !text_is(type->wire, "RT_WIRE_KIND") &&
                 !text_is(type->wire, "RT_WIRE_VERSIONED");
    reads = reads || (type->element && type_reads_texts(type->element));
    for (size_t i = 0; i < type->fields.count; i++)
        reads = reads || type_reads_texts(type->fields.items[i].type);
    return reads;
}

bool wire_has_column(const ColumnPlan *column)
{
    return type_has_form(column->type) &&
           (!column->value || !type_reads_texts(column->type) || step_is_made(column->value));
}

/* ---- OIDs ---- */

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
