/* yaml_fuzz.c: the reader of YAML and JSON, the checks and the dump: of a document as a schema, and of the
 * same as an overlay on a small one. */
#include "fixed_point.h"

static const char small_schema[] =
    "CREATE TABLE customers (id bigint PRIMARY KEY, email text NOT NULL, born date, UNIQUE (email));"
    "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers, agent_id bigint, "
    "note text,"
    " total numeric(9,2), placed timestamptz, tags text[])";

static bool read_overlay(Schema *schema, Diag *diag, const Source *source)
{
    const Source *below = source_new(schema->arena, TEXT("below"), text_of(small_schema));
    return read_sql(schema, diag, below) && read_yaml(schema, diag, source);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Text text = {(const char *)data, size};
    read_and_dump(read_yaml, text);
    return read_and_dump(read_overlay, text);
}
