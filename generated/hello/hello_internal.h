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

/* types of columns */
extern const struct rt_type hello_type_bigint;
extern const struct rt_type hello_type_text;
extern const struct rt_type hello_type_timestamp_with_time_zone;

/* people */
extern const struct rt_table hello_people_table;
static inline int64_t hello_people_id(const struct hello *db, uint64_t n, struct rt_scratch *scratch);

/* greetings */
extern const struct rt_table hello_greetings_table;

/* people: id of row n */
static inline int64_t hello_people_id(const struct hello *db, uint64_t n, struct rt_scratch *scratch)
{
    (void)db;
    (void)scratch;
    return 1 + n;
}

#endif
