/* read_sql_alter.c: ALTER TABLE; what it does to single columns is in read_sql_alter_column.c. */
#include "read/sql/read_sql.h"

#include <string.h>

/* The table that an ALTER TABLE is about. */
typedef struct Alter {
    Ddl *ddl;
    Table *table;
    bool only;                     /* ONLY: not its children */
    DdlConstraintList constraints; /* to add, once all columns are there */
} Alter;

/* ---- ADD ----------------------------------------------------------------------------------------------- */

static bool add_constraint(Alter *alter)
{
    DdlConstraint *constraint = ddl_read_constraint(alter->ddl);
    if (constraint)
        list_push(alter->ddl->arena, &alter->constraints, constraint);
    return constraint != NULL;
}

/* PostgreSQL 18: ADD CONSTRAINT name NOT NULL column. */
static bool add_not_null(Alter *alter)
{
    SqlCursor *cursor = &alter->ddl->cursor;
    Text constraint = {0};
    DdlName name;
    if (sql_take_words(cursor, "constraint") && !sql_expect_name(cursor, &constraint))
        return false;
    if (!sql_expect_words(cursor, "not null") || !ddl_read_plain_name(alter->ddl, &name))
        return false;
    Column *column = ddl_expect_column(alter->ddl, alter->table, &name);
    if (!column)
        return false;
    column->not_null = true;
    column->not_null_name = constraint;
    while (sql_take_words(cursor, "not valid") || sql_take_words(cursor, "no inherit"))
        continue;
    return true;
}

static bool is_not_null(const Ddl *ddl)
{
    const char *limit = ddl->cursor.text.data + ddl->cursor.text.size;
    if (!sql_at_words(&ddl->cursor, "constraint"))
        return sql_at_words(&ddl->cursor, "not null");
    SqlToken name = sql_peek(&ddl->cursor);
    return sql_token_is(sql_lex(name.text.data + name.text.size, limit), "not");
}

static void inherit_column(Ddl *ddl, const Table *table, const Column *column)
{
    TableList children = ddl_children(ddl, table);
    for (size_t i = 0; i < children.count; i++) {
        if (!table_find_column(children.items[i], column->name))
            ddl_copy_column(ddl, children.items[i], column);
        inherit_column(ddl, children.items[i], column);
    }
}

static bool add_column(Alter *alter)
{
    Ddl *ddl = alter->ddl;
    DdlName name;
    sql_take_words(&ddl->cursor, "column");
    bool if_not_exists = sql_take_words(&ddl->cursor, "if not exists");
    if (!ddl_read_plain_name(ddl, &name))
        return false;
    Column *column = arena_new_object(ddl->arena, Column);
    column->name = name.name;
    column->span = name.span;
    Column *there = table_find_column(alter->table, name.name);
    DdlConstraintList constraints = {0};
    size_t sequences = ddl->schema->sequences.count;
    if (!ddl_read_column(ddl, alter->table, column, &constraints))
        return false;
    ddl_need_extension(ddl, &column->type);
    if (there && if_not_exists) {
        ddl->schema->sequences.count = sequences;
        return true;
    }
    if (there) {
        ddl_taken(ddl, name.span, "column \"%.*s\" of table \"%.*s\" already exists", TEXT_ARG(name.name),
                  TEXT_ARG(alter->table->name));
        diag_note(ddl->diag, there->span, "it is declared here");
        return false;
    }
    table_add_column(ddl->schema, alter->table, column);
    if (!alter->only)
        inherit_column(ddl, alter->table, column);
    for (size_t i = 0; i < constraints.count; i++)
        list_push(ddl->arena, &alter->constraints, constraints.items[i]);
    return true;
}

static bool alter_add(Alter *alter)
{
    if (is_not_null(alter->ddl))
        return add_not_null(alter);
    if (ddl_at_constraint(alter->ddl))
        return add_constraint(alter);
    return add_column(alter);
}

/* ---- DROP ---------------------------------------------------------------------------------------------- */

static void take_behaviour(SqlCursor *cursor)
{
    if (!sql_take_words(cursor, "cascade"))
        sql_take_words(cursor, "restrict");
}

static bool drop_constraint(Alter *alter)
{
    Ddl *ddl = alter->ddl;
    bool if_exists = sql_take_words(&ddl->cursor, "if exists");
    DdlName name;
    if (!ddl_read_plain_name(ddl, &name))
        return false;
    take_behaviour(&ddl->cursor);
    if (!ddl_remove_constraint(ddl, alter->table, name.name) && !if_exists)
        return ddl_missing(ddl, name.span, "constraint \"%.*s\" of table \"%.*s\" does not exist",
                           TEXT_ARG(name.name), TEXT_ARG(alter->table->name));
    return true;
}

static bool alter_drop(Alter *alter)
{
    Ddl *ddl = alter->ddl;
    DdlName name;
    if (sql_take_words(&ddl->cursor, "constraint"))
        return drop_constraint(alter);
    sql_take_words(&ddl->cursor, "column");
    bool if_exists = sql_take_words(&ddl->cursor, "if exists");
    if (!ddl_read_plain_name(ddl, &name))
        return false;
    take_behaviour(&ddl->cursor);
    Column *column = table_find_column(alter->table, name.name);
    if (column)
        ddl_remove_column(ddl, alter->table, column);
    return column || if_exists || ddl_expect_column(ddl, alter->table, &name);
}

/* ---- constraints --------------------------------------------------------------------------------------- */

static Reference *find_reference(const Table *table, Text name)
{
    for (size_t i = 0; i < table->references.count; i++)
        if (text_equal(table->references.items[i]->name, name))
            return table->references.items[i];
    return NULL;
}

static bool alter_validate(Alter *alter)
{
    Text name;
    if (!sql_expect_words(&alter->ddl->cursor, "constraint") || !sql_expect_name(&alter->ddl->cursor, &name))
        return false;
    Reference *reference = find_reference(alter->table, name);
    if (reference)
        reference->not_valid = false;
    for (size_t i = 0; i < alter->table->checks.count; i++)
        if (text_equal(alter->table->checks.items[i]->name, name))
            alter->table->checks.items[i]->not_valid = false;
    return true;
}

/* ALTER CONSTRAINT name [NOT] DEFERRABLE …, [NOT] ENFORCED. */
static bool alter_constraint(Alter *alter)
{
    Text name;
    DdlConstraint changed = {0};
    if (!sql_expect_name(&alter->ddl->cursor, &name))
        return false;
    Reference *reference = find_reference(alter->table, name);
    if (reference)
        changed = (DdlConstraint){.deferrable = reference->deferrable,
                                  .initially_deferred = reference->initially_deferred};
    if (!ddl_read_attributes(alter->ddl, &changed))
        return false;
    if (reference) {
        reference->deferrable = changed.deferrable;
        reference->initially_deferred = changed.deferrable && changed.initially_deferred;
        reference->not_enforced = changed.not_enforced;
    }
    return true;
}

static bool alter_alter(Alter *alter)
{
    if (sql_take_words(&alter->ddl->cursor, "constraint"))
        return alter_constraint(alter);
    sql_take_words(&alter->ddl->cursor, "column");
    return ddl_alter_column(alter->ddl, alter->table, alter->only);
}

/* ---- names --------------------------------------------------------------------------------------------- */

static void rename_constraint(Table *table, Text from, Text to)
{
    Text *names[] = {NULL};
    for (size_t i = 0; i < table->checks.count; i++)
        if (text_equal(table->checks.items[i]->name, from))
            names[0] = &table->checks.items[i]->name;
    for (size_t i = 0; i < table->keys.count; i++)
        if (text_equal(table->keys.items[i]->name, from))
            names[0] = &table->keys.items[i]->name;
    for (size_t i = 0; i < table->exclusions.count; i++)
        if (text_equal(table->exclusions.items[i]->name, from))
            names[0] = &table->exclusions.items[i]->name;
    Reference *reference = find_reference(table, from);
    if (reference)
        names[0] = &reference->name;
    if (names[0])
        *names[0] = to;
}

static bool read_to(SqlCursor *cursor, Text *name)
{
    return sql_expect_words(cursor, "to") && sql_expect_name(cursor, name);
}

static bool alter_rename(Alter *alter)
{
    Ddl *ddl = alter->ddl;
    SqlCursor *cursor = &ddl->cursor;
    DdlName from;
    Text to;
    if (sql_at_words(cursor, "to"))
        return read_to(cursor, &to) &&
               ddl_rename_table(ddl, alter->table, alter->table->schema, to, sql_span(cursor, cursor->last));
    if (sql_take_words(cursor, "constraint")) {
        if (!ddl_read_plain_name(ddl, &from) || !read_to(cursor, &to))
            return false;
        rename_constraint(alter->table, from.name, to);
        return true;
    }
    sql_take_words(cursor, "column");
    if (!ddl_read_plain_name(ddl, &from) || !read_to(cursor, &to))
        return false;
    Column *column = ddl_expect_column(ddl, alter->table, &from);
    if (!column)
        return false;
    ddl_rename_column(ddl, alter->table, column, to);
    return true;
}

static bool alter_set(Alter *alter)
{
    Ddl *ddl = alter->ddl;
    SqlCursor *cursor = &ddl->cursor;
    Text ignored, schema;
    if (sql_take_words(cursor, "schema")) {
        if (!sql_expect_name(cursor, &schema))
            return false;
        schema_add_namespace(ddl->schema, schema);
        return ddl_rename_table(ddl, alter->table, schema, alter->table->name,
                                sql_span(cursor, cursor->last));
    }
    if (sql_at(cursor, SQL_LEFT_PAREN))
        return ddl_skip_parens(ddl);
    if (sql_take_words(cursor, "logged")) {
        alter->table->is_unlogged = false;
        return true;
    }
    if (sql_take_words(cursor, "unlogged")) {
        alter->table->is_unlogged = true;
        return true;
    }
    if (sql_take_words(cursor, "without cluster") || sql_take_words(cursor, "without oids") ||
        sql_take_words(cursor, "with oids"))
        return true;
    if (sql_take_words(cursor, "tablespace") || sql_take_words(cursor, "access method"))
        return sql_expect_label(cursor, &ignored);
    return sql_unexpected(cursor, "what to set");
}

/* ---- inheritance and partitions ------------------------------------------------------------------------ */

static Table *read_table(Ddl *ddl)
{
    DdlName name;
    return ddl_read_name(ddl, &name) ? ddl_expect_table(ddl, &name) : NULL;
}

static bool alter_inherit(Alter *alter)
{
    Table *parent = read_table(alter->ddl);
    return parent && ddl_inherit(alter->ddl, alter->table, parent);
}

static bool alter_no(Alter *alter)
{
    if (sql_take_words(&alter->ddl->cursor, "force row level security")) {
        alter->table->force_row_security = false;
        return true;
    }
    if (!sql_expect_words(&alter->ddl->cursor, "inherit"))
        return false;
    Table *parent = read_table(alter->ddl);
    if (parent)
        ddl_disinherit(alter->ddl, alter->table, parent);
    return parent != NULL;
}

static bool alter_attach(Alter *alter)
{
    if (!sql_expect_words(&alter->ddl->cursor, "partition"))
        return false;
    Table *child = read_table(alter->ddl);
    return child && ddl_read_bound(alter->ddl, alter->table, &child->bound) &&
           ddl_attach(alter->ddl, alter->table, child);
}

static bool alter_detach(Alter *alter)
{
    if (!sql_expect_words(&alter->ddl->cursor, "partition"))
        return false;
    Table *child = read_table(alter->ddl);
    if (!sql_take_words(&alter->ddl->cursor, "concurrently"))
        sql_take_words(&alter->ddl->cursor, "finalize");
    return child && ddl_detach(alter->ddl, alter->table, child);
}

static bool alter_of(Alter *alter)
{
    DdlName name;
    if (!ddl_read_name(alter->ddl, &name))
        return false;
    const Type *type = ddl_expect_type(alter->ddl, &name);
    if (type)
        alter->table->of_type = ddl_printed(alter->ddl, type->schema, type->name);
    return type != NULL;
}

/* ---- switches ------------------------------------------------------------------------------------------ */

static bool skip_rule(Ddl *ddl)
{
    Text ignored;
    return sql_expect_label(&ddl->cursor, &ignored);
}

static bool alter_enable(Alter *alter)
{
    Ddl *ddl = alter->ddl;
    SqlCursor *cursor = &ddl->cursor;
    char state = sql_take_words(cursor, "always") ? 'A' : sql_take_words(cursor, "replica") ? 'R' : 'O';
    if (sql_take_words(cursor, "row level security")) {
        alter->table->row_security = true;
        return true;
    }
    if (sql_take_words(cursor, "trigger"))
        return ddl_enable_triggers(ddl, alter->table, state);
    return sql_expect_words(cursor, "rule") && skip_rule(ddl);
}

static bool alter_disable(Alter *alter)
{
    Ddl *ddl = alter->ddl;
    SqlCursor *cursor = &ddl->cursor;
    if (sql_take_words(cursor, "row level security")) {
        alter->table->row_security = false;
        return true;
    }
    if (sql_take_words(cursor, "trigger"))
        return ddl_enable_triggers(ddl, alter->table, 'D');
    return sql_expect_words(cursor, "rule") && skip_rule(ddl);
}

static bool alter_force(Alter *alter)
{
    alter->table->force_row_security = true;
    return sql_expect_words(&alter->ddl->cursor, "row level security");
}

/* Actions without a bearing on the rows, up to the next comma. */
static bool alter_skip(Alter *alter)
{
    SqlCursor *cursor = &alter->ddl->cursor;
    while (!sql_at(cursor, SQL_COMMA) && !sql_at(cursor, SQL_SEMICOLON) && !sql_at(cursor, SQL_END)) {
        if (!sql_at(cursor, SQL_LEFT_PAREN))
            sql_advance(cursor);
        else if (!ddl_skip_parens(alter->ddl))
            return false;
    }
    return true;
}

/* ---- the statement ------------------------------------------------------------------------------------- */

typedef struct Action {
    const char *words;
    bool (*apply)(Alter *alter);
} Action;

static const Action actions[] = {
    {"add", alter_add},
    {"drop", alter_drop},
    {"alter", alter_alter},
    {"rename", alter_rename},
    {"set", alter_set},
    {"validate", alter_validate},
    {"inherit", alter_inherit},
    {"no", alter_no},
    {"attach", alter_attach},
    {"detach", alter_detach},
    {"of", alter_of},
    {"enable", alter_enable},
    {"disable", alter_disable},
    {"force", alter_force},
    {"owner to", alter_skip},
    {"reset", alter_skip},
    {"replica identity", alter_skip},
    {"cluster on", alter_skip},
    {"not of", alter_skip},
    {"options", alter_skip},
};

static bool read_action(Alter *alter)
{
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
        if (sql_take_words(&alter->ddl->cursor, actions[i].words))
            return actions[i].apply(alter);
    return sql_unexpected(&alter->ddl->cursor, "an action of ALTER TABLE");
}

bool ddl_alter_view(Ddl *ddl)
{
    DdlName name, changed;
    SqlCursor *cursor = &ddl->cursor;
    sql_take_words(cursor, "if exists");
    if (!ddl_read_name(ddl, &name))
        return false;
    Text schema = ddl_creation_schema(ddl, &name);
    changed = (DdlName){.schema = schema, .name = name.name};
    if (sql_take_words(cursor, "rename to")) {
        if (!sql_expect_name(cursor, &changed.name))
            return false;
    } else if (sql_take_words(cursor, "set schema")) {
        if (!sql_expect_name(cursor, &changed.schema))
            return false;
    } else {
        return ddl_skip_statement(ddl);
    }
    ddl_remove_other(ddl, schema, name.name);
    ddl_add_other(ddl, changed.schema, changed.name);
    return true;
}

/* ALTER TABLE also takes the name of a sequence, an index or a view. */
static bool alter_other(Ddl *ddl, const DdlName *name, SqlToken first, bool if_exists)
{
    bool known = ddl_find_sequence(ddl, name) || ddl_find_index(ddl, name).table;
    bool is_sequence = ddl_find_sequence(ddl, name) != NULL;
    if (known) {
        sql_move(&ddl->cursor, first.text.data);
        return is_sequence ? ddl_alter_sequence(ddl) : ddl_alter_index(ddl);
    }
    if (ddl_find_other(ddl, name)) {
        sql_move(&ddl->cursor, first.text.data);
        return ddl_alter_view(ddl);
    }
    return (if_exists || ddl_expect_table(ddl, name)) && ddl_skip_statement(ddl);
}

bool ddl_alter_table(Ddl *ddl)
{
    SqlCursor *cursor = &ddl->cursor;
    Alter alter = {.ddl = ddl};
    DdlName name;
    bool if_exists = sql_take_words(cursor, "if exists");
    if (sql_at_words(cursor, "all in"))
        return ddl_skip_statement(ddl);
    alter.only = sql_take_words(cursor, "only");
    SqlToken first = cursor->token;
    if (!ddl_read_name(ddl, &name))
        return false;
    sql_take_operator(cursor, "*");
    alter.table = ddl_find_table(ddl, &name);
    if (!alter.table)
        return alter_other(ddl, &name, first, if_exists);
    bool done = true;
    do {
        done = read_action(&alter);
    } while (done && sql_take(cursor, SQL_COMMA));
    return ddl_apply_constraints(ddl, alter.table, &alter.constraints, alter.only) && done;
}
