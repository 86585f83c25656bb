/* read_sql_sequence.c: sequences: their options, and the columns that own them. */
#include "read/sql/read_sql.h"

#include "read/parse/parse_type.h"

/* ---- making -------------------------------------------------------------------------------------------- */

Sequence *ddl_new_sequence(Ddl *ddl, Text schema, Text name, const TypeUse *type)
{
    Sequence *sequence = arena_new_object(ddl->arena, Sequence);
    *sequence = (Sequence){
        .schema = schema,
        .name = name,
        .type = {.type = type->type},
        .increment = 1,
        .span = type->span,
    };
    sequence_set_defaults(sequence);
    return sequence;
}

Sequence *ddl_own_sequence(Ddl *ddl, Table *table, Column *column)
{
    Text name = ddl_choose_relation(ddl, table->name, column->name, "seq", table->schema, false);
    Sequence *sequence = ddl_new_sequence(ddl, table->schema, name, &column->type);
    sequence->owner_table_schema = table->schema;
    sequence->owner_table = table->name;
    sequence->owner_column = column->name;
    list_push(ddl->arena, &ddl->schema->sequences, sequence);
    return sequence;
}

void ddl_retype_sequence(Sequence *sequence, const Type *type)
{
    Sequence before = *sequence, after = *sequence;
    sequence_set_defaults(&before);
    after.type = (TypeUse){.type = type};
    sequence_set_defaults(&after);
    sequence->type = after.type;
    if (sequence->maximum == before.maximum)
        sequence->maximum = after.maximum;
    if (sequence->minimum == before.minimum)
        sequence->minimum = after.minimum;
}

/* ---- options ------------------------------------------------------------------------------------------- */

/* What the options gave; what they did not follows from the type and the increment. */
typedef struct Given {
    bool start, minimum, maximum; /* a value was given */
    bool reset_minimum, reset_maximum;
} Given;

static bool read_number(Ddl *ddl, int64_t *value)
{
    return sql_take_integer(&ddl->cursor, value) || sql_unexpected(&ddl->cursor, "a whole number");
}

static bool read_owner(Ddl *ddl, Sequence *sequence)
{
    SqlCursor *cursor = &ddl->cursor;
    SqlToken first = cursor->token;
    Text parts[4] = {{0}};
    size_t count = 0;
    sequence->owner_table_schema = sequence->owner_table = sequence->owner_column = (Text){0};
    if (sql_take_words(cursor, "none"))
        return true;
    do {
        if (count == 4 || !sql_expect_label(cursor, &parts[count++]))
            return false;
    } while (sql_take(cursor, SQL_DOT));
    if (count < 2)
        return sql_unexpected(cursor, "\".\" and a column");
    DdlName table = {.name = parts[count - 2], .span = sql_span_from(cursor, first)};
    DdlName column = {.name = parts[count - 1], .span = table.span};
    table.schema = count > 2 ? parts[count - 3] : (Text){0};
    const Table *owner = ddl_expect_table(ddl, &table);
    if (!owner)
        return ddl_find_other(ddl, &table);
    if (!ddl_expect_column(ddl, owner, &column))
        return false;
    sequence->owner_table_schema = owner->schema;
    sequence->owner_table = owner->name;
    sequence->owner_column = column.name;
    return true;
}

static bool read_name(Ddl *ddl, Sequence *sequence)
{
    DdlName name;
    if (!ddl_read_name(ddl, &name))
        return false;
    sequence->name = name.name;
    if (name.schema.size)
        sequence->schema = name.schema;
    return true;
}

static bool read_type(Ddl *ddl, Sequence *sequence)
{
    TypeUse type;
    if (!parse_type(&ddl->cursor, &type))
        return false;
    TypeCode code = type.type->code;
    if (code != TYPE_INT2 && code != TYPE_INT4 && code != TYPE_INT8)
        return diag_error(ddl->diag, type.span, "sequence type must be smallint, integer, or bigint");
    ddl_retype_sequence(sequence, type.type);
    return true;
}

/* One option; *known is false where the cursor is at none. */
static bool read_option(Ddl *ddl, Sequence *sequence, Given *given, bool *known)
{
    SqlCursor *cursor = &ddl->cursor;
    int64_t ignored;
    *known = true;
    if (sql_take_words(cursor, "as"))
        return read_type(ddl, sequence);
    if (sql_take_words(cursor, "increment by") || sql_take_words(cursor, "increment"))
        return read_number(ddl, &sequence->increment);
    if (sql_take_words(cursor, "minvalue"))
        return given->minimum = true, read_number(ddl, &sequence->minimum);
    if (sql_take_words(cursor, "maxvalue"))
        return given->maximum = true, read_number(ddl, &sequence->maximum);
    if (sql_take_words(cursor, "no minvalue"))
        return given->reset_minimum = true;
    if (sql_take_words(cursor, "no maxvalue"))
        return given->reset_maximum = true;
    if (sql_take_words(cursor, "start with") || sql_take_words(cursor, "start"))
        return given->start = true, read_number(ddl, &sequence->start);
    if (sql_take_words(cursor, "restart with"))
        return read_number(ddl, &ignored);
    if (sql_take_words(cursor, "restart"))
        return sql_take_integer(cursor, &ignored), true;
    if (sql_take_words(cursor, "cache"))
        return read_number(ddl, &ignored);
    if (sql_take_words(cursor, "no cycle"))
        return sequence->cycle = false, true;
    if (sql_take_words(cursor, "cycle"))
        return sequence->cycle = true;
    if (sql_take_words(cursor, "owned by"))
        return read_owner(ddl, sequence);
    if (sql_take_words(cursor, "sequence name"))
        return read_name(ddl, sequence);
    if (sql_take_words(cursor, "logged") || sql_take_words(cursor, "unlogged"))
        return true;
    *known = false;
    return true;
}

static bool read_options(Ddl *ddl, Sequence *sequence, bool is_new)
{
    Given given = {0};
    bool known = true;
    while (known)
        if (!read_option(ddl, sequence, &given, &known))
            return false;
    Sequence usual = *sequence;
    sequence_set_defaults(&usual);
    if (given.reset_minimum || (is_new && !given.minimum))
        sequence->minimum = usual.minimum;
    if (given.reset_maximum || (is_new && !given.maximum))
        sequence->maximum = usual.maximum;
    if (is_new && !given.start)
        sequence->start = sequence->increment < 0 ? sequence->maximum : sequence->minimum;
    if (sequence->increment == 0)
        return diag_error(ddl->diag, sql_span(&ddl->cursor, ddl->cursor.last), "INCREMENT must not be zero");
    return true;
}

bool ddl_read_sequence_options(Ddl *ddl, Sequence *sequence)
{
    return read_options(ddl, sequence, true);
}

bool ddl_change_sequence(Ddl *ddl, Sequence *sequence)
{
    return read_options(ddl, sequence, false);
}

/* ---- statements ---------------------------------------------------------------------------------------- */

bool ddl_create_sequence(Ddl *ddl)
{
    DdlName name;
    bool if_not_exists = sql_take_words(&ddl->cursor, "if not exists");
    if (!ddl_read_name(ddl, &name))
        return false;
    Text schema = ddl_creation_schema(ddl, &name);
    if (ddl_relation_exists(ddl, schema, name.name))
        return if_not_exists
                   ? ddl_skip_statement(ddl)
                   : ddl_taken(ddl, name.span, "relation \"%.*s\" already exists", TEXT_ARG(name.name));
    TypeUse type = {.type = type_builtin(TEXT("int8")), .span = name.span};
    Sequence *sequence = ddl_new_sequence(ddl, schema, name.name, &type);
    if (!ddl_read_sequence_options(ddl, sequence))
        return false;
    list_push(ddl->arena, &ddl->schema->sequences, sequence);
    return true;
}

bool ddl_alter_sequence(Ddl *ddl)
{
    SqlCursor *cursor = &ddl->cursor;
    DdlName name;
    bool if_exists = sql_take_words(cursor, "if exists");
    if (!ddl_read_name(ddl, &name))
        return false;
    Sequence *sequence = if_exists ? ddl_find_sequence(ddl, &name) : ddl_expect_sequence(ddl, &name);
    if (!sequence)
        return (if_exists || ddl_find_other(ddl, &name)) && ddl_skip_statement(ddl);
    if (sql_take_words(cursor, "rename to"))
        return sql_expect_name(cursor, &sequence->name);
    if (sql_take_words(cursor, "set schema"))
        return sql_expect_name(cursor, &sequence->schema);
    if (sql_take_words(cursor, "owner to") || sql_take_words(cursor, "set"))
        return ddl_skip_statement(ddl);
    return ddl_change_sequence(ddl, sequence);
}
