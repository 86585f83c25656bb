/*
 * What the files of rows beside those that are there share: the columns that are keys or refer to them, and
 * statements about the rows that are staged. Everything here runs in the load's open transaction; false means
 * that it is reported.
 */
#ifndef RT_LOAD_APPEND_H
#define RT_LOAD_APPEND_H

#include "rt_load.h"

/* A column that is a key or refers to one; those that hold the same values are one set. */
struct rt_load_column {
    const struct rt_load_table *table; /* NULL: one that is not loaded, whose keys stay */
    uint64_t oid;
    const char *name; /* quoted */
    size_t set;       /* index of the set's first column, or one nearer to it */
    bool key;         /* an integer that is unique alone */
    bool unique;      /* an integer that is unique, alone or with others */
    bool computed;    /* generated: it moves with the column that it copies, */
    bool fixed;       /* or copies none, and its set stays */
    bool referred;    /* to, by another table */
    int64_t shift;    /* of the set's first column: what is added */
    uint64_t taken;   /* of the set's first column: keys that are there already, the most of any key */
};

/* A reference of one column. */
struct rt_load_link {
    size_t child, parent; /* columns */
};

/* A unique index of a table that has rows both there and staged. */
struct rt_load_key {
    struct rt_load_table *table;
    const char *columns, *predicate; /* SQL */
    bool alone;                      /* of one integer, without predicate */
    const char *last;                /* the last integer among its columns, quoted; or "" */
};

struct rt_load_columns {
    struct rt_pg_rows rows;   /* what the names point into */
    struct rt_pg_rows checks; /* what moved rows must meet, as catalog/load_checks.sql has it */
    struct rt_load_column *items;
    struct rt_load_link *links;
    size_t count, link_count;
    uint64_t left_out; /* staged rows, or references of theirs, that do not fit */
};

/* ---- rt_load_append.c ---- */

/* Reports that a step of appending failed, with the server's reason; always false. */
bool rt_load_append_failed(struct rt_load *load, const char *what);

/* Runs a query whose one row is one number. Frees the statement; NULL is out of memory. Not reported. */
bool rt_load_query_number(struct rt_load *load, char *statement, int64_t *number);

/* Runs a query about the tables of the load, whose oids are its parameter. The caller frees the rows. */
bool rt_load_query_tables(struct rt_load *load, struct rt_pg_rows *rows, const char *statement);

/* ---- rt_load_keys.c ---- */

/* Reads the columns that are keys or refer to one, and makes sets of them. */
bool rt_load_read_columns(struct rt_load *load, struct rt_load_columns *columns);

/* Frees what they hold. */
void rt_load_free_columns(struct rt_load_columns *columns);

/* The first column of the set that a column is in. */
size_t rt_load_set_of(const struct rt_load_columns *columns, size_t index);

/* Does something for each unique index of a table that has rows both there and staged. */
bool rt_load_each_key(struct rt_load *load, struct rt_load_columns *columns,
                      bool (*act)(struct rt_load *, struct rt_load_columns *, const struct rt_load_key *));

/* That a staged row has a key that is there: names in the inner query are the target's, those outside the
 * staged rows'. Owned by the caller; NULL is out of memory. */
char *rt_load_taken(const struct rt_load_key *key);

/* How many staged rows have one. */
bool rt_load_count_taken(struct rt_load *load, const struct rt_load_key *key, uint64_t *count);

/* Whether keys that are numbered one by one start past those that are there. */
bool rt_load_keys_are_past(struct rt_load *load, const struct rt_load_columns *columns, bool *past);

/* ---- rt_load_move.c ---- */

/* Moves staged integer keys, and what refers to them, past those that are there: all that are unique alone,
 * and of those that are unique with others one where a key is taken. What constraints would keep out then,
 * stays. */
bool rt_load_move_keys(struct rt_load *load, struct rt_load_columns *columns);

/* ---- rt_load_fit.c ---- */

/* Leaves out what would not fit, and what refers to it, until there is no more of it; and counts that. */
bool rt_load_leave_out(struct rt_load *load, struct rt_load_columns *columns);

#endif
