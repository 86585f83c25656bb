/* parse_primary.c: the operands of expressions: literals, names, calls, parentheses, arrays (c_expr). */
#include "read/parse/parse_primary.h"

#include "model/keyword.h"
#include "read/parse/parse_type.h"

/* ---- nodes --------------------------------------------------------------------------------------------- */

Expr *parse_node(SqlCursor *cursor, ExprKind kind, SqlToken first)
{
    return expr_new(cursor->arena, kind, sql_span_from(cursor, first));
}

Expr *parse_opaque(SqlCursor *cursor, SqlToken first)
{
    Expr *expr = parse_node(cursor, EXPR_OPAQUE, first);
    expr->text = text_copy(cursor->arena, sql_text_from(cursor, first));
    return expr;
}

Expr *parse_built_call(SqlCursor *cursor, SqlToken first, const char *name, Expr *a, Expr *b, Expr *c)
{
    Expr *const arguments[] = {a, b, c};
    Expr *expr = parse_node(cursor, EXPR_CALL, first);
    expr->text = text_of(name);
    for (size_t i = 0; i < 3 && arguments[i]; i++)
        list_push(cursor->arena, &expr->arguments, arguments[i]);
    return expr;
}

static Expr *string_node(SqlCursor *cursor, SqlToken first, Text value)
{
    Expr *expr = parse_node(cursor, EXPR_STRING, first);
    expr->text = value;
    return expr;
}

static Expr *cast_node(SqlCursor *cursor, SqlToken first, Expr *operand, TypeUse type)
{
    Expr *expr = parse_node(cursor, EXPR_CAST, first);
    expr->type = type;
    list_push(cursor->arena, &expr->arguments, operand);
    return expr;
}

/* ---- parentheses and lists ----------------------------------------------------------------------------- */

bool parse_at_subquery(const SqlCursor *cursor)
{
    static const char *const words[] = {"select", "with", "values", "table"};
    SqlToken next = sql_peek(cursor);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (sql_token_is(next, words[i]))
            return sql_at(cursor, SQL_LEFT_PAREN);
    return false;
}

bool parse_skip_parentheses(SqlCursor *cursor)
{
    if (!sql_at(cursor, SQL_LEFT_PAREN))
        return sql_unexpected(cursor, "\"(\"");
    size_t depth = 0;
    do {
        if (sql_at(cursor, SQL_END) || cursor->token.kind >= SQL_BAD_STRING)
            return sql_unexpected(cursor, "\")\"");
        depth += sql_at(cursor, SQL_LEFT_PAREN);
        depth -= sql_at(cursor, SQL_RIGHT_PAREN);
        sql_advance(cursor);
    } while (depth > 0);
    return true;
}

bool parse_arguments(SqlCursor *cursor, SqlTokenKind close, ExprList *arguments)
{
    if (sql_take(cursor, close))
        return true;
    do {
        Expr *argument = parse_expr(cursor);
        if (!argument)
            return false;
        list_push(cursor->arena, arguments, argument);
    } while (sql_take(cursor, SQL_COMMA));
    return sql_expect(cursor, close);
}

/* A subquery, an expression in parentheses, or a row of several. */
static Expr *parse_parentheses(SqlCursor *cursor)
{
    SqlToken first = cursor->token;
    ExprList items = {0};
    if (parse_at_subquery(cursor))
        return parse_skip_parentheses(cursor) ? parse_opaque(cursor, first) : NULL;
    sql_advance(cursor);
    do {
        Expr *item = parse_expr(cursor);
        if (!item)
            return NULL;
        list_push(cursor->arena, &items, item);
    } while (sql_take(cursor, SQL_COMMA));
    if (items.count == 1 && items.items[0]->kind == EXPR_OPAQUE && sql_at(cursor, SQL_WORD)) {
        /* ((SELECT …) UNION …) */
        sql_move(cursor, first.text.data);
        return parse_skip_parentheses(cursor) ? parse_opaque(cursor, first) : NULL;
    }
    if (!sql_expect(cursor, SQL_RIGHT_PAREN))
        return NULL;
    if (items.count == 1)
        return items.items[0];
    Expr *row = parse_node(cursor, EXPR_ROW, first);
    row->arguments = items;
    return row;
}

/* ---- subscripts and fields ----------------------------------------------------------------------------- */

/* [index], [low:high]; either bound of a slice may be missing. */
static Expr *parse_subscript(SqlCursor *cursor, SqlToken first, Expr *array)
{
    Expr *low = NULL, *high = NULL;
    sql_advance(cursor);
    if (!sql_at(cursor, SQL_COLON) && !(low = parse_expr(cursor)))
        return NULL;
    bool slice = sql_take(cursor, SQL_COLON);
    if (slice && !sql_at(cursor, SQL_RIGHT_BRACKET) && !(high = parse_expr(cursor)))
        return NULL;
    if (!sql_expect(cursor, SQL_RIGHT_BRACKET))
        return NULL;
    Expr *expr = parse_node(cursor, EXPR_INDEX, first);
    list_push(cursor->arena, &expr->arguments, array);
    list_push(cursor->arena, &expr->arguments, low);
    if (slice)
        list_push(cursor->arena, &expr->arguments, high);
    return expr;
}

static Expr *parse_field(SqlCursor *cursor, SqlToken first, Expr *value)
{
    Text name;
    sql_advance(cursor);
    if (sql_take_operator(cursor, "*"))
        return parse_opaque(cursor, first);
    if (!sql_expect_label(cursor, &name))
        return NULL;
    Expr *expr = parse_node(cursor, EXPR_FIELD, first);
    expr->text = name;
    list_push(cursor->arena, &expr->arguments, value);
    return expr;
}

static Expr *parse_indirection(SqlCursor *cursor, SqlToken first, Expr *expr)
{
    unsigned links = 0;
    while (expr && (sql_at(cursor, SQL_LEFT_BRACKET) || sql_at(cursor, SQL_DOT))) {
        if (++links > SQL_DEPTH_LIMIT) {
            diag_error(cursor->diag, expr->span, "more than %d subscripts in a row", SQL_DEPTH_LIMIT);
            return NULL;
        }
        expr =
            sql_at(cursor, SQL_DOT) ? parse_field(cursor, first, expr) : parse_subscript(cursor, first, expr);
    }
    return expr;
}

/* ---- calls --------------------------------------------------------------------------------------------- */

/* One argument: VARIADIC x, name => x, name := x, or x. */
static Expr *parse_argument(SqlCursor *cursor)
{
    SqlToken first = cursor->token, next = sql_peek(cursor);
    Text name = {0};
    bool variadic = sql_take_words(cursor, "variadic");
    bool arrow = next.kind == SQL_OPERATOR && text_is(next.text, "=>");
    if (!variadic && (arrow || next.kind == SQL_COLON_EQUALS)) {
        if (!sql_expect_label(cursor, &name))
            return NULL;
        sql_advance(cursor);
    }
    Expr *value = parse_expr(cursor);
    if (!value || (!variadic && name.size == 0))
        return value;
    Expr *expr = parse_node(cursor, variadic ? EXPR_VARIADIC : EXPR_NAMED, first);
    expr->text = name;
    list_push(cursor->arena, &expr->arguments, value);
    return expr;
}

/* The clauses after an aggregate or window call make it opaque. */
static bool take_call_clauses(SqlCursor *cursor, bool *found)
{
    *found = true;
    if (sql_at_words(cursor, "within group")) {
        sql_take_words(cursor, "within group");
        return parse_skip_parentheses(cursor);
    }
    if (sql_at_words(cursor, "filter") && sql_peek(cursor).kind == SQL_LEFT_PAREN) {
        sql_advance(cursor);
        return parse_skip_parentheses(cursor);
    }
    if (sql_at_words(cursor, "over")) {
        Text name;
        sql_advance(cursor);
        return sql_at(cursor, SQL_LEFT_PAREN) ? parse_skip_parentheses(cursor)
                                              : sql_expect_name(cursor, &name);
    }
    *found = false;
    return true;
}

static Expr *parse_opaque_call(SqlCursor *cursor, SqlToken first)
{
    bool found = true;
    if (!parse_skip_parentheses(cursor))
        return NULL;
    while (found)
        if (!take_call_clauses(cursor, &found))
            return NULL;
    return parse_opaque(cursor, first);
}

Expr *parse_call(SqlCursor *cursor, SqlToken first, Text qualifier, Text name)
{
    SqlToken open = cursor->token;
    Expr *expr = parse_node(cursor, EXPR_CALL, first);
    expr->text = name;
    expr->qualifier = qualifier;
    sql_advance(cursor);
    bool opaque =
        sql_at_operator(cursor, "*") || sql_at_words(cursor, "distinct") || sql_at_words(cursor, "all");
    while (!opaque && !sql_at(cursor, SQL_RIGHT_PAREN)) {
        Expr *argument = parse_argument(cursor);
        if (!argument)
            return NULL;
        list_push(cursor->arena, &expr->arguments, argument);
        if (!sql_take(cursor, SQL_COMMA))
            break;
    }
    opaque = opaque || sql_at_words(cursor, "order by");
    if (!opaque) {
        bool found;
        if (!sql_expect(cursor, SQL_RIGHT_PAREN) || !take_call_clauses(cursor, &found))
            return NULL;
        expr->span = sql_span_from(cursor, first);
        if (!found)
            return expr;
    }
    sql_move(cursor, open.text.data);
    return parse_opaque_call(cursor, first);
}

/* ---- literals ------------------------------------------------------------------------------------------ */

static Text hex_to_bits(Arena *arena, Text digits)
{
    char *bits = arena_alloc(arena, digits.size * 4 + 1);
    for (size_t i = 0; i < digits.size; i++) {
        int c = digits.data[i];
        int value = c >= '0' && c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
        for (int bit = 0; bit < 4; bit++)
            bits[i * 4 + (size_t)bit] = (value >> (3 - bit)) & 1 ? '1' : '0';
    }
    return (Text){bits, digits.size * 4};
}

/* B'0101' and X'1F': a string of bits of type bit. */
static Expr *parse_bits(SqlCursor *cursor)
{
    SqlToken token = cursor->token;
    bool hex = token.kind == SQL_HEX_STRING;
    Text digits = text_slice(token.text, 2, token.text.size - 1);
    for (size_t i = 0; i < digits.size; i++) {
        char c = digits.data[i];
        bool valid =
            hex ? (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f') : c == '0' || c == '1';
        if (!valid) {
            diag_error(cursor->diag, sql_span(cursor, token), "\"%c\" is not a valid %s digit", c,
                       hex ? "hexadecimal" : "binary");
            return NULL;
        }
    }
    sql_advance(cursor);
    Text bits = hex ? hex_to_bits(cursor->arena, digits) : text_copy(cursor->arena, digits);
    return cast_node(cursor, token, string_node(cursor, token, bits),
                     (TypeUse){.type = type_builtin(TEXT("bit"))});
}

/* The fields that may follow an interval literal: INTERVAL '1' DAY. */
static bool take_interval_fields(SqlCursor *cursor, TypeUse *type)
{
    static const char *const fields[] = {
        "year to month",  "day to hour",      "day to minute", "day to second", "hour to minute",
        "hour to second", "minute to second", "year",          "month",         "day",
        "hour",           "minute",           "second"};
    if (!type->type || type->type->code != TYPE_INTERVAL || type->dimensions)
        return true;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (!sql_take_words(cursor, fields[i]))
            continue;
        int64_t precision;
        type->fields = text_upper(cursor->arena, text_of(fields[i]));
        if (!text_ends_with(type->fields, TEXT("SECOND")) || !sql_take(cursor, SQL_LEFT_PAREN))
            return true;
        if (!sql_take_integer(cursor, &precision))
            return sql_unexpected(cursor, "a precision");
        type->modifiers[0] = (int)precision;
        type->modifier_count = 1;
        return sql_expect(cursor, SQL_RIGHT_PAREN);
    }
    return true;
}

/* type 'text': the cursor is at the type. */
static Expr *parse_typed_literal(SqlCursor *cursor)
{
    SqlToken first = cursor->token;
    TypeUse type;
    Text value;
    if (!parse_type(cursor, &type))
        return NULL;
    SqlToken string = cursor->token;
    if (!sql_take_string(cursor, &value)) {
        sql_unexpected(cursor, "a string");
        return NULL;
    }
    Expr *literal = string_node(cursor, string, value);
    return take_interval_fields(cursor, &type) ? cast_node(cursor, first, literal, type) : NULL;
}

static bool is_string(SqlTokenKind kind)
{
    return kind >= SQL_STRING && kind <= SQL_DOLLAR_STRING;
}

/* A key word that starts a type name, such as "double" or "timestamp", and not a column of that name. */
static bool at_type_word(const SqlCursor *cursor)
{
    static const char *const words[] = {"bigint",    "bit",     "boolean", "char",    "character", "dec",
                                        "decimal",   "float",   "int",     "integer", "interval",  "national",
                                        "nchar",     "numeric", "real",    "setof",   "smallint",  "time",
                                        "timestamp", "varchar", "double"};
    static const char *const followers[] = {"varying", "precision", "character", "char"};
    SqlToken next = sql_peek(cursor);
    bool known = false;
    for (size_t i = 0; i < sizeof words / sizeof *words && !known; i++)
        known = sql_at_words(cursor, words[i]);
    if (!known)
        return false;
    for (size_t i = 0; i < sizeof followers / sizeof *followers; i++)
        if (sql_token_is(next, followers[i]))
            return true;
    bool zone = sql_at_words(cursor, "time with time") || sql_at_words(cursor, "time without time") ||
                sql_at_words(cursor, "timestamp with time") || sql_at_words(cursor, "timestamp without time");
    return zone || next.kind == SQL_LEFT_PAREN || is_string(next.kind);
}

/* ---- names --------------------------------------------------------------------------------------------- */

/* The last of a dotted name and what stands before it; schemas of table names are dropped. */
typedef struct Path {
    Text qualifier;
    Text name;
} Path;

static bool parse_path(SqlCursor *cursor, Path *path)
{
    *path = (Path){0};
    KeywordClass class = sql_at(cursor, SQL_WORD) ? keyword_class(cursor->token.text) : KEYWORD_NONE;
    SqlToken next = sql_peek(cursor);
    bool callable = next.kind == SQL_LEFT_PAREN || is_string(next.kind);
    if (class == KEYWORD_RESERVED || (class == KEYWORD_TYPE_FUNCTION && !callable))
        return sql_unexpected(cursor, "an expression");
    if (!sql_take_label(cursor, &path->name))
        return sql_unexpected(cursor, "an expression");
    while (sql_at(cursor, SQL_DOT) && sql_peek(cursor).kind != SQL_OPERATOR) {
        path->qualifier = path->name;
        sql_advance(cursor);
        if (!sql_expect_label(cursor, &path->name))
            return false;
    }
    return true;
}

/* A column, a call, or a literal of a type that no key word names. */
static Expr *parse_named(SqlCursor *cursor)
{
    SqlToken first = cursor->token;
    Path path;
    if (!parse_path(cursor, &path))
        return NULL;
    if (sql_at(cursor, SQL_LEFT_PAREN))
        return parse_call(cursor, first, path.qualifier, path.name);
    if (is_string(cursor->token.kind)) {
        sql_move(cursor, first.text.data);
        return parse_typed_literal(cursor);
    }
    Expr *expr = parse_node(cursor, EXPR_COLUMN, first);
    expr->text = path.name;
    expr->qualifier = path.qualifier;
    return parse_indirection(cursor, first, expr);
}

/* ---- primaries ----------------------------------------------------------------------------------------- */

static Expr *parse_text_token(SqlCursor *cursor, ExprKind kind)
{
    SqlToken token = cursor->token;
    sql_advance(cursor);
    Expr *expr = parse_node(cursor, kind, token);
    expr->text = text_copy(cursor->arena, token.text);
    return expr;
}

static Expr *parse_word(SqlCursor *cursor)
{
    Expr *expr;
    if (at_type_word(cursor))
        return parse_typed_literal(cursor);
    return parse_special(cursor, &expr) ? expr : parse_named(cursor);
}

Expr *parse_primary(SqlCursor *cursor)
{
    SqlToken first = cursor->token;
    Text value;
    switch (first.kind) {
    case SQL_NUMBER:
        return parse_text_token(cursor, EXPR_NUMBER);
    case SQL_PARAMETER:
        return parse_indirection(cursor, first, parse_text_token(cursor, EXPR_PARAMETER));
    case SQL_BIT_STRING:
    case SQL_HEX_STRING:
        return parse_bits(cursor);
    case SQL_LEFT_PAREN:
        return parse_indirection(cursor, first, parse_parentheses(cursor));
    case SQL_WORD:
        return parse_word(cursor);
    case SQL_QUOTED:
    case SQL_UNICODE_QUOTED:
        return parse_named(cursor);
    default:
        if (sql_take_string(cursor, &value))
            return string_node(cursor, first, value);
        sql_unexpected(cursor, "an expression");
        return NULL;
    }
}
