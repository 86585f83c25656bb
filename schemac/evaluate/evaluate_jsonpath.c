/* evaluate_jsonpath.c: paths that go from key to key, alone or compared with a number or a string. Arrays on
 * the way, which such paths go into by themselves, are not followed. */
#include "evaluate/evaluate_jsonpath.h"

#include "evaluate/evaluate_json.h"

/* ---- reading ---- */

static size_t skip_blanks(Text text, size_t at)
{
    while (at < text.size && text.data[at] == ' ')
        at++;
    return at;
}

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* A string in double quotes without escapes, or a name; gives the place after it, 0: none. */
static size_t read_key(Text path, size_t at, Text *key)
{
    bool is_quoted = at < path.size && path.data[at] == '"';
    size_t start = at + is_quoted;
    for (at = start; at < path.size && (is_quoted ? path.data[at] != '"' : is_name(path.data[at])); at++)
        if (path.data[at] == '\\')
            return 0;
    *key = text_slice(path, start, at);
    bool ends = !is_quoted || at < path.size;
    return ends && (is_quoted || at > start) ? at + is_quoted : 0;
}

bool jsonpath_keys(Arena *arena, Text path, TextList *keys, Text *rest)
{
    Text inside = text_trim(path);
    if (text_starts_with(inside, TEXT("(")) && text_ends_with(inside, TEXT(")")))
        inside = text_trim(text_slice(inside, 1, inside.size - 1));
    if (!text_starts_with(inside, TEXT("$")))
        return false;
    size_t at = 1;
    while (at < inside.size && inside.data[at] == '.') {
        Text key;
        at = read_key(inside, at + 1, &key);
        if (!at || (at < inside.size && inside.data[at] == '('))
            return false;
        list_push(arena, keys, key);
    }
    *rest = text_trim(text_slice(inside, at, inside.size));
    return true;
}

/* ---- following ---- */

/* The value at the end of the keys; NULL where there is none. */
static Datum follow(Evaluator *evaluator, const Datum *document, const TextList *keys)
{
    TypeUse text = type_of_code("text"), jsonb = type_of_code("jsonb");
    Datum at = *document;
    for (size_t i = 0; i < keys->count; i++) {
        Datum kind = json_typeof(evaluator, &at, 1, text), key = datum_make(text, keys->items[i]);
        if (kind.state != EVALUATED_VALUE || text_is(kind.text, "array"))
            return datum_unknown();
        at = text_is(kind.text, "object") ? json_operator(evaluator, TEXT("->"), &at, &key, jsonb)
                                          : datum_null(jsonb);
        if (at.state != EVALUATED_VALUE)
            return at;
    }
    return at;
}

static Datum exists(Evaluator *evaluator, const Datum *document, const Datum *path)
{
    TextList keys = {0};
    Text rest;
    if (!jsonpath_keys(evaluator->arena, path->text, &keys, &rest) || rest.size)
        return datum_unknown();
    Datum found = follow(evaluator, document, &keys);
    return found.state == EVALUATED_VALUE  ? datum_bool(true)
           : found.state == EVALUATED_NULL ? datum_bool(false)
                                           : datum_unknown();
}

/* The operator of a comparison, and what follows it. */
static bool read_comparison(Text rest, Text *symbol, Text *literal)
{
    static const char *const symbols[] = {"==", "<>", "!=", "<=", ">=", "<", ">"};
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
        if (text_starts_with(rest, text_of(symbols[i]))) {
            *symbol = i == 0 ? TEXT("=") : i == 2 ? TEXT("<>") : text_of(symbols[i]);
            *literal = text_slice(rest, skip_blanks(rest, text_of(symbols[i]).size), rest.size);
            return true;
        }
    return false;
}

/* A number with a number, a string with a string that is the same or is not. */
static Datum compare(Evaluator *evaluator, Text symbol, const Datum *value, Text literal)
{
    TypeUse text = type_of_code("text"), jsonb = type_of_code("jsonb");
    Datum wanted = datum_input(evaluator, literal, &jsonb);
    if (wanted.state != EVALUATED_VALUE)
        return datum_unknown();
    Datum kind = json_typeof(evaluator, value, 1, text), other = json_typeof(evaluator, &wanted, 1, text);
    bool is_number = text_is(kind.text, "number"), same = text_equal(kind.text, other.text);
    bool is_equality = text_is(symbol, "=") || text_is(symbol, "<>");
    if (kind.state != EVALUATED_VALUE || !same ||
        !(is_number || (is_equality && text_is(kind.text, "string"))))
        return datum_unknown();
    return datum_compare(evaluator, symbol, value, &wanted);
}

static Datum match(Evaluator *evaluator, const Datum *document, const Datum *path)
{
    TextList keys = {0};
    Text rest, symbol, literal;
    if (!jsonpath_keys(evaluator->arena, path->text, &keys, &rest) ||
        !read_comparison(rest, &symbol, &literal))
        return datum_unknown();
    Datum found = follow(evaluator, document, &keys);
    if (found.state == EVALUATED_NULL)
        return datum_bool(false);
    return found.state == EVALUATED_VALUE ? compare(evaluator, symbol, &found, literal) : found;
}

/* ---- interface ---- */

Datum jsonpath_operator(Evaluator *evaluator, Text symbol, const Datum *document, const Datum *path)
{
    return text_is(symbol, "@?") ? exists(evaluator, document, path) : match(evaluator, document, path);
}

Datum jsonpath_exists(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)count;
    (void)result;
    return exists(evaluator, &arguments[0], &arguments[1]);
}

Datum jsonpath_match(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result)
{
    (void)count;
    (void)result;
    return match(evaluator, &arguments[0], &arguments[1]);
}
