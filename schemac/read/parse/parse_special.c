/* parse_special.c: what the grammar of expressions has key words for: constants, CASE, CAST, ARRAY, ROW,
 * EXTRACT and the other functions with a form of their own. They become calls of the functions
 * behind them. */
#include "read/parse/parse_primary.h"
#include "read/parse/parse_type.h"

/* ---- constants ----------------------------------------------------------------------------------------- */

static Expr *parse_null(SqlCursor *cursor, SqlToken first)
{
    return parse_node(cursor, EXPR_NULL, first);
}

static Expr *parse_bool(SqlCursor *cursor, SqlToken first)
{
    Expr *expr = parse_node(cursor, EXPR_BOOL, first);
    expr->boolean = sql_token_is(first, "true");
    return expr;
}

/* CURRENT_DATE, CURRENT_USER … */
static Expr *parse_sql_value(SqlCursor *cursor, SqlToken first)
{
    Expr *expr = parse_node(cursor, EXPR_SQL_VALUE, first);
    expr->text = text_lower(cursor->arena, first.text);
    return expr;
}

/* The digits after the second's point, of which the server keeps six; NULL where an error was reported. */
static Expr *parse_precision(SqlCursor *cursor)
{
    enum {
        MOST_DIGITS = 6
    };
    int64_t digits;
    SqlToken first = cursor->token;
    if (!sql_at(cursor, SQL_NUMBER) || !sql_take_integer(cursor, &digits)) {
        sql_unexpected(cursor, "a precision");
        return NULL;
    }
    Expr *expr = parse_node(cursor, EXPR_NUMBER, first);
    expr->text = text_format(cursor->arena, "%d", digits < MOST_DIGITS ? (int)digits : MOST_DIGITS);
    return expr;
}

/* CURRENT_TIME, CURRENT_TIMESTAMP(3) … */
static Expr *parse_time_value(SqlCursor *cursor, SqlToken first)
{
    Expr *expr = parse_sql_value(cursor, first);
    if (sql_take(cursor, SQL_LEFT_PAREN)) {
        Expr *precision = parse_precision(cursor);
        if (!precision || !sql_expect(cursor, SQL_RIGHT_PAREN))
            return NULL;
        list_push(cursor->arena, &expr->arguments, precision);
        expr->span = sql_span_from(cursor, first);
    }
    return expr;
}

/* ---- CASE, CAST, ARRAY, ROW ---------------------------------------------------------------------------- */

static bool parse_into(SqlCursor *cursor, ExprList *list)
{
    Expr *expr = parse_expr(cursor);
    list_push(cursor->arena, list, expr);
    return expr != NULL;
}

static Expr *parse_case(SqlCursor *cursor, SqlToken first)
{
    Expr *expr = parse_node(cursor, EXPR_CASE, first);
    ExprList *arguments = &expr->arguments;
    if (sql_at_words(cursor, "when"))
        list_push(cursor->arena, arguments, NULL);
    else if (!parse_into(cursor, arguments))
        return NULL;
    if (!sql_at_words(cursor, "when")) {
        sql_unexpected(cursor, "WHEN");
        return NULL;
    }
    while (sql_take_words(cursor, "when"))
        if (!parse_into(cursor, arguments) || !sql_expect_words(cursor, "then") ||
            !parse_into(cursor, arguments))
            return NULL;
    if (!sql_take_words(cursor, "else"))
        list_push(cursor->arena, arguments, NULL);
    else if (!parse_into(cursor, arguments))
        return NULL;
    if (!sql_expect_words(cursor, "end"))
        return NULL;
    expr->span = sql_span_from(cursor, first);
    return expr;
}

static Expr *parse_cast(SqlCursor *cursor, SqlToken first)
{
    TypeUse type;
    sql_advance(cursor);
    Expr *operand = parse_expr(cursor);
    if (!operand || !sql_expect_words(cursor, "as") || !parse_type(cursor, &type) ||
        !sql_expect(cursor, SQL_RIGHT_PAREN))
        return NULL;
    Expr *expr = parse_node(cursor, EXPR_CAST, first);
    expr->type = type;
    list_push(cursor->arena, &expr->arguments, operand);
    return expr;
}

static Expr *parse_array_items(SqlCursor *cursor, SqlToken first);

/* An item of an array; arrays inside need no word before theirs. */
static Expr *parse_array_item(SqlCursor *cursor)
{
    if (!sql_at(cursor, SQL_LEFT_BRACKET))
        return parse_expr(cursor);
    if (!sql_enter(cursor))
        return NULL;
    Expr *item = parse_array_items(cursor, cursor->token);
    sql_leave(cursor);
    return item;
}

static Expr *parse_array_items(SqlCursor *cursor, SqlToken first)
{
    ExprList items = {0};
    sql_advance(cursor);
    while (!sql_at(cursor, SQL_RIGHT_BRACKET)) {
        Expr *item = parse_array_item(cursor);
        if (!item)
            return NULL;
        list_push(cursor->arena, &items, item);
        if (!sql_take(cursor, SQL_COMMA))
            break;
    }
    if (!sql_expect(cursor, SQL_RIGHT_BRACKET))
        return NULL;
    Expr *expr = parse_node(cursor, EXPR_ARRAY, first);
    expr->arguments = items;
    return expr;
}

static Expr *parse_array(SqlCursor *cursor, SqlToken first)
{
    if (sql_at(cursor, SQL_LEFT_BRACKET))
        return parse_array_items(cursor, first);
    return parse_skip_parentheses(cursor) ? parse_opaque(cursor, first) : NULL;
}

static Expr *parse_row(SqlCursor *cursor, SqlToken first)
{
    Expr *expr = parse_node(cursor, EXPR_ROW, first);
    sql_advance(cursor);
    if (!parse_arguments(cursor, SQL_RIGHT_PAREN, &expr->arguments))
        return NULL;
    expr->span = sql_span_from(cursor, first);
    return expr;
}

/* ---- functions with a form of their own ---------------------------------------------------------------- */

static Expr *closed_call(SqlCursor *cursor, SqlToken first, const char *name, Expr *a, Expr *b, Expr *c)
{
    return sql_expect(cursor, SQL_RIGHT_PAREN) ? parse_built_call(cursor, first, name, a, b, c) : NULL;
}

static Expr *parse_keyword_call(SqlCursor *cursor, SqlToken first)
{
    return parse_call(cursor, first, (Text){0}, text_lower(cursor->arena, first.text));
}

/* EXTRACT(field FROM value) */
static Expr *parse_extract(SqlCursor *cursor, SqlToken first)
{
    Text field;
    sql_advance(cursor);
    SqlToken token = cursor->token;
    if (!sql_take_string(cursor, &field) && !sql_expect_label(cursor, &field))
        return NULL;
    Expr *name = parse_node(cursor, EXPR_STRING, token);
    name->text = text_lower(cursor->arena, field);
    if (!sql_expect_words(cursor, "from"))
        return NULL;
    Expr *value = parse_expr(cursor);
    return value ? closed_call(cursor, first, "extract", name, value, NULL) : NULL;
}

/* POSITION(part IN whole), the function of (whole, part) */
static Expr *parse_position(SqlCursor *cursor, SqlToken first)
{
    sql_advance(cursor);
    Expr *part = parse_expr_restricted(cursor);
    if (!part || !sql_expect_words(cursor, "in"))
        return NULL;
    Expr *whole = parse_expr_restricted(cursor);
    return whole ? closed_call(cursor, first, "position", whole, part, NULL) : NULL;
}

/* FROM start and FOR count of SUBSTRING, in either order. */
static Expr *parse_substring_bounds(SqlCursor *cursor, SqlToken first, Expr *value)
{
    Expr *start = NULL, *count = NULL;
    for (;;) {
        Expr **bound = !start && sql_take_words(cursor, "from")  ? &start
                       : !count && sql_take_words(cursor, "for") ? &count
                                                                 : NULL;
        if (!bound)
            break;
        if (!(*bound = parse_expr(cursor)))
            return NULL;
    }
    if (!start) {
        start = parse_node(cursor, EXPR_NUMBER, first);
        start->text = TEXT("1");
    }
    return closed_call(cursor, first, "substring", value, start, count);
}

/* The plain call of which the first argument is read. */
static Expr *rest_of_call(SqlCursor *cursor, SqlToken first, const char *name, Expr *value)
{
    Expr *call = parse_built_call(cursor, first, name, value, NULL, NULL);
    if (sql_take(cursor, SQL_COMMA))
        return parse_arguments(cursor, SQL_RIGHT_PAREN, &call->arguments) ? call : NULL;
    return sql_expect(cursor, SQL_RIGHT_PAREN) ? call : NULL;
}

static Expr *parse_substring(SqlCursor *cursor, SqlToken first)
{
    sql_advance(cursor);
    Expr *value = parse_expr(cursor);
    if (!value)
        return NULL;
    if (sql_take_words(cursor, "similar")) {
        Expr *pattern = parse_expr(cursor);
        if (!pattern || !sql_expect_words(cursor, "escape"))
            return NULL;
        Expr *escape = parse_expr(cursor);
        return escape ? closed_call(cursor, first, "substring", value, pattern, escape) : NULL;
    }
    if (sql_at_words(cursor, "from") || sql_at_words(cursor, "for"))
        return parse_substring_bounds(cursor, first, value);
    return rest_of_call(cursor, first, "substring", value);
}

/* OVERLAY(value PLACING new FROM start [FOR count]) */
static Expr *parse_overlay(SqlCursor *cursor, SqlToken first)
{
    sql_advance(cursor);
    Expr *value = parse_expr(cursor);
    if (!value)
        return NULL;
    if (!sql_take_words(cursor, "placing"))
        return rest_of_call(cursor, first, "overlay", value);
    Expr *new = parse_expr(cursor), *start, *count = NULL;
    if (!new || !sql_expect_words(cursor, "from") || !(start = parse_expr(cursor)))
        return NULL;
    if (sql_take_words(cursor, "for") && !(count = parse_expr(cursor)))
        return NULL;
    Expr *call = closed_call(cursor, first, "overlay", value, new, start);
    if (call && count)
        list_push(cursor->arena, &call->arguments, count);
    return call;
}

/* TRIM([LEADING | TRAILING | BOTH] [characters] FROM value), TRIM(value, characters) */
static Expr *parse_trim(SqlCursor *cursor, SqlToken first)
{
    Expr *characters = NULL;
    ExprList arguments = {0};
    sql_advance(cursor);
    const char *name = sql_take_words(cursor, "leading")    ? "ltrim"
                       : sql_take_words(cursor, "trailing") ? "rtrim"
                                                            : "btrim";
    sql_take_words(cursor, "both");
    if (!sql_at_words(cursor, "from") && !(characters = parse_expr(cursor)))
        return NULL;
    if (!sql_take_words(cursor, "from")) {
        list_push(cursor->arena, &arguments, characters);
        characters = NULL;
        if (!sql_take(cursor, SQL_COMMA) && !sql_at(cursor, SQL_RIGHT_PAREN)) {
            sql_unexpected(cursor, "FROM");
            return NULL;
        }
    }
    if (!parse_arguments(cursor, SQL_RIGHT_PAREN, &arguments))
        return NULL;
    Expr *call = parse_built_call(cursor, first, name, NULL, NULL, NULL);
    call->arguments = arguments;
    if (characters)
        list_push(cursor->arena, &call->arguments, characters);
    return call;
}

/* NORMALIZE(value [, form]) */
static Expr *parse_normalize(SqlCursor *cursor, SqlToken first)
{
    static const char *const forms[] = {"nfc", "nfd", "nfkc", "nfkd"};
    Expr *form = NULL;
    sql_advance(cursor);
    Expr *value = parse_expr(cursor);
    if (!value)
        return NULL;
    if (sql_take(cursor, SQL_COMMA)) {
        SqlToken token = cursor->token;
        for (size_t i = 0; i < sizeof forms / sizeof *forms && !form; i++)
            if (sql_take_words(cursor, forms[i])) {
                form = parse_node(cursor, EXPR_STRING, token);
                form->text = text_upper(cursor->arena, token.text);
            }
        if (!form && !(form = parse_expr(cursor)))
            return NULL;
    }
    return closed_call(cursor, first, "normalize", value, form, NULL);
}

/* COLLATION FOR (value) */
static Expr *parse_collation_for(SqlCursor *cursor, SqlToken first)
{
    if (!sql_expect_words(cursor, "for") || !sql_expect(cursor, SQL_LEFT_PAREN))
        return NULL;
    Expr *value = parse_expr(cursor);
    return value ? closed_call(cursor, first, "pg_collation_for", value, NULL, NULL) : NULL;
}

static Expr *parse_whole_opaque(SqlCursor *cursor, SqlToken first)
{
    return parse_skip_parentheses(cursor) ? parse_opaque(cursor, first) : NULL;
}

/* ---- the table ----------------------------------------------------------------------------------------- */

typedef Expr *Parse(SqlCursor *cursor, SqlToken first);

/* What must follow the word for it to be the special form; most words may also name columns. */
typedef enum Follower {
    FOLLOW_ANY,
    FOLLOW_PAREN,
    FOLLOW_NO_PAREN,
    FOLLOW_BRACKET_OR_PAREN,
    FOLLOW_FOR
} Follower;

static const struct {
    const char *word;
    Follower follower;
    Parse *parse;
} specials[] = {
    {"null", FOLLOW_ANY, parse_null},
    {"true", FOLLOW_ANY, parse_bool},
    {"false", FOLLOW_ANY, parse_bool},
    {"case", FOLLOW_ANY, parse_case},
    {"cast", FOLLOW_PAREN, parse_cast},
    {"array", FOLLOW_BRACKET_OR_PAREN, parse_array},
    {"row", FOLLOW_PAREN, parse_row},
    {"current_catalog", FOLLOW_ANY, parse_sql_value},
    {"current_date", FOLLOW_ANY, parse_sql_value},
    {"current_role", FOLLOW_ANY, parse_sql_value},
    {"current_schema", FOLLOW_NO_PAREN, parse_sql_value},
    {"current_time", FOLLOW_ANY, parse_time_value},
    {"current_timestamp", FOLLOW_ANY, parse_time_value},
    {"current_user", FOLLOW_ANY, parse_sql_value},
    {"localtime", FOLLOW_ANY, parse_time_value},
    {"localtimestamp", FOLLOW_ANY, parse_time_value},
    {"session_user", FOLLOW_ANY, parse_sql_value},
    {"user", FOLLOW_ANY, parse_sql_value},
    {"coalesce", FOLLOW_PAREN, parse_keyword_call},
    {"greatest", FOLLOW_PAREN, parse_keyword_call},
    {"least", FOLLOW_PAREN, parse_keyword_call},
    {"nullif", FOLLOW_PAREN, parse_keyword_call},
    {"extract", FOLLOW_PAREN, parse_extract},
    {"normalize", FOLLOW_PAREN, parse_normalize},
    {"overlay", FOLLOW_PAREN, parse_overlay},
    {"position", FOLLOW_PAREN, parse_position},
    {"substring", FOLLOW_PAREN, parse_substring},
    {"trim", FOLLOW_PAREN, parse_trim},
    {"collation", FOLLOW_FOR, parse_collation_for},
    {"exists", FOLLOW_PAREN, parse_whole_opaque},
    {"grouping", FOLLOW_PAREN, parse_whole_opaque},
    {"treat", FOLLOW_PAREN, parse_whole_opaque},
    {"json_arrayagg", FOLLOW_PAREN, parse_whole_opaque},
    {"json_exists", FOLLOW_PAREN, parse_whole_opaque},
    {"json_objectagg", FOLLOW_PAREN, parse_whole_opaque},
    {"json_query", FOLLOW_PAREN, parse_whole_opaque},
    {"json_table", FOLLOW_PAREN, parse_whole_opaque},
    {"json_value", FOLLOW_PAREN, parse_whole_opaque},
    {"xmlconcat", FOLLOW_PAREN, parse_whole_opaque},
    {"xmlelement", FOLLOW_PAREN, parse_whole_opaque},
    {"xmlexists", FOLLOW_PAREN, parse_whole_opaque},
    {"xmlforest", FOLLOW_PAREN, parse_whole_opaque},
    {"xmlparse", FOLLOW_PAREN, parse_whole_opaque},
    {"xmlpi", FOLLOW_PAREN, parse_whole_opaque},
    {"xmlroot", FOLLOW_PAREN, parse_whole_opaque},
    {"xmlserialize", FOLLOW_PAREN, parse_whole_opaque},
};

static bool follows(SqlToken next, Follower follower)
{
    switch (follower) {
    case FOLLOW_ANY:
        return true;
    case FOLLOW_PAREN:
        return next.kind == SQL_LEFT_PAREN;
    case FOLLOW_NO_PAREN:
        return next.kind != SQL_LEFT_PAREN;
    case FOLLOW_BRACKET_OR_PAREN:
        return next.kind == SQL_LEFT_BRACKET || next.kind == SQL_LEFT_PAREN;
    case FOLLOW_FOR:
        return sql_token_is(next, "for");
    }
    return false;
}

bool parse_special(SqlCursor *cursor, Expr **expr)
{
    SqlToken first = cursor->token;
    for (size_t i = 0; i < sizeof specials / sizeof *specials; i++) {
        if (!sql_token_is(first, specials[i].word) || !follows(sql_peek(cursor), specials[i].follower))
            continue;
        sql_advance(cursor);
        *expr = specials[i].parse(cursor, first);
        return true;
    }
    return false;
}
