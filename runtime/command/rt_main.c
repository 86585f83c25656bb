/* The command line of a generated program: which commands there are, and what they have in common. */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "rt_cli.h"
#include "rt_nearest.h"
#include "rt_oids.h"

const struct rt_command rt_commands[] = {
    {RT_FOR_GENERATE, "generate", "", 0, 0, "write the rows of tables to files or standard output",
     "Writes the rows of all tables, one file for each: customers.csv, or\n"
     "customers.03-of-64.csv for a part, and a manifest.json that tells what they\n"
     "hold. Files appear under their names when they are complete, and replace what\n"
     "had them. With --output=- one table goes to standard output; in SQL also\n"
     "several, in an order in which references are met.",
     rt_generate_command},
    {RT_FOR_LOAD, "load", "CONNINFO", 1, 1, "load the rows of tables into a PostgreSQL database",
     "Loads the rows of all tables into the database that CONNINFO names: a URI,\n"
     "keyword=value pairs, or a database's name, as psql takes it; PG* variables and\n"
     "password files count, and \"\" leaves all to them. Prints what it will do, takes\n"
     "indexes and references away from large tables and makes them again, advances\n"
     "sequences, and analyzes. Small loads are one transaction; others keep a journal\n"
     "in the database while they run: a load that was killed goes on when it is run\n"
     "again, and --restore puts things back as they were.",
     rt_load_command},
    {RT_FOR_VERIFY, "verify", "CONNINFO", 1, 1, "prove on a database's rows that constraints hold",
     "Reads from the catalog of the database that CONNINFO names what must hold in\n"
     "the program's tables: keys, references, checks, exclusions, NOT NULL, domains,\n"
     "partition bounds, generated columns, sequences, row counts. Evaluates all of it\n"
     "on the rows, in one read-only transaction that no index helps, and reports what\n"
     "is violated. Ends with status 1 where anything is.",
     rt_verify_command},
    {RT_FOR_ROW, "row", "TABLE NUMBER", 2, 2, "print one row",
     "Prints the row with this number; the first is 0. Without --format, a line for\n"
     "each column.",
     rt_row_command},
    {RT_FOR_INFO, "info", "[TABLE]...", 0, 65535, "tell about tables, and how constraints are met",
     "Tells about the program, its tables (all, or those named), how their columns\n"
     "are made, and how their constraints are met.",
     rt_info_command},
    {0, NULL, NULL, 0, 0, NULL, NULL, NULL},
};

static bool is_name(const char *name, const char *wanted, size_t size)
{
    return strlen(name) == size && memcmp(name, wanted, size) == 0;
}

bool rt_cli_has_table(const struct rt_cli *cli, const char *label, size_t size, uint16_t *index)
{
    for (uint16_t i = 0; i < cli->program->table_count; i++)
        if (is_name(cli->program->tables[i]->label, label, size)) {
            *index = i;
            return true;
        }
    return false;
}

bool rt_cli_find_table(const struct rt_cli *cli, const char *name, size_t size, uint16_t *index)
{
    const struct rt_program *program = cli->program;
    struct rt_nearest nearest = rt_nearest_begin(name, size);
    if (rt_cli_has_table(cli, name, size, index))
        return true;
    for (uint16_t i = 0; i < program->table_count; i++) {
        const struct rt_table *table = program->tables[i];
        rt_nearest_offer(&nearest, table->label);
        if (strcmp(table->schema, "public") == 0 && is_name(table->name, name, size)) {
            *index = i;
            return true;
        }
    }
    rt_report_error(&cli->report, "table \"%.*s\" does not exist", (int)(size < 1000 ? size : 1000), name);
    if (nearest.name)
        rt_report_hint(&cli->report, "Did you mean \"%s\"?", nearest.name);
    else
        rt_report_hint(&cli->report, "\"%s info\" lists the tables.", program->name);
    return false;
}

/* What keeps a table from being written in binary. */
static void report_obstacle(const struct rt_cli *cli, const struct rt_table *table, const char *format,
                            const struct rt_obstacle *obstacle)
{
    if (obstacle->column)
        rt_report_error(&cli->report,
                        "table \"%s\" cannot be written in format \"%s\": column \"%s\" has type %s, which "
                        "has no binary form",
                        table->label, format, obstacle->column->name, obstacle->type);
    else
        rt_report_error(
            &cli->report,
            "table \"%s\" cannot be written in format \"%s\": it has values that the schema gives "
            "as texts which only a server reads",
            table->label, format);
    rt_report_hint(&cli->report, "Use --format=copy, or name the other tables with --tables.");
}

bool rt_cli_check_format(const struct rt_cli *cli, const struct rt_db *db, uint16_t index,
                         enum rt_format_id format)
{
    const struct rt_table *table = cli->program->tables[index];
    const char *name = rt_formats[format].name;
    struct rt_obstacle obstacle;
    if (format != RT_COPY_BINARY || rt_table_has_binary(db, table, &obstacle))
        return true;
    if (!obstacle.unknown) {
        report_obstacle(cli, table, name, &obstacle);
        return false;
    }
    rt_report_warning(
        &cli->report,
        "only servers from version 14 on read table \"%s\" in format \"%s\": column \"%s\" lacks "
        "the OID of type %s",
        table->label, name, obstacle.column->name, obstacle.type);
    return true;
}

static void warn(void *context, const char *message)
{
    rt_report_warning(context, "%s", message);
}

struct rt_db *rt_cli_open(const struct rt_cli *cli, enum rt_exit *exit)
{
    struct rt_open_options options = cli->options.open;
    options.warn = warn;
    options.warn_context = (void *)&cli->report;
    struct rt_db *db = rt_open(cli->program, &options);
    if (db && !*db->error)
        return db;
    *exit = db ? RT_EXIT_DATA : RT_EXIT_WORLD;
    rt_report_error(&cli->report, "%s", db ? db->error : "out of memory");
    rt_report_hint(&cli->report, "%s", db ? db->hint : "");
    rt_close(db);
    return NULL;
}

static enum rt_exit run(struct rt_cli *cli)
{
    const struct rt_options *options = &cli->options;
    if (options->help) {
        rt_options_help(cli);
    } else if (options->version) {
        printf("%s (runtime %d, algorithm %d)\n", cli->program->name, RT_ABI, RT_ALGORITHM);
    } else if (options->command) {
        return options->command->run(cli);
    } else {
        rt_report_error(&cli->report, "a command is missing");
        rt_report_hint(&cli->report, "Try \"%s --help\" for more information.", cli->program->name);
        return RT_EXIT_USAGE;
    }
    return rt_report_flush(&cli->report) ? RT_EXIT_DONE : RT_EXIT_WORLD;
}

/* Opens standard streams that the caller closed, so that no file of rows takes their place; what is written
 * to them fails as it would on closed ones. */
static void hold_standard_streams(void)
{
    int fd;
    do
        fd = open("/dev/null", O_RDONLY);
    while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd >= 0)
        close(fd);
}

int rt_main(int argc, char **argv, const struct rt_program *program, const char *const *ddl)
{
    struct rt_cli cli = {.program = program, .ddl = ddl};
    hold_standard_streams();
    rt_report_init(&cli.report, program->name);
    enum rt_exit exit = rt_options_parse(&cli, argc, argv) ? run(&cli) : RT_EXIT_USAGE;
    rt_options_free(&cli.options);
    return exit;
}
