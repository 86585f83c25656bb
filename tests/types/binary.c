/*
 * Writes a table in COPY's binary form to standard output, with the OIDs that a server gave: BINARY TABLE
 * ROWS, and on standard input a line "OID RECEIVES" for each type whose name it prints when it is run without
 * arguments. Linked with the objects of the program of types.sql.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rt_format.h"
#include "rt_oids.h"

extern const struct rt_program types_program;

static const struct rt_table *table_of(const char *name)
{
    for (uint16_t i = 0; i < types_program.table_count; i++)
        if (strcmp(types_program.tables[i]->label, name) == 0)
            return types_program.tables[i];
    return NULL;
}

static int print_names(void)
{
    for (uint16_t i = 0; i < rt_oids_count(&types_program); i++)
        puts(rt_oids_name(&types_program, i));
    return 0;
}

static void read_oids(struct rt_db *db)
{
    uint32_t oid;
    int receives;
    for (uint16_t i = 0; scanf("%" SCNu32 " %d", &oid, &receives) == 2; i++)
        rt_oids_set(db, i, oid, receives != 0);
}

static bool write_table(const struct rt_db *db, const struct rt_table *table, uint64_t rows)
{
    const struct rt_piece piece = {table, RT_COPY_BINARY, 0, rows, rows, true, true, true};
    struct rt_scratch scratch;
    struct rt_out out;
    if (!rt_scratch_init(&scratch) || !rt_out_init(&out, 1 << 20))
        return false;
    rt_piece_begin(&piece, &out);
    for (uint64_t row = 0; row < rows && !scratch.failed;)
        row += table->write[RT_COPY_BINARY](db, row, rows - row, SIZE_MAX, &scratch, &out);
    rt_piece_end(&piece, &out);
    if (scratch.failed)
        fprintf(stderr, "%s\n", scratch.problem);
    fwrite(out.data, 1, out.size, stdout);
    bool done = !scratch.failed && !out.failed;
    rt_out_free(&out);
    rt_scratch_free(&scratch);
    return done;
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return print_names();
    const struct rt_open_options options = {.has_rows = true, .rows = strtoull(argv[2], NULL, 10)};
    struct rt_db *db = rt_open(&types_program, &options);
    const struct rt_table *table = table_of(argv[1]);
    struct rt_obstacle obstacle;
    read_oids(db);
    if (!rt_table_has_binary(db, table, &obstacle)) {
        fprintf(stderr, "column %s: %s %s\n", obstacle.column->name, obstacle.type,
                obstacle.unknown ? "is unknown" : "has no binary form");
        rt_close(db);
        return 2;
    }
    bool done = write_table(db, table, db->rows[rt_table_index(&types_program, table)]);
    rt_close(db);
    return done ? 0 : 1;
}
