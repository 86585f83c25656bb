/* Appending statements to the audit log. Each entry is a comment line with the time and the database, a
 * comment line for each parameter, then the statement and a semicolon on a line of its own. */
#include "rt_pg_audit.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

bool rt_pg_audit_open(struct rt_pg_audit *audit, const struct rt_report *report, const char *path)
{
    *audit = (struct rt_pg_audit){.path = path};
    pthread_mutex_init(&audit->lock, NULL);
    if (!path)
        return true;
    int descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR);
    audit->file = descriptor < 0 ? NULL : fdopen(descriptor, "a");
    return audit->file ||
           rt_report_error(report, "could not open audit log \"%s\": %s", path, strerror(errno));
}

/* Text inside a comment line: it must not end the line. */
static void put_on_line(FILE *file, const char *text)
{
    for (; *text; text++)
        putc((unsigned char)*text < ' ' ? '?' : *text, file);
}

static void put_parameter(FILE *file, int number, const char *value)
{
    fprintf(file, "-- $%d = ", number);
    put_on_line(file, value ? value : "NULL");
    putc('\n', file);
}

bool rt_pg_audit_write(struct rt_pg_audit *audit, const char *database, const char *statement, int count,
                       const char *const *parameters)
{
    if (!audit || !audit->file)
        return true;
    struct timespec now;
    struct tm day;
    char time[32];
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &day);
    strftime(time, sizeof time, "%Y-%m-%dT%H:%M:%S", &day);
    pthread_mutex_lock(&audit->lock);
    fprintf(audit->file, "-- %s.%03ldZ database \"", time, now.tv_nsec / 1000000);
    put_on_line(audit->file, database);
    fputs("\"\n", audit->file);
    for (int i = 0; i < count; i++)
        put_parameter(audit->file, i + 1, parameters[i]);
    fprintf(audit->file, "%s\n;\n", statement);
    bool written = fflush(audit->file) == 0 && !ferror(audit->file);
    pthread_mutex_unlock(&audit->lock);
    return written;
}

void rt_pg_audit_close(struct rt_pg_audit *audit)
{
    if (audit->file)
        fclose(audit->file);
    audit->file = NULL;
    pthread_mutex_destroy(&audit->lock);
}
