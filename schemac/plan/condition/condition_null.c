/* condition_null.c: which expressions can be NULL. What is not known to be never NULL counts as NULL. */
#include "plan/condition/condition_parts.h"

#include "model/expr_type.h"
#include "model/type_convert.h"

/* || of arrays takes NULL for an item. */
static bool is_concatenation_of_text(const ExprScope *scope, const Expr *expr)
{
    TypeUse type = expr_type(scope, expr);
    return text_is(expr->text, "||") && expr->kind == EXPR_OPERATOR && type_is_text(&type);
}

/* Operators that give NULL for NULL and for nothing else. */
static bool is_strict_operator(const ExprScope *scope, const Expr *expr)
{
    static const char *const symbols[] = {"=",   "<>",   "<",  ">",  "<=", ">=", "+",   "-",  "*",
                                          "/",   "%",    "^",  "~",  "~*", "!~", "!~*", "~~", "~~*",
                                          "!~~", "!~~*", "@>", "<@", "&&", "?",  "?|",  "?&"};
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols && expr->qualifier.size == 0; i++)
        if (text_is(expr->text, symbols[i]))
            return true;
    return expr->qualifier.size == 0 && is_concatenation_of_text(scope, expr);
}

/* A call that raises no error where what is asked of its first argument for that is met. */
static bool is_strict_reading(const Expr *expr)
{
    Buffer regex = {0};
    bool is_known = condition_reads(expr, &regex);
    buffer_free(&regex);
    return is_known;
}

/* Functions of PostgreSQL's own that give NULL for NULL and for nothing else. */
static bool is_strict_function(const Expr *expr)
{
    static const char *const names[] = {
        "length",      "octet_length", "bit_length",   "lower",       "upper",       "btrim",
        "ltrim",       "rtrim",        "abs",          "ceil",        "floor",       "round",
        "trunc",       "sign",         "mod",          "replace",     "position",    "left",
        "right",       "md5",          "date_trunc",   "timezone",    "initcap",     "reverse",
        "cardinality", "isempty",      "jsonb_typeof", "json_typeof", "starts_with", "lpad",
        "rpad",        "split_part",   "translate",    "repeat",      "encode",      "sha256",
        "to_tsvector", "normalize",    "is_normalized"};
    for (size_t i = 0; i < sizeof names / sizeof *names && expr->qualifier.size == 0; i++)
        if (text_is(expr->text, names[i]))
            return true;
    return is_strict_reading(expr);
}

static bool is_range_bound(const ExprScope *scope, const Expr *expr)
{
    TypeUse type = expr->arguments.count ? expr_type(scope, expr->arguments.items[0]) : (TypeUse){0};
    TypeUse plain = type_plain(&type);
    return !plain.type || plain.type->kind == TYPE_RANGE || plain.type->kind == TYPE_MULTIRANGE ||
           (plain.dimensions == 0 && text_ends_with(plain.type->name, TEXT("range")));
}

/* Casts keep what is not NULL; of JSON, and to a domain, that is not so. */
static bool is_strict_cast(const ExprScope *scope, const Expr *expr)
{
    TypeUse from = expr_type(scope, expr->arguments.items[0]);
    TypeCode code = type_code(&from);
    return from.type && code != TYPE_JSON && code != TYPE_JSONB &&
           !(expr->type.type && expr->type.type->kind == TYPE_DOMAIN);
}

/* A row that is looked up by what is not NULL is there. */
static bool is_strict_lookup(const ExprScope *scope, const Expr *expr)
{
    const Table *table = scope->schema ? schema_find_table(scope->schema, expr->qualifier, expr->text) : NULL;
    const Column *column = table ? table_find_column(table, expr->arguments.items[0]->text) : NULL;
    return column && column->not_null;
}

static bool is_strict_node(const ExprScope *scope, const Expr *expr)
{
    switch (expr->kind) {
    case EXPR_LOOKUP:
        return is_strict_lookup(scope, expr);
    case EXPR_OPERATOR:
        return is_strict_operator(scope, expr);
    case EXPR_CALL:
        return is_strict_function(expr) && !((text_is(expr->text, "lower") || text_is(expr->text, "upper")) &&
                                             is_range_bound(scope, expr));
    case EXPR_CAST:
        return is_strict_cast(scope, expr);
    case EXPR_ANY:
    case EXPR_ALL:
        return is_strict_operator(scope, expr) && expr->arguments.items[1]->kind == EXPR_ARRAY &&
               expr->arguments.items[1]->arguments.count > 0;
    case EXPR_COLLATE:
        return true;
    default:
        return false;
    }
}

/* Whether each of the node's operands, and of the items of a list, is as asked. */
static bool all_arguments(const ExprScope *scope, const Expr *expr,
                          bool (*ask)(const ExprScope *scope, const Expr *expr))
{
    for (size_t i = 0; i < expr->arguments.count; i++) {
        const Expr *argument = expr->arguments.items[i];
        bool list = i == 1 && (expr->kind == EXPR_ANY || expr->kind == EXPR_ALL);
        if (!argument ||
            !(list ? all_arguments(scope, argument, condition_never_null) : ask(scope, argument)))
            return false;
    }
    return true;
}

static bool any_argument_never_null(const ExprScope *scope, const Expr *expr)
{
    for (size_t i = 0; i < expr->arguments.count; i++)
        if (condition_never_null(scope, expr->arguments.items[i]))
            return true;
    return false;
}

static bool column_never_null(const ExprScope *scope, const Expr *expr)
{
    const Column *column = scope->table ? table_find_column(scope->table, expr->text) : NULL;
    if (!column || expr->qualifier.size)
        return false;
    bool not_null = column->not_null;
    for (const TypeUse *use = &column->type; use->type && use->type->kind == TYPE_DOMAIN && !use->dimensions;
         use = &use->type->base)
        not_null = not_null || use->type->not_null;
    return not_null && column->generated == GENERATED_NONE;
}

static bool call_never_null(const ExprScope *scope, const Expr *expr)
{
    static const char *const common[] = {"coalesce", "greatest", "least"};
    static const char *const total[] = {"now",    "satisfies_hash", "num_nulls",           "num_nonnulls",
                                        "concat", "concat_ws",      "statement_timestamp", "clock_timestamp"};
    for (size_t i = 0; i < sizeof common / sizeof *common && expr->qualifier.size == 0; i++)
        if (text_is(expr->text, common[i]))
            return any_argument_never_null(scope, expr);
    bool separated = text_is(expr->text, "concat_ws");
    for (size_t i = 0; i < sizeof total / sizeof *total && expr->qualifier.size == 0; i++)
        if (text_is(expr->text, total[i]))
            return !separated ||
                   (expr->arguments.count && condition_never_null(scope, expr->arguments.items[0]));
    return is_strict_node(scope, expr) && all_arguments(scope, expr, condition_never_null);
}

static bool case_never_null(const ExprScope *scope, const Expr *expr)
{
    size_t count = expr->arguments.count;
    for (size_t i = 2; i < count; i += 2)
        if (!condition_never_null(scope, expr->arguments.items[i]))
            return false;
    return expr->arguments.items[count - 1] && condition_never_null(scope, expr->arguments.items[count - 1]);
}

/* Tests that answer for NULL as well; IS JSON and IS DOCUMENT don't. */
static bool is_plain_test(const Expr *expr)
{
    return text_is(expr->text, "null") || text_is(expr->text, "true") || text_is(expr->text, "false") ||
           text_is(expr->text, "unknown");
}

bool condition_never_null(const ExprScope *scope, const Expr *expr)
{
    switch (expr->kind) {
    case EXPR_BOOL:
    case EXPR_NUMBER:
    case EXPR_STRING:
    case EXPR_DISTINCT:
    case EXPR_ARRAY:
        return true;
    case EXPR_IS:
        return is_plain_test(expr) || condition_never_null(scope, expr->arguments.items[0]);
    case EXPR_SQL_VALUE:
        return !text_is(expr->text, "current_schema");
    case EXPR_COLUMN:
        return column_never_null(scope, expr);
    case EXPR_AND:
    case EXPR_OR:
    case EXPR_NOT:
        return all_arguments(scope, expr, condition_never_null);
    case EXPR_CALL:
        return call_never_null(scope, expr);
    case EXPR_CASE:
        return case_never_null(scope, expr);
    default:
        return is_strict_node(scope, expr) && all_arguments(scope, expr, condition_never_null);
    }
}

/* The items of a list are never NULL where a node is strict in its left side. */
static bool list_never_null(const ExprScope *scope, const Expr *expr)
{
    bool list = expr->kind == EXPR_ANY || expr->kind == EXPR_ALL;
    return !list || all_arguments(scope, expr->arguments.items[1], condition_never_null);
}

bool condition_null_columns(Arena *arena, const ExprScope *scope, const Expr *expr, ExprList *columns)
{
    if (condition_never_null(scope, expr))
        return true;
    if (expr->kind == EXPR_COLUMN && expr->qualifier.size == 0 && scope->table &&
        table_find_column(scope->table, expr->text)) {
        for (size_t i = 0; i < columns->count; i++)
            if (expr_equal(columns->items[i], expr))
                return true;
        Expr *column = expr_copy(arena, expr);
        list_push(arena, columns, column);
        return true;
    }
    if (!is_strict_node(scope, expr) || !list_never_null(scope, expr))
        return false;
    bool list = expr->kind == EXPR_ANY || expr->kind == EXPR_ALL;
    for (size_t i = 0; i < (list ? 1 : expr->arguments.count); i++)
        if (!condition_null_columns(arena, scope, expr->arguments.items[i], columns))
            return false;
    return true;
}

bool condition_null_with(const ExprScope *scope, const Expr *expr, Text parameter)
{
    if (expr->kind == EXPR_PARAMETER)
        return text_equal(expr->text, parameter);
    if (!is_strict_node(scope, expr))
        return false;
    bool list = expr->kind == EXPR_ANY || expr->kind == EXPR_ALL;
    for (size_t i = 0; i < (list ? 1 : expr->arguments.count); i++)
        if (condition_null_with(scope, expr->arguments.items[i], parameter))
            return true;
    return false;
}
