/* read_plpgsql.c: PL/pgSQL, statement by statement, as far as model/pl_statement.h goes: what decides,
 * raises, returns, assigns or writes is told apart, all else is passed over. */
#include "read/routine/read_plpgsql_parts.h"

#include "read/parse/parse_expr.h"

PlStatement *plpgsql_add(SqlCursor *cursor, PlStatementList *list, PlStatementKind kind)
{
    PlStatement *statement = arena_new_object(cursor->arena, PlStatement);
    statement->kind = kind;
    list_push(cursor->arena, list, statement);
    return statement;
}

bool plpgsql_at_any(const SqlCursor *cursor, const char *const *words)
{
    for (; *words; words++)
        if (sql_at_words(cursor, *words))
            return true;
    return false;
}

/* ---- IF and CASE ---- */

/* After IF or ELSIF. */
static bool read_if(SqlCursor *cursor, PlStatementList *list)
{
    PlStatement *statement = plpgsql_add(cursor, list, PL_IF);
    if (!plpgsql_expr_before(cursor, "then", &statement->expr) ||
        !plpgsql_statements(cursor, &statement->then))
        return false;
    if (sql_take_words(cursor, "elsif") || sql_take_words(cursor, "elseif")) {
        if (!sql_enter(cursor))
            return false;
        bool done = read_if(cursor, &statement->otherwise);
        sql_leave(cursor);
        return done;
    }
    if (sql_take_words(cursor, "else") && !plpgsql_statements(cursor, &statement->otherwise))
        return false;
    return sql_take_words(cursor, "end if") && sql_take(cursor, SQL_SEMICOLON);
}

/* The condition of a WHEN with or without an operand; NULL where it is more than expressions. */
static bool read_when(SqlCursor *cursor, const Expr *operand, Expr **condition)
{
    SqlCursor start = *cursor;
    Expr *either = NULL;
    do {
        Expr *value = parse_expr(cursor);
        if (!value)
            break;
        Expr *test =
            operand ? expr_operator(cursor->arena, "=", expr_copy(cursor->arena, operand), value) : value;
        if (either) {
            Expr *both = expr_new(cursor->arena, EXPR_OR, either->span);
            list_push(cursor->arena, &both->arguments, either);
            list_push(cursor->arena, &both->arguments, test);
            test = both;
        }
        either = test;
    } while (operand && sql_take(cursor, SQL_COMMA));
    *condition = either;
    if (either && sql_take_words(cursor, "then"))
        return true;
    *cursor = start;
    *condition = NULL;
    return plpgsql_pass_to(cursor, "then") && sql_take_words(cursor, "then");
}

/* After the operand, which may be NULL: one IF in the other. Where nothing fits and there is no ELSE, it is
 * an error. */
static bool read_branches(SqlCursor *cursor, const Expr *operand, bool is_known, PlStatementList *list)
{
    while (sql_take_words(cursor, "when")) {
        PlStatement *branch = plpgsql_add(cursor, list, PL_IF);
        if (!read_when(cursor, operand, &branch->expr) || !plpgsql_statements(cursor, &branch->then))
            return false;
        branch->expr = is_known ? branch->expr : NULL;
        list = &branch->otherwise;
    }
    if (!sql_take_words(cursor, "else"))
        plpgsql_add(cursor, list, PL_RAISE);
    else if (!plpgsql_statements(cursor, list))
        return false;
    return sql_take_words(cursor, "end case") && sql_take(cursor, SQL_SEMICOLON);
}

/* After CASE. */
static bool read_case(SqlCursor *cursor, PlStatementList *list)
{
    SqlCursor start = *cursor;
    if (sql_at_words(cursor, "when"))
        return read_branches(cursor, NULL, true, list);
    Expr *operand = parse_expr(cursor);
    bool is_known = operand && sql_at_words(cursor, "when");
    if (!is_known)
        *cursor = start;
    return plpgsql_pass_to(cursor, "when") &&
           read_branches(cursor, is_known ? operand : NULL, is_known, list);
}

/* ---- blocks ---- */

/* WHEN condition THEN statements, any number. The statements of the first go into the block. */
static bool read_handlers(SqlCursor *cursor, PlStatement *block)
{
    block->handles_all = sql_at_words(cursor, "when others then");
    while (sql_take_words(cursor, "when"))
        if (!plpgsql_pass_to(cursor, "then") || !sql_take_words(cursor, "then") ||
            !plpgsql_statements(cursor, &block->otherwise))
            return false;
    return true;
}

/* [DECLARE …] BEGIN … [EXCEPTION …] END, without the semicolon. Its statements go into the list, those of a
 * block with handlers as a block. */
static bool read_block(SqlCursor *cursor, PlStatementList *list)
{
    PlStatementList statements = {0};
    if (sql_take_words(cursor, "declare"))
        while (!sql_at_words(cursor, "begin"))
            if (!plpgsql_declaration(cursor, list))
                return false;
    if (!sql_take_words(cursor, "begin") || !plpgsql_statements(cursor, &statements))
        return false;
    if (sql_take_words(cursor, "exception")) {
        PlStatement *block = plpgsql_add(cursor, list, PL_BLOCK);
        block->then = statements;
        return read_handlers(cursor, block) && sql_take_words(cursor, "end");
    }
    for (size_t i = 0; i < statements.count; i++)
        list_push(cursor->arena, list, statements.items[i]);
    return sql_take_words(cursor, "end");
}

/* ---- other statements ---- */

/* RAISE without a level, or with EXCEPTION, is an error. */
static bool read_raise(SqlCursor *cursor, PlStatementList *list)
{
    static const char *const harmless[] = {"debug", "log", "info", "notice", "warning", NULL};
    plpgsql_add(cursor, list, plpgsql_at_any(cursor, harmless) ? PL_NOTHING : PL_RAISE);
    return plpgsql_pass_statement(cursor, list);
}

/* ASSERT condition: an error unless it is true. */
static bool read_assert(SqlCursor *cursor, PlStatementList *list)
{
    PlStatement *statement = plpgsql_add(cursor, list, PL_IF);
    SqlCursor start = *cursor;
    statement->expr = parse_expr(cursor);
    if (!statement->expr || !(sql_at(cursor, SQL_COMMA) || sql_at(cursor, SQL_SEMICOLON))) {
        statement->expr = NULL;
        *cursor = start;
    }
    plpgsql_add(cursor, &statement->otherwise, PL_RAISE);
    return plpgsql_pass_statement(cursor, list);
}

/* RETURN expression. */
static bool read_return(SqlCursor *cursor, PlStatementList *list)
{
    if (sql_at_words(cursor, "next") || sql_at_words(cursor, "query")) {
        plpgsql_add(cursor, list, PL_OTHER);
        return plpgsql_pass_statement(cursor, list);
    }
    PlStatement *statement = plpgsql_add(cursor, list, PL_RETURN);
    if (sql_take(cursor, SQL_SEMICOLON))
        return true;
    statement->expr = plpgsql_last_expr(cursor);
    return statement->expr || plpgsql_pass_statement(cursor, list);
}

/* <<name>> before a block or a loop. */
static bool take_label(SqlCursor *cursor)
{
    Text name;
    return !sql_take_operator(cursor, "<<") ||
           (sql_take_label(cursor, &name) && sql_take_operator(cursor, ">>"));
}

static bool read_statement(SqlCursor *cursor, PlStatementList *list)
{
    static const char *const loops[] = {"loop", "while", "for", "foreach", NULL};
    if (!take_label(cursor))
        return false;
    if (sql_take_words(cursor, "if"))
        return read_if(cursor, list);
    if (sql_take_words(cursor, "case"))
        return read_case(cursor, list);
    if (plpgsql_at_any(cursor, loops))
        return plpgsql_loop(cursor, list);
    if (sql_take_words(cursor, "exit"))
        return plpgsql_leave(cursor, list, PL_LEAVE);
    if (sql_take_words(cursor, "continue"))
        return plpgsql_leave(cursor, list, PL_NEXT);
    if (sql_at_words(cursor, "begin") || sql_at_words(cursor, "declare"))
        return read_block(cursor, list) && plpgsql_pass_statement(cursor, list);
    if (sql_take_words(cursor, "raise"))
        return read_raise(cursor, list);
    if (sql_take_words(cursor, "assert"))
        return read_assert(cursor, list);
    if (sql_take_words(cursor, "return"))
        return read_return(cursor, list);
    return plpgsql_plain(cursor, list);
}

bool plpgsql_statements(SqlCursor *cursor, PlStatementList *list)
{
    static const char *const ends[] = {"end", "elsif", "elseif", "else", "exception", "when", NULL};
    if (!sql_enter(cursor))
        return false;
    bool done = true;
    while (done && !plpgsql_at_any(cursor, ends))
        done = read_statement(cursor, list);
    sql_leave(cursor);
    return done;
}

bool plpgsql_read(SqlCursor *cursor, PlStatementList *statements)
{
    if (!take_label(cursor) || !read_block(cursor, statements))
        return false;
    sql_take(cursor, SQL_SEMICOLON);
    return sql_at(cursor, SQL_END);
}
