/* read_bodies.c: bodies of functions that are one expression, in SQL or PL/pgSQL, and the statements of
 * PL/pgSQL. */
#include "read/parse/parse_expr.h"
#include "read/read.h"
#include "read/routine/read_lookup.h"
#include "read/routine/read_plpgsql.h"
#include "read/routine/read_routine.h"
#include "read/routine/read_set.h"

/* A variable, and what it holds; the one named last comes first. */
typedef struct Variable {
    Text name;
    TypeUse type;      /* as declared */
    const Expr *value; /* over parameters; NULL: not known */
    const struct Variable *before;
} Variable;

enum {
    STATEMENT_LIMIT = 2000 /* statements that are followed, on all ways together */
};

/* A function whose body is read. */
typedef struct Body {
    Arena *arena;
    Function *function;
    SqlCursor cursor;
    TextList path; /* the cursor's */
    size_t followed;
} Body;

/* ---- arguments and variables ---- */

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

/* What an argument or a variable stands for; NULL where the name is neither's, or not known what. */
static Expr *named(const Body *body, const Variable *known, const Expr *column)
{
    for (; known && column->qualifier.size == 0; known = known->before)
        if (text_equal(known->name, column->text))
            return known->value ? expr_copy(body->arena, known->value) : NULL;
    Text parameter = parameter_of(body->arena, body->function, column);
    Expr *expr = expr_new(body->arena, EXPR_PARAMETER, column->span);
    expr->text = parameter;
    return parameter.size ? expr : NULL;
}

/* What a subquery gives; NULL where it is not understood. */
static const Expr *query_of(const Body *body, const Expr *opaque)
{
    const Expr *lookup = lookup_of_opaque(&body->cursor, opaque);
    return lookup ? lookup : set_of_opaque(&body->cursor, opaque);
}

/* With what the names stand for in their places; NULL where it reads anything else but rows looked up by a
 * key and the items of sets. */
static Expr *over_parameters(const Body *body, const Variable *known, const Expr *expr)
{
    if (expr->kind == EXPR_OPAQUE && !(expr = query_of(body, expr)))
        return NULL;
    if (expr->kind == EXPR_COLUMN)
        return named(body, known, expr);
    if (expr->kind == EXPR_PARAMETER && !is_known_parameter(body->function, expr->text))
        return NULL;
    Expr *copy = expr_copy(body->arena, expr);
    for (size_t i = 0; i < copy->arguments.count; i++) {
        if (!copy->arguments.items[i])
            continue;
        copy->arguments.items[i] = over_parameters(body, known, copy->arguments.items[i]);
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

/* SELECT expression, RETURN expression, or one of them between BEGIN ATOMIC and END; or a query that looks
 * one row up or reads a set. */
static Expr *read_sql_body(SqlCursor *cursor)
{
    bool is_atomic = sql_take_words(cursor, "begin atomic");
    SqlCursor start = *cursor;
    if (!sql_take_words(cursor, "select") && !sql_take_words(cursor, "return"))
        return NULL;
    Expr *expr = parse_expr(cursor);
    if (expr && at_body_end(cursor, is_atomic))
        return expr;
    *cursor = start;
    expr = lookup_read(cursor, false);
    if (!expr) {
        *cursor = start;
        expr = set_read(cursor);
    }
    return expr && at_body_end(cursor, is_atomic) ? expr : NULL;
}

/* ---- PL/pgSQL ---- */

/* Where the statements have come to. */
typedef struct Place {
    const PlStatementList *list;
    size_t i;
    const struct Place *after; /* where they go on behind the list; or NULL */
} Place;

static Expr *returned(Body *body, const Variable *known, Place at);

static TypeUse declared_type(const Variable *known, Text name)
{
    while (known && !text_equal(known->name, name))
        known = known->before;
    return known ? known->type : (TypeUse){0};
}

/* A variable holds values of its type; NULL where it is not known what. */
static Expr *held(const Body *body, const Variable *known, const PlStatement *statement, const TypeUse *type)
{
    if (!statement->expr && statement->kind != PL_DECLARE)
        return NULL;
    Expr *value = statement->expr ? over_parameters(body, known, statement->expr)
                                  : expr_new(body->arena, EXPR_NULL, body->function->span);
    if (!value || !type->type)
        return value;
    Expr *cast = expr_new(body->arena, EXPR_CAST, value->span);
    cast->type = *type;
    list_push(body->arena, &cast->arguments, value);
    return cast;
}

static Expr *returned_after_set(Body *body, const Variable *known, const PlStatement *statement, Place at)
{
    TypeUse type = statement->kind == PL_DECLARE ? statement->type : declared_type(known, statement->target);
    Variable variable = {.name = statement->target, .type = type, .before = known};
    variable.value = held(body, known, statement, &type);
    return returned(body, &variable, at);
}

static Expr *returned_after_if(Body *body, const Variable *known, const PlStatement *statement, Place at)
{
    Expr *condition = statement->expr ? over_parameters(body, known, statement->expr) : NULL;
    Expr *then = condition ? returned(body, known, (Place){&statement->then, 0, &at}) : NULL;
    Expr *otherwise = then ? returned(body, known, (Place){&statement->otherwise, 0, &at}) : NULL;
    if (!otherwise)
        return NULL;
    Expr *choice = expr_new(body->arena, EXPR_CASE, condition->span);
    list_push(body->arena, &choice->arguments, NULL);
    list_push(body->arena, &choice->arguments, condition);
    list_push(body->arena, &choice->arguments, then);
    list_push(body->arena, &choice->arguments, otherwise);
    return expr_size(choice, EXPR_SIZE_LIMIT / 4) < EXPR_SIZE_LIMIT / 4 ? choice : NULL;
}

/* What statements that only decide, set variables and return give. NULL where they do anything else. */
static Expr *returned(Body *body, const Variable *known, Place at)
{
    while (at.i == at.list->count && at.after)
        at = *at.after;
    if (at.i == at.list->count || body->followed++ > STATEMENT_LIMIT)
        return NULL;
    const PlStatement *statement = at.list->items[at.i++];
    switch (statement->kind) {
    case PL_NOTHING:
        return returned(body, known, at);
    case PL_OTHER:
        return statement->target.size ? returned_after_set(body, known, statement, at) : NULL;
    case PL_DECLARE:
    case PL_SET:
        return returned_after_set(body, known, statement, at);
    case PL_RETURN:
        return statement->expr ? over_parameters(body, known, statement->expr) : NULL;
    case PL_IF:
        return returned_after_if(body, known, statement, at);
    default:
        return NULL;
    }
}

/* ---- functions ---- */

static void open_body(Body *body, const Schema *schema, Diag *silent)
{
    const Function *function = body->function;
    list_push(body->arena, &body->path, function->schema);
    list_push(body->arena, &body->path, TEXT("public"));
    Source *source = source_new(body->arena, function->name, function->body);
    body->cursor = sql_cursor_new(body->arena, silent, source->content, (Span){.source = source});
    body->cursor.schema = schema;
    body->cursor.search_path = &body->path;
}

static void read_body(Schema *schema, Diag *silent, Function *function)
{
    Body body = {.arena = schema->arena, .function = function};
    open_body(&body, schema, silent);
    Expr *expr = text_is(function->language, "sql") ? read_sql_body(&body.cursor) : NULL;
    if (expr && function->result.type)
        function->expression = over_parameters(&body, NULL, expr);
    if (text_is(function->language, "plpgsql"))
        function->has_statements = plpgsql_read(&body.cursor, &function->statements);
    if (!function->has_statements || !function->result.type)
        return;
    function->expression = returned(&body, NULL, (Place){&function->statements, 0, NULL});
    routine_settle(schema, function, &body.cursor);
}

void read_bodies(Schema *schema, Diag *diag)
{
    Diag silent = {.stream = diag->stream, .quiet = true, .errors = DIAG_MAX_ERRORS};
    for (size_t i = 0; i < schema->functions.count; i++)
        if (!schema->functions.items[i]->is_procedure)
            read_body(schema, &silent, schema->functions.items[i]);
}
