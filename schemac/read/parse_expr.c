/* parse_expr.c: operators of expressions by precedence climbing, and the forms that are desugared to them. */
#include "read/parse_expr.h"

#include "model/expr_binding.h"
#include "read/parse_primary.h"
#include "read/parse_type.h"
#include "read/read.h"

enum {
    LINKS_PER_CHECK = 8 /* operators of one chain between two looks at the depth of its tree */
};

/* What may follow an operand. */
typedef enum Infix {
    INFIX_NONE,
    INFIX_OPERATOR,
    INFIX_AND,
    INFIX_OR,
    INFIX_IS,
    INFIX_ISNULL,
    INFIX_NOTNULL,
    INFIX_BETWEEN,
    INFIX_IN,
    INFIX_LIKE,
    INFIX_ILIKE,
    INFIX_SIMILAR,
    INFIX_OVERLAPS,
    INFIX_AT,
    INFIX_COLLATE
} Infix;

/* How an expression is being read. */
typedef struct Climb {
    SqlCursor *cursor;
    SqlToken first;  /* where the left operand starts */
    bool restricted; /* b_expr: no clause words */
} Climb;

static Expr *climb(SqlCursor *cursor, Binding least, bool restricted);

/* ---- building -------------------------------------------------------------------------------------------
 */

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

static Expr *negated(Climb *at, Expr *operand)
{
    Expr *expr = parse_node(at->cursor, EXPR_NOT, at->first);
    list_push(at->cursor->arena, &expr->arguments, operand);
    return expr;
}

/* ---- operators ------------------------------------------------------------------------------------------
 */

/* Takes an operator, OPERATOR(schema.name) too. "!=" is another spelling of "<>". */
static bool take_operator(SqlCursor *cursor, Text *qualifier, Text *symbol)
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
    if (!take_operator(at->cursor, &qualifier, &symbol))
        return NULL;
    if (take_quantifier(at->cursor, &kind))
        return quantified(at, kind, qualifier, symbol, left);
    Expr *right = climb(at->cursor, binding + 1, at->restricted);
    if (!right)
        return NULL;
    Expr *expr = binary(at, "", left, right);
    expr->text = symbol;
    expr->qualifier = qualifier;
    return expr;
}

/* ---- IS -------------------------------------------------------------------------------------------------
 */

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
    Expr *right = climb(at->cursor, BIND_IS + 1, at->restricted);
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
    return with_not ? negated(at, call) : call;
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

/* ---- BETWEEN and IN -------------------------------------------------------------------------------------
 */

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
    Expr *low = climb(cursor, BIND_NONE, true);
    if (!low || !sql_expect_words(cursor, "and"))
        return NULL;
    Expr *high = climb(cursor, BIND_LIKE + 1, at->restricted);
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

/* ---- LIKE and its kin -----------------------------------------------------------------------------------
 */

/* A pattern with ESCAPE goes through the function that removes it. SIMILAR TO always has one. */
static Expr *pattern_of(Climb *at, Expr *pattern, bool similar)
{
    Expr *escape = NULL;
    if (sql_take_words(at->cursor, "escape") && !(escape = climb(at->cursor, BIND_LIKE + 1, at->restricted)))
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
    Expr *pattern = climb(at->cursor, BIND_LIKE + 1, at->restricted);
    if (pattern)
        pattern = pattern_of(at, pattern, infix == INFIX_SIMILAR);
    return pattern ? binary(at, symbol, left, pattern) : NULL;
}

/* ---- the rest -------------------------------------------------------------------------------------------
 */

static Expr *infix_junction(Climb *at, Expr *left, ExprKind kind, Binding binding)
{
    sql_advance(at->cursor);
    Expr *right = climb(at->cursor, binding + 1, false);
    return right ? junction(at, kind, left, right) : NULL;
}

/* (a, b) OVERLAPS (c, d), a function of four arguments. */
static Expr *infix_overlaps(Climb *at, Expr *left)
{
    sql_advance(at->cursor);
    Expr *right = climb(at->cursor, BIND_OPERATOR + 1, false);
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
    Expr *zone = climb(at->cursor, BIND_AT + 1, false);
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

/* ---- climbing -------------------------------------------------------------------------------------------
 */

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

static Expr *infix_expr(Climb *at, Expr *left, Infix infix, Binding binding, bool with_not)
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

static Expr *prefix_operator(SqlCursor *cursor, bool restricted)
{
    SqlToken first = cursor->token;
    bool sign = sql_at_operator(cursor, "-") || sql_at_operator(cursor, "+");
    Text qualifier, symbol;
    if (!sql_enter(cursor))
        return NULL;
    Expr *operand = take_operator(cursor, &qualifier, &symbol)
                        ? climb(cursor, sign ? BIND_SIGN : BIND_OPERATOR + 1, restricted)
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
    Expr *operand = climb(cursor, BIND_NOT, false);
    sql_leave(cursor);
    return operand ? negated(&at, operand) : NULL;
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

static Expr *climb(SqlCursor *cursor, Binding least, bool restricted)
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
        Expr *longer = infix_expr(&at, left, infix, binding, with_not);
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
    Expr *expr = climb(cursor, BIND_NONE, restricted);
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

/* ---- whole texts ----------------------------------------------------------------------------------------
 */

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
