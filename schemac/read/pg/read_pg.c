/* read_pg.c: the front end for live databases, and the only file that sees libpq: the connection, its one
 * transaction, and every statement that is sent, each after it was logged. */
#include "read/pg/pg_catalog.h"

#include "base/buffer.h"
#include "read/catalog.h"
#include "read/pg/pg_audit.h"
#include "read/pg/pg_dump.h"

#include <libpq-fe.h>
#include <string.h>

struct PgSession {
    Arena *arena;
    Diag *diag;
    PGconn *connection;
    PgAudit audit;
};

/* ---- messages ----------------------------------------------------------------------------------------- */

/* libpq's message on one line, without its last newline. */
static Text one_line(Arena *arena, const char *message)
{
    Buffer out = {0};
    Text rest = text_trim(text_of(message));
    for (size_t i = 0; i < rest.size; i++) {
        bool is_space = rest.data[i] == '\n' || rest.data[i] == '\t' || rest.data[i] == '\r';
        if (!is_space)
            buffer_char(&out, rest.data[i]);
        else if (out.size && out.data[out.size - 1] != ' ')
            buffer_char(&out, ' ');
    }
    Text line = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return line;
}

/* The text with each occurrence of the secret starred out. */
static Text without_secret(Arena *arena, Text text, Text secret)
{
    Buffer out = {0};
    for (size_t i = 0; i < text.size;) {
        bool found = secret.size && text_starts_with(text_slice(text, i, text.size), secret);
        if (found)
            buffer_string(&out, "***");
        else
            buffer_char(&out, text.data[i]);
        i += found ? secret.size : 1;
    }
    Text safe = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return safe;
}

static const char *connection_hint(PGconn *connection)
{
    if (PQconnectionNeedsPassword(connection))
        return "Give the password in a password file (~/.pgpass) or in PGPASSWORD.";
    if (PQconnectionUsedPassword(connection))
        return "Check the user name and the password.";
    return "Check the host, the port and the database name, and that the server lets this user connect.";
}

/* libpq may end its message with a question to the user, on a line of its own: that is the hint. */
static Text split_question(Arena *arena, char *message)
{
    char *question = strstr(message, "\n\t");
    bool is_last = question && !strchr(question + 1, '\n');
    if (!is_last)
        return (Text){"", 0};
    *question = '\0';
    return one_line(arena, question + 2);
}

/* A part of the connection string that libpq may quote in its messages, and that could hold a password. */
static bool may_hold_secret(const PQconninfoOption *options)
{
    for (; options->keyword; options++)
        if (strcmp(options->keyword, "host") == 0 && options->val && strchr(options->val, '@'))
            return true;
    return false;
}

static bool malformed_conninfo(PgSession *session)
{
    diag_failure(session->diag, "the connection string is malformed");
    diag_hint(session->diag,
              "It is a URI (postgresql://user@host:port/database) or keyword=value pairs; in a URI, special "
              "characters of a password are written as %%XX.");
    return false;
}

static bool connection_failed(PgSession *session)
{
    Arena *arena = session->arena;
    Text given = text_trim(text_of(PQerrorMessage(session->connection)));
    Text safe = without_secret(arena, given, text_of(PQpass(session->connection)));
    char *message = arena_alloc(arena, safe.size + 1);
    memcpy(message, safe.data, safe.size);
    Text question = split_question(arena, message);
    diag_failure(session->diag, "could not connect to the database: %s", one_line(arena, message).data);
    diag_hint(session->diag, "%s", question.size ? question.data : connection_hint(session->connection));
    return false;
}

static const char *query_hint(const char *state)
{
    if (strcmp(state, "42501") == 0)
        return "Connect as a user who may read it, or leave it out with --exclude-table.";
    if (strcmp(state, "22021") == 0)
        return "A name, default or comment in the database is not in UTF-8 and its encoding does not say "
               "what it "
               "is in; change that text, or the encoding.";
    if (strcmp(state, "55P03") == 0)
        return "Another session holds a lock on it; try again when that is done.";
    if (strcmp(state, "57014") == 0)
        return "The statement took too long or was cancelled; try again, or read less with --schema or "
               "--table.";
    return NULL;
}

static bool query_failed(PgSession *session, const char *what, const PGresult *result)
{
    const char *primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    Text message =
        one_line(session->arena, primary && *primary ? primary : PQerrorMessage(session->connection));
    diag_failure(session->diag, "could not read %s from database \"%.*s\": %.*s", what,
                 TEXT_ARG(session->audit.database), TEXT_ARG(message));
    const char *hint = query_hint(state ? state : "");
    if (hint)
        diag_hint(session->diag, "%s", hint);
    return false;
}

/* ---- statements --------------------------------------------------------------------------------------- */

static Text cell_of(Arena *arena, const PGresult *result, int row, int column)
{
    if (PQgetisnull(result, row, column))
        return (Text){NULL, 0};
    const char *value = PQgetvalue(result, row, column);
    return text_copy(arena, (Text){value, (size_t)PQgetlength(result, row, column)});
}

static PgRows rows_of(Arena *arena, const PGresult *result)
{
    PgRows rows = {.count = (size_t)PQntuples(result), .width = (size_t)PQnfields(result)};
    rows.names = arena_array(arena, rows.width, sizeof *rows.names);
    rows.cells = arena_array(arena, rows.count * rows.width, sizeof *rows.cells);
    for (size_t i = 0; i < rows.width; i++)
        rows.names[i] = text_copy(arena, text_of(PQfname(result, (int)i)));
    for (size_t row = 0; row < rows.count; row++)
        for (size_t i = 0; i < rows.width; i++)
            rows.cells[row * rows.width + i] = cell_of(arena, result, (int)row, (int)i);
    return rows;
}

/* Fills the rows where the statement was done. The result is the caller's. */
static bool send_statement(PgSession *session, Text statement, PGresult **result, PgRows *rows)
{
    *result = PQexec(session->connection, text_string(session->arena, statement));
    ExecStatusType status = PQresultStatus(*result);
    bool done = status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
    if (done)
        *rows = rows_of(session->arena, *result);
    return done;
}

bool pg_session_query(PgSession *session, const char *what, Text statement, PgRows *rows)
{
    Text chosen = pg_for_version(session->arena, statement, pg_session_version(session) / 10000);
    if (!pg_audit_write(&session->audit, session->diag, chosen))
        return false;
    PGresult *result;
    bool done = send_statement(session, chosen, &result, rows);
    if (!done)
        query_failed(session, what, result);
    PQclear(result);
    return done;
}

/* Of texts that the schema gave, which may quote what the server was sent. */
static PgError error_of(PgSession *session, const PGresult *result)
{
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    bool is_lost = PQstatus(session->connection) != CONNECTION_OK;
    const char *message = primary && *primary ? primary : PQerrorMessage(session->connection);
    return (PgError){.state = is_lost ? TEXT("") : text_copy(session->arena, text_of(state)),
                     .message = one_line(session->arena, message)};
}

bool pg_session_try(PgSession *session, Text statement, PgRows *rows, PgError *error)
{
    if (!pg_audit_write(&session->audit, session->diag, statement)) {
        *error = (PgError){.message = TEXT("the statement could not be logged")};
        return false;
    }
    PGresult *result;
    bool done = send_statement(session, statement, &result, rows);
    if (!done)
        *error = error_of(session, result);
    PQclear(result);
    return done;
}

int pg_session_version(const PgSession *session)
{
    return PQserverVersion(session->connection);
}

Text pg_session_database(const PgSession *session)
{
    return session->audit.database;
}

/* ---- the connection ----------------------------------------------------------------------------------- */

/* Whether libpq understands the string; its own words are not shown, since they quote what it was given. */
static bool check_conninfo(PgSession *session, const char *conninfo)
{
    if (!strchr(conninfo, '=') && strncmp(conninfo, "postgres://", 11) != 0 &&
        strncmp(conninfo, "postgresql://", 13) != 0)
        return true;
    char *message = NULL;
    PQconninfoOption *options = PQconninfoParse(conninfo, &message);
    bool good = options && !may_hold_secret(options);
    PQconninfoFree(options);
    PQfreemem(message);
    return good || malformed_conninfo(session);
}

static void drop_notice(void *context, const PGresult *result)
{
    (void)context;
    (void)result;
}

static bool connect_session(PgSession *session, const char *conninfo)
{
    const char *keywords[] = {"dbname", "fallback_application_name", "client_encoding", NULL};
    const char *values[] = {conninfo, "schemac", "UTF8", NULL};
    session->connection = PQconnectdbParams(keywords, values, 1);
    if (PQstatus(session->connection) != CONNECTION_OK)
        return connection_failed(session);
    PQsetNoticeReceiver(session->connection, drop_notice, NULL);
    session->audit.database = text_copy(session->arena, text_of(PQdb(session->connection)));
    int version = PQserverVersion(session->connection);
    if (version / 10000 >= PG_OLDEST)
        return true;
    diag_failure(session->diag, "the server's version %s is too old",
                 PQparameterStatus(session->connection, "server_version"));
    diag_hint(
        session->diag,
        "PostgreSQL %d and later are read; an older database can be read from the output of pg_dump -s.",
        PG_OLDEST);
    return false;
}

static bool open_session(PgSession *session, const LiveOptions *options)
{
    const char *conninfo = options->conninfo ? options->conninfo : "";
    PgRows ignored;
    return check_conninfo(session, conninfo) &&
           pg_audit_open(&session->audit, session->diag, options->audit_path) &&
           connect_session(session, conninfo) &&
           pg_session_query(session, "the transaction's start",
                            TEXT("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"), &ignored) &&
           pg_session_query(session, "the settings", PG_QUERY(session), &ignored);
}

static bool finish_session(PgSession *session)
{
    PgRows ignored;
    return pg_session_query(session, "the transaction's end", TEXT("COMMIT"), &ignored);
}

static void close_session(PgSession *session)
{
    PQfinish(session->connection);
    pg_audit_close(&session->audit);
}

PgSession *pg_session_open(Arena *arena, Diag *diag, const LiveOptions *options)
{
    PgSession *session = arena_new_object(arena, PgSession);
    *session = (PgSession){.arena = arena, .diag = diag};
    if (open_session(session, options))
        return session;
    close_session(session);
    return NULL;
}

void pg_session_close(PgSession *session)
{
    PgRows ignored;
    PgError error;
    if (PQstatus(session->connection) == CONNECTION_OK)
        pg_session_try(session, TEXT("ROLLBACK"), &ignored, &error);
    close_session(session);
}

/* What the connection was made with, as settings of the environment, which keep a password out of sight. */
static TextList settings_of(const PgSession *session)
{
    TextList settings = {0};
    PQconninfoOption *options = PQconninfo(session->connection);
    for (PQconninfoOption *option = options; option && option->keyword; option++)
        if (option->envvar && option->val && *option->val)
            list_push(session->arena, &settings,
                      text_format(session->arena, "%s=%s", option->envvar, option->val));
    PQconninfoFree(options);
    list_push(session->arena, &settings, TEXT("PGCLIENTENCODING=UTF8"));
    return settings;
}

static void keep_ddl(const PgSession *session, Schema *schema)
{
    TextList settings = settings_of(session);
    pg_dump_ddl(schema, &settings, pg_session_version(session));
}

/* ---- the front end ------------------------------------------------------------------------------------ */

bool read_pg(Schema *schema, Diag *diag, const LiveOptions *options)
{
    PgSession session = {.arena = schema->arena, .diag = diag};
    PgCatalog catalog = {
        .arena = schema->arena, .schema = schema, .diag = diag, .session = &session, .options = options};
    bool done = open_session(&session, options) && pg_read_catalog(&catalog) && finish_session(&session);
    if (done && options->with_ddl)
        keep_ddl(&session, schema);
    close_session(&session);
    return done;
}
