/* How many rows each table has: what the user and the schema say, within the bounds that constraints set. */
#ifndef RT_ROWS_H
#define RT_ROWS_H

#include "rt_program.h"

/* The most rows a table can have: numbers of rows are positive in every 64-bit integer. */
#define RT_ROWS_MAX ((uint64_t)INT64_MAX)

/* Fills db->rows, which has room for each table. Rows not asked for by name are moved to the nearest bound.
 * False with db->error where there are no such numbers. */
bool rt_rows_resolve(struct rt_db *db, const struct rt_open_options *options);

/* False with db->error and db->hint where rows asked for by name cannot be; options->warn hears of the others
 * that were moved. */
bool rt_rows_report(struct rt_db *db, const struct rt_open_options *options);

#endif
