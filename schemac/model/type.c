/* type.c: looking types up by name, printing them as PostgreSQL does, comparing them. */
#include "model/type.h"

#include "base/buffer.h"
#include "model/names.h"
#include "model/type_table.h"

const Type *type_builtin(Text name)
{
    return type_table_find(name);
}

const Type *type_sql_name(Text name)
{
    const TypeAlias *alias;
    for (size_t i = 0; (alias = type_alias_at(i)); i++)
        if (text_equal(alias->sql_name, name))
            return type_builtin(alias->name);
    return type_builtin(name);
}

bool type_builtin_use(Text name, TypeUse *use)
{
    bool is_array = name.size > 1 && name.data[0] == '_';
    const Type *type = type_builtin(is_array ? text_slice(name, 1, name.size) : name);
    if (!type)
        return false;
    *use = (TypeUse){.type = type, .dimensions = is_array};
    return true;
}

/* How many digits after the point, or characters, or bits: the modifiers in parentheses. */
static void append_modifiers(Buffer *out, const TypeUse *use)
{
    if (use->modifier_count == 0)
        return;
    if (use->type->code == TYPE_NUMERIC)
        buffer_format(out, "(%d,%d)", use->modifiers[0], use->modifier_count > 1 ? use->modifiers[1] : 0);
    else if (use->modifier_count == 1)
        buffer_format(out, "(%d)", use->modifiers[0]);
    else
        buffer_format(out, "(%d,%d)", use->modifiers[0], use->modifiers[1]);
}

/* The words of SQL's grammar for a built-in type; after them stand the modifiers and `suffix`. NULL where the
 * type has no name but its own. */
static const char *grammar_name(const TypeUse *use, const char **suffix)
{
    *suffix = "";
    switch (use->type->code) {
    case TYPE_BOOL:
        return "boolean";
    case TYPE_INT2:
        return "smallint";
    case TYPE_INT4:
        return "integer";
    case TYPE_INT8:
        return "bigint";
    case TYPE_FLOAT4:
        return "real";
    case TYPE_FLOAT8:
        return "double precision";
    case TYPE_VARCHAR:
        return "character varying";
    case TYPE_BPCHAR:
        return use->modifier_count ? "character" : "bpchar";
    case TYPE_BIT:
        return use->modifier_count ? "bit" : "\"bit\"";
    case TYPE_VARBIT:
        return "bit varying";
    case TYPE_NUMERIC:
        return "numeric";
    case TYPE_INTERVAL:
        return "interval";
    case TYPE_TIME:
        *suffix = " without time zone";
        return "time";
    case TYPE_TIMETZ:
        *suffix = " with time zone";
        return "time";
    case TYPE_TIMESTAMP:
        *suffix = " without time zone";
        return "timestamp";
    case TYPE_TIMESTAMPTZ:
        *suffix = " with time zone";
        return "timestamp";
    default:
        return NULL;
    }
}

static void append_name(Arena *arena, Buffer *out, const Type *type)
{
    if (!text_is(type->schema, "pg_catalog") && !text_is(type->schema, "public")) {
        buffer_text(out, names_quote(arena, type->schema));
        buffer_char(out, '.');
    }
    buffer_text(out, names_quote(arena, type->name));
}

/* The fields of an interval, or what stands in parentheses after the name of an extension's type. */
static void append_fields(Arena *arena, Buffer *out, const TypeUse *use)
{
    if (use->fields.size == 0)
        return;
    if (use->type->code == TYPE_INTERVAL) {
        buffer_char(out, ' ');
        buffer_text(out, text_lower(arena, use->fields));
    } else {
        buffer_char(out, '(');
        buffer_text(out, use->fields);
        buffer_char(out, ')');
    }
}

Text type_print(Arena *arena, const TypeUse *use)
{
    Buffer out = {0};
    const char *suffix;
    const char *name = grammar_name(use, &suffix);
    if (name)
        buffer_string(&out, name);
    else
        append_name(arena, &out, use->type);
    append_fields(arena, &out, use);
    append_modifiers(&out, use);
    buffer_string(&out, suffix);
    if (use->dimensions)
        buffer_string(&out, "[]");
    Text text = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return text;
}

TypeUse type_base(const TypeUse *use)
{
    TypeUse base = *use;
    while (base.type && base.type->kind == TYPE_DOMAIN && base.dimensions == 0 && base.type->base.type)
        base = base.type->base;
    return base;
}

bool type_is_text(const TypeUse *use)
{
    TypeUse base = type_base(use);
    if (!base.type || base.dimensions)
        return false;
    switch (base.type->code) {
    case TYPE_TEXT:
    case TYPE_VARCHAR:
    case TYPE_BPCHAR:
    case TYPE_NAME:
    case TYPE_CITEXT:
        return true;
    default:
        return false;
    }
}

/* The modifier at `index` as the catalog stores it: a missing scale is 0. */
static int modifier_at(const TypeUse *use, int index)
{
    return index < use->modifier_count ? use->modifiers[index] : 0;
}

bool type_use_equal(const TypeUse *a, const TypeUse *b)
{
    return a->type == b->type && (a->modifier_count > 0) == (b->modifier_count > 0) &&
           modifier_at(a, 0) == modifier_at(b, 0) && modifier_at(a, 1) == modifier_at(b, 1) &&
           text_equal_nocase(a->fields, b->fields) && (a->dimensions > 0) == (b->dimensions > 0);
}
