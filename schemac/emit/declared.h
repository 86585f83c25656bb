/* declared.h: the constraints that a table's schema has, for programs to look for in a database. */
#ifndef SCHEMAC_EMIT_DECLARED_H
#define SCHEMAC_EMIT_DECLARED_H

#include "plan/plan.h"

typedef struct Declared {
    Text kind;       /* "primary key", "unique", "foreign key", "check", "exclusion", "not null" */
    Text name;       /* of a NOT NULL the column's */
    Text definition; /* keys and references as pg_get_constraintdef begins; what holds expressions as written
                      */
} Declared;
typedef LIST(Declared) DeclaredList;

/* The constraints and unique indexes of a table, in the order of their kinds; not those that a partition has
 * alone. */
DeclaredList declared_list(const Plan *plan, const TablePlan *planned);

#endif
