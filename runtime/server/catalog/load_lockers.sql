-- Who holds locks on the tables in $1 or their partitions: a sentence for each session.
SELECT format('Process %s of user "%s"%s holds a lock on %s, %s since %s: "%s".', a.pid, a.usename,
              CASE WHEN a.application_name <> '' THEN format(' (%s)', a.application_name) END,
              string_agg(DISTINCT l.relation::regclass::text, ', '), coalesce(a.state, 'at work'),
              to_char(coalesce(a.xact_start, a.backend_start), 'YYYY-MM-DD HH24:MI:SS'),
              left(regexp_replace(a.query, '\s+', ' ', 'g'), 100))
  FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
 WHERE l.granted AND l.pid <> pg_backend_pid() AND l.locktype = 'relation'
       AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND (l.relation = ANY ($1::oid[])
            OR l.relation IN (SELECT t.relid FROM unnest($1::oid[]) u (relation), pg_partition_tree(u.relation) t))
 GROUP BY a.pid, a.usename, a.application_name, a.state, a.xact_start, a.backend_start, a.query
 LIMIT 5;
