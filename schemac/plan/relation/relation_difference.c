/* relation_difference.c: numbers and times bound by sums and differences, drawn one after the other. */
#include "plan/relation/relation_parts.h"

#include "plan/chronology.h"
#include "plan/narrow/column_domain.h"
#include "plan/value.h"

/* ---- whether it can be met ---- */

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
    if (solver_is_real(variable))
        return step_call(table, name, VALUE_INT64, "rt_units_of_double",
                         OPERANDS(op_step(value), op_int(variable->sign * solver_one(solver))));
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
    if (solver_is_real(variable)) {
        Step *real = step_cast(table, name, VALUE_DOUBLE, op_step(count));
        real = step_infix(table, name, VALUE_DOUBLE, "/", op_step(real), op_int(solver_one(solver)));
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
