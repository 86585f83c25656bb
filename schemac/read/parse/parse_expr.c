/* parse_expr.c: expressions by precedence climbing. */
#include "read/parse/parse_expr.h"

#include "read/parse/parse_infix.h"
#include "read/parse/parse_primary.h"
#include "read/parse/parse_type.h"
#include "read/read.h"

enum {
    LINKS_PER_CHECK = 8 /* operators of one chain between two looks at the depth of its tree */
};

/* ---- climbing ------------------------------------------------------------------------------------------ */

static Infix infix_of_word(SqlToken token, SqlToken next)
{
    static const struct {
        const char *word;
        Infix infix;
    } table[] = {
        {"and", INFIX_AND},         {"or", INFIX_OR},           {"is", INFIX_IS},
        {"isnull", INFIX_ISNULL},   {"notnull", INFIX_NOTNULL}, {"between", INFIX_BETWEEN},
        {"in", INFIX_IN},           {"like", INFIX_LIKE},       {"ilike", INFIX_ILIKE},
        {"similar", INFIX_SIMILAR}, {"collate", INFIX_COLLATE}, {"overlaps", INFIX_OVERLAPS},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (sql_token_is(token, table[i].word))
            return table[i].infix;
    if (sql_token_is(token, "at") && (sql_token_is(next, "time") || sql_token_is(next, "local")))
        return INFIX_AT;
    if (sql_token_is(token, "operator") && next.kind == SQL_LEFT_PAREN)
        return INFIX_OPERATOR;
    return INFIX_NONE;
}

static Binding binding_of_infix(const SqlCursor *cursor, Infix infix)
{
    switch (infix) {
    case INFIX_OPERATOR:
        return sql_at(cursor, SQL_OPERATOR) ? binding_of_operator(cursor->token.text) : BIND_OPERATOR;
    case INFIX_AND:
        return BIND_AND;
    case INFIX_OR:
        return BIND_OR;
    case INFIX_IS:
    case INFIX_ISNULL:
    case INFIX_NOTNULL:
        return BIND_IS;
    case INFIX_OVERLAPS:
        return BIND_OPERATOR;
    case INFIX_AT:
        return BIND_AT;
    case INFIX_COLLATE:
        return BIND_COLLATE;
    default:
        return BIND_LIKE;
    }
}

/* Of the words, a restricted expression has OPERATOR, IS DISTINCT FROM and IS DOCUMENT alone. */
static bool may_follow_restricted(const SqlCursor *cursor, Infix infix)
{
    return infix == INFIX_OPERATOR || sql_at_words(cursor, "is distinct from") ||
           sql_at_words(cursor, "is not distinct from") || sql_at_words(cursor, "is document") ||
           sql_at_words(cursor, "is not document");
}

/* What the cursor stands at, and whether a NOT comes before it. */
static Infix infix_at_cursor(const SqlCursor *cursor, bool restricted, bool *with_not)
{
    *with_not = false;
    if (sql_at(cursor, SQL_OPERATOR))
        return text_is(cursor->token.text, "=>") ? INFIX_NONE : INFIX_OPERATOR;
    if (!sql_at(cursor, SQL_WORD))
        return INFIX_NONE;
    SqlToken next = sql_peek(cursor);
    Infix infix = infix_of_word(cursor->token, next);
    if (sql_at_words(cursor, "not")) {
        infix = infix_of_word(next, next);
        *with_not = true;
        if (infix < INFIX_BETWEEN || infix > INFIX_SIMILAR)
            return INFIX_NONE;
    }
    return restricted && !may_follow_restricted(cursor, infix) ? INFIX_NONE : infix;
}

static Expr *prefix_operator(SqlCursor *cursor, bool restricted)
{
    SqlToken first = cursor->token;
    bool sign = sql_at_operator(cursor, "-") || sql_at_operator(cursor, "+");
    Text qualifier, symbol;
    if (!sql_enter(cursor))
        return NULL;
    Expr *operand = parse_operator_symbol(cursor, &qualifier, &symbol)
                        ? parse_climb(cursor, sign ? BIND_SIGN : BIND_OPERATOR + 1, restricted)
                        : NULL;
    sql_leave(cursor);
    if (!operand)
        return NULL;
    Expr *expr = parse_node(cursor, EXPR_OPERATOR, first);
    expr->text = symbol;
    expr->qualifier = qualifier;
    list_push(cursor->arena, &expr->arguments, operand);
    return expr;
}

static Expr *prefix_not(SqlCursor *cursor)
{
    Climb at = {cursor, cursor->token, false};
    sql_advance(cursor);
    if (!sql_enter(cursor))
        return NULL;
    Expr *operand = parse_climb(cursor, BIND_NOT, false);
    sql_leave(cursor);
    return operand ? parse_negated(&at, operand) : NULL;
}

static bool is_too_deep(const SqlCursor *cursor, const Expr *expr)
{
    if (expr_depth(expr, EXPR_DEPTH_LIMIT) < EXPR_DEPTH_LIMIT)
        return false;
    diag_error(cursor->diag, expr->span, "expression is nested more than %d levels deep", EXPR_DEPTH_LIMIT);
    return true;
}

static Expr *operand_with_casts(SqlCursor *cursor)
{
    SqlToken first = cursor->token;
    Expr *expr = parse_primary(cursor);
    for (unsigned links = 1; expr && sql_take(cursor, SQL_TYPECAST); links++) {
        TypeUse type;
        if (!parse_type(cursor, &type) || (links % LINKS_PER_CHECK == 0 && is_too_deep(cursor, expr)))
            return NULL;
        Expr *cast = parse_node(cursor, EXPR_CAST, first);
        cast->type = type;
        list_push(cursor->arena, &cast->arguments, expr);
        expr = cast;
    }
    return expr;
}

static Expr *prefix(SqlCursor *cursor, bool restricted)
{
    if (sql_at(cursor, SQL_OPERATOR) ||
        (sql_at_words(cursor, "operator") && sql_peek(cursor).kind == SQL_LEFT_PAREN))
        return prefix_operator(cursor, restricted);
    if (sql_at_words(cursor, "not") && !restricted)
        return prefix_not(cursor);
    return operand_with_casts(cursor);
}

Expr *parse_climb(SqlCursor *cursor, Binding least, bool restricted)
{
    Climb at = {cursor, cursor->token, restricted};
    Expr *left = prefix(cursor, restricted);
    unsigned links = 0;
    while (left) {
        bool with_not;
        Infix infix = infix_at_cursor(cursor, restricted, &with_not);
        Binding binding = binding_of_infix(cursor, infix);
        if (infix == INFIX_NONE || binding < least)
            break;
        Expr *longer = parse_infix(&at, left, infix, binding, with_not);
        bool deeper = longer != left; /* one more operand of AND or OR is no level */
        links += deeper;
        left = longer;
        if (left && deeper && links % LINKS_PER_CHECK == 0 && is_too_deep(cursor, left))
            return NULL;
    }
    return left;
}

static Expr *parse_nested(SqlCursor *cursor, bool restricted)
{
    if (!sql_enter(cursor))
        return NULL;
    Expr *expr = parse_climb(cursor, BIND_NONE, restricted);
    sql_leave(cursor);
    return expr && cursor->depth == 0 && is_too_deep(cursor, expr) ? NULL : expr;
}

Expr *parse_expr(SqlCursor *cursor)
{
    return parse_nested(cursor, false);
}

Expr *parse_expr_restricted(SqlCursor *cursor)
{
    return parse_nested(cursor, true);
}

/* ---- whole texts --------------------------------------------------------------------------------------- */

static Expr *read_whole(const Schema *schema, Diag *diag, Text text, Span origin)
{
    SqlCursor cursor = sql_cursor_new(schema->arena, diag, text, origin);
    cursor.schema = schema;
    unsigned errors = diag->errors;
    Expr *expr = parse_expr(&cursor);
    if (expr && !sql_at(&cursor, SQL_END)) {
        sql_unexpected(&cursor, "the end of the expression");
        return NULL;
    }
    return diag->errors == errors ? expr : NULL;
}

Expr *read_expr(const Schema *schema, Diag *diag, Span span)
{
    Text text = text_slice(span.source->content, span.offset, span.offset + span.size);
    return read_whole(schema, diag, text_copy(schema->arena, text), span);
}

Expr *read_expr_text(const Schema *schema, Diag *diag, Text text, Text origin)
{
    Source *source = source_new(schema->arena, origin, text);
    return read_whole(schema, diag, source->content, (Span){.source = source});
}
