/* step.h: making steps, parameters, data and operands; for the plan's own files. */
#ifndef SCHEMAC_PLAN_STEP_H
#define SCHEMAC_PLAN_STEP_H

#include "plan/count.h"

#define PLAN_NULL_SHARE \
    0.1 /* of rows, in a column or reference that may be NULL and of which nothing else is said */

/* ---- operands ---- */

/* What a call or an operator is given. Texts are quoted, names of the runtime stand as they are. */
Operand op_row(void);
Operand op_step(const Step *step);
Operand op_int(int64_t value);
Operand op_uint(uint64_t value);
Operand op_string(Text value);
Operand op_cstring(Text value);
Operand op_name(const char *runtime_constant);
Operand op_param(const Param *param);
Operand op_param_address(const Param *param);
Operand op_data(const Data *data);
Operand op_data_address(const Data *data);
Operand op_rows(const TablePlan *table);
Operand op_first(const TablePlan *table);
Operand op_count(const Count *count);
Operand op_bounds(const Deal *deal);
Operand op_counts(const CountList *counts);
Operand op_values(const StepList *steps);
Operand op_scratch(void);
Operand op_seed(void);
Operand op_key_seed(void);

/* ---- steps ----
 * `name` is made unique in the table (and kept away from C keywords and the names generated code uses
 * itself); the step is appended to table->steps. Operands are passed as an array with its length: use the
 * macros. */

/* The name of a step or parameter that a column needs: the column's field and what it is. */
Text step_name_for(const ColumnPlan *column, const char *what);

#define OPERANDS(...) (const Operand[]){__VA_ARGS__}, sizeof((const Operand[]){__VA_ARGS__}) / sizeof(Operand)

Step *step_call(TablePlan *table, Text name, ValueKind kind, const char *function, const Operand *arguments,
                size_t count);
/* The number of a row's key among all that the table's rows have had, for a row's number among those of one
 * run. */
Operand step_key_row(TablePlan *table, Operand row);

Step *step_infix(TablePlan *table, Text name, ValueKind kind, const char *operator, Operand left,
                 Operand right);
/* VALUE_BOOL: two values of one kind, numbers, texts or uuids, are the same. */
Step *step_equal(TablePlan *table, Text name, const Step *a, const Step *b);

Step *step_prefix(TablePlan *table, Text name, ValueKind kind, const char *operator, Operand operand);
Step *step_member(TablePlan *table, Text name, ValueKind kind, Operand of, const char *member);
Step *step_element(TablePlan *table, Text name, ValueKind kind, Operand array, Operand index);
Step *step_choose(TablePlan *table, Text name, ValueKind kind, Operand condition, Operand yes, Operand no);
Step *step_cast(TablePlan *table, Text name, ValueKind kind, Operand operand);
Step *step_value(TablePlan *table, Text name, ValueKind kind, Operand operand);

/* The zero of a kind: what stands for a value that is NULL in every row. */
Step *step_zero(TablePlan *table, Text name, ValueKind kind);

/* Reads a step of another table (or of this one, for another row): the target is marked as exported. */
Step *step_read(TablePlan *table, Text name, Step *target, TablePlan *target_table, Operand row);

/* The same of a step that is not there yet: step_found says which it is. */
Step *step_read_later(TablePlan *table, Text name, ValueKind kind, TablePlan *target_table, Operand row);
void step_found(Step *read, Step *target);

/* The number of which the target, a VALUE_BOOL step of the table, is true: see STEP_REDRAW. */
Step *step_redraw(TablePlan *table, Text name, Step *target, const Param *stream);

/* ---- parameters ---- */

/* The stream of a purpose of a column (either may be empty): `rt_stream_named(seed, table, column, purpose)`.
 * The same arguments give the same parameter. The table's name in the stream is its label. */
const Param *param_stream(TablePlan *table, Text column, Text purpose);

/* The stream that scatters a column's values over a domain that does not depend on the number of rows. Rows
 * beside others have the same one, and numbers of their own in it: step_key_row. */
const Param *param_key_stream(TablePlan *table, Text column);

/* A keyed permutation of [0, count), keyed by the stream of that purpose. */
const Param *param_perm(TablePlan *table, Text column, Text purpose, const Count *count);

/* An order of the ranks in [0, count) in which neighbours lie apart, keyed by the stream of that purpose. */
const Param *param_spread(TablePlan *table, Text column, Text purpose, const Count *count);

/* A number computed from counts at start-up. */
const Param *param_count(TablePlan *table, Text name, const Count *count);

/* Any other: `function(&member, arguments)` where by_address, else `member = function(arguments)`. */
Param *param_new(TablePlan *table, Text name, const char *c_type, const char *function, bool by_address,
                 const Operand *arguments, size_t count);

/* ---- draws ---- */

/* Random bits of the row for one purpose: rt_random(stream, n). */
Step *step_random(TablePlan *table, Text name, Text column, Text purpose);

/* A number in [0, count), all equally likely: rt_below(rt_random(stream, n), count). */
Step *step_below(TablePlan *table, Text name, Text column, Text purpose, Operand count);

/* True for the given share of rows (0 … 1, exact to 2^-64 units of its decimal form). */
Step *step_chance(TablePlan *table, Text name, Text column, Text purpose, double share);

/* ---- data ---- */

/* The bytes of the longest text that a struct rt_label holds. */
#define DATA_LABEL_SIZE 30

/* Texts of the schema: as struct rt_label where all are short enough, else as struct rt_text. */
Data *data_texts(TablePlan *table, Text name, const TextList *texts);

/* Always as struct rt_text. */
Data *data_long_texts(TablePlan *table, Text name, const TextList *texts);

/* The text of that index, a step of that name. */
Step *data_text_at(TablePlan *table, Text name, const Data *texts, Operand index);
Data *data_integers(TablePlan *table, Text name, const char *c_type, const int64_t *items, size_t count);

/* C initialisers that the plan composed itself, never text from a schema. */
Data *data_literal(TablePlan *table, Text name, const char *c_type, bool is_array,
                   const TextList *initialisers);

/* ---- constraints ---- */

/* Notes how a constraint is met, in words, for the plan's print and the program's `info`. */
void plan_met(TablePlan *table, Text name, const char *kind, Text how);

/* A bound on the table's rows: at most, or at least, so many. */
void plan_limit(TablePlan *table, Text constraint, Text reason, const Count *count);
void plan_limit_least(TablePlan *table, Text constraint, Text reason, const Count *count);

/* Leaves a table out; tables that need it follow. */
void plan_refuse(Plan *plan, const Table *table, Text constraint, Text reason, Text hint);

#endif
