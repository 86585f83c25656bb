/* evaluate_set_items.c: functions that return sets, as lists of items. */
#include "evaluate/evaluate_set.h"

#include "evaluate/evaluate_array.h"
#include "evaluate/evaluate_json_parts.h"
#include "evaluate/evaluate_string.h"

typedef struct SetFunction {
    const char *name;
    /* Appends the items for arguments that are not NULL; false where *failure says why there are none. */
    bool (*items)(Evaluator *evaluator, const DatumList *arguments, DatumList *items, Datum *failure);
} SetFunction;

static bool fail(Datum *failure, Datum why)
{
    *failure = why;
    return false;
}

/* ---- arrays and series ---- */

static bool items_of_array(Evaluator *evaluator, const DatumList *arguments, DatumList *items, Datum *failure)
{
    return array_items(evaluator, &arguments->items[0], items) || fail(failure, datum_unknown());
}

static bool add_series(Evaluator *evaluator, TypeUse type, const int64_t ends[3], DatumList *items)
{
    int64_t step = ends[2];
    for (Wide at = ends[0]; step > 0 ? at <= ends[1] : at >= ends[1]; at += step) {
        if (items->count >= SET_ITEMS_MOST)
            return false;
        list_push(evaluator->arena, items, datum_integer(evaluator, at, type));
    }
    return true;
}

static bool items_of_series(Evaluator *evaluator, const DatumList *arguments, DatumList *items,
                            Datum *failure)
{
    int64_t ends[3] = {0, 0, 1};
    TypeUse type = type_of_code("int4");
    for (size_t i = 0; i < arguments->count; i++) {
        const Datum *argument = &arguments->items[i];
        if (i == 3 || !type_is_integer(&argument->type) || !text_to_int64(argument->text, &ends[i]))
            return fail(failure, datum_unknown());
        if (type_code(&argument->type) == TYPE_INT8)
            type = argument->type;
    }
    if (ends[2] == 0)
        return fail(failure, datum_error());
    return add_series(evaluator, type, ends, items) || fail(failure, datum_unknown());
}

static bool items_of_subscripts(Evaluator *evaluator, const DatumList *arguments, DatumList *items,
                                Datum *failure)
{
    Datum last = array_length(evaluator, arguments->items, 2, type_of_code("int4"));
    int64_t ends[] = {1, 0, 1};
    if (last.state == EVALUATED_NULL)
        return true;
    bool is_known = last.state == EVALUATED_VALUE && text_to_int64(last.text, &ends[1]) &&
                    add_series(evaluator, last.type, ends, items);
    return is_known || fail(failure, datum_unknown());
}

/* ---- documents ---- */

static bool read_document(Evaluator *evaluator, const Datum *document, JsonKind kind, const Json **json,
                          Datum *failure)
{
    *json = json_known(evaluator, document->text);
    if (!*json)
        return fail(failure, datum_unknown());
    return (*json)->kind == kind || fail(failure, datum_error());
}

static bool items_of_document(Evaluator *evaluator, const DatumList *arguments, DatumList *items,
                              Datum *failure)
{
    const Json *json;
    if (!read_document(evaluator, &arguments->items[0], KIND_ARRAY, &json, failure))
        return false;
    for (size_t i = 0; i < json->items.count; i++)
        list_push(evaluator->arena, items, datum_make(arguments->items[0].type, json->items.items[i]->raw));
    return true;
}

static bool texts_of_document(Evaluator *evaluator, const DatumList *arguments, DatumList *items,
                              Datum *failure)
{
    const Json *json;
    TypeUse text = type_of_code("text");
    if (!read_document(evaluator, &arguments->items[0], KIND_ARRAY, &json, failure))
        return false;
    for (size_t i = 0; i < json->items.count; i++) {
        const Json *item = json->items.items[i];
        Datum value = datum_make(text, item->kind == KIND_STRING ? item->string : item->raw);
        list_push(evaluator->arena, items, item->kind == KIND_NULL ? datum_null(text) : value);
    }
    return true;
}

static bool keys_of_document(Evaluator *evaluator, const DatumList *arguments, DatumList *items,
                             Datum *failure)
{
    const Json *json;
    if (!read_document(evaluator, &arguments->items[0], KIND_OBJECT, &json, failure))
        return false;
    for (size_t i = 0; i < json->keys.count; i++)
        list_push(evaluator->arena, items, datum_named("text", json->keys.items[i]));
    return true;
}

/* ---- parts of texts ---- */

static bool parts_of_text(Evaluator *evaluator, const DatumList *arguments, DatumList *items, Datum *failure)
{
    TypeUse text = type_of_code("text");
    Datum parts = string_split(evaluator, arguments->items, arguments->count, type_array_of(&text));
    bool is_known = parts.state == EVALUATED_VALUE && array_items(evaluator, &parts, items);
    return is_known || fail(failure, datum_unknown());
}

/* ---- interface ---- */

static const SetFunction functions[] = {
    {"unnest", items_of_array},
    {"generate_series", items_of_series},
    {"generate_subscripts", items_of_subscripts},
    {"jsonb_array_elements", items_of_document},
    {"json_array_elements", items_of_document},
    {"jsonb_array_elements_text", texts_of_document},
    {"json_array_elements_text", texts_of_document},
    {"jsonb_object_keys", keys_of_document},
    {"json_object_keys", keys_of_document},
    {"string_to_table", parts_of_text},
};

static const SetFunction *find_function(const Expr *call)
{
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (call->kind == EXPR_CALL && !call->qualifier.size && text_is(call->text, functions[i].name))
            return &functions[i];
    return NULL;
}

/* The arguments' values; false where one is NULL, and there are no items. */
static bool read_arguments(Evaluator *evaluator, const Expr *call, DatumList *values)
{
    for (size_t i = 0; i < call->arguments.count; i++)
        list_push(evaluator->arena, values, evaluate_node(evaluator, call->arguments.items[i]));
    return evaluate_strict(values->items, values->count) == EVALUATED_VALUE;
}

bool set_items(Evaluator *evaluator, const Expr *set, DatumList *items, Datum *failure)
{
    DatumList arguments = {0};
    const SetFunction *function = find_function(set);
    if (set->kind == EXPR_AGGREGATE) {
        *failure = set_aggregate(evaluator, set);
        if (failure->state == EVALUATED_VALUE && !array_items(evaluator, failure, items))
            *failure = datum_unknown();
        return failure->state == EVALUATED_VALUE || failure->state == EVALUATED_NULL;
    }
    if (!function)
        return fail(failure, datum_unknown());
    if (read_arguments(evaluator, set, &arguments))
        return function->items(evaluator, &arguments, items, failure);
    Evaluated state = evaluate_strict(arguments.items, arguments.count);
    *failure = state == EVALUATED_ERROR ? datum_error() : datum_unknown();
    return state == EVALUATED_NULL;
}
