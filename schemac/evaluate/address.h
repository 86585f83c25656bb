/* address.h: network addresses of IPv4 and IPv6 with their masks, as inet and cidr hold them. */
#ifndef SCHEMAC_EVALUATE_ADDRESS_H
#define SCHEMAC_EVALUATE_ADDRESS_H

#include "base/arena.h"
#include "base/text.h"

enum {
    ADDRESS_BYTES = 16 /* of the longest address */
};

typedef struct Address {
    unsigned char bytes[ADDRESS_BYTES];
    unsigned size; /* of the bytes that count: 4 or 16 */
    unsigned bits; /* of the mask */
} Address;

/* The bits of an address that has no mask: 32 or 128. */
unsigned address_width(const Address *address);

/* Reads an address with all of its parts, and the mask where there is one. False where it is none, or one in
 * a form that is not known here. */
bool address_read(Text text, Address *address);

/* As PostgreSQL prints it: the longest run of zeros of IPv6 left out (RFC 5952, section 4). The mask is left
 * out where `with_mask` is false or, unless `always`, where it covers all. */
Text address_print(Arena *arena, const Address *address, bool with_mask, bool always);

/* Less than, equal to or greater than 0 as the first so many bits of one are to those of the other, which is
 * of the same size. */
int address_compare(const Address *a, const Address *b, unsigned bits);

/* Sets the bits after the first so many. */
void address_fill(Address *address, unsigned bits, bool ones);

#endif
