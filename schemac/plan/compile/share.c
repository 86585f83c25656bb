/* share.c: steps are compared by a text of operation, kind and operands, in which those that compute the same
 * are one already. */
#include "plan/compile/share.h"

#include "base/buffer.h"

typedef struct Sharing {
    Arena *arena;
    const Step **first; /* by a step's index: the first step that computes the same */
    Map steps;          /* Text → Step, which is the first */
} Sharing;

static const Step *first_like(const Sharing *sharing, const Step *step)
{
    return step ? sharing->first[step->index] : NULL;
}

/* The step to take for a step: what is an operator or less stands better where it is used. */
static const Step *shared(const Sharing *sharing, const Step *step)
{
    const Step *first = first_like(sharing, step);
    bool is_worth_it =
        first && (first->op == STEP_CALL || first->op == STEP_CHOOSE || first->op == STEP_ELEMENT ||
                  first->op == STEP_READ || first->op == STEP_REDRAW);
    return is_worth_it ? first : step;
}

/* ---- comparing ---- */

static void put_text(Buffer *key, Text text)
{
    buffer_format(key, "%zu:", text.size);
    buffer_text(key, text);
}

static void put_operand(Buffer *key, const Sharing *sharing, const Operand *operand)
{
    const Step *step = first_like(sharing, operand->step);
    const void *const parts[] = {step,           operand->param,   operand->data,
                                 operand->table, operand->formula, operand->counts,
                                 operand->deal};
    buffer_format(key, " %d,%lld,%llu,", (int)operand->kind, (long long)operand->integer,
                  (unsigned long long)operand->count);
    put_text(key, operand->text);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        buffer_format(key, ",%p", parts[i]);
    for (size_t i = 0; operand->steps && i < operand->steps->count; i++)
        buffer_format(key, ",%p", (const void *)first_like(sharing, operand->steps->items[i]));
}

static Text key_of(const Sharing *sharing, const Step *step)
{
    Buffer key = {0};
    buffer_format(&key, "%d %d %p %p ", (int)step->op, (int)step->kind, (const void *)step->target,
                  (const void *)first_like(sharing, step->unless));
    put_text(&key, step->text);
    for (size_t i = 0; i < step->arguments.count; i++)
        put_operand(&key, sharing, &step->arguments.items[i]);
    Text text = text_copy(sharing->arena, buffer_contents(&key));
    buffer_free(&key);
    return text;
}

/* The step whose value this one is, where it is no more than that. */
static const Step *original(const Step *step)
{
    const Operand *operand = step->arguments.items;
    bool is_other = step->op == STEP_VALUE && operand->kind == OPERAND_STEP && !step->unless &&
                    operand->step->kind == step->kind;
    return is_other ? operand->step : NULL;
}

static const Step *find_first(Sharing *sharing, const Step *step)
{
    if (original(step))
        return first_like(sharing, original(step));
    Text key = key_of(sharing, step);
    const Step *first = map_get(&sharing->steps, key);
    if (!first)
        map_put(&sharing->steps, key, (Step *)step);
    return first ? first : step;
}

/* ---- changing ---- */

static void take_shared(const Sharing *sharing, Step *step)
{
    step->unless = shared(sharing, step->unless);
    for (size_t i = 0; i < step->arguments.count; i++) {
        Operand *operand = &step->arguments.items[i];
        operand->step = shared(sharing, operand->step);
        if (!operand->steps)
            continue;
        StepList *steps = arena_new_object(sharing->arena, StepList);
        for (size_t s = 0; s < operand->steps->count; s++)
            list_push(sharing->arena, steps, (Step *)shared(sharing, operand->steps->items[s]));
        operand->steps = steps;
    }
}

/* A choice between two steps that compute the same is the first of them. */
static void drop_choice(const Sharing *sharing, Step *step)
{
    if (step->op != STEP_CHOOSE)
        return;
    const Operand *yes = &step->arguments.items[1], *no = &step->arguments.items[2];
    if (yes->kind != OPERAND_STEP || no->kind != OPERAND_STEP || yes->step->kind != step->kind ||
        first_like(sharing, yes->step) != first_like(sharing, no->step))
        return;
    Operand chosen = *yes;
    step->op = STEP_VALUE;
    step->arguments = (OperandList){0};
    list_push(sharing->arena, &step->arguments, chosen);
}

void share_steps(TablePlan *table)
{
    Arena *arena = table->plan->arena;
    Sharing sharing = {.arena = arena,
                       .first = arena_array(arena, table->steps.count + 1, sizeof(const Step *)),
                       .steps = map_new(arena)};
    for (size_t i = 0; i < table->steps.count; i++) {
        Step *step = table->steps.items[i];
        take_shared(&sharing, step);
        drop_choice(&sharing, step);
        sharing.first[i] = find_first(&sharing, step);
    }
    for (size_t i = 0; i < table->columns.count; i++) {
        ColumnPlan *column = table->columns.items[i];
        column->value = (Step *)shared(&sharing, column->value);
        column->null = (Step *)shared(&sharing, column->null);
    }
}
