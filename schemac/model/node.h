/* node.h: a document of scalars, lists and maps, as YAML and JSON have it: what read_yaml makes of a file and
 * what the dump writes. */
#ifndef SCHEMAC_MODEL_NODE_H
#define SCHEMAC_MODEL_NODE_H

#include "base/buffer.h"
#include "base/list.h"
#include "diag/source.h"

typedef enum NodeKind {
    NODE_SCALAR,
    NODE_LIST,
    NODE_MAP
} NodeKind;

typedef struct Node Node;
typedef LIST(Node *) NodeList;

struct Node {
    NodeKind kind;
    bool is_plain; /* scalar: written without quotes: read, it may stand for null; printed, it must be safe */
    bool is_block; /* list, map: printed over several lines even where one would do */
    Text text;     /* scalar: its value */
    NodeList items; /* list: its items; map: key, value, key, value …; keys are scalars */
    Span span;      /* where it was read from */
};

/* A scalar that is printed with the quotes it needs. */
Node *node_scalar(Arena *arena, Text text);

/* A scalar that is printed as it is: a number, a date, a word of the dialect. */
Node *node_plain(Arena *arena, Text text);

/* An empty list, an empty map. */
Node *node_list(Arena *arena);
Node *node_map(Arena *arena);

/* Appends to a list, or an entry to a map. */
void node_add(Arena *arena, Node *list, Node *item);
void node_put(Arena *arena, Node *map, Text key, Node *value);

/* Appends the document as YAML: maps and lists on one line where they are short, else one entry a line. What
 * is printed is UTF-8; a scalar that is not is printed as !!binary. A YAML reader gives the same document
 * back. */
void node_print(Buffer *out, const Node *root);

#endif
