/* read_sql_table.c: CREATE TABLE in all its forms. */
#include "read/sql/read_sql.h"

#include "model/names.h"

typedef LIST(LikeOptions) LikeList;

/* A table being created. */
typedef struct NewTable {
    Table *table;
    DdlConstraintList constraints; /* in the order they were written */
    LikeList likes;
    TableList parents; /* INHERITS and PARTITION OF */
} NewTable;

/* ---- LIKE ---------------------------------------------------------------------------------------------- */

static void set_like_option(LikeOptions *options, const char *word, bool including)
{
    bool all = text_is(text_of(word), "all");
    bool *const flags[] = {&options->comments,  &options->constraints, &options->defaults,
                           &options->generated, &options->identity,    &options->indexes};
    static const char *const words[] = {"comments",  "constraints", "defaults",
                                        "generated", "identity",    "indexes"};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (all || text_is(text_of(word), words[i]))
            *flags[i] = including;
}

static bool read_like_options(Ddl *ddl, LikeOptions *options)
{
    SqlCursor *cursor = &ddl->cursor;
    for (;;) {
        bool including = sql_take_words(cursor, "including");
        Text word;
        if (!including && !sql_take_words(cursor, "excluding"))
            return true;
        if (!sql_expect_label(cursor, &word))
            return false;
        set_like_option(options, text_string(ddl->arena, word), including);
    }
}

/* The server copies the options, which don't tell the type: the sequence counts in bigint. */
static void copy_identity(Ddl *ddl, Table *table, Column *copy, const Column *column)
{
    copy->identity = column->identity;
    copy->sequence = ddl_own_sequence(ddl, table, copy);
    Sequence *sequence = copy->sequence;
    sequence->type = (TypeUse){.type = type_builtin(TEXT("int8"))};
    sequence->start = column->sequence->start;
    sequence->increment = column->sequence->increment;
    sequence->minimum = column->sequence->minimum;
    sequence->maximum = column->sequence->maximum;
    sequence->cycle = column->sequence->cycle;
}

static void copy_like_column(Ddl *ddl, Table *table, const LikeOptions *options, const Column *column)
{
    Column *copy = ddl_copy_column(ddl, table, column);
    copy->is_local = true;
    if (!options->defaults) {
        copy->default_value = NULL;
        copy->default_text = (Text){0};
        copy->sequence = NULL;
    }
    if (!options->generated)
        copy->generated = GENERATED_NONE;
    if (copy->generated == GENERATED_NONE)
        copy->generation = NULL;
    if (options->identity && column->identity)
        copy_identity(ddl, table, copy, column);
    if (options->comments)
        copy->comment = column->comment;
}

static bool read_like(Ddl *ddl, NewTable *new)
{
    LikeOptions options = {0};
    DdlName name;
    if (!ddl_read_name(ddl, &name) || !read_like_options(ddl, &options))
        return false;
    options.source = ddl_expect_table(ddl, &name);
    if (!options.source)
        return ddl_find_other(ddl, &name) &&
               diag_error(ddl->diag, name.span, "LIKE \"%.*s\" is not supported: it is no table",
                          TEXT_ARG(name.name));
    for (size_t i = 0; i < options.source->columns.count; i++)
        copy_like_column(ddl, new->table, &options, options.source->columns.items[i]);
    list_push(ddl->arena, &new->likes, options);
    return true;
}

/* ---- elements ------------------------------------------------------------------------------------------ */

static bool duplicate_column(Ddl *ddl, const Table *table, const Column *column)
{
    diag_error(ddl->diag, column->span, "column \"%.*s\" is declared twice", TEXT_ARG(column->name));
    diag_note(ddl->diag, table_find_column(table, column->name)->span, "the first time is here");
    return false;
}

static Column *new_column(Ddl *ddl, const DdlName *name)
{
    Column *column = arena_new_object(ddl->arena, Column);
    column->name = name->name;
    column->span = name->span;
    column->is_local = true;
    return column;
}

static bool read_new_column(Ddl *ddl, NewTable *new)
{
    DdlName name;
    if (!ddl_read_plain_name(ddl, &name))
        return false;
    Column *column = new_column(ddl, &name);
    bool done = ddl_read_column(ddl, new->table, column, &new->constraints);
    if (!column->type.type)
        column->type.type = type_builtin(TEXT("text"));
    ddl_need_extension(ddl, &column->type);
    if (!table_add_column(ddl->schema, new->table, column))
        return duplicate_column(ddl, new->table, column);
    return done;
}

/* A column that the table already has by its type or its parent: "name [WITH OPTIONS] constraints". */
static bool read_typed_column(Ddl *ddl, NewTable *new)
{
    DdlName name;
    if (!ddl_read_plain_name(ddl, &name))
        return false;
    sql_take_words(&ddl->cursor, "with options");
    Column *column = ddl_expect_column(ddl, new->table, &name);
    return column && ddl_read_column_clauses(ddl, new->table, column, &new->constraints);
}

static bool read_element(Ddl *ddl, NewTable *new, bool typed)
{
    if (ddl_at_constraint(ddl)) {
        DdlConstraint *constraint = ddl_read_constraint(ddl);
        if (constraint)
            list_push(ddl->arena, &new->constraints, constraint);
        return constraint != NULL;
    }
    if (sql_take_words(&ddl->cursor, "like"))
        return read_like(ddl, new);
    return typed ? read_typed_column(ddl, new) : read_new_column(ddl, new);
}

/* After an error in the element that starts at `first`: to the comma or parenthesis that ends it. False where
 * the statement ends first. */
static bool skip_element(Ddl *ddl, SqlToken first)
{
    SqlCursor *cursor = &ddl->cursor;
    const char *limit = cursor->text.data + cursor->text.size, *error = cursor->token.text.data;
    SqlToken token = first;
    for (size_t depth = 0; token.kind != SQL_SEMICOLON && token.kind != SQL_END;
         token = sql_lex(token.text.data + token.text.size, limit)) {
        bool ends = token.kind == SQL_COMMA || token.kind == SQL_RIGHT_PAREN;
        if (depth == 0 && ends && token.text.data >= error) {
            sql_move(cursor, token.text.data);
            return true;
        }
        depth += token.kind == SQL_LEFT_PAREN;
        depth -= depth > 0 && token.kind == SQL_RIGHT_PAREN;
    }
    return false;
}

/* "(element, …)". Goes on after an element with an error; false only where the list does not end. */
static bool read_elements(Ddl *ddl, NewTable *new, bool typed)
{
    SqlCursor *cursor = &ddl->cursor;
    if (!sql_expect(cursor, SQL_LEFT_PAREN))
        return false;
    if (sql_take(cursor, SQL_RIGHT_PAREN))
        return true;
    do {
        SqlToken first = cursor->token;
        bool done = read_element(ddl, new, typed);
        if (done && !sql_at(cursor, SQL_COMMA) && !sql_at(cursor, SQL_RIGHT_PAREN))
            done = sql_unexpected(cursor, "\",\" or \")\"");
        if (done)
            continue;
        ddl_hint_dialect(ddl);
        if (!skip_element(ddl, first))
            return false;
    } while (sql_take(cursor, SQL_COMMA));
    return sql_expect(cursor, SQL_RIGHT_PAREN);
}

/* ---- clauses ------------------------------------------------------------------------------------------- */

static bool read_inherits(Ddl *ddl, NewTable *new)
{
    DdlNameList names = {0};
    if (!sql_expect(&ddl->cursor, SQL_LEFT_PAREN))
        return false;
    do {
        DdlName name;
        if (!ddl_read_name(ddl, &name))
            return false;
        list_push(ddl->arena, &names, name);
    } while (sql_take(&ddl->cursor, SQL_COMMA));
    for (size_t i = 0; i < names.count; i++) {
        Table *parent = ddl_expect_table(ddl, &names.items[i]);
        if (!parent)
            return false;
        list_push(ddl->arena, &new->parents, parent);
    }
    return sql_expect(&ddl->cursor, SQL_RIGHT_PAREN);
}

static bool read_clauses(Ddl *ddl, NewTable *new)
{
    SqlCursor *cursor = &ddl->cursor;
    for (;;) {
        bool done = true;
        Text ignored;
        if (sql_take_words(cursor, "inherits"))
            done = read_inherits(ddl, new);
        else if (sql_take_words(cursor, "partition by"))
            done = ddl_read_partition_by(ddl, new->table);
        else if (sql_take_words(cursor, "without oids") || sql_take_words(cursor, "with oids"))
            done = true;
        else if (sql_take_words(cursor, "with") || sql_take_words(cursor, "options"))
            done = ddl_skip_parens(ddl);
        else if (sql_take_words(cursor, "tablespace") || sql_take_words(cursor, "using") ||
                 sql_take_words(cursor, "server"))
            done = sql_expect_label(cursor, &ignored);
        else
            return true;
        if (!done)
            return false;
    }
}

/* ---- forms --------------------------------------------------------------------------------------------- */

/* CREATE TABLE … OF type. */
static bool read_of_type(Ddl *ddl, NewTable *new)
{
    DdlName name;
    if (!ddl_read_name(ddl, &name))
        return false;
    const Type *type = ddl_expect_type(ddl, &name);
    if (!type)
        return false;
    for (size_t i = 0; i < type->fields.count; i++) {
        DdlName field = {.name = type->fields.items[i].name, .span = name.span};
        Column *column = new_column(ddl, &field);
        column->type = type->fields.items[i].type;
        column->collation = type->fields.items[i].collation;
        table_add_column(ddl->schema, new->table, column);
    }
    new->table->of_type = ddl_printed(ddl, type->schema, type->name);
    return !sql_at(&ddl->cursor, SQL_LEFT_PAREN) || read_elements(ddl, new, true);
}

static bool read_partition_of(Ddl *ddl, NewTable *new)
{
    DdlName name;
    if (!ddl_read_name(ddl, &name))
        return false;
    Table *parent = ddl_expect_table(ddl, &name);
    if (!parent)
        return false;
    list_push(ddl->arena, &new->parents, parent);
    new->table->partition_of = parent;
    ddl_inherit_columns(ddl, new->table, &new->parents);
    if (sql_at(&ddl->cursor, SQL_LEFT_PAREN) && !read_elements(ddl, new, true))
        return false;
    return ddl_read_bound(ddl, parent, &new->table->bound);
}

static bool read_form(Ddl *ddl, NewTable *new)
{
    if (sql_take_words(&ddl->cursor, "of"))
        return read_of_type(ddl, new);
    if (sql_take_words(&ddl->cursor, "partition of"))
        return read_partition_of(ddl, new);
    return read_elements(ddl, new, false);
}

/* ---- the statement ------------------------------------------------------------------------------------- */

/* Adds what was read to the schema, in the server's order. */
static bool finish_table(Ddl *ddl, NewTable *new)
{
    Table *table = new->table;
    bool done = table->partition_of || ddl_inherit_columns(ddl, table, &new->parents);
    schema_add_table(ddl->schema, table);
    done = ddl_bind_elements(ddl, table, &table->partition_keys) && done;
    ddl_inherit_checks(ddl, table);
    for (size_t i = 0; i < new->likes.count; i++)
        ddl_copy_like(ddl, table, &new->likes.items[i]);
    if (table->partition_of)
        ddl_absorb_all(ddl, table);
    return ddl_apply_constraints(ddl, table, &new->constraints, false) && done;
}

static bool is_table_as(const Ddl *ddl)
{
    const SqlCursor *cursor = &ddl->cursor;
    return sql_at_words(cursor, "as") || sql_at_words(cursor, "on commit") ||
           sql_at_words(cursor, "tablespace");
}

/* CREATE TABLE name (a, b) AS: names without types. */
static bool is_column_list(const Ddl *ddl)
{
    const char *limit = ddl->cursor.text.data + ddl->cursor.text.size;
    SqlToken name = sql_peek(&ddl->cursor);
    SqlToken next = sql_lex(name.text.data + name.text.size, limit);
    return sql_at(&ddl->cursor, SQL_LEFT_PAREN) && (name.kind == SQL_WORD || name.kind == SQL_QUOTED) &&
           (next.kind == SQL_COMMA || next.kind == SQL_RIGHT_PAREN);
}

static bool exists(Ddl *ddl, const DdlName *name, Text schema)
{
    ddl_taken(ddl, name->span, "relation \"%.*s\" already exists", TEXT_ARG(name->name));
    const Table *table = schema_find_table(ddl->schema, schema, name->name);
    if (table)
        diag_note(ddl->diag, table->span, "it is declared here");
    return false;
}

/* A relation that other statements may name and that holds nothing to generate. */
static bool remember(Ddl *ddl, Text schema, Text name)
{
    ddl_add_other(ddl, schema, name);
    return ddl_skip_statement(ddl);
}

/* CREATE TABLE name … AS query. */
static bool create_table_as(Ddl *ddl, Table *table)
{
    if (ddl_take_query(ddl, table)) {
        schema_add_table(ddl->schema, table);
        return ddl_skip_statement(ddl);
    }
    ddl_add_other(ddl, table->schema, table->name);
    return ddl_skip_with_warning(ddl, "CREATE TABLE AS skipped: the columns of table \"%.*s\" are not known",
                                 TEXT_ARG(table->name));
}

bool ddl_create_table(Ddl *ddl, Persistence persistence, bool foreign)
{
    DdlName name;
    bool if_not_exists = sql_take_words(&ddl->cursor, "if not exists");
    if (!ddl_read_name(ddl, &name))
        return false;
    if (persistence == PERSISTENCE_TEMPORARY)
        return remember(ddl, TEXT("pg_temp"), name.name);
    Text schema = ddl_creation_schema(ddl, &name);
    if (ddl_relation_exists(ddl, schema, name.name))
        return if_not_exists ? ddl_skip_statement(ddl) : exists(ddl, &name, schema);
    NewTable new = {.table = arena_new_object(ddl->arena, Table)};
    *new.table = (Table){.schema = schema,
                         .name = name.name,
                         .kind = foreign ? TABLE_FOREIGN : TABLE_ORDINARY,
                         .is_unlogged = persistence == PERSISTENCE_UNLOGGED,
                         .row_estimate = -1,
                         .span = name.span};
    if (is_table_as(ddl) || is_column_list(ddl))
        return create_table_as(ddl, new.table);
    bool done = read_form(ddl, &new) && read_clauses(ddl, &new);
    return finish_table(ddl, &new) && done;
}
