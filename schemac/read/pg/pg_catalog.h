/* pg_catalog.h: turning the catalogs of a live database into a Schema, one idea of the catalog in each pg_*.c
 * file. Objects find one another by their oids, which are kept as the texts they arrive in. */
#ifndef SCHEMAC_READ_PG_CATALOG_H
#define SCHEMAC_READ_PG_CATALOG_H

#include "read/pg/pg_session.h"
#include "read/read.h"

/* A table on its way into the schema. */
typedef struct PgTable {
    Table *table;
    LIST(Column *) by_number; /* attnum − 1 → column; NULL where dropped */
} PgTable;

/* An index, for the key or exclusion constraint that stands on it. */
typedef struct PgIndex {
    Text method;
    bool nulls_not_distinct;
    IndexElementList elements;
    ColumnList include;
    Expr *predicate;
    Text predicate_text;
} PgIndex;

/* A sequence and the column that owns it. */
typedef struct PgSequence {
    Sequence *sequence;
    PgRow row;
    bool is_taken; /* a serial or identity column stands for it */
} PgSequence;

typedef struct PgCatalog {
    Arena *arena;
    Schema *schema;
    Diag *diag;
    PgSession *session;
    const LiveOptions *options;
    const Source *source; /* the database, for messages */
    bool some_schemas;    /* not all schemas are read, but */
    Map chosen_schemas;   /* those of these names */
    bool some_tables;     /* not all tables are read, but */
    Map chosen_tables;    /* those of these oids */
    Map types;            /* oid → TypeUse * */
    Map composites;       /* oid of the row type → Type *: free-standing composites */
    Map tables;           /* oid → PgTable * */
    Map indexes;          /* oid → PgIndex * */
    PgRows table_rows;    /* what pg_read_tables read, for the partitions */
    PgRows sequence_rows; /* what the sequences refer to */
    LIST(PgSequence *) sequences;
    Map defaults;   /* how a column's default prints that draws from a sequence → PgSequence * */
    Map identities; /* "oid.attnum" of an identity column → PgSequence * */
} PgCatalog;

/* Reads all that the options choose into the schema; false where an error was reported. */
bool pg_read_catalog(PgCatalog *catalog);

/* ---- its parts ---------------------------------------------------------------------------------------- */

/* What is read, by the patterns of the command line; then nothing resolves through a search path any more. */
bool pg_choose(PgCatalog *catalog);

/* Whether objects of the schema, or the table, are read. */
bool pg_is_chosen_schema(const PgCatalog *catalog, Text name);
bool pg_is_chosen_table(const PgCatalog *catalog, Text oid);

/* Each fills its part of the schema; false where an error was reported. In this order. */
bool pg_read_database(PgCatalog *catalog);
bool pg_read_types(PgCatalog *catalog);
bool pg_read_tables(PgCatalog *catalog);
bool pg_read_sequences(PgCatalog *catalog);
bool pg_read_columns(PgCatalog *catalog);
bool pg_read_indexes(PgCatalog *catalog);
bool pg_read_constraints(PgCatalog *catalog);
bool pg_read_triggers(PgCatalog *catalog);
bool pg_read_functions(PgCatalog *catalog);
bool pg_count_rows(PgCatalog *catalog);

/* For pg_read_columns: finds the sequence of a serial or identity column, or of a default; then gives the
 * schema those that no such column stands for; then inheritance and partitions. */
void pg_set_sequence(PgCatalog *catalog, Column *column, PgRow row);
void pg_place_sequences(PgCatalog *catalog);
bool pg_read_hierarchy(PgCatalog *catalog);

/* Takes out the types that a choice of tables does not need. */
void pg_drop_unused_types(PgCatalog *catalog);

/* ---- what they share ---------------------------------------------------------------------------------- */

/* Runs one of the queries of catalog/. */
bool pg_query(PgCatalog *catalog, const char *what, Text statement, PgRows *rows);

/* The type of that oid with the modifiers of `text` (format_type's print, or NULL data for none). */
TypeUse pg_type_use(const PgCatalog *catalog, Text oid, Text text);

/* The table, or NULL where it is not read. */
PgTable *pg_table(const PgCatalog *catalog, Text oid);

/* The column of that attnum, or NULL. */
Column *pg_column(const PgTable *table, int64_t number);

/* Whether the row is of an object that a partition only has because the partitioned table has it, which
 * stands there alone. A partition that is read without its parent keeps its copies. */
bool pg_is_clone(const PgTable *table, PgRow row);

/* An object's place for messages: `table public.orders`. An empty name is left out. */
Span pg_place(const PgCatalog *catalog, const char *kind, Text schema, Text name, Text part);

/* The expression as parsed, which schema_check brings into normal form; NULL for a text without data. What
 * the parser cannot take apart is kept as EXPR_OPAQUE. `place` says where it stands. */
Expr *pg_expr(PgCatalog *catalog, Text text, Span place);

/* The parts of "a, f(b), …", as the catalogs print a list of expressions. */
ExprList pg_expr_list(PgCatalog *catalog, Text text, Span place);

/* A collation's name as the Schema holds it: bare in pg_catalog and public. */
Text pg_collation(const PgCatalog *catalog, PgRow row);

#endif
