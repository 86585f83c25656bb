/* plan.h: the Plan: for every table what its generator computes, decided here and only printed by the
 * templates.
 *
 * A table's generator is a list of steps. A step is one C expression over the row number, earlier steps,
 * parameters and constant data; it becomes one local constant of the generated function. Columns are steps;
 * so are the row number of a parent, the index that a unique key carries, the flag that a column is NULL.
 * Because a step depends only on what it names, a function for one column (for another table to call) is the
 * slice of steps that it needs.
 *
 * Parameters are what start-up computes once from seed and row counts: streams, permutations, fan-outs,
 * tables of distributions. They are members of the table's parameter struct and are constant while rows are
 * made. */
#ifndef SCHEMAC_PLAN_PLAN_H
#define SCHEMAC_PLAN_PLAN_H

#include "base/buffer.h"
#include "model/judge.h"
#include "model/schema.h"
#include "plan/condition/condition.h"

__extension__ typedef unsigned __int128 PlanCount; /* numbers of values; saturates at PLAN_COUNT_MAX */
__extension__ typedef __int128 PlanInteger;        /* differences of values */
#define PLAN_COUNT_MAX (~(PlanCount)0 >> 1)

typedef struct Plan Plan;
typedef struct TablePlan TablePlan;
typedef struct ColumnPlan ColumnPlan;
typedef struct Step Step;
typedef struct Param Param;
typedef struct Data Data;
typedef struct Family Family;
typedef LIST(Step *) StepList;

/* The C type of a step's value. */
typedef enum ValueKind {
    VALUE_ROW,      /* uint64_t: a row number, an index, a count, random bits */
    VALUE_INDEX128, /* rt_uint128: an index into a domain of more than 2^64 values */
    VALUE_BOOL,     /* bool */
    VALUE_INT16,    /* int16_t */
    VALUE_INT32,    /* int32_t */
    VALUE_INT64,    /* int64_t */
    VALUE_WIDE,     /* rt_int128 */
    VALUE_FLOAT,    /* float */
    VALUE_DOUBLE,   /* double */
    VALUE_TEXT,     /* struct rt_text */
    VALUE_UUID,     /* struct rt_uuid */
    VALUE_INTERVAL, /* struct rt_interval */
    VALUE_TIMETZ,   /* struct rt_timetz */
    VALUE_ITEMS,    /* struct rt_items */
    VALUE_FANOUT,   /* struct rt_fanout_at */
    VALUE_STREAM    /* rt_stream: a row's own stream, for values that need many draws */
} ValueKind;

/* The OID of a type: a constant of PostgreSQL's, or one that only a server knows. */
typedef struct TypeOid {
    uint32_t fixed;  /* 0: see server */
    unsigned server; /* 1 + the type's index in plan->server_types; 0: none */
} TypeOid;

/* How a column's values are held and written: the plan's side of the runtime's struct rt_type. */
typedef struct ValueType ValueType;
typedef struct ValueField {
    Text name;
    const ValueType *type;
    TypeOid oid; /* of its declared type */
} ValueField;
struct ValueType {
    ValueKind kind;
    Text runtime_kind;        /* "RT_INT", "RT_NUMERIC" …: a name of enum rt_kind */
    Text wire;                /* "RT_WIRE_KIND" …: a name of enum rt_wire */
    TypeOid oid;              /* its own, of types that an extension brings */
    TypeOid element_oid;      /* of arrays: of the declared element type */
    int scale;                /* numerics: digits after the point */
    Text name;                /* as PostgreSQL's format_type prints it */
    const ValueType *element; /* arrays, ranges, multiranges */
    LIST(ValueField) fields;  /* composites */
    char delimiter;           /* between the elements of an array */
    Text identifier; /* C identifier of the descriptor the emitter writes; unique among distinct types */
};
typedef LIST(ValueType *) ValueTypeList;

typedef enum OperandKind {
    OPERAND_STEP,    /* the value of an earlier step */
    OPERAND_ROW,     /* n, the row number */
    OPERAND_INT,     /* `integer` */
    OPERAND_UINT,    /* `count` */
    OPERAND_STRING,  /* `text`, as a struct rt_text */
    OPERAND_CSTRING, /* `text`, as a const char * */
    OPERAND_NAME,    /* `text`: a constant of the runtime, such as RT_RANGE_EMPTY */
    OPERAND_PARAM,   /* `param`, by value */
    OPERAND_PARAM_ADDRESS,
    OPERAND_DATA, /* `data`: the object's name (an array decays to a pointer) */
    OPERAND_DATA_ADDRESS,
    OPERAND_ROWS,    /* the number of rows of `table` */
    OPERAND_FIRST,   /* rows of `table` whose keys are taken already: what its first key is numbered by */
    OPERAND_COUNT,   /* a count formula: `formula` (see Count) */
    OPERAND_BOUNDS,  /* the bounds of `deal` and, as another argument, their number */
    OPERAND_COUNTS,  /* `counts`, as an array of uint64_t; NULL where empty */
    OPERAND_VALUES,  /* `steps`, as an array of union rt_value */
    OPERAND_SCRATCH, /* the scratch space */
    OPERAND_SEED,    /* the seed of the run; only in parameters */
    OPERAND_KEY_SEED /* that of its keys, likewise */
} OperandKind;

/* The rows of a table, or of some of them. */
typedef struct CountFactor {
    TablePlan *table;
    uint64_t but;                    /* so many fewer */
    bool in_pairs;                   /* as many as pairs of them */
    uint64_t in_groups;              /* over 1: as many as groups of so many or more of them */
    const struct Component *segment; /* not NULL: those of its scenarios `set` alone */
    uint64_t set;
    const struct Deal *deal; /* not NULL: the most rows that can be dealt to the groups of another table */
    const struct DealFactor *least; /* not NULL: the least of what it has in groups in which it has some */
    const struct Count
        *count; /* not NULL: a count that is more than a product; `table` is one it depends on */
} CountFactor;

/* A number known at start-up: fixed × factors, saturating at 2^64 − 1; where `least_of` or `most_of`
 * is given, the smaller or larger of that and this. */
typedef struct Count Count;
struct Count {
    PlanCount fixed;
    LIST(CountFactor) factors;
    unsigned parts;        /* over 1: one of so many parts of it, rounded down */
    const Count *least_of; /* or NULL */
    const Count *most_of;  /* or NULL; at most one of the two is given */
    const Count *plus;     /* or NULL: added to all that */
};

typedef LIST(const Count *) CountList;

/* How the rows of a table are dealt to groups (rt_deal): at most so many to each as every bound allows. A
 * bound is the product of what other tables have in the group, times a number. */
typedef struct Deal Deal;
typedef LIST(const Deal *) DealList;

/* Which of a group's rows count. */
typedef enum DealPart {
    DEAL_ALL,
    DEAL_OTHERS, /* all but some */
    DEAL_PAIRS   /* pairs of them */
} DealPart;

/* What another table has in a group: where its rows are dealt to other groups, by way of a common one. */
typedef struct DealFactor {
    const struct Component *segment; /* not NULL: of `set`'s rows alone */
    uint64_t set;
    const Count *first; /* not NULL: of so many first rows alone */
    const Deal *deal;   /* NULL: the groups are rows of that segment, or are not */
    DealList up;        /* whose groups `deal`'s groups are dealt to, and so on */
    DealList down;      /* from there to the groups that are bounded */
    DealPart part;
    size_t but; /* DEAL_OTHERS: so many */
} DealFactor;
typedef struct DealBound {
    LIST(DealFactor) factors;
    const Count *times; /* NULL: any number, in groups that have `least` or more in the only factor */
    uint64_t least;
    DealList shares; /* where larger groups are bounded: from there down to the smallest ones */
} DealBound;
struct Deal {
    const TablePlan *table;
    const Count *groups;
    LIST(DealBound) bounds;
    uint64_t enough; /* not 0: groups have so many rows or more where that can be (rt_deal_enough) */
};

typedef struct Operand {
    OperandKind kind;
    int64_t integer;
    uint64_t count;
    Text text;
    const Step *step;
    const Param *param;
    const Data *data;
    const TablePlan *table;
    const Count *formula;
    const CountList *counts;
    const Deal *deal;
    const StepList *steps;
} Operand;
typedef LIST(Operand) OperandList;

typedef enum StepOp {
    STEP_CALL,    /* `text`(arguments): a function of the runtime or, for rules, of the user */
    STEP_INFIX,   /* arguments[0] `text` arguments[1], C operators */
    STEP_PREFIX,  /* `text` arguments[0] */
    STEP_MEMBER,  /* arguments[0].`text` */
    STEP_ELEMENT, /* arguments[0][arguments[1]] */
    STEP_CHOOSE,  /* arguments[0] ? arguments[1] : arguments[2] */
    STEP_CAST,    /* (C type of the step) arguments[0] */
    STEP_VALUE,   /* arguments[0] itself */
    STEP_ZERO,    /* the zero of its kind */
    STEP_READ,    /* the step `target` of table `table`, of the row arguments[0] */
    STEP_REDRAW /* the first number, of the row's own and others of the stream arguments[0], of which the step
                   `target` of this table is true; RT_NO_DRAW where it is not of any of so many */
} StepOp;

struct Step {
    Text name; /* C identifier, unique in its table; of a column's value the column's field name */
    ValueKind kind;
    StepOp op;
    Text text;
    OperandList arguments;
    TablePlan *table;   /* STEP_READ */
    const Step *target; /* STEP_READ, STEP_REDRAW */
    const Step *unless; /* a VALUE_BOOL step, or NULL: where true the value is zero and not evaluated */
    Text comment;       /* what it is, for the generated code; or empty */
    unsigned cost;      /* rough ns, own work only, for the inlining budget */
    bool exported;      /* it is read of other rows: it gets a function of its own */
    Text function;      /* of one with a function: what follows the program's name in its function's name */
    size_t index;       /* its place in the table's list */
};

/* Something start-up prepares. */
struct Param {
    const TablePlan *table;
    Text name;     /* member of the table's parameter struct */
    Text c_type;   /* "rt_stream", "struct rt_perm", "struct rt_fanout", "uint64_t" … */
    Text function; /* the member is set to function(arguments) … */
    OperandList arguments;
    bool by_address; /* … or function(&member, arguments) sets it */
    Text failure;    /* not empty: the function returns bool, and false fails opening with this message */
    Text release;    /* function that frees it, given its address; or empty */
    Text comment;
};
typedef LIST(Param *) ParamList;

typedef enum DataKind {
    DATA_TEXTS,    /* static const struct rt_text [] or struct rt_label []: `texts` */
    DATA_INTEGERS, /* static const `c_type` []: `integers`, as literals of it */
    DATA_LITERALS  /* static const `c_type` [] or object: `texts` are C initialisers that the plan made itself
                    */
} DataKind;

/* Constant data of a table's file. */
struct Data {
    Text name;
    DataKind kind;
    Text c_type; /* element type */
    bool is_array;
    TextList texts; /* DATA_TEXTS: bytes from the schema, quoted by the emitter; DATA_LITERALS: C the plan
                       composed */
    LIST(int64_t) integers;
};
typedef LIST(Data *) DataList;

struct ColumnPlan {
    Column *column;
    TablePlan *table;
    const ValueType *type;
    Text field;      /* C identifier of the struct member */
    Text null_field; /* of the member that says it is NULL; there only where `null` is set */
    Step *value;     /* NULL for columns that are not generated (generated columns that nothing reads) */
    Step *null;      /* VALUE_BOOL: true where the column is NULL; or NULL: never */
    bool
        is_plain_text; /* text that holds nothing any format has to quote or escape, and no byte above 0x7F */
    bool is_padded;    /* plain text that may be read in moves of 32 bytes (rt_cell.h) */
    uint64_t max_size; /* texts: most bytes, UINT64_MAX where not known */
    bool written;      /* false: generated columns */
    Text rule;         /* how values are made, in words */
    bool linking;      /* references_link is on its way through it */
    unsigned cost;     /* rough ns of the value with all that it reads; kept for times alone */
    bool never_null;   /* a key or a reference needs it: no NULL is drawn, even where NULL is allowed */
    bool is_null_beyond;             /* `null` holds where a key has no values left */
    struct ReferencePlan *reference; /* the reference that gives the value, or NULL */
    ExprList conditions;             /* over this column alone: each is true of every value */
    bool says_what_is_usual;         /* not all of these only keep a computed value inside its type */
    bool always_null;                /* a condition allows nothing else */
    bool is_laid_out;                /* its value was made with the conditions on all such columns in view */
    struct Component *component;     /* of the columns that conditions bind to one another; or NULL */
    bool is_endless;                 /* some of its values are moments without end */
    bool is_assumed;                 /* its value is its default, which conditions may not hold for */
    bool is_entangled;               /* conditions leave it values that can't be told: it carries no key */
    struct Bundle *bundle;           /* of columns that one index gives their values; or NULL */
    bool counts_from_zero;           /* where it counts rows: not from 1 */
    int64_t most_digits;             /* before the point, that references have room for; 0: not known */
    PlanCount count;                 /* distinct values it can take at most, saturating */
};
typedef LIST(ColumnPlan *) ColumnPlanList;

/* Parents that a reference may take in some of its table's scenarios: those of whom a predicate is true. */
typedef struct ParentChoice {
    uint64_t set;          /* scenarios of the component of the reference's columns; 0: all rows */
    const Expr *predicate; /* a split of a component of the target; NULL: any parent */
} ParentChoice;

/* Which row of its parent each row points to. */
typedef struct ReferencePlan {
    Reference *reference;
    TablePlan *table;
    TablePlan *target;
    const Table *partition; /* the rows of which alone it is to; NULL: of all */
    Step *parent;           /* the parent's row number; NULL: not decided yet */
    Step *null;             /* true where the reference is NULL; or NULL: never */
    Step *fanout;   /* VALUE_FANOUT, where rows are laid out by parent: then (parent, ordinal) is unique */
    bool is_unique; /* no two rows have the same parent */
    bool implied;   /* another reference gives its columns and it holds because of that */
    bool given_up;  /* a column of it is NULL in all rows: nothing else meets it */
    TablePlan *first_of;         /* its parents are first rows alone, as many as this table has; or NULL */
    bool is_free;                /* drawn from all parents, and which one it is may still be changed */
    bool is_drawn;               /* no key takes its values from it: in some rows it may get another parent */
    size_t keeps_away;           /* of so many columns, at most, whose values its own may not have */
    struct ReferencePlan *apart; /* another one to the same table that never has the same parent; or NULL */
    bool not_itself;             /* to the same table: never the row itself */
    bool is_earlier;             /* to the same table: to rows before this one alone */
    bool by_key; /* of below and above: the lower one has the smaller key, whatever the rows */
    struct ReferencePlan *below; /* another one to the same table whose parent row is a later one; or NULL */
    struct ReferencePlan *above; /* the other way round */
    LIST(ParentChoice) choices;  /* which parents it may take, where not all; each row is in one of them */
    struct Component *narrowed;  /* inside groups: it takes rows of the scenarios `narrowed_set` alone */
    uint64_t narrowed_set;
    ColumnPlan *counter;    /* to the row before in its group, which this column numbers; or NULL */
    PlanCount counted;      /* rows of a group, at most, where it does */
    struct Filling *filled; /* not NULL: it takes only rows in whose groups other tables have some */
    const struct Component *drawn_by; /* keys decide its parent in some of this one's scenarios; or NULL */
    uint64_t drawn_in;                /* those in which none does */
} ReferencePlan;
typedef LIST(ReferencePlan *) ReferencePlanList;

/* a <> b, of which one is a reference that is drawn with the other one's value in view. */
typedef struct Avoidance {
    const struct Component *component; /* NULL: in all rows; else where a scenario has the relation */
    const Expr *relation;
    ColumnPlan *a, *b;
    ColumnPlan *mover; /* the one of them that keeps away; NULL: not decided yet */
    bool is_met;       /* by how the parents of both were chosen */
} Avoidance;

/* a = b in some scenarios: what both are to is one row, or the second is what the first is to in the row's
 * own table. */
typedef struct Equality {
    ColumnPlan *a, *b;
} Equality;

/* A column that keys give its values, and that is a copy of a reference's column in some scenarios. */
typedef struct Copy {
    ColumnPlan *column, *of;
    uint64_t set;
} Copy;

/* A bound on the rows of a table. */
typedef struct Limit {
    Text constraint;
    Text reason;
    Count count;
    bool when_empty; /* only where the count is 0 */
    bool least;      /* from below: a minimum of children */
    bool of_join;    /* as many as the table's join finds; `count` has the table itself */
} Limit;
typedef LIST(Limit) LimitList;

/* How a constraint is met. */
typedef struct Met {
    Text name;
    Text kind; /* "primary key", "unique", "foreign key", "check", "exclusion", "not null" */
    Text how;
} Met;
typedef LIST(Met) MetList;

/* A unique index, or an exclusion constraint, that holds for some rows alone, those of which the predicate is
 * true. */
typedef struct Partial {
    const void *constraint; /* the Index or Exclusion */
    Expr *predicate;
    bool is_at_end; /* true of one row of each key at most: by an exclusion constraint, or by succession */
    ColumnList compared; /* columns of the constraint that conditions want to equal others of it */
} Partial;

/* A reference whose parents are looked up when the program opens (runtime's rt_join.h). */
typedef struct JoinPart {
    ReferencePlan *reference;
    ColumnPlanList shared; /* of the table's columns: those that parts before this one give */
    const Step *sought;    /* VALUE_ROW: a hash of these; NULL where it shares none */
    const Step *found;     /* VALUE_ROW of the target: a hash of what they reference */
    const Step *agrees;    /* VALUE_BOOL: they are equal */
} JoinPart;

/* A unique constraint that is met by the choice of parents. */
typedef struct JoinKey {
    const struct Unique *unique;
    const Step *hash;   /* VALUE_ROW: of its columns */
    const Step *is_out; /* VALUE_BOOL: the row is not in it; NULL: all are */
    size_t after;       /* so many parts give its columns */
} JoinKey;

/* A condition that is met so. */
typedef struct JoinCondition {
    Expr *expr;
    const Step *holds; /* VALUE_BOOL */
    size_t after;      /* so many parts give its columns */
} JoinCondition;

/* The references of a table that share columns, where nothing but a look at the parents' rows meets them. */
typedef struct Join {
    bool is_loose; /* the parents lie in no groups that would have them go together more often */
    LIST(JoinPart) parts;
    LIST(JoinKey) keys;
    LIST(JoinCondition) conditions; /* that bind what they give */
    const Param *parents, *stream;
} Join;

struct TablePlan {
    Plan *plan;
    Table *table;
    size_t index;    /* in plan->tables and in the runtime's arrays */
    Text identifier; /* C identifier of the table: orders, or sales_orders outside public; unique in the
                        program */
    bool keyed;      /* keys_plan has run */
    bool demanding;  /* demands_note has begun */
    Text label;      /* for the command line: orders, sales.orders or "a.b" (table_print_name) */
    ColumnPlanList columns;
    ReferencePlanList references;
    LIST(TablePlan *) children; /* tables that reference it, each once */
    ReferencePlan *round;       /* whose parents the rows go round, in the key `round_key`; or NULL */
    Text round_key;
    LIST(TablePlan *) measured;          /* others, not referenced, whose rows bound its own */
    struct Family *family;               /* where rows lie in groups that other tables share; or NULL */
    Join *join;                          /* where parents are looked up; or NULL */
    ConditionList conditions;            /* what every row satisfies by itself */
    LIST(struct Component *) components; /* columns that conditions bind to one another */
    LIST(Partial)
    partials;         /* its partial unique indexes whose rows are scenarios of their own, or that
                         exclusions meet */
    ExprList demands; /* predicates over its rows by which others narrow their references */
    StepList steps;   /* in the order of evaluation */
    ParamList params; /* in the order in which they are prepared */
    DataList data;
    LimitList limits;
    MetList met;
    LIST(Avoidance) avoidances;
    LIST(Equality) equalities;
    LIST(Copy) copies;
    LIST(TablePlan *) reads; /* tables whose steps it reads: their headers are included */
    Map fields;              /* members of the row struct */
    Map names;               /* C identifiers in use by steps, columns and data */
    Map param_names;         /* by members of the parameter struct */
    Map streams;             /* "column\1purpose" -> Param *: see param_stream */
};
typedef LIST(TablePlan *) TablePlanList;

/* A table that is left out, and why. */
typedef struct Refusal {
    const Table *table;
    Text constraint; /* or empty */
    Text reason;
    Text hint;
} Refusal;
typedef LIST(Refusal) RefusalList;

/* A unique constraint to be met before the others of its table: after those it could not be met. */
typedef struct Urgent {
    const Table *table;
    Text constraint;
} Urgent;
typedef LIST(Urgent) UrgentList;

/* A reference that is given columns of its parents' references, so that another one can follow it. */
typedef struct Widening {
    const Table *table;
    const Reference *reference; /* as it was before */
    const Reference *follower;  /* the one that shares columns with it and that nothing else meets */
    Reference *wide;            /* the reference with all columns of the follower */
    bool is_undone;             /* its table could not be planned with it */
} Widening;
typedef LIST(Widening *) WideningList;

/* A table whose parents are looked up, as nothing else meets its references. */
typedef struct Joining {
    const Table *table;
    bool is_whole;  /* all of them, not just those that share columns */
    bool is_loose;  /* the groups that its parents would lie in can't be */
    bool is_undone; /* it could not be planned with that */
} Joining;
typedef LIST(Joining *) JoiningList;

/* A C function that a rule names: VALUE NAME(rt_stream stream, uint64_t n, struct rt_scratch *scratch). */
typedef struct UserFunction {
    Text name;
    ValueKind kind;
} UserFunction;
typedef LIST(UserFunction) UserFunctionList;

typedef struct PlanOptions {
    bool strict;  /* a refusal is an error */
    bool allow_c; /* C functions in rules may be compiled in */
    Judge *judge; /* who evaluates what the compiler can't; NULL: nobody */
} PlanOptions;

struct Plan {
    Arena *arena;
    PlanOptions options;
    const Schema *schema;
    Text identifier;          /* prefix of generated names: shop */
    TablePlanList tables;     /* in the order in which row counts are resolved: parents first */
    TablePlanList load_order; /* referenced tables first where no cycle forbids */
    ValueTypeList types;      /* every descriptor that is used, elements before what holds them */
    TextList server_types;    /* types whose OIDs only a server knows, as to_regtype takes them */
    RefusalList refusals;
    UrgentList urgent;
    ReferenceList given_up;          /* references that nothing but NULL meets */
    WideningList widened;            /* references that others follow */
    JoiningList joined;              /* tables whose parents are looked up */
    size_t undone;                   /* of those two */
    UserFunctionList user_functions; /* C functions of the user's rules, each once */
    TextList user_files;             /* paths of their files, each once; compiled in with --allow-c */
    Map names;       /* what follows the program's name in its global names: orders, orders_generate … */
    Map *languages;  /* what is known of texts, once for all attempts to plan: see narrow_text.h */
    Map *domains;    /* of columns under conditions, for as long: see column_domain.h */
    Map *conditions; /* of tables, for as long: keys as in table_plans → ConditionList * */
    Map table_plans; /* schema and name, with a byte between that no name holds → TablePlan * */
};

/* Plans every table. NULL where an error was reported; with refusals (and no error) the rest is planned. */
Plan *plan_schema(Arena *arena, const Schema *schema, const PlanOptions *options, Diag *diag);

/* The plan as text for a person: for each column by which rule, for each constraint how it is met. */
void plan_print(Buffer *out, const Plan *plan);

#endif
