/* evaluate_row.c: rows of composite types: their fields, read from "(1,\"a b\",)". */
#include "evaluate/evaluate_array.h"

#include "base/buffer.h"

/* Where a row's text is being read. */
typedef struct Reader {
    Text text;
    size_t at;
} Reader;

static char peek(const Reader *reader)
{
    return reader->at < reader->text.size ? reader->text.data[reader->at] : '\0';
}

/* One character of a field; false at its end. Quotes come doubled or after a backslash. */
static bool read_character(Reader *reader, Buffer *out, bool *quoted)
{
    char c = peek(reader);
    if (reader->at == reader->text.size || (!*quoted && (c == ',' || c == ')')))
        return false;
    reader->at++;
    if (c == '"') {
        bool doubled = *quoted && peek(reader) == '"';
        *quoted = doubled || !*quoted;
        if (!doubled)
            return true;
        reader->at++;
    } else if (c == '\\') {
        c = peek(reader);
        reader->at++;
    }
    buffer_char(out, c);
    return true;
}

/* A field that nothing stands for is NULL. */
static Datum read_field(Evaluator *evaluator, Reader *reader, const TypeUse *type)
{
    Buffer out = {0};
    bool quoted = false;
    TypeUse plain = type_plain(type);
    size_t start = reader->at;
    while (read_character(reader, &out, &quoted))
        continue;
    Text text = text_copy(evaluator->arena, buffer_contents(&out));
    buffer_free(&out);
    return reader->at == start ? datum_null(plain) : datum_make(plain, text);
}

static bool read_row(Evaluator *evaluator, const Datum *row, DatumList *fields)
{
    Reader reader = {row->text, 0};
    const TypeFieldList *types = &row->type.type->fields;
    for (size_t i = 0; i < types->count; i++) {
        if (peek(&reader) != (i ? ',' : '('))
            return false;
        reader.at++;
        Datum field = read_field(evaluator, &reader, &types->items[i].type);
        field.collation = types->items[i].collation;
        list_push(evaluator->arena, fields, field);
    }
    return peek(&reader) == ')' && reader.at + 1 == reader.text.size;
}

Datum array_field(Evaluator *evaluator, const Expr *expr)
{
    Datum row = evaluate_node(evaluator, expr->arguments.items[0]);
    DatumList fields = {0};
    if (row.state == EVALUATED_ERROR || row.state == EVALUATED_UNKNOWN)
        return row;
    if (!row.type.type || row.type.type->kind != TYPE_COMPOSITE || row.type.dimensions)
        return datum_unknown();
    const TypeFieldList *types = &row.type.type->fields;
    for (size_t i = 0; i < types->count; i++) {
        if (!text_equal(types->items[i].name, expr->text))
            continue;
        TypeUse plain = type_plain(&types->items[i].type);
        if (row.state == EVALUATED_NULL)
            return datum_null(plain);
        return read_row(evaluator, &row, &fields) ? fields.items[i] : datum_unknown();
    }
    return datum_unknown();
}

/* A literal that is written as the output function does; others are not taken apart here. */
Datum array_row_input(Evaluator *evaluator, Text text, TypeUse type)
{
    Datum row = datum_make(type, text);
    DatumList fields = {0};
    if (!read_row(evaluator, &row, &fields))
        return datum_unknown();
    for (size_t i = 0; i < fields.count; i++) {
        if (fields.items[i].state == EVALUATED_NULL)
            continue;
        Datum field = datum_input(evaluator, fields.items[i].text, &fields.items[i].type);
        if (field.state != EVALUATED_VALUE || !text_equal(field.text, fields.items[i].text))
            return datum_unknown();
    }
    return row;
}

Datum array_row_is_null(Evaluator *evaluator, const Datum *row, bool negated)
{
    DatumList fields = {0};
    bool all = true;
    if (!read_row(evaluator, row, &fields))
        return datum_unknown();
    for (size_t i = 0; i < fields.count; i++)
        all = all && (fields.items[i].state == EVALUATED_NULL) != negated;
    return datum_bool(all);
}

Order array_row_order(Evaluator *evaluator, const Datum *a, const Datum *b)
{
    DatumList x = {0}, y = {0};
    if (!read_row(evaluator, a, &x) || !read_row(evaluator, b, &y))
        return ORDER_UNKNOWN;
    for (size_t i = 0; i < x.count; i++) {
        bool null_a = x.items[i].state == EVALUATED_NULL, null_b = y.items[i].state == EVALUATED_NULL;
        Order order = null_a || null_b ? order_of_int(null_a - null_b)
                                       : datum_order(evaluator, &x.items[i], &y.items[i]);
        if (order != ORDER_EQUAL)
            return order;
    }
    return ORDER_EQUAL;
}
