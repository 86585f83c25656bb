/* `load --create`: the database, and the schema from the DDL that the program holds. */
#include "rt_load.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- the database -------------------------------------------------------------------------------------- */

/* Makes the database through another one of the same server, where it is not there. */
static bool make_database(struct rt_load *load, struct rt_pg *pg, const char *name)
{
    const char *parameters[] = {name};
    struct rt_pg_rows rows;
    if (!rt_pg_query(pg, &rows, "SELECT 1 FROM pg_catalog.pg_database WHERE datname = $1", 1, parameters))
        return rt_pg_report(load->report, pg, "could not look for database \"%s\"", name);
    bool there = rows.count;
    rt_pg_rows_free(&rows);
    if (!there && load->cli->options.dry_run)
        return rt_load_show_creation(load, name), true;
    char *quoted = rt_pg_quote_name(name);
    bool done = there || (quoted && rt_pg_run(pg, "CREATE DATABASE %s", quoted)) ||
                rt_pg_report(load->report, pg, "could not create database \"%s\"", name);
    free(quoted);
    return done;
}

bool rt_load_create_database(struct rt_load *load)
{
    struct rt_pg pg;
    bool done = rt_pg_connect(&pg, load->conninfo, load->cli->program->name, &load->audit);
    char *name = !done && *rt_pg_database(&pg) ? strdup(rt_pg_database(&pg)) : NULL;
    struct rt_pg why = pg;
    rt_pg_close(&pg);
    if (name &&
        rt_pg_connect_database(&pg, load->conninfo, "postgres", load->cli->program->name, &load->audit)) {
        done = make_database(load, &pg, name);
        rt_pg_close(&pg);
    } else if (!done) {
        rt_pg_close(&pg);
        rt_report_error(load->report, "%s", why.error);
        rt_report_hint(load->report, "%s", why.hint);
    }
    free(name);
    return done;
}

/* ---- the schema ---------------------------------------------------------------------------------------- */

static bool begins(const char *statement, const char *words)
{
    return strncasecmp(statement, words, strlen(words)) == 0;
}

/* A statement that does not bear on what tables take: who owns and may do what, comments, settings. */
static bool is_spare(const char *statement)
{
    static const char *const spare[] = {"grant ",
                                        "revoke ",
                                        "comment ",
                                        "set ",
                                        "alter default ",
                                        "security label ",
                                        "create role ",
                                        "create user ",
                                        "alter role ",
                                        "create publication ",
                                        "create subscription ",
                                        "create event trigger ",
                                        "alter extension "};
    for (size_t i = 0; i < sizeof spare / sizeof *spare; i++)
        if (begins(statement, spare[i]))
            return true;
    return begins(statement, "alter ") && strcasestr(statement, " owner to ");
}

/* An extension that cannot be made is missed by a later statement, or by none. */
static bool run_statement(struct rt_load *load, struct rt_pg *pg, const char *statement, unsigned *skipped)
{
    if (!rt_pg_run(pg, "SAVEPOINT statement") || !rt_pg_run(pg, "%s", statement)) {
        bool extension = begins(statement, "create extension ");
        if (!(extension || is_spare(statement)) || !rt_pg_is_alive(pg))
            return rt_pg_report(load->report, pg, "could not create the schema at \"%.60s\"", statement);
        if (extension) {
            rt_report_warning(load->report, "%s", pg->error);
            rt_report_hint(load->report,
                           "Where it is needed, have somebody who may create it in the database, "
                           "and run this again.");
        }
        *skipped += !extension;
        return rt_pg_run(pg, "ROLLBACK TO statement") ||
               rt_pg_report(load->report, pg, "could not create the schema");
    }
    return rt_pg_run(pg, "RELEASE statement") ||
           rt_pg_report(load->report, pg, "could not create the schema");
}

/* All statements in one transaction, so that there is all of the schema or nothing. */
static bool make_schema(struct rt_load *load)
{
    struct rt_pg pg;
    unsigned skipped = 0;
    bool done =
        (rt_load_connect(load, &pg) &&
         rt_pg_run(&pg, "SET check_function_bodies = off; SET client_min_messages = warning; BEGIN")) ||
        rt_pg_report(load->report, &pg, "could not create the schema");
    for (const char *const *statement = load->cli->ddl; done && *statement; statement++)
        done = run_statement(load, &pg, *statement, &skipped);
    done =
        done && (rt_pg_run(&pg, "COMMIT") || rt_pg_report(load->report, &pg, "could not create the schema"));
    rt_pg_close(&pg);
    if (done && skipped)
        rt_report_warning(load->report, "%u statements on owners, rights, comments and settings were skipped",
                          skipped);
    return done;
}

static bool nothing_to_create(struct rt_load *load)
{
    rt_report_error(load->report, "the program does not know the DDL of its schema");
    rt_report_hint(load->report,
                   "Build it from SQL files, or from a live database where a pg_dump no older than the "
                   "server is at hand; or make the schema by other means.");
    return rt_load_wrong(load);
}

bool rt_load_create_schema(struct rt_load *load)
{
    size_t there;
    if (!rt_load_count_tables(load, &there))
        return false;
    if (there)
        return true; /* a table that is missing is reported when the catalog is read */
    if (*load->cli->ddl && load->cli->options.dry_run)
        return rt_load_show_creation(load, NULL), true;
    return *load->cli->ddl ? make_schema(load) : nothing_to_create(load);
}
