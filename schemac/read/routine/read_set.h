/* read_set.h: subqueries over the items of arrays, documents and series, for read_bodies.c and
 * read_routine.c. */
#ifndef SCHEMAC_READ_READ_SET_H
#define SCHEMAC_READ_READ_SET_H

#include "read/parse/sql_cursor.h"

/* What the query at the cursor gives, which begins with SELECT and reads one function that returns a set:
 * an expression over EXPR_AGGREGATE and over what stands outside the query. NULL where it is any other query.
 * Errors go to the cursor's sink, which should be a silent one. */
Expr *set_read(SqlCursor *cursor);

/* The same of a subquery, an EXISTS or an ARRAY that the expression parser left as it was, read where the
 * cursor is. */
Expr *set_of_opaque(const SqlCursor *cursor, const Expr *opaque);

/* The expression with such queries in it as what they give; those that are not understood stay. */
Expr *set_put(const SqlCursor *cursor, const Expr *expr);

#endif
