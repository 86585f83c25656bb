/* narrow_search.c: values of many shapes, round after round, until enough of them satisfy the conditions. */
#include "plan/narrow/guess.h"
#include "plan/narrow/narrow_text.h"

#include "base/buffer.h"
#include "model/type_convert.h"

enum {
    FIRST_ROUND = 3000, /* values that are tried at first, */
    LAST_ROUND = 12000, /* and at last, where few of them pass; twice as many from round to round; */
    LAST_OF_KEYS = 24000,
    FEW = 20,           /* values that are enough for a free column, */
    KEYS = 4096,        /* and for a key that a judge is asked about, */
    COMPUTED_KEYS = 800 /* or not */
};

static void append(const NarrowTask *task, TextList *to, const TextList *more)
{
    for (size_t i = 0; i < more->count; i++)
        list_push(task->arena, to, more->items[i]);
}

/* Values for one round: in the shapes of those that were found before, and those that look most like the
 * column's first. */
static TextList round_of(const NarrowTask *task, const TextList *found, size_t wanted)
{
    if (found->count && texts_kind(task))
        return guess_alike(task, found, wanted);
    TextList values = {0}, guesses = guess_values(task, wanted), usual = narrow_usual(task, wanted, true),
             others = narrow_usual(task, wanted, false);
    bool known = !texts_kind(task) || task->conditions.count > 1;
    append(task, &values, known ? &usual : &guesses);
    append(task, &values, known ? &guesses : &usual);
    append(task, &values, &others);
    return values;
}

/* Keys take no two texts that differ in case alone. */
static Text identity(const NarrowTask *task, Text value)
{
    bool one_case = task->use == DOMAIN_CARRIED || type_code(&task->base) == TYPE_CITEXT;
    return one_case && texts_kind(task) ? text_lower(task->arena, value) : value;
}

/* Those that were not asked about before. */
static TextList new_ones(const NarrowTask *task, const TextList *values, Map *asked)
{
    TextList fresh = {0};
    for (size_t i = 0; i < values->count; i++) {
        Text known = identity(task, values->items[i]);
        if (map_get(asked, known))
            continue;
        map_put(asked, known, asked);
        list_push(task->arena, &fresh, values->items[i]);
    }
    return fresh;
}

/* At most so many, from all over them. */
static TextList thinned(const NarrowTask *task, const TextList *values, size_t most)
{
    TextList few = {0};
    for (size_t i = 0; i < values->count; i++)
        if (values->count <= most || i * most / values->count == few.count)
            list_push(task->arena, &few, values->items[i]);
    return few;
}

TextList narrow_searched(const NarrowTask *task)
{
    TextList found = {0};
    Map asked = map_new(task->arena);
    bool is_key = task->use == DOMAIN_CARRIED;
    size_t keys = task->column->table->plan->options.judge ? KEYS : COMPUTED_KEYS;
    size_t enough = is_key ? keys : FEW, last = is_key ? LAST_OF_KEYS : LAST_ROUND;
    for (size_t wanted = FIRST_ROUND; wanted <= last && found.count < enough; wanted *= 2) {
        TextList values = round_of(task, &found, wanted), fresh = new_ones(task, &values, &asked),
                 admitted = narrow_admitted(task, &fresh);
        append(task, &found, &admitted);
        if (!fresh.count)
            break;
    }
    return thinned(task, &found, is_key ? KEYS : NARROW_LIST_LIMIT);
}
