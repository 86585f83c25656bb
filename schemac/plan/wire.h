/* wire.h: types in PostgreSQL's binary protocol: which form their values have, and their OIDs. */
#ifndef SCHEMAC_PLAN_WIRE_H
#define SCHEMAC_PLAN_WIRE_H

#include "plan/plan.h"

/* The form of a base type's values: a name of the runtime's enum rt_wire. */
Text wire_form(const Type *type);

/* Whether the column's values can be written in binary: their type has such a form with all that it is made
 * of, and where texts stand for values the runtime made them, so that it can read them. */
bool wire_has_column(const ColumnPlan *column);

/* The OID of a type as a column or field declares it: domains are not looked through. A type that only a
 * server knows is added to plan->server_types. */
TypeOid wire_oid(Plan *plan, const TypeUse *use);

#endif
