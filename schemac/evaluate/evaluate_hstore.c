/* evaluate_hstore.c: keys and values as hstore prints them. PostgreSQL documentation, section F.18 (hstore).
 */
#include "evaluate/evaluate_hstore.h"

#include "base/buffer.h"
#include "evaluate/evaluate_array.h"

/* A pair; `is_null`: the key has no value. */
typedef struct Pair {
    Text key, value;
    bool is_null;
} Pair;
typedef LIST(Pair) PairList;

/* A text between double quotes, in which a backslash stands before those and itself; *at moves behind it. */
static bool read_quoted(Evaluator *evaluator, Text text, size_t *at, Text *value)
{
    Buffer out = {0};
    size_t i = *at + 1;
    bool opens = *at < text.size && text.data[*at] == '"';
    for (; opens && i < text.size && text.data[i] != '"'; i++) {
        i += text.data[i] == '\\' && i + 1 < text.size;
        buffer_char(&out, text.data[i]);
    }
    *value = text_copy(evaluator->arena, buffer_contents(&out));
    buffer_free(&out);
    *at = i + 1;
    return opens && i < text.size;
}

static bool skip(Text text, size_t *at, Text what)
{
    bool is_there = text_starts_with(text_slice(text, *at, text.size), what);
    *at += is_there ? what.size : 0;
    return is_there;
}

/* "key"=>"value", "other"=>NULL; false for another way to write pairs, and where a key comes twice. */
static bool read_pairs(Evaluator *evaluator, Text text, PairList *pairs)
{
    for (size_t at = 0; at < text.size;) {
        Pair pair = {0};
        if ((at && !skip(text, &at, TEXT(", "))) || !read_quoted(evaluator, text, &at, &pair.key) ||
            !skip(text, &at, TEXT("=>")))
            return false;
        pair.is_null = skip(text, &at, TEXT("NULL"));
        if (!pair.is_null && !read_quoted(evaluator, text, &at, &pair.value))
            return false;
        for (size_t i = 0; i < pairs->count; i++)
            if (text_equal(pairs->items[i].key, pair.key))
                return false;
        list_push(evaluator->arena, pairs, pair);
    }
    return true;
}

static const Pair *find(const PairList *pairs, Text key)
{
    for (size_t i = 0; i < pairs->count; i++)
        if (text_equal(pairs->items[i].key, key))
            return &pairs->items[i];
    return NULL;
}

static Datum has_keys(Evaluator *evaluator, const PairList *pairs, const Datum *array, bool all)
{
    DatumList keys = {0};
    if (!array_items(evaluator, array, &keys))
        return datum_unknown();
    for (size_t i = 0; i < keys.count; i++)
        if (keys.items[i].state == EVALUATED_VALUE && (find(pairs, keys.items[i].text) != NULL) != all)
            return datum_bool(!all);
    return datum_bool(all);
}

static Datum contains(const PairList *all, const PairList *some)
{
    for (size_t i = 0; i < some->count; i++) {
        const Pair *wanted = &some->items[i], *there = find(all, wanted->key);
        if (!there || there->is_null != wanted->is_null || !text_equal(there->value, wanted->value))
            return datum_bool(false);
    }
    return datum_bool(true);
}

Datum hstore_operator(Evaluator *evaluator, Text symbol, const Datum *left, const Datum *right,
                      TypeUse result)
{
    PairList pairs = {0}, others = {0};
    if (!read_pairs(evaluator, left->text, &pairs))
        return datum_unknown();
    if (text_is(symbol, "?"))
        return datum_bool(find(&pairs, right->text) != NULL);
    if (text_is(symbol, "?&") || text_is(symbol, "?|"))
        return has_keys(evaluator, &pairs, right, text_is(symbol, "?&"));
    if (text_is(symbol, "->") && !type_is_array(&right->type)) {
        const Pair *pair = find(&pairs, right->text);
        return pair && !pair->is_null ? datum_make(result, pair->value) : datum_null(result);
    }
    bool is_other = type_code(&right->type) == TYPE_HSTORE && read_pairs(evaluator, right->text, &others);
    if (is_other && text_is(symbol, "@>"))
        return contains(&pairs, &others);
    return is_other && text_is(symbol, "<@") ? contains(&others, &pairs) : datum_unknown();
}

Datum hstore_exist(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    return count == 2 ? hstore_operator(evaluator, TEXT("?"), &arguments[0], &arguments[1], result)
                      : datum_unknown();
}

Datum hstore_defined(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)result;
    Datum value = count == 2 ? hstore_operator(evaluator, TEXT("->"), &arguments[0], &arguments[1],
                                               type_of_code("text"))
                             : datum_unknown();
    return value.state == EVALUATED_UNKNOWN ? value : datum_bool(value.state == EVALUATED_VALUE);
}
