-- Which table inherits from which, partitions included, in the order of INHERITS.
SELECT i.inhrelid AS child,
       i.inhparent AS parent,
       c.relispartition AS is_partition
  FROM pg_catalog.pg_inherits i
  JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p', 'f')
   AND n.nspname !~ '^pg_'
 ORDER BY i.inhrelid, i.inhseqno;
