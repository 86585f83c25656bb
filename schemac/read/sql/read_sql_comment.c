/* read_sql_comment.c: COMMENT ON everything that is kept. */
#include "read/sql/read_sql.h"

#include "read/parse/parse_type.h"

/* IS 'text' or IS NULL. */
static bool read_text(Ddl *ddl, Text *comment)
{
    if (!sql_expect_words(&ddl->cursor, "is"))
        return false;
    *comment = (Text){0};
    if (sql_take_words(&ddl->cursor, "null"))
        return true;
    return sql_take_string(&ddl->cursor, comment) || sql_unexpected(&ddl->cursor, "a string or NULL");
}

/* Reads the text into `place`, or nowhere where that is NULL. */
static bool read_into(Ddl *ddl, Text *place)
{
    Text ignored;
    return read_text(ddl, place ? place : &ignored);
}

static bool comment_table(Ddl *ddl)
{
    DdlName name;
    if (!ddl_read_name(ddl, &name))
        return false;
    Table *table = ddl_expect_table(ddl, &name);
    if (!table && !ddl_find_other(ddl, &name))
        return false;
    return read_into(ddl, table ? &table->comment : NULL);
}

/* schema.table.column, table.column; also of views and composite types. */
static bool comment_column(Ddl *ddl)
{
    SqlCursor *cursor = &ddl->cursor;
    Text parts[4] = {{0}};
    Span spans[4];
    size_t count = 0;
    SqlToken first = cursor->token;
    do {
        spans[count] = sql_span(cursor, cursor->token);
        if (!sql_expect_label(cursor, &parts[count++]))
            return false;
    } while (count < 4 && sql_take(cursor, SQL_DOT));
    if (count < 2)
        return sql_unexpected(cursor, "\".\" and a column");
    DdlName name = {.name = parts[count - 2], .span = sql_span_from(cursor, first)};
    DdlName column_name = {.name = parts[count - 1], .span = spans[count - 1]};
    name.schema = count > 2 ? parts[count - 3] : (Text){0};
    if (ddl_find_type(ddl, &name) && !ddl_find_table(ddl, &name))
        return read_into(ddl, NULL);
    const Table *table = ddl_expect_table(ddl, &name);
    if (!table)
        return ddl_find_other(ddl, &name) && read_into(ddl, NULL);
    Column *column = ddl_expect_column(ddl, table, &column_name);
    return column && read_into(ddl, &column->comment);
}

static bool comment_schema(Ddl *ddl)
{
    DdlName name;
    if (!ddl_read_plain_name(ddl, &name))
        return false;
    Namespace *found = schema_find_namespace(ddl->schema, name.name);
    return read_into(ddl, found ? &found->comment : NULL);
}

static bool comment_database(Ddl *ddl)
{
    DdlName name;
    return ddl_read_plain_name(ddl, &name) && read_into(ddl, NULL);
}

static bool comment_type(Ddl *ddl)
{
    DdlName name;
    if (!ddl_read_name(ddl, &name))
        return false;
    Type *type = ddl_find_type(ddl, &name);
    return read_into(ddl, type ? &type->comment : NULL);
}

static bool comment_sequence(Ddl *ddl)
{
    DdlName name;
    if (!ddl_read_name(ddl, &name))
        return false;
    Sequence *sequence = ddl_find_sequence(ddl, &name);
    return read_into(ddl, sequence ? &sequence->comment : NULL);
}

/* The index of a constraint has a comment of its own, which is not kept. */
static bool comment_index(Ddl *ddl)
{
    DdlName name;
    if (!ddl_read_name(ddl, &name))
        return false;
    DdlIndex found = ddl_find_index(ddl, &name);
    return read_into(ddl, found.index ? &found.index->comment : NULL);
}

static bool comment_function(Ddl *ddl)
{
    DdlName name;
    unsigned errors = ddl->diag->errors;
    Function *function = ddl_read_signature(ddl, &name);
    return ddl->diag->errors == errors && read_into(ddl, function ? &function->comment : NULL);
}

static bool comment_trigger(Ddl *ddl)
{
    DdlName name, target;
    Text *place = NULL;
    if (!ddl_read_plain_name(ddl, &name) || !sql_expect_words(&ddl->cursor, "on") ||
        !ddl_read_name(ddl, &target))
        return false;
    const Table *table = ddl_find_table(ddl, &target);
    for (size_t i = 0; table && i < table->triggers.count; i++)
        if (text_equal(table->triggers.items[i]->name, name.name))
            place = &table->triggers.items[i]->comment;
    return read_into(ddl, place);
}

static Text *check_comment(const CheckList *checks, Text name)
{
    for (size_t i = 0; i < checks->count; i++)
        if (text_equal(checks->items[i]->name, name))
            return &checks->items[i]->comment;
    return NULL;
}

static Text *constraint_comment(const Table *table, Text name)
{
    for (size_t i = 0; i < table->keys.count; i++)
        if (text_equal(table->keys.items[i]->name, name))
            return &table->keys.items[i]->comment;
    for (size_t i = 0; i < table->references.count; i++)
        if (text_equal(table->references.items[i]->name, name))
            return &table->references.items[i]->comment;
    for (size_t i = 0; i < table->exclusions.count; i++)
        if (text_equal(table->exclusions.items[i]->name, name))
            return &table->exclusions.items[i]->comment;
    return check_comment(&table->checks, name);
}

/* CONSTRAINT name ON table, CONSTRAINT name ON DOMAIN domain. */
static bool comment_constraint(Ddl *ddl)
{
    DdlName name, target;
    if (!ddl_read_plain_name(ddl, &name) || !sql_expect_words(&ddl->cursor, "on"))
        return false;
    bool domain = sql_take_words(&ddl->cursor, "domain");
    if (!ddl_read_name(ddl, &target))
        return false;
    const Type *type = domain ? ddl_find_type(ddl, &target) : NULL;
    const Table *table = domain ? NULL : ddl_find_table(ddl, &target);
    return read_into(ddl, type    ? check_comment(&type->checks, name.name)
                          : table ? constraint_comment(table, name.name)
                                  : NULL);
}

typedef struct Kind {
    const char *words;
    bool (*read)(Ddl *ddl);
} Kind;

static const Kind kinds[] = {
    {"table", comment_table},       {"foreign table", comment_table},   {"column", comment_column},
    {"schema", comment_schema},     {"database", comment_database},     {"type", comment_type},
    {"domain", comment_type},       {"sequence", comment_sequence},     {"index", comment_index},
    {"function", comment_function}, {"procedure", comment_function},    {"routine", comment_function},
    {"trigger", comment_trigger},   {"constraint", comment_constraint},
};

bool ddl_comment(Ddl *ddl)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (sql_take_words(&ddl->cursor, kinds[i].words))
            return kinds[i].read(ddl);
    return ddl_skip_statement(ddl);
}
