/* evaluate_plpgsql.h: what functions in PL/pgSQL return. */
#ifndef SCHEMAC_EVALUATE_PLPGSQL_H
#define SCHEMAC_EVALUATE_PLPGSQL_H

#include "evaluate/evaluate_parts.h"

/* What a function whose statements can be followed returns for the arguments, which have its types. UNKNOWN
 * where it comes to anything that is not understood, or goes on for too long. */
Datum plpgsql_call(Evaluator *evaluator, const Function *function, const Datum *arguments);

#endif
