/* Threads with a connection each, and what they do: rows first, later indexes and references. */
#include "rt_load.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* What the workers of one run share. */
struct rt_load_run {
    struct rt_load *load;
    const struct rt_load_work *work;
    struct rt_load_worker *workers;
    unsigned worker_count, started;
    pthread_mutex_t lock;
    pthread_cond_t changed; /* an item was done, or a worker ended */
    unsigned running;
    unsigned unconnected; /* got no connection */
    uint64_t rows, bytes;
    bool stop;            /* one failed */
    struct rt_pg failure; /* its words */
    char doing[256];      /* and what it was at */
};

/* ---- workers ------------------------------------------------------------------------------------------- */

/* Keeps the reason of the first worker that gives up. */
static void note_failure(struct rt_load_run *run, const struct rt_load_worker *worker)
{
    run->failure = worker->pg;
    memcpy(run->doing, worker->doing, sizeof run->doing);
}

/* Notes why a worker gives up, and stops the others. */
static void give_up(struct rt_load_run *run, const struct rt_load_worker *worker)
{
    pthread_mutex_lock(&run->lock);
    if (!run->stop)
        note_failure(run, worker);
    run->stop = true;
    for (unsigned i = 0; i < run->worker_count; i++)
        if (run->workers[i].busy && &run->workers[i] != worker)
            rt_pg_cancel(&run->workers[i].pg);
    pthread_cond_broadcast(&run->changed);
    pthread_mutex_unlock(&run->lock);
}

/* The next item, awaited where one may come; -1 where there is none. */
static long take(struct rt_load_run *run, struct rt_load_worker *worker)
{
    bool wait = false;
    long item = -1;
    pthread_mutex_lock(&run->lock);
    worker->busy = false;
    while (!run->stop && (item = run->work->take(run->load, &wait)) < 0 && wait)
        pthread_cond_wait(&run->changed, &run->lock);
    worker->busy = item >= 0 && !run->stop;
    pthread_mutex_unlock(&run->lock);
    return run->stop ? -1 : item;
}

static void finish_item(struct rt_load_run *run, size_t item)
{
    pthread_mutex_lock(&run->lock);
    run->work->done(run->load, item);
    pthread_cond_broadcast(&run->changed);
    pthread_mutex_unlock(&run->lock);
}

/* The server may allow fewer connections than are asked for: those that there are do the work. */
static void go_without(struct rt_load_run *run, const struct rt_load_worker *worker)
{
    pthread_mutex_lock(&run->lock);
    if (!run->stop && !run->unconnected)
        note_failure(run, worker);
    run->unconnected++;
    pthread_mutex_unlock(&run->lock);
}

static void do_work(struct rt_load_run *run, struct rt_load_worker *worker)
{
    snprintf(worker->doing, sizeof worker->doing, "could not open connection %zu",
             (size_t)(worker - run->workers) + 1);
    if (!rt_load_connect(run->load, &worker->pg)) {
        go_without(run, worker);
        return;
    }
    for (long item; (item = take(run, worker)) >= 0;) {
        if (!run->work->run(worker, (size_t)item)) {
            give_up(run, worker);
            return;
        }
        finish_item(run, (size_t)item);
    }
}

static void *run_worker(void *argument)
{
    struct rt_load_worker *worker = argument;
    struct rt_load_run *run = worker->run;
    if (rt_load_writer_init(&worker->writer)) {
        do_work(run, worker);
    } else {
        rt_pg_fail(&worker->pg, "out of memory");
        give_up(run, worker);
    }
    pthread_mutex_lock(&run->lock);
    worker->busy = false;
    run->running--;
    pthread_cond_broadcast(&run->changed);
    pthread_mutex_unlock(&run->lock);
    return NULL;
}

static void count_rows(void *context, uint64_t rows, uint64_t bytes)
{
    struct rt_load_worker *worker = context;
    pthread_mutex_lock(&worker->run->lock);
    worker->run->rows += rows;
    worker->run->bytes += bytes;
    pthread_mutex_unlock(&worker->run->lock);
    worker->bytes += bytes;
}

/* ---- runs ---------------------------------------------------------------------------------------------- */

static void watch(struct rt_load_run *run)
{
    struct rt_load *load = run->load;
    pthread_mutex_lock(&run->lock);
    while (run->running) {
        rt_progress_wait(&run->changed, &run->lock);
        uint64_t rows = run->rows, bytes = run->bytes;
        if (!run->work->has_rows || !load->report->terminal || load->report->quiet)
            continue;
        pthread_mutex_unlock(&run->lock);
        rt_progress_show(&load->progress, rows, bytes);
        pthread_mutex_lock(&run->lock);
    }
    pthread_mutex_unlock(&run->lock);
    rt_progress_hide(&load->progress);
}

static bool start(struct rt_load_run *run, pthread_t *threads, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        struct rt_load_worker *worker = &run->workers[i];
        *worker = (struct rt_load_worker){.load = run->load, .run = run};
        worker->writer.sent = count_rows;
        worker->writer.context = worker;
        worker->writer.stop = &run->stop;
    }
    for (unsigned i = 0; i < count; i++) {
        pthread_mutex_lock(&run->lock);
        bool started = pthread_create(&threads[i], NULL, run_worker, &run->workers[i]) == 0;
        run->running += started;
        run->started += started;
        pthread_mutex_unlock(&run->lock);
        if (!started)
            break;
    }
    return run->started;
}

static bool report_failure(struct rt_load_run *run)
{
    struct rt_load *load = run->load;
    rt_pg_report(load->report, &run->failure, "%s", run->doing);
    rt_load_refused(load, &run->failure);
    if (strcmp(run->failure.state, "55P03") == 0)
        rt_load_show_lockers(load);
    return false;
}

bool rt_load_run_work(struct rt_load *load, const struct rt_load_work *work)
{
    unsigned count = load->cli->options.jobs;
    if (count > work->items)
        count = (unsigned)work->items;
    if (!count)
        return true;
    struct rt_load_run run = {.load = load, .work = work};
    pthread_condattr_t monotonic;
    pthread_t *threads = calloc(count, sizeof *threads);
    run.workers = calloc(count, sizeof *run.workers);
    run.worker_count = count;
    pthread_mutex_init(&run.lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&run.changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    bool begun = (threads && run.workers && start(&run, threads, count)) ||
                 rt_report_error(load->report, "could not start a thread");
    if (begun)
        watch(&run);
    for (unsigned i = 0; i < run.started; i++) {
        pthread_join(threads[i], NULL);
        rt_pg_close(&run.workers[i].pg);
        rt_load_writer_free(&run.workers[i].writer);
    }
    pthread_cond_destroy(&run.changed);
    pthread_mutex_destroy(&run.lock);
    free(run.workers);
    free(threads);
    run.stop |= run.unconnected == run.started;
    if (run.unconnected && !run.stop && !load->fewer)
        rt_report_warning(load->report, "%u of %u connections did the work: %s",
                          run.started - run.unconnected, run.started, run.failure.error);
    load->fewer |= run.unconnected > 0;
    return begun && (!run.stop || report_failure(&run));
}

/* ---- rows ---------------------------------------------------------------------------------------------- */

/* Whether all rows are there that the table's rows must find under references that stay. */
static bool is_ready(const struct rt_load *load, const struct rt_load_table *table)
{
    for (size_t i = 0; i < load->reference_count; i++) {
        const struct rt_load_reference *reference = &load->references[i];
        const struct rt_load_table *parent =
            reference->from == table->oid && !reference->dropped ? rt_load_find(load, reference->to) : NULL;
        if (parent && parent != table && parent->parts_left)
            return false;
    }
    return true;
}

static long take_part(struct rt_load *load, bool *wait)
{
    *wait = false;
    for (size_t i = 0; i < load->part_count; i++) {
        struct rt_load_part *part = &load->parts[i];
        if (part->taken)
            continue;
        if (!is_ready(load, part->table)) {
            *wait = true;
            continue;
        }
        part->taken = true;
        return (long)i;
    }
    return -1;
}

/* FREEZE needs the table truncated here, and it must hold nothing but what a killed load left. */
static bool clear(struct rt_pg *pg, const struct rt_load_table *table)
{
    struct rt_pg_rows rows;
    const char *name = table->table->sql_name;
    if (!rt_pg_run(pg, "LOCK TABLE ONLY %s IN ACCESS EXCLUSIVE MODE", name))
        return false;
    char *query = rt_pg_text("SELECT EXISTS (SELECT FROM ONLY %s)", name);
    bool done = query && rt_pg_query(pg, &rows, query, 0, NULL);
    free(query);
    if (!done)
        return false;
    bool filled = rt_pg_is_true(&rows, 0, 0);
    rt_pg_rows_free(&rows);
    if (filled)
        return rt_pg_fail(pg, "another session has put rows into it meanwhile");
    return rt_pg_run(pg, "TRUNCATE ONLY %s", name);
}

/* Notes in the journal that the part is there, once. */
static bool note_part(struct rt_load *load, struct rt_pg *pg, const struct rt_load_part *part)
{
    struct rt_pg_rows rows;
    char *statement =
        rt_pg_text("UPDATE %s.schemac_load_part SET done = true, kept = %llu WHERE id = %llu AND NOT done "
                   "RETURNING id",
                   load->place, (unsigned long long)part->kept, (unsigned long long)part->id);
    bool done = statement && rt_pg_query(pg, &rows, statement, 0, NULL);
    free(statement);
    if (!done)
        return false;
    bool noted = rows.count == 1;
    rt_pg_rows_free(&rows);
    return noted || rt_pg_fail(pg, "another load has loaded the same rows");
}

static uint64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

static bool run_part(struct rt_load_worker *worker, size_t item)
{
    struct rt_load *load = worker->load;
    struct rt_load_part *part = &load->parts[item];
    struct rt_pg *pg = &worker->pg;
    uint64_t start_time = now();
    worker->bytes = 0;
    snprintf(worker->doing, sizeof worker->doing, "could not load table \"%s\"", part->table->table->label);
    bool done = rt_pg_run(pg, "BEGIN") && (!part->table->freeze || clear(pg, part->table)) &&
                rt_load_copy(load, pg, &worker->writer, part) && note_part(load, pg, part) &&
                rt_pg_run(pg, "COMMIT");
    part->bytes = worker->bytes;
    part->nanoseconds = now() - start_time;
    return done;
}

static void count_part(struct rt_load_part *part)
{
    part->table->loaded += part->kept;
    part->table->turned_away += part->end - part->first - part->kept;
    part->table->bytes += part->bytes;
    part->table->nanoseconds += part->nanoseconds;
}

static void part_done(struct rt_load *load, size_t item)
{
    struct rt_load_part *part = &load->parts[item];
    part->done = true;
    part->table->parts_left--;
    count_part(part);
}

bool rt_load_copy_parts(struct rt_load *load)
{
    struct rt_load_work work = {.take = take_part, .run = run_part, .done = part_done, .has_rows = true};
    for (size_t i = 0; i < load->part_count; i++)
        work.items += !load->parts[i].done;
    return rt_load_run_work(load, &work);
}

/* ---- one transaction ----------------------------------------------------------------------------------- */

static void show_rows(void *context, uint64_t rows, uint64_t bytes)
{
    struct rt_load_worker *worker = context;
    const struct rt_load *load = worker->load;
    worker->bytes += bytes;
    worker->rows += rows;
    worker->all_bytes += bytes;
    if (load->report->terminal && !load->report->quiet && now() - worker->shown > RT_TICK) {
        rt_progress_show(&worker->load->progress, worker->rows, worker->all_bytes);
        worker->shown = now();
    }
}

static bool copy_part_here(struct rt_load *load, struct rt_load_worker *worker, struct rt_load_part *part)
{
    uint64_t start_time = now();
    worker->bytes = 0;
    bool done = load->triggered && !load->staged ? rt_load_copy_triggered(load, &worker->writer, part)
                                                 : (!part->table->freeze || clear(&load->pg, part->table)) &&
                                                       rt_load_copy(load, &load->pg, &worker->writer, part);
    part->bytes = worker->bytes;
    part->nanoseconds = now() - start_time;
    if (!done) {
        rt_progress_hide(&load->progress);
        rt_pg_report(load->report, &load->pg, "could not load table \"%s\"", part->table->table->label);
        return rt_load_refused(load, &load->pg);
    }
    count_part(part);
    return true;
}

bool rt_load_copy_here(struct rt_load *load)
{
    static const bool never = false;
    struct rt_load_worker worker = {.load = load};
    worker.writer.sent = show_rows;
    worker.writer.context = &worker;
    worker.writer.stop = &never;
    bool done = rt_load_writer_init(&worker.writer) || rt_load_out_of_memory(load);
    for (size_t i = 0; done && i < load->part_count; i++)
        done = copy_part_here(load, &worker, &load->parts[i]);
    rt_load_writer_free(&worker.writer);
    rt_progress_hide(&load->progress);
    return done;
}
