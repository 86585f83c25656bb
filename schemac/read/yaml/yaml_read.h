/* yaml_read.h: what the files of the YAML reader share: walking a document by tables of keys, and values. */
#ifndef SCHEMAC_READ_YAML_READ_H
#define SCHEMAC_READ_YAML_READ_H

#include "model/node.h"
#include "read/read.h"

#include <stddef.h>

/* Where a key may stand; ORed. */
enum {
    IN_SCHEMA = 1,  /* in a schema of its own */
    IN_OVERLAY = 2, /* in what is laid over another source */
    IN_BOTH = 3
};

typedef struct YamlRead {
    Schema *schema;
    Diag *diag;
    Arena *arena;
    unsigned where; /* IN_SCHEMA or IN_OVERLAY */
    Text key;       /* the key whose value is read, for messages */
    Table *table;   /* the table that is read, or NULL */
} YamlRead;

/* One key of a map and what reads its value into the member of the object that lies at the offset. False:
 * reported. */
typedef struct YamlKey {
    const char *name;
    bool (*read)(YamlRead *read, const Node *value, void *member);
    unsigned where; /* IN_… */
    size_t offset;  /* 0 also where the reader takes the whole object */
} YamlKey;

/* Reads a map whose keys are those of the table, which ends with one without a name; `what` it is says the
 * message ("a table"). The keys are read in the table's order, those without a value not at all. Goes on
 * after an error; false where there was one. */
bool yaml_read_map(YamlRead *read, const Node *map, const char *what, const YamlKey *keys, void *object);

/* Reads the keys of the table from a map that was found well before, and lets others be. */
bool yaml_read_keys(YamlRead *read, const Node *map, const YamlKey *keys, void *object);

/* The value of a key, or NULL. */
const Node *yaml_find(const Node *map, const char *key);

/* True for what YAML takes as null: an empty value, ~ or null without quotes. */
bool yaml_is_null(const Node *node);

/* Report what the value of the current key must be, and return false. */
bool yaml_expect(YamlRead *read, const Node *node, const char *expected);
bool yaml_expect_kind(YamlRead *read, const Node *node, NodeKind kind);

/* ---- values; all return false where an error was reported. Those that take a void * can stand in a table of
 * keys
 */

/* Readers of values by type, for tables of keys; the comment beside each is what its pointer points to. */
bool yaml_read_text(YamlRead *read, const Node *node, void *text);       /* Text */
bool yaml_read_flag(YamlRead *read, const Node *node, void *flag);       /* bool */
bool yaml_read_integer(YamlRead *read, const Node *node, void *integer); /* int64_t */

/* For keys whose value is read at another time. */
bool yaml_read_later(YamlRead *read, const Node *node, void *object);

/* A name that an object of the database can have: 1 to 63 bytes. */
bool yaml_read_name(YamlRead *read, const Node *node, void *name); /* Text */

/* "schema.name" or a name in public. */
bool yaml_read_object_name(YamlRead *read, const Node *node, Text *namespace_name, Text *name);

/* One name or a list of them. */
bool yaml_read_names(YamlRead *read, const Node *node, void *names); /* TextList */

/* A list of any texts. */
bool yaml_read_texts(YamlRead *read, const Node *node, void *texts); /* TextList */

/* One of the words, which end with NULL: its index. */
bool yaml_read_word(YamlRead *read, const Node *node, const char *const *words, int *index);

/* One name or a list of them, each of a column of the table that is read. */
bool yaml_read_columns(YamlRead *read, const Node *node, void *columns); /* ColumnList */

/* "3..7" or "5": two whole numbers, the second not below the first. */
bool yaml_read_span(YamlRead *read, const Node *node, Text text, uint64_t *minimum, uint64_t *maximum);

/* ---- SQL in values */

/* The place of the scalar's text: in its file where the file spells it out, else in a source of its own. */
Span yaml_sql_span(YamlRead *read, const Node *node);

/* An expression, and its text where that is not NULL. */
bool yaml_read_expr(YamlRead *read, const Node *node, Expr **expr, Text *text);

/* A type, as SQL has it. */
bool yaml_read_type(YamlRead *read, const Node *node, void *use); /* TypeUse */

/* ---- parts of the dialect */

/* The whole document, into the schema. */
bool yaml_read_schema(YamlRead *read, const Node *root);

/* The values of "types", "sequences", "functions". */
bool yaml_read_types(YamlRead *read, const Node *node, void *schema);
bool yaml_read_sequences(YamlRead *read, const Node *node, void *schema);
bool yaml_read_functions(YamlRead *read, const Node *node, void *schema);

/* The options of a sequence: into a Sequence whose type and name are set. */
bool yaml_read_sequence(YamlRead *read, const Node *node, Sequence *sequence);

/* The values of "tables", once for their names and once for all else, and of "relationships". */
bool yaml_declare_tables(YamlRead *read, const Node *node, void *schema);
bool yaml_read_tables(YamlRead *read, const Node *node, void *schema);
bool yaml_read_relationships(YamlRead *read, const Node *node, void *schema);

/* Values of a table's keys; the object is the Table, which is also the one that is read. */
bool yaml_read_table_columns(YamlRead *read, const Node *node, void *table);
bool yaml_read_primary_key(YamlRead *read, const Node *node, void *table);
bool yaml_read_unique(YamlRead *read, const Node *node, void *table);
bool yaml_read_indexes(YamlRead *read, const Node *node, void *table);
bool yaml_read_exclusions(YamlRead *read, const Node *node, void *table);
bool yaml_read_foreign_keys(YamlRead *read, const Node *node, void *table);
bool yaml_read_table_relationships(YamlRead *read, const Node *node, void *table);
bool yaml_read_partition_by(YamlRead *read, const Node *node, void *table);
bool yaml_read_bound(YamlRead *read, const Node *node, void *table);
bool yaml_read_triggers(YamlRead *read, const Node *node, void *table);
bool yaml_read_rows(YamlRead *read, const Node *node, void *table);

/* The name PostgreSQL invents for a constraint or index of the table that is read, by its columns (one text,
 * may be empty) and kind ("key", "fkey", "check" …); a number follows where another one has it. */
Text yaml_choose_name(YamlRead *read, Text columns, const char *label);

/* The columns as one text for yaml_choose_name. */
Text yaml_join_columns(YamlRead *read, const ColumnList *columns);

/* A relationship of the column of the table that is read: a table's name or a map. */
bool yaml_read_relationship(YamlRead *read, const Node *node, Column *column, Span place);

/* Checks of the table that is read, or of a domain where there is none: a map by name, or a list. */
bool yaml_read_checks(YamlRead *read, const Node *node, void *checks); /* CheckList */

/* Values of a column's keys; the object is the Column. */
bool yaml_read_rule(YamlRead *read, const Node *node, void *column);
bool yaml_read_nulls(YamlRead *read, const Node *node, void *column);

/* "popularity" and "children"; the object is the Reference. */
bool yaml_read_popularity(YamlRead *read, const Node *node, void *reference);
bool yaml_read_children(YamlRead *read, const Node *node, void *reference);

#endif
