/* pg_audit.h: the log of every statement that is sent to a server, itself a script that psql runs. */
#ifndef SCHEMAC_READ_PG_AUDIT_H
#define SCHEMAC_READ_PG_AUDIT_H

#include "diag/diag.h"

#include <stdio.h>

typedef struct PgAudit {
    FILE *file;       /* NULL: nothing is logged */
    const char *path; /* for messages */
    Text database;    /* named in each entry */
} PgAudit;

/* Opens the file for appending, creating it for its owner alone; a NULL path gives a log that drops all. */
bool pg_audit_open(PgAudit *audit, Diag *diag, const char *path);

/* Appends one statement with the time and the database, and hands it to the system. A statement that could
 * not be logged must not be sent: false, with the error reported. */
bool pg_audit_write(PgAudit *audit, Diag *diag, Text statement);

/* Closes the log. */
void pg_audit_close(PgAudit *audit);

#endif
