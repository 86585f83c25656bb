/* pg_catalog.c: what the readers of the catalogs share, and the small ones: the database, its schemas and its
 * extensions. */
#include "read/pg/pg_catalog.h"

#include "read/catalog.h"

#include <stdio.h>

bool pg_query(PgCatalog *catalog, const char *what, Text statement, PgRows *rows)
{
    return pg_session_query(catalog->session, what, statement, rows);
}

PgTable *pg_table(const PgCatalog *catalog, Text oid)
{
    return map_get(&catalog->tables, oid);
}

Column *pg_column(const PgTable *table, int64_t number)
{
    bool is_there = number > 0 && (uint64_t)number <= table->by_number.count;
    return is_there ? table->by_number.items[number - 1] : NULL;
}

bool pg_is_clone(const PgTable *table, PgRow row)
{
    return table->table->partition_of && pg_bool(row, "is_clone");
}

Span pg_place(const PgCatalog *catalog, const char *kind, Text schema, Text name, Text part)
{
    Text whole = schema_print_name(catalog->arena, schema, name);
    Text object = text_format(catalog->arena, "%s %.*s%s%.*s", kind, TEXT_ARG(whole), part.size ? "." : "",
                              TEXT_ARG(part));
    return (Span){.source = catalog->source, .object = object};
}

Text pg_collation(const PgCatalog *catalog, PgRow row)
{
    Text name = pg_text(row, "collation");
    Text schema = pg_text(row, "collation_schema");
    if (!name.size || text_is(schema, "pg_catalog"))
        return name;
    return schema_print_name(catalog->arena, schema, name);
}

/* ---- expressions -------------------------------------------------------------------------------------- */

/* Parses without a word: what fails is kept as it is. */
static Expr *parse_quietly(PgCatalog *catalog, Text text, Text origin)
{
    FILE *nowhere = fopen("/dev/null", "w");
    Diag quiet = {.stream = nowhere ? nowhere : catalog->diag->stream};
    Expr *expr = read_expr_text(catalog->schema, &quiet, text, origin);
    if (nowhere)
        fclose(nowhere);
    return quiet.errors ? NULL : expr;
}

Expr *pg_expr(PgCatalog *catalog, Text text, Span place)
{
    if (!text.data)
        return NULL;
    Expr *expr = parse_quietly(catalog, text, place.object);
    if (expr)
        return expr;
    expr = expr_new(catalog->arena, EXPR_OPAQUE, place);
    expr->text = text;
    return expr;
}

ExprList pg_expr_list(PgCatalog *catalog, Text text, Span place)
{
    if (!text_trim(text).size)
        return (ExprList){0};
    Text row = text_format(catalog->arena, "ROW(%.*s)", TEXT_ARG(text));
    Expr *expr = parse_quietly(catalog, row, place.object);
    if (expr && expr->kind == EXPR_ROW)
        return expr->arguments;
    ExprList list = {0};
    list_push(catalog->arena, &list, pg_expr(catalog, text, place));
    return list;
}

/* ---- the database ------------------------------------------------------------------------------------- */

static void read_database_row(PgCatalog *catalog, PgRow row)
{
    Schema *schema = catalog->schema;
    Source *source = source_new(catalog->arena, pg_text(row, "name"), (Text){"", 0});
    source->is_live = true;
    catalog->source = source;
    if (!schema->name.size)
        schema->name = source->path;
    schema->encoding = pg_text(row, "encoding");
    schema->server_version = pg_session_version(catalog->session);
}

/* Every database is born with a comment on public. */
static bool is_own_comment(Text name, Text comment)
{
    return !text_is(name, "public") || !text_is(comment, "standard public schema");
}

static bool read_namespaces(PgCatalog *catalog)
{
    PgRows rows;
    if (!pg_query(catalog, "the schemas", PG_QUERY(namespaces), &rows))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        PgRow row = pg_row(&rows, i);
        Text name = pg_text(row, "name"), comment = pg_text(row, "comment");
        if (!pg_is_chosen_schema(catalog, name))
            continue;
        Namespace *namespace = schema_add_namespace(catalog->schema, name);
        if (is_own_comment(name, comment))
        namespace->comment = comment;
    }
    return true;
}

static bool read_extensions(PgCatalog *catalog)
{
    PgRows rows;
    if (!pg_query(catalog, "the extensions", PG_QUERY(extensions), &rows))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        list_push(catalog->arena, &catalog->schema->extensions, pg_text(pg_row(&rows, i), "name"));
    return true;
}

bool pg_read_database(PgCatalog *catalog)
{
    PgRows rows;
    if (!pg_query(catalog, "the database's name", PG_QUERY(database), &rows))
        return false;
    if (rows.count)
        read_database_row(catalog, pg_row(&rows, 0));
    return read_namespaces(catalog) && read_extensions(catalog);
}

/* ---- all of it ---------------------------------------------------------------------------------------- */

bool pg_read_catalog(PgCatalog *catalog)
{
    bool done = pg_choose(catalog) && pg_read_database(catalog) && pg_read_types(catalog) &&
                pg_read_tables(catalog) && pg_read_sequences(catalog) && pg_read_columns(catalog) &&
                pg_read_indexes(catalog) && pg_read_constraints(catalog) && pg_read_triggers(catalog) &&
                pg_read_functions(catalog) && pg_count_rows(catalog);
    if (done)
        pg_drop_unused_types(catalog);
    return done;
}
