/* evaluate_network.h: inet and cidr. PostgreSQL documentation, sections 8.9 and 9.12. */
#ifndef SCHEMAC_EVALUATE_NETWORK_H
#define SCHEMAC_EVALUATE_NETWORK_H

#include "evaluate/evaluate_parts.h"

/* ---- evaluate_network.c */

/* An address in the four numbers of IPv4 or the shortest form of IPv6, with its mask where it has one. */
Datum network_input(Evaluator *evaluator, Text text, TypeUse type);

/* A cidr as an inet: without a mask that covers all of it. */
Datum network_of_cidr(const Datum *datum, TypeUse type);

/* What a cast to text gives: the mask is always there. */
Datum network_to_text(Evaluator *evaluator, const Datum *datum, TypeUse type);

/* The order of inet and cidr. */
Order network_order(const Datum *a, const Datum *b);

/* << <<= >> >>= && */
Datum network_relate(Text symbol, const Datum *a, const Datum *b);

/* ---- evaluate_network_call.c */

/* & and | of two addresses, and ~ of one. */
Datum network_combine(Evaluator *evaluator, Text symbol, const Datum *a, const Datum *b);
Datum network_not(Evaluator *evaluator, const Datum *operand);

/* Functions, each with its arguments converted. */
Datum network_broadcast(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum network_family(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum network_host(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum network_hostmask(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum network_is_alike(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum network_masklen(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum network_merge(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum network_netmask(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum network_network(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum network_set_masklen(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);

#endif
