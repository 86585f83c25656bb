/* pg_dump.c: running pg_dump for the DDL of a live database. */
#include "read/pg/pg_dump.h"

#include "base/output.h"

#include <stdio.h>

static void add_words(Arena *arena, TextList *command, const char *const *words)
{
    for (; *words; words++)
        list_push(arena, command, text_of(*words));
}

/* The major version in "pg_dump (PostgreSQL) 15.4"; 0 where there is no pg_dump. */
static int64_t dump_version(Arena *arena)
{
    static const char *const words[] = {"pg_dump", "--version", NULL};
    TextList command = {0};
    Text output;
    int64_t version = 0;
    add_words(arena, &command, words);
    if (!process_output(&command, NULL, arena, &output))
        return 0;
    size_t start = 0, end;
    while (start < output.size && (output.data[start] < '0' || output.data[start] > '9'))
        start++;
    for (end = start; end < output.size && output.data[end] >= '0' && output.data[end] <= '9';)
        end++;
    return text_to_int64(text_slice(output, start, end), &version) ? version : 0;
}

/* The DDL reader knows where statements end; what it has to say of them was said of the catalog. */
static void split(Schema *schema, Text output)
{
    Schema *scratch = schema_new(schema->arena);
    FILE *nowhere = fopen("/dev/null", "w");
    if (!nowhere)
        return;
    Diag silent = diag_new(nowhere);
    Source *source = arena_alloc(schema->arena, sizeof *source);
    *source = (Source){.path = TEXT("pg_dump"), .content = output};
    if (read_sql(scratch, &silent, source))
        schema->ddl = scratch->ddl;
    fclose(nowhere);
}

void pg_dump_ddl(Schema *schema, const TextList *settings, int server_version)
{
    static const char *const words[] = {"pg_dump",         "--schema-only", "--no-owner",
                                        "--no-privileges", "--no-password", NULL};
    TextList command = {0};
    Text output;
    add_words(schema->arena, &command, words);
    if (dump_version(schema->arena) >= server_version / 10000 &&
        process_output(&command, settings, schema->arena, &output))
        split(schema, output);
}
