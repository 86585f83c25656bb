/*
 * A connection to a PostgreSQL server, for the commands that need one: connecting, statements, rows, COPY,
 * and a log of all that is sent. What goes wrong is kept in the connection, so that a thread's owner can
 * report it. Only rt_pg.c knows libpq.
 */
#ifndef RT_PG_H
#define RT_PG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rt_pg_audit.h"
#include "rt_report.h"

#define RT_PG_OLDEST 12 /* the oldest major version that is served */

/* A connection. All zero is one that is not open. Used by one thread at a time. */
struct rt_pg {
    struct pg_conn *connection; /* libpq's */
    struct rt_pg_audit *audit;  /* shared; NULL: nothing is logged */
    int version;                /* of the server: 150004 */
    char state[6];              /* the SQLSTATE of the last failure; empty where the server gave none */
    char error[1024];           /* why the last call failed: a message in PostgreSQL's style */
    char hint[512];             /* what to do about it: a sentence, or empty */
};

/* The rows of a query. All zero holds none. */
struct rt_pg_rows {
    struct pg_result *result; /* libpq's; owned */
    int count;
};

/*
 * Connects as libpq has it: conninfo may be a URI, keyword=value pairs, a database's name or empty; service
 * files, PG* variables and password files count, and no password is asked for. Text travels in UTF-8, dates
 * in ISO style. False with error and hint set; messages never hold a password.
 */
bool rt_pg_connect(struct rt_pg *pg, const char *conninfo, const char *application,
                   struct rt_pg_audit *audit);
void rt_pg_close(struct rt_pg *pg);

/* The same to another database of the same server. */
bool rt_pg_connect_database(struct rt_pg *pg, const char *conninfo, const char *database,
                            const char *application, struct rt_pg_audit *audit);

/* The database connected to; the reason it is not, for messages, where it isn't. */
const char *rt_pg_database(const struct rt_pg *pg);

/* Whether the connection is open and has not been lost. */
bool rt_pg_is_alive(const struct rt_pg *pg);

/* Runs statements whose rows do not matter; the text is made as printf does it, and names in it are quoted by
 * the caller. */
bool rt_pg_run(struct rt_pg *pg, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Runs one statement with parameters $1 …, NULL for SQL's NULL, and keeps its rows, as text. `rows` may be
 * NULL. */
bool rt_pg_query(struct rt_pg *pg, struct rt_pg_rows *rows, const char *statement, int count,
                 const char *const *parameters);

/* The text of a cell; "" for NULL. It lives as long as the rows. */
const char *rt_pg_cell(const struct rt_pg_rows *rows, int row, int column);
bool rt_pg_is_null(const struct rt_pg_rows *rows, int row, int column);
bool rt_pg_is_true(const struct rt_pg_rows *rows, int row, int column);
uint64_t rt_pg_number(const struct rt_pg_rows *rows, int row, int column);
void rt_pg_rows_free(struct rt_pg_rows *rows);

/* A name or text quoted for SQL; owned by the caller, NULL where memory is out. */
char *rt_pg_quote_name(const char *name);
char *rt_pg_quote_text(const char *text);

/* Text as printf makes it, of any length; owned by the caller, NULL where memory is out. */
char *rt_pg_text(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* COPY … FROM STDIN: begin with the statement, put bytes, end; between begin and end nothing else is sent.
 * copy_end waits for the server's word and gives the rows it took; copy_stop has it throw the rows away. */
bool rt_pg_copy_begin(struct rt_pg *pg, const char *statement);
bool rt_pg_copy_put(struct rt_pg *pg, const char *data, size_t size);
bool rt_pg_copy_end(struct rt_pg *pg, uint64_t *rows);
void rt_pg_copy_stop(struct rt_pg *pg, const char *why);

/* Asks the server to end the statement that another thread runs on the connection. */
void rt_pg_cancel(const struct rt_pg *pg);

/* Sets error and clears hint and state; always false. */
bool rt_pg_fail(struct rt_pg *pg, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Whether the last failure is about the data: a constraint that does not hold, a value that a type does not
 * take. */
bool rt_pg_is_data_error(const struct rt_pg *pg);

/* Reports "WHAT: error" and the hint; always false. */
bool rt_pg_report(const struct rt_report *report, const struct rt_pg *pg, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
