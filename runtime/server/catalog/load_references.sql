-- The references from and to the tables in $1, under the roots of partitioned tables.
SELECT c.conname, c.oid, coalesce(pg_partition_root(c.conrelid), c.conrelid)::oid,
       coalesce(pg_partition_root(c.confrelid), c.confrelid)::oid, c.condeferrable
  FROM pg_constraint c
 WHERE c.contype = 'f' AND c.conparentid = 0
       AND (coalesce(pg_partition_root(c.conrelid), c.conrelid) = ANY ($1::oid[])
            OR coalesce(pg_partition_root(c.confrelid), c.confrelid) = ANY ($1::oid[]));
