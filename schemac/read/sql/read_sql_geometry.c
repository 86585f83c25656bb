/* read_sql_geometry.c: SELECT AddGeometryColumn(…), by which tables got columns of geometries before types
 * had modifiers, and many files still do. PostGIS reference: section 8.2 (Table Management Functions). */
#include "read/sql/read_sql.h"

#include "model/names.h"

enum {
    NAMES_LIMIT = 4 /* before the spatial reference system: catalog, schema, table, column */
};

/* The arguments of the call. */
typedef struct GeometryCall {
    Text names[NAMES_LIMIT];
    size_t name_count;
    int64_t system, dimensions;
    Text shape;
} GeometryCall;

/* '…', also with a cast. */
static bool take_text(SqlCursor *cursor, Text *text)
{
    if (!sql_take_string(cursor, text))
        return false;
    while (!sql_at(cursor, SQL_COMMA) && !sql_at(cursor, SQL_RIGHT_PAREN) && !sql_at(cursor, SQL_END))
        sql_advance(cursor);
    return true;
}

/* "(names, system, 'shape', dimensions"; false, unreported, where the arguments are not constants. */
static bool read_call(SqlCursor *cursor, GeometryCall *call)
{
    *call = (GeometryCall){0};
    if (!sql_take(cursor, SQL_LEFT_PAREN))
        return false;
    while (call->name_count < NAMES_LIMIT && take_text(cursor, &call->names[call->name_count])) {
        call->name_count++;
        if (!sql_take(cursor, SQL_COMMA))
            return false;
    }
    bool is_negative = sql_take_operator(cursor, "-");
    if (call->name_count < 2 || !sql_take_integer(cursor, &call->system))
        return false;
    if (is_negative)
        call->system = 0;
    return sql_take(cursor, SQL_COMMA) && take_text(cursor, &call->shape) && sql_take(cursor, SQL_COMMA) &&
           sql_take_integer(cursor, &call->dimensions);
}

/* The letters that tell the coordinates beyond two, where the shape's name has them not. */
static const char *coordinates(const GeometryCall *call)
{
    char last = call->shape.size ? (char)(call->shape.data[call->shape.size - 1] | 0x20) : 0;
    if (call->dimensions == 4)
        return "ZM";
    return call->dimensions == 3 && last != 'm' ? "Z" : "";
}

/* The statement that adds such a column today. */
static Text statement_of(Ddl *ddl, const GeometryCall *call)
{
    Arena *arena = ddl->arena;
    const Text *names = &call->names[call->name_count - 2];
    Text schema = call->name_count > 2 ? names[-1] : TEXT("");
    Text table = names_quote(arena, names[0]), column = names_quote(arena, names[1]);
    if (schema.size)
        table = text_format(arena, "%.*s.%.*s", TEXT_ARG(names_quote(arena, schema)), TEXT_ARG(table));
    Text shape = text_lower(arena, text_format(arena, "%.*s%s", TEXT_ARG(call->shape), coordinates(call)));
    return text_format(arena, "ALTER TABLE %.*s ADD COLUMN %.*s geometry(%.*s, %lld)", TEXT_ARG(table),
                       TEXT_ARG(column), TEXT_ARG(names_quote(arena, shape)), (long long)call->system);
}

bool ddl_add_geometry(Ddl *ddl)
{
    GeometryCall call;
    if (!read_call(&ddl->cursor, &call))
        return ddl_skip_unknown(ddl, TEXT("call of \"addgeometrycolumn\""));
    SqlCursor outer = ddl->cursor;
    ddl->cursor = ddl_text_cursor(ddl, statement_of(ddl, &call), ddl->statement);
    bool done = ddl_read_statement(ddl);
    ddl->cursor = outer;
    return done && ddl_skip_statement(ddl);
}
