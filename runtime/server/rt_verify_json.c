/* The report of `verify` as JSON, for programs. */
#include <inttypes.h>

#include "rt_verify.h"

static void print_member(FILE *out, const char *name, const char *text)
{
    fprintf(out, "\"%s\": ", name);
    if (text)
        rt_report_json(out, text);
    else
        fputs("null", out);
}

static void print_kinds(FILE *out, const struct rt_verify *verify, const char *schema)
{
    bool any = false;
    for (int kind = 0; kind < RT_VERIFY_KINDS; kind++) {
        struct rt_verify_count count = rt_verify_count(verify, schema, (enum rt_verify_kind)kind);
        if (!count.all)
            continue;
        fprintf(out,
                "%s\n      {\"kind\": \"%s\", \"verified\": %" PRIu64 ", \"violated\": %" PRIu64
                ", \"bad_rows\": %" PRIu64 "}",
                any ? "," : "", rt_verify_kinds[kind], count.all, count.broken, count.rows);
        any = true;
    }
}

static void print_schemas(FILE *out, const struct rt_verify *verify)
{
    bool any = false;
    for (const char *schema = NULL; (schema = rt_verify_next_schema(verify, schema)); any = true) {
        uint64_t tables, rows;
        rt_verify_count_tables(verify, schema, &tables, &rows);
        fputs(any ? ",\n    {" : "\n    {", out);
        print_member(out, "schema", schema);
        fprintf(out, ", \"tables\": %" PRIu64 ", \"rows\": %" PRIu64 ", \"kinds\": [", tables, rows);
        print_kinds(out, verify, schema);
        fputs("]}", out);
    }
}

static void print_tables(FILE *out, const struct rt_verify *verify)
{
    for (int i = 0; i < verify->table_count; i++) {
        const struct rt_verify_table *table = &verify->tables[i];
        fputs(i ? ",\n    {" : "\n    {", out);
        print_member(out, "schema", table->schema);
        fputs(", ", out);
        print_member(out, "table", table->name);
        fprintf(out, ", \"partition\": %s, \"rows\": %" PRIu64 "}", table->parent >= 0 ? "true" : "false",
                table->rows);
    }
}

static void print_check(FILE *out, const struct rt_verify_check *check)
{
    fputs("\n    {", out);
    print_member(out, "schema", check->schema);
    fputs(", ", out);
    print_member(out, "table", check->label);
    fputs(", ", out);
    print_member(out, "kind", rt_verify_kinds[check->kind]);
    fputs(", ", out);
    print_member(out, "constraint", check->name);
    fputs(", ", out);
    print_member(out, "definition", check->definition);
    fprintf(out, ", \"rows\": %" PRIu64 ", ", check->rows);
    print_member(out, "problem", check->problem);
    fputs(", \"samples\": [", out);
    for (int i = 0; i < RT_VERIFY_SAMPLES && check->samples[i]; i++) {
        fputs(i ? ", " : "", out);
        rt_report_json(out, check->samples[i]);
    }
    fputs("]}", out);
}

/* The checks that were broken, or those that are not enforced. */
static void print_checks(FILE *out, const struct rt_verify *verify, bool enforced)
{
    bool any = false;
    for (size_t i = 0; i < verify->check_count; i++) {
        const struct rt_verify_check *check = &verify->checks[i];
        if (check->enforced != enforced || (enforced && !rt_verify_is_broken(check)))
            continue;
        fputs(any ? "," : "", out);
        print_check(out, check);
        any = true;
    }
}

void rt_verify_print_json(const struct rt_verify *verify, FILE *out)
{
    struct rt_verify_count count = rt_verify_count(verify, NULL, RT_VERIFY_KINDS);
    uint64_t tables, rows;
    rt_verify_count_tables(verify, NULL, &tables, &rows);
    fputs("{\n  ", out);
    print_member(out, "program", verify->cli->program->name);
    fputs(",\n  ", out);
    print_member(out, "database", rt_pg_database(&verify->pg));
    fprintf(out,
            ",\n  \"server\": %d,\n  \"tables\": %" PRIu64 ",\n  \"rows\": %" PRIu64
            ",\n  \"verified\": %" PRIu64 ",\n  \"violated\": %" PRIu64 ",\n  \"schemas\": [",
            verify->pg.version, tables, rows, count.all, count.broken);
    print_schemas(out, verify);
    fputs("],\n  \"table_rows\": [", out);
    print_tables(out, verify);
    fputs("],\n  \"violations\": [", out);
    print_checks(out, verify, true);
    fputs("],\n  \"not_enforced\": [", out);
    print_checks(out, verify, false);
    fputs("]\n}\n", out);
}
