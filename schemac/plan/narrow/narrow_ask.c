/* narrow_ask.c: conditions that evaluation here can't tell, put to the judge: values of many shapes are
 * tried, and those that pass become the domain. */
#include "plan/narrow/ask.h"
#include "plan/narrow/guess.h"

#include "base/buffer.h"
#include "model/type_convert.h"
#include "plan/narrow/narrow_text.h"

enum {
    SAMPLES = 30 /* values that show whether a condition is understood */
};

/* ---- whether to ask ---- */

static bool is_open(const NarrowTask *task, size_t condition, const TextList *values, size_t most)
{
    for (size_t i = 0; i < values->count && i < most; i++)
        if (narrow_truth(task, task->conditions.items[condition], values->items[i]) == TRUTH_UNKNOWN)
            return true;
    return false;
}

bool narrow_is_open(const NarrowTask *task, const TextList *values)
{
    for (size_t i = 0; i < task->conditions.count; i++)
        if (is_open(task, i, values, SAMPLES))
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

static TextList samples_of(const NarrowTask *task)
{
    TextList samples = narrow_usual(task, SAMPLES / 2, true), guesses = guess_values(task, SAMPLES / 2);
    if (samples.count > SAMPLES / 2)
        samples.count = SAMPLES / 2;
    for (size_t i = 0; i < guesses.count; i++)
        list_push(task->arena, &samples, guesses.items[i]);
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
        *known = narrow_searched(task);
        map_put(&judge->known, name, known);
    }
    return *known;
}
