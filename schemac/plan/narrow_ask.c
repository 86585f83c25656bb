/* narrow_ask.c: conditions that evaluation here can't tell, put to the judge: values of many shapes are
 * tried, and those that pass become the domain. */
#include "plan/ask.h"
#include "plan/guess.h"

#include "base/buffer.h"
#include "model/type_convert.h"
#include "plan/narrow_text.h"

enum {
    SAMPLES = 30,       /* values that show whether a condition is understood */
    FIRST_ROUND = 3000, /* values that are asked about at first, */
    LAST_ROUND = 12000, /* and at last, where few of them pass; twice as many from round to round; */
    LAST_OF_KEYS = 24000,
    FEW = 20,   /* values that are enough for a free column, */
    KEYS = 4096 /* and for a key */
};

/* ---- whether to ask ---- */

static bool is_open(const NarrowTask *task, size_t condition, const TextList *values, size_t most)
{
    for (size_t i = 0; i < values->count && i < most; i++)
        if (narrow_truth(task, task->conditions.items[condition], values->items[i]) == TRUTH_UNKNOWN)
            return true;
    return false;
}

/* The conditions that are not understood; none where one of them may not be asked about. */
static ExprList open_conditions(const NarrowTask *task, const TextList *values)
{
    ExprList open = {0};
    for (size_t i = 0; i < task->conditions.count; i++) {
        if (!is_open(task, i, values, SAMPLES))
            continue;
        if (!ask_may(task->column->table->plan, task->conditions.items[i]))
            return (ExprList){0};
        list_push(task->arena, &open, task->conditions.items[i]);
    }
    return open;
}

static void append(const NarrowTask *task, TextList *to, const TextList *more)
{
    for (size_t i = 0; i < more->count; i++)
        list_push(task->arena, to, more->items[i]);
}

static TextList samples_of(const NarrowTask *task)
{
    TextList samples = narrow_usual(task, SAMPLES / 2, true), guesses = guess_values(task, SAMPLES / 2);
    if (samples.count > SAMPLES / 2)
        samples.count = SAMPLES / 2;
    append(task, &samples, &guesses);
    return samples;
}

/* ---- asking ---- */

/* The conditions that may be asked about; false where another one is not known to be true of all the values.
 */
static bool questions(const NarrowTask *task, const TextList *values, ExprList *asked)
{
    for (size_t i = 0; i < task->conditions.count; i++) {
        if (ask_may(task->column->table->plan, task->conditions.items[i]))
            list_push(task->arena, asked, task->conditions.items[i]);
        else if (is_open(task, i, values, values->count))
            return false;
    }
    return asked->count > 0;
}

void narrow_ask(const NarrowTask *task, const TextList *values, TextList *admitted)
{
    const Plan *plan = task->column->table->plan;
    ExprList asked = {0};
    ColumnList columns = {0};
    bool *passes = arena_array(task->arena, values->count + 1, sizeof *passes);
    list_push(task->arena, &columns, task->column->column);
    if (!plan->options.judge || !values->count || !questions(task, values, &asked) ||
        !ask_passes(plan, &asked, &columns, values->items, values->count, passes))
        return;
    for (size_t i = 0; i < values->count; i++)
        if (passes[i])
            list_push(task->arena, admitted, values->items[i]);
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

static TextList find(const NarrowTask *task)
{
    TextList found = {0};
    Map asked = map_new(task->arena);
    bool is_key = task->use == DOMAIN_CARRIED;
    size_t enough = is_key ? KEYS : FEW, last = is_key ? LAST_OF_KEYS : LAST_ROUND;
    for (size_t wanted = FIRST_ROUND; wanted <= last && found.count < enough; wanted *= 2) {
        TextList values = round_of(task, &found, wanted), fresh = new_ones(task, &values, &asked),
                 admitted = narrow_admitted(task, &fresh);
        append(task, &found, &admitted);
        if (!fresh.count)
            break;
    }
    return thinned(task, &found, is_key ? KEYS : NARROW_LIST_LIMIT);
}

/* ---- one of several columns ---- */

TextList narrow_guesses(const ColumnPlan *column, const ExprList *conditions, const ExprList *about,
                        size_t wanted)
{
    NarrowTask task = narrow_task(column, DOMAIN_DRAWN, conditions),
               other = narrow_task(column, DOMAIN_DRAWN, about);
    TextList values = {0}, usual = narrow_candidates(column, conditions, wanted),
             guesses = guess_values(&other, wanted);
    for (size_t i = 0; i < guesses.count || i < usual.count; i++) {
        if (i < guesses.count)
            list_push(task.arena, &values, guesses.items[i]);
        if (i < usual.count)
            list_push(task.arena, &values, usual.items[i]);
    }
    if (values.count > wanted + wanted / 2)
        values.count = wanted + wanted / 2;
    values = narrow_admitted(&task, &values);
    if (values.count > wanted)
        values.count = wanted;
    return values;
}

/* ---- what was found is remembered ---- */

static Text name_of(const NarrowTask *task)
{
    const ColumnPlan *column = task->column;
    Buffer out = {0};
    buffer_format(&out, "values\1%.*s\1%.*s\1%.*s\1%d", TEXT_ARG(column->table->table->schema),
                  TEXT_ARG(column->table->table->name), TEXT_ARG(column->column->name), (int)task->use);
    for (size_t i = 0; i < task->conditions.count; i++)
        buffer_format(&out, "\1%.*s", TEXT_ARG(expr_print(task->arena, task->conditions.items[i])));
    Text name = text_copy(task->arena, buffer_contents(&out));
    buffer_free(&out);
    return name;
}

bool narrow_needs_judge(const NarrowTask *task)
{
    Judge *judge = task->column->table->plan->options.judge;
    if (!judge)
        return false;
    Text name = text_format(task->arena, "open\1%.*s", TEXT_ARG(name_of(task)));
    bool *known = map_get(&judge->known, name);
    if (!known) {
        TextList samples = samples_of(task);
        known = arena_new_object(judge->arena, bool);
        *known = open_conditions(task, &samples).count > 0;
        map_put(&judge->known, name, known);
    }
    return *known;
}

TextList narrow_asked(const NarrowTask *task)
{
    Judge *judge = task->column->table->plan->options.judge;
    Text name = name_of(task);
    TextList *known = map_get(&judge->known, name);
    if (!known) {
        known = arena_new_object(judge->arena, TextList);
        *known = find(task);
        map_put(&judge->known, name, known);
    }
    return *known;
}
