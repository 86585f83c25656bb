/* type_convert.c: PostgreSQL's implicit conversions. */
#include "model/type_convert.h"

TypeUse type_of_code(const char *name)
{
    return (TypeUse){.type = type_builtin(text_of(name))};
}

TypeUse type_plain(const TypeUse *use)
{
    if (!use->type)
        return (TypeUse){0};
    TypeUse base = type_base(use);
    return (TypeUse){.type = base.type, .dimensions = base.dimensions > 0};
}

TypeUse type_unknown(void)
{
    return type_of_code("unknown");
}

bool type_is_unknown(const TypeUse *use)
{
    return use->type && use->dimensions == 0 && text_is(use->type->name, "unknown") &&
           text_is(use->type->schema, "pg_catalog");
}

bool type_is_known(const TypeUse *use)
{
    return use->type && (use->type->kind != TYPE_BASE || use->type->code != TYPE_NONE);
}

bool type_same(const TypeUse *a, const TypeUse *b)
{
    TypeUse x = type_plain(a), y = type_plain(b);
    return x.type && x.type == y.type && x.dimensions == y.dimensions;
}

TypeCode type_code(const TypeUse *use)
{
    TypeUse base = type_plain(use);
    return base.type && base.dimensions == 0 ? base.type->code : TYPE_NONE;
}

bool type_is_integer(const TypeUse *use)
{
    TypeCode code = type_code(use);
    return code == TYPE_INT2 || code == TYPE_INT4 || code == TYPE_INT8;
}

bool type_is_number(const TypeUse *use)
{
    TypeCode code = type_code(use);
    return code >= TYPE_INT2 && code <= TYPE_FLOAT8;
}

bool type_is_any(const TypeUse *use)
{
    return use->type && use->type->kind == TYPE_BASE && text_is(use->type->schema, "pg_catalog") &&
           text_starts_with(use->type->name, TEXT("any"));
}

bool type_is_array(const TypeUse *use)
{
    return type_plain(use).dimensions > 0;
}

TypeUse type_element(const TypeUse *use)
{
    TypeUse base = type_plain(use);
    if (base.dimensions)
        return (TypeUse){.type = base.type};
    if (base.type && (base.type->kind == TYPE_RANGE || base.type->kind == TYPE_MULTIRANGE))
        return type_plain(&base.type->base);
    return (TypeUse){0};
}

TypeUse type_array_of(const TypeUse *element)
{
    TypeUse array = {.type = element->type, .dimensions = 1};
    return array;
}

static bool code_converts(TypeCode from, TypeCode to)
{
    switch (from) {
    case TYPE_INT2:
    case TYPE_INT4:
    case TYPE_INT8:
        return (to > from && to <= TYPE_FLOAT8) || to == TYPE_OID;
    case TYPE_NUMERIC:
        return to == TYPE_FLOAT4 || to == TYPE_FLOAT8;
    case TYPE_FLOAT4:
        return to == TYPE_FLOAT8;
    case TYPE_TEXT:
        return to == TYPE_VARCHAR || to == TYPE_BPCHAR || to == TYPE_NAME;
    case TYPE_VARCHAR:
        return to == TYPE_TEXT || to == TYPE_BPCHAR || to == TYPE_NAME;
    case TYPE_BPCHAR:
        return to == TYPE_TEXT || to == TYPE_VARCHAR || to == TYPE_NAME;
    case TYPE_NAME:
    case TYPE_CHAR:
        return to == TYPE_TEXT;
    case TYPE_CITEXT:
        return to == TYPE_TEXT || to == TYPE_VARCHAR;
    case TYPE_DATE:
        return to == TYPE_TIMESTAMP || to == TYPE_TIMESTAMPTZ;
    case TYPE_TIMESTAMP:
        return to == TYPE_TIMESTAMPTZ;
    case TYPE_TIME:
        return to == TYPE_TIMETZ || to == TYPE_INTERVAL;
    case TYPE_CIDR:
        return to == TYPE_INET;
    case TYPE_BIT:
        return to == TYPE_VARBIT;
    case TYPE_VARBIT:
        return to == TYPE_BIT;
    default:
        return false;
    }
}

bool type_converts(const TypeUse *from, const TypeUse *to)
{
    if (type_is_unknown(from) || type_same(from, to))
        return true;
    TypeUse a = type_plain(from), b = type_plain(to);
    if (!a.type || !b.type || a.dimensions != b.dimensions || a.type->kind != TYPE_BASE ||
        b.type->kind != TYPE_BASE)
        return false;
    if (a.type->code == TYPE_OID && b.type->code == TYPE_OID)
        return true;
    return code_converts(a.type->code, b.type->code);
}

TypeUse type_common(const TypeUse *types, size_t count)
{
    TypeUse common = type_unknown();
    for (size_t i = 0; i < count; i++) {
        TypeUse type = type_plain(&types[i]);
        if (!type_is_known(&type))
            return (TypeUse){0};
        if (type_is_unknown(&common) || (!type_converts(&type, &common) && type_converts(&common, &type)))
            common = type;
        else if (!type_converts(&type, &common))
            return (TypeUse){0};
    }
    return type_is_unknown(&common) ? type_of_code("text") : common;
}

int64_t type_largest_whole(const TypeUse *type)
{
    TypeCode code = type_code(type);
    int whole = type->modifier_count ? type->modifiers[0] : 0;
    whole -= type->modifier_count > 1 ? type->modifiers[1] : 0;
    if (code == TYPE_INT2)
        return INT16_MAX;
    if (code == TYPE_INT4)
        return INT32_MAX;
    if (code != TYPE_NUMERIC || whole <= 0 || whole > 15)
        return 0;
    int64_t power = 1;
    while (whole--)
        power *= 10;
    return power - 1;
}
