/* spans.c: union, intersection and complement of sets of whole numbers. */
#include "plan/domain/spans.h"

Spans spans_between(Arena *arena, PlanInteger low, PlanInteger high)
{
    Spans spans = {0};
    if (low <= high)
        list_push(arena, &spans, ((NumberSpan){low, high}));
    return spans;
}

Spans spans_all(Arena *arena)
{
    return spans_between(arena, SPAN_LEAST, SPAN_MOST);
}

/* Appends a span that begins no earlier than the last one. */
static void append(Arena *arena, Spans *spans, NumberSpan span)
{
    NumberSpan *last = spans->count ? &spans->items[spans->count - 1] : NULL;
    if (!last || last->high + 1 < span.low)
        list_push(arena, spans, span);
    else if (span.high > last->high)
        last->high = span.high;
}

Spans spans_either(Arena *arena, const Spans *a, const Spans *b)
{
    Spans spans = {0};
    for (size_t i = 0, k = 0; i < a->count || k < b->count;) {
        bool first = k == b->count || (i < a->count && a->items[i].low <= b->items[k].low);
        append(arena, &spans, first ? a->items[i++] : b->items[k++]);
    }
    return spans;
}

Spans spans_both(Arena *arena, const Spans *a, const Spans *b)
{
    Spans spans = {0};
    for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
        NumberSpan x = a->items[i], y = b->items[k];
        NumberSpan both = {x.low > y.low ? x.low : y.low, x.high < y.high ? x.high : y.high};
        if (both.low <= both.high)
            append(arena, &spans, both);
        if (x.high < y.high)
            i++;
        else
            k++;
    }
    return spans;
}

Spans spans_except(Arena *arena, const Spans *spans)
{
    Spans others = {0};
    PlanInteger low = SPAN_LEAST;
    for (size_t i = 0; i < spans->count; i++) {
        if (low < spans->items[i].low)
            append(arena, &others, (NumberSpan){low, spans->items[i].low - 1});
        low = spans->items[i].high + 1;
    }
    if (low <= SPAN_MOST)
        append(arena, &others, (NumberSpan){low, SPAN_MOST});
    return others;
}

bool spans_contain(const Spans *spans, PlanInteger number)
{
    for (size_t i = 0; i < spans->count; i++)
        if (number >= spans->items[i].low && number <= spans->items[i].high)
            return true;
    return false;
}

PlanCount spans_count(const Spans *spans)
{
    PlanCount count = 0;
    for (size_t i = 0; i < spans->count; i++) {
        PlanCount width = (PlanCount)(spans->items[i].high - spans->items[i].low) + 1;
        if (__builtin_add_overflow(count, width, &count) || count > PLAN_COUNT_MAX)
            return PLAN_COUNT_MAX;
    }
    return count;
}

/* Rounded down. */
static PlanInteger divide(PlanInteger number, PlanInteger unit)
{
    PlanInteger quotient = number / unit;
    return number % unit < 0 ? quotient - 1 : quotient;
}

Spans spans_in_units(Arena *arena, const Spans *spans, PlanInteger unit)
{
    Spans units = {0};
    for (size_t i = 0; i < spans->count; i++) {
        NumberSpan span = {-divide(-spans->items[i].low, unit), divide(spans->items[i].high, unit)};
        if (span.low <= span.high)
            append(arena, &units, span);
    }
    return units;
}

PlanInteger spans_at(const Spans *spans, PlanCount index)
{
    size_t i = 0;
    for (; i + 1 < spans->count; i++) {
        PlanCount width = (PlanCount)(spans->items[i].high - spans->items[i].low) + 1;
        if (index < width)
            break;
        index -= width;
    }
    return spans->items[i].low + (PlanInteger)index;
}
