/* The command `load`: rows of tables into a PostgreSQL database. */
#include "rt_cli.h"
#include "rt_pg.h"

enum rt_exit rt_load_command(struct rt_cli *cli)
{
    struct rt_pg_audit audit;
    struct rt_pg pg = {0};
    if (!rt_pg_audit_open(&audit, &cli->report, cli->options.audit))
        return RT_EXIT_WORLD;
    bool done = rt_pg_connect(&pg, cli->options.operands[0], cli->program->name, &audit) ||
                rt_pg_report(&cli->report, &pg, "load");
    rt_pg_close(&pg);
    rt_pg_audit_close(&audit);
    return done ? RT_EXIT_DONE : RT_EXIT_WORLD;
}
