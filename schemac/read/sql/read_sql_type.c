/* read_sql_type.c: CREATE TYPE and ALTER TYPE: enums, composites, ranges, base types; and extensions, which
 * bring types. */
#include "read/sql/read_sql.h"

#include "model/names.h"
#include "read/parse/parse_type.h"

/* ---- making -------------------------------------------------------------------------------------------- */

static Type *new_type(Ddl *ddl, const DdlName *name, Text schema, TypeKind kind)
{
    Type *type = arena_new_object(ddl->arena, Type);
    type->kind = kind;
    type->schema = schema;
    type->name = name->name;
    type->span = name->span;
    return type;
}

/* Adds the type; a shell type of the name gives way. */
static bool add_type(Ddl *ddl, Type *type)
{
    Type *there = schema_find_type(ddl->schema, type->schema, type->name);
    if (there && there->code == TYPE_OTHER) {
        Text schema = there->schema, name = there->name;
        *there = *type;
        there->schema = schema;
        there->name = name;
        return true;
    }
    if (schema_add_type(ddl->schema, type))
        return true;
    ddl_taken(ddl, type->span, "type \"%.*s\" already exists", TEXT_ARG(type->name));
    diag_note(ddl->diag, there->span, "it is declared here");
    return false;
}

/* ---- enums --------------------------------------------------------------------------------------------- */

static bool read_label(Ddl *ddl, Text *label)
{
    SqlToken token = ddl->cursor.token;
    if (!sql_take_string(&ddl->cursor, label))
        return sql_unexpected(&ddl->cursor, "a label in single quotes");
    if (label->size > NAME_LIMIT)
        return diag_error(ddl->diag, sql_span(&ddl->cursor, token), "label is longer than %d bytes",
                          NAME_LIMIT);
    return true;
}

static bool find_label(const Type *type, Text label, size_t *index)
{
    for (*index = 0; *index < type->labels.count; ++*index)
        if (text_equal(type->labels.items[*index], label))
            return true;
    return false;
}

static bool read_enum(Ddl *ddl, Type *type)
{
    SqlCursor *cursor = &ddl->cursor;
    if (!sql_expect(cursor, SQL_LEFT_PAREN))
        return false;
    if (sql_take(cursor, SQL_RIGHT_PAREN))
        return add_type(ddl, type);
    Map seen = map_new(ddl->arena);
    do {
        Text label;
        if (!read_label(ddl, &label))
            return false;
        if (map_get(&seen, label))
            return diag_error(ddl->diag, sql_span(cursor, cursor->last), "label \"%.*s\" is declared twice",
                              TEXT_ARG(label));
        map_put(&seen, label, type);
        list_push(ddl->arena, &type->labels, label);
    } while (sql_take(cursor, SQL_COMMA));
    return sql_expect(cursor, SQL_RIGHT_PAREN) && add_type(ddl, type);
}

/* Puts the label before or after another one, or at the end. */
static void insert_label(Ddl *ddl, Type *type, Text label, size_t index)
{
    list_push(ddl->arena, &type->labels, label);
    for (size_t i = type->labels.count - 1; i > index; i--)
        type->labels.items[i] = type->labels.items[i - 1];
    type->labels.items[index] = label;
}

static bool unknown_label(Ddl *ddl, const Type *type, Text label)
{
    return diag_error(ddl->diag, sql_span(&ddl->cursor, ddl->cursor.last),
                      "\"%.*s\" is no label of type \"%.*s\"", TEXT_ARG(label), TEXT_ARG(type->name));
}

static bool add_value(Ddl *ddl, Type *type)
{
    SqlCursor *cursor = &ddl->cursor;
    Text label, neighbour;
    size_t index;
    bool if_not_exists = sql_take_words(cursor, "if not exists");
    if (!read_label(ddl, &label))
        return false;
    if (find_label(type, label, &index))
        return if_not_exists ? ddl_skip_statement(ddl)
                             : ddl_taken(ddl, sql_span(cursor, cursor->last), "label \"%.*s\" already exists",
                                         TEXT_ARG(label));
    bool before = sql_take_words(cursor, "before");
    size_t place = type->labels.count;
    if (before || sql_take_words(cursor, "after")) {
        if (!read_label(ddl, &neighbour))
            return false;
        if (!find_label(type, neighbour, &place))
            return unknown_label(ddl, type, neighbour);
        place += !before;
    }
    insert_label(ddl, type, label, place);
    return true;
}

static bool rename_value(Ddl *ddl, Type *type)
{
    Text from, to;
    size_t index;
    if (!read_label(ddl, &from))
        return false;
    if (!find_label(type, from, &index))
        return unknown_label(ddl, type, from);
    if (!sql_expect_words(&ddl->cursor, "to") || !read_label(ddl, &to))
        return false;
    type->labels.items[index] = to;
    ddl_rename_label_in(ddl, type, from, to);
    return true;
}

/* ---- composites ---------------------------------------------------------------------------------------- */

static bool read_field(Ddl *ddl, TypeField *field)
{
    *field = (TypeField){0};
    if (!sql_expect_name(&ddl->cursor, &field->name) || !parse_type(&ddl->cursor, &field->type))
        return false;
    return !sql_take_words(&ddl->cursor, "collate") || ddl_read_collation(ddl, &field->collation);
}

static bool read_composite(Ddl *ddl, Type *type)
{
    SqlCursor *cursor = &ddl->cursor;
    if (!sql_expect(cursor, SQL_LEFT_PAREN))
        return false;
    while (!sql_at(cursor, SQL_RIGHT_PAREN)) {
        TypeField field;
        if (!read_field(ddl, &field))
            return false;
        list_push(ddl->arena, &type->fields, field);
        if (!sql_take(cursor, SQL_COMMA))
            break;
    }
    return sql_expect(cursor, SQL_RIGHT_PAREN) && add_type(ddl, type);
}

static TypeField *find_field(const Type *type, Text name)
{
    for (size_t i = 0; i < type->fields.count; i++)
        if (text_equal(type->fields.items[i].name, name))
            return &type->fields.items[i];
    return NULL;
}

static bool drop_attribute(Ddl *ddl, Type *type)
{
    Text name;
    sql_take_words(&ddl->cursor, "if exists");
    if (!sql_expect_name(&ddl->cursor, &name))
        return false;
    TypeField *field = find_field(type, name);
    if (field)
        list_remove(&type->fields, (size_t)(field - type->fields.items));
    return true;
}

static bool alter_attribute(Ddl *ddl, const Type *type)
{
    TypeField changed = {0};
    if (!sql_expect_name(&ddl->cursor, &changed.name))
        return false;
    sql_take_words(&ddl->cursor, "set data");
    if (!sql_expect_words(&ddl->cursor, "type") || !parse_type(&ddl->cursor, &changed.type))
        return false;
    if (sql_take_words(&ddl->cursor, "collate") && !ddl_read_collation(ddl, &changed.collation))
        return false;
    TypeField *field = find_field(type, changed.name);
    if (field)
        *field = changed;
    return true;
}

static bool rename_attribute(Ddl *ddl, const Type *type)
{
    Text from, to;
    if (!sql_expect_name(&ddl->cursor, &from) || !sql_expect_words(&ddl->cursor, "to") ||
        !sql_expect_name(&ddl->cursor, &to))
        return false;
    TypeField *field = find_field(type, from);
    if (field)
        field->name = to;
    return true;
}

static bool alter_attributes(Ddl *ddl, Type *type)
{
    SqlCursor *cursor = &ddl->cursor;
    do {
        TypeField field;
        bool done = true;
        if (sql_take_words(cursor, "add attribute")) {
            done = read_field(ddl, &field);
            if (done)
                list_push(ddl->arena, &type->fields, field);
        } else if (sql_take_words(cursor, "drop attribute")) {
            done = drop_attribute(ddl, type);
        } else {
            done = sql_expect_words(cursor, "alter attribute") && alter_attribute(ddl, type);
        }
        if (!done)
            return false;
        if (!sql_take_words(cursor, "cascade"))
            sql_take_words(cursor, "restrict");
    } while (sql_take(cursor, SQL_COMMA));
    return true;
}

/* ---- ranges and base types ----------------------------------------------------------------------------- */

static bool read_range_option(Ddl *ddl, Type *type)
{
    SqlCursor *cursor = &ddl->cursor;
    DdlName name;
    bool is_subtype = sql_at_words(cursor, "subtype"), is_diff = sql_at_words(cursor, "subtype_diff");
    bool is_collation = sql_at_words(cursor, "collation");
    bool is_multirange = sql_at_words(cursor, "multirange_type_name");
    sql_advance(cursor);
    if (!sql_take_operator(cursor, "="))
        return sql_unexpected(cursor, "\"=\"");
    if (is_subtype)
        return parse_type(cursor, &type->base);
    if (is_collation)
        return ddl_read_collation(ddl, &type->collation);
    if (!ddl_read_name(ddl, &name))
        return false;
    if (is_diff)
        type->subtype_diff = name.name;
    if (is_multirange)
        type->multirange_name = name.name;
    return true;
}

static bool read_range(Ddl *ddl, Type *type)
{
    SqlCursor *cursor = &ddl->cursor;
    if (!sql_expect(cursor, SQL_LEFT_PAREN))
        return false;
    do {
        if (!read_range_option(ddl, type))
            return false;
    } while (sql_take(cursor, SQL_COMMA));
    if (!sql_expect(cursor, SQL_RIGHT_PAREN))
        return false;
    if (!type->base.type)
        return diag_error(ddl->diag, type->span, "range type \"%.*s\" has no subtype", TEXT_ARG(type->name));
    if (!type->multirange_name.size)
        type->multirange_name = names_make_multirange(ddl->arena, type->name);
    if (!add_type(ddl, type))
        return false;
    DdlName name = {.name = type->multirange_name, .span = type->span};
    Type *multirange = new_type(ddl, &name, type->schema, TYPE_MULTIRANGE);
    multirange->base = type->base;
    multirange->range = type;
    return add_type(ddl, multirange);
}

/* CREATE TYPE name (INPUT = …): values in a form that only its functions know. */
static bool read_base(Ddl *ddl, Type *type)
{
    type->code = TYPE_OTHER;
    return ddl_skip_statement(ddl) && add_type(ddl, type);
}

bool ddl_create_type(Ddl *ddl)
{
    DdlName name;
    if (!ddl_read_name(ddl, &name))
        return false;
    Text schema = ddl_creation_schema(ddl, &name);
    if (sql_take_words(&ddl->cursor, "as enum"))
        return read_enum(ddl, new_type(ddl, &name, schema, TYPE_ENUM));
    if (sql_take_words(&ddl->cursor, "as range"))
        return read_range(ddl, new_type(ddl, &name, schema, TYPE_RANGE));
    if (sql_take_words(&ddl->cursor, "as"))
        return read_composite(ddl, new_type(ddl, &name, schema, TYPE_COMPOSITE));
    return read_base(ddl, new_type(ddl, &name, schema, TYPE_BASE));
}

/* ---- ALTER TYPE ---------------------------------------------------------------------------------------- */

/* Tables made by OF keep the name of their type. */
static void follow_type(Ddl *ddl, Text from, Text to)
{
    for (size_t i = 0; i < ddl->schema->tables.count; i++)
        if (text_equal(ddl->schema->tables.items[i]->of_type, from))
            ddl->schema->tables.items[i]->of_type = to;
}

bool ddl_rename_type(Ddl *ddl, Type *type, Text schema, Text name)
{
    Text from = ddl_printed(ddl, type->schema, type->name);
    schema_add_namespace(ddl->schema, schema);
    if (!schema_rename_type(ddl->schema, type, schema, name))
        return ddl_taken(ddl, sql_span(&ddl->cursor, ddl->cursor.last), "type \"%.*s\" already exists",
                         TEXT_ARG(name));
    follow_type(ddl, from, ddl_printed(ddl, schema, name));
    return true;
}

static bool alter_type_name(Ddl *ddl, Type *type)
{
    SqlCursor *cursor = &ddl->cursor;
    Text name;
    if (sql_take_words(cursor, "value"))
        return rename_value(ddl, type);
    if (sql_take_words(cursor, "attribute"))
        return rename_attribute(ddl, type) && ddl_skip_statement(ddl);
    return sql_expect_words(cursor, "to") && sql_expect_name(cursor, &name) &&
           ddl_rename_type(ddl, type, type->schema, name);
}

bool ddl_alter_type(Ddl *ddl)
{
    SqlCursor *cursor = &ddl->cursor;
    DdlName name;
    Text schema;
    if (!ddl_read_name(ddl, &name))
        return false;
    Type *type = ddl_expect_type(ddl, &name);
    if (!type)
        return ddl_find_other(ddl, &name) && ddl_skip_statement(ddl);
    if (sql_take_words(cursor, "add value"))
        return add_value(ddl, type);
    if (sql_take_words(cursor, "rename"))
        return alter_type_name(ddl, type);
    if (sql_take_words(cursor, "set schema"))
        return sql_expect_name(cursor, &schema) && ddl_rename_type(ddl, type, schema, type->name);
    if (sql_at_words(cursor, "owner to") || sql_at_words(cursor, "set"))
        return ddl_skip_statement(ddl);
    return alter_attributes(ddl, type);
}

/* ---- extensions ---------------------------------------------------------------------------------------- */

bool ddl_create_extension(Ddl *ddl)
{
    Text name;
    sql_take_words(&ddl->cursor, "if not exists");
    if (!sql_expect_label(&ddl->cursor, &name))
        return false;
    for (size_t i = 0; i < ddl->schema->extensions.count; i++)
        if (text_equal(ddl->schema->extensions.items[i], name))
            return ddl_skip_statement(ddl);
    if (!text_is(name, "plpgsql"))
        list_push(ddl->arena, &ddl->schema->extensions, name);
    return ddl_skip_statement(ddl);
}

static bool has_extension(const Schema *schema, Text name)
{
    for (size_t i = 0; i < schema->extensions.count; i++)
        if (text_equal(schema->extensions.items[i], name))
            return true;
    return false;
}

void ddl_need_extension(Ddl *ddl, const TypeUse *type)
{
    Text extension = type->type->extension;
    if (!extension.size || has_extension(ddl->schema, extension))
        return;
    diag_warning(ddl->diag, type->span,
                 "type \"%.*s\" needs the extension \"%.*s\", which is not created here",
                 TEXT_ARG(type->type->name), TEXT_ARG(extension));
    list_push(ddl->arena, &ddl->schema->extensions, extension);
}
