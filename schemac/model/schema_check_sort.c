/* schema_check_sort.c: sorting what has no order of its own, so that two sources of one schema are alike. */
#include "model/check_parts.h"

#include <stdlib.h>

static int compare_pairs(Text schema_a, Text name_a, Text schema_b, Text name_b)
{
    int order = text_compare(schema_a, schema_b);
    return order ? order : text_compare(name_a, name_b);
}

/* A comparison for qsort of pointers to a struct with a schema and a name. */
#define COMPARE_PAIR(function, Type)                                  \
    static int function(const void *a, const void *b)                 \
    {                                                                 \
        const Type *x = *(Type *const *)a, *y = *(Type *const *)b;    \
        return compare_pairs(x->schema, x->name, y->schema, y->name); \
    }

/* The same for a struct with a name alone. */
#define COMPARE_NAME(function, Type)                               \
    static int function(const void *a, const void *b)              \
    {                                                              \
        const Type *x = *(Type *const *)a, *y = *(Type *const *)b; \
        return text_compare(x->name, y->name);                     \
    }

COMPARE_PAIR(compare_tables, Table)
COMPARE_PAIR(compare_types, Type)
COMPARE_PAIR(compare_sequences, Sequence)
COMPARE_NAME(compare_namespaces, Namespace)
COMPARE_NAME(compare_indexes, Index)
COMPARE_NAME(compare_exclusions, Exclusion)
COMPARE_NAME(compare_checks, Check)
COMPARE_NAME(compare_references, Reference)
COMPARE_NAME(compare_triggers, Trigger)

static int compare_texts(const void *a, const void *b)
{
    return text_compare(*(const Text *)a, *(const Text *)b);
}

static int compare_keys(const void *a, const void *b)
{
    const Key *x = *(Key *const *)a, *y = *(Key *const *)b;
    return x->is_primary != y->is_primary ? y->is_primary - x->is_primary : text_compare(x->name, y->name);
}

/* Functions of one name differ by their arguments. */
static int compare_functions(const void *a, const void *b)
{
    const Function *x = *(Function *const *)a, *y = *(Function *const *)b;
    int order = compare_pairs(x->schema, x->name, y->schema, y->name);
    size_t common =
        x->argument_types.count < y->argument_types.count ? x->argument_types.count : y->argument_types.count;
    for (size_t i = 0; !order && i < common; i++) {
        const Type *p = x->argument_types.items[i].type, *q = y->argument_types.items[i].type;
        order = !p || !q ? (p != NULL) - (q != NULL) : compare_pairs(p->schema, p->name, q->schema, q->name);
        if (!order)
            order = x->argument_types.items[i].dimensions - y->argument_types.items[i].dimensions;
    }
    return order ? order
                 : (x->argument_types.count > y->argument_types.count) -
                       (x->argument_types.count < y->argument_types.count);
}

#define SORT(list, compare) \
    ((list)->count ? qsort((list)->items, (list)->count, sizeof *(list)->items, compare) : (void)0)

void check_sort(const CheckRun *run)
{
    Schema *schema = run->schema;
    SORT(&schema->namespaces, compare_namespaces);
    SORT(&schema->extensions, compare_texts);
    SORT(&schema->types, compare_types);
    SORT(&schema->sequences, compare_sequences);
    SORT(&schema->tables, compare_tables);
    SORT(&schema->functions, compare_functions);
    for (size_t i = 0; i < schema->types.count; i++)
        SORT(&schema->types.items[i]->checks, compare_checks);
    for (size_t i = 0; i < schema->tables.count; i++) {
        Table *table = schema->tables.items[i];
        SORT(&table->keys, compare_keys);
        SORT(&table->indexes, compare_indexes);
        SORT(&table->exclusions, compare_exclusions);
        SORT(&table->checks, compare_checks);
        SORT(&table->references, compare_references);
        SORT(&table->triggers, compare_triggers);
        SORT(&table->partitions, compare_tables);
    }
}
