/* read_plpgsql_plain.c: what stands between the semicolons of PL/pgSQL: expressions, declarations,
 * assignments and statements of SQL. */
#include "read/routine/read_plpgsql_parts.h"

#include "read/parse/parse_expr.h"
#include "read/parse/parse_type.h"

/* ---- up to a word or a semicolon ---- */

bool plpgsql_pass_to(SqlCursor *cursor, const char *word)
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

bool plpgsql_expr_before(SqlCursor *cursor, const char *word, Expr **expr)
{
    SqlCursor start = *cursor;
    *expr = parse_expr(cursor);
    if (*expr && sql_take_words(cursor, word))
        return true;
    *cursor = start;
    *expr = NULL;
    return plpgsql_pass_to(cursor, word) && sql_take_words(cursor, word);
}

Expr *plpgsql_last_expr(SqlCursor *cursor)
{
    SqlCursor start = *cursor;
    Expr *expr = parse_expr(cursor);
    if (expr && sql_take(cursor, SQL_SEMICOLON))
        return expr;
    *cursor = start;
    return NULL;
}

/* At INTO NEW.x, as in SELECT … INTO NEW.x. */
static bool at_into_new(const SqlCursor *cursor)
{
    return sql_at_words(cursor, "into new") || sql_at_words(cursor, "into strict new");
}

bool plpgsql_pass_statement(SqlCursor *cursor, PlStatementList *list)
{
    while (!sql_at(cursor, SQL_SEMICOLON) && !sql_at(cursor, SQL_END)) {
        bool into = at_into_new(cursor);
        sql_advance(cursor);
        if (!into)
            continue;
        sql_take_words(cursor, "strict");
        sql_advance(cursor);
        PlStatement *statement = plpgsql_add(cursor, list, PL_ASSIGN);
        if (sql_take(cursor, SQL_DOT))
            sql_take_label(cursor, &statement->target);
    }
    return sql_take(cursor, SQL_SEMICOLON);
}

/* ---- declarations ---- */

static bool take_assignment(SqlCursor *cursor)
{
    return sql_take(cursor, SQL_COLON_EQUALS) || sql_take_operator(cursor, "=");
}

/* name [CONSTANT] type [NOT NULL] [:= expression]; */
static bool read_variable(SqlCursor *cursor, PlStatement *statement)
{
    if (!sql_take_name(cursor, &statement->target))
        return false;
    sql_take_words(cursor, "constant");
    if (!parse_type(cursor, &statement->type))
        return false;
    sql_take_words(cursor, "not null");
    if (sql_take(cursor, SQL_SEMICOLON))
        return true;
    if (!sql_take_words(cursor, "default") && !take_assignment(cursor))
        return false;
    statement->expr = plpgsql_last_expr(cursor);
    return statement->expr != NULL;
}

bool plpgsql_declaration(SqlCursor *cursor, PlStatementList *list)
{
    PlStatement *statement = plpgsql_add(cursor, list, PL_DECLARE);
    SqlCursor start = *cursor;
    if (read_variable(cursor, statement))
        return true;
    *statement = (PlStatement){.kind = PL_OTHER};
    *cursor = start;
    sql_take_name(cursor, &statement->target);
    return plpgsql_pass_statement(cursor, list);
}

/* ---- assignments ---- */

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

/* name := expression; of a variable as a whole. */
static bool read_set(SqlCursor *cursor, PlStatement *statement)
{
    statement->kind = PL_SET;
    return sql_take_name(cursor, &statement->target) && take_assignment(cursor) &&
           (statement->expr = plpgsql_last_expr(cursor)) != NULL;
}

/* The query from FROM to the semicolon, which is passed, of that expression, as a subquery. */
static Expr *rest_of_query(SqlCursor *cursor, Text expression)
{
    SqlToken first = cursor->token;
    while (!sql_at(cursor, SQL_SEMICOLON) && !sql_at(cursor, SQL_END))
        sql_advance(cursor);
    Expr *query = expr_new(cursor->arena, EXPR_OPAQUE, sql_span_from(cursor, first));
    query->text = text_format(cursor->arena, "(SELECT %.*s %.*s)", TEXT_ARG(expression),
                              TEXT_ARG(sql_text_from(cursor, first)));
    return sql_take(cursor, SQL_SEMICOLON) ? query : NULL;
}

/* [STRICT] name, after INTO. */
static bool take_target(SqlCursor *cursor, PlStatement *statement)
{
    sql_take_words(cursor, "strict");
    return sql_take_name(cursor, &statement->target);
}

/* expression INTO name, or INTO name expression; gives the expression as written. */
static bool read_selected(SqlCursor *cursor, PlStatement *statement, Text *expression)
{
    bool target_first = sql_take_words(cursor, "into");
    if (target_first && !take_target(cursor, statement))
        return false;
    const char *start = cursor->token.text.data;
    if (target_first)
        statement->expr = parse_expr(cursor);
    else
        plpgsql_expr_before(cursor, "into", &statement->expr);
    const char *end = target_first ? cursor->token.text.data : cursor->last.text.data;
    *expression = (Text){start, (size_t)(end - start)};
    return statement->expr && (target_first || take_target(cursor, statement));
}

/* SELECT expression INTO name [FROM …], the INTO before or after the expression; of a variable as a whole. */
static bool read_select_into(SqlCursor *cursor, PlStatement *statement)
{
    Text expression;
    statement->kind = PL_SET;
    if (!sql_take_words(cursor, "select") || !read_selected(cursor, statement, &expression))
        return false;
    if (sql_take(cursor, SQL_SEMICOLON))
        return true;
    return sql_at_words(cursor, "from") && (statement->expr = rest_of_query(cursor, expression)) != NULL;
}

/* ---- statements ---- */

/* What `read` makes of the statement; where it can't, one of the other kind is passed over. */
static bool read_or_pass(SqlCursor *cursor, PlStatementList *list,
                         bool (*read)(SqlCursor *cursor, PlStatement *statement), PlStatementKind other)
{
    PlStatement *statement = plpgsql_add(cursor, list, other);
    SqlCursor start = *cursor;
    if (read(cursor, statement))
        return true;
    *statement = (PlStatement){.kind = other};
    *cursor = start;
    return plpgsql_pass_statement(cursor, list);
}

static bool read_perform(SqlCursor *cursor, PlStatement *statement)
{
    return sql_take_words(cursor, "perform") && (statement->expr = plpgsql_last_expr(cursor)) != NULL;
}

bool plpgsql_plain(SqlCursor *cursor, PlStatementList *list)
{
    static const char *const writing[] = {"insert", "update", "delete", "merge",   "truncate", "perform",
                                          "notify", "call",   "create", "execute", "alter",    "drop",
                                          "with",   "lock",   "copy",   "do",      "refresh",  NULL};
    bool to_new = false;
    Text field;
    if (sql_take_words(cursor, "null")) {
        plpgsql_add(cursor, list, PL_NOTHING);
        return plpgsql_pass_statement(cursor, list);
    }
    if (!is_assignment(*cursor, &to_new, &field))
        return plpgsql_at_any(cursor, writing) ? read_or_pass(cursor, list, read_perform, PL_WRITE)
                                               : read_or_pass(cursor, list, read_select_into, PL_OTHER);
    if (!to_new)
        return read_or_pass(cursor, list, read_set, PL_OTHER);
    plpgsql_add(cursor, list, PL_ASSIGN)->target = field;
    return plpgsql_pass_statement(cursor, list);
}
