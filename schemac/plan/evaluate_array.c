/* evaluate_array.c: arrays: read, printed, joined, compared, and what functions tell of them. */
#include "plan/evaluate_array.h"

#include "base/buffer.h"
#include "model/literal.h"
#include "plan/evaluate_number.h"

#include <string.h>

enum {
    DIMENSIONS = 6 /* as many as PostgreSQL has */
};

/* An array taken apart: its items in storage order. */
typedef struct Shape {
    DatumList items;
    int dimensions; /* 0: empty */
    size_t lengths[DIMENSIONS];
} Shape;

typedef struct Reader {
    Evaluator *evaluator;
    Text text;
    size_t at;
    TypeUse element;
    Shape *shape;
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
    Shape *shape = reader->shape;
    if (depth == DIMENSIONS || peek(reader) != '{')
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

static bool read_array(Evaluator *evaluator, Text text, TypeUse type, Shape *shape)
{
    *shape = (Shape){0};
    Reader reader = {evaluator, text_trim(text), 0, type_element(&type), shape};
    if (!type_is_known(&reader.element) || text_is(reader.element.type->name, "box"))
        return false;
    if (is_empty(reader.text))
        return true;
    return read_level(&reader, 0) && reader.at == reader.text.size;
}

bool array_items(Evaluator *evaluator, const Datum *array, DatumList *items)
{
    Shape shape;
    if (!type_is_array(&array->type) || !read_array(evaluator, array->text, array->type, &shape))
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

static void append_level(Buffer *out, const Shape *shape, int depth, size_t *at)
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

static Datum print_array(Evaluator *evaluator, const Shape *shape, TypeUse type)
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
    Shape shape = {.items = *items, .dimensions = 1, .lengths = {items->count}};
    return print_array(evaluator, &shape, type);
}

/* ---- ARRAY […] ---- */

/* Arrays inside must be of one shape, which the print of the whole shows. */
static Datum of_arrays(Evaluator *evaluator, const DatumList *items, TypeUse type)
{
    Shape first, shape;
    for (size_t i = 0; i < items->count; i++) {
        const Datum *item = &items->items[i];
        if (item->state != EVALUATED_VALUE || !read_array(evaluator, item->text, type, &shape) ||
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
    Shape shape;
    TypeUse element = type_element(&type);
    Text start = text_trim(text);
    if (start.size == 0 || (start.data[0] != '{' && start.data[0] != '['))
        return datum_error();
    if (!read_array(evaluator, text, type, &shape))
        return datum_unknown();
    for (size_t i = 0; i < shape.items.count; i++)
        if (shape.items.items[i].state == EVALUATED_VALUE)
            shape.items.items[i] = datum_input(evaluator, shape.items.items[i].text, &element);
    return print_array(evaluator, &shape, type);
}

static Datum cast_items(Evaluator *evaluator, const Datum *array, const TypeUse *element, TypeUse type)
{
    Shape shape;
    if (!read_array(evaluator, array->text, array->type, &shape))
        return datum_unknown();
    for (size_t i = 0; i < shape.items.count; i++)
        shape.items.items[i] = datum_cast(evaluator, shape.items.items[i], element, true);
    return print_array(evaluator, &shape, type);
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

/* ---- || ---- */

static Datum append(Evaluator *evaluator, const Datum *array, Datum item, bool before)
{
    Shape shape = {0};
    DatumList items = {0};
    TypeUse element = type_element(&array->type);
    item = datum_cast(evaluator, item, &element, false);
    if (item.state == EVALUATED_ERROR || item.state == EVALUATED_UNKNOWN)
        return item;
    if (array->state == EVALUATED_VALUE && !read_array(evaluator, array->text, array->type, &shape))
        return datum_unknown();
    if (shape.dimensions > 1)
        return datum_unknown();
    if (before)
        list_push(evaluator->arena, &items, item);
    for (size_t i = 0; i < shape.items.count; i++)
        list_push(evaluator->arena, &items, shape.items.items[i]);
    if (!before)
        list_push(evaluator->arena, &items, item);
    return array_of(evaluator, &items, array->type);
}

Datum array_join(Evaluator *evaluator, const Datum *left, const Datum *right)
{
    Shape a, b;
    if (!type_is_array(&left->type))
        return append(evaluator, right, *left, true);
    if (!type_is_array(&right->type))
        return append(evaluator, left, *right, false);
    if (left->state == EVALUATED_NULL || right->state == EVALUATED_NULL)
        return left->state == EVALUATED_NULL ? *right : *left;
    if (!type_same(&left->type, &right->type) || !read_array(evaluator, left->text, left->type, &a) ||
        !read_array(evaluator, right->text, right->type, &b) || a.dimensions > 1 || b.dimensions > 1)
        return datum_unknown();
    for (size_t i = 0; i < b.items.count; i++)
        list_push(evaluator->arena, &a.items, b.items.items[i]);
    return array_of(evaluator, &a.items, left->type);
}

/* ---- comparison ---- */

/* Items as B-trees see them: NULL is above all, and the same as NULL. */
static Order order_of_items(Evaluator *evaluator, const Datum *a, const Datum *b)
{
    bool null_a = a->state == EVALUATED_NULL, null_b = b->state == EVALUATED_NULL;
    return null_a || null_b ? order_of_int(null_a - null_b) : datum_order(evaluator, a, b);
}

static Order order_of_lists(Evaluator *evaluator, const DatumList *a, const DatumList *b)
{
    for (size_t i = 0; i < a->count && i < b->count; i++) {
        Order order = order_of_items(evaluator, &a->items[i], &b->items[i]);
        if (order != ORDER_EQUAL)
            return order;
    }
    return order_of_int((a->count > b->count) - (a->count < b->count));
}

Order array_order(Evaluator *evaluator, const Datum *a, const Datum *b)
{
    Shape x, y;
    if (!read_array(evaluator, a->text, a->type, &x) || !read_array(evaluator, b->text, b->type, &y))
        return ORDER_UNKNOWN;
    Order order = order_of_lists(evaluator, &x.items, &y.items);
    if (order != ORDER_EQUAL)
        return order;
    if (x.dimensions != y.dimensions)
        return order_of_int(x.dimensions - y.dimensions);
    return memcmp(x.lengths, y.lengths, sizeof x.lengths) ? ORDER_UNKNOWN : ORDER_EQUAL;
}

/* Whether the item is among them: ORDER_EQUAL, ORDER_DIFFERENT, or ORDER_UNKNOWN. NULL never is. */
static Order find(Evaluator *evaluator, const DatumList *items, const Datum *item)
{
    Order found = ORDER_DIFFERENT;
    for (size_t i = 0; i < items->count && item->state == EVALUATED_VALUE; i++) {
        if (items->items[i].state != EVALUATED_VALUE)
            continue;
        Order order = datum_order(evaluator, &items->items[i], item);
        if (order == ORDER_EQUAL)
            return order;
        found = order == ORDER_UNKNOWN ? order : found;
    }
    return found;
}

static Datum overlap(Evaluator *evaluator, const DatumList *a, const DatumList *b)
{
    bool unknown = false;
    for (size_t i = 0; i < b->count; i++) {
        Order order = find(evaluator, a, &b->items[i]);
        if (order == ORDER_EQUAL)
            return datum_bool(true);
        unknown = unknown || order == ORDER_UNKNOWN;
    }
    return unknown ? datum_unknown() : datum_bool(false);
}

static Datum contain(Evaluator *evaluator, const DatumList *a, const DatumList *b)
{
    bool unknown = false;
    for (size_t i = 0; i < b->count; i++) {
        Order order = find(evaluator, a, &b->items[i]);
        if (order == ORDER_DIFFERENT)
            return datum_bool(false);
        unknown = unknown || order == ORDER_UNKNOWN;
    }
    return unknown ? datum_unknown() : datum_bool(true);
}

Datum array_relate(Evaluator *evaluator, Text symbol, const Datum *a, const Datum *b)
{
    DatumList x, y;
    if (!type_same(&a->type, &b->type) || !array_items(evaluator, a, &x) || !array_items(evaluator, b, &y))
        return datum_unknown();
    if (text_is(symbol, "&&"))
        return overlap(evaluator, &x, &y);
    if (text_is(symbol, "@>"))
        return contain(evaluator, &x, &y);
    return text_is(symbol, "<@") ? contain(evaluator, &y, &x) : datum_unknown();
}

/* ---- subscripts ---- */

static bool read_subscript(Evaluator *evaluator, const Expr *expr, Datum *datum, int64_t *value)
{
    TypeUse integer = type_of_code("int4");
    *datum = datum_cast(evaluator, evaluate_node(evaluator, expr), &integer, true);
    return datum->state == EVALUATED_VALUE && text_to_int64(datum->text, value);
}

/* a[low:high] of one dimension. */
static Datum slice(Evaluator *evaluator, const Expr *expr, const Datum *array)
{
    Shape shape;
    Datum bound;
    DatumList items = {0};
    if (!read_array(evaluator, array->text, array->type, &shape) || shape.dimensions > 1)
        return datum_unknown();
    int64_t low = 1, high = (int64_t)shape.items.count;
    for (size_t i = 1; i < 3; i++)
        if (expr->arguments.items[i] &&
            !read_subscript(evaluator, expr->arguments.items[i], &bound, i == 1 ? &low : &high))
            return bound.state == EVALUATED_NULL ? datum_null(array->type) : bound;
    for (int64_t i = low < 1 ? 1 : low; i <= high && i <= (int64_t)shape.items.count; i++)
        list_push(evaluator->arena, &items, shape.items.items[i - 1]);
    return array_of(evaluator, &items, array->type);
}

Datum array_index(Evaluator *evaluator, const Expr *expr)
{
    Datum array = evaluate_node(evaluator, expr->arguments.items[0]), bound;
    Shape shape;
    int64_t at;
    TypeUse element = type_element(&array.type);
    if (array.state == EVALUATED_ERROR || array.state == EVALUATED_UNKNOWN)
        return array;
    if (!type_is_array(&array.type) || expr->arguments.items[0]->kind == EXPR_INDEX)
        return datum_unknown();
    bool slices = expr->arguments.count > 2;
    if (array.state == EVALUATED_NULL)
        return datum_null(slices ? array.type : element);
    if (slices)
        return slice(evaluator, expr, &array);
    if (!read_subscript(evaluator, expr->arguments.items[1], &bound, &at))
        return bound.state == EVALUATED_NULL ? datum_null(element) : bound;
    if (!read_array(evaluator, array.text, array.type, &shape) || shape.dimensions > 1)
        return datum_unknown();
    bool outside = at < 1 || at > (int64_t)shape.items.count;
    Datum item = outside ? datum_null(element) : shape.items.items[at - 1];
    item.collation = array.collation;
    return item;
}

/* ---- functions ---- */

static bool read_argument(Evaluator *evaluator, const Datum *arguments, Shape *shape)
{
    return read_array(evaluator, arguments[0].text, arguments[0].type, shape);
}

/* The length of the dimension that the second argument says. */
static Datum length_of(Evaluator *evaluator, const Datum *arguments, TypeUse result, bool is_lower)
{
    Shape shape;
    int64_t dimension;
    if (!read_argument(evaluator, arguments, &shape) || !text_to_int64(arguments[1].text, &dimension))
        return datum_unknown();
    if (dimension < 1 || dimension > shape.dimensions)
        return datum_null(result);
    return datum_int(evaluator, is_lower ? 1 : (int64_t)shape.lengths[dimension - 1]);
}

Datum array_length(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)count;
    return length_of(evaluator, arguments, result, false);
}

Datum array_lower(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)count;
    return length_of(evaluator, arguments, result, true);
}

Datum array_cardinality(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Shape shape;
    (void)count;
    return read_argument(evaluator, arguments, &shape)
               ? datum_integer(evaluator, (Wide)shape.items.count, result)
               : datum_unknown();
}

Datum array_ndims(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Shape shape;
    (void)count;
    if (!read_argument(evaluator, arguments, &shape))
        return datum_unknown();
    return shape.dimensions ? datum_int(evaluator, shape.dimensions) : datum_null(result);
}

/* NULL is found where there is one. */
Datum array_position(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Shape shape;
    TypeUse element = type_element(&arguments[0].type);
    Datum wanted = datum_cast(evaluator, arguments[1], &element, false);
    if (arguments[0].state == EVALUATED_NULL)
        return datum_null(result);
    if (count > 2 || wanted.state == EVALUATED_UNKNOWN || wanted.state == EVALUATED_ERROR ||
        !read_argument(evaluator, arguments, &shape) || shape.dimensions > 1)
        return datum_unknown();
    for (size_t i = 0; i < shape.items.count; i++) {
        Order order = order_of_items(evaluator, &shape.items.items[i], &wanted);
        if (order == ORDER_UNKNOWN)
            return datum_unknown();
        if (order == ORDER_EQUAL)
            return datum_int(evaluator, (int64_t)i + 1);
    }
    return datum_null(result);
}

Datum array_append(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)count;
    (void)result;
    return append(evaluator, &arguments[0], arguments[1], false);
}

Datum array_prepend(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)count;
    (void)result;
    return append(evaluator, &arguments[1], arguments[0], true);
}

Datum array_cat(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Datum both[] = {datum_cast(evaluator, arguments[0], &result, false),
                    datum_cast(evaluator, arguments[1], &result, false)};
    (void)count;
    Evaluated strict = evaluate_strict(both, 2);
    if (strict == EVALUATED_UNKNOWN || strict == EVALUATED_ERROR)
        return datum_unknown();
    return array_join(evaluator, &both[0], &both[1]);
}

Datum array_remove(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Shape shape;
    DatumList kept = {0};
    TypeUse element = type_element(&arguments[0].type);
    Datum unwanted = datum_cast(evaluator, arguments[1], &element, false);
    (void)count;
    if (arguments[0].state == EVALUATED_NULL)
        return datum_null(result);
    if (unwanted.state == EVALUATED_UNKNOWN || unwanted.state == EVALUATED_ERROR ||
        !read_argument(evaluator, arguments, &shape) || shape.dimensions > 1)
        return datum_unknown();
    for (size_t i = 0; i < shape.items.count; i++) {
        Order order = order_of_items(evaluator, &shape.items.items[i], &unwanted);
        if (order == ORDER_UNKNOWN)
            return datum_unknown();
        if (order != ORDER_EQUAL)
            list_push(evaluator->arena, &kept, shape.items.items[i]);
    }
    return array_of(evaluator, &kept, arguments[0].type);
}

/* Texts between separators, NULL left out or as the third argument has it. */
Datum array_to_string(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    Shape shape;
    Buffer out = {0};
    TypeUse text = type_of_code("text");
    bool any = false;
    if (arguments[0].state == EVALUATED_NULL || arguments[1].state == EVALUATED_NULL)
        return datum_null(result);
    if (!read_argument(evaluator, arguments, &shape))
        return datum_unknown();
    for (size_t i = 0; i < shape.items.count; i++) {
        Datum item = datum_cast(evaluator, shape.items.items[i], &text, true);
        if (item.state == EVALUATED_NULL && count > 2)
            item = arguments[2];
        if (item.state != EVALUATED_VALUE && item.state != EVALUATED_NULL) {
            buffer_free(&out);
            return datum_unknown();
        }
        if (item.state == EVALUATED_NULL)
            continue;
        if (any)
            buffer_text(&out, arguments[1].text);
        /* Items go through their output functions, which leave a bpchar's blanks and print "t" for true. */
        buffer_text(&out,
                    shape.items.items[i].state == EVALUATED_NULL ? item.text : shape.items.items[i].text);
        any = true;
    }
    Datum joined = datum_make(result, text_copy(evaluator->arena, buffer_contents(&out)));
    buffer_free(&out);
    return joined;
}
