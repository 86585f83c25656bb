/* parse_infix.c: operators, and the forms after an operand that are desugared to them: IS, BETWEEN, IN, LIKE
 * … */
#include "read/parse/parse_infix.h"

#include "read/parse/parse_primary.h"

/* ---- building ------------------------------------------------------------------------------------------ */

static Expr *binary(Climb *at, const char *symbol, Expr *left, Expr *right)
{
    Expr *expr = expr_operator(at->cursor->arena, symbol, left, right);
    expr->span = sql_span_from(at->cursor, at->first);
    return expr;
}

/* AND or OR; a left side of the same kind takes the right one in, so that chains are no deep trees. */
static Expr *junction(Climb *at, ExprKind kind, Expr *left, Expr *right)
{
    if (left->kind != kind) {
        Expr *first = left;
        left = parse_node(at->cursor, kind, at->first);
        list_push(at->cursor->arena, &left->arguments, first);
    }
    list_push(at->cursor->arena, &left->arguments, right);
    left->span = sql_span_from(at->cursor, at->first);
    return left;
}

Expr *parse_negated(Climb *at, Expr *operand)
{
    Expr *expr = parse_node(at->cursor, EXPR_NOT, at->first);
    list_push(at->cursor->arena, &expr->arguments, operand);
    return expr;
}

/* ---- operators ----------------------------------------------------------------------------------------- */

bool parse_operator_symbol(SqlCursor *cursor, Text *qualifier, Text *symbol)
{
    *qualifier = (Text){0};
    bool written_out = sql_take_words(cursor, "operator");
    if (written_out) {
        if (!sql_expect(cursor, SQL_LEFT_PAREN))
            return false;
        while (!sql_at(cursor, SQL_OPERATOR)) {
            if (!sql_expect_name(cursor, qualifier) || !sql_expect(cursor, SQL_DOT))
                return false;
        }
        if (text_is(*qualifier, "pg_catalog"))
            *qualifier = (Text){0};
    }
    *symbol = cursor->token.text;
    if (text_is(*symbol, "!="))
        *symbol = TEXT("<>");
    sql_advance(cursor);
    return !written_out || sql_expect(cursor, SQL_RIGHT_PAREN);
}

static bool take_quantifier(SqlCursor *cursor, ExprKind *kind)
{
    if (sql_peek(cursor).kind != SQL_LEFT_PAREN)
        return false;
    if (sql_at_words(cursor, "any") || sql_at_words(cursor, "some"))
        *kind = EXPR_ANY;
    else if (sql_at_words(cursor, "all"))
        *kind = EXPR_ALL;
    else
        return false;
    sql_advance(cursor);
    return true;
}

/* ANY (array) or ALL (array) after an operator; of a subquery the whole comparison is opaque. */
static Expr *quantified(Climb *at, ExprKind kind, Text qualifier, Text symbol, Expr *left)
{
    SqlCursor *cursor = at->cursor;
    if (parse_at_subquery(cursor))
        return parse_skip_parentheses(cursor) ? parse_opaque(cursor, at->first) : NULL;
    sql_advance(cursor);
    Expr *array = parse_expr(cursor);
    if (!array || !sql_expect(cursor, SQL_RIGHT_PAREN))
        return NULL;
    Expr *expr = parse_node(cursor, kind, at->first);
    expr->text = symbol;
    expr->qualifier = qualifier;
    list_push(cursor->arena, &expr->arguments, left);
    list_push(cursor->arena, &expr->arguments, array);
    return expr;
}

static Expr *infix_operator(Climb *at, Expr *left, Binding binding)
{
    Text qualifier, symbol;
    ExprKind kind;
    if (!parse_operator_symbol(at->cursor, &qualifier, &symbol))
        return NULL;
    if (take_quantifier(at->cursor, &kind))
        return quantified(at, kind, qualifier, symbol, left);
    Expr *right = parse_climb(at->cursor, binding + 1, at->restricted);
    if (!right)
        return NULL;
    Expr *expr = binary(at, "", left, right);
    expr->text = symbol;
    expr->qualifier = qualifier;
    return expr;
}

/* ---- IS ------------------------------------------------------------------------------------------------ */

static Expr *is_test(Climb *at, Expr *left, const char *test, bool with_not)
{
    Expr *expr = parse_node(at->cursor, EXPR_IS, at->first);
    expr->text = text_of(test);
    expr->negated = with_not;
    list_push(at->cursor->arena, &expr->arguments, left);
    return expr;
}

static Expr *infix_distinct(Climb *at, Expr *left, bool with_not)
{
    Expr *right = parse_climb(at->cursor, BIND_IS + 1, at->restricted);
    if (!right)
        return NULL;
    Expr *expr = parse_node(at->cursor, EXPR_DISTINCT, at->first);
    expr->negated = with_not;
    list_push(at->cursor->arena, &expr->arguments, left);
    list_push(at->cursor->arena, &expr->arguments, right);
    return expr;
}

/* IS [NOT] [form] NORMALIZED, which is a function. */
static Expr *infix_normalized(Climb *at, Expr *left, const char *form, bool with_not)
{
    Expr *name = NULL;
    if (form) {
        name = parse_node(at->cursor, EXPR_STRING, at->first);
        name->text = text_upper(at->cursor->arena, text_of(form));
    }
    Expr *call = parse_built_call(at->cursor, at->first, "is_normalized", left, name, NULL);
    return with_not ? parse_negated(at, call) : call;
}

/* IS [NOT] JSON [kind] [WITH UNIQUE [KEYS]]. */
static Expr *infix_json(Climb *at, Expr *left, bool with_not)
{
    static const char *const kinds[][2] = {
        {"array", "json array"}, {"object", "json object"}, {"scalar", "json scalar"}, {"value", "json"}};
    const char *test = "json";
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (sql_take_words(at->cursor, kinds[i][0])) {
            test = kinds[i][1];
            break;
        }
    bool unique = sql_take_words(at->cursor, "with unique");
    if (!unique)
        sql_take_words(at->cursor, "without unique");
    sql_take_words(at->cursor, "keys");
    Expr *expr = is_test(at, left, test, with_not);
    if (unique)
        expr->text = text_format(at->cursor->arena, "%s with unique keys", test);
    return expr;
}

static Expr *infix_is(Climb *at, Expr *left)
{
    static const char *const tests[] = {"null", "true", "false", "unknown", "document"};
    static const char *const forms[] = {"nfc", "nfd", "nfkc", "nfkd"};
    SqlCursor *cursor = at->cursor;
    sql_advance(cursor);
    bool with_not = sql_take_words(cursor, "not");
    if (sql_take_words(cursor, "distinct from"))
        return infix_distinct(at, left, with_not);
    if (sql_take_words(cursor, "json"))
        return infix_json(at, left, with_not);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        if (sql_take_words(cursor, tests[i]))
            return is_test(at, left, tests[i], with_not);
    if (sql_take_words(cursor, "normalized"))
        return infix_normalized(at, left, NULL, with_not);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (sql_take_words(cursor, forms[i]))
            return sql_expect_words(cursor, "normalized") ? infix_normalized(at, left, forms[i], with_not)
                                                          : NULL;
    sql_unexpected(cursor, "NULL, TRUE, FALSE, UNKNOWN, DISTINCT FROM, DOCUMENT, JSON or NORMALIZED");
    return NULL;
}

/* ---- BETWEEN and IN ------------------------------------------------------------------------------------ */

static Expr *range_test(Climb *at, Expr *value, Expr *low, Expr *high, bool with_not)
{
    Expr *above = binary(at, with_not ? "<" : ">=", value, low);
    Expr *below = binary(at, with_not ? ">" : "<=", value, high);
    return junction(at, with_not ? EXPR_OR : EXPR_AND, above, below);
}

static Expr *infix_between(Climb *at, Expr *left, bool with_not)
{
    SqlCursor *cursor = at->cursor;
    sql_advance(cursor);
    bool symmetric = sql_take_words(cursor, "symmetric");
    if (!symmetric)
        sql_take_words(cursor, "asymmetric");
    Expr *low = parse_climb(cursor, BIND_NONE, true);
    if (!low || !sql_expect_words(cursor, "and"))
        return NULL;
    Expr *high = parse_climb(cursor, BIND_LIKE + 1, at->restricted);
    if (!high)
        return NULL;
    Expr *test = range_test(at, left, low, high, with_not);
    size_t size = expr_size(test, EXPR_SIZE_LIMIT);
    if (size >= EXPR_SIZE_LIMIT) {
        diag_error(cursor->diag, test->span, "expression is too large for BETWEEN");
        return NULL;
    }
    if (!symmetric)
        return test;
    Expr *turned = range_test(at, left, high, low, with_not);
    return junction(at, with_not ? EXPR_AND : EXPR_OR, test, turned);
}

static Expr *infix_in(Climb *at, Expr *left, bool with_not)
{
    SqlCursor *cursor = at->cursor;
    sql_advance(cursor);
    if (!sql_at(cursor, SQL_LEFT_PAREN)) {
        sql_unexpected(cursor, "\"(\"");
        return NULL;
    }
    if (parse_at_subquery(cursor))
        return parse_skip_parentheses(cursor) ? parse_opaque(cursor, at->first) : NULL;
    SqlToken open = cursor->token;
    sql_advance(cursor);
    ExprList items = {0};
    if (!parse_arguments(cursor, SQL_RIGHT_PAREN, &items))
        return NULL;
    if (items.count == 0) {
        diag_error(cursor->diag, sql_span(cursor, open), "the list of IN is empty");
        return NULL;
    }
    if (items.count == 1)
        return binary(at, with_not ? "<>" : "=", left, items.items[0]);
    Expr *array = parse_node(cursor, EXPR_ARRAY, open);
    array->arguments = items;
    Expr *expr = parse_node(cursor, with_not ? EXPR_ALL : EXPR_ANY, at->first);
    expr->text = with_not ? TEXT("<>") : TEXT("=");
    list_push(cursor->arena, &expr->arguments, left);
    list_push(cursor->arena, &expr->arguments, array);
    return expr;
}

/* ---- LIKE and its kin ---------------------------------------------------------------------------------- */

/* A pattern with ESCAPE goes through the function that removes it. SIMILAR TO always has one. */
static Expr *pattern_of(Climb *at, Expr *pattern, bool similar)
{
    Expr *escape = NULL;
    if (sql_take_words(at->cursor, "escape") &&
        !(escape = parse_climb(at->cursor, BIND_LIKE + 1, at->restricted)))
        return NULL;
    if (!similar && !escape)
        return pattern;
    const char *name = similar ? "similar_to_escape" : "like_escape";
    return parse_built_call(at->cursor, at->first, name, pattern, escape, NULL);
}

static Expr *infix_like(Climb *at, Expr *left, Infix infix, bool with_not)
{
    const char *symbol = infix == INFIX_LIKE ? "~~" : infix == INFIX_ILIKE ? "~~*" : "~";
    if (with_not)
        symbol = infix == INFIX_LIKE ? "!~~" : infix == INFIX_ILIKE ? "!~~*" : "!~";
    ExprKind kind;
    sql_advance(at->cursor);
    if (infix == INFIX_SIMILAR && !sql_expect_words(at->cursor, "to"))
        return NULL;
    if (infix != INFIX_SIMILAR && take_quantifier(at->cursor, &kind))
        return quantified(at, kind, (Text){0}, text_of(symbol), left);
    Expr *pattern = parse_climb(at->cursor, BIND_LIKE + 1, at->restricted);
    if (pattern)
        pattern = pattern_of(at, pattern, infix == INFIX_SIMILAR);
    return pattern ? binary(at, symbol, left, pattern) : NULL;
}

/* ---- the rest ------------------------------------------------------------------------------------------ */

static Expr *infix_junction(Climb *at, Expr *left, ExprKind kind, Binding binding)
{
    sql_advance(at->cursor);
    Expr *right = parse_climb(at->cursor, binding + 1, false);
    return right ? junction(at, kind, left, right) : NULL;
}

/* (a, b) OVERLAPS (c, d), a function of four arguments. */
static Expr *infix_overlaps(Climb *at, Expr *left)
{
    sql_advance(at->cursor);
    Expr *right = parse_climb(at->cursor, BIND_OPERATOR + 1, false);
    if (!right)
        return NULL;
    if (left->kind != EXPR_ROW || left->arguments.count != 2 || right->kind != EXPR_ROW ||
        right->arguments.count != 2) {
        diag_error(at->cursor->diag, sql_span_from(at->cursor, at->first),
                   "OVERLAPS needs two values on either side");
        return NULL;
    }
    Expr *call = parse_built_call(at->cursor, at->first, "overlaps", left->arguments.items[0],
                                  left->arguments.items[1], right->arguments.items[0]);
    list_push(at->cursor->arena, &call->arguments, right->arguments.items[1]);
    return call;
}

static Expr *infix_at(Climb *at, Expr *left)
{
    if (sql_take_words(at->cursor, "at local"))
        return parse_built_call(at->cursor, at->first, "timezone", left, NULL, NULL);
    sql_take_words(at->cursor, "at time zone");
    Expr *zone = parse_climb(at->cursor, BIND_AT + 1, false);
    return zone ? parse_built_call(at->cursor, at->first, "timezone", zone, left, NULL) : NULL;
}

static Expr *infix_collate(Climb *at, Expr *left)
{
    Text qualifier = {0}, name;
    sql_advance(at->cursor);
    if (!sql_expect_label(at->cursor, &name))
        return NULL;
    if (sql_take(at->cursor, SQL_DOT)) {
        qualifier = name;
        if (!sql_expect_label(at->cursor, &name))
            return NULL;
    }
    Expr *expr = parse_node(at->cursor, EXPR_COLLATE, at->first);
    expr->text = name;
    expr->qualifier = text_is(qualifier, "pg_catalog") ? (Text){0} : qualifier;
    list_push(at->cursor->arena, &expr->arguments, left);
    return expr;
}

/* ---- all of them --------------------------------------------------------------------------------------- */

Expr *parse_infix(Climb *at, Expr *left, Infix infix, Binding binding, bool with_not)
{
    if (with_not)
        sql_advance(at->cursor);
    switch (infix) {
    case INFIX_AND:
        return infix_junction(at, left, EXPR_AND, binding);
    case INFIX_OR:
        return infix_junction(at, left, EXPR_OR, binding);
    case INFIX_IS:
        return infix_is(at, left);
    case INFIX_ISNULL:
    case INFIX_NOTNULL:
        sql_advance(at->cursor);
        return is_test(at, left, "null", infix == INFIX_NOTNULL);
    case INFIX_BETWEEN:
        return infix_between(at, left, with_not);
    case INFIX_IN:
        return infix_in(at, left, with_not);
    case INFIX_LIKE:
    case INFIX_ILIKE:
    case INFIX_SIMILAR:
        return infix_like(at, left, infix, with_not);
    case INFIX_OVERLAPS:
        return infix_overlaps(at, left);
    case INFIX_AT:
        return infix_at(at, left);
    case INFIX_COLLATE:
        return infix_collate(at, left);
    default:
        return infix_operator(at, left, binding);
    }
}
