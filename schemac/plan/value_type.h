/* value_type.h: how a column's values are held in C and written. */
#ifndef SCHEMAC_PLAN_VALUE_TYPE_H
#define SCHEMAC_PLAN_VALUE_TYPE_H

#include "plan/plan.h"

/* The value type of a column's type: domains are looked through, arrays and composites described whole. The
 * same type gives the same object, which is in plan->types. NULL for a type that is not known: nothing is
 * reported. */
const ValueType *value_type_of(Plan *plan, const TypeUse *use);

/* The C type of a step's value: "int64_t", "struct rt_text". */
const char *value_c_type(ValueKind kind);

#endif
