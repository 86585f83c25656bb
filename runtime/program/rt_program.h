/*
 * What a generated program tells the runtime about itself: constant descriptors of its tables, and functions
 * that write rows. The runtime resolves row counts, opens the database, runs threads and files, and never
 * knows a column.
 */
#ifndef RT_PROGRAM_H
#define RT_PROGRAM_H

#include "rt_fanout.h"
#include "rt_out.h"
#include "rt_random.h"
#include "rt_scratch.h"
#include "rt_value.h"

/* Generated code checks this number when it is compiled. */
#define RT_ABI 1

/* Output formats. The text formats are parts of one whole; see rt_format.h. */
enum rt_format_id {
    RT_CSV,
    RT_TSV,
    RT_NDJSON, /* one JSON object a line */
    RT_JSON_ARRAY,
    RT_SQL,  /* INSERT statements of several rows */
    RT_COPY, /* PostgreSQL's COPY text form */
    RT_COPY_BINARY,
    RT_FORMATS
};

struct rt_db;

/* A column, for headers, `row`, `info` and loading. */
struct rt_column {
    const char *name; /* as the database has it */
    const struct rt_type *type;
    const char *rule; /* how its values are made, in words, for `info` */
    bool nullable;    /* some rows may be NULL */
    bool always;      /* GENERATED ALWAYS AS IDENTITY: inserts need OVERRIDING SYSTEM VALUE */
    bool generated;   /* GENERATED ALWAYS AS an expression: output leaves it out */
};

/*
 * A bound on a table's rows that a constraint sets: fixed times the product of the rows of some tables. Rows
 * asked for the table by name that break it are an error; rows nobody asked for are moved to the bound, with
 * a warning.
 */
struct rt_limit {
    const char *constraint; /* its name */
    const char *reason;     /* what bounds it, in words: `column "code" has 676 values` */
    uint64_t fixed;         /* a factor; UINT64_MAX stands for that or more */
    const uint16_t *tables; /* indices into the program's tables */
    uint16_t table_count;
    uint64_t (*bound)(const struct rt_db *db); /* not NULL: the bound itself, of the rows of those tables */
    bool when_empty; /* the bound holds only where the product is 0: a NOT NULL reference to an empty table */
    bool least;      /* the table needs at least so many: a minimum of children for each parent */
    bool of_join;    /* the bound is the number of rows that rt_table's join found parents for */
};

/* How many rows a table has where the user says nothing. */
enum rt_rows_kind {
    RT_ROWS_FIXED,
    RT_ROWS_PER /* the total of a fan-out over the rows of another table */
};

struct rt_rows {
    enum rt_rows_kind kind;
    bool is_default; /* RT_ROWS_FIXED: nothing was said in the schema */
    uint64_t count;  /* RT_ROWS_FIXED */
    uint64_t minimum, maximum;
    uint16_t parent; /* RT_ROWS_PER: index of the table */
};

/* A constraint and how the plan meets it, for `info`. */
struct rt_constraint {
    const char *name;
    const char *kind; /* "primary key", "unique", "foreign key", "check" … */
    const char *how;  /* in words */
};

/* A constraint or unique index that the schema has, for `verify`. */
struct rt_declared {
    const char *kind;       /* "primary key", "unique", "foreign key", "check", "exclusion", "not null" */
    const char *name;       /* of a NOT NULL the column's */
    const char *definition; /* as PostgreSQL prints it or, of what holds expressions, near that */
};

struct rt_table {
    const char *schema; /* namespace in the database */
    const char *name;   /* table name in the database */
    const char *label; /* how the command line calls it: name, or schema.name outside public; names with a dot
                          or quote in them stand in quotes */
    const char *sql_name;    /* quoted for SQL, with its schema */
    const char *sql_columns; /* the written columns, quoted and joined by ", ", for INSERT and COPY */
    bool overriding;         /* INSERT needs OVERRIDING SYSTEM VALUE */
    uint32_t sql_batch;      /* rows of an INSERT statement: a power of two, at most 1024; see rt_format.h */
    const char *comment;     /* or NULL */
    const struct rt_column *columns;
    uint16_t column_count;
    const struct rt_constraint *constraints;
    uint16_t constraint_count;
    const struct rt_declared *declared;
    uint16_t declared_count;
    struct rt_rows rows;
    const struct rt_limit *limits;
    uint16_t limit_count;
    /* Fills the table's parameters once all row counts are known; rt_fail and false where that cannot be.
     * NULL where there is nothing to do; so is release. */
    bool (*prepare)(struct rt_db *db);
    /* Looks up parents that go together (rt_join.h), once all tables are prepared, and gives the number of
     * rows that there are some for; false where memory is out. NULL where there is nothing to look up. */
    bool (*join)(struct rt_db *db, uint64_t *rows);
    /* Gives back what prepare and join allocated. Harmless on parameters that are all zero. */
    void (*release)(struct rt_db *db);
    /*
     * Appends the texts of rows [first, first + count) in one format, each with what separates it from its
     * neighbours (rt_format.h), and stops early after the row with which the text reaches `limit` bytes.
     * Returns the number of rows written, at least one; count is at least one. Resets the scratch space as it
     * goes. Where memory runs out, the output's or the scratch space's mark is set and the rest means
     * nothing. That of RT_COPY_BINARY is NULL where a column's type has no binary form.
     */
    uint64_t (*write[RT_FORMATS])(const struct rt_db *db, uint64_t first, uint64_t count, size_t limit,
                                  struct rt_scratch *scratch, struct rt_out *out);
};

struct rt_program {
    unsigned abi;                         /* RT_ABI of the header the program was compiled with */
    const char *name;                     /* of the schema: shop */
    const char *comment;                  /* or NULL */
    uint64_t seed;                        /* where the user gives none */
    const struct rt_table *const *tables; /* in an order in which row counts can be resolved: parents first */
    uint16_t table_count;
    const uint16_t *load_order;      /* indices of tables, referenced ones first where no cycle forbids */
    const char *const *server_types; /* types whose OIDs only a server knows, as to_regtype takes them */
    uint16_t server_type_count;
    size_t db_size; /* sizeof(struct shop), whose first member is a struct rt_db */
};

/* The index of a table of the program's. */
static inline uint16_t rt_table_index(const struct rt_program *program, const struct rt_table *table)
{
    uint16_t index = 0;
    while (program->tables[index] != table)
        index++;
    return index;
}

/* What a server said of a type; see rt_oids.h. */
struct rt_server_type {
    uint32_t oid;   /* 0: not known */
    bool no_binary; /* the server cannot read it in binary */
};

/* The head of every generated database struct. Constant once opened, and shared by all threads. */
struct rt_db {
    const struct rt_program *program;
    uint64_t seed;
    uint64_t key_seed;                   /* that of unique values alone */
    uint64_t *rows;                      /* rows of each table, by index; owned */
    uint64_t *first;                     /* by index: the number of its first row's keys; owned */
    uint64_t *joined;                    /* by index: rows that a join found parents for, at most; owned */
    struct rt_server_type *server_types; /* by index; owned */
    char error[512];                     /* why opening failed: a message in PostgreSQL's style, or empty */
    char hint[512];                      /* what to do about it: a sentence, or empty */
};

/* Rows asked for one table by name. */
struct rt_rows_request {
    uint16_t table;
    uint64_t rows;
};

struct rt_open_options {
    bool has_seed;
    uint64_t seed;
    bool has_rows; /* `rows` is for every table, whatever the schema says */
    uint64_t rows;
    const struct rt_rows_request *requests; /* by name: what cannot be is an error */
    uint16_t request_count;
    uint64_t scale; /* multiplies every count but those that follow another table's, in billionths; 0: 1 */
    const uint64_t *there; /* rows of each table that there are already; NULL: none */
    const bool *grows;     /* with it: the tables that get those asked for on top; others stay */
    /* For rows beside others of the same program, not among them: rows of each table that took unique values
     * of the seed, which come after those then. NULL: none. `seed` is for all else. */
    const uint64_t *taken;
    uint64_t key_seed;                                /* with it */
    void (*warn)(void *context, const char *message); /* rows lowered to a capacity …; NULL: nobody hears */
    void *warn_context;
};

/* Resolves row counts and prepares every table. Options may be NULL. Allocates the database; the caller
 * closes it, also where this fails: then db->error says why. NULL only where memory is out. */
struct rt_db *rt_open(const struct rt_program *program, const struct rt_open_options *options);
void rt_close(struct rt_db *db);

/* Sets db->error; always false. The first error wins. */
bool rt_fail(struct rt_db *db, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Sets db->hint; always false, for `return rt_fail(…), rt_hint(…)`. The first hint wins. */
bool rt_hint(struct rt_db *db, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The whole command line of a generated program: generate, load, row, info, --help, --version. `ddl` are the
 * statements that make the schema, ended by NULL; there may be none. Returns the exit code. */
int rt_main(int argc, char **argv, const struct rt_program *program, const char *const *ddl);

#endif
