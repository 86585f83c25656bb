/* program.h: what the templates ask about tables and the program: names, quoted texts, literals. */
#ifndef SCHEMAC_EMIT_PROGRAM_H
#define SCHEMAC_EMIT_PROGRAM_H

#include "emit/cell.h"
#include "emit/declared.h"
#include "emit/expression.h"
#include "emit/quote.h"
#include "emit/fold.h"
#include "plan/value_type.h"

/* The prefix of a table's names: shop_orders; in capitals: SHOP_ORDERS. */
Text program_table_prefix(const TablePlan *table);

/* The program's name in capitals: SHOP. */
Text program_upper(const Plan *plan);

/* The file name of a table's C file, without its suffix; unique in the program on file systems that fold
 * case. */
Text program_table_file(const TablePlan *table);

/* The name of the file of the schema's DDL; whether a file is of the command line alone, not of
 * the library. */
Text program_ddl_file(const Plan *plan);
bool program_is_command_file(const Plan *plan, Text name);

/* Takes a line off the text, with its end; empty where there is none. */
Text program_next_line(Text *text);

/* The name of the copy of the i-th file of the user's: rule-1.c; no table's file is named so. */
Text program_user_file(const Plan *plan, size_t i);

/* A text from the schema as a C string. */
Text program_string(const Plan *plan, Text text);

/* A text from the schema for a comment of one line. */
Text program_comment(const Plan *plan, Text text);

/* The table's name for SQL, quoted, with its schema; the written columns, quoted and joined by ", ". */
Text program_sql_name(const TablePlan *table);
Text program_sql_columns(const TablePlan *table);

/* True where a written column is GENERATED ALWAYS AS IDENTITY. */
bool program_overrides(const TablePlan *table);

/* True where a parameter of the table holds memory that is to be given back. */
bool program_releases(const TablePlan *table);

/* Whether the parameter is no one's to prepare but the table's join. */
bool program_is_joined(const Param *param);

/* A step of a table that a join calls. */
typedef struct JoinFunction {
    const TablePlan *table;
    const Step *step;
} JoinFunction;
typedef LIST(JoinFunction) JoinFunctionList;

/* Those of the table's join, each once; the name of the function by which it does. */
JoinFunctionList program_join_functions(const TablePlan *table);
Text program_join_function(const TablePlan *table, const Step *step);

/* The rows of the schema: the initialiser of a struct rt_rows. */
Text program_rows(const TablePlan *table);

/* The comment beside a column's struct member: its type and the schema's comment. */
Text program_column_comment(const ColumnPlan *column);

/* The steps that other tables read. */
StepList program_exports(const TablePlan *table);

/* The member of the row's struct that is all a step is for, which has so many uses in the row; or an empty
 * text. */
Text program_only_member(const TablePlan *table, const Step *step, unsigned uses);

/* Rows of an INSERT statement: a power of two. */
unsigned program_sql_batch(const TablePlan *table);

/* The tables that a table's limits name, for their array: "{0, 3}"; unique index in `limit`. */
Text program_limit_tables(const Limit *limit);

/* Whether a count is more than a product of rows, so that a limit of it needs a function. */
bool program_is_formula(const Count *count);

/* How many columns are written, and whether any is. */
unsigned program_written_columns(const TablePlan *table);
bool program_has_written_columns(const TablePlan *table);

/* An OID as the initialiser of a struct rt_oid. */
Text program_oid(const Plan *plan, TypeOid oid);

#endif
