/* evaluate_array_call.c: operators and functions of arrays, subscripts. */
#include "evaluate/evaluate_array_parts.h"

#include "base/buffer.h"

#include <string.h>

/* ---- || ---- */

static Datum append(Evaluator *evaluator, const Datum *array, Datum item, bool before)
{
    ArrayShape shape = {0};
    DatumList items = {0};
    TypeUse element = type_element(&array->type);
    item = datum_cast(evaluator, item, &element, false);
    if (item.state == EVALUATED_ERROR || item.state == EVALUATED_UNKNOWN)
        return item;
    if (array->state == EVALUATED_VALUE && !array_read(evaluator, array->text, array->type, &shape))
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
    ArrayShape a, b;
    if (!type_is_array(&left->type))
        return append(evaluator, right, *left, true);
    if (!type_is_array(&right->type))
        return append(evaluator, left, *right, false);
    if (left->state == EVALUATED_NULL || right->state == EVALUATED_NULL)
        return left->state == EVALUATED_NULL ? *right : *left;
    if (!type_same(&left->type, &right->type) || !array_read(evaluator, left->text, left->type, &a) ||
        !array_read(evaluator, right->text, right->type, &b) || a.dimensions > 1 || b.dimensions > 1)
        return datum_unknown();
    for (size_t i = 0; i < b.items.count; i++)
        list_push(evaluator->arena, &a.items, b.items.items[i]);
    return array_of(evaluator, &a.items, left->type);
}

/* ---- comparison ---- */

Order array_item_order(Evaluator *evaluator, const Datum *a, const Datum *b)
{
    bool null_a = a->state == EVALUATED_NULL, null_b = b->state == EVALUATED_NULL;
    return null_a || null_b ? order_of_int(null_a - null_b) : datum_order(evaluator, a, b);
}

static Order order_of_lists(Evaluator *evaluator, const DatumList *a, const DatumList *b)
{
    for (size_t i = 0; i < a->count && i < b->count; i++) {
        Order order = array_item_order(evaluator, &a->items[i], &b->items[i]);
        if (order != ORDER_EQUAL)
            return order;
    }
    return order_of_int((a->count > b->count) - (a->count < b->count));
}

Order array_order(Evaluator *evaluator, const Datum *a, const Datum *b)
{
    ArrayShape x, y;
    if (!array_read(evaluator, a->text, a->type, &x) || !array_read(evaluator, b->text, b->type, &y))
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
    ArrayShape shape;
    Datum bound;
    DatumList items = {0};
    if (!array_read(evaluator, array->text, array->type, &shape) || shape.dimensions > 1)
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
    ArrayShape shape;
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
    if (!array_read(evaluator, array.text, array.type, &shape) || shape.dimensions > 1)
        return datum_unknown();
    bool outside = at < 1 || at > (int64_t)shape.items.count;
    Datum item = outside ? datum_null(element) : shape.items.items[at - 1];
    item.collation = array.collation;
    return item;
}

/* ---- functions ---- */

static bool read_argument(Evaluator *evaluator, const Datum *arguments, ArrayShape *shape)
{
    return array_read(evaluator, arguments[0].text, arguments[0].type, shape);
}

/* The length of the dimension that the second argument says. */
static Datum length_of(Evaluator *evaluator, const Datum *arguments, TypeUse result, bool is_lower)
{
    ArrayShape shape;
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
    ArrayShape shape;
    (void)count;
    return read_argument(evaluator, arguments, &shape)
               ? datum_integer(evaluator, (Wide)shape.items.count, result)
               : datum_unknown();
}

Datum array_ndims(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    ArrayShape shape;
    (void)count;
    if (!read_argument(evaluator, arguments, &shape))
        return datum_unknown();
    return shape.dimensions ? datum_int(evaluator, shape.dimensions) : datum_null(result);
}

/* NULL is found where there is one. */
Datum array_position(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    ArrayShape shape;
    TypeUse element = type_element(&arguments[0].type);
    Datum wanted = datum_cast(evaluator, arguments[1], &element, false);
    if (arguments[0].state == EVALUATED_NULL)
        return datum_null(result);
    if (count > 2 || wanted.state == EVALUATED_UNKNOWN || wanted.state == EVALUATED_ERROR ||
        !read_argument(evaluator, arguments, &shape) || shape.dimensions > 1)
        return datum_unknown();
    for (size_t i = 0; i < shape.items.count; i++) {
        Order order = array_item_order(evaluator, &shape.items.items[i], &wanted);
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
    ArrayShape shape;
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
        Order order = array_item_order(evaluator, &shape.items.items[i], &unwanted);
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
    ArrayShape shape;
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
