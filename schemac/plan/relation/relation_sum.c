/* relation_sum.c: relations between sums of several columns, such as a + b + c = 100.
 *
 * Columns are drawn one after the other, each between ends that the ones before leave it; what the ones after
 * it need is in these ends, by Fourier-Motzkin elimination (Schrijver, "Theory of Linear and Integer
 * Programming", section 12.2). All factors are 1 and -1 throughout, so that whole numbers are found where
 * fractions are. */
#include "plan/relation/relation_parts.h"

enum {
    ROWS = 400 /* of a system; more are not solved */
};

/* The sum of the columns times their factors, and the constant, is 0 at most. */
typedef struct Row {
    int8_t *factors; /* by place in the order of drawing */
    PlanInteger constant;
} Row;
typedef LIST(Row) RowList;

typedef struct Sums {
    Solver solver;
    size_t *order;   /* of drawing: places of variables */
    RowList *stages; /* by place in the order: what is left for that column when later ones are eliminated */
} Sums;

/* ---- rows ---- */

static Row row_new(const Sums *sums)
{
    return (Row){.factors = arena_array(sums->solver.scope.arena, sums->solver.count, sizeof(int8_t))};
}

static bool same_factors(const Sums *sums, const Row *a, const Row *b)
{
    for (size_t i = 0; i < sums->solver.count; i++)
        if (a->factors[i] != b->factors[i])
            return false;
    return true;
}

/* Of rows with the same factors the one with the larger constant asks for more. */
static void add_row(const Sums *sums, RowList *rows, Row row)
{
    for (size_t i = 0; i < rows->count; i++)
        if (same_factors(sums, &rows->items[i], &row)) {
            if (row.constant > rows->items[i].constant)
                rows->items[i].constant = row.constant;
            return;
        }
    list_push(sums->solver.scope.arena, rows, row);
}

static Row negated(const Sums *sums, const Row *row)
{
    Row other = row_new(sums);
    for (size_t i = 0; i < sums->solver.count; i++)
        other.factors[i] = (int8_t)-row->factors[i];
    other.constant = -row->constant;
    return other;
}

/* ---- the system ---- */

static size_t place_of(const Sums *sums, const Column *column)
{
    size_t i = 0;
    while (sums->solver.variables[sums->order[i]].column->column != column)
        i++;
    return i;
}

static bool add_relation(const Sums *sums, RowList *rows, const Expr *relation)
{
    Linear linear;
    Row row = row_new(sums);
    if (!linear_of(&sums->solver.scope, relation, &linear) || linear.op == LINEAR_APART ||
        !linear.terms.count)
        return false;
    row.constant = linear.constant;
    for (size_t i = 0; i < linear.terms.count; i++) {
        PlanInteger factor = linear.terms.items[i].factor;
        if (factor != 1 && factor != -1)
            return false;
        row.factors[place_of(sums, linear.terms.items[i].column)] = (int8_t)factor;
    }
    add_row(sums, rows, row);
    if (linear.op == LINEAR_EQUAL)
        add_row(sums, rows, negated(sums, &row));
    return true;
}

static void add_bounds(const Sums *sums, RowList *rows)
{
    for (size_t i = 0; i < sums->solver.count; i++) {
        const Variable *variable = &sums->solver.variables[sums->order[i]];
        Row most = row_new(sums), least = row_new(sums);
        most.factors[i] = 1, most.constant = -variable->high;
        least.factors[i] = -1, least.constant = variable->low;
        add_row(sums, rows, most);
        add_row(sums, rows, least);
    }
}

/* Coarse units first: what is left for fine ones is one of them. */
static void put_in_order(Sums *sums)
{
    const Solver *solver = &sums->solver;
    sums->order = arena_array(solver->scope.arena, solver->count, sizeof *sums->order);
    for (size_t i = 0; i < solver->count; i++) {
        size_t place = i;
        for (; place && solver->variables[sums->order[place - 1]].unit < solver->variables[i].unit; place--)
            sums->order[place] = sums->order[place - 1];
        sums->order[place] = i;
    }
}

/* a + b, in which the column at `place` is no more; false where a factor is beyond 1. */
static bool add_sum(const Sums *sums, RowList *rows, const Row *a, const Row *b)
{
    Row row = row_new(sums);
    bool is_empty = true;
    row.constant = a->constant + b->constant;
    for (size_t i = 0; i < sums->solver.count; i++) {
        int factor = a->factors[i] + b->factors[i];
        if (factor > 1 || factor < -1)
            return false;
        row.factors[i] = (int8_t)factor;
        is_empty &= !factor;
    }
    if (is_empty)
        return row.constant <= 0;
    add_row(sums, rows, row);
    return rows->count <= ROWS;
}

/* What is left of the rows without the column. */
static bool eliminate(const Sums *sums, const RowList *rows, size_t place, RowList *left)
{
    for (size_t i = 0; i < rows->count; i++) {
        const Row *row = &rows->items[i];
        if (!row->factors[place])
            add_row(sums, left, *row);
        for (size_t k = 0; k < rows->count && row->factors[place] > 0; k++)
            if (rows->items[k].factors[place] < 0 && !add_sum(sums, left, row, &rows->items[k]))
                return false;
    }
    return true;
}

static bool all_open(const Solver *solver)
{
    for (size_t i = 0; i < solver->count; i++)
        if (solver->variables[i].is_drawn || variable_is_stepped(&solver->variables[i]))
            return false;
    return true;
}

static bool set_up(Sums *sums, const RelationGroup *group)
{
    RowList rows = {0};
    if (!solver_variables(&sums->solver, group) || !all_open(&sums->solver))
        return false;
    put_in_order(sums);
    for (size_t i = 0; i < group->relations.count; i++)
        if (!add_relation(sums, &rows, group->relations.items[i]))
            return false;
    add_bounds(sums, &rows);
    sums->stages = arena_array(sums->solver.scope.arena, sums->solver.count, sizeof *sums->stages);
    for (size_t place = sums->solver.count; place-- > 0;) {
        RowList left = {0};
        sums->stages[place] = rows;
        if (!eliminate(sums, &rows, place, &left))
            return false;
        rows = left;
    }
    return true;
}

bool relation_is_sums(const RelationGroup *group)
{
    Sums sums;
    return set_up(&sums, group);
}

/* ---- values ---- */

/* The end that a row sets: of what is drawn before, or a number. */
static Operand end_by(const Sums *sums, const Row *row, size_t place)
{
    const Variable *variable = &sums->solver.variables[sums->order[place]];
    TablePlan *table = variable->column->table;
    bool above = row->factors[place] > 0;
    Operand end = op_int(solver_clamped(above ? -row->constant : row->constant));
    for (size_t i = 0; i < place; i++) {
        if (!row->factors[i])
            continue;
        bool adds = (row->factors[i] > 0) != above;
        end =
            op_step(step_infix(table, step_name_for(variable->column, above ? "most" : "least"), VALUE_INT64,
                               adds ? "+" : "-", end, op_step(sums->solver.variables[sums->order[i]].value)));
    }
    return end;
}

static Operand end_of(const Sums *sums, size_t place, bool above)
{
    const Variable *variable = &sums->solver.variables[sums->order[place]];
    const RowList *rows = &sums->stages[place];
    Operand end = op_int(solver_clamped(above ? variable->high : variable->low));
    for (size_t i = 0; i < rows->count; i++) {
        const Row *row = &rows->items[i];
        bool is_bound = above ? row->factors[place] > 0 : row->factors[place] < 0;
        if (is_bound)
            end = op_step(step_call(
                variable->column->table, step_name_for(variable->column, above ? "most" : "least"),
                VALUE_INT64, above ? "rt_smaller" : "rt_larger", OPERANDS(end, end_by(sums, row, place))));
    }
    return end;
}

bool relation_sums(const RelationGroup *group, RelationValues *values)
{
    Sums sums;
    if (!set_up(&sums, group))
        return false;
    for (size_t place = 0; place < sums.solver.count; place++) {
        Variable *variable = &sums.solver.variables[sums.order[place]];
        Operand low = end_of(&sums, place, false), high = end_of(&sums, place, true);
        variable->value = solver_draw(&sums.solver, variable, low, high);
        RelationValue value = {.column = variable->column,
                               .set = group->set,
                               .value = solver_value(&sums.solver, variable, variable->value)};
        list_push(sums.solver.scope.arena, values, value);
    }
    return true;
}
