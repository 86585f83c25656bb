/* pg_session.h: one connection to a PostgreSQL server, inside one read-only repeatable-read transaction.
 * read_pg.c implements it over libpq; what turns rows into the Schema sees this header alone. */
#ifndef SCHEMAC_READ_PG_SESSION_H
#define SCHEMAC_READ_PG_SESSION_H

#include "diag/diag.h"
#include "read/pg_rows.h"

typedef struct PgSession PgSession;

/* The text of a query of catalog/, from the generated read/catalog.h. */
#define PG_QUERY(name) ((Text){sql_##name, sizeof sql_##name - 1})

enum {
    PG_OLDEST = 12 /* the oldest major version that is read */
};

/* The server's version as libpq counts it: 150004. */
int pg_session_version(const PgSession *session);

/* The name of the database we are connected to. */
Text pg_session_database(const PgSession *session);

/* Sends one statement of the catalog/ folder, chosen for the server's version, and fills `rows`, which live
 * in the session's arena. `what` says for an error what was being read: "columns". */
bool pg_session_query(PgSession *session, const char *what, Text statement, PgRows *rows);

#endif
