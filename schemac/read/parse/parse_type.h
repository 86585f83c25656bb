/* parse_type.h: data types as SQL spells them. PostgreSQL documentation: chapter 8. */
#ifndef SCHEMAC_READ_PARSE_TYPE_H
#define SCHEMAC_READ_PARSE_TYPE_H

#include "read/parse/sql_cursor.h"

/* Reads a type at the cursor: "numeric(12,2)[]", "timestamp(3) with time zone", "shop.color". A name that the
 * cursor's schema does not know is an error with a hint; where the cursor has no schema, or takes any type,
 * it gives a Type of kind TYPE_BASE and code TYPE_NONE that holds the name as written. */
bool parse_type(SqlCursor *cursor, TypeUse *use);

#endif
