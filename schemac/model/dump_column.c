/* dump_column.c: a column as a definition in SQL where that says it all, else as a map. */
#include "model/dump_parts.h"
#include "model/names.h"

#include <stdlib.h>

/* The sequence that PostgreSQL makes for a serial or identity column when nothing is said about it. */
static bool has_usual_sequence(Arena *arena, const Table *table, const Column *column)
{
    const Sequence *sequence = column->sequence;
    if (!sequence)
        return true;
    Sequence usual = *sequence;
    usual.increment = 1;
    sequence_set_defaults(&usual);
    Text name = names_make_object(arena, table->name, column->name, TEXT("seq"));
    return text_equal(sequence->schema, table->schema) && text_equal(sequence->name, name) &&
           type_use_equal(&sequence->type, &column->type) && sequence->increment == 1 &&
           sequence->start == usual.start && sequence->minimum == usual.minimum &&
           sequence->maximum == usual.maximum && !sequence->cycle && !sequence->comment.size;
}

static bool owns_sequence(const Column *column)
{
    return column->is_serial || column->identity != IDENTITY_NONE;
}

static bool is_in_primary_key(const Table *table, const Column *column)
{
    const Key *key = table_primary_key(table);
    for (size_t i = 0; key && i < key->columns.count; i++)
        if (key->columns.items[i] == column)
            return true;
    return false;
}

/* NOT NULL as the dump says it: where the primary key or the identity does not say it already. */
static bool says_not_null(const Table *table, const Column *column)
{
    return column->not_null && !is_in_primary_key(table, column) && column->identity == IDENTITY_NONE;
}

/* "serial" and its like; empty where there is none for the column. */
static Text serial_name(const Table *table, const Column *column)
{
    if (!column->is_serial || !(column->not_null || is_in_primary_key(table, column)) ||
        column->type.dimensions)
        return (Text){"", 0};
    switch (column->type.type->code) {
    case TYPE_INT2:
        return TEXT("smallserial");
    case TYPE_INT4:
        return TEXT("serial");
    case TYPE_INT8:
        return TEXT("bigserial");
    default:
        return (Text){"", 0};
    }
}

/* DEFAULT takes only expressions whose end is plain without parentheses. */
static bool is_short_default(const Expr *expr)
{
    switch (expr->kind) {
    case EXPR_NULL:
    case EXPR_BOOL:
    case EXPR_NUMBER:
    case EXPR_STRING:
    case EXPR_CALL:
        return true;
    case EXPR_CAST:
        return is_short_default(expr->arguments.items[0]);
    case EXPR_OPERATOR:
        return expr->arguments.count == 1 && is_short_default(expr->arguments.items[0]);
    default:
        return false;
    }
}

/* Whether a definition in SQL says all that the database knows of the column. */
static bool is_short(Arena *arena, const Table *table, const Column *column)
{
    if (owns_sequence(column) && !has_usual_sequence(arena, table, column))
        return false;
    if (column->is_serial && (!serial_name(table, column).size || column->collation.size))
        return false;
    return (!column->default_value || is_short_default(column->default_value)) &&
           column->generated != GENERATED_VIRTUAL;
}

static Text print_collation(Arena *arena, Text collation)
{
    Buffer out = {0};
    buffer_string(&out, " collate ");
    size_t dot = 0;
    while (dot < collation.size && collation.data[dot] != '.')
        dot++;
    if (dot < collation.size) {
        buffer_text(&out, names_quote(arena, text_slice(collation, 0, dot)));
        buffer_char(&out, '.');
        collation = text_slice(collation, dot + 1, collation.size);
    }
    buffer_text(&out, names_quote(arena, collation));
    Text printed = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return printed;
}

static Node *short_column(Arena *arena, const Table *table, const Column *column)
{
    if (column->is_serial)
        return node_scalar(arena, serial_name(table, column));
    Buffer out = {0};
    buffer_text(&out, type_print(arena, &column->type));
    if (column->collation.size)
        buffer_text(&out, print_collation(arena, column->collation));
    if (says_not_null(table, column))
        buffer_string(&out, " not null");
    if (column->identity != IDENTITY_NONE)
        buffer_format(&out, " generated %s as identity",
                      column->identity == IDENTITY_ALWAYS ? "always" : "by default");
    if (column->default_value)
        buffer_format(&out, " default %s", expr_print(arena, column->default_value).data);
    if (column->generation)
        buffer_format(&out, " generated always as (%s) stored", expr_print(arena, column->generation).data);
    Node *node = node_scalar(arena, text_copy(arena, buffer_contents(&out)));
    buffer_free(&out);
    return node;
}

static void put_own_sequence(Arena *arena, Node *map, const Table *table, const Column *column)
{
    if (!owns_sequence(column) || has_usual_sequence(arena, table, column))
        return;
    const Sequence *sequence = column->sequence;
    Node *entry = node_map(arena);
    dump_put_text(arena, entry, "name", schema_print_name(arena, sequence->schema, sequence->name));
    if (!type_use_equal(&sequence->type, &column->type))
        dump_put_text(arena, entry, "type", type_print(arena, &sequence->type));
    dump_put_sequence(arena, entry, sequence);
    node_put(arena, map, TEXT("sequence"), entry);
}

/* The shortest decimal number that reads back to the same double. */
static Text print_double(Arena *arena, double value)
{
    for (int digits = 1; digits < 17; digits++) {
        Text text = text_format(arena, "%.*g", digits, value);
        if (strtod(text.data, NULL) == value)
            return text;
    }
    return text_format(arena, "%.17g", value);
}

/* What SQL says of the column, key by key. */
static void put_definition(Arena *arena, Node *map, const Table *table, const Column *column)
{
    dump_put_text(arena, map, "type", type_print(arena, &column->type));
    dump_put_text(arena, map, "collation", column->collation);
    dump_put_flag(arena, map, "not null", says_not_null(table, column));
    dump_put_expr(arena, map, "default", column->default_value);
    dump_put_expr(arena, map, "generated", column->generation);
    dump_put_flag(arena, map, "virtual", column->generated == GENERATED_VIRTUAL);
    if (column->identity != IDENTITY_NONE)
        dump_put_text(arena, map, "identity",
                      column->identity == IDENTITY_ALWAYS ? TEXT("always") : TEXT("by default"));
    dump_put_flag(arena, map, "serial", column->is_serial);
    put_own_sequence(arena, map, table, column);
}

Node *dump_column(Arena *arena, const Table *table, const Column *column)
{
    Node *map = node_map(arena);
    if (is_short(arena, table, column))
        node_put(arena, map, TEXT("type"), short_column(arena, table, column));
    else
        put_definition(arena, map, table, column);
    bool has_type_alone = map->items.count == 2;
    Node *type = map->items.items[1];
    dump_put_flag(arena, map, "inherited", !column->is_local);
    dump_put_text(arena, map, "comment", column->comment);
    dump_put_rule(arena, map, &column->rule);
    if (column->has_null_fraction)
        dump_put_plain(arena, map, "nulls", print_double(arena, column->null_fraction));
    return has_type_alone && map->items.count == 2 ? type : map;
}
