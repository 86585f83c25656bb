/* pg_fuzz.c: the readers of a live database's catalogs, fed with what a server could send.
 *
 * An input is the answers to the queries, in their order, parted by a line with a percent sign alone. Of each
 * answer the first line names the columns, and each line after it is a row; tabs part the values, \N is
 * NULL, and \t, \n and \\ stand for tab, newline and backslash, as in COPY. */
#include "read/pg/pg_catalog.h"

#include "model/dump.h"

#include <stdlib.h>
#include <string.h>

struct PgSession {
    Arena *arena;
    Text rest; /* of the input */
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Takes the bytes up to the separator, or all, off the text. */
static Text take(Text *text, const char *separator)
{
    size_t length = strlen(separator), end = 0;
    while (end < text->size && !text_starts_with(text_slice(*text, end, text->size), text_of(separator)))
        end++;
    Text taken = text_slice(*text, 0, end);
    *text = text_slice(*text, end + length, text->size);
    return taken;
}

static Text unescape(Arena *arena, Text text)
{
    if (text_is(text, "\\N"))
        return (Text){NULL, 0};
    char *out = arena_alloc(arena, text.size + 1);
    size_t used = 0;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        if (c == '\\' && i + 1 < text.size) {
            c = text.data[++i];
            c = c == 't' ? '\t' : c == 'n' ? '\n' : c;
        }
        out[used++] = c;
    }
    return (Text){out, used};
}

int pg_session_version(const PgSession *session)
{
    (void)session;
    return 180000;
}

Text pg_session_database(const PgSession *session)
{
    (void)session;
    return TEXT("fuzzed");
}

static size_t count_bytes(Text text, char byte)
{
    size_t count = 0;
    for (size_t i = 0; i < text.size; i++)
        count += text.data[i] == byte;
    return count;
}

bool pg_session_query(PgSession *session, const char *what, Text statement, PgRows *rows)
{
    (void)what;
    (void)statement;
    Text answer = take(&session->rest, "\n%\n");
    Text names = take(&answer, "\n");
    rows->width = count_bytes(names, '\t') + 1;
    rows->count = 0;
    rows->names = arena_array(session->arena, rows->width, sizeof *rows->names);
    for (size_t i = 0; i < rows->width; i++)
        rows->names[i] = take(&names, "\t");
    rows->cells =
        arena_array(session->arena, (count_bytes(answer, '\n') + 1) * rows->width, sizeof *rows->cells);
    while (answer.size) {
        Text line = take(&answer, "\n");
        for (size_t i = 0; i < rows->width; i++)
            rows->cells[rows->count * rows->width + i] = unescape(session->arena, take(&line, "\t"));
        rows->count++;
    }
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_new();
    FILE *nowhere = fopen("/dev/null", "w");
    Diag diag = {.stream = nowhere};
    Schema *schema = schema_new(arena);
    LiveOptions options = {0};
    PgSession session = {arena, {(const char *)data, size}};
    PgCatalog catalog = {
        .arena = arena, .schema = schema, .diag = &diag, .session = &session, .options = &options};
    if (pg_read_catalog(&catalog) && schema_check(schema, &diag)) {
        Buffer out = {0};
        dump_schema(&out, schema);
        buffer_free(&out);
    }
    fclose(nowhere);
    arena_free(arena);
    return 0;
}
