/*
 * Building a fan-out's bands and tables, and looking children and parents up in them. All products are taken
 * in 128 bits; the divisions by the number of parents and of children are made once, as fractions precise
 * enough that every floor is exact.
 */
#include "rt_fanout.h"

#include <stdlib.h>

#include "rt_fanout_counts.h"
#include "rt_fanout_zipf.h"

/* A block's parents: 2^this. Zipf's bands are many and differ little inside, so that they have
 * smaller ones. */
#define BLOCK_BITS 10
#define ZIPF_BITS  8
/* Places of a table from which the search for a child begins. */
#define GUIDES 256
/* Pairs of rounds of a block's permutation, and what the keys of neighbouring blocks differ by. */
#define SHUFFLE_PAIRS 2
#define SHUFFLE_STEP  UINT64_C(0xa0761d6478bd642f)

_Static_assert(1 << BLOCK_BITS <= RT_FANOUT_BLOCK, "a block's counts fit their array");

/* ---- what is possible ---- */

static bool is_sound(const struct rt_fanout_spec *spec)
{
    if (spec->minimum > spec->maximum || (spec->shape == RT_FANOUT_RANGE && spec->maximum == UINT64_MAX))
        return false;
    return spec->shape != RT_FANOUT_ZIPF || spec->exponent <= UINT64_C(16) << 32;
}

struct rt_fanout_capacity rt_fanout_capacity(const struct rt_fanout_spec *spec, uint64_t parents)
{
    rt_uint128 most = (rt_uint128)spec->maximum * parents;
    if (spec->maximum == UINT64_MAX)
        most = parents ? UINT64_MAX : 0;
    return (struct rt_fanout_capacity){(rt_uint128)spec->minimum * parents, most};
}

rt_uint128 rt_fanout_total(const struct rt_fanout_spec *spec, uint64_t parents)
{
    if (spec->maximum == UINT64_MAX)
        return (rt_uint128)spec->minimum * parents;
    rt_uint128 width = spec->maximum - spec->minimum;
    return (rt_uint128)spec->minimum * parents + (width * parents + 1) / 2;
}

/* ---- tables ---- */

/* Runs of equal counts, and the run of each rank. Gives the number of runs. */
static uint64_t fill_runs(struct rt_fanout_table *table, const uint64_t *count, uint64_t parents)
{
    uint64_t runs = 0, child = 0;
    for (uint64_t rank = 0; rank < parents; rank++) {
        if (rank == 0 || count[rank] != count[rank - 1]) {
            uint64_t inverse = count[rank] ? UINT64_MAX / count[rank] : 0;
            table->runs[runs++] = (struct rt_fanout_run){child, rank, count[rank], inverse};
        }
        table->by_rank[rank] = (uint16_t)(runs - 1);
        child += count[rank];
    }
    table->runs[runs] = (struct rt_fanout_run){UINT64_MAX, parents, 0, 0};
    return runs;
}

/* For each guide, the last run that certainly begins no later than every child of the guide. */
static void fill_guides(struct rt_fanout_table *table, uint64_t runs)
{
    uint64_t guides = table->total < GUIDES ? table->total : GUIDES;
    rt_uint128 scale = guides ? ((rt_uint128)guides << 64) / table->total : 0;
    table->scale = scale > UINT64_MAX ? UINT64_MAX : (uint64_t)scale;
    uint64_t run = 0;
    for (uint64_t guide = 0; guide < GUIDES; guide++) {
        while (run + 1 < runs && rt_mulhi(table->runs[run + 1].child, table->scale) < guide)
            run++;
        table->by_child[guide] = (uint16_t)run;
    }
}

static bool make_table(struct rt_fanout_table *table, uint64_t parents, uint64_t total,
                       const struct rt_fanout_group *group)
{
    uint64_t count[RT_FANOUT_BLOCK];
    rt_fanout_fill(count, parents, total, group);
    uint64_t runs = 1;
    for (uint64_t i = 1; i < parents; i++)
        runs += count[i] != count[i - 1];
    size_t size = (runs + 1) * sizeof *table->runs;
    table->runs = malloc(size + (GUIDES + parents) * sizeof(uint16_t));
    if (!table->runs)
        return false;
    table->by_child = (uint16_t *)(void *)(table->runs + runs + 1);
    table->by_rank = table->by_child + GUIDES;
    table->total = total;
    fill_guides(table, fill_runs(table, count, parents));
    return true;
}

/* ---- bands ---- */

/* The first child of a block, counted from the band's: floor(children * b * 2^shift / parents). */
static inline uint64_t block_start(const struct rt_fanout_band *band, uint64_t block)
{
    return block * band->block + (uint64_t)(rt_mulshift(block, band->slope) >> 64);
}

/* rest / parents in units of 2^-128, rounded up, for rest < parents. */
static rt_uint128 fraction(uint64_t rest, uint64_t parents)
{
    rt_uint128 high = (rt_uint128)rest << 64, low = high % parents << 64;
    return (high / parents << 64) + low / parents + (low % parents != 0);
}

static void set_slope(struct rt_fanout_band *band)
{
    rt_uint128 wide = (rt_uint128)band->children << band->shift;
    band->blocks = ((band->parents - 1) >> band->shift) + 1;
    if (band->children)
        band->recip = ((rt_uint128)band->parents << 64) / wide;
    if (band->parents >> band->shift == 0)
        return;
    band->block = (uint64_t)(wide / band->parents);
    band->slope = fraction((uint64_t)(wide % band->parents), band->parents);
}

/* Sets up the band's arithmetic and makes those of its tables that some block uses. */
static bool make_band(struct rt_fanout_band *band, const struct rt_fanout_group *group)
{
    set_slope(band);
    uint64_t full = band->parents >> band->shift, size = UINT64_C(1) << band->shift;
    uint64_t partial = band->parents & (size - 1);
    if (full && !make_table(&band->table[0], size, band->block, group))
        return false;
    if (full && band->slope && !make_table(&band->table[1], size, band->block + 1, group))
        return false;
    uint64_t rest = band->children - block_start(band, full);
    return partial == 0 || make_table(&band->table[2], partial, rest, group);
}

/* One band of all parents. */
static bool make_single(struct rt_fanout *fanout, const struct rt_fanout_spec *spec)
{
    struct rt_fanout_band *band = &fanout->band[0];
    band->parents = fanout->parents;
    band->children = fanout->children;
    band->shift = BLOCK_BITS;
    return make_band(band, &(struct rt_fanout_group){.spec = spec});
}

static bool make_zipf(struct rt_fanout *fanout, const struct rt_fanout_spec *spec)
{
    struct rt_fanout_bands bands;
    if (!rt_fanout_divide(&bands, spec, fanout->parents, fanout->children))
        return false;
    uint64_t rank = 0, child = 0;
    for (unsigned i = 0; i < bands.count; i++) {
        struct rt_fanout_band *band = &fanout->band[i];
        *band = (struct rt_fanout_band){.parent = rank, .parents = bands.ranks[i], .child = child};
        band->children = bands.children[i];
        band->shift = i ? ZIPF_BITS : RT_FANOUT_HEAD_BITS;
        rank += bands.ranks[i];
        child += bands.children[i];
        if (!make_band(band, &(struct rt_fanout_group){spec, band->parent, band->parents, bands.level}))
            return false;
    }
    return true;
}

enum rt_fanout_status rt_fanout_init(struct rt_fanout *fanout, const struct rt_fanout_spec *spec,
                                     rt_stream key, uint64_t parents, uint64_t children)
{
    *fanout = (struct rt_fanout){.parents = parents, .children = children};
    if (!is_sound(spec))
        return RT_FANOUT_BAD_SPEC;
    struct rt_fanout_capacity capacity = rt_fanout_capacity(spec, parents);
    if (children < capacity.least)
        return RT_FANOUT_TOO_FEW;
    if (children > capacity.most)
        return RT_FANOUT_TOO_MANY;
    if (parents == 0)
        return RT_FANOUT_OK;
    bool zipf = spec->shape == RT_FANOUT_ZIPF;
    fanout->scattered = zipf;
    fanout->shuffled = spec->shape == RT_FANOUT_RANDOM || spec->shape == RT_FANOUT_RANGE;
    fanout->key = rt_stream_at(key, 0);
    rt_perm_init(&fanout->scatter, key, parents);
    fanout->bands = zipf ? rt_fanout_band_of(parents - 1) + 1 : 1;
    fanout->band = calloc(fanout->bands, sizeof *fanout->band);
    if (!fanout->band || !(zipf ? make_zipf(fanout, spec) : make_single(fanout, spec)))
        return RT_FANOUT_NO_MEMORY;
    return RT_FANOUT_OK;
}

void rt_fanout_free(struct rt_fanout *fanout)
{
    for (unsigned i = 0; fanout->band && i < fanout->bands; i++)
        for (int j = 0; j < 3; j++)
            free(fanout->band[i].table[j].runs);
    free(fanout->band);
    *fanout = (struct rt_fanout){0};
}

/* ---- looking up ---- */

/* A block of a band. */
struct block {
    const struct rt_fanout_table *table;
    uint64_t number; /* from the band's first */
    uint64_t child;  /* its first child, from the band's first */
    uint64_t size;   /* its parents */
};

/* The block that has these children, from start up to end. */
static inline struct block block_of(const struct rt_fanout_band *band, uint64_t number, uint64_t start,
                                    uint64_t end)
{
    uint64_t rest = band->parents - (number << band->shift), size = UINT64_C(1) << band->shift;
    bool partial = rest < size;
    int table = partial ? 2 : end - start != band->block;
    return (struct block){&band->table[table], number, start, partial ? rest : size};
}

/* The block of a child: the estimate may be one off on either side. */
static inline struct block block_of_child(const struct rt_fanout_band *band, uint64_t child)
{
    rt_uint128 estimate = rt_mulshift(child + 1, band->recip);
    uint64_t last = band->blocks - 1, number = estimate < last ? (uint64_t)estimate : last;
    uint64_t start = block_start(band, number), end = block_start(band, number + 1);
    if (start > child) {
        end = start;
        start = block_start(band, --number);
    } else if (number < last && end <= child) {
        start = end;
        end = block_start(band, ++number + 1);
    }
    return block_of(band, number, start, end);
}

static inline const struct rt_fanout_band *band_of_child(const struct rt_fanout *fanout, uint64_t child)
{
    unsigned low = 0, high = fanout->bands;
    while (high - low > 1) {
        unsigned middle = (low + high) / 2;
        bool upper = child >= fanout->band[middle].child;
        low = upper ? middle : low;
        high = upper ? high : middle;
    }
    return &fanout->band[low];
}

/*
 * The permutation that gives a block's parents their ranks in the block's table. It need not hide anything,
 * so that few rounds do.
 */
static inline struct rt_perm shuffle_of(const struct rt_fanout *fanout, const struct block *block)
{
    rt_stream key = {fanout->key.start + block->number * SHUFFLE_STEP, fanout->key.twist};
    struct rt_perm perm = rt_perm_make(key, block->size);
    perm.pairs = SHUFFLE_PAIRS;
    return perm;
}

struct rt_fanout_at rt_fanout_child(const struct rt_fanout *fanout, uint64_t child)
{
    const struct rt_fanout_band *band = band_of_child(fanout, child);
    struct block block = block_of_child(band, child - band->child);
    uint64_t rest = child - band->child - block.child;
    const struct rt_fanout_run *run =
        block.table->runs + block.table->by_child[rt_mulhi(rest, block.table->scale)];
    while (run[1].child <= rest)
        run++;
    rest -= run->child;
    uint64_t place = rt_mulhi(rest, run->inverse), ordinal = rest - place * run->count;
    if (ordinal >= run->count) {
        ordinal -= run->count;
        place++;
    }
    place += run->rank;
    if (fanout->shuffled) {
        struct rt_perm shuffle = shuffle_of(fanout, &block);
        place = rt_perm_inverse(&shuffle, place);
    }
    uint64_t rank = band->parent + (block.number << band->shift) + place;
    uint64_t parent = fanout->scattered ? rt_perm_inverse(&fanout->scatter, rank) : rank;
    return (struct rt_fanout_at){parent, ordinal, run->count, child - ordinal};
}

struct rt_fanout_at rt_fanout_parent(const struct rt_fanout *fanout, uint64_t parent)
{
    uint64_t rank = fanout->scattered ? rt_perm_at(&fanout->scatter, parent) : parent;
    const struct rt_fanout_band *band = &fanout->band[fanout->bands > 1 ? rt_fanout_band_of(rank) : 0];
    rank -= band->parent;
    uint64_t number = rank >> band->shift, place = rank - (number << band->shift);
    struct block block = block_of(band, number, block_start(band, number), block_start(band, number + 1));
    if (fanout->shuffled) {
        struct rt_perm shuffle = shuffle_of(fanout, &block);
        place = rt_perm_at(&shuffle, place);
    }
    const struct rt_fanout_run *run = block.table->runs + block.table->by_rank[place];
    uint64_t first = band->child + block.child + run->child + (place - run->rank) * run->count;
    return (struct rt_fanout_at){parent, 0, run->count, first};
}
