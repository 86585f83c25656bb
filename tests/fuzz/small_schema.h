/* small_schema.h: the schema of one small table, which entry points of expressions keep from run to run. */
#ifndef TESTS_FUZZ_SMALL_SCHEMA_H
#define TESTS_FUZZ_SMALL_SCHEMA_H

#include "read/read.h"

#include <stdlib.h>

/* The schema of the statements, which must be right. */
static inline Schema *small_schema(Diag *diag, const char *statements)
{
    Schema *schema = schema_new(arena_new());
    const Source *source = source_new(schema->arena, TEXT("table"), text_of(statements));
    if (!read_sql(schema, diag, source) || !schema_check(schema, diag))
        abort();
    return schema;
}

#endif
