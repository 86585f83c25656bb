/* fixed_point.h: what the fuzz entry points of the front ends have in common: whatever is a schema must read
 * back from its dump the same. */
#ifndef TESTS_FUZZ_FIXED_POINT_H
#define TESTS_FUZZ_FIXED_POINT_H

#include "model/dump.h"
#include "plan/condition/condition.h"
#include "plan/condition/trigger.h"
#include "read/read.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef bool Reader(Schema *schema, Diag *diag, const Source *source);

/* Bodies of functions and conditions of tables are taken apart without harm, whatever they are. */
static void take_apart(const Schema *schema)
{
    for (size_t i = 0; i < schema->tables.count; i++) {
        conditions_of(schema->arena, schema, schema->tables.items[i]);
        triggers_of(schema->arena, schema, schema->tables.items[i]);
    }
}

/* The dump of what the text reads to; false where it is no schema. */
static bool dump_of(Reader *read, Text text, FILE *messages, Buffer *out)
{
    Arena *arena = arena_new();
    Diag diag = {.stream = messages};
    Schema *schema = schema_new(arena);
    const Source *source = source_new(arena, TEXT("fuzzed"), text);
    bool done = read(schema, &diag, source);
    if (done)
        read_bodies(schema, &diag);
    done = done && schema_check(schema, &diag);
    if (done)
        take_apart(schema);
    if (done)
        dump_schema(out, schema);
    arena_free(arena);
    return done;
}

/* Reads any text; aborts where its dump does not read back, as YAML, to the same dump. */
static int read_and_dump(Reader *read, Text text)
{
    static FILE *nowhere;
    if (!nowhere)
        nowhere = fopen("/dev/null", "w");
    Buffer first = {0}, second = {0};
    if (dump_of(read, text, nowhere, &first) &&
        (!dump_of(read_yaml, buffer_contents(&first), stderr, &second) ||
         !text_equal(buffer_contents(&first), buffer_contents(&second)))) {
        fprintf(stderr, "the dump does not read back to itself:\n%.*s\n---\n%.*s\n",
                TEXT_ARG(buffer_contents(&first)), TEXT_ARG(buffer_contents(&second)));
        abort();
    }
    buffer_free(&first);
    buffer_free(&second);
    return 0;
}

#endif
