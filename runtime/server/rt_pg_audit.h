/* The log of every statement that is sent to a server, itself a script that psql runs. Shared by threads. */
#ifndef RT_PG_AUDIT_H
#define RT_PG_AUDIT_H

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>

#include "rt_report.h"

struct rt_pg_audit {
    FILE *file;           /* NULL: nothing is logged */
    const char *path;     /* for messages */
    pthread_mutex_t lock; /* an entry is written whole */
};

/* Opens the file for appending, creating it for its owner alone; a NULL path gives a log that drops all.
 * False where that fails, which is reported. */
bool rt_pg_audit_open(struct rt_pg_audit *audit, const struct rt_report *report, const char *path);

/* Appends one statement with the time in UTC and the database, and its parameters where it has any, and hands
 * it to the system. False with errno set: a statement that could not be logged must not be sent. */
bool rt_pg_audit_write(struct rt_pg_audit *audit, const char *database, const char *statement, int count,
                       const char *const *parameters);

/* Closes the log. Harmless on one that is not open. */
void rt_pg_audit_close(struct rt_pg_audit *audit);

#endif
