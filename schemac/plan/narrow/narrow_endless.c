/* narrow_endless.c: what types of numbers and times have beside their numbers: values without end, and none
 * at all, where conditions name them. */
#include "plan/domain/literal_value.h"
#include "plan/narrow/narrow_whole.h"

static const char *const NAMES[] = {"infinity", "-infinity", "Infinity", "-Infinity", "NaN"};

/* Conditions leave one of the ends by itself: an interval that reaches it is about numbers. */
static bool names_end(const Spans *spans, PlanInteger end)
{
    for (size_t i = 0; i < spans->count; i++)
        if (spans->items[i].low == end && spans->items[i].high == end)
            return true;
    return false;
}

TextList whole_endless(const NarrowTask *task, const Spans *spans)
{
    TextList named = {0};
    if (task->column->column->rule.kind != RULE_NONE ||
        (!names_end(spans, SPAN_LEAST) && !names_end(spans, SPAN_MOST)))
        return named;
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (literal_is_endless(&task->base, text_of(NAMES[i])))
            list_push(task->arena, &named, text_of(NAMES[i]));
    return named;
}
