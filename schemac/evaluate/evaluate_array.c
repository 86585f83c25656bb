/* evaluate_array.c: arrays: read, printed, made of items, converted. */
#include "evaluate/evaluate_array_parts.h"

#include "base/buffer.h"
#include "model/literal.h"

#include <string.h>

typedef struct Reader {
    Evaluator *evaluator;
    Text text;
    size_t at;
    TypeUse element;
    ArrayShape *shape;
} Reader;

/* ---- reading ---- */

static char peek(const Reader *reader)
{
    return reader->at < reader->text.size ? reader->text.data[reader->at] : '\0';
}

static void skip_blanks(Reader *reader)
{
    while (reader->at < reader->text.size && strchr(" \t\n\r\f\v", peek(reader)))
        reader->at++;
}

static bool read_quoted(Reader *reader, Buffer *out)
{
    for (reader->at++; reader->at < reader->text.size; reader->at++) {
        char c = peek(reader);
        if (c == '"') {
            reader->at++;
            return true;
        }
        if (c == '\\' && ++reader->at == reader->text.size)
            return false;
        buffer_char(out, peek(reader));
    }
    return false;
}

static bool read_bare(Reader *reader, Buffer *out)
{
    for (; reader->at < reader->text.size && peek(reader) != ',' && peek(reader) != '}'; reader->at++) {
        if (strchr("{\"\\", peek(reader)))
            return false;
        buffer_char(out, peek(reader));
    }
    while (out->size && strchr(" \t\n\r\f\v", out->data[out->size - 1]))
        out->size--;
    return out->size > 0;
}

static bool read_item(Reader *reader)
{
    Buffer out = {0};
    bool quoted = peek(reader) == '"';
    bool good = quoted ? read_quoted(reader, &out) : read_bare(reader, &out);
    Text text = text_copy(reader->evaluator->arena, buffer_contents(&out));
    buffer_free(&out);
    Datum item = datum_make(reader->element, text);
    if (!quoted && text_is_nocase(text, "null"))
        item = datum_null(reader->element);
    list_push(reader->evaluator->arena, &reader->shape->items, item);
    return good;
}

/* From "{" to "}" at the depth; lists beside one another must be equally long. */
static bool read_level(Reader *reader, int depth)
{
    size_t count = 0;
    ArrayShape *shape = reader->shape;
    if (depth == ARRAY_DIMENSIONS || peek(reader) != '{')
        return false;
    do {
        reader->at++;
        skip_blanks(reader);
        bool inner = peek(reader) == '{';
        if (shape->dimensions && inner != (depth + 1 < shape->dimensions))
            return false;
        if (!shape->dimensions && !inner)
            shape->dimensions = depth + 1;
        if (inner ? !read_level(reader, depth + 1) : !read_item(reader))
            return false;
        skip_blanks(reader);
        count++;
    } while (peek(reader) == ',');
    if (peek(reader) != '}' || (shape->lengths[depth] && shape->lengths[depth] != count))
        return false;
    reader->at++;
    shape->lengths[depth] = count;
    return true;
}

static bool is_empty(Text text)
{
    return text_is(text, "{}");
}

bool array_read(Evaluator *evaluator, Text text, TypeUse type, ArrayShape *shape)
{
    *shape = (ArrayShape){0};
    Reader reader = {evaluator, text_trim(text), 0, type_element(&type), shape};
    if (!type_is_known(&reader.element) || text_is(reader.element.type->name, "box"))
        return false;
    if (is_empty(reader.text))
        return true;
    return read_level(&reader, 0) && reader.at == reader.text.size;
}

bool array_items(Evaluator *evaluator, const Datum *array, DatumList *items)
{
    ArrayShape shape;
    if (!type_is_array(&array->type) || !array_read(evaluator, array->text, array->type, &shape))
        return false;
    *items = shape.items;
    return true;
}

/* ---- printing ---- */

static void append_item(Buffer *out, const Datum *item)
{
    if (item->state == EVALUATED_NULL) {
        buffer_string(out, "NULL");
        return;
    }
    bool quotes = !type_is_array(&item->type) && literal_item_needs_quotes(item->text);
    if (quotes)
        buffer_char(out, '"');
    for (size_t i = 0; i < item->text.size; i++) {
        if (quotes && strchr("\"\\", item->text.data[i]))
            buffer_char(out, '\\');
        buffer_char(out, item->text.data[i]);
    }
    if (quotes)
        buffer_char(out, '"');
}

static void append_level(Buffer *out, const ArrayShape *shape, int depth, size_t *at)
{
    buffer_char(out, '{');
    for (size_t i = 0; i < shape->lengths[depth]; i++) {
        if (i)
            buffer_char(out, ',');
        if (depth + 1 < shape->dimensions)
            append_level(out, shape, depth + 1, at);
        else
            append_item(out, &shape->items.items[(*at)++]);
    }
    buffer_char(out, '}');
}

Datum array_print(Evaluator *evaluator, const ArrayShape *shape, TypeUse type)
{
    Buffer out = {0};
    size_t at = 0;
    for (size_t i = 0; i < shape->items.count; i++)
        if (shape->items.items[i].state != EVALUATED_VALUE && shape->items.items[i].state != EVALUATED_NULL)
            return shape->items.items[i];
    if (shape->items.count)
        append_level(&out, shape, 0, &at);
    else
        buffer_string(&out, "{}");
    Datum array = datum_make(type, text_copy(evaluator->arena, buffer_contents(&out)));
    buffer_free(&out);
    return array;
}

Datum array_of(Evaluator *evaluator, const DatumList *items, TypeUse type)
{
    ArrayShape shape = {.items = *items, .dimensions = 1, .lengths = {items->count}};
    return array_print(evaluator, &shape, type);
}

/* ---- ARRAY […] ---- */

/* Arrays inside must be of one shape, which the print of the whole shows. */
static Datum of_arrays(Evaluator *evaluator, const DatumList *items, TypeUse type)
{
    ArrayShape first, shape;
    for (size_t i = 0; i < items->count; i++) {
        const Datum *item = &items->items[i];
        if (item->state != EVALUATED_VALUE || !array_read(evaluator, item->text, type, &shape) ||
            !shape.items.count)
            return datum_unknown();
        if (i == 0)
            first = shape;
        if (shape.dimensions != first.dimensions ||
            memcmp(shape.lengths, first.lengths, sizeof first.lengths))
            return datum_unknown();
    }
    return array_of(evaluator, items, type);
}

Datum array_make(Evaluator *evaluator, const Expr *expr)
{
    DatumList items = {0};
    size_t count = expr->arguments.count;
    TypeUse *types = arena_array(evaluator->arena, count + 1, sizeof *types);
    for (size_t i = 0; i < count; i++) {
        Datum item = evaluate_node(evaluator, expr->arguments.items[i]);
        if (item.state == EVALUATED_ERROR || item.state == EVALUATED_UNKNOWN || item.is_near)
            return item.is_near ? datum_unknown() : item;
        types[i] = item.type;
        list_push(evaluator->arena, &items, item);
    }
    TypeUse element = type_common(types, count);
    if (!count || !type_is_known(&element))
        return datum_unknown();
    for (size_t i = 0; i < count; i++)
        items.items[i] = datum_cast(evaluator, items.items[i], &element, false);
    if (element.dimensions)
        return of_arrays(evaluator, &items, element);
    return array_of(evaluator, &items, type_array_of(&element));
}

/* ---- conversions ---- */

Datum array_input(Evaluator *evaluator, Text text, TypeUse type)
{
    ArrayShape shape;
    TypeUse element = type_element(&type);
    Text start = text_trim(text);
    if (start.size == 0 || (start.data[0] != '{' && start.data[0] != '['))
        return datum_error();
    if (!array_read(evaluator, text, type, &shape))
        return datum_unknown();
    for (size_t i = 0; i < shape.items.count; i++)
        if (shape.items.items[i].state == EVALUATED_VALUE)
            shape.items.items[i] = datum_input(evaluator, shape.items.items[i].text, &element);
    return array_print(evaluator, &shape, type);
}

static Datum cast_items(Evaluator *evaluator, const Datum *array, const TypeUse *element, TypeUse type)
{
    ArrayShape shape;
    if (!array_read(evaluator, array->text, array->type, &shape))
        return datum_unknown();
    for (size_t i = 0; i < shape.items.count; i++)
        shape.items.items[i] = datum_cast(evaluator, shape.items.items[i], element, true);
    return array_print(evaluator, &shape, type);
}

Datum array_cast(Evaluator *evaluator, const Datum *array, TypeUse type)
{
    TypeUse element = type_element(&type);
    return cast_items(evaluator, array, &element, type);
}

Datum array_modify(Evaluator *evaluator, const Datum *array, const TypeUse *type)
{
    TypeUse element = *type;
    element.dimensions = 0;
    return cast_items(evaluator, array, &element, array->type);
}
