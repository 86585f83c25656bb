/* dump.h: a schema as YAML that read_yaml reads back to the same schema; schemas/README.md documents the
 * dialect. */
#ifndef SCHEMAC_MODEL_DUMP_H
#define SCHEMAC_MODEL_DUMP_H

#include "base/buffer.h"
#include "model/schema.h"

/* Appends the whole schema. The dump of what the dump reads to is the same, byte for byte, and two sources of
 * one schema have the same dump: it holds normal forms, not source texts. */
void dump_schema(Buffer *out, const Schema *schema);

#endif
