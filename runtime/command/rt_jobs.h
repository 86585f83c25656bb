/*
 * Writing many rows with many threads: jobs are texts, each made of pieces one after another; workers take
 * chunks of rows, make their bytes in buffers of their own, and put them in order. What is written does not
 * depend on the number of workers, and neither does the memory of each.
 */
#ifndef RT_JOBS_H
#define RT_JOBS_H

#include "rt_file.h"
#include "rt_format.h"

/* One text: a file, or standard output. */
struct rt_job {
    const struct rt_piece *pieces; /* at least one */
    size_t piece_count;
    const char *name;           /* the file's final name; not owned */
    bool standard;              /* to standard output, in order, instead */
    struct rt_file file;        /* the runner's */
    uint64_t rows;              /* result: rows written */
    uint64_t bytes;             /* result: bytes written */
    uint64_t digest;            /* result: their digest; 0 for standard output */
    struct rt_job_state *state; /* the runner's */
};

/* A run over all jobs. */
struct rt_jobs {
    const struct rt_db *db;
    struct rt_job *jobs;
    size_t job_count;
    int folder;              /* descriptor of where files go; -1 where there are none */
    const char *folder_name; /* for messages */
    const char *
        stale; /* a file there that tells of the files there, removed before the first is replaced; or NULL */
    unsigned workers;                                           /* at least 1 */
    void (*show)(void *context, uint64_t rows, uint64_t bytes); /* called about ten times a second, or NULL */
    void (*hide)(void *context); /* called before a signal ends the program; NULL where show is */
    void *show_context;
    char error[512]; /* why it failed: a message in PostgreSQL's style */
};

/*
 * Writes everything. Each file gets its final name when it is complete; false, with error set, where
 * something failed, and then nothing is left of the files that are not. Where a signal ends the program or
 * standard output is closed early, removes them and does not return: the program dies by that signal, SIGPIPE
 * included, unless the caller's own caller had it ignored.
 */
bool rt_jobs_run(struct rt_jobs *jobs);

#endif
