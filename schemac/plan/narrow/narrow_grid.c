/* narrow_grid.c: which of the numbers that conditions allow a column gets.
 *
 * Keys take all of them. Free columns take those that the column would have without conditions, where there
 * are enough of these; else as many near the bounds that the conditions set. */
#include "plan/narrow/narrow_whole.h"

#include "evaluate/evaluate_time.h"

enum {
    ENOUGH = 5,                  /* usual values that make others unnecessary */
    NATURAL = 1000000,           /* whole units that conditions may span and are all used */
    USUAL_SECONDS = 5 * 86400,   /* of intervals */
    MANY_SECONDS = 3650 * 86400, /* of intervals that are keys */
    TRIED = 1 << 14,             /* values of keys that are looked at one by one */
    USUAL_REAL = 1000            /* floats lie below, where nothing is said */
};

/* Numbers origin + unit × place. */
typedef struct Grid {
    DomainGrid grid;
    NumberSpan window; /* the usual places */
    bool mostly_small; /* the usual way to draw */
} Grid;

/* ---- the grid ---- */

static Grid grid_of(const NarrowTask *task)
{
    const Domain *usual = &task->usual;
    ValueKind kind = task->column->type->kind;
    PlanInteger unit = whole_power_of_ten(whole_scale(task));
    if (kind == VALUE_FLOAT || kind == VALUE_DOUBLE)
        return (Grid){.grid = {.unit = 1, .divisor = (uint64_t)unit}, .window = {0, USUAL_REAL * unit}};
    if (kind == VALUE_INTERVAL)
        return (Grid){.grid = {.unit = TIME_SECOND},
                      .window = {1, task->use == DOMAIN_CARRIED ? MANY_SECONDS : USUAL_SECONDS},
                      .mostly_small = true};
    int64_t step = usual->step > 0 ? usual->step : 1;
    return (Grid){.grid = {.origin = usual->low, .unit = step},
                  .window = {0, (PlanInteger)usual->count - 1},
                  .mostly_small = usual->draw && task->column->column->rule.kind == RULE_NONE};
}

static PlanInteger remainder_of(PlanInteger value, PlanInteger unit)
{
    PlanInteger rest = value % unit;
    return rest < 0 ? rest + unit : rest;
}

/* Makes the grid one of these multiples; false where it can't be both. */
static bool make_coarser(Grid *grid, const Multiple *multiple)
{
    DomainGrid *own = &grid->grid;
    PlanInteger low = own->origin + grid->window.low * own->unit,
                high = own->origin + grid->window.high * own->unit;
    if (own->unit % multiple->unit == 0)
        return remainder_of(own->origin - multiple->rest, multiple->unit) == 0;
    if (multiple->unit % own->unit || remainder_of(multiple->rest - own->origin, own->unit))
        return false;
    own->unit = multiple->unit;
    own->origin = multiple->rest;
    grid->window = (NumberSpan){-((own->origin - low) / own->unit), (high - own->origin) / own->unit};
    return true;
}

/* What the conditions say: the values they allow, and the grid these lie on. */
typedef struct Said {
    Grid grid;
    Spans spans;
    PlanInteger multiple; /* of which conditions demand multiples; 0: of none */
    const Expr *unmet;
} Said;

static Said said_of(const NarrowTask *task)
{
    Said said = {.grid = grid_of(task), .spans = spans_all(task->arena)};
    for (size_t i = 0; i < task->conditions.count; i++) {
        Spans one;
        Multiple multiple;
        const Expr *condition = task->conditions.items[i];
        bool is_multiple = whole_multiple(task, condition, &multiple);
        bool known = is_multiple ? make_coarser(&said.grid, &multiple) : whole_spans(task, condition, &one);
        if (is_multiple && known && multiple.unit > said.multiple)
            said.multiple = multiple.unit;
        if (is_multiple)
            one = spans_between(task->arena, multiple.positive ? 0 : SPAN_LEAST, SPAN_MOST);
        if (known)
            said.spans = spans_both(task->arena, &said.spans, &one);
        else if (!said.unmet)
            said.unmet = condition;
    }
    return said;
}

static Spans places_of(const NarrowTask *task, const DomainGrid *grid, const Spans *spans)
{
    Spans moved = {0};
    for (size_t i = 0; i < spans->count; i++)
        list_push(task->arena, &moved,
                  ((NumberSpan){spans->items[i].low - grid->origin, spans->items[i].high - grid->origin}));
    return spans_in_units(task->arena, &moved, grid->unit);
}

/* ---- what is natural ---- */

/* Up to so many places of a span, from the end at which the conditions set a bound. */
static NumberSpan near_bound(NumberSpan span, const NumberSpan *type, PlanInteger width)
{
    bool from_below = span.low > type->low || span.high == type->high;
    if (span.high - span.low > width && from_below)
        span.high = span.low + width;
    else if (span.high - span.low > width)
        span.low = span.high - width;
    return span;
}

/* The usual places of each span, or where these are few, some near its bound; spans with one place between
 * them, which is excluded, are one. */
static Spans of_each_span(const NarrowTask *task, const Spans *places, const NumberSpan *window,
                          const NumberSpan *type)
{
    Arena *arena = task->arena;
    Spans all = {0}, usual = spans_between(arena, window->low, window->high);
    for (size_t i = 0; i < places->count; i++) {
        NumberSpan span = places->items[i];
        while (i + 1 < places->count && places->items[i + 1].low == span.high + 2)
            span.high = places->items[++i].high;
        Spans whole = spans_between(arena, span.low, span.high), some = spans_both(arena, &whole, &usual);
        NumberSpan near = near_bound(span, type, window->high - window->low);
        if (spans_count(&some) < ENOUGH)
            some = spans_between(arena, near.low, near.high);
        all = spans_either(arena, &all, &some);
    }
    return spans_both(arena, &all, places);
}

/* Conditions say what is usual where they bound the numbers on both sides; but not those that only keep what
 * is computed of them inside its type. */
static bool is_bounded(const NarrowTask *task, const Spans *places, const NumberSpan *type)
{
    bool is_said =
        task->column->says_what_is_usual || task->conditions.count > task->column->conditions.count;
    return is_said && places->items[0].low > type->low && places->items[places->count - 1].high < type->high;
}

/* Of all places those that look right. */
static Spans natural(const NarrowTask *task, Grid *grid, const Spans *places, const NumberSpan *type)
{
    Spans window = spans_between(task->arena, grid->window.low, grid->window.high);
    Spans usual = spans_both(task->arena, places, &window);
    PlanCount count = spans_count(places), usual_count = spans_count(&usual);
    bool named = domain_of_name(task->column, &task->base).unrank != NULL;
    bool has_rule = task->column->column->rule.kind != RULE_NONE;
    PlanCount few = (PlanCount)NATURAL * (PlanCount)whole_power_of_ten(whole_scale(task));
    if (!named && !has_rule && is_bounded(task, places, type) && count <= few) {
        grid->mostly_small = false;
        return *places;
    }
    return has_rule && usual_count ? usual : of_each_span(task, places, &grid->window, type);
}

/* A key's values are the usual ones where these are many, else all. */
static Spans carried(const NarrowTask *task, const Grid *grid, const Spans *places)
{
    Spans window = spans_between(task->arena, grid->window.low, grid->window.high);
    Spans usual = spans_both(task->arena, places, &window);
    PlanCount count = spans_count(places), usual_count = spans_count(&usual);
    bool has_rule = task->column->column->rule.kind != RULE_NONE;
    return usual_count && (has_rule || usual_count >= count / 4 || usual_count >= (PlanCount)1 << 28)
               ? usual
               : *places;
}

static const char *rule_text(const NarrowTask *task, const Spans *spans, const Grid *grid)
{
    Arena *arena = task->arena;
    PlanInteger low = grid->grid.origin + spans->items[0].low * grid->grid.unit,
                high = grid->grid.origin + spans->items[spans->count - 1].high * grid->grid.unit;
    return text_format(arena, "%.*s to %.*s%s", TEXT_ARG(whole_text(task, low)),
                       TEXT_ARG(whole_text(task, high)), grid->mostly_small ? ", small ones more often" : "")
        .data;
}

static Domain domain_of_places(const NarrowTask *task, Grid *grid, const Spans *places,
                               const NumberSpan *type)
{
    Spans chosen =
        task->use == DOMAIN_CARRIED ? carried(task, grid, places) : natural(task, grid, places, type);
    bool small = grid->mostly_small && chosen.count == 1;
    grid->grid.places = chosen;
    bool is_histogram = task->column->column->rule.distribution == DISTRIBUTION_HISTOGRAM;
    if (is_histogram && task->use == DOMAIN_DRAWN && spans_count(&chosen) == task->usual.count)
        return task->usual;
    Domain domain = domain_grid(task->column, &grid->grid, small && task->use == DOMAIN_DRAWN,
                                rule_text(task, &chosen, grid));
    if (!is_histogram && task->column->column->rule.kind == RULE_RANGE && chosen.count == 1)
        domain.draw = task->usual.draw;
    return domain;
}

/* The places on the usual grid, or on the finest one where that has none. */
static Spans find_places(const NarrowTask *task, Grid *grid, const Spans *spans, NumberSpan *type)
{
    NumberSpan bounds = whole_bounds(task);
    Spans held = spans_between(task->arena, bounds.low, bounds.high);
    Spans within = spans_both(task->arena, spans, &held);
    Spans places = places_of(task, &grid->grid, &within);
    if (!places.count && task->column->column->rule.kind == RULE_NONE && grid->grid.unit > 1) {
        grid->grid = (DomainGrid){.unit = 1, .divisor = grid->grid.divisor};
        grid->window = (NumberSpan){0, -1};
        places = places_of(task, &grid->grid, &within);
    }
    Spans edges = places_of(task, &grid->grid, &held);
    *type = (NumberSpan){edges.items[0].low, edges.items[0].high};
    return places;
}

/* Of the places side by side from where the usual ones begin, those at which conditions that are not taken
 * apart hold too. */
static Spans tried(const NarrowTask *task, const Grid *grid, const Spans *places)
{
    Arena *arena = task->arena;
    PlanInteger start = spans_contain(places, grid->window.low) ? grid->window.low : places->items[0].low;
    Spans from = spans_between(arena, start, SPAN_MOST), rest = spans_both(arena, places, &from), found = {0};
    PlanCount count = spans_count(&rest) < TRIED ? spans_count(&rest) : TRIED;
    for (PlanCount i = 0; i < count; i++) {
        PlanInteger place = spans_at(&rest, i);
        if (!narrow_admits(task, whole_text(task, grid->grid.origin + place * grid->grid.unit)))
            continue;
        if (found.count && found.items[found.count - 1].high == place - 1)
            found.items[found.count - 1].high = place;
        else
            list_push(arena, &found, ((NumberSpan){place, place}));
    }
    return found;
}

/* ---- what is no number ---- */

static void add_place(const NarrowTask *task, const DomainGrid *grid, PlanInteger place, TextList *texts)
{
    list_push(task->arena, texts, whole_text(task, grid->origin + place * grid->unit));
}

/* The few places that there are, and what conditions name beside numbers; without values where that is
 * nothing, or there are many. */
static Domain with_endless(const NarrowTask *task, const Said *said, const Spans *places)
{
    Arena *arena = task->arena;
    TextList named = whole_endless(task, &said->spans), *all = arena_new_object(arena, TextList);
    PlanCount count = spans_count(places);
    if (!named.count || count > NARROW_LIST_LIMIT)
        return (Domain){0};
    for (PlanCount i = 0; i < count; i++)
        add_place(task, &said->grid.grid, spans_at(places, i), &named);
    *all = narrow_admitted(task, &named);
    return all->count > count ? domain_values(task->column, all, domain_words(task->column, all).data)
                              : (Domain){0};
}

Found whole_narrow(const NarrowTask *task)
{
    NumberSpan type;
    Said said = said_of(task);
    Found found = {.unmet = said.unmet};
    Spans places = find_places(task, &said.grid, &said.spans, &type);
    Spans few = found.unmet && places.count && task->use == DOMAIN_CARRIED ? tried(task, &said.grid, &places)
                                                                           : (Spans){0};
    if (few.count) {
        places = few;
        found.unmet = NULL;
    }
    found.domain = with_endless(task, &said, &places);
    if (found.domain.unrank)
        return (Found){.domain = found.domain};
    if (places.count) {
        found.domain = domain_of_places(task, &said.grid, &places, &type);
        found.domain.multiple = (int64_t)said.multiple;
    } else {
        found.impossible = !said.spans.count;
    }
    if (!places.count && !found.unmet && task->conditions.count)
        found.unmet = task->conditions.items[0];
    return found;
}

/* ---- values to try ---- */

/* So many places of each span side by side from where the usual ones begin, and as many all over. */
static void sample(const NarrowTask *task, const Grid *grid, const NumberSpan *span, PlanInteger wanted,
                   TextList *near, TextList *far)
{
    bool is_usual = span->low <= grid->window.low && span->high >= grid->window.low;
    PlanInteger start = is_usual ? grid->window.low : span->low,
                stride = (span->high - span->low) / wanted + 1;
    add_place(task, &grid->grid, span->low, far);
    add_place(task, &grid->grid, span->high, far);
    for (PlanInteger i = 0; i < wanted; i++) {
        if (start + i <= span->high)
            add_place(task, &grid->grid, start + i, near);
        if (span->low + i * stride <= span->high)
            add_place(task, &grid->grid, span->low + i * stride, far);
    }
}

TextList whole_candidates(const NarrowTask *task, size_t wanted, bool natural)
{
    TextList near = {0}, far = {0};
    NumberSpan type;
    Said said = said_of(task);
    Spans places = find_places(task, &said.grid, &said.spans, &type);
    PlanInteger each = (PlanInteger)(places.count ? wanted / places.count + 2 : 0);
    for (size_t i = 0; i < places.count && near.count < wanted; i++)
        sample(task, &said.grid, &places.items[i], each, &near, &far);
    TextList named = whole_endless(task, &said.spans);
    for (size_t i = 0; i < named.count; i++)
        list_push(task->arena, natural ? &near : &far, named.items[i]);
    return natural ? near : far;
}
