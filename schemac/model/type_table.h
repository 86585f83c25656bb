/* type_table.h: the table of built-in and well-known extension types, for type.c alone. */
#ifndef SCHEMAC_MODEL_TYPE_TABLE_H
#define SCHEMAC_MODEL_TYPE_TABLE_H

#include "model/type.h"

/* A name of SQL's own that differs from pg_type.typname. */
typedef struct TypeAlias {
    Text sql_name; /* in lower case with single spaces */
    Text name;     /* pg_type.typname */
} TypeAlias;

/* The type of that pg_type.typname, or NULL. */
const Type *type_table_find(Text name);

/* The alias at `index`, or NULL past the end. */
const TypeAlias *type_alias_at(size_t index);

#endif
