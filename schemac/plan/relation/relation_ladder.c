/* relation_ladder.c: columns of sums and differences that keys give distinct values: what relations leave of
 * one in all scenarios, and several that rise together.
 *
 * Differences stay what they are when all variables grow by the same amount. So values that satisfy a system
 * are the first rung; rung t is the first one and t steps more in every column, as far as the columns' own
 * bounds allow. Where there is room inside a step, each column has a place of its own there. */
#include "plan/relation/relation_parts.h"

#include "evaluate/evaluate_time.h"
#include "plan/narrow/column_domain.h"
#include "plan/narrow/narrow_parts.h"
#include "plan/narrow/narrow_whole.h"
#include "plan/tables.h"
#include "plan/value.h"

#define SECOND INT64_C(1000000)

enum {
    ROOM = 1000,      /* values of one column that are shared by all scenarios where there are so many */
    ENOUGH = 1 << 26, /* rungs; steps are as wide as leaves so many */
    BUMPS = 100       /* places tried for columns that must differ */
};

/* What all scenarios together ask of some columns, in the units of their groups. */
typedef struct Joint {
    ColumnPlanList columns;
    Solver model;        /* of one of their groups */
    Variable *variables; /* by column; without a sign: none of its groups was seen yet */
    Differences *system;
    LIST(Apart) aparts;
    bool is_first; /* others are drawn after these */
} Joint;

struct RelationLadder {
    Joint joint;
    PlanInteger *first; /* by column: the first rung */
    int64_t unit, step; /* units in a step */
};

static size_t place_in(const Joint *joint, const ColumnPlan *column)
{
    size_t i = 0;
    while (i < joint->columns.count && joint->columns.items[i] != column)
        i++;
    return i;
}

/* ---- partners ---- */

bool relation_binds(const ColumnPlan *one, const ColumnPlan *other)
{
    const Component *component = one->component;
    for (size_t s = 0; component && s < component->scenarios.count; s++) {
        RelationGroupList groups = relation_groups(component, s);
        for (size_t i = 0; i < groups.count; i++)
            if (plan_columns_hold(&groups.items[i].columns, one) &&
                plan_columns_hold(&groups.items[i].columns, other))
                return true;
    }
    return false;
}

bool relation_leaves_free(const ColumnPlan *column)
{
    const Component *component = column->component;
    for (size_t s = 0; component && s < component->scenarios.count; s++) {
        RelationGroupList groups = relation_groups(component, s);
        for (size_t i = 0; i < groups.count; i++)
            if (plan_columns_hold(&groups.items[i].columns, column) &&
                !relation_follows(&groups.items[i], column))
                return false;
    }
    return true;
}

/* ---- all scenarios together ---- */

static bool adopt(Joint *joint, const Solver *solver, const Variable *variable, size_t place)
{
    Variable *known = &joint->variables[place];
    if (!known->sign) {
        *known = *variable;
        joint->model = *solver;
    }
    return known->sign == variable->sign && known->step == variable->step &&
           joint->model.scope.scale == solver->scope.scale;
}

static bool join_aparts(Joint *joint, const Solver *solver, const size_t *places)
{
    for (size_t i = 0; i < solver->aparts.count; i++) {
        Apart apart = solver->aparts.items[i];
        bool is_own = places[apart.a] < joint->columns.count;
        if (apart.b == solver->count) {
            if (is_own)
                return false;
            continue;
        }
        apart.a = places[apart.a];
        apart.b = places[apart.b];
        if (apart.a < joint->columns.count && apart.b < joint->columns.count)
            list_push(solver->scope.arena, &joint->aparts, apart);
    }
    return true;
}

static void join_bounds(Joint *joint, const Solver *solver, const size_t *places)
{
    for (size_t i = 0; i <= solver->count; i++)
        for (size_t k = 0; k <= solver->count; k++) {
            bool known = (i == solver->count || places[i] < joint->columns.count) &&
                         (k == solver->count || places[k] < joint->columns.count);
            PlanInteger bound = i == k ? DIFFERENCE_NONE : differences_bound(solver->system, i, k);
            if (known && bound != DIFFERENCE_NONE)
                differences_add(joint->system, i == solver->count ? joint->columns.count : places[i],
                                k == solver->count ? joint->columns.count : places[k], bound);
        }
}

static bool join_group(Joint *joint, const RelationGroup *group)
{
    Solver solver;
    if (!solver_set_up(&solver, group) || !solver_close(&solver))
        return false;
    size_t *places = arena_array(solver.scope.arena, solver.count, sizeof *places);
    for (size_t i = 0; i < solver.count; i++) {
        const Variable *variable = &solver.variables[i];
        places[i] = place_in(joint, variable->column);
        bool is_own = places[i] < joint->columns.count;
        if ((variable->is_drawn && (is_own || joint->is_first)) ||
            (is_own && !adopt(joint, &solver, variable, places[i])))
            return false;
    }
    join_bounds(joint, &solver, places);
    return !joint->is_first || join_aparts(joint, &solver, places);
}

/* What the column is by itself where no relation binds it. */
static bool join_alone(Joint *joint, size_t place, const ExprList *conditions)
{
    const Variable *variable = &joint->variables[place];
    PlanInteger low, high;
    Domain domain = column_domain(variable->column, DOMAIN_CARRIED, conditions);
    if (!conditions->count)
        return true;
    if (!solver_interval(variable, &domain, &low, &high))
        return false;
    differences_add(joint->system, place, joint->columns.count, variable->sign < 0 ? -low : high);
    differences_add(joint->system, joint->columns.count, place, variable->sign < 0 ? high : -low);
    return true;
}

static bool is_bound_in(const Joint *joint, const RelationGroup *group)
{
    for (size_t i = 0; i < joint->columns.count; i++)
        if (plan_columns_hold(&group->columns, joint->columns.items[i]))
            return true;
    return false;
}

static bool join_groups(Joint *joint, const RelationGroupList *groups)
{
    for (size_t i = 0; i < groups->count; i++)
        if (is_bound_in(joint, &groups->items[i]) && !join_group(joint, &groups->items[i]))
            return false;
    return true;
}

static bool join_others(Joint *joint, const Component *component, size_t scenario,
                        const RelationGroupList *groups)
{
    for (size_t i = 0; i < joint->columns.count; i++) {
        const ColumnPlan *column = joint->columns.items[i];
        bool is_bound = false;
        for (size_t k = 0; k < groups->count; k++)
            is_bound |= plan_columns_hold(&groups->items[k].columns, column);
        if (!is_bound &&
            component->scenarios.items[scenario]->presence[component_place(component, column)] !=
                PRESENCE_NULL &&
            !join_alone(joint, i, component_conditions(component, scenario, column)))
            return false;
    }
    return true;
}

static bool has_models(const Joint *joint)
{
    for (size_t i = 0; i < joint->columns.count; i++)
        if (!joint->variables[i].sign)
            return false;
    return true;
}

static void start(Joint *joint)
{
    Arena *arena = joint->columns.items[0]->component->scope.arena;
    joint->variables = arena_array(arena, joint->columns.count, sizeof *joint->variables);
    joint->system = differences_new(arena, joint->columns.count);
}

/* False where something else than sums and differences binds them, or what scenarios ask is too different. */
static bool join_all(Joint *joint)
{
    const Component *component = joint->columns.items[0]->component;
    size_t count = component->scenarios.count;
    RelationGroupList *groups = arena_array(component->scope.arena, count, sizeof *groups);
    start(joint);
    for (size_t s = 0; s < count; s++) {
        groups[s] = relation_groups(component, s);
        if (!join_groups(joint, &groups[s]))
            return false;
    }
    for (size_t s = 0; s < count && has_models(joint); s++)
        if (!join_others(joint, component, s, &groups[s]))
            return false;
    return has_models(joint) && differences_close(joint->system);
}

/* The same of one scenario that binds them. */
static bool join_one(Joint *joint, size_t scenario)
{
    RelationGroupList groups = relation_groups(joint->columns.items[0]->component, scenario);
    start(joint);
    return join_groups(joint, &groups) && has_models(joint) && differences_close(joint->system);
}

/* ---- one column ---- */

static Text number_text(Arena *arena, PlanInteger value, int scale)
{
    char digits[80];
    size_t at = sizeof digits;
    PlanInteger rest = value < 0 ? -value : value;
    for (int i = 0; rest || i <= scale; i++) {
        if (i == scale && scale)
            digits[--at] = '.';
        digits[--at] = (char)('0' + (int)(rest % 10));
        rest /= 10;
    }
    return text_format(arena, "%s%.*s", value < 0 ? "-" : "", (int)(sizeof digits - at), digits + at);
}

/* A time in the form of the column's type: its last value that is not later, or the first that is not
 * earlier. */
static Text time_text(const Variable *variable, PlanInteger value, bool is_least)
{
    NarrowTask task = narrow_task(variable->column, DOMAIN_CARRIED, &(ExprList){0});
    return whole_text(&task,
                      time_floor((int64_t)(value + (is_least ? variable->unit - 1 : 0)), variable->unit));
}

static void add_bound(const Joint *joint, ExprList *conditions, const char *symbol, PlanInteger value)
{
    ColumnPlan *column = joint->columns.items[0];
    Arena *arena = column->table->plan->arena;
    const LinearScope *scope = &joint->model.scope;
    Expr *own = expr_new(arena, EXPR_COLUMN, column->column->span),
         *bound = expr_new(arena, scope->is_time ? EXPR_STRING : EXPR_NUMBER, column->column->span);
    own->text = column->column->name;
    bound->text = scope->is_time ? time_text(&joint->variables[0], value, text_is(text_of(symbol), ">="))
                                 : number_text(arena, value, scope->scale);
    list_push(arena, conditions, expr_operator(arena, symbol, own, bound));
}

/* What the column's own values are beyond that; false where they are no interval. */
static bool add_bounds(const Joint *joint, const ExprList *known, ExprList *conditions)
{
    const Variable *variable = &joint->variables[0];
    PlanInteger low, high;
    Domain domain = column_domain(variable->column, DOMAIN_CARRIED, known);
    if (!solver_interval(variable, &domain, &low, &high))
        return false;
    PlanInteger most = differences_bound(joint->system, 0, 1),
                least = -differences_bound(joint->system, 1, 0);
    PlanInteger from = variable->sign < 0 ? -most : least, to = variable->sign < 0 ? -least : most;
    if (low < from)
        add_bound(joint, conditions, ">=", from);
    if (high > to)
        add_bound(joint, conditions, "<=", to);
    return true;
}

/* Values that all scenarios leave, in units. */
static PlanInteger room_of(const Joint *joint)
{
    return (differences_bound(joint->system, 0, 1) + differences_bound(joint->system, 1, 0)) /
           joint->variables[0].unit;
}

static bool tighten_scenarios(ColumnPlan *column)
{
    Component *component = column->component;
    size_t place = component_place(component, column);
    for (size_t s = 0; s < component->scenarios.count; s++) {
        ExprList *own = &component->scenarios.items[s]->conditions[place], known = *own;
        RelationGroupList groups = relation_groups(component, s);
        Joint joint = {0};
        list_push(column->table->plan->arena, &joint.columns, column);
        bool is_bound = false;
        for (size_t i = 0; i < groups.count; i++)
            is_bound |= plan_columns_hold(&groups.items[i].columns, column) &&
                        relation_is_differences(&groups.items[i]);
        if (is_bound && (!join_one(&joint, s) || !add_bounds(&joint, &known, own)))
            return false;
    }
    return true;
}

bool relation_tighten(ColumnPlan *column)
{
    Joint joint = {0};
    if (!column->component || !relation_is_open(column) || !relation_binds(column, column) ||
        !relation_leaves_free(column))
        return true;
    list_push(column->table->plan->arena, &joint.columns, column);
    if (join_all(&joint) && (room_of(&joint) >= ROOM || column->component->scenarios.count == 1))
        return add_bounds(&joint, NULL, &column->conditions);
    return tighten_scenarios(column);
}

/* ---- the first rung ---- */

static PlanInteger between(PlanInteger value, PlanInteger low, PlanInteger high)
{
    return value > high ? high : value < low ? low : value;
}

/* Where the column would like to begin: at 1 where it counts, where it usually is, an hour after the others.
 */
static PlanInteger liked(const RelationLadder *ladder, size_t place)
{
    const Variable *variable = &ladder->joint.variables[place];
    const Sequence *sequence = variable->column->column->sequence;
    PlanInteger start = variable->from;
    if (value_is_ordinal(variable->column))
        start = (sequence ? sequence->start : 1) * variable->sign * (PlanInteger)variable->unit;
    for (size_t i = 0; i < place && ladder->joint.model.scope.is_time; i++)
        if (ladder->first[i] + 3600 * SECOND > start)
            start = ladder->first[i] + 3600 * SECOND;
    return (start / variable->step) * variable->step;
}

/* Whether it is as far from the others before it as it has to be, wherever they are inside their steps. */
static bool is_apart(const RelationLadder *ladder, size_t place)
{
    for (size_t i = 0; i < ladder->joint.aparts.count; i++) {
        const Apart *apart = &ladder->joint.aparts.items[i];
        if (apart->a > place || apart->b > place || (apart->a != place && apart->b != place))
            continue;
        PlanInteger off = ladder->first[apart->a] - ladder->first[apart->b] - apart->distance;
        if (off < ladder->step * ladder->unit && -off < ladder->step * ladder->unit)
            return false;
    }
    return true;
}

/* The joint system with room for a step between the columns, and above them. */
static Differences *spaced(const RelationLadder *ladder)
{
    const Joint *joint = &ladder->joint;
    PlanInteger room = (PlanInteger)(ladder->step - 1) * ladder->unit;
    size_t count = joint->columns.count;
    Differences *system = differences_new(joint->model.scope.arena, count);
    for (size_t i = 0; i <= count; i++)
        for (size_t k = 0; k <= count; k++) {
            PlanInteger bound = i == k ? DIFFERENCE_NONE : differences_bound(joint->system, i, k);
            if (bound != DIFFERENCE_NONE)
                differences_add(system, i, k, i == count ? bound : bound - room);
        }
    return system;
}

static bool place_first(RelationLadder *ladder)
{
    Differences *system = spaced(ladder);
    size_t count = ladder->joint.columns.count;
    if (!differences_close(system))
        return false;
    for (size_t i = 0; i < count; i++) {
        PlanInteger low = -differences_bound(system, count, i), high = differences_bound(system, i, count);
        ladder->first[i] = between(liked(ladder, i), low, high);
        for (int bump = 0; bump < BUMPS && !is_apart(ladder, i); bump++)
            ladder->first[i] += ladder->unit;
        differences_add(system, i, count, ladder->first[i]);
        differences_add(system, count, i, -ladder->first[i]);
        if (!is_apart(ladder, i) || !differences_close(system))
            return false;
    }
    return true;
}

/* ---- the rungs ---- */

/* Times stay where they usually are while that leaves enough of them. */
static PlanInteger top_of(const RelationLadder *ladder, size_t place)
{
    const Joint *joint = &ladder->joint;
    const Variable *variable = &joint->variables[place];
    PlanInteger top = differences_bound(joint->system, place, joint->columns.count), low, high;
    Domain domain = column_domain(variable->column, DOMAIN_CARRIED, NULL);
    bool usual = joint->model.scope.is_time && variable->sign > 0 &&
                 solver_interval(variable, &domain, &low, &high) && high < top &&
                 (high - ladder->first[place]) / ladder->unit >= ENOUGH;
    return usual ? high : top;
}

static PlanCount rungs(const RelationLadder *ladder)
{
    PlanInteger step = (PlanInteger)ladder->step * ladder->unit, least = INT64_MAX;
    for (size_t i = 0; i < ladder->joint.columns.count; i++) {
        PlanInteger room = top_of(ladder, i) - ladder->first[i] - (step - ladder->unit);
        PlanInteger here = room < 0 ? 0 : room / step + 1;
        least = here < least ? here : least;
    }
    return (PlanCount)least;
}

static bool has_one_unit(const RelationLadder *ladder)
{
    for (size_t i = 0; i < ladder->joint.columns.count; i++)
        if (ladder->joint.variables[i].step != ladder->unit)
            return false;
    return true;
}

const RelationLadder *relation_ladder(const ColumnPlanList *columns, PlanCount *count)
{
    static const int64_t moments[] = {60 * SECOND, SECOND, 1000, 1}, numbers[] = {16, 4, 2, 1};
    Arena *arena = columns->items[0]->table->plan->arena;
    RelationLadder *ladder = arena_new_object(arena, RelationLadder);
    ladder->joint.columns = *columns;
    ladder->joint.is_first = true;
    if (!join_all(&ladder->joint))
        return NULL;
    ladder->unit = ladder->joint.variables[0].step;
    ladder->first = arena_array(arena, columns->count, sizeof *ladder->first);
    bool fine = ladder->joint.model.scope.is_time && ladder->unit == 1;
    *count = 0;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers && has_one_unit(ladder); i++) {
        ladder->step = fine ? moments[i] : numbers[i];
        *count = place_first(ladder) ? rungs(ladder) : 0;
        if (*count >= ENOUGH)
            break;
    }
    return *count ? ladder : NULL;
}

/* ---- values ---- */

static void climb(const RelationLadder *ladder, size_t place, Operand index)
{
    const Variable *variable = &ladder->joint.variables[place];
    ColumnPlan *column = variable->column;
    TablePlan *table = column->table;
    Text name = step_name_for(column, "rung");
    Step *value = step_infix(table, name, VALUE_INT64, "*", op_int(ladder->step * ladder->unit), index);
    value = step_infix(table, name, VALUE_INT64, "+", op_int((int64_t)ladder->first[place]), op_step(value));
    if (ladder->step > 1) {
        Step *inside = step_below(table, step_name_for(column, "inside"), column->column->name,
                                  TEXT("inside"), op_uint((uint64_t)ladder->step));
        inside = step_infix(table, step_name_for(column, "inside"), VALUE_INT64, "*", op_int(ladder->unit),
                            op_step(inside));
        value = step_infix(table, name, VALUE_INT64, "+", op_step(value), op_step(inside));
    }
    column->value = solver_value(&ladder->joint.model, variable, value);
    column->max_size = UINT64_MAX;
    column->is_laid_out = true;
    column->rule = TEXT("rises with the columns it is bound to");
}

void relation_climb(const RelationLadder *ladder, Operand index)
{
    for (size_t i = 0; i < ladder->joint.columns.count; i++)
        climb(ladder, i, index);
}
