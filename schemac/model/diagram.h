/* diagram.h: a schema as a picture: tables with their columns, and the references between them. */
#ifndef SCHEMAC_MODEL_DIAGRAM_H
#define SCHEMAC_MODEL_DIAGRAM_H

#include "base/buffer.h"
#include "model/schema.h"

/* Appends a graph in the language of Graphviz (dot -Tsvg draws it). Nothing in a name or type can end its
 * quotes. */
void diagram_schema(Buffer *out, const Schema *schema);

#endif
