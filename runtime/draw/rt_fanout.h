/*
 * Fan-out: how many children each parent has and which ones, as arithmetic. Child rows of one parent follow
 * one another; a child knows its parent and its ordinal, a parent its first child and its count, and nothing
 * is stored that grows with the number of rows.
 *
 * Parents (by rank, where ranks are scattered) come in bands, a band in blocks of 2^k parents. Block b of a
 * band begins at child floor(C * b * 2^k / P) of the band's C children and P parents, so that every block has
 * T or T + 1 children, and the last one, when it is partial, what is left. A block's counts are a table: the
 * quantiles of the wanted distribution, fitted to the block's total, given to the block's parents by a
 * permutation of its own. Most shapes are one band. Zipf's law has a band of 1024 heaviest parents with
 * a count each, and then a band for each doubling of the rank, inside which counts differ little.
 */
#ifndef RT_FANOUT_H
#define RT_FANOUT_H

#include <stdbool.h>
#include <stdint.h>

#include "rt_perm.h"
#include "rt_random.h"
#include "rt_uint128.h"

/* How counts spread over parents. Every shape keeps to minimum and maximum. */
enum rt_fanout_shape {
    RT_FANOUT_EVEN,   /* all equal, or within one where the total is no multiple */
    RT_FANOUT_RANDOM, /* as if each child had drawn its parent: Poisson about the mean */
    RT_FANOUT_RANGE,  /* minimum to maximum, each count as likely */
    RT_FANOUT_ZIPF,   /* the parent of rank r has a share of r^-exponent; ranks are scattered over parents */
};

/* What is wanted. minimum == maximum means exactly so many children for each parent. */
struct rt_fanout_spec {
    enum rt_fanout_shape shape; /* how counts spread */
    uint64_t minimum;           /* least children of a parent */
    uint64_t maximum;           /* most children of a parent; UINT64_MAX for no limit */
    uint64_t exponent;          /* of Zipf's law, in units of 2^-32; at most 16 << 32 */
};

/* Why a fan-out cannot be. */
enum rt_fanout_status {
    RT_FANOUT_OK,
    RT_FANOUT_BAD_SPEC,  /* minimum over maximum, a RANGE without maximum, or an exponent over 16 */
    RT_FANOUT_TOO_FEW,   /* fewer children than rt_fanout_capacity's least */
    RT_FANOUT_TOO_MANY,  /* more children than rt_fanout_capacity's most; children without parents too */
    RT_FANOUT_NO_MEMORY, /* the tables could not be allocated */
};

/* How many children some parents may have together. */
struct rt_fanout_capacity {
    rt_uint128 least; /* minimum * parents */
    rt_uint128 most;  /* maximum * parents, or 2^64 - 1 where there is no limit and a parent */
};

/* A run of equal counts in a block, in the block's rank order. */
struct rt_fanout_run {
    uint64_t child;   /* the block's child that is the first of the run */
    uint64_t rank;    /* the first rank of the run */
    uint64_t count;   /* children of each parent in the run */
    uint64_t inverse; /* floor((2^64 - 1) / count), 0 for count 0: a division by multiplication */
};

/* The counts of one kind of block. */
struct rt_fanout_table {
    uint64_t total;             /* children of the block */
    uint64_t scale;             /* child * scale / 2^64 is the child's place in by_child */
    struct rt_fanout_run *runs; /* counts in rank order; the last has child UINT64_MAX and ends the search */
    uint16_t *by_child;         /* the run where a search for a child begins */
    uint16_t *by_rank;          /* the run of each rank */
};

/* Parents of consecutive ranks whose counts share their tables. */
struct rt_fanout_band {
    uint64_t parent;  /* the first rank */
    uint64_t parents; /* ranks */
    uint64_t child;   /* the first child */
    uint64_t children;
    uint64_t blocks;  /* full ones and the partial one */
    unsigned shift;   /* a block has 2^shift parents */
    uint64_t block;   /* children of a full block: this, or one more */
    rt_uint128 slope; /* what the mean children of a block exceed that by, in units of 2^-128 */
    rt_uint128 recip; /* blocks for each child, in units of 2^-64 */
    struct rt_fanout_table table[3]; /* a full block with block children, with one more, the partial block */
};

/* A child's place. */
struct rt_fanout_at {
    uint64_t parent;  /* the parent's row number */
    uint64_t ordinal; /* which of the parent's children it is, from 0 */
    uint64_t count;   /* how many the parent has */
    uint64_t first;   /* the row number of the parent's first child */
};

/* A resolved fan-out. Read only after rt_fanout_init, and may be shared by threads. */
struct rt_fanout {
    uint64_t parents;            /* their number */
    uint64_t children;           /* their number */
    unsigned bands;              /* how many are in use */
    bool scattered;              /* ranks go to parents by the permutation; else rank and row are the same */
    bool shuffled;               /* counts go to a block's parents by a permutation for each block */
    struct rt_perm scatter;      /* parent to rank */
    rt_stream key;               /* of the blocks' permutations */
    struct rt_fanout_band *band; /* the bands in rank order, owned */
};

/* The least and most children that parents can have under a spec. */
struct rt_fanout_capacity rt_fanout_capacity(const struct rt_fanout_spec *spec, uint64_t parents);

/*
 * The number of children where the spec alone decides it: parents times the middle of minimum and maximum,
 * rounded up; without a maximum, parents times minimum.
 */
rt_uint128 rt_fanout_total(const struct rt_fanout_spec *spec, uint64_t parents);

/*
 * Lays out children over parents. The sum of all counts is exactly children; 0 parents with 0 children is
 * allowed. Allocates; whatever it returns, rt_fanout_free may follow. It takes milliseconds for Zipf's law
 * and microseconds else, and up to a few megabytes, whatever the numbers are.
 */
enum rt_fanout_status rt_fanout_init(struct rt_fanout *fanout, const struct rt_fanout_spec *spec,
                                     rt_stream key, uint64_t parents, uint64_t children);

/* Gives the tables back. Harmless on a zeroed or freed one. */
void rt_fanout_free(struct rt_fanout *fanout);

/* The place of a child, for child < children. */
struct rt_fanout_at rt_fanout_child(const struct rt_fanout *fanout, uint64_t child);

/* The children of a parent, for parent < parents: first and count (ordinal is 0). */
struct rt_fanout_at rt_fanout_parent(const struct rt_fanout *fanout, uint64_t parent);

/*
 * rt_fanout_child, given any child's place, or zeroes: at once where the parent is the same. For rows in
 * order.
 */
static inline struct rt_fanout_at rt_fanout_near(const struct rt_fanout *fanout, struct rt_fanout_at at,
                                                 uint64_t child)
{
    if (child - at.first >= at.count)
        return rt_fanout_child(fanout, child);
    at.ordinal = child - at.first;
    return at;
}

/* rt_fanout_init with the spec's members one by one; false where it fails for whatever reason. */
static inline bool rt_fanout_prepare(struct rt_fanout *fanout, rt_stream key, enum rt_fanout_shape shape,
                                     uint64_t minimum, uint64_t maximum, uint64_t exponent, uint64_t parents,
                                     uint64_t children)
{
    struct rt_fanout_spec spec = {shape, minimum, maximum, exponent};
    return rt_fanout_init(fanout, &spec, key, parents, children) == RT_FANOUT_OK;
}

/* ---- without tables ---- */

/*
 * Children laid as evenly as can be over parents, for parents and children that differ from row to row: the
 * members of one group of a grouped fan-out. Parent p begins at child floor(children * p / parents).
 */
static inline struct rt_fanout_at rt_split_parent(uint64_t parents, uint64_t children, uint64_t parent)
{
    uint64_t first = (uint64_t)((rt_uint128)children * parent / parents);
    uint64_t end = (uint64_t)(((rt_uint128)children * parent + children) / parents);
    return (struct rt_fanout_at){parent, 0, end - first, first};
}

/* The place of a child, for child < children. */
static inline struct rt_fanout_at rt_split_child(uint64_t parents, uint64_t children, uint64_t child)
{
    uint64_t parent = (uint64_t)(((rt_uint128)parents * child + parents - 1) / children);
    struct rt_fanout_at at = rt_split_parent(parents, children, parent);
    at.ordinal = child - at.first;
    return at;
}

#endif
