/*
 * Writes columns of every type in every format: `values FOLDER` makes FOLDER/NAME.FORMAT for each, one row a
 * line (COPY, CSV, TSV, JSON) or a statement (SQL), and FOLDER/types, lines of name, tab, type.
 */
#include "values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rt_print.h"

#define ROWS 1000

static FILE *create(const char *folder, const char *name, const char *suffix)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s%s", folder, name, suffix);
    FILE *file = fopen(path, "wb");
    if (!file) {
        perror(path);
        exit(3);
    }
    return file;
}

static void print_string(struct rt_out *out, const char *string)
{
    rt_out_end(out,
               rt_print_text(rt_out_room(out, strlen(string)), (struct rt_text){string, strlen(string)}));
}

/* One row: its number and its value, which is NULL now and then. */
static void write_row(struct rt_out *out, struct rt_scratch *scratch, const struct column *column,
                      const struct format *format, uint64_t n)
{
    bool sql = strcmp(format->name, "sql") == 0, json = strcmp(format->name, "json") == 0;
    union rt_value value = column->make(scratch, n);
    print_string(out, sql ? "INSERT INTO t VALUES (" : json ? "{\"n\": " : "");
    rt_out_end(out, rt_print_uint(rt_out_room(out, RT_ROOM_INT + RT_SLACK), n));
    print_string(out, json ? ", \"v\": " : sql || strcmp(format->name, "csv") == 0 ? "," : "\t");
    format->write(out, scratch, &column->type, n % 50 == 49 ? NULL : &value);
    print_string(out, sql ? ");\n" : json ? "}\n" : "\n");
}

static void write_column(const char *folder, const struct column *column, const struct format *format)
{
    struct rt_out out;
    struct rt_scratch scratch;
    char suffix[16];
    snprintf(suffix, sizeof suffix, ".%s", format->name);
    FILE *file = create(folder, column->name, suffix);
    if (!rt_out_init(&out, 1 << 16) || !rt_scratch_init(&scratch))
        exit(3);
    for (uint64_t n = 0; n < (column->rows ? column->rows : ROWS); n++) {
        write_row(&out, &scratch, column, format, n);
        rt_scratch_reset(&scratch);
    }
    if (out.failed || scratch.failed || fwrite(out.data, 1, out.size, file) != out.size || fclose(file))
        exit(3);
    rt_scratch_free(&scratch);
    rt_out_free(&out);
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    FILE *types = create(argv[1], "types", "");
    for (size_t c = 0; c < column_count; c++) {
        for (size_t f = 0; f < FORMATS; f++)
            write_column(argv[1], &columns[c], &formats[f]);
        fprintf(types, "%s\t%s\n", columns[c].name, columns[c].sql);
    }
    return fclose(types) ? 3 : 0;
}
