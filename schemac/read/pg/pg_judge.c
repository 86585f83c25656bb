/* pg_judge.c: conditions evaluated by the database that the schema was read from, on values that it is sent:
 * in one read-only transaction that is taken back, with no table named. */
#include "read/pg/pg_session.h"

#include "base/buffer.h"
#include "model/names.h"
#include "read/catalog.h"

enum {
    BATCH = 500,    /* rows of one statement */
    FAILURES = 600, /* statements that may fail for one question; further rows then count as failed */
    PARTS = 8,      /* of the rows of a statement that ran out of time; of others halves */
    TIMEOUTS = 12   /* of these, statements that run out of time; then there is no answer */
};

typedef struct PgJudge {
    Judge judge; /* the first member: what the plan sees of it */
    Diag *diag;
    PgSession *session;
    bool failed; /* the connection, or its log, was lost, and that was reported */
} PgJudge;

/* One question on its way. */
typedef struct Asking {
    PgJudge *judge;
    const Question *question;
    Verdict *verdicts;
    Text number;    /* how the column of row numbers is called, as no other one is */
    Text condition; /* as SQL */
    size_t failures, timeouts;
    Text problem;
} Asking;

/* ---- statements ---- */

static bool is_column(const Question *question, Text name)
{
    for (size_t i = 0; i < question->columns.count; i++)
        if (text_equal(question->columns.items[i]->name, name))
            return true;
    return false;
}

static Text number_name(Arena *arena, const Question *question)
{
    Text name = TEXT("row");
    while (is_column(question, name))
        name = text_format(arena, "%.*s_", TEXT_ARG(name));
    return names_quote(arena, name);
}

/* "row", a, b, or each cast to its column's type below all domains. */
static void add_columns(Buffer *out, Arena *arena, const Asking *asking, bool with_casts)
{
    buffer_text(out, asking->number);
    for (size_t i = 0; i < asking->question->columns.count; i++) {
        const Column *column = asking->question->columns.items[i];
        TypeUse base = type_base(&column->type);
        Text name = names_quote(arena, column->name);
        if (with_casts)
            buffer_format(out, ", CAST(%.*s AS %.*s) AS %.*s", TEXT_ARG(name),
                          TEXT_ARG(type_print(arena, &base)), TEXT_ARG(name));
        else
            buffer_format(out, ", %.*s", TEXT_ARG(name));
    }
}

static void add_row(Buffer *out, Arena *arena, const Asking *asking, size_t row)
{
    size_t width = asking->question->columns.count;
    buffer_format(out, "(%zu", row);
    for (size_t i = 0; i < width; i++) {
        Text value = asking->question->values[row * width + i];
        buffer_string(out, ", ");
        buffer_text(out, value.data ? names_quote_literal(arena, value) : TEXT("NULL"));
    }
    buffer_char(out, ')');
}

static Text statement_of(const Asking *asking, size_t first, size_t end)
{
    Arena *arena = asking->judge->judge.arena;
    Buffer out = {0};
    buffer_format(&out, "SELECT %.*s, (%.*s)\nFROM (SELECT ", TEXT_ARG(asking->number),
                  TEXT_ARG(asking->condition));
    add_columns(&out, arena, asking, true);
    buffer_string(&out, "\n      FROM (VALUES ");
    for (size_t row = first; row < end; row++) {
        if (row > first)
            buffer_string(&out, ", ");
        add_row(&out, arena, asking, row);
    }
    buffer_string(&out, ") AS given (");
    add_columns(&out, arena, asking, false);
    buffer_string(&out, ")) AS value");
    Text statement = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return statement;
}

/* ---- answers ---- */

static void note_verdicts(Asking *asking, const PgRows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        int64_t row;
        Text verdict = rows->cells[i * rows->width + 1];
        if (!text_to_int64(rows->cells[i * rows->width], &row) || row < 0 ||
            (size_t)row >= asking->question->count)
            continue;
        asking->verdicts[row] = !verdict.data           ? VERDICT_NULL
                                : text_is(verdict, "t") ? VERDICT_TRUE
                                                        : VERDICT_FALSE;
    }
}

static bool lose(PgJudge *judge, const PgError *error)
{
    if (!judge->failed)
        diag_failure(judge->diag, "could not ask the database \"%.*s\": %.*s",
                     TEXT_ARG(pg_session_database(judge->session)), TEXT_ARG(error->message));
    judge->failed = true;
    return false;
}

/* Errors that all rows would give, or that are not the row's fault: names that are not known or not allowed,
 * what can't be done in a read-only transaction, want of room. */
static bool is_hopeless(const PgError *error)
{
    static const char *const states[] = {"0A",    "25",    "3F",    "42501", "42703",
                                         "42704", "42883", "42P01", "53",    "58"};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (text_starts_with(error->state, text_of(states[i])))
            return true;
    return false;
}

static bool is_timeout(const PgError *error)
{
    return text_is(error->state, "57014");
}

static bool ask(Asking *asking, size_t first, size_t end);

/* The rows of a statement that failed, in parts; the one that made it fail gets no value. */
static bool ask_again(Asking *asking, size_t first, size_t end, const PgError *error)
{
    if (!error->state.size)
        return lose(asking->judge, error);
    PgRows ignored;
    PgError again;
    if (!pg_session_try(asking->judge->session, TEXT("ROLLBACK TO SAVEPOINT condition"), &ignored, &again))
        return lose(asking->judge, &again);
    asking->timeouts += is_timeout(error);
    if (is_hopeless(error) || asking->timeouts > TIMEOUTS || (is_timeout(error) && end - first == 1)) {
        asking->problem = error->message;
        return false;
    }
    if (++asking->failures > FAILURES || end - first == 1)
        return true;
    size_t parts = is_timeout(error) ? PARTS : 2, size = (end - first + parts - 1) / parts;
    bool done = true;
    for (size_t i = first; done && i < end; i += size)
        done = ask(asking, i, i + size < end ? i + size : end);
    return done;
}

/* Asks about the rows from `first` to before `end`. */
static bool ask(Asking *asking, size_t first, size_t end)
{
    PgRows rows;
    PgError error;
    if (asking->failures > FAILURES)
        return true;
    if (!pg_session_try(asking->judge->session, statement_of(asking, first, end), &rows, &error))
        return ask_again(asking, first, end, &error);
    note_verdicts(asking, &rows);
    return true;
}

static bool answer(Judge *judge, const Question *question, Verdict *verdicts, Text *problem)
{
    Asking asking = {.judge = (PgJudge *)judge,
                     .question = question,
                     .verdicts = verdicts,
                     .number = number_name(judge->arena, question),
                     .condition = expr_print(judge->arena, question->condition)};
    for (size_t i = 0; i < question->count; i++)
        verdicts[i] = VERDICT_ERROR;
    bool done = !asking.judge->failed;
    for (size_t i = 0; done && i < question->count; i += BATCH)
        done = ask(&asking, i, i + BATCH < question->count ? i + BATCH : question->count);
    *problem = asking.problem;
    return done;
}

/* ---- opening and closing ---- */

static bool prepare(PgJudge *judge)
{
    PgRows ignored;
    return pg_session_query(judge->session, "the settings", PG_QUERY(judge), &ignored) &&
           pg_session_query(judge->session, "the settings", TEXT("SAVEPOINT condition"), &ignored);
}

Judge *judge_open(Arena *arena, Diag *diag, const TextList *sources, const LiveOptions *live)
{
    PgJudge *judge = arena_new_object(arena, PgJudge);
    LiveOptions options = *live;
    options.conninfo = sources->count == 1 ? read_conninfo(arena, sources->items[0]) : NULL;
    if (!options.conninfo) {
        diag_error(diag, (Span){0}, "--ask-server needs a live database as the source");
        diag_hint(
            diag,
            "Load the schema into a database, and give that as the source: postgresql://HOST/DATABASE.");
        return NULL;
    }
    *judge = (PgJudge){.judge = {.answer = answer, .arena = arena, .known = map_new(arena)}, .diag = diag};
    judge->session = pg_session_open(arena, diag, &options);
    if (!judge->session)
        return NULL;
    if (prepare(judge))
        return &judge->judge;
    pg_session_close(judge->session);
    return NULL;
}

bool judge_close(Judge *judge)
{
    PgJudge *own = (PgJudge *)judge;
    pg_session_close(own->session);
    return !own->failed;
}
