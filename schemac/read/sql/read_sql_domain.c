/* read_sql_domain.c: CREATE DOMAIN and ALTER DOMAIN. */
#include "read/sql/read_sql.h"

#include "read/parse/parse_expr.h"
#include "read/parse/parse_type.h"

static Check *find_check(const Type *type, Text name, size_t *index)
{
    for (*index = 0; *index < type->checks.count; ++*index)
        if (text_equal(type->checks.items[*index]->name, name))
            return type->checks.items[*index];
    return NULL;
}

/* CHECK (…), from after the word on. */
static bool read_check(Ddl *ddl, Type *type, Text name, SqlToken first)
{
    Check *check = arena_new_object(ddl->arena, Check);
    DdlConstraint attributes = {0};
    check->expr = ddl_read_parenthesised(ddl, &check->text);
    if (!check->expr || !ddl_read_attributes(ddl, &attributes))
        return false;
    ddl_resolve_expr(ddl, NULL, check->expr);
    check->name = name.size ? name : ddl_choose_constraint(ddl, type->name, (Text){0}, "check", type->schema);
    check->not_valid = attributes.not_valid;
    check->span = sql_span_from(&ddl->cursor, first);
    list_push(ddl->arena, &type->checks, check);
    return true;
}

static bool read_default(Ddl *ddl, Type *type)
{
    Text text;
    type->default_value = ddl_read_default(ddl, &text);
    ddl_resolve_expr(ddl, NULL, type->default_value);
    return type->default_value != NULL;
}

/* One clause after the type; *known is false where the cursor is at none. */
static bool read_clause(Ddl *ddl, Type *type, bool *known)
{
    SqlCursor *cursor = &ddl->cursor;
    SqlToken first = cursor->token;
    Text name = {0};
    *known = true;
    if (sql_take_words(cursor, "default"))
        return read_default(ddl, type);
    if (sql_take_words(cursor, "collate"))
        return ddl_read_collation(ddl, &type->collation);
    if (sql_take_words(cursor, "constraint") && !sql_expect_name(cursor, &name))
        return false;
    if (sql_take_words(cursor, "not null"))
        return type->not_null = true;
    if (sql_take_words(cursor, "null"))
        return true;
    if (sql_take_words(cursor, "check"))
        return read_check(ddl, type, name, first);
    *known = false;
    return !name.size || sql_unexpected(cursor, "a constraint");
}

bool ddl_create_domain(Ddl *ddl)
{
    DdlName name;
    bool known = true;
    if (!ddl_read_name(ddl, &name))
        return false;
    Type *type = arena_new_object(ddl->arena, Type);
    type->kind = TYPE_DOMAIN;
    type->schema = ddl_creation_schema(ddl, &name);
    type->name = name.name;
    type->span = name.span;
    sql_take_words(&ddl->cursor, "as");
    if (!parse_type(&ddl->cursor, &type->base))
        return false;
    if (!schema_add_type(ddl->schema, type))
        return ddl_taken(ddl, name.span, "type \"%.*s\" already exists", TEXT_ARG(name.name));
    while (known)
        if (!read_clause(ddl, type, &known))
            return false;
    return true;
}

/* ---- ALTER DOMAIN -------------------------------------------------------------------------------------- */

static bool alter_set(Ddl *ddl, Type *type)
{
    Text schema;
    if (sql_take_words(&ddl->cursor, "default"))
        return read_default(ddl, type);
    if (sql_take_words(&ddl->cursor, "not null"))
        return type->not_null = true;
    return sql_expect_words(&ddl->cursor, "schema") && sql_expect_name(&ddl->cursor, &schema) &&
           ddl_rename_type(ddl, type, schema, type->name);
}

static bool alter_drop(Ddl *ddl, Type *type)
{
    SqlCursor *cursor = &ddl->cursor;
    Text name;
    size_t index;
    if (sql_take_words(cursor, "default")) {
        type->default_value = NULL;
        return true;
    }
    if (sql_take_words(cursor, "not null")) {
        type->not_null = false;
        return true;
    }
    if (!sql_expect_words(cursor, "constraint"))
        return false;
    sql_take_words(cursor, "if exists");
    if (!sql_expect_name(cursor, &name))
        return false;
    if (find_check(type, name, &index))
        list_remove(&type->checks, index);
    return ddl_skip_statement(ddl);
}

static bool alter_rename(Ddl *ddl, Type *type)
{
    SqlCursor *cursor = &ddl->cursor;
    Text from, to;
    size_t index;
    if (sql_take_words(cursor, "to"))
        return sql_expect_name(cursor, &to) && ddl_rename_type(ddl, type, type->schema, to);
    if (!sql_expect_words(cursor, "constraint") || !sql_expect_name(cursor, &from) ||
        !sql_expect_words(cursor, "to") || !sql_expect_name(cursor, &to))
        return false;
    Check *check = find_check(type, from, &index);
    if (check)
        check->name = to;
    return true;
}

bool ddl_alter_domain(Ddl *ddl)
{
    SqlCursor *cursor = &ddl->cursor;
    DdlName name;
    Text constraint;
    size_t index;
    bool known;
    if (!ddl_read_name(ddl, &name))
        return false;
    Type *type = ddl_expect_type(ddl, &name);
    if (!type)
        return false;
    if (sql_take_words(cursor, "set"))
        return alter_set(ddl, type);
    if (sql_take_words(cursor, "drop"))
        return alter_drop(ddl, type);
    if (sql_take_words(cursor, "rename"))
        return alter_rename(ddl, type);
    if (sql_take_words(cursor, "add"))
        return read_clause(ddl, type, &known) && (known || sql_unexpected(cursor, "a constraint"));
    if (!sql_take_words(cursor, "validate constraint"))
        return ddl_skip_statement(ddl);
    if (!sql_expect_name(cursor, &constraint))
        return false;
    Check *check = find_check(type, constraint, &index);
    if (check)
        check->not_valid = false;
    return true;
}
