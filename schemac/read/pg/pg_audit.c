/* pg_audit.c: appending statements to the audit log. Each entry is a comment line with the time in UTC and
 * the database, then the statement and a semicolon on a line of its own. */
#include "read/pg/pg_audit.h"

#include "base/buffer.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

bool pg_audit_open(PgAudit *audit, Diag *diag, const char *path)
{
    *audit = (PgAudit){.path = path};
    if (!path)
        return true;
    int descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR);
    audit->file = descriptor < 0 ? NULL : fdopen(descriptor, "a");
    if (!audit->file)
        return diag_failure(diag, "could not open audit log \"%s\": %s", path, strerror(errno));
    return true;
}

/* A name inside a comment line: it must not end the line. */
static void append_name(Buffer *out, Text name)
{
    for (size_t i = 0; i < name.size; i++)
        buffer_char(out, (unsigned char)name.data[i] < ' ' ? '?' : name.data[i]);
}

bool pg_audit_write(PgAudit *audit, Diag *diag, Text statement)
{
    if (!audit->file)
        return true;
    struct timespec now;
    struct tm day;
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &day);
    char time[32];
    strftime(time, sizeof time, "%Y-%m-%dT%H:%M:%S", &day);
    Buffer out = {0};
    buffer_format(&out, "-- %s.%03ldZ database \"", time, now.tv_nsec / 1000000);
    append_name(&out, audit->database);
    buffer_string(&out, "\"\n");
    buffer_text(&out, statement);
    buffer_string(&out, "\n;\n");
    bool written = fwrite(out.data, 1, out.size, audit->file) == out.size && fflush(audit->file) == 0;
    buffer_free(&out);
    if (!written)
        return diag_failure(diag, "could not write audit log \"%s\": %s", audit->path, strerror(errno));
    return true;
}

void pg_audit_close(PgAudit *audit)
{
    if (audit->file)
        fclose(audit->file);
    audit->file = NULL;
}
