/* read_routine.c: the variables of PL/pgSQL functions, and their expressions over them. */
#include "read/routine/read_routine.h"

#include "model/type_convert.h"
#include "read/routine/read_set.h"

typedef struct Settle {
    Schema *schema;
    const Function *function;
    const SqlCursor *cursor;
    ExprScope scope;
} Settle;

/* ---- variables ---- */

static bool add_variable(Schema *schema, Table *variables, Text name, TypeUse type)
{
    Column *column = arena_new_object(schema->arena, Column);
    column->name = name;
    column->type = type;
    return table_add_column(schema, variables, column);
}

static Text argument_name(Arena *arena, const Function *function, size_t i)
{
    Text name = i < function->argument_names.count ? function->argument_names.items[i] : (Text){0};
    return name.size ? name : text_format(arena, "$%zu", i + 1);
}

static bool add_arguments(Schema *schema, const Function *function, Table *variables)
{
    for (size_t i = 0; i < function->argument_types.count; i++)
        if (!add_variable(schema, variables, argument_name(schema->arena, function, i),
                          function->argument_types.items[i]))
            return false;
    return true;
}

/* A counter hides a variable of its name: one of its type can stand for both. */
static bool add_counter(Schema *schema, Table *variables, Text name)
{
    const Column *known = table_find_column(variables, name);
    return known ? type_code(&known->type) == TYPE_INT4
                 : add_variable(schema, variables, name, type_of_code("int4"));
}

static bool add_declared(Schema *schema, const PlStatementList *list, Table *variables)
{
    for (size_t i = 0; i < list->count; i++) {
        const PlStatement *statement = list->items[i];
        bool counts = statement->loop == PL_LOOP_COUNT || statement->loop == PL_LOOP_REVERSE;
        if ((statement->kind == PL_DECLARE &&
             !add_variable(schema, variables, statement->target, statement->type)) ||
            (counts && !add_counter(schema, variables, statement->target)) ||
            !add_declared(schema, &statement->then, variables) ||
            !add_declared(schema, &statement->otherwise, variables))
            return false;
    }
    return true;
}

/* ---- expressions ---- */

/* $1 and f.x as the arguments they are. */
static Expr *over_variables(const Settle *settle, const Expr *expr)
{
    Arena *arena = settle->schema->arena;
    int64_t number = 0;
    Expr *copy = expr_copy(arena, expr);
    if (expr->kind == EXPR_COLUMN && text_equal(expr->qualifier, settle->function->name))
        copy->qualifier = (Text){0};
    if (expr->kind == EXPR_PARAMETER && text_to_int64(text_slice(expr->text, 1, expr->text.size), &number) &&
        number > 0) {
        copy->kind = EXPR_COLUMN;
        copy->text = argument_name(arena, settle->function, (size_t)number - 1);
    }
    for (size_t i = 0; i < copy->arguments.count; i++)
        if (copy->arguments.items[i])
            copy->arguments.items[i] = over_variables(settle, copy->arguments.items[i]);
    return copy;
}

static void settle_expr(const Settle *settle, Expr **expr)
{
    if (!*expr)
        return;
    Expr *over = over_variables(settle, set_put(settle->cursor, *expr));
    *expr = expr_normalise(settle->schema->arena, over, &settle->scope);
}

static void settle_statements(const Settle *settle, const PlStatementList *list)
{
    for (size_t i = 0; i < list->count; i++) {
        PlStatement *statement = list->items[i];
        settle_expr(settle, &statement->expr);
        settle_expr(settle, &statement->last);
        settle_expr(settle, &statement->step);
        settle_statements(settle, &statement->then);
        settle_statements(settle, &statement->otherwise);
    }
}

void routine_settle(Schema *schema, Function *function, const SqlCursor *cursor)
{
    Table *variables = arena_new_object(schema->arena, Table);
    variables->name = function->name;
    if (!add_arguments(schema, function, variables) ||
        !add_declared(schema, &function->statements, variables))
        return;
    Settle settle = {.schema = schema,
                     .function = function,
                     .cursor = cursor,
                     .scope = {.schema = schema, .table = variables}};
    settle_statements(&settle, &function->statements);
    function->variables = variables;
    function->effort = arena_new_object(schema->arena, size_t);
}
