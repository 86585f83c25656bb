/* sql_fuzz.c: the lexer and the reader of SQL DDL, the checks and the dump. */
#include "fixed_point.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return read_and_dump(read_sql, (Text){(const char *)data, size});
}
