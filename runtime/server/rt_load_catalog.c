/* What the target's catalog says of the tables to load, and what of it could be dropped and made again. */
#include "rt_load.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "rt_oids.h"

/* ---- parameters ---------------------------------------------------------------------------------------- */

static void put(struct rt_out *out, const char *text, size_t size)
{
    char *at = rt_out_room(out, size);
    if (!at)
        return;
    memcpy(at, text, size);
    rt_out_end(out, at + size);
}

/* An element of an array, quoted for the array's text form. */
static void put_element(struct rt_out *out, const char *text)
{
    put(out, out->size ? ",\"" : "{\"", 2);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            put(out, "\\", 1);
        put(out, text, 1);
    }
    put(out, "\"", 1);
}

/* Ends an array; the text is the caller's, NULL where memory is out. */
static char *end_array(struct rt_out *out)
{
    put(out, out->size ? "}" : "{}", out->size ? 2 : 3);
    char *text = out->failed ? NULL : out->data;
    if (!text)
        rt_out_free(out);
    return text;
}

char *rt_load_oids(const struct rt_load *load, bool (*chosen)(const struct rt_load_table *table))
{
    struct rt_out out;
    char number[24];
    if (!rt_out_init(&out, 256))
        return NULL;
    for (size_t i = 0; i < load->table_count; i++) {
        snprintf(number, sizeof number, "%" PRIu64, load->tables[i].oid);
        if (!chosen || chosen(&load->tables[i]))
            put_element(&out, number);
    }
    return end_array(&out);
}

/* Runs a query with one array parameter; what it reads is for messages. */
static bool query_with(struct rt_load *load, struct rt_pg_rows *rows, const char *what, const char *query,
                       char *array)
{
    const char *parameters[] = {array};
    bool done = array ? rt_pg_query(&load->pg, rows, query, 1, parameters) ||
                            rt_pg_report(load->report, &load->pg, "could not read %s", what)
                      : rt_load_out_of_memory(load);
    free(array);
    return done;
}

/* ---- tables -------------------------------------------------------------------------------------------- */

enum {
    TABLE_OID,
    TABLE_KIND,
    TABLE_PERSISTENCE,
    TABLE_OWNED,
    TABLE_INSERT,
    TABLE_TRUNCATE,
    TABLE_SECURED,
    TABLE_PARTITION,
    TABLE_SELECT,
    TABLE_USAGE
};

struct rt_load_table *rt_load_find(const struct rt_load *load, uint64_t oid)
{
    for (size_t i = 0; i < load->table_count; i++)
        if (load->tables[i].oid == oid)
            return &load->tables[i];
    return NULL;
}

bool rt_load_choose_tables(struct rt_load *load)
{
    const struct rt_program *program = load->cli->program;
    load->tables = calloc(program->table_count + 1u, sizeof *load->tables);
    if (!load->tables)
        return rt_load_out_of_memory(load);
    for (uint16_t i = 0; i < program->table_count; i++) {
        uint16_t index = program->load_order[i];
        bool chosen = !load->cli->options.chosen || load->cli->options.chosen[index];
        if (!chosen || (!load->db->rows[index] && !load->cli->options.replace))
            continue;
        load->tables[load->table_count++] = (struct rt_load_table){
            .index = index, .table = program->tables[index], .rows = load->db->rows[index]};
        load->rows += load->db->rows[index];
    }
    return true;
}

static bool query_tables(struct rt_load *load, struct rt_pg_rows *rows)
{
    struct rt_out namespaces, names;
    bool room = rt_out_init(&namespaces, 256);
    room = rt_out_init(&names, 256) && room;
    for (size_t i = 0; room && i < load->table_count; i++) {
        put_element(&namespaces, load->tables[i].table->schema);
        put_element(&names, load->tables[i].table->name);
    }
    char *arrays[] = {end_array(&namespaces), end_array(&names)};
    const char *parameters[] = {arrays[0], arrays[1]};
    bool done = room && arrays[0] && arrays[1]
                    ? rt_pg_query(&load->pg, rows, rt_sql_load_tables, 2, parameters) ||
                          rt_pg_report(load->report, &load->pg, "could not read the tables")
                    : rt_load_out_of_memory(load);
    free(arrays[0]);
    free(arrays[1]);
    return done;
}

bool rt_load_count_tables(struct rt_load *load, size_t *there)
{
    struct rt_pg_rows rows;
    *there = 0;
    if (!query_tables(load, &rows))
        return false;
    for (int row = 0; row < rows.count; row++)
        *there += !rt_pg_is_null(&rows, row, TABLE_OID);
    rt_pg_rows_free(&rows);
    return true;
}

static bool cannot_load(struct rt_load *load, const struct rt_load_table *table, const char *why,
                        const char *hint)
{
    rt_report_error(load->report, "table \"%s\" cannot be loaded: %s", table->table->label, why);
    if (!load->hint || strcmp(load->hint, hint) != 0)
        rt_report_hint(load->report, "%s", hint);
    load->hint = hint;
    return rt_load_wrong(load);
}

/* What to do about a table that is missing depends on whether others are there. */
static const char *missing_hint(const struct rt_load *load, const struct rt_pg_rows *rows)
{
    for (size_t i = 0; i < load->table_count; i++)
        if (*rt_pg_cell(rows, (int)i, TABLE_KIND))
            return "Make it, choose others with --tables, or build the program again from the schema as it "
                   "is.";
    return "Make the schema first, or have it made with --create.";
}

/* Takes in what a row says of a table; false where it cannot be loaded. */
static bool take_table(struct rt_load *load, struct rt_load_table *table, const struct rt_pg_rows *rows,
                       int row)
{
    char kind = *rt_pg_cell(rows, row, TABLE_KIND);
    if (!kind)
        return cannot_load(load, table, "it is not in the database", missing_hint(load, rows));
    if (kind != 'r' && kind != 'p' && kind != 'f')
        return cannot_load(load, table, "it is a view", "");
    if (!rt_pg_is_true(rows, row, TABLE_USAGE))
        return cannot_load(load, table, "permission denied for its schema",
                           "Connect as the owner of the tables, or GRANT USAGE ON SCHEMA to this role.");
    if (!rt_pg_is_true(rows, row, TABLE_INSERT))
        return cannot_load(load, table, "permission denied",
                           "Connect as the owner of the tables, or GRANT INSERT on it to this role.");
    if (!rt_pg_is_true(rows, row, TABLE_SELECT))
        return cannot_load(load, table, "permission denied to see whether it is empty",
                           "Connect as the owner of the tables, or GRANT SELECT on it to this role.");
    if (rt_pg_is_true(rows, row, TABLE_SECURED))
        return cannot_load(
            load, table, "row-level security is on for this role, and COPY does not go through it",
            "Connect as a role with BYPASSRLS, or as the owner with NO FORCE ROW LEVEL SECURITY.");
    table->oid = rt_pg_number(rows, row, TABLE_OID);
    table->partitioned = kind == 'p';
    table->plain = kind == 'r' && !rt_pg_is_true(rows, row, TABLE_PARTITION);
    table->unlogged = *rt_pg_cell(rows, row, TABLE_PERSISTENCE) == 'u';
    table->owned = rt_pg_is_true(rows, row, TABLE_OWNED);
    table->may_truncate = rt_pg_is_true(rows, row, TABLE_TRUNCATE) && kind != 'f';
    return true;
}

static bool read_tables(struct rt_load *load)
{
    enum {
        MANY = 5 /* complaints that are enough */
    };
    int wrong = 0;
    if (!query_tables(load, &load->table_rows))
        return false;
    for (size_t i = 0; i < load->table_count && wrong < MANY; i++)
        wrong += !take_table(load, &load->tables[i], &load->table_rows, (int)i);
    return wrong == 0;
}

/* ---- columns ------------------------------------------------------------------------------------------- */

enum {
    ARRAYS = 4,    /* relation, name, place, type */
    COMPLAINTS = 5 /* that are enough */
};

static void put_columns(const struct rt_load *load, struct rt_out arrays[ARRAYS])
{
    char number[24];
    for (size_t i = 0; i < load->table_count; i++) {
        const struct rt_table *table = load->tables[i].table;
        for (uint16_t c = 0; c < table->column_count; c++) {
            if (table->columns[c].generated)
                continue;
            snprintf(number, sizeof number, "%" PRIu64, load->tables[i].oid);
            put_element(&arrays[0], number);
            put_element(&arrays[1], table->columns[c].name);
            snprintf(number, sizeof number, "%zu", i + 1);
            put_element(&arrays[2], number);
            put_element(&arrays[3], table->columns[c].type->name);
        }
    }
}

/* Tables whose columns have other types are loaded in text; what else is wrong is reported. */
static bool judge_columns(struct rt_load *load, const struct rt_pg_rows *rows)
{
    int complaints = 0;
    for (int row = 0; row < rows->count && complaints < COMPLAINTS; row++) {
        struct rt_load_table *table = &load->tables[rt_pg_number(rows, row, 0)];
        const char *problem = rt_pg_cell(rows, row, 2);
        if (strcmp(problem, "type") == 0) {
            table->binary = false;
            continue;
        }
        rt_report_error(load->report, "column \"%s\" of table \"%s\" %s", rt_pg_cell(rows, row, 1),
                        table->table->label,
                        strcmp(problem, "missing") == 0 ? "is not in the database" : "is generated there");
        complaints++;
    }
    if (!complaints)
        return true;
    rt_report_hint(load->report, "The program was built from another state of the schema: build it again.");
    return rt_load_wrong(load);
}

/* The columns that are written are there and can be written. */
static bool check_columns(struct rt_load *load)
{
    struct rt_out arrays[ARRAYS];
    struct rt_pg_rows rows = {0};
    char *texts[ARRAYS];
    bool room = true;
    for (int i = 0; i < ARRAYS; i++)
        room = rt_out_init(&arrays[i], 256) && room;
    if (room)
        put_columns(load, arrays);
    for (int i = 0; i < ARRAYS; i++)
        room = (texts[i] = end_array(&arrays[i])) && room;
    bool done =
        room ? rt_pg_query(&load->pg, &rows, rt_sql_load_columns, ARRAYS, (const char *const *)texts) ||
                   rt_pg_report(load->report, &load->pg, "could not read the columns")
             : rt_load_out_of_memory(load);
    for (int i = 0; i < ARRAYS; i++)
        free(texts[i]);
    done = done && judge_columns(load, &rows);
    rt_pg_rows_free(&rows);
    return done;
}

/* ---- types --------------------------------------------------------------------------------------------- */

/* Asks for the OIDs that the program does not know; then it is known which tables can be sent in binary. */
static bool read_types(struct rt_load *load)
{
    const struct rt_program *program = load->cli->program;
    struct rt_pg_rows rows;
    struct rt_out names;
    if (!rt_out_init(&names, 256))
        return rt_load_out_of_memory(load);
    for (uint16_t i = 0; i < rt_oids_count(program); i++)
        put_element(&names, rt_oids_name(program, i));
    if (!query_with(load, &rows, "the types", rt_sql_load_types, end_array(&names)))
        return false;
    for (uint16_t i = 0; i < rt_oids_count(program); i++)
        rt_oids_set(load->db, i, (uint32_t)rt_pg_number(&rows, i, 0), rt_pg_is_true(&rows, i, 1));
    rt_pg_rows_free(&rows);
    for (size_t i = 0; i < load->table_count; i++)
        load->tables[i].binary = rt_table_has_binary(load->db, load->tables[i].table, NULL);
    return true;
}

/* ---- rows that are there ------------------------------------------------------------------------------- */

bool rt_load_look_for_rows(struct rt_load *load)
{
    for (size_t i = 0; i < load->table_count; i++) {
        struct rt_load_table *table = &load->tables[i];
        struct rt_pg_rows rows;
        char *query = rt_pg_text("SELECT EXISTS (SELECT FROM %s%s)", table->partitioned ? "" : "ONLY ",
                                 table->table->sql_name);
        bool done = query && rt_pg_query(&load->pg, &rows, query, 0, NULL);
        free(query);
        if (!done)
            return rt_pg_report(load->report, &load->pg, "could not see whether table \"%s\" is empty",
                                table->table->label);
        table->filled = rt_pg_is_true(&rows, 0, 0);
        rt_pg_rows_free(&rows);
    }
    return true;
}

/* ---- what can be dropped ------------------------------------------------------------------------------- */

enum {
    OBJECT_KIND,
    OBJECT_TABLE,
    OBJECT_WHAT,
    OBJECT_DROP,
    OBJECT_RESTORE,
    OBJECT_THEN,
    OBJECT_SAME,
    OBJECT_OID
};

static bool is_owned(const struct rt_load_table *table)
{
    return table->owned;
}

static enum rt_load_kind kind_of(char letter)
{
    return letter == 'r' ? RT_LOAD_REFERENCE : letter == 'i' ? RT_LOAD_INDEX : RT_LOAD_TRIGGER;
}

bool rt_load_query_objects(struct rt_load *load, struct rt_pg_rows *rows)
{
    return query_with(load, rows, "indexes and references", rt_sql_load_objects,
                      rt_load_oids(load, is_owned));
}

static bool read_objects(struct rt_load *load)
{
    struct rt_pg_rows *rows = &load->object_rows;
    if (!rt_load_query_objects(load, rows))
        return false;
    load->objects = calloc((size_t)rows->count + 1, sizeof *load->objects);
    if (!load->objects)
        return rt_load_out_of_memory(load);
    for (int row = 0; row < rows->count; row++)
        load->objects[load->object_count++] =
            (struct rt_load_object){.kind = kind_of(*rt_pg_cell(rows, row, OBJECT_KIND)),
                                    .table = rt_pg_number(rows, row, OBJECT_TABLE),
                                    .what = rt_pg_cell(rows, row, OBJECT_WHAT),
                                    .drop = rt_pg_cell(rows, row, OBJECT_DROP),
                                    .restore = rt_pg_cell(rows, row, OBJECT_RESTORE),
                                    .then = rt_pg_cell(rows, row, OBJECT_THEN),
                                    .same = rt_pg_cell(rows, row, OBJECT_SAME),
                                    .oid = rt_pg_number(rows, row, OBJECT_OID)};
    return true;
}

/* ---- references and triggers --------------------------------------------------------------------------- */

static bool read_references(struct rt_load *load)
{
    struct rt_pg_rows *rows = &load->reference_rows;
    if (!query_with(load, rows, "the references", rt_sql_load_references, rt_load_oids(load, NULL)))
        return false;
    load->references = calloc((size_t)rows->count + 1, sizeof *load->references);
    if (!load->references)
        return rt_load_out_of_memory(load);
    for (int row = 0; row < rows->count; row++)
        load->references[load->reference_count++] =
            (struct rt_load_reference){.name = rt_pg_cell(rows, row, 0),
                                       .oid = rt_pg_number(rows, row, 1),
                                       .from = rt_pg_number(rows, row, 2),
                                       .to = rt_pg_number(rows, row, 3),
                                       .deferrable = rt_pg_is_true(rows, row, 4)};
    return true;
}

static bool read_triggers(struct rt_load *load)
{
    struct rt_pg_rows *rows = &load->trigger_rows;
    if (!query_with(load, rows, "the triggers", rt_sql_load_triggers, rt_load_oids(load, NULL)))
        return false;
    load->triggers = calloc((size_t)rows->count + 1, sizeof *load->triggers);
    if (!load->triggers)
        return rt_load_out_of_memory(load);
    for (int row = 0; row < rows->count; row++)
        load->triggers[load->trigger_count++] =
            (struct rt_load_trigger){.name = rt_pg_cell(rows, row, 0),
                                     .table = rt_pg_cell(rows, row, 1),
                                     .fires = rt_pg_cell(rows, row, 2),
                                     .function = rt_pg_cell(rows, row, 3),
                                     .silent = rt_pg_is_true(rows, row, 4),
                                     .oid = rt_pg_number(rows, row, 5),
                                     .on_truncate = rt_pg_is_true(rows, row, 6),
                                     .relation = rt_pg_number(rows, row, 7),
                                     .on_insert = rt_pg_is_true(rows, row, 8)};
    return true;
}

/* ---- order --------------------------------------------------------------------------------------------- */

/* Puts a table behind those that it refers to, but for those that wait for it themselves. */
static void place(const struct rt_load *load, size_t index, bool *seen, struct rt_load_table *sorted,
                  size_t *count)
{
    const struct rt_load_table *table = &load->tables[index];
    if (seen[index])
        return;
    seen[index] = true;
    for (size_t i = 0; i < load->reference_count; i++) {
        const struct rt_load_reference *reference = &load->references[i];
        const struct rt_load_table *parent =
            reference->from == table->oid ? rt_load_find(load, reference->to) : NULL;
        if (parent)
            place(load, (size_t)(parent - load->tables), seen, sorted, count);
    }
    sorted[(*count)++] = *table;
}

/* The program's order knows the references of its schema; the target's catalog may have others, those of
 * partitions among them. */
static bool sort_tables(struct rt_load *load)
{
    size_t count = 0;
    bool *seen = calloc(load->table_count + 1, sizeof *seen);
    struct rt_load_table *sorted = calloc(load->table_count + 1, sizeof *sorted);
    bool done = (seen && sorted) || rt_load_out_of_memory(load);
    for (size_t i = 0; done && i < load->table_count; i++)
        place(load, i, seen, sorted, &count);
    free(seen);
    if (done) {
        free(load->tables);
        load->tables = sorted;
    } else {
        free(sorted);
    }
    return done;
}

bool rt_load_read_catalog(struct rt_load *load)
{
    return read_tables(load) && read_types(load) && check_columns(load) && rt_load_look_for_rows(load) &&
           read_objects(load) && read_references(load) && sort_tables(load) && read_triggers(load);
}
