/*
 * What the benchmarks in C share: each case is run once a round, so that a slow spell of the machine hits all
 * alike, and the least processor time of the rounds is printed.
 */
#ifndef TESTS_BENCH_TIMED_H
#define TESTS_BENCH_TIMED_H

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#define ROUNDS 7

/* One case: its function makes CALLS calls and returns something that depends on them all. */
struct timed {
    const char *name;
    uint64_t (*run)(void);
    double least; /* nanoseconds a call */
};

static double processor_time(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

/* Times all cases and prints them. */
static inline void run_timed(struct timed *all, size_t count, double calls)
{
    uint64_t sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < count; i++) {
            double start = processor_time();
            sum += all[i].run();
            double each = (processor_time() - start) / calls;
            all[i].least = round == 0 || each < all[i].least ? each : all[i].least;
        }
    }
    for (size_t i = 0; i < count; i++)
        printf("%-40s %6.2f ns\n", all[i].name, all[i].least);
    printf("%-40s %" PRIx64 "\n", "sum of all results", sum);
}

#endif
