/* schema.h: the Schema: everything a source declares that bears on the data of its tables.
 *
 * Readers fill it, schema_check resolves names and reports what is wrong, the plan reads it. All of it lives
 * in the arena of the compile. Names are as the catalog has them: case folded, unquoted. Lists keep the order
 * of the source's catalog; schema_check sorts those whose order carries no meaning, so that two sources of
 * one schema compare equal. */
#ifndef SCHEMAC_MODEL_SCHEMA_H
#define SCHEMAC_MODEL_SCHEMA_H

#include "diag/diag.h"
#include "model/pl_statement.h"
#include "model/rule.h"

typedef struct Column Column;
typedef struct Reference Reference;
typedef LIST(Column *) ColumnList;
typedef LIST(Reference *) ReferenceList;
typedef LIST(Table *) TableList;

typedef enum Identity {
    IDENTITY_NONE,
    IDENTITY_ALWAYS,
    IDENTITY_BY_DEFAULT
} Identity;

typedef enum Generated {
    GENERATED_NONE,
    GENERATED_STORED,
    GENERATED_VIRTUAL /* PostgreSQL 18 */
} Generated;

/* A sequence, or the one behind a serial or identity column. */
typedef struct Sequence {
    Text schema, name;
    TypeUse type; /* smallint, integer or bigint */
    int64_t start, increment, minimum, maximum;
    bool cycle;
    Text owner_table_schema, owner_table, owner_column; /* OWNED BY; empty: none */
    Text comment;
    Span span;
} Sequence;
typedef LIST(Sequence *) SequenceList;

struct Column {
    Text name;
    TypeUse type;
    bool not_null;       /* declared, or by the primary key; a domain's NOT NULL is the domain's */
    Text not_null_name;  /* the name of the NOT NULL constraint, which PostgreSQL 18 has; not compared */
    Expr *default_value; /* normal form, or NULL; of a serial or identity column NULL */
    Text default_text;   /* as written */
    Generated generated;
    Expr *generation;     /* the generation expression */
    Text generation_text; /* as written */
    Identity identity;
    bool is_serial; /* integer with a default of nextval on a sequence that it owns */
    Sequence *
        sequence; /* the sequence of a serial or identity column, or one that a plain nextval default names */
    Text collation; /* empty: the type's default */
    Text comment;
    bool is_local; /* false: only inherited */
    /* What the user adds. */
    Rule rule;
    bool has_null_fraction;
    double null_fraction; /* 0 … 1 */
    Span span;
};

/* A primary key or unique constraint. */
typedef struct Key {
    Text name;
    bool is_primary;
    ColumnList columns;
    ColumnList include;
    bool nulls_not_distinct;
    bool without_overlaps; /* PostgreSQL 18: the last column is a range, of which no two overlap */
    bool deferrable, initially_deferred;
    Text comment;
    Span span;
} Key;
typedef LIST(Key *) KeyList;

typedef struct IndexElement {
    Column *column; /* or NULL, and then */
    Expr *expr;     /* normal form */
    Text text;      /* of the expression as written */
    Text collation, operator_class;
    bool descending, nulls_first;
    Text exclusion_operator; /* of exclusion constraints: "=", "&&" … */
} IndexElement;
typedef LIST(IndexElement) IndexElementList;

/* An index that no constraint stands for. */
typedef struct Index {
    Text name;
    Text method; /* btree, gin … */
    bool is_unique;
    bool nulls_not_distinct;
    IndexElementList elements;
    ColumnList include;
    Expr *predicate; /* normal form, or NULL */
    Text predicate_text;
    Text comment;
    Span span;
} Index;
typedef LIST(Index *) IndexList;

typedef struct Exclusion {
    Text name;
    Text method;
    IndexElementList elements;
    Expr *predicate;
    Text predicate_text;
    bool deferrable, initially_deferred;
    Text comment;
    Span span;
} Exclusion;
typedef LIST(Exclusion *) ExclusionList;

struct Check {
    Text name;
    Expr *expr; /* normal form */
    Text text;  /* as written */
    bool no_inherit;
    bool not_valid;
    bool not_enforced; /* PostgreSQL 18 */
    bool is_inherited; /* not declared on this table itself */
    Text comment;
    Span span;
};

typedef enum MatchType {
    MATCH_SIMPLE,
    MATCH_FULL
} MatchType;

typedef enum ReferenceAction {
    ACTION_NO_ACTION,
    ACTION_RESTRICT,
    ACTION_CASCADE,
    ACTION_SET_NULL,
    ACTION_SET_DEFAULT
} ReferenceAction;

/* A foreign key. */
struct Reference {
    Text name;
    ColumnList columns;
    Text target_schema, target_name; /* as written or resolved by search path */
    TextList target_column_names;    /* empty: the target's primary key */
    Table *target;                   /* resolved by schema_check */
    ColumnList target_columns;       /* resolved: one for each of `columns` */
    MatchType match;
    ReferenceAction on_delete, on_update;
    TextList set_columns; /* ON DELETE SET NULL (columns) */
    bool deferrable, initially_deferred;
    bool not_valid, not_enforced;
    bool is_virtual; /* a relationship the user adds in YAML; the database has no such constraint */
    bool has_period; /* PostgreSQL 18 temporal reference */
    Text comment;
    /* What the user adds. */
    Fanout fanout;
    Span span;
};

typedef enum PartitionStrategy {
    PARTITION_NONE,
    PARTITION_LIST,
    PARTITION_RANGE,
    PARTITION_HASH
} PartitionStrategy;

typedef struct PartitionBound {
    bool is_default;
    ExprList values;        /* LIST: the values */
    ExprList from, to;      /* RANGE: EXPR_COLUMN "minvalue"/"maxvalue" stand for the infinities */
    int modulus, remainder; /* HASH */
    Text text;              /* "FOR VALUES …" in PostgreSQL's own print; "DEFAULT" */
} PartitionBound;

typedef enum TriggerTiming {
    TRIGGER_BEFORE,
    TRIGGER_AFTER,
    TRIGGER_INSTEAD
} TriggerTiming;

/* Only triggers that fire on INSERT or TRUNCATE are kept; others do not bear on a load. */
typedef struct Trigger {
    Text name;
    TriggerTiming timing;
    bool on_insert, on_update, on_delete, on_truncate;
    bool for_each_row;
    bool is_constraint, deferrable, initially_deferred;
    char enabled;   /* as pg_trigger.tgenabled: O, D, R, A */
    Expr *when;     /* normal form of the WHEN condition over new.x and old.x, or NULL */
    Text when_text; /* as written */
    Text function_schema, function_name;
    TextList arguments;
    Text comment;
    Span span;
} Trigger;
typedef LIST(Trigger *) TriggerList;

typedef enum TableKind {
    TABLE_ORDINARY,
    TABLE_PARTITIONED,
    TABLE_FOREIGN
} TableKind;

struct Table {
    Text schema, name;
    TableKind kind;
    bool is_unlogged;
    Text comment;
    ColumnList columns; /* in the order of attnum; dropped ones are gone */
    Map column_map;     /* Text → Column *; kept by table_add_column */
    KeyList keys;       /* the primary key first, then by name */
    IndexList indexes;  /* by name */
    ExclusionList exclusions;
    CheckList checks;
    ReferenceList references;
    TriggerList triggers;
    TableList inherits;                   /* INHERITS, in order; also the parent of a partition */
    TextList inherits_names;              /* as written: "schema.name" pairs are resolved by the reader */
    PartitionStrategy partition_strategy; /* of a partitioned table */
    IndexElementList partition_keys;
    Table *partition_of;  /* or NULL */
    PartitionBound bound; /* of a partition */
    TableList partitions; /* by name: filled by schema_check */
    Text of_type;         /* CREATE TABLE OF type: its name */
    bool row_security;    /* ENABLE ROW LEVEL SECURITY */
    bool force_row_security;
    double row_estimate; /* pg_class.reltuples or an exact count; −1: not known */
    /* What the user adds. */
    Rows rows;
    Span span;
};

typedef struct Function {
    Text schema, name;
    TextList argument_names; /* "" where unnamed */
    LIST(TypeUse) argument_types;
    ExprList argument_defaults; /* NULL: none; of DDL alone, where it is as long as the others; not part of
                                   the dump */
    TypeUse result;             /* type NULL: void, trigger, table … */
    Text result_text;           /* as written */
    Text language;
    Text body;       /* between the quotes; of SQL-standard bodies the text from RETURN or BEGIN on */
    char volatility; /* i, s, v */
    bool is_strict;
    bool is_variadic; /* the last argument, an array, is a list of any length in calls */
    bool is_procedure;
    Expr *expression; /* what a call gives where the body says no more: over EXPR_PARAMETER "$1" …, not in
                         normal form; or NULL; not part of the dump */
    PlStatementList statements; /* of a PL/pgSQL body; not part of the dump */
    bool has_statements;        /* the body was read */
    Table *variables; /* arguments, then variables, as columns: the statements can be followed, and their
                         expressions are in normal form over them; or NULL; not part of the dump */
    size_t *effort;   /* beside them: statements that following it took so far, which has an end */
    Text comment;
    Span span;
} Function;
typedef LIST(Function *) FunctionList;

typedef struct Namespace {
    Text name;
    Text comment;
} Namespace;

typedef LIST(Namespace *) NamespaceList;

typedef struct Schema {
    Arena *arena;
    Text name; /* the project's name: of the YAML, else from the file or database name */
    Text comment;
    uint64_t seed; /* 0 where not given */
    bool has_seed;
    Text reference_date;      /* "2026-01-01", the default */
    Text encoding;            /* "UTF8" where not known */
    Text source_kind;         /* "sql", "yaml", "postgresql": not part of the dump */
    TextList ddl;             /* the statements that make the schema, in order; not part of the dump */
    int server_version;       /* 150004 …; 0 where not live; not part of the dump */
    NamespaceList namespaces; /* by name; public is always there */
    TextList extensions;      /* by name; plpgsql is left out */
    TypeList types;           /* the schema's own, by schema and name */
    SequenceList sequences;   /* those that no serial or identity column owns, by schema and name */
    TableList tables;         /* by schema and name */
    FunctionList functions;   /* by schema and name */
    Map table_map;            /* both names → Table *: kept by schema_add_table and its like */
    Map type_map;             /* both names → Type * */
    Map row_types;            /* both names of a table → Type * of its rows: kept by schema_row_type */
    /* What SQL files leave to those after them. */
    Map others;       /* relations that are known and not kept, such as views: printed name → itself */
    bool has_unknown; /* a statement was skipped that may have changed the schema in any way */
} Schema;

/* An empty schema with the namespace public. */
Schema *schema_new(Arena *arena);

/* Adds an object under its names; false, and nothing done, where one of the same name is there. */
bool schema_add_table(Schema *schema, Table *table);
bool schema_add_type(Schema *schema, Type *type);
bool table_add_column(Schema *schema, Table *table, Column *column);

/* Takes the object out; what refers to it is the caller's to mend. */
void schema_remove_table(Schema *schema, Table *table);
void schema_remove_type(Schema *schema, Type *type);
void table_remove_column(Table *table, Column *column);

/* Gives the object another name (and namespace); false, and nothing done, where that name is taken. */
bool schema_rename_table(Schema *schema, Table *table, Text namespace_name, Text name);
bool schema_rename_type(Schema *schema, Type *type, Text namespace_name, Text name);
bool table_rename_column(Table *table, Column *column, Text name);

/* Adds the namespace of that name unless it is there, and returns it. */
Namespace *schema_add_namespace(Schema *schema, Text name);

/* Sets start, minimum and maximum as CREATE SEQUENCE does for the sequence's type and increment when nothing
 * is said about them. */
void sequence_set_defaults(Sequence *sequence);

/* Looks up by exact names; NULL where there is none. */
Namespace *schema_find_namespace(const Schema *schema, Text name);
Table *schema_find_table(const Schema *schema, Text namespace_name, Text name);
Type *schema_find_type(const Schema *schema, Text namespace_name, Text name);
Column *table_find_column(const Table *table, Text name);

/* The column's place in the list; the number of columns where it is not there. */
size_t columns_place(const ColumnList *columns, const Column *column);
bool columns_hold(const ColumnList *columns, const Column *column);

/* The composite type of a table's rows, one for each table; NULL where there is no such table. Its fields are
 * filled by schema_check. */
const Type *schema_row_type(Schema *schema, Text namespace_name, Text name);

/* The printed name of the table or type nearest in spelling, for diag_suggest; the empty text where none is
 * near. */
Text schema_nearest_table(const Schema *schema, Text namespace_name, Text name);
Text schema_nearest_type(const Schema *schema, Text namespace_name, Text name);

/* "schema.name", or the bare name in public. For messages and for the dump: a part that has a dot or a double
 * quote in it stands in double quotes, so that the two can be told apart again. */
Text schema_print_name(Arena *arena, Text namespace_name, Text name);
Text table_print_name(Arena *arena, const Table *table);

/* The names of a printed name, which is one or two parts; false, and both the whole text, where it is not. */
bool schema_split_name(Arena *arena, Text printed, Text *namespace_name, Text *name);

/* The reference of the table that `name` means in a rule's `name.column`: its constraint's name, its only
 * column, or the table it references where no other of its references goes there; else NULL. */
Reference *table_find_reference(const Table *table, Text name);

/* Whether a constraint of the table has the name; the other one asks for its indexes as well. */
bool table_has_constraint(const Table *table, Text name);
bool table_uses_name(const Table *table, Text name);

/* The primary key, or NULL. */
Key *table_primary_key(const Table *table);

/* Resolves what names refer to, fills what follows from it (NOT NULL of primary keys, partitions, target
 * columns), sorts what has no order of its own, reports everything that is wrong. False where an error was
 * reported. */
bool schema_check(Schema *schema, Diag *diag);

#endif
