/* The command `load`: rows of tables into a PostgreSQL database, which is ready to use afterwards. */
#include "rt_load.h"

#include <stdlib.h>

/* ---- connections --------------------------------------------------------------------------------------- */

bool rt_load_connect(struct rt_load *load, struct rt_pg *pg)
{
    char jobs[16];
    const char *parameters[] = {jobs};
    snprintf(jobs, sizeof jobs, "%u", load->cli->options.jobs);
    return rt_pg_connect(pg, load->conninfo, load->cli->program->name, &load->audit) &&
           rt_pg_run(pg, "SET search_path = pg_catalog") &&
           rt_pg_query(pg, NULL, rt_sql_load_session, 1, parameters) &&
           rt_pg_run(pg, "SET search_path TO DEFAULT");
}

bool rt_load_out_of_memory(const struct rt_load *load)
{
    return rt_report_error(load->report, "out of memory");
}

bool rt_load_wrong(struct rt_load *load)
{
    load->exit = RT_EXIT_DATA;
    return false;
}

bool rt_load_refused(struct rt_load *load, const struct rt_pg *failure)
{
    if (!rt_pg_is_data_error(failure))
        return false;
    if (!*failure->hint)
        rt_report_hint(load->report,
                       "Where the schema is not as it was when the program was built, build it again.");
    return rt_load_wrong(load);
}

/* The number that loads of one database exclude each other by. */
#define LOCK_NUMBER "1936221541, 1819239780"

/* The server may take a moment to see that a load was killed. */
static bool wait_alone(struct rt_load *load)
{
    if (rt_pg_query(&load->pg, NULL, "SELECT pg_advisory_lock(" LOCK_NUMBER ")", 0, NULL))
        return true;
    rt_report_error(load->report, "another load of this database is running");
    rt_report_hint(load->report, "Wait until it is done, or end it.");
    return false;
}

/* The main connection: the only load of this database, on a server that takes writes. */
static bool connect_main(struct rt_load *load)
{
    static const char query[] = "SELECT pg_catalog.pg_is_in_recovery(),\n"
                                "       pg_catalog.current_setting('transaction_read_only') = 'on',\n"
                                "       pg_catalog.pg_try_advisory_lock(" LOCK_NUMBER ")";
    struct rt_pg_rows rows;
    if (!rt_load_connect(load, &load->pg)) {
        rt_report_error(load->report, "%s", load->pg.error);
        rt_report_hint(load->report, "%s", load->pg.hint);
        return false;
    }
    if (!rt_pg_query(&load->pg, &rows, query, 0, NULL) ||
        !rt_pg_run(&load->pg, "SET search_path = pg_catalog"))
        return rt_pg_report(load->report, &load->pg, "could not begin");
    bool standby = rt_pg_is_true(&rows, 0, 0), read_only = rt_pg_is_true(&rows, 0, 1),
         alone = rt_pg_is_true(&rows, 0, 2);
    rt_pg_rows_free(&rows);
    if (standby || read_only) {
        rt_report_error(load->report, standby ? "the server is a standby, which takes no writes"
                                              : "the session is read-only");
        rt_report_hint(load->report,
                       standby ? "Connect to its primary."
                               : "Switch default_transaction_read_only off for this role and database, "
                                 "or with PGOPTIONS=\"-c default_transaction_read_only=off\".");
    }
    return !standby && !read_only && (alone || wait_alone(load));
}

static bool failed(struct rt_load *load, const char *what)
{
    return rt_pg_report(load->report, &load->pg, "could not %s", what);
}

/* ---- the ways ------------------------------------------------------------------------------------------ */

static bool drop_kind(struct rt_load *load, enum rt_load_kind kind)
{
    for (size_t i = 0; i < load->object_count; i++) {
        const struct rt_load_object *object = &load->objects[i];
        if (object->dropped && object->kind == kind && !rt_pg_run(&load->pg, "%s", object->drop))
            return rt_pg_report(load->report, &load->pg, "could not drop %s", object->what);
    }
    return true;
}

/* Takes away what the plan says, from tables that are locked and still as the plan saw them: triggers before
 * rows, references before the keys they stand on. */
static bool begin_changes(struct rt_load *load)
{
    return (rt_pg_run(&load->pg, "BEGIN") || failed(load, "begin a transaction")) && rt_load_lock(load) &&
           rt_load_recheck(load) && drop_kind(load, RT_LOAD_TRIGGER) && rt_load_empty(load) &&
           drop_kind(load, RT_LOAD_REFERENCE) && drop_kind(load, RT_LOAD_INDEX);
}

/* References that close cycles wait; where triggers may refuse rows, all others are checked with their rows.
 */
static bool set_constraints(struct rt_load *load)
{
    return (!load->deferred && !load->triggered) ||
           rt_pg_run(&load->pg, "SET CONSTRAINTS ALL %s", load->deferred ? "DEFERRED" : "IMMEDIATE") ||
           failed(load, "set when references are checked");
}

/* No table can be altered while checks of its rows are put off. */
static bool check_deferred(struct rt_load *load)
{
    if (rt_pg_run(&load->pg, "SET CONSTRAINTS ALL IMMEDIATE"))
        return true;
    failed(load, "check what was put off to the end");
    return rt_load_refused(load, &load->pg);
}

static bool load_in_one(struct rt_load *load)
{
    return begin_changes(load) && set_constraints(load) &&
           (rt_pg_run(&load->pg, "SET LOCAL search_path TO DEFAULT") ||
            failed(load, "set the search path")) &&
           (load->append   ? rt_load_append
            : load->staged ? rt_load_through_stages
                           : rt_load_copy_here)(load) &&
           check_deferred(load) && rt_load_restore_here(load) && rt_load_advance_sequences(load) &&
           (rt_pg_run(&load->pg, "COMMIT") || failed(load, "commit the load"));
}

static bool begin_journal(struct rt_load *load)
{
    load->journal = begin_changes(load) && rt_load_write_journal(load) &&
                    (rt_pg_run(&load->pg, "COMMIT") || failed(load, "commit the journal"));
    return load->journal;
}

static bool load_in_many(struct rt_load *load)
{
    if (!load->resumed && !begin_journal(load))
        return false;
    rt_load_catch_signals(load);
    return (rt_pg_run(&load->pg, "SET search_path TO DEFAULT") || failed(load, "set the search path")) &&
           rt_load_copy_parts(load) && rt_load_restore_all(load) && rt_load_advance_sequences(load);
}

/* Triggers have been off until here, so that putting things back does not fire them. */
static bool end_journal(struct rt_load *load)
{
    return (rt_pg_run(&load->pg, "BEGIN") || failed(load, "begin a transaction")) &&
           rt_load_switch_on(load) && rt_load_drop_journal(load) &&
           (rt_pg_run(&load->pg, "COMMIT") || failed(load, "commit the end of the load"));
}

static bool execute(struct rt_load *load)
{
    rt_progress_begin(&load->progress, load->report, load->rows - load->before);
    bool many = load->mode == RT_LOAD_MANY;
    bool done =
        (many ? load_in_many : load_in_one)(load) && rt_load_analyze(load) && (!many || end_journal(load));
    rt_load_let_signals_go();
    if (!done && load->journal)
        rt_report_hint(
            load->report,
            "What is loaded stays: run it again to go on, or with --restore to put things back as they "
            "were.");
    if (done && !load->report->quiet)
        rt_load_show_summary(load);
    return done;
}

/* ---- the command --------------------------------------------------------------------------------------- */

static bool say_resumed(const struct rt_load *load)
{
    if (!load->report->quiet)
        fprintf(stderr, "%s: going on with the load that was not finished: %llu of %llu rows are there\n",
                load->report->program, (unsigned long long)load->before, (unsigned long long)load->rows);
    return true;
}

/* Makes what is missing, and connects. */
static bool create(struct rt_load *load)
{
    return rt_load_create_database(load) &&
           (load->shown || (connect_main(load) && rt_load_create_schema(load)));
}

static bool plan_and_load(struct rt_load *load)
{
    const struct rt_options *options = &load->cli->options;
    bool found;
    if (!rt_load_choose_tables(load) || (options->create && !create(load)))
        return false;
    if (load->shown)
        return rt_report_flush(load->report);
    if ((!options->create && !connect_main(load)) || !rt_load_read_catalog(load) ||
        !rt_load_find_journal(load, &found))
        return false;
    if (found && options->append) {
        rt_report_error(load->report, "a load of this database is not finished, so nothing can be appended");
        rt_report_hint(load->report, "Run it again without --append, or with --restore.");
        return rt_load_wrong(load);
    }
    if (options->append && !rt_load_begin_append(load))
        return false;
    if (!(found ? rt_load_read_journal(load) && say_resumed(load) : rt_load_make_plan(load)))
        return false;
    if (options->dry_run) {
        rt_load_show_plan(load, stdout);
        return rt_report_flush(load->report);
    }
    if (!found && !load->report->quiet)
        rt_load_show_plan(load, stderr);
    return (found || rt_load_ask(load)) && execute(load);
}

static bool put_back(struct rt_load *load)
{
    bool found;
    if (!connect_main(load) || !rt_load_find_journal(load, &found))
        return false;
    if (found)
        return rt_load_put_back(load);
    rt_report_error(load->report, "there is nothing to put back: no load of database \"%s\" is unfinished",
                    rt_pg_database(&load->pg));
    return rt_load_wrong(load);
}

static void free_load(struct rt_load *load)
{
    for (size_t i = 0; i < load->object_count; i++)
        free((char *)load->objects[i].stays);
    rt_pg_close(&load->pg);
    rt_pg_rows_free(&load->table_rows);
    rt_pg_rows_free(&load->object_rows);
    rt_pg_rows_free(&load->reference_rows);
    rt_pg_rows_free(&load->trigger_rows);
    rt_pg_rows_free(&load->journal_rows);
    rt_pg_audit_close(&load->audit);
    free(load->tables);
    free(load->objects);
    free(load->references);
    free(load->triggers);
    free(load->parts);
    free(load->there);
    free(load->grows);
    free(load->place);
    rt_close(load->db);
}

/* Whether the options go together; else that is reported. */
static bool check_options(const struct rt_cli *cli)
{
    const struct rt_options *options = &cli->options;
    if (options->append && (options->replace || options->restore)) {
        rt_report_error(&cli->report, "--append does not go with --%s",
                        options->replace ? "replace" : "restore");
        return false;
    }
    return true;
}

enum rt_exit rt_load_command(struct rt_cli *cli)
{
    if (!check_options(cli))
        return RT_EXIT_USAGE;
    struct rt_load load = {
        .cli = cli, .report = &cli->report, .conninfo = cli->options.operands[0], .exit = RT_EXIT_WORLD};
    enum rt_exit exit = RT_EXIT_WORLD;
    if (rt_pg_audit_open(&load.audit, load.report, cli->options.audit) && (load.db = rt_cli_open(cli, &exit)))
        exit = (cli->options.restore ? put_back : plan_and_load)(&load) ? RT_EXIT_DONE : load.exit;
    free_load(&load);
    return exit;
}
