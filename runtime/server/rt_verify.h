/*
 * What `verify` knows: the tables it verifies, and a list of checks, each a condition or a query that the
 * catalog of the target gave, with what became of it. Read, evaluated and reported in files of their own.
 */
#ifndef RT_VERIFY_H
#define RT_VERIFY_H

#include "rt_cli.h"
#include "rt_pg.h"

#define RT_VERIFY_SAMPLES 3 /* broken rows that a report shows */

/* What is verified. The order is that of reports. */
enum rt_verify_kind {
    RT_VERIFY_PRIMARY_KEY,
    RT_VERIFY_UNIQUE,
    RT_VERIFY_FOREIGN_KEY,
    RT_VERIFY_CHECK,
    RT_VERIFY_EXCLUSION,
    RT_VERIFY_NOT_NULL,
    RT_VERIFY_DOMAIN,
    RT_VERIFY_GENERATED,
    RT_VERIFY_PARTITION,
    RT_VERIFY_SEQUENCE,
    RT_VERIFY_ROWS, /* the number of rows, and that there is a table for them */
    RT_VERIFY_KINDS
};

/* Their names: "primary key", "row count" … */
extern const char *const rt_verify_kinds[RT_VERIFY_KINDS];

/* The kind of that name, of which there is one. */
enum rt_verify_kind rt_verify_kind_of(const char *name);

/* A table of the target. Texts without an owner live as long as the catalog's rows. */
struct rt_verify_table {
    const char *oid;
    const char *schema, *name;
    char *label;                   /* name, or schema.name outside public; owned */
    const char *source;            /* what stands for its own rows after FROM */
    const char *key;               /* SQL that shows a row */
    const struct rt_table *wanted; /* the program's table, or NULL */
    int parent;                    /* the index of what it is a partition of, or -1 */
    bool stored;                   /* has rows of its own */
    uint64_t rows;                 /* with those of partitions */
};

struct rt_verify_check {
    const struct rt_verify_table *table; /* NULL: the target has no such table */
    const char *schema, *label;          /* of the table */
    enum rt_verify_kind kind;
    const char *name;
    const char *definition;
    const char *condition;            /* true for the rows that break it; or NULL, and then */
    const char *query;                /* gives what breaks it; or NULL: nothing is evaluated */
    bool enforced;                    /* false: named in reports, not evaluated */
    uint64_t rows;                    /* that break it */
    char *samples[RT_VERIFY_SAMPLES]; /* some of them; owned; NULL where there are no more */
    char *problem; /* what is wrong in words that follow the table's or the constraint's name: "is in the
                      schema but not in the database", "could not be evaluated: …"; owned; or NULL */
};

struct rt_verify {
    struct rt_cli *cli;
    struct rt_db *db; /* the row counts that are wanted; NULL: any will do */
    struct rt_pg pg;
    struct rt_pg_audit audit;
    struct rt_pg_rows catalog[4]; /* tables, conditions, queries, names */
    struct rt_verify_table *tables;
    int table_count;
    struct rt_verify_check *checks; /* those of a table that are conditions stand together */
    size_t check_count, check_room;
};

/* The catalog queries of catalog/. */
extern const char rt_sql_verify_tables[], rt_sql_verify_rows[], rt_sql_verify_constraints[],
    rt_sql_verify_names[];

/* Begins the transaction in which all is read, with nothing in it that would let an index, a policy or the
 * catalog's word stand for the rows. A snapshot of another connection, or NULL. */
bool rt_verify_begin(struct rt_pg *pg, const char *snapshot);

/* Reads tables and checks from the catalog, and sees that the tables may be read. False where that is not
 * so, which is reported. */
bool rt_verify_read(struct rt_verify *verify);

/* Adds a check for every table and constraint of the program that the target lacks. */
bool rt_verify_compare(struct rt_verify *verify);

/* Evaluates all checks over --jobs connections, and compares row counts. False where the world failed, which
 * is reported. */
bool rt_verify_run(struct rt_verify *verify);

/* Whether a check that was evaluated found something. */
static inline bool rt_verify_is_broken(const struct rt_verify_check *check)
{
    return check->rows > 0 || check->problem;
}

/* Adds a check; NULL where memory is out, which is reported. */
struct rt_verify_check *rt_verify_add(struct rt_verify *verify, const struct rt_verify_table *table,
                                      enum rt_verify_kind kind, const char *name, const char *definition);

/* Reports, in the forms of --format. */
void rt_verify_print(const struct rt_verify *verify, FILE *out);
void rt_verify_print_markdown(const struct rt_verify *verify, FILE *out);
void rt_verify_print_json(const struct rt_verify *verify, FILE *out);

/* How many checks of a kind (RT_VERIFY_KINDS: of all kinds) in a schema (NULL: in all) are enforced, and how
 * many found something. */
struct rt_verify_count {
    uint64_t all, broken, rows;
};
struct rt_verify_count rt_verify_count(const struct rt_verify *verify, const char *schema,
                                       enum rt_verify_kind kind);

/* Tables that are no partitions, and their rows, in a schema or in all. */
void rt_verify_count_tables(const struct rt_verify *verify, const char *schema, uint64_t *tables,
                            uint64_t *rows);

/* The schema after this one (NULL: the first) among those that tables and checks are in; NULL after the
 * last. */
const char *rt_verify_next_schema(const struct rt_verify *verify, const char *schema);

#endif
