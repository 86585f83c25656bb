/* hello_internal.h: what the files of hello share: parameters of tables, and columns that other tables read.
    */
#ifndef HELLO_INTERNAL_H
#define HELLO_INTERNAL_H

#include "hello.h"

#include "rt_generated.h"

#if RT_ABI != 1
#error "this code was generated for version 1 of the schemac runtime: generate it again with the schemac that belongs to the runtime's headers"
#endif

struct hello_scratch {
    struct rt_scratch space;
};

struct hello_people_params {
    struct rt_fit name_form;
    rt_stream name;
};

struct hello_greetings_params {
    rt_stream person_id;
    struct rt_weighted greeting_choice;
    rt_stream greeting;
    rt_stream said_at;
};

struct hello {
    struct rt_db base; /* first: the runtime knows only this */
    struct hello_people_params people;
    struct hello_greetings_params greetings;
};

extern const struct rt_table hello_tables[];
extern const struct rt_type hello_type_bigint;
extern const struct rt_type hello_type_text;
extern const struct rt_type hello_type_timestamp_with_time_zone;

/* people */
bool hello_people_prepare(struct rt_db *base);
void hello_people_release(struct rt_db *base);
uint64_t hello_people_write_csv(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out);
uint64_t hello_people_write_tsv(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out);
uint64_t hello_people_write_ndjson(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out);
uint64_t hello_people_write_json(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out);
uint64_t hello_people_write_sql(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out);
uint64_t hello_people_write_copy(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out);
uint64_t hello_people_write_copy_binary(const struct rt_db *base, uint64_t first, uint64_t count,
    size_t limit, struct rt_scratch *scratch, struct rt_out *out);
static inline int64_t hello_people_id(const struct hello *db, uint64_t n, struct rt_scratch *scratch);

/* greetings */
bool hello_greetings_prepare(struct rt_db *base);
void hello_greetings_release(struct rt_db *base);
uint64_t hello_greetings_write_csv(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out);
uint64_t hello_greetings_write_tsv(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out);
uint64_t hello_greetings_write_ndjson(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out);
uint64_t hello_greetings_write_json(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out);
uint64_t hello_greetings_write_sql(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out);
uint64_t hello_greetings_write_copy(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out);
uint64_t hello_greetings_write_copy_binary(const struct rt_db *base, uint64_t first, uint64_t count,
    size_t limit, struct rt_scratch *scratch, struct rt_out *out);

/* people: id of row n */
static inline int64_t hello_people_id(const struct hello *db, uint64_t n, struct rt_scratch *scratch)
{
    (void)db;
    (void)scratch;
    return 1 + n;
}

#endif
