/* Connections to PostgreSQL: the only file of the runtime that sees libpq. */
#include "rt_pg.h"

#include <errno.h>
#include <libpq-fe.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- messages ------------------------------------------------------------------------------------------ */

/* Appends text on one line, with what separates it from what is there. */
static void add(char *to, size_t room, const char *separator, const char *text)
{
    size_t size = strlen(to);
    bool gap = false;
    if (!text || !*text)
        return;
    if (size && to[size - 1] == '.')
        size--;
    for (const char *at = size ? separator : ""; *at && size + 1 < room; at++)
        to[size++] = *at;
    for (; *text && size + 2 < room; text++) {
        bool blank = *text == ' ' || *text == '\n' || *text == '\t' || *text == '\r';
        if (gap && !blank)
            to[size++] = ' ';
        if (!blank)
            to[size++] = *text;
        gap = blank && size;
    }
    to[size] = '\0';
}

bool rt_pg_fail(struct rt_pg *pg, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(pg->error, sizeof pg->error, format, arguments);
    va_end(arguments);
    pg->state[0] = pg->hint[0] = '\0';
    return false;
}

static void set_hint(struct rt_pg *pg, const char *hint)
{
    snprintf(pg->hint, sizeof pg->hint, "%s", hint);
}

bool rt_pg_report(const struct rt_report *report, const struct rt_pg *pg, const char *format, ...)
{
    char what[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    rt_report_error(report, "%s: %s", what, pg->error);
    rt_report_hint(report, "%s", pg->hint);
    return false;
}

bool rt_pg_is_data_error(const struct rt_pg *pg)
{
    return strncmp(pg->state, "22", 2) == 0 || strncmp(pg->state, "23", 2) == 0;
}

/* ---- connecting ---------------------------------------------------------------------------------------- */

/* Stars out each occurrence of the secret. */
static void hide_secret(char *text, const char *secret)
{
    size_t size = secret ? strlen(secret) : 0;
    for (char *at = size ? strstr(text, secret) : NULL; at; at = strstr(at + size, secret))
        memset(at, '*', size);
}

static bool connection_failed(struct rt_pg *pg)
{
    char *message = strdup(PQerrorMessage(pg->connection));
    rt_pg_fail(pg, "could not connect to the database: ");
    if (message) {
        hide_secret(message, PQpass(pg->connection));
        add(pg->error, sizeof pg->error, "", message);
    }
    free(message);
    set_hint(pg,
             PQconnectionNeedsPassword(pg->connection)
                 ? "Give the password in a password file (~/.pgpass) or in PGPASSWORD."
             : PQconnectionUsedPassword(pg->connection) ? "Check the user name and the password."
             : strstr(pg->error, "certificate")
                 ? "Name the file of the authority that signed the server's certificate in PGSSLROOTCERT or "
                   "sslrootcert, and the server by the host that the certificate is for."
                 : "Check the host, the port and the database name, and that the server lets this user "
                   "connect.");
    return false;
}

/* Whether it has libpq's form of a connection string, and not a database's name alone. */
static bool is_connection_string(const char *text)
{
    return strchr(text, '=') || strncmp(text, "postgres://", 11) == 0 ||
           strncmp(text, "postgresql://", 13) == 0;
}

/* Whether libpq understands the string and no host holds an "@", which would be a piece of a password; its
 * own words are not shown, since they quote what it was given. */
static bool check_conninfo(struct rt_pg *pg, const char *conninfo)
{
    if (!is_connection_string(conninfo))
        return true;
    PQconninfoOption *options = PQconninfoParse(conninfo, NULL);
    bool good = options;
    for (PQconninfoOption *option = options; good && option->keyword; option++)
        good = strcmp(option->keyword, "host") != 0 || !option->val || !strchr(option->val, '@');
    PQconninfoFree(options);
    if (good)
        return true;
    rt_pg_fail(pg, "the connection string is malformed");
    set_hint(pg, "It is a URI (postgresql://user@host:port/database) or keyword=value pairs; in a URI, "
                 "special characters of a password are written as %XX.");
    return false;
}

static void drop_notice(void *context, const PGresult *result)
{
    (void)context, (void)result;
}

/* How values are read does not depend on what the server's configuration says; and functions whose results
 * follow the plan of their queries (DISTINCT without ORDER BY) give in a check what they gave when the row
 * was written, since their plans are the same. */
static bool prepare_session(struct rt_pg *pg)
{
    pg->version = PQserverVersion(pg->connection);
    if (pg->version / 10000 < RT_PG_OLDEST) {
        rt_pg_fail(pg, "the server's version %s is too old",
                   PQparameterStatus(pg->connection, "server_version"));
        set_hint(pg, "PostgreSQL 12 and later are served.");
        return false;
    }
    return rt_pg_run(pg, "SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres'; SET xmloption = "
                         "'content'; SET standard_conforming_strings = on; "
                         "SET plan_cache_mode = force_generic_plan");
}

bool rt_pg_connect_database(struct rt_pg *pg, const char *conninfo, const char *database,
                            const char *application, struct rt_pg_audit *audit)
{
    const char *keywords[6] = {"dbname", "fallback_application_name", "client_encoding"};
    const char *values[6] = {conninfo, application, "UTF8"};
    *pg = (struct rt_pg){.audit = audit};
    if (!check_conninfo(pg, conninfo))
        return false;
    if (database) {
        keywords[3] = "dbname";
        values[3] = database;
    }
    pg->connection = PQconnectdbParams(keywords, values, 1);
    if (!pg->connection)
        return rt_pg_fail(pg, "out of memory");
    if (PQstatus(pg->connection) != CONNECTION_OK)
        return connection_failed(pg);
    PQsetNoticeReceiver(pg->connection, drop_notice, NULL);
    return prepare_session(pg);
}

bool rt_pg_connect(struct rt_pg *pg, const char *conninfo, const char *application, struct rt_pg_audit *audit)
{
    return rt_pg_connect_database(pg, conninfo, NULL, application, audit);
}

void rt_pg_close(struct rt_pg *pg)
{
    PQfinish(pg->connection);
    pg->connection = NULL;
}

const char *rt_pg_database(const struct rt_pg *pg)
{
    const char *name = PQdb(pg->connection);
    return name ? name : "";
}

bool rt_pg_is_alive(const struct rt_pg *pg)
{
    return pg->connection && PQstatus(pg->connection) == CONNECTION_OK;
}

void rt_pg_cancel(const struct rt_pg *pg)
{
    char ignored[256];
    PGcancel *cancel = pg->connection ? PQgetCancel(pg->connection) : NULL;
    if (cancel)
        PQcancel(cancel, ignored, sizeof ignored);
    PQfreeCancel(cancel);
}

/* ---- statements ---------------------------------------------------------------------------------------- */

static const struct {
    const char *state; /* an SQLSTATE or the beginning of several */
    const char *hint;
} state_hints[] = {
    {"25006", "Connect to a server that takes writes: the primary, with default_transaction_read_only off."},
    {"42501", "Connect as the owner of the tables, or as a user to whom the right is granted."},
    {"53100", "Make room on the server's disk, then run it again."},
    {"53", "The server is out of resources; run it again when it has some."},
    {"55P03", "Another session holds a lock; run it again when that is done."},
    {"57014",
     "The statement was cancelled or ran into statement_timeout; PGOPTIONS=\"-c statement_timeout=0\" "
     "lifts that."},
    {"57P", "Run it again when the server is back."},
    {"08", "Run it again when the server is back."},
    {"3D000", "Name a database that exists, or have it created with --create."},
};

static const char *hint_of(const struct rt_pg *pg)
{
    for (size_t i = 0; i < sizeof state_hints / sizeof *state_hints; i++)
        if (strncmp(pg->state, state_hints[i].state, strlen(state_hints[i].state)) == 0)
            return state_hints[i].hint;
    return rt_pg_is_alive(pg) ? "" : "The connection is lost: run it again when the server is back.";
}

/* Keeps what the server or libpq says; always false. */
static bool statement_failed(struct rt_pg *pg, const PGresult *result)
{
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    const char *own_hint = PQresultErrorField(result, PG_DIAG_MESSAGE_HINT);
    const char *context = PQresultErrorField(result, PG_DIAG_CONTEXT);
    rt_pg_fail(pg, "%s", "");
    snprintf(pg->state, sizeof pg->state, "%s", state ? state : "");
    add(pg->error, sizeof pg->error, "", primary ? primary : PQerrorMessage(pg->connection));
    add(pg->error, sizeof pg->error, "; ", PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL));
    add(pg->error, sizeof pg->error, "; ", context && strlen(context) < 300 ? context : NULL);
    set_hint(pg, hint_of(pg));
    if (!*pg->hint)
        add(pg->hint, sizeof pg->hint, "", own_hint);
    return false;
}

static bool log_statement(struct rt_pg *pg, const char *statement, int count, const char *const *parameters)
{
    return rt_pg_audit_write(pg->audit, rt_pg_database(pg), statement, count, parameters) ||
           rt_pg_fail(pg, "could not write audit log \"%s\": %s", pg->audit->path, strerror(errno));
}

static bool keep(struct rt_pg *pg, PGresult *result, struct rt_pg_rows *rows)
{
    ExecStatusType status = PQresultStatus(result);
    bool done = status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY ||
                statement_failed(pg, result);
    if (done && rows)
        *rows = (struct rt_pg_rows){result, PQntuples(result)};
    else
        PQclear(result);
    return done;
}

bool rt_pg_query(struct rt_pg *pg, struct rt_pg_rows *rows, const char *statement, int count,
                 const char *const *parameters)
{
    if (rows)
        *rows = (struct rt_pg_rows){0};
    return log_statement(pg, statement, count, parameters) &&
           keep(pg, PQexecParams(pg->connection, statement, count, NULL, parameters, NULL, NULL, 0), rows);
}

bool rt_pg_run(struct rt_pg *pg, const char *format, ...)
{
    char *statement = NULL;
    va_list arguments;
    va_start(arguments, format);
    int size = vasprintf(&statement, format, arguments);
    va_end(arguments);
    if (size < 0)
        return rt_pg_fail(pg, "out of memory");
    bool done = log_statement(pg, statement, 0, NULL) && keep(pg, PQexec(pg->connection, statement), NULL);
    free(statement);
    return done;
}

const char *rt_pg_cell(const struct rt_pg_rows *rows, int row, int column)
{
    return PQgetvalue(rows->result, row, column);
}

bool rt_pg_is_null(const struct rt_pg_rows *rows, int row, int column)
{
    return PQgetisnull(rows->result, row, column);
}

bool rt_pg_is_true(const struct rt_pg_rows *rows, int row, int column)
{
    return strcmp(rt_pg_cell(rows, row, column), "t") == 0;
}

uint64_t rt_pg_number(const struct rt_pg_rows *rows, int row, int column)
{
    return strtoull(rt_pg_cell(rows, row, column), NULL, 10);
}

void rt_pg_rows_free(struct rt_pg_rows *rows)
{
    PQclear(rows->result);
    *rows = (struct rt_pg_rows){0};
}

/* ---- quoting ------------------------------------------------------------------------------------------- */

/* The text between two marks, with those inside doubled. */
static char *quote(const char *text, char mark)
{
    char *quoted = malloc(2 * strlen(text) + 3), *to = quoted;
    if (!quoted)
        return NULL;
    *to++ = mark;
    for (; *text; text++) {
        if (*text == mark)
            *to++ = mark;
        *to++ = *text;
    }
    *to++ = mark;
    *to = '\0';
    return quoted;
}

char *rt_pg_quote_name(const char *name)
{
    return quote(name, '"');
}

/* Every session has standard_conforming_strings on, so that backslashes are themselves. */
char *rt_pg_quote_text(const char *text)
{
    return quote(text, '\'');
}

char *rt_pg_text(const char *format, ...)
{
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    int size = vasprintf(&text, format, arguments);
    va_end(arguments);
    return size < 0 ? NULL : text;
}

/* ---- COPY ---------------------------------------------------------------------------------------------- */

bool rt_pg_copy_begin(struct rt_pg *pg, const char *statement)
{
    if (!log_statement(pg, statement, 0, NULL))
        return false;
    PGresult *result = PQexec(pg->connection, statement);
    bool begun = PQresultStatus(result) == PGRES_COPY_IN || statement_failed(pg, result);
    PQclear(result);
    return begun;
}

bool rt_pg_copy_put(struct rt_pg *pg, const char *data, size_t size)
{
    const size_t most = (size_t)1 << 24;
    for (; size; data += size < most ? size : most, size -= size < most ? size : most)
        if (PQputCopyData(pg->connection, data, (int)(size < most ? size : most)) != 1)
            return false;
    return true;
}

/* What the server says of a COPY that has ended. */
static bool copy_result(struct rt_pg *pg, uint64_t *rows)
{
    bool done = true;
    PGresult *result = PQgetResult(pg->connection);
    if (!result)
        done = rt_pg_fail(pg, "the server did not answer");
    for (; result; result = PQgetResult(pg->connection)) {
        if (PQresultStatus(result) == PGRES_COMMAND_OK)
            *rows = strtoull(PQcmdTuples(result), NULL, 10);
        else if (done)
            done = statement_failed(pg, result);
        PQclear(result);
        if (!rt_pg_is_alive(pg))
            break;
    }
    return done;
}

bool rt_pg_copy_end(struct rt_pg *pg, uint64_t *rows)
{
    *rows = 0;
    PQputCopyEnd(pg->connection, NULL);
    return copy_result(pg, rows);
}

void rt_pg_copy_stop(struct rt_pg *pg, const char *why)
{
    uint64_t ignored;
    PQputCopyEnd(pg->connection, why);
    copy_result(pg, &ignored);
}
