/* function_called.h: which function of the schema a call means. */
#ifndef SCHEMAC_EVALUATE_FUNCTION_CALLED_H
#define SCHEMAC_EVALUATE_FUNCTION_CALLED_H

#include "model/schema.h"

/* The only function of the scope's schema that takes the call's arguments, or the only one that takes them as
 * they are; NULL where there is none, where PostgreSQL has one of its own, and for calls with named
 * arguments. Where the function's last argument is a list of any length, the call's last arguments become the
 * array that they are, in the call. PostgreSQL documentation: section 10.3 (Functions). */
const Function *function_called(Arena *arena, const ExprScope *scope, const Expr **call);

#endif
