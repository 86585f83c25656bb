/* read_sql_call.c: calls of the file's own functions and procedures whose bodies change the schema: they do
 * what the statements say, as far as a DO block of the same would, with the arguments as its first variables.
 */
#include "read/sql/read_sql_block.h"

enum {
    DEPTH = 16,  /* of calls inside one another */
    CALLS = 1000 /* in a file */
};

/* The only function of the name; NULL where there is none or there are several. */
static const Function *find_only(const Ddl *ddl, Text name)
{
    const Function *found = NULL;
    for (size_t i = 0; i < ddl->schema->functions.count; i++) {
        const Function *function = ddl->schema->functions.items[i];
        if (!text_equal(function->name, name))
            continue;
        if (found)
            return NULL;
        found = function;
    }
    return found;
}

static SqlCursor body_of(const Ddl *ddl, const Function *function)
{
    SqlCursor body = sql_cursor_new(ddl->arena, ddl->diag, function->body, function->span);
    return ddl_cursor_like(&ddl->cursor, body);
}

/* Whether a function of such a name has a body that may change the schema. */
static bool is_changer(const Ddl *ddl, Text name)
{
    for (size_t i = 0; i < ddl->schema->functions.count; i++)
        if (text_equal(ddl->schema->functions.items[i]->name, name) &&
            ddl_has_change(body_of(ddl, ddl->schema->functions.items[i])))
            return true;
    return false;
}

bool ddl_at_changer(const Ddl *ddl)
{
    const SqlCursor *cursor = &ddl->cursor;
    if ((!sql_at(cursor, SQL_WORD) && !sql_at(cursor, SQL_QUOTED)) || sql_peek(cursor).kind != SQL_LEFT_PAREN)
        return false;
    return is_changer(ddl, sql_name_of(cursor, cursor->token));
}

/* Passes a call whose effect is not known; the first of each function is worth a warning. */
static bool skip_call(Ddl *ddl, Text name)
{
    if (map_get(&ddl->skipped_calls, name))
        return ddl_skip_statement(ddl);
    map_put(&ddl->skipped_calls, name, (void *)name.data);
    return ddl_skip_unknown(ddl, text_format(ddl->arena, "call of \"%.*s\"", TEXT_ARG(name)));
}

/* The place of the argument that is named, and past its name; that of the one at `position` where none is. */
static size_t take_place(SqlCursor *cursor, const Function *function, size_t position)
{
    SqlCursor start = *cursor;
    Text name;
    if (!sql_take_label(cursor, &name) ||
        !(sql_take(cursor, SQL_COLON_EQUALS) || sql_take_operator(cursor, "=>"))) {
        *cursor = start;
        return position;
    }
    size_t place = 0;
    while (place < function->argument_names.count && !text_equal(function->argument_names.items[place], name))
        place++;
    return place;
}

static void bind_argument(Block *arguments, const Function *function, size_t i, const DdlVariable *value)
{
    Arena *arena = arguments->ddl->arena;
    TypeUse type = function->argument_types.items[i];
    block_bind(arguments, text_format(arena, "$%zu", i + 1), type, value);
    if (function->argument_names.items[i].size)
        block_bind(arguments, function->argument_names.items[i], type, value);
}

/* The defaults of all arguments that have one; false where a call of `given` arguments lacks another. */
static bool bind_defaults(Block *arguments, const Function *function, size_t given)
{
    const ExprList *defaults = &function->argument_defaults;
    bool done = defaults->count == function->argument_types.count && given <= defaults->count;
    for (size_t i = 0; done && i < defaults->count; i++) {
        const Expr *expr = defaults->items[i];
        DdlVariable value = expr ? block_evaluate(arguments, expr) : (DdlVariable){0};
        bind_argument(arguments, function, i, &value);
        done = expr || i < given;
    }
    return done;
}

/* How many arguments stand between the parentheses that the cursor is at. */
static size_t count_arguments(SqlCursor cursor)
{
    size_t depth = 0, count = sql_peek(&cursor).kind != SQL_RIGHT_PAREN;
    do {
        depth += sql_at(&cursor, SQL_LEFT_PAREN) || sql_at(&cursor, SQL_LEFT_BRACKET);
        depth -= sql_at(&cursor, SQL_RIGHT_PAREN) || sql_at(&cursor, SQL_RIGHT_BRACKET);
        count += depth == 1 && sql_at(&cursor, SQL_COMMA);
        sql_advance(&cursor);
    } while (depth > 0 && !sql_at(&cursor, SQL_END));
    return count;
}

/* Moves past `name (arguments)` where that is the rest of the statement and binds what the function's
 * arguments are; else false. */
static bool take_call(Ddl *ddl, const Function *function, Block *arguments)
{
    SqlCursor *cursor = &ddl->cursor;
    Block around = {.ddl = ddl, .variables = ddl->variables};
    DdlVariable value;
    sql_advance(cursor);
    size_t given = count_arguments(*cursor);
    if (!bind_defaults(arguments, function, given) || !sql_take(cursor, SQL_LEFT_PAREN))
        return false;
    for (size_t i = 0; i < given; i++) {
        size_t place = take_place(cursor, function, i);
        if (place >= function->argument_types.count || !block_value(&around, ", )", &value))
            return false;
        bind_argument(arguments, function, place, &value);
        if (i + 1 < given && !sql_take(cursor, SQL_COMMA))
            return false;
    }
    return sql_take(cursor, SQL_RIGHT_PAREN) && ddl_at_end(ddl);
}

/* Whether the function's statements can be followed. */
static bool is_followed(const Ddl *ddl, const Function *function)
{
    return function && text_is(function->language, "plpgsql") && !function->is_variadic &&
           ddl->depth < DEPTH && ddl->calls < CALLS;
}

bool ddl_call(Ddl *ddl)
{
    Text name = sql_name_of(&ddl->cursor, ddl->cursor.token);
    const Function *function = find_only(ddl, name);
    SqlCursor start = ddl->cursor;
    Block arguments = {.ddl = ddl};
    bool is_known = is_followed(ddl, function) && take_call(ddl, function, &arguments), done = true;
    if (is_known) {
        ddl->calls++;
        ddl->depth++;
        done = ddl_follow(ddl, body_of(ddl, function), arguments.variables, &is_known);
        ddl->depth--;
    }
    if (is_known)
        return done;
    ddl->cursor = start;
    return skip_call(ddl, name);
}
