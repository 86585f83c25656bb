/* read.h: the front ends. Each fills a Schema from one kind of source and reports what is wrong through the
 * sink; names are resolved afterwards by schema_check. All return false where an error was reported. */
#ifndef SCHEMAC_READ_READ_H
#define SCHEMAC_READ_READ_H

#include "model/judge.h"
#include "model/schema.h"

/* Applies the DDL of one file to the schema, in order; the schema may hold what an earlier file declared. */
bool read_sql(Schema *schema, Diag *diag, const Source *source);

/* Reads the project's own dialect, of which JSON is a part. Into an empty schema it declares one; into a
 * schema that another reader filled it is an overlay: what it names must exist, and it adds rows, rules,
 * relationships. */
bool read_yaml(Schema *schema, Diag *diag, const Source *source);

typedef struct LiveOptions {
    const char *conninfo;     /* as libpq takes it: a URI or keyword=value pairs; may be empty */
    TextList schemas;         /* patterns as pg_dump's --schema; empty: all but the system's */
    TextList tables;          /* as pg_dump's --table */
    TextList excluded_tables; /* as pg_dump's --exclude-table */
    bool exact_counts;        /* --count exact: count(*) instead of reltuples */
    bool with_ddl;            /* keep the DDL that pg_dump prints, where one is at hand */
    const char *audit_path;   /* --audit: append every statement to this file; NULL: don't */
} LiveOptions;

/* Reads the catalogs of a live database in one read-only repeatable-read transaction. */
bool read_pg(Schema *schema, Diag *diag, const LiveOptions *options);

/* The first stage of the pipeline: tells what each source is (a live database by its conninfo, a file by its
 * extension or else its content), reads them in order, then the overlays. Only SQL files can be several. Sets
 * the schema's source_kind and, for files that don't say it, its name. */
bool read_sources(Schema *schema, Diag *diag, const TextList *sources, const TextList *overlays,
                  const LiveOptions *live);

/* What libpq takes of a source that is a live database; NULL of another one. */
const char *read_conninfo(Arena *arena, Text source);

/* The judge whose answers are the live database's among the sources, asked in a read-only transaction that is
 * taken back; NULL where there is none or it can't be reached, which is reported. To be closed; false where
 * it failed meanwhile and that was reported. */
Judge *judge_open(Arena *arena, Diag *diag, const TextList *sources, const LiveOptions *live);
bool judge_close(Judge *judge);

/* Takes the bodies of functions apart, once all is read: sets `expression` of those in SQL or PL/pgSQL that
 * are but one, and `statements` of those in PL/pgSQL. What is not understood is left alone. */
void read_bodies(Schema *schema, Diag *diag);

/* Reads one value expression from the text of `span`'s source that the span covers. Types are looked up in
 * the schema, in whose arena it is made; names of columns are taken as they are. NULL where an error was
 * reported. Not normalised. */
Expr *read_expr(const Schema *schema, Diag *diag, Span span);

/* The same for text without a file: `origin` says for messages what it is, such as `check "positive" of table
 * orders`. */
Expr *read_expr_text(const Schema *schema, Diag *diag, Text text, Text origin);

/* Reads a type as SQL spells it ("numeric(12,2)[]"), looking the name up in the schema. */
bool read_type_text(Schema *schema, Diag *diag, Text text, Span span, TypeUse *use);

/* Reads a column definition in SQL's short form, without the column's name: "bigint generated always as
 * identity". Constraints that belong to the table (primary key, unique, check, references) are added
 * to it. */
bool read_column_text(Schema *schema, Diag *diag, Table *table, Column *column, Span span);

#endif
