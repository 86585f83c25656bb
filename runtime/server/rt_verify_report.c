/* The reports of `verify` for people: as text and as Markdown, and the counting that all reports share. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "rt_number.h"
#include "rt_verify.h"

const char *const rt_verify_kinds[RT_VERIFY_KINDS] = {
    [RT_VERIFY_PRIMARY_KEY] = "primary key", [RT_VERIFY_UNIQUE] = "unique",
    [RT_VERIFY_FOREIGN_KEY] = "foreign key", [RT_VERIFY_CHECK] = "check",
    [RT_VERIFY_EXCLUSION] = "exclusion",     [RT_VERIFY_NOT_NULL] = "not null",
    [RT_VERIFY_DOMAIN] = "domain",           [RT_VERIFY_GENERATED] = "generated",
    [RT_VERIFY_PARTITION] = "partition",     [RT_VERIFY_SEQUENCE] = "sequence",
    [RT_VERIFY_ROWS] = "row count",
};

/* ---- counting ------------------------------------------------------------------------------------------ */

struct rt_verify_count rt_verify_count(const struct rt_verify *verify, const char *schema,
                                       enum rt_verify_kind kind)
{
    struct rt_verify_count count = {0};
    for (size_t i = 0; i < verify->check_count; i++) {
        const struct rt_verify_check *check = &verify->checks[i];
        if (!check->enforced || (kind != RT_VERIFY_KINDS && check->kind != kind) ||
            (schema && strcmp(check->schema, schema) != 0))
            continue;
        count.all++;
        count.broken += rt_verify_is_broken(check);
        count.rows += check->rows;
    }
    return count;
}

void rt_verify_count_tables(const struct rt_verify *verify, const char *schema, uint64_t *tables,
                            uint64_t *rows)
{
    *tables = *rows = 0;
    for (int i = 0; i < verify->table_count; i++) {
        const struct rt_verify_table *table = &verify->tables[i];
        if (table->parent >= 0 || (schema && strcmp(table->schema, schema) != 0))
            continue;
        ++*tables;
        *rows += table->rows;
    }
}

/* Takes a schema for the next one where it lies after the last and before the best so far. */
static void offer_schema(const char **best, const char *after, const char *schema)
{
    if ((!after || strcmp(schema, after) > 0) && (!*best || strcmp(schema, *best) < 0))
        *best = schema;
}

const char *rt_verify_next_schema(const struct rt_verify *verify, const char *schema)
{
    const char *best = NULL;
    for (int i = 0; i < verify->table_count; i++)
        offer_schema(&best, schema, verify->tables[i].schema);
    for (size_t i = 0; i < verify->check_count; i++)
        offer_schema(&best, schema, verify->checks[i].schema);
    return best;
}

/* ---- text ---------------------------------------------------------------------------------------------- */

/* How a report is written: text as it is, or what Markdown would take for its own escaped. */
struct form {
    FILE *out;
    bool markdown;
};

static void put(const struct form *form, const char *text)
{
    if (!form->markdown) {
        rt_report_text(form->out, text, strlen(text));
        return;
    }
    static const char special[] = "\\`*_{}[]()<>#+-.!|~&$";
    while (*text) {
        size_t size = strcspn(text, special);
        rt_report_text(form->out, text, size);
        text += size;
        if (*text)
            fprintf(form->out, "\\%c", *text++);
    }
}

static const char *plural(uint64_t count)
{
    return count == 1 ? "" : "s";
}

/* What is wrong, in one line. */
static void put_finding(const struct form *form, const struct rt_verify_check *check)
{
    char rows[RT_NUMBER_SIZE];
    if (check->kind != RT_VERIFY_ROWS) {
        fprintf(form->out, "%s \"",
                check->problem && !check->condition && !check->query ? "constraint"
                                                                     : rt_verify_kinds[check->kind]);
        put(form, check->name);
        fputs("\" of ", form->out);
    }
    fputs("table \"", form->out);
    put(form, check->label);
    putc('"', form->out);
    if (check->problem) {
        putc(' ', form->out);
        put(form, check->problem);
    } else {
        fprintf(form->out, ": %s row%s", rt_number_grouped(rows, check->rows), plural(check->rows));
    }
}

static void put_detail(const struct form *form, const char *text)
{
    fputs(form->markdown ? "  - " : "    ", form->out);
    put(form, text);
    putc('\n', form->out);
}

static void put_findings(const struct form *form, const struct rt_verify *verify)
{
    for (size_t i = 0; i < verify->check_count; i++) {
        const struct rt_verify_check *check = &verify->checks[i];
        if (!check->enforced || !rt_verify_is_broken(check))
            continue;
        fputs(form->markdown ? "- " : "  ", form->out);
        put_finding(form, check);
        putc('\n', form->out);
        if (check->definition && *check->definition)
            put_detail(form, check->definition);
        for (int sample = 0; sample < RT_VERIFY_SAMPLES && check->samples[sample]; sample++)
            put_detail(form, check->samples[sample]);
    }
}

static void put_heading(const struct form *form, const char *text)
{
    fprintf(form->out, form->markdown ? "\n## %s\n\n" : "\n%s\n", text);
}

static void put_not_enforced(const struct form *form, const struct rt_verify *verify)
{
    bool any = false;
    for (size_t i = 0; i < verify->check_count; i++) {
        const struct rt_verify_check *check = &verify->checks[i];
        if (check->enforced)
            continue;
        if (!any)
            put_heading(form, "not enforced, and so not verified");
        any = true;
        fprintf(form->out, "%s%s \"", form->markdown ? "- " : "  ", rt_verify_kinds[check->kind]);
        put(form, check->name);
        fputs("\" of table \"", form->out);
        put(form, check->label);
        fputs("\"\n", form->out);
    }
}

static void put_schema(const struct form *form, const struct rt_verify *verify, const char *schema)
{
    char number[RT_NUMBER_SIZE], broken[RT_NUMBER_SIZE], breaking[RT_NUMBER_SIZE];
    uint64_t tables, rows;
    rt_verify_count_tables(verify, schema, &tables, &rows);
    fputs(form->markdown ? "\n## schema \"" : "\nschema \"", form->out);
    put(form, schema);
    fprintf(form->out, "\": %" PRIu64 " table%s, %s row%s\n", tables, plural(tables),
            rt_number_grouped(number, rows), plural(rows));
    fprintf(form->out,
            form->markdown ? "\n| %s | %s | %s | %s |\n| --- | ---: | ---: | ---: |\n"
                           : "  %-12s %12s %10s %12s\n",
            "kind", "verified", "violated", "bad rows");
    for (int kind = 0; kind < RT_VERIFY_KINDS; kind++) {
        struct rt_verify_count count = rt_verify_count(verify, schema, (enum rt_verify_kind)kind);
        if (count.all)
            fprintf(form->out, form->markdown ? "| %s | %s | %s | %s |\n" : "  %-12s %12s %10s %12s\n",
                    rt_verify_kinds[kind], rt_number_grouped(number, count.all),
                    rt_number_grouped(broken, count.broken), rt_number_grouped(breaking, count.rows));
    }
}

static void put_report(const struct form *form, const struct rt_verify *verify)
{
    char checks[RT_NUMBER_SIZE], all_rows[RT_NUMBER_SIZE], broken[RT_NUMBER_SIZE];
    uint64_t tables, rows;
    struct rt_verify_count count = rt_verify_count(verify, NULL, RT_VERIFY_KINDS);
    rt_verify_count_tables(verify, NULL, &tables, &rows);
    fputs(form->markdown ? "# " : "", form->out);
    put(form, verify->cli->program->name);
    fprintf(form->out, ": %" PRIu64 " table%s, %s row%s, %s constraint%s verified: ", tables, plural(tables),
            rt_number_grouped(all_rows, rows), plural(rows), rt_number_grouped(checks, count.all),
            plural(count.all));
    if (count.broken)
        fprintf(form->out, "%s violated\n", rt_number_grouped(broken, count.broken));
    else
        fputs("all hold\n", form->out);
    for (const char *schema = NULL; (schema = rt_verify_next_schema(verify, schema));)
        put_schema(form, verify, schema);
    if (count.broken)
        put_heading(form, "violated");
    put_findings(form, verify);
    put_not_enforced(form, verify);
}

void rt_verify_print(const struct rt_verify *verify, FILE *out)
{
    struct form form = {out, false};
    put_report(&form, verify);
}

void rt_verify_print_markdown(const struct rt_verify *verify, FILE *out)
{
    struct form form = {out, true};
    put_report(&form, verify);
}
