/* Progress of long work: one line on standard error that is written over and over, where that is
 * a terminal. */
#ifndef RT_PROGRESS_H
#define RT_PROGRESS_H

#include <pthread.h>

#include "rt_report.h"
#include "rt_uint128.h"

struct rt_progress {
    const struct rt_report *report;
    rt_uint128 total; /* rows there will be */
    uint64_t started; /* nanoseconds of the monotonic clock */
    size_t shown;     /* columns of the line that is on the terminal */
};

/* Nanoseconds between looks at signals and at progress. */
#define RT_TICK 100000000

/* Waits until the condition, whose clock is the monotonic one, is signalled or a tick has passed; the lock is
 * held. */
void rt_progress_wait(pthread_cond_t *condition, pthread_mutex_t *lock);

/* Begins to count time and rows towards a total, for the report's terminal. */
void rt_progress_begin(struct rt_progress *progress, const struct rt_report *report, rt_uint128 total);

/* Shows what is done so far; nothing in the first half second. Takes a struct rt_progress. */
void rt_progress_show(void *progress, uint64_t rows, uint64_t bytes);

/* Shows a text instead, of ASCII; nothing in the first half second. */
void rt_progress_line(struct rt_progress *progress, const char *text);

/* Wipes the line away. Takes a struct rt_progress. */
void rt_progress_hide(void *progress);

/* Nanoseconds since the beginning. */
uint64_t rt_progress_time(const struct rt_progress *progress);

#endif
