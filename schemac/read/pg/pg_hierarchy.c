/* pg_hierarchy.c: inheritance and partitions: who is below whom, partition keys and bounds. */
#include "read/pg/pg_catalog.h"

#include "read/catalog.h"

#include <string.h>

/* ---- partition keys ----------------------------------------------------------------------------------- */

static PartitionStrategy strategy_of(char code)
{
    return code == 'l'   ? PARTITION_LIST
           : code == 'r' ? PARTITION_RANGE
           : code == 'h' ? PARTITION_HASH
                         : PARTITION_NONE;
}

static void read_partition_keys(PgCatalog *catalog, const PgTable *entry, PgRow row)
{
    Arena *arena = catalog->arena;
    Table *table = entry->table;
    table->partition_strategy = strategy_of(pg_char(row, "strategy"));
    TextList columns = pg_list(arena, row, "key_columns");
    TextList classes = pg_list(arena, row, "key_classes");
    TextList collations = pg_list(arena, row, "key_collations");
    ExprList exprs = pg_expr_list(catalog, pg_text(row, "key_exprs"), table->span);
    for (size_t i = 0, used = 0; i < columns.count; i++) {
        IndexElement element = {0};
        int64_t number = 0;
        text_to_int64(columns.items[i], &number);
        element.column = pg_column(entry, number);
        if (!element.column && used < exprs.count) {
            element.expr = exprs.items[used++];
            element.text = expr_print(arena, element.expr);
        }
        element.operator_class = i < classes.count ? classes.items[i] : (Text){"", 0};
        element.collation = i < collations.count ? collations.items[i] : (Text){"", 0};
        list_push(arena, &table->partition_keys, element);
    }
}

/* ---- bounds ------------------------------------------------------------------------------------------- */

/* The next list in parentheses of a bound, without them, from *i on, which is moved behind it. */
static Text next_list(Text bound, size_t *i)
{
    while (*i < bound.size && bound.data[*i] != '(')
        ++*i;
    size_t start = *i + 1;
    int depth = 0;
    bool quoted = false;
    for (; *i < bound.size; ++*i) {
        char c = bound.data[*i];
        quoted ^= c == '\'';
        depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
        if (depth == 0 && !quoted)
            break;
    }
    return text_slice(bound, start, *i);
}

/* "modulus 4, remainder 1" */
static void read_hash_bound(Text list, PartitionBound *bound)
{
    int values[2] = {0, 0};
    size_t used = 0;
    for (size_t i = 0; i < list.size && used < 2; i++) {
        bool is_digit = list.data[i] >= '0' && list.data[i] <= '9';
        if (is_digit)
            values[used] = values[used] * 10 + (list.data[i] - '0');
        else if (values[0] && list.data[i] == ',')
            used++;
    }
    bound->modulus = values[0];
    bound->remainder = values[1];
}

static void read_bound(PgCatalog *catalog, Table *table, Text text)
{
    PartitionBound *bound = &table->bound;
    size_t i = 0;
    bound->text = text;
    bound->is_default = text_is(text, "DEFAULT");
    if (text_starts_with(text, TEXT("FOR VALUES WITH")))
        read_hash_bound(next_list(text, &i), bound);
    else if (text_starts_with(text, TEXT("FOR VALUES IN")))
        bound->values = pg_expr_list(catalog, next_list(text, &i), table->span);
    else if (text_starts_with(text, TEXT("FOR VALUES FROM"))) {
        bound->from = pg_expr_list(catalog, next_list(text, &i), table->span);
        bound->to = pg_expr_list(catalog, next_list(text, &i), table->span);
    }
}

/* ---- who is below whom -------------------------------------------------------------------------------- */

static void add_parent(PgCatalog *catalog, Table *child, Table *parent, bool is_partition)
{
    list_push(catalog->arena, &child->inherits, parent);
    list_push(catalog->arena, &child->inherits_names, table_print_name(catalog->arena, parent));
    if (is_partition)
        child->partition_of = parent;
}

static bool read_inheritance(PgCatalog *catalog)
{
    PgRows rows;
    if (!pg_query(catalog, "the inheritance of tables", PG_QUERY(inheritance), &rows))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        PgRow row = pg_row(&rows, i);
        const PgTable *child = pg_table(catalog, pg_text(row, "child"));
        const PgTable *parent = pg_table(catalog, pg_text(row, "parent"));
        if (child && parent)
            add_parent(catalog, child->table, parent->table, pg_bool(row, "is_partition"));
    }
    return true;
}

bool pg_read_hierarchy(PgCatalog *catalog)
{
    if (!read_inheritance(catalog))
        return false;
    for (size_t i = 0; i < catalog->table_rows.count; i++) {
        PgRow row = pg_row(&catalog->table_rows, i);
        const PgTable *entry = pg_table(catalog, pg_text(row, "oid"));
        if (entry && pg_text(row, "strategy").data)
            read_partition_keys(catalog, entry, row);
        if (entry && entry->table->partition_of)
            read_bound(catalog, entry->table, pg_text(row, "bound"));
    }
    return true;
}
