/* type_convert.h: which types PostgreSQL converts into which without being asked, and the type that several
 * values come to. PostgreSQL documentation: chapter 10 (Type Conversion). Domains count as their base type,
 * modifiers don't count. */
#ifndef SCHEMAC_MODEL_TYPE_CONVERT_H
#define SCHEMAC_MODEL_TYPE_CONVERT_H

#include "model/type.h"

/* A built-in type by its name in pg_type; no array, no modifiers. */
TypeUse type_of_code(const char *name);

/* The base type without modifiers. */
TypeUse type_plain(const TypeUse *use);

/* The type of literals that have none yet, and of NULL. */
TypeUse type_unknown(void);
bool type_is_unknown(const TypeUse *use);

/* False where nothing is known of a type (`type` is NULL or holds an unresolved name). */
bool type_is_known(const TypeUse *use);

/* The same base type, not caring about modifiers. */
bool type_same(const TypeUse *a, const TypeUse *b);

/* The code of the base type; TYPE_NONE for arrays and what is no base type. */
TypeCode type_code(const TypeUse *use);

/* Whether the base type is of that kind; domains are looked through. */
bool type_is_integer(const TypeUse *use);
bool type_is_number(const TypeUse *use); /* int2 to float8 and numeric */

/* The largest whole number of which all up to it, negative ones too, fit the type; 0 where none is too large,
 * or so large that it does not matter. */
int64_t type_largest_whole(const TypeUse *use);
bool type_is_array(const TypeUse *use);

/* True for the types that stand for any type in the declarations of functions: anyelement, anyarray … */
bool type_is_any(const TypeUse *use);

/* The type of an array's elements or of a range's bounds; of others `type` is NULL. */
TypeUse type_element(const TypeUse *use);
TypeUse type_array_of(const TypeUse *element);

/* True where a value becomes one of the other type without an explicit cast (or has it already). Literals of
 * no type become anything. */
bool type_converts(const TypeUse *from, const TypeUse *to);

/* The type that CASE, COALESCE, ARRAY and their kin give to values of these types: `type` is NULL where it is
 * not known, text where all are literals. */
TypeUse type_common(const TypeUse *types, size_t count);

#endif
