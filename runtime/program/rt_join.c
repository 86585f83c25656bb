/* Choosing rows of the join of a table's parents: depth first, one reference after the other. */
#include "rt_join.h"

#include <stdlib.h>

enum {
    STRIKES = 8,      /* rows for which a first parent may have no partners before it is left out */
    PATIENCE = 4096,  /* partners that are looked at for one row and first parent, */
    FOR_ALL = 1 << 26 /* and for all rows together */
};

/* A row of a parent by the hash of what it shares. */
struct entry {
    uint64_t hash;
    uint32_t row;
    uint32_t order; /* of rows of one hash: by chance */
};

/* The rows of a part's parent, sorted by hash; those of a part that shares nothing are in no list. */
struct side {
    struct entry *entries; /* owned; or NULL */
    uint64_t count;
};

/* Hashes of a key that are taken: open addressing, 0 is free. */
struct taken {
    uint64_t *hashes; /* owned */
    uint64_t mask;
};

struct finder {
    const struct rt_db *db;
    const struct rt_join_spec *spec;
    struct rt_join *join;
    rt_stream stream;
    struct rt_scratch scratch;
    struct side *sides;
    struct taken *taken;
    uint64_t n;        /* the row that gets its parents */
    unsigned patience; /* left for it, */
    unsigned for_all;  /* and for all rows */
};

/* ---- lists --------------------------------------------------------------------------------------------- */

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

static uint64_t rows_looked_at(const struct finder *finder, unsigned part)
{
    uint64_t rows = finder->db->rows[finder->spec->parts[part].parent];
    return rows < RT_JOIN_ROWS ? rows : RT_JOIN_ROWS;
}

static bool list_side(struct finder *finder, unsigned part)
{
    const struct rt_join_part *spec = &finder->spec->parts[part];
    struct side *side = &finder->sides[part];
    side->count = rows_looked_at(finder, part);
    if (!spec->sought || !side->count)
        return true;
    side->entries = malloc(side->count * sizeof *side->entries);
    for (uint64_t i = 0; side->entries && i < side->count; i++) {
        rt_scratch_reset(&finder->scratch);
        side->entries[i] = (struct entry){spec->found(finder->db, i, &finder->scratch), (uint32_t)i,
                                          (uint32_t)rt_random2(finder->stream, i, part)};
    }
    if (side->entries)
        qsort(side->entries, side->count, sizeof *side->entries, compare_entries);
    return side->entries;
}

/* The first entry whose hash is not below that one. */
static uint64_t first_entry(const struct side *side, uint64_t hash)
{
    uint64_t low = 0, high = side->count;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (side->entries[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* ---- keys ---------------------------------------------------------------------------------------------- */

static bool make_taken(struct taken *taken, uint64_t rows)
{
    uint64_t size = 16;
    while (size < rows * 2)
        size *= 2;
    taken->mask = size - 1;
    taken->hashes = calloc(size, sizeof *taken->hashes);
    return taken->hashes;
}

static uint64_t *slot_of(const struct taken *taken, uint64_t hash)
{
    uint64_t place = hash & taken->mask;
    while (taken->hashes[place] && taken->hashes[place] != hash)
        place = (place + 1) & taken->mask;
    return &taken->hashes[place];
}

/* The row's hash in the key; 0 where it is no part of it. */
static uint64_t key_hash(struct finder *finder, const struct rt_join_key *key)
{
    if (key->is_out && key->is_out(finder->db, finder->n, &finder->scratch))
        return 0;
    uint64_t hash = key->hash(finder->db, finder->n, &finder->scratch);
    return hash ? hash : 1;
}

/* Whether the row is unlike all before in the keys that so many parts give. Rows whose hashes alone are equal
 * are taken for alike. */
static bool is_unlike(struct finder *finder, unsigned after)
{
    const struct rt_join_spec *spec = finder->spec;
    for (unsigned i = 0; i < spec->key_count; i++) {
        uint64_t hash = spec->keys[i].after == after ? key_hash(finder, &spec->keys[i]) : 0;
        if (hash && *slot_of(&finder->taken[i], hash))
            return false;
    }
    return true;
}

static void take_keys(struct finder *finder)
{
    for (unsigned i = 0; i < finder->spec->key_count; i++) {
        uint64_t hash = key_hash(finder, &finder->spec->keys[i]);
        if (hash)
            *slot_of(&finder->taken[i], hash) = hash;
    }
}

/* ---- one row ------------------------------------------------------------------------------------------- */

static void set_parent(struct finder *finder, unsigned part, uint64_t row)
{
    finder->join->parents[finder->n * finder->spec->part_count + part] = (uint32_t)row;
}

/* Whether what so many parts give is fine, whatever the last one's parent. */
static bool is_met(struct finder *finder, unsigned after)
{
    const struct rt_join_spec *spec = finder->spec;
    for (unsigned i = 0; i < spec->condition_count; i++)
        if (spec->conditions[i].after == after &&
            !spec->conditions[i].holds(finder->db, finder->n, &finder->scratch))
            return false;
    return is_unlike(finder, after);
}

/* Whether the last one of so many parts goes with the others. */
static bool is_fine(struct finder *finder, unsigned after)
{
    rt_join_test agrees = finder->spec->parts[after - 1].agrees;
    rt_scratch_reset(&finder->scratch);
    return (!agrees || agrees(finder->db, finder->n, &finder->scratch)) && is_met(finder, after);
}

static bool place(struct finder *finder, unsigned part);

/* Tries the rows of a range of the part's parent, from a random one on. */
static bool place_among(struct finder *finder, unsigned part, uint64_t first, uint64_t count)
{
    const struct entry *entries = finder->sides[part].entries;
    uint64_t start = rt_below(rt_random2(finder->stream, finder->n, part), count);
    for (uint64_t i = 0; i < count && finder->patience; i++) {
        uint64_t at = first + (start + i) % count;
        finder->patience--;
        set_parent(finder, part, entries ? entries[at].row : at);
        if (is_fine(finder, part + 1) && place(finder, part + 1))
            return true;
    }
    return false;
}

/* Gives the row its parents from that part on. */
static bool place(struct finder *finder, unsigned part)
{
    const struct rt_join_part *spec = &finder->spec->parts[part];
    const struct side *side = &finder->sides[part];
    if (part == finder->spec->part_count) {
        take_keys(finder);
        return true;
    }
    rt_scratch_reset(&finder->scratch);
    if (spec->is_null && spec->is_null(finder->db, finder->n, &finder->scratch)) {
        set_parent(finder, part, 0);
        return is_met(finder, part + 1) && place(finder, part + 1);
    }
    if (!spec->sought)
        return place_among(finder, part, 0, side->count);
    uint64_t hash = spec->sought(finder->db, finder->n, &finder->scratch);
    uint64_t first = first_entry(side, hash),
             end = hash < UINT64_MAX ? first_entry(side, hash + 1) : side->count;
    return place_among(finder, part, first, end - first);
}

/* ---- all rows ------------------------------------------------------------------------------------------ */

/* The first parents that are still tried, in turn. */
struct turns {
    uint32_t *rows;         /* owned */
    unsigned char *strikes; /* by row; owned */
    uint64_t count, next;
};

static bool make_turns(const struct finder *finder, struct turns *turns)
{
    turns->count = finder->sides[0].count;
    turns->rows = malloc((turns->count + 1) * sizeof *turns->rows);
    turns->strikes = calloc(turns->count + 1, 1);
    if (!turns->rows || !turns->strikes)
        return false;
    for (uint64_t i = 0; i < turns->count; i++) {
        uint64_t other = rt_below(rt_random2(finder->stream, i, finder->spec->part_count), i + 1);
        turns->rows[i] = turns->rows[other];
        turns->rows[other] = (uint32_t)i;
    }
    return true;
}

/* Leaves out the parent whose turn it was where it had no partners too often; the next one's turn comes. */
static void end_turn(struct turns *turns, bool found)
{
    uint64_t at = turns->next % turns->count;
    if (!found && ++turns->strikes[turns->rows[at]] == STRIKES)
        turns->rows[at] = turns->rows[--turns->count];
    else
        turns->next = at + 1;
}

/* Finds the row's parents; false where no first parent has partners any more. */
static bool find(struct finder *finder, struct turns *turns)
{
    bool found = false;
    while (!found && turns->count && finder->for_all) {
        finder->patience = finder->for_all < PATIENCE ? finder->for_all : PATIENCE;
        finder->for_all -= finder->patience;
        set_parent(finder, 0, turns->rows[turns->next % turns->count]);
        found = is_fine(finder, 1) && place(finder, 1);
        finder->for_all += finder->patience;
        end_turn(turns, found);
    }
    return found;
}

static bool find_all(struct finder *finder, uint64_t wanted, uint64_t *rows)
{
    struct turns turns = {0};
    bool fits = make_turns(finder, &turns);
    for (*rows = 0; fits && *rows < wanted; ++*rows) {
        finder->n = *rows;
        if (!find(finder, &turns))
            break;
    }
    free(turns.rows);
    free(turns.strikes);
    return fits;
}

static bool prepare(struct finder *finder, uint64_t wanted)
{
    const struct rt_join_spec *spec = finder->spec;
    struct rt_join *join = finder->join;
    join->part_count = spec->part_count;
    join->size = wanted * spec->part_count;
    join->parents = calloc(join->size + 1, sizeof *join->parents);
    finder->sides = calloc(spec->part_count, sizeof *finder->sides);
    finder->taken = calloc(spec->key_count + 1, sizeof *finder->taken);
    bool fits = join->parents && finder->sides && finder->taken;
    for (unsigned i = 0; fits && i < spec->part_count; i++)
        fits = list_side(finder, i);
    for (unsigned i = 0; fits && i < spec->key_count; i++)
        fits = make_taken(&finder->taken[i], wanted);
    return fits;
}

static void release(struct finder *finder)
{
    for (unsigned i = 0; finder->sides && i < finder->spec->part_count; i++)
        free(finder->sides[i].entries);
    for (unsigned i = 0; finder->taken && i < finder->spec->key_count; i++)
        free(finder->taken[i].hashes);
    free(finder->sides);
    free(finder->taken);
}

bool rt_join_fill(const struct rt_db *db, struct rt_join *join, const struct rt_join_spec *spec,
                  rt_stream stream, uint64_t *rows)
{
    struct finder finder = {.db = db, .spec = spec, .join = join, .stream = stream, .for_all = FOR_ALL};
    uint64_t wanted = db->rows[spec->table] < RT_JOIN_ROWS ? db->rows[spec->table] : RT_JOIN_ROWS;
    if (!rt_scratch_init(&finder.scratch))
        return false;
    bool fits = prepare(&finder, wanted) && find_all(&finder, wanted, rows) && !finder.scratch.failed;
    release(&finder);
    rt_scratch_free(&finder.scratch);
    return fits;
}

void rt_join_free(struct rt_join *join)
{
    free(join->parents);
    *join = (struct rt_join){0};
}
