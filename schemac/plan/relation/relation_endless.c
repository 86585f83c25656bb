/* relation_endless.c: columns that have a value without end in a scenario: comparisons with the numbers of
 * others say nothing more. */
#include "plan/domain/literal_value.h"
#include "plan/narrow/column_domain.h"
#include "plan/relation/relation_parts.h"
#include "plan/tables.h"

static TypeUse base_of(const ColumnPlan *column)
{
    return type_base(&column->column->type);
}

bool domain_has_endless(const ColumnPlan *column, const Domain *domain)
{
    TypeUse base = base_of(column);
    for (size_t i = 0; domain->values && i < domain->values->count; i++)
        if (literal_is_endless(&base, domain->values->items[i]))
            return true;
    return false;
}

/* −1 or 1 where the column is always without end in the scenario, on that side; 0: it is not. */
static int side_of(const Component *component, const Scenario *scenario, const ColumnPlan *column)
{
    TypeUse base = base_of(column);
    const ExprList *conditions = &scenario->conditions[component_place(component, column)];
    if (!literal_is_endless(&base, TEXT("infinity")) || (!conditions->count && !column->conditions.count))
        return 0;
    Domain domain = column_domain(column, DOMAIN_DRAWN, conditions);
    if (!domain.values || domain.count != 1 || !domain_has_endless(column, &domain))
        return 0;
    return domain.values->items[0].data[0] == '-' ? -1 : 1;
}

bool relation_is_endless(const Component *component, const Scenario *scenario, const Expr *relation)
{
    LinearScope scope = {.arena = component->scope.arena,
                         .schema = component->scope.schema,
                         .table = component->table->table,
                         .is_time = true};
    Linear linear;
    PlanInteger sum = 0;
    size_t endless = 0;
    if (!linear_of(&scope, relation, &linear))
        return false;
    for (size_t i = 0; i < linear.terms.count; i++) {
        const LinearTerm *term = &linear.terms.items[i];
        int side = side_of(component, scenario, plan_find_column(component->table, term->column));
        endless += side != 0;
        sum += side * term->factor;
    }
    return endless == 1 && (linear.op == LINEAR_APART || (linear.op == LINEAR_AT_MOST && sum < 0));
}
