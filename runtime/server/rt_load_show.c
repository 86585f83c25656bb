/* The plan and the summary of a load as text, and who is in its way. */
#include "rt_load.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rt_number.h"

#define LISTED 20 /* tables that the summary lists */

static void put(FILE *stream, const char *text)
{
    rt_report_text(stream, text, strlen(text));
}

static const char *plural(uint64_t count)
{
    return count == 1 ? "" : "s";
}

/* ---- the plan ------------------------------------------------------------------------------------------ */

/* The start of what the server has to say, which may be a list of all that depends on something. */
static void show_reason(const char *reason, FILE *stream)
{
    enum {
        SHOWN = 200
    };
    size_t size = strlen(reason), end = size > SHOWN ? SHOWN : size;
    while (end < size && end && reason[end] != ' ')
        end--;
    fputs(" stays: ", stream);
    rt_report_text(stream, reason, end);
    fputs(end < size ? " …\n" : "\n", stream);
}

static void show_objects(const struct rt_load *load, const struct rt_load_table *table, FILE *stream)
{
    for (size_t i = 0; i < load->object_count; i++) {
        const struct rt_load_object *object = &load->objects[i];
        if (object->table != table->oid || object->kind == RT_LOAD_TRIGGER)
            continue;
        if (object->dropped || object->stays) {
            fputs("    ", stream);
            put(stream, object->what);
            if (object->dropped)
                fputs(" is dropped and made again\n", stream);
            else
                show_reason(object->stays, stream);
        }
    }
}

static void show_table(const struct rt_load *load, const struct rt_load_table *table, FILE *stream)
{
    char rows[RT_NUMBER_SIZE];
    fputs("  ", stream);
    put(stream, table->table->label);
    fprintf(stream, ": %s row%s", rt_number_grouped(rows, table->rows), plural(table->rows));
    if (table->parts > 1)
        fprintf(stream, " in %u parts", table->parts);
    if (table->filled)
        fputs(load->append ? ", beside those there" : ", in place of those there", stream);
    fputs(table->freeze ? ", frozen\n" : "\n", stream);
    show_objects(load, table, stream);
}

/* What the program's schema says that a trigger does, or NULL; those of partitions are told with the table.
 */
static const char *effect_of(const struct rt_load *load, const struct rt_load_trigger *trigger)
{
    const struct rt_load_table *own = rt_load_find(load, trigger->relation);
    for (size_t i = 0; i < load->table_count; i++) {
        const struct rt_table *table = load->tables[i].table;
        for (size_t k = 0; k < table->constraint_count && (!own || own == &load->tables[i]); k++)
            if (strcmp(table->constraints[k].kind, "on insert") == 0 &&
                strcmp(table->constraints[k].name, trigger->name) == 0)
                return table->constraints[k].how;
    }
    return NULL;
}

static void show_trigger(const struct rt_load *load, const struct rt_load_trigger *trigger, FILE *stream)
{
    fputs("  trigger ", stream);
    put(stream, trigger->name);
    fputs(" on ", stream);
    put(stream, trigger->table);
    fputs(": ", stream);
    put(stream, trigger->fires);
    fputs(", ", stream);
    put(stream, trigger->function);
    const char *effect = effect_of(load, trigger);
    if (effect) {
        fputs(" ", stream);
        put(stream, effect);
    }
    fputs(rt_load_trigger_fires(load, trigger) ? ", fires\n"
          : trigger->silent                    ? ", is off\n"
                                               : ", is switched off\n",
          stream);
}

void rt_load_show_creation(struct rt_load *load, const char *database)
{
    char rows[RT_NUMBER_SIZE];
    size_t count = 0;
    while (load->cli->ddl[count])
        count++;
    fputs("plan: ", stdout);
    if (database) {
        fputs("database ", stdout);
        put(stdout, database);
        fputs(" is created, ", stdout);
    }
    printf("the schema is made by %zu statement%s, %zu table%s get%s %s row%s\n", count, plural(count),
           load->table_count, plural(load->table_count), load->table_count == 1 ? "s" : "",
           rt_number_grouped(rows, load->rows), plural(load->rows));
    load->shown = true;
}

void rt_load_show_plan(const struct rt_load *load, FILE *stream)
{
    char rows[RT_NUMBER_SIZE];
    fputs("plan for database ", stream);
    put(stream, rt_pg_database(&load->pg));
    fprintf(stream, " (PostgreSQL %d.%d): %zu table%s, %s row%s\n", load->pg.version / 10000,
            load->pg.version % 10000, load->table_count, plural(load->table_count),
            rt_number_grouped(rows, load->rows), plural(load->rows));
    if (load->staged)
        fprintf(stream, "  through temporary tables%s\n",
                load->at_once ? ", from which one statement inserts all" : "");
    if (load->append)
        fprintf(stream, "  %sinteger keys past those that are there, other keys checked against them\n",
                load->continues
                    ? "rows go on after those that are there; where these are not the program's own, "
                    : "");
    if (load->mode == RT_LOAD_ONE)
        fprintf(stream, "  in one transaction%s%s\n", load->deferred ? ", references checked at its end" : "",
                load->place ? "" : "; a role that may create a schema loads with several connections");
    else
        fprintf(
            stream,
            "  with %u connections; a journal in schema %s, dropped at the end, lets it go on after a kill\n",
            load->cli->options.jobs, load->place);
    for (size_t i = 0; i < load->table_count; i++)
        show_table(load, &load->tables[i], stream);
    for (size_t i = 0; i < load->trigger_count; i++)
        show_trigger(load, &load->triggers[i], stream);
}

/* ---- the summary --------------------------------------------------------------------------------------- */

static void show_line(uint64_t rows, uint64_t bytes, uint64_t nanoseconds, const char *what)
{
    char number[RT_NUMBER_SIZE], size[RT_NUMBER_SIZE], time[RT_NUMBER_SIZE], rate[RT_NUMBER_SIZE];
    fprintf(stderr, "%15s rows  %8s  %8s  %8s/s  ", rt_number_grouped(number, rows),
            rt_number_bytes(size, bytes), rt_number_time(time, nanoseconds),
            rt_number_bytes(rate, rt_number_rate(bytes, nanoseconds)));
    put(stderr, what);
    fputc('\n', stderr);
}

static void show_turned_away(const struct rt_load *load, const struct rt_load_table *table)
{
    bool one = table->turned_away == 1;
    if (!load->append) {
        rt_report_warning(load->report, "triggers kept %" PRIu64 " row%s out of table \"%s\"%s%s",
                          table->turned_away, one ? "" : "s", table->table->label, *table->why ? ": " : "",
                          table->why);
        return;
    }
    rt_report_warning(load->report, "%" PRIu64 " row%s out of table \"%s\": %s", table->turned_away,
                      one ? " stays" : "s stay", table->table->label, table->why);
}

/* Triggers that ask who is at work refuse the rows of somebody who does not say. */
static void show_settings(struct rt_load *load)
{
    struct rt_pg_rows rows;
    char *oids = rt_load_oids(load, NULL);
    const char *parameters[] = {oids};
    if (oids && rt_pg_query(&load->pg, &rows, rt_sql_load_settings, 1, parameters)) {
        if (*rt_pg_cell(&rows, 0, 0))
            rt_report_hint(
                load->report,
                "Triggers read settings that have no value here: %s. PGOPTIONS=\"%s\" gives them one.",
                rt_pg_cell(&rows, 0, 0), rt_pg_cell(&rows, 0, 1));
        rt_pg_rows_free(&rows);
    }
    free(oids);
}

static void show_all_turned_away(struct rt_load *load)
{
    bool any = false;
    for (size_t i = 0; i < load->table_count; i++) {
        if (load->tables[i].turned_away)
            show_turned_away(load, &load->tables[i]);
        any |= load->tables[i].turned_away > 0;
    }
    if (any && load->append)
        rt_report_hint(load->report,
                       "Not all new rows have a place beside rows of another seed, or whose keys "
                       "depend on how many there are.");
    if (any && load->triggered)
        show_settings(load);
}

void rt_load_show_summary(struct rt_load *load)
{
    uint64_t rows = 0, bytes = 0;
    for (size_t i = 0; i < load->table_count; i++) {
        const struct rt_load_table *table = &load->tables[i];
        rows += table->loaded;
        bytes += table->bytes;
        if (i < LISTED)
            show_line(table->loaded, table->bytes, table->nanoseconds, table->table->label);
    }
    if (load->table_count > LISTED)
        fprintf(stderr, "%15s %zu table%s more\n", "and", load->table_count - LISTED,
                plural(load->table_count - LISTED));
    show_all_turned_away(load);
    show_line(rows, bytes, rt_progress_time(&load->progress), "in all, ready to use");
}

/* ---- questions ----------------------------------------------------------------------------------------- */

bool rt_load_ask(const struct rt_load *load)
{
    unsigned filled = 0;
    char answer[32] = "";
    for (size_t i = 0; i < load->table_count; i++)
        filled += load->tables[i].filled;
    if (!filled || load->append || load->cli->options.sure)
        return true;
    if (isatty(STDIN_FILENO) && isatty(STDERR_FILENO)) {
        fputs("Delete all rows of ", stderr);
        for (size_t i = 0, shown = 0; i < load->table_count && shown <= LISTED; i++) {
            if (!load->tables[i].filled)
                continue;
            fputs(shown ? ", " : "", stderr);
            put(stderr, shown++ < LISTED ? load->tables[i].table->label : "and more");
        }
        fputs("?\nType \"replace\" to do it: ", stderr);
        if (fgets(answer, sizeof answer, stdin) && strcmp(answer, "replace\n") == 0)
            return true;
    }
    rt_report_error(load->report, "the rows of %u table%s are not deleted", filled, plural(filled));
    rt_report_hint(load->report, "--replace=yes deletes them without asking.");
    return false;
}

void rt_load_show_lockers(struct rt_load *load)
{
    struct rt_pg_rows rows = {0};
    char *oids = rt_load_oids(load, NULL);
    const char *parameters[] = {oids};
    bool done = oids && rt_pg_run(&load->pg, "ROLLBACK") &&
                rt_pg_query(&load->pg, &rows, rt_sql_load_lockers, 1, parameters);
    for (int row = 0; done && row < rows.count; row++)
        rt_report_hint(load->report, "%s", rt_pg_cell(&rows, row, 0));
    rt_pg_rows_free(&rows);
    free(oids);
}
