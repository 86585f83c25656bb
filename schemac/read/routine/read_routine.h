/* read_routine.h: functions whose statements can be followed, for read_bodies.c. */
#ifndef SCHEMAC_READ_READ_ROUTINE_H
#define SCHEMAC_READ_READ_ROUTINE_H

#include "model/schema.h"

/* Sets the variables of a function with statements and a result, and puts the expressions of the statements
 * into normal form over them. Where a name means one thing here and another there, nothing is done. */
void routine_settle(Schema *schema, Function *function);

#endif
