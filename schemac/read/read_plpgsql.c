/* read_plpgsql.c: PL/pgSQL, statement by statement, as far as model/pl_statement.h goes: what decides,
 * raises, returns, assigns to NEW or writes is told apart, all else is passed over. */
#include "read/read_plpgsql.h"

#include "read/parse_expr.h"

static bool read_statements(SqlCursor *cursor, PlStatementList *list);

static PlStatement *add(SqlCursor *cursor, PlStatementList *list, PlStatementKind kind)
{
    PlStatement *statement = arena_new_object(cursor->arena, PlStatement);
    statement->kind = kind;
    list_push(cursor->arena, list, statement);
    return statement;
}

static bool at_any(const SqlCursor *cursor, const char *const *words)
{
    for (; *words; words++)
        if (sql_at_words(cursor, *words))
            return true;
    return false;
}

/* ---- texts up to a word ---- */

/* To the word, outside CASE … END; false where a statement ends before it. */
static bool pass_to(SqlCursor *cursor, const char *word)
{
    size_t cases = 0;
    while (cases > 0 || !sql_at_words(cursor, word)) {
        if (sql_at(cursor, SQL_SEMICOLON) || sql_at(cursor, SQL_END))
            return false;
        cases += sql_at_words(cursor, "case");
        cases -= cases > 0 && sql_at_words(cursor, "end");
        sql_advance(cursor);
    }
    return true;
}

/* The condition before `word`, which is passed; NULL where it is more than an expression. */
static bool read_condition(SqlCursor *cursor, const char *word, Expr **expr)
{
    SqlCursor start = *cursor;
    *expr = parse_expr(cursor);
    if (*expr && sql_take_words(cursor, word))
        return true;
    *cursor = start;
    *expr = NULL;
    return pass_to(cursor, word) && sql_take_words(cursor, word);
}

/* At INTO NEW.x, as in SELECT … INTO NEW.x. */
static bool at_into_new(const SqlCursor *cursor)
{
    return sql_at_words(cursor, "into new") || sql_at_words(cursor, "into strict new");
}

/* To the semicolon, which is passed. What a query puts into NEW is an assignment. */
static bool pass_statement(SqlCursor *cursor, PlStatementList *list)
{
    while (!sql_at(cursor, SQL_SEMICOLON) && !sql_at(cursor, SQL_END)) {
        bool into = at_into_new(cursor);
        sql_advance(cursor);
        if (!into)
            continue;
        sql_take_words(cursor, "strict");
        sql_advance(cursor);
        PlStatement *statement = add(cursor, list, PL_ASSIGN);
        if (sql_take(cursor, SQL_DOT))
            sql_take_label(cursor, &statement->target);
    }
    return sql_take(cursor, SQL_SEMICOLON);
}

/* ---- statements ---- */

/* After IF or ELSIF. */
static bool read_if(SqlCursor *cursor, PlStatementList *list)
{
    PlStatement *statement = add(cursor, list, PL_IF);
    if (!read_condition(cursor, "then", &statement->expr) || !read_statements(cursor, &statement->then))
        return false;
    if (sql_take_words(cursor, "elsif") || sql_take_words(cursor, "elseif")) {
        if (!sql_enter(cursor))
            return false;
        bool done = read_if(cursor, &statement->otherwise);
        sql_leave(cursor);
        return done;
    }
    if (sql_take_words(cursor, "else") && !read_statements(cursor, &statement->otherwise))
        return false;
    return sql_take_words(cursor, "end if") && sql_take(cursor, SQL_SEMICOLON);
}

/* After the operand of CASE, if there is one: which branch is taken is not known. */
static bool read_case(SqlCursor *cursor, PlStatementList *list)
{
    PlStatement *statement = add(cursor, list, PL_BLOCK);
    if (!pass_to(cursor, "when"))
        return false;
    while (sql_take_words(cursor, "when")) {
        Expr *condition;
        if (!read_condition(cursor, "then", &condition) || !read_statements(cursor, &statement->then))
            return false;
    }
    if (sql_take_words(cursor, "else") && !read_statements(cursor, &statement->then))
        return false;
    return sql_take_words(cursor, "end case") && sql_take(cursor, SQL_SEMICOLON);
}

/* LOOP, WHILE, FOR, FOREACH. */
static bool read_loop(SqlCursor *cursor, PlStatementList *list)
{
    PlStatement *statement = add(cursor, list, PL_BLOCK);
    if (!pass_to(cursor, "loop") || !sql_take_words(cursor, "loop") ||
        !read_statements(cursor, &statement->then) || !sql_take_words(cursor, "end loop"))
        return false;
    return pass_statement(cursor, list);
}

/* WHEN condition THEN statements, any number. */
static bool read_handlers(SqlCursor *cursor, PlStatementList *list)
{
    while (sql_take_words(cursor, "when"))
        if (!pass_to(cursor, "then") || !sql_take_words(cursor, "then") || !read_statements(cursor, list))
            return false;
    return true;
}

/* [DECLARE …] BEGIN … [EXCEPTION …] END, without the semicolon. Its statements go into the list, those of a
 * block with handlers as a block. */
static bool read_block(SqlCursor *cursor, PlStatementList *list)
{
    PlStatementList statements = {0};
    if (sql_take_words(cursor, "declare"))
        while (!sql_at_words(cursor, "begin")) {
            add(cursor, list, PL_OTHER);
            if (!pass_statement(cursor, list))
                return false;
        }
    if (!sql_take_words(cursor, "begin") || !read_statements(cursor, &statements))
        return false;
    if (sql_take_words(cursor, "exception")) {
        PlStatement *block = add(cursor, list, PL_BLOCK);
        if (!read_handlers(cursor, &statements))
            return false;
        block->then = statements;
        return sql_take_words(cursor, "end");
    }
    for (size_t i = 0; i < statements.count; i++)
        list_push(cursor->arena, list, statements.items[i]);
    return sql_take_words(cursor, "end");
}

/* RAISE without a level, or with EXCEPTION, is an error. */
static bool read_raise(SqlCursor *cursor, PlStatementList *list)
{
    static const char *const harmless[] = {"debug", "log", "info", "notice", "warning", NULL};
    add(cursor, list, at_any(cursor, harmless) ? PL_OTHER : PL_RAISE);
    return pass_statement(cursor, list);
}

/* ASSERT condition: an error unless it is true. */
static bool read_assert(SqlCursor *cursor, PlStatementList *list)
{
    PlStatement *statement = add(cursor, list, PL_IF);
    SqlCursor start = *cursor;
    statement->expr = parse_expr(cursor);
    if (!statement->expr || !(sql_at(cursor, SQL_COMMA) || sql_at(cursor, SQL_SEMICOLON))) {
        statement->expr = NULL;
        *cursor = start;
    }
    add(cursor, &statement->otherwise, PL_RAISE);
    return pass_statement(cursor, list);
}

/* RETURN expression. */
static bool read_return(SqlCursor *cursor, PlStatementList *list)
{
    if (sql_at_words(cursor, "next") || sql_at_words(cursor, "query")) {
        add(cursor, list, PL_OTHER);
        return pass_statement(cursor, list);
    }
    PlStatement *statement = add(cursor, list, PL_RETURN);
    SqlCursor start = *cursor;
    if (sql_take(cursor, SQL_SEMICOLON))
        return true;
    statement->expr = parse_expr(cursor);
    if (statement->expr && sql_take(cursor, SQL_SEMICOLON))
        return true;
    *cursor = start;
    statement->expr = NULL;
    return pass_statement(cursor, list);
}

/* name := …, name.field = …, name[i] := …. */
static bool is_assignment(SqlCursor cursor, bool *to_new, Text *field)
{
    Text name;
    *to_new = sql_at_words(&cursor, "new");
    *field = (Text){0};
    if (!sql_take_label(&cursor, &name) || (sql_take(&cursor, SQL_DOT) && !sql_take_label(&cursor, field)))
        return false;
    while (sql_at(&cursor, SQL_LEFT_BRACKET))
        while (!sql_at(&cursor, SQL_END) && !sql_take(&cursor, SQL_RIGHT_BRACKET))
            sql_advance(&cursor);
    return sql_at(&cursor, SQL_COLON_EQUALS) || sql_at_operator(&cursor, "=");
}

/* An assignment, a statement of SQL, or one that does nothing to the row. */
static bool read_plain(SqlCursor *cursor, PlStatementList *list)
{
    static const char *const writing[] = {"insert", "update",  "delete", "merge",  "truncate", "perform",
                                          "notify", "execute", "call",   "create", "alter",    "drop",
                                          "with",   "lock",    "copy",   "do",     "refresh",  NULL};
    bool to_new = false;
    Text field;
    if (!is_assignment(*cursor, &to_new, &field)) {
        add(cursor, list, at_any(cursor, writing) ? PL_WRITE : PL_OTHER);
        return pass_statement(cursor, list);
    }
    PlStatement *statement = add(cursor, list, to_new ? PL_ASSIGN : PL_OTHER);
    statement->target = field;
    return pass_statement(cursor, list);
}

static bool read_statement(SqlCursor *cursor, PlStatementList *list)
{
    static const char *const loops[] = {"loop", "while", "for", "foreach", NULL};
    if (sql_take_words(cursor, "if"))
        return read_if(cursor, list);
    if (sql_take_words(cursor, "case"))
        return read_case(cursor, list);
    if (at_any(cursor, loops))
        return read_loop(cursor, list);
    if (sql_at_words(cursor, "begin") || sql_at_words(cursor, "declare"))
        return read_block(cursor, list) && pass_statement(cursor, list);
    if (sql_take_words(cursor, "raise"))
        return read_raise(cursor, list);
    if (sql_take_words(cursor, "assert"))
        return read_assert(cursor, list);
    if (sql_take_words(cursor, "return"))
        return read_return(cursor, list);
    return read_plain(cursor, list);
}

/* Statements up to the word that ends them. */
static bool read_statements(SqlCursor *cursor, PlStatementList *list)
{
    static const char *const ends[] = {"end", "elsif", "elseif", "else", "exception", "when", NULL};
    if (!sql_enter(cursor))
        return false;
    bool done = true;
    while (done && !at_any(cursor, ends))
        done = read_statement(cursor, list);
    sql_leave(cursor);
    return done;
}

bool plpgsql_read(SqlCursor *cursor, PlStatementList *statements)
{
    if (!read_block(cursor, statements))
        return false;
    sql_take(cursor, SQL_SEMICOLON);
    return sql_at(cursor, SQL_END);
}
