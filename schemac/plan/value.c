/* value.c: columns that no key and no reference decides, and columns that a key's index decides. */
#include "plan/value.h"

#include "plan/domain.h"

static void describe(ColumnPlan *column, const Domain *domain, Step *value)
{
    column->value = value;
    column->count = domain->count;
    column->is_plain_text = domain->is_plain;
    column->is_padded = domain->is_padded;
    column->max_size = domain->max_size;
    column->rule = domain->rule;
}

static void refuse(const ColumnPlan *column)
{
    Plan *plan = column->table->plan;
    plan_refuse(plan, column->table->table, TEXT(""),
                text_format(plan->arena, "no values are known for column \"%.*s\" of type %.*s",
                            TEXT_ARG(column->column->name),
                            TEXT_ARG(type_print(plan->arena, &column->column->type))),
                TEXT("Give the column a rule."));
}

void value_draw_null(ColumnPlan *column)
{
    const Column *declared = column->column;
    double share = declared->has_null_fraction ? declared->null_fraction : PLAN_NULL_SHARE;
    if (declared->not_null || column->never_null || column->null || share <= 0)
        return;
    column->null = step_chance(column->table, column->null_field, declared->name, TEXT("null"), share);
}

bool value_plan(ColumnPlan *column, Diag *diag)
{
    (void)diag;
    Domain domain = domain_of(column);
    TablePlan *table = column->table;
    if (!domain.unrank && !domain.draw) {
        refuse(column);
        return true;
    }
    if (domain.draw) {
        describe(column, &domain, domain.draw(&domain, column));
    } else {
        Text name = text_format(table->plan->arena, "%.*s_index", TEXT_ARG(column->field));
        uint64_t count = domain.count > UINT64_MAX ? UINT64_MAX : (uint64_t)domain.count;
        Step *index = step_below(table, name, column->column->name, TEXT(""), op_uint(count));
        describe(column, &domain, domain.unrank(&domain, column, op_step(index)));
    }
    value_draw_null(column);
    return true;
}

PlanCount value_capacity(const ColumnPlan *column)
{
    return domain_of(column).count;
}

bool value_carry(ColumnPlan *column, Operand index, bool ordered, Diag *diag)
{
    (void)diag;
    (void)ordered;
    Domain domain = domain_of(column);
    describe(column, &domain, domain.unrank(&domain, column, index));
    return true;
}

bool value_is_ordinal(const ColumnPlan *column)
{
    TypeUse base = type_base(&column->column->type);
    TypeCode code = base.type->code;
    return !base.dimensions && column->column->rule.kind == RULE_NONE &&
           (code == TYPE_INT2 || code == TYPE_INT4 || code == TYPE_INT8);
}
