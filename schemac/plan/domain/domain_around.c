/* domain_around.c: texts with others before and after them: documents inside documents. */
#include "plan/domain/domain.h"

/* The value with one of the frames around it, the number of which is given. */
static Step *around(const Domain *domain, ColumnPlan *column, Text name, const Step *inner, Operand frame)
{
    TablePlan *table = column->table;
    const DomainFrames *frames = domain->frames;
    const Data *before = data_texts(table, step_name_for(column, "before"), &frames->before),
               *after = data_texts(table, step_name_for(column, "after"), &frames->after);
    Step *start = data_text_at(table, step_name_for(column, "start"), before, frame),
         *end = data_text_at(table, step_name_for(column, "end"), after, frame);
    return step_call(table, name, VALUE_TEXT, "rt_text_around",
                     OPERANDS(op_scratch(), op_step(start), op_step(inner), op_step(end)));
}

static Step *unrank_around(const Domain *domain, ColumnPlan *column, Text name, Operand index)
{
    TablePlan *table = column->table;
    const Domain *inner = &domain->frames->inner;
    Step *value = inner->unrank(inner, column, step_name_for(column, "inner"), index);
    Step *frame = step_infix(table, step_name_for(column, "frame"), VALUE_ROW, "%", index,
                             op_uint(domain->frames->before.count));
    return around(domain, column, name, value, op_step(frame));
}

static Step *draw_around(const Domain *domain, ColumnPlan *column, Text name)
{
    const Domain *inner = &domain->frames->inner;
    Step *value = inner->draw(inner, column, step_name_for(column, "inner"));
    Step *frame = step_below(column->table, step_name_for(column, "frame"), column->column->name,
                             TEXT("frame"), op_uint(domain->frames->before.count));
    return around(domain, column, name, value, op_step(frame));
}

Domain domain_around(Arena *arena, const DomainFrames *frames, const char *rule)
{
    DomainFrames *kept = arena_new_object(arena, DomainFrames);
    *kept = *frames;
    return (Domain){.count = frames->inner.count,
                    .unrank = frames->inner.unrank ? unrank_around : NULL,
                    .draw = frames->inner.draw ? draw_around : NULL,
                    .frames = kept,
                    .max_size = UINT64_MAX,
                    .rule = text_of(rule)};
}
