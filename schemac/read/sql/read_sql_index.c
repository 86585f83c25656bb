/* read_sql_index.c: CREATE INDEX and ALTER INDEX, and the elements that indexes and exclusion constraints are
 * made of. */
#include "read/sql/read_sql.h"

#include "model/names.h"
#include "read/parse/parse_expr.h"

/* ---- elements ------------------------------------------------------------------------------------------ */

/* A column, a function call, or any expression in parentheses. */
static bool read_subject(Ddl *ddl, IndexElement *element)
{
    SqlCursor *cursor = &ddl->cursor;
    SqlToken first = cursor->token;
    SqlTokenKind next = sql_peek(cursor).kind;
    if (sql_at(cursor, SQL_LEFT_PAREN)) {
        element->expr = ddl_read_parenthesised(ddl, &element->text);
        return element->expr != NULL;
    }
    if (next == SQL_LEFT_PAREN || next == SQL_DOT || !sql_take_name(cursor, &element->text)) {
        element->expr = parse_expr_restricted(cursor);
        element->text = sql_text_from(cursor, first);
        return element->expr != NULL;
    }
    element->expr = expr_new(ddl->arena, EXPR_COLUMN, sql_span(cursor, first));
    element->expr->text = element->text;
    return true;
}

/* A COLLATE that the expression took along belongs to the element. */
static void lift_collation(IndexElement *element)
{
    if (element->expr->kind == EXPR_COLLATE && element->expr->span.size == element->text.size) {
        element->collation = element->expr->text;
        element->expr = element->expr->arguments.items[0];
    }
}

static bool read_operator_class(Ddl *ddl, IndexElement *element)
{
    SqlCursor *cursor = &ddl->cursor;
    DdlName name;
    bool at_clause = sql_at_words(cursor, "asc") || sql_at_words(cursor, "desc") ||
                     sql_at_words(cursor, "nulls") || sql_at_words(cursor, "with");
    if (at_clause || (!sql_at(cursor, SQL_WORD) && !sql_at(cursor, SQL_QUOTED)))
        return true;
    if (!ddl_read_name(ddl, &name))
        return false;
    element->operator_class = name.name;
    return !sql_at(cursor, SQL_LEFT_PAREN) || ddl_skip_parens(ddl);
}

/* WITH = and WITH OPERATOR(pg_catalog.=). */
static bool read_exclusion_operator(Ddl *ddl, IndexElement *element)
{
    SqlCursor *cursor = &ddl->cursor;
    DdlName schema;
    if (!sql_expect_words(cursor, "with"))
        return false;
    bool wrapped = sql_take_words(cursor, "operator");
    if (wrapped && !sql_expect(cursor, SQL_LEFT_PAREN))
        return false;
    if (wrapped && sql_at(cursor, SQL_WORD) &&
        (!ddl_read_plain_name(ddl, &schema) || !sql_expect(cursor, SQL_DOT)))
        return false;
    element->exclusion_operator = cursor->token.text;
    if (!sql_take(cursor, SQL_OPERATOR))
        return sql_unexpected(cursor, "an operator");
    return !wrapped || sql_expect(cursor, SQL_RIGHT_PAREN);
}

static bool read_element(Ddl *ddl, IndexElement *element, bool exclusion)
{
    SqlCursor *cursor = &ddl->cursor;
    if (!read_subject(ddl, element))
        return false;
    lift_collation(element);
    if (sql_take_words(cursor, "collate") && !ddl_read_collation(ddl, &element->collation))
        return false;
    if (!read_operator_class(ddl, element))
        return false;
    element->descending = sql_take_words(cursor, "desc");
    sql_take_words(cursor, "asc");
    element->nulls_first = element->descending;
    if (sql_take_words(cursor, "nulls first"))
        element->nulls_first = true;
    else if (sql_take_words(cursor, "nulls last"))
        element->nulls_first = false;
    return !exclusion || read_exclusion_operator(ddl, element);
}

bool ddl_read_elements(Ddl *ddl, IndexElementList *elements, bool exclusion)
{
    if (!sql_expect(&ddl->cursor, SQL_LEFT_PAREN))
        return false;
    do {
        IndexElement element = {0};
        if (!read_element(ddl, &element, exclusion))
            return false;
        list_push(ddl->arena, elements, element);
    } while (sql_take(&ddl->cursor, SQL_COMMA));
    return sql_expect(&ddl->cursor, SQL_RIGHT_PAREN);
}

bool ddl_bind_elements(Ddl *ddl, const Table *table, IndexElementList *elements)
{
    for (size_t i = 0; i < elements->count; i++) {
        IndexElement *element = &elements->items[i];
        ddl_resolve_expr(ddl, table, element->expr);
        if (element->expr->kind != EXPR_COLUMN)
            continue;
        DdlName name = {.name = element->expr->text, .span = element->expr->span};
        element->column = ddl_expect_column(ddl, table, &name);
        if (!element->column)
            return false;
        element->expr = NULL;
    }
    return true;
}

Text ddl_choose_index(Ddl *ddl, const Table *table, const IndexElementList *elements,
                      const ColumnList *include, const char *label)
{
    TextList names = {0};
    for (size_t i = 0; i < elements->count; i++) {
        const IndexElement *element = &elements->items[i];
        Text name = element->column ? element->column->name : names_of_expr(element->expr);
        list_push(ddl->arena, &names, names_distinct(ddl->arena, &names, name));
    }
    for (size_t i = 0; i < include->count; i++)
        list_push(ddl->arena, &names, names_distinct(ddl->arena, &names, include->items[i]->name));
    Text columns = names_join_columns(ddl->arena, &names);
    bool is_constraint = !text_is(text_of(label), "idx");
    return ddl_choose_relation(ddl, table->name, columns, label, table->schema, is_constraint);
}

/* ---- CREATE INDEX -------------------------------------------------------------------------------------- */

static bool bind_include(Ddl *ddl, const Table *table, const DdlNameList *names, Index *index)
{
    for (size_t i = 0; i < names->count; i++) {
        Column *column = ddl_expect_column(ddl, table, &names->items[i]);
        if (!column)
            return false;
        list_push(ddl->arena, &index->include, column);
    }
    return true;
}

/* The clauses after the elements. */
static bool read_clauses(Ddl *ddl, const Table *table, Index *index)
{
    SqlCursor *cursor = &ddl->cursor;
    DdlNameList include = {0};
    Text ignored;
    if (sql_take_words(cursor, "include") && !ddl_read_columns(ddl, &include))
        return false;
    if (sql_take_words(cursor, "nulls not distinct"))
        index->nulls_not_distinct = true;
    sql_take_words(cursor, "nulls distinct");
    if (sql_take_words(cursor, "with") && !ddl_skip_parens(ddl))
        return false;
    if (sql_take_words(cursor, "tablespace") && !sql_expect_label(cursor, &ignored))
        return false;
    if (sql_take_words(cursor, "where")) {
        SqlToken first = cursor->token;
        index->predicate = parse_expr(cursor);
        if (!index->predicate)
            return false;
        index->predicate_text = sql_text_from(cursor, first);
        ddl_resolve_expr(ddl, table, index->predicate);
    }
    return bind_include(ddl, table, &include, index);
}

static bool read_index(Ddl *ddl, const Table *table, Index *index)
{
    index->method = TEXT("btree");
    if (sql_take_words(&ddl->cursor, "using") && !sql_expect_name(&ddl->cursor, &index->method))
        return false;
    return ddl_read_elements(ddl, &index->elements, false) &&
           ddl_bind_elements(ddl, table, &index->elements) && read_clauses(ddl, table, index);
}

static bool add_index(Ddl *ddl, Table *table, Index *index, bool only)
{
    if (!index->name.size)
        index->name = ddl_choose_index(ddl, table, &index->elements, &index->include, "idx");
    else if (ddl_relation_exists(ddl, table->schema, index->name))
        return ddl_taken(ddl, index->span, "relation \"%.*s\" already exists", TEXT_ARG(index->name));
    list_push(ddl->arena, &table->indexes, index);
    if (!only)
        ddl_absorb_index(ddl, table, index);
    return true;
}

bool ddl_create_index(Ddl *ddl, bool unique)
{
    SqlCursor *cursor = &ddl->cursor;
    DdlName name = {0}, target;
    sql_take_words(cursor, "concurrently");
    bool if_not_exists = sql_take_words(cursor, "if not exists");
    if (!sql_at_words(cursor, "on") && !ddl_read_name(ddl, &name))
        return false;
    if (!sql_expect_words(cursor, "on"))
        return false;
    bool only = sql_take_words(cursor, "only");
    if (!ddl_read_name(ddl, &target))
        return false;
    Table *table = ddl_expect_table(ddl, &target);
    if (!table) {
        if (!ddl_find_other(ddl, &target))
            return false;
        if (name.name.size)
            ddl_add_other(ddl, ddl_creation_schema(ddl, &target), name.name);
        return ddl_skip_statement(ddl);
    }
    if (if_not_exists && ddl_relation_exists(ddl, table->schema, name.name))
        return ddl_skip_statement(ddl);
    Index *index = arena_new_object(ddl->arena, Index);
    *index =
        (Index){.name = name.name, .is_unique = unique, .span = name.name.size ? name.span : target.span};
    return read_index(ddl, table, index) && add_index(ddl, table, index, only);
}

/* ---- ALTER INDEX --------------------------------------------------------------------------------------- */

static void rename_index(DdlIndex found, Text name)
{
    if (found.key)
        found.key->name = name;
    if (found.index)
        found.index->name = name;
    if (found.exclusion)
        found.exclusion->name = name;
}

/* The partition's index becomes the part of the parent's, which the model has in the parent alone. */
static bool attach_index(Ddl *ddl)
{
    DdlName name;
    if (!ddl_read_name(ddl, &name))
        return false;
    DdlIndex found = ddl_find_index(ddl, &name);
    for (size_t i = 0; found.key && i < found.table->keys.count; i++)
        if (found.table->keys.items[i] == found.key)
            list_remove(&found.table->keys, i);
    for (size_t i = 0; found.index && i < found.table->indexes.count; i++)
        if (found.table->indexes.items[i] == found.index)
            list_remove(&found.table->indexes, i);
    return true;
}

bool ddl_alter_index(Ddl *ddl)
{
    SqlCursor *cursor = &ddl->cursor;
    DdlName name;
    Text changed;
    bool if_exists = sql_take_words(cursor, "if exists");
    if (sql_at_words(cursor, "all in"))
        return ddl_skip_statement(ddl);
    if (!ddl_read_name(ddl, &name))
        return false;
    if (sql_take_words(cursor, "attach partition"))
        return attach_index(ddl);
    if (!sql_take_words(cursor, "rename to"))
        return ddl_skip_statement(ddl);
    DdlIndex found = ddl_find_index(ddl, &name);
    if (!sql_expect_name(cursor, &changed))
        return false;
    if (!found.table && !if_exists && !ddl_find_other(ddl, &name) && !ddl_find_table(ddl, &name))
        return ddl_missing(ddl, name.span, "index \"%.*s\" does not exist", TEXT_ARG(name.name));
    rename_index(found, changed);
    return true;
}
