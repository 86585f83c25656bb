/* pg_choose.c: what --schema, --table and --exclude-table select. As in pg_dump, --table makes --schema
 * ineffective and --exclude-table counts last; a pattern that selects nothing is an error. */
#include "read/pg/pg_catalog.h"

#include "model/names.h"
#include "read/catalog.h"
#include "read/pg/pg_pattern.h"

bool pg_is_chosen_schema(const PgCatalog *catalog, Text name)
{
    return !catalog->some_schemas || map_get(&catalog->chosen_schemas, name);
}

bool pg_is_chosen_table(const PgCatalog *catalog, Text oid)
{
    return !catalog->some_tables || map_get(&catalog->chosen_tables, oid);
}

/* ---- one pattern -------------------------------------------------------------------------------------- */

static bool too_many_dots(PgCatalog *catalog, Text text)
{
    return diag_failure(catalog->diag, "improper qualified name (too many dotted names): %.*s",
                        TEXT_ARG(text));
}

/* A database may stand before the schema where it is the one we are connected to. `limit`: dotted parts the
 * pattern may have with it. */
static bool check_parts(PgCatalog *catalog, Text text, const PgPattern *pattern, size_t limit)
{
    if (pattern->count > limit)
        return too_many_dots(catalog, text);
    if (pattern->count == limit && !text_equal(pattern->plain[0], pg_session_database(catalog->session)))
        return diag_failure(catalog->diag, "cross-database references are not implemented: %.*s",
                            TEXT_ARG(text));
    return true;
}

static bool match_schemas(PgCatalog *catalog, Text text, PgRows *rows)
{
    PgPattern pattern = pg_pattern_read(catalog->arena, text);
    if (!check_parts(catalog, text, &pattern, 2))
        return false;
    Text statement = pg_fill(catalog->arena, PG_QUERY(match_schemas), TEXT("schema_pattern"),
                             pattern.regex[pattern.count - 1]);
    return pg_query(catalog, "the schemas", statement, rows);
}

static bool match_tables(PgCatalog *catalog, Text text, PgRows *rows)
{
    Arena *arena = catalog->arena;
    PgPattern pattern = pg_pattern_read(arena, text);
    if (!check_parts(catalog, text, &pattern, 3))
        return false;
    bool qualified = pattern.count > 1;
    Text statement = PG_QUERY(match_tables);
    statement = pg_fill(arena, statement, TEXT("qualified"), qualified ? TEXT("true") : TEXT("false"));
    statement = pg_fill(arena, statement, TEXT("table_pattern"), pattern.regex[pattern.count - 1]);
    statement = pg_fill(arena, statement, TEXT("schema_pattern"),
                        qualified ? pattern.regex[pattern.count - 2] : TEXT("^(.*)$"));
    return pg_query(catalog, "the tables", statement, rows);
}

static bool nothing_matches(PgCatalog *catalog, const char *what, Text text)
{
    diag_failure(catalog->diag, "no matching %s were found for pattern \"%.*s\"", what, TEXT_ARG(text));
    diag_hint(catalog->diag,
              "Names with capitals need double quotes within the pattern, and * stands for any text.");
    return false;
}

/* ---- all patterns ------------------------------------------------------------------------------------- */

/* Any value does for a set's members. */
static char member;

static bool choose_schemas(PgCatalog *catalog)
{
    const TextList *patterns = &catalog->options->schemas;
    for (size_t i = 0; i < patterns->count; i++) {
        PgRows rows;
        if (!match_schemas(catalog, patterns->items[i], &rows))
            return false;
        if (!rows.count)
            return nothing_matches(catalog, "schemas", patterns->items[i]);
        for (size_t k = 0; k < rows.count; k++)
            map_put(&catalog->chosen_schemas, pg_text(pg_row(&rows, k), "name"), &member);
    }
    return true;
}

static void add_tables(PgCatalog *catalog, const PgRows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        map_put(&catalog->chosen_tables, pg_text(pg_row(rows, i), "oid"), &member);
        map_put(&catalog->chosen_schemas, pg_text(pg_row(rows, i), "schema"), &member);
    }
}

static bool choose_tables(PgCatalog *catalog)
{
    const TextList *patterns = &catalog->options->tables;
    for (size_t i = 0; i < patterns->count; i++) {
        PgRows rows;
        if (!match_tables(catalog, patterns->items[i], &rows))
            return false;
        if (!rows.count)
            return nothing_matches(catalog, "tables", patterns->items[i]);
        add_tables(catalog, &rows);
    }
    return true;
}

/* Without --table: all tables of the schemas that are read. */
static bool choose_whole_schemas(PgCatalog *catalog)
{
    PgRows rows;
    if (!choose_schemas(catalog) || !match_tables(catalog, TEXT("*.*"), &rows))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (pg_is_chosen_schema(catalog, pg_text(pg_row(&rows, i), "schema")))
            map_put(&catalog->chosen_tables, pg_text(pg_row(&rows, i), "oid"), &member);
    return true;
}

static bool exclude_tables(PgCatalog *catalog)
{
    const TextList *patterns = &catalog->options->excluded_tables;
    for (size_t i = 0; i < patterns->count; i++) {
        PgRows rows;
        if (!match_tables(catalog, patterns->items[i], &rows))
            return false;
        if (!rows.count)
            diag_warning(catalog->diag, (Span){0},
                         "no matching tables were found for excluded pattern \"%.*s\"",
                         TEXT_ARG(patterns->items[i]));
        for (size_t k = 0; k < rows.count; k++)
            map_remove(&catalog->chosen_tables, pg_text(pg_row(&rows, k), "oid"));
    }
    return true;
}

static bool choose(PgCatalog *catalog)
{
    const LiveOptions *options = catalog->options;
    catalog->chosen_schemas = catalog->chosen_tables = map_new(catalog->arena);
    catalog->some_schemas = options->schemas.count || options->tables.count;
    catalog->some_tables = catalog->some_schemas || options->excluded_tables.count;
    if (!catalog->some_tables)
        return true;
    return (options->tables.count ? choose_tables(catalog) : choose_whole_schemas(catalog)) &&
           exclude_tables(catalog);
}

bool pg_choose(PgCatalog *catalog)
{
    PgRows ignored;
    return choose(catalog) && pg_query(catalog, "the settings", PG_QUERY(search_path), &ignored);
}
