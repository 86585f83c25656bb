/* read_plpgsql.h: the statements of a PL/pgSQL body, for read_bodies.c. */
#ifndef SCHEMAC_READ_READ_PLPGSQL_H
#define SCHEMAC_READ_READ_PLPGSQL_H

#include "read/parse/sql_cursor.h"

/* Reads the block at the cursor, which must be all there is. False where that fails. Errors go to the
 * cursor's sink, which should be a silent one. */
bool plpgsql_read(SqlCursor *cursor, PlStatementList *statements);

#endif
