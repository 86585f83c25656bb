/* pg_constraints.c: pg_constraint into keys, exclusions, references and CHECKs. */
#include "read/pg/pg_catalog.h"

#include "read/catalog.h"

static ColumnList columns_of(PgCatalog *catalog, const PgTable *entry, PgRow row, const char *name)
{
    ColumnList columns = {0};
    TextList numbers = pg_list(catalog->arena, row, name);
    for (size_t i = 0; i < numbers.count; i++) {
        int64_t number = 0;
        text_to_int64(numbers.items[i], &number);
        Column *column = pg_column(entry, number);
        if (column)
            list_push(catalog->arena, &columns, column);
    }
    return columns;
}

static Span place_of(const PgCatalog *catalog, const Table *table, PgRow row)
{
    return pg_place(catalog, "constraint", table->schema, table->name, pg_text(row, "name"));
}

/* Servers before 18 enforce all. */
static bool is_not_enforced(PgRow row)
{
    return pg_char(row, "enforced") == 'f';
}

/* What is not enforced is marked as not validated too. */
static bool is_not_valid(PgRow row)
{
    return !pg_bool(row, "validated") && !is_not_enforced(row);
}

/* ---- CHECKs ------------------------------------------------------------------------------------------- */

static Check *new_check(PgCatalog *catalog, PgRow row, Span span)
{
    Check *check = arena_new_object(catalog->arena, Check);
    *check = (Check){.name = pg_text(row, "name"),
                     .text = pg_text(row, "expression"),
                     .no_inherit = pg_bool(row, "no_inherit"),
                     .not_valid = is_not_valid(row),
                     .not_enforced = is_not_enforced(row),
                     .is_inherited = !pg_bool(row, "is_local"),
                     .comment = pg_text(row, "comment"),
                     .span = span};
    check->expr = pg_expr(catalog, check->text.data ? check->text : TEXT("true"), span);
    return check;
}

/* The Type is the schema's own, which only the readers see as constant. */
static void add_domain_check(PgCatalog *catalog, PgRow row)
{
    TypeUse use = pg_type_use(catalog, pg_text(row, "type"), (Text){NULL, 0});
    Type *type = schema_find_type(catalog->schema, use.type->schema, use.type->name);
    if (type && type == use.type && pg_char(row, "kind") == 'c')
        list_push(catalog->arena, &type->checks, new_check(catalog, row, type->span));
}

/* ---- keys --------------------------------------------------------------------------------------------- */

static void add_key(PgCatalog *catalog, const PgTable *entry, PgRow row)
{
    const PgIndex *index = map_get(&catalog->indexes, pg_text(row, "index"));
    Key *key = arena_new_object(catalog->arena, Key);
    *key = (Key){.name = pg_text(row, "name"),
                 .is_primary = pg_char(row, "kind") == 'p',
                 .columns = columns_of(catalog, entry, row, "columns"),
                 .nulls_not_distinct = index && index->nulls_not_distinct,
                 .without_overlaps = pg_bool(row, "period"),
                 .deferrable = pg_bool(row, "deferrable"),
                 .initially_deferred = pg_bool(row, "deferred"),
                 .comment = pg_text(row, "comment"),
                 .span = place_of(catalog, entry->table, row)};
    if (index)
        key->include = index->include;
    list_push(catalog->arena, &entry->table->keys, key);
}

static void add_exclusion(PgCatalog *catalog, const PgTable *entry, PgRow row)
{
    const PgIndex *index = map_get(&catalog->indexes, pg_text(row, "index"));
    if (!index)
        return;
    TextList operators = pg_list(catalog->arena, row, "operators");
    Exclusion *exclusion = arena_new_object(catalog->arena, Exclusion);
    *exclusion = (Exclusion){.name = pg_text(row, "name"),
                             .method = index->method,
                             .elements = index->elements,
                             .predicate = index->predicate,
                             .predicate_text = index->predicate_text,
                             .deferrable = pg_bool(row, "deferrable"),
                             .initially_deferred = pg_bool(row, "deferred"),
                             .comment = pg_text(row, "comment"),
                             .span = place_of(catalog, entry->table, row)};
    for (size_t i = 0; i < exclusion->elements.count && i < operators.count; i++)
        exclusion->elements.items[i].exclusion_operator = operators.items[i];
    list_push(catalog->arena, &entry->table->exclusions, exclusion);
}

/* ---- references --------------------------------------------------------------------------------------- */

static ReferenceAction action_of(char code)
{
    switch (code) {
    case 'r':
        return ACTION_RESTRICT;
    case 'c':
        return ACTION_CASCADE;
    case 'n':
        return ACTION_SET_NULL;
    case 'd':
        return ACTION_SET_DEFAULT;
    default:
        return ACTION_NO_ACTION;
    }
}

static void set_delete_columns(PgCatalog *catalog, const PgTable *entry, PgRow row, Reference *reference)
{
    ColumnList columns = columns_of(catalog, entry, row, "set_columns");
    for (size_t i = 0; i < columns.count; i++)
        list_push(catalog->arena, &reference->set_columns, columns.items[i]->name);
}

static void add_reference(PgCatalog *catalog, const PgTable *entry, PgRow row)
{
    Reference *reference = arena_new_object(catalog->arena, Reference);
    *reference = (Reference){.name = pg_text(row, "name"),
                             .columns = columns_of(catalog, entry, row, "columns"),
                             .target_schema = pg_text(row, "target_schema"),
                             .target_name = pg_text(row, "target_name"),
                             .target_column_names = pg_list(catalog->arena, row, "target_columns"),
                             .match = pg_char(row, "match") == 'f' ? MATCH_FULL : MATCH_SIMPLE,
                             .on_delete = action_of(pg_char(row, "on_delete")),
                             .on_update = action_of(pg_char(row, "on_update")),
                             .deferrable = pg_bool(row, "deferrable"),
                             .initially_deferred = pg_bool(row, "deferred"),
                             .not_valid = is_not_valid(row),
                             .not_enforced = is_not_enforced(row),
                             .has_period = pg_bool(row, "period"),
                             .comment = pg_text(row, "comment"),
                             .span = place_of(catalog, entry->table, row)};
    set_delete_columns(catalog, entry, row, reference);
    if (pg_table(catalog, pg_text(row, "target"))) {
        list_push(catalog->arena, &entry->table->references, reference);
        return;
    }
    Text target = schema_print_name(catalog->arena, reference->target_schema, reference->target_name);
    diag_warning(catalog->diag, reference->span,
                 "reference \"%.*s\" is left out, since table \"%.*s\" is not read",
                 TEXT_ARG(reference->name), TEXT_ARG(target));
}

/* ---- all of them -------------------------------------------------------------------------------------- */

/* PostgreSQL 18 has NOT NULL constraints by name. */
static void name_not_null(PgCatalog *catalog, const PgTable *entry, PgRow row)
{
    ColumnList columns = columns_of(catalog, entry, row, "columns");
    if (columns.count)
        columns.items[0]->not_null_name = pg_text(row, "name");
}

static void add_constraint(PgCatalog *catalog, const PgTable *entry, PgRow row)
{
    bool is_clone = pg_is_clone(entry, row);
    switch (pg_char(row, "kind")) {
    case 'c':
        list_push(catalog->arena, &entry->table->checks,
                  new_check(catalog, row, place_of(catalog, entry->table, row)));
        break;
    case 'p':
    case 'u':
        if (!is_clone)
            add_key(catalog, entry, row);
        break;
    case 'x':
        if (!is_clone)
            add_exclusion(catalog, entry, row);
        break;
    case 'f':
        if (!is_clone)
            add_reference(catalog, entry, row);
        break;
    default:
        name_not_null(catalog, entry, row);
    }
}

bool pg_read_constraints(PgCatalog *catalog)
{
    PgRows rows;
    if (!pg_query(catalog, "the constraints", PG_QUERY(constraints), &rows))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        PgRow row = pg_row(&rows, i);
        const PgTable *entry = pg_table(catalog, pg_text(row, "relation"));
        if (entry)
            add_constraint(catalog, entry, row);
        else
            add_domain_check(catalog, row);
    }
    return true;
}
