/* narrow_composite.c: composites. Conditions that are about one field become conditions on it; composites
 * under conditions that bind fields to one another are listed. */
#include "plan/narrow/narrow_items.h"

#include "base/buffer.h"

#include <string.h>

enum {
    LISTED = 40, /* values of each field, */
    TRIED = 1500 /* and composites of them */
};

bool composite_kind(const NarrowTask *task)
{
    return !task->base.dimensions && task->base.type->kind == TYPE_COMPOSITE;
}

/* ---- conditions ---- */

/* The expression with VALUE for the one field that it reads, whose number *field becomes; NULL where it reads
 * another one, or the composite as a whole. */
static Expr *of_field(const NarrowTask *task, const Expr *expr, size_t *field)
{
    const TypeFieldList *fields = &task->base.type->fields;
    bool is_field = expr->kind == EXPR_FIELD && narrow_is_self(expr->arguments.items[0]);
    for (size_t i = 0; i < fields->count && is_field; i++)
        if (text_equal(fields->items[i].name, expr->text) && (*field == fields->count || *field == i)) {
            *field = i;
            return expr_new(task->arena, EXPR_VALUE, expr->span);
        }
    if (is_field || narrow_is_self(expr))
        return NULL;
    Expr *copy = expr_copy(task->arena, expr);
    for (size_t i = 0; i < copy->arguments.count; i++)
        if (copy->arguments.items[i] &&
            !(copy->arguments.items[i] = of_field(task, copy->arguments.items[i], field)))
            return NULL;
    return copy;
}

/* No field is NULL, and so is no composite. */
static bool is_never_null(const Expr *expr)
{
    return expr->kind == EXPR_IS && expr->negated && text_is(expr->text, "null") &&
           (narrow_is_self(expr->arguments.items[0]) || expr->arguments.items[0]->kind == EXPR_FIELD);
}

/* What conditions say of each field; whether that is all that they say. */
static bool read_conditions(const NarrowTask *task, ExprList *fields)
{
    bool all = true;
    for (size_t i = 0; i < task->conditions.count; i++) {
        size_t field = task->base.type->fields.count;
        Expr *condition = of_field(task, task->conditions.items[i], &field);
        if (is_never_null(task->conditions.items[i]))
            continue;
        all = all && condition && field < task->base.type->fields.count;
        if (condition && field < task->base.type->fields.count)
            list_push(task->arena, &fields[field], condition);
    }
    return all;
}

static ExprList *fields_of(const NarrowTask *task)
{
    return arena_array(task->arena, task->base.type->fields.count + 1, sizeof(ExprList));
}

Found composite_narrow(const NarrowTask *task)
{
    ExprList *fields = fields_of(task);
    if (!read_conditions(task, fields))
        return (Found){0};
    return (Found){.domain = domain_compound_of(task->column, &task->base, &(DomainParts){.fields = fields})};
}

/* ---- values to try ---- */

/* As the output function of composites prints it. */
static void add_field(Buffer *out, Text field)
{
    bool quotes = field.size == 0;
    for (size_t i = 0; i < field.size; i++)
        quotes = quotes || strchr("\"\\(), \t\n\r\v\f", field.data[i]);
    if (quotes)
        buffer_char(out, '"');
    for (size_t i = 0; i < field.size; i++) {
        if (field.data[i] == '"' || field.data[i] == '\\')
            buffer_char(out, field.data[i]);
        buffer_char(out, field.data[i]);
    }
    if (quotes)
        buffer_char(out, '"');
}

static Text composite_text(const NarrowTask *task, const TextList *values, uint64_t number)
{
    Buffer out = {0};
    buffer_char(&out, '(');
    for (size_t i = 0; i < task->base.type->fields.count; i++) {
        if (i)
            buffer_char(&out, ',');
        add_field(&out, values[i].items[number % values[i].count]);
        number = (number / values[i].count + 1) * UINT64_C(2654435761) % UINT32_MAX + number;
    }
    buffer_char(&out, ')');
    Text text = text_copy(task->arena, buffer_contents(&out));
    buffer_free(&out);
    return text;
}

TextList composite_candidates(const NarrowTask *task)
{
    TextList texts = {0};
    const TypeFieldList *types = &task->base.type->fields;
    ExprList *fields = fields_of(task);
    TextList *values = arena_array(task->arena, types->count + 1, sizeof *values);
    read_conditions(task, fields);
    for (size_t i = 0; i < types->count; i++) {
        ColumnPlan *part = domain_part(task->column, &types->items[i].type, types->items[i].name);
        values[i] = part->type ? items_samples(part, &fields[i], LISTED) : (TextList){0};
        if (!values[i].count)
            return texts;
    }
    for (uint64_t number = 0; number < TRIED && types->count; number++)
        list_push(task->arena, &texts, composite_text(task, values, number));
    return texts;
}
