/* pg_indexes.c: indexes: those that stand alone go into the Schema, those behind constraints are kept for
 * pg_constraints.c. */
#include "read/pg/pg_catalog.h"

#include "read/catalog.h"

enum {
    INDOPTION_DESC = 1, /* bits of pg_index.indoption: src/include/catalog/pg_index.h */
    INDOPTION_NULLS_FIRST = 2
};

/* The arrays of one row of indexes.sql. */
typedef struct IndexArrays {
    TextList columns, options, classes, collations, expressions;
} IndexArrays;

static Text list_text(const TextList *list, size_t i)
{
    return i < list->count ? list->items[i] : (Text){"", 0};
}

static int64_t list_int(const TextList *list, size_t i)
{
    int64_t value = 0;
    text_to_int64(list_text(list, i), &value);
    return value;
}

static IndexElement element_at(PgCatalog *catalog, const PgTable *entry, const IndexArrays *arrays, size_t i)
{
    IndexElement element = {.column = pg_column(entry, list_int(&arrays->columns, i)),
                            .operator_class = list_text(&arrays->classes, i),
                            .collation = list_text(&arrays->collations, i)};
    if (!element.column) {
        element.text = list_text(&arrays->expressions, i);
        element.expr = pg_expr(catalog, element.text, entry->table->span);
    }
    int64_t options = list_int(&arrays->options, i);
    element.descending = options & INDOPTION_DESC;
    element.nulls_first = options & INDOPTION_NULLS_FIRST;
    return element;
}

static void read_elements(PgCatalog *catalog, const PgTable *entry, PgRow row, PgIndex *index)
{
    Arena *arena = catalog->arena;
    IndexArrays arrays = {.columns = pg_list(arena, row, "columns"),
                          .options = pg_list(arena, row, "options"),
                          .classes = pg_list(arena, row, "classes"),
                          .collations = pg_list(arena, row, "collations"),
                          .expressions = pg_list(arena, row, "expressions")};
    size_t key_count = (size_t)pg_int(row, "key_count");
    for (size_t i = 0; i < arrays.columns.count; i++) {
        Column *column = pg_column(entry, list_int(&arrays.columns, i));
        if (i < key_count)
            list_push(arena, &index->elements, element_at(catalog, entry, &arrays, i));
        else if (column)
            list_push(arena, &index->include, column);
    }
}

static PgIndex *new_index(PgCatalog *catalog, const PgTable *entry, PgRow row)
{
    PgIndex *index = arena_new_object(catalog->arena, PgIndex);
    index->method = pg_text(row, "method");
    index->nulls_not_distinct = pg_bool(row, "nulls_not_distinct");
    index->predicate_text = pg_text(row, "predicate");
    index->predicate = pg_expr(catalog, index->predicate_text, entry->table->span);
    read_elements(catalog, entry, row, index);
    return index;
}

static void add_index(PgCatalog *catalog, Table *table, PgRow row, const PgIndex *part)
{
    Index *index = arena_new_object(catalog->arena, Index);
    *index = (Index){.name = pg_text(row, "name"),
                     .method = part->method,
                     .is_unique = pg_bool(row, "is_unique"),
                     .nulls_not_distinct = part->nulls_not_distinct,
                     .elements = part->elements,
                     .include = part->include,
                     .predicate = part->predicate,
                     .predicate_text = part->predicate_text,
                     .comment = pg_text(row, "comment")};
    index->span = pg_place(catalog, "index", table->schema, index->name, (Text){"", 0});
    list_push(catalog->arena, &table->indexes, index);
}

bool pg_read_indexes(PgCatalog *catalog)
{
    PgRows rows;
    if (!pg_query(catalog, "the indexes", PG_QUERY(indexes), &rows))
        return false;
    catalog->indexes = map_new(catalog->arena);
    for (size_t i = 0; i < rows.count; i++) {
        PgRow row = pg_row(&rows, i);
        PgTable *entry = pg_table(catalog, pg_text(row, "relation"));
        if (!entry)
            continue;
        PgIndex *index = new_index(catalog, entry, row);
        if (pg_bool(row, "has_constraint"))
            map_put(&catalog->indexes, pg_text(row, "oid"), index);
        else if (!pg_is_clone(entry, row))
            add_index(catalog, entry->table, row, index);
    }
    return true;
}
