/* The command `verify`: reads what must hold from the catalog of a database, evaluates it on the rows, and
 * reports. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rt_file.h"
#include "rt_verify.h"

/* ---- the report ---------------------------------------------------------------------------------------- */

static void print(const struct rt_verify *verify, FILE *out)
{
    static void (*const forms[])(const struct rt_verify *, FILE *) = {
        [RT_VERIFY_TEXT] = rt_verify_print,
        [RT_VERIFY_JSON] = rt_verify_print_json,
        [RT_VERIFY_MARKDOWN] = rt_verify_print_markdown,
    };
    forms[verify->cli->options.form](verify, out);
}

/* The report as text; NULL where memory is out. */
static char *report_text(const struct rt_verify *verify, size_t *size)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, size);
    if (!out)
        return NULL;
    print(verify, out);
    return fclose(out) == 0 ? text : (free(text), NULL);
}

/* Writes the report to a file, which appears when it is complete. False with errno set. */
static bool write_file(const char *path, const char *text, size_t size)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    char *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
    int descriptor = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    free(folder);
    if (descriptor < 0)
        return false;
    struct rt_file file = {.folder = -1, .fd = -1};
    bool done = rt_file_create(&file, descriptor, name) && rt_file_write(&file, text, size, 0) &&
                rt_file_close(&file) && rt_file_rename(&file);
    int error = errno;
    rt_file_discard(&file);
    close(descriptor);
    errno = error;
    return done;
}

static bool write_report(const struct rt_verify *verify)
{
    const struct rt_report *report = &verify->cli->report;
    const char *path = verify->cli->options.output;
    if (!path || strcmp(path, "-") == 0) {
        print(verify, stdout);
        return rt_report_flush(report);
    }
    size_t size;
    char *text = report_text(verify, &size);
    bool done = text && write_file(path, text, size);
    free(text);
    return done || rt_report_error(report, "could not write to file \"%s\": %s", path,
                                   text ? strerror(errno) : "out of memory");
}

/* ---- the run ------------------------------------------------------------------------------------------- */

static void free_verify(struct rt_verify *verify)
{
    for (size_t i = 0; i < verify->check_count; i++) {
        for (int sample = 0; sample < RT_VERIFY_SAMPLES; sample++)
            free(verify->checks[i].samples[sample]);
        free(verify->checks[i].problem);
    }
    for (int i = 0; i < verify->table_count; i++)
        free(verify->tables[i].label);
    free(verify->checks);
    free(verify->tables);
    for (size_t i = 0; i < sizeof verify->catalog / sizeof *verify->catalog; i++)
        rt_pg_rows_free(&verify->catalog[i]);
    rt_pg_close(&verify->pg);
    rt_pg_audit_close(&verify->audit);
    rt_close(verify->db);
}

static bool connect(struct rt_verify *verify)
{
    const struct rt_cli *cli = verify->cli;
    return (rt_pg_connect(&verify->pg, cli->options.operands[0], cli->program->name, &verify->audit) &&
            rt_verify_begin(&verify->pg, NULL)) ||
           rt_pg_report(&cli->report, &verify->pg, "could not verify");
}

/* Ends the transaction; that it only read makes the server's answer immaterial. */
static bool finish(struct rt_verify *verify)
{
    rt_pg_run(&verify->pg, "COMMIT");
    return true;
}

enum rt_exit rt_verify_command(struct rt_cli *cli)
{
    struct rt_verify verify = {.cli = cli};
    enum rt_exit exit = RT_EXIT_WORLD;
    if (!cli->options.any_rows && !(verify.db = rt_cli_open(cli, &exit)))
        return exit;
    if (rt_pg_audit_open(&verify.audit, &cli->report, cli->options.audit) && connect(&verify) &&
        rt_verify_read(&verify) && rt_verify_compare(&verify) && rt_verify_run(&verify) && finish(&verify) &&
        write_report(&verify))
        exit = rt_verify_count(&verify, NULL, RT_VERIFY_KINDS).broken ? RT_EXIT_DATA : RT_EXIT_DONE;
    else
        exit = RT_EXIT_WORLD;
    free_verify(&verify);
    return exit;
}
