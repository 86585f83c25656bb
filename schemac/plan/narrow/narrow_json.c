/* narrow_json.c: documents that satisfy conditions: the usual ones, or these inside others that have, at
 * every path which the conditions read, a value that satisfies what they say of it. */
#include "plan/narrow/guess.h"
#include "plan/narrow/narrow_other.h"

#include "evaluate/evaluate_jsonpath.h"
#include "model/literal.h"
#include "model/type_convert.h"
#include "plan/condition/condition.h"
#include "plan/narrow/narrow_text.h"

#include <stdlib.h>

enum {
    PATHS_MOST = 100, /* into a document */
    VALUES_MOST = 40, /* that are tried at a path */
    FRAMES_MOST = 16  /* that documents are put into */
};

/* Stands for a usual document in another one. */
#define HOLE "\"@document@\""

/* What the usual documents look like. */
static const char *const documents[] = {
    "{\"id\": 17, \"name\": \"warm river\", \"tags\": [\"lamp\", \"gate\"], \"price\": 12.5, \"active\": "
    "true}",
    "{\"id\": 4711, \"name\": \"old book\", \"tags\": [\"stage\"], \"price\": 0.99, \"active\": false}",
};

/* ---- literals ---- */

static void add_text(const NarrowTask *task, TextList *texts, Text text)
{
    for (size_t i = 0; i < texts->count; i++)
        if (text_equal(texts->items[i], text))
            return;
    list_push(task->arena, texts, text);
}

static void add_literals(const NarrowTask *task, const Expr *expr, TextList *texts)
{
    Constant constant;
    LiteralItemList items = {0};
    if (expr->kind == EXPR_STRING || expr->kind == EXPR_NUMBER)
        add_text(task, texts, expr->text);
    if (expr->kind == EXPR_CAST && narrow_constant(task, expr, &constant) && type_is_array(&constant.type) &&
        literal_array_items(task->arena, constant.least, &items))
        for (size_t i = 0; i < items.count; i++)
            add_text(task, texts, items.items[i].text);
    for (size_t i = 0; i < expr->arguments.count; i++)
        if (expr->arguments.items[i])
            add_literals(task, expr->arguments.items[i], texts);
}

TextList narrow_literals(const NarrowTask *task)
{
    TextList texts = {0};
    for (size_t i = 0; i < task->conditions.count; i++)
        add_literals(task, task->conditions.items[i], &texts);
    return texts;
}

/* ---- documents with a hole ---- */

static Text filled(Arena *arena, Text frame, Text document)
{
    Text hole = TEXT(HOLE);
    for (size_t i = 0; i + hole.size <= frame.size; i++)
        if (text_equal(text_slice(frame, i, i + hole.size), hole))
            return text_format(arena, "%.*s%.*s%.*s", (int)i, frame.data, TEXT_ARG(document),
                               (int)(frame.size - i - hole.size), frame.data + i + hole.size);
    return frame;
}

static bool admits_all(const NarrowTask *task, Text frame)
{
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++)
        if (!narrow_admits(task, filled(task->arena, frame, text_of(documents[i]))))
            return false;
    return true;
}

static void try_frame(const NarrowTask *task, Text frame, TextList *frames)
{
    Text canonical;
    for (size_t i = 0; i < frames->count; i++)
        if (literal_jsonb(task->arena, frame, &canonical) && text_equal(frames->items[i], canonical))
            return;
    if (frames->count < FRAMES_MOST && literal_jsonb(task->arena, frame, &canonical) &&
        admits_all(task, canonical))
        list_push(task->arena, frames, canonical);
}

static void try_plain(const NarrowTask *task, TextList *frames)
{
    static const char *const plain[] = {HOLE, "[" HOLE "]", "[" HOLE ", {\"id\": 0}]",
                                        "[" HOLE ", {\"id\": 0}, {\"id\": 1}]"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        try_frame(task, text_of(plain[i]), frames);
        if (frames->count && i == 0)
            return;
    }
}

/* ---- paths ---- */

/* Keys from the document down to a value that conditions read. */
typedef struct Path {
    TextList keys;
    TextList values; /* that satisfy what is said of this path alone */
    TextList wanted; /* that conditions name for it */
} Path;
typedef LIST(Path) PathList;

static bool same_keys(const TextList *a, const TextList *b)
{
    for (size_t i = 0; i < a->count && i < b->count; i++)
        if (!text_equal(a->items[i], b->items[i]))
            return false;
    return a->count == b->count;
}

static bool is_key(Text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] == '"' || text.data[i] == '\\' || (unsigned char)text.data[i] < ' ')
            return false;
    return text.size > 0;
}

static bool add_keys(const NarrowTask *task, const Expr *constant, TextList *keys)
{
    Constant value;
    LiteralItemList items = {0};
    if (constant->kind == EXPR_STRING && !text_starts_with(constant->text, TEXT("{"))) {
        list_push(task->arena, keys, constant->text);
        return is_key(constant->text);
    }
    Text text = constant->kind == EXPR_STRING             ? constant->text
                : narrow_constant(task, constant, &value) ? value.least
                                                          : TEXT("");
    if (!literal_array_items(task->arena, text, &items))
        return false;
    for (size_t i = 0; i < items.count; i++) {
        list_push(task->arena, keys, items.items[i].text);
        if (!is_key(items.items[i].text))
            return false;
    }
    return items.count > 0;
}

/* The keys of x -> 'a' ->> 'b' and x #>> '{a,b}'; false where the expression is no path. */
static bool path_of(const NarrowTask *task, const Expr *expr, TextList *keys)
{
    if (narrow_is_self(expr))
        return true;
    if (expr->kind == EXPR_CAST &&
        (type_code(&expr->type) == TYPE_JSONB || type_code(&expr->type) == TYPE_JSON))
        return path_of(task, expr->arguments.items[0], keys);
    bool step = expr->kind == EXPR_OPERATOR && expr->arguments.count == 2 && !expr->qualifier.size &&
                (text_is(expr->text, "->") || text_is(expr->text, "->>") || text_is(expr->text, "#>") ||
                 text_is(expr->text, "#>>"));
    return step && path_of(task, expr->arguments.items[0], keys) &&
           add_keys(task, expr->arguments.items[1], keys);
}

static void add_path(const NarrowTask *task, const TextList *keys, PathList *paths)
{
    for (size_t i = 0; i < paths->count; i++)
        if (same_keys(&paths->items[i].keys, keys))
            return;
    if (keys->count && paths->count < PATHS_MOST)
        list_push(task->arena, paths, ((Path){.keys = *keys}));
}

static void want_value(const NarrowTask *task, const TextList *keys, Text value, PathList *paths)
{
    for (size_t i = 0; i < paths->count; i++)
        if (same_keys(&paths->items[i].keys, keys))
            list_push(task->arena, &paths->items[i].wanted, value);
}

/* x ? 'a', x ?& ARRAY['a', 'b']. */
static void add_wanted_keys(const NarrowTask *task, const Expr *expr, PathList *paths)
{
    TextList path = {0}, keys = {0};
    if (expr->kind != EXPR_OPERATOR || expr->arguments.count != 2 ||
        !text_starts_with(expr->text, TEXT("?")) || !path_of(task, expr->arguments.items[0], &path) ||
        !add_keys(task, expr->arguments.items[1], &keys))
        return;
    for (size_t i = 0; i < keys.count; i++) {
        TextList whole = {0};
        for (size_t k = 0; k < path.count; k++)
            list_push(task->arena, &whole, path.items[k]);
        list_push(task->arena, &whole, keys.items[i]);
        add_path(task, &whole, paths);
    }
}

/* ARRAY(SELECT jsonb_object_keys (document)) */
static Expr *keys_of(const NarrowTask *task, Expr *document)
{
    Expr *array = expr_new(task->arena, EXPR_AGGREGATE, document->span),
         *call = expr_new(task->arena, EXPR_CALL, document->span),
         *key = expr_new(task->arena, EXPR_ITEM, document->span);
    Expr *const parts[] = {call, key, NULL, NULL, NULL};
    array->text = TEXT("array");
    array->qualifier = key->text = TEXT("key");
    call->text = TEXT("jsonb_object_keys");
    list_push(task->arena, &call->arguments, document);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        list_push(task->arena, &array->arguments, parts[i]);
    return array;
}

/* x @> '{"a": 1, "b": 2}': each key has that value. */
static void add_contained(const NarrowTask *task, const Expr *expr, PathList *paths)
{
    Constant names, value;
    LiteralItemList keys = {0};
    if (expr->kind != EXPR_OPERATOR || expr->arguments.count != 2 || !text_is(expr->text, "@>") ||
        !narrow_is_self(expr->arguments.items[0]) || !narrow_is_constant(expr->arguments.items[1]))
        return;
    Expr *document = condition_cast(task->arena, expr->arguments.items[1], &task->base);
    if (!narrow_constant(task, keys_of(task, document), &names) ||
        !literal_array_items(task->arena, names.least, &keys))
        return;
    for (size_t i = 0; i < keys.count; i++) {
        TextList path = {0};
        Expr *key = expr_new(task->arena, EXPR_STRING, expr->span);
        key->text = keys.items[i].text;
        list_push(task->arena, &path, key->text);
        if (is_key(key->text) &&
            narrow_constant(task, expr_operator(task->arena, "->", document, key), &value)) {
            add_path(task, &path, paths);
            want_value(task, &path, value.least, paths);
        }
    }
}

/* x @? '$.a.b', jsonb_path_exists(x, '$.a.b'). */
static void add_jsonpath(const NarrowTask *task, const Expr *expr, PathList *paths)
{
    bool is_operator =
             expr->kind == EXPR_OPERATOR && (text_is(expr->text, "@?") || text_is(expr->text, "@@")),
         is_call = expr->kind == EXPR_CALL &&
                   (text_is(expr->text, "jsonb_path_exists") || text_is(expr->text, "jsonb_path_match"));
    TextList keys = {0};
    Constant path;
    Text rest;
    if ((is_operator || is_call) && expr->arguments.count == 2 &&
        path_of(task, expr->arguments.items[0], &keys) &&
        narrow_constant(task, expr->arguments.items[1], &path) &&
        jsonpath_keys(task->arena, path.least, &keys, &rest))
        add_path(task, &keys, paths);
}

static void add_paths(const NarrowTask *task, const Expr *expr, PathList *paths)
{
    TextList keys = {0};
    add_wanted_keys(task, expr, paths);
    add_jsonpath(task, expr, paths);
    add_contained(task, expr, paths);
    if (expr->kind == EXPR_OPERATOR && path_of(task, expr, &keys)) {
        add_path(task, &keys, paths);
        return;
    }
    for (size_t i = 0; i < expr->arguments.count; i++)
        if (expr->arguments.items[i])
            add_paths(task, expr->arguments.items[i], paths);
}

/* Paths that others go on from are made by these. */
static void drop_prefixes(PathList *paths)
{
    for (size_t i = paths->count; i-- > 0;)
        for (size_t k = 0; k < paths->count; k++) {
            TextList longer = paths->items[k].keys;
            bool goes_on = longer.count > paths->items[i].keys.count;
            longer.count = paths->items[i].keys.count;
            if (goes_on && same_keys(&longer, &paths->items[i].keys)) {
                list_remove(paths, i);
                break;
            }
        }
}

/* ---- values at paths ---- */

static Text quoted(Arena *arena, Text text)
{
    return is_key(text) ? text_format(arena, "\"%.*s\"", TEXT_ARG(text)) : TEXT("\"\"");
}

static void add_labels(const NarrowTask *task, const Expr *expr, TextList *values)
{
    if (expr->kind == EXPR_CAST && expr->type.type && expr->type.type->kind == TYPE_ENUM)
        for (size_t i = 0; i < expr->type.type->labels.count; i++)
            list_push(task->arena, values, quoted(task->arena, expr->type.type->labels.items[i]));
    for (size_t i = 0; i < expr->arguments.count; i++)
        if (expr->arguments.items[i])
            add_labels(task, expr->arguments.items[i], values);
}

/* A text that the input function of a type reads: a number or a boolean as one of JSON. */
static Text sample_value(Arena *arena, Text sample)
{
    Text canonical;
    bool truth = text_is(sample, "true") || text_is(sample, "false");
    if (literal_number(arena, sample, &canonical))
        return canonical;
    return truth ? sample : quoted(arena, sample);
}

static void add_inputs(const NarrowTask *task, const Expr *expr, TextList *values)
{
    bool valid = expr->kind == EXPR_CALL && text_is(expr->text, "pg_input_is_valid") &&
                 expr->arguments.count == 2 && expr->arguments.items[1]->kind == EXPR_STRING;
    TextList samples =
        valid ? input_samples(task, expr->arguments.items[1]->text, FRAMES_MOST) : (TextList){0};
    for (size_t i = 0; i < samples.count; i++)
        list_push(task->arena, values, sample_value(task->arena, samples.items[i]));
    for (size_t i = 0; i < expr->arguments.count; i++)
        if (expr->arguments.items[i])
            add_inputs(task, expr->arguments.items[i], values);
}

/* What may stand at a path: what the conditions mention, and values of every kind and of types that texts are
 * cast to. */
static TextList values_to_try(const NarrowTask *task, const NarrowTask *about)
{
    static const char *const kinds[] = {"\"lamp\"",
                                        "\"river\"",
                                        "\"stage\"",
                                        "17",
                                        "4",
                                        "1",
                                        "true",
                                        "false",
                                        "\"2025-03-01 10:00:00+00\"",
                                        "\"2024-11-20 08:30:15+00\"",
                                        "\"2025-03-01 10:00:00\"",
                                        "\"2025-03-01\"",
                                        "\"00:00:05\"",
                                        "\"00:02:30\"",
                                        "\"8b5e2f0a-6c1d-4e3f-9a7b-2c4d6e8f0a1b\"",
                                        "\"10.0.0.1\"",
                                        "[\"lamp\", \"gate\"]",
                                        "[]",
                                        "{\"id\": 1}",
                                        "0.5",
                                        "null"};
    TextList values = {0}, literals = narrow_literals(about), matches = guess_matches(about, FRAMES_MOST);
    Text canonical;
    for (size_t i = 0; i < matches.count; i++)
        list_push(task->arena, &values, quoted(task->arena, matches.items[i]));
    for (size_t i = 0; i < about->conditions.count; i++) {
        add_labels(about, about->conditions.items[i], &values);
        add_inputs(about, about->conditions.items[i], &values);
    }
    for (size_t i = 0; i < literals.count && values.count < VALUES_MOST; i++) {
        list_push(task->arena, &values, quoted(task->arena, literals.items[i]));
        if (literal_number(task->arena, literals.items[i], &canonical))
            list_push(task->arena, &values, canonical);
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        list_push(task->arena, &values, text_of(kinds[i]));
    return values;
}

/* A document of the paths from a depth on that have the first one's keys up to there, each with its value of
 * a number; *at becomes the first path that has others. */
static Text object_of(const NarrowTask *task, const PathList *paths, size_t *at, size_t depth, size_t number)
{
    Text text = TEXT("");
    const Path *first = &paths->items[*at];
    while (*at < paths->count) {
        const Path *path = &paths->items[*at];
        TextList start = first->keys, own = path->keys;
        start.count = own.count = depth;
        if (path->keys.count <= depth || !same_keys(&start, &own))
            break;
        Text key = quoted(task->arena, path->keys.items[depth]), value;
        if (path->keys.count > depth + 1)
            value = object_of(task, paths, at, depth + 1, number);
        else
            value = path->values.items[(number + number / path->values.count) % path->values.count], ++*at;
        text = text_format(task->arena, "%.*s%s%.*s: %.*s", TEXT_ARG(text), text.size ? ", " : "",
                           TEXT_ARG(key), TEXT_ARG(value));
    }
    return text_format(task->arena, "{%.*s}", TEXT_ARG(text));
}

/* A key that no path begins with. */
static const char *key_of_hole(const PathList *paths)
{
    static const char *const names[] = {"data", "document", "content", "more", "other"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        bool taken = false;
        for (size_t k = 0; k < paths->count && !taken; k++)
            taken = text_is(paths->items[k].keys.items[0], names[i]);
        if (!taken)
            return names[i];
    }
    return "rest";
}

static Text frame_of(const NarrowTask *task, const PathList *paths, size_t number)
{
    size_t at = 0;
    Text object = object_of(task, paths, &at, 0, number);
    return text_format(task->arena, "{\"%s\": " HOLE ", %.*s", key_of_hole(paths),
                       TEXT_ARG(text_slice(object, 1, object.size)));
}

/* The values of a path that satisfy the conditions on it alone. */
static bool find_values(const NarrowTask *task, Path *path)
{
    NarrowTask alone = *task;
    alone.conditions = (ExprList){0};
    for (size_t i = 0; i < task->conditions.count; i++) {
        PathList read = {0};
        add_paths(task, task->conditions.items[i], &read);
        if (read.count == 1 && same_keys(&read.items[0].keys, &path->keys))
            list_push(task->arena, &alone.conditions, task->conditions.items[i]);
    }
    TextList values = path->wanted, others = values_to_try(task, &alone);
    for (size_t i = 0; i < others.count; i++)
        list_push(task->arena, &values, others.items[i]);
    for (size_t i = 0; i < values.count && path->values.count < FRAMES_MOST; i++) {
        Path one = *path;
        PathList paths = {0};
        one.values = (TextList){0};
        list_push(task->arena, &one.values, values.items[i]);
        list_push(task->arena, &paths, one);
        Text canonical;
        if (literal_jsonb(task->arena, frame_of(task, &paths, 0), &canonical) &&
            narrow_admits(&alone, filled(task->arena, canonical, text_of(documents[0]))))
            list_push(task->arena, &path->values, values.items[i]);
    }
    return path->values.count > 0;
}

static int compare_paths(const void *a, const void *b)
{
    const TextList *x = &((const Path *)a)->keys, *y = &((const Path *)b)->keys;
    for (size_t i = 0; i < x->count && i < y->count; i++) {
        int order = text_compare(x->items[i], y->items[i]);
        if (order)
            return order;
    }
    return (x->count > y->count) - (x->count < y->count);
}

static void try_paths(const NarrowTask *task, TextList *frames)
{
    PathList paths = {0};
    for (size_t i = 0; i < task->conditions.count; i++)
        add_paths(task, task->conditions.items[i], &paths);
    drop_prefixes(&paths);
    for (size_t i = 0; i < paths.count; i++)
        if (!find_values(task, &paths.items[i]))
            return;
    if (!paths.count)
        return;
    qsort(paths.items, paths.count, sizeof *paths.items, compare_paths);
    for (size_t i = 0; i < 4 * FRAMES_MOST; i++)
        try_frame(task, frame_of(task, &paths, i), frames);
}

/* ---- the domain ---- */

static Domain framed(const NarrowTask *task, const TextList *frames)
{
    DomainFrames found = {.inner = task->usual};
    Text hole = TEXT(HOLE);
    for (size_t i = 0; i < frames->count; i++) {
        Text frame = frames->items[i];
        size_t at = 0;
        while (!text_starts_with(text_slice(frame, at, frame.size), hole))
            at++;
        list_push(task->arena, &found.before, text_slice(frame, 0, at));
        list_push(task->arena, &found.after, text_slice(frame, at + hole.size, frame.size));
    }
    return domain_around(task->arena, &found, "a JSON document that satisfies its conditions");
}

Found json_narrow(const NarrowTask *task)
{
    TextList frames = {0};
    try_plain(task, &frames);
    if (frames.count && text_is(frames.items[0], HOLE))
        return (Found){.domain = task->usual};
    if (!frames.count)
        try_paths(task, &frames);
    return frames.count ? (Found){.domain = framed(task, &frames)} : (Found){0};
}

/* ---- texts ---- */

static bool reads_json(const Expr *expr)
{
    bool reads = expr->kind == EXPR_CAST && narrow_is_self(expr->arguments.items[0]) &&
                 (type_code(&expr->type) == TYPE_JSONB || type_code(&expr->type) == TYPE_JSON);
    for (size_t i = 0; i < expr->arguments.count && !reads; i++)
        reads = expr->arguments.items[i] && reads_json(expr->arguments.items[i]);
    return reads;
}

bool json_is_read(const NarrowTask *task)
{
    bool reads = false;
    for (size_t i = 0; i < task->conditions.count; i++)
        reads = reads || reads_json(task->conditions.items[i]);
    return reads && texts_kind(task) && !task->base.modifier_count &&
           task->column->column->rule.kind == RULE_NONE;
}

Found json_text_narrow(const NarrowTask *task)
{
    NarrowTask documents_of = *task;
    TypeUse json = type_of_code("json");
    documents_of.usual = domain_of_type(task->column, &json, task->use);
    Found found = json_narrow(&documents_of);
    if (!found.domain.unrank && !found.domain.draw)
        found.unmet = task->conditions.items[0];
    return found;
}

void json_candidates(const NarrowTask *task, TextList *texts)
{
    TextList frames = {0};
    try_paths(task, &frames);
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++)
        for (size_t k = 0; k < frames.count; k++)
            list_push(task->arena, texts, filled(task->arena, frames.items[k], text_of(documents[i])));
}
