/* What stands for the commands that need libpq in a program that was linked where it was not found:
 * librt_server.a has the commands themselves, and comes first. */
#include "rt_cli.h"

static enum rt_exit no_server(const struct rt_cli *cli)
{
    rt_report_error(&cli->report, "this program was built without libpq, PostgreSQL's client library");
    rt_report_hint(&cli->report,
                   "Install it with its headers (on Debian: libpq-dev) and build the program again.");
    return RT_EXIT_WORLD;
}

enum rt_exit rt_load_command(struct rt_cli *cli)
{
    return no_server(cli);
}

enum rt_exit rt_verify_command(struct rt_cli *cli)
{
    return no_server(cli);
}
