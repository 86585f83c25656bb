/* Progress of long work. */
#include "rt_progress.h"

#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "rt_number.h"

#define QUIET_TIME 500000000 /* nanoseconds before the line is first shown */
#define LINE_SIZE  160

/* Nanoseconds of a clock that only goes forward. */
static uint64_t read_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

void rt_progress_wait(pthread_cond_t *condition, pthread_mutex_t *lock)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += RT_TICK;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_cond_timedwait(condition, lock, &until);
}

void rt_progress_begin(struct rt_progress *progress, const struct rt_report *report, rt_uint128 total)
{
    *progress = (struct rt_progress){report, total, read_clock(), 0};
}

/* How wide a line may be without being wrapped. */
static size_t terminal_width(void)
{
    struct winsize size;
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < 2)
        return 79;
    return size.ws_col < LINE_SIZE ? size.ws_col - 1u : LINE_SIZE - 1;
}

/* Writes the line in the place of the one before, with blanks over what that had more. */
static void replace_line(struct rt_progress *progress, char *line)
{
    size_t size = strlen(line), width = terminal_width();
    if (size > width)
        size = width;
    int blank = progress->shown > size ? (int)(progress->shown - size) : 0;
    fprintf(stderr, "\r%.*s%*s", (int)size, line, blank, "");
    if (blank)
        fprintf(stderr, "\r%.*s", (int)size, line);
    fflush(stderr);
    progress->shown = size;
}

void rt_progress_line(struct rt_progress *progress, const char *text)
{
    char line[LINE_SIZE];
    if (rt_progress_time(progress) < QUIET_TIME)
        return;
    snprintf(line, sizeof line, "%s", text);
    replace_line(progress, line);
}

void rt_progress_show(void *context, uint64_t rows, uint64_t bytes)
{
    struct rt_progress *progress = context;
    uint64_t passed = rt_progress_time(progress);
    if (passed < QUIET_TIME)
        return;
    char line[LINE_SIZE], done[RT_NUMBER_SIZE], size[RT_NUMBER_SIZE], rate[RT_NUMBER_SIZE],
        left[RT_NUMBER_SIZE];
    unsigned percent = progress->total ? (unsigned)((rt_uint128)rows * 100 / progress->total) : 0;
    rt_uint128 wait = rows ? (progress->total - rows) * passed / rows : 0;
    snprintf(line, sizeof line, "%s: %u%%  %s rows, %s, %s/s%s%s", progress->report->program, percent,
             rt_number_short(done, rows), rt_number_bytes(size, bytes),
             rt_number_bytes(rate, rt_number_rate(bytes, passed)), rows ? ", left: " : "",
             rows ? rt_number_wait(left, wait > UINT64_MAX ? UINT64_MAX : (uint64_t)wait) : "");
    replace_line(progress, line);
}

void rt_progress_hide(void *context)
{
    struct rt_progress *progress = context;
    if (progress->shown) {
        replace_line(progress, "");
        fputc('\r', stderr);
    }
}

uint64_t rt_progress_time(const struct rt_progress *progress)
{
    return read_clock() - progress->started;
}
