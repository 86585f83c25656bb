/* read_sql_call.c: calls of the file's own functions whose bodies change the schema: those without arguments
 * do what their statements say, as far as a DO block of the same would; of the others it is not known. */
#include "read/sql/read_sql.h"

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

/* Moves past `name ()` where that is the rest of the statement; else the cursor stays. */
static bool take_bare_call(Ddl *ddl)
{
    Ddl ahead = *ddl;
    sql_advance(&ahead.cursor);
    if (!sql_take(&ahead.cursor, SQL_LEFT_PAREN) || !sql_take(&ahead.cursor, SQL_RIGHT_PAREN) ||
        !ddl_at_end(&ahead))
        return false;
    ddl->cursor = ahead.cursor;
    return true;
}

/* Whether the function's statements can be followed. */
static bool is_followed(const Ddl *ddl, const Function *function)
{
    return function && function->argument_types.count == 0 && text_is(function->language, "plpgsql") &&
           ddl->depth < DEPTH && ddl->calls < CALLS;
}

bool ddl_call(Ddl *ddl)
{
    Text name = sql_name_of(&ddl->cursor, ddl->cursor.token);
    const Function *function = find_only(ddl, name);
    SqlCursor start = ddl->cursor;
    if (!is_followed(ddl, function) || !take_bare_call(ddl))
        return skip_call(ddl, name);
    bool is_known, done;
    ddl->calls++;
    ddl->depth++;
    done = ddl_follow(ddl, body_of(ddl, function), &is_known);
    ddl->depth--;
    if (is_known)
        return done;
    ddl->cursor = start;
    return skip_call(ddl, name);
}
