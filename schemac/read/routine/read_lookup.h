/* read_lookup.h: subqueries that look one row up by a key of its table, for read_bodies.c. */
#ifndef SCHEMAC_READ_READ_LOOKUP_H
#define SCHEMAC_READ_READ_LOOKUP_H

#include "read/parse/sql_cursor.h"

/* What the query at the cursor gives, which begins with SELECT and reads one table, of which it finds at most
 * one row: an expression over EXPR_LOOKUP and over what stands outside the query. `exists`: whether there is
 * such a row. NULL where it is any other query. Errors go to the cursor's sink, which should be a silent one.
 */
Expr *lookup_read(SqlCursor *cursor, bool exists);

/* The same of a subquery or an EXISTS that the expression parser left as it was, read where the cursor is. */
Expr *lookup_of_opaque(const SqlCursor *cursor, const Expr *opaque);

#endif
