/* value_type.c: from SQL types to the C types and descriptors that hold their values. */
#include "plan/value_type.h"

#include "plan/identifier.h"
#include "plan/wire.h"

typedef struct Scalar {
    TypeCode code;
    ValueKind kind;
    const char *runtime_kind;
} Scalar;

/* Types that are not here are held in their own text form. */
static const Scalar scalars[] = {
    {TYPE_BOOL, VALUE_BOOL, "RT_BOOL"},
    {TYPE_INT2, VALUE_INT16, "RT_INT"},
    {TYPE_INT4, VALUE_INT32, "RT_INT"},
    {TYPE_INT8, VALUE_INT64, "RT_INT"},
    {TYPE_OID, VALUE_INT64, "RT_INT"},
    {TYPE_XID, VALUE_INT64, "RT_INT"},
    {TYPE_CID, VALUE_INT64, "RT_INT"},
    {TYPE_XID8, VALUE_INT64, "RT_INT"},
    {TYPE_FLOAT4, VALUE_FLOAT, "RT_FLOAT4"},
    {TYPE_FLOAT8, VALUE_DOUBLE, "RT_FLOAT8"},
    {TYPE_MONEY, VALUE_INT64, "RT_MONEY"},
    {TYPE_TEXT, VALUE_TEXT, "RT_TEXT"},
    {TYPE_VARCHAR, VALUE_TEXT, "RT_TEXT"},
    {TYPE_BPCHAR, VALUE_TEXT, "RT_TEXT"},
    {TYPE_NAME, VALUE_TEXT, "RT_TEXT"},
    {TYPE_CHAR, VALUE_TEXT, "RT_TEXT"},
    {TYPE_CITEXT, VALUE_TEXT, "RT_TEXT"},
    {TYPE_BYTEA, VALUE_TEXT, "RT_BYTEA"},
    {TYPE_DATE, VALUE_INT32, "RT_DATE"},
    {TYPE_TIME, VALUE_INT64, "RT_TIME"},
    {TYPE_TIMETZ, VALUE_TIMETZ, "RT_TIMETZ"},
    {TYPE_TIMESTAMP, VALUE_INT64, "RT_TIMESTAMP"},
    {TYPE_TIMESTAMPTZ, VALUE_INT64, "RT_TIMESTAMPTZ"},
    {TYPE_INTERVAL, VALUE_INTERVAL, "RT_INTERVAL"},
    {TYPE_UUID, VALUE_UUID, "RT_UUID"},
    {TYPE_JSON, VALUE_TEXT, "RT_JSON"},
    {TYPE_JSONB, VALUE_TEXT, "RT_JSON"},
};

enum {
    INT64_DIGITS = 18,   /* decimal digits that any int64_t holds */
    INT128_DIGITS = 38,  /* decimal digits that any 128-bit integer holds */
    FREE_PRECISION = 12, /* digits of a numeric without precision, two of them after the point */
    FREE_SCALE = 2
};

static const char *const c_types[] = {
    [VALUE_ROW] = "uint64_t",
    [VALUE_INDEX128] = "rt_uint128",
    [VALUE_BOOL] = "bool",
    [VALUE_INT16] = "int16_t",
    [VALUE_INT32] = "int32_t",
    [VALUE_INT64] = "int64_t",
    [VALUE_WIDE] = "rt_int128",
    [VALUE_FLOAT] = "float",
    [VALUE_DOUBLE] = "double",
    [VALUE_TEXT] = "struct rt_text",
    [VALUE_UUID] = "struct rt_uuid",
    [VALUE_INTERVAL] = "struct rt_interval",
    [VALUE_TIMETZ] = "struct rt_timetz",
    [VALUE_ITEMS] = "struct rt_items",
    [VALUE_FANOUT] = "struct rt_fanout_at",
    [VALUE_STREAM] = "rt_stream",
};

const char *value_c_type(ValueKind kind)
{
    return c_types[kind];
}

static void set_numeric(ValueType *type, const TypeUse *use)
{
    int precision = use->modifier_count > 0 ? use->modifiers[0] : FREE_PRECISION;
    int scale = use->modifier_count > 1 ? use->modifiers[1] : use->modifier_count ? 0 : FREE_SCALE;
    int digits = scale > precision ? scale : precision - (scale < 0 ? scale : 0);
    type->scale = scale > 0 ? scale : 0;
    type->kind = digits <= INT64_DIGITS ? VALUE_INT64 : digits <= INT128_DIGITS ? VALUE_WIDE : VALUE_TEXT;
    type->runtime_kind = digits <= INT64_DIGITS    ? TEXT("RT_NUMERIC")
                         : digits <= INT128_DIGITS ? TEXT("RT_NUMERIC_WIDE")
                                                   : TEXT("RT_DIGITS");
}

/* regclass and its like: integers that are read and written as names. */
static bool is_object_alias(const Type *type)
{
    return type->code == TYPE_OID && !text_is(type->name, "oid");
}

static bool set_base(Plan *plan, ValueType *type, const TypeUse *use)
{
    if (use->type->code == TYPE_OTHER || use->type->code == TYPE_NONE)
        return false;
    type->kind = VALUE_TEXT;
    type->runtime_kind = TEXT("RT_LITERAL");
    type->wire = wire_form(use->type);
    if (use->type->extension.size)
        type->oid = wire_oid(plan, use);
    if (use->type->code == TYPE_NUMERIC)
        set_numeric(type, use);
    for (size_t i = 0; i < sizeof scalars / sizeof *scalars; i++)
        if (scalars[i].code == use->type->code && !is_object_alias(use->type)) {
            type->kind = scalars[i].kind;
            type->runtime_kind = text_of(scalars[i].runtime_kind);
        }
    return true;
}

static bool set_element(Plan *plan, ValueType *type, const char *runtime_kind, const TypeUse *element)
{
    type->kind = VALUE_ITEMS;
    type->runtime_kind = text_of(runtime_kind);
    type->element = value_type_of(plan, element);
    return type->element != NULL;
}

static bool set_composite(Plan *plan, ValueType *type, const TypeUse *use)
{
    type->kind = VALUE_ITEMS;
    type->runtime_kind = TEXT("RT_COMPOSITE");
    for (size_t i = 0; i < use->type->fields.count; i++) {
        const TypeField *field = &use->type->fields.items[i];
        const ValueType *field_type = value_type_of(plan, &field->type);
        if (!field_type)
            return false;
        list_push(plan->arena, &type->fields,
                  ((ValueField){field->name, field_type, wire_oid(plan, &field->type)}));
    }
    return true;
}

static bool set_enum(ValueType *type)
{
    type->kind = VALUE_TEXT;
    type->runtime_kind = TEXT("RT_TEXT");
    return true;
}

static bool set_type(Plan *plan, ValueType *type, const TypeUse *use)
{
    type->wire = TEXT("RT_WIRE_KIND");
    if (use->dimensions) {
        TypeUse element = *use;
        element.dimensions = 0;
        type->element_oid = wire_oid(plan, &element);
        type->delimiter = element.type->code == TYPE_BOX ? ';' : ',';
        return set_element(plan, type, "RT_ARRAY", &element);
    }
    switch (use->type->kind) {
    case TYPE_BASE:
        return set_base(plan, type, use);
    case TYPE_ENUM:
        return set_enum(type);
    case TYPE_COMPOSITE:
        return set_composite(plan, type, use);
    case TYPE_RANGE:
        return set_element(plan, type, "RT_RANGE", &use->type->base);
    case TYPE_MULTIRANGE:
        return set_element(plan, type, "RT_MULTIRANGE", &(TypeUse){.type = use->type->range});
    case TYPE_DOMAIN:
        break;
    }
    return false;
}

static const ValueType *find(const Plan *plan, Text name, int scale)
{
    for (size_t i = 0; i < plan->types.count; i++)
        if (text_equal(plan->types.items[i]->name, name) && plan->types.items[i]->scale == scale)
            return plan->types.items[i];
    return NULL;
}

const ValueType *value_type_of(Plan *plan, const TypeUse *use)
{
    TypeUse base = type_base(use);
    ValueType *type = arena_new_object(plan->arena, ValueType);
    type->name = type_print(plan->arena, &base);
    if (!set_type(plan, type, &base))
        return NULL;
    const ValueType *known = find(plan, type->name, type->scale);
    if (known)
        return known;
    Text name = text_format(plan->arena, "type_%.*s", TEXT_ARG(type->name));
    name = identifier_unique(plan->arena, &plan->names, name);
    type->identifier = text_format(plan->arena, "%.*s_%.*s", TEXT_ARG(plan->identifier), TEXT_ARG(name));
    list_push(plan->arena, &plan->types, type);
    return type;
}
