/* yaml_constraint.c: keys, indexes, exclusions and checks of a table. */
#include "read/yaml_read.h"

#include "model/names.h"

#include <string.h>

/* ---- names -------------------------------------------------------------------------------------------- */

static bool is_taken(const Table *table, Text name)
{
    for (size_t i = 0; i < table->keys.count; i++)
        if (text_equal(table->keys.items[i]->name, name))
            return true;
    for (size_t i = 0; i < table->indexes.count; i++)
        if (text_equal(table->indexes.items[i]->name, name))
            return true;
    for (size_t i = 0; i < table->exclusions.count; i++)
        if (text_equal(table->exclusions.items[i]->name, name))
            return true;
    for (size_t i = 0; i < table->checks.count; i++)
        if (text_equal(table->checks.items[i]->name, name))
            return true;
    for (size_t i = 0; i < table->references.count; i++)
        if (text_equal(table->references.items[i]->name, name))
            return true;
    return false;
}

Text yaml_choose_name(YamlRead *read, const Table *table, Text columns, const char *label)
{
    Text name = names_make_object(read->arena, table->name, columns, text_of(label));
    for (unsigned pass = 1; is_taken(table, name); pass++)
        name = names_make_object(read->arena, table->name, columns,
                                 text_format(read->arena, "%s%u", label, pass));
    return name;
}

Text yaml_join_columns(YamlRead *read, const ColumnList *columns)
{
    TextList names = {0};
    for (size_t i = 0; i < columns->count; i++)
        list_push(read->arena, &names, columns->items[i]->name);
    return names_join_columns(read->arena, &names);
}

/* The columns' part of the name of an index or exclusion constraint. */
static Text join_elements(YamlRead *read, const IndexElementList *elements)
{
    TextList names = {0};
    for (size_t i = 0; i < elements->count; i++) {
        const IndexElement *element = &elements->items[i];
        Text name = element->column ? element->column->name : names_of_expr(element->expr);
        list_push(read->arena, &names, names_distinct(read->arena, &names, name));
    }
    return names_join_columns(read->arena, &names);
}

/* ---- keys --------------------------------------------------------------------------------------------- */

/* A key whose map is read. */
typedef struct KeyPlace {
    const Table *table;
    Key *key;
} KeyPlace;

static bool read_key_name(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_name(read, node, &((KeyPlace *)place)->key->name);
}

static bool read_key_columns(YamlRead *read, const Node *node, void *object)
{
    const KeyPlace *place = object;
    return yaml_read_columns(read, place->table, node, &place->key->columns);
}

static bool read_key_include(YamlRead *read, const Node *node, void *object)
{
    const KeyPlace *place = object;
    return yaml_read_columns(read, place->table, node, &place->key->include);
}

static bool read_key_nulls(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_flag(read, node, &((KeyPlace *)place)->key->nulls_not_distinct);
}

static bool read_key_overlaps(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_flag(read, node, &((KeyPlace *)place)->key->without_overlaps);
}

static bool read_key_deferrable(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_flag(read, node, &((KeyPlace *)place)->key->deferrable);
}

static bool read_key_deferred(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_flag(read, node, &((KeyPlace *)place)->key->initially_deferred);
}

static bool read_key_comment(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_text(read, node, &((KeyPlace *)place)->key->comment);
}

static const YamlKey key_keys[] = {
    {"name", read_key_name, IN_SCHEMA},
    {"columns", read_key_columns, IN_SCHEMA},
    {"include", read_key_include, IN_SCHEMA},
    {"nulls not distinct", read_key_nulls, IN_SCHEMA},
    {"without overlaps", read_key_overlaps, IN_SCHEMA},
    {"deferrable", read_key_deferrable, IN_SCHEMA},
    {"initially deferred", read_key_deferred, IN_SCHEMA},
    {"comment", read_key_comment, IN_SCHEMA},
    {0},
};

static bool add_key(YamlRead *read, const Node *node, Table *table, bool is_primary)
{
    Key *key = arena_new_object(read->arena, Key);
    KeyPlace place = {table, key};
    key->is_primary = is_primary;
    key->span = node->span;
    bool done = node->kind == NODE_MAP
                    ? yaml_read_map(read, node, is_primary ? "a primary key" : "a unique constraint",
                                    key_keys, &place)
                    : yaml_read_columns(read, table, node, &key->columns);
    if (done && !key->columns.count)
        done = diag_error(read->diag, node->span, "a key has no columns");
    if (!done)
        return false;
    if (!key->name.size)
        key->name =
            yaml_choose_name(read, table, is_primary ? (Text){"", 0} : yaml_join_columns(read, &key->columns),
                             is_primary ? "pkey" : "key");
    key->deferrable = key->deferrable || key->initially_deferred;
    list_push(read->arena, &table->keys, key);
    return true;
}

bool yaml_read_primary_key(YamlRead *read, const Node *node, void *table)
{
    return add_key(read, node, table, true);
}

bool yaml_read_unique(YamlRead *read, const Node *node, void *table)
{
    if (node->kind != NODE_LIST)
        return yaml_expect(read, node, "a list of keys, as in [[email], [first_name, last_name]]");
    bool done = true;
    for (size_t i = 0; i < node->items.count; i++)
        done = add_key(read, node->items.items[i], table, false) && done;
    return done;
}

/* ---- elements ----------------------------------------------------------------------------------------- */

/* An element of an index whose map is read. */
typedef struct ElementPlace {
    const Table *table;
    IndexElement element;
} ElementPlace;

static bool read_element_column(YamlRead *read, const Node *node, void *object)
{
    ElementPlace *place = object;
    ColumnList columns = {0};
    if (node->kind != NODE_SCALAR)
        return yaml_expect(read, node, "a column's name");
    if (!yaml_read_columns(read, place->table, node, &columns))
        return false;
    place->element.column = columns.items[0];
    return true;
}

static bool read_element_expression(YamlRead *read, const Node *node, void *object)
{
    IndexElement *element = &((ElementPlace *)object)->element;
    return yaml_read_expr(read, node, &element->expr, &element->text);
}

static bool read_element_collation(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_text(read, node, &((ElementPlace *)place)->element.collation);
}

static bool read_element_class(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_text(read, node, &((ElementPlace *)place)->element.operator_class);
}

static bool read_element_order(YamlRead *read, const Node *node, void *object)
{
    static const char *const words[] = {"asc", "desc", NULL};
    IndexElement *element = &((ElementPlace *)object)->element;
    int index = 0;
    if (!yaml_read_word(read, node, words, &index))
        return false;
    element->descending = element->nulls_first = index;
    return true;
}

static bool read_element_nulls(YamlRead *read, const Node *node, void *object)
{
    static const char *const words[] = {"last", "first", NULL};
    int index = 0;
    if (!yaml_read_word(read, node, words, &index))
        return false;
    ((ElementPlace *)object)->element.nulls_first = index;
    return true;
}

static bool read_element_operator(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_text(read, node, &((ElementPlace *)place)->element.exclusion_operator);
}

static const YamlKey element_keys[] = {
    {"column", read_element_column, IN_SCHEMA},       {"expression", read_element_expression, IN_SCHEMA},
    {"collation", read_element_collation, IN_SCHEMA}, {"operator class", read_element_class, IN_SCHEMA},
    {"order", read_element_order, IN_SCHEMA},         {"nulls", read_element_nulls, IN_SCHEMA},
    {"with", read_element_operator, IN_SCHEMA},       {0},
};

/* A column's name, an expression where it has parentheses and is no column, or a map. */
static bool read_element(YamlRead *read, const Node *node, const Table *table, IndexElementList *elements)
{
    ElementPlace place = {.table = table};
    bool done;
    if (node->kind == NODE_MAP)
        done = yaml_read_map(read, node, "an index element", element_keys, &place);
    else if (node->kind == NODE_SCALAR && text_contains(node->text, TEXT("(")) &&
             !table_find_column(table, node->text))
        done = read_element_expression(read, node, &place);
    else
        done = read_element_column(read, node, &place);
    if (done && !place.element.column == !place.element.expr)
        done = diag_error(read->diag, node->span, "an index element is either a column or an expression");
    if (done)
        list_push(read->arena, elements, place.element);
    return done;
}

static bool read_elements(YamlRead *read, const Node *node, const Table *table, IndexElementList *elements)
{
    if (node->kind != NODE_LIST)
        return read_element(read, node, table, elements);
    bool done = node->items.count || yaml_expect(read, node, "a list of columns");
    for (size_t i = 0; i < node->items.count; i++)
        done = read_element(read, node->items.items[i], table, elements) && done;
    return done;
}

bool yaml_read_partition_by(YamlRead *read, const Node *node, void *object)
{
    static const char *const words[] = {"list", "range", "hash", NULL};
    Table *table = object;
    if (node->kind != NODE_MAP || node->items.count != 2)
        return yaml_expect(read, node,
                           "one of list, range and hash with its columns, as in {range: [created_at]}");
    int index = 0;
    if (!yaml_read_word(read, node->items.items[0], words, &index))
        return false;
    table->kind = TABLE_PARTITIONED;
    table->partition_strategy = (PartitionStrategy)(index + PARTITION_LIST);
    return read_elements(read, node->items.items[1], table, &table->partition_keys);
}

/* ---- indexes and exclusions --------------------------------------------------------------------------- */

/* An index or exclusion constraint whose map is read: what the two share is read into the index. */
typedef struct IndexPlace {
    const Table *table;
    Index index;
    bool deferrable, initially_deferred;
} IndexPlace;

static bool read_index_name(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_name(read, node, &((IndexPlace *)place)->index.name);
}

static bool read_index_unique(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_flag(read, node, &((IndexPlace *)place)->index.is_unique);
}

static bool read_index_columns(YamlRead *read, const Node *node, void *object)
{
    IndexPlace *place = object;
    return read_elements(read, node, place->table, &place->index.elements);
}

static bool read_index_method(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_text(read, node, &((IndexPlace *)place)->index.method);
}

static bool read_index_include(YamlRead *read, const Node *node, void *object)
{
    IndexPlace *place = object;
    return yaml_read_columns(read, place->table, node, &place->index.include);
}

static bool read_index_nulls(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_flag(read, node, &((IndexPlace *)place)->index.nulls_not_distinct);
}

static bool read_index_where(YamlRead *read, const Node *node, void *object)
{
    Index *index = &((IndexPlace *)object)->index;
    return yaml_read_expr(read, node, &index->predicate, &index->predicate_text);
}

static bool read_index_deferrable(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_flag(read, node, &((IndexPlace *)place)->deferrable);
}

static bool read_index_deferred(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_flag(read, node, &((IndexPlace *)place)->initially_deferred);
}

static bool read_index_comment(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_text(read, node, &((IndexPlace *)place)->index.comment);
}

static const YamlKey index_keys[] = {
    {"name", read_index_name, IN_SCHEMA},
    {"unique", read_index_unique, IN_SCHEMA},
    {"columns", read_index_columns, IN_SCHEMA},
    {"method", read_index_method, IN_SCHEMA},
    {"include", read_index_include, IN_SCHEMA},
    {"nulls not distinct", read_index_nulls, IN_SCHEMA},
    {"where", read_index_where, IN_SCHEMA},
    {"comment", read_index_comment, IN_SCHEMA},
    {0},
};

static const YamlKey exclusion_keys[] = {
    {"name", read_index_name, IN_SCHEMA},
    {"method", read_index_method, IN_SCHEMA},
    {"columns", read_index_columns, IN_SCHEMA},
    {"where", read_index_where, IN_SCHEMA},
    {"deferrable", read_index_deferrable, IN_SCHEMA},
    {"initially deferred", read_index_deferred, IN_SCHEMA},
    {"comment", read_index_comment, IN_SCHEMA},
    {0},
};

/* Reads what both are made of; then names it. */
static bool read_index(YamlRead *read, const Node *node, const char *what, const YamlKey *keys,
                       const char *label, IndexPlace *place)
{
    if (!yaml_read_map(read, node, what, keys, place))
        return false;
    Index *index = &place->index;
    if (!index->elements.count)
        return diag_error(read->diag, node->span, "%s has no columns", what);
    if (!index->name.size)
        index->name = yaml_choose_name(read, place->table, join_elements(read, &index->elements), label);
    if (!index->method.size)
        index->method = TEXT("btree");
    index->span = node->span;
    return true;
}

static bool add_index(YamlRead *read, const Node *node, Table *table)
{
    IndexPlace place = {.table = table};
    if (!read_index(read, node, "an index", index_keys, "idx", &place))
        return false;
    Index *index = arena_new_object(read->arena, Index);
    *index = place.index;
    list_push(read->arena, &table->indexes, index);
    return true;
}

static bool have_operators(YamlRead *read, const Node *node, const IndexElementList *elements)
{
    for (size_t i = 0; i < elements->count; i++)
        if (!elements->items[i].exclusion_operator.size) {
            diag_error(read->diag, node->span, "an element of the exclusion constraint has no operator");
            diag_hint(read->diag, "Write it as in {column: room, with: \"=\"}.");
            return false;
        }
    return true;
}

static bool add_exclusion(YamlRead *read, const Node *node, Table *table)
{
    IndexPlace place = {.table = table};
    if (!read_index(read, node, "an exclusion constraint", exclusion_keys, "excl", &place) ||
        !have_operators(read, node, &place.index.elements))
        return false;
    Exclusion *exclusion = arena_new_object(read->arena, Exclusion);
    *exclusion = (Exclusion){.name = place.index.name,
                             .method = place.index.method,
                             .elements = place.index.elements,
                             .predicate = place.index.predicate,
                             .predicate_text = place.index.predicate_text,
                             .deferrable = place.deferrable || place.initially_deferred,
                             .initially_deferred = place.initially_deferred,
                             .comment = place.index.comment,
                             .span = place.index.span};
    list_push(read->arena, &table->exclusions, exclusion);
    return true;
}

bool yaml_read_indexes(YamlRead *read, const Node *node, void *table)
{
    bool done = yaml_expect_kind(read, node, NODE_LIST);
    for (size_t i = 0; node->kind == NODE_LIST && i < node->items.count; i++)
        done = add_index(read, node->items.items[i], table) && done;
    return done;
}

bool yaml_read_exclusions(YamlRead *read, const Node *node, void *table)
{
    bool done = yaml_expect_kind(read, node, NODE_LIST);
    for (size_t i = 0; node->kind == NODE_LIST && i < node->items.count; i++)
        done = add_exclusion(read, node->items.items[i], table) && done;
    return done;
}

/* ---- checks ------------------------------------------------------------------------------------------- */

static bool read_condition(YamlRead *read, const Node *node, void *object)
{
    Check *check = object;
    return yaml_read_expr(read, node, &check->expr, &check->text);
}

static bool read_no_inherit(YamlRead *read, const Node *node, void *check)
{
    return yaml_read_flag(read, node, &((Check *)check)->no_inherit);
}

static bool read_check_not_valid(YamlRead *read, const Node *node, void *check)
{
    return yaml_read_flag(read, node, &((Check *)check)->not_valid);
}

static bool read_check_not_enforced(YamlRead *read, const Node *node, void *check)
{
    return yaml_read_flag(read, node, &((Check *)check)->not_enforced);
}

static bool read_check_inherited(YamlRead *read, const Node *node, void *check)
{
    return yaml_read_flag(read, node, &((Check *)check)->is_inherited);
}

static bool read_check_comment(YamlRead *read, const Node *node, void *check)
{
    return yaml_read_text(read, node, &((Check *)check)->comment);
}

static const YamlKey check_keys[] = {
    {"check", read_condition, IN_SCHEMA},
    {"no inherit", read_no_inherit, IN_SCHEMA},
    {"not valid", read_check_not_valid, IN_SCHEMA},
    {"not enforced", read_check_not_enforced, IN_SCHEMA},
    {"inherited", read_check_inherited, IN_SCHEMA},
    {"comment", read_check_comment, IN_SCHEMA},
    {0},
};

/* The one column that a check reads; NULL where it reads none or several. */
typedef struct OneColumn {
    Text name;
    bool several;
} OneColumn;

static void visit_column(void *context, const Expr *column)
{
    OneColumn *one = context;
    one->several = one->several || (one->name.size && !text_equal(one->name, column->text));
    one->name = column->text;
}

/* "table_column_check", as PostgreSQL has it; of a domain "check". */
static Text choose_check_name(YamlRead *read, const Table *table, const Expr *expr)
{
    OneColumn one = {0};
    if (!table)
        return TEXT("check");
    expr_each_column(expr, visit_column, &one);
    return yaml_choose_name(read, table, one.several ? (Text){"", 0} : one.name, "check");
}

static bool add_check(YamlRead *read, const Node *name, const Node *node, CheckList *checks,
                      const Table *table)
{
    Check *check = arena_new_object(read->arena, Check);
    check->span = name ? name->span : node->span;
    if (name && !yaml_read_name(read, name, &check->name))
        return false;
    bool done = node->kind == NODE_MAP ? yaml_read_map(read, node, "a check", check_keys, check)
                                       : read_condition(read, node, check);
    if (done && !check->expr)
        done = diag_error(read->diag, node->span, "the check has no condition");
    if (!done)
        return false;
    if (!name)
        check->name = choose_check_name(read, table, check->expr);
    list_push(read->arena, checks, check);
    return true;
}

bool yaml_read_checks(YamlRead *read, const Node *node, CheckList *checks, const Table *table)
{
    bool done = true;
    if (node->kind == NODE_SCALAR)
        return yaml_expect(read, node, "a map of names and conditions");
    bool map = node->kind == NODE_MAP;
    for (size_t i = 0; i < node->items.count; i += map ? 2 : 1)
        done =
            add_check(read, map ? node->items.items[i] : NULL, node->items.items[i + map], checks, table) &&
            done;
    return done;
}

bool yaml_read_table_checks(YamlRead *read, const Node *node, void *object)
{
    Table *table = object;
    return yaml_read_checks(read, node, &table->checks, table);
}
