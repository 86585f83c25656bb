/* evaluate_hash.h: the hashes by which partitions take their rows; for the evaluate files alone. */
#ifndef SCHEMAC_EVALUATE_HASH_H
#define SCHEMAC_EVALUATE_HASH_H

#include "evaluate/evaluate_parts.h"

/* satisfies_hash(modulus, remainder, keys …): whether the partition of that bound takes a row of these keys,
 * as the server's satisfies_hash_partition has it. UNKNOWN of types whose hash is that of an object's number
 * (enums), of collations that are not deterministic, and of types of extensions. */
Datum hash_satisfies(Evaluator *evaluator, const Expr *expr);

#endif
