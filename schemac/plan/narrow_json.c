/* narrow_json.c: documents that satisfy conditions: the usual ones, or these inside others that have the keys
 * which the conditions name. */
#include "plan/narrow_other.h"

#include "model/literal.h"
#include "model/type_convert.h"

enum {
    KEYS_MOST = 4,
    VALUES_MOST = 12, /* that a key is tried with */
    FRAMES_MOST = 8,  /* that documents are put into */
    TRIES_MOST = 2000
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

/* ---- keys ---- */

static Text quoted(Arena *arena, Text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] == '"' || text.data[i] == '\\' || (unsigned char)text.data[i] < ' ')
            return TEXT("\"\"");
    return text_format(arena, "\"%.*s\"", TEXT_ARG(text));
}

/* What a key may be: of every kind of JSON, and what the conditions mention. */
static TextList values_to_try(const NarrowTask *task, const TextList *literals)
{
    static const char *const kinds[] = {"\"lamp\"", "1", "true", "[\"lamp\"]", "{\"id\": 1}", "false"};
    TextList values = {0};
    Text canonical;
    for (size_t i = 0; i < literals->count && values.count < VALUES_MOST; i++) {
        list_push(task->arena, &values, quoted(task->arena, literals->items[i]));
        if (literal_number(task->arena, literals->items[i], &canonical))
            list_push(task->arena, &values, canonical);
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        list_push(task->arena, &values, text_of(kinds[i]));
    return values;
}

static Text with_keys(const NarrowTask *task, const TextList *keys, size_t count, const TextList *values,
                      size_t choice)
{
    Text text = TEXT("{\"data\": " HOLE);
    for (size_t i = 0; i < count; i++) {
        text = text_format(task->arena, "%.*s, %.*s: %.*s", TEXT_ARG(text),
                           TEXT_ARG(quoted(task->arena, keys->items[i])),
                           TEXT_ARG(values->items[choice % values->count]));
        choice /= values->count;
    }
    return text_format(task->arena, "%.*s}", TEXT_ARG(text));
}

/* Every value at every key, as far as that goes. */
static void try_keys(const NarrowTask *task, const TextList *literals, size_t count, TextList *frames)
{
    TextList values = values_to_try(task, literals);
    size_t choices = 1;
    for (size_t i = 0; i < count && choices < TRIES_MOST; i++)
        choices *= values.count;
    for (size_t i = 0; i < choices && i < TRIES_MOST && frames->count < FRAMES_MOST; i++)
        try_frame(task, with_keys(task, literals, count, &values, i), frames);
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
    TextList frames = {0}, literals = narrow_literals(task);
    try_plain(task, &frames);
    if (frames.count && text_is(frames.items[0], HOLE))
        return (Found){.domain = task->usual};
    size_t most = literals.count < KEYS_MOST ? literals.count : KEYS_MOST;
    for (size_t count = 1; count <= most && !frames.count; count++)
        try_keys(task, &literals, count, &frames);
    return frames.count ? (Found){.domain = framed(task, &frames)} : (Found){0};
}
