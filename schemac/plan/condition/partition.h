/* partition.h: what partitions declare by themselves. A partitioned table is planned as one table, whose rows
 * lie in its partitions; what one of these has alone, all rows have. */
#ifndef SCHEMAC_PLAN_PARTITION_H
#define SCHEMAC_PLAN_PARTITION_H

#include "model/schema.h"

/* The table at the top of those that the table is a partition of; itself where it is none. */
const Table *partition_root(const Table *table);

/* The table with the keys, unique indexes, exclusion constraints and references of its partitions as well,
 * and with the columns of roots where references are to partitions; the table itself where that is all. Its
 * columns are the same. */
Table *partition_whole(Arena *arena, Table *table);

#endif
