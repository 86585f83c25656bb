/* What the program's schema has and the target has not: tables, and constraints by kind and name or, where
 * the name is another, by what they say. */
#include <stdlib.h>
#include <string.h>

#include "rt_verify.h"

static const char missing[] = "is in the schema but not in the database";

/* Whether a definition of the catalog says what a declared one does; the catalog's may say more at its end:
 * actions, deferrability. */
static bool says_the_same(const char *declared, const char *definition)
{
    size_t size = strlen(declared);
    return size && strncmp(definition, declared, size) == 0 && (!definition[size] || definition[size] == ' ');
}

static bool is_there(const struct rt_verify *verify, const struct rt_verify_table *table,
                     const struct rt_declared *declared)
{
    const struct rt_pg_rows *rows = &verify->catalog[3];
    for (int i = 0; i < rows->count; i++)
        if (strcmp(rt_pg_cell(rows, i, 0), table->oid) == 0 &&
            strcmp(rt_pg_cell(rows, i, 1), declared->kind) == 0 &&
            (strcmp(rt_pg_cell(rows, i, 2), declared->name) == 0 ||
             says_the_same(declared->definition, rt_pg_cell(rows, i, 3))))
            return true;
    return false;
}

static bool add_missing(struct rt_verify *verify, const struct rt_verify_table *table,
                        enum rt_verify_kind kind, const char *name, const char *definition,
                        const struct rt_table *wanted)
{
    struct rt_verify_check *check = rt_verify_add(verify, table, kind, name, definition);
    if (!check)
        return false;
    check->schema = wanted->schema;
    check->label = wanted->label;
    check->problem = strdup(missing);
    return check->problem || rt_report_error(&verify->cli->report, "out of memory");
}

static bool compare_table(struct rt_verify *verify, const struct rt_verify_table *table,
                          const struct rt_table *wanted)
{
    for (uint16_t i = 0; i < wanted->declared_count; i++) {
        const struct rt_declared *declared = &wanted->declared[i];
        if (!is_there(verify, table, declared) &&
            !add_missing(verify, table, rt_verify_kind_of(declared->kind), declared->name,
                         declared->definition, wanted))
            return false;
    }
    return true;
}

static const struct rt_verify_table *table_of(const struct rt_verify *verify, const struct rt_table *wanted)
{
    for (int i = 0; i < verify->table_count; i++)
        if (verify->tables[i].wanted == wanted)
            return &verify->tables[i];
    return NULL;
}

bool rt_verify_compare(struct rt_verify *verify)
{
    const struct rt_program *program = verify->cli->program;
    for (uint16_t i = 0; i < program->table_count; i++) {
        const struct rt_table *wanted = program->tables[i];
        const struct rt_verify_table *table = table_of(verify, wanted);
        if (table ? !compare_table(verify, table, wanted)
                  : !add_missing(verify, NULL, RT_VERIFY_ROWS, NULL, NULL, wanted))
            return false;
    }
    return true;
}
