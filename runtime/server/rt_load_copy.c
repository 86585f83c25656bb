/* Rows of one table to the server, by COPY. */
#include "rt_load.h"

#include <stdlib.h>

#define BLOCK ((size_t)128 << 10) /* bytes made before they are sent */

bool rt_load_writer_init(struct rt_load_writer *writer)
{
    bool scratch = rt_scratch_init(&writer->scratch), out = rt_out_init(&writer->out, 2 * BLOCK);
    return scratch && out;
}

void rt_load_writer_free(struct rt_load_writer *writer)
{
    rt_scratch_free(&writer->scratch);
    rt_out_free(&writer->out);
}

/* Appends what stands before or after the rows of a COPY, and sends it. */
static void send_frame(struct rt_pg *pg, struct rt_load_writer *writer, const struct rt_load_part *part,
                       bool head)
{
    struct rt_piece piece = {.table = part->table->table,
                             .format = part->table->binary ? RT_COPY_BINARY : RT_COPY,
                             .head = head,
                             .foot = !head};
    writer->out.size = 0;
    if (head)
        rt_piece_begin(&piece, &writer->out);
    else
        rt_piece_end(&piece, &writer->out);
    rt_pg_copy_put(pg, writer->out.data, writer->out.size);
}

/* Sends rows [first, end) through a COPY that has begun. */
static bool send_rows(const struct rt_load *load, struct rt_pg *pg, struct rt_load_writer *writer,
                      const struct rt_load_part *part)
{
    const struct rt_table *table = part->table->table;
    struct rt_out *out = &writer->out;
    enum rt_format_id format = part->table->binary ? RT_COPY_BINARY : RT_COPY;
    send_frame(pg, writer, part, true);
    for (uint64_t row = part->first; row < part->end;) {
        out->size = 0;
        uint64_t made = table->write[format](load->db, row, part->end - row, BLOCK, &writer->scratch, out);
        if (out->failed || writer->scratch.failed)
            return rt_pg_fail(pg, "out of memory");
        if (!rt_pg_copy_put(pg, out->data, out->size))
            return true; /* the server has stopped listening, and says why at the end */
        row += made;
        writer->sent(writer->context, made, out->size);
        if (*writer->stop)
            return rt_pg_fail(pg, "the load was stopped");
    }
    send_frame(pg, writer, part, false);
    return true;
}

/* Rows without a column to write have no COPY form. */
static bool insert_defaults(struct rt_pg *pg, struct rt_load_writer *writer, struct rt_load_part *part)
{
    for (uint64_t row = part->first; row < part->end; row++, part->kept++) {
        if (!rt_pg_run(pg, "INSERT INTO %s DEFAULT VALUES", part->table->table->sql_name))
            return false;
        writer->sent(writer->context, 1, 0);
    }
    return true;
}

bool rt_load_copy(struct rt_load *load, struct rt_pg *pg, struct rt_load_writer *writer,
                  struct rt_load_part *part)
{
    const struct rt_table *table = part->table->table;
    const char *into = part->table->into;
    part->kept = 0;
    if (!*table->sql_columns)
        return insert_defaults(pg, writer, part);
    char *statement = rt_pg_text(
        "COPY %s%s (%s) FROM STDIN (FORMAT %s%s)", *into ? "pg_temp." : "", *into ? into : table->sql_name,
        table->sql_columns, part->table->binary ? "binary" : "text", part->table->freeze ? ", FREEZE" : "");
    bool begun = statement ? rt_pg_copy_begin(pg, statement) : rt_pg_fail(pg, "out of memory");
    free(statement);
    if (!begun)
        return false;
    if (!send_rows(load, pg, writer, part)) {
        struct rt_pg why = *pg;
        rt_pg_copy_stop(pg, why.error);
        return rt_pg_fail(pg, "%s", why.error);
    }
    return rt_pg_copy_end(pg, &part->kept);
}
