/* evaluate_parts.h: what the evaluate files share: values with their types, casts, comparison, and the
 * operators and functions by family. For them alone. */
#ifndef SCHEMAC_EVALUATE_PARTS_H
#define SCHEMAC_EVALUATE_PARTS_H

#include "evaluate/evaluate.h"
#include "evaluate/evaluate_exact.h"
#include "model/expr_signature.h"
#include "model/expr_type.h"
#include "model/type_convert.h"

enum {
    DATUM_SIZE_LIMIT = 1 << 20 /* bytes of a text that is made here */
};

/* A value of SQL. */
typedef struct Datum {
    Evaluated state;
    TypeUse
        type;  /* the plain type, also of NULL; "unknown" of literals without one; `type` NULL: not known */
    Text text; /* output form, where it is a value */
    bool is_near;   /* a number that may have been rounded otherwise: fit for comparison alone */
    Text collation; /* of texts: empty is the database's; "?" where two disagree */
} Datum;
typedef LIST(Datum) DatumList;

/* The item that EXPR_ITEM stands for in an aggregate. */
typedef struct Item {
    Text set;
    Datum value;
    int64_t number; /* from 1 on */
    const struct Item *outer;
} Item;

typedef struct Evaluator {
    Arena *arena;
    const EvaluateScope *scope;
    ExprScope types;
    const Item *items; /* of the aggregates around what is evaluated */
} Evaluator;

/* ---- evaluate_datum.c */

/* Values, NULL, what raises an error, and what is not known. */
Datum datum_make(TypeUse type, Text text);
Datum datum_named(const char *type, Text text); /* of a built-in type */
Datum datum_bool(bool value);
Datum datum_integer(Evaluator *evaluator, Wide value, TypeUse type); /* an error where it does not fit */
Datum datum_int(Evaluator *evaluator, int64_t value);                /* an int4 */
Datum datum_null(TypeUse type);
Datum datum_error(void);
Datum datum_unknown(void);

bool datum_is_true(const Datum *datum);  /* a boolean that is true */
bool datum_is_false(const Datum *datum); /* a boolean that is false */

/* The collation of what is made of both. */
Text datum_collation(const Datum *a, const Datum *b);

/* The first of UNKNOWN, ERROR and NULL among them, for what is NULL where an argument is; a value: none. */
Evaluated evaluate_strict(const Datum *data, size_t count);

/* ---- evaluate.c */

/* The value of the expression for the evaluator's row. */
Datum evaluate_node(Evaluator *evaluator, const Expr *expr);

/* The scope's moment, which is noted to have been asked for. */
Text evaluate_now(const Evaluator *evaluator);

/* An operator between values, with the casts that PostgreSQL adds. */
Datum evaluate_operator(Evaluator *evaluator, Text symbol, Datum left, Datum right);

/* Whether the expression is the same for all rows. */
bool evaluate_is_constant(const Expr *expr);

/* ---- evaluate_cast.c: conversions */

/* The value as one of the type, domains and modifiers included; `is_explicit`: as `::` does it, else only as
 * PostgreSQL does by itself. */
Datum datum_cast(Evaluator *evaluator, Datum datum, const TypeUse *type, bool is_explicit);

/* What the input function of the plain type makes of a text. */
Datum datum_input(Evaluator *evaluator, Text text, const TypeUse *type);

/* ---- evaluate_compare.c: comparison */

typedef enum Order {
    ORDER_LESS,
    ORDER_EQUAL,
    ORDER_GREATER,
    ORDER_DIFFERENT, /* not equal; which is less is not known */
    ORDER_UNKNOWN
} Order;

/* How two values of one type (or of two that compare) are ordered by the type's B-tree. */
Order datum_order(Evaluator *evaluator, const Datum *a, const Datum *b);
Order order_of_int(int sign);
Order order_of_text(Text a, Text b);

/* Whether texts of theirs are equal only where their bytes are. */
bool datum_is_deterministic(const Datum *a, const Datum *b);

/* The boolean of a comparison operator. */
Datum datum_compare(Evaluator *evaluator, Text symbol, const Datum *a, const Datum *b);

#endif
