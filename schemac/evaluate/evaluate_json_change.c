/* evaluate_json_change.c: documents with parts taken out of them. PostgreSQL documentation, section 9.16. */
#include "evaluate/evaluate_json_parts.h"

#include "base/buffer.h"
#include "evaluate/evaluate_array.h"

/* What is left out of a document. */
typedef struct Cut {
    const DatumList *keys; /* members of those names and items that are such strings; NULL: none */
    int64_t index;         /* the item of that number; -1: none */
    bool nulls;            /* members that are null, at any depth */
} Cut;

/* Keys are unescaped: what an escape stood for is not written again. */
static bool put_key(Buffer *out, Text key)
{
    for (size_t i = 0; i < key.size; i++)
        if (key.data[i] == '"' || key.data[i] == '\\' || (unsigned char)key.data[i] < ' ')
            return false;
    buffer_format(out, "\"%.*s\": ", TEXT_ARG(key));
    return true;
}

static bool is_named(const Cut *cut, Text name)
{
    for (size_t i = 0; cut->keys && i < cut->keys->count; i++)
        if (cut->keys->items[i].state == EVALUATED_VALUE && text_equal(cut->keys->items[i].text, name))
            return true;
    return false;
}

static bool is_cut(const Cut *cut, const Json *json, size_t i)
{
    const Json *item = json->items.items[i];
    if (json->kind == KIND_OBJECT)
        return is_named(cut, json->keys.items[i]) || (cut->nulls && item->kind == KIND_NULL);
    return (int64_t)i == cut->index || (item->kind == KIND_STRING && is_named(cut, item->string));
}

static bool put(Buffer *out, const Json *json, const Cut *cut)
{
    static const Cut whole = {.index = -1}, nulls = {.index = -1, .nulls = true};
    size_t written = 0;
    if (json->kind < KIND_ARRAY) {
        buffer_text(out, json->raw);
        return true;
    }
    buffer_char(out, json->kind == KIND_OBJECT ? '{' : '[');
    for (size_t i = 0; i < json->items.count; i++) {
        if (is_cut(cut, json, i))
            continue;
        buffer_string(out, written++ ? ", " : "");
        if ((json->kind == KIND_OBJECT && !put_key(out, json->keys.items[i])) ||
            !put(out, json->items.items[i], cut->nulls ? &nulls : &whole))
            return false;
    }
    buffer_char(out, json->kind == KIND_OBJECT ? '}' : ']');
    return true;
}

static Datum without(Evaluator *evaluator, const Json *json, const Cut *cut, TypeUse result)
{
    Buffer out = {0};
    bool known = put(&out, json, cut);
    Text text = text_copy(evaluator->arena, buffer_contents(&out));
    buffer_free(&out);
    return known ? datum_make(result, text) : datum_unknown();
}

Datum json_without(Evaluator *evaluator, const Json *json, const Datum *what, TypeUse result)
{
    Cut cut = {.index = -1};
    DatumList keys = {0};
    if (type_is_integer(&what->type)) {
        if (!text_to_int64(what->text, &cut.index))
            return datum_unknown();
        cut.index += cut.index < 0 ? (int64_t)json->items.count : 0;
        return json->kind == KIND_ARRAY ? without(evaluator, json, &cut, result) : datum_error();
    }
    if (type_is_array(&what->type) && !array_items(evaluator, what, &keys))
        return datum_unknown();
    if (!type_is_array(&what->type))
        list_push(evaluator->arena, &keys, *what);
    cut.keys = &keys;
    return json->kind >= KIND_ARRAY ? without(evaluator, json, &cut, result) : datum_error();
}

Datum json_strip_nulls(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    const Cut cut = {.index = -1, .nulls = true};
    const Json *json = json_known(evaluator, arguments->text);
    return json && count == 1 ? without(evaluator, json, &cut, result) : datum_unknown();
}
