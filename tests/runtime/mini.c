/*
 * A small program against the runtime: a fan-out, bounds of every kind, names that are hostile to files and
 * headers, rows wider than a buffer, a table without a written column. Its rows are made cell by cell,
 * slowly.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rt_binary.h"
#include "rt_cell.h"
#include "rt_format.h"

enum {
    COUNTRIES,
    CUSTOMERS,
    ORDERS,
    HOSTILE,
    UPPER_ORDERS,
    MANIFEST,
    TABLES
};

struct mini {
    struct rt_db rt;
    struct rt_fanout orders; /* of customers */
};

struct cell {
    bool null, number;
    struct rt_text text;
};

static const struct rt_type type_int = {.kind = RT_INT, .wire = RT_WIRE_INT8, .name = "bigint"};
static const struct rt_type type_text = {.kind = RT_TEXT, .wire = RT_WIRE_KIND, .name = "text"};

/* ---- values -------------------------------------------------------------------------------------------- */

static uint64_t mix(uint64_t seed, uint64_t row)
{
    return rt_random(rt_stream_named(seed, "mini", "", ""), row);
}

static struct cell number(struct rt_scratch *scratch, uint64_t value)
{
    char *text = rt_scratch_take(scratch, 24);
    int size = text ? snprintf(text, 24, "%" PRIu64, value) : 0;
    return (struct cell){.number = true, .text = {text, (size_t)size}};
}

static struct cell text(const char *value)
{
    return (struct cell){.text = {value, strlen(value)}};
}

static struct cell wide(const struct mini *db, uint64_t row, struct rt_scratch *scratch)
{
    const char *megabytes = getenv("MINI_WIDE");
    size_t size = megabytes ? (size_t)atoi(megabytes) << 20 : 0;
    size += 1000 + mix(db->rt.seed, row) % 700000;
    char *bytes = rt_scratch_take(scratch, size);
    if (bytes)
        memset(bytes, 'a' + (int)(row % 26), size);
    return (struct cell){.text = {bytes, size}};
}

/* The written cells of a row. */
static int make(const struct mini *db, int table, uint64_t row, struct rt_scratch *scratch,
                struct cell cells[3])
{
    static const char *const notes[] = {"plain", "a \"quoted\", one", "two\nlines", "tab\tand \\", ""};
    uint64_t bits = mix(db->rt.seed, row);
    switch (table) {
    case COUNTRIES:
        cells[0] = number(scratch, row + 1);
        return 1;
    case CUSTOMERS:
        cells[0] = number(scratch, row + 1);
        cells[1] = number(scratch, bits % db->rt.rows[COUNTRIES] + 1);
        return 2;
    case ORDERS:
        cells[0] = number(scratch, row + 1);
        cells[1] = number(scratch, rt_fanout_child(&db->orders, row).parent + 1);
        cells[2] = row % 7 ? text(notes[row % 5]) : (struct cell){.null = true};
        return 3;
    case HOSTILE:
        cells[0] = text("\033[31mred\n");
        cells[1] = text("\xe2\x80\xaereversed");
        return 2;
    case MANIFEST:
        cells[0] = number(scratch, row);
        cells[1] = wide(db, row, scratch);
        return 2;
    default:
        return 0;
    }
}

/* ---- writing ------------------------------------------------------------------------------------------- */

static char *put(char *at, const char *text)
{
    size_t size = strlen(text);
    memcpy(at, text, size);
    return at + size;
}

static char *put_cell(char *at, enum rt_format_id format, const struct cell *cell)
{
    static char *(*const texts[])(char *, struct rt_text) = {rt_csv_text,  rt_tsv_text, rt_json_text,
                                                             rt_json_text, rt_sql_text, rt_copy_text};
    static const char *const nulls[] = {"", "", "null", "null", "NULL", "\\N"};
    if (cell->null)
        return put(at, nulls[format]);
    if (!cell->number)
        return texts[format](at, cell->text);
    memcpy(at, cell->text.data, cell->text.size);
    return at + cell->text.size;
}

static char *put_binary(char *at, const struct cell *cell)
{
    if (cell->null)
        return rt_binary_null(at);
    if (cell->number)
        return rt_binary_int8(at, strtoll(cell->text.data, NULL, 10));
    return rt_binary_text(at, cell->text);
}

static char *put_cells(char *at, const struct rt_table *table, enum rt_format_id format,
                       const struct cell *cells, int count)
{
    bool json = format == RT_NDJSON || format == RT_JSON_ARRAY;
    for (int i = 0; i < count; i++) {
        if (format == RT_COPY_BINARY) {
            at = put_binary(at, &cells[i]);
            continue;
        }
        if (i)
            at = put(at, format == RT_TSV || format == RT_COPY ? "\t" : json ? ", " : ",");
        if (json) {
            at = rt_json_text(at, (struct rt_text){table->columns[i].name, strlen(table->columns[i].name)});
            at = put(at, ": ");
        }
        at = put_cell(at, format, &cells[i]);
    }
    return at;
}

static char *put_row(char *at, const struct rt_db *db, int index, enum rt_format_id format, uint64_t row,
                     const struct cell *cells, int count)
{
    const struct rt_table *table = db->program->tables[index];
    bool json = format == RT_NDJSON || format == RT_JSON_ARRAY, sql = format == RT_SQL;
    if (format == RT_JSON_ARRAY)
        at = rt_json_array_begin(at, row);
    if (json)
        at = put(at, "{");
    if (format == RT_COPY_BINARY)
        at = rt_binary_row(at, (unsigned)count);
    if (sql && count)
        at = put(at, "(");
    at = put_cells(at, table, format, cells, count);
    if (json)
        at = put(at, format == RT_NDJSON ? "}\n" : "}");
    else if (sql)
        at = rt_sql_end(put(at, count ? ")" : ""), table, row, db->rows[index]);
    else if (format != RT_COPY_BINARY)
        at = put(at, "\n");
    return at;
}

static uint64_t write_rows(const struct rt_db *db, int index, enum rt_format_id format, uint64_t first,
                           uint64_t count, size_t limit, struct rt_scratch *scratch, struct rt_out *out)
{
    size_t start = out->size;
    for (uint64_t n = 0; n < count; n++) {
        struct cell cells[3];
        rt_scratch_reset(scratch);
        int cell_count = make((const struct mini *)db, index, first + n, scratch, cells);
        size_t room = 200;
        for (int i = 0; i < cell_count; i++)
            room += 6 * cells[i].text.size + 100;
        if (format == RT_SQL)
            rt_sql_begin(out, db->program->tables[index], first + n);
        char *at = scratch->failed ? NULL : rt_out_room(out, room);
        if (!at)
            return n + 1;
        rt_out_end(out, put_row(at, db, index, format, first + n, cells, cell_count));
        if (out->size - start >= limit)
            return n + 1;
    }
    return count;
}

#define WRITER(table, format)                                                                              \
    static uint64_t write_##table##_##format(const struct rt_db *db, uint64_t first, uint64_t count,       \
                                             size_t limit, struct rt_scratch *scratch, struct rt_out *out) \
    {                                                                                                      \
        return write_rows(db, table, format, first, count, limit, scratch, out);                           \
    }
#define WRITERS(table)           \
    WRITER(table, RT_CSV)        \
    WRITER(table, RT_TSV)        \
    WRITER(table, RT_NDJSON)     \
    WRITER(table, RT_JSON_ARRAY) \
    WRITER(table, RT_SQL)        \
    WRITER(table, RT_COPY)       \
    WRITER(table, RT_COPY_BINARY)
#define WRITERS_OF(table)                                                                   \
    {                                                                                       \
        write_##table##_RT_CSV, write_##table##_RT_TSV, write_##table##_RT_NDJSON,          \
            write_##table##_RT_JSON_ARRAY, write_##table##_RT_SQL, write_##table##_RT_COPY, \
            write_##table##_RT_COPY_BINARY                                                  \
    }

WRITERS(COUNTRIES)
WRITERS(CUSTOMERS)
WRITERS(ORDERS)
WRITERS(HOSTILE)
WRITERS(UPPER_ORDERS)
WRITERS(MANIFEST)

/* ---- the program --------------------------------------------------------------------------------------- */

static bool prepare_orders(struct rt_db *db)
{
    struct mini *mini = (struct mini *)db;
    const struct rt_fanout_spec spec = {RT_FANOUT_RANGE, 2, 4, 0};
    enum rt_fanout_status status =
        rt_fanout_init(&mini->orders, &spec, rt_stream_named(db->seed, "orders", "customer_id", "fan-out"),
                       db->rows[CUSTOMERS], db->rows[ORDERS]);
    return status == RT_FANOUT_OK || rt_fail(db, "could not lay out the orders of customers (%d)", status);
}

static void release_orders(struct rt_db *db)
{
    rt_fanout_free(&((struct mini *)db)->orders);
}

static const struct rt_column country_columns[] = {
    {.name = "id", .type = &type_int, .rule = "1, 2, 3 ..."},
};
static const struct rt_column customer_columns[] = {
    {.name = "id", .type = &type_int, .rule = "1, 2, 3 ..."},
    {.name = "country_id", .type = &type_int, .rule = "a row of countries"},
};
static const struct rt_column order_columns[] = {
    {.name = "id", .type = &type_int, .rule = "1, 2, 3 ...", .always = true},
    {.name = "customer_id", .type = &type_int, .rule = "2 to 4 for each of customers"},
    {.name = "note", .type = &type_text, .rule = "one of 5 texts", .nullable = true},
};
static const struct rt_column hostile_columns[] = {
    {.name = "a,b", .type = &type_text, .rule = "constant"},
    {.name = "c\"d\033[0m", .type = &type_text, .rule = "constant"},
    {.name = "sum", .type = &type_int, .rule = "generated", .nullable = true, .generated = true},
};
static const struct rt_column upper_columns[] = {
    {.name = "sum", .type = &type_int, .rule = "generated", .nullable = true, .generated = true},
};
static const struct rt_column manifest_columns[] = {
    {.name = "id", .type = &type_int, .rule = "0, 1, 2 ..."},
    {.name = "body", .type = &type_text, .rule = "a long text"},
};

static const uint16_t of_countries[] = {COUNTRIES}, of_customers[] = {CUSTOMERS};
static const struct rt_limit country_limits[] = {
    {"countries_code_key", "column \"code\" has 26 values", 26, NULL, 0, NULL, false, false, false},
};
static const struct rt_limit customer_limits[] = {
    {"customers_country_id_fkey", "column \"country_id\" is not null", 1, of_countries, 1, NULL, true, false, false},
};
static const struct rt_limit order_limits[] = {
    {"orders_customer_id_fkey", "2 to 4 orders for each customer", 4, of_customers, 1, NULL, false, false, false},
    {"orders_customer_id_fkey", "2 to 4 orders for each customer", 2, of_customers, 1, NULL, false, true, false},
};
static const struct rt_constraint order_constraints[] = {
    {"orders_pkey", "primary key", "counts up"},
    {"orders_customer_id_fkey", "foreign key", "2 to 4 for each row of customers"},
};

static const struct rt_table descriptors[] = {
    [COUNTRIES] = {.schema = "public",
                   .name = "countries",
                   .label = "countries",
                   .sql_name = "countries",
                   .sql_columns = "id",
                   .sql_batch = 1024,
                   .columns = country_columns,
                   .column_count = 1,
                   .rows = {.kind = RT_ROWS_FIXED, .count = 5},
                   .limits = country_limits,
                   .limit_count = 1,
                   .write = WRITERS_OF(COUNTRIES)},
    [CUSTOMERS] = {.schema = "public",
                   .name = "customers",
                   .label = "customers",
                   .sql_name = "customers",
                   .sql_columns = "id, country_id",
                   .sql_batch = 256,
                   .comment = "People who buy",
                   .columns = customer_columns,
                   .column_count = 2,
                   .rows = {.kind = RT_ROWS_FIXED, .is_default = true, .count = 1000},
                   .limits = customer_limits,
                   .limit_count = 1,
                   .write = WRITERS_OF(CUSTOMERS)},
    [ORDERS] = {.schema = "public",
                .name = "orders",
                .label = "orders",
                .sql_name = "orders",
                .sql_columns = "id, customer_id, note",
                .overriding = true,
                .sql_batch = 128,
                .columns = order_columns,
                .column_count = 3,
                .constraints = order_constraints,
                .constraint_count = 2,
                .rows = {.kind = RT_ROWS_PER, .minimum = 2, .maximum = 4, .parent = CUSTOMERS},
                .limits = order_limits,
                .limit_count = 2,
                .prepare = prepare_orders,
                .release = release_orders,
                .write = WRITERS_OF(ORDERS)},
    [HOSTILE] = {.schema = "odd",
                 .name = "../x,\"y\n",
                 .label = "odd.../x,\"y\n",
                 .sql_name = "odd.\"../x,\"\"y\n\"",
                 .sql_columns = "\"a,b\", \"c\"\"d\033[0m\"",
                 .sql_batch = 1,
                 .columns = hostile_columns,
                 .column_count = 3,
                 .rows = {.kind = RT_ROWS_FIXED, .count = 3},
                 .write = WRITERS_OF(HOSTILE)},
    [UPPER_ORDERS] = {.schema = "public",
                      .name = "ORDERS",
                      .label = "ORDERS",
                      .sql_name = "\"ORDERS\"",
                      .sql_columns = "",
                      .sql_batch = 1,
                      .columns = upper_columns,
                      .column_count = 1,
                      .rows = {.kind = RT_ROWS_FIXED, .count = 2},
                      .write = WRITERS_OF(UPPER_ORDERS)},
    [MANIFEST] = {.schema = "public",
                  .name = "manifest",
                  .label = "manifest",
                  .sql_name = "manifest",
                  .sql_columns = "id, body",
                  .sql_batch = 4,
                  .columns = manifest_columns,
                  .column_count = 2,
                  .rows = {.kind = RT_ROWS_FIXED, .count = 11},
                  .write = WRITERS_OF(MANIFEST)},
};
static const struct rt_table *const tables[] = {
    &descriptors[COUNTRIES], &descriptors[CUSTOMERS],    &descriptors[ORDERS],
    &descriptors[HOSTILE],   &descriptors[UPPER_ORDERS], &descriptors[MANIFEST],
};
static const uint16_t load_order[] = {COUNTRIES, CUSTOMERS, ORDERS, HOSTILE, UPPER_ORDERS, MANIFEST};
static const struct rt_program program = {.abi = RT_ABI,
                                          .name = "mini",
                                          .comment = "A little of everything",
                                          .seed = 7,
                                          .tables = tables,
                                          .table_count = TABLES,
                                          .load_order = load_order,
                                          .db_size = sizeof(struct mini)};

int main(int argc, char **argv)
{
    static const char *const no_ddl[] = {NULL};
    return rt_main(argc, argv, &program, no_ddl);
}
