/* values.h: columns and formats, what values.c puts together. */
#ifndef TESTS_VALUES_H
#define TESTS_VALUES_H

#include <stddef.h>

#include "rt_out.h"
#include "rt_scratch.h"
#include "rt_value.h"

/* The value of row n. */
typedef union rt_value make_function(struct rt_scratch *scratch, uint64_t n);

struct column {
    const char *name;
    const char *sql; /* its type */
    struct rt_type type;
    make_function *make;
    unsigned rows; /* 0: the usual number */
};

extern const struct column columns[];
extern const size_t column_count;

struct format {
    const char *name;
    void (*write)(struct rt_out *out, struct rt_scratch *scratch, const struct rt_type *type,
                  const union rt_value *value); /* a cell; NULL for a value that is NULL */
};

#define FORMATS 5
extern const struct format formats[FORMATS];

#endif
