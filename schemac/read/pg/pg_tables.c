/* pg_tables.c: tables and their columns. */
#include "read/pg/pg_catalog.h"

#include "read/catalog.h"

enum {
    COLUMN_LIMIT = 1600 /* MaxHeapAttributeNumber of src/include/access/htup_details.h */
};

/* ---- tables ------------------------------------------------------------------------------------------- */

static PgTable *new_table(PgCatalog *catalog, PgRow row)
{
    PgTable *entry = arena_new_object(catalog->arena, PgTable);
    Table *table = entry->table = arena_new_object(catalog->arena, Table);
    table->schema = pg_text(row, "schema");
    table->name = pg_text(row, "name");
    table->kind = pg_char(row, "kind") == 'p'   ? TABLE_PARTITIONED
                  : pg_char(row, "kind") == 'f' ? TABLE_FOREIGN
                                                : TABLE_ORDINARY;
    table->is_unlogged = pg_char(row, "persistence") == 'u';
    table->comment = pg_text(row, "comment");
    table->row_security = pg_bool(row, "row_security");
    table->force_row_security = pg_bool(row, "force_row_security");
    double estimate = pg_double(row, "row_estimate");
    table->row_estimate = estimate > 0 ? estimate : -1;
    TypeUse of_type = pg_type_use(catalog, pg_text(row, "of_type"), (Text){NULL, 0});
    if (pg_int(row, "of_type"))
        table->of_type = schema_print_name(catalog->arena, of_type.type->schema, of_type.type->name);
    table->span = pg_place(catalog, "table", table->schema, table->name, (Text){"", 0});
    return entry;
}

bool pg_read_tables(PgCatalog *catalog)
{
    PgRows *rows = &catalog->table_rows;
    if (!pg_query(catalog, "the tables", PG_QUERY(tables), rows))
        return false;
    catalog->tables = map_new(catalog->arena);
    for (size_t i = 0; i < rows->count; i++) {
        PgRow row = pg_row(rows, i);
        if (!pg_is_chosen_table(catalog, pg_text(row, "oid")))
            continue;
        PgTable *entry = new_table(catalog, row);
        schema_add_table(catalog->schema, entry->table);
        map_put(&catalog->tables, pg_text(row, "oid"), entry);
    }
    return true;
}

/* ---- columns ------------------------------------------------------------------------------------------ */

static Identity identity_of(char code)
{
    return code == 'a' ? IDENTITY_ALWAYS : code == 'd' ? IDENTITY_BY_DEFAULT : IDENTITY_NONE;
}

static Generated generated_of(char code)
{
    return code == 's' ? GENERATED_STORED : code == 'v' ? GENERATED_VIRTUAL : GENERATED_NONE;
}

/* The default or the generation expression. A serial or identity column has its sequence instead. */
static void set_expression(PgCatalog *catalog, Column *column, PgRow row)
{
    Text text = pg_text(row, "default_text");
    pg_set_sequence(catalog, column, row);
    if (column->generated) {
        column->generation = pg_expr(catalog, text, column->span);
        column->generation_text = text;
    } else if (!column->is_serial) {
        column->default_value = pg_expr(catalog, text, column->span);
        column->default_text = text;
    }
}

static Column *new_column(PgCatalog *catalog, const Table *table, PgRow row)
{
    Column *column = arena_new_object(catalog->arena, Column);
    column->name = pg_text(row, "name");
    column->span = pg_place(catalog, "column", table->schema, table->name, column->name);
    column->type = pg_type_use(catalog, pg_text(row, "type"), pg_text(row, "type_text"));
    column->type.span = column->span;
    column->not_null = pg_bool(row, "not_null");
    column->generated = generated_of(pg_char(row, "generated"));
    column->identity = identity_of(pg_char(row, "identity"));
    column->collation = pg_collation(catalog, row);
    column->comment = pg_text(row, "comment");
    column->is_local = pg_bool(row, "is_local");
    set_expression(catalog, column, row);
    return column;
}

/* Files the column under its number: dropped columns leave gaps, but no two have one number. */
static bool number_column(PgCatalog *catalog, PgTable *entry, Column *column, int64_t number)
{
    if (number <= (int64_t)entry->by_number.count || number > COLUMN_LIMIT)
        return false;
    while ((int64_t)entry->by_number.count + 1 < number)
        list_push(catalog->arena, &entry->by_number, NULL);
    list_push(catalog->arena, &entry->by_number, column);
    return table_add_column(catalog->schema, entry->table, column);
}

static bool add_column(PgCatalog *catalog, PgTable *entry, PgRow row)
{
    Column *column = new_column(catalog, entry->table, row);
    if (number_column(catalog, entry, column, pg_int(row, "number")))
        return true;
    return diag_error(catalog->diag, column->span, "the server's catalog contradicts itself");
}

static void add_field(PgCatalog *catalog, Type *type, PgRow row)
{
    TypeField field = {.name = pg_text(row, "name"),
                       .type = pg_type_use(catalog, pg_text(row, "type"), pg_text(row, "type_text")),
                       .collation = pg_collation(catalog, row)};
    field.type.span = type->span;
    list_push(catalog->arena, &type->fields, field);
}

bool pg_read_columns(PgCatalog *catalog)
{
    PgRows rows;
    if (!pg_query(catalog, "the columns", PG_QUERY(columns), &rows))
        return false;
    bool done = true;
    for (size_t i = 0; i < rows.count; i++) {
        PgRow row = pg_row(&rows, i);
        PgTable *entry = pg_table(catalog, pg_text(row, "relation"));
        Type *type = map_get(&catalog->composites, pg_text(row, "row_type"));
        if (entry)
            done = add_column(catalog, entry, row) && done;
        if (type)
            add_field(catalog, type, row);
    }
    pg_place_sequences(catalog);
    return done && pg_read_hierarchy(catalog);
}
