/*
 * Parents that have to agree: which rows of a table's parents go together, found when the program opens and
 * kept, for references that share columns in a way that no arithmetic on row numbers meets.
 *
 * The parents' rows are joined on the columns that the references share: each row of the table gets one row
 * of the join, the first parents in turn. What has to be distinct or to hold between the parents is tried as
 * rows are chosen. Memory is bounded: RT_JOIN_ROWS rows of each parent are looked at, and the table has no
 * more.
 */
#ifndef RT_JOIN_H
#define RT_JOIN_H

#include "rt_program.h"

/* The most rows of a table whose parents are looked up, and the rows of each parent that are looked at. */
#define RT_JOIN_ROWS ((uint64_t)1 << 20)

/* Functions of a row of a table. */
typedef bool (*rt_join_test)(const struct rt_db *db, uint64_t n, struct rt_scratch *scratch);
typedef uint64_t (*rt_join_hash)(const struct rt_db *db, uint64_t n, struct rt_scratch *scratch);

/* A reference, after those that give the columns which it shares. */
struct rt_join_part {
    uint16_t parent;      /* index of its table */
    rt_join_test is_null; /* of a row: it has no parent; NULL: it always has one */
    rt_join_hash sought;  /* of a row: what the parent's shared columns hash to; NULL: it shares none */
    rt_join_hash found;   /* of a parent's row: what they hash to; with `sought` */
    rt_join_test agrees;  /* of a row: the parent's columns are the row's; with `sought` */
};

/* Columns that are distinct. */
struct rt_join_key {
    rt_join_hash hash;   /* of a row: what they hash to */
    rt_join_test is_out; /* of a row: it is no part of the constraint; NULL: all are */
    unsigned after;      /* so many parts give the columns */
};

/* A condition between parents, or between them and the row. */
struct rt_join_condition {
    rt_join_test holds; /* of a row */
    unsigned after;     /* so many parts give the columns */
};

struct rt_join_spec {
    uint16_t table;
    const struct rt_join_part *parts;
    unsigned part_count;
    const struct rt_join_key *keys;
    unsigned key_count;
    const struct rt_join_condition *conditions;
    unsigned condition_count;
};

/* The parents of each row, `part_count` of them, in the order of the parts. */
struct rt_join {
    uint32_t *parents; /* owned */
    uint64_t size;     /* of them */
    unsigned part_count;
};

/* Fills the join as far as the table has rows, and gives the number of rows that there are parents for;
 * functions of the spec see the rows that are there. False where memory is out. The stream is of the
 * choices. */
bool rt_join_fill(const struct rt_db *db, struct rt_join *join, const struct rt_join_spec *spec,
                  rt_stream stream, uint64_t *rows);
void rt_join_free(struct rt_join *join);

/* The row's parent by that part; 0 beyond the rows. */
static inline uint64_t rt_join_parent(const struct rt_join *join, uint64_t n, uint64_t part)
{
    uint64_t place = n * join->part_count + part;
    return n < RT_JOIN_ROWS && place < join->size ? join->parents[place] : 0;
}

/* A hash with one more value in it. */
static inline uint64_t rt_join_mix(uint64_t hash, uint64_t value)
{
    return rt_fold(hash ^ value ^ RT_GOLDEN, value * RT_GOLDEN ^ UINT64_C(0x2545f4914f6cdd1d));
}

static inline uint64_t rt_join_mix_uuid(uint64_t hash, struct rt_uuid uuid)
{
    return rt_join_mix(rt_join_mix(hash, uuid.high), uuid.low);
}

static inline uint64_t rt_join_mix_text(uint64_t hash, struct rt_text text)
{
    hash = rt_join_mix(hash, text.size);
    for (size_t i = 0; i < text.size; i++)
        hash = rt_join_mix(hash, (unsigned char)text.data[i]);
    return hash;
}

#endif
