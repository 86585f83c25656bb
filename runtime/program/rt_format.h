/*
 * What stands around the rows in each output format: header lines, brackets, commas, INSERT heads. Every
 * row's text, with what separates it from its neighbours, follows from its number and the table's number of
 * rows alone, so that rows written in any pieces by any threads put together are the whole, byte for byte.
 *
 *   CSV    head: the column names; row: cells, ",", "\n" at the end (RFC 4180 with "\n" for line ends)
 *   TSV    head: the column names; row: cells, "\t", "\n" at the end
 *   NDJSON row: {"column":value,...} and "\n"
 *   JSON   head: "["; row: "\n", before all but row 0 a ",", and the object; foot: "\n]\n"
 *   SQL    row: the INSERT head where the number is a multiple of the table's batch, "(", cells, ")", and
 *          ";\n" where the next row is a multiple or there is none, else ",\n"
 *   COPY   row: cells, "\t", "\n" at the end
 *   COPY in binary  head: signature, flags, extension; row: the number of cells, and the cells (rt_binary.h);
 *          foot: the number of cells -1
 */
#ifndef RT_FORMAT_H
#define RT_FORMAT_H

#include "rt_program.h"

/* A format as the command line and file names know it. */
struct rt_format {
    const char *name;    /* of --format */
    const char *suffix;  /* of file names, without the dot */
    const char *meaning; /* for --help */
};

extern const struct rt_format rt_formats[RT_FORMATS];

/* Finds a format by its name; false where there is none. */
bool rt_format_find(const char *name, enum rt_format_id *format);

/* ---- for the writers of rows ---- */

/* Writes what stands before the object of a row in a JSON array, at most 2 bytes. */
static inline char *rt_json_array_begin(char *at, uint64_t row)
{
    if (row)
        *at++ = ',';
    *at++ = '\n';
    return at;
}

/* Appends the head of an INSERT statement, up to VALUES and a line end; see rt_sql_begin. */
void rt_sql_head(struct rt_out *out, const struct rt_table *table);

/*
 * Appends the head of an INSERT statement where the row begins one. A table without a written column has
 * the head "INSERT INTO t DEFAULT VALUES", a batch of 1, and rows without parentheses.
 */
static inline void rt_sql_begin(struct rt_out *out, const struct rt_table *table, uint64_t row)
{
    if (__builtin_expect((row & (table->sql_batch - 1)) == 0, 0))
        rt_sql_head(out, table);
}

/* Writes what stands after a row in an INSERT statement, 2 bytes; rows is the table's number of rows. */
static inline char *rt_sql_end(char *at, const struct rt_table *table, uint64_t row, uint64_t rows)
{
    bool last = ((row + 1) & (table->sql_batch - 1)) == 0 || row + 1 == rows;
    *at++ = last ? ';' : ',';
    *at++ = '\n';
    return at;
}

/* ---- for those who put rows into files ---- */

/* A run of rows that becomes a text. Without own, it is a piece of the whole table's text. */
struct rt_piece {
    const struct rt_table *table;
    enum rt_format_id format;
    uint64_t first, end; /* rows [first, end) */
    uint64_t rows;       /* of the whole table */
    bool own;        /* a text that stands alone: complete JSON, complete statements, a header of its own */
    bool head, foot; /* it begins, ends the text; both are set where own is */
};

/* Appends what stands before the piece's first row. */
void rt_piece_begin(const struct rt_piece *piece, struct rt_out *out);

/* Mends the first row of a piece that stands alone: at is where its text begins in the output. */
void rt_piece_mend(const struct rt_piece *piece, struct rt_out *out, size_t at);

/* Appends what stands after the piece's last row, and mends that row's end, which must be in the output. */
void rt_piece_end(const struct rt_piece *piece, struct rt_out *out);

#endif
