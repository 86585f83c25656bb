/* pg_types.c: pg_type into the Schema's types: enums, domains, ranges, composites; and the types that columns
 * have, found by their oids. */
#include "read/pg/pg_catalog.h"

#include "read/catalog.h"

#include <string.h>

/* ---- the type of a column ----------------------------------------------------------------------------- */

/* The whole numbers of "12,2"; false where something else is there. */
static bool read_modifiers(Text list, TypeUse *use)
{
    while (list.size) {
        const char *comma = memchr(list.data, ',', list.size);
        size_t size = comma ? (size_t)(comma - list.data) : list.size;
        int64_t value;
        if (use->modifier_count == 2 || !text_to_int64(text_slice(list, 0, size), &value))
            return false;
        use->modifiers[use->modifier_count++] = (int)value;
        list = text_slice(list, size + 1, list.size);
    }
    return true;
}

/* What format_type prints in parentheses, and the fields of an interval before them. */
static void add_modifiers(Arena *arena, Text text, TypeUse *use)
{
    const char *open = memchr(text.data, '(', text.size);
    const char *close = open ? memchr(open, ')', text.size - (size_t)(open - text.data)) : NULL;
    size_t end = close ? (size_t)(open - text.data) : text.size;
    Text interval = TEXT("interval ");
    if (use->type->code == TYPE_INTERVAL && text_starts_with(text, interval)) {
        Text fields = text_trim(text_slice(text, interval.size, end));
        if (text_ends_with(fields, TEXT("[]")))
            fields = text_slice(fields, 0, fields.size - 2);
        use->fields = text_upper(arena, fields);
    }
    Text list = close ? text_slice(text, end + 1, (size_t)(close - text.data)) : (Text){"", 0};
    if (!read_modifiers(list, use)) {
        use->modifier_count = 0;
        use->fields = list;
    }
}

TypeUse pg_type_use(const PgCatalog *catalog, Text oid, Text text)
{
    const TypeUse *known = map_get(&catalog->types, oid);
    if (!known)
        return (TypeUse){.type = type_builtin(TEXT("unknown"))};
    TypeUse use = *known;
    if (text.data)
        add_modifiers(catalog->arena, text, &use);
    return use;
}

/* ---- pg_type ------------------------------------------------------------------------------------------ */

static TypeKind kind_of(PgRow row)
{
    switch (pg_char(row, "kind")) {
    case 'e':
        return TYPE_ENUM;
    case 'd':
        return TYPE_DOMAIN;
    case 'c':
        return TYPE_COMPOSITE;
    case 'r':
        return TYPE_RANGE;
    case 'm':
        return TYPE_MULTIRANGE;
    default:
        return TYPE_BASE;
    }
}

static Type *new_type(const PgCatalog *catalog, PgRow row)
{
    Type *type = arena_new_object(catalog->arena, Type);
    type->kind = kind_of(row);
    type->code = type->kind == TYPE_BASE ? TYPE_OTHER : TYPE_NONE;
    type->schema = pg_text(row, "schema");
    type->name = pg_text(row, "name");
    type->extension = pg_text(row, "extension");
    type->comment = pg_text(row, "comment");
    type->labels = pg_list(catalog->arena, row, "labels");
    type->not_null = pg_bool(row, "not_null");
    type->collation = pg_collation(catalog, row);
    type->multirange_name = pg_text(row, "multirange_name");
    type->subtype_diff = pg_text(row, "subtype_diff");
    type->span = pg_place(catalog, "type", type->schema, type->name, (Text){"", 0});
    return type;
}

/* A type of PostgreSQL's own or of an extension, by its name. */
static const Type *foreign_type(const PgCatalog *catalog, PgRow row)
{
    const Type *type = type_builtin(pg_text(row, "name"));
    return type ? type : new_type(catalog, row);
}

/* Row types of tables and the multiranges that ranges bring along are no types of the schema's own. */
static bool is_own(PgRow row)
{
    return kind_of(row) != TYPE_MULTIRANGE && !text_is(pg_text(row, "schema"), "information_schema") &&
           (kind_of(row) != TYPE_COMPOSITE || pg_char(row, "relation_kind") == 'c');
}

static Type *own_type(PgCatalog *catalog, PgRow row)
{
    Type *type = new_type(catalog, row);
    if (is_own(row))
        schema_add_type(catalog->schema, type);
    if (type->kind == TYPE_COMPOSITE)
        map_put(&catalog->composites, pg_text(row, "oid"), type);
    return type;
}

static void put_use(PgCatalog *catalog, Text oid, TypeUse use)
{
    TypeUse *kept = arena_new_object(catalog->arena, TypeUse);
    *kept = use;
    map_put(&catalog->types, oid, kept);
}

/* Arrays come in a second walk, since they stand before their elements. */
static void add_type(PgCatalog *catalog, PgRow row, Type **own)
{
    bool is_foreign = pg_bool(row, "is_builtin") || pg_text(row, "extension").data;
    if (pg_text(row, "element").data)
        return;
    const Type *type = is_foreign ? foreign_type(catalog, row) : (*own = own_type(catalog, row));
    put_use(catalog, pg_text(row, "oid"), (TypeUse){.type = type});
}

static void add_array(PgCatalog *catalog, PgRow row)
{
    TypeUse element = pg_type_use(catalog, pg_text(row, "element"), (Text){NULL, 0});
    if (!pg_text(row, "element").data)
        return;
    element.dimensions = 1;
    put_use(catalog, pg_text(row, "oid"), element);
}

/* Once every type is known: what stands below a domain, a range or a multirange. */
static void finish_type(PgCatalog *catalog, PgRow row, Type *type)
{
    if (!type || (type->kind != TYPE_DOMAIN && type->kind != TYPE_RANGE && type->kind != TYPE_MULTIRANGE))
        return;
    bool modified = pg_int(row, "base_modifier") >= 0;
    Text text = modified ? pg_text(row, "base_text") : (Text){NULL, 0};
    type->base = pg_type_use(catalog, pg_text(row, "base"), text);
    type->base.span = type->span;
    if (type->kind == TYPE_MULTIRANGE) {
        type->range = type->base.type;
        type->base = type->range->base;
    }
    type->default_value = pg_expr(catalog, pg_text(row, "default_text"), type->span);
}

/* A type below itself would have no end. */
static bool check_base(const PgCatalog *catalog, const Type *type)
{
    const Type *below = type;
    for (size_t i = 0; below; i++) {
        if (i > catalog->schema->types.count)
            return diag_error(catalog->diag, type->span, "the server's catalog contradicts itself");
        below = below->base.type;
    }
    return true;
}

static bool check_bases(const PgCatalog *catalog)
{
    bool good = true;
    for (size_t i = 0; i < catalog->schema->types.count; i++)
        good = check_base(catalog, catalog->schema->types.items[i]) && good;
    return good;
}

bool pg_read_types(PgCatalog *catalog)
{
    PgRows rows;
    if (!pg_query(catalog, "the types", PG_QUERY(types), &rows))
        return false;
    catalog->types = catalog->composites = map_new(catalog->arena);
    Type **own = arena_array(catalog->arena, rows.count, sizeof *own);
    for (size_t i = 0; i < rows.count; i++)
        add_type(catalog, pg_row(&rows, i), &own[i]);
    for (size_t i = 0; i < rows.count; i++)
        add_array(catalog, pg_row(&rows, i));
    for (size_t i = 0; i < rows.count; i++)
        finish_type(catalog, pg_row(&rows, i), own[i]);
    return check_bases(catalog);
}

/* ---- a choice of types -------------------------------------------------------------------------------- */

static void mark_type(Map *needed, const Type *type);

static void mark_fields(Map *needed, const Type *type)
{
    for (size_t i = 0; i < type->fields.count; i++)
        mark_type(needed, type->fields.items[i].type.type);
}

/* A set of types, keyed by the bytes of their addresses. */
static void mark_type(Map *needed, const Type *type)
{
    if (!type || text_is(type->schema, "pg_catalog"))
        return;
    const Type **address = arena_new_object(needed->arena, const Type *);
    *address = type;
    Text key = {(const char *)address, sizeof *address};
    if (map_get(needed, key))
        return;
    map_put(needed, key, address);
    mark_type(needed, type->base.type);
    mark_type(needed, type->range);
    mark_fields(needed, type);
}

void pg_drop_unused_types(PgCatalog *catalog)
{
    Schema *schema = catalog->schema;
    Map needed = map_new(catalog->arena);
    for (size_t i = 0; i < schema->tables.count; i++)
        for (size_t k = 0; k < schema->tables.items[i]->columns.count; k++)
            mark_type(&needed, schema->tables.items[i]->columns.items[k]->type.type);
    for (size_t i = 0; i < schema->types.count; i++)
        if (pg_is_chosen_schema(catalog, schema->types.items[i]->schema))
            mark_type(&needed, schema->types.items[i]);
    for (size_t i = schema->types.count; i-- > 0;) {
        Type *type = schema->types.items[i];
        if (!map_get(&needed, (Text){(const char *)&type, sizeof type}))
            schema_remove_type(schema, type);
    }
}
