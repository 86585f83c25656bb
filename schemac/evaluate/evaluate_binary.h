/* evaluate_binary.h: byte strings as text, and bit strings. PostgreSQL documentation, sections 9.5 and 9.6.
 */
#ifndef SCHEMAC_EVALUATE_BINARY_H
#define SCHEMAC_EVALUATE_BINARY_H

#include "evaluate/evaluate_parts.h"

/* The bytes of a bytea, given as its output function prints it. */
Text binary_bytes(Arena *arena, Text hex);

/* The message with what ends it before MD5 or SHA-2 in blocks of 64 bytes: a bit 1, zeros, and its length in
 * bits, the bytes of which ascend or descend. */
Text binary_padded(Arena *arena, Text message, bool ascending);

/* & | # of bit strings. */
Datum binary_bits(Evaluator *evaluator, Text symbol, const Datum *left, const Datum *right, TypeUse result);

/* Functions, each with its arguments converted; encode and decode of hex and base64. */
Datum binary_encode(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum binary_decode(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum binary_get_bit(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum binary_sha224(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum binary_sha256(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);

#endif
