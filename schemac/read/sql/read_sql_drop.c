/* read_sql_drop.c: DROP of everything that is kept, with what goes along. */
#include "read/sql/read_sql.h"

/* How to drop one object by its name; `if_exists` says that a missing one is no error. */
typedef bool DropOne(Ddl *ddl, const DdlName *name, bool if_exists);

static bool missing(Ddl *ddl, const DdlName *name, bool if_exists, const char *kind)
{
    if (if_exists || ddl_find_other(ddl, name))
        return true;
    return ddl_missing(ddl, name->span, "%s \"%.*s\" does not exist", kind, TEXT_ARG(name->name));
}

static bool drop_table(Ddl *ddl, const DdlName *name, bool if_exists)
{
    Table *table = ddl_find_table(ddl, name);
    if (!table && ddl_find_other(ddl, name)) {
        ddl_remove_other(ddl, TEXT("pg_temp"), name->name);
        ddl_remove_other(ddl, ddl_creation_schema(ddl, name), name->name);
        return true;
    }
    if (!table && !if_exists)
        return ddl_expect_table(ddl, name) != NULL;
    if (table)
        ddl_remove_table(ddl, table);
    return true;
}

static bool drop_view(Ddl *ddl, const DdlName *name, bool if_exists)
{
    (void)if_exists;
    ddl_remove_other(ddl, TEXT("pg_temp"), name->name);
    ddl_remove_other(ddl, ddl_creation_schema(ddl, name), name->name);
    return true;
}

static bool drop_sequence(Ddl *ddl, const DdlName *name, bool if_exists)
{
    Sequence *sequence = ddl_find_sequence(ddl, name);
    if (!sequence)
        return missing(ddl, name, if_exists, "sequence");
    ddl_remove_sequence(ddl, sequence);
    return true;
}

static bool drop_index(Ddl *ddl, const DdlName *name, bool if_exists)
{
    DdlIndex index = ddl_find_index(ddl, name);
    if (!index.table)
        return missing(ddl, name, if_exists, "index");
    ddl_remove_index(ddl, index);
    return true;
}

static bool drop_type(Ddl *ddl, const DdlName *name, bool if_exists)
{
    Type *type = ddl_find_type(ddl, name);
    if (!type && !if_exists)
        return ddl_expect_type(ddl, name) != NULL;
    if (type)
        ddl_remove_type(ddl, type);
    return true;
}

static bool drop_extension(Ddl *ddl, const DdlName *name, bool if_exists)
{
    (void)if_exists;
    for (size_t i = ddl->schema->extensions.count; i-- > 0;)
        if (text_equal(ddl->schema->extensions.items[i], name->name))
            list_remove(&ddl->schema->extensions, i);
    return true;
}

static bool drop_schema(Ddl *ddl, const DdlName *name, bool if_exists)
{
    Schema *schema = ddl->schema;
    (void)if_exists;
    for (size_t i = schema->tables.count; i-- > 0;)
        if (i < schema->tables.count && text_equal(schema->tables.items[i]->schema, name->name))
            ddl_remove_table(ddl, schema->tables.items[i]);
    for (size_t i = schema->types.count; i-- > 0;)
        if (text_equal(schema->types.items[i]->schema, name->name))
            ddl_remove_type(ddl, schema->types.items[i]);
    for (size_t i = schema->sequences.count; i-- > 0;)
        if (text_equal(schema->sequences.items[i]->schema, name->name))
            ddl_remove_sequence(ddl, schema->sequences.items[i]);
    for (size_t i = schema->functions.count; i-- > 0;)
        if (text_equal(schema->functions.items[i]->schema, name->name))
            list_remove(&schema->functions, i);
    for (size_t i = schema->namespaces.count; i-- > 0;)
        if (text_equal(schema->namespaces.items[i]->name, name->name))
            list_remove(&schema->namespaces, i);
    return true;
}

typedef struct Kind {
    const char *words;
    DropOne *drop;
} Kind;

static const Kind kinds[] = {
    {"table", drop_table},
    {"foreign table", drop_table},
    {"view", drop_view},
    {"sequence", drop_sequence},
    {"materialized view", drop_view},
    {"index", drop_index},
    {"type", drop_type},
    {"domain", drop_type},
    {"schema", drop_schema},
    {"extension", drop_extension},
};

static bool drop_named(Ddl *ddl, DropOne *drop)
{
    SqlCursor *cursor = &ddl->cursor;
    sql_take_words(cursor, "concurrently");
    bool if_exists = sql_take_words(cursor, "if exists");
    do {
        DdlName name;
        if (!ddl_read_name(ddl, &name) || !drop(ddl, &name, if_exists))
            return false;
    } while (sql_take(cursor, SQL_COMMA));
    return true;
}

/* Statements about what is not kept. */
static bool is_silent(const SqlCursor *cursor)
{
    static const char *const words[] = {"access",     "aggregate", "cast",      "collation",  "conversion",
                                        "database",   "event",     "foreign",   "group",      "language",
                                        "operator",   "owned",     "policy",    "procedural", "publication",
                                        "role",       "rule",      "server",    "statistics", "subscription",
                                        "tablespace", "text",      "transform", "user"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (sql_at_words(cursor, words[i]))
            return true;
    return false;
}

bool ddl_drop(Ddl *ddl)
{
    SqlCursor *cursor = &ddl->cursor;
    bool done = false, known = false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && !known; i++)
        if (sql_take_words(cursor, kinds[i].words)) {
            known = true;
            done = drop_named(ddl, kinds[i].drop);
        }
    if (!known && (sql_take_words(cursor, "function") || sql_take_words(cursor, "procedure") ||
                   sql_take_words(cursor, "routine"))) {
        sql_take_words(cursor, "if exists");
        known = true;
        done = ddl_drop_function(ddl);
    } else if (!known && sql_take_words(cursor, "trigger")) {
        known = true;
        done = ddl_drop_trigger(ddl, sql_take_words(cursor, "if exists"));
    }
    if (!known)
        return is_silent(cursor) ? ddl_skip_statement(ddl)
                                 : sql_unexpected(cursor, "an object that can be dropped");
    if (!sql_take_words(cursor, "cascade"))
        sql_take_words(cursor, "restrict");
    return done;
}
