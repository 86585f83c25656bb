/* The command `info`: the tables, how their columns are made, and how their constraints are met. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "rt_cli.h"
#include "rt_number.h"

#define COLUMN_MAX 32 /* the widest that names and types are padded to */

/* Prints text from the schema, padded to a width and two columns more. */
static void print_padded(const char *text, size_t width)
{
    size_t used = rt_report_text(stdout, text, strlen(text));
    printf("%*s", used < width ? (int)(width - used) + 2 : 2, "");
}

static void print_line(const char *text)
{
    rt_report_text(stdout, text, strlen(text));
    putchar('\n');
}

static size_t wider(size_t width, const char *text)
{
    size_t size = strlen(text);
    if (size > COLUMN_MAX)
        size = COLUMN_MAX;
    return size > width ? size : width;
}

static void print_columns(const struct rt_table *table)
{
    size_t names = 0, types = 0;
    for (uint16_t i = 0; i < table->column_count; i++) {
        names = wider(names, table->columns[i].name);
        types = wider(types, table->columns[i].type->name);
    }
    for (uint16_t i = 0; i < table->column_count; i++) {
        const struct rt_column *column = &table->columns[i];
        fputs("    ", stdout);
        print_padded(column->name, names);
        print_padded(column->type->name, types);
        fputs(column->nullable ? "          " : "not null  ", stdout);
        print_line(column->generated ? "computed by the database" : column->rule);
    }
}

static void print_constraints(const struct rt_table *table)
{
    size_t names = 0, kinds = 0;
    if (table->constraint_count)
        puts("  constraints");
    for (uint16_t i = 0; i < table->constraint_count; i++) {
        names = wider(names, table->constraints[i].name);
        kinds = wider(kinds, table->constraints[i].kind);
    }
    for (uint16_t i = 0; i < table->constraint_count; i++) {
        fputs("    ", stdout);
        print_padded(table->constraints[i].name, names);
        print_padded(table->constraints[i].kind, kinds);
        print_line(table->constraints[i].how);
    }
}

static void print_quoted(const char *text)
{
    putchar('"');
    rt_report_text(stdout, text, strlen(text));
    putchar('"');
}

/* The tables that a limit counts, with a text between them. */
static void print_tables(const struct rt_program *program, const struct rt_limit *limit, const char *between)
{
    for (uint16_t i = 0; i < limit->table_count; i++) {
        fputs(i ? between : "", stdout);
        print_quoted(program->tables[limit->tables[i]]->label);
    }
}

/* How a limit bounds the rows: `at most 10 x rows of "customers": ...`, or `none where "customers" has none`.
 */
static void print_limit(const struct rt_program *program, const struct rt_limit *limit)
{
    char count[RT_NUMBER_SIZE];
    if (limit->when_empty) {
        fputs("    none where ", stdout);
        print_tables(program, limit, " or ");
        puts(" has none");
        return;
    }
    printf("    %s ", limit->least ? "at least" : "at most");
    if (limit->fixed != 1 || !limit->table_count)
        printf("%s%s", rt_number_grouped(count, limit->fixed), limit->table_count ? " x " : "");
    fputs(limit->table_count ? "rows of " : "", stdout);
    print_tables(program, limit, " x ");
    fputs(": ", stdout);
    print_line(limit->reason);
}

/* The limits that can bound anything. */
static void print_limits(const struct rt_program *program, const struct rt_table *table)
{
    bool any = false;
    for (uint16_t i = 0; i < table->limit_count; i++) {
        const struct rt_limit *limit = &table->limits[i];
        if (limit->fixed == UINT64_MAX && !limit->when_empty)
            continue;
        if (!any)
            puts("  bounds on rows");
        any = true;
        print_limit(program, limit);
    }
}

/* Where a table's default number of rows comes from. */
static void print_count_source(const struct rt_program *program, const struct rt_rows *rows)
{
    if (rows->kind == RT_ROWS_PER) {
        printf(" (%" PRIu64 " to %" PRIu64 " for each row of ", rows->minimum, rows->maximum);
        print_quoted(program->tables[rows->parent]->label);
        putchar(')');
    } else if (rows->is_default) {
        fputs(" (the schema does not say)", stdout);
    }
}

static void print_table(const struct rt_db *db, uint16_t index)
{
    const struct rt_table *table = db->program->tables[index];
    char count[RT_NUMBER_SIZE];
    putchar('\n');
    rt_report_text(stdout, table->label, strlen(table->label));
    printf(": %s rows", rt_number_grouped(count, db->rows[index]));
    print_count_source(db->program, &table->rows);
    putchar('\n');
    if (table->comment && *table->comment) {
        fputs("  ", stdout);
        print_line(table->comment);
    }
    puts("  columns");
    print_columns(table);
    print_constraints(table);
    print_limits(db->program, table);
}

static void print_program(const struct rt_db *db)
{
    const struct rt_program *program = db->program;
    rt_uint128 total = 0;
    char count[RT_NUMBER_SIZE];
    for (uint16_t i = 0; i < program->table_count; i++)
        total += db->rows[i];
    fputs(program->name, stdout);
    if (program->comment && *program->comment) {
        fputs(": ", stdout);
        rt_report_text(stdout, program->comment, strlen(program->comment));
    }
    printf("\nseed %" PRIu64 ", algorithm %d, %d tables, %s rows\n", db->seed, RT_ALGORITHM,
           program->table_count,
           total > UINT64_MAX ? "countless" : rt_number_grouped(count, (uint64_t)total));
}

/* Marks the tables named on the command line, or all. */
static bool choose(const struct rt_cli *cli, bool *chosen)
{
    const struct rt_options *options = &cli->options;
    for (uint16_t i = 0; i < cli->program->table_count; i++)
        chosen[i] = options->operand_count == 0;
    for (int i = 0; i < options->operand_count; i++) {
        uint16_t index;
        if (!rt_cli_find_table(cli, options->operands[i], strlen(options->operands[i]), &index))
            return false;
        chosen[index] = true;
    }
    return true;
}

enum rt_exit rt_info_command(struct rt_cli *cli)
{
    uint16_t count = cli->program->table_count;
    enum rt_exit exit = RT_EXIT_USAGE;
    bool *chosen = calloc(count + 1u, sizeof *chosen);
    struct rt_db *db = NULL;
    if (!chosen) {
        rt_report_error(&cli->report, "out of memory");
        return RT_EXIT_WORLD;
    }
    if (choose(cli, chosen) && (db = rt_cli_open(cli, &exit))) {
        if (cli->options.operand_count == 0)
            print_program(db);
        for (uint16_t i = 0; i < count; i++)
            if (chosen[i])
                print_table(db, i);
        exit = rt_report_flush(&cli->report) ? RT_EXIT_DONE : RT_EXIT_WORLD;
    }
    rt_close(db);
    free(chosen);
    return exit;
}
