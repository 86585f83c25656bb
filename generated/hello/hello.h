/* hello.h: rows of the schema hello, made from their numbers. */
#ifndef HELLO_H
#define HELLO_H

#include "rt_value.h"

#ifdef __cplusplus
extern "C" {
#endif

/* An open database: seed, row counts and what follows from them. Constant, and shared by any number of
    threads. */
struct hello;

/* Where the texts of rows live. Each thread has its own. */
struct hello_scratch;

/* Tables, in the order in which their row counts are resolved. */
enum hello_table {
    HELLO_PEOPLE,
    HELLO_GREETINGS,
    HELLO_TABLES
};

/* What to open. A zeroed struct asks for the schema's own seed and row counts. */
struct hello_options {
    bool has_seed;
    uint64_t seed;
    bool has_rows;                      /* rows is the count of every table that has none of its own */
    uint64_t rows;
    const uint64_t *table_rows;         /* HELLO_TABLES counts, UINT64_MAX for the default; or NULL */
};

/* Opens the database. Where that fails, hello_error tells why; close it all the same. NULL: out of memory. */
struct hello *hello_open(const struct hello_options *options);
void hello_close(struct hello *db);

/* Why opening failed, or NULL where it did not. Valid until the database is closed. */
const char *hello_error(const struct hello *db);

/* The number of rows of a table. */
uint64_t hello_rows(const struct hello *db, enum hello_table table);

/* Scratch space; NULL: out of memory. Resetting it takes back all texts made in it. */
struct hello_scratch *hello_scratch_new(void);
void hello_scratch_reset(struct hello_scratch *scratch);
void hello_scratch_free(struct hello_scratch *scratch);

/* A row of table people. */
struct hello_people {
    int64_t id; /* bigint */
    struct rt_text name; /* text */
};

/* Fills row n, for n below the table's number of rows; its texts live in the scratch space until that is
    reset. */
void hello_people_generate(const struct hello *db, uint64_t n, struct hello_people *row,
                        struct hello_scratch *scratch);

/* A row of table greetings. */
struct hello_greetings {
    int64_t id; /* bigint */
    int64_t person_id; /* bigint */
    struct rt_text greeting; /* text */
    int64_t said_at; /* timestamp with time zone */
};

/* Fills row n, for n below the table's number of rows; its texts live in the scratch space until that is
    reset. */
void hello_greetings_generate(const struct hello *db, uint64_t n, struct hello_greetings *row,
                        struct hello_scratch *scratch);

#ifdef __cplusplus
}
#endif

#endif
