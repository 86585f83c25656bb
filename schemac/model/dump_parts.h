/* dump_parts.h: what the files of the dump share: making the nodes that stand for parts of a schema. */
#ifndef SCHEMAC_MODEL_DUMP_PARTS_H
#define SCHEMAC_MODEL_DUMP_PARTS_H

#include "model/node.h"
#include "model/schema.h"

/* Entries of a map that are left out where they say nothing: an empty text or list, false. */
void dump_put_text(Arena *arena, Node *map, const char *key, Text value);
void dump_put_flag(Arena *arena, Node *map, const char *key, bool value);
void dump_put_words(Arena *arena, Node *map, const char *key, const TextList *words);
void dump_put_node(Arena *arena, Node *map, const char *key, Node *list_or_map);
void dump_put_expr(Arena *arena, Node *map, const char *key, const Expr *expr);

/* A fixed word or number of the dialect. */
void dump_put_plain(Arena *arena, Node *map, const char *key, Text value);
void dump_put_integer(Arena *arena, Node *map, const char *key, int64_t value);

/* "checks": a map by name. */
void dump_put_checks(Arena *arena, Node *map, const CheckList *checks);

/* What differs in the sequence from one that CREATE SEQUENCE makes with no options, without its name. */
void dump_put_sequence(Arena *arena, Node *map, const Sequence *sequence);

/* A column's rule, a table's rows, a reference's children; only where there is one. */
void dump_put_rule(Arena *arena, Node *map, const Rule *rule);
void dump_put_rows(Arena *arena, Node *map, const Rows *rows);
void dump_put_fanout(Arena *arena, Node *map, const Fanout *fanout);

/* The value of "tables" for one table. */
Node *dump_table(Arena *arena, const Table *table);

/* The value of "columns" for one column: SQL where that is enough, else a map. */
Node *dump_column(Arena *arena, const Table *table, const Column *column);

#endif
