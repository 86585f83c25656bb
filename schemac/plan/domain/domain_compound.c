/* domain_compound.c: arrays, composites, ranges and multiranges, made of values of their parts.
 *
 * Each part is planned as if it were a column of its own, named after the column and its place in it, so that
 * its values come from its own stream and look as a column of its name would. They satisfy the domains of
 * their own types. */
#include "plan/narrow/narrow.h"

#include "plan/identifier.h"
#include "plan/value_type.h"

/* ---- parts ---- */

ColumnPlan *domain_part(const ColumnPlan *column, const TypeUse *type, Text what)
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

ExprList domain_part_conditions(const ColumnPlan *part, const ExprList *conditions)
{
    Arena *arena = part->table->plan->arena;
    ExprList all = {0};
    for (size_t i = 0; conditions && i < conditions->count; i++)
        list_push(arena, &all, conditions->items[i]);
    for (TypeUse type = part->column->type; type.type->kind == TYPE_DOMAIN && !type.dimensions;
         type = type.type->base)
        for (size_t i = 0; i < type.type->checks.count; i++)
            list_push(arena, &all, type.type->checks.items[i]->expr);
    return all;
}

/* The part's domain where these hold. */
static Domain part_domain(const ColumnPlan *part, const ExprList *conditions, DomainUse use)
{
    ExprList all = domain_part_conditions(part, conditions);
    const Expr *unmet;
    bool impossible;
    return part->type ? domain_narrowed(part, use, &all, &unmet, &impossible) : (Domain){0};
}

static Step *draw_part(ColumnPlan *part, const ExprList *conditions)
{
    Domain domain = part_domain(part, conditions, DOMAIN_DRAWN);
    if (domain.draw)
        return domain.draw(&domain, part, part->field);
    Text name = text_format(part->table->plan->arena, "%.*s_index", TEXT_ARG(part->field));
    uint64_t count = domain.count > UINT64_MAX ? UINT64_MAX : (uint64_t)domain.count;
    Step *index = step_below(part->table, name, part->column->name, TEXT(""), op_uint(count));
    return domain.unrank(&domain, part, part->field, op_step(index));
}

static Step *carry_part(ColumnPlan *part, const ExprList *conditions, Operand index)
{
    Domain domain = part_domain(part, conditions, DOMAIN_CARRIED);
    return domain.unrank(&domain, part, part->field, index);
}

static bool can_draw(const ColumnPlan *part, const ExprList *conditions)
{
    Domain domain = part_domain(part, conditions, DOMAIN_DRAWN);
    return (domain.unrank && domain.count) || domain.draw;
}

static PlanCount capacity(const ColumnPlan *part, const ExprList *conditions)
{
    return part_domain(part, conditions, DOMAIN_CARRIED).count;
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

/* A value that is the same in every row. */
static Step *fixed_part(ColumnPlan *part, Text value)
{
    TextList *values = arena_new_object(part->table->plan->arena, TextList);
    list_push(part->table->plan->arena, values, value);
    Domain domain = domain_values(part, values, "");
    return domain.unrank(&domain, part, part->field, op_uint(0));
}

/* Elements that are the same in every row, one that the index decides, and others. */
static Step *make_array(const Domain *domain, ColumnPlan *column, Text name, const Operand *index)
{
    const DomainParts *parts = domain->parts;
    TablePlan *table = column->table;
    TypeUse element = element_type(column);
    StepList steps = {0};
    size_t fixed = parts->fixed.count, least = index ? fixed + 1 : parts->least;
    for (size_t i = 0; i < parts->most || i < least; i++) {
        ColumnPlan *part = domain_part(column, &element, number_name(column, i));
        list_push(table->plan->arena, &steps,
                  i < fixed             ? fixed_part(part, parts->fixed.items[i])
                  : index && i == fixed ? carry_part(part, &parts->conditions, *index)
                                        : draw_part(part, &parts->conditions));
    }
    if (index || parts->least == parts->most)
        return items_of(column, name, &steps, op_uint(parts->least > least ? parts->least : (uint32_t)least),
                        op_uint(0));
    Text more_name = text_format(table->plan->arena, "%.*s_count", TEXT_ARG(column->field));
    Step *count = step_below(table, more_name, column->column->name, TEXT("count"),
                             op_uint(parts->most - parts->least + 1));
    if (parts->least)
        count = step_infix(table, step_name_for(column, "elements"), VALUE_ROW, "+", op_uint(parts->least),
                           op_step(count));
    return items_of(column, name, &steps, op_step(count), op_uint(0));
}

static Step *draw_array(const Domain *domain, ColumnPlan *column, Text name)
{
    return make_array(domain, column, name, NULL);
}

static Step *unrank_array(const Domain *domain, ColumnPlan *column, Text name, Operand index)
{
    return make_array(domain, column, name, &index);
}

static Text elements_text(Arena *arena, const DomainParts *parts)
{
    if (parts->least == parts->most)
        return text_format(arena, "%u elements", parts->most);
    return parts->least ? text_format(arena, "%u to %u elements", parts->least, parts->most)
                        : text_format(arena, "up to %u elements", parts->most);
}

/* Where no element has a value, the array is empty, if it may be. */
static Domain array_domain(const ColumnPlan *column, DomainParts *parts)
{
    TypeUse element = element_type(column);
    ColumnPlan *part = domain_part(column, &element, TEXT("1"));
    if (parts->most && !can_draw(part, &parts->conditions)) {
        if (parts->least || parts->fixed.count)
            return (Domain){0};
        parts->most = 0;
    }
    bool carries = parts->most > parts->fixed.count;
    return (Domain){.count = carries ? capacity(part, &parts->conditions) : 0,
                    .unrank = carries ? unrank_array : NULL,
                    .draw = draw_array,
                    .parts = parts,
                    .rule = elements_text(column->table->plan->arena, parts)};
}

/* ---- composites ---- */

/* What holds for the field of that number; NULL: nothing that its type does not say. */
static const ExprList *of_field(const DomainParts *parts, size_t field)
{
    return parts && parts->fields ? &parts->fields[field] : NULL;
}

static Step *make_composite(const Domain *domain, ColumnPlan *column, Text name, const Operand *index)
{
    TypeUse base = base_of(column);
    StepList parts = {0};
    bool carried = false;
    for (size_t i = 0; i < base.type->fields.count; i++) {
        const TypeField *field = &base.type->fields.items[i];
        ColumnPlan *part = domain_part(column, &field->type, field->name);
        const ExprList *conditions = of_field(domain->parts, i);
        bool carries = index && !carried && capacity(part, conditions) > 1;
        list_push(column->table->plan->arena, &parts,
                  carries ? carry_part(part, conditions, *index) : draw_part(part, conditions));
        carried = carried || carries;
    }
    return items_of(column, name, &parts, op_uint(parts.count), op_uint(0));
}

static Step *draw_composite(const Domain *domain, ColumnPlan *column, Text name)
{
    return make_composite(domain, column, name, NULL);
}

static Step *unrank_composite(const Domain *domain, ColumnPlan *column, Text name, Operand index)
{
    return make_composite(domain, column, name, &index);
}

static Domain composite_domain(const ColumnPlan *column, const TypeUse *base, const DomainParts *parts)
{
    PlanCount count = 0;
    for (size_t i = 0; i < base->type->fields.count; i++) {
        const TypeField *field = &base->type->fields.items[i];
        ColumnPlan *part = domain_part(column, &field->type, field->name);
        if (!can_draw(part, of_field(parts, i)))
            return (Domain){0};
        if (count < 2)
            count = capacity(part, of_field(parts, i));
    }
    if (!base->type->fields.count)
        return (Domain){0};
    return (Domain){.count = count,
                    .unrank = unrank_composite,
                    .draw = draw_composite,
                    .parts = parts,
                    .rule = TEXT("a value for each field")};
}

/* ---- ranges ---- */

static bool is_whole(const ColumnPlan *part)
{
    return part->type->kind == VALUE_INT16 || part->type->kind == VALUE_INT32 ||
           part->type->kind == VALUE_INT64;
}

TypeUse domain_range_subtype(const TypeUse *base)
{
    const Type *range = base->type->kind == TYPE_MULTIRANGE ? base->type->range : base->type;
    return range->base;
}

ColumnPlan *domain_range_part(const ColumnPlan *column)
{
    TypeUse base = base_of(column);
    if (base.dimensions || base.type->kind != TYPE_RANGE)
        return NULL;
    TypeUse subtype = domain_range_subtype(&base);
    ColumnPlan *part = domain_part(column, &subtype, TEXT("lower"));
    return part->type && is_whole(part) ? part : NULL;
}

static Operand flags_where(ColumnPlan *column, Step *rows, const char *yes, Operand no)
{
    return rows ? op_step(step_choose(column->table, step_name_for(column, "flags"), VALUE_INT32,
                                      op_step(rows), op_name(yes), no))
                : no;
}

Step *domain_range_endless(ColumnPlan *column, Text name, Step *lower, Step *upper, Step *no_beginning,
                           Step *no_end)
{
    StepList bounds = {0};
    Operand flags = op_name("RT_RANGE_LOWER_INCLUSIVE");
    list_push(column->table->plan->arena, &bounds, lower);
    list_push(column->table->plan->arena, &bounds, upper);
    flags = flags_where(column, no_beginning, "RT_RANGE_LOWER_INFINITE", flags);
    flags = flags_where(column, no_end, "RT_RANGE_LOWER_INCLUSIVE | RT_RANGE_UPPER_INFINITE", flags);
    return items_of(column, name, &bounds, op_uint(2), flags);
}

Step *domain_range_step(ColumnPlan *column, Text name, Step *lower, Step *upper)
{
    return domain_range_endless(column, name, lower, upper, NULL, NULL);
}

/* [lower, lower + some units), or [value, value] of what has no units. */
static Step *range_from(const Domain *domain, ColumnPlan *column, Text name, ColumnPlan *part, Step *lower)
{
    const DomainParts *parts = domain->parts;
    TablePlan *table = column->table;
    Arena *arena = table->plan->arena;
    StepList bounds = {0};
    list_push(arena, &bounds, lower);
    if (!is_whole(part)) {
        list_push(arena, &bounds, lower);
        return items_of(column, name, &bounds, op_uint(2),
                        op_name("RT_RANGE_LOWER_INCLUSIVE | RT_RANGE_UPPER_INCLUSIVE"));
    }
    int64_t unit = domain_range_unit(part) * (parts->unit ? parts->unit : 1);
    Text width_name = text_format(arena, "%.*s_width", TEXT_ARG(column->field));
    Step *width = step_below(table, width_name, column->column->name, TEXT("width"),
                             op_uint(parts->most - parts->least + 1));
    Step *units = step_infix(table, text_format(arena, "%.*s_units", TEXT_ARG(column->field)), VALUE_INT64,
                             "+", op_step(width), op_int(parts->least));
    if (unit != 1)
        units = step_infix(table, text_format(arena, "%.*s_span", TEXT_ARG(column->field)), VALUE_INT64, "*",
                           op_step(units), op_int(unit));
    Step *upper = step_infix(table, text_format(arena, "%.*s_upper", TEXT_ARG(column->field)), VALUE_INT64,
                             "+", op_step(lower), op_step(units));
    return domain_range_step(column, name, lower, upper);
}

static Step *make_range(const Domain *domain, ColumnPlan *column, Text name, const Operand *index)
{
    const ExprList *conditions = &domain->parts->conditions;
    TypeUse base = base_of(column), subtype = domain_range_subtype(&base);
    ColumnPlan *part = domain_part(column, &subtype, TEXT("lower"));
    Step *lower = index ? carry_part(part, conditions, *index) : draw_part(part, conditions);
    if (base.type->kind == TYPE_RANGE)
        return range_from(domain, column, name, part, lower);
    Text range_name = text_format(column->table->plan->arena, "%.*s_range", TEXT_ARG(column->field));
    StepList ranges = {0};
    list_push(column->table->plan->arena, &ranges, range_from(domain, column, range_name, part, lower));
    return items_of(column, name, &ranges, op_uint(1), op_uint(0));
}

static Step *draw_range(const Domain *domain, ColumnPlan *column, Text name)
{
    return make_range(domain, column, name, NULL);
}

static Step *unrank_range(const Domain *domain, ColumnPlan *column, Text name, Operand index)
{
    return make_range(domain, column, name, &index);
}

static Domain range_domain(const ColumnPlan *column, const TypeUse *base, const DomainParts *parts)
{
    TypeUse subtype = domain_range_subtype(base);
    ColumnPlan *part = domain_part(column, &subtype, TEXT("lower"));
    if (!can_draw(part, &parts->conditions))
        return (Domain){0};
    PlanCount count = capacity(part, &parts->conditions);
    PlanCount widest = (PlanCount)parts->most * (parts->unit ? parts->unit : 1);
    return (Domain){.count = count > widest ? count - widest : count,
                    .unrank = unrank_range,
                    .draw = draw_range,
                    .parts = parts,
                    .rule = TEXT("a range")};
}

int64_t domain_range_unit(const ColumnPlan *part)
{
    return domain_of(part, DOMAIN_DRAWN).step;
}

Domain domain_compound_of(const ColumnPlan *column, const TypeUse *base, const DomainParts *parts)
{
    DomainParts *kept = arena_new_object(column->table->plan->arena, DomainParts);
    *kept = *parts;
    if (base->dimensions)
        return array_domain(column, kept);
    return base->type->kind == TYPE_COMPOSITE ? composite_domain(column, base, kept)
                                              : range_domain(column, base, kept);
}

Domain domain_compound(const ColumnPlan *column, const TypeUse *base)
{
    if (base->dimensions)
        return domain_compound_of(column, base, &(DomainParts){.most = DOMAIN_ELEMENTS});
    if (base->type->kind == TYPE_COMPOSITE)
        return composite_domain(column, base, NULL);
    return domain_compound_of(column, base, &(DomainParts){.least = 1, .most = DOMAIN_WIDTHS});
}
