/* What stands around the rows in each output format. */
#include "rt_format.h"

#include <string.h>

const struct rt_format rt_formats[RT_FORMATS] = {
    [RT_CSV] = {"csv", "csv", "comma-separated values with a header line (RFC 4180)"},
    [RT_TSV] = {"tsv", "tsv", "CSV with tabs for commas"},
    [RT_NDJSON] = {"ndjson", "ndjson", "one JSON object a line"},
    [RT_JSON_ARRAY] = {"json", "json", "one JSON array of objects"},
    [RT_SQL] = {"sql", "sql", "INSERT statements of several rows"},
    [RT_COPY] = {"copy", "copy", "what PostgreSQL's COPY FROM reads"},
    [RT_COPY_BINARY] = {"copy-binary", "bin", "what COPY FROM ... (FORMAT binary) reads"},
};

bool rt_format_find(const char *name, enum rt_format_id *format)
{
    for (int i = 0; i < RT_FORMATS; i++) {
        if (strcmp(rt_formats[i].name, name) == 0) {
            *format = (enum rt_format_id)i;
            return true;
        }
    }
    return false;
}

/* ---- texts --------------------------------------------------------------------------------------------- */

static void append_bytes(struct rt_out *out, const char *bytes, size_t size)
{
    char *at = rt_out_room(out, size);
    if (!at)
        return;
    memcpy(at, bytes, size);
    rt_out_end(out, at + size);
}

static void append(struct rt_out *out, const char *text)
{
    append_bytes(out, text, strlen(text));
}

void rt_sql_head(struct rt_out *out, const struct rt_table *table)
{
    append(out, "INSERT INTO ");
    append(out, table->sql_name);
    if (!*table->sql_columns) {
        append(out, " DEFAULT VALUES");
        return;
    }
    append(out, " (");
    append(out, table->sql_columns);
    append(out, table->overriding ? ") OVERRIDING SYSTEM VALUE VALUES\n" : ") VALUES\n");
}

/* A name in a header: quoted where a reader could misread it. */
static char *csv_name(char *at, const char *name)
{
    size_t size = strlen(name);
    bool plain = size && !strpbrk(name, ",\"\r\n\t ");
    if (plain) {
        memcpy(at, name, size);
        return at + size;
    }
    *at++ = '"';
    for (; *name; name++) {
        if (*name == '"')
            *at++ = '"';
        *at++ = *name;
    }
    *at++ = '"';
    return at;
}

/* The names of the written columns, each at most 2 * size + 2 bytes long, and a line end. */
static void append_header(struct rt_out *out, const struct rt_table *table, char separator)
{
    bool first = true;
    for (uint16_t i = 0; i < table->column_count; i++) {
        const struct rt_column *column = &table->columns[i];
        char *at = column->generated ? NULL : rt_out_room(out, 2 * strlen(column->name) + 3);
        if (!at)
            continue;
        if (!first)
            *at++ = separator;
        rt_out_end(out, csv_name(at, column->name));
        first = false;
    }
    append(out, "\n");
}

/* The signature of COPY's binary form, no flags, no extension; what stands after the last row. */
static const char binary_header[19] = "PGCOPY\n\377\r\n", binary_trailer[2] = {'\377', '\377'};

/* ---- pieces -------------------------------------------------------------------------------------------- */

void rt_piece_begin(const struct rt_piece *piece, struct rt_out *out)
{
    if (piece->format == RT_SQL) {
        if (piece->own && piece->first < piece->end && piece->first & (piece->table->sql_batch - 1))
            rt_sql_head(out, piece->table);
    } else if (!piece->head) {
        return;
    } else if (piece->format == RT_CSV) {
        append_header(out, piece->table, ',');
    } else if (piece->format == RT_TSV) {
        append_header(out, piece->table, '\t');
    } else if (piece->format == RT_JSON_ARRAY) {
        append(out, "[");
    } else if (piece->format == RT_COPY_BINARY) {
        append_bytes(out, binary_header, sizeof binary_header);
    }
}

void rt_piece_mend(const struct rt_piece *piece, struct rt_out *out, size_t at)
{
    if (piece->format != RT_JSON_ARRAY || !piece->own || piece->first == 0 || out->failed)
        return;
    memmove(out->data + at, out->data + at + 1, out->size - at - 1);
    out->size--;
}

void rt_piece_end(const struct rt_piece *piece, struct rt_out *out)
{
    if (piece->format == RT_JSON_ARRAY && piece->foot)
        append(out, "\n]\n");
    else if (piece->format == RT_COPY_BINARY && piece->foot)
        append_bytes(out, binary_trailer, sizeof binary_trailer);
    else if (piece->format == RT_SQL && piece->own && piece->first < piece->end && out->size >= 2)
        out->data[out->size - 2] = ';';
}
