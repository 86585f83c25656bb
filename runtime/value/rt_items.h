/*
 * Arrays, composites, ranges and multiranges: making them in scratch space, and their text forms. Elements
 * are made by whoever knows their type; here is only what holds them together.
 */
#ifndef RT_ITEMS_H
#define RT_ITEMS_H

#include <stdbool.h>
#include <stdint.h>

#include "rt_scratch.h"
#include "rt_value.h"

/*
 * Room for `count` values, with room for as many null flags after it where `nulls` is not NULL; the caller
 * fills both. NULL where memory is out: then the value is the empty one, (struct rt_items){0}, which every
 * writer takes for an empty array, an empty range, and a composite of nulls.
 */
union rt_value *rt_items_values(struct rt_scratch *scratch, uint32_t count, bool **nulls);

/* A copy of values that are at hand, none of them null, in scratch space: an array's elements, a composite's
 * fields, a range's bounds with its flags, which are 0 for all others. */
struct rt_items rt_items_of(struct rt_scratch *scratch, const union rt_value *values, uint32_t count,
                            uint32_t flags);

/* The range from lower to upper, with the flags given; flags RT_RANGE_EMPTY for the empty range. */
struct rt_items rt_range_of(struct rt_scratch *scratch, union rt_value lower, union rt_value upper,
                            uint32_t flags);

/* [lower, upper) of integers, dates or timestamps: the normal form of discrete ranges. Empty if lower >=
 * upper.
 */
struct rt_items rt_range_between(struct rt_scratch *scratch, int64_t lower, int64_t upper);

/* Whether item i is null, how many items a value of the type has, and the type of item i. */
static inline bool rt_item_is_null(const struct rt_items *items, uint32_t i)
{
    return i >= items->count || (items->nulls && items->nulls[i]);
}

static inline uint32_t rt_item_count(const struct rt_type *type, const struct rt_items *items)
{
    return type->kind == RT_COMPOSITE ? type->field_count : items->count;
}

static inline const struct rt_type *rt_item_type(const struct rt_type *type, uint32_t i)
{
    return type->kind == RT_COMPOSITE ? type->fields[i].type : type->element;
}

/*
 * Any value's text form, as PostgreSQL's output function prints it, with the quoting that arrays, records and
 * ranges have inside. A text or literal is given as it is, without a copy. Empty where memory is out.
 */
struct rt_text rt_text_of_value(struct rt_scratch *scratch, const struct rt_type *type,
                                const union rt_value *value);

/* Any value as JSON: arrays as arrays, composites as objects, ranges as strings. Empty where memory
 * is out. */
struct rt_text rt_json_of_value(struct rt_scratch *scratch, const struct rt_type *type,
                                const union rt_value *value);

#endif
