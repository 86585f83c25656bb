/* relation_difference.c: numbers and times bound by sums and differences, drawn one after the other. */
#include "plan/relation_parts.h"

#include "plan/chronology.h"
#include "plan/column_domain.h"
#include "plan/literal_value.h"
#include "plan/value.h"

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
        return domain.unrank || domain.draw;
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

static int64_t common_divisor(int64_t a, int64_t b)
{
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* a − b ≤ bound, where multiples are that far apart. */
static void add_difference(Solver *solver, size_t a, size_t b, PlanInteger bound)
{
    int64_t step = solver->variables[a].step;
    if (b < solver->count)
        step = common_divisor(step, solver->variables[b].step);
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

/* Whether two that are multiples of different numbers are too close to each other for both. */
static bool is_too_close(const Solver *solver, size_t a, size_t b)
{
    const Variable *one = &solver->variables[a], *other = &solver->variables[b];
    PlanInteger above = differences_bound(solver->system, a, b),
                below = differences_bound(solver->system, b, a);
    return one->step % other->step && other->step % one->step && above != DIFFERENCE_NONE &&
           below != DIFFERENCE_NONE && above + below < one->step + other->step;
}

static bool steps_fit(const Solver *solver)
{
    for (size_t a = 0; a < solver->count; a++)
        for (size_t b = 0; b < a; b++)
            if (is_too_close(solver, a, b))
                return false;
    return true;
}

bool relation_is_differences(const RelationGroup *group)
{
    Solver solver;
    return solver_set_up(&solver, group);
}

bool relation_differences_possible(const RelationGroup *group)
{
    Solver solver;
    return !solver_set_up(&solver, group) || solver_close(&solver);
}

/* ---- values ---- */

static TablePlan *table_of(const Solver *solver)
{
    return solver->group->component->table;
}

/* The column's value in the group's units. */
static Step *counted(const Solver *solver, const Variable *variable, Step *value)
{
    TablePlan *table = table_of(solver);
    Text name = step_name_for(variable->column, "count");
    if (is_float(variable->column))
        return step_call(table, name, VALUE_INT64, "rt_units_of_double",
                         OPERANDS(op_step(value), op_int(variable->sign * power(solver->scope.scale))));
    Step *whole = value->kind == VALUE_INT64 ? value : step_cast(table, name, VALUE_INT64, op_step(value));
    int64_t factor = variable->sign * variable->unit;
    if (factor == 1)
        return whole;
    return step_infix(table, name, VALUE_INT64, "*", op_int(factor), op_step(whole));
}

Step *solver_value(const Solver *solver, const Variable *variable, Step *count)
{
    TablePlan *table = table_of(solver);
    Text name = step_name_for(variable->column, "value");
    ValueKind kind = variable->column->type->kind;
    if (variable->sign < 0)
        count = step_prefix(table, name, VALUE_INT64, "-", op_step(count));
    if (is_float(variable->column)) {
        Step *real = step_cast(table, name, VALUE_DOUBLE, op_step(count));
        real = step_infix(table, name, VALUE_DOUBLE, "/", op_step(real), op_int(power(solver->scope.scale)));
        return kind == VALUE_DOUBLE ? real : step_cast(table, name, kind, op_step(real));
    }
    if (variable->unit != 1)
        count = step_infix(table, name, VALUE_INT64, "/", op_step(count), op_int(variable->unit));
    return kind == VALUE_INT64 ? count : step_cast(table, name, kind, op_step(count));
}

static bool draw_first(const Solver *solver, Variable *variable, Diag *diag)
{
    ColumnPlan *column = variable->column;
    Step *value = column->value;
    if (!value && !column->reference) {
        Domain domain = column_domain(column, DOMAIN_DRAWN, relation_conditions(solver->group, column));
        if (!domain.unrank && !domain.draw)
            return false;
        value = variable->value = value_draw(&domain, column, step_name_for(column, "own"));
    }
    if (!value)
        return false;
    (void)diag;
    variable->value = counted(solver, variable, value);
    variable->is_done = true;
    return true;
}

/* The bound of a variable that one before it sets follows from a third one's, too. */
static bool is_redundant(const Solver *solver, size_t i, size_t j, bool from_above)
{
    for (size_t m = 0; m <= solver->count; m++) {
        if (m == i || m == j || (m < solver->count && !solver->variables[m].is_done))
            continue;
        PlanInteger first =
            from_above ? differences_bound(solver->system, i, m) : differences_bound(solver->system, j, m);
        PlanInteger second =
            from_above ? differences_bound(solver->system, m, j) : differences_bound(solver->system, m, i);
        PlanInteger direct =
            from_above ? differences_bound(solver->system, i, j) : differences_bound(solver->system, j, i);
        if (first != DIFFERENCE_NONE && second != DIFFERENCE_NONE && first + second <= direct)
            return true;
    }
    return false;
}

int64_t solver_clamped(PlanInteger value)
{
    PlanInteger most = (PlanInteger)1 << 62;
    return (int64_t)(value > most ? most : value < -most ? -most : value);
}

/* The lower or upper end of what is left for variable i. */
static Operand end_of(const Solver *solver, size_t i, bool above)
{
    const Variable *variable = &solver->variables[i];
    TablePlan *table = table_of(solver);
    const char *what = above ? "most" : "least";
    PlanInteger fixed = above ? differences_bound(solver->system, i, solver->count)
                              : -differences_bound(solver->system, solver->count, i);
    Operand end = op_int(solver_clamped(fixed));
    for (size_t j = 0; j < solver->count; j++) {
        if (!solver->variables[j].is_done || j == i)
            continue;
        PlanInteger bound =
            above ? differences_bound(solver->system, i, j) : -differences_bound(solver->system, j, i);
        if (bound == DIFFERENCE_NONE || bound == -DIFFERENCE_NONE || is_redundant(solver, i, j, above))
            continue;
        Step *one = solver->variables[j].value;
        if (bound)
            one = step_infix(table, step_name_for(variable->column, what), VALUE_INT64, "+", op_step(one),
                             op_int(solver_clamped(bound)));
        end = op_step(step_call(table, step_name_for(variable->column, what), VALUE_INT64,
                                above ? "rt_smaller" : "rt_larger", OPERANDS(end, op_step(one))));
    }
    return end;
}

/* Moments are usually whole seconds. */
static int64_t usual_unit(const Solver *solver, const Variable *variable)
{
    return solver->scope.is_time && variable->step == 1 ? 1000000 : variable->step;
}

static Step *moved_apart(const Solver *solver, size_t i, Step *value, Operand low, Operand high)
{
    TablePlan *table = table_of(solver);
    const Variable *variable = &solver->variables[i];
    for (size_t turn = 0; turn < solver->aparts.count; turn++)
        for (size_t k = 0; k < solver->aparts.count; k++) {
            const Apart *apart = &solver->aparts.items[k];
            size_t other = apart->a == i ? apart->b : apart->b == i ? apart->a : i;
            if (other == i || (other < solver->count && !solver->variables[other].is_done))
                continue;
            PlanInteger distance = apart->a == i ? apart->distance : -apart->distance;
            Operand hole = op_int(solver_clamped(distance));
            if (other < solver->count) {
                hole = op_step(solver->variables[other].value);
                if (distance)
                    hole = op_step(step_infix(table, step_name_for(variable->column, "hole"), VALUE_INT64,
                                              "+", hole, op_int(solver_clamped(distance))));
            }
            value = step_call(table, step_name_for(variable->column, "apart"), VALUE_INT64, "rt_apart",
                              OPERANDS(op_step(value), hole, low, high, op_int(variable->step)));
        }
    return value;
}

Step *solver_draw(const Solver *solver, const Variable *variable, Operand low, Operand high)
{
    TablePlan *table = table_of(solver);
    Step *bits =
        step_random(table, step_name_for(variable->column, "bits"), variable->column->column->name, TEXT(""));
    return step_call(table, step_name_for(variable->column, "drawn"), VALUE_INT64, "rt_within",
                     OPERANDS(op_step(bits), low, high, op_int(solver_clamped(variable->from)),
                              op_int(solver_clamped(variable->to)), op_int(usual_unit(solver, variable))));
}

static void draw_within(Solver *solver, size_t i)
{
    Variable *variable = &solver->variables[i];
    Operand low = end_of(solver, i, false), high = end_of(solver, i, true);
    variable->value = moved_apart(solver, i, solver_draw(solver, variable, low, high), low, high);
    variable->is_done = true;
}

/* Whether an open one of a larger step would find no room beside it: a whole number that equals a decimal. */
static bool leaves_no_room(const Solver *solver, size_t place)
{
    for (size_t i = 0; i < solver->count; i++) {
        const Variable *other = &solver->variables[i];
        PlanInteger above = differences_bound(solver->system, i, place),
                    below = differences_bound(solver->system, place, i);
        if (i != place && !other->is_done && other->step > solver->variables[place].step &&
            above != DIFFERENCE_NONE && below != DIFFERENCE_NONE && above + below < other->step)
            return true;
    }
    return false;
}

/* The open one of the largest step; as many as there are where none is open. */
static size_t coarsest(const Solver *solver)
{
    size_t best = solver->count;
    for (size_t i = 0; i < solver->count; i++)
        if (!solver->variables[i].is_done &&
            (best == solver->count || solver->variables[i].step > solver->variables[best].step))
            best = i;
    return best;
}

/* The next one to draw: none that is open must be below it; creation times come before others. */
static size_t next_variable(const Solver *solver)
{
    size_t best = solver->count;
    for (size_t i = 0; i < solver->count; i++) {
        if (solver->variables[i].is_done)
            continue;
        bool is_least = !leaves_no_room(solver, i);
        for (size_t j = 0; j < solver->count; j++)
            if (j != i && !solver->variables[j].is_done && differences_bound(solver->system, j, i) <= 0 &&
                differences_bound(solver->system, i, j) > 0)
                is_least = false;
        if (is_least && best == solver->count)
            best = i;
        if (is_least && chronology_is_creation(solver->variables[i].column->column) &&
            !chronology_is_creation(solver->variables[best].column->column))
            best = i;
    }
    return best < solver->count ? best : coarsest(solver);
}

/* How many can't be moved any more because they were drawn by themselves; those that were laid out fit
 * together. */
static size_t count_fixed_ones(const Solver *solver)
{
    size_t drawn = 0, laid_out = 0;
    for (size_t i = 0; i < solver->count; i++) {
        drawn += solver->variables[i].is_drawn;
        laid_out += solver->variables[i].is_drawn && solver->variables[i].column->is_laid_out;
    }
    return drawn - laid_out + (laid_out > 0);
}

static bool is_made(const RelationValues *values, const ColumnPlan *column)
{
    for (size_t i = 0; i < values->count; i++)
        if (values->items[i].column == column)
            return true;
    return false;
}

/* A time of making that comes first, and that no bound holds, is not before the parents' times. */
static void ask_chronology(Solver *solver, const RelationValues *values, Diag *diag)
{
    size_t first = next_variable(solver);
    ColumnPlan *column = first < solver->count ? solver->variables[first].column : NULL;
    if (column && !count_fixed_ones(solver) && chronology_is_creation(column->column) &&
        !column->conditions.count && !relation_conditions(solver->group, column)->count &&
        !is_made(values, column) && chronology_plan(column, diag))
        solver->variables[first].is_drawn = true;
}

bool relation_differences(const RelationGroup *group, RelationValues *values, Diag *diag)
{
    Solver solver;
    if (!solver_set_up(&solver, group) || !solver_close(&solver) || !steps_fit(&solver) ||
        count_fixed_ones(&solver) > 1)
        return false;
    ask_chronology(&solver, values, diag);
    for (size_t i = 0; i < solver.count; i++)
        if (solver.variables[i].is_drawn && !draw_first(&solver, &solver.variables[i], diag))
            return false;
    for (size_t next = next_variable(&solver); next < solver.count; next = next_variable(&solver))
        draw_within(&solver, next);
    for (size_t i = 0; i < solver.count; i++) {
        Variable *variable = &solver.variables[i];
        if (variable->column->value || variable->column->reference)
            continue;
        RelationValue value = {.column = variable->column,
                               .set = group->set,
                               .value = solver_value(&solver, variable, variable->value)};
        list_push(solver.scope.arena, values, value);
    }
    return true;
}
