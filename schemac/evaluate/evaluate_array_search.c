/* evaluate_array_search.c: functions that look for items of arrays, or put others in their place. */
#include "evaluate/evaluate_array_parts.h"

/* The first argument taken apart, one dimension alone, and the item that the other one is. */
static bool read_array(Evaluator *evaluator, const Datum *arguments, size_t item, ArrayShape *shape,
                       Datum *value)
{
    TypeUse element = type_element(&arguments[0].type);
    *value = datum_cast(evaluator, arguments[item], &element, false);
    bool is_known = value->state == EVALUATED_VALUE || value->state == EVALUATED_NULL;
    return is_known && array_read(evaluator, arguments[0].text, arguments[0].type, shape) &&
           shape->dimensions <= 1;
}

Datum array_positions(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    ArrayShape shape;
    Datum wanted;
    DatumList places = {0};
    (void)count;
    if (arguments[0].state == EVALUATED_NULL)
        return datum_null(result);
    if (!read_array(evaluator, arguments, 1, &shape, &wanted))
        return datum_unknown();
    for (size_t i = 0; i < shape.items.count; i++) {
        Order order = array_item_order(evaluator, &shape.items.items[i], &wanted);
        if (order == ORDER_UNKNOWN)
            return datum_unknown();
        if (order == ORDER_EQUAL)
            list_push(evaluator->arena, &places, datum_int(evaluator, (int64_t)i + 1));
    }
    return array_of(evaluator, &places, result);
}

Datum array_replace(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    ArrayShape shape;
    Datum from, to;
    (void)count;
    if (arguments[0].state == EVALUATED_NULL)
        return datum_null(result);
    if (!read_array(evaluator, arguments, 1, &shape, &from) ||
        !read_array(evaluator, arguments, 2, &shape, &to))
        return datum_unknown();
    for (size_t i = 0; i < shape.items.count; i++) {
        Order order = array_item_order(evaluator, &shape.items.items[i], &from);
        if (order == ORDER_UNKNOWN)
            return datum_unknown();
        if (order == ORDER_EQUAL)
            shape.items.items[i] = to;
    }
    return array_print(evaluator, &shape, arguments[0].type);
}

/* "[1:3][1:2]"; NULL of an empty one. */
Datum array_dims(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    ArrayShape shape;
    Text text = {0};
    (void)count;
    if (!array_read(evaluator, arguments[0].text, arguments[0].type, &shape))
        return datum_unknown();
    for (int i = 0; i < shape.dimensions; i++)
        text = text_format(evaluator->arena, "%.*s[1:%zu]", TEXT_ARG(text), shape.lengths[i]);
    return shape.dimensions ? datum_make(result, text) : datum_null(result);
}

/* Without so many items at the end. */
Datum array_trim(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    ArrayShape shape;
    int64_t fewer;
    (void)count;
    if (!array_read(evaluator, arguments[0].text, arguments[0].type, &shape) || shape.dimensions > 1 ||
        !text_to_int64(arguments[1].text, &fewer))
        return datum_unknown();
    if (fewer < 0 || fewer > (int64_t)shape.items.count)
        return datum_error();
    shape.items.count -= (size_t)fewer;
    return array_of(evaluator, &shape.items, result);
}
