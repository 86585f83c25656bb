/* yaml_table.c: tables, their columns, and relationships given beside them. */
#include "read/yaml/yaml_read.h"

#include "model/names.h"

/* ---- columns ------------------------------------------------------------------------------------------ */

static bool read_definition(YamlRead *read, const Node *node, void *object)
{
    if (node->kind != NODE_SCALAR)
        return yaml_expect(read, node, "a type as SQL spells it");
    return read_column_text(read->schema, read->diag, read->table, object, yaml_sql_span(read, node));
}

static bool read_default(YamlRead *read, const Node *node, void *object)
{
    Column *column = object;
    return yaml_read_expr(read, node, &column->default_value, &column->default_text);
}

static bool read_generated(YamlRead *read, const Node *node, void *object)
{
    Column *column = object;
    column->generated = GENERATED_STORED;
    return yaml_read_expr(read, node, &column->generation, &column->generation_text);
}

static bool read_virtual(YamlRead *read, const Node *node, void *object)
{
    Column *column = object;
    bool is_virtual = false;
    if (!yaml_read_flag(read, node, &is_virtual))
        return false;
    if (is_virtual && !column->generation)
        return diag_error(read->diag, node->span, "column \"%.*s\" is virtual and not generated",
                          TEXT_ARG(column->name));
    if (is_virtual)
        column->generated = GENERATED_VIRTUAL;
    return true;
}

static bool read_identity(YamlRead *read, const Node *node, void *object)
{
    static const char *const words[] = {"always", "by default", NULL};
    int index = 0;
    if (!yaml_read_word(read, node, words, &index))
        return false;
    ((Column *)object)->identity = index ? IDENTITY_BY_DEFAULT : IDENTITY_ALWAYS;
    return true;
}

static bool read_own_sequence(YamlRead *read, const Node *node, void *object)
{
    Column *column = object;
    if (!column->is_serial && column->identity == IDENTITY_NONE)
        return diag_error(read->diag, node->span, "column \"%.*s\" is no serial or identity column",
                          TEXT_ARG(column->name));
    Sequence *sequence = column->sequence;
    if (!sequence) {
        sequence = column->sequence = arena_new_object(read->arena, Sequence);
        sequence->schema = read->table->schema;
        sequence->name = names_make_object(read->arena, read->table->name, column->name, TEXT("seq"));
        sequence->type = column->type;
        sequence->increment = 1;
        sequence->span = node->span;
        sequence_set_defaults(sequence);
    }
    return yaml_read_sequence(read, node, sequence);
}

static bool read_inherited(YamlRead *read, const Node *node, void *object)
{
    bool inherited = false;
    bool done = yaml_read_flag(read, node, &inherited);
    ((Column *)object)->is_local = !inherited;
    return done;
}

static const YamlKey column_keys[] = {
    {"type", read_definition, IN_SCHEMA, 0},
    {"collation", yaml_read_text, IN_SCHEMA, offsetof(Column, collation)},
    {"not null", yaml_read_flag, IN_SCHEMA, offsetof(Column, not_null)},
    {"default", read_default, IN_SCHEMA, 0},
    {"generated", read_generated, IN_SCHEMA, 0},
    {"virtual", read_virtual, IN_SCHEMA, 0},
    {"identity", read_identity, IN_SCHEMA, 0},
    {"serial", yaml_read_flag, IN_SCHEMA, offsetof(Column, is_serial)},
    {"sequence", read_own_sequence, IN_SCHEMA, 0},
    {"inherited", read_inherited, IN_SCHEMA, 0},
    {"comment", yaml_read_text, IN_BOTH, offsetof(Column, comment)},
    {"rule", yaml_read_rule, IN_BOTH, 0},
    {"nulls", yaml_read_nulls, IN_BOTH, 0},
    {0},
};

static bool check_column(YamlRead *read, const Node *key, const Column *column)
{
    if (!column->type.type) {
        diag_error(read->diag, key->span, "column \"%.*s\" has no type", TEXT_ARG(column->name));
        diag_hint(read->diag, "Write it as in %.*s: bigint, or under the key \"type\".",
                  TEXT_ARG(column->name));
        return false;
    }
    bool counts = column->identity != IDENTITY_NONE || column->is_serial;
    if (counts && column->default_value)
        return diag_error(read->diag, key->span, "column \"%.*s\" counts by itself and has a default",
                          TEXT_ARG(column->name));
    if (column->generation && (column->default_value || counts))
        return diag_error(read->diag, key->span, "column \"%.*s\" is generated and has a default",
                          TEXT_ARG(column->name));
    return true;
}

static bool add_column(YamlRead *read, const Node *key, const Node *value)
{
    Column *column = arena_new_object(read->arena, Column);
    column->span = key->span;
    column->is_local = true;
    if (!yaml_read_name(read, key, &column->name))
        return false;
    table_add_column(read->schema, read->table, column);
    bool done = true;
    if (value->kind == NODE_MAP)
        done = yaml_read_map(read, value, "a column", column_keys, column);
    else if (!yaml_is_null(value))
        done = read_definition(read, value, column);
    return done && check_column(read, key, column);
}

/* In an overlay, the columns are there. */
static bool change_column(YamlRead *read, const Node *key, const Node *value)
{
    ColumnList found = {0};
    return yaml_read_columns(read, key, &found) &&
           (yaml_is_null(value) || yaml_read_map(read, value, "a column", column_keys, found.items[0]));
}

bool yaml_read_table_columns(YamlRead *read, const Node *node, void *table)
{
    (void)table;
    bool done = yaml_expect_kind(read, node, NODE_MAP);
    for (size_t i = 0; node->kind == NODE_MAP && i < node->items.count; i += 2) {
        const Node *key = node->items.items[i], *value = node->items.items[i + 1];
        Text outer = read->key;
        read->key = key->text;
        bool one = read->where == IN_OVERLAY ? change_column(read, key, value) : add_column(read, key, value);
        read->key = outer;
        done = one && done;
    }
    return done;
}

/* ---- tables ------------------------------------------------------------------------------------------- */

static bool read_foreign(YamlRead *read, const Node *node, void *object)
{
    bool foreign = false;
    if (!yaml_read_flag(read, node, &foreign))
        return false;
    if (foreign)
        ((Table *)object)->kind = TABLE_FOREIGN;
    return true;
}

static bool read_row_estimate(YamlRead *read, const Node *node, void *table)
{
    int64_t rows;
    if (!yaml_read_integer(read, node, &rows))
        return false;
    ((Table *)table)->row_estimate = (double)rows;
    return true;
}

/* The table that a value names; NULL: reported. */
static Table *find_table(YamlRead *read, const Node *node)
{
    Text namespace_name, name;
    if (!yaml_read_object_name(read, node, &namespace_name, &name))
        return NULL;
    Table *table = schema_find_table(read->schema, namespace_name, name);
    if (!table) {
        diag_error(read->diag, node->span, "table \"%.*s\" does not exist", TEXT_ARG(node->text));
        diag_suggest(read->diag, schema_nearest_table(read->schema, namespace_name, name));
    }
    return table;
}

static bool add_parent(YamlRead *read, const Node *node, Table *table)
{
    Table *parent = find_table(read, node);
    if (parent)
        list_push(read->arena, &table->inherits, parent);
    return parent != NULL;
}

static bool read_inherits(YamlRead *read, const Node *node, void *table)
{
    if (node->kind == NODE_SCALAR)
        return add_parent(read, node, table);
    bool done = yaml_expect_kind(read, node, NODE_LIST);
    for (size_t i = 0; done && i < node->items.count; i++)
        done = add_parent(read, node->items.items[i], table);
    return done;
}

static bool read_partition_of(YamlRead *read, const Node *node, void *object)
{
    Table *table = object;
    table->partition_of = find_table(read, node);
    if (!table->partition_of)
        return false;
    list_push(read->arena, &table->inherits, table->partition_of);
    return true;
}

/* Every key of a table. The first pass reads what needs no other table; what it skips is read later. */
static const YamlKey table_keys[] = {
    {"comment", yaml_read_text, IN_BOTH, offsetof(Table, comment)},
    {"foreign", read_foreign, IN_SCHEMA, 0},
    {"unlogged", yaml_read_flag, IN_SCHEMA, offsetof(Table, is_unlogged)},
    {"rows", yaml_read_rows, IN_BOTH, 0},
    {"row estimate", read_row_estimate, IN_SCHEMA, 0},
    {"of type", yaml_read_text, IN_SCHEMA, offsetof(Table, of_type)},
    {"partition of", yaml_read_later, IN_SCHEMA, 0},
    {"values", yaml_read_later, IN_SCHEMA, 0},
    {"inherits", yaml_read_later, IN_SCHEMA, 0},
    {"partition by", yaml_read_later, IN_SCHEMA, 0},
    {"columns", yaml_read_table_columns, IN_BOTH, 0},
    {"primary key", yaml_read_later, IN_SCHEMA, 0},
    {"unique", yaml_read_later, IN_SCHEMA, 0},
    {"indexes", yaml_read_later, IN_SCHEMA, 0},
    {"exclusions", yaml_read_later, IN_SCHEMA, 0},
    {"checks", yaml_read_later, IN_SCHEMA, 0},
    {"foreign keys", yaml_read_later, IN_BOTH, 0},
    {"relationships", yaml_read_later, IN_BOTH, 0},
    {"triggers", yaml_read_later, IN_SCHEMA, 0},
    {"row security", yaml_read_flag, IN_SCHEMA, offsetof(Table, row_security)},
    {"force row security", yaml_read_flag, IN_SCHEMA, offsetof(Table, force_row_security)},
    {0},
};

/* The second pass: where the columns of other tables come in. */
static const YamlKey ancestry_keys[] = {
    {"partition of", read_partition_of, IN_SCHEMA, 0},
    {"values", yaml_read_bound, IN_SCHEMA, 0},
    {"inherits", read_inherits, IN_SCHEMA, 0},
    {0},
};

/* The third pass: what is said about columns. */
static const YamlKey constraint_keys[] = {
    {"partition by", yaml_read_partition_by, IN_SCHEMA, 0},
    {"primary key", yaml_read_primary_key, IN_SCHEMA, 0},
    {"unique", yaml_read_unique, IN_SCHEMA, 0},
    {"indexes", yaml_read_indexes, IN_SCHEMA, 0},
    {"exclusions", yaml_read_exclusions, IN_SCHEMA, 0},
    {"checks", yaml_read_checks, IN_SCHEMA, offsetof(Table, checks)},
    {"foreign keys", yaml_read_foreign_keys, IN_BOTH, 0},
    {"relationships", yaml_read_table_relationships, IN_BOTH, 0},
    {"triggers", yaml_read_triggers, IN_SCHEMA, 0},
    {0},
};

static bool declare_table(YamlRead *read, const Node *key)
{
    Table *table = arena_new_object(read->arena, Table);
    table->span = key->span;
    table->row_estimate = -1;
    if (!yaml_read_object_name(read, key, &table->schema, &table->name))
        return false;
    return schema_add_table(read->schema, table) ||
           diag_error(read->diag, key->span, "table \"%.*s\" is declared twice", TEXT_ARG(key->text));
}

bool yaml_declare_tables(YamlRead *read, const Node *node, void *schema)
{
    (void)schema;
    bool done = yaml_expect_kind(read, node, NODE_MAP);
    for (size_t i = 0; node->kind == NODE_MAP && i < node->items.count; i += 2)
        done = declare_table(read, node->items.items[i]) && done;
    return done;
}

/* Puts the parent's columns that the table does not list before its own. */
static void take_columns(YamlRead *read, Table *table, const Table *parent)
{
    ColumnList own = table->columns;
    table->columns = (ColumnList){0};
    for (size_t i = 0; i < parent->columns.count; i++) {
        if (table_find_column(table, parent->columns.items[i]->name))
            continue;
        Column *column = arena_new_object(read->arena, Column);
        *column = *parent->columns.items[i];
        column->is_local = false;
        table_add_column(read->schema, table, column);
    }
    for (size_t i = 0; i < own.count; i++)
        list_push(read->arena, &table->columns, own.items[i]);
}

/* Gives the table the columns of its parents, theirs first. A cycle is schema_check's to report. */
static void inherit_columns(YamlRead *read, Table *table, unsigned depth)
{
    if (depth > read->schema->tables.count)
        return;
    for (size_t i = table->inherits.count; i-- > 0;) {
        inherit_columns(read, table->inherits.items[i], depth + 1);
        take_columns(read, table, table->inherits.items[i]);
    }
}

static bool read_pass(YamlRead *read, const Node *node, Table *const *tables, const YamlKey *keys,
                      bool checked)
{
    bool done = true;
    for (size_t i = 0; i < node->items.count; i += 2) {
        const Node *value = node->items.items[i + 1];
        Text outer = read->key;
        if (!tables[i / 2] || yaml_is_null(value))
            continue;
        read->key = node->items.items[i]->text;
        read->table = tables[i / 2];
        bool one = checked ? yaml_read_map(read, value, "a table", keys, tables[i / 2])
                           : yaml_read_keys(read, value, keys, tables[i / 2]);
        read->key = outer;
        read->table = NULL;
        done = one && done;
    }
    return done;
}

/* The tables of the map; NULL where there is none, which is reported. */
static bool find_tables(YamlRead *read, const Node *node, Table **tables)
{
    bool done = true;
    for (size_t i = 0; i < node->items.count; i += 2) {
        const Node *key = node->items.items[i];
        Text namespace_name, name;
        bool split = schema_split_name(read->arena, key->text, &namespace_name, &name);
        if (read->where == IN_OVERLAY)
            tables[i / 2] = find_table(read, key);
        else
            tables[i / 2] = split ? schema_find_table(read->schema, namespace_name, name) : NULL;
        done = tables[i / 2] && done;
    }
    return done;
}

bool yaml_read_tables(YamlRead *read, const Node *node, void *schema)
{
    (void)schema;
    if (node->kind != NODE_MAP)
        return read->where == IN_SCHEMA || yaml_expect_kind(read, node, NODE_MAP);
    Table **tables = arena_array(read->arena, node->items.count / 2 + 1, sizeof *tables);
    bool done = find_tables(read, node, tables);
    done = read_pass(read, node, tables, table_keys, true) && done;
    done = read_pass(read, node, tables, ancestry_keys, false) && done;
    for (size_t i = 0; read->where == IN_SCHEMA && i < node->items.count / 2; i++)
        if (tables[i])
            inherit_columns(read, tables[i], 0);
    return read_pass(read, node, tables, constraint_keys, false) && done;
}

/* ---- relationships ------------------------------------------------------------------------------------ */

/* Splits "table.column" or "schema.table.column" at its last dot outside quotes. */
static bool split_column(YamlRead *read, const Node *key, Node *table, Node *column)
{
    size_t dot = 0;
    bool quoted = false;
    for (size_t i = 0; i < key->text.size; i++) {
        quoted = quoted != (key->text.data[i] == '"');
        if (key->text.data[i] == '.' && !quoted)
            dot = i;
    }
    Text ignored;
    *table = *column = *key;
    table->text = text_slice(key->text, 0, dot);
    column->text = text_slice(key->text, dot + 1, key->text.size);
    return dot && schema_split_name(read->arena, column->text, &ignored, &column->text);
}

static bool read_relationship(YamlRead *read, const Node *key, const Node *value)
{
    Node table_node, column_node;
    ColumnList columns = {0};
    if (!split_column(read, key, &table_node, &column_node)) {
        diag_error(read->diag, key->span, "\"%.*s\" is no name of the form \"table.column\"",
                   TEXT_ARG(key->text));
        return false;
    }
    read->table = find_table(read, &table_node);
    bool done = read->table && yaml_read_columns(read, &column_node, &columns) &&
                yaml_read_relationship(read, value, columns.items[0], key->span);
    read->table = NULL;
    return done;
}

bool yaml_read_relationships(YamlRead *read, const Node *node, void *schema)
{
    (void)schema;
    bool done = yaml_expect_kind(read, node, NODE_MAP);
    for (size_t i = 0; node->kind == NODE_MAP && i < node->items.count; i += 2)
        done = read_relationship(read, node->items.items[i], node->items.items[i + 1]) && done;
    return done;
}
