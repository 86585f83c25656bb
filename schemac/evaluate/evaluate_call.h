/* evaluate_call.h: which operators and functions are known, and calling them. */
#ifndef SCHEMAC_EVALUATE_CALL_H
#define SCHEMAC_EVALUATE_CALL_H

#include "evaluate/evaluate_parts.h"

/* An operator other than a comparison, of values of the types it was resolved for. */
Datum call_operator(Evaluator *evaluator, Text symbol, const Datum *left, const Datum *right, TypeUse result);
Datum call_prefix(Evaluator *evaluator, Text symbol, const Datum *operand);

/* The value of a call, of a word that is a value, of IS JSON; arguments are evaluated. */
Datum call_function(Evaluator *evaluator, const Expr *expr);
Datum call_sql_value(Evaluator *evaluator, const Expr *expr); /* current_date … */
Datum call_is_json(Evaluator *evaluator, const Expr *expr);   /* IS JSON and its kinds */

#endif
