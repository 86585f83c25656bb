/* schema_check_sequence.c: the sequences behind serial and identity columns and behind plain defaults. */
#include "model/check_parts.h"

#include "base/buffer.h"
#include "model/names.h"

/* Takes one SQL identifier off the text: quoted, or folded to lower case up to a dot. */
static Text take_identifier(Arena *arena, Text *text)
{
    Buffer out = {0};
    bool quoted = text->size && text->data[0] == '"';
    size_t i = quoted;
    for (; i < text->size; i++) {
        char c = text->data[i];
        if (quoted && c == '"' && i + 1 < text->size && text->data[i + 1] == '"')
            i++;
        else if (c == (quoted ? '"' : '.'))
            break;
        buffer_char(&out, c);
    }
    Text name = quoted ? text_copy(arena, buffer_contents(&out)) : text_lower(arena, buffer_contents(&out));
    buffer_free(&out);
    *text = text_slice(*text, i + quoted, text->size);
    return name;
}

/* The string argument of nextval('…') or nextval('…'::regclass); false for anything else. */
static bool is_nextval(const Expr *expr, Text *argument)
{
    if (!expr || expr->kind != EXPR_CALL || !text_is(expr->text, "nextval") || expr->arguments.count != 1)
        return false;
    const Expr *inner = expr->arguments.items[0];
    if (inner->kind == EXPR_CAST)
        inner = inner->arguments.items[0];
    *argument = inner->text;
    return inner->kind == EXPR_STRING;
}

static Sequence *find_sequence(const Schema *schema, Text namespace_name, Text name)
{
    for (size_t i = 0; i < schema->sequences.count; i++) {
        Sequence *sequence = schema->sequences.items[i];
        bool there = !namespace_name.size || text_equal(sequence->schema, namespace_name);
        if (there && text_equal(sequence->name, name))
            return sequence;
    }
    return NULL;
}

static Sequence *named_sequence(const CheckRun *run, const Expr *expr)
{
    Text argument, namespace_name = {"", 0};
    if (!is_nextval(expr, &argument))
        return NULL;
    Text name = take_identifier(run->arena, &argument);
    if (argument.size) {
        argument = text_slice(argument, 1, argument.size);
        namespace_name = name;
        name = take_identifier(run->arena, &argument);
    }
    return find_sequence(run->schema, namespace_name, name);
}

/* The sequence that PostgreSQL makes for the column when nothing is said about it. */
static Sequence *usual_sequence(const CheckRun *run, const Table *table, const Column *column)
{
    Sequence *sequence = arena_new_object(run->arena, Sequence);
    sequence->schema = table->schema;
    sequence->name = names_make_object(run->arena, table->name, column->name, TEXT("seq"));
    sequence->type = column->type;
    sequence->increment = 1;
    sequence->span = column->span;
    sequence_set_defaults(sequence);
    return sequence;
}

static bool is_integer(const TypeUse *type)
{
    TypeCode code = type->type->code;
    return !type->dimensions && (code == TYPE_INT2 || code == TYPE_INT4 || code == TYPE_INT8);
}

static void check_column(const CheckRun *run, const Table *table, Column *column)
{
    bool counts = column->is_serial || column->identity != IDENTITY_NONE;
    if (counts && !is_integer(&column->type)) {
        Text printed = table_print_name(run->arena, table);
        diag_error(run->diag, column->span, "%s column \"%.*s.%.*s\" must be smallint, integer or bigint",
                   column->is_serial ? "serial" : "identity", TEXT_ARG(printed), TEXT_ARG(column->name));
        return;
    }
    if (counts && !column->sequence)
        column->sequence = usual_sequence(run, table, column);
    if (!column->sequence)
        column->sequence = named_sequence(run, column->default_value);
}

static void check_owner(const CheckRun *run, const Sequence *sequence)
{
    if (!sequence->owner_table.size)
        return;
    const Table *owner = schema_find_table(run->schema, sequence->owner_table_schema, sequence->owner_table);
    if (owner && table_find_column(owner, sequence->owner_column))
        return;
    Text printed = schema_print_name(run->arena, sequence->owner_table_schema, sequence->owner_table);
    diag_error(run->diag, sequence->span,
               "sequence \"%.*s\" is owned by column \"%.*s.%.*s\", which does not exist",
               TEXT_ARG(sequence->name), TEXT_ARG(printed), TEXT_ARG(sequence->owner_column));
}

void check_sequences(const CheckRun *run)
{
    for (size_t i = 0; i < run->schema->tables.count; i++) {
        const Table *table = run->schema->tables.items[i];
        for (size_t k = 0; k < table->columns.count; k++)
            check_column(run, table, table->columns.items[k]);
    }
    for (size_t i = 0; i < run->schema->sequences.count; i++)
        check_owner(run, run->schema->sequences.items[i]);
}
