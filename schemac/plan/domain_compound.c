/* domain_compound.c: arrays, composites, ranges and multiranges, made of values of their parts.
 *
 * Each part is planned as if it were a column of its own, named after the column and its place in it, so that
 * its values come from its own stream and look as a column of its name would. */
#include "plan/domain.h"

#include "plan/identifier.h"
#include "plan/value_type.h"

enum {
    MOST_ELEMENTS = 3, /* of an array */
    RANGE_WIDTHS = 100 /* a range is 1 to so many units of its type wide */
};

/* ---- parts ---- */

/* A column that stands for a part: the i-th, called `what`. */
static ColumnPlan *part_of(const ColumnPlan *column, const TypeUse *type, Text what)
{
    TablePlan *table = column->table;
    Arena *arena = table->plan->arena;
    Column *declared = arena_new_object(arena, Column);
    ColumnPlan *part = arena_new_object(arena, ColumnPlan);
    declared->name = text_format(arena, "%.*s.%.*s", TEXT_ARG(column->column->name), TEXT_ARG(what));
    declared->type = *type;
    declared->not_null = true;
    part->column = declared;
    part->table = table;
    part->type = value_type_of(table->plan, type);
    part->field =
        identifier_make(arena, text_format(arena, "%.*s_%.*s", TEXT_ARG(column->field), TEXT_ARG(what)));
    return part;
}

static Text number_name(const ColumnPlan *column, size_t i)
{
    return text_format(column->table->plan->arena, "%zu", i + 1);
}

static Step *draw_part(ColumnPlan *part)
{
    Domain domain = domain_of(part, DOMAIN_DRAWN);
    if (domain.draw)
        return domain.draw(&domain, part, part->field);
    Text name = text_format(part->table->plan->arena, "%.*s_index", TEXT_ARG(part->field));
    uint64_t count = domain.count > UINT64_MAX ? UINT64_MAX : (uint64_t)domain.count;
    Step *index = step_below(part->table, name, part->column->name, TEXT(""), op_uint(count));
    return domain.unrank(&domain, part, part->field, op_step(index));
}

static Step *carry_part(ColumnPlan *part, Operand index)
{
    Domain domain = domain_of(part, DOMAIN_CARRIED);
    return domain.unrank(&domain, part, part->field, index);
}

static bool can_draw(const ColumnPlan *part)
{
    Domain domain = part->type ? domain_of(part, DOMAIN_DRAWN) : (Domain){0};
    return domain.unrank || domain.draw;
}

static PlanCount capacity(const ColumnPlan *part)
{
    return part->type ? domain_of(part, DOMAIN_CARRIED).count : 0;
}

static Step *items_of(ColumnPlan *column, Text name, const StepList *parts, Operand count, Operand flags)
{
    StepList *kept = arena_new_object(column->table->plan->arena, StepList);
    *kept = *parts;
    return step_call(column->table, name, VALUE_ITEMS, "rt_items_of",
                     OPERANDS(op_scratch(), op_values(kept), count, flags));
}

static TypeUse base_of(const ColumnPlan *column)
{
    return type_base(&column->column->type);
}

/* ---- arrays ---- */

static TypeUse element_type(const ColumnPlan *column)
{
    TypeUse element = base_of(column);
    element.dimensions = 0;
    return element;
}

static Step *draw_array(const Domain *domain, ColumnPlan *column, Text name)
{
    (void)domain;
    TypeUse element = element_type(column);
    StepList parts = {0};
    for (size_t i = 0; i < MOST_ELEMENTS; i++)
        list_push(column->table->plan->arena, &parts,
                  draw_part(part_of(column, &element, number_name(column, i))));
    Text count_name = text_format(column->table->plan->arena, "%.*s_count", TEXT_ARG(column->field));
    Step *count = step_below(column->table, count_name, column->column->name, TEXT("count"),
                             op_uint(MOST_ELEMENTS + 1));
    return items_of(column, name, &parts, op_step(count), op_uint(0));
}

static Step *unrank_array(const Domain *domain, ColumnPlan *column, Text name, Operand index)
{
    (void)domain;
    TypeUse element = element_type(column);
    StepList parts = {0};
    list_push(column->table->plan->arena, &parts, carry_part(part_of(column, &element, TEXT("1")), index));
    return items_of(column, name, &parts, op_uint(1), op_uint(0));
}

static Domain array_domain(const ColumnPlan *column)
{
    TypeUse element = element_type(column);
    ColumnPlan *part = part_of(column, &element, TEXT("1"));
    if (!can_draw(part))
        return (Domain){0};
    return (Domain){.count = capacity(part),
                    .unrank = unrank_array,
                    .draw = draw_array,
                    .rule = TEXT("up to three elements")};
}

/* ---- composites ---- */

static Step *make_composite(ColumnPlan *column, Text name, const Operand *index)
{
    TypeUse base = base_of(column);
    StepList parts = {0};
    bool carried = false;
    for (size_t i = 0; i < base.type->fields.count; i++) {
        const TypeField *field = &base.type->fields.items[i];
        ColumnPlan *part = part_of(column, &field->type, field->name);
        bool carries = index && !carried && capacity(part) > 1;
        list_push(column->table->plan->arena, &parts, carries ? carry_part(part, *index) : draw_part(part));
        carried = carried || carries;
    }
    return items_of(column, name, &parts, op_uint(parts.count), op_uint(0));
}

static Step *draw_composite(const Domain *domain, ColumnPlan *column, Text name)
{
    (void)domain;
    return make_composite(column, name, NULL);
}

static Step *unrank_composite(const Domain *domain, ColumnPlan *column, Text name, Operand index)
{
    (void)domain;
    return make_composite(column, name, &index);
}

static Domain composite_domain(const ColumnPlan *column, const TypeUse *base)
{
    PlanCount count = 0;
    for (size_t i = 0; i < base->type->fields.count; i++) {
        const TypeField *field = &base->type->fields.items[i];
        ColumnPlan *part = part_of(column, &field->type, field->name);
        if (!can_draw(part))
            return (Domain){0};
        if (count < 2)
            count = capacity(part);
    }
    if (!base->type->fields.count)
        return (Domain){0};
    return (Domain){.count = count,
                    .unrank = unrank_composite,
                    .draw = draw_composite,
                    .rule = TEXT("a value for each field")};
}

/* ---- ranges ---- */

static bool is_whole(const ColumnPlan *part)
{
    return part->type->kind == VALUE_INT16 || part->type->kind == VALUE_INT32 ||
           part->type->kind == VALUE_INT64;
}

static TypeUse range_subtype(const TypeUse *base)
{
    const Type *range = base->type->kind == TYPE_MULTIRANGE ? base->type->range : base->type;
    return range->base;
}

ColumnPlan *domain_range_part(const ColumnPlan *column)
{
    TypeUse base = base_of(column);
    if (base.dimensions || base.type->kind != TYPE_RANGE)
        return NULL;
    TypeUse subtype = range_subtype(&base);
    ColumnPlan *part = part_of(column, &subtype, TEXT("lower"));
    return part->type && is_whole(part) ? part : NULL;
}

Step *domain_range_step(ColumnPlan *column, Text name, Step *lower, Step *upper)
{
    StepList bounds = {0};
    list_push(column->table->plan->arena, &bounds, lower);
    list_push(column->table->plan->arena, &bounds, upper);
    return items_of(column, name, &bounds, op_uint(2), op_name("RT_RANGE_LOWER_INCLUSIVE"));
}

/* [lower, lower + some units), or [value, value] of what has no units. */
static Step *range_from(ColumnPlan *column, Text name, ColumnPlan *part, Step *lower)
{
    TablePlan *table = column->table;
    Arena *arena = table->plan->arena;
    StepList bounds = {0};
    list_push(arena, &bounds, lower);
    if (!is_whole(part)) {
        list_push(arena, &bounds, lower);
        return items_of(column, name, &bounds, op_uint(2),
                        op_name("RT_RANGE_LOWER_INCLUSIVE | RT_RANGE_UPPER_INCLUSIVE"));
    }
    int64_t unit = domain_of(part, DOMAIN_DRAWN).step;
    Text width_name = text_format(arena, "%.*s_width", TEXT_ARG(column->field));
    Step *width = step_below(table, width_name, column->column->name, TEXT("width"), op_uint(RANGE_WIDTHS));
    Step *units = step_infix(table, text_format(arena, "%.*s_units", TEXT_ARG(column->field)), VALUE_INT64,
                             "+", op_step(width), op_int(1));
    if (unit != 1)
        units = step_infix(table, text_format(arena, "%.*s_span", TEXT_ARG(column->field)), VALUE_INT64, "*",
                           op_step(units), op_int(unit));
    Step *upper = step_infix(table, text_format(arena, "%.*s_upper", TEXT_ARG(column->field)), VALUE_INT64,
                             "+", op_step(lower), op_step(units));
    return domain_range_step(column, name, lower, upper);
}

static Step *make_range(ColumnPlan *column, Text name, const Operand *index)
{
    TypeUse base = base_of(column), subtype = range_subtype(&base);
    ColumnPlan *part = part_of(column, &subtype, TEXT("lower"));
    Step *lower = index ? carry_part(part, *index) : draw_part(part);
    if (base.type->kind == TYPE_RANGE)
        return range_from(column, name, part, lower);
    Text range_name = text_format(column->table->plan->arena, "%.*s_range", TEXT_ARG(column->field));
    StepList ranges = {0};
    list_push(column->table->plan->arena, &ranges, range_from(column, range_name, part, lower));
    return items_of(column, name, &ranges, op_uint(1), op_uint(0));
}

static Step *draw_range(const Domain *domain, ColumnPlan *column, Text name)
{
    (void)domain;
    return make_range(column, name, NULL);
}

static Step *unrank_range(const Domain *domain, ColumnPlan *column, Text name, Operand index)
{
    (void)domain;
    return make_range(column, name, &index);
}

static Domain range_domain(const ColumnPlan *column, const TypeUse *base)
{
    TypeUse subtype = range_subtype(base);
    ColumnPlan *part = part_of(column, &subtype, TEXT("lower"));
    if (!can_draw(part))
        return (Domain){0};
    PlanCount count = capacity(part);
    return (Domain){.count = count > RANGE_WIDTHS ? count - RANGE_WIDTHS : count,
                    .unrank = unrank_range,
                    .draw = draw_range,
                    .rule = TEXT("a range")};
}

Domain domain_compound(const ColumnPlan *column, const TypeUse *base)
{
    if (base->dimensions)
        return array_domain(column);
    return base->type->kind == TYPE_COMPOSITE ? composite_domain(column, base) : range_domain(column, base);
}
