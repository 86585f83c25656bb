/* reference_lookup.h: conditions that a column is what a function looks up in the row referenced. */
#ifndef SCHEMAC_PLAN_REFERENCE_REFERENCE_LOOKUP_H
#define SCHEMAC_PLAN_REFERENCE_REFERENCE_LOOKUP_H

#include "model/schema.h"

/* The table with such columns in its references, as if they were declared so; the table itself where there
 * are none. */
Table *references_with_lookups(Arena *arena, const Schema *schema, Table *table);

#endif
