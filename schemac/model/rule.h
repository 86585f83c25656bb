/* rule.h: how the user wants a column's values made; schemas/README.md documents each with an example. */
#ifndef SCHEMAC_MODEL_RULE_H
#define SCHEMAC_MODEL_RULE_H

#include "model/expr.h"

typedef enum RuleKind {
    RULE_NONE,       /* no rule: the plan chooses by type and name */
    RULE_CONSTANT,   /* `values[0]` */
    RULE_RANGE,      /* `low` … `high`, both inclusive, drawn by `distribution`; numbers, dates, times */
    RULE_CHOICE,     /* one of `values` by `weights` */
    RULE_SEQUENCE,   /* `low` + `step` × row number */
    RULE_PATTERN,    /* a string that matches the regular expression `text` */
    RULE_WORDS,      /* `minimum` … `maximum` words of prose */
    RULE_NAMED,      /* a dictionary by name: `text` is "email", "first_name", "city", "uuid" … */
    RULE_EXPRESSION, /* `expression` over columns of the row, or of a parent row: `reference.column` */
    RULE_C           /* function `text` of the user's file `file` */
} RuleKind;

typedef enum Distribution {
    DISTRIBUTION_UNIFORM,
    DISTRIBUTION_NORMAL,      /* `mean`, `deviation`; default: the middle, a sixth of the width */
    DISTRIBUTION_EXPONENTIAL, /* `mean` above `low`; default: a fifth of the width */
    DISTRIBUTION_ZIPF,        /* `exponent`; default 1 */
    DISTRIBUTION_HISTOGRAM    /* `values`: bounds of equally likely buckets */
} Distribution;

/* Literals are kept as texts in SQL's spelling and are checked against the column's type by the plan. */
typedef struct Rule {
    RuleKind kind;
    Text text;
    Text file; /* RULE_C: relative to the schema's own file */
    bool has_low;
    bool has_high;
    Text low;
    Text high;
    Text step; /* RULE_SEQUENCE; RULE_RANGE: values are low + k × step; empty: 1 or the type's own */
    Distribution distribution;
    Text mean, deviation, exponent; /* empty: the default */
    TextList values;
    TextList weights; /* RULE_CHOICE: empty or one for each value; decimal numbers ≥ 0 */
    int64_t minimum;  /* RULE_WORDS */
    int64_t maximum;
    Expr *expression;
    Text expression_text;
    Span span;
} Rule;

/* How many rows of a child each parent has, or which parents a child prefers. */
typedef enum FanoutKind {
    FANOUT_DEFAULT, /* uniform: every parent equally likely */
    FANOUT_UNIFORM,
    FANOUT_ZIPF, /* parent of rank r has a share in proportion to r^-exponent */
    FANOUT_RANGE /* between `minimum` and `maximum` children, each count equally likely; equal: fixed */
} FanoutKind;

typedef struct Fanout {
    FanoutKind kind;
    Text exponent; /* FANOUT_ZIPF: a decimal number; empty: 1 */
    uint64_t minimum;
    uint64_t maximum;
} Fanout;

typedef enum RowsKind {
    ROWS_DEFAULT, /* nothing said: 1000, or the source's own count */
    ROWS_FIXED,   /* `count` */
    ROWS_PER      /* `minimum` … `maximum` for each row of `parent` */
} RowsKind;

typedef struct Table Table;

typedef struct Rows {
    RowsKind kind;
    uint64_t count;
    uint64_t minimum, maximum;
    Text parent_name; /* as written */
    Table *parent;    /* resolved by schema_check */
    Span span;
} Rows;

#endif
