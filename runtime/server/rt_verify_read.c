/* Reading what is to be verified from the catalog of the target, before any row is looked at. */
#include <stdlib.h>
#include <string.h>

#include "rt_verify.h"

/* ---- the transaction ----------------------------------------------------------------------------------- */

/* Indexes are no evidence of what they should hold, and constraints none of what the rows do: the planner
 * must not use them to leave rows out. */
static const char begin_transaction[] = "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";
static const char settings[] =
    "SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off; SET LOCAL enable_bitmapscan = "
    "off; "
    "SET LOCAL enable_partition_pruning = off; SET LOCAL constraint_exclusion = off; "
    "SET LOCAL row_security = off; SET LOCAL jit = off; SET LOCAL synchronize_seqscans = off; "
    "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0";

bool rt_verify_begin(struct rt_pg *pg, const char *snapshot)
{
    return rt_pg_run(pg, "%s", begin_transaction) &&
           (!snapshot || rt_pg_run(pg, "SET TRANSACTION SNAPSHOT '%s'", snapshot)) &&
           rt_pg_run(pg, "%s", settings) &&
           (pg->version < 170000 || rt_pg_run(pg, "SET LOCAL transaction_timeout = 0")) &&
           (pg->version < 180000 || rt_pg_run(pg, "SET LOCAL enable_self_join_elimination = off"));
}

/* ---- settings that the queries read -------------------------------------------------------------------- */

/* A text as an element of an array's text. */
static void print_element(FILE *out, bool first, const char *text)
{
    fputs(first ? "{\"" : ",\"", out);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            putc('\\', out);
        putc(*text, out);
    }
    putc('"', out);
}

/* Sets a setting to the array of texts that `text_of` gives. */
static bool set_array(struct rt_verify *verify, const char *setting, int count,
                      const char *(*text_of)(const struct rt_verify *verify, int i))
{
    char *array = NULL, *quoted = NULL;
    size_t size;
    FILE *out = open_memstream(&array, &size);
    if (!out)
        return rt_pg_fail(&verify->pg, "out of memory");
    for (int i = 0, first = 1; i < count; i++) {
        const char *text = text_of(verify, i);
        if (text)
            print_element(out, first, text);
        first &= !text;
    }
    bool any = ftell(out) > 0;
    fputs(any ? "}" : "{}", out);
    bool done =
        (fclose(out) == 0 && (quoted = rt_pg_quote_text(array))) || rt_pg_fail(&verify->pg, "out of memory");
    done = done && rt_pg_run(&verify->pg, "SET LOCAL verify.%s = %s", setting, quoted);
    free(quoted);
    free(array);
    return done;
}

static const char *schema_of(const struct rt_verify *verify, int i)
{
    return verify->cli->program->tables[i]->schema;
}

static const char *name_of(const struct rt_verify *verify, int i)
{
    return verify->cli->program->tables[i]->name;
}

static const char *oid_of(const struct rt_verify *verify, int i)
{
    return rt_pg_is_true(&verify->catalog[0], i, 1) ? rt_pg_cell(&verify->catalog[0], i, 0) : NULL;
}

static const char *key_of(const struct rt_verify *verify, int i)
{
    return rt_pg_is_true(&verify->catalog[0], i, 1) ? rt_pg_cell(&verify->catalog[0], i, 11) : NULL;
}

/* ---- tables -------------------------------------------------------------------------------------------- */

static bool out_of_memory(const struct rt_verify *verify)
{
    return rt_report_error(&verify->cli->report, "out of memory");
}

static char *label_of(const char *schema, const char *name)
{
    return strcmp(schema, "public") == 0 ? strdup(name) : rt_pg_text("%s.%s", schema, name);
}

static bool read_table(struct rt_verify *verify, int row)
{
    const struct rt_pg_rows *rows = &verify->catalog[0];
    const char *number = rt_pg_cell(rows, row, 6);
    struct rt_verify_table *table = &verify->tables[verify->table_count++];
    *table = (struct rt_verify_table){
        .oid = rt_pg_cell(rows, row, 0),
        .schema = rt_pg_cell(rows, row, 2),
        .name = rt_pg_cell(rows, row, 3),
        .stored = rt_pg_is_true(rows, row, 4),
        .source = rt_pg_cell(rows, row, 5),
        .wanted = *number == '-' ? NULL : verify->cli->program->tables[rt_pg_number(rows, row, 6)],
        .parent = -1,
        .key = rt_pg_cell(rows, row, 11),
    };
    table->label = label_of(table->schema, table->name);
    return table->label || out_of_memory(verify);
}

static struct rt_verify_table *find_table(const struct rt_verify *verify, const char *oid)
{
    for (int i = 0; i < verify->table_count; i++)
        if (strcmp(verify->tables[i].oid, oid) == 0)
            return &verify->tables[i];
    return NULL;
}

static bool read_tables(struct rt_verify *verify)
{
    const struct rt_pg_rows *rows = &verify->catalog[0];
    verify->tables = calloc((size_t)rows->count + 1, sizeof *verify->tables);
    if (!verify->tables)
        return out_of_memory(verify);
    for (int i = 0; i < rows->count; i++)
        if (rt_pg_is_true(rows, i, 1) && !read_table(verify, i))
            return false;
    for (int i = 0, at = 0; i < rows->count; i++) {
        if (!rt_pg_is_true(rows, i, 1))
            continue;
        const struct rt_verify_table *parent = find_table(verify, rt_pg_cell(rows, i, 7));
        verify->tables[at++].parent = parent ? (int)(parent - verify->tables) : -1;
    }
    return true;
}

/* ---- rights -------------------------------------------------------------------------------------------- */

/* Says what keeps a table from being read, if anything. */
static bool may_read(const struct rt_verify *verify, int row, const char *role)
{
    const struct rt_pg_rows *rows = &verify->catalog[0];
    const struct rt_report *report = &verify->cli->report;
    const char *schema = rt_pg_cell(rows, row, 2), *name = rt_pg_cell(rows, row, 3);
    if (!rt_pg_is_true(rows, row, 8)) {
        rt_report_error(report, "role \"%s\" lacks the right USAGE on schema \"%s\"", role, schema);
        rt_report_hint(report, "Its owner gives it by GRANT USAGE ON SCHEMA.");
    } else if (!rt_pg_is_true(rows, row, 9)) {
        rt_report_error(report, "role \"%s\" lacks the right SELECT on table \"%s.%s\"", role, schema, name);
        rt_report_hint(report, "Its owner gives it by GRANT SELECT ON TABLE.");
    } else if (rt_pg_is_true(rows, row, 10)) {
        rt_report_error(report, "row-level security keeps rows of table \"%s.%s\" from role \"%s\"", schema,
                        name, role);
        rt_report_hint(report, "Connect as the table's owner or as a role with BYPASSRLS.");
    } else {
        return true;
    }
    return false;
}

static bool check_rights(struct rt_verify *verify)
{
    struct rt_pg_rows role;
    if (!rt_pg_query(&verify->pg, &role, "SELECT current_user", 0, NULL))
        return rt_pg_report(&verify->cli->report, &verify->pg, "could not ask for the role");
    bool good = true;
    for (int i = 0; i < verify->catalog[0].count; i++)
        good &= may_read(verify, i, rt_pg_cell(&role, 0, 0));
    rt_pg_rows_free(&role);
    return good;
}

/* ---- checks -------------------------------------------------------------------------------------------- */

struct rt_verify_check *rt_verify_add(struct rt_verify *verify, const struct rt_verify_table *table,
                                      enum rt_verify_kind kind, const char *name, const char *definition)
{
    if (verify->check_count == verify->check_room) {
        size_t room = verify->check_room ? 2 * verify->check_room : 256;
        struct rt_verify_check *grown = realloc(verify->checks, room * sizeof *grown);
        if (!grown) {
            out_of_memory(verify);
            return NULL;
        }
        verify->checks = grown;
        verify->check_room = room;
    }
    struct rt_verify_check *check = &verify->checks[verify->check_count++];
    *check = (struct rt_verify_check){.table = table,
                                      .schema = table ? table->schema : NULL,
                                      .label = table ? table->label : NULL,
                                      .kind = kind,
                                      .name = name,
                                      .definition = definition,
                                      .enforced = true};
    return check;
}

enum rt_verify_kind rt_verify_kind_of(const char *name)
{
    int kind = 0;
    while (kind + 1 < RT_VERIFY_KINDS && strcmp(rt_verify_kinds[kind], name) != 0)
        kind++;
    return (enum rt_verify_kind)kind;
}

static bool add_checks(struct rt_verify *verify, const struct rt_pg_rows *rows, bool conditions)
{
    const struct rt_verify_table *table = NULL;
    for (int i = 0; i < rows->count; i++) {
        const char *oid = rt_pg_cell(rows, i, 0), *text = rt_pg_cell(rows, i, 5);
        if (!table || strcmp(table->oid, oid) != 0)
            table = find_table(verify, oid);
        struct rt_verify_check *check =
            rt_verify_add(verify, table, rt_verify_kind_of(rt_pg_cell(rows, i, 1)), rt_pg_cell(rows, i, 2),
                          rt_pg_cell(rows, i, 3));
        if (!check)
            return false;
        check->enforced = rt_pg_is_true(rows, i, 4);
        check->condition = conditions ? text : NULL;
        check->query = conditions ? NULL : text;
    }
    return true;
}

/* ---- all of it ----------------------------------------------------------------------------------------- */

static bool query(struct rt_verify *verify, int which, const char *text)
{
    return rt_pg_query(&verify->pg, &verify->catalog[which], text, 0, NULL);
}

/* Runs the catalog's queries with every name qualified, and lets the names of functions that constraints call
 * be found as the session finds them afterwards. */
static bool read_catalog(struct rt_verify *verify)
{
    struct rt_pg *pg = &verify->pg;
    int count = verify->cli->program->table_count;
    return rt_pg_run(pg, "SAVEPOINT catalog; SET LOCAL search_path = pg_catalog") &&
           rt_pg_run(pg, "SET LOCAL verify.everything = '%s'", verify->cli->options.all ? "on" : "off") &&
           set_array(verify, "schemas", count, schema_of) && set_array(verify, "names", count, name_of) &&
           query(verify, 0, rt_sql_verify_tables) &&
           set_array(verify, "tables", verify->catalog[0].count, oid_of) &&
           set_array(verify, "keys", verify->catalog[0].count, key_of) &&
           query(verify, 1, rt_sql_verify_rows) && query(verify, 2, rt_sql_verify_constraints) &&
           query(verify, 3, rt_sql_verify_names) &&
           rt_pg_run(pg, "ROLLBACK TO SAVEPOINT catalog; RELEASE SAVEPOINT catalog");
}

bool rt_verify_read(struct rt_verify *verify)
{
    if (!read_catalog(verify))
        return rt_pg_report(&verify->cli->report, &verify->pg, "could not read the catalog");
    return check_rights(verify) && read_tables(verify) && add_checks(verify, &verify->catalog[1], true) &&
           add_checks(verify, &verify->catalog[2], false);
}
