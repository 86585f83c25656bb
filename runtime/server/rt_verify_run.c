/*
 * Evaluating the checks. All conditions on the rows of one table are counted in one scan of it, every query
 * by itself; threads with a connection each, which share one snapshot, take these tasks in turn. A statement
 * that fails on account of a constraint is that constraint's problem; one that fails on account of the server
 * or of rights ends the run.
 */
#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "rt_number.h"
#include "rt_progress.h"
#include "rt_verify.h"

#define BATCH 200 /* conditions counted in one scan; a select list ends at 1,664 */

/* Checks [first, end) of one table: conditions, or one query. */
struct task {
    struct rt_verify_table *table;
    size_t first, end;
    bool counts; /* the table's rows are counted along */
};

struct run {
    struct rt_verify *verify;
    struct task *tasks;
    size_t task_count;
    atomic_size_t next, done;
    char *snapshot;
    atomic_bool failed;
    pthread_mutex_t lock; /* of the progress and of what follows */
    struct rt_progress progress;
    char what[256]; /* could not be done */
    struct rt_pg why;
};

/* A thread with a connection of its own. */
struct worker {
    pthread_t thread;
    struct run *run;
    struct rt_pg pg;
};

/* ---- failing ------------------------------------------------------------------------------------------- */

/* Whether a failure is the server's, the connection's or the role's, and not the constraint's. */
static bool is_world(const struct rt_pg *pg)
{
    static const char *const classes[] = {"08", "40", "42501", "53", "55", "57", "58"};
    bool world = !*pg->state || !rt_pg_is_alive(pg);
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        world |= strncmp(pg->state, classes[i], strlen(classes[i])) == 0;
    return world;
}

/* Keeps the first failure for the report; always false. */
static bool fail(struct run *run, const struct rt_pg *pg, const char *what)
{
    pthread_mutex_lock(&run->lock);
    if (!atomic_exchange(&run->failed, true)) {
        snprintf(run->what, sizeof run->what, "%s", what);
        run->why = *pg;
    }
    pthread_mutex_unlock(&run->lock);
    return false;
}

static bool fail_check(struct run *run, const struct rt_pg *pg, const struct rt_verify_check *check)
{
    char what[256];
    snprintf(what, sizeof what, "could not verify %s \"%s\" of table \"%s\"", rt_verify_kinds[check->kind],
             check->name, check->label);
    return fail(run, pg, what);
}

/* ---- evaluating ---------------------------------------------------------------------------------------- */

/* Runs a query that gives rows; where it fails, the transaction goes on as before it. */
static bool evaluate(struct rt_pg *pg, struct rt_pg_rows *rows, const char *query)
{
    if (!query)
        return rt_pg_fail(pg, "out of memory");
    if (rt_pg_query(pg, rows, query, 0, NULL))
        return true;
    struct rt_pg why = *pg;
    if (rt_pg_is_alive(pg) && !rt_pg_run(pg, "ROLLBACK TO SAVEPOINT verify"))
        return false;
    *pg = why;
    return false;
}

/* Takes samples of what breaks a check; that they cannot be had is no failure. */
static bool take_samples(struct run *run, struct rt_pg *pg, struct rt_verify_check *check)
{
    struct rt_pg_rows rows;
    char *query = check->condition ? rt_pg_text("SELECT %s FROM %s WHERE %s LIMIT %d", check->table->key,
                                                check->table->source, check->condition, RT_VERIFY_SAMPLES)
                                   : rt_pg_text("SELECT key FROM (%s) AS broken LIMIT %d", check->query,
                                                RT_VERIFY_SAMPLES);
    bool done = evaluate(pg, &rows, query);
    free(query);
    if (!done)
        return !is_world(pg) || fail_check(run, pg, check);
    for (int i = 0; i < rows.count; i++)
        check->samples[i] = strdup(rt_pg_cell(&rows, i, 0));
    rt_pg_rows_free(&rows);
    return true;
}

static bool keep_problem(struct run *run, struct rt_pg *pg, struct rt_verify_check *check)
{
    if (is_world(pg))
        return fail_check(run, pg, check);
    check->problem = rt_pg_text("could not be evaluated: %s", pg->error);
    return check->problem || (rt_pg_fail(pg, "out of memory"), fail_check(run, pg, check));
}

/* Evaluates one check by itself. */
static bool evaluate_alone(struct run *run, struct rt_pg *pg, struct rt_verify_check *check)
{
    struct rt_pg_rows rows;
    char *query = check->condition
                      ? rt_pg_text("SELECT count(*) FROM %s WHERE %s", check->table->source, check->condition)
                      : rt_pg_text("SELECT coalesce(sum(n), 0) FROM (%s) AS broken", check->query);
    bool done = evaluate(pg, &rows, query);
    free(query);
    if (!done)
        return keep_problem(run, pg, check);
    check->rows = rt_pg_number(&rows, 0, 0);
    rt_pg_rows_free(&rows);
    return !check->rows || take_samples(run, pg, check);
}

/* The query that counts a table's rows and those that break each of its conditions. */
static char *counting_query(const struct run *run, const struct task *task)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    fputs("SELECT count(*)", out);
    for (size_t i = task->first; i < task->end; i++)
        if (run->verify->checks[i].enforced)
            fprintf(out, ", count(*) FILTER (WHERE %s)", run->verify->checks[i].condition);
    fprintf(out, " FROM %s", task->table->source);
    return fclose(out) == 0 ? text : (free(text), NULL);
}

/* Counts rows alone where a condition could not be evaluated, and then evaluates each by itself. */
static bool evaluate_each(struct run *run, struct rt_pg *pg, const struct task *task)
{
    struct task rows = {.table = task->table};
    struct rt_pg_rows count;
    char what[256], *query = counting_query(run, &rows);
    snprintf(what, sizeof what, "could not count the rows of table \"%s\"", task->table->label);
    bool done = evaluate(pg, &count, query);
    free(query);
    if (!done)
        return fail(run, pg, what);
    if (task->counts)
        task->table->rows = rt_pg_number(&count, 0, 0);
    rt_pg_rows_free(&count);
    for (size_t i = task->first; done && i < task->end; i++)
        done = !run->verify->checks[i].enforced || evaluate_alone(run, pg, &run->verify->checks[i]);
    return done;
}

static bool evaluate_conditions(struct run *run, struct rt_pg *pg, const struct task *task)
{
    struct rt_pg_rows rows;
    char *query = counting_query(run, task);
    bool done = evaluate(pg, &rows, query);
    free(query);
    if (!done)
        return evaluate_each(run, pg, task);
    if (task->counts)
        task->table->rows = rt_pg_number(&rows, 0, 0);
    int column = 0;
    for (size_t i = task->first; i < task->end; i++)
        if (run->verify->checks[i].enforced)
            run->verify->checks[i].rows = rt_pg_number(&rows, 0, ++column);
    rt_pg_rows_free(&rows);
    for (size_t i = task->first; done && i < task->end; i++)
        done = !run->verify->checks[i].rows || take_samples(run, pg, &run->verify->checks[i]);
    return done;
}

/* ---- workers ------------------------------------------------------------------------------------------- */

static void show_progress(struct run *run)
{
    size_t done = atomic_fetch_add(&run->done, 1) + 1;
    const struct rt_report *report = &run->verify->cli->report;
    if (!report->terminal || report->quiet)
        return;
    char line[160];
    snprintf(line, sizeof line, "%s: %zu of %zu scans", report->program, done, run->task_count);
    pthread_mutex_lock(&run->lock);
    rt_progress_line(&run->progress, line);
    pthread_mutex_unlock(&run->lock);
}

static void work(struct run *run, struct rt_pg *pg)
{
    if (!rt_pg_run(pg, "SAVEPOINT verify")) {
        fail(run, pg, "could not begin");
        return;
    }
    for (size_t i; !atomic_load(&run->failed) && (i = atomic_fetch_add(&run->next, 1)) < run->task_count;) {
        const struct task *task = &run->tasks[i];
        struct rt_verify_check *check = &run->verify->checks[task->first];
        bool conditions = task->counts || check->condition;
        if (!(conditions ? evaluate_conditions(run, pg, task) : evaluate_alone(run, pg, check)))
            return;
        show_progress(run);
    }
}

static bool export_snapshot(struct run *run, struct rt_pg *pg)
{
    struct rt_pg_rows rows;
    if (!rt_pg_query(pg, &rows, "SELECT pg_export_snapshot()", 0, NULL))
        return fail(run, pg, "could not share the snapshot");
    run->snapshot = strdup(rt_pg_cell(&rows, 0, 0));
    rt_pg_rows_free(&rows);
    return run->snapshot || (rt_pg_fail(pg, "out of memory"), fail(run, pg, "could not share the snapshot"));
}

/* Opens the connection of one more worker; it sees what the first one does. */
static bool join_run(struct run *run, struct rt_pg *pg)
{
    const struct rt_cli *cli = run->verify->cli;
    if (!rt_pg_connect(pg, cli->options.operands[0], cli->program->name, &run->verify->audit))
        return fail(run, pg, "could not verify over one more connection");
    return rt_verify_begin(pg, run->snapshot) || fail(run, pg, "could not share the snapshot");
}

static void *work_apart(void *argument)
{
    struct worker *worker = argument;
    work(worker->run, &worker->pg);
    return NULL;
}

/* Every worker has the snapshot before the first one begins: it ends with the connection that gave it. */
static void work_together(struct run *run, struct rt_pg *pg)
{
    size_t others = run->verify->cli->options.jobs - 1u, joined = 0, started = 0;
    if (others >= run->task_count)
        others = run->task_count ? run->task_count - 1 : 0;
    struct worker *workers = calloc(others + 1, sizeof *workers);
    bool ready = workers && (!others || export_snapshot(run, pg));
    for (; ready && joined < others; joined++) {
        workers[joined].run = run;
        ready = join_run(run, &workers[joined].pg);
    }
    while (ready && started < joined &&
           pthread_create(&workers[started].thread, NULL, work_apart, &workers[started]) == 0)
        started++;
    if (ready || !workers)
        work(run, pg);
    for (size_t i = 0; i < started; i++)
        pthread_join(workers[i].thread, NULL);
    for (size_t i = 0; i < joined; i++)
        rt_pg_close(&workers[i].pg);
    free(workers);
}

/* ---- tasks --------------------------------------------------------------------------------------------- */

static void add_task(struct run *run, struct task task)
{
    run->tasks[run->task_count++] = task;
}

/* The conditions of a table in as few scans as can be; one where it has none, for the count of its rows. */
static void add_scans(struct run *run, struct rt_verify_table *table, size_t *at)
{
    const struct rt_verify *verify = run->verify;
    size_t first = *at, end = first;
    while (end < verify->check_count && verify->checks[end].table == table && verify->checks[end].condition)
        end++;
    *at = end;
    bool counts = true;
    do {
        size_t stop = end - first > BATCH ? first + BATCH : end;
        add_task(run, (struct task){table, first, stop, counts});
        counts = false;
        first = stop;
    } while (first < end);
}

/* Where the conditions of a table begin, or any place. */
static size_t conditions_of(const struct rt_verify *verify, const struct rt_verify_table *table)
{
    size_t i = 0;
    while (i < verify->check_count && !(verify->checks[i].table == table && verify->checks[i].condition))
        i++;
    return i;
}

static bool make_tasks(struct run *run)
{
    struct rt_verify *verify = run->verify;
    run->tasks = calloc(verify->check_count + (size_t)verify->table_count + 1, sizeof *run->tasks);
    if (!run->tasks)
        return false;
    for (int i = 0; i < verify->table_count; i++) {
        size_t at = conditions_of(verify, &verify->tables[i]);
        if (verify->tables[i].stored)
            add_scans(run, &verify->tables[i], &at);
    }
    for (size_t i = 0; i < verify->check_count; i++)
        if (verify->checks[i].query && verify->checks[i].enforced)
            add_task(run, (struct task){NULL, i, i + 1, false});
    return true;
}

/* ---- row counts ---------------------------------------------------------------------------------------- */

static void add_partitions(struct rt_verify *verify)
{
    for (int i = 0; i < verify->table_count; i++)
        for (int up = verify->tables[i].parent; verify->tables[i].stored && up >= 0;
             up = verify->tables[up].parent)
            verify->tables[up].rows += verify->tables[i].rows;
}

static bool compare_rows(struct rt_verify *verify)
{
    const struct rt_program *program = verify->cli->program;
    for (int i = 0; verify->db && i < verify->table_count; i++) {
        const struct rt_verify_table *table = &verify->tables[i];
        if (!table->wanted)
            continue;
        struct rt_verify_check *check = rt_verify_add(verify, table, RT_VERIFY_ROWS, NULL, NULL);
        uint64_t wanted = verify->db->rows[rt_table_index(program, table->wanted)];
        char has[RT_NUMBER_SIZE], should[RT_NUMBER_SIZE];
        if (check && table->rows != wanted)
            check->problem = rt_pg_text("has %s %s, not %s", rt_number_grouped(has, table->rows),
                                        table->rows == 1 ? "row" : "rows", rt_number_grouped(should, wanted));
        if (!check || (table->rows != wanted && !check->problem))
            return rt_report_error(&verify->cli->report, "out of memory");
    }
    return true;
}

bool rt_verify_run(struct rt_verify *verify)
{
    const struct rt_report *report = &verify->cli->report;
    struct run run = {.verify = verify};
    pthread_mutex_init(&run.lock, NULL);
    bool made = make_tasks(&run) || rt_report_error(report, "out of memory");
    if (made) {
        rt_progress_begin(&run.progress, report, 0);
        work_together(&run, &verify->pg);
        rt_progress_hide(&run.progress);
    }
    bool failed = atomic_load(&run.failed);
    if (failed)
        rt_pg_report(report, &run.why, "%s", run.what);
    pthread_mutex_destroy(&run.lock);
    free(run.snapshot);
    free(run.tasks);
    if (!made || failed)
        return false;
    add_partitions(verify);
    return compare_rows(verify);
}
