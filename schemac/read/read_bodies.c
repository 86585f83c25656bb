/* read_bodies.c: bodies of functions that are one expression, in SQL or PL/pgSQL, and the statements of
 * PL/pgSQL. */
#include "read/parse_expr.h"
#include "read/read.h"
#include "read/read_plpgsql.h"
#include "read/read_routine.h"

/* ---- arguments ---- */

/* "$2" for the second argument; empty where the column names none. */
static Text parameter_of(Arena *arena, const Function *function, const Expr *column)
{
    bool own = column->qualifier.size == 0 || text_equal(column->qualifier, function->name);
    for (size_t i = 0; own && i < function->argument_names.count; i++)
        if (text_equal(function->argument_names.items[i], column->text))
            return text_format(arena, "$%zu", i + 1);
    return (Text){0};
}

static bool is_known_parameter(const Function *function, Text text)
{
    int64_t number = 0;
    return text_to_int64(text_slice(text, 1, text.size), &number) && number > 0 &&
           (size_t)number <= function->argument_types.count;
}

/* With the arguments' names as parameters; NULL where it reads anything else. */
static Expr *over_parameters(Arena *arena, const Function *function, const Expr *expr)
{
    Expr *copy = expr_copy(arena, expr);
    if (expr->kind == EXPR_OPAQUE ||
        (expr->kind == EXPR_PARAMETER && !is_known_parameter(function, expr->text)))
        return NULL;
    if (expr->kind == EXPR_COLUMN) {
        copy->kind = EXPR_PARAMETER;
        copy->text = parameter_of(arena, function, expr);
        copy->qualifier = (Text){0};
        return copy->text.size ? copy : NULL;
    }
    for (size_t i = 0; i < copy->arguments.count; i++) {
        if (!copy->arguments.items[i])
            continue;
        copy->arguments.items[i] = over_parameters(arena, function, copy->arguments.items[i]);
        if (!copy->arguments.items[i])
            return NULL;
    }
    return copy;
}

/* ---- SQL ---- */

/* The end of a body: AS a name, semicolons, and END where it began with BEGIN ATOMIC. */
static bool at_body_end(SqlCursor *cursor, bool is_atomic)
{
    Text name;
    if (sql_take_words(cursor, "as") && !sql_take_label(cursor, &name))
        return false;
    while (sql_take(cursor, SQL_SEMICOLON))
        continue;
    if (is_atomic && !sql_take_words(cursor, "end"))
        return false;
    sql_take(cursor, SQL_SEMICOLON);
    return sql_at(cursor, SQL_END);
}

/* SELECT expression, RETURN expression, or one of them between BEGIN ATOMIC and END. */
static Expr *read_sql_body(SqlCursor *cursor)
{
    bool is_atomic = sql_take_words(cursor, "begin atomic");
    if (!sql_take_words(cursor, "select") && !sql_take_words(cursor, "return"))
        return NULL;
    Expr *expr = parse_expr(cursor);
    return expr && at_body_end(cursor, is_atomic) ? expr : NULL;
}

/* ---- PL/pgSQL ---- */

/* What statements that only decide and return give, from the i-th on; `rest` is what follows them. NULL where
 * they do anything else. */
static Expr *returned(Arena *arena, const PlStatementList *list, size_t i, const Expr *rest)
{
    if (i == list->count)
        return rest ? expr_copy(arena, rest) : NULL;
    const PlStatement *statement = list->items[i];
    if (statement->kind == PL_NOTHING)
        return returned(arena, list, i + 1, rest);
    if (statement->kind == PL_RETURN)
        return statement->expr;
    if (statement->kind != PL_IF || !statement->expr)
        return NULL;
    Expr *after = returned(arena, list, i + 1, rest);
    Expr *then = returned(arena, &statement->then, 0, after);
    Expr *otherwise = returned(arena, &statement->otherwise, 0, after);
    if (!then || !otherwise || expr_size(after ? after : then, EXPR_SIZE_LIMIT) >= EXPR_SIZE_LIMIT / 8)
        return NULL;
    Expr *choice = expr_new(arena, EXPR_CASE, statement->expr->span);
    list_push(arena, &choice->arguments, NULL);
    list_push(arena, &choice->arguments, statement->expr);
    list_push(arena, &choice->arguments, then);
    list_push(arena, &choice->arguments, otherwise);
    return choice;
}

/* ---- functions ---- */

static SqlCursor body_cursor(const Schema *schema, Diag *silent, const Function *function, TextList *path)
{
    list_push(schema->arena, path, function->schema);
    list_push(schema->arena, path, TEXT("public"));
    Source *source = source_new(schema->arena, function->name, function->body);
    SqlCursor cursor = sql_cursor_new(schema->arena, silent, source->content, (Span){.source = source});
    cursor.schema = schema;
    cursor.search_path = path;
    return cursor;
}

static void read_body(Schema *schema, Diag *silent, Function *function)
{
    Expr *expr = NULL;
    TextList path = {0};
    SqlCursor cursor = body_cursor(schema, silent, function, &path);
    if (text_is(function->language, "sql"))
        expr = read_sql_body(&cursor);
    if (text_is(function->language, "plpgsql"))
        function->has_statements = plpgsql_read(&cursor, &function->statements);
    if (function->has_statements && function->result.type)
        expr = returned(schema->arena, &function->statements, 0, NULL);
    if (expr && function->result.type)
        function->expression = over_parameters(schema->arena, function, expr);
    if (function->has_statements && function->result.type)
        routine_settle(schema, function);
}

void read_bodies(Schema *schema, Diag *diag)
{
    Diag silent = {.stream = diag->stream, .quiet = true, .errors = DIAG_MAX_ERRORS};
    for (size_t i = 0; i < schema->functions.count; i++)
        if (!schema->functions.items[i]->is_procedure)
            read_body(schema, &silent, schema->functions.items[i]);
}
