/* read_routine.h: functions whose statements can be followed, for read_bodies.c. */
#ifndef SCHEMAC_READ_READ_ROUTINE_H
#define SCHEMAC_READ_READ_ROUTINE_H

#include "read/parse/sql_cursor.h"

/* Sets the variables of a function with statements and a result, and puts the expressions of the statements
 * into normal form over them, queries as the cursor's would be read. Where a name means one thing here and
 * another there, nothing is done. */
void routine_settle(Schema *schema, Function *function, const SqlCursor *cursor);

#endif
