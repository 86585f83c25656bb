/*
 * Writing many rows with many threads. One lock guards what workers share; it is taken a few times for each
 * chunk. Chunks of a job have tickets, and a ticket's bytes get their place in the text when all before have
 * theirs: a worker waits with its chunk for the turn, takes the offset, and in a file writes beside the
 * others. Chunks are sized by what rows of the piece took so far; a chunk that outgrows its buffer waits for
 * its turn and then writes buffer by buffer.
 */
#include "rt_jobs.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "rt_digest.h"
#include "rt_progress.h"

#define CHUNK_BYTES ((size_t)256 << 10) /* what a chunk should come to */
#define CHUNK_LIMIT (2 * CHUNK_BYTES)   /* where a buffer is written though its chunk is not done */
#define FIRST_ROWS  64                  /* of a chunk while the size of rows is unknown */

/* What a job has come to. */
struct rt_job_state {
    size_t piece;          /* the piece chunks are taken from */
    uint64_t next;         /* its next row */
    uint64_t piece_rows;   /* rows of it that are written, */
    uint64_t piece_bytes;  /* and their bytes */
    uint64_t tickets;      /* chunks taken */
    uint64_t turn;         /* the ticket that may take its place */
    uint64_t offset;       /* bytes that have their place */
    unsigned active;       /* chunks taken and not done */
    bool open;             /* its file is */
    pthread_cond_t turned; /* turn moved, or the run stopped */
};

/* A run. */
struct run {
    struct rt_jobs *jobs;
    pthread_mutex_t lock;
    pthread_cond_t ended; /* a worker did */
    size_t first;         /* jobs before this one have no chunk left */
    unsigned running;     /* workers */
    uint64_t rows, bytes; /* written */
    bool stale_removed;   /* nothing tells of the folder's former files any more */
    bool stop;            /* something failed */
    bool broken_pipe;     /* standard output is closed */
};

/* Some rows of a job. */
struct chunk {
    struct rt_job *job;
    const struct rt_piece *piece;
    size_t piece_index;
    uint64_t first, end; /* rows [first, end) */
    uint64_t ticket;
    bool turned; /* it is this chunk's turn, and stays so */
};

/* A worker's own. */
struct worker {
    struct run *run;
    struct rt_scratch scratch;
    struct rt_out out;
};

/* Notes why the run fails, the first reason only, and stops it; an error of 0 is none of the system's. Called
 * without the lock. */
static void fail(struct run *run, int error, const char *format, ...) __attribute__((format(printf, 3, 4)));

static void fail(struct run *run, int error, const char *format, ...)
{
    struct rt_jobs *jobs = run->jobs;
    va_list arguments;
    va_start(arguments, format);
    pthread_mutex_lock(&run->lock);
    if (!run->stop) {
        int used = vsnprintf(jobs->error, sizeof jobs->error, format, arguments);
        if (error && used >= 0 && (size_t)used < sizeof jobs->error)
            snprintf(jobs->error + used, sizeof jobs->error - (size_t)used, ": %s", strerror(error));
    }
    run->stop = true;
    for (size_t i = 0; i < jobs->job_count; i++)
        pthread_cond_broadcast(&jobs->jobs[i].state->turned);
    pthread_mutex_unlock(&run->lock);
    va_end(arguments);
}

/* Notes that something could not be done to a job's file. */
static void fail_file(struct run *run, const struct rt_job *job, const char *what, int error)
{
    if (job->standard) {
        run->broken_pipe = error == EPIPE;
        fail(run, error, "could not %s standard output", what);
    } else {
        fail(run, error, "could not %s file \"%s/%s\"", what, run->jobs->folder_name, job->name);
    }
}

/* ---- taking chunks: with the lock ---------------------------------------------------------------------- */

static bool has_chunk(const struct rt_job *job)
{
    return job->state->piece < job->piece_count;
}

/* The job with fewest workers among as many as there are workers: files side by side, few of them open. */
static struct rt_job *choose_job(struct run *run)
{
    struct rt_jobs *jobs = run->jobs;
    struct rt_job *best = NULL;
    unsigned seen = 0;
    while (run->first < jobs->job_count && !has_chunk(&jobs->jobs[run->first]))
        run->first++;
    for (size_t i = run->first; i < jobs->job_count && seen < jobs->workers; i++) {
        struct rt_job *job = &jobs->jobs[i];
        if (!has_chunk(job))
            continue;
        if (!best || job->state->active < best->state->active)
            best = job;
        seen++;
    }
    return best;
}

/* How many rows the next chunk of a job should have. */
static uint64_t chunk_rows(const struct rt_job_state *state)
{
    if (!state->piece_rows)
        return FIRST_ROWS;
    uint64_t width = state->piece_bytes / state->piece_rows + 1;
    return width < CHUNK_BYTES ? CHUNK_BYTES / width : 1;
}

static void next_piece(struct rt_job *job)
{
    struct rt_job_state *state = job->state;
    state->piece++;
    state->piece_rows = state->piece_bytes = 0;
    if (has_chunk(job))
        state->next = job->pieces[state->piece].first;
}

/* Takes the next chunk of a job that has one. A piece without rows is one chunk. */
static struct chunk take_chunk(struct rt_job *job)
{
    struct rt_job_state *state = job->state;
    const struct rt_piece *piece = &job->pieces[state->piece];
    uint64_t rows = chunk_rows(state), left = piece->end - state->next;
    struct chunk chunk = {job, piece, state->piece, state->next, piece->end, state->tickets++, false};
    if (rows < left)
        chunk.end = state->next + rows;
    state->next = chunk.end;
    state->active++;
    if (chunk.end == piece->end)
        next_piece(job);
    return chunk;
}

/* ---- placing bytes ------------------------------------------------------------------------------------- */

/* Waits until all before a chunk have their place; false where the run stopped. With the lock. */
static bool wait_turn(struct run *run, struct chunk *chunk)
{
    struct rt_job_state *state = chunk->job->state;
    while (state->turn != chunk->ticket && !run->stop)
        pthread_cond_wait(&state->turned, &run->lock);
    return !run->stop;
}

/* Lets the next ticket go on. With the lock. */
static void pass_turn(struct chunk *chunk)
{
    struct rt_job_state *state = chunk->job->state;
    state->turn++;
    pthread_cond_broadcast(&state->turned);
}

/* Adds written bytes to the counts. With the lock. */
static void count_written(struct run *run, const struct chunk *chunk, uint64_t rows, size_t bytes,
                          uint64_t digest)
{
    struct rt_job *job = chunk->job;
    job->rows += rows;
    job->bytes += bytes;
    job->digest = rt_digest_add(job->digest, digest);
    run->rows += rows;
    run->bytes += bytes;
    if (chunk->piece_index == job->state->piece) {
        job->state->piece_rows += rows;
        job->state->piece_bytes += bytes;
    }
}

/*
 * Puts a worker's buffer, which holds so many rows, in its place. In a file the turn passes before the bytes
 * are written, else after; but not before the last buffer of the chunk.
 */
static bool place(struct worker *worker, struct chunk *chunk, uint64_t rows, bool last)
{
    struct run *run = worker->run;
    struct rt_job *job = chunk->job;
    size_t size = worker->out.size;
    bool apart = rt_file_is_seekable(&job->file);
    uint64_t digest = apart ? rt_digest(worker->out.data, size) : 0;

    pthread_mutex_lock(&run->lock);
    bool go = wait_turn(run, chunk);
    uint64_t offset = job->state->offset;
    job->state->offset += size;
    if (go && apart && last)
        pass_turn(chunk);
    pthread_mutex_unlock(&run->lock);
    if (!go)
        return false;

    if (!rt_file_write(&job->file, worker->out.data, size, offset)) {
        fail_file(run, job, "write to", errno);
        return false;
    }
    digest = rt_digest_shift(digest, offset);
    pthread_mutex_lock(&run->lock);
    if (!apart && last)
        pass_turn(chunk);
    count_written(run, chunk, rows, size, digest);
    pthread_mutex_unlock(&run->lock);
    worker->out.size = 0;
    return true;
}

/* ---- making bytes -------------------------------------------------------------------------------------- */

/* Makes as many rows as the buffer should hold from a row on; returns the row after. */
static uint64_t fill(struct worker *worker, const struct chunk *chunk, uint64_t row)
{
    const struct rt_piece *piece = chunk->piece;
    struct rt_out *out = &worker->out;
    if (row == piece->first)
        rt_piece_begin(piece, out);
    if (row < chunk->end) {
        size_t at = out->size;
        uint64_t first = row;
        row += piece->table->write[piece->format](worker->run->jobs->db, row, chunk->end - row, CHUNK_LIMIT,
                                                  &worker->scratch, out);
        if (first == piece->first)
            rt_piece_mend(piece, out, at);
    }
    if (row == piece->end)
        rt_piece_end(piece, out);
    return row;
}

/* Notes that rows could not be made. */
static void fail_rows(struct worker *worker, const struct rt_table *table)
{
    const char *problem = worker->scratch.problem;
    fail(worker->run, *problem ? 0 : ENOMEM, "could not make rows of table \"%s\"%s%s", table->label,
         *problem ? ": " : "", problem);
}

static bool make_chunk(struct worker *worker, struct chunk *chunk)
{
    uint64_t row = chunk->first;
    do {
        uint64_t from = row;
        row = fill(worker, chunk, row);
        if (worker->out.failed || worker->scratch.failed) {
            fail_rows(worker, chunk->piece->table);
            return false;
        }
        if (!place(worker, chunk, row - from, row == chunk->end))
            return false;
    } while (row < chunk->end);
    return true;
}

/* ---- files --------------------------------------------------------------------------------------------- */

/* Opens a job's file, once. With the lock, which orders the workers that come for it. */
static int open_file(struct rt_jobs *jobs, struct rt_job *job)
{
    if (job->state->open)
        return 0;
    job->state->open = true;
    if (job->standard) {
        rt_file_standard(&job->file);
        return 0;
    }
    return rt_file_create(&job->file, jobs->folder, job->name) ? 0 : errno;
}

/* Ends a job's file after its last chunk. */
static void finish_file(struct run *run, struct rt_job *job)
{
    if (!rt_file_close(&job->file)) {
        fail_file(run, job, "write to", errno);
        return;
    }
    pthread_mutex_lock(&run->lock);
    if (!job->standard && run->jobs->stale && !run->stale_removed)
        unlinkat(run->jobs->folder, run->jobs->stale, 0);
    run->stale_removed = true;
    int error = rt_file_rename(&job->file) ? 0 : errno;
    pthread_mutex_unlock(&run->lock);
    if (error)
        fail_file(run, job, "put in place", error);
}

/* Removes every file without its final name. */
static void discard_files(struct rt_jobs *jobs)
{
    for (size_t i = 0; i < jobs->job_count; i++)
        rt_file_discard(&jobs->jobs[i].file);
}

/* ---- workers ------------------------------------------------------------------------------------------- */

/* Takes a chunk for which the file is open; false where there is none left or the run has stopped. */
static bool take(struct run *run, struct chunk *chunk)
{
    pthread_mutex_lock(&run->lock);
    struct rt_job *job = run->stop ? NULL : choose_job(run);
    int error = job ? open_file(run->jobs, job) : 0;
    if (job && !error)
        *chunk = take_chunk(job);
    pthread_mutex_unlock(&run->lock);
    if (error)
        fail_file(run, job, "create", error);
    return job && !error;
}

/* Notes that a chunk is done; true where it was the job's last. */
static bool is_last(struct run *run, struct rt_job *job)
{
    pthread_mutex_lock(&run->lock);
    bool last = --job->state->active == 0 && !has_chunk(job);
    pthread_mutex_unlock(&run->lock);
    return last;
}

static void work(struct worker *worker)
{
    struct chunk chunk;
    while (take(worker->run, &chunk)) {
        if (!make_chunk(worker, &chunk))
            return;
        if (is_last(worker->run, chunk.job))
            finish_file(worker->run, chunk.job);
    }
}

static void *run_worker(void *argument)
{
    struct run *run = argument;
    struct worker worker = {.run = run};
    if (rt_scratch_init(&worker.scratch) && rt_out_init(&worker.out, CHUNK_LIMIT + CHUNK_BYTES / 4))
        work(&worker);
    else
        fail(run, ENOMEM, "could not start a worker");
    rt_scratch_free(&worker.scratch);
    rt_out_free(&worker.out);
    pthread_mutex_lock(&run->lock);
    run->running--;
    pthread_cond_signal(&run->ended);
    pthread_mutex_unlock(&run->lock);
    return NULL;
}

/* ---- signals ------------------------------------------------------------------------------------------- */

static const int ending_signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU};
enum {
    ENDING_SIGNALS = sizeof ending_signals / sizeof *ending_signals
};

static volatile sig_atomic_t caught_signal;

static void catch_signal(int signal)
{
    caught_signal = signal;
}

/* What signals did before the run. */
struct signals {
    struct sigaction ending[ENDING_SIGNALS];
    struct sigaction pipe, size;
    sigset_t mask;
};

/* Signals that end a program are noted, those ignored stay ignored; a closed pipe and a file that is too
 * large are errors of write. */
static void hold_signals(struct signals *before)
{
    struct sigaction noting = {.sa_handler = catch_signal}, ignoring = {.sa_handler = SIG_IGN};
    caught_signal = 0;
    for (int i = 0; i < ENDING_SIGNALS; i++) {
        sigaction(ending_signals[i], NULL, &before->ending[i]);
        if (before->ending[i].sa_handler != SIG_IGN)
            sigaction(ending_signals[i], &noting, NULL);
    }
    sigaction(SIGPIPE, &ignoring, &before->pipe);
    sigaction(SIGXFSZ, &ignoring, &before->size);
}

static void release_signals(const struct signals *before)
{
    for (int i = 0; i < ENDING_SIGNALS; i++)
        sigaction(ending_signals[i], &before->ending[i], NULL);
    sigaction(SIGPIPE, &before->pipe, NULL);
    sigaction(SIGXFSZ, &before->size, NULL);
}

/* Removes what is incomplete and ends the program by a signal. With the lock, so that nothing is renamed. */
static void die(struct rt_jobs *jobs, int signal_number)
{
    discard_files(jobs);
    if (jobs->hide)
        jobs->hide(jobs->show_context);
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

/* ---- the run ------------------------------------------------------------------------------------------- */

/* Starts the workers, with all signals left to this thread; false where not one could be. */
static bool start_workers(struct run *run, pthread_t *threads, unsigned *started)
{
    sigset_t all, before;
    int error = 0;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_mutex_lock(&run->lock);
    for (*started = 0; *started < run->jobs->workers && !error; *started += !error)
        error = pthread_create(&threads[*started], NULL, run_worker, run);
    run->running = *started;
    pthread_mutex_unlock(&run->lock);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (!*started)
        fail(run, error, "could not start a thread");
    return *started;
}

/* Shows progress and looks for signals until all workers have ended. */
static void watch(struct run *run)
{
    struct rt_jobs *jobs = run->jobs;
    pthread_mutex_lock(&run->lock);
    while (run->running) {
        rt_progress_wait(&run->ended, &run->lock);
        if (caught_signal)
            die(jobs, caught_signal);
        uint64_t rows = run->rows, bytes = run->bytes;
        if (!jobs->show || !run->running)
            continue;
        pthread_mutex_unlock(&run->lock); /* a terminal may stand still */
        jobs->show(jobs->show_context, rows, bytes);
        pthread_mutex_lock(&run->lock);
    }
    pthread_mutex_unlock(&run->lock);
}

static void init_run(struct run *run, struct rt_jobs *jobs, struct rt_job_state *states)
{
    pthread_condattr_t monotonic;
    *run = (struct run){.jobs = jobs};
    pthread_mutex_init(&run->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&run->ended, &monotonic);
    pthread_condattr_destroy(&monotonic);
    for (size_t i = 0; i < jobs->job_count; i++) {
        struct rt_job *job = &jobs->jobs[i];
        job->state = &states[i];
        job->state->next = job->pieces[0].first;
        job->file = (struct rt_file){.folder = -1, .fd = -1};
        job->rows = job->bytes = job->digest = 0;
        pthread_cond_init(&job->state->turned, NULL);
    }
}

static void free_run(struct run *run)
{
    for (size_t i = 0; i < run->jobs->job_count; i++) {
        pthread_cond_destroy(&run->jobs->jobs[i].state->turned);
        run->jobs->jobs[i].state = NULL;
    }
    pthread_cond_destroy(&run->ended);
    pthread_mutex_destroy(&run->lock);
}

bool rt_jobs_run(struct rt_jobs *jobs)
{
    struct rt_job_state *states = calloc(jobs->job_count + 1, sizeof *states);
    pthread_t *threads = calloc(jobs->workers, sizeof *threads);
    struct signals signals;
    struct run run;
    unsigned started = 0;
    bool done = false;
    if (states && threads) {
        init_run(&run, jobs, states);
        hold_signals(&signals);
        if (start_workers(&run, threads, &started))
            watch(&run);
        for (unsigned i = 0; i < started; i++)
            pthread_join(threads[i], NULL);
        done = !run.stop && !caught_signal;
        if (run.broken_pipe && signals.pipe.sa_handler != SIG_IGN)
            die(jobs, SIGPIPE);
        if (caught_signal)
            die(jobs, caught_signal);
        discard_files(jobs);
        release_signals(&signals);
        free_run(&run);
    } else {
        snprintf(jobs->error, sizeof jobs->error, "out of memory");
    }
    free(threads);
    free(states);
    return done;
}
