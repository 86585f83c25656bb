/* read_sql_table_as.c: CREATE TABLE … AS the rows of one other table: all of its columns, or some by name.
 * The new table has their names and types and nothing else of them. */
#include "read/sql/read_sql.h"

/* What the query gives. */
typedef struct Query {
    bool all;          /* every column of the table */
    TextList columns;  /* otherwise: these, … */
    TextList names;    /* … as the new table calls them */
    const Table *from; /* NULL: not found */
} Query;

/* [alias.]column [[AS] name] */
static bool read_item(Ddl *ddl, Query *query)
{
    SqlCursor *cursor = &ddl->cursor;
    Text column, name;
    if (!sql_take_name(cursor, &column))
        return false;
    if (sql_take(cursor, SQL_DOT) && !sql_take_label(cursor, &column))
        return false;
    name = column;
    if (sql_take_words(cursor, "as")
            ? !sql_take_label(cursor, &name)
            : !sql_at_words(cursor, "from") && !sql_at(cursor, SQL_COMMA) && !sql_take_name(cursor, &name))
        return false;
    list_push(ddl->arena, &query->columns, column);
    list_push(ddl->arena, &query->names, name);
    return true;
}

static bool read_list(Ddl *ddl, Query *query)
{
    query->all = sql_take_operator(&ddl->cursor, "*");
    if (query->all)
        return true;
    do {
        if (!read_item(ddl, query))
            return false;
    } while (sql_take(&ddl->cursor, SQL_COMMA));
    return true;
}

/* Whether the query is over, as far as it has a say in the columns. */
static bool at_rows(const SqlCursor *cursor)
{
    static const char *const words[] = {"where", "order", "limit", "with"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (sql_at_words(cursor, words[i]))
            return true;
    return sql_at(cursor, SQL_SEMICOLON) || sql_at(cursor, SQL_END) || sql_at(cursor, SQL_RIGHT_PAREN);
}

/* TABLE name, or SELECT list FROM name [[AS] alias] …; false where it is another query. */
static bool read_query(Ddl *ddl, Query *query)
{
    SqlCursor *cursor = &ddl->cursor;
    DdlName name;
    Text alias;
    sql_take(cursor, SQL_LEFT_PAREN);
    query->all = sql_take_words(cursor, "table");
    if (!query->all && (!sql_take_words(cursor, "select") || sql_at_words(cursor, "distinct") ||
                        !read_list(ddl, query) || !sql_take_words(cursor, "from")))
        return false;
    sql_take_words(cursor, "only");
    if (sql_at(cursor, SQL_LEFT_PAREN) || !ddl_read_name(ddl, &name))
        return false;
    query->from = ddl_find_table(ddl, &name);
    if (!at_rows(cursor) && (sql_take_words(cursor, "as") || true) && !sql_take_name(cursor, &alias))
        return false;
    return query->from && at_rows(cursor);
}

static bool copy_column(Ddl *ddl, Table *table, const Column *from, Text name)
{
    Column *column = arena_new_object(ddl->arena, Column);
    *column = (Column){.name = name, .type = from->type, .collation = from->collation, .is_local = true};
    column->span = table->span;
    return table_add_column(ddl->schema, table, column);
}

static bool copy_columns(Ddl *ddl, Table *table, const Query *query)
{
    for (size_t i = 0; query->all && i < query->from->columns.count; i++) {
        const Column *column = query->from->columns.items[i];
        if (!copy_column(ddl, table, column, column->name))
            return false;
    }
    for (size_t i = 0; i < query->columns.count; i++) {
        const Column *column = table_find_column(query->from, query->columns.items[i]);
        if (!column || !copy_column(ddl, table, column, query->names.items[i]))
            return false;
    }
    return table->columns.count > 0;
}

bool ddl_take_query(Ddl *ddl, Table *table)
{
    SqlCursor start = ddl->cursor;
    Diag silent = {.stream = ddl->diag->stream, .quiet = true, .errors = DIAG_MAX_ERRORS};
    Diag *loud = ddl->diag;
    Query query = {0};
    ddl->diag = ddl->cursor.diag = &silent;
    bool done = sql_take_words(&ddl->cursor, "as") && read_query(ddl, &query);
    ddl->diag = loud;
    ddl->cursor = start;
    return done && copy_columns(ddl, table, &query);
}
