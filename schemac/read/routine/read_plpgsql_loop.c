/* read_plpgsql_loop.c: the loops of PL/pgSQL. PostgreSQL documentation: section 43.6.5 (Simple Loops) and
 * after it. */
#include "read/routine/read_plpgsql_parts.h"

#include "read/parse/parse_expr.h"

/* first .. last [BY step], up to LOOP. */
static bool read_counts(SqlCursor *cursor, PlStatement *loop)
{
    bool is_reverse = sql_take_words(cursor, "reverse");
    loop->expr = parse_expr(cursor);
    if (!loop->expr || !sql_take(cursor, SQL_DOT_DOT))
        return false;
    loop->last = parse_expr(cursor);
    if (!loop->last || (sql_take_words(cursor, "by") && !(loop->step = parse_expr(cursor))))
        return false;
    loop->loop = is_reverse ? PL_LOOP_REVERSE : PL_LOOP_COUNT;
    return sql_at_words(cursor, "loop");
}

/* ARRAY expression, up to LOOP. */
static bool read_items(SqlCursor *cursor, PlStatement *loop)
{
    loop->loop = PL_LOOP_ITEMS;
    return sql_take_words(cursor, "array") && (loop->expr = parse_expr(cursor)) != NULL &&
           sql_at_words(cursor, "loop");
}

/* SELECT …, of which each row is one value, up to LOOP: as the array of those. */
static bool read_selected(SqlCursor *cursor, PlStatement *loop)
{
    SqlToken first = cursor->token;
    if (!sql_at_words(cursor, "select") || !plpgsql_pass_to(cursor, "loop"))
        return false;
    loop->loop = PL_LOOP_ITEMS;
    loop->expr = expr_new(cursor->arena, EXPR_OPAQUE, sql_span_from(cursor, first));
    loop->expr->text = text_format(cursor->arena, "ARRAY(%.*s)", TEXT_ARG(sql_text_from(cursor, first)));
    return true;
}

/* What a loop says before LOOP; false where it is none of those that are told apart. */
static bool read_head(SqlCursor *cursor, PlStatement *loop)
{
    if (sql_at_words(cursor, "loop"))
        return true;
    if (sql_take_words(cursor, "while")) {
        loop->loop = PL_LOOP_WHILE;
        loop->expr = parse_expr(cursor);
        return loop->expr && sql_at_words(cursor, "loop");
    }
    bool counts = sql_take_words(cursor, "for");
    if ((!counts && !sql_take_words(cursor, "foreach")) || !sql_take_name(cursor, &loop->target) ||
        !sql_take_words(cursor, "in"))
        return false;
    if (!counts)
        return read_items(cursor, loop);
    return sql_at_words(cursor, "select") ? read_selected(cursor, loop) : read_counts(cursor, loop);
}

bool plpgsql_loop(SqlCursor *cursor, PlStatementList *list)
{
    PlStatement *statement = plpgsql_add(cursor, list, PL_LOOP);
    SqlCursor start = *cursor;
    if (!read_head(cursor, statement)) {
        *statement = (PlStatement){.kind = PL_LOOP, .loop = PL_LOOP_OTHER};
        *cursor = start;
        if (!plpgsql_pass_to(cursor, "loop"))
            return false;
    }
    if (!sql_take_words(cursor, "loop") || !plpgsql_statements(cursor, &statement->then) ||
        !sql_take_words(cursor, "end loop"))
        return false;
    return plpgsql_pass_statement(cursor, list);
}

bool plpgsql_leave(SqlCursor *cursor, PlStatementList *list, PlStatementKind kind)
{
    PlStatement *statement = plpgsql_add(cursor, list, kind);
    if (sql_take(cursor, SQL_SEMICOLON))
        return true;
    if (sql_take_words(cursor, "when"))
        statement->expr = plpgsql_last_expr(cursor);
    if (statement->expr)
        return true;
    statement->kind = PL_OTHER;
    return plpgsql_pass_statement(cursor, list);
}
