/* domain_grid.c: numbers on a grid: of any width, floats and intervals too, with holes between them. */
#include "plan/domain/domain.h"

#include "plan/domain/literal_value.h"
#include "plan/value_type.h"

#include <inttypes.h>

enum {
    LIST_LIMIT = 64,      /* numbers that are equally likely, however they are parted */
    TABLE_LIMIT = 1 << 14 /* spans of one table */
};

/* A number as an operand of its width. */
static Operand number(Arena *arena, PlanInteger value)
{
    PlanCount magnitude = value < 0 ? (PlanCount)-value : (PlanCount)value;
    if (value >= INT64_MIN && value <= INT64_MAX)
        return op_int((int64_t)value);
    Text text = text_format(arena, "%s(((rt_int128)UINT64_C(%" PRIu64 ") << 64) + UINT64_C(%" PRIu64 "))",
                            value < 0 ? "-" : "", (uint64_t)(magnitude >> 64), (uint64_t)magnitude);
    return op_name(text.data);
}

/* Where each span begins, and the index of its first place. */
static const Data *span_data(ColumnPlan *column, const Spans *places)
{
    Arena *arena = column->table->plan->arena;
    TextList rows = {0};
    PlanCount first = 0;
    for (size_t i = 0; i < places->count; i++) {
        list_push(arena, &rows,
                  text_format(arena, "{UINT64_C(%" PRIu64 "), INT64_C(%" PRId64 ")}", (uint64_t)first,
                              (int64_t)places->items[i].low));
        first += (PlanCount)(places->items[i].high - places->items[i].low) + 1;
    }
    return data_literal(column->table, step_name_for(column, "spans"), "struct rt_span", true, &rows);
}

/* The place of an index, as an offset from the origin's. */
static Operand place_at(const Domain *domain, ColumnPlan *column, Operand index)
{
    const DomainGrid *grid = domain->grid;
    TablePlan *table = column->table;
    if (grid->places.count == 1)
        return index;
    return op_step(
        step_call(table, step_name_for(column, "place"), VALUE_INT64, "rt_span_at",
                  OPERANDS(op_data(span_data(column, &grid->places)), op_uint(grid->places.count), index)));
}

static Step *unrank_grid(const Domain *domain, ColumnPlan *column, Text name, Operand index)
{
    const DomainGrid *grid = domain->grid;
    TablePlan *table = column->table;
    Arena *arena = table->plan->arena;
    ValueKind kind = column->type->kind;
    bool is_real = kind == VALUE_FLOAT || kind == VALUE_DOUBLE;
    bool is_interval = kind == VALUE_INTERVAL;
    ValueKind whole = kind == VALUE_WIDE ? VALUE_WIDE : is_real || is_interval ? VALUE_INT64 : kind;
    PlanInteger first = grid->places.count == 1 ? grid->places.items[0].low : 0;
    Operand place = place_at(domain, column, index);
    if (whole == VALUE_WIDE)
        place = op_step(step_cast(table, step_name_for(column, "wide"), VALUE_WIDE, place));
    if (grid->unit != 1)
        place = op_step(step_infix(table, step_name_for(column, "offset"),
                                   whole == VALUE_WIDE ? VALUE_WIDE : VALUE_INT64, "*",
                                   number(arena, grid->unit), place));
    Text whole_name = is_real || is_interval ? step_name_for(column, "units") : name;
    Step *value =
        step_infix(table, whole_name, whole, "+", number(arena, grid->origin + first * grid->unit), place);
    if (is_interval)
        return step_call(table, name, VALUE_INTERVAL, "rt_interval_of", OPERANDS(op_step(value)));
    if (!is_real)
        return value;
    Text divisor = text_format(arena, "%" PRIu64 ".0", grid->divisor);
    Step *real = step_cast(table, step_name_for(column, "real"), VALUE_DOUBLE, op_step(value));
    return step_infix(table, name, kind, "/", op_step(real), op_name(divisor.data));
}

static bool is_parted(const Spans *places)
{
    for (size_t i = 1; i < places->count; i++)
        if (places->items[i].low <= places->items[i - 1].high + 2)
            return false;
    return places->count > 1;
}

/* Spans that lie apart are equally likely, whatever their width. */
static Step *draw_grid(const Domain *domain, ColumnPlan *column, Text name)
{
    TablePlan *table = column->table;
    const Data *spans = span_data(column, &domain->grid->places);
    Step *bits = step_random(table, step_name_for(column, "bits"), column->column->name, TEXT(""));
    Step *index = step_call(table, step_name_for(column, "index"), VALUE_ROW, "rt_span_random",
                            OPERANDS(op_data(spans), op_uint(domain->grid->places.count),
                                     op_uint((uint64_t)domain->count), op_step(bits)));
    return domain->unrank(domain, column, name, op_step(index));
}

/* One span of int64s is all that most columns need. */
static bool is_plain(const ColumnPlan *column, const DomainGrid *grid)
{
    const NumberSpan *bounds = grid->places.items;
    PlanInteger low = grid->origin + bounds->low * grid->unit,
                high = grid->origin + bounds->high * grid->unit;
    return grid->places.count == 1 && literal_is_whole(column->type) && low >= INT64_MIN &&
           high <= INT64_MAX && grid->unit <= INT64_MAX;
}

/* Spans are found by their places, which are int64s; of those that are not the largest one is kept. */
static Spans usable(Arena *arena, const Spans *places)
{
    const NumberSpan *largest = places->items;
    bool fits = places->count <= TABLE_LIMIT;
    for (size_t i = 0; i < places->count; i++) {
        const NumberSpan *bounds = &places->items[i];
        if (bounds->high - bounds->low > largest->high - largest->low)
            largest = bounds;
        fits = fits && bounds->low >= INT64_MIN / 2 && bounds->high <= INT64_MAX / 2;
    }
    return fits || places->count == 1 ? *places : spans_between(arena, largest->low, largest->high);
}

Domain domain_grid(const ColumnPlan *column, const DomainGrid *grid, bool mostly_small, const char *rule)
{
    Arena *arena = column->table->plan->arena;
    DomainGrid *kept = arena_new_object(arena, DomainGrid);
    *kept = *grid;
    kept->places = usable(arena, &grid->places);
    PlanCount count = spans_count(&kept->places), most = (PlanCount)1 << 62;
    int64_t low = (int64_t)(kept->origin + kept->places.items[0].low * kept->unit);
    Domain domain = domain_mostly_small(low, count < most ? count : most, (int64_t)kept->unit, rule);
    if (!mostly_small)
        domain.draw = NULL;
    domain.grid = kept;
    if (!is_plain(column, kept))
        domain.unrank = unrank_grid;
    if (is_parted(&kept->places) && count > LIST_LIMIT)
        domain.draw = draw_grid;
    return domain;
}

bool domain_ends(const Domain *domain, PlanInteger *low, PlanInteger *high)
{
    const DomainGrid *grid = domain->grid;
    if (grid && grid->places.count) {
        *low = grid->origin + grid->unit * grid->places.items[0].low;
        *high = grid->origin + grid->unit * grid->places.items[grid->places.count - 1].high;
        return grid->divisor <= 1;
    }
    *low = domain->low;
    *high = domain->low + (PlanInteger)(domain->count - 1) * domain->step;
    return domain->step && domain->count && !domain->values;
}
