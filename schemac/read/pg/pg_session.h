/* pg_session.h: one connection to a PostgreSQL server, inside one read-only repeatable-read transaction.
 * read_pg.c implements it over libpq; what turns rows into the Schema sees this header alone. */
#ifndef SCHEMAC_READ_PG_SESSION_H
#define SCHEMAC_READ_PG_SESSION_H

#include "diag/diag.h"
#include "read/pg/pg_rows.h"
#include "read/read.h"

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

/* Connects and begins the transaction; NULL where that failed, which is reported. The session is to be
 * closed, with all that it did taken back. */
PgSession *pg_session_open(Arena *arena, Diag *diag, const LiveOptions *options);
void pg_session_close(PgSession *session);

/* What a server says of a statement that failed. */
typedef struct PgError {
    Text state;   /* SQLSTATE, such as "22012"; empty where the connection is lost */
    Text message; /* on one line */
} PgError;

/* The same as pg_session_query for a statement that may fail, made out of the schema and as it is for every
 * version: a failure of the statement is told in `error` and not reported. */
bool pg_session_try(PgSession *session, Text statement, PgRows *rows, PgError *error);

#endif
