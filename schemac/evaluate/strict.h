/* strict.h: what the schema declares of its functions and NULL. */
#ifndef SCHEMAC_EVALUATE_STRICT_H
#define SCHEMAC_EVALUATE_STRICT_H

#include "model/schema.h"

typedef enum Strictness {
    STRICT_UNKNOWN, /* the schema has no function of the call's name with so many arguments */
    STRICT_NO,      /* one of those that the call may mean can have a value where an argument is NULL */
    STRICT_YES      /* all are NULL then, without being called */
} Strictness;

/* What the schema says of the functions that the call may mean. */
Strictness strictness_of(const Schema *schema, const Expr *call);

#endif
