/* read_sql_variables.c: what the variables of PL/pgSQL hold while a block is followed: declarations,
 * assignments, and expressions over them. What is assigned is put on top of what was there, so that a branch
 * is left by going back to what was there before it. */
#include "read/sql/read_sql_block.h"

#include "evaluate/evaluate.h"
#include "read/parse/parse_expr.h"
#include "read/parse/parse_type.h"

#include <string.h>

static const DdlVariable *find(const DdlVariable *variable, Text name)
{
    while (variable && !text_equal(variable->name, name))
        variable = variable->below;
    return variable;
}

void block_bind(Block *block, Text name, TypeUse type, const DdlVariable *value)
{
    DdlVariable *variable = arena_new_object(block->ddl->arena, DdlVariable);
    *variable = *value;
    variable->below = block->variables;
    variable->name = name;
    variable->type = type;
    block->variables = variable;
}

void block_set(Block *block, Text name, const DdlVariable *value)
{
    const DdlVariable *known = find(block->variables, name);
    block_bind(block, name, known && known->type.type ? known->type : value->type, value);
}

void block_forget(Block *block, const Block *inner)
{
    const DdlVariable *outer = block->variables;
    for (const DdlVariable *set = inner->variables; set && set != outer; set = set->below)
        block_set(block, set->name, &(DdlVariable){.is_asked = set->is_asked});
}

/* ---- expressions --------------------------------------------------------------------------------------- */

static Expr *constant_of(Arena *arena, const DdlVariable *variable, Span span)
{
    Expr *constant = expr_new(arena, variable->is_null ? EXPR_NULL : EXPR_STRING, span);
    constant->text = variable->value;
    if (!variable->type.type)
        return constant;
    Expr *cast = expr_new(arena, EXPR_CAST, span);
    cast->type = variable->type;
    list_push(arena, &cast->arguments, constant);
    return cast;
}

/* The expression with what its variables hold, as far as that is known. */
static Expr *over_variables(const Block *block, const Expr *expr)
{
    Arena *arena = block->ddl->arena;
    bool is_name = (expr->kind == EXPR_COLUMN && !expr->qualifier.size) || expr->kind == EXPR_PARAMETER;
    const DdlVariable *variable = is_name ? find(block->variables, expr->text) : NULL;
    if (variable && variable->is_known)
        return constant_of(arena, variable, expr->span);
    Expr *copy = expr_copy(arena, expr);
    copy->arguments = (ExprList){0};
    for (size_t i = 0; i < expr->arguments.count; i++) {
        const Expr *argument = expr->arguments.items[i];
        list_push(arena, &copy->arguments, argument ? over_variables(block, argument) : NULL);
    }
    return copy;
}

/* The operand that decides AND or OR whatever the others are; not known where there is none. */
static DdlVariable deciding(const Block *block, const Expr *expr)
{
    const char *decides = expr->kind == EXPR_AND ? "f" : expr->kind == EXPR_OR ? "t" : NULL;
    for (size_t i = 0; decides && i < expr->arguments.count; i++) {
        DdlVariable value = block_evaluate(block, expr->arguments.items[i]);
        if (value.is_known && !value.is_null && text_is(value.value, decides))
            return value;
    }
    return (DdlVariable){0};
}

DdlVariable block_evaluate(const Block *block, const Expr *expr)
{
    Arena *arena = block->ddl->arena;
    DdlVariable value = {0};
    EvaluateScope scope = evaluate_scope(arena, NULL, NULL);
    const Expr *normal = expr_normalise(arena, over_variables(block, expr), NULL);
    Evaluated is = evaluate(arena, normal, &scope, &value.value, &value.type);
    value.is_null = is == EVALUATED_NULL;
    value.is_known = is == EVALUATED_VALUE || value.is_null;
    return value.is_known ? value : deciding(block, expr);
}

/* Whether the token is one of the words, which single blanks part. */
static bool is_one_of(SqlToken token, const char *words)
{
    for (size_t size; *words; words += size + (words[size] == ' ')) {
        size = strcspn(words, " ");
        if (text_equal_nocase(token.text, (Text){words, size}))
            return true;
    }
    return false;
}

Expr *block_expr(Block *block, const char *ends)
{
    SqlCursor *cursor = &block->ddl->cursor, start = *cursor;
    Diag silent = {.stream = start.diag->stream, .quiet = true, .errors = DIAG_MAX_ERRORS};
    cursor->diag = &silent;
    Expr *expr = parse_expr(cursor);
    cursor->diag = start.diag;
    if (expr && is_one_of(cursor->token, ends))
        return expr;
    *cursor = start;
    return NULL;
}

bool block_value(Block *block, const char *ends, DdlVariable *value)
{
    const Expr *expr = block_expr(block, ends);
    *value = expr ? block_evaluate(block, expr) : (DdlVariable){0};
    return expr;
}

bool block_reads_catalog(const Block *block)
{
    SqlCursor cursor = block->ddl->cursor;
    while (!sql_at_words(&cursor, "then") && !sql_at(&cursor, SQL_SEMICOLON) && !sql_at(&cursor, SQL_END)) {
        const DdlVariable *variable = find(block->variables, sql_name_of(&cursor, cursor.token));
        if (sql_at(&cursor, SQL_WORD) && variable && variable->is_asked)
            return true;
        sql_advance(&cursor);
    }
    return false;
}

/* ---- declarations -------------------------------------------------------------------------------------- */

/* The type, without complaint; none where it is that of a column or a row. */
static TypeUse read_type(SqlCursor *cursor)
{
    Diag *diag = cursor->diag, silent = {.stream = diag->stream, .quiet = true, .errors = DIAG_MAX_ERRORS};
    TypeUse type = {0};
    cursor->diag = &silent;
    cursor->any_type = true;
    bool done = parse_type(cursor, &type);
    cursor->any_type = false;
    cursor->diag = diag;
    return done && !sql_at_operator(cursor, "%") ? type : (TypeUse){0};
}

/* From the type on: [NOT NULL] [:= expression]. */
static DdlVariable read_start(Block *block)
{
    SqlCursor *cursor = &block->ddl->cursor;
    DdlVariable value = {.is_known = true, .is_null = true};
    sql_take_words(cursor, "not null");
    if (sql_at(cursor, SQL_SEMICOLON))
        return value;
    bool assigns = sql_take_words(cursor, "default") || sql_take(cursor, SQL_COLON_EQUALS) ||
                   sql_take_operator(cursor, "=");
    return assigns && block_value(block, ";", &value) ? value : (DdlVariable){0};
}

void block_declare(Block *block)
{
    SqlCursor *cursor = &block->ddl->cursor;
    Text name;
    while (!sql_at_words(cursor, "begin") && !sql_at(cursor, SQL_END)) {
        if (sql_take_name(cursor, &name)) {
            sql_take_words(cursor, "constant");
            TypeUse type = read_type(cursor);
            DdlVariable value = read_start(block);
            block_bind(block, name, type.type ? type : value.type, &value);
        }
        block_pass_statement(cursor);
    }
}

/* ---- statements ---------------------------------------------------------------------------------------- */

bool block_assign(Block *block)
{
    SqlCursor *cursor = &block->ddl->cursor, start = *cursor;
    DdlVariable value = {0};
    Text name;
    if (!sql_take_name(cursor, &name) ||
        !(sql_take(cursor, SQL_COLON_EQUALS) || sql_take_operator(cursor, "="))) {
        *cursor = start;
        return false;
    }
    block_value(block, ";", &value);
    block_set(block, name, &value);
    return block_pass_statement(cursor);
}

/* The variables after INTO. */
static void set_targets(Block *block, const DdlVariable *value)
{
    SqlCursor *cursor = &block->ddl->cursor;
    Text name;
    sql_take_words(cursor, "strict");
    do
        if (sql_take_name(cursor, &name))
            block_set(block, name, value);
    while (sql_take(cursor, SQL_COMMA));
}

/* Whether the statement is SELECT of columns of tables, none of which has a row yet. */
static bool finds_nothing(SqlCursor cursor)
{
    if (!sql_take_words(&cursor, "select"))
        return false;
    while (!sql_at_words(&cursor, "from") && !sql_at(&cursor, SQL_SEMICOLON) &&
           !sql_at(&cursor, SQL_LEFT_PAREN) && !sql_at(&cursor, SQL_END))
        sql_advance(&cursor);
    return sql_at_words(&cursor, "from") && sql_peek(&cursor).kind != SQL_LEFT_PAREN;
}

bool block_rows(Block *block, bool asks)
{
    SqlCursor *cursor = &block->ddl->cursor;
    bool is_null = !asks && finds_nothing(*cursor);
    DdlVariable value = {.is_known = is_null, .is_null = is_null, .is_asked = asks};
    bool may_set = sql_at_words(cursor, "get") || sql_peek(cursor).kind == SQL_DOT ||
                   sql_peek(cursor).kind == SQL_LEFT_BRACKET;
    while (!sql_at(cursor, SQL_SEMICOLON) && !sql_at(cursor, SQL_END)) {
        if (may_set && sql_at(cursor, SQL_WORD))
            block_set(block, sql_name_of(cursor, cursor->token), &(DdlVariable){.is_asked = asks});
        if (sql_take_words(cursor, "into"))
            set_targets(block, &value);
        else
            sql_advance(cursor);
    }
    return sql_take(cursor, SQL_SEMICOLON);
}
