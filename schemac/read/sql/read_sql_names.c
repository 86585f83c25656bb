/* read_sql_names.c: names in statements and what they mean: qualified names, lookups along the search path,
 * invented names, the names inside expressions. */
#include "read/sql/read_sql.h"

#include "model/names.h"
#include "read/parse/parse_expr.h"

/* ---- reading ------------------------------------------------------------------------------------------- */

bool ddl_read_name(Ddl *ddl, DdlName *name)
{
    SqlCursor *cursor = &ddl->cursor;
    SqlToken first = cursor->token;
    *name = (DdlName){0};
    if (!sql_expect_name(cursor, &name->name))
        return false;
    while (sql_take(cursor, SQL_DOT)) {
        name->schema = name->name;
        if (!sql_expect_label(cursor, &name->name))
            return false;
    }
    name->span = sql_span_from(cursor, first);
    return true;
}

bool ddl_read_plain_name(Ddl *ddl, DdlName *name)
{
    SqlToken first = ddl->cursor.token;
    *name = (DdlName){0};
    if (!sql_expect_name(&ddl->cursor, &name->name))
        return false;
    name->span = sql_span_from(&ddl->cursor, first);
    return true;
}

bool ddl_read_columns(Ddl *ddl, DdlNameList *columns)
{
    if (!sql_expect(&ddl->cursor, SQL_LEFT_PAREN))
        return false;
    do {
        DdlName name;
        if (!ddl_read_plain_name(ddl, &name))
            return false;
        list_push(ddl->arena, columns, name);
    } while (sql_take(&ddl->cursor, SQL_COMMA));
    return sql_expect(&ddl->cursor, SQL_RIGHT_PAREN);
}

Text ddl_creation_schema(Ddl *ddl, const DdlName *name)
{
    if (name->schema.size) {
        schema_add_namespace(ddl->schema, name->schema);
        return name->schema;
    }
    for (size_t i = 0; i < ddl->search_path.count; i++)
        if (schema_find_namespace(ddl->schema, ddl->search_path.items[i]))
            return ddl->search_path.items[i];
    return TEXT("public");
}

Text ddl_printed(const Ddl *ddl, Text schema, Text name)
{
    return schema_print_name(ddl->arena, schema, name);
}

/* ---- finding ------------------------------------------------------------------------------------------- */

/* The namespace at a step of the search for a name: its own, or each of the search path in turn. */
static bool next_schema(const Ddl *ddl, const DdlName *name, size_t step, Text *schema)
{
    if (name->schema.size) {
        *schema = name->schema;
        return step == 0;
    }
    if (step >= ddl->search_path.count)
        return false;
    *schema = ddl->search_path.items[step];
    return true;
}

Table *ddl_find_table(const Ddl *ddl, const DdlName *name)
{
    Text schema;
    Table *table = NULL;
    for (size_t i = 0; !table && next_schema(ddl, name, i, &schema); i++)
        table = schema_find_table(ddl->schema, schema, name->name);
    return table;
}

Type *ddl_find_type(const Ddl *ddl, const DdlName *name)
{
    Text schema;
    Type *type = NULL;
    for (size_t i = 0; !type && next_schema(ddl, name, i, &schema); i++)
        type = schema_find_type(ddl->schema, schema, name->name);
    return type;
}

static Sequence *sequence_in(const Ddl *ddl, Text schema, Text name)
{
    for (size_t i = 0; i < ddl->schema->sequences.count; i++) {
        Sequence *sequence = ddl->schema->sequences.items[i];
        if (text_equal(sequence->name, name) && text_equal(sequence->schema, schema))
            return sequence;
    }
    return NULL;
}

Sequence *ddl_find_sequence(const Ddl *ddl, const DdlName *name)
{
    Text schema;
    Sequence *sequence = NULL;
    for (size_t i = 0; !sequence && next_schema(ddl, name, i, &schema); i++)
        sequence = sequence_in(ddl, schema, name->name);
    return sequence;
}

static DdlIndex index_of_table(Table *table, Text name)
{
    DdlIndex found = {.table = table};
    for (size_t i = 0; i < table->keys.count; i++)
        if (text_equal(table->keys.items[i]->name, name))
            found.key = table->keys.items[i];
    for (size_t i = 0; i < table->indexes.count; i++)
        if (text_equal(table->indexes.items[i]->name, name))
            found.index = table->indexes.items[i];
    for (size_t i = 0; i < table->exclusions.count; i++)
        if (text_equal(table->exclusions.items[i]->name, name))
            found.exclusion = table->exclusions.items[i];
    return found.key || found.index || found.exclusion ? found : (DdlIndex){0};
}

static DdlIndex index_in(const Ddl *ddl, Text schema, Text name)
{
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        Table *table = ddl->schema->tables.items[i];
        DdlIndex found = {0};
        if (text_equal(table->schema, schema))
            found = index_of_table(table, name);
        if (found.table)
            return found;
    }
    return (DdlIndex){0};
}

DdlIndex ddl_find_index(const Ddl *ddl, const DdlName *name)
{
    Text schema;
    DdlIndex index = {0};
    for (size_t i = 0; !index.table && next_schema(ddl, name, i, &schema); i++)
        index = index_in(ddl, schema, name->name);
    return index;
}

static bool other_in(const Ddl *ddl, Text schema, Text name)
{
    return map_get(&ddl->schema->others, ddl_printed(ddl, schema, name)) != NULL;
}

bool ddl_find_other(const Ddl *ddl, const DdlName *name)
{
    Text schema;
    bool found = !name->schema.size && other_in(ddl, TEXT("pg_temp"), name->name);
    for (size_t i = 0; !found && next_schema(ddl, name, i, &schema); i++)
        found = other_in(ddl, schema, name->name);
    return found;
}

void ddl_add_other(Ddl *ddl, Text schema, Text name)
{
    Text printed = ddl_printed(ddl, schema, name);
    map_put(&ddl->schema->others, printed, (void *)printed.data);
}

void ddl_remove_other(Ddl *ddl, Text schema, Text name)
{
    map_remove(&ddl->schema->others, ddl_printed(ddl, schema, name));
}

/* ---- expecting ----------------------------------------------------------------------------------------- */

/* An error, or a warning where something was skipped, which perhaps `does` what is needed. */
static bool report(Ddl *ddl, Span span, const char *does, const char *format, va_list arguments)
{
    Text message = text_vformat(ddl->arena, format, arguments);
    if (!ddl->schema->has_unknown)
        return diag_error(ddl->diag, span, "%.*s", TEXT_ARG(message));
    diag_warning(ddl->diag, span, "%.*s; perhaps what was skipped %s it", TEXT_ARG(message), does);
    return false;
}

bool ddl_missing(Ddl *ddl, Span span, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    bool done = report(ddl, span, "makes", format, arguments);
    va_end(arguments);
    return done;
}

bool ddl_taken(Ddl *ddl, Span span, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    bool done = report(ddl, span, "removes", format, arguments);
    va_end(arguments);
    return done;
}

static bool missing(Ddl *ddl, const char *kind, const DdlName *name)
{
    const char *dot = name->schema.size ? "." : "";
    return ddl_missing(ddl, name->span, "%s \"%.*s%s%.*s\" does not exist", kind, TEXT_ARG(name->schema), dot,
                       TEXT_ARG(name->name));
}

Table *ddl_expect_table(Ddl *ddl, const DdlName *name)
{
    Table *table = ddl_find_table(ddl, name);
    if (table || ddl_find_other(ddl, name))
        return table;
    missing(ddl, "table", name);
    diag_suggest(ddl->diag, schema_nearest_table(ddl->schema, ddl_creation_schema(ddl, name), name->name));
    return NULL;
}

Type *ddl_expect_type(Ddl *ddl, const DdlName *name)
{
    Type *type = ddl_find_type(ddl, name);
    if (type || ddl_find_other(ddl, name))
        return type;
    missing(ddl, "type", name);
    diag_suggest(ddl->diag, schema_nearest_type(ddl->schema, ddl_creation_schema(ddl, name), name->name));
    return NULL;
}

Sequence *ddl_expect_sequence(Ddl *ddl, const DdlName *name)
{
    Sequence *sequence = ddl_find_sequence(ddl, name);
    if (!sequence && !ddl_find_other(ddl, name))
        missing(ddl, "sequence", name);
    return sequence;
}

Column *ddl_expect_column(Ddl *ddl, const Table *table, const DdlName *name)
{
    Column *column = table_find_column(table, name->name);
    if (column)
        return column;
    ddl_missing(ddl, name->span, "column \"%.*s\" of table \"%.*s\" does not exist", TEXT_ARG(name->name),
                TEXT_ARG(table->name));
    diag_suggest(ddl->diag, map_nearest(&table->column_map, name->name));
    return NULL;
}

/* ---- inventing ----------------------------------------------------------------------------------------- */

bool ddl_relation_exists(const Ddl *ddl, Text schema, Text name)
{
    const Type *type = schema_find_type(ddl->schema, schema, name);
    return schema_find_table(ddl->schema, schema, name) || (type && type->kind == TYPE_COMPOSITE) ||
           other_in(ddl, schema, name) || sequence_in(ddl, schema, name) || index_in(ddl, schema, name).table;
}

static bool domain_has_check(const Ddl *ddl, Text schema, Text name)
{
    for (size_t i = 0; i < ddl->schema->types.count; i++) {
        const Type *type = ddl->schema->types.items[i];
        for (size_t k = 0; k < type->checks.count; k++)
            if (text_equal(type->schema, schema) && text_equal(type->checks.items[k]->name, name))
                return true;
    }
    return false;
}

static bool constraint_exists(const Ddl *ddl, Text schema, Text name)
{
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        const Table *table = ddl->schema->tables.items[i];
        if (text_equal(table->schema, schema) && table_has_constraint(table, name))
            return true;
    }
    return domain_has_check(ddl, schema, name);
}

/* The label of a try: "key", "key1", "key2" … */
static Text label_of(const Ddl *ddl, const char *label, unsigned try)
{
    return try ? text_format(ddl->arena, "%s%u", label, try) : text_of(label);
}

/* How many names of the same parts were found taken since a name last became free: there is none
 * among them. */
static unsigned *tries_of(const Ddl *ddl, Text name1, Text name2, const char *label, Text schema)
{
    Text key = text_format(ddl->arena, "%.*s.%.*s.%s.%.*s", TEXT_ARG(name1), TEXT_ARG(name2), label,
                           TEXT_ARG(schema));
    unsigned *tries = map_get(ddl->tries, key);
    if (tries)
        return tries;
    tries = arena_new_object(ddl->arena, unsigned);
    map_put(ddl->tries, key, tries);
    return tries;
}

Text ddl_choose_relation(const Ddl *ddl, Text name1, Text name2, const char *label, Text schema,
                         bool is_constraint)
{
    for (unsigned *try = tries_of(ddl, name1, name2, label, schema);; ++*try) {
        Text name = names_make_object(ddl->arena, name1, name2, label_of(ddl, label, *try));
        if (!ddl_relation_exists(ddl, schema, name) &&
            !(is_constraint && constraint_exists(ddl, schema, name)))
            return name;
    }
}

Text ddl_choose_constraint(const Ddl *ddl, Text name1, Text name2, const char *label, Text schema)
{
    for (unsigned *try = tries_of(ddl, name1, name2, label, schema);; ++*try) {
        Text name = names_make_object(ddl->arena, name1, name2, label_of(ddl, label, *try));
        if (!constraint_exists(ddl, schema, name))
            return name;
    }
}

/* ---- types and functions in expressions ---------------------------------------------------------------- */

const Type *ddl_row_type(void *context, Text schema, Text name)
{
    Ddl *ddl = context;
    Text printed = ddl_printed(ddl, schema, name);
    Type *type = map_get(&ddl->row_types, printed);
    if (type || (!schema_find_table(ddl->schema, schema, name) && !other_in(ddl, schema, name)))
        return type;
    type = arena_new_object(ddl->arena, Type);
    type->kind = TYPE_COMPOSITE;
    type->schema = schema;
    type->name = name;
    map_put(&ddl->row_types, printed, type);
    return type;
}

static bool has_function(const Ddl *ddl, Text schema, Text name)
{
    for (size_t i = 0; i < ddl->schema->functions.count; i++) {
        const Function *function = ddl->schema->functions.items[i];
        if (text_equal(function->name, name) && text_equal(function->schema, schema))
            return true;
    }
    return false;
}

static void resolve_call(const Ddl *ddl, Expr *expr)
{
    for (size_t i = 0; i < ddl->search_path.count && !expr->qualifier.size; i++)
        if (has_function(ddl, ddl->search_path.items[i], expr->text))
            expr->qualifier = ddl->search_path.items[i];
}

void ddl_resolve_expr(Ddl *ddl, const Table *table, Expr *expr)
{
    if (!expr)
        return;
    if (expr->kind == EXPR_CALL)
        resolve_call(ddl, expr);
    if (expr->kind == EXPR_COLUMN && table && text_equal(expr->qualifier, table->name))
        expr->qualifier = (Text){0};
    for (size_t i = 0; i < expr->arguments.count; i++)
        ddl_resolve_expr(ddl, table, expr->arguments.items[i]);
}

Expr *ddl_read_parenthesised(Ddl *ddl, Text *text)
{
    if (!sql_expect(&ddl->cursor, SQL_LEFT_PAREN))
        return NULL;
    SqlToken first = ddl->cursor.token;
    Expr *expr = parse_expr(&ddl->cursor);
    if (!expr)
        return NULL;
    *text = sql_text_from(&ddl->cursor, first);
    return sql_expect(&ddl->cursor, SQL_RIGHT_PAREN) ? expr : NULL;
}

Expr *ddl_read_default(Ddl *ddl, Text *text)
{
    SqlToken first = ddl->cursor.token;
    Expr *expr = parse_expr_restricted(&ddl->cursor);
    if (expr)
        *text = sql_text_from(&ddl->cursor, first);
    return expr;
}

bool ddl_read_collation(Ddl *ddl, Text *collation)
{
    DdlName name;
    if (!ddl_read_name(ddl, &name))
        return false;
    bool plain = !name.schema.size || text_is(name.schema, "pg_catalog");
    *collation = plain ? name.name : ddl_printed(ddl, name.schema, name.name);
    if (plain && text_is(name.name, "default"))
        *collation = (Text){0};
    return true;
}
