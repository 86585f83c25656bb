/* relation_solver.c: relations as a system of differences: columns as variables, counted in one unit, with
 * signs such that every sum is a difference. */
#include "plan/relation/relation_parts.h"

#include "evaluate/evaluate_exact.h"
#include "plan/domain/literal_value.h"
#include "plan/narrow/column_domain.h"

#define DAY INT64_C(86400000000)

enum {
    SCALE_LIMIT = 6 /* digits after the point that values are counted in */
};

/* ---- variables ---- */

static TypeUse base_of(const ColumnPlan *column)
{
    return type_base(&column->column->type);
}

static bool is_float(const ColumnPlan *column)
{
    return column->type->kind == VALUE_FLOAT || column->type->kind == VALUE_DOUBLE;
}

/* Beside a number of another type a real is not the decimal fraction that it is written as. */
static bool mixes_reals(const RelationGroup *group, const ColumnPlan *column)
{
    bool mixes = false;
    for (size_t i = 0; i < group->columns.count; i++)
        mixes = mixes ||
                (column->type->kind == VALUE_FLOAT && group->columns.items[i]->type->kind != VALUE_FLOAT);
    return mixes;
}

static int scale_of(const ColumnPlan *column)
{
    return is_float(column) ? 2 : column->type->scale;
}

static int64_t power(int exponent)
{
    int64_t value = 1;
    while (exponent-- > 0)
        value *= 10;
    return value;
}

static bool is_time(const ColumnPlan *column)
{
    TypeCode code = base_of(column).type->code;
    return code == TYPE_DATE || code == TYPE_TIMESTAMP || code == TYPE_TIMESTAMPTZ || code == TYPE_TIME;
}

static int64_t unit_of(const Solver *solver, const ColumnPlan *column)
{
    if (solver->scope.is_time)
        return base_of(column).type->code == TYPE_DATE ? DAY : 1;
    return power(solver->scope.scale - scale_of(column));
}

static void bound_by_type(Variable *variable)
{
    PlanInteger most = (PlanInteger)1 << 62;
    TypeUse base = base_of(variable->column);
    if (base.type->code == TYPE_INT2)
        most = INT16_MAX * (PlanInteger)variable->unit;
    else if (base.type->code == TYPE_INT4)
        most = INT32_MAX * (PlanInteger)variable->unit;
    else if (base.type->code == TYPE_NUMERIC && base.modifier_count && base.modifiers[0] < 18)
        most = (power(base.modifiers[0]) - 1) * (PlanInteger)variable->unit;
    else if (is_time(variable->column))
        most = base.type->code == TYPE_TIME ? DAY - 1 : (PlanInteger)DAY * 365 * 1000;
    variable->low = base.type->code == TYPE_TIME ? 0 : -most;
    variable->high = most;
}

bool solver_interval(const Variable *variable, const Domain *domain, PlanInteger *low, PlanInteger *high)
{
    int64_t unit = is_float(variable->column) ? 1 : variable->unit;
    bool has_gaps = domain->values || (domain->grid && domain->grid->places.count > 1) ||
                    (domain->multiple > 1 && variable->step % (domain->multiple * unit));
    if (!domain->step || !domain->count || has_gaps)
        return false;
    *low = domain->low * (PlanInteger)unit;
    *high = ((PlanInteger)domain->low + (PlanInteger)(domain->count - 1) * domain->step) * unit;
    return true;
}

/* Bounds of a number that conditions compare with constants; false where one does something else. */
static bool bound_by_comparisons(const Solver *solver, Variable *variable, const ExprList *conditions)
{
    for (size_t i = 0; i < conditions->count; i++) {
        Linear linear;
        if (!linear_of(&solver->scope, conditions->items[i], &linear) || linear.terms.count != 1 ||
            linear.op != LINEAR_AT_MOST)
            return false;
        PlanInteger factor = linear.terms.items[0].factor;
        if (factor == 1 && -linear.constant < variable->high)
            variable->high = -linear.constant;
        else if (factor == -1 && linear.constant > variable->low)
            variable->low = linear.constant;
        else if (factor != 1 && factor != -1)
            return false;
    }
    return true;
}

/* Multiples that conditions demand become the variable's step. */
static void take_step(Variable *variable, const Domain *domain)
{
    if (domain->multiple > 1 && domain->low % domain->multiple == 0)
        variable->step = domain->multiple * (is_float(variable->column) ? 1 : variable->unit);
}

/* What conditions leave of the column; where that is no interval, it is drawn by itself, first. */
static bool bound_by_conditions(const Solver *solver, Variable *variable)
{
    const ExprList *conditions = relation_conditions(solver->group, variable->column);
    bool bound = conditions->count || variable->column->conditions.count ||
                 variable->column->column->rule.kind != RULE_NONE;
    if (is_float(variable->column) && variable->column->column->rule.kind == RULE_NONE &&
        bound_by_comparisons(solver, variable, &variable->column->conditions) &&
        bound_by_comparisons(solver, variable, conditions)) {
        variable->to = 100 * (PlanInteger)power(solver->scope.scale);
        return true;
    }
    Domain domain = column_domain(variable->column, DOMAIN_CARRIED, conditions);
    take_step(variable, &domain);
    if (bound && !solver_interval(variable, &domain, &variable->low, &variable->high)) {
        variable->is_drawn = true;
        return (domain.unrank || domain.draw) && !domain_has_endless(variable->column, &domain);
    }
    domain = column_domain(variable->column, DOMAIN_DRAWN, conditions);
    if (!solver_interval(variable, &domain, &variable->from, &variable->to)) {
        variable->from = 0;
        variable->to = (PlanInteger)10000 * variable->unit;
    }
    return true;
}

static bool add_variable(Solver *solver, ColumnPlan *column)
{
    Variable *variable = &solver->variables[solver->count++];
    *variable = (Variable){.column = column, .unit = unit_of(solver, column)};
    variable->step = variable->unit;
    ValueKind kind = column->type->kind;
    if ((!literal_is_whole(column->type) && kind != VALUE_WIDE && !is_float(column)) ||
        mixes_reals(solver->group, column))
        return false;
    bound_by_type(variable);
    if (column->value || column->reference || !column->written)
        return variable->is_drawn = true;
    return bound_by_conditions(solver, variable);
}

static size_t index_of(const Solver *solver, const Column *column)
{
    size_t i = 0;
    while (solver->variables[i].column->column != column)
        i++;
    return i;
}

/* ---- signs ---- */

/* a + b is the difference of a and −b: the columns of a sum get opposite signs. */
static bool sign_pair(Variable *a, Variable *b, bool is_sum, bool *changed)
{
    int factor = is_sum ? -1 : 1;
    if (a->sign && !b->sign)
        b->sign = factor * a->sign, *changed = true;
    else if (b->sign && !a->sign)
        a->sign = factor * b->sign, *changed = true;
    return !a->sign || !b->sign || a->sign == factor * b->sign;
}

static void negate(Variable *variable)
{
    PlanInteger low = variable->low, from = variable->from;
    variable->low = -variable->high;
    variable->high = -low;
    variable->from = -variable->to;
    variable->to = -from;
}

static bool sign_relations(Solver *solver, bool *changed)
{
    for (size_t i = 0; i < solver->group->relations.count; i++) {
        Linear linear;
        if (!linear_of(&solver->scope, solver->group->relations.items[i], &linear) ||
            linear.terms.count > 2 || !linear.terms.count)
            return false;
        if (linear.terms.count == 2 &&
            !sign_pair(&solver->variables[index_of(solver, linear.terms.items[0].column)],
                       &solver->variables[index_of(solver, linear.terms.items[1].column)],
                       linear.terms.items[0].factor == linear.terms.items[1].factor, changed))
            return false;
    }
    return true;
}

/* Gives every variable its sign; false where none would do. */
static bool sign_variables(Solver *solver)
{
    for (size_t start = 0; start < solver->count; start++) {
        if (solver->variables[start].sign)
            continue;
        solver->variables[start].sign = 1;
        for (bool changed = true; changed;) {
            changed = false;
            if (!sign_relations(solver, &changed))
                return false;
        }
    }
    for (size_t i = 0; i < solver->count; i++)
        if (solver->variables[i].sign < 0)
            negate(&solver->variables[i]);
    return true;
}

/* ---- the system ---- */

/* a − b ≤ bound, where multiples are that far apart. */
static void add_difference(Solver *solver, size_t a, size_t b, PlanInteger bound)
{
    int64_t step = solver->variables[a].step;
    if (b < solver->count)
        step = exact_divisor(step, solver->variables[b].step);
    PlanInteger rest = bound % step;
    differences_add(solver->system, a, b, bound - rest - (rest < 0 ? step : 0));
}

/* a − b + constant ≤ 0 */
static void add_at_most(Solver *solver, const Linear *linear, size_t a, size_t b)
{
    add_difference(solver, a, b, -linear->constant);
    if (linear->op == LINEAR_EQUAL)
        add_difference(solver, b, a, linear->constant);
}

static bool add_relation(Solver *solver, const Expr *relation)
{
    Linear linear;
    if (!linear_of(&solver->scope, relation, &linear) || linear.terms.count > 2 || !linear.terms.count)
        return false;
    size_t a = index_of(solver, linear.terms.items[0].column), b = solver->count;
    PlanInteger factor = linear.terms.items[0].factor * solver->variables[a].sign;
    if (linear.terms.count == 2) {
        b = index_of(solver, linear.terms.items[1].column);
        if (linear.terms.items[1].factor * solver->variables[b].sign != -factor)
            return false;
    }
    if (factor != 1 && factor != -1)
        return false;
    if (linear.op == LINEAR_APART) {
        Apart apart = {.a = a, .b = b, .distance = factor > 0 ? -linear.constant : linear.constant};
        list_push(solver->scope.arena, &solver->aparts, apart);
    } else if (factor > 0) {
        add_at_most(solver, &linear, a, b);
    } else {
        add_at_most(solver, &linear, b, a);
    }
    return true;
}

bool solver_variables(Solver *solver, const RelationGroup *group)
{
    const Plan *plan = group->component->table->plan;
    *solver = (Solver){.group = group,
                       .scope = {.arena = plan->arena,
                                 .schema = plan->schema,
                                 .table = group->component->table->table,
                                 .is_time = is_time(group->columns.items[0])}};
    for (size_t i = 0; i < group->columns.count; i++) {
        if (base_of(group->columns.items[i]).dimensions)
            return false;
        if (scale_of(group->columns.items[i]) > solver->scope.scale)
            solver->scope.scale = scale_of(group->columns.items[i]);
    }
    if (solver->scope.scale > SCALE_LIMIT)
        return false;
    solver->variables = arena_array(plan->arena, group->columns.count + 1, sizeof *solver->variables);
    for (size_t i = 0; i < group->columns.count; i++)
        if (!add_variable(solver, group->columns.items[i]))
            return false;
    return true;
}

bool solver_set_up(Solver *solver, const RelationGroup *group)
{
    if (!solver_variables(solver, group) || !sign_variables(solver))
        return false;
    solver->system = differences_new(solver->scope.arena, solver->count);
    for (size_t i = 0; i < group->relations.count; i++)
        if (!add_relation(solver, group->relations.items[i]))
            return false;
    return true;
}

bool solver_close(Solver *solver)
{
    for (size_t i = 0; i < solver->count; i++) {
        differences_add(solver->system, i, solver->count, solver->variables[i].high);
        differences_add(solver->system, solver->count, i, -solver->variables[i].low);
    }
    return differences_close(solver->system);
}

bool solver_is_real(const Variable *variable)
{
    return is_float(variable->column);
}

int64_t solver_one(const Solver *solver)
{
    return power(solver->scope.scale);
}
