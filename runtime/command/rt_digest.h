/*
 * The digest of a file: its bytes, read as one number in base 256 whose lowest digit is the first byte,
 * modulo a prime of 60 bits. It tells accidents, not attacks. Pieces are digested on their own, in any order,
 * and their digests added up: digest(A B) = digest(A) + 256^|A| * digest(B); so the parts' digests and sizes
 * give the whole's. Zero bytes at the end do not show, but the size does.
 */
#ifndef RT_DIGEST_H
#define RT_DIGEST_H

#include <stddef.h>
#include <stdint.h>

/* The modulus: the greatest prime p below 2^64 / golden ratio / 16 with (p - 1) / 2 prime as well, so that
 * powers of 256 repeat after no less than (p - 1) / 2 steps. */
#define RT_DIGEST_MODULUS UINT64_C(712544676207695063)

/* The digest of a piece by itself. */
uint64_t rt_digest(const void *data, size_t size);

/* What a piece with this digest adds where `offset` bytes stand before it. Add modulo RT_DIGEST_MODULUS. */
uint64_t rt_digest_shift(uint64_t digest, uint64_t offset);

/* The sum of two digests. */
static inline uint64_t rt_digest_add(uint64_t a, uint64_t b)
{
    uint64_t sum = a + b;
    return sum >= RT_DIGEST_MODULUS ? sum - RT_DIGEST_MODULUS : sum;
}

#endif
