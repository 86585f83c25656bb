/* read_sql.h: what the files of the DDL reader share. Each statement is applied to the schema as the server
 * would apply it to its catalogs; read_sql_settle.c then brings the result to the normal form of the model.
 *
 * Functions that return bool or a pointer have reported an error where they return false or NULL, unless said
 * otherwise. A statement's function leaves the cursor at the end of the statement. */
#ifndef SCHEMAC_READ_READ_SQL_H
#define SCHEMAC_READ_READ_SQL_H

#include "read/parse/sql_cursor.h"
#include "read/sql/psql_script.h"

/* A name in the text of a statement. */
typedef struct DdlName {
    Text schema; /* empty: unqualified, or no namespace can be given */
    Text name;
    Span span;
} DdlName;
typedef LIST(DdlName) DdlNameList;

/* Bytes of the file, from the end of one statement to the start of another, that a ROLLBACK takes back. */
typedef struct DdlUndone {
    const char *from, *to;
} DdlUndone;
typedef LIST(DdlUndone) DdlUndoneList;

/* What a variable of a block of PL/pgSQL holds, above those that got a value before. */
typedef struct DdlVariable {
    const struct DdlVariable *below;
    Text name;     /* "$1" stands for an argument too */
    TypeUse type;  /* type NULL: that of its value */
    Text value;    /* in the text form of the type */
    bool is_known; /* otherwise it may be anything */
    bool is_null;
    bool is_asked; /* not known, as the server's catalogs were asked */
} DdlVariable;

/* The state of reading one file. */
typedef struct Ddl {
    Arena *arena;
    Diag *diag;
    Schema *schema;
    SqlCursor cursor;
    SqlToken statement;           /* the first token of the current statement */
    TextList search_path;         /* in order; "$user" left out */
    Map row_types;                /* printed name → Type * of a relation's rows */
    Map *tries;                   /* parts of an invented name → unsigned *: numbers that were taken */
    DdlUndoneList undone;         /* in order, none inside another */
    size_t undone_next;           /* of `undone`: the first that was not passed */
    const PsqlScript *script;     /* that the cursor is in; NULL where it is in other text */
    size_t included_next;         /* of the script's `included`: the first that was not read */
    Map skipped_calls;            /* names of functions whose calls are skipped */
    unsigned depth;               /* of calls of functions, inside one another, that are followed */
    unsigned calls;               /* of them that were followed so far */
    const DdlVariable *variables; /* of the block that is followed */
    unsigned rounds;              /* of loops that were followed so far */
} Ddl;

typedef enum DdlConstraintKind {
    DDL_PRIMARY,
    DDL_UNIQUE,
    DDL_CHECK,
    DDL_REFERENCE,
    DDL_EXCLUDE
} DdlConstraintKind;

/* A constraint as it was written, not yet applied to its table. */
typedef struct DdlConstraint {
    DdlConstraintKind kind;
    Text name; /* empty: to be invented */
    Span span;
    DdlNameList columns;
    DdlNameList include;
    bool nulls_not_distinct, without_overlaps, has_period;
    bool deferrable, initially_deferred;
    bool not_valid, not_enforced, no_inherit;
    Text using_index;
    Expr *expr; /* CHECK; the predicate of EXCLUDE */
    Text text;  /* of `expr`, as written */
    Text method;
    IndexElementList elements; /* EXCLUDE; columns as EXPR_COLUMN until it is applied */
    DdlName target;            /* REFERENCES */
    DdlNameList target_columns;
    MatchType match;
    ReferenceAction on_delete, on_update;
    DdlNameList set_columns;
} DdlConstraint;
typedef LIST(DdlConstraint *) DdlConstraintList;

/* One of the things that an index name can mean; all NULL where it means none. */
typedef struct DdlIndex {
    Table *table;
    Key *key;
    Index *index;
    Exclusion *exclusion;
} DdlIndex;

/* ---- read_sql.c: statements */

/* A reader of the text, which a NUL follows and which stands at `origin` in its source. */
Ddl ddl_new(Schema *schema, Diag *diag, Text text, Span origin);

/* Whether the cursor is at a semicolon, a meta-command of psql, or the end. */
bool ddl_at_end(const Ddl *ddl);

/* Moves the cursor to the end of the statement: to its semicolon, or the end. Always returns true. */
bool ddl_skip_statement(Ddl *ddl);

/* Passes a parenthesised group whole, whatever is in it; the cursor must be at "(". */
bool ddl_skip_parens(Ddl *ddl);

/* Warns that the statement is not read, with the reason, and skips it. Always returns true. */
bool ddl_skip_with_warning(Ddl *ddl, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The same where what the statement does to the schema is not known; `what` is how it is called. */
bool ddl_skip_unknown(Ddl *ddl, Text what);

/* Passes the rest of COPY and, where they follow it, its rows. */
bool ddl_copy_rows(Ddl *ddl);

/* After a syntax error at the cursor: a hint where the words are those of another database system. */
void ddl_hint_dialect(Ddl *ddl);

/* Whether any token of the text starts what may change the schema. */
bool ddl_has_change(SqlCursor text);

/* Whether the statement at the cursor changes nothing that is kept; its end need not be known. */
bool ddl_at_silent(SqlCursor cursor);

/* Reads the statement at the cursor, up to its end if all is well. */
bool ddl_read_statement(Ddl *ddl);

/* Reads the rest of CREATE at its object, for CREATE SCHEMA with elements. */
bool ddl_create(Ddl *ddl);

/* ---- read_sql_undo.c: migrations in two parts */

/* The text with what is marked as taking the change back turned into blanks, byte for byte. */
Text ddl_without_undo(Arena *arena, Text text);

/* ---- read_sql_transaction.c: what is rolled back */

/* Finds what the text at the cursor takes back; says nothing, whatever is wrong with it. */
void ddl_find_undone(Ddl *ddl);

/* Moves the cursor from a statement that is taken back to the ROLLBACK that does it; false, and not moved,
 * where the statement stands. */
bool ddl_pass_undone(Ddl *ddl);

/* Reads the rest of ROLLBACK, with a warning where it takes nothing back. */
bool ddl_rollback(Ddl *ddl);

/* ---- read_sql_names.c: reading names and finding what they mean */

/* A name, with its namespace where one is given. */
bool ddl_read_name(Ddl *ddl, DdlName *name);

/* A name without a namespace: of a constraint, a column, a trigger. */
bool ddl_read_plain_name(Ddl *ddl, DdlName *name);

/* "(a, b, c)". */
bool ddl_read_columns(Ddl *ddl, DdlNameList *columns);

/* The namespace in which an object of that name is created. */
Text ddl_creation_schema(Ddl *ddl, const DdlName *name);

/* The name as it would be printed in the namespace, the key of the schema's `others` and `row_types`. */
Text ddl_printed(const Ddl *ddl, Text schema, Text name);

/* Reports that something that a statement is about is not there: an error, unless what was skipped before may
 * have made it. Always returns false. */
bool ddl_missing(Ddl *ddl, Span span, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The same of something that is there already. */
bool ddl_taken(Ddl *ddl, Span span, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Lookups along the search path; NULL, and nothing reported, where there is none. */
Table *ddl_find_table(const Ddl *ddl, const DdlName *name);
Type *ddl_find_type(const Ddl *ddl, const DdlName *name);
Sequence *ddl_find_sequence(const Ddl *ddl, const DdlName *name);
DdlIndex ddl_find_index(const Ddl *ddl, const DdlName *name);
bool ddl_find_other(const Ddl *ddl, const DdlName *name);

/* The same with an error and a suggestion. A relation that is known and not kept gives NULL without
 * an error. */
Table *ddl_expect_table(Ddl *ddl, const DdlName *name);
Type *ddl_expect_type(Ddl *ddl, const DdlName *name);
Sequence *ddl_expect_sequence(Ddl *ddl, const DdlName *name);
Column *ddl_expect_column(Ddl *ddl, const Table *table, const DdlName *name);

/* Whether the namespace has a table, index, sequence, view or composite type of that name. */
bool ddl_relation_exists(const Ddl *ddl, Text schema, Text name);

/* Remembers a relation that is not kept, or forgets it. */
void ddl_add_other(Ddl *ddl, Text schema, Text name);
void ddl_remove_other(Ddl *ddl, Text schema, Text name);

/* The name the server would invent: ChooseRelationName and ChooseConstraintName. */
Text ddl_choose_relation(const Ddl *ddl, Text name1, Text name2, const char *label, Text schema,
                         bool is_constraint);
Text ddl_choose_constraint(const Ddl *ddl, Text name1, Text name2, const char *label, Text schema);

/* For SqlCursor's row_type. */
const Type *ddl_row_type(void *ddl, Text schema, Text name);

/* Gives functions without a namespace the one where the search path finds them, takes the table's own name
 * off its columns. The expression is changed in place. `table` may be NULL. */
void ddl_resolve_expr(Ddl *ddl, const Table *table, Expr *expr);

/* Reads "(expr)", or an expression without parentheses that ends before a clause; resolved,
 * not normalised. */
Expr *ddl_read_parenthesised(Ddl *ddl, Text *text);
Expr *ddl_read_default(Ddl *ddl, Text *text);

/* The name of a collation, without pg_catalog; empty for the default one. */
bool ddl_read_collation(Ddl *ddl, Text *collation);

/* ---- read_sql_path.c: namespaces and the search path */

/* CREATE SCHEMA, after SCHEMA; SET and SELECT set_config, where they change the search path. */
bool ddl_create_schema(Ddl *ddl);
/* ALTER SCHEMA name, from RENAME TO on. */
bool ddl_rename_schema(Ddl *ddl, Text name);
bool ddl_set(Ddl *ddl);
bool ddl_select(Ddl *ddl);

/* ---- read_sql_call.c */

/* Whether the cursor is at the call of a function whose body may change the schema. */
bool ddl_at_changer(const Ddl *ddl);

/* Does at such a call what the body says, where that is known, and leaves a warning where it is not. */
bool ddl_call(Ddl *ddl);

/* ---- read_sql_table.c, read_sql_column.c */

typedef enum Persistence {
    PERSISTENCE_PERMANENT,
    PERSISTENCE_TEMPORARY,
    PERSISTENCE_UNLOGGED
} Persistence;

/* CREATE TABLE, after TABLE. */
bool ddl_create_table(Ddl *ddl, Persistence persistence, bool foreign);

/* ---- read_sql_table_as.c: CREATE TABLE AS */

/* Gives the table the columns of the query at the cursor, from AS on; false, and nothing reported, where they
 * are not known. The cursor is not moved. */
bool ddl_take_query(Ddl *ddl, Table *table);

/* Reads a column after its name: type and constraints. Constraints that belong to the table go to
 * the list. */
bool ddl_read_column(Ddl *ddl, Table *table, Column *column, DdlConstraintList *constraints);

/* Only the constraints and clauses after the type. */
bool ddl_read_column_clauses(Ddl *ddl, Table *table, Column *column, DdlConstraintList *constraints);

/* Reads "a GENERATED … AS IDENTITY [(options)]" from AS on. */
bool ddl_read_identity(Ddl *ddl, Table *table, Column *column, bool always);

/* Adds a copy of the column under its own name to the table. */
Column *ddl_copy_column(Ddl *ddl, Table *table, const Column *column);

/* Sets the default and finds the sequence that it takes numbers from. NULL drops it. */
void ddl_set_default(Ddl *ddl, Column *column, Expr *expr, Text text);

/* ---- read_sql_constraint.c */

/* Whether the cursor is at a table constraint, CONSTRAINT included. */
bool ddl_at_constraint(const Ddl *ddl);
DdlConstraint *ddl_read_constraint(Ddl *ddl);

/* The rest of REFERENCES, and the trailing attributes of any constraint: DEFERRABLE, NOT VALID … */
bool ddl_read_references(Ddl *ddl, DdlConstraint *constraint);
bool ddl_read_attributes(Ddl *ddl, DdlConstraint *constraint);

/* Applies constraints to a table in the server's order: checks, keys, references. With `only` the table's
 * children are left as they are. */
bool ddl_apply_constraints(Ddl *ddl, Table *table, const DdlConstraintList *constraints, bool only);

/* Makes the columns of a primary key NOT NULL, in the table's children too. */
void ddl_set_key_not_null(Ddl *ddl, const Table *table, const Key *key);

/* ---- read_sql_index.c */

/* The parenthesised elements of an index; those of an exclusion constraint have WITH and an operator. */
bool ddl_read_elements(Ddl *ddl, IndexElementList *elements, bool exclusion);

/* Turns elements that are plain columns into those of the table. */
bool ddl_bind_elements(Ddl *ddl, const Table *table, IndexElementList *elements);
bool ddl_create_index(Ddl *ddl, bool unique);
bool ddl_alter_index(Ddl *ddl);

/* The name invented for an index of the elements and included columns; `label` as ChooseIndexName has it. */
Text ddl_choose_index(Ddl *ddl, const Table *table, const IndexElementList *elements,
                      const ColumnList *include, const char *label);

/* ---- read_sql_clone.c */

/* Adds a copy to the table, whose columns are found by name. */
void ddl_copy_key(Ddl *ddl, Table *table, const Key *key);
void ddl_copy_index(Ddl *ddl, Table *table, const Index *index);
void ddl_copy_exclusion(Ddl *ddl, Table *table, const Exclusion *exclusion);

/* Takes from the partitions of the parent, and theirs, the key or index that becomes part of the parent's.
 * The model has such parts, and those of references, in the parent alone. */
void ddl_absorb_key(Ddl *ddl, const Table *parent, const Key *key);
void ddl_absorb_index(Ddl *ddl, const Table *parent, const Index *index);

/* The same for all that the parent has, when the partition is attached; and back, when it is detached. */
void ddl_absorb_all(Ddl *ddl, Table *partition);
void ddl_release_all(Ddl *ddl, Table *partition);

/* Whether a partition's key or index serves as the part of the parent's. */
bool ddl_same_key(const Key *a, const Key *b);
bool ddl_same_index(const Index *a, const Index *b);

/* ---- read_sql_inherit.c: inheritance and partitions */

/* The tables that inherit from the table itself, partitions included. */
TableList ddl_children(const Ddl *ddl, const Table *table);

/* Puts the parents' columns before the table's own and merges those of one name. */
bool ddl_inherit_columns(Ddl *ddl, Table *table, const TableList *parents);

/* Takes over the parents' checks, before the table's own are added. */
void ddl_inherit_checks(Ddl *ddl, Table *table);

/* Makes a table a partition of the other, or its child, and takes that back. */
bool ddl_attach(Ddl *ddl, Table *parent, Table *child);
bool ddl_detach(Ddl *ddl, Table *parent, Table *child);
bool ddl_inherit(Ddl *ddl, Table *table, Table *parent);
void ddl_disinherit(Ddl *ddl, Table *table, Table *parent);

/* Adds a copy of the check to the table. */
Check *ddl_copy_check(Ddl *ddl, Table *table, const Check *check, bool inherited);

/* Removes the partition's own reference that is the same as the given one of its parent and so becomes its
 * part. */
void ddl_drop_same_reference(Ddl *ddl, Table *partition, const Reference *reference);

/* Copies what `LIKE source INCLUDING …` names beyond the columns. */
typedef struct LikeOptions {
    const Table *source;
    bool comments, constraints, defaults, generated, identity, indexes;
} LikeOptions;
void ddl_copy_like(Ddl *ddl, Table *table, const LikeOptions *options);

/* ---- read_sql_partition.c */

/* PARTITION BY, from the method on; the bound of a partition, from FOR VALUES or DEFAULT on. */
bool ddl_read_partition_by(Ddl *ddl, Table *table);
bool ddl_read_bound(Ddl *ddl, const Table *parent, PartitionBound *bound);

/* ---- read_sql_alter.c, read_sql_alter_column.c */

/* ALTER TABLE, after TABLE; ALTER COLUMN, from the column's name on. */
bool ddl_alter_table(Ddl *ddl);

/* ALTER VIEW, after VIEW: the relation that is not kept has another name or namespace. */
bool ddl_alter_view(Ddl *ddl);
bool ddl_alter_column(Ddl *ddl, Table *table, bool only);

/* ---- read_sql_rename.c: what is renamed in expressions */

/* In the table's own expressions and references: a column of it. */
void ddl_rename_column_in(Ddl *ddl, Table *table, Text from, Text to);

/* In all tables: a label of the enum. */
void ddl_rename_label_in(Ddl *ddl, const Type *type, Text from, Text to);

/* ---- read_sql_change.c: renaming and removing what other objects refer to */

/* Gives another name, where that is free: what refers to the object follows. */
bool ddl_rename_table(Ddl *ddl, Table *table, Text schema, Text name, Span span);
void ddl_rename_column(Ddl *ddl, Table *table, Column *column, Text name);

/* Removes the object, and what cannot be without it. */
void ddl_remove_table(Ddl *ddl, Table *table);
void ddl_remove_column(Ddl *ddl, Table *table, Column *column);
bool ddl_remove_constraint(Ddl *ddl, Table *table, Text name);
void ddl_remove_sequence(Ddl *ddl, Sequence *sequence);
void ddl_remove_type(Ddl *ddl, Type *type);
void ddl_remove_index(Ddl *ddl, DdlIndex index);

/* ---- read_sql_drop.c, read_sql_comment.c */

/* DROP and COMMENT, from the kind of object on. */
bool ddl_drop(Ddl *ddl);
bool ddl_comment(Ddl *ddl);

/* ---- read_sql_type.c, read_sql_domain.c */

/* CREATE and ALTER, after TYPE; those of domains and extensions likewise. */
bool ddl_create_type(Ddl *ddl);
bool ddl_alter_type(Ddl *ddl);

/* Gives the type another name or namespace; reports where that is taken. */
bool ddl_rename_type(Ddl *ddl, Type *type, Text schema, Text name);
bool ddl_create_domain(Ddl *ddl);
bool ddl_alter_domain(Ddl *ddl);
bool ddl_create_extension(Ddl *ddl);

/* Warns of a type of an extension that was not created, as in migrations that leave that to an administrator,
 * and takes the extension as created. */
void ddl_need_extension(Ddl *ddl, const TypeUse *type);

/* ---- read_sql_sequence.c */

/* CREATE and ALTER, after SEQUENCE. */
bool ddl_create_sequence(Ddl *ddl);
bool ddl_alter_sequence(Ddl *ddl);

/* A new sequence of the type, not yet in the schema. */
Sequence *ddl_new_sequence(Ddl *ddl, Text schema, Text name, const TypeUse *type);

/* Options of a new sequence, up to what is none; the range that is not given follows from the type and the
 * direction. */
bool ddl_read_sequence_options(Ddl *ddl, Sequence *sequence);

/* Options that change a sequence; what is not given stays. */
bool ddl_change_sequence(Ddl *ddl, Sequence *sequence);

/* Gives the sequence another integer type; bounds that were those of the old one become those of the new. */
void ddl_retype_sequence(Sequence *sequence, const Type *type);

/* A sequence that the column owns, named after both. */
Sequence *ddl_own_sequence(Ddl *ddl, Table *table, Column *column);

/* ---- read_sql_function.c, read_sql_trigger.c */

/* CREATE and ALTER, from the name on. */
bool ddl_create_function(Ddl *ddl, bool procedure);
bool ddl_alter_function(Ddl *ddl);

/* DROP FUNCTION and DROP TRIGGER, from the names on. */
bool ddl_drop_function(Ddl *ddl);
bool ddl_drop_trigger(Ddl *ddl, bool if_exists);

/* The function that the name and the parenthesised argument types mean; NULL, unreported, where none. */
Function *ddl_read_signature(Ddl *ddl, DdlName *name);
bool ddl_create_trigger(Ddl *ddl, bool constraint);
bool ddl_alter_trigger(Ddl *ddl);

/* Sets the state of the triggers that the cursor names: one, ALL or USER. */
bool ddl_enable_triggers(Ddl *ddl, Table *table, char state);

/* ---- read_sql_do.c */

/* A DO block. What it does other than to guard DDL is passed over with a warning. */
bool ddl_do(Ddl *ddl);

/* Applies the statements of a block of PL/pgSQL, where all of them that may change the schema are known;
 * *is_known is false where they are not, and nothing is done. `arguments` are its first variables. */
bool ddl_follow(Ddl *ddl, SqlCursor body, const DdlVariable *arguments, bool *is_known);

/* The cursor with the same catalogs behind it as the other. */
SqlCursor ddl_cursor_like(const SqlCursor *other, SqlCursor cursor);

/* A cursor over text that the token stands for: the value of a string constant, at its place in the file
 * where the quotes change nothing in it; a NUL follows the text. */
SqlCursor ddl_text_cursor(const Ddl *ddl, Text text, SqlToken token);

/* ---- read_sql_geometry.c */

/* SELECT AddGeometryColumn(…), PERFORM in a block, from its parenthesis on. */
bool ddl_add_geometry(Ddl *ddl);

/* ---- read_sql_settle.c */

/* Undoes what ddl_settle does to sequences, so that statements find them. */
void ddl_unsettle(Ddl *ddl);

/* Brings what was read to the model's normal form. */
void ddl_settle(Ddl *ddl);
void ddl_settle_column(Ddl *ddl, const Table *table, Column *column);

#endif
