/* cell.h: how a column is written in each output format: which runtime function, what room it needs. */
#ifndef SCHEMAC_EMIT_CELL_H
#define SCHEMAC_EMIT_CELL_H

#include "plan/plan.h"

/* The output formats, in the order of the runtime's enum rt_format_id. */
typedef enum Format {
    FORMAT_CSV,
    FORMAT_TSV,
    FORMAT_NDJSON,
    FORMAT_JSON,
    FORMAT_SQL,
    FORMAT_COPY,
    FORMAT_COPY_BINARY,
    FORMATS
} Format;

/* The runtime's constant: RT_CSV, RT_TSV, ... */
const char *cell_format_id(Format format);

/* "csv", "tsv", "ndjson", "json", "sql", "copy", "copy_binary": in the names of writers. */
const char *cell_format_name(Format format);

/* The runtime's functions for the format: "csv", …; both JSON formats share theirs. */
const char *cell_family(Format format);

/* The call that writes the column's value at `p`: `rt_csv_int(p, row.id)`. */
Text cell_call(const ColumnPlan *column, Format format);

/* The room that one row needs at most, as a C expression. */
Text cell_room(const TablePlan *table, Format format);

/* Whether the table can be written in the format: in binary not where a column cannot (wire_has_column). */
bool cell_table_has(const TablePlan *table, Format format);

/* True for values that first become a text of the field's name: arrays, composites and ranges, and in binary
 * all that is held in another form. */
bool cell_is_made(const ColumnPlan *column, Format format);

/* The call that makes that text. */
Text cell_make_call(const ColumnPlan *column, Format format);

/* The bytes of what stands before the column's value in a JSON object, {"id": or ,"name": and the call that
 * writes it. */
size_t cell_json_key_size(const ColumnPlan *column);
Text cell_json_key_call(const ColumnPlan *column, bool is_first);

#endif
