/* pg_rows.h: the rows of a query as texts, and the values in them. Only read_pg.c knows where they come from.
 *
 * Columns are named, because some exist only on newer servers: the value of a column that is not there is
 * NULL. */
#ifndef SCHEMAC_READ_PG_ROWS_H
#define SCHEMAC_READ_PG_ROWS_H

#include "model/type.h"

typedef struct PgRows {
    size_t count; /* rows */
    size_t width; /* columns */
    Text *names;  /* of the columns */
    Text *cells;  /* row by row; data is NULL where the value is */
} PgRows;

/* One row. */
typedef struct PgRow {
    const PgRows *rows;
    size_t index;
} PgRow;

/* The row of that index, from 0. */
PgRow pg_row(const PgRows *rows, size_t index);

/* The value, or a text whose data is NULL. */
Text pg_text(PgRow row, const char *column);

/* True where the value is `t`. */
bool pg_bool(PgRow row, const char *column);

/* The value's first byte, or NUL. */
char pg_char(PgRow row, const char *column);

/* The value as an integer; 0 where it is NULL. */
int64_t pg_int(PgRow row, const char *column);

/* The value as a number; 0 where it is NULL. */
double pg_double(PgRow row, const char *column);

/* The elements of a one-dimensional array ("{a,\"b c\"}") or of a vector ("1 2 3"). A NULL element is the
 * empty text. */
TextList pg_list(Arena *arena, PgRow row, const char *column);

/* The statement with what is filled in: :'name' becomes the literal of `value`, :name the value itself. */
Text pg_fill(Arena *arena, Text statement, Text name, Text value);

/* The statement for a server of that major version: lines that end in a later version's mark (14+ in a C
 * comment) are left out, marks too. */
Text pg_for_version(Arena *arena, Text statement, int major);

#endif
