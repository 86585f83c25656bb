/* yaml_constraint.c: keys, indexes, exclusions and checks of a table. */
#include "read/yaml/yaml_read.h"

#include "model/names.h"

/* ---- names -------------------------------------------------------------------------------------------- */

Text yaml_choose_name(YamlRead *read, Text columns, const char *label)
{
    Text table = read->table->name;
    Text name = names_make_object(read->arena, table, columns, text_of(label));
    for (unsigned pass = 1; table_uses_name(read->table, name); pass++)
        name = names_make_object(read->arena, table, columns, text_format(read->arena, "%s%u", label, pass));
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

static const YamlKey key_keys[] = {
    {"name", yaml_read_name, IN_SCHEMA, offsetof(Key, name)},
    {"columns", yaml_read_columns, IN_SCHEMA, offsetof(Key, columns)},
    {"include", yaml_read_columns, IN_SCHEMA, offsetof(Key, include)},
    {"nulls not distinct", yaml_read_flag, IN_SCHEMA, offsetof(Key, nulls_not_distinct)},
    {"without overlaps", yaml_read_flag, IN_SCHEMA, offsetof(Key, without_overlaps)},
    {"deferrable", yaml_read_flag, IN_SCHEMA, offsetof(Key, deferrable)},
    {"initially deferred", yaml_read_flag, IN_SCHEMA, offsetof(Key, initially_deferred)},
    {"comment", yaml_read_text, IN_SCHEMA, offsetof(Key, comment)},
    {0},
};

static bool add_key(YamlRead *read, const Node *node, bool is_primary)
{
    const char *what = is_primary ? "a primary key" : "a unique constraint";
    Key *key = arena_new_object(read->arena, Key);
    key->is_primary = is_primary;
    key->span = node->span;
    bool done = node->kind == NODE_MAP ? yaml_read_map(read, node, what, key_keys, key)
                                       : yaml_read_columns(read, node, &key->columns);
    if (done && !key->columns.count)
        done = diag_error(read->diag, node->span, "a key has no columns");
    if (!done)
        return false;
    if (!key->name.size)
        key->name = is_primary ? yaml_choose_name(read, (Text){"", 0}, "pkey")
                               : yaml_choose_name(read, yaml_join_columns(read, &key->columns), "key");
    key->deferrable = key->deferrable || key->initially_deferred;
    list_push(read->arena, &read->table->keys, key);
    return true;
}

bool yaml_read_primary_key(YamlRead *read, const Node *node, void *table)
{
    (void)table;
    return add_key(read, node, true);
}

bool yaml_read_unique(YamlRead *read, const Node *node, void *table)
{
    (void)table;
    if (node->kind != NODE_LIST)
        return yaml_expect(read, node, "a list of keys, as in [[email], [first_name, last_name]]");
    bool done = true;
    for (size_t i = 0; i < node->items.count; i++)
        done = add_key(read, node->items.items[i], false) && done;
    return done;
}

/* ---- elements ----------------------------------------------------------------------------------------- */

static bool read_element_column(YamlRead *read, const Node *node, void *object)
{
    IndexElement *element = object;
    ColumnList columns = {0};
    if (node->kind != NODE_SCALAR)
        return yaml_expect(read, node, "a column's name");
    if (!yaml_read_columns(read, node, &columns))
        return false;
    element->column = columns.items[0];
    return true;
}

static bool read_element_expression(YamlRead *read, const Node *node, void *object)
{
    IndexElement *element = object;
    return yaml_read_expr(read, node, &element->expr, &element->text);
}

static bool read_element_order(YamlRead *read, const Node *node, void *object)
{
    static const char *const words[] = {"asc", "desc", NULL};
    IndexElement *element = object;
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
    ((IndexElement *)object)->nulls_first = index;
    return true;
}

static const YamlKey element_keys[] = {
    {"column", read_element_column, IN_SCHEMA, 0},
    {"expression", read_element_expression, IN_SCHEMA, 0},
    {"collation", yaml_read_text, IN_SCHEMA, offsetof(IndexElement, collation)},
    {"operator class", yaml_read_text, IN_SCHEMA, offsetof(IndexElement, operator_class)},
    {"order", read_element_order, IN_SCHEMA, 0},
    {"nulls", read_element_nulls, IN_SCHEMA, 0},
    {"with", yaml_read_text, IN_SCHEMA, offsetof(IndexElement, exclusion_operator)},
    {0},
};

/* A column's name, an expression where it has parentheses and is no column, or a map. */
static bool read_element(YamlRead *read, const Node *node, IndexElementList *elements)
{
    IndexElement element = {0};
    bool is_expression = node->kind == NODE_SCALAR && text_contains(node->text, TEXT("(")) &&
                         !table_find_column(read->table, node->text);
    bool done;
    if (node->kind == NODE_MAP)
        done = yaml_read_map(read, node, "an index element", element_keys, &element);
    else
        done = is_expression ? read_element_expression(read, node, &element)
                             : read_element_column(read, node, &element);
    if (done && !element.column == !element.expr)
        done = diag_error(read->diag, node->span, "an index element is either a column or an expression");
    if (done)
        list_push(read->arena, elements, element);
    return done;
}

static bool read_elements(YamlRead *read, const Node *node, void *elements)
{
    if (node->kind != NODE_LIST)
        return read_element(read, node, elements);
    bool done = node->items.count || yaml_expect(read, node, "a list of columns");
    for (size_t i = 0; i < node->items.count; i++)
        done = read_element(read, node->items.items[i], elements) && done;
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
    return read_elements(read, node->items.items[1], &table->partition_keys);
}

/* ---- indexes and exclusions --------------------------------------------------------------------------- */

/* An index or exclusion constraint whose map is read: what the two share is read into the index. */
typedef struct IndexPlace {
    Index index;
    bool deferrable, initially_deferred;
} IndexPlace;

static bool read_index_where(YamlRead *read, const Node *node, void *object)
{
    Index *index = &((IndexPlace *)object)->index;
    return yaml_read_expr(read, node, &index->predicate, &index->predicate_text);
}

static const YamlKey index_keys[] = {
    {"name", yaml_read_name, IN_SCHEMA, offsetof(IndexPlace, index.name)},
    {"unique", yaml_read_flag, IN_SCHEMA, offsetof(IndexPlace, index.is_unique)},
    {"columns", read_elements, IN_SCHEMA, offsetof(IndexPlace, index.elements)},
    {"method", yaml_read_text, IN_SCHEMA, offsetof(IndexPlace, index.method)},
    {"include", yaml_read_columns, IN_SCHEMA, offsetof(IndexPlace, index.include)},
    {"nulls not distinct", yaml_read_flag, IN_SCHEMA, offsetof(IndexPlace, index.nulls_not_distinct)},
    {"where", read_index_where, IN_SCHEMA, 0},
    {"comment", yaml_read_text, IN_SCHEMA, offsetof(IndexPlace, index.comment)},
    {0},
};

static const YamlKey exclusion_keys[] = {
    {"name", yaml_read_name, IN_SCHEMA, offsetof(IndexPlace, index.name)},
    {"method", yaml_read_text, IN_SCHEMA, offsetof(IndexPlace, index.method)},
    {"columns", read_elements, IN_SCHEMA, offsetof(IndexPlace, index.elements)},
    {"where", read_index_where, IN_SCHEMA, 0},
    {"deferrable", yaml_read_flag, IN_SCHEMA, offsetof(IndexPlace, deferrable)},
    {"initially deferred", yaml_read_flag, IN_SCHEMA, offsetof(IndexPlace, initially_deferred)},
    {"comment", yaml_read_text, IN_SCHEMA, offsetof(IndexPlace, index.comment)},
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
        index->name = yaml_choose_name(read, join_elements(read, &index->elements), label);
    if (!index->method.size)
        index->method = TEXT("btree");
    index->span = node->span;
    return true;
}

static bool add_index(YamlRead *read, const Node *node)
{
    IndexPlace place = {0};
    if (!read_index(read, node, "an index", index_keys, "idx", &place))
        return false;
    Index *index = arena_new_object(read->arena, Index);
    *index = place.index;
    list_push(read->arena, &read->table->indexes, index);
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

static bool add_exclusion(YamlRead *read, const Node *node)
{
    IndexPlace place = {0};
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
    list_push(read->arena, &read->table->exclusions, exclusion);
    return true;
}

bool yaml_read_indexes(YamlRead *read, const Node *node, void *table)
{
    (void)table;
    bool done = yaml_expect_kind(read, node, NODE_LIST);
    for (size_t i = 0; node->kind == NODE_LIST && i < node->items.count; i++)
        done = add_index(read, node->items.items[i]) && done;
    return done;
}

bool yaml_read_exclusions(YamlRead *read, const Node *node, void *table)
{
    (void)table;
    bool done = yaml_expect_kind(read, node, NODE_LIST);
    for (size_t i = 0; node->kind == NODE_LIST && i < node->items.count; i++)
        done = add_exclusion(read, node->items.items[i]) && done;
    return done;
}

/* ---- checks ------------------------------------------------------------------------------------------- */

static bool read_condition(YamlRead *read, const Node *node, void *object)
{
    Check *check = object;
    return yaml_read_expr(read, node, &check->expr, &check->text);
}

static const YamlKey check_keys[] = {
    {"check", read_condition, IN_SCHEMA, 0},
    {"no inherit", yaml_read_flag, IN_SCHEMA, offsetof(Check, no_inherit)},
    {"not valid", yaml_read_flag, IN_SCHEMA, offsetof(Check, not_valid)},
    {"not enforced", yaml_read_flag, IN_SCHEMA, offsetof(Check, not_enforced)},
    {"inherited", yaml_read_flag, IN_SCHEMA, offsetof(Check, is_inherited)},
    {"comment", yaml_read_text, IN_SCHEMA, offsetof(Check, comment)},
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
static Text choose_check_name(YamlRead *read, const Expr *expr)
{
    OneColumn one = {0};
    if (!read->table)
        return TEXT("check");
    expr_each_column(expr, visit_column, &one);
    return yaml_choose_name(read, one.several ? (Text){"", 0} : one.name, "check");
}

static bool add_check(YamlRead *read, const Node *name, const Node *node, CheckList *checks)
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
        check->name = choose_check_name(read, check->expr);
    list_push(read->arena, checks, check);
    return true;
}

bool yaml_read_checks(YamlRead *read, const Node *node, void *checks)
{
    bool done = true;
    if (node->kind == NODE_SCALAR)
        return yaml_expect(read, node, "a map of names and conditions");
    bool map = node->kind == NODE_MAP;
    for (size_t i = 0; i < node->items.count; i += map ? 2 : 1)
        done = add_check(read, map ? node->items.items[i] : NULL, node->items.items[i + map], checks) && done;
    return done;
}
