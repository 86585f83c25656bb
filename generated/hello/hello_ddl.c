/* hello_ddl.c: the statements that make the schema, for `load --create`. */
#include <stddef.h>

extern const char *const hello_ddl[];

const char *const hello_ddl[] = {
    NULL,
};
