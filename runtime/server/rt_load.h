/*
 * What the parts of the command `load` share: the target's tables and what stands around them, the decisions
 * taken, the journal, the connections.
 *
 *   rt_load.c           the command: the order of things
 *   rt_load_create.c    --create: the database, and the schema from the program's own DDL
 *   rt_load_catalog.c   what the target's catalog says of the tables, and what of it could be dropped
 *   rt_load_plan.c      what is dropped, frozen, split, put off; the rehearsal
 *   rt_load_show.c      the plan and the summary, as text
 *   rt_load_journal.c   what a killed load left, in the target itself
 *   rt_load_copy.c      rows to one table, by COPY
 *   rt_load_stage.c     rows by way of temporary tables
 *   rt_load_append.c    rows beside those that are there; rt_load_append.h is for it and
 *   rt_load_keys.c      what is unique, and which columns hold the same values,
 *   rt_load_move.c      integer keys that move past those that are there, and
 *   rt_load_fit.c       rows that stay out
 *   rt_load_work.c      threads with a connection each, and what is left to do
 *   rt_load_finish.c    making again what was dropped; sequences; ANALYZE
 *   rt_load_signal.c    what is said when a signal ends it
 */
#ifndef RT_LOAD_H
#define RT_LOAD_H

#include "rt_cli.h"
#include "rt_pg.h"
#include "rt_progress.h"

/* What can be taken away from a table around a load, and made again. */
enum rt_load_kind {
    RT_LOAD_INDEX,     /* an index, or a primary key or unique constraint with its index */
    RT_LOAD_REFERENCE, /* a foreign key */
    RT_LOAD_TRIGGER    /* a trigger, which is switched off and on */
};

struct rt_load_object {
    enum rt_load_kind kind;
    uint64_t table;      /* OID of its table */
    uint64_t oid;        /* of the constraint, index or trigger, before it is dropped */
    const char *what;    /* for people: `index "orders_by_customer"` */
    const char *drop;    /* the statement that takes it away */
    const char *restore; /* statements that make it again; index: without what needs its table alone */
    const char *then;    /* what follows when all are there: VALIDATE, ADD PRIMARY KEY …; or "" */
    const char *same;    /* what is compared after the rehearsal */
    bool dropped;        /* the plan takes it away */
    bool wanted;         /* and wants to, where the rehearsal allows */
    bool taken;          /* a worker is at it */
    const char *stays;   /* why it is not, where it was wanted; owned, or NULL */
    uint64_t id;         /* in the journal */
};

/* A reference from or to a table of the load, under the roots of partitioned tables. */
struct rt_load_reference {
    const char *name;
    uint64_t oid;
    uint64_t from, to; /* OIDs of tables */
    bool deferrable;
    bool dropped;
};

/* A trigger that bears on the load, for the plan. */
struct rt_load_trigger {
    const char *name, *table, *fires, *function;
    uint64_t oid;
    bool silent;                 /* it would not fire anyhow */
    bool on_insert, on_truncate; /* it fires there */
    uint64_t relation;
};

/* A table to load. */
struct rt_load_table {
    uint16_t index; /* in the program */
    const struct rt_table *table;
    uint64_t oid;
    uint64_t rows;
    bool partitioned; /* COPY goes to the root, and the server finds the leaves */
    bool plain;       /* neither partitioned nor a partition */
    bool unlogged;
    bool binary; /* its rows travel in binary */
    bool owned;  /* by a role whose rights we have */
    bool may_truncate;
    bool filled;    /* it has rows */
    bool freeze;    /* truncated and frozen in the transaction that loads it */
    unsigned parts; /* how many it is loaded in */
    unsigned parts_left;
    uint64_t there; /* rows that are there, after whose numbers it goes on */
    uint64_t most;  /* rows to keep of all that are staged; 0: all */
    char into[40];  /* the temporary table that its rows go through; empty: none */
    uint64_t loaded, bytes, nanoseconds, turned_away; /* results */
    char why[256];                                    /* a row was turned away, or empty */
};

/* Rows of a table that one COPY loads. */
struct rt_load_part {
    struct rt_load_table *table;
    uint64_t first, end;
    uint64_t id;                 /* in the journal */
    uint64_t kept;               /* result: rows that the server took; triggers may turn some away */
    uint64_t bytes, nanoseconds; /* results */
    bool taken, done;
};

/* How the load meets the server's transactions. */
enum rt_load_mode {
    RT_LOAD_ONE, /* everything in one transaction of one connection */
    RT_LOAD_MANY /* transactions of many connections, with a journal in the target */
};

struct rt_load {
    struct rt_cli *cli;
    const struct rt_report *report;
    const char *conninfo;
    enum rt_exit exit; /* where it fails */
    struct rt_db *db;
    struct rt_pg_audit audit;
    struct rt_pg pg; /* the main connection; catalog queries run with search_path pg_catalog */
    enum rt_load_mode mode;
    bool triggers_off; /* where the tables are ours */
    bool deferred;     /* SET CONSTRAINTS ALL DEFERRED closes cycles */
    bool append;       /* to the rows that are there */
    bool continues;    /* going on with their numbers, which are thought to be our own */
    bool triggered;    /* triggers fire that may put rows into other tables */
    bool staged;       /* by way of temporary tables */
    bool at_once;      /* from which one statement inserts all rows */
    bool shown;        /* the plan, of which more is not known before it is followed */
    bool resumed;      /* a journal was found and is followed */
    bool journal;      /* there is one */
    const char *hint;  /* what was said last about a table that cannot be loaded; or NULL */
    bool fewer;        /* connections than asked for, which was said */

    struct rt_load_table *tables; /* in the order in which they are loaded */
    size_t table_count;
    size_t next_table; /* to be analyzed */
    struct rt_load_object *objects;
    size_t object_count;
    struct rt_load_reference *references;
    size_t reference_count;
    struct rt_load_trigger *triggers;
    size_t trigger_count;
    struct rt_load_part *parts;
    size_t part_count;

    char *place;      /* quoted namespace of the journal; NULL: none */
    bool makes_place; /* and it is made by this load */

    struct rt_pg_rows table_rows, object_rows, reference_rows, trigger_rows, journal_rows; /* hold texts */
    struct rt_progress progress;
    uint64_t *there; /* where rows are appended: those that each table of the program has; owned */
    bool *grows;     /* and whether it is loaded; owned */
    uint64_t rows;   /* of the whole load */
    uint64_t before; /* of them, loaded before this run */
};

/* The catalog queries: catalog/FILE.sql is rt_sql_FILE. */
extern const char rt_sql_load_tables[], rt_sql_load_columns[], rt_sql_load_objects[],
    rt_sql_load_references[], rt_sql_load_triggers[], rt_sql_load_lockers[], rt_sql_load_place[],
    rt_sql_load_sequences[], rt_sql_load_types[], rt_sql_load_session[], rt_sql_load_links[],
    rt_sql_load_parents[], rt_sql_load_keys[], rt_sql_load_generated[], rt_sql_load_keyed[],
    rt_sql_load_settings[], rt_sql_load_checks[];

/* ---- rt_load.c ---- */

/* Reports that; always false. */
bool rt_load_out_of_memory(const struct rt_load *load);

/* Notes that it is the schema, the data or what was asked for that is wrong, not the world; always false. */
bool rt_load_wrong(struct rt_load *load);

/* Notes the same where the server refused the rows of a statement that failed, and was reported; always
 * false. */
bool rt_load_refused(struct rt_load *load, const struct rt_pg *failure);

/* Opens one more connection, set up for a load. False with what went wrong in it. */
bool rt_load_connect(struct rt_load *load, struct rt_pg *pg);

/* ---- rt_load_create.c ---- */

/* Makes the database where it is not there. */
bool rt_load_create_database(struct rt_load *load);

/* Makes the schema where not one of the program's tables is there. */
bool rt_load_create_schema(struct rt_load *load);

/* ---- rt_load_catalog.c ---- */

/* Reads the target's tables, references, triggers and what can be dropped; reports what cannot be loaded. */
bool rt_load_read_catalog(struct rt_load *load);

/* Makes the list of the tables that are chosen and get rows, referenced ones first. */
bool rt_load_choose_tables(struct rt_load *load);

/* How many of the program's tables there are in the database. */
bool rt_load_count_tables(struct rt_load *load, size_t *there);

/* Sets `filled` of each table. */
bool rt_load_look_for_rows(struct rt_load *load);

/* The table of that OID, or NULL. */
struct rt_load_table *rt_load_find(const struct rt_load *load, uint64_t oid);

/* OIDs of tables as an array for a parameter: those that `chosen` says, or all. Owned by the caller. */
char *rt_load_oids(const struct rt_load *load, bool (*chosen)(const struct rt_load_table *table));

/* Queries what can be dropped, as catalog/load_objects.sql has it; what of it is the same as before is
 * column 6. */
bool rt_load_query_objects(struct rt_load *load, struct rt_pg_rows *rows);

/* ---- rt_load_plan.c ---- */

/* Decides what is dropped, frozen, split and in which mode; rehearses the drops and rolls back. */
bool rt_load_make_plan(struct rt_load *load);

/* Locks every table against all others, for the drops; where the locks are held elsewhere, says by whom. */
bool rt_load_lock(struct rt_load *load);

/* Splits the rows of each table into parts. */
bool rt_load_make_parts(struct rt_load *load);

/* Whether the locked tables hold no more than the plan saw; else that is reported. */
bool rt_load_recheck(struct rt_load *load);

/* Deletes the rows that are there, with --replace. */
bool rt_load_empty(struct rt_load *load);

/* Whether a trigger fires during the load. */
bool rt_load_trigger_fires(const struct rt_load *load, const struct rt_load_trigger *trigger);

/* ---- rt_load_show.c ---- */

/* Prints what the load will do, and what it will leave as it is. */
void rt_load_show_plan(const struct rt_load *load, FILE *stream);

/* The plan where the schema is to be made, and the database where that is named. Nothing comes after it. */
void rt_load_show_creation(struct rt_load *load, const char *database);

/* Prints the rows, bytes and time of each table, and of all. */
/* What was loaded, what stayed out, and what might have had it in. */
void rt_load_show_summary(struct rt_load *load);

/* Asks on the terminal whether rows may be deleted; false, reported, where they may not. */
bool rt_load_ask(const struct rt_load *load);

/* Says who holds locks on the tables, as hints. */
void rt_load_show_lockers(struct rt_load *load);

/* ---- rt_load_journal.c ---- */

/* Finds a place for a journal, or the journal that a load left. */
bool rt_load_find_journal(struct rt_load *load, bool *found);

/* Reads the journal that was found, where it is about what is asked for now; its parts and objects are the
 * load's then. */
bool rt_load_read_journal(struct rt_load *load);

/* Writes the journal, in the transaction of the drops. */
bool rt_load_write_journal(struct rt_load *load);

/* Drops the journal, in the open transaction. */
bool rt_load_drop_journal(struct rt_load *load);

/* Empties the tables that the journal found is about, makes again what was dropped, and drops the journal,
 * all in one transaction. Rows of others among them are an error, unless they may be deleted. */
bool rt_load_put_back(struct rt_load *load);

/* ---- rt_load_copy.c ---- */

/* What makes rows and sends them; a thread's own. */
struct rt_load_writer {
    struct rt_scratch scratch;
    struct rt_out out;
    void (*sent)(void *context, uint64_t rows, uint64_t bytes); /* called after each block */
    void *context;
    const bool *stop; /* true: give up */
};

/* Memory of a writer; false where it is out. */
bool rt_load_writer_init(struct rt_load_writer *writer);
void rt_load_writer_free(struct rt_load_writer *writer);

/* Loads the rows of a part inside the open transaction, and sets its `kept`. */
bool rt_load_copy(struct rt_load *load, struct rt_pg *pg, struct rt_load_writer *writer,
                  struct rt_load_part *part);

/* ---- rt_load_stage.c ---- */

/* Makes a temporary table for each table, in the open transaction. */
bool rt_load_make_stages(struct rt_load *load);

/* Inserts what is in them; false, not reported, where the server refuses that. */
bool rt_load_insert_stages(struct rt_load *load);

/* Inserts what the server takes of them, where they need not go in together; rows that it refuses are counted
 * as turned away. False, not reported, where it takes none. */
bool rt_load_insert_beside(struct rt_load *load);

/* Whether a failure is of the rows, or of what a trigger or a condition makes of them. */
bool rt_load_is_refusal(const struct rt_pg *pg);

/* Reports that; always false. */
bool rt_load_insert_failed(struct rt_load *load);

/* Makes the temporary tables, fills them and inserts what is in them. */
bool rt_load_through_stages(struct rt_load *load);

/* Loads the rows of a part while triggers fire: rows whose keys those have taken, and rows that they refuse,
 * stay out. */
bool rt_load_copy_triggered(struct rt_load *load, struct rt_load_writer *writer, struct rt_load_part *part);

/* ---- rt_load_append.c ---- */

/* Counts the rows that are there, and has the load make those that follow. */
bool rt_load_begin_append(struct rt_load *load);

/* Loads rows beside those that are there, in the open transaction. */
bool rt_load_append(struct rt_load *load);

/* ---- rt_load_work.c ---- */

struct rt_load_run;

/* One connection, with a thread of its own or in the main one. */
struct rt_load_worker {
    struct rt_load *load;
    struct rt_load_run *run; /* what workers share */
    struct rt_pg pg;
    struct rt_load_writer writer;
    bool busy;                       /* a statement may be running */
    char doing[256];                 /* for messages: `could not load table "orders"` */
    uint64_t bytes;                  /* sent for the item at hand */
    uint64_t rows, all_bytes, shown; /* of the one transaction: sent, and when that was last shown */
};

/* A kind of work: take gives the number of the next item or -1 with *wait set where one may come later; both
 * run with the lock that workers share. done is told when an item is. */
struct rt_load_work {
    long (*take)(struct rt_load *load, bool *wait);
    bool (*run)(struct rt_load_worker *worker, size_t item);
    void (*done)(struct rt_load *load, size_t item);
    size_t items;  /* at most so many workers are of use */
    bool has_rows; /* progress is shown */
};

/* Does all the work with up to --jobs connections. False, reported, where something failed. */
bool rt_load_run_work(struct rt_load *load, const struct rt_load_work *work);

/* Loads every part that is not done, each in a transaction of its own. */
bool rt_load_copy_parts(struct rt_load *load);

/* Loads every part in the open transaction of the main connection. */
bool rt_load_copy_here(struct rt_load *load);

/* ---- rt_load_signal.c ---- */

/* From now on signals that end the program have it say that the load can go on, unless they are ignored. */
void rt_load_catch_signals(const struct rt_load *load);

/* From now on they end it as ever. */
void rt_load_let_signals_go(void);

/* ---- rt_load_finish.c ---- */

/* Makes again what was dropped, in the open transaction of the main connection. */
bool rt_load_restore_here(struct rt_load *load);

/* Switches triggers on again, in the open transaction of the main connection. */
bool rt_load_switch_on(struct rt_load *load);

/* Makes indexes and references again with the journal and many connections, each in a transaction of its own.
 * Triggers stay off until the journal goes. */
bool rt_load_restore_all(struct rt_load *load);

/* Advances sequences past the data: where all is one transaction, in it, so that they never lie behind. */
bool rt_load_advance_sequences(struct rt_load *load);

/* ANALYZE of the tables loaded. */
bool rt_load_analyze(struct rt_load *load);

#endif
