/* relation_parts.h: sums and differences as a system over the columns of a group; for the relation_*.c files
 * alone. */
#ifndef SCHEMAC_PLAN_RELATION_PARTS_H
#define SCHEMAC_PLAN_RELATION_PARTS_H

#include "plan/relation/difference.h"
#include "plan/relation/linear.h"
#include "plan/relation/relation.h"

/* A column as a variable, counted in the group's units. */
typedef struct Variable {
    ColumnPlan *column;
    int64_t unit;          /* one of the column's own in the group's units */
    int64_t step;          /* its values are multiples of */
    int sign;              /* −1: the variable is the column's negative; 0: not known yet */
    PlanInteger low, high; /* what its type and conditions allow */
    PlanInteger from, to;  /* what it usually is */
    bool is_drawn;         /* from a domain of its own, before the others */
    bool is_done;
    Step *value; /* in the group's units */
} Variable;

/* x[a] ≠ x[b] + distance; b may be the number 0. */
typedef struct Apart {
    size_t a, b;
    PlanInteger distance;
} Apart;

typedef struct Solver {
    const RelationGroup *group;
    LinearScope scope;
    Variable *variables;
    size_t count;
    Differences *system;
    LIST(Apart) aparts;
} Solver;

/* Whether values of the variable are but some multiples of its unit. */
static inline bool variable_is_stepped(const Variable *variable)
{
    return variable->step != variable->unit;
}

/* The group's columns, without signs; false where one is no number or time. */
bool solver_variables(Solver *solver, const RelationGroup *group);

/* The group's columns and relations; false where they are something else than sums and differences. */
bool solver_set_up(Solver *solver, const RelationGroup *group);

/* The columns' own bounds join in; false where nothing is left. */
bool solver_close(Solver *solver);

/* Whether its column holds floating-point numbers; how many units the number 1 has. */
bool solver_is_real(const Variable *variable);
int64_t solver_one(const Solver *solver);

/* The interval of a domain of consecutive numbers, in the group's units, not signed; false where it is
 * another domain. */
bool solver_interval(const Variable *variable, const Domain *domain, PlanInteger *low, PlanInteger *high);

/* Whether one of the domain's values is no number: a moment without end, a float that is none
 * (relation_endless.c). */
bool domain_has_endless(const ColumnPlan *column, const Domain *domain);

/* Whether one of the relation's columns is always without end in the scenario, and the relation is true
 * because of that, whatever number the others are. */
bool relation_is_endless(const Component *component, const Scenario *scenario, const Expr *relation);

/* The column's value of a number in the group's units, signed. */
Step *solver_value(const Solver *solver, const Variable *variable, Step *count);

/* A value for the variable between two ends, in the group's units; where they allow, a usual one. */
Step *solver_draw(const Solver *solver, const Variable *variable, Operand low, Operand high);

/* As an end of 64 bits that lies beyond all values, where the number does. */
int64_t solver_clamped(PlanInteger value);

/* The groups of a scenario of the component (relation.c). */
typedef LIST(RelationGroup) RelationGroupList;
RelationGroupList relation_groups(const Component *component, size_t scenario);

#endif
