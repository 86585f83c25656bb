/* evaluate_json.c: JSON texts as trees, for the operators that reach into them. */
#include "evaluate/evaluate_json_parts.h"

#include "base/buffer.h"
#include "evaluate/evaluate_array.h"

#include <string.h>

enum {
    DEPTH_LIMIT = 100
};

typedef struct Reader {
    Arena *arena;
    Text text;
    size_t at;
    unsigned depth;
    bool has_unicode; /* an escape by number was seen */
} Reader;

/* ---- reading ---- */

static char peek(const Reader *reader)
{
    return reader->at < reader->text.size ? reader->text.data[reader->at] : '\0';
}

static void skip_blanks(Reader *reader)
{
    while (reader->at < reader->text.size && strchr(" \t\n\r", peek(reader)))
        reader->at++;
}

static bool take(Reader *reader, char c)
{
    if (peek(reader) != c)
        return false;
    reader->at++;
    return true;
}

/* What follows a backslash; escapes by number are left as they are and noted. */
static bool read_escape(Reader *reader, Buffer *out)
{
    static const char letters[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    char c = peek(reader);
    const char *found = c ? strchr(letters, c) : NULL;
    reader->at++;
    reader->has_unicode = reader->has_unicode || c == 'u';
    if (found)
        buffer_char(out, values[found - letters]);
    return found || c == 'u';
}

static bool read_string(Reader *reader, Text *string)
{
    Buffer out = {0};
    bool good = take(reader, '"');
    while (good && reader->at < reader->text.size && peek(reader) != '"') {
        char c = peek(reader);
        reader->at++;
        if (c == '\\')
            good = read_escape(reader, &out);
        else
            buffer_char(&out, c);
        good = good && (unsigned char)c >= 0x20;
    }
    *string = text_copy(reader->arena, buffer_contents(&out));
    buffer_free(&out);
    return good && take(reader, '"');
}

static size_t read_digits(Reader *reader)
{
    size_t start = reader->at;
    while (peek(reader) >= '0' && peek(reader) <= '9')
        reader->at++;
    return reader->at - start;
}

/* -?(0|[1-9][0-9]*)(.[0-9]+)?([eE][+-]?[0-9]+)? */
static bool read_number(Reader *reader)
{
    take(reader, '-');
    bool zero = peek(reader) == '0';
    size_t digits = read_digits(reader);
    if (digits == 0 || (zero && digits > 1) || (take(reader, '.') && !read_digits(reader)))
        return false;
    if (!take(reader, 'e') && !take(reader, 'E'))
        return true;
    if (!take(reader, '+'))
        take(reader, '-');
    return read_digits(reader) > 0;
}

static bool read_word(Reader *reader, Json *json)
{
    static const struct {
        const char *word;
        JsonKind kind;
    } words[] = {{"true", KIND_BOOLEAN}, {"false", KIND_BOOLEAN}, {"null", KIND_NULL}};
    Text rest = text_slice(reader->text, reader->at, reader->text.size);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!text_starts_with(rest, text_of(words[i].word)))
            continue;
        json->kind = words[i].kind;
        reader->at += strlen(words[i].word);
        return true;
    }
    json->kind = KIND_NUMBER;
    return read_number(reader);
}

static Json *read_value(Reader *reader);

/* The members of an object or the items of an array, up to the bracket that closes it. */
static bool read_members(Reader *reader, Json *json, char close)
{
    reader->at++;
    skip_blanks(reader);
    if (take(reader, close))
        return true;
    do {
        Text key;
        skip_blanks(reader);
        if (json->kind == KIND_OBJECT) {
            if (!read_string(reader, &key))
                return false;
            skip_blanks(reader);
            if (!take(reader, ':'))
                return false;
            list_push(reader->arena, &json->keys, key);
        }
        Json *item = read_value(reader);
        if (!item)
            return false;
        list_push(reader->arena, &json->items, item);
        skip_blanks(reader);
    } while (take(reader, ','));
    return take(reader, close);
}

static Json *read_value(Reader *reader)
{
    Json *json = arena_new_object(reader->arena, Json);
    skip_blanks(reader);
    size_t start = reader->at;
    char c = peek(reader);
    if (++reader->depth > DEPTH_LIMIT)
        return NULL;
    json->kind = c == '{' ? KIND_OBJECT : c == '[' ? KIND_ARRAY : c == '"' ? KIND_STRING : KIND_NULL;
    bool good = c == '{'   ? read_members(reader, json, '}')
                : c == '[' ? read_members(reader, json, ']')
                : c == '"' ? read_string(reader, &json->string)
                           : read_word(reader, json);
    json->raw = text_slice(reader->text, start, reader->at);
    reader->depth--;
    return good ? json : NULL;
}

/* NULL where it is no JSON; *unsure where that cannot be told. */
static Json *read_json(Arena *arena, Text text, bool *unsure)
{
    Reader reader = {.arena = arena, .text = text};
    Json *json = read_value(&reader);
    skip_blanks(&reader);
    *unsure = reader.has_unicode || reader.depth > DEPTH_LIMIT;
    return json && reader.at == text.size ? json : NULL;
}

Json *json_known(Evaluator *evaluator, Text text)
{
    bool unsure;
    Json *json = read_json(evaluator->arena, text, &unsure);
    return unsure ? NULL : json;
}

/* ---- comparison ---- */

static Order order_of(const Json *a, const Json *b)
{
    Exact x, y;
    int sign;
    if (a->kind != b->kind || a->items.count != b->items.count)
        return ORDER_DIFFERENT;
    if (a->kind == KIND_NUMBER) {
        if (!exact_read(a->raw, &x) || !exact_read(b->raw, &y) || !exact_compare(x, y, &sign))
            return text_equal(a->raw, b->raw) ? ORDER_EQUAL : ORDER_UNKNOWN;
        return order_of_int(sign);
    }
    if (a->kind == KIND_BOOLEAN)
        return order_of_int((a->raw.size < b->raw.size) - (a->raw.size > b->raw.size));
    if (a->kind == KIND_STRING)
        return text_equal(a->string, b->string) ? ORDER_EQUAL : ORDER_DIFFERENT;
    for (size_t i = 0; i < a->items.count; i++) {
        if (a->kind == KIND_OBJECT && !text_equal(a->keys.items[i], b->keys.items[i]))
            return ORDER_DIFFERENT;
        Order order = order_of(a->items.items[i], b->items.items[i]);
        if (order != ORDER_EQUAL)
            return order == ORDER_UNKNOWN ? order : ORDER_DIFFERENT;
    }
    return ORDER_EQUAL;
}

Order json_order(Evaluator *evaluator, const Datum *a, const Datum *b)
{
    const Json *x = json_known(evaluator, a->text), *y = json_known(evaluator, b->text);
    return x && y ? order_of(x, y) : ORDER_UNKNOWN;
}

/* ---- containment ---- */

/* The member of that name, the last of several; NULL: none. */
static const Json *member(const Json *json, Text key)
{
    for (size_t i = json->keys.count; i-- > 0;)
        if (text_equal(json->keys.items[i], key))
            return json->items.items[i];
    return NULL;
}

static Truth contains(const Json *a, const Json *b);

static Truth truth_of(Order order)
{
    return order == ORDER_UNKNOWN ? TRUTH_UNKNOWN : order == ORDER_EQUAL ? TRUTH_TRUE : TRUTH_FALSE;
}

/* Whether any item of the array is the scalar, or contains what the container does. */
static Truth has_item(const Json *array, const Json *wanted)
{
    Truth found = TRUTH_FALSE;
    for (size_t i = 0; i < array->items.count && found != TRUTH_TRUE; i++) {
        Truth truth = contains(array->items.items[i], wanted);
        found = truth == TRUTH_FALSE ? found : truth;
    }
    return found;
}

static Truth contains(const Json *a, const Json *b)
{
    Truth all = TRUTH_TRUE;
    if (a->kind != b->kind)
        return TRUTH_FALSE;
    if (a->kind < KIND_ARRAY)
        return truth_of(order_of(a, b));
    for (size_t i = 0; i < b->items.count; i++) {
        const Json *wanted = b->items.items[i];
        const Json *there = a->kind == KIND_OBJECT ? member(a, b->keys.items[i]) : NULL;
        Truth truth = a->kind == KIND_ARRAY ? has_item(a, wanted)
                      : there               ? contains(there, wanted)
                                            : TRUTH_FALSE;
        if (truth == TRUTH_FALSE)
            return truth;
        all = truth == TRUTH_UNKNOWN ? truth : all;
    }
    return all;
}

/* At the top an array contains a scalar that is among its items. */
static Datum containment(const Json *a, const Json *b)
{
    Truth truth = a->kind == KIND_ARRAY && b->kind < KIND_ARRAY ? has_item(a, b) : contains(a, b);
    return truth == TRUTH_UNKNOWN ? datum_unknown() : datum_bool(truth == TRUTH_TRUE);
}

/* ---- keys ---- */

static bool has_key(const Json *json, Text key)
{
    if (json->kind == KIND_OBJECT)
        return member(json, key) != NULL;
    for (size_t i = 0; json->kind == KIND_ARRAY && i < json->items.count; i++)
        if (json->items.items[i]->kind == KIND_STRING && text_equal(json->items.items[i]->string, key))
            return true;
    return json->kind == KIND_STRING && text_equal(json->string, key);
}

static Datum has_keys(Evaluator *evaluator, const Json *json, const Datum *array, bool all)
{
    DatumList keys = {0};
    if (!array_items(evaluator, array, &keys))
        return datum_unknown();
    for (size_t i = 0; i < keys.count; i++)
        if (keys.items[i].state == EVALUATED_VALUE && has_key(json, keys.items[i].text) != all)
            return datum_bool(!all);
    return datum_bool(all);
}

/* ---- reaching in ---- */

static const Json *item_at(const Json *json, int64_t index)
{
    int64_t count = (int64_t)json->items.count;
    index = index < 0 ? count + index : index;
    return json->kind == KIND_ARRAY && index >= 0 && index < count ? json->items.items[index] : NULL;
}

/* One step of a path: a member's name or an item's number. */
static const Json *step(const Json *json, Text key)
{
    int64_t index;
    if (json->kind == KIND_OBJECT)
        return member(json, key);
    return text_to_int64(key, &index) ? item_at(json, index) : NULL;
}

/* What is found, as JSON or as text; a JSON null has no text. */
static Datum found(const Json *json, TypeUse result)
{
    bool as_text = type_code(&result) == TYPE_TEXT;
    if (!json || (as_text && json->kind == KIND_NULL))
        return datum_null(result);
    return datum_make(result, as_text && json->kind == KIND_STRING ? json->string : json->raw);
}

/* To a jsonb, a scalar that stands alone is an array of itself. */
static Datum reach(const Json *json, const Datum *key, bool binary, TypeUse result)
{
    int64_t index;
    if (type_is_integer(&key->type)) {
        if (!text_to_int64(key->text, &index))
            return datum_unknown();
        bool itself = binary && json->kind < KIND_ARRAY && (index == 0 || index == -1);
        return found(itself ? json : item_at(json, index), result);
    }
    return found(json->kind == KIND_OBJECT ? member(json, key->text) : NULL, result);
}

static Datum walk(const Json *json, const DatumList *path, TypeUse result)
{
    for (size_t i = 0; i < path->count && json; i++)
        json = path->items[i].state == EVALUATED_VALUE ? step(json, path->items[i].text) : NULL;
    return found(json, result);
}

/* ---- operators ---- */

static Datum tests(Evaluator *evaluator, Text symbol, const Json *json, const Datum *right)
{
    if (text_is(symbol, "?"))
        return datum_bool(has_key(json, right->text));
    if (text_is(symbol, "?|") || text_is(symbol, "?&"))
        return has_keys(evaluator, json, right, text_is(symbol, "?&"));
    const Json *other = json_known(evaluator, right->text);
    if (!other)
        return datum_unknown();
    return text_is(symbol, "@>")   ? containment(json, other)
           : text_is(symbol, "<@") ? containment(other, json)
                                   : datum_unknown();
}

Datum json_operator(Evaluator *evaluator, Text symbol, const Datum *left, const Datum *right, TypeUse result)
{
    const Json *json = json_known(evaluator, left->text);
    DatumList path = {0};
    if (!json)
        return datum_unknown();
    if (text_is(symbol, "-"))
        return json_without(evaluator, json, right, result);
    if (text_is(symbol, "->") || text_is(symbol, "->>"))
        return reach(json, right, type_code(&left->type) == TYPE_JSONB, result);
    if (text_is(symbol, "#>") || text_is(symbol, "#>>"))
        return array_items(evaluator, right, &path) ? walk(json, &path, result) : datum_unknown();
    return type_code(&left->type) == TYPE_JSONB ? tests(evaluator, symbol, json, right) : datum_unknown();
}

/* ---- tests and functions ---- */

Datum json_is(Evaluator *evaluator, Text text, Text kind)
{
    bool unsure;
    const Json *json = read_json(evaluator->arena, text, &unsure);
    if (unsure)
        return datum_unknown();
    if (!json || text_is(kind, "json"))
        return datum_bool(json != NULL);
    return text_is(kind, "json object")   ? datum_bool(json->kind == KIND_OBJECT)
           : text_is(kind, "json array")  ? datum_bool(json->kind == KIND_ARRAY)
           : text_is(kind, "json scalar") ? datum_bool(json->kind < KIND_ARRAY)
                                          : datum_unknown();
}

Datum json_typeof(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    static const char *const names[] = {"null", "boolean", "number", "string", "array", "object"};
    bool unsure;
    const Json *json = read_json(evaluator->arena, arguments->text, &unsure);
    (void)count;
    return json ? datum_make(result, text_of(names[json->kind])) : datum_unknown();
}

Datum json_array_length(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    bool unsure;
    const Json *json = read_json(evaluator->arena, arguments->text, &unsure);
    (void)count;
    (void)result;
    if (!json)
        return datum_unknown();
    return json->kind == KIND_ARRAY ? datum_int(evaluator, (int64_t)json->items.count) : datum_error();
}

Datum json_extract(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    const Json *json = json_known(evaluator, arguments->text);
    DatumList path = {0};
    for (size_t i = 1; i < count; i++)
        list_push(evaluator->arena, &path, arguments[i]);
    return json ? walk(json, &path, result) : datum_unknown();
}
