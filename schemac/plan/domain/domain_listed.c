/* domain_listed.c: lists of arrays, composites, ranges and multiranges: a list for each of their parts, and
 * what else tells them apart. */
#include "plan/domain/domain.h"

#include "evaluate/evaluate.h"
#include "model/literal.h"
#include "model/type_convert.h"

enum {
    PARTS = 64, /* elements of an array */
    EMPTY = 1,  /* flags of ranges, as rt_value.h has them */
    LOWER_INCLUSIVE = 2,
    UPPER_INCLUSIVE = 4,
    LOWER_INFINITE = 8,
    UPPER_INFINITE = 16
};

/* The values of a list, taken apart. */
typedef struct Listed {
    const ColumnPlan *column;
    Arena *arena;
    TypeUse base, part; /* the column's type, and that of its parts */
    TextList parts[PARTS];
    size_t width;            /* the most parts of any */
    int64_t *counts, *flags; /* by value */
} Listed;

/* ---- taking values apart ---- */

/* A function or a field of the value, as PostgreSQL prints it; without data where that is NULL or not known.
 */
static Text part_by(const Listed *listed, ExprKind kind, Text name, Text value)
{
    Expr *literal = expr_new(listed->arena, EXPR_STRING, (Span){0}),
         *cast = expr_new(listed->arena, EXPR_CAST, (Span){0}),
         *part = expr_new(listed->arena, kind, (Span){0});
    literal->text = value;
    cast->type = type_plain(&listed->base);
    list_push(listed->arena, &cast->arguments, literal);
    part->text = name;
    list_push(listed->arena, &part->arguments, cast);
    EvaluateScope scope = {.schema = listed->column->table->plan->schema};
    Text result;
    return evaluate(listed->arena, part, &scope, &result, NULL) == EVALUATED_VALUE ? result : (Text){0};
}

static Text ask(const Listed *listed, const char *function, Text value)
{
    return part_by(listed, EXPR_CALL, text_of(function), value);
}

static bool split_array(const Listed *listed, Text value, TextList *items)
{
    LiteralItemList all = {0};
    if (!literal_array_items(listed->arena, value, &all) || all.count > PARTS)
        return false;
    for (size_t i = 0; i < all.count; i++) {
        if (all.items[i].is_null)
            return false;
        list_push(listed->arena, items, all.items[i].text);
    }
    return true;
}

/* Its bounds, of which those that are infinite have no text. */
static bool split_range(const Listed *listed, Text value, TextList *items, int64_t *flags)
{
    static const struct {
        const char *function;
        int64_t flag;
    } tests[] = {{"isempty", EMPTY},
                 {"lower_inc", LOWER_INCLUSIVE},
                 {"upper_inc", UPPER_INCLUSIVE},
                 {"lower_inf", LOWER_INFINITE},
                 {"upper_inf", UPPER_INFINITE}};
    *flags = 0;
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        Text answer = ask(listed, tests[i].function, value);
        if (!answer.size)
            return false;
        *flags |= text_is(answer, "t") ? tests[i].flag : 0;
    }
    if (*flags & EMPTY)
        return true;
    list_push(listed->arena, items, ask(listed, "lower", value));
    list_push(listed->arena, items, ask(listed, "upper", value));
    return (items->items[0].size || *flags & LOWER_INFINITE) &&
           (items->items[1].size || *flags & UPPER_INFINITE);
}

/* None, or one range. */
static bool split_multirange(const Listed *listed, Text value, TextList *items)
{
    Text inside = text_slice(value, 1, value.size ? value.size - 1 : 0);
    Listed range = *listed;
    range.base = listed->part;
    bool alone = inside.size && ask(&range, "isempty", inside).size;
    if (alone)
        list_push(listed->arena, items, inside);
    return alone || text_is(value, "{}");
}

/* Its fields, of which none is NULL. */
static bool split_composite(const Listed *listed, Text value, TextList *items)
{
    const TypeFieldList *fields = &listed->base.type->fields;
    for (size_t i = 0; i < fields->count; i++) {
        Text field = part_by(listed, EXPR_FIELD, fields->items[i].name, value);
        if (!field.data)
            return false;
        list_push(listed->arena, items, field);
    }
    return true;
}

static bool split(const Listed *listed, Text value, TextList *items, int64_t *flags)
{
    *flags = 0;
    if (listed->base.dimensions)
        return split_array(listed, value, items);
    if (listed->base.type->kind == TYPE_COMPOSITE)
        return split_composite(listed, value, items);
    return listed->base.type->kind == TYPE_RANGE ? split_range(listed, value, items, flags)
                                                 : split_multirange(listed, value, items);
}

/* The type of what values are made of; false where they are not taken apart. */
static bool find_part(Listed *listed)
{
    const Type *type = listed->base.type;
    listed->part = listed->base;
    listed->part.dimensions = 0;
    if (listed->base.dimensions)
        return listed->base.dimensions == 1;
    if (type->kind == TYPE_RANGE)
        listed->part = domain_range_subtype(&listed->base);
    else if (type->kind == TYPE_MULTIRANGE)
        listed->part = (TypeUse){.type = type->range};
    bool is_row = type->kind == TYPE_COMPOSITE && type->fields.count && type->fields.count <= PARTS;
    return is_row || type->kind == TYPE_RANGE || (type->kind == TYPE_MULTIRANGE && type->range);
}

static bool read_list(Listed *listed, const ColumnPlan *column, const TextList *values)
{
    *listed = (Listed){.column = column, .arena = column->table->plan->arena};
    listed->base = type_base(&column->column->type);
    listed->counts = arena_array(listed->arena, values->count + 1, sizeof *listed->counts);
    listed->flags = arena_array(listed->arena, values->count + 1, sizeof *listed->flags);
    if (!find_part(listed))
        return false;
    for (size_t k = 0; k < values->count; k++) {
        TextList items = {0};
        if (!split(listed, values->items[k], &items, &listed->flags[k]))
            return false;
        listed->counts[k] = (int64_t)items.count;
        listed->width = items.count > listed->width ? items.count : listed->width;
        for (size_t i = 0; i < PARTS; i++)
            list_push(listed->arena, &listed->parts[i], i < items.count ? items.items[i] : (Text){0});
    }
    return true;
}

/* ---- parts ---- */

/* Where a value lacks the part there is any other one. */
static const TextList *filled(const Listed *listed, size_t part)
{
    const TextList *own = &listed->parts[part];
    TextList *all = arena_new_object(listed->arena, TextList);
    Text any = {0};
    for (size_t k = 0; k < own->count; k++)
        any = own->items[k].data ? own->items[k] : any;
    for (size_t k = 0; k < own->count && any.data; k++)
        list_push(listed->arena, all, own->items[k].data ? own->items[k] : any);
    return all;
}

static ColumnPlan *part_of(const Listed *listed, size_t part)
{
    bool is_row = !listed->base.dimensions && listed->base.type->kind == TYPE_COMPOSITE;
    const TypeField *field = is_row ? &listed->base.type->fields.items[part] : NULL;
    return domain_part(listed->column, field ? &field->type : &listed->part,
                       field ? field->name : text_format(listed->arena, "%zu", part + 1));
}

static bool has_parts(const Listed *listed)
{
    for (size_t i = 0; i < listed->width; i++) {
        const TextList *values = filled(listed, i);
        const ColumnPlan *part = part_of(listed, i);
        if (!part->type || (values->count && !domain_values(part, values, "").unrank))
            return false;
    }
    return true;
}

static Step *part_step(const Listed *listed, size_t i, Operand index)
{
    const TextList *values = filled(listed, i);
    ColumnPlan *part = part_of(listed, i);
    if (!values->count)
        return step_zero(part->table, part->field, part->type->kind);
    Domain domain = domain_values(part, values, "");
    return domain.unrank(&domain, part, part->field, index);
}

/* What the numbers are for the value of the index. */
static Operand number_of(ColumnPlan *column, const char *what, const int64_t *numbers, size_t count,
                         Operand index)
{
    bool same = true;
    for (size_t i = 1; i < count; i++)
        same = same && numbers[i] == numbers[0];
    if (same)
        return op_uint((uint64_t)numbers[0]);
    const Data *data = data_integers(column->table, step_name_for(column, what), "uint32_t", numbers, count);
    return op_step(step_element(column->table, step_name_for(column, what), VALUE_ROW, op_data(data), index));
}

static Step *unrank_listed(const Domain *domain, ColumnPlan *column, Text name, Operand index)
{
    Listed listed;
    if (!read_list(&listed, column, domain->values))
        return step_zero(column->table, name, VALUE_ITEMS);
    StepList *parts = arena_new_object(listed.arena, StepList);
    for (size_t i = 0; i < listed.width; i++)
        list_push(listed.arena, parts, part_step(&listed, i, index));
    size_t count = domain->values->count;
    return step_call(column->table, name, VALUE_ITEMS, "rt_items_of",
                     OPERANDS(op_scratch(), op_values(parts),
                              number_of(column, "parts", listed.counts, count, index),
                              number_of(column, "flags", listed.flags, count, index)));
}

Domain domain_listed(const ColumnPlan *column, const TextList *values, const char *rule)
{
    Listed listed;
    if (!read_list(&listed, column, values) || !has_parts(&listed))
        return (Domain){0};
    return (Domain){.count = values->count, .unrank = unrank_listed, .values = values, .rule = text_of(rule)};
}
