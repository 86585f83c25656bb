/* pg_counts.c: exact row counts, for --count exact: the only statements that read tables. */
#include "read/pg/pg_catalog.h"

#include "model/names.h"
#include "read/catalog.h"

static bool count_rows(PgCatalog *catalog, Table *table)
{
    Arena *arena = catalog->arena;
    PgRows rows;
    Text schema = names_quote(arena, table->schema), name = names_quote(arena, table->name);
    const char *only = table->kind == TABLE_PARTITIONED ? "" : "ONLY ";
    Text target = text_format(arena, "%s%.*s.%.*s", only, TEXT_ARG(schema), TEXT_ARG(name));
    Text what =
        text_format(arena, "the row count of table \"%.*s\"", TEXT_ARG(table_print_name(arena, table)));
    if (!pg_query(catalog, what.data, pg_fill(arena, PG_QUERY(count_rows), TEXT("table"), target), &rows))
        return false;
    table->row_estimate = rows.count ? pg_double(pg_row(&rows, 0), "rows") : -1;
    return true;
}

bool pg_count_rows(PgCatalog *catalog)
{
    PgRows ignored;
    if (!catalog->options->exact_counts)
        return true;
    if (!pg_query(catalog, "the settings", PG_QUERY(count_settings), &ignored))
        return false;
    for (size_t i = 0; i < catalog->schema->tables.count; i++)
        if (!count_rows(catalog, catalog->schema->tables.items[i]))
            return false;
    return true;
}
